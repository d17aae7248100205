"""A length goes in, a report of that length comes out, in which no sentence stands twice."""

from itertools import count

WORDS_A_MINUTE = 143
"""What hibari reads of this text in a minute, pauses and written-out figures counted."""

PARAGRAPHS = """\
Crews counted {0} broken fence posts along the coast road before noon on day {1}. The council set aside {2} \
dollars for the repair, and expects the work to take {3} days.

"We walked past number {0} and the water was already over the step," said Maren Oduya, a warden. "By the \
time we reached house {1}, it was at our knees."

In ward {0} the pumps ran for {1} hours without a stop. A spokesman for the water board said that {2} homes \
were dry again, and that {3} were not.

Mr. Tolliver, who runs boat {0}, said he had carried {1} people across the estuary since the bridge was \
shut. He asked for a second landing near marker {2}.

"Nobody told us about route {0}," Mr. Tolliver said. "We learned of it when bus {1} did not come."

At the school on street {0} the teachers moved {1} desks to the upper floor. Lessons for group {2} begin \
again on Monday.
""".strip().split("\n\n")
"""Every sentence has a number, and numbers are counted on through the text."""


def long_report(minutes: float, slug: str = "") -> str:
    """A report with two people quoted in it that lasts about so many minutes."""
    parts = [f"The long week on the estuary {slug}".strip()]
    numbers = count(1)
    words = 0
    while words < minutes * WORDS_A_MINUTE:
        for paragraph in PARAGRAPHS:
            text = paragraph.format(*(next(numbers) for _ in range(4)))
            parts.append(text)
            words += len(text.split())
    return "\n\n".join(parts) + "\n"


ONE_SENTENCE = (
    "The ferry from Quill Sound was late again this morning, and nobody on the quay was surprised.\n"
)

QUOTES_ONLY = """\
"We have waited nine years for this road," said Maren Oduya, a shopkeeper. "Now it is here."

"It is a good road," said Jonas Tolliver, who drives the school bus. "I only wish that it went somewhere."

"Give it time," Ms. Oduya said.
"""

"""How an interview's questions sound, and what only looks like one."""

from itertools import pairwise

import pytest

from broadcast.scripting.layouts.asking import (
    Exchange,
    Manner,
    is_bare_interview,
    is_set_interview,
    likely_answer,
    likely_question,
    likely_questions,
)

INTERVIEW = """Ana Ruiz has kept the light for forty years. We spoke in her kitchen.

What do you do at night now?

I wake up at the times I used to wake up. Then I make tea and feel foolish, and my husband says nothing.

That must be hard.

It is not so hard. I have the cat, and the radio, and the wind. You would not believe the wind out there.

In the first years there were four of us, and nobody slept when the fog came down over the whole bay.

Tell me about the trawler.

I rowed out and they gave me a cod. They were playing cards.

Was there any warning?

They sent me a letter. It was very polite.

Would you go back, if they asked you?

I've still got the key."""


def paragraphs(text: str) -> list[Manner]:
    return [Manner(words) for words in text.split("\n\n")]


def test_questions_are_found_by_their_words_even_those_that_do_not_ask() -> None:
    assert likely_questions(paragraphs(INTERVIEW)) == [1, 3, 6, 8, 10]


def test_no_question_follows_another() -> None:
    found = likely_questions([Manner("What do you want?")] * 5)
    assert all(two - one > 1 for one, two in pairwise(found))


def test_a_note_at_the_foot_is_no_question() -> None:
    assert likely_questions(paragraphs(f"{INTERVIEW}\n\nThe open day is on Sunday."))[-1] == 10


def test_nothing_asks_in_no_paragraphs() -> None:
    assert likely_questions([]) == []


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("What do you do at night?", "I wake up at ten."),
        (
            "Tell me about the flood.",
            "The flood came at noon and took the bridge with it, then the road and the mill.",
        ),
        ("Your critics say it is too much.", "My critics say it is too much."),
        ("And then?", "“And then?” she said."),
    ],
)
def test_a_question_sounds_more_like_one(question: str, other: str) -> None:
    assert likely_question(Manner(question)) > likely_question(Manner(other))


def test_an_answer_is_somebodys_who_speaks_of_himself() -> None:
    assert likely_answer(Manner("I saw it.")) > likely_answer(Manner("“It fell,” she said."))


def test_what_is_quoted_or_noted_in_brackets_is_not_how_a_paragraph_speaks() -> None:
    manner = Manner("The mayor was clear: “I told you so, and my wife did.” (I laugh.)")
    assert not manner.first
    assert not manner.second


def test_an_interview_is_told_as_one() -> None:
    manners = paragraphs(INTERVIEW)
    exchange = Exchange(manners, likely_questions(manners))
    assert is_bare_interview(exchange)
    assert is_set_interview(exchange)


EXPLAINER = """The new bus lanes open on Monday. We answer your questions.

Where are the lanes?

They run from the harbour to the hospital. The city says more will follow in spring.

Who may use them?

Buses, taxis and bicycles. The police will fine anybody else, the city said.

How much is the fine?

It is 40 crowns, and 80 after the first month."""
NEWS = """The wall fell on Monday.

Who is to blame?

"We told them for years," said Ana Ruiz, a nurse. "My office wrote to you."

Will it be rebuilt?

"I doubt it," Ruiz said. "You would have to pay for it first."

What happens next?

"I am going home," she said."""
COLUMN = """I have lived by this harbour for most of my life, and I have never liked the wall.

Why did we build it?

My father used to say that it was vanity. He was right about that, and he was right about most things.

The council will tell you it keeps the water out. It does not keep anything out, least of all the wind.

I walked along it last night. The lamps were out. My dog would not go near the end of it.

Is it beautiful?

I used to think so. Now I think of the money, and of the school that we did not build with it.

So what now?

I would let it fall."""
READERS = """Our lawyer answers your letters.

Can I keep my deposit?

Yes. I would write to your landlord first, and I would keep a copy.

Do I have to paint the walls?

No. I have seen many leases, and I have never seen that clause hold.

Must I let my landlord in?

I would ask for a day's notice."""


@pytest.mark.parametrize("text", [EXPLAINER, NEWS, COLUMN, READERS])
def test_print_copy_that_asks_is_no_interview(text: str) -> None:
    manners = paragraphs(text)
    asked = [index for index, one in enumerate(manners) if one.asks]
    found = likely_questions(manners)
    assert not (found and is_bare_interview(Exchange(manners, found)))
    assert text == COLUMN or not is_set_interview(Exchange(manners, asked))

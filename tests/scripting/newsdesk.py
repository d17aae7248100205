"""Reports with invented places and people, and generators that speak news."""

from hypothesis import strategies as st

from broadcast.model import Reason, Report, Unspoken

HARBOUR = """《Storm shuts the harbour of Porto Alto》

A storm closed the harbour on Monday, and the so-called "wall of wind" tore the roof off the market.

The port authority said the damage was the worst in forty years.

As we walk along the quay, we are often stopped by fishermen looking for their boats.

The masts you can see behind me belong to boats under water. Engineers have told us the wall may fall.

"We saw it coming for days and there was nothing we could do," said General Renko, Harbour Guard Press Office.

Here the pumps never stop. The men at the pumps have been awake since

Sunday night.

"My father built that wall and I will build it again," said Tomas, harbour mason.

Before dark the first boat is lifted from the water.
"""


def report(text: str, *, headline: bool = True) -> Report:
    """A report as ingest hands it over, its headline marked."""
    end = text.find("》") + 1
    furniture = (Unspoken(span=(0, end), reason=Reason.HEADLINE),) if headline and end else ()
    return Report(text=text, headline=text[1 : end - 1] if end else None, furniture=furniture)


NAMES = st.sampled_from(
    ["Ana Ruiz", "General Renko", "Luis Sol", "Mr Brown", "police chief Mia Berg", "Tomas"]
)
TITLES = st.sampled_from(
    ["", ", a nurse", ", 61, harbour master", ", Harbour Guard Press Office", " (R-Utah)"]
)
VERBS = st.sampled_from(["said", "told reporters", "added", "asked", "says"])
EXTRAS = st.sampled_from(["", " on Tuesday", " after visiting the site", ", and the crowd fell silent"])
CLAUSES = st.sampled_from(
    [
        "We saw it coming for three days",
        "No",
        "The wall will not hold and we know it",
        "It stood for ninety years, it's 5' high",
        "and nobody will sleep tonight",
        "Who will pay for all of this?",
    ]
)
NARRATION = st.sampled_from(
    [
        "A storm closed the harbour on Monday.",
        'The so-called "wall of wind" tore the roof off.',
        "We walk along the quay here, and you can see the masts behind me.",
        "Our correspondent Ana Ruiz reports from Porto Alto.",
        "Mayor Luis Sol said the town had asked for help. She shook her head.",
        'The film "Gone With the Tide" was not shown.',
        "Ana Ruiz, Harbour News, Porto Alto.",
        "the lads' boats weren't found",
    ]
)
MARKS = st.sampled_from([('"', '"'), ("“", "”"), ("‘", "’"), ("«", "»"), ("„", "“"), ('"', ""), ("“", '"')])


@st.composite
def attributed(draw: st.DrawFn) -> str:
    """A quotation with its attribution after it, before it, within it, or none."""
    opening, closing = draw(MARKS)
    quoted = f"{opening}{draw(CLAUSES)},{closing}"
    name, title, verb, extra = draw(NAMES), draw(TITLES), draw(VERBS), draw(EXTRAS)
    forms = [
        f"{quoted} {verb} {name}{title}{extra}.",
        f"{quoted} {name}{title}, {verb}{extra}.",
        f"{quoted} she {verb}{extra}. {opening}{draw(CLAUSES)}.{closing}",
        f"{name}{title} {verb}: {opening}{draw(CLAUSES)}.{closing}",
        f"{opening}{draw(CLAUSES)}.{closing}",
        f"{quoted} according to {name}{title}.",
        f"{quoted} said a resident{extra}.",
    ]
    return draw(st.sampled_from(forms))


BREAKS = st.sampled_from(["\n\n", " ", "\n"])


@st.composite
def news(draw: st.DrawFn) -> Report:
    """A report of narration and quotations, with or without a headline and a part that is not for print."""
    parts = draw(st.lists(st.one_of(NARRATION, attributed()), max_size=8))
    text = "".join(part + draw(BREAKS) for part in parts)
    headline = draw(st.sampled_from(["", "《Storm shuts the harbour》\n\n"]))
    whole = headline + text
    furniture = [Unspoken(span=(0, len(headline.rstrip())), reason=Reason.HEADLINE)] if headline else []
    if draw(st.booleans()) and len(text) > 20:
        start = len(headline) + draw(st.integers(0, len(text) - 10))
        while start > len(headline) and whole[start - 1].isalnum():
            start -= 1
        end = start + 10
        while end < len(whole) and (whole[end].isalnum() or whole[end - 1].isalnum()):
            end += 1
        furniture.append(Unspoken(span=(start, end), reason=Reason.LAYOUT))
    return Report(text=whole, furniture=tuple(furniture))

"""A Report goes in; why each quotation of it is heard as it is comes out, one decision a quotation."""

from dataclasses import dataclass
from enum import StrEnum

from broadcast.model import Report, Speaker
from broadcast.scripting.layouts.marked import Block
from broadcast.scripting.person import Person
from broadcast.scripting.quotes import Quotation
from broadcast.scripting.reading import Reading, read_copy
from broadcast.scripting.speakers import UNIDENTIFIED, Voiced
from broadcast.units import Span


class Heard(StrEnum):
    """In whose voice a quotation is heard."""

    SOUNDBITE = "soundbite"
    NARRATOR = "narrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Why a quotation is heard as it is.

    Attributes:
        heard: In its speaker's voice, or in the narrator's.
        quote: Its words.
        span: Where they stand in the report.
        speaker: Who speaks; None for the narrator.
        evidence: What told it: the attribution, and for a pronoun or none how the person last appeared.
        runner_up: The name of the next likeliest speaker; None where nobody else may be meant.
        sure: False where an editor should check the speaker.
    """

    heard: Heard
    quote: str
    span: Span
    speaker: Speaker | None
    evidence: str
    runner_up: str | None = None
    sure: bool = True


def explain(report: Report, *, layout: str | None = None) -> list[Decision]:
    """Every decision about a quotation or a labelled soundbite, in the order of the print.

    Args:
        report: What to read.
        layout: The newsroom's layout; None tells it from the copy.

    Raises:
        UsageError: An unknown layout.
    """
    reading = read_copy(report, layout)
    text = report.text
    decisions = [
        *(_voiced(text, reading, item) for item in reading.found),
        *(_narrated(text, quotation) for quotation in reading.narrated),
        *(_labelled(text, reading, block) for block in reading.blocks if block.kind.value == Heard.SOUNDBITE),
    ]
    return sorted(decisions, key=lambda decision: decision.span)


def _voiced(text: str, reading: Reading, item: Voiced) -> Decision:
    span = item.bite.quotation.inner
    person = item.person
    return Decision(
        heard=Heard.SOUNDBITE,
        quote=text[slice(*span)],
        span=span,
        speaker=reading.speaker(person),
        evidence=item.why,
        runner_up=_name(item.rival, person),
        sure=item.sure and person.name != UNIDENTIFIED,
    )


def _name(rival: Person | None, chosen: Person) -> str | None:
    return rival.name if rival is not None and rival is not chosen else None


def _narrated(text: str, quotation: Quotation) -> Decision:
    span = quotation.inner
    return Decision(
        heard=Heard.NARRATOR,
        quote=text[slice(*span)],
        span=span,
        speaker=None,
        evidence="a title, a phrase or a word of the narrator's own sentence",
    )


def _labelled(text: str, reading: Reading, block: Block) -> Decision:
    label = " ".join(text[slice(*block.label)].split()) if block.label is not None else ""
    return Decision(
        heard=Heard.SOUNDBITE,
        quote=text[slice(*block.span)],
        span=block.span,
        speaker=reading.named[block.who] if block.who is not None else None,
        evidence=f"label “{label}”" if label else f"the layout: {reading.layout}",
        sure=block.who is not None,
    )

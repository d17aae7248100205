"""What a reader of labelled copy gives: who is heard where, and what is not spoken."""

from dataclasses import dataclass

from broadcast.model import Gender, Kind, Unspoken
from broadcast.units import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody whom a label names.

    Attributes:
        name: As the label has it, without title: "Ana Ruiz"; "unidentified man" for somebody unnamed.
        title: Title, role or organisation: "Spokesperson for the Harbour Guard".
        gender: Only when the label says so: "UNIDENTIFIED WOMAN", "(female)", "Ms."
        gender_evidence: The words that told it.
        language: BCP 47 of what is heard: "SOUNDBITE (Arabic)" -> "ar"; None when the label does not say.
        named: Whether `name` is a name and not a description.
        withheld: Whether the label says that there is no name: "no name given".
    """

    name: str
    title: str | None = None
    gender: Gender | None = None
    gender_evidence: str | None = None
    language: str | None = None
    named: bool = True
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of labelled copy that one voice speaks.

    Attributes:
        kind: ANCHOR, FIELD or SOUNDBITE.
        span: The words heard, without label, cues and marks of quotation around them.
        who: Whom the label names: a soundbite's speaker, narration's reader; None when it names nobody.
        label: Where the words that name `who` stand (they are also in `Marked.unspoken`).
        continued: The same turn as the block before, parted from it only by a cue.
        plain: Narration like a print article's: soundbites in quotation marks are looked for in it.
    """

    kind: Kind
    span: Span
    who: Named | None = None
    label: Span | None = None
    continued: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A report read by its labels.

    Attributes:
        layout: "shotlist", "tv", "radio", "transcript", "interview"; "plain" without labels.
        blocks: In the order of the print; not overlapping.
        unspoken: What of the body is layout: labels, cues, shots, credits, end marks; not overlapping.
    """

    layout: str
    blocks: tuple[Block, ...]
    unspoken: tuple[Unspoken, ...]

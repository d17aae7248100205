"""The narration of a report goes in; who reads each stretch, anchor or field reporter, comes out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from broadcast.model import Kind
from broadcast.scripting.cues import CAMERA, PERSONAL, Cue, cues_in
from broadcast.scripting.handing import Handing, asks, handing_of, names_reporter, returns
from broadcast.units import Span

SWITCH = 3.0
"""What cues of a paragraph must weigh together for the field to begin there, one of them from the scene."""

_NEAR = 3
"""Paragraphs that a switch may take to show: cues add up over them."""
_LONGEST_QUESTION = 50
"""Words of a paragraph in which the studio asks the reporter something."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of narration tells about who reads it.

    Attributes:
        span: Where it stands: a paragraph, or a part of one that the studio or the reporter ends.
        words: White space single blanks; empty where a soundbite fills it.
        cues: Of a reporter on the scene.
        handing: How it ends.
        returns: It is the studio's again.
        asks: It ends in a question to the reporter, who answers.
    """

    span: Span
    words: str
    cues: frozenset[Cue]
    handing: Handing
    returns: bool
    asks: bool

    @property
    def weight(self) -> float:
        """What the cues tell together."""
        return sum(cue.weight for cue in self.cues)


def readers(text: str, paragraphs: Sequence[Span], sentences: Sequence[Span]) -> list[tuple[int, Kind]]:
    """Who narrates from which place on: `ANCHOR`, or `FIELD` from a switch to a sign-off or the end.

    The switch is told by a hand-over ("Our correspondent Ana Ruiz reports"), by a sign-off further down, or
    by language: cues of a reporter on the scene, in one paragraph or over the next ones. "We", "here" and
    "you can see" alone are none: leaders, columns, recipes and travel pieces have them too. The studio is
    told by its own words ("Thank you, Ana"), which may stand within a paragraph.

    Args:
        text: The report, everything between quotation marks blanked.
        paragraphs: Spans in it.
        sentences: Spans in it.

    Returns:
        A place for each stretch of narration, in order; the kind holds up to the next.
    """
    reporters = reporters_of(text, paragraphs, sentences)
    readings = [
        _read(text, stretch, reporters)
        for paragraph in paragraphs
        for stretch in _parts(text, paragraph, _within(sentences, paragraph), reporters)
    ]
    return list(zip((reading.span[0] for reading in readings), _kinds(readings), strict=True))


def reporters_of(
    text: str, paragraphs: Sequence[Span], sentences: Sequence[Span], *, signed: bool = False
) -> frozenset[str]:
    """The words of the names of those who are handed over to, or sign off on air.

    Args:
        text: The report, everything between quotation marks blanked.
        paragraphs: Spans in it.
        sentences: Spans in it.
        signed: Whether whoever signs off is one, as in a report with a field part.
    """
    told = [handing_of(_words(text, span)) for span in (*paragraphs, *sentences)]
    names = [
        handing.signer
        for handing in told
        if handing.signer and (handing.names or (signed and handing.signs_off))
    ]
    return frozenset(word for name in names for word in name.split())


def _kinds(readings: Sequence[Reading]) -> list[Kind]:
    """Who narrates each stretch."""
    begins = _signed_parts(readings)
    kinds: list[Kind] = []
    field, reporter = False, None
    for index, reading in enumerate(readings):
        begun = False
        if not field:
            before = _handed_over(readings, index)
            begun = before is not None or index in begins or _switches(readings, index)
            field = begun
            reporter = before.handing.signer if before is not None else None
        told_of = reporter is not None and reporter in reading.words and not reading.handing.signs_off
        if told_of or _is_studios(reading, begun=begun):
            field = False
        kinds.append(Kind.FIELD if field else Kind.ANCHOR)
        field = field and not reading.handing.ends
    return kinds


def _is_studios(reading: Reading, *, begun: bool) -> bool:
    """Whether a stretch amid a reporter's part is the studio's: it takes over, asks, or hands over anew."""
    if reading.handing.signs_off:
        return False
    on_scene = any(cue.on_scene for cue in reading.cues)
    anew = reading.handing.hands_over and not reading.handing.introduces and not on_scene
    return anew or reading.asks or (reading.returns and not (begun and on_scene))


def _handed_over(readings: Sequence[Reading], index: int) -> Reading | None:
    """The stretch right before that hands over to the reporter; "Here's Ana Ruiz" may lead to a soundbite."""
    if not readings[index].words:
        return None
    before = index - 1
    while before >= 0 and not readings[before].words:
        before -= 1
    if before < 0:
        return None
    found = readings[before]
    heard = before < index - 1 and found.handing.introduces
    if found.asks or (found.handing.hands_over and not heard):
        return found
    near = readings[index : index + _NEAR]
    return found if found.handing.may_hand_over and any(map(_is_somebodys, near)) else None


def _is_somebodys(reading: Reading) -> bool:
    """Whether somebody says "I" or "we", or stands where it happens."""
    return any(cue.on_scene or cue in PERSONAL for cue in reading.cues)


def _signed_parts(readings: Sequence[Reading]) -> set[int]:
    """Where the parts begin that a reporter ends: after the reporter's name, or after the lead-in."""
    begins: set[int] = set()
    last = 0
    for index, reading in enumerate(readings):
        handing = reading.handing
        if not (handing.on_air and handing.signer is not None) and not handing.hands_back:
            continue
        if index > last:
            begin = _begin(readings, last, index)
            begins |= {begin} if begin is not None else set()
        last = index + 1
    return begins


def _begin(readings: Sequence[Reading], first: int, end: int) -> int | None:
    """Where the part begins that ends here; None where a hand-over tells, or the reporter never speaks."""
    before = readings[first:end]
    signer = readings[end].handing.signer
    if signer is not None:
        named = (first + number for number, reading in enumerate(before) if signer in reading.words)
        return next(named, max(first, 1) - 1) + 1
    if any(reading.handing.hands_over or reading.asks for reading in before):
        return None
    on_scene = (
        max(first, 1) + number
        for number, reading in enumerate(readings[max(first, 1) : end + 1])
        if any(cue.on_scene for cue in reading.cues)
    )
    return next(on_scene, max(first, 1))


def _within(sentences: Sequence[Span], paragraph: Span) -> list[Span]:
    start, end = paragraph
    return [
        (max(start, span[0]), min(end, span[1])) for span in sentences if span[0] < end and start < span[1]
    ]


def _parts(
    text: str, paragraph: Span, sentences: Sequence[Span], reporters: frozenset[str]
) -> Iterator[list[Span]]:
    """The sentences of a paragraph, parted where the studio takes over, or where somebody's part ends."""
    part: list[Span] = []
    for number, span in enumerate(sentences):
        sentence, rest = _words(text, span), _words(text, (span[1], paragraph[1]))
        if part and returns(sentence, reporters):
            yield part
            part = []
        part.append(span)
        if (
            rest
            and _ends_amid(sentence, rest, reporters)
            and not (number == 0 and names_reporter(sentence, reporters))
        ):
            yield part
            part = []
    if part:
        yield part


def _ends_amid(sentence: str, rest: str, reporters: frozenset[str]) -> bool:
    """Whether a sentence within a paragraph ends somebody's part: sign-off, hand-back, hand-over."""
    handing = handing_of(sentence)
    if handing.on_air or handing.for_outlet or handing.hands_back or names_reporter(sentence, reporters):
        return True
    return handing.hands_over and any(cue.on_scene for cue in cues_in(rest))


def _read(text: str, part: Sequence[Span], reporters: frozenset[str]) -> Reading:
    span = (part[0][0], part[-1][1])
    words, first, last = _words(text, span), _words(text, part[0]), _words(text, part[-1])
    alone = names_reporter(first, reporters)
    handing = handing_of(words)
    if names_reporter(last, reporters):
        handing = replace(handing, signs_off=True)
    return Reading(
        span=span,
        words=words,
        cues=cues_in(words),
        handing=handing,
        returns=returns(first, reporters) or (alone and len(part) > 1),
        asks=len(words.split()) <= _LONGEST_QUESTION and asks(words, reporters),
    )


def _words(text: str, span: Span) -> str:
    words = " ".join(text[slice(*span)].split())
    return words if any(map(str.isalnum, words)) else ""


def _switches(readings: Sequence[Reading], index: int) -> bool:
    """Whether the field part begins here, by language."""
    here = readings[index]
    if not any(cue.on_scene for cue in here.cues):
        return False
    personal = any(reading.cues & PERSONAL for reading in readings[:index])
    if here.weight >= SWITCH + personal and len(here.cues) > 1:
        return True
    near = readings[index : index + _NEAR]
    cues = frozenset(cue for reading in near for cue in reading.cues)
    kinds = {cue.kind for cue in cues if cue.on_scene}
    persists = sum(any(cue.on_scene for cue in reading.cues) for reading in near) > 1
    moving = here.weight >= SWITCH / 2
    if CAMERA in here.cues:
        return index > 0 and not personal
    return not personal and (
        persists and moving and len(kinds) > 1 and sum(cue.weight for cue in cues) >= SWITCH + 1
    )

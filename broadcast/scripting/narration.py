"""The narration of a report goes in; who reads each paragraph, anchor or field reporter, comes out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.model import Kind
from broadcast.scripting.cues import CAMERA, PERSONAL, Cue, cues_in
from broadcast.units import Span

SWITCH = 3.0
"""What cues of a paragraph must weigh together for the field to begin there, one of them from the scene."""

_PERSON = r"(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+"
_NAMED = re.compile(  # the person in "Our correspondent Ana Ruiz reports"
    r"(?<!For )(?<!for )\b(?!Our|For|The|I['’]m|This|Here|From|In)"
    r"[A-Z][\w.’'-]+ (?:[A-Z][\w.’'-]+ ){0,2}[A-Z][\w’'-]+"
)
_HAS_MORE = (
    "reports?|joins us|has (?:the story|more|the details|the latest|this report)"
    "|is (?:there|live|at the scene|on the scene)|sent this report|filed this report"
)
_REPORTER = r"(?:correspondent|reporter|editor),?"
_WENT = (
    "has (?:been|spent|travelled|traveled|visited|gone|met|followed|watched|talked|seen)|went|is|was"
    "|travelled|traveled|visited|spent|took|met|sent|sends|now"
)
_HAND_OVER = re.compile(  # "Our correspondent Ana Ruiz reports from Porto."  "Ana Ruiz has the story."
    rf"\b(?:[Oo]ur|[A-Z][\w.]+['’]s)\b[^.?!]*?\b{_PERSON}(?:,[^,.]+,)? (?:{_HAS_MORE})\b[^.?!]*[.:]?$"
    rf"|(?:^|[.?!]\s+){_PERSON} (?:{_HAS_MORE})(?: (?:from|live)[^.?!]*| now)?[.:]?$"
    rf"|\b[Hh]ere(?:['’]s| is) (?:(?:our|the|[A-Z][\w’']+) [^.?!]{{0,60}}?{_REPORTER} )?{_PERSON}[.:]?$"
    rf"|\b(?:[Oo]ur|[Tt]he) [\w’' -]{{0,40}}{_REPORTER} {_PERSON},? (?:{_WENT})\b[^.?!]*[.:]?$"
)
_PLACE = r"(?:, (?:(?:in |at |on )?[A-Z][\w .’'-]+|(?:in|at|on|outside|near) [^.?!]{2,50}))?"
_OUTLET = rf"(?:(?:[A-Z][\w.’'&-]*|\d+|for|at|in|on|of|the) ?){{1,5}}{_PLACE}"
_SIGN_OFF = re.compile(  # "Ana Ruiz, Harbour News, Porto."   "For Harbour News, I'm Ana Ruiz."
    rf"(?:^|[.?!]\s+)(?:I['’]m |This is |I am )?{_PERSON}, {_OUTLET}[.]?$"
    rf"|(?:^|[.?!]\s+)(?:I['’]m |This is |I am ){_PERSON},? (?:reporting )?{_OUTLET}[.]?$"
    rf"|\b(?:[Ff]or|[Ff]rom|[Ii]n|[Aa]t|[Oo]n) [A-Z][\w .&’'-]+, (?:I['’]m|I am|this is) {_PERSON}[.]?$"
    rf"|(?:^|[.?!]\s+){_PERSON},? reporting (?:for|from|in|live)\b[^.?!]*[.]?$"
)
_ON_AIR = re.compile(  # what tells a reporter's sign-off from the signature below a letter
    r"\b(?:News|Radio|TV|Television|Channel|Broadcasting|FM|Network|Today|Tonight|reporting)\b"
    r"|\b(?:I['’]m|I am|[Tt]his is)\b|, (?:for |on )?[A-Z]{2,5}\b"
)
_RETURN = re.compile(  # "Back to you in the studio."   "Our team filed that report from the harbour"
    r"\b[Bb]ack (?:to (?:you|the studio|our studio)|in (?:the|our) studio)\b|^In the studio\b"
    r"|^Thank you, [A-Z]\w+\.?|\b[Tt](?:hat|his) report (?:from|by|was)\b"
    r"|\b[Oo]ur (?:team|crew|correspondent|reporter)(?: [A-Z]\w+)* (?:filed|sent|made) th(?:at|is)\b"
    r"|^(?:In other news|Also today|Elsewhere today)\b"
)
_LONGEST_SIGN_OFF = 120
_NEAR = 3
"""Paragraphs that a switch may take to show: cues add up over them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paragraph tells about who reads it.

    Attributes:
        cues: Of a reporter on the scene.
        hands_over: It ends by naming the reporter who follows.
        signs_off: It ends with a name and a place or an outlet.
        on_air: So does a reporter's, and no letter's.
        returns: It is the studio's again.
        signer: Who signs off, or is handed over to.
    """

    cues: frozenset[Cue]
    hands_over: bool
    signs_off: bool
    on_air: bool
    returns: bool
    signer: str | None

    @property
    def weight(self) -> float:
        """What the cues tell together."""
        return sum(cue.weight for cue in self.cues)


def readers(text: str, paragraphs: Sequence[Span]) -> list[Kind]:
    """Who narrates each paragraph: `ANCHOR`, or `FIELD` from a switch to a sign-off or the end.

    The switch is told by a hand-over ("Our correspondent Ana Ruiz reports"), by a sign-off further down, or
    by language: cues of a reporter on the scene, in one paragraph or over the next ones. "We", "here" and
    "you can see" alone are none: leaders, columns, recipes and travel pieces have them too.

    Args:
        text: The report, everything between quotation marks blanked.
        paragraphs: Spans in it.
    """
    readings = [_read(text[start:end]) for start, end in paragraphs]
    words = [text[start:end] for start, end in paragraphs]
    begins = _signed_parts(readings, words)
    kinds: list[Kind] = []
    field, reporter = False, None
    for index, reading in enumerate(readings):
        if not field:
            handed = index > 0 and readings[index - 1].hands_over
            field = handed or index in begins or _switches(readings, index)
            reporter = readings[index - 1].signer if handed else None
        told_of = reporter is not None and reporter in words[index] and not reading.signs_off
        if told_of or (reading.returns and not reading.signs_off):
            field = False
        kinds.append(Kind.FIELD if field else Kind.ANCHOR)
        if reading.signs_off or reading.returns:
            field = False
    return kinds


def _signed_parts(readings: Sequence[Reading], words: Sequence[str]) -> set[int]:
    """Where the parts begin that a reporter signs off: after the reporter's name, or after the lead-in."""
    begins: set[int] = set()
    last = 0
    for index, reading in enumerate(readings):
        if not reading.on_air or reading.signer is None:
            continue
        named = [
            number
            for number in range(last, index)
            if reading.signer in words[number] and number + 1 < len(words)
        ]
        if index > last:
            begins.add(named[0] + 1 if named else max(last, 1))
        last = index + 1
    return begins


def _read(paragraph: str) -> Reading:
    words = " ".join(paragraph.split())
    signed = _SIGN_OFF.search(words[-_LONGEST_SIGN_OFF:])
    handed = _HAND_OVER.search(words[-240:])
    told = signed or handed
    name = _NAMED.search(told[0]) if told is not None else None
    return Reading(
        cues=cues_in(words),
        hands_over=handed is not None,
        signs_off=signed is not None,
        on_air=signed is not None and bool(_ON_AIR.search(signed[0])),
        returns=bool(_RETURN.search(words)),
        signer=name[0] if name is not None else None,
    )


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

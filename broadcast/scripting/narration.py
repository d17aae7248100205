"""The narration of a report goes in; who reads each paragraph, anchor or field reporter, comes out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from broadcast.model import Kind
from broadcast.units import Span


class Cue(StrEnum):
    """What in a paragraph tells that a reporter stands on the scene."""

    PLURAL = "we"
    SINGULAR = "I"
    CAMERA = "behind me"
    HERE = "here"
    MOVING = "we head into"


_TRAVEL = "head|drive|travel|walk|arrive|reach|enter|cross|climb|stand|fly|sail|pass|follow|meet|hear|leave"
_AUXILIARY = r"(?:['’]re| are| were|['’]ve| have| had)?(?: now| just| also| often)?"
_GUIDED = "told|tells?|shows?|showed|briefs?|briefed|takes?|took|escorts?|escorted|drove|led|leads?|guided?"
_CUES = {
    Cue.PLURAL: re.compile(r"\b(?:[Ww]e|us|[Oo]ur)\b"),  # "We are less than five kilometres from it"
    Cue.SINGULAR: re.compile(r"\bI(?:['’](?:m|ve|d|ll))?\b|\b[Mm][ey]\b"),  # "I am standing"
    Cue.CAMERA: re.compile(  # "the mountains you can see behind me", "the dots you see"
        r"\b(?:behind|around|beside|above|below|in front of|next to) (?:me|us)\b|\bover my shoulder\b"
        r"|\byou (?:can |could |may )?(?:just |now |also |still )?(?:see|hear)\b",
        re.IGNORECASE,
    ),
    Cue.HERE: re.compile(  # "Here the air force steps in", "this road we are driving on right now"
        r"\b[Hh]ere\b(?! is (?:a|the) list)|\bright now\b"
        r"|\bthis (?:road|street|village|bridge|hill|square|quay)\b"
    ),
    Cue.MOVING: re.compile(  # "As we head into the city", "officers have told us", "brief us"
        rf"\bwe{_AUXILIARY} (?:{_TRAVEL})(?:s|d|ed|ing)?\b|\b(?:{_GUIDED}) us\b"
        r"|\bwe(?: are| were|['’]re)(?: often)? (?:escorted|stopped|taken|driving|standing|told)\b",
        re.IGNORECASE,
    ),
}
_ON_SCENE = frozenset({Cue.CAMERA, Cue.HERE, Cue.MOVING})
_PERSONS = frozenset({Cue.PLURAL, Cue.SINGULAR})

_PERSON = r"(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+"
_HAS_MORE = (
    "reports?|joins us|has (?:the story|more|the details)|is (?:there|live|at the scene)|sent this report"
)
_HAND_OVER = re.compile(  # "Our correspondent Ana Ruiz reports from Porto."  "Ana Ruiz has the story."
    rf"\b(?:[Oo]ur|[A-Z][\w.]+['’]s)\b[^.?!]*?\b{_PERSON}(?:,[^,.]+,)? (?:{_HAS_MORE})\b[^.?!]*[.:]?$"
    rf"|(?:^|[.?!]\s+){_PERSON} (?:{_HAS_MORE})(?: (?:from|live)[^.?!]*| now)?[.:]?$"
)
_OUTLET = r"(?:(?:[A-Z][\w.’'&-]*|for|at|in|on|of|the) ?){1,5}(?:, (?:in |at )?[A-Z][\w .’'-]+)?"
_SIGN_OFF = re.compile(  # "Ana Ruiz, Harbour News, Porto."   "For Harbour News, I'm Ana Ruiz."
    rf"(?:^|[.?!]\s+)(?:I['’]m |This is |I am )?{_PERSON}, {_OUTLET}[.]?$"
    rf"|(?:^|[.?!]\s+)(?:I['’]m |This is |I am ){_PERSON},? {_OUTLET}[.]?$"
    rf"|\b(?:[Ff]or|[Ff]rom) [A-Z][\w .&’'-]+, (?:I['’]m|I am|this is) {_PERSON}[.]?$"
)
_RETURN = re.compile(r"\b[Bb]ack (?:to you|to the studio|in the studio)\b")  # "Back to you in the studio."
_LONGEST_SIGN_OFF = 120


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paragraph tells about who reads it."""

    cues: frozenset[Cue]
    hands_over: bool
    signs_off: bool

    @property
    def strong(self) -> bool:
        """Two cues of different kinds, one of them tied to the place; or the camera's own."""
        return bool(self.cues & _ON_SCENE) and (len(self.cues) > 1 or Cue.CAMERA in self.cues)


def readers(text: str, paragraphs: Sequence[Span]) -> list[Kind]:
    """Who narrates each paragraph: `ANCHOR`, or `FIELD` from a switch to a sign-off or the end.

    The switch is told by a hand-over ("Our correspondent Ana Ruiz reports"), or by language: two cues of a
    reporter on the scene in one paragraph, or one that persists in the next. One "we" alone is none: print
    articles have it too.

    Args:
        text: The report, everything between quotation marks blanked.
        paragraphs: Spans in it.
    """
    readings = [_read(text[start:end]) for start, end in paragraphs]
    kinds: list[Kind] = []
    field = False
    for index, reading in enumerate(readings):
        if not field:
            handed = index > 0 and readings[index - 1].hands_over
            field = handed or _switches(readings, index)
        kinds.append(Kind.FIELD if field else Kind.ANCHOR)
        if reading.signs_off or _RETURN.search(text[slice(*paragraphs[index])]):
            field = False
    return kinds


def _read(paragraph: str) -> Reading:
    words = " ".join(paragraph.split())
    return Reading(
        frozenset(cue for cue, pattern in _CUES.items() if pattern.search(words)),
        bool(_HAND_OVER.search(words[-240:])),
        len(words) < _LONGEST_SIGN_OFF and bool(_SIGN_OFF.search(words)),
    )


def _switches(readings: Sequence[Reading], index: int) -> bool:
    """Whether the field part begins here, by language."""
    here = readings[index]
    if here.strong:
        return True
    following = next((later for later in readings[index + 1 :] if later.cues), None) if here.cues else None
    nearby = following is not None and following in readings[index + 1 : index + 3]
    if not nearby or following is None:
        return False
    persists = bool(here.cues & following.cues & _PERSONS) or Cue.MOVING in here.cues
    return persists and following.strong

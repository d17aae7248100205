"""A paragraph of narration goes in; what in it tells a reporter on the scene comes out."""

import re
from dataclasses import dataclass

_TRAVEL = (
    r"(?:head|drive|travel|walk|arrive|reach|enter|cross|climb|stand|fly|sail|pass|follow|move|wade"
    r"|drove|set off|come|turn|carry|count|watch|wait|pull|step|leave|stop)"
)
_GUIDED = (
    r"(?:told|tells|shown|show|briefed|brief|taken|take|escorted|escort|led|lead|guided|guide|stopped|stop"
    r"|warned|warn)"
)
# "Here is what we know", "we asked", "our readers": the paper, not somebody on the scene
_EDITORIAL = (
    r"(?:(?:['’]ve|['’]ll)?(?: have| also| just)* (?:know|don['’]t know|asked?|answer|understand|apologi[sz]e"
    r"|regret|publish|print|report(?:ed)?|reviewed?|tested|think|believe|say|call|love|like|want|need|should|must"
    r"|can all|all|get used|will miss|gave|picked?)\b)"
)
_SEE = r"(?:see|hear|seeing|hearing)"
_GROUND = r"(?:road|street|village|bridge|hill|square|quay|camp|town|checkpoint|front line)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"


@dataclass(frozen=True, slots=True)
class Cue:
    """Something in a paragraph that a reporter on the scene says.

    Attributes:
        kind: What it is; two of one kind in a paragraph count once.
        weight: What it tells.
        on_scene: Whether nobody at a desk says it.
        pattern: What matches it.
    """

    kind: str
    weight: float
    on_scene: bool
    pattern: re.Pattern[str]


CAMERA = Cue(  # "the mountains behind me", "over my shoulder", "I'm standing"
    "camera",
    3.0,
    True,
    re.compile(
        r"\b(?:behind|around|beside|above|below|beneath|in front of|next to|all around) (?:me|us)\b"
        r"|\bover my (?:left |right )?shoulder\b"
        r"|(?<!from )\bwhere (?:I['’]m|I am) (?:now )?(?:standing|speaking)\b"
        r"|\bI(?:['’]m| am) (?:standing|speaking to you|here)\b",
        re.IGNORECASE,
    ),
)
_SHOWN = Cue(  # "the dots you see are soldiers", "as you can hear", "you can see here"
    "shown",
    1.5,
    True,
    re.compile(
        rf"\b(?:the|these|those|that|this) \w+(?: \w+)? (?:that )?you (?:can |now |can now |are )?{_SEE}\b"
        rf"|\bas you (?:can |may |might )?(?:just |now )?{_SEE}\b"
        rf"|\byou (?:can |may |might )?(?:just )?{_SEE}[^.?!]{{0,60}}\b(?:here|behind)\b",
        re.IGNORECASE,
    ),
)
_MOVING = Cue(  # "As we head into the city", "we are driving", "we're standing"
    "moving",
    2.0,
    True,
    re.compile(
        rf"\bwe(?:['’]re| are)?(?: now| just| also| often| still)? {_TRAVEL}(?:ing)?\b"
        r"(?! (?:to|up|down) (?:love|with)\b)"  # "We come to love the noises"
        r"|\bwe(?:['’]ve| have)(?: now| just)? (?:reached|entered|crossed|arrived|come)\b"
        r"|\bwe(?:['’]ve| have) been (?:taken|escorted)\b"
        r"|\bwhere we(?:['’]re| are) standing (?:on|in|at|by|here|you can)\b"
        r"|\bwe(?:['’]re| are)(?: \w+)? (?:driving|standing|heading|walking|crossing|escorted|being)\b"
        rf"|\bas we (?:\w+ )?{_TRAVEL}(?:s|ed)?\b",
        re.IGNORECASE,
    ),
)
_TAKEN = Cue(  # "officers brief us", "they have told us", "we were escorted"
    "guided",
    1.5,
    True,
    re.compile(
        rf"\b{_GUIDED}s? us\b(?! (?:all|that we|what|how|why|when|he|she|about)\b)"
        r"|\b(?:they|people|officers|\w+ers|\w+ents) tell us\b"
        rf"|\bwe (?:were|are|have been|had been)(?: often| just)? {_GUIDED}\b",
        re.IGNORECASE,
    ),
)
_HERE = Cue(  # "Here the air force steps in", "right now", "on this road"
    "here",
    1.0,
    True,
    re.compile(
        r"\b(?<!from )(?<!is )(?<!was )[Hh]ere\b"
        r"(?!['’]s| is (?:a|an|the|what|how|why)\b| are\b| to stay\b| at last\b"
        rf"| on {_WEEKDAY}\b|:)"
        rf"|\bright now\b|\b(?:on|along|in|down|across|outside) this {_GROUND}\b"
    ),
)
_WE = Cue(  # "We are less than five kilometres from it"
    "we", 1.0, False, re.compile(rf"\b[Ww]e\b(?!{_EDITORIAL})|(?<!\w )\bus\b")
)
_I = Cue("I", 0.5, False, re.compile(r"\bI(?:['’](?:m|ve|d|ll))?\b|\b[Mm][ey]\b"))  # "I met them"

CUES = (CAMERA, _SHOWN, _MOVING, _TAKEN, _HERE, _WE, _I)
PERSONAL = frozenset({_WE, _I})


def cues_in(paragraph: str) -> frozenset[Cue]:
    """The cues of a paragraph whose white space is single blanks."""
    return frozenset(cue for cue in CUES if cue.pattern.search(paragraph))

"""The trade's words of a label go in; what the label says about who is heard comes out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources


class Mark(StrEnum):
    """What a label says."""

    ANCHOR = "anchor"
    FIELD = "field"
    VOICE = "voice"
    FORMAT = "format"
    BITE = "bite"
    WORDS = "words"
    CUE = "cue"
    CAPTION = "caption"
    EDGE = "edge"
    LENGTH = "length"
    HEADER = "header"
    ASK = "ask"
    ANSWER = "answer"
    END = "end"
    TURN = "turn"


READS = frozenset({Mark.ANCHOR, Mark.FIELD, Mark.VOICE, Mark.FORMAT})
HEARD = frozenset({Mark.BITE, Mark.WORDS})
SILENT = frozenset({Mark.CUE, Mark.CAPTION, Mark.EDGE, Mark.LENGTH, Mark.HEADER})

_KEYS = [
    "studio",
    "reporter",
    "live",
    "part",
    "form",
    "voice",
    "format",
    "bite",
    "words",
    "cue",
    "caption",
    "edge",
    "length",
    "header",
    "ask",
    "answer",
    "end",
    "filler",
]
# The first key that a label holds decides: "REPORTER TAG" is the reporter's, "PKG INTRO" the anchor's.
_RANK = (
    ("edge", Mark.EDGE),
    ("length", Mark.LENGTH),
    ("caption", Mark.CAPTION),
    ("words", Mark.WORDS),
    ("bite", Mark.BITE),
    ("reporter", Mark.FIELD),
    ("studio", Mark.ANCHOR),
    ("live", Mark.FIELD),
    ("part", Mark.ANCHOR),
    ("form", Mark.FIELD),
    ("format", Mark.FORMAT),
    ("voice", Mark.VOICE),
    ("ask", Mark.ASK),
    ("answer", Mark.ANSWER),
    ("cue", Mark.CUE),
    ("header", Mark.HEADER),
)
_FIRST = {"cue": Mark.CUE, "caption": Mark.CAPTION}
LONGEST_PHRASE = 4
_TAKE = re.compile(r"(?<=^[a-z]{2})\d{1,2}$|(?<=^[a-z]{3})\d{1,2}$|(?<=[a-z]{4})\d{1,2}$")  # SOT1   VO2
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")  # VO, SOT, editor's, L3


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label as the trade's words make it.

    Attributes:
        mark: What it says.
        keys: Which groups of words it holds: {"bite", "filler"} for "TAKE SOT".
        phrases: The phrases found, for telling radio from television: ("take", "sot").
        rest: Where its first word that is none of the trade's begins; the label's length when all are.
        last: Where the last of the trade's words before `rest` ends.
    """

    mark: Mark
    keys: frozenset[str]
    phrases: tuple[str, ...]
    rest: int
    last: int


@cache
def table(key: str) -> tuple[str, ...]:
    """The phrases of a key in `layouts.txt`."""
    text = resources.files("broadcast.data").joinpath("layouts.txt").read_text(encoding="utf-8")
    rows = [line.split(": ", 1) for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(phrase.strip() for name, row in rows if name == key for phrase in row.split(","))


@cache
def phrases(key: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(table(key))


@cache
def languages() -> dict[str, str]:
    """Name of a language, lower case -> its code."""
    text = resources.files("broadcast.data").joinpath("layouts.txt").read_text(encoding="utf-8")
    rows = [line.split(": ", 1) for line in text.splitlines() if line.startswith("language ")]
    return {name.strip(): key.split()[1] for key, names in rows for name in names.split(",")}


@cache
def _keys_of() -> dict[str, str]:
    found: dict[str, str] = {}
    for key in _KEYS:
        for phrase in table(key):
            found.setdefault(phrase, key)
    return found


@lru_cache(maxsize=4096)
def read_label(phrase: str) -> Label | None:
    """What a label says; None when it does not begin with one of the trade's words.

    Args:
        phrase: Without its colon: "TAKE SOT", "CUT 1 (RUIZ)", "Anchor lead-in".
    """
    tokens = [(found.group().lower().replace("’", "'"), found.span()) for found in _TOKEN.finditer(phrase)]
    words = [token for token, _ in tokens]
    keys: list[str] = []
    taken: list[str] = []
    at = 0
    while at < len(words):
        size, key = _longest(words, at)
        if not size:
            break
        keys.append(key)
        taken.append(" ".join(words[at : at + size]))
        at += size
        if key in _FIRST and phrase[tokens[at - 1][1][1] :][:1] == ":":
            break  # 1 SHOT OTS: BRIDGE
    if len(keys) > 1 and taken[0] == "play" and set(keys[1:]) & {"reporter", "form"}:
        keys[0] = "filler"  # PLAY VOICER
    told_of = bool(keys) and len(tokens) > len(taken[0].split())
    colon = told_of and ":" in phrase[: tokens[len(taken[0].split())][1][0]]
    mark = _FIRST.get(keys[0]) if colon else None  # "OTS: BRIDGE" is a picture of a bridge
    mark = mark or _decide(keys[: _accompanied(keys, taken)])
    if mark is None:
        return None
    rest = tokens[at][1][0] if at < len(tokens) else len(phrase)
    last = tokens[at - 1][1][1]
    return Label(mark=mark, keys=frozenset(keys), phrases=tuple(taken), rest=rest, last=last)


def _longest(words: Sequence[str], at: int) -> tuple[int, str]:
    """How many words the longest phrase here takes, and its key; digits are fillers."""
    known = _keys_of()
    for size in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
        key = known.get(" ".join(words[at : at + size]))
        if key is None and size == 1:
            key = known.get(_TAKE.sub("", words[at]))
        if key is not None:
            return size, key
    lettered = at > 0 and len(words[at]) == 1 and words[at] in "abcdefgh"
    return (1, "filler") if words[at].isdigit() or lettered else (0, "")


def _accompanied(keys: Sequence[str], taken: Sequence[str]) -> int:
    """Where what comes with a form of story begins: a "READER W/ CUT" is the reader's."""
    for index, phrase in enumerate(taken):
        if phrase in ("w", "with") and set(keys[:index]) - {"filler"}:
            return index
    return len(keys)


def _decide(keys: Sequence[str]) -> Mark | None:
    held = set(keys)
    if not held - {"filler"}:
        return None
    if keys[0] == "end" or (keys[-1] == "end" and len(held) > 1):
        return Mark.END
    if keys[0] == "live" and "caption" in held:
        return Mark.FIELD  # LIVE FULL - SUPER: ANA RUIZ
    if keys[-1] == "form" and keys[0] == "part" and len(keys) > 1 and "filler" not in held:
        return Mark.FIELD  # ON CAMERA STANDUP
    if "part" in held and not held & {"reporter", "studio", "live", "edge", "length", "caption"}:
        return Mark.ANCHOR
    return next((mark for key, mark in _RANK if key in held), None)

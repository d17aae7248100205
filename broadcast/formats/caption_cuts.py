"""Printed words of one speaker with their times in; captions' worth of them, and their lines, out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import resources
from itertools import pairwise

from broadcast.units import Hz, Samples

LINE_CHARS = 42
"""A caption's line, and `LINES` of them: the EBU's and the streaming services' common figure."""
LINES = 2
READING_RATE = 20
"""Characters a second that are read with ease."""
LEAST_S = 1.0
MOST_S = 7.0
BRIDGED_S = 0.2
"""A gap between captions too short to be seen as one, so that it only flickers."""

# city,  said:  dusk;  the town —
_CLAUSE_END = re.compile(r"[,;:،؛、，；：—–][\"'”’»)\]]*$")
# city.  ready?”  放。
SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")
_SIGNS = frozenset("&+=×")
_JOINERS = frozenset("-‑'’/.&@")
# (the -> the, “Mr. -> Mr
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# 2   21st
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\b")
# 40, $2.7, 1,400 -> a figure that counts what follows
_FIGURE = re.compile(r"\W*\d[\d.,]*$")


class Break(IntEnum):
    """How well a caption, or a line, may end behind a word.

    Attributes:
        LEANING: Not behind "the", inside a name, or between a figure and what it counts.
        PHRASE: Before "of the town", "which", "and".
    """

    NEVER = 0
    LEANING = 1
    WORD = 2
    PHRASE = 3
    CLAUSE = 4
    SENTENCE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A printed word with its punctuation, and when it is heard.

    Attributes:
        text: As printed.
        spaced: Whether print has a space before it.
        start: On the programme's clock; `end` likewise.
        after: How well a caption may end behind it.
    """

    text: str
    spaced: bool
    start: Samples
    end: Samples
    after: Break = Break.WORD


def break_after(shown: str, following: str, *, ends_line: bool) -> Break:
    """How well a caption may end behind a printed word; a full stop counts only at the end of a line.

    Args:
        shown: The word with its punctuation.
        following: The print behind it.
        ends_line: Whether a spoken line ends with it.
    """
    if not following.strip() or (ends_line and SENTENCE_END.search(shown)):
        return Break.SENTENCE
    if ends_line or _CLAUSE_END.search(shown):
        return Break.CLAUSE
    if not following[0].isspace() and shown[-1] in _JOINERS:
        return Break.NEVER
    return break_between(shown, following.split(maxsplit=1)[0])


def break_between(shown: str, behind: str) -> Break:
    """How well two words of one clause come apart."""
    word, first = _last_word(shown), _first_word(behind)
    # on 2 September, Nov. 23
    if (_DAY.fullmatch(shown) and first in _words("months")) or (
        word in _words("months") and _DAY.match(behind) and not _CLAUSE_END.search(shown)
    ):
        return Break.NEVER
    if behind[0] in _SIGNS:
        return Break.PHRASE
    if word.lower() in _words("leaning") or _FIGURE.match(shown) or shown[-1] in _SIGNS:
        return Break.LEANING
    if shown[0].isupper() and behind[0].isupper() and not SENTENCE_END.search(shown):
        return Break.LEANING
    return Break.PHRASE if first in _words("opening") else Break.WORD


def _last_word(shown: str) -> str:
    found = _WORD.findall(shown)
    return found[-1].replace("’", "'") if found else ""


def _first_word(behind: str) -> str:
    found = _WORD.match(behind)
    return found.group() if found else ""


@cache
def _words(section: str) -> frozenset[str]:
    text = (resources.files("broadcast.data") / "leaning-words.txt").read_text(encoding="utf-8")
    rows = text.split(f"[{section}]")[1].split("\n[")[0].splitlines()
    return frozenset(word for row in rows if not row.startswith("#") for word in row.split())


def cut(pieces: Sequence[Piece], room: tuple[int, int], rate_hz: Hz) -> list[tuple[Piece, ...]]:
    """One speaker's words as captions, at the least cost over all ways to cut them.

    Args:
        pieces: In order.
        room: From when the first caption may stand, and until when the last one may.
        rate_hz: Of the programme's clock.
    """
    costs, cut_from = [0.0], [0]
    for end in range(1, len(pieces) + 1):
        best, best_from = float("inf"), end - 1
        free_until = pieces[end].start if end < len(pieces) else room[1]
        for start in range(end - 1, -1, -1):
            broken_at = line_break(pieces[start:end])
            if broken_at is None:
                break
            stays = free_until - (pieces[start].start if start else room[0])
            cost = costs[start] + _cost(pieces[start:end], stays / rate_hz, broken_at, rate_hz)
            if cost < best:
                best, best_from = cost, start
        costs.append(best)
        cut_from.append(best_from)
    cuts: list[tuple[Piece, ...]] = []
    end = len(pieces)
    while end:
        cuts.append(tuple(pieces[cut_from[end] : end]))
        end = cut_from[end]
    return cuts[::-1]


def readable(parts: Sequence[Sequence[Piece]], room: tuple[int, int], rate_hz: Hz) -> bool:
    """Whether each caption may stand long enough for its characters; arguments as of `cut`."""
    starts = [room[0], *(part[0].start for part in parts[1:]), room[1]]
    return all(
        width(part) * rate_hz <= READING_RATE * (end - start)
        for part, start, end in zip(parts, starts, starts[1:], strict=False)
    )


_BREAK_COST = {
    Break.SENTENCE: 0.0,
    Break.CLAUSE: 6.0,
    Break.PHRASE: 17.0,
    Break.WORD: 24.0,
    Break.LEANING: 45.0,
    Break.NEVER: 500.0,
}


def _cost(shown: Sequence[Piece], stays_s: float, broken_at: int, rate_hz: Hz) -> float:
    """How badly some words make a caption; figures of taste, a caption more costs 10.

    One that cannot be read in its time is the worst but a torn word.
    """
    last = shown[-1]
    heard_s = (last.end - shown[0].start) / rate_hz
    chars = width(shown)
    silence_s = sum(after.start - before.end for before, after in pairwise(shown)) / rate_hz
    sentences = sum(piece.after is Break.SENTENCE for piece in shown[:-1])
    too_fast = max(chars / max(stays_s, 0.001) - READING_RATE, 0)
    too_short_s, too_long_s = max(LEAST_S - stays_s, 0), max(heard_s - MOST_S, 0)
    return (
        10.0
        + _BREAK_COST[last.after]
        + (2 + _BREAK_COST[shown[broken_at - 1].after] / 4 if broken_at else 0)
        + 8 * sentences
        + 10 * max(silence_s - BRIDGED_S, 0)
        + (40 + 20 * too_fast if too_fast else 0)
        + (40 + 100 * too_short_s if too_short_s else 0)
        + (40 + 50 * too_long_s if too_long_s else 0)
        + (8 if chars < 10 else 0)
    )


def width(pieces: Sequence[Piece]) -> int:
    """Characters of some words on one line."""
    return sum(len(piece.text) + piece.spaced for piece in pieces) - pieces[0].spaced


def lines(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Words on one line or on two, as they are read."""
    return tuple(joined(line) for line in laid_out(pieces))


def laid_out(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Words on one line or on two."""
    at = line_break(pieces)
    return (tuple(pieces[:at]), tuple(pieces[at:])) if at else (tuple(pieces),)


def line_break(pieces: Sequence[Piece]) -> int | None:
    """Where the second line begins, the two of like length and broken where print may be.

    Returns:
        An index into the pieces; 0 when they fit on one line, None when they do not fit on two.
    """
    whole = width(pieces)
    if whole <= LINE_CHARS:
        return 0
    if whole > LINES * LINE_CHARS + 1:
        return None
    best, at = float("inf"), None
    upper = len(pieces[0].text)
    for index in range(1, len(pieces)):
        piece = pieces[index]
        lower = whole - upper - piece.spaced
        if max(upper, lower) <= LINE_CHARS:
            alone = min(index, len(pieces) - index) == 1
            uneven = (upper - lower) ** 2 / 40 + (2 if upper > lower else 0) + (10 if alone else 0)
            cost = uneven + _BREAK_COST[pieces[index - 1].after]
            if cost < best:
                best, at = cost, index
        upper += len(piece.text) + piece.spaced
    return at


def joined(pieces: Sequence[Piece]) -> str:
    """The words of a line as they are read."""
    return "".join(" " + piece.text if piece.spaced else piece.text for piece in pieces).lstrip()

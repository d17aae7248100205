"""Programme in, captions out: who says what when, cut to be read, as printed and timed by the real words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from broadcast.formats.textfile import one_line
from broadcast.model import Item, Kind, Programme, TimesFrom, Word
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
_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")
_JOINERS = frozenset("-‑'’/.&@")


class Break(IntEnum):
    """How well a caption may end behind a word."""

    NEVER = 0
    WORD = 1
    CLAUSE = 2
    SENTENCE = 3


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What stands on the screen at once.

    Attributes:
        speaker: Who is heard.
        turn: Whether it is the first of a speaker's turn.
        lines: One or two, at most 42 characters each.
        start_ms: From the programme's start; before `end_ms`, which is no later than the next one's start.
    """

    speaker: str
    turn: bool
    lines: tuple[str, ...]
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shot:
    """A caption before its times are settled."""

    speaker: str
    turn: bool
    pieces: tuple[Piece, ...]


def write_captions(programme: Programme, *, named: bool = False) -> tuple[Caption, ...]:
    """Cut a programme into captions.

    Every printed word that is heard stands in one caption, in order, and none mixes two speakers. A caption
    ends at a sentence or a clause where it can, comes with its first word, and stays long enough to be read
    where the next one leaves the time.

    Args:
        programme: Rendered or estimated.
        named: Whether the first caption of a turn begins with "NAME: ".
    """
    shots: list[_Shot] = []
    before = ""
    for speaker, run in _runs(programme.items):
        turn = speaker != before
        named_run = [*_prefix(speaker, run[0].start), *_after_space(run)]
        pieces = named_run if turn and named else run
        for index, cut in enumerate(_cut(pieces, programme.rate_hz)):
            shots.append(_Shot(speaker=speaker, turn=turn and index == 0, pieces=cut))
        before = speaker
    return _timed(shots, programme)


def _runs(items: Sequence[Item]) -> list[tuple[str, list[Piece]]]:
    """The words of each item, those of a quote split by its attribution together."""
    runs: list[tuple[str, list[Piece]]] = []
    for item in items:
        pieces, speaker = _pieces(item), talent(item)
        if not pieces:
            continue
        if item.seamless and runs and runs[-1][0] == speaker:
            head = runs[-1][1]
            if not _SENTENCE_END.search(head[-1].text):
                head[-1] = replace(head[-1], after=Break.CLAUSE)
            head += _after_space(pieces)
        else:
            runs.append((speaker, pieces))
    return runs


def times_estimated(programme: Programme) -> bool:
    """Whether any word's time is less than measured."""
    cues = (cue for item in programme.items for cue in item.cues if cue.words)
    return programme.estimated or any(cue.times_from is TimesFrom.ESTIMATED for cue in cues)


def talent(item: Item) -> str:
    """Who is heard: the speaker's name, or who narrates."""
    if item.segment.kind in (Kind.SOUNDBITE, Kind.CLIP):
        name = one_line(item.segment.speaker.name) if item.segment.speaker else ""
        return name or "Speaker"
    return "Reporter" if item.narrator is Kind.FIELD else "Anchor"


def _prefix(speaker: str, start: Samples) -> list[Piece]:
    """The name before a turn, cut so that a word has room beside it; no caption ends behind it."""
    name = speaker.upper()
    name = name if len(name) <= 30 else name[:29].rstrip() + "…"
    words = f"{name}:".split()
    return [Piece(text=word, spaced=True, start=start, end=start, after=Break.NEVER) for word in words]


def _after_space(pieces: Sequence[Piece]) -> list[Piece]:
    return [replace(pieces[0], spaced=True), *pieces[1:]]


def _pieces(item: Item) -> list[Piece]:
    """The printed words of an item, each with the time it is heard."""
    text = item.segment.text
    if not text.strip() or item.segment.kind in (Kind.PAUSE, Kind.STING):
        return []
    words = [word for cue in item.cues for word in cue.words] or list(_guessed(item))
    line_ends = {cue.words[-1].span for cue in item.cues if cue.words}
    pieces: list[Piece] = []
    at = 0
    for index, word in enumerate(words):
        last = index + 1 == len(words)
        upto = len(text) if last else _print_end(text, max(word.span[1], at), words[index + 1].span[0])
        printed, at = text[at:upto], max(at, upto)
        spaced = not printed or printed[0].isspace() or not pieces
        shown = one_line(printed)
        if not shown:
            continue
        ends_line = word.span in line_ends
        after = _break_after(shown, text[at : at + 1], ends_line=ends_line)
        pieces += _split(Piece(text=shown, spaced=spaced, start=word.start, end=word.end, after=after))
    return pieces


def _guessed(item: Item) -> Iterator[Word]:
    """Words of a clip or of an engine without word times: spread over its time by their letters."""
    found = list(re.finditer(r"\S+", item.segment.text))
    letters = sum(len(match.group()) for match in found)
    length, sofar = item.end - item.start, 0
    for match in found:
        start = item.start + length * sofar // letters
        sofar += len(match.group())
        end = item.start + length * sofar // letters
        yield Word(text=match.group(), start=Samples(start), end=Samples(end), span=match.span())


def _print_end(text: str, end: int, next_start: int) -> int:
    """Where a word's print ends: its closing punctuation is its own, an opening mark is the next word's."""
    gap = text[end : max(end, next_start)]
    space = re.search(r"\s+(?=\S*$)", gap)
    if space:
        return end + space.start()
    opening = re.search(r"[“‘«(¿¡\[{]+$", gap)
    return end + (opening.start() if opening else len(gap))


def _break_after(shown: str, following: str, *, ends_line: bool) -> Break:
    """How well a caption may end behind a printed word; a full stop counts only at the end of a line."""
    if not following or (ends_line and _SENTENCE_END.search(shown)):
        return Break.SENTENCE
    if ends_line or _CLAUSE_END.search(shown):
        return Break.CLAUSE
    return Break.NEVER if not following.isspace() and shown[-1] in _JOINERS else Break.WORD


def _split(piece: Piece) -> list[Piece]:
    """Print with spaces inside it word by word, a word longer than a line in parts, its time shared out."""
    parts = [
        (word[at : at + LINE_CHARS], at == 0)
        for word in piece.text.split()
        for at in range(0, len(word), LINE_CHARS)
    ]
    letters, sofar = sum(len(part) for part, _ in parts), 0
    length = piece.end - piece.start
    pieces: list[Piece] = []
    for part, head in parts:
        start = Samples(piece.start + length * sofar // letters)
        sofar += len(part)
        end = Samples(piece.start + length * sofar // letters)
        pieces.append(Piece(text=part, spaced=head, start=start, end=end))
    pieces[0] = replace(pieces[0], spaced=piece.spaced)
    pieces[-1] = replace(pieces[-1], after=piece.after)
    return pieces


def _cut(pieces: Sequence[Piece], rate_hz: Hz) -> list[tuple[Piece, ...]]:
    """One speaker's words as captions, at the least cost over all ways to cut them."""
    costs, cut_from = [0.0], [0]
    for end in range(1, len(pieces) + 1):
        best, best_from = float("inf"), end - 1
        for start in range(end - 1, -1, -1):
            broken_at = _line_break(pieces[start:end])
            if broken_at is None:
                break
            cost = costs[start] + _cost(pieces[start : end + 1], end - start, broken_at > 0, rate_hz)
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


_BREAK_COST = {Break.SENTENCE: 0.0, Break.CLAUSE: 6.0, Break.WORD: 22.0, Break.NEVER: 500.0}


def _cost(pieces: Sequence[Piece], count: int, two_lines: bool, rate_hz: Hz) -> float:
    """How badly the first `count` words make a caption; figures of taste, a caption more costs 10."""
    shown, last = pieces[:count], pieces[count - 1]
    free_until = pieces[count].start if count < len(pieces) else last.end + rate_hz // 4
    stays_s = max(free_until - shown[0].start, 1) / rate_hz
    chars = _width(shown)
    silence_s = sum(after.start - before.end for before, after in pairwise(shown)) / rate_hz
    sentences = sum(piece.after is Break.SENTENCE for piece in shown[:-1])
    return (
        10.0
        + _BREAK_COST[last.after]
        + 2 * two_lines
        + 8 * sentences
        + 10 * max(silence_s - BRIDGED_S, 0)
        + 30 * max(LEAST_S - stays_s, 0)
        + 20 * max(stays_s - MOST_S, 0)
        + 2 * max(chars / stays_s - READING_RATE, 0)
        + (8 if chars < 10 else 0)
    )


def _width(pieces: Sequence[Piece]) -> int:
    """Characters of some words on one line."""
    return sum(len(piece.text) + piece.spaced for piece in pieces) - pieces[0].spaced


def _lines(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Words on one line or on two."""
    at = _line_break(pieces)
    return (_joined(pieces[:at]), _joined(pieces[at:])) if at else (_joined(pieces),)


def _line_break(pieces: Sequence[Piece]) -> int | None:
    """Where the second line begins, the two of like length and broken where print may be.

    Returns:
        An index into the pieces; 0 when they fit on one line, None when they do not fit on two.
    """
    whole = _width(pieces)
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
            uneven = abs(upper - lower) + (4 if upper > lower else 0) + _tear(pieces[index - 1], piece)
            if uneven < best:
                best, at = uneven, index
        upper += len(piece.text) + piece.spaced
    return at


def _tear(before: Piece, behind: Piece) -> float:
    """How badly a line breaks between two words: parts of a name, and "of the town", belong together."""
    if before.after >= Break.CLAUSE or before.after is Break.NEVER:
        return _BREAK_COST[before.after]
    name = before.text[0].isupper() and behind.text[0].isupper()
    short = len(before.text) <= 3 and before.text.islower()
    return _BREAK_COST[Break.WORD] + (12 if name else 6 if short else 0)


def _joined(pieces: Sequence[Piece]) -> str:
    return "".join(" " + piece.text if piece.spaced else piece.text for piece in pieces).lstrip()


def _timed(shots: Sequence[_Shot], programme: Programme) -> tuple[Caption, ...]:
    """Captions that come with their first word and stay to be read, in whole milliseconds, in order."""
    rate_hz = programme.rate_hz
    starts = [shot.pieces[0].start for shot in shots]
    captions: list[Caption] = []
    free_ms = 0
    for index, shot in enumerate(shots):
        start, heard_until = starts[index], shot.pieces[-1].end
        upto = starts[index + 1] if index + 1 < len(shots) else max(programme.length, heard_until)
        stays_s = max(LEAST_S, _width(shot.pieces) / READING_RATE)
        end = max(heard_until, start + round(stays_s * rate_hz))
        end = upto if upto - end < BRIDGED_S * rate_hz else end
        start_ms = max(_millis(start, rate_hz), free_ms)
        end_ms = max(_millis(end, rate_hz), start_ms + 1)
        free_ms = end_ms
        lines = _lines(shot.pieces)
        captions.append(
            Caption(speaker=shot.speaker, turn=shot.turn, lines=lines, start_ms=start_ms, end_ms=end_ms)
        )
    return tuple(captions)


def _millis(count: int, rate_hz: Hz) -> int:
    """Whole milliseconds, rounded half up: what was in order stays so."""
    return (2000 * count + rate_hz) // (2 * rate_hz)


def timestamp(millis: int, *, mark: str = ".") -> str:
    """Hours, minutes, seconds, milliseconds, all of them always there.

    >>> timestamp(3_723_004)
    '01:02:03.004'
    """
    whole, milli = divmod(millis, 1000)
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}{mark}{milli:03}"

"""Programme in, captions out: who says what when, cut to be read, as printed and timed by the real words."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from broadcast.formats.caption_cuts import (
    BRIDGED_S,
    LEAST_S,
    LINE_CHARS,
    READING_RATE,
    SENTENCE_END,
    Break,
    Piece,
    break_after,
    break_between,
    cut,
    joined,
    laid_out,
    readable,
    width,
)
from broadcast.formats.textfile import one_line
from broadcast.model import Item, Kind, Programme, TimesFrom, Word
from broadcast.units import Hz, Samples

AHEAD_S = 0.5
"""A caption may come so much ahead of its words, where it could not be read else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionWord:
    """A word of a caption's line, with its punctuation.

    Attributes:
        text: As printed, the space before it included where print has one.
        start_ms: When it is heard.
    """

    text: str
    start_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What stands on the screen at once.

    Attributes:
        speaker: Who is heard.
        voice: The made voice that speaks: "kokoro:af_heart"; empty where a recording is heard.
        turn: Whether it is the first of a speaker's turn.
        lines: One or two, at most 42 characters each.
        words: Those of each line, in order; joined they are the line.
        start_ms: From the programme's start; before `end_ms`, which is no later than the next one's start.
    """

    speaker: str
    voice: str = ""
    turn: bool
    lines: tuple[str, ...]
    words: tuple[tuple[CaptionWord, ...], ...] = ()
    start_ms: int
    end_ms: int

    @property
    def reading_rate(self) -> float:
        """Characters a second, the break between two lines counted as one."""
        return 1000 * (sum(map(len, self.lines)) + len(self.lines) - 1) / (self.end_ms - self.start_ms)

    @property
    def hurried(self) -> bool:
        """Whether it asks for more than 20 characters a second, as speech that is faster than that does."""
        # half a millisecond at either end is rounding
        return self.reading_rate > READING_RATE * (1 + 1 / (self.end_ms - self.start_ms))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shot:
    """A caption before its times are settled."""

    run: "_Run"
    turn: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What one voice says without a row of somebody else between."""

    speaker: str
    voice: str
    pieces: list[Piece]


def write_captions(programme: Programme, *, named: bool = False) -> tuple[Caption, ...]:
    """Cut a programme into captions.

    Every printed word that is heard stands in one caption, in order, and none mixes two speakers. A caption
    ends at a sentence or a clause where it can, comes with its first word, and stays long enough to be read
    where the next one leaves the time; what is spoken too fast for that is `hurried`.

    Args:
        programme: Rendered or estimated.
        named: Whether the first caption of a turn begins with "NAME: ": the last name from the second turn
            on, and where the full one leaves too little time to read.
    """
    shots: list[_Shot] = []
    told: set[str] = set()
    runs, before = _runs(programme.items), ""
    rooms = _rooms([run.pieces for run in runs], programme)
    for run, room in zip(runs, rooms, strict=True):
        turn = run.speaker != before
        names = _names(run.speaker, known=run.speaker in told) if turn and named else [""]
        for index, part in enumerate(_named_cuts(run.pieces, names, room, programme.rate_hz)):
            shots.append(_Shot(run=run, turn=turn and index == 0, pieces=part))
        told.add(run.speaker)
        before = run.speaker
    return _timed(shots, programme)


def _rooms(runs: Sequence[Sequence[Piece]], programme: Programme) -> list[tuple[int, int]]:
    """From when, and until when, the captions of each run may stand: the pauses around it are theirs."""
    ahead = round(AHEAD_S * programme.rate_hz)
    ends = [0, *(run[-1].end for run in runs)]
    starts = [*(run[0].start for run in runs), programme.length]
    return [
        (min(start, max(start - ahead, end)), max(upto, run[-1].end))
        for run, end, start, upto in zip(runs, ends, starts, starts[1:], strict=False)
    ]


def _runs(items: Sequence[Item]) -> list[_Run]:
    """The words of each item, those of a quote split by its attribution together."""
    runs: list[_Run] = []
    for item in items:
        pieces, speaker = _pieces(item), one_line(item.talent)
        voice = one_line(str(item.voice)) if item.voice and item.segment.voiced else ""
        if not pieces:
            continue
        if item.seamless and runs and (runs[-1].speaker, runs[-1].voice) == (speaker, voice):
            head = runs[-1].pieces
            if not SENTENCE_END.search(head[-1].text):
                head[-1] = replace(head[-1], after=Break.CLAUSE)
            head += _after_space(pieces)
        else:
            runs.append(_Run(speaker=speaker, voice=voice, pieces=pieces))
    return runs


def times_estimated(programme: Programme) -> bool:
    """Whether any word's time is less than measured."""
    cues = (cue for item in programme.items for cue in item.cues if cue.words)
    return programme.estimated or any(cue.times_from is TimesFrom.ESTIMATED for cue in cues)


def _names(speaker: str, *, known: bool) -> list[str]:
    """What may open a turn, the best first: who was named before is known by the last name."""
    full = speaker.upper()
    return [full.split()[-1]] if known else list(dict.fromkeys([full, full.split()[-1]]))


def _named_cuts(
    run: Sequence[Piece], names: Sequence[str], room: tuple[int, int], rate_hz: Hz
) -> list[tuple[Piece, ...]]:
    """The captions of a run behind the first name that leaves the time to read it, else behind the last."""
    parts: list[tuple[Piece, ...]] = []
    for name in names:
        parts = cut([*_prefix(name, run[0].start), *_after_space(run)] if name else run, room, rate_hz)
        if readable(parts, room, rate_hz):
            break
    return parts


def _prefix(name: str, start: Samples) -> list[Piece]:
    """The name before a turn, cut so that a word has room beside it; no caption ends behind it."""
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
        after = break_after(shown, text[at : at + 80], ends_line=ends_line)
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
    for (part, head), (following, apart) in zip(parts, [*parts[1:], ("", True)], strict=True):
        start = Samples(piece.start + length * sofar // letters)
        sofar += len(part)
        end = Samples(piece.start + length * sofar // letters)
        after = break_between(part, following) if following and apart else Break.WORD
        pieces.append(Piece(text=part, spaced=head, start=start, end=end, after=after))
    pieces[0] = replace(pieces[0], spaced=piece.spaced)
    pieces[-1] = replace(pieces[-1], after=piece.after)
    return pieces


def _timed(shots: Sequence[_Shot], programme: Programme) -> tuple[Caption, ...]:
    """Captions that come with their first word and stay to be read, in whole milliseconds, in order."""
    rate_hz = programme.rate_hz
    ends = [programme.length, *(shot.pieces[-1].end for shot in shots)]
    starts = [*_shown_from(shots, rate_hz), max(ends[0], ends[-1])]
    captions: list[Caption] = []
    free_ms = 0
    for shot, start, upto in zip(shots, starts, starts[1:], strict=False):
        end = max(shot.pieces[-1].end, start + _wanted(shot, rate_hz))
        end = upto if upto - end < BRIDGED_S * rate_hz else end
        start_ms = max(_millis(start, rate_hz), free_ms)
        free_ms = max(_millis(end, rate_hz), start_ms + 1)
        shown = laid_out(shot.pieces)
        captions.append(
            Caption(
                speaker=shot.run.speaker,
                voice=shot.run.voice,
                turn=shot.turn,
                lines=tuple(joined(line) for line in shown),
                words=tuple(_words(line, rate_hz) for line in shown),
                start_ms=start_ms,
                end_ms=free_ms,
            )
        )
    return tuple(captions)


def _words(line: Sequence[Piece], rate_hz: Hz) -> tuple[CaptionWord, ...]:
    texts = [f" {piece.text}" if piece.spaced and index else piece.text for index, piece in enumerate(line)]
    starts = [_millis(piece.start, rate_hz) for piece in line]
    return tuple(CaptionWord(text=text, start_ms=at) for text, at in zip(texts, starts, strict=True))


def _shown_from(shots: Sequence[_Shot], rate_hz: Hz) -> list[int]:
    """When each caption comes: with its first word, or a little ahead in a pause that nobody else needs.

    It is ahead only when the one behind it would leave it too little time to be read.
    """
    shown: list[int] = []
    free = 0
    heard = [shot.pieces[0].start for shot in shots]
    for shot, start, behind in zip(shots, heard, [*heard[1:], None], strict=False):
        lacking = 0 if behind is None else start + _wanted(shot, rate_hz) - behind
        ahead = min(lacking, round(AHEAD_S * rate_hz), start - free)
        shown.append(start - max(ahead, 0))
        free = max(shot.pieces[-1].end, shown[-1] + _wanted(shot, rate_hz))
    return shown


def _wanted(shot: _Shot, rate_hz: Hz) -> int:
    """How long a caption should stay, in samples, to be read."""
    return math.ceil(max(LEAST_S, width(shot.pieces) / READING_RATE) * rate_hz)


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

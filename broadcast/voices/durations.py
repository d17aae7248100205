"""Frames a token go in, word times on a take come out."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.model import Line, TimesFrom, Timing, Word
from broadcast.units import Hz, Samples

HOP = 600
"""Samples a frame of Kokoro and hibari: 25 ms at 24 kHz; the frames' sum times it is the audio's length."""

RATE = Hz(24_000)
EDITION = 2
"""To be counted up when words move, so that takes kept with other times are not used."""
EARLY = 960
"""The symbol between two words is where the second one begins, and is heard 40 ms before its frames say
(1,671 words of 4 voices against a forced alignment: mean absolute error 14 ms; counted from the frames of the
word's own first phone it was 26 ms, for s, f and sh have most of their length ahead of it)."""
EARLY_AFTER_MARK = 720
"""The same behind punctuation: 30 ms."""
LEAD = (4, 5)
"""The first word of a line is heard after four fifths of the frames ahead of it: 70 ms early at the voice's
own rate, 110 at 0.8 x, 50 at 1.25 x."""
EARLY_END = 1_080
"""A word before a pause ends 45 ms before its frames say."""
LAST_PHONE = 1_440
"""The last phone of a line is given the silence behind it too: 250 to 600 ms. Its sound has fallen by 40 dB
60 ms after its frames begin (21 lines of 3 voices: 20 to 110 ms in 18 of them)."""
PAUSE = 4_800
"""A gap of 200 ms or more is a pause."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Which of a chunk's symbols belong to a token of the line: [first, end), empty when unspoken."""

    first: int
    end: int


def time_words(line: Line, reaches: Sequence[Reach], frames: Sequence[int], early: int = EARLY) -> Timing:
    """The words of a line from the frames of its symbols.

    Args:
        line: Its tokens give the words.
        reaches: One a token, in order, counting in `frames`.
        frames: One a symbol, begin and end marks included, 25 ms each.
        early: Samples by which a word inside a phrase is heard ahead of the symbol before it.

    Returns:
        Starts strictly increasing, start < end, inside the take, at 24 kHz.
    """
    edges = [0]
    for count in frames:
        edges.append(edges[-1] + count * HOP)
    length = edges[-1]
    starts, ends = _shift(reaches, edges, early)
    last = next((i for i in reversed(range(len(ends))) if ends[i] is not None), None)
    if last is not None:
        ends[last] = _end_of_line(reaches, edges)
    return Timing(
        length=Samples(length),
        rate_hz=RATE,
        words=_in_order(line, starts, ends, length),
        times_from=TimesFrom.DURATIONS,
        exact=True,
    )


def _shift(
    reaches: Sequence[Reach], edges: Sequence[int], early: int
) -> tuple[list[int | None], list[int | None]]:
    """Where each word is heard to start and to end; None for a token without a sound."""
    starts: list[int | None] = [None] * len(reaches)
    ends: list[int | None] = [None] * len(reaches)
    last = None
    for index, reach in enumerate(reaches):
        if reach.end <= reach.first:
            continue
        ends[index] = edges[reach.end] - EARLY_END
        if last is None:
            starts[index] = edges[reach.first] * LEAD[0] // LEAD[1]
        else:
            between = reach.first - 1
            inside = between <= reaches[last].end
            starts[index] = edges[between] - (early if inside else EARLY_AFTER_MARK)
            if edges[reach.first] - edges[reaches[last].end] < PAUSE:
                ends[last] = starts[index]
        last = index
    return starts, ends


def _end_of_line(reaches: Sequence[Reach], edges: Sequence[int]) -> int | None:
    """Where the last phone of a line dies away; None for a line without a sound."""
    last = next((reach for reach in reversed(reaches) if reach.end > reach.first), None)
    return None if last is None else min(edges[last.end] - EARLY_END, edges[last.end - 1] + LAST_PHONE)


def _in_order(
    line: Line, starts: Sequence[int | None], ends: Sequence[int | None], length: int
) -> tuple[Word, ...]:
    """Words with starts strictly increasing inside the take; a silent token gets the least there is."""
    words: list[Word] = []
    floor = 0
    left = len(line.tokens)
    for token, start, end in zip(line.tokens, starts, ends, strict=True):
        left -= 1
        begin = min(max(floor, start if start is not None else floor), length - 1 - left)
        finish = min(max(begin + 1, end if end is not None else begin + 1), length)
        words.append(Word(text=token.text, start=Samples(begin), end=Samples(finish), span=token.span))
        floor = begin + 1
    return tuple(
        Word(text=word.text, start=word.start, end=min(word.end, after.start), span=word.span)
        if after is not None
        else word
        for word, after in zip(words, [*words[1:], None], strict=True)
    )


def paced(raw: Sequence[float], natural: Sequence[int], rate: float) -> list[int]:
    """The frames of a stretch of speech that is to be `rate` times as fast, exactly in proportion.

    A model's own `speed` is not proportional: its durations are rounded symbol by symbol, with a floor of
    one frame, and miss by up to 7 %.

    Args:
        raw: Predicted frames a symbol before rounding, at the voice's own pace.
        natural: The whole frames the model makes of them.
        rate: Factor on the pace; at 1 the model's own frames are kept.
    """
    if rate == 1:
        return list(natural)
    return spread(raw, max(len(raw), round(sum(natural) / rate)))


def spread(raw: Sequence[float], total: int, least: int = 1) -> list[int]:
    """Round durations to whole frames so that they sum to `total` exactly, the rest carried on.

    Each is scaled alike first; rounding errors go to the next symbol (error diffusion), so no stretch of the
    line runs ahead of the rest by more than a frame or two.

    Args:
        raw: Predicted frames a symbol, over 0.
        total: Wanted sum; at least `least * len(raw)`.
        least: The shortest a symbol may be.

    Raises:
        ValueError: `total` is too small.
    """
    if total < least * len(raw):
        raise ValueError(f"{total} frames cannot hold {len(raw)} symbols")
    scale = total / sum(raw)
    frames: list[int] = []
    carry = 0.0
    for value in raw:
        wanted = value * scale + carry
        count = max(least, round(wanted))
        carry = wanted - count
        frames.append(count)
    surplus = sum(frames) - total
    by_size = sorted(range(len(frames)), key=lambda i: -frames[i])
    step = -1 if surplus > 0 else 1
    while surplus:
        for i in by_size:
            if surplus and (step > 0 or frames[i] > least):
                frames[i] += step
                surplus += step
    return frames

"""A take goes in with a factor on its pace; the same take comes out shorter or longer, at its own pitch."""

from dataclasses import replace

import numpy as np

from broadcast.model import Take, Timing, Word
from broadcast.units import Samples


def stretch(take: Take, rate: float) -> Take:
    """The take `rate` times as fast, its words with it.

    For takes whose engine cannot be told a length; an engine that can sounds better.

    Args:
        take: Mono; shorter than a few frames of 30 ms it is cut or filled up only.
        rate: Factor on the pace, 0.5 to 2.

    Returns:
        `round(length / rate)` samples; word times strictly increasing, inside the take.

    References:
        Signalsmith Stretch (MIT): a phase vocoder with tonality limits; no change of a recogniser's word
        error rate from 0.85 to 1.2 x.
    """
    if rate == 1:
        return take
    import python_stretch

    timing = at_rate(take.timing, rate)
    length = timing.length
    stretcher = python_stretch.Signalsmith.Stretch()
    stretcher.preset(1, timing.rate_hz)
    stretcher.setTimeFactor(rate)
    sound = np.asarray(stretcher.process(take.audio[None, :]), np.float32).reshape(-1)[:length]
    audio = np.zeros(length, np.float32)
    audio[: len(sound)] = np.clip(sound, -1.0, 1.0)
    return Take(audio=audio, timing=timing)


def at_rate(timing: Timing, rate: float) -> Timing:
    """The times of a take `rate` times as fast."""
    length = Samples(round(timing.length / rate))
    return replace(timing, length=length, words=_moved(timing.words, rate, length))


def _moved(words: tuple[Word, ...], rate: float, length: Samples) -> tuple[Word, ...]:
    moved: list[Word] = []
    floor = 0
    for left, word in zip(reversed(range(len(words))), words, strict=True):
        start = min(max(floor, round(word.start / rate)), length - 1 - left)
        end = min(max(start + 1, round(word.end / rate)), length)
        moved.append(replace(word, start=Samples(start), end=Samples(end)))
        floor = start + 1
    following = [word.start for word in moved[1:]] + [length]
    return tuple(
        replace(word, end=Samples(min(word.end, after))) for word, after in zip(moved, following, strict=True)
    )

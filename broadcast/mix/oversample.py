"""Samples go in, the peaks between them come out: eight-fold oversampling wherever it can matter."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from broadcast.model import Audio

FACTOR = 8
BEFORE = 15
"""Samples of context that an interval's peak needs before its own sample; `AFTER` those after it."""

AFTER = 16
FRAME = 64
"""Intervals worked out at once."""

_SPAN = BEFORE + FRAME + AFTER
_AT_ONCE = 128


@cache
def interpolator() -> tuple[Audio, float]:
    """The weights of the samples around for each point between two, and their greatest gain.

    A windowed sinc (Kaiser, beta 6) of 32 taps a point, flat within 0.01 dB to 20 kHz at 48 kHz.

    Returns:
        Shape (7, 32), float32; and the largest factor by which any point can exceed the largest sample
        around it.
    """
    taps = np.arange(-BEFORE, AFTER + 1)
    points = np.arange(1, FACTOR) / FACTOR
    moments = taps[None, :] - points[:, None]
    window = np.i0(6 * np.sqrt(np.clip(1 - (moments / 16) ** 2, 0, 1))) / np.i0(6)
    kernel = np.sinc(moments) * window
    kernel /= kernel.sum(axis=1, keepdims=True)
    return kernel.astype(np.float32), float(np.abs(kernel).sum(axis=1).max())


def interval_peaks(audio: Audio, floor: float) -> Audio:
    """The peak of the sound from each sample up to the next, wherever it may exceed a floor.

    Args:
        audio: Shape (n,), with `BEFORE` samples of context ahead of the first interval and `AFTER` behind the
            last.
        floor: What is surely below it may be given as 0. At least 0.

    Returns:
        Shape (m,), m the greatest multiple of `FRAME` that the context allows.
    """
    frames = _frames(audio)
    out = np.zeros((len(frames), FRAME), np.float32)
    wanted = np.flatnonzero(_bounds(audio, len(frames)) > floor)
    for first in range(0, len(wanted), _AT_ONCE):
        chosen = wanted[first : first + _AT_ONCE]
        out[chosen] = _peaks(frames[chosen])
    return out.reshape(-1)


class TruePeak:
    """The largest magnitude of one channel between its samples, streaming.

    References:
        ITU-R BS.1770-5, Annex 2.
    """

    def __init__(self) -> None:
        self._highest = 0.0
        self._rest: Audio = np.zeros(BEFORE, np.float32)

    def add(self, audio: Audio) -> None:
        """Take in more of the channel, shape (n,), float32."""
        audio = np.concatenate([self._rest, audio])
        self._highest = self._search(audio)
        done = len(_frames(audio)) * FRAME
        self._rest = audio[done:].copy()

    def result(self) -> float:
        """The peak so far, linear, the sound dying away after the last sample included."""
        return self._search(np.concatenate([self._rest, np.zeros(_SPAN + FRAME, np.float32)]))

    def _search(self, audio: Audio) -> float:
        highest = self._highest
        frames = _frames(audio)
        bounds = _bounds(audio, len(frames))
        wanted = np.flatnonzero(bounds > highest)
        wanted = wanted[np.argsort(-bounds[wanted])]
        for first in range(0, len(wanted), FRAME):
            chosen = wanted[first : first + FRAME]
            if bounds[chosen[0]] <= highest:
                break
            highest = max(highest, float(_peaks(frames[chosen]).max()))
        return highest


def _frames(audio: Audio) -> Audio:
    """Overlapping frames of shape (m, 95), one every 64 samples, as a view."""
    if len(audio) < _SPAN:
        return np.zeros((0, _SPAN), np.float32)
    return np.lib.stride_tricks.sliding_window_view(audio, _SPAN)[::FRAME]


def _bounds(audio: Audio, frames: int) -> NDArray[np.float32]:
    """What no point of each frame can exceed, shape (frames,)."""
    cells = np.zeros((frames + 1) * FRAME, np.float32)
    count = min(len(audio), len(cells))
    np.abs(audio[:count], out=cells[:count])
    highest = cells.reshape(-1, FRAME).max(axis=1)
    return np.asarray(np.maximum(highest[:-1], highest[1:]) * np.float32(interpolator()[1]), np.float32)


def _peaks(frames: Audio) -> Audio:
    """Interval peaks of frames of shape (m, 95): shape (m, 64).

    Multiply and add on long rows, not a matrix product: the threads of a BLAS wait for each other when the
    processor is shared, and its results differ from one machine to the next.
    """
    samples = np.ascontiguousarray(frames.T)
    peaks = np.abs(samples[BEFORE : BEFORE + FRAME])
    part = np.empty_like(peaks)
    for weights in interpolator()[0]:
        between = samples[:FRAME] * weights[0]
        for tap in range(1, len(weights)):
            np.multiply(samples[tap : tap + FRAME], weights[tap], out=part)
            between += part
        np.maximum(peaks, np.abs(between, out=between), out=peaks)
    return np.ascontiguousarray(peaks.T)

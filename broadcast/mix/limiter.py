"""Blocks and a ceiling go in, blocks of the same total length come out, their true peak under the ceiling."""

from collections.abc import Iterable, Iterator
from math import exp

import numpy as np
from numpy.typing import NDArray

from broadcast.mix.oversample import AFTER, BEFORE, FRAME, interval_peaks
from broadcast.model import Audio
from broadcast.units import PROGRAMME_RATE, Dbtp, samples

Reduction = NDArray[np.float64]
"""How far the gain is turned down, in dB, at least 0: shape (n,)."""

ATTACK_DB_PER_MS = 0.9
"""How fast the gain goes down, which settles how early it starts."""

LOOK_AHEAD = samples(40)
"""Room for 36 dB at that pace."""

RELEASE_MS = 100.0
"""The time in which the reduction falls to 37 %."""

MARGIN_DB = 0.05
"""Aimed below the ceiling, for what a moving gain adds between the samples."""

_ATTACK = ATTACK_DB_PER_MS * 1000 / PROGRAMME_RATE
_RELEASE = exp(-1000 / (RELEASE_MS * PROGRAMME_RATE))
_SMOOTH = 32
_BEHIND = 2 * _SMOOTH - 1
_NEGLIGIBLE_DB = 1e-3


def limit(blocks: Iterable[Audio], ceiling: Dbtp) -> Iterator[Audio]:
    """Turn the gain down, smoothly and in time, wherever the true peak would exceed the ceiling.

    The gain goes down by at most 0.9 dB a millisecond, early enough to be there for the peak, and recovers
    by an exponential of 100 ms; all channels move alike. Nothing is delayed, and where nothing comes near
    the ceiling the samples are those that came in. A peak over 36 dB above the ceiling is still held, but
    the gain before it falls faster.

    Args:
        blocks: Audio at 48 kHz, shape (n,) or (n, channels), float32, of any lengths.
        ceiling: The highest true peak wanted.

    Yields:
        Blocks of other lengths, the same total.
    """
    limiter: _Limiter | None = None
    for block in blocks:
        limiter = limiter or _Limiter(block.shape[1:], ceiling)
        yield from limiter.push(block)
    if limiter is not None:
        yield from limiter.flush()


class _Limiter:
    """The limiter's memory.

    `_audio` starts `BEFORE` samples ahead of the first interval whose peak is not known yet; `_waiting` holds
    the samples not given out; `_reduction` starts `_BEHIND` samples ahead of `_waiting`.
    """

    def __init__(self, channels: tuple[int, ...], ceiling: Dbtp) -> None:
        self._ceiling = 10 ** ((ceiling - MARGIN_DB) / 20)
        self._audio: Audio = np.zeros((BEFORE, *channels), np.float32)
        self._waiting: Audio = np.zeros((0, *channels), np.float32)
        self._reduction: Reduction = np.zeros(_BEHIND)
        self._released = 0.0

    def push(self, block: Audio) -> Iterator[Audio]:
        """Take in a block, give out what is settled."""
        self._audio = np.concatenate([self._audio, block])
        self._waiting = np.concatenate([self._waiting, block])
        needed = self._needed()
        self._audio = self._audio[len(needed) :]
        self._reduction = np.concatenate([self._reduction, self._release(needed)])
        ready = len(self._reduction) - 4 * _SMOOTH - LOOK_AHEAD
        if ready > 0:
            yield self._give(ready)

    def flush(self) -> Iterator[Audio]:
        """Give out the rest."""
        left = len(self._waiting)
        silence = np.zeros((LOOK_AHEAD + 4 * _SMOOTH + AFTER + FRAME, *self._waiting.shape[1:]), np.float32)
        for block in self.push(silence):
            yield block[:left]

    def _needed(self) -> Reduction:
        """The reduction every interval needs by itself, shape (m,)."""
        channels = self._audio.reshape(len(self._audio), -1).T
        every = [interval_peaks(np.ascontiguousarray(channel), self._ceiling) for channel in channels]
        peaks = np.maximum.reduce(every)
        needed = np.zeros(len(peaks))
        over = np.flatnonzero(peaks > self._ceiling)
        needed[over] = 20 * np.log10(peaks[over] / self._ceiling)
        return needed

    def _release(self, needed: Reduction) -> Reduction:
        """No faster back than the release: r[n] = max(needed[n], r[n - 1] * release).

        That is max over k <= n of needed[k] * release ** (n - k), a running maximum; pieces keep the powers
        in range.
        """
        out = np.zeros_like(needed)
        for first in range(0, len(needed), PROGRAMME_RATE):
            piece = needed[first : first + PROGRAMME_RATE]
            if not self._released and not piece.any():
                continue
            decay = _RELEASE ** np.arange(1, len(piece) + 1)
            held = np.maximum(np.maximum.accumulate(piece / decay), self._released) * decay
            held[held < _NEGLIGIBLE_DB] = 0
            out[first : first + len(piece)] = held
            self._released = float(held[-1])
        return out

    def _give(self, ready: int) -> Audio:
        out, self._waiting = self._waiting[:ready], self._waiting[ready:]
        reduction, self._reduction = self._reduction, self._reduction[ready:]
        if not reduction.any():
            return out
        gain = 10 ** (-_smooth(_attack(reduction))[: len(out)] / 20)
        return (out * gain.reshape(-1, *[1] * (out.ndim - 1))).astype(np.float32)


def _attack(reduction: Reduction) -> Reduction:
    """Start early: a[n] = max over m >= n of r[m] - pace * (m - n), a running maximum from the end."""
    ramp = _ATTACK * np.arange(len(reduction))
    return np.asarray(np.maximum.accumulate((reduction - ramp)[::-1])[::-1] + ramp)


def _smooth(reduction: Reduction) -> Reduction:
    """Round the corners and stay at or above: the largest of 64 around each, then a triangle of 63.

    Every value that enters the mean for a sample is the largest of a stretch that holds the sample and the
    one before it, so the mean is nowhere below what the intervals on its two sides need. The first value
    returned belongs to `reduction[_BEHIND]`.
    """
    largest = reduction
    for width in (1, 2, 4, 8, 16, 32):
        largest = np.maximum(largest[:-width], largest[width:])
    for _ in range(2):
        total = np.concatenate([np.zeros(1), np.cumsum(largest)])
        largest = (total[_SMOOTH:] - total[:-_SMOOTH]) / _SMOOTH
    return np.maximum(largest, 0)

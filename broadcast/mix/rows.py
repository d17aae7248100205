"""A mix goes in block by block, the loudness of the whole and of every row comes out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from broadcast.mix.loudness import Meter
from broadcast.mix.oversample import TruePeak
from broadcast.model import Audio, Loudness
from broadcast.units import Db, Lufs, Samples

Stretch = tuple[Samples, Samples]
"""First sample of a row, and the first after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """What a programme reads.

    Attributes:
        whole: The programme.
        rows: Each stretch by itself, in their order.
        curve: Short-term loudness every 100 ms.
    """

    whole: Loudness
    rows: tuple[Loudness, ...] = ()
    curve: tuple[Lufs, ...] = ()


class RowMeter:
    """A meter of a programme and of stretches of it, in one pass."""

    def __init__(self, stretches: Sequence[Stretch] = ()) -> None:
        """Start at silence.

        Args:
            stretches: In order, not overlapping.
        """
        self._meter = Meter()
        self._stretches = stretches
        self._peaks: list[list[TruePeak]] = [[] for _ in stretches]
        self._next = 0
        self._at = 0

    def add(self, block: Audio) -> None:
        """Take in more of the mix: shape (n,) or (n, 2), float32."""
        self._meter.add(block)
        last = self._at + len(block)
        for number in range(self._next, len(self._stretches)):
            start, stop = self._stretches[number]
            if start >= last:
                break
            self._add_peak(number, block[max(start - self._at, 0) : max(stop - self._at, 0)])
            if stop <= last:
                self._next = number + 1
        self._at = last

    def _add_peak(self, number: int, part: Audio) -> None:
        channels = part.reshape(len(part), -1).T
        peaks = self._peaks[number]
        if not peaks:
            peaks += [TruePeak() for _ in channels]
        for peak, channel in zip(peaks, channels, strict=True):
            peak.add(np.ascontiguousarray(channel, np.float32))

    def gain_to(self, target: Lufs) -> Db:
        """The gain that moves the programme to a target."""
        return self._meter.gain_to(target)

    def result(self, gain_db: float = 0.0) -> Loudness:
        """The programme, as it would read with a gain."""
        return self._meter.result(gain_db)

    def levels(self, gain_db: float = 0.0) -> Levels:
        """The programme and every stretch, as they would read with a gain.

        A stretch of less than 400 ms has no loudness, one of less than 3 s no short-term loudness: -inf.
        """
        rows = tuple(
            self._meter.part(start, stop, max((peak.result() for peak in peaks), default=0.0), gain_db)
            for (start, stop), peaks in zip(self._stretches, self._peaks, strict=True)
        )
        return Levels(whole=self.result(gain_db), rows=rows, curve=self._meter.curve(gain_db))

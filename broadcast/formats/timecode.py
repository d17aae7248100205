"""Samples in, video frames and timecode out: frame rates, drop frame, the time of day."""

from collections.abc import Mapping
from dataclasses import dataclass

from broadcast.units import PROGRAMME_RATE, Hz, Samples

_HOUR_S = 3600
_DROPPED = 2
"""Numbers left out at the start of each minute but every tenth: 29.97 frames a second fill 30 numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameRate:
    """How many frames a second has, and how they are counted.

    Attributes:
        name: As a setting has it: "25".
        timebase: Numbers a second: 30 for 29.97.
        ntsc: A thousandth slower than its timebase.
        drop: Numbers are left out so that timecode keeps up with the clock; only with a timebase of 30.
        first: Hours at which a programme without an air time starts, as editors of that rate are used to.

    References:
        SMPTE ST 12-1, "Time and Control Code".
    """

    name: str
    timebase: int
    ntsc: bool = False
    drop: bool = False
    first: int = 1

    def frames(self, count: Samples, rate_hz: Hz = PROGRAMME_RATE) -> int:
        """How many frames a stretch from 0 holds, rounded half up; adjacent stretches stay adjacent."""
        over = rate_hz * (1001 if self.ntsc else 1)
        under = self.timebase * (1000 if self.ntsc else 1)
        return (2 * count * under + over) // (2 * over)

    def frame_of_day(self, count: Samples, rate_hz: Hz = PROGRAMME_RATE) -> int:
        """The frame whose timecode reads as the clock does, `count` samples after midnight.

        >>> RATES["29.97"].label(RATES["29.97"].frame_of_day(Samples(48_000 * 3600 * 18)))
        '18:00:00;00'
        """
        whole, rest = divmod(count, rate_hz)
        frame = rest * self.timebase // rate_hz
        if not self.drop:
            return whole * self.timebase + frame
        minutes, second = divmod(whole, 60)
        if minutes % 10 and not second:
            frame = max(frame, _DROPPED)
        return whole * self.timebase + frame - _DROPPED * (minutes - minutes // 10)

    def label(self, frame: int) -> str:
        """Timecode, from midnight to midnight; with a semicolon where numbers are dropped.

        >>> RATES["25"].label(25 * 3600 + 7)
        '01:00:00:07'
        """
        if self.drop:
            minute = 60 * self.timebase - _DROPPED
            ten = 10 * minute + _DROPPED
            tens, rest = divmod(frame, ten)
            frame += 9 * _DROPPED * tens + _DROPPED * max((rest - _DROPPED) // minute, 0)
        seconds, number = divmod(frame, self.timebase)
        hours, rest = divmod(seconds, _HOUR_S)
        return f"{hours % 24:02}:{rest // 60:02}:{rest % 60:02}{';' if self.drop else ':'}{number:02}"


RATES: Mapping[str, FrameRate] = {
    rate.name: rate
    for rate in (
        FrameRate(name="23.976", timebase=24, ntsc=True),
        FrameRate(name="24", timebase=24),
        FrameRate(name="25", timebase=25, first=10),
        FrameRate(name="29.97", timebase=30, ntsc=True, drop=True),
        FrameRate(name="30", timebase=30),
    )
}
"""Name -> frame rate. European programmes start at 10:00:00:00, American ones at 01:00:00:00."""

USUAL = "25"

"""Units: seconds, levels and counts as types; time inside is whole samples at a stated rate."""

from typing import NewType

Samples = NewType("Samples", int)
"""A count of sample frames; the rate stands beside it."""

Hz = NewType("Hz", int)
Db = NewType("Db", float)
Lufs = NewType("Lufs", float)
Lu = NewType("Lu", float)
Dbtp = NewType("Dbtp", float)
Millis = NewType("Millis", int)

PROGRAMME_RATE = Hz(48_000)
"""The one rate of a programme's timeline."""

SILENCE = Lufs(float("-inf"))

Span = tuple[int, int]
"""(start_char, end_char), end not included."""


def samples(millis: float, rate_hz: Hz = PROGRAMME_RATE) -> Samples:
    """The nearest whole number of samples to a time in milliseconds."""
    return Samples(round(millis * rate_hz / 1000))


def resampled(count: Samples, from_hz: Hz, to_hz: Hz = PROGRAMME_RATE) -> Samples:
    """How many samples `count` becomes at another rate, rounded half up."""
    return Samples((2 * count * to_hz + from_hz) // (2 * from_hz))


def seconds(count: Samples, rate_hz: Hz = PROGRAMME_RATE) -> float:
    """Seconds, for display and for file formats only."""
    return count / rate_hz


def clock(count: Samples, rate_hz: Hz = PROGRAMME_RATE, *, tenths: bool = False) -> str:
    """A length as a producer reads it, rounded half up: m:ss, h:mm:ss from an hour on.

    >>> clock(Samples(48_000 * 125))
    '2:05'
    >>> clock(Samples(72_000), tenths=True)
    '0:01.5'
    """
    if count < 0:
        return "-" + clock(Samples(-count), rate_hz, tenths=tenths)
    per_second = 10 if tenths else 1
    units = (2 * count * per_second + rate_hz) // (2 * rate_hz)
    whole, tenth = divmod(units, per_second)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    text = f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
    return f"{text}.{tenth}" if tenths else text

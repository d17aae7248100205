"""Lengths in, clock times out: front and back time, running totals, over and under, in whole samples."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from broadcast.units import PROGRAMME_RATE, Hz, Samples, clock


class Treatment(StrEnum):
    """How a row counts. Three ways not to, which are three different things."""

    TIMED = "timed"
    FLOAT = "float"
    SKIP = "skip"
    UNTIMED = "untimed"

    @property
    def heard(self) -> bool:
        """A floated or skipped row stays on the sheet and is not played; an untimed one is played."""
        return self in (Treatment.TIMED, Treatment.UNTIMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A row as the clock sees it; times are samples from a common zero.

    Attributes:
        estimate: How long it should last.
        actual: How long it does; None while unknown.
        treatment: Whether it is played and counted.
        hard_in: Fixed start.
        hard_back: Fixed back time: the latest start that still makes what comes after.
    """

    estimate: Samples
    actual: Samples | None = None
    treatment: Treatment = Treatment.TIMED
    hard_in: Samples | None = None
    hard_back: Samples | None = None

    @property
    def effective(self) -> Samples:
        """What it adds to the running time: the actual, else the estimate; 0 unless timed."""
        if self.treatment is not Treatment.TIMED:
            return Samples(0)
        return self.estimate if self.actual is None else self.actual


def front_times(slots: Sequence[Slot], on_air: Samples) -> tuple[Samples, ...]:
    """When each row starts: where the one before ends, or at its hard in."""
    times: list[Samples] = []
    clock_at = on_air
    for slot in slots:
        clock_at = clock_at if slot.hard_in is None else slot.hard_in
        times.append(clock_at)
        clock_at = Samples(clock_at + slot.effective)
    return tuple(times)


def gaps(slots: Sequence[Slot], on_air: Samples) -> tuple[Samples, ...]:
    """Before each row, its hard in less the end of the row before: above 0 a gap, below 0 an overlap."""
    before: list[Samples] = []
    end = on_air
    for slot, front in zip(slots, front_times(slots, on_air), strict=True):
        before.append(Samples(front - end))
        end = Samples(front + slot.effective)
    return tuple(before)


def back_times(slots: Sequence[Slot], off_air: Samples) -> tuple[Samples, ...]:
    """The latest start of each row that still makes the hard out; a pinned one restarts the walk up."""
    times: list[Samples] = []
    clock_at = off_air
    for slot in reversed(slots):
        clock_at = Samples(clock_at - slot.effective) if slot.hard_back is None else slot.hard_back
        times.append(clock_at)
    return tuple(reversed(times))


def cumes(slots: Sequence[Slot]) -> tuple[Samples, ...]:
    """The running total up to and with each row."""
    return tuple(Samples(total) for total in accumulate(slot.effective for slot in slots))


def back_cumes(slots: Sequence[Slot]) -> tuple[Samples, ...]:
    """What is left to run from each row on, with it."""
    return tuple(reversed(cumes(tuple(reversed(slots)))))


def over_under(slots: Sequence[Slot], length: Samples) -> Samples:
    """The rows' running time less the time there is: above 0 is over."""
    return Samples(sum(slot.effective for slot in slots) - length)


def spell_over_under(count: Samples, rate_hz: Hz = PROGRAMME_RATE) -> str:
    """Over or under in words, since a sign alone is read both ways.

    >>> spell_over_under(Samples(-12 * 48_000))
    'UNDER 0:12'
    """
    if count == 0:
        return "EXACT"
    size = Samples(abs(count))
    return f"{'OVER' if count > 0 else 'UNDER'} {clock(size, rate_hz, tenths=size < rate_hz)}"


def shown_seconds(lengths: Sequence[Samples], rate_hz: Hz = PROGRAMME_RATE) -> list[int]:
    """Lengths as whole seconds that add up to their total, itself rounded half up.

    Each is its length rounded down or up; those with the largest remainders are rounded up (Hamilton's
    method), the earlier one first among equals.

    >>> shown_seconds([Samples(67_200), Samples(67_200), Samples(67_200)])
    [2, 1, 1]
    """
    floors = [length // rate_hz for length in lengths]
    total = (2 * sum(lengths) + rate_hz) // (2 * rate_hz)
    by_remainder = sorted(range(len(lengths)), key=lambda index: -(lengths[index] % rate_hz))
    for index in by_remainder[: total - sum(floors)]:
        floors[index] += 1
    return floors

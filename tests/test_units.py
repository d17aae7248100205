"""Time is whole samples; seconds and clocks are for display."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.units import PROGRAMME_RATE, Hz, Samples, clock, resampled, samples, seconds

LENGTHS = st.integers(0, 48_000 * 3600 * 10).map(Samples)


@given(st.integers(0, 3_600_000))
def test_milliseconds_come_back_from_samples(millis: int) -> None:
    assert seconds(samples(millis)) * 1000 == pytest.approx(millis)


@given(LENGTHS, st.sampled_from([16_000, 22_050, 24_000, 44_100]).map(Hz))
def test_a_length_keeps_its_seconds_at_another_rate(length: Samples, rate_hz: Hz) -> None:
    moved = resampled(length, rate_hz)
    assert abs(seconds(moved) - seconds(length, rate_hz)) <= 0.5 / PROGRAMME_RATE


def test_twice_the_rate_is_twice_the_samples() -> None:
    assert resampled(Samples(24_001), Hz(24_000)) == 48_002


@pytest.mark.parametrize(
    ("millis", "whole", "tenths"),
    [
        (0, "0:00", "0:00.0"),
        (499, "0:00", "0:00.5"),
        (500, "0:01", "0:00.5"),
        (59_940, "1:00", "0:59.9"),
        (59_950, "1:00", "1:00.0"),
        (3_599_600, "1:00:00", "59:59.6"),
        (3_725_000, "1:02:05", "1:02:05.0"),
    ],
)
def test_a_clock_is_rounded_half_up(millis: int, whole: str, tenths: str) -> None:
    assert clock(samples(millis)) == whole
    assert clock(samples(millis), tenths=True) == tenths


@given(LENGTHS)
def test_time_under_has_a_sign(length: Samples) -> None:
    assert clock(Samples(-length - 1)) == "-" + clock(Samples(length + 1))

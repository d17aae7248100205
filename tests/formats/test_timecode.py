import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.formats.timecode import RATES, USUAL, FrameRate
from broadcast.units import Samples

readers = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("edit_readers.py"))))

DAY = 24 * 3600 * 48_000

rates = st.sampled_from(list(RATES.values()))


def test_the_usual_rate_is_one_of_them() -> None:
    assert RATES[USUAL].timebase == 25


@given(rates, st.integers(0, DAY))
def test_a_frame_is_the_nearest(rate: FrameRate, count: int) -> None:
    frame = rate.frames(Samples(count))
    exact = count * rate.timebase / 48_000 / (1.001 if rate.ntsc else 1)
    assert abs(frame - exact) <= 0.5 + 1e-6


@given(rates, st.integers(0, DAY), st.integers(0, DAY))
def test_a_later_sample_is_never_in_an_earlier_frame(rate: FrameRate, one: int, other: int) -> None:
    early, late = sorted((one, other))
    assert rate.frames(Samples(early)) <= rate.frames(Samples(late))


@given(rates, st.integers(0, 2_000_000))
def test_timecode_read_the_slow_way_is_its_frame(rate: FrameRate, frame: int) -> None:
    assert readers.frame_of(rate.label(frame), rate.name) == frame


def test_two_numbers_are_dropped_each_minute_but_the_tenth() -> None:
    rate = RATES["29.97"]
    assert [rate.label(frame) for frame in (1799, 1800)] == ["00:00:59;29", "00:01:00;02"]
    assert [rate.label(frame) for frame in (17981, 17982)] == ["00:09:59;29", "00:10:00;00"]
    assert rate.label(107_892) == "01:00:00;00"


@given(rates, st.integers(0, 24 * 3600 - 1))
def test_timecode_reads_as_the_clock_does(rate: FrameRate, second: int) -> None:
    label = rate.label(rate.frame_of_day(Samples(second * 48_000)))
    hour, minute = divmod(second // 60, 60)
    assert label.replace(";", ":")[:8] == f"{hour:02}:{minute:02}:{second % 60:02}"
    dropped = rate.drop and second % 60 == 0 and minute % 10
    assert label[9:] == ("02" if dropped else "00")


@pytest.mark.parametrize(("name", "label"), [("25", "23:59:59:24"), ("29.97", "23:59:59;29")])
def test_a_day_ends_at_midnight(name: str, label: str) -> None:
    rate = RATES[name]
    midnight = rate.frame_of_day(Samples(DAY))
    assert rate.label(midnight - 1) == label
    assert rate.label(midnight)[:8] == "00:00:00"

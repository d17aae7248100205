from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import PackageError
from broadcast.formats.strip import lay_strip, strip_of
from broadcast.runsheet import write_runsheet
from broadcast.units import Lufs, Samples


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_everything_stands_between_the_start_and_the_end(newsroom, desk, data) -> None:
    programme = desk.heard(data.draw(newsroom.programmes()))
    sheet = write_runsheet(programme)
    strip = lay_strip(programme, sheet, [(-0.1, 0.2)] * data.draw(st.integers(0, 40)))
    assert len(strip.bands) == len(sheet.rows)
    assert all(0 <= band.start <= band.end <= 1 for band in strip.bands)
    assert all(0 <= at <= 1 and strip.floor <= level <= strip.top for at, level in strip.curve)
    assert all(0 <= tick.at <= 1 for tick in strip.ticks)
    assert len(strip.ticks) <= 15
    assert len(strip.curve) <= max(len(strip.peaks), 1)


def test_the_curve_starts_where_its_first_window_ends_and_keeps_its_loudest_points(newsroom) -> None:
    programme = replace(
        newsroom.harbour(),
        length=Samples(480_000),
        curve=(*[Lufs(-30)] * 41, Lufs(-15), *[Lufs(float("-inf"))] * 30),
    )
    strip = lay_strip(programme, write_runsheet(programme), [(0.0, 0.0)] * 20)
    assert strip.curve[0][0] == pytest.approx(0.3)
    assert max(level for _, level in strip.curve) == -15
    assert max(strip.curve, key=lambda point: point[1])[0] == pytest.approx(0.71)
    assert strip.curve[-1][1] == strip.floor


def test_times_on_the_axis_are_round_and_few(newsroom) -> None:
    for length_s, step in ((9, "0:01"), (100, "0:10"), (600, "1:00"), (3600, "5:00"), (90_000, "2:00:00")):
        programme = replace(newsroom.harbour(), length=Samples(48_000 * length_s))
        ticks = lay_strip(programme, write_runsheet(programme), []).ticks
        assert (ticks[0].time, ticks[1].time) == ("0:00", step)
        assert len(ticks) <= 15


def test_the_clock_on_the_wall_stands_on_the_axis_where_it_is_known(newsroom, desk) -> None:
    sheet = write_runsheet(newsroom.harbour())
    assert lay_strip(newsroom.harbour(), desk.aired(sheet), []).ticks[2].wall == "18:00:00"
    assert {tick.wall for tick in lay_strip(newsroom.harbour(), sheet, []).ticks} == {""}


def test_the_scale_and_the_target_are_those_of_the_profile(newsroom) -> None:
    programme = replace(newsroom.harbour(), profile="podcast")
    strip = lay_strip(programme, write_runsheet(programme), [])
    assert strip.target == (-16, 1)
    assert 0 < strip.height(-16) < strip.height(-10) < strip.height(5) == 1
    assert strip.height(float("-inf")) == 0
    of_a_stranger = replace(programme, profile="house")
    assert lay_strip(of_a_stranger, write_runsheet(of_a_stranger), []).target is None


def test_the_loudest_peak_reaches_the_edge_and_near_silence_stays_small(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour())
    assert lay_strip(newsroom.harbour(), sheet, [(-0.25, 0.5)]).peaks == ((-0.5, 1.0),)
    quiet = lay_strip(newsroom.harbour(), sheet, [(-1 / 256, 1 / 256)]).peaks[0][1]
    assert quiet < 0.05


def test_before_rendering_there_is_no_picture_and_without_sound_it_is_said(newsroom, desk, tmp_path) -> None:
    estimated = newsroom.estimated(newsroom.harbour())
    assert strip_of(replace(desk.delivered(tmp_path, estimated), wav=tmp_path / "no.wav")) is None
    with pytest.raises(PackageError, match=r"'no\.wav' is missing"):
        strip_of(replace(desk.delivered(tmp_path, newsroom.harbour()), wav=tmp_path / "no.wav"))

import runpy
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast import pipeline
from broadcast.formats.edl import MOST, Edl, plain, reel, render
from broadcast.formats.exporter import Exporter
from broadcast.formats.timecode import RATES
from broadcast.formats.tracks import lay_out
from broadcast.settings import Settings
from broadcast.units import Samples

readers = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("edit_readers.py"))))

SAMPLE = Path(__file__).parents[2] / "scripts" / "budget.txt"

ON_AIR = datetime.fromisoformat("2031-03-04T18:00:00+00:00")


def test_it_is_an_exporter_that_is_asked_for_by_name() -> None:
    assert isinstance(Edl(), Exporter)
    assert not Edl.default


def test_the_list_of_the_harbour_is_as_agreed(newsroom, golden, tmp_path: Path) -> None:
    (text,) = render(lay_out(readers.deliver(newsroom.harbour(), tmp_path, on_air=ON_AIR)))
    golden("harbour.edl", text)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_said_every_line_is_an_event_or_a_remark_in_ascii(
    newsroom, tmp_path_factory, data
) -> None:
    delivery = readers.deliver(data.draw(newsroom.programmes()), tmp_path_factory.mktemp("edl"))
    (text,) = render(lay_out(delivery))
    assert text.isascii()
    title, fcm, *lines = text.removesuffix("\r\n").split("\r\n")
    assert title.startswith("TITLE:")
    assert fcm == "FCM: NON-DROP FRAME"
    assert all(not line or line.startswith("* ") or line[:3].isdigit() for line in lines)


def test_beyond_999_events_another_list_goes_on(newsroom, tmp_path: Path) -> None:
    turns = [newsroom.turn(newsroom.Kind.ANCHOR, "Yes.") for _ in range(MOST + 2)]
    delivery = readers.deliver(newsroom.programme(turns), tmp_path)
    first, second = Edl().write(delivery)
    assert (first.name, second.name) == ("port-ellmoor.edl", "port-ellmoor.2.edl")
    read = readers.read_edl(first) + readers.read_edl(second)
    assert readers.worst(read, delivery.runsheet, 1 / 25) <= 0.5 / 25 + 1e-9
    assert second.read_text().startswith("TITLE: harbour (2 of 2)")


@pytest.mark.parametrize("slug", ["", "BL", "港口", "!!!"])
def test_a_slug_without_letters_of_its_own_still_makes_a_reel(slug: str) -> None:
    assert reel(slug) == "BCAST" or set(reel(slug)) <= set("BCAST")


def test_text_is_cut_and_plain() -> None:
    assert plain("“Fähre” – Straße\r\n* LOC", 40) == '"Fahre" - Strasse * LOC'
    assert len(plain("x" * 300, 40)) == 40


@pytest.mark.outsider
@pytest.mark.parametrize("rate", list(RATES))
def test_pycmx_reads_every_row_within_half_a_frame(newsroom, tmp_path: Path, rate: str) -> None:
    delivery = readers.deliver(newsroom.harbour(), tmp_path, on_air=ON_AIR, frame_rate=rate)
    (path,) = Edl().write(delivery)
    read = readers.read_edl(path, rate, "18:00:00;00" if rate == "29.97" else "18:00:00:00")
    assert readers.worst(read, delivery.runsheet, 1 / 23) <= 0.5 * 1.001 / RATES[rate].timebase + 1e-9
    assert [name for name, _, _ in read][:3] == ["A1 HEADLINE Anchor", "A2 READER Anchor", "A3 LEAD Anchor"]


@pytest.mark.outsider
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_pycmx_reads_rows_of_any_name(newsroom, tmp_path_factory, data) -> None:
    delivery = readers.deliver(data.draw(newsroom.programmes()), tmp_path_factory.mktemp("edl"))
    (path,) = Edl().write(delivery)
    assert readers.worst(readers.read_edl(path), delivery.runsheet, 1 / 25) <= 0.5 / 25 + 1e-9


@pytest.mark.outsider
def test_pycmx_reads_both_sides_the_reel_and_the_wav_files_own_timecode(newsroom, tmp_path: Path) -> None:
    import pycmx

    hour = 3600 * 48_000
    (path,) = Edl().write(readers.deliver(newsroom.harbour(), tmp_path, time_reference=18 * hour))
    with path.open() as stream:
        found = pycmx.parse_cmx3600(stream)
    assert list(found.unrecognized_statements) == []
    (edit,) = next(iter(found.events)).edits
    assert (edit.channels.a1, edit.channels.a2, edit.channels.video) == (True, True, False)
    assert (edit.source, edit.source_file) == ("HARBOUR", "port-ellmoor.wav")
    assert (edit.source_in, edit.record_in) == ("18:00:00:06", "10:00:00:06")


@pytest.mark.outsider
def test_opentimelineio_reads_lengths_and_gaps(newsroom, tmp_path: Path) -> None:
    delivery = readers.deliver(newsroom.harbour(), tmp_path)
    (path,) = Edl().write(delivery)
    timeline = readers.read_timeline(path, rate=25)
    assert [track.name for track in timeline.tracks] == ["A1", "A2"]
    lengths = [item.duration().value for item in timeline.tracks[0]]
    rows = delivery.runsheet.rows
    assert sum(lengths) == round(rows[-1].end / 1920) - round(rows[0].start / 1920)


def test_the_frame_rate_of_the_settings_is_that_of_the_list(tmp_path: Path) -> None:
    settings = Settings(
        engine="tone", formats=("edl",), frame_rate="29.97", on_air="2031-03-04T18:00:00+09:00"
    )
    made = pipeline.produce(pipeline.read_script(SAMPLE), settings)
    package = pipeline.write_package(made, tmp_path / "budget")
    text = (package / "budget.edl").read_text()
    assert "FCM: DROP FRAME" in text
    assert " 18:00:00;" in text


def test_a_row_that_rounds_to_nothing_is_left_out(newsroom, tmp_path: Path) -> None:
    delivery = readers.deliver(newsroom.harbour(), tmp_path)
    rows = list(delivery.runsheet.rows)
    rows[0] = replace(rows[0], start=Samples(100), end=Samples(200))
    short = replace(delivery, runsheet=replace(delivery.runsheet, rows=tuple(rows)))
    (text,) = render(lay_out(short))
    assert text.count("FROM CLIP NAME") == 7

import runpy
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.exporter import Exporter
from broadcast.formats.rpp import Rpp, quoted, render
from broadcast.formats.tracks import lay_out
from broadcast.model import Bed
from broadcast.units import Samples

readers = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("edit_readers.py"))))

ON_AIR = datetime.fromisoformat("2031-03-04T18:00:00+00:00")


def test_it_is_an_exporter_that_is_asked_for_by_name() -> None:
    assert isinstance(Rpp(), Exporter)
    assert not Rpp.default


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_said_every_opened_block_is_closed(newsroom, tmp_path_factory, data) -> None:
    timeline = lay_out(readers.deliver(data.draw(newsroom.programmes()), tmp_path_factory.mktemp("rpp")))
    lines = [line.strip() for line in render(timeline).removesuffix("\n").split("\n")]
    opened = sum(line.startswith("<") for line in lines)
    assert opened == lines.count(">")
    assert lines[0].startswith("<REAPER_PROJECT")
    assert sum(line.startswith("<ITEM") for line in lines) == len(timeline.heard())


def test_the_same_programme_is_the_same_project(newsroom, tmp_path: Path) -> None:
    timeline = lay_out(readers.deliver(newsroom.harbour(), tmp_path))
    assert render(timeline) == render(timeline)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("harbour", '"harbour"'),
        ('the "dry" one', "'the \"dry\" one'"),
        ('it\'s "dry"', '`it\'s "dry"`'),
        ('`it\'s` "dry"', "`'it's' \"dry\"`"),
        ("", '""'),
        (">\n<ITEM", '"> <ITEM"'),
    ],
)
def test_a_text_stands_in_marks_that_it_does_not_hold(text: str, written: str) -> None:
    assert quoted(text) == written


@pytest.mark.outsider
def test_rpp_reads_the_start_tracks_markers_and_regions(newsroom, tmp_path: Path) -> None:
    import rpp

    bed = Bed(key="sea", name="sea", start=Samples(48_000), end=Samples(96_000))
    programme = replace(newsroom.harbour(), beds=(bed,))
    (path,) = Rpp().write(readers.deliver(programme, tmp_path, on_air=ON_AIR, frame_rate="29.97"))
    project = rpp.loads(path.read_text(encoding="utf-8"))
    assert float(project.find("PROJOFFS")[1]) == 18 * 3600
    assert project.find("TIMEMODE")[4:6] == ["30", "1"]
    assert [track.find("NAME")[1] for track in project.findall("TRACK")] == [
        "Anchor",
        "Reporter",
        "Soundbites",
    ]
    markers = project.findall("MARKER")
    assert "A8 SOT Captain Tomas Vey [check speaker]" in [marker[3] for marker in markers]
    regions = [marker[3] for marker in markers if marker[4] == "1"]
    assert regions == ["A HARBOUR", "", "bed: sea", ""]
    source = project.find("TRACK").find("ITEM").find("SOURCE")
    assert source.attrib == ["WAVE"]
    assert source.find("FILE")[1] == "port-ellmoor.wav"


@pytest.mark.outsider
def test_without_an_air_time_the_ruler_starts_at_0(newsroom, tmp_path: Path) -> None:
    import rpp

    (path,) = Rpp().write(readers.deliver(newsroom.harbour(), tmp_path))
    assert float(rpp.loads(path.read_text(encoding="utf-8")).find("PROJOFFS")[1]) == 0


@pytest.mark.outsider
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_rpp_reads_every_row_to_the_sample(newsroom, tmp_path_factory, data) -> None:
    delivery = readers.deliver(data.draw(newsroom.programmes()), tmp_path_factory.mktemp("rpp"))
    (path,) = Rpp().write(delivery)
    read = readers.read_rpp(path)
    assert readers.worst(read, delivery.runsheet, readers.SAMPLE_S) < 2e-9
    names = [clip.name for clip in lay_out(delivery).heard()]
    assert [name for name, _, _ in read] == [
        name.replace("`", "'") if set("\"'`") <= set(name) else name for name in names
    ]

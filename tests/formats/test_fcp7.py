import runpy
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from broadcast.formats.exporter import Exporter
from broadcast.formats.fcp7 import Fcp7, render
from broadcast.formats.timecode import RATES
from broadcast.formats.tracks import lay_out

readers = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("edit_readers.py"))))
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

ON_AIR = datetime.fromisoformat("2031-03-04T18:00:00+00:00")


def test_it_is_an_exporter_that_is_asked_for_by_name() -> None:
    assert isinstance(Fcp7(), Exporter)
    assert not Fcp7.default


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_said_it_is_xml_with_every_clip_twice(newsroom, tmp_path_factory, data) -> None:
    timeline = lay_out(readers.deliver(data.draw(newsroom.programmes()), tmp_path_factory.mktemp("fcp7")))
    project = etree.fromstring(render(timeline))
    tracks = project.findall(".//audio/track")
    assert len(tracks) == 2 * len(timeline.tracks)
    for left, right in zip(tracks[::2], tracks[1::2], strict=True):
        assert [clip.findtext("name") for clip in left] == [clip.findtext("name") for clip in right]
        assert {clip.findtext("sourcetrack/trackindex") for clip in left.iter("clipitem")} <= {"1"}
        assert {clip.findtext("sourcetrack/trackindex") for clip in right.iter("clipitem")} <= {"2"}
    ids = [clip.get("id") for clip in project.iter("clipitem")]
    assert len(set(ids)) == len(ids)
    assert {link.text for link in project.iter("linkclipref")} == set(ids)
    assert len(project.findall(".//pathurl")) == (1 if ids else 0)


def test_no_sign_that_xml_cannot_hold_breaks_it(newsroom, tmp_path: Path) -> None:
    odd = "a\x00b\x0bc\ufffed\uffffe\ud83d]]><&\"'"
    person = newsroom.Speaker(id="x", name=odd)
    turns = [newsroom.turn(newsroom.Kind.SOUNDBITE, "Yes, we will.", person, note=odd)]
    programme = newsroom.programme(turns, headline=odd)
    project = etree.fromstring(render(lay_out(readers.deliver(programme, tmp_path))))
    for place in ("sequence/name", ".//clipitem/name", ".//marker/comment"):
        assert project.findtext(place).endswith("]]><&\"'")


def test_a_clip_is_cut_from_the_wav_file_where_it_stands_in_the_programme(newsroom, tmp_path: Path) -> None:
    project = etree.fromstring(render(lay_out(readers.deliver(newsroom.harbour(), tmp_path))))
    for clip in project.iter("clipitem"):
        assert (clip.findtext("in"), clip.findtext("out")) == (clip.findtext("start"), clip.findtext("end"))


def test_the_address_of_the_wav_file_is_its_name_escaped(newsroom, tmp_path: Path) -> None:
    delivery = readers.deliver(newsroom.harbour(), tmp_path, stem="Fähre 100% #1")
    (path,) = Fcp7().write(delivery)
    assert path.name == "Fähre 100% #1.fcp7.xml"
    assert etree.parse(path).findtext(".//pathurl") == "F%C3%A4hre%20100%25%20%231.wav"


@pytest.mark.outsider
def test_xmllint_finds_nothing_amiss(newsroom, tmp_path: Path) -> None:
    (path,) = Fcp7().write(readers.deliver(newsroom.harbour(), tmp_path))
    assert outsiders.said_by("xmllint", "--noout", path) == ""


@pytest.mark.outsider
@pytest.mark.parametrize("rate", list(RATES))
def test_opentimelineio_reads_every_row_within_half_a_frame(newsroom, tmp_path: Path, rate: str) -> None:
    delivery = readers.deliver(newsroom.harbour(), tmp_path, on_air=ON_AIR, frame_rate=rate)
    (path,) = Fcp7().write(delivery)
    read = readers.read_fcp7(path)
    assert readers.worst(read, delivery.runsheet, 1 / 23) <= 0.5 * 1.001 / RATES[rate].timebase + 1e-9
    timeline = readers.read_timeline(path)
    assert [track.name for track in timeline.tracks] == ["Anchor", "Reporter", "Soundbites"]
    assert timeline.global_start_time.value == lay_out(delivery).start_frame()
    assert [marker.name for marker in timeline.tracks.markers][
        -2
    ] == "A8 SOT Captain Tomas Vey [check speaker]"


@pytest.mark.outsider
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_opentimelineio_reads_rows_of_any_name(newsroom, tmp_path_factory, data) -> None:
    delivery = readers.deliver(data.draw(newsroom.programmes()), tmp_path_factory.mktemp("fcp7"))
    (path,) = Fcp7().write(delivery)
    assert readers.worst(readers.read_fcp7(path), delivery.runsheet, 1 / 25) <= 0.5 / 25 + 1e-9

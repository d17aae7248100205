import json
import runpy
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.exporter import Exporter
from broadcast.formats.otio import Otio, render
from broadcast.formats.tracks import lay_out
from broadcast.model import Bed
from broadcast.units import Samples

readers = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("edit_readers.py"))))

ON_AIR = datetime.fromisoformat("2031-03-04T18:00:00+00:00")


def test_it_is_an_exporter_that_is_asked_for_by_name() -> None:
    assert isinstance(Otio(), Exporter)
    assert not Otio.default


def test_the_files_name_keeps_its_dots(newsroom, tmp_path: Path) -> None:
    delivery = readers.deliver(newsroom.harbour(), tmp_path, stem="flood.v2")
    assert Otio().write(delivery) == [tmp_path / "flood.v2.otio"]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_said_it_is_json_with_whole_samples(newsroom, tmp_path_factory, data) -> None:
    delivery = readers.deliver(data.draw(newsroom.programmes()), tmp_path_factory.mktemp("otio"))
    whole = json.loads(render(lay_out(delivery)))
    for track in whole["tracks"]["children"]:
        lengths = [item["source_range"]["duration"]["value"] for item in track["children"]]
        assert all(length == int(length) for length in lengths)
        assert sum(lengths) == delivery.programme.length


@pytest.mark.outsider
def test_opentimelineio_reads_tracks_gaps_and_the_start(newsroom, tmp_path: Path) -> None:
    delivery = readers.deliver(newsroom.harbour(), tmp_path, on_air=ON_AIR, time_reference=48_000)
    (path,) = Otio().write(delivery)
    timeline = readers.read_timeline(path)
    assert timeline.global_start_time.to_seconds() == 18 * 3600
    assert timeline.duration().value == delivery.programme.length
    assert [(track.kind, track.name) for track in timeline.tracks] == [
        ("Audio", "Anchor"),
        ("Audio", "Reporter"),
        ("Audio", "Soundbites"),
    ]
    clip, *_ = timeline.find_clips()
    assert clip.media_reference.target_url == "port-ellmoor.wav"
    assert clip.source_range.start_time.value == 48_000 + delivery.runsheet.rows[0].start
    assert clip.media_reference.available_range.start_time.value == 48_000
    assert clip.metadata["broadcast"]["voice"] == "kokoro:bf_emma"
    assert timeline.metadata["broadcast"]["synthetic"].startswith("synthetic voices: kokoro:bf_emma")


@pytest.mark.outsider
def test_opentimelineio_reads_markers_in_their_colours(newsroom, tmp_path: Path) -> None:
    programme = newsroom.harbour()
    bed = Bed(key="sea", name="sea", start=Samples(48_000), end=Samples(96_000))
    (path,) = Otio().write(readers.deliver(replace(programme, beds=(bed,)), tmp_path))
    markers = readers.read_timeline(path).tracks.markers
    assert [marker.name for marker in markers if marker.color == "RED"] == ["A8 SOT Captain Tomas Vey"]
    assert [marker.name for marker in markers if marker.color == "PURPLE"] == ["bed: sea"]
    assert len(markers) == 9


@pytest.mark.outsider
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_opentimelineio_reads_every_row_to_the_sample(newsroom, tmp_path_factory, data) -> None:
    delivery = readers.deliver(data.draw(newsroom.programmes()), tmp_path_factory.mktemp("otio"))
    (path,) = Otio().write(delivery)
    assert readers.worst(readers.read_otio(path), delivery.runsheet, readers.SAMPLE_S) < 1e-9

import runpy
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import aaf2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import PackageError, StoppedError
from broadcast.formats.aaf import Aaf
from broadcast.formats.exporter import Exporter
from broadcast.formats.tracks import lay_out
from broadcast.model import Bed
from broadcast.units import Samples

readers = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("edit_readers.py"))))
studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))

ON_AIR = datetime.fromisoformat("2031-03-04T18:00:00+00:00")


def composition(path: Path) -> dict[str, list[tuple[str, int, int]]]:
    """Track -> (name, start in the WAV file, length) of its clips and fillers, by pyaaf2."""
    with aaf2.open(str(path)) as file:
        (mob,) = file.content.toplevel()
        return {
            slot.name: [
                (part.mob.name, part.start, part.length)
                if isinstance(part, aaf2.components.SourceClip)
                else ("", 0, part.length)
                for part in slot.segment.components
            ]
            for slot in mob.slots
            if slot.media_kind == "Sound"
        }


def test_it_is_an_exporter_that_is_asked_for_by_name() -> None:
    assert isinstance(Aaf(), Exporter)
    assert not Aaf.default


def test_a_track_is_clips_and_fillers_to_the_sample(tmp_path: Path) -> None:
    (path,) = Aaf().write(studio.delivery(tmp_path))
    assert composition(path) == {
        "Anchor": [("", 0, 12_000), ("A1 READER Anchor", 12_000, 48_000), ("", 0, 132_000)],
        "Reporter": [("", 0, 156_000), ("A4 READER Reporter", 156_000, 36_000)],
        "Soundbites": [("", 0, 96_000), ("A3 READER Mira Olsthoorn", 96_000, 48_000), ("", 0, 48_000)],
    }


def test_where_the_sides_differ_a_role_has_two_tracks(tmp_path: Path) -> None:
    left = studio.sound()
    delivery = studio.delivery(tmp_path, np.stack([left, np.roll(left, 100)], axis=1))
    (path,) = Aaf().write(delivery)
    laid = composition(path)
    assert list(laid) == [f"{role} {side}" for role in ("Anchor", "Reporter", "Soundbites") for side in "LR"]
    assert laid["Anchor L"] == laid["Anchor R"]
    with aaf2.open(str(path)) as file:
        (mob,) = file.content.toplevel()
        sides = [
            part["SourceMobSlotID"].value
            for slot in mob.slots
            if slot.media_kind == "Sound"
            for part in slot.segment.components
            if isinstance(part, aaf2.components.SourceClip)
        ]
    assert sides == [1, 2] * 3


def test_a_clip_leads_to_the_wav_file_and_that_to_its_timecode(newsroom, tmp_path: Path) -> None:
    hour = 3600 * 48_000
    delivery = readers.deliver(newsroom.harbour(), tmp_path, on_air=ON_AIR, time_reference=18 * hour)
    (path,) = Aaf().write(delivery)
    with aaf2.open(str(path)) as file:
        (master, *_) = file.content.mastermobs()
        source = master.slot_at(1).segment.mob
        assert source.descriptor["Locator"].value[0]["URLString"].value == "port-ellmoor.wav"
        assert source.descriptor["Length"].value == delivery.programme.length
        origin = source.slot_at(1).segment.mob
        (timecode,) = [slot.segment for slot in origin.slots if slot.media_kind == "Timecode"]
        assert (timecode.start, timecode.fps) == (18 * 3600 * 25, 25)
        (mob,) = file.content.toplevel()
        (start,) = [slot.segment for slot in mob.slots if slot.media_kind == "Timecode"]
        assert (start.start, start.fps, start.drop) == (18 * 3600 * 25, 25, False)
        assert dict(mob.comments.items())["synthetic"].startswith("synthetic voices: kokoro:bf_emma")


def test_the_same_programme_has_the_same_identities(newsroom, tmp_path: Path) -> None:
    delivery = readers.deliver(newsroom.harbour(), tmp_path)
    found = []
    for _ in range(2):
        (path,) = Aaf().write(delivery)
        with aaf2.open(str(path)) as file:
            found.append(sorted(str(mob.mob_id) for mob in file.content.mobs))
    assert found[0] == found[1]
    assert len(set(found[0])) == len(found[0])


def test_a_damaged_wav_file_is_told(newsroom, tmp_path: Path) -> None:
    delivery = readers.deliver(newsroom.harbour(), tmp_path)
    delivery.wav.write_bytes(delivery.wav.read_bytes()[:5000])
    with pytest.raises(PackageError, match="ends early"):
        Aaf().write(delivery)


def test_nothing_is_left_of_a_file_that_failed(newsroom, tmp_path: Path, monkeypatch) -> None:
    delivery = readers.deliver(newsroom.harbour(), tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(aaf2.file.AAFFile, "save", full)
    with pytest.raises(PackageError, match="no space left"):
        Aaf().write(delivery)
    assert [path.name for path in tmp_path.iterdir()] == ["port-ellmoor.wav"]


def test_a_package_that_is_given_up_ends_the_writing(newsroom, tmp_path: Path) -> None:
    delivery = readers.deliver(newsroom.harbour(), tmp_path)
    delivery.stopped.set()
    with pytest.raises(StoppedError):
        Aaf().write(delivery)


@pytest.mark.outsider
def test_opentimelineio_reads_the_start_and_markers_in_their_colours(newsroom, tmp_path: Path) -> None:
    bed = Bed(key="sea", name="sea", start=Samples(48_000), end=Samples(96_000))
    programme = replace(newsroom.harbour(), beds=(bed,))
    delivery = readers.deliver(programme, tmp_path, on_air=ON_AIR)
    (path,) = Aaf().write(delivery)
    timeline = readers.read_timeline(path)
    assert timeline.global_start_time.to_seconds() == 18 * 3600
    markers = [marker for item in timeline.tracks[0] for marker in item.markers]
    colours = {marker.name: marker.color for marker in markers}
    assert colours["A8 SOT Captain Tomas Vey [check speaker]"] == "RED"
    assert colours["bed: sea"] == "MAGENTA"
    assert colours["A1 HEADLINE Anchor"] == "GREEN"
    assert len(colours) == 9


@pytest.mark.outsider
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_opentimelineio_reads_every_row_to_the_sample(newsroom, tmp_path_factory, data) -> None:
    delivery = readers.deliver(data.draw(newsroom.programmes()), tmp_path_factory.mktemp("aaf"))
    (path,) = Aaf().write(delivery)
    read = readers.read_aaf(path)
    assert readers.worst(read, delivery.runsheet, readers.SAMPLE_S) < 1e-9
    assert [name for name, _, _ in read] == [clip.name for clip in lay_out(delivery).heard()]

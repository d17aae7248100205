import runpy
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.formats.cue_points import CuePoint
from broadcast.formats.ixml import IXml
from broadcast.formats.riff import clean_text
from broadcast.model import Loudness
from broadcast.units import SILENCE, Dbtp, Lu, Lufs, Samples

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))
hostile = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("hostile.py"))))


def ixml(**changes: object) -> ElementTree.Element:
    fields: dict[str, object] = {
        "project": studio.HEADLINE,
        "scene": "A3",
        "tape": "2031-05-04",
        "note": "synthetic voice: tone:low",
        "uid": "060a",
        "file_name": "A3.wav",
    }
    chunk = IXml(**(fields | changes)).chunk()  # type: ignore[arg-type]
    assert chunk.name == b"iXML"
    return ElementTree.fromstring(chunk.body)


def test_project_scene_and_tracks_are_named() -> None:
    root = ixml()
    assert root.tag == "BWFXML"
    told = {name: root.findtext(name) for name in ("PROJECT", "SCENE", "TAKE", "TAPE", "NOTE")}
    assert told == {
        "PROJECT": studio.HEADLINE,
        "SCENE": "A3",
        "TAKE": "1",
        "TAPE": "2031-05-04",
        "NOTE": "synthetic voice: tone:low",
    }
    tracks = [tuple(part.text for part in track) for track in root.iter("TRACK")]
    assert tracks == [("1", "1", "Left", "LEFT"), ("2", "2", "Right", "RIGHT")]
    assert root.findtext("TRACK_LIST/TRACK_COUNT") == "2"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**50))
def test_the_time_since_midnight_is_cut_in_halves_of_32_bits(count: int) -> None:
    root = ixml(time_reference=Samples(count))
    stem = "SPEED/TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_"
    assert int(root.findtext(stem + "HI", "")) << 32 | int(root.findtext(stem + "LO", "")) == count
    assert root.findtext("SPEED/TIMESTAMP_SAMPLE_RATE") == "48000"


def test_sync_points_count_beyond_32_bits() -> None:
    far = CuePoint(start=Samples(2**32 + 5), length=Samples(7), label="Z9 READER")
    (point,) = ixml(points=[far]).iter("SYNC_POINT")
    told = {part.tag.removeprefix("SYNC_POINT_"): part.text for part in point}
    assert (told["HIGH"], told["LOW"], told["EVENT_DURATION"]) == ("1", "5", "7")
    assert (told["TYPE"], told["COMMENT"]) == ("RELATIVE", "Z9 READER")


def test_loudness_that_is_unknown_is_left_out() -> None:
    assert ixml().find("LOUDNESS") is None
    silence = Loudness(
        integrated=SILENCE,
        range=Lu(0.0),
        true_peak=Dbtp(-70.126),
        max_momentary=SILENCE,
        max_short_term=Lufs(float("nan")),
    )
    told = {part.tag: part.text for part in ixml(loudness=silence).iterfind("LOUDNESS/*")}
    assert told == {"LOUDNESS_RANGE": "0.00", "MAX_TRUE_PEAK_LEVEL": "-70.13"}


def test_a_file_says_what_it_was_cut_from() -> None:
    told = {
        part.tag: part.text for part in ixml(parent_name="all.wav", parent_uid="06").iterfind("HISTORY/*")
    }
    assert told == {"ORIGINAL_FILENAME": "A3.wav", "PARENT_FILENAME": "all.wav", "PARENT_UID": "06"}
    assert [part.tag for part in ixml().iterfind("HISTORY/*")] == ["ORIGINAL_FILENAME"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(*[hostile.TEXT] * 5)
def test_it_is_xml_whatever_the_text(project: str, note: str, label: str, name: str, fact: str) -> None:
    point = CuePoint(start=Samples(0), length=Samples(0), label=label)
    root = ixml(project=project, note=note, file_name=name, points=[point], user={"TEXT": fact})
    assert (root.findtext("PROJECT") or "") == clean_text(project)
    assert (root.findtext("NOTE") or "") == clean_text(note)
    assert (root.findtext("USER/TEXT") or "") == clean_text(fact)

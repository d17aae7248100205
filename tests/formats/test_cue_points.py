import runpy
import struct
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.formats.bwf import header
from broadcast.formats.cue_points import CuePoint, cue_chunks, read_cue_points
from broadcast.formats.riff import clean_text
from broadcast.units import Samples

hostile = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("hostile.py"))))

PLACE = st.integers(0, 2**32 - 1).map(Samples)

POINTS = st.lists(st.builds(CuePoint, start=PLACE, length=PLACE, label=hostile.TEXT, note=hostile.TEXT))


def written(path: Path, points: list[CuePoint]) -> Path:
    path.write_bytes(header(Samples(4), cue_chunks(points)) + bytes(24))
    return path


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(POINTS)
def test_starts_and_lengths_come_back_to_the_sample(tmp_path: Path, points: list[CuePoint]) -> None:
    back = read_cue_points(written(tmp_path / "cues.wav", points))
    assert [(point.start, point.length) for point in back] == [(one.start, one.length) for one in points]
    assert all(len(point.label.encode()) < 250 and len(point.note.encode()) < 1000 for point in back)


def test_texts_come_back_cleaned(tmp_path: Path) -> None:
    start = Samples(7)
    points = [CuePoint(start=start, length=start, label=text, note=text) for text in hostile.WORST]
    for point, back in zip(points, read_cue_points(written(tmp_path / "cues.wav", points)), strict=True):
        if "“" not in point.label:  # whose typography is made plain
            assert clean_text(point.label).startswith(back.label)
            assert clean_text(point.note).startswith(back.note)


def test_a_point_beyond_32_bits_is_left_out_rather_than_wrong(tmp_path: Path) -> None:
    last = CuePoint(start=Samples(2**32 - 1), length=Samples(2**32 - 1), label="last")
    beyond = CuePoint(start=Samples(2**32), length=Samples(1), label="beyond")
    longer = CuePoint(start=Samples(0), length=Samples(2**32), label="longer")
    assert read_cue_points(written(tmp_path / "cues.wav", [last, beyond, longer])) == [last]
    assert cue_chunks([beyond, longer]) == []


def test_labels_stand_before_all_else_for_readers_that_stop_at_the_first_other() -> None:
    point = CuePoint(start=Samples(1), length=Samples(2), label="A1", note="in ... out")
    cue, adtl = cue_chunks([point, point])
    assert (cue.name, struct.unpack_from("<I", cue.body)) == (b"cue ", (2,))
    names = [adtl.body[at : at + 4] for at in (4, 20, 36, 64)]
    assert (adtl.body[:4], names) == (b"adtl", [b"labl", b"labl", b"ltxt", b"ltxt"])


def test_no_points_make_no_chunks(tmp_path: Path) -> None:
    assert cue_chunks([]) == []
    assert read_cue_points(written(tmp_path / "none.wav", [])) == []


@pytest.mark.parametrize(
    ("octets", "said"),
    [
        (b"ID3", "is no WAV file"),
        (b"RIFF\0\0\0\0WAVEcue \x04\0\0\0\x09\0\0\0", "has damaged cue points"),
        (b"RIFF\0\0\0\0WAVELIST\x08\0\0\0adtllabl", "has damaged cue points"),
    ],
)
def test_a_damaged_file_is_told(tmp_path: Path, octets: bytes, said: str) -> None:
    path = tmp_path / "damaged.wav"
    path.write_bytes(octets)
    with pytest.raises(ValueError, match=said):
        read_cue_points(path)

import struct
import wave
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import PackageError
from broadcast.formats.id3 import id3_tag
from broadcast.formats.mp3 import encode_with_lameenc
from broadcast.formats.tags import Tags
from broadcast.playback.mpeg import Frames, programme_frames
from broadcast.playback.package import Package
from broadcast.units import PROGRAMME_RATE, Samples

TAGS = Tags(
    title="Ferry", station="Radio Merrow", created=datetime(2031, 3, 4, tzinfo=UTC), language="eng",
    synthetic="synthetic voices", transcript="", chapters=(), rate_hz=PROGRAMME_RATE, loudness=None,
    software="broadcast",
)  # fmt: skip


def tone(path: Path, seconds: float = 2.0) -> Path:
    """A WAV of 48 kHz, 24 bit, stereo."""
    count = round(48_000 * seconds)
    steps = (2_000_000 * np.sin(2 * np.pi * 440 * np.arange(count) / 48_000)).astype("<i4")
    octets = np.repeat(steps, 2).view(np.uint8).reshape(-1, 4)[:, :3].tobytes()
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(3)
        sound.setframerate(48_000)
        sound.writeframes(octets)
    return path


@pytest.fixture(scope="module")
def mp3(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("lameenc")
    folder = tmp_path_factory.mktemp("mp3")
    wav, path = tone(folder / "ferry.wav"), folder / "ferry.mp3"
    with path.open("wb") as stream:
        stream.write(id3_tag(TAGS, Samples(96_000)))
        encode_with_lameenc(wav, Samples(96_000), stream)
    return path


def test_the_frames_are_those_of_the_sound_without_tag_and_length(mp3: Path) -> None:
    frames = Frames(mp3)
    assert (frames.rate_hz, frames.frame, frames.kbits, frames.channels) == (48_000, 1152, 128, 2)
    assert 96_000 <= frames.length <= 96_000 + 4 * 1152
    whole = frames.read(0, frames.count)
    assert len(whole) == 384 * frames.count
    assert whole[:2] == b"\xff\xfb"
    assert b"Info" not in whole
    assert b"TIT2" not in whole
    assert mp3.read_bytes().endswith(whole)


@given(cuts=st.lists(st.integers(-5, 200), min_size=1, max_size=8).map(sorted))
def test_stretches_join_to_the_whole(mp3: Path, cuts: list[int]) -> None:
    frames = Frames(mp3)
    places = [0, *cuts, frames.count]
    joined = b"".join(frames.read(*pair) for pair in pairwise(places))
    assert joined == frames.read(0, frames.count)


@pytest.mark.parametrize(
    ("bits", "length", "samples", "rate_hz", "channels"),
    [
        (0xFFFB9044, 417, 1152, 44_100, 2),  # MPEG 1, 128 kbit/s, 44.1 kHz
        (0xFFFB9244, 418, 1152, 44_100, 2),  # padded
        (0xFFF384C4, 192, 576, 24_000, 1),  # MPEG 2, 64 kbit/s, 24 kHz, mono
    ],
)
def test_frames_of_other_kinds_are_known(
    bits: int, length: int, samples: int, rate_hz: int, channels: int, tmp_path: Path
) -> None:
    path = tmp_path / "other.mp3"
    path.write_bytes(3 * struct.pack(">I", bits).ljust(length, b"\0"))
    frames = Frames(path)
    assert (frames.count, frames.frame, frames.rate_hz, frames.channels) == (3, samples, rate_hz, channels)
    assert len(frames.read(0, 3)) == 3 * length


@given(octets=st.binary(max_size=200))
def test_what_is_no_mp3_is_a_package_error_or_has_whole_frames(octets: bytes, tmp_path_factory) -> None:
    path = tmp_path_factory.mktemp("any") / "any.mp3"
    path.write_bytes(octets)
    try:
        frames = Frames(path)
    except PackageError:
        return
    assert frames.count >= 1


def test_a_file_that_is_not_there_is_a_package_error(tmp_path: Path) -> None:
    with pytest.raises(PackageError):
        Frames(tmp_path / "none.mp3")


def test_a_package_without_mp3_gets_one_for_the_time_being(runsheet, tmp_path: Path) -> None:
    package = Package(folder=tmp_path, wav=tone(tmp_path / "ferry.wav", 1.0), runsheet=runsheet)
    with programme_frames(package) as frames:
        assert 48_000 <= frames.length <= 48_000 + 4 * 1152
        made = frames.path
        assert made.parent != tmp_path
    assert not made.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["ferry.wav"]


def test_a_packages_own_mp3_is_taken(runsheet, tmp_path: Path, mp3: Path) -> None:
    (tmp_path / "ferry.mp3").write_bytes(mp3.read_bytes())
    package = Package(folder=tmp_path, wav=tone(tmp_path / "ferry.wav", 1.0), runsheet=runsheet)
    with programme_frames(package) as frames:
        assert frames.path == tmp_path / "ferry.mp3"

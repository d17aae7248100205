"""A seal goes into WAV and MP3 and beside others; the sound stays what it was."""

import os
import runpy
import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.formats.id3 import id3_tag
from broadcast.formats.mp3 import Mp3
from broadcast.formats.pcm import find_sound, read_frames
from broadcast.formats.seal import embed
from broadcast.formats.seal.embed import find_seal, seal_file
from broadcast.formats.seal.signer import Signer
from broadcast.formats.seal.store import Claim, build_store, signature_of
from broadcast.formats.tags import tags_of
from broadcast.units import Samples

HERE = Path(__file__)
studio = SimpleNamespace(**runpy.run_path(str(HERE.parents[1] / "studio.py")))
outsiders = SimpleNamespace(**runpy.run_path(str(HERE.parents[1] / "outsiders.py")))
CLAIM = Claim(title="Fire", generator=("broadcast", "0.1.0"), assertions={"org.example.x": {"a": 1}})


@pytest.fixture
def make(signer: Signer) -> embed.Maker:
    return partial(build_store, CLAIM, signer)


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    return studio.delivery(tmp_path).wav


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    (path,) = Mp3().write(studio.delivery(tmp_path))
    return path


def test_a_wav_file_grows_by_one_chunk_and_nothing_else_changes(wav: Path, make: embed.Maker) -> None:
    before = wav.read_bytes()
    assert find_seal(wav) is None
    assert seal_file(wav, make) == wav
    after = wav.read_bytes()
    assert after[8 : len(before)] == before[8:]
    assert struct.unpack("<I", after[4:8])[0] == len(after) - 8
    name, size = struct.unpack("<4sI", after[len(before) : len(before) + 8])
    assert (name, size) == (b"C2PA", len(after) - len(before) - 8)
    assert find_seal(wav) == after[len(before) + 8 :]
    assert find_sound(wav).length == 192_000
    assert b"".join(read_frames(wav)) == before[find_sound(wav).offset :]


def test_an_mp3_file_keeps_its_frames_and_its_sound(mp3: Path, make: embed.Maker) -> None:
    before = mp3.read_bytes()
    assert find_seal(mp3) is None
    assert seal_file(mp3, make) == mp3
    after = mp3.read_bytes()
    sound = before[before.index(b"\xff\xfb") :]
    assert after.endswith(sound)
    tag = len(before) - len(sound)
    assert after[10:tag] == before[10:tag]
    assert after[tag : tag + 4] == b"GEOB"
    assert [path.name for path in mp3.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("version", [3, 4])
def test_a_tag_with_padding_and_long_frames_is_read(tmp_path: Path, make: embed.Maker, version: int) -> None:
    path = tmp_path / "x.mp3"
    frame = (
        b"TIT2" + ((b"\0\0\x02\x2c") if version == 3 else b"\0\0\x04\x2c") + b"\0\0" + bytes([0]) + b"a" * 555
    )
    body = frame + bytes(100)
    path.write_bytes(
        b"ID3" + bytes([version, 0, 0, 0, 0, len(body) >> 7, len(body) & 127]) + body + b"\xff\xfbsound"
    )
    seal_file(path, make)
    assert find_seal(path)
    assert path.read_bytes()[10 : 10 + len(frame)] == frame
    assert path.read_bytes().endswith(b"\xff\xfbsound")


def rf64(octets: bytes) -> bytes:
    return b"RF64" + octets[4:]


def odd(octets: bytes) -> bytes:
    return octets + b"\0"


@pytest.mark.parametrize("change", [rf64, odd, lambda octets: b"OggS" + octets, lambda octets: b""])
def test_beside_other_files_stands_a_file_of_its_own(
    wav: Path, make: embed.Maker, change: Callable[[bytes], bytes]
) -> None:
    wav.write_bytes(change(wav.read_bytes()))
    before = wav.read_bytes()
    beside = seal_file(wav, make)
    assert beside.name == "port-ellmoor.wav.c2pa"
    assert wav.read_bytes() == before
    assert find_seal(wav) == beside.read_bytes()


def test_a_tag_that_is_written_in_another_way_is_left_alone(tmp_path: Path, make: embed.Maker) -> None:
    path = tmp_path / "x.mp3"
    path.write_bytes(
        b"ID3\x04\0\x80" + id3_tag(tags_of(studio.delivery(tmp_path)), Samples(192_000))[6:] + b"\xff\xfb"
    )
    assert seal_file(path, make).suffix == ".c2pa"


def test_a_wav_file_of_nearly_four_gigabytes_is_sealed_beside(
    wav: Path, make: embed.Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embed, "_U32_MAX", wav.stat().st_size + 500)
    assert seal_file(wav, make).suffix == ".c2pa"


def test_a_file_with_another_name_elsewhere_is_not_touched_there(wav: Path, make: embed.Maker) -> None:
    other = wav.with_name("other.wav")
    os.link(wav, other)
    before = other.read_bytes()
    seal_file(wav, make)
    assert other.read_bytes() == before
    assert find_seal(other) is None
    assert find_seal(wav) is not None


def test_a_full_disk_leaves_the_mp3_as_it_was(
    mp3: Path, make: embed.Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = mp3.read_bytes()
    monkeypatch.setattr(embed.shutil, "copyfileobj", full)
    with pytest.raises(OSError, match="No space"):
        seal_file(mp3, make)
    assert mp3.read_bytes() == before
    assert [path.name for path in mp3.parent.iterdir() if path.name.startswith(".")] == []


@given(octets=st.binary(max_size=60))
def test_no_octets_stop_the_search_for_a_seal(
    tmp_path_factory: pytest.TempPathFactory, octets: bytes
) -> None:
    path = tmp_path_factory.mktemp("x") / "x.wav"
    for head in (
        b"",
        b"ID3",
        b"ID3\x03",
        b"ID3\x04",
        b"RIFF\0\0\0\0WAVE",
        b"ID3\x03\0\0\0\0\x01\0",
        b"ID3\x04\0\0\0\0\x01\0",
    ):
        path.write_bytes(head + octets)
        found = find_seal(path)
        assert found is None or isinstance(signature_of(found), bytes)


@pytest.mark.outsider
def test_outsiders_read_sealed_files_without_a_word(wav: Path, mp3: Path, make: embed.Maker) -> None:
    heard = {
        path: outsiders.said_by("ffmpeg", "-v", "warning", "-i", path, "-f", "md5", "-")
        for path in (wav, mp3)
    }
    for path in (wav, mp3):
        seal_file(path, make)
        said = outsiders.said_by("ffmpeg", "-v", "warning", "-i", path, "-f", "md5", "-")
        assert said == heard[path]
        assert "MD5=" in said
        assert outsiders.said_by("ffprobe", "-v", "warning", path) == ""
        assert "Duration" in outsiders.said_by("mediainfo", path)
    assert "Fire at Port Ellmoor" in outsiders.said_by("sndfile-info", "--broadcast", wav)
    assert "Frames      : 192000" in outsiders.said_by("sndfile-info", wav)


@pytest.mark.outsider
def test_mp3val_finds_nothing_wrong_with_a_sealed_file(mp3: Path, make: embed.Maker) -> None:
    seal_file(mp3, make)
    said = outsiders.said_by("mp3val", mp3)
    assert "WARNING" not in said
    assert "+ID3v2, CBR" in said

import errno
import importlib.util
import io
import json
import runpy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3

from broadcast.errors import PackageError, StoppedError
from broadcast.formats.exporter import Choices, Exporter
from broadcast.formats.mp3 import RATE_CODES, Mp3, encode_with_lameenc, encode_with_libsndfile, info_frame
from broadcast.formats.pcm import find_sound
from broadcast.settings import MP3_KBITS

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

Encode = Callable[..., None]

LENGTH = 100_001


def by_lameenc(wav: Path, stream: BinaryIO, kbits: int = 128) -> None:
    pytest.importorskip("lameenc", reason="lameenc is not installed; libsndfile encodes")
    encode_with_lameenc(wav, find_sound(wav).length, stream, kbits)


ENCODERS = [by_lameenc, encode_with_libsndfile]


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    return studio.delivery(tmp_path, studio.sound(LENGTH)).wav


@pytest.mark.parametrize("encode", ENCODERS)
def test_every_frame_has_the_same_size(wav: Path, encode: Encode) -> None:
    stream = io.BytesIO(b"tag")
    stream.seek(3)
    encode(wav, stream)
    octets = stream.getvalue()
    assert octets.startswith(b"tag\xff\xfb\x94")  # MPEG 1 layer III, 128 kbit/s, 48 kHz
    assert (len(octets) - 3) % 384 == 0
    assert all(octets[place : place + 3] == b"\xff\xfb\x94" for place in range(3, len(octets), 384))
    assert b"Info" in octets[3:387]


@pytest.mark.parametrize("encode", ENCODERS)
def test_the_sound_stands_where_it_stood(wav: Path, tmp_path: Path, encode: Encode) -> None:
    path = tmp_path / "heard.mp3"
    with path.open("wb") as stream:
        encode(wav, stream)
    heard, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    meant = studio.sound(LENGTH)
    assert rate_hz == 48_000
    assert heard.shape == (LENGTH, 2)
    spectrum = np.fft.rfft(heard[:, 0]) * np.conj(np.fft.rfft(meant))
    assert int(np.argmax(np.fft.irfft(spectrum, LENGTH))) == 0


class FullOnWrite(io.BytesIO):
    """A file on a full disk."""

    def write(self, octets: object) -> int:
        if self.tell() > 5000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(octets)  # type: ignore[arg-type]


class FullOnSeek(io.BytesIO):
    """A file on a full disk that notices when it must empty its buffer."""

    def seek(self, offset: int, whence: int = 0) -> int:
        if self.tell() > 5000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().seek(offset, whence)


@pytest.mark.parametrize("encode", ENCODERS)
@pytest.mark.parametrize("disk", [FullOnWrite, FullOnSeek])
def test_a_full_disk_ends_the_encoding_without_a_word_on_the_screen(
    wav: Path, encode: Encode, disk: type[io.BytesIO], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(OSError, match="No space left"):
        encode(wav, disk())
    assert capfd.readouterr() == ("", "")


def test_an_encoder_that_refuses_is_told(wav: Path) -> None:
    with pytest.raises(PackageError, match="the MP3 encoder failed"):
        encode_with_libsndfile(wav, io.BytesIO(), 4000)


def without_lameenc(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "lameenc" else find(name, *rest)
    )


def test_soundfile_encodes_where_lameenc_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_lameenc(monkeypatch)
    (path,) = Mp3().write(studio.delivery(tmp_path))
    assert soundfile.info(path).frames == 192_000


def test_the_exporter_writes_one_file_and_keeps_dots_in_its_name(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    assert isinstance(Mp3(), Exporter)
    (path,) = Mp3().write(delivery)
    assert path == tmp_path / "port-ellmoor.mp3"
    assert soundfile.info(path).duration == 4.0


# the Info frame of a LAME file is known by these places
@given(st.integers(0, 4095 + 576))
def test_the_info_frame_gives_back_the_exact_length(over: int) -> None:
    frames = 100
    length = frames * 1152 - 576 - over
    octets = info_frame(frames, length)
    delay_and_padding = int.from_bytes(octets[177:180], "big")
    assert len(octets) == 384
    assert octets[36:40] == b"Info"
    assert octets[156:160] == b"LAME"
    assert delay_and_padding >> 12 == 576
    assert delay_and_padding & 0xFFF == min(over, 4095)
    assert octets[44:52] == (frames).to_bytes(4, "big") + ((frames + 1) * 384).to_bytes(4, "big")


def test_a_station_chooses_among_the_rates_that_a_frame_can_tell() -> None:
    assert set(MP3_KBITS) == set(RATE_CODES)


@pytest.mark.parametrize("kbits", MP3_KBITS)
@pytest.mark.parametrize("encode", ENCODERS)
def test_a_chosen_bit_rate_is_kept_by_every_frame(wav: Path, encode: Encode, kbits: int) -> None:
    stream = io.BytesIO()
    encode(wav, stream, kbits)
    octets = stream.getvalue()
    size, header = 3 * kbits, bytes((0xFF, 0xFB, RATE_CODES[kbits] << 4 | 4))
    assert len(octets) % size == 0
    assert all(octets[place : place + 3] == header for place in range(0, len(octets), size))
    assert soundfile.info(io.BytesIO(octets)).frames == LENGTH


def test_a_stranger_reads_tags_and_chapters(tmp_path: Path) -> None:
    (path,) = Mp3().write(studio.delivery(tmp_path))
    tag = ID3(path)
    assert str(tag["TIT2"]) == studio.HEADLINE
    assert str(tag["COMM::eng"]) == "synthetic voices: tone:high, tone:low, tone:middle"
    found = [tag[f"CHAP:{name}"] for name in tag["CTOC:toc"].child_element_ids]
    assert [(one.start_time, one.end_time, str(one.sub_frames["TIT2"])) for one in found] == [
        (0, 2000, "The fire at"),
        (2000, 3250, "Mira Olsthoorn, harbour master"),
        (3250, 4000, "The fire at"),
    ]


def test_a_package_that_is_given_up_leaves_no_file(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    delivery.stopped.set()
    with pytest.raises(StoppedError):
        Mp3().write(delivery)
    assert not (tmp_path / "port-ellmoor.mp3").exists()


@pytest.mark.outsider
@pytest.mark.parametrize("kbits", MP3_KBITS)
@pytest.mark.parametrize("fast", [True, False])
def test_mp3val_finds_no_fault(
    tmp_path: Path, kbits: int, fast: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not fast:
        without_lameenc(monkeypatch)
    delivery = replace(studio.delivery(tmp_path, studio.sound(LENGTH)), choices=Choices(mp3_kbits=kbits))
    (path,) = Mp3().write(studio.worded(delivery, studio.NASTY))
    said = outsiders.said_by("mp3val", path)
    assert "WARNING" not in said
    assert "ERROR" not in said
    assert "(MPEG 1 Layer III), +ID3v2, CBR" in said


@pytest.mark.outsider
def test_ffprobe_reads_rate_length_tags_and_chapters(tmp_path: Path) -> None:
    (path,) = Mp3().write(studio.delivery(tmp_path))
    said = json.loads(
        outsiders.said_by(
            "ffprobe", "-v", "warning", "-show_streams", "-show_format", "-show_chapters", "-of", "json", path
        )
    )
    assert [(one["start"], one["tags"]["title"]) for one in said["chapters"]] == [
        (0, "The fire at"),
        (2000, "Mira Olsthoorn, harbour master"),
        (3250, "The fire at"),
    ]
    (stream,) = said["streams"]
    assert (stream["codec_name"], stream["sample_rate"], stream["channels"]) == ("mp3", "48000", 2)
    assert stream["bit_rate"] == "128000"
    tags = said["format"]["tags"]
    assert tags["title"] == studio.HEADLINE
    assert tags["artist"] == "Radio Ellmoor"
    assert tags["comment"] == "synthetic voices: tone:high, tone:low, tone:middle"


@pytest.mark.outsider
def test_ffmpeg_decodes_exactly_the_programme(tmp_path: Path) -> None:
    (path,) = Mp3().write(studio.delivery(tmp_path, studio.sound(LENGTH)))
    raw = tmp_path / "heard.raw"
    said = outsiders.said_by("ffmpeg", "-v", "warning", "-i", path, "-f", "s16le", raw)
    assert said == ""
    assert raw.stat().st_size == LENGTH * 4


@pytest.mark.outsider
def test_mediainfo_calls_it_constant_joint_stereo(tmp_path: Path) -> None:
    (path,) = Mp3().write(studio.delivery(tmp_path))
    said = outsiders.said_by("mediainfo", path)
    assert "Constant" in said
    assert "Joint stereo" in said
    assert studio.HEADLINE in said

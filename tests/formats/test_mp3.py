import errno
import importlib.util
import io
import json
import runpy
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import PackageError
from broadcast.formats import mp3
from broadcast.formats.exporter import Exporter
from broadcast.formats.mp3 import Mp3, encode_with_lameenc, encode_with_libsndfile, id3_tag, info_frame
from broadcast.formats.pcm import find_sound

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

Encode = Callable[[Path, BinaryIO], None]

LENGTH = 100_001


def by_lameenc(wav: Path, stream: BinaryIO) -> None:
    pytest.importorskip("lameenc", reason="lameenc is not installed; libsndfile encodes")
    encode_with_lameenc(wav, find_sound(wav).length, stream)


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


def test_an_encoder_that_refuses_is_told(wav: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mp3, "_LIBSNDFILE_LEVEL", 7.0)
    with pytest.raises(PackageError, match="the MP3 encoder failed"):
        encode_with_libsndfile(wav, io.BytesIO())


def test_soundfile_encodes_where_lameenc_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "lameenc" else find(name, *rest)
    )
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


@given(st.text(max_size=300), st.text(max_size=300))
def test_the_tag_is_as_long_as_it_says(title: str, comment: str) -> None:
    tag = id3_tag({"TIT2": title, "TALB": ""}, comment)
    size = tag[6] << 21 | tag[7] << 14 | tag[8] << 7 | tag[9]
    assert tag[:6] == b"ID3\x03\x00\x00"
    assert len(tag) == 10 + size
    assert max(tag[6:10]) < 0x80
    assert b"TALB" not in tag[:14]


@pytest.mark.outsider
def test_ffprobe_reads_rate_length_and_tags(tmp_path: Path) -> None:
    (path,) = Mp3().write(studio.delivery(tmp_path))
    said = json.loads(
        outsiders.said_by("ffprobe", "-v", "warning", "-show_streams", "-show_format", "-of", "json", path)
    )
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

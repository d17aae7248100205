import errno
import io
import runpy
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from broadcast.errors import PackageError, StoppedError
from broadcast.formats.pcm import read_blocks
from broadcast.formats.sndfile import encode

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))

FLAC = {"format": "FLAC", "subtype": "PCM_24"}
OPUS = {"format": "OGG", "subtype": "OPUS"}


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    return studio.delivery(tmp_path, studio.sound(400_000)).wav


def test_what_stands_before_in_the_stream_is_left_alone(wav: Path) -> None:
    stream = io.BytesIO(b"tag")
    stream.seek(3)
    encode(wav, stream, **FLAC)
    assert stream.getvalue().startswith(b"tagfLaC")


def test_24_bits_go_through_bit_by_bit(wav: Path) -> None:
    stream = io.BytesIO()
    encode(wav, stream, **FLAC)
    heard, _ = soundfile.read(io.BytesIO(stream.getvalue()), dtype="float32", always_2d=True)
    assert np.array_equal(heard, np.concatenate(list(read_blocks(wav))))


@pytest.mark.parametrize("how", [FLAC, OPUS])
def test_a_full_disk_ends_the_encoding_without_a_word_on_the_screen(
    wav: Path, how: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    class Full(io.BytesIO):
        def write(self, octets: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        encode(wav, Full(), **how)
    assert capfd.readouterr() == ("", "")


def test_a_package_that_is_given_up_stops_the_encoder(wav: Path) -> None:
    stopped = Event()
    stopped.set()
    with pytest.raises(StoppedError):
        encode(wav, io.BytesIO(), stopped, **FLAC)


def test_a_format_that_libsndfile_lacks_is_told(wav: Path) -> None:
    with pytest.raises(PackageError, match="the OPUS encoder failed"):
        encode(wav, io.BytesIO(), format="OGG", subtype="OPUS", compression_level=9.0)

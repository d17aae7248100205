import json
import runpy
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from broadcast.formats.exporter import Exporter
from broadcast.formats.mp2 import Mp2

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

pytestmark = pytest.mark.outsider

LENGTH = 200_001
FRAME_BYTES = 768  # 144 * 256,000 / 48,000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    outsiders.need("ffmpeg")
    (written,) = Mp2().write(studio.delivery(tmp_path, studio.vowels(LENGTH)))
    return written


def test_the_exporter_writes_one_file_that_is_not_in_the_default_set(path: Path) -> None:
    assert isinstance(Mp2(), Exporter)
    assert not Mp2().default
    assert path.name == "port-ellmoor.mp2"


def test_it_is_frames_of_one_size_and_nothing_else(path: Path) -> None:
    octets = path.read_bytes()
    assert len(octets) % FRAME_BYTES == 0
    # MPEG 1 layer II, no sum, 256 kbit/s, 48 kHz
    assert all(octets[at : at + 3] == b"\xff\xfd\xc4" for at in range(0, len(octets), FRAME_BYTES))


def test_ffprobe_and_mp3val_call_it_layer_2_of_a_constant_bit_rate(path: Path) -> None:
    said = json.loads(outsiders.said_by("ffprobe", "-v", "warning", "-show_streams", "-of", "json", path))
    (stream,) = said["streams"]
    assert (stream["codec_name"], stream["sample_rate"], stream["bit_rate"]) == ("mp2", "48000", "256000")
    assert "(MPEG 1 Layer II), no tags, CBR" in outsiders.said_by("mp3val", path)


def test_the_sound_begins_with_the_encoders_delay_and_ends_with_its_frame(path: Path) -> None:
    raw = path.with_name("heard.raw")
    outsiders.said_by("ffmpeg", "-v", "warning", "-i", path, "-f", "f32le", raw)
    heard = np.fromfile(raw, "<f4").reshape(-1, 2)[:, 0]
    assert LENGTH + 481 <= len(heard) < LENGTH + 481 + 1152
    meant = np.zeros(len(heard))
    meant[:LENGTH] = studio.vowels(LENGTH)
    spectrum = np.fft.rfft(heard) * np.conj(np.fft.rfft(meant))
    assert int(np.argmax(np.fft.irfft(spectrum, len(heard)))) == 481
    assert studio.likeness(heard[481 : 481 + LENGTH], studio.vowels(LENGTH)) > 0.99

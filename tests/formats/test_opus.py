import json
import runpy
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile
from mutagen.oggopus import OggOpus

from broadcast.formats.exporter import Exporter
from broadcast.formats.opus import Opus
from broadcast.formats.tags import tags_of

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

LENGTH = 200_001


def test_the_exporter_writes_one_file_that_is_not_in_the_default_set(tmp_path: Path) -> None:
    assert isinstance(Opus(), Exporter)
    assert not Opus().default
    assert Opus().lacking() == ""
    assert Opus().write(studio.delivery(tmp_path)) == [tmp_path / "port-ellmoor.opus"]


def test_the_sound_stands_where_it_stood_to_the_sample(tmp_path: Path) -> None:
    meant = studio.vowels(LENGTH)
    (path,) = Opus().write(studio.delivery(tmp_path, meant))
    heard, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    assert rate_hz == 48_000
    assert heard.shape == (LENGTH, 2)
    spectrum = np.fft.rfft(heard[:, 0]) * np.conj(np.fft.rfft(meant))
    assert int(np.argmax(np.fft.irfft(spectrum, LENGTH))) == 0
    assert studio.likeness(heard[:, 0], meant) > 0.98


def test_a_stranger_reads_tags_and_chapters(tmp_path: Path) -> None:
    (path,) = Opus().write(studio.delivery(tmp_path))
    read = OggOpus(path)
    assert read["TITLE"] == [studio.HEADLINE]
    assert read["COMMENT"] == ["synthetic voices: tone:high, tone:low, tone:middle"]
    assert read["CHAPTER001"] == ["00:00:02.000"]
    assert read["CHAPTER001NAME"] == ["Mira Olsthoorn, harbour master"]
    assert read["R128_TRACK_GAIN"] == ["10"]  # 0.04 dB up from -23.04 LUFS, in steps of 1/256 dB
    assert read.info.length == pytest.approx(4.0, abs=1e-6)


def test_the_same_programme_gives_the_same_file(tmp_path: Path) -> None:
    delivery = studio.delivery(tmp_path)
    (path,) = Opus().write(delivery)
    once = path.read_bytes()
    Opus().write(delivery)
    assert path.read_bytes() == once


def test_no_text_breaks_the_tags(tmp_path: Path) -> None:
    delivery = studio.worded(studio.delivery(tmp_path), studio.NASTY * 300)
    (path,) = Opus().write(delivery)
    read = OggOpus(path)
    assert read["TITLE"] == [tags_of(delivery).title]
    assert read["LYRICS"] == [tags_of(delivery).transcript]
    assert soundfile.info(path).frames == 192_000


@pytest.mark.outsider
def test_ffprobe_finds_no_fault_and_the_chapters(tmp_path: Path) -> None:
    (path,) = Opus().write(studio.delivery(tmp_path))
    said = json.loads(
        outsiders.said_by("ffprobe", "-v", "warning", "-show_streams", "-show_chapters", "-of", "json", path)
    )
    (stream,) = said["streams"]
    assert (stream["codec_name"], stream["channels"]) == ("opus", 2)
    assert [(one["start"], one["tags"]["title"]) for one in said["chapters"]] == [
        (0, "The fire at"),
        (2000, "Mira Olsthoorn, harbour master"),
        (3250, "The fire at"),
    ]


@pytest.mark.outsider
def test_ffmpeg_decodes_exactly_the_programme_and_sees_every_sum_right(tmp_path: Path) -> None:
    (path,) = Opus().write(studio.worded(studio.delivery(tmp_path, studio.sound(LENGTH)), "x" * 70_000))
    raw = tmp_path / "heard.raw"
    said = outsiders.said_by(
        "ffmpeg", "-v", "warning", "-err_detect", "crccheck", "-i", path, "-f", "s16le", raw
    )
    assert said == ""
    assert raw.stat().st_size == LENGTH * 4

import json
import runpy
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile
from mutagen.flac import FLAC, Padding

from broadcast.formats.exporter import Exporter
from broadcast.formats.flac import Flac
from broadcast.formats.pcm import read_blocks
from broadcast.formats.tags import tags_of

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))


def test_the_exporter_writes_one_file_that_is_not_in_the_default_set(tmp_path: Path) -> None:
    assert isinstance(Flac(), Exporter)
    assert not Flac().default
    assert Flac().lacking() == ""
    assert Flac().write(studio.delivery(tmp_path)) == [tmp_path / "port-ellmoor.flac"]


@pytest.mark.parametrize("length", [1, 4096, 200_001])
def test_every_bit_of_the_sound_comes_back(tmp_path: Path, length: int) -> None:
    delivery = studio.delivery(tmp_path, studio.sound(length))
    (path,) = Flac().write(delivery)
    heard, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    assert rate_hz == 48_000
    assert soundfile.info(path).subtype == "PCM_24"
    assert np.array_equal(heard, np.concatenate(list(read_blocks(delivery.wav))))


def test_a_stranger_reads_tags_and_chapters(tmp_path: Path) -> None:
    (path,) = Flac().write(studio.delivery(tmp_path))
    read = FLAC(path)
    assert read["TITLE"] == [studio.HEADLINE]
    assert read["COMMENT"] == ["synthetic voices: tone:high, tone:low, tone:middle"]
    assert read["CHAPTER001"] == ["00:00:02.000"]
    assert read["CHAPTER001NAME"] == ["Mira Olsthoorn, harbour master"]
    assert read["REPLAYGAIN_TRACK_GAIN"] == ["+5.04 dB"]
    assert read.info.total_samples == 192_000
    assert read.info.bits_per_sample == 24


def test_a_station_may_add_tags_without_the_file_being_written_anew(tmp_path: Path) -> None:
    (path,) = Flac().write(studio.delivery(tmp_path))
    size = path.stat().st_size
    read = FLAC(path)
    assert isinstance(read.metadata_blocks[-1], Padding)
    assert read.metadata_blocks[-1].length >= 1024
    read["TRACKNUMBER"] = "1"
    read.save(padding=lambda info: info.get_default_padding())
    assert path.stat().st_size == size


def test_what_is_spare_is_empty(tmp_path: Path) -> None:
    (path,) = Flac().write(studio.delivery(tmp_path))
    octets = path.read_bytes()
    padding = FLAC(path).metadata_blocks[-1].length
    sound = octets.index(b"\xff\xf8")
    assert octets[sound - padding : sound] == bytes(padding)


def test_no_text_breaks_the_tags(tmp_path: Path) -> None:
    delivery = studio.worded(studio.delivery(tmp_path), studio.NASTY * 300)
    (path,) = Flac().write(delivery)
    read = FLAC(path)
    assert read["TITLE"] == [tags_of(delivery).title]
    assert read["LYRICS"] == [tags_of(delivery).transcript]
    assert soundfile.info(path).frames == 192_000


@pytest.mark.outsider
def test_the_reference_decoder_finds_the_sum_of_the_sound_right(tmp_path: Path) -> None:
    (path,) = Flac().write(studio.delivery(tmp_path))
    outsiders.said_by("flac", "-t", "-s", "-w", path)


@pytest.mark.outsider
def test_ffprobe_finds_no_fault_and_the_chapters(tmp_path: Path) -> None:
    (path,) = Flac().write(studio.delivery(tmp_path))
    said = json.loads(
        outsiders.said_by("ffprobe", "-v", "warning", "-show_streams", "-show_chapters", "-of", "json", path)
    )
    (stream,) = said["streams"]
    assert (stream["codec_name"], stream["duration_ts"], stream["bits_per_raw_sample"]) == (
        "flac",
        192_000,
        "24",
    )
    assert [(one["start"], one["tags"]["title"]) for one in said["chapters"]] == [
        (0, "The fire at"),
        (2000, "Mira Olsthoorn, harbour master"),
        (3250, "The fire at"),
    ]

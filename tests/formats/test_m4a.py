import json
import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.mp4 import MP4

from broadcast.formats.exporter import Delivery, Exporter
from broadcast.formats.m4a import M4a, metadata
from broadcast.formats.tags import tags_of

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

LENGTH = 200_001


def probed(path: Path) -> dict[str, list[dict[str, object]]]:
    parts = ("-show_streams", "-show_chapters", "-show_format")
    return json.loads(outsiders.said_by("ffprobe", "-v", "error", *parts, "-of", "json", path))


def test_chapters_are_told_to_the_sample(tmp_path: Path) -> None:
    told = metadata(tags_of(studio.delivery(tmp_path)))
    assert told.startswith(";FFMETADATA1\ntitle=")
    assert (
        "[CHAPTER]\nTIMEBASE=1/48000\nSTART=96000\nEND=156000\ntitle=Mira Olsthoorn, harbour master\n" in told
    )


@given(text=st.text(max_size=400))
def test_no_text_is_taken_for_a_field_of_its_own(text: str) -> None:
    plain = Delivery(
        programme=studio.programme(), runsheet=studio.runsheet(), folder=Path(), stem="s", wav=Path()
    )
    told = metadata(tags_of(studio.worded(plain, text)))
    assert "\0" not in told
    unescaped = re.sub(r"\\.", "", told, flags=re.DOTALL)
    assert unescaped.count("\n[CHAPTER]\n") == 3
    assert unescaped.count("\nSTART=") == 3


@pytest.mark.outsider
def test_the_exporter_writes_one_file_that_is_not_in_the_default_set(tmp_path: Path) -> None:
    outsiders.need("ffmpeg")
    assert isinstance(M4a(), Exporter)
    assert not M4a().default
    assert M4a().lacking() == ""
    assert M4a().write(studio.delivery(tmp_path)) == [tmp_path / "port-ellmoor.m4a"]


@pytest.mark.outsider
def test_a_stranger_reads_tags_and_chapters(tmp_path: Path) -> None:
    outsiders.need("ffmpeg")
    (path,) = M4a().write(studio.delivery(tmp_path))
    read = MP4(path)
    assert read["\xa9nam"] == [studio.HEADLINE]
    assert read["\xa9ART"] == ["Radio Ellmoor"]
    assert read["\xa9cmt"] == ["synthetic voices: tone:high, tone:low, tone:middle"]
    assert read["\xa9too"][0].startswith("broadcast")
    assert [(chapter.start, chapter.title) for chapter in read.chapters] == [
        (0.0, "The fire at"),
        (2.0, "Mira Olsthoorn, harbour master"),
        (3.25, "The fire at"),
    ]


@pytest.mark.outsider
def test_it_lasts_as_long_as_the_programme_and_can_be_played_while_it_loads(tmp_path: Path) -> None:
    outsiders.need("ffmpeg")
    (path,) = M4a().write(studio.delivery(tmp_path, studio.sound(LENGTH)))
    stream = probed(path)["streams"][0]
    assert (stream["codec_name"], stream["profile"], stream["sample_rate"]) == ("aac", "LC", "48000")
    assert (stream["start_pts"], stream["duration_ts"]) == (0, LENGTH)
    octets = path.read_bytes()
    assert octets.index(b"moov") < octets.index(b"mdat")


@pytest.mark.outsider
def test_ffprobe_finds_the_chapters_to_the_sample(tmp_path: Path) -> None:
    outsiders.need("ffmpeg")
    (path,) = M4a().write(studio.delivery(tmp_path))
    assert [(one["start"], one["end"]) for one in probed(path)["chapters"]] == [
        (0, 96_000),
        (96_000, 156_000),
        (156_000, 192_000),
    ]


@pytest.mark.outsider
def test_the_sound_stands_where_it_stood(tmp_path: Path) -> None:
    meant = studio.vowels(LENGTH)
    (path,) = M4a().write(studio.delivery(tmp_path, meant))
    raw = tmp_path / "heard.raw"
    outsiders.said_by("ffmpeg", "-v", "fatal", "-i", path, "-map", "0:a", "-f", "f32le", raw)
    heard = np.fromfile(raw, "<f4").reshape(-1, 2)
    assert LENGTH <= len(heard) < LENGTH + 1024  # FFmpeg plays the last frame to its end
    spectrum = np.fft.rfft(heard[:LENGTH, 0]) * np.conj(np.fft.rfft(meant))
    assert int(np.argmax(np.fft.irfft(spectrum, LENGTH))) == 0
    assert studio.likeness(heard[:LENGTH, 0], meant) > 0.99


@pytest.mark.outsider
@pytest.mark.parametrize("text", [studio.NASTY * 30, "back\\", "\\=\\\\", "#;="])
def test_no_text_breaks_the_tags(tmp_path: Path, text: str) -> None:
    outsiders.need("ffmpeg")
    delivery = studio.worded(studio.delivery(tmp_path), text)
    (path,) = M4a().write(delivery)
    tags = tags_of(delivery)
    read = MP4(path)
    assert read["\xa9nam"][0].rstrip() == tags.title
    assert read["\xa9lyr"][0].rstrip() == tags.transcript
    assert [chapter.title.rstrip() for chapter in read.chapters] == [
        one.title.encode()[:255].decode(errors="ignore") for one in tags.chapters
    ]


@pytest.mark.outsider
def test_the_same_programme_gives_the_same_file(tmp_path: Path) -> None:
    outsiders.need("ffmpeg")
    delivery = studio.delivery(tmp_path)
    (path,) = M4a().write(delivery)
    once = path.read_bytes()
    M4a().write(delivery)
    assert path.read_bytes() == once

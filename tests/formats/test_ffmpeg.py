import errno
import os
import runpy
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Timer
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import PackageError, StoppedError
from broadcast.formats import ffmpeg

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

Stand = Callable[[str], None]


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stand:
    """A program in the place of ffmpeg: lines of shell, `$out` the file asked for."""
    if sys.platform == "win32":
        pytest.skip("the stand-in is a shell script")
    folder = tmp_path / "bin"
    folder.mkdir()

    def make(lines: str) -> None:
        program = folder / "ffmpeg"
        program.write_text(f'#!/bin/sh\nfor last; do :; done\nout="${{last#file:}}"\n{lines}\n')
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    return make


def test_a_machine_without_ffmpeg_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "no ffmpeg is found" in ffmpeg.lacking("mp2")
    with pytest.raises(PackageError, match="ffmpeg cannot be started"):
        ffmpeg.encode(studio.delivery(tmp_path), ".mp2", [])


def test_its_own_words_are_told_and_nothing_is_left(tmp_path: Path, stand_in: Stand) -> None:
    stand_in('echo half > "$out"; echo "Unknown encoder \'aac\'" >&2; exit 1')
    with pytest.raises(PackageError, match="ffmpeg failed: Unknown encoder 'aac'"):
        ffmpeg.encode(studio.delivery(tmp_path), ".m4a", [])
    assert not (tmp_path / "port-ellmoor.m4a").exists()


def test_a_full_disk_is_told_as_one(tmp_path: Path, stand_in: Stand) -> None:
    stand_in('echo "av_interleaved_write_frame(): No space left on device" >&2; exit 1')
    with pytest.raises(OSError, match="No space left") as told:
        ffmpeg.encode(studio.delivery(tmp_path), ".m4a", [])
    assert told.value.errno == errno.ENOSPC


def test_an_encoder_that_wrote_nothing_is_told(tmp_path: Path, stand_in: Stand) -> None:
    stand_in("exit 0")
    with pytest.raises(PackageError, match=r"ffmpeg wrote no 'port-ellmoor\.m4a'"):
        ffmpeg.encode(studio.delivery(tmp_path), ".m4a", [])


def test_a_package_that_is_given_up_stops_it(tmp_path: Path, stand_in: Stand) -> None:
    stand_in('echo half > "$out"; exec sleep 60')
    delivery = replace(studio.delivery(tmp_path), stopped=Event())
    timer = Timer(0.3, delivery.stopped.set)
    timer.start()
    with pytest.raises(StoppedError):
        ffmpeg.encode(delivery, ".m4a", [], "tags" * 100_000)
    timer.join()
    assert not (tmp_path / "port-ellmoor.m4a").exists()


def test_it_may_not_take_for_ever(tmp_path: Path, stand_in: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in("exec sleep 60")
    monkeypatch.setattr(ffmpeg, "_START_S", -10)
    with pytest.raises(PackageError, match="ffmpeg took too long"):
        ffmpeg.encode(studio.delivery(tmp_path), ".m4a", [])


def test_an_ffmpeg_without_the_encoder_is_told_before_it_is_needed(stand_in: Stand) -> None:
    stand_in('echo "Encoder mp2 [MP2 (MPEG audio layer 2)]:"')
    assert ffmpeg.lacking("mp2") == ""
    assert "has no encoder 'aac'" in ffmpeg.lacking("aac")


def test_an_option_is_known_by_the_help_of_the_muxer(stand_in: Stand) -> None:
    stand_in('echo "  -movie_timescale   <int>        E..... set movie timescale"')
    assert ffmpeg.muxer_knows("ipod", "movie_timescale")
    assert not ffmpeg.muxer_knows("ipod", "movie")


@given(st.text())
def test_what_has_a_meaning_in_an_ffmetadata_file_is_escaped(text: str) -> None:
    told = ffmpeg.escaped(text)
    read = []
    signs = iter(told)
    for sign in signs:
        assert sign not in "=;#\n"
        read.append(next(signs) if sign == "\\" else sign)
    assert "".join(read).removesuffix(" ") == text.replace("\0", "").removesuffix(" ")
    assert not told.endswith("\\")


@pytest.mark.outsider
def test_a_damaged_programme_is_told_in_the_words_of_ffmpeg(tmp_path: Path) -> None:
    outsiders.need("ffmpeg")
    delivery = studio.delivery(tmp_path)
    delivery.wav.write_bytes(b"RIFF")
    with pytest.raises(PackageError, match=r"ffmpeg failed: .*Invalid data"):
        ffmpeg.encode(delivery, ".mp2", ["-c:a", "mp2", "-f", "mp2"])
    assert not (tmp_path / "port-ellmoor.mp2").exists()

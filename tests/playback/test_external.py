import os
import sys
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from broadcast.errors import PlaybackError
from broadcast.playback.external import CommandLauncher, External, Winsound, find_launcher, write_rest
from broadcast.playback.recording import Recording
from broadcast.units import Samples

RATE = 48_000


@pytest.fixture
def recording(write_wav: Callable[..., Path]) -> Iterator[Recording]:
    with Recording(write_wav(3 * RATE)) as opened:
        yield opened


class FakeLauncher:
    """Notes what it was told; runs until told otherwise."""

    name = "fake"

    def __init__(self) -> None:
        self.frames: list[int] = []
        self.on = False

    def launch(self, path: Path) -> None:
        with wave.open(str(path)) as rest:
            self.frames.append(rest.getnframes())
        self.on = True

    def stop(self) -> None:
        self.on = False

    def running(self) -> bool:
        return self.on


@pytest.mark.parametrize("width", [2, 3, 4])
@pytest.mark.parametrize("at", [0, 1, RATE, 3 * RATE - 1, 3 * RATE])
def test_the_rest_is_the_upper_sixteen_bits_of_what_is_still_to_be_heard(
    write_wav: Callable[..., Path], tmp_path: Path, width: int, at: int
) -> None:
    with Recording(write_wav(3 * RATE, width=width)) as recording:
        write_rest(recording, Samples(at), tmp_path / "rest.wav")
        whole = np.frombuffer(recording.read(Samples(at), 4 * RATE), np.uint8).reshape(-1, width)
    with wave.open(str(tmp_path / "rest.wav")) as rest:
        assert (rest.getframerate(), rest.getnchannels(), rest.getsampwidth()) == (RATE, 2, 2)
        assert rest.readframes(4 * RATE) == whole[:, width - 2 :].tobytes()


def test_each_start_plays_what_is_left_from_there(recording: Recording, now: Any) -> None:
    launcher = FakeLauncher()
    output = External(recording, launcher, now)
    output.start(Samples(0))
    output.start(Samples(RATE))
    assert launcher.frames == [3 * RATE, 2 * RATE]
    assert output.position() == RATE
    output.pause()
    assert not launcher.on
    stood = output.position()
    now.seconds += 5
    assert output.position() == stood
    output.close()


def test_the_end_waits_for_the_player_but_not_for_ever(recording: Recording, now: Any) -> None:
    launcher = FakeLauncher()
    output = External(recording, launcher, now)
    output.start(Samples(0))
    now.seconds += 3.5
    assert output.position() == recording.length - 1
    now.seconds += 10
    assert output.position() == recording.length
    output.start(Samples(0))
    now.seconds += 3.5
    assert output.position() == recording.length - 1
    launcher.on = False
    assert output.position() == recording.length
    output.close()


def test_nothing_is_left_behind(recording: Recording, now: Any, tmp_path: Path, monkeypatch: Any) -> None:
    import tempfile

    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    output = External(recording, FakeLauncher(), now)
    output.start(Samples(0))
    assert list(folder.iterdir())
    output.close()
    assert not list(folder.iterdir())
    output.close()


def python(code: str) -> CommandLauncher:
    return CommandLauncher((sys.executable, "-c", code))


def ended(launcher: CommandLauncher) -> None:
    until = time.monotonic() + 20
    while launcher.running():
        assert time.monotonic() < until, "it never ended"
        time.sleep(0.01)


def test_a_player_gets_the_file_as_its_last_argument(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    launcher = python(f"import sys; open({str(heard)!r}, 'w').write(sys.argv[1])")
    launcher.launch(tmp_path / "rest.wav")
    ended(launcher)
    assert heard.read_text() == str(tmp_path / "rest.wav")
    launcher.stop()


def test_a_player_that_goes_on_is_stopped(tmp_path: Path) -> None:
    launcher = python("import time; time.sleep(60)")
    launcher.launch(tmp_path / "rest.wav")
    assert launcher.running()
    launcher.stop()
    assert not launcher.running()
    launcher.stop()


def test_a_player_that_fails_is_quoted(tmp_path: Path) -> None:
    launcher = python("import sys; sys.exit('audio open error: no such device')")
    launcher.launch(tmp_path / "rest.wav")
    with pytest.raises(PlaybackError, match="cannot play: audio open error: no such device"):
        ended(launcher)
    launcher.stop()


def test_a_player_that_is_no_program_is_named(tmp_path: Path) -> None:
    launcher = CommandLauncher((str(tmp_path / "aplay"), "-q"))
    with pytest.raises(PlaybackError, match="'aplay' does not start"):
        launcher.launch(tmp_path / "rest.wav")
    launcher.stop()


@pytest.mark.skipif(os.name == "nt", reason="players found by their POSIX names")
def test_the_first_player_found_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ffplay", "aplay"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_launcher().name == "aplay"


def test_windows_plays_without_waiting_and_is_silenced(tmp_path: Path) -> None:
    told: list[tuple[str | None, int]] = []
    module = SimpleNamespace(
        SND_FILENAME=1,
        SND_ASYNC=2,
        SND_NODEFAULT=4,
        PlaySound=lambda sound, flags: told.append((sound, flags)),
    )
    launcher = Winsound(module)
    launcher.launch(tmp_path / "rest.wav")
    assert not launcher.running()
    launcher.stop()
    assert told == [(str(tmp_path / "rest.wav"), 7), (None, 0)]


def test_windows_without_a_device_is_told_what_to_do(tmp_path: Path) -> None:
    def refuse(sound: str, flags: int) -> None:
        raise RuntimeError("Failed to play sound")

    module = SimpleNamespace(SND_FILENAME=1, SND_ASYNC=2, SND_NODEFAULT=4, PlaySound=refuse)
    with pytest.raises(PlaybackError, match="no sound device"):
        Winsound(module).launch(tmp_path / "rest.wav")

"""A recording goes in; a player that the machine has makes it heard."""

import importlib
import shutil
import subprocess
import tempfile
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Protocol

from broadcast.errors import PlaybackError
from broadcast.playback.output import Clock
from broadcast.playback.recording import Recording
from broadcast.units import Samples

PLAYERS: tuple[tuple[str, ...], ...] = (
    ("afplay",),
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
)
"""Commands that play a WAV file given as the last argument, best first."""

_START_S = 0.2
"""About how long such a player takes until it is heard; the position waits for it."""
_TAIL_S = 3.0
"""How long the end waits for a player that is still speaking."""


class Launcher(Protocol):
    """Starts and stops a player.

    Attributes:
        name: For people: "aplay".
    """

    name: str

    def launch(self, path: Path) -> None:
        """Play a WAV file and return at once."""
        ...

    def stop(self) -> None:
        """Fall silent; nothing if nothing plays."""
        ...

    def running(self) -> bool:
        """Whether it is known to play still.

        Raises:
            PlaybackError: It failed.
        """
        ...


class CommandLauncher:
    """A player that is a program of its own.

    Attributes:
        name: Of the program.
    """

    def __init__(self, command: tuple[str, ...]) -> None:
        """Take a command, without the file."""
        self.name = Path(command[0]).stem
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes] | None = None

    def launch(self, path: Path) -> None:
        """Play a WAV file."""
        self.stop()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed by stop()
        try:
            self._process = subprocess.Popen(
                [*self._command, str(path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._complaints,
                start_new_session=True,  # Ctrl-C is ours to answer, not the player's
            )
        except OSError as error:
            raise PlaybackError(f"'{self.name}' does not start: {error.strerror}", _hint()) from error

    def stop(self) -> None:
        """End the player."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._complaints is not None:
            self._complaints.close()
            self._complaints = None

    def running(self) -> bool:
        """Whether it plays."""
        if self._process is None or self._complaints is None:
            return False
        status = self._process.poll()
        if status:
            self._complaints.seek(0)
            said = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
            reason = said[-1] if said else f"it ended with {status}"
            raise PlaybackError(f"'{self.name}' cannot play: {reason}", _hint())
        return status is None


class Winsound:
    """The sound of Windows itself.

    Attributes:
        name: For people.
    """

    def __init__(self, winsound: Any) -> None:
        """Take the module of that name."""
        self.name = "winsound"
        self._winsound = winsound

    def launch(self, path: Path) -> None:
        """Play a WAV file."""
        flags = self._winsound.SND_FILENAME | self._winsound.SND_ASYNC | self._winsound.SND_NODEFAULT
        try:
            self._winsound.PlaySound(str(path), flags)
        except RuntimeError as error:
            raise PlaybackError("this machine has no sound device", _hint()) from error

    def stop(self) -> None:
        """Fall silent."""
        self._winsound.PlaySound(None, 0)

    def running(self) -> bool:
        """Windows does not say."""
        return False


class External:
    """A recording played by another program, from a 16-bit copy of what is still to be heard.

    Attributes:
        name: Of the player.
    """

    def __init__(
        self, recording: Recording, launcher: Launcher, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Stand at the start.

        Args:
            recording: What is heard.
            launcher: The player.
            now: A clock in seconds that never goes back.
        """
        self.name = launcher.name
        self._recording = recording
        self._launcher = launcher
        self._now = now
        self._clock = Clock(recording, now, delay_s=_START_S)
        self._folder = tempfile.TemporaryDirectory(prefix="broadcast-play-")
        self._at = Samples(0)
        self._ended: float | None = None

    def start(self, at: Samples) -> None:
        """Play from a sample on."""
        self._launcher.stop()
        rest = Path(self._folder.name) / "rest.wav"
        try:
            write_rest(self._recording, at, rest)
        except OSError as error:
            raise PlaybackError(f"no room to play from: {error.strerror}", _hint()) from error
        self._launcher.launch(rest)
        self._ended = None
        self._clock.start(at)

    def pause(self) -> None:
        """Fall silent."""
        self._launcher.stop()
        self._clock.pause()

    def position(self) -> Samples:
        """The sample that is heard, by the clock; the end waits for the player."""
        running = self._launcher.running()
        position = self._clock.position()
        if position < self._recording.length or not running:
            return position
        self._ended = self._ended or self._now()
        return position if self._now() - self._ended > _TAIL_S else Samples(position - 1)

    def close(self) -> None:
        """End the player and remove its copy."""
        self._launcher.stop()
        self._clock.close()
        self._folder.cleanup()


def find_launcher() -> Launcher:
    """The first player that this machine has.

    Raises:
        PlaybackError: It has none.
    """
    for command in PLAYERS:
        found = shutil.which(command[0])
        if found is not None:
            return CommandLauncher((found, *command[1:]))
    try:
        return Winsound(importlib.import_module("winsound"))
    except ImportError as error:
        raise PlaybackError("nothing on this machine can play sound", _hint()) from error


def write_rest(recording: Recording, at: Samples, path: Path) -> None:
    """Write a recording from a sample on as 16-bit WAV, which every player reads; a second at a time."""
    import numpy as np

    with wave.open(str(path), "wb") as rest:
        rest.setnchannels(recording.channels)
        rest.setsampwidth(2)
        rest.setframerate(recording.rate_hz)
        while block := recording.read(at, recording.rate_hz):
            channels = np.frombuffer(block, np.uint8).reshape(-1, recording.width)
            rest.writeframesraw(channels[:, -2:].tobytes())
            at = Samples(at + len(block) // recording.frame_bytes)


def _hint() -> str:
    return 'install the extra: pip install "broadcast[play]"; or follow the run-sheet without sound: --silent'

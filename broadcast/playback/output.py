"""A recording goes in; it is heard through whatever this machine has, and the place reached comes out."""

import os
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from broadcast.errors import PackageError, PlaybackError
from broadcast.playback.recording import Recording
from broadcast.units import Samples

_BLOCK_MS = 50
_HINT = "follow the run-sheet without sound: --silent"


class Output(Protocol):
    """A way to hear a recording.

    Attributes:
        name: For people: "miniaudio (PulseAudio)".
    """

    name: str

    def start(self, at: Samples) -> None:
        """Play from a sample on, also while it plays or after a pause.

        Raises:
            PlaybackError: The machine refuses.
        """
        ...

    def pause(self) -> None:
        """Fall silent; the position stands."""
        ...

    def position(self) -> Samples:
        """The sample that is heard now, in [0, length]; never falls between two starts.

        Raises:
            PlaybackError: The sound broke off.
        """
        ...

    def close(self) -> None:
        """Fall silent and let go of the device; may be called twice."""
        ...


class Clock:
    """No sound: the wall clock goes on as if there were.

    Attributes:
        name: For people.
    """

    def __init__(
        self, recording: Recording, now: Callable[[], float] = time.monotonic, *, delay_s: float = 0.0
    ) -> None:
        """Stand at the start.

        Args:
            recording: Its length and rate are all that is used.
            now: A clock in seconds that never goes back.
            delay_s: How long it waits at each start.
        """
        self.name = "no sound"
        self._length = recording.length
        self._rate_hz = recording.rate_hz
        self._now = now
        self._delay_s = delay_s
        self._from = Samples(0)
        self._since: float | None = None

    def start(self, at: Samples) -> None:
        """Let the clock run from a sample on."""
        self._from = at
        self._since = self._now() + self._delay_s

    def pause(self) -> None:
        """Stop the clock."""
        self._from = self.position()
        self._since = None

    def position(self) -> Samples:
        """The sample that would be heard now."""
        if self._since is None:
            return self._from
        run = max(0, round((self._now() - self._since) * self._rate_hz))
        return Samples(min(self._length, self._from + run))

    def close(self) -> None:
        """Stop the clock."""
        self.pause()


class Miniaudio:
    """The machine's own sound system through the extra `play`.

    Attributes:
        name: For people.
    """

    def __init__(self, recording: Recording, backends: list[Any] | None = None) -> None:
        """Open the default device.

        Args:
            recording: What is heard; its width and rate are handed on as they are.
            backends: Of `miniaudio.Backend`; None is whatever works, the null backend not among it.

        Raises:
            ImportError: The extra is not installed.
            PlaybackError: The machine has no device.
        """
        import miniaudio

        formats = {
            2: miniaudio.SampleFormat.SIGNED16,
            3: miniaudio.SampleFormat.SIGNED24,
            4: miniaudio.SampleFormat.SIGNED32,
        }
        try:
            with _quiet():
                self._device = miniaudio.PlaybackDevice(
                    output_format=formats[recording.width],
                    nchannels=recording.channels,
                    sample_rate=recording.rate_hz,
                    buffersize_msec=_BLOCK_MS,
                    backends=backends,
                    app_name="broadcast",
                )
        except miniaudio.MiniaudioError as error:
            raise PlaybackError("this machine has no sound device", _HINT) from error
        if backends is None and self._device.backend == "Null":
            self._device.close()
            raise PlaybackError("this machine has no sound device", _HINT)
        self.name = f"miniaudio ({self._device.backend})"
        self._broken: type[Exception] = miniaudio.MiniaudioError
        self._recording = recording
        self._heard = Samples(0)
        self._failure: PackageError | None = None

    def start(self, at: Samples) -> None:
        """Play from a sample on."""
        self.pause()
        self._heard = at
        blocks = self._blocks(at)
        next(blocks)
        try:
            self._device.start(blocks)
        except self._broken as error:
            raise PlaybackError("the sound device does not start", _HINT) from error

    def pause(self) -> None:
        """Fall silent."""
        self._device.stop()

    def position(self) -> Samples:
        """The first sample of the block that the device has last asked for, one block behind the reading."""
        if self._failure is not None:
            raise self._failure
        return Samples(min(self._heard, self._recording.length))

    def close(self) -> None:
        """Let go of the device."""
        self._device.close()

    def _blocks(self, at: Samples) -> Generator[bytes, int, None]:
        """Blocks as the device's own thread asks for them; silence after the end."""
        count = yield b""
        while True:
            self._heard = at
            block = self._block(at, count)
            at = Samples(at + count)
            count = yield block.ljust(count * self._recording.frame_bytes, b"\0")

    def _block(self, at: Samples, count: int) -> bytes:
        try:
            return self._recording.read(at, count)
        except PackageError as error:
            self._failure = error
            return b""


def open_output(recording: Recording, *, silent: bool = False) -> Output:
    """The best way to hear a recording on this machine: miniaudio, else a player it has, else none.

    Args:
        recording: What is heard.
        silent: Ask for no sound: the clock alone.

    Raises:
        PlaybackError: Nothing here can play sound.
    """
    if silent:
        return Clock(recording)
    try:
        return Miniaudio(recording)
    except ImportError:
        from broadcast.playback.external import External, find_launcher

        return External(recording, find_launcher())


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what sound libraries print on the error channel, below Python, from the user's eyes."""
    kept = os.dup(2)
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - os.devnull is no file on Windows
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)

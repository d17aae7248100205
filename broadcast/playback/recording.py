"""A WAV file goes in; blocks of sample frames come out, from anywhere in it."""

import wave
from pathlib import Path
from types import TracebackType
from typing import Self

from broadcast.errors import PackageError
from broadcast.units import Hz, Samples


class Recording:
    """A PCM WAV file that is read in blocks; it never stands in memory whole.

    Attributes:
        path: Where it lies.
        rate_hz: Sample frames a second.
        channels: In a frame.
        width: Bytes of one channel in a frame: 2, 3 or 4.
        length: In sample frames.
    """

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            PackageError: It is missing, not PCM WAV, or cut short.
        """
        hint = "render the report again"
        try:
            size = path.stat().st_size
            self._wave = wave.open(str(path), "rb")  # noqa: SIM115 - closed by close()
        except FileNotFoundError as error:
            raise PackageError(f"no sound file '{path}'", hint) from error
        except (OSError, EOFError, wave.Error) as error:
            raise PackageError(
                f"cannot read the sound file '{path}': {error or 'it ends early'}", hint
            ) from error
        self.path = path
        self.rate_hz = Hz(self._wave.getframerate())
        self.channels = self._wave.getnchannels()
        self.width = self._wave.getsampwidth()
        self.length = Samples(self._wave.getnframes())
        if size < self.length * self.frame_bytes:
            self.close()
            raise PackageError(f"the sound file '{path}' is shorter than it says", hint)
        if self.width not in (2, 3, 4):
            self.close()
            raise PackageError(f"the sound file '{path}' has {8 * self.width}-bit samples", hint)

    @property
    def frame_bytes(self) -> int:
        """Bytes of one sample frame, all channels."""
        return self.width * self.channels

    def read(self, start: Samples, count: int) -> bytes:
        """Up to `count` frames from `start` on, little-endian, interleaved; fewer at the end, none after it.

        Raises:
            PackageError: The file went away or cannot be read any more.
        """
        if start >= self.length:
            return b""
        try:
            self._wave.setpos(start)
            return self._wave.readframes(count)
        except (OSError, EOFError, wave.Error) as error:
            raise PackageError(f"cannot read the sound file '{self.path}': {error}") from error

    def close(self) -> None:
        """Let go of the file."""
        self._wave.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

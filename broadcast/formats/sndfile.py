"""The programme's WAV file in, what libsndfile encodes out, at a place of a stream."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any, Protocol

import numpy as np

from broadcast.errors import PackageError, StoppedError
from broadcast.formats.pcm import read_blocks
from broadcast.model import Audio
from broadcast.units import PROGRAMME_RATE


class Stream(Protocol):
    """What is asked of a file opened to be written and read."""

    def write(self, octets: bytes, /) -> int:
        """Write octets at its place; how many were written."""

    def read(self, size: int = ..., /) -> bytes:
        """Octets from its place on."""

    def seek(self, offset: int, whence: int = ..., /) -> int:
        """Go to a place; where it is then."""

    def tell(self) -> int:
        """Where it is."""


def unstopped(wav: Path, stopped: Event | None) -> Iterator[Audio]:
    """The blocks of a WAV file.

    Raises:
        StoppedError: `stopped` was set on the way.
        PackageError: The file is damaged.
    """
    for block in read_blocks(wav):
        if stopped is not None and stopped.is_set():
            raise StoppedError("stopped")
        yield block


def encode(wav: Path, stream: Stream, stopped: Event | None = None, **how: Any) -> None:
    """Encode a programme by soundfile, from the stream's place on.

    Args:
        wav: The programme, 48 kHz, stereo.
        stream: Written from its place on; seekable unless the format is an Ogg one.
        stopped: Ends the work.
        **how: Format, subtype and the like, as `soundfile.SoundFile` takes them. With the subtype PCM_24 the
            samples go through bit by bit.

    Raises:
        PackageError: libsndfile refused, or was built without the format.
        StoppedError: `stopped` was set on the way.
        OSError: The stream cannot be written.
    """
    import soundfile

    sink = _Sink(stream)
    exact = how.get("subtype") == "PCM_24"
    try:
        with soundfile.SoundFile(sink, "w", samplerate=PROGRAMME_RATE, channels=2, **how) as encoder:
            for block in unstopped(wav, stopped):
                if sink.fault:
                    break
                encoder.write((block * np.float32(2**31)).astype(np.int32) if exact else block)
    except (soundfile.SoundFileError, ValueError) as error:  # ValueError: this build lacks the format
        if sink.fault is None:
            name = how.get("subtype") if how.get("format") == "OGG" else how.get("format")
            raise PackageError(f"the {name} encoder failed: {error}", f"leave {name} out") from error
    if sink.fault:
        raise sink.fault


class _Sink:
    """The rest of a stream as a file of its own, which keeps a fault instead of raising it.

    libsndfile calls it from C, where an exception would be lost.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._base = stream.tell()
        self.fault: OSError | None = None

    def write(self, octets: bytes) -> int:
        self._kept(lambda: self._stream.write(octets))
        return len(octets)

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        place = offset + (self._base if whence == 0 else 0)
        return self._kept(lambda: self._stream.seek(place, whence) - self._base)

    def tell(self) -> int:
        return self._kept(lambda: self._stream.tell() - self._base)

    def _kept(self, work: Callable[[], int]) -> int:
        """Do something with the stream unless it is at fault; seeking writes too what waits in memory."""
        try:
            return 0 if self.fault else work()
        except OSError as error:
            self.fault = error
            return 0

"""An MP3 file goes in; its frames come out, any stretch of them, each as long as every other."""

import struct
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from broadcast.errors import PackageError
from broadcast.playback.package import Package
from broadcast.playback.recording import Recording
from broadcast.units import Hz, Samples

# kbit/s of layer III, by the four bits of the header, for MPEG 1 and for MPEG 2 and 2.5
_KBITS = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_RATES_HZ = (44_100, 48_000, 32_000)
_DIVIDED = {3: 1, 2: 2, 0: 4}  # version bits -> what the rates of MPEG 1 are divided by


class Frames:
    """The frames of an MP3 file, without its tags.

    Attributes:
        path: The file.
        rate_hz: Its sample rate.
        frame: Samples that a frame lasts.
        kbits: Of the first frame.
        channels: 1 or 2.
        count: How many frames there are.
    """

    def __init__(self, path: Path) -> None:
        """Find every frame.

        Raises:
            PackageError: The file cannot be read, or holds no MP3.
        """
        self.path = path
        self._places = array("Q")
        try:
            with path.open("rb") as stream:
                head = self._find(stream)
        except OSError as error:
            raise PackageError(
                f"cannot read '{path}': {error.strerror}", "render the report again"
            ) from error
        if head is None or len(self._places) < 2:
            raise PackageError(f"'{path}' holds no MP3", "render the report again")
        self.rate_hz, self.frame, self.kbits, self.channels = (
            head.rate_hz,
            head.samples,
            head.kbits,
            head.channels,
        )

    @property
    def count(self) -> int:
        """How many frames there are."""
        return len(self._places) - 1

    @property
    def length(self) -> Samples:
        """Samples of the whole."""
        return Samples(self.count * self.frame)

    def read(self, first: int, after: int) -> bytes:
        """The frames from `first` on up to, not with, `after`.

        Raises:
            PackageError: The file went away.
        """
        first, after = max(0, min(first, self.count)), max(0, min(after, self.count))
        if after <= first:
            return b""
        try:
            with self.path.open("rb") as stream:
                stream.seek(self._places[first])
                return stream.read(self._places[after] - self._places[first])
        except OSError as error:
            raise PackageError(f"cannot read '{self.path}': {error.strerror}") from error

    def _find(self, stream: BinaryIO) -> "_Head | None":
        """Note where each frame begins, and where the last one ends; the first frame's header."""
        at, found = _tag_length(stream.read(10)), None
        while True:
            stream.seek(at)
            octets = stream.read(4)
            head = _Head.of(octets)
            if head is None:
                break
            if found is None and _is_info(stream, head):
                at += head.length
                continue
            found = found or head
            self._places.append(at)
            at += head.length
        self._places.append(min(at, stream.seek(0, 2)))
        return found


class _Head:
    """What the header of a frame says."""

    __slots__ = ("channels", "kbits", "length", "rate_hz", "samples", "version")

    def __init__(self, version: int, bits: int) -> None:
        self.version = version
        self.rate_hz = Hz(_RATES_HZ[bits >> 10 & 3] // _DIVIDED[version])
        self.kbits = _KBITS[0 if version == 3 else 1][bits >> 12 & 15]
        self.samples = 1152 if version == 3 else 576
        self.channels = 1 if bits >> 6 & 3 == 3 else 2
        self.length = self.samples // 8 * self.kbits * 1000 // self.rate_hz + (bits >> 9 & 1)

    @classmethod
    def of(cls, octets: bytes) -> "_Head | None":
        """The header in four bytes; None where none is.

        References:
            ISO/IEC 11172-3, 2.4.1.3; 13818-3.
        """
        if len(octets) < 4:
            return None
        (bits,) = struct.unpack(">I", octets)
        version, layer = bits >> 19 & 3, bits >> 17 & 3
        rate, kbits = bits >> 10 & 3, bits >> 12 & 15
        if bits >> 21 != 0x7FF or version == 1 or layer != 1 or rate == 3 or kbits in (0, 15):
            return None
        return cls(version, bits)


def _tag_length(head: bytes) -> int:
    """Bytes of an ID3v2 tag at the file's start; 0 without one."""
    if len(head) < 10 or head[:3] != b"ID3":
        return 0
    size = sum((octet & 0x7F) << shift for octet, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    return 10 + size + (10 if head[5] & 0x10 else 0)


def _is_info(stream: BinaryIO, head: _Head) -> bool:
    """Whether a frame only tells the length of the others: a stream must not have it."""
    side = (17 if head.channels == 1 else 32) if head.version == 3 else (9 if head.channels == 1 else 17)
    body = stream.read(side + 4)
    return body[side:] in (b"Info", b"Xing")


@contextmanager
def programme_frames(package: Package) -> Iterator[Frames]:
    """The MP3 of a package, or one that is made of its WAV file for the time being.

    Raises:
        PackageError: Neither can be read.
    """
    path = package.wav.with_name(f"{package.wav.name.removesuffix('.wav')}.mp3")
    if path.is_file():
        yield Frames(path)
        return
    with TemporaryDirectory(prefix="broadcast-") as folder:
        made = Path(folder) / path.name
        _encode(package.wav, made)
        yield Frames(made)


def _encode(wav: Path, path: Path) -> None:
    from importlib.util import find_spec

    from broadcast.formats.mp3 import encode_with_lameenc, encode_with_libsndfile

    with Recording(wav) as recording:
        length = recording.length
    with path.open("wb") as stream:
        if find_spec("lameenc"):
            encode_with_lameenc(wav, length, stream)
        else:
            encode_with_libsndfile(wav, stream)

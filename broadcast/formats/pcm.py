"""Blocks of audio in, 24-bit stereo frames out; and back from a WAV file, block by block."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from broadcast.errors import PackageError
from broadcast.model import Audio
from broadcast.units import PROGRAMME_RATE, Samples

FRAME = 6
"""Bytes of a stereo frame: two times 24 bits."""

BLOCK = 65_536
"""Frames read at once."""

_START = Samples(0)

_FULL_SCALE = np.float32(2**23)
_HIGHEST = np.float32(2**23 - 1)


def pcm24(audio: Audio) -> bytes:
    """Float samples as interleaved 24-bit little-endian stereo frames.

    Rounded to nearest, held at full scale beyond it. No dither: at 24 bits the rounding error lies 145 dB
    below full scale. `frames_to_audio(pcm24(x))` is within half a step of `x`, and exact for what was read
    from such a file.

    Args:
        audio: float32 in [-1, 1], mono (n,), written to both channels, or stereo (n, 2).

    Raises:
        PackageError: A sample is not a number.
    """
    steps = np.rint(audio * _FULL_SCALE)
    np.clip(steps, -_FULL_SCALE, _HIGHEST, out=steps)
    if np.isnan(steps).any():
        raise PackageError("the mix holds samples that are not numbers", "this is a fault of an engine")
    channels = audio.shape[1] if audio.ndim == 2 else 1
    octets = steps.astype("<i4").reshape(-1).view(np.uint8).reshape(len(audio), channels, 4)
    frames = np.empty((len(audio), 2, 3), np.uint8)
    for place in range(3):  # a plane at a time: five times as fast as three bytes at a time
        frames[:, :, place] = octets[:, :, place]
    return frames.tobytes()


def frames_to_audio(frames: bytes) -> Audio:
    """24-bit stereo frames as float32 (n, 2) in [-1, 1); exact."""
    octets = np.frombuffer(frames, np.uint8).reshape(-1, 3)
    words = np.zeros((len(octets), 4), np.uint8)
    for place in range(3):
        words[:, place + 1] = octets[:, place]
    steps = words.view("<i4").reshape(-1, 2)
    return steps.astype(np.float32) * np.float32(2**-31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Where the sound of a WAV file lies.

    Attributes:
        offset: First byte of it.
        length: In stereo frames.
    """

    offset: int
    length: Samples


def find_sound(path: Path) -> Sound:
    """Find the sound of a 48 kHz, 24-bit, stereo WAV file (RIFF or RF64).

    Raises:
        PackageError: It is not such a file, or cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return _scan(stream)
    except (OSError, struct.error, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise PackageError(
            f"'{path}' is not a 48 kHz, 24-bit, stereo WAV file: {reason}", "render the package again"
        ) from error


def read_frames(path: Path, start: Samples = _START, count: Samples | None = None) -> Iterator[bytes]:
    """The frames of a WAV file as they stand, at most `BLOCK` frames at a time.

    Args:
        path: A 48 kHz, 24-bit, stereo WAV file.
        start: First frame.
        count: How many; None is all that follow.

    Raises:
        PackageError: Not such a file, or it ends before `start + count`.
    """
    sound = find_sound(path)
    left = sound.length - start if count is None else count
    if start < 0 or left < 0 or start + left > sound.length:
        raise PackageError(
            f"'{path}' holds {sound.length} samples, asked for {start} to {start + left}",
            "render the package again",
        )
    with path.open("rb") as stream:
        stream.seek(sound.offset + FRAME * start)
        while left:
            frames = stream.read(FRAME * min(BLOCK, left))
            if not frames or len(frames) % FRAME:
                raise PackageError(f"'{path}' ends early", "render the package again")
            left -= len(frames) // FRAME
            yield frames


def read_blocks(path: Path, start: Samples = _START, count: Samples | None = None) -> Iterator[Audio]:
    """The sound of a WAV file as float32 (n, 2) blocks; arguments and errors as `read_frames`."""
    return map(frames_to_audio, read_frames(path, start, count))


def _scan(stream: BinaryIO) -> Sound:
    riff, _, wave = struct.unpack("<4sI4s", stream.read(12))
    if riff not in (b"RIFF", b"RF64") or wave != b"WAVE":
        raise ValueError("no RIFF header")
    long_size = 0
    while True:
        name, size = struct.unpack("<4sI", stream.read(8))
        if name == b"data":
            size = long_size if riff == b"RF64" and size == 0xFFFFFFFF else size
            return Sound(offset=stream.tell(), length=Samples(size // FRAME))
        body = stream.read(min(size, 40)) if name in (b"ds64", b"fmt ") else b""
        if name == b"ds64":
            (long_size,) = struct.unpack("<8xQ", body[:16])
        elif name == b"fmt ":
            tag, channels, rate_hz, bits = struct.unpack("<HHI6xH", body[:16])
            if (channels, rate_hz, bits) != (2, PROGRAMME_RATE, 24) or tag not in (1, 0xFFFE):
                raise ValueError(f"{channels} channels, {rate_hz} Hz, {bits} bits")
        stream.seek(size - len(body) + size % 2, 1)

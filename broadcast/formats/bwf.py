"""Blocks of audio and what is known of them in, a Broadcast WAV file out (RF64 beyond 4 GiB)."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcast.errors import PackageError
from broadcast.formats.manifest import generator
from broadcast.formats.pcm import FRAME, pcm24
from broadcast.formats.riff import U32_MAX, Chunk, ascii_text, list_chunk, utf8_text
from broadcast.model import Audio, Loudness
from broadcast.units import PROGRAMME_RATE, Samples

_MIDNIGHT = Samples(0)

_UNKNOWN = 0x7FFF
"""A loudness field that is not available (EBU Tech 3285 v2)."""

_FMT = struct.pack("<HHIIHH", 1, 2, PROGRAMME_RATE, PROGRAMME_RATE * FRAME, FRAME, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bext:
    """The broadcast extension of a file, version 2.

    Text is written as ASCII, as the standard asks, and cut to its field.

    Attributes:
        description: What is heard; 256 characters.
        originator: Who made it; 32 characters.
        reference: The originator's own number for it; 32 characters.
        created: Its wall-clock date and time are written.
        time_reference: First sample since midnight, on the timeline it belongs to.
        loudness: None, and what is out of the fields' range, is written as "not available".
        umid: SMPTE ST 330, 32 or 64 bytes; empty when there is none.
        process: How the sound was made, for the coding history; its commas, which part the fields there,
            become semicolons.

    References:
        EBU Tech 3285 (2011), "Specification of the Broadcast Wave Format, version 2"; EBU R 98 (1999),
        "Format for the <CodingHistory> field".
    """

    description: str
    originator: str
    reference: str = ""
    created: datetime
    time_reference: Samples = _MIDNIGHT
    loudness: Loudness | None = None
    umid: bytes = b""
    process: str = ""

    def chunk(self) -> Chunk:
        """The chunk as it stands in the file."""
        process = ascii_text("; ".join(filter(None, (generator(), self.process))), 400).replace(",", ";")
        history = f"A=PCM,F={PROGRAMME_RATE},W=24,M=stereo,T={process}"
        body = struct.pack(
            "<256s32s32s10s8sQH64s5h180x",
            ascii_text(self.description, 256).encode(),
            ascii_text(self.originator, 32).encode(),
            ascii_text(self.reference, 32).encode(),
            self.created.date().isoformat().encode(),
            self.created.time().isoformat("seconds").encode(),
            self.time_reference,
            2,
            self.umid,
            *_loudness_fields(self.loudness),
        )
        even = " " * (len(history) % 2)
        return Chunk(name=b"bext", body=body + f"{history}{even}\r\n".encode())


def info_chunk(tags: Mapping[str, str]) -> Chunk:
    r"""A LIST INFO chunk in UTF-8, empty tags left out.

    >>> info_chunk({"INAM": "Harbour", "ILNG": ""}).body
    b'INFOINAM\x08\x00\x00\x00Harbour\x00'
    """
    entries = (Chunk(name=name.encode("ascii"), body=utf8_text(text)) for name, text in tags.items() if text)
    return list_chunk(b"INFO", entries)


def header(length: Samples, chunks: Sequence[Chunk]) -> bytes:
    """Everything that stands before the sound in a 48 kHz, 24-bit, stereo WAV file.

    All sizes are final. The sound follows and ends the file; its size is even, so no padding is needed.

    Args:
        length: Stereo frames that will follow.
        chunks: In the order wanted; the format chunk comes after a first `bext`. Those of ours have an even
            length, for libsndfile (1.2) loses its way in an RF64 file after a padded chunk.

    References:
        EBU Tech 3306 (2009), "MBWF / RF64", for files over 4 GiB.
    """
    first = [chunk for chunk in chunks if chunk.name == b"bext"]
    rest = [chunk for chunk in chunks if chunk.name != b"bext"]
    known = b"".join(chunk.packed() for chunk in [*first, Chunk(name=b"fmt ", body=_FMT), *rest])
    size = FRAME * length
    riff_size = len(b"WAVE") + len(known) + 8 + size
    if riff_size <= U32_MAX:
        return struct.pack("<4sI4s", b"RIFF", riff_size, b"WAVE") + known + struct.pack("<4sI", b"data", size)
    ds64_size = 28
    sizes = struct.pack("<4sIQQQI", b"ds64", ds64_size, riff_size + 8 + ds64_size, size, length, 0)
    start = struct.pack("<4sI4s", b"RF64", U32_MAX, b"WAVE")
    return start + sizes + known + struct.pack("<4sI", b"data", U32_MAX)


def write_frames(path: Path, frames: Iterable[bytes], length: Samples, chunks: Sequence[Chunk]) -> None:
    """Write a WAV file from packed 24-bit stereo frames; nothing is left of it when that fails.

    Args:
        path: Written anew.
        frames: In runs of any length.
        length: How many will come, in all.
        chunks: As for `header`.

    Raises:
        PackageError: More or fewer frames came than `length`.
        OSError: The disk is full, or the file cannot be written.
    """
    left = FRAME * length
    try:
        with path.open("wb") as stream:
            stream.write(header(length, chunks))
            for run in frames:
                left -= len(run)
                if left < 0:
                    break
                stream.write(run)
            if left:
                raise PackageError(
                    f"the mix is not as long as its timeline: {abs(left) // FRAME} samples too "
                    f"{'few' if left > 0 else 'many'} for '{path.name}'",
                    "this is a fault of the program: please report it",
                )
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_bwf(
    path: Path, blocks: Iterable[Audio], length: Samples, bext: Bext, chunks: Sequence[Chunk] = ()
) -> None:
    """Write a Broadcast WAV file, 48 kHz, 24 bit, stereo, block by block.

    Args:
        path: Written anew.
        blocks: float32 in [-1, 1], mono (n,), written to both channels, or stereo (n, 2).
        length: Frames in all blocks together.
        bext: The broadcast extension.
        chunks: More chunks to stand before the sound: `info_chunk(...)`, cart, cue points.

    Raises:
        PackageError: `length` is not what came, or a sample is not a number.
        OSError: The disk is full, or the file cannot be written.
    """
    write_frames(path, map(pcm24, blocks), length, [bext.chunk(), *chunks])


def _loudness_fields(loudness: Loudness | None) -> tuple[int, ...]:
    if loudness is None:
        return (_UNKNOWN,) * 5
    levels = (
        loudness.integrated,
        loudness.range,
        loudness.true_peak,
        loudness.max_momentary,
        loudness.max_short_term,
    )
    return tuple(round(level * 100) if abs(level) < 100 else _UNKNOWN for level in levels)

"""Stretches of a WAV file in, its cue chunk and their labels out; and back."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadcast.formats.riff import U32_MAX, Chunk, list_chunk, utf8_text
from broadcast.units import Samples

_LABEL_LIMIT = 250
_NOTE_LIMIT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class CuePoint:
    """A named stretch.

    Attributes:
        start: First sample.
        length: How many.
        label: What an editing program writes at it; 250 bytes of UTF-8.
        note: What more there is to say; 1,000 bytes.
    """

    start: Samples
    length: Samples
    label: str = ""
    note: str = ""


def cue_chunks(points: Sequence[CuePoint]) -> list[Chunk]:
    """The chunks `cue ` and `LIST adtl`: a label, a length and a note for each point; none for no point.

    A start or a length beyond 32 bits (24.8 hours at 48 kHz) cannot be written, and such a point is left
    out. Labels stand before lengths and notes: FFmpeg reads no label that comes after another kind.

    References:
        Microsoft and IBM (1991), "Multimedia Programming Interface and Data Specifications 1.0".
    """
    known = [point for point in points if max(point.start, point.length) <= U32_MAX]
    if not known:
        return []
    numbered = list(enumerate(known, 1))
    cues = (struct.pack("<II4sIII", at, one.start, b"data", 0, 0, one.start) for at, one in numbered)
    labels = [_text(b"labl", at, one.label, _LABEL_LIMIT) for at, one in numbered]
    lengths = [
        Chunk(name=b"ltxt", body=struct.pack("<II4sHHHH", at, one.length, b"rgn ", 0, 0, 0, 0))
        for at, one in numbered
    ]
    notes = [_text(b"note", at, one.note, _NOTE_LIMIT) for at, one in numbered if one.note]
    return [
        Chunk(name=b"cue ", body=struct.pack("<I", len(known)) + b"".join(cues)),
        list_chunk(b"adtl", [*labels, *lengths, *notes]),
    ]


def read_cue_points(path: Path) -> list[CuePoint]:
    """The cue points of a WAV file of ours, in order; memory does not grow with its sound.

    Raises:
        OSError: It cannot be read.
        ValueError: It is no WAV file, or its cue points are damaged.
    """
    starts: dict[int, Samples] = {}
    texts: dict[bytes, dict[int, str]] = {b"labl": {}, b"note": {}}
    lengths: dict[int, Samples] = {}
    try:
        for name, body in _chunks_before_the_sound(path):
            if name == b"cue ":
                for at in range(struct.unpack_from("<I", body)[0]):
                    number, start = struct.unpack_from("<I16xI", body, 4 + 24 * at)
                    starts[number] = Samples(start)
            elif name == b"ltxt":
                number, length = struct.unpack_from("<II", body)
                lengths[number] = Samples(length)
            elif name in texts:
                texts[name][struct.unpack_from("<I", body)[0]] = body[4:].rstrip(b"\0").decode()
    except struct.error as error:
        raise ValueError(f"'{path}' has damaged cue points") from error
    return [
        CuePoint(
            start=start,
            length=lengths.get(number, Samples(0)),
            label=texts[b"labl"].get(number, ""),
            note=texts[b"note"].get(number, ""),
        )
        for number, start in starts.items()
    ]


def _text(name: bytes, number: int, text: str, limit: int) -> Chunk:
    return Chunk(name=name, body=struct.pack("<I", number) + utf8_text(text, limit))


def _chunks_before_the_sound(path: Path) -> Iterator[tuple[bytes, bytes]]:
    """Name and body of each chunk, those inside `LIST adtl` too."""
    with path.open("rb") as stream:
        if stream.read(12)[8:] != b"WAVE":
            raise ValueError(f"'{path}' is no WAV file")
        while len(head := stream.read(8)) == 8:
            name, size = struct.unpack("<4sI", head)
            if name == b"data":
                return
            body = stream.read(size + size % 2)[:size]
            if name == b"LIST" and body[:4] == b"adtl":
                yield from _inside(body[4:])
            yield name, body


def _inside(octets: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place < len(octets):
        name, size = struct.unpack_from("<4sI", octets, place)
        yield name, octets[place + 8 : place + 8 + size]
        place += 8 + size + size % 2

"""A sound file and what makes its seal in, the file with the seal in it (or beside it) out."""

import hashlib
import os
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from broadcast.formats.seal.store import Hole, fitted

SIDECAR = ".c2pa"

MIME = "application/c2pa"

_BLOCK = 1 << 20

_U32_MAX = 0xFFFFFFFF

_NO_DIGEST = bytes(32)

_TAGS = (b"ID3\x03", b"ID3\x04")

# text encoding, kind, file name, description
_GEOB = b"\0" + MIME.encode() + b"\0c2pa\0c2pa manifest store\0"


class Maker(Protocol):
    """Makes the store of a file."""

    def __call__(self, digest: bytes, hole: Hole | None = None, pad: int = 0) -> bytes:
        """As `build_store`; the length depends on the hole and the padding alone."""
        ...


def seal_file(path: Path, make: Maker) -> Path:
    """Seal a file: a WAV file of less than 4 GiB and an MP3 file in themselves, others beside them.

    The sound is read block by block. A file that other names share is left to them, and this name gets one
    of its own.

    Returns:
        The file that holds the seal: `path`, or `<name>.c2pa` beside it.

    Raises:
        OSError: The disk is full, or a file cannot be written.
    """
    with path.open("rb") as stream:
        head = stream.read(12)
    size = path.stat().st_size
    if head[:4] == b"RIFF" and head[8:] == b"WAVE" and size % 2 == 0:
        length, pad = _fit(make, size, 8)
        if size + length - 8 <= _U32_MAX:
            _seal_wav(path, make, Hole(start=size, length=length), pad)
            return path
    if head[:4] in _TAGS and head[5:6] == b"\0":
        _seal_mp3(path, make)
        return path
    beside = path.with_name(path.name + SIDECAR)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").digest()
    beside.write_bytes(make(digest))
    return beside


def find_seal(path: Path) -> bytes | None:
    """The seal of a file, in it or else beside it; None when it has none.

    Raises:
        OSError: It cannot be read.
    """
    found = embedded_seal(path)
    beside = path.with_name(path.name + SIDECAR)
    return beside.read_bytes() if found is None and beside.is_file() else found


def embedded_seal(path: Path) -> bytes | None:
    """The seal in a file; None when it has none in itself.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as stream:
        head = stream.read(12)
        if head[:4] == b"RIFF" and head[8:] == b"WAVE":
            return _in_wav(stream)
        if head[:4] in _TAGS:
            stream.seek(0)
            return _in_frames(*_frames(stream))
    return None


def _fit(make: Maker, start: int, wrap: int) -> tuple[int, int]:
    return fitted(lambda length, pad: make(_NO_DIGEST, Hole(start=start, length=length), pad), wrap)


def _seal_wav(path: Path, make: Maker, hole: Hole, pad: int) -> None:
    """Append the chunk `C2PA`; only the size at the head of the file changes beside it."""
    _own(path)
    size = struct.pack("<I", hole.start + hole.length - 8)
    with path.open("r+b") as stream:
        digest = hashlib.sha256(stream.read(4) + size)
        stream.seek(8)
        for block in _blocks(stream):
            digest.update(block)
        store = make(digest.digest(), hole, pad)
        stream.write(struct.pack("<4sI", b"C2PA", len(store)) + store)
        stream.seek(4)
        stream.write(size)


def _in_wav(stream: BinaryIO) -> bytes | None:
    while len(head := stream.read(8)) == 8:
        name, size = struct.unpack("<4sI", head)
        if name == b"C2PA":
            return stream.read(size)
        stream.seek(size + size % 2, os.SEEK_CUR)
    return None


def _seal_mp3(path: Path, make: Maker) -> None:
    """Put the frame GEOB behind the others of the ID3 tag; the sound moves, and nothing in it changes.

    References:
        id3.org, "ID3 tag version 2.3.0", section 4.16; C2PA Technical Specification 2.1, section 11.3.
    """
    with path.open("rb") as stream:
        version, frames = _frames(stream)
        sound = stream.tell()
        start = 10 + len(frames) + 10 + len(_GEOB)
        length, pad = _fit(make, start, 0)
        body = len(_GEOB) + length
        head = b"ID3" + bytes([version, 0, 0]) + _synchsafe(len(frames) + 10 + body) + frames
        head += b"GEOB" + _frame_size(body, version) + b"\0\0" + _GEOB
        digest = hashlib.sha256(head)
        for block in _blocks(stream):
            digest.update(block)
        store = make(digest.digest(), Hole(start=start, length=length), pad)
        stream.seek(sound)
        other = path.with_name(f".{path.name}.part")
        try:
            with other.open("wb") as written:
                written.write(head + store)
                shutil.copyfileobj(stream, written, _BLOCK)
        except BaseException:
            other.unlink(missing_ok=True)
            raise
    other.replace(path)


def _frames(stream: BinaryIO) -> tuple[int, bytes]:
    """Version and frames of a file's tag, its padding left out; the stream then is at the sound."""
    head = stream.read(10)
    body = stream.read(_plain(head[6:10]))
    place = 0
    while place + 10 <= len(body) and body[place]:
        size = body[place + 4 : place + 8]
        place += 10 + (_plain(size) if head[3] == 4 else int.from_bytes(size, "big"))
    return head[3], body[: min(place, len(body))]


def _in_frames(version: int, frames: bytes) -> bytes | None:
    place = 0
    while place + 10 <= len(frames):
        size = frames[place + 4 : place + 8]
        length = _plain(size) if version == 4 else int.from_bytes(size, "big")
        body = frames[place + 10 : place + 10 + length]
        if frames[place : place + 4] == b"GEOB" and body[1:].startswith(MIME.encode() + b"\0"):
            return body[len(_GEOB) :]
        place += 10 + length
    return None


def _synchsafe(size: int) -> bytes:
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def _plain(synchsafe: bytes) -> int:
    size = 0
    for octet in synchsafe:
        size = size << 7 | octet
    return size


def _frame_size(size: int, version: int) -> bytes:
    return _synchsafe(size) if version == 4 else size.to_bytes(4, "big")


def _own(path: Path) -> None:
    """Have the file for this name alone: a package that is extended shares files with the one it replaces."""
    if path.stat().st_nlink > 1:
        other = path.with_name(f".{path.name}.part")
        shutil.copyfile(path, other)
        other.replace(path)


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        yield block

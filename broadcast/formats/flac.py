"""The programme's WAV file in, a FLAC file with its tags and chapters out, bit by bit the same sound."""

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from broadcast.formats import sndfile
from broadcast.formats.exporter import Delivery
from broadcast.formats.tags import replaygain, tags_of, vorbis_comments, whole
from broadcast.formats.vorbis import comment_block, vendor_of

_MAGIC = b"fLaC"

_STREAMINFO, _PADDING, _COMMENTS = 0, 1, 4
_LAST = 0x80

_SPARE = 1024
"""Bytes left free for tags that a station adds."""


class Flac:
    """Writes `<stem>.flac`: 24 bit, 48 kHz, stereo, through soundfile's libsndfile."""

    name = "flac"
    default = False

    def lacking(self) -> str:
        """What is missing for it: a libsndfile with FLAC."""
        import soundfile

        able = "FLAC" in soundfile.available_formats()
        return "" if able else "this libsndfile was built without FLAC; pip install --upgrade soundfile"

    def write(self, delivery: Delivery) -> Sequence[Path]:
        """Write the file; memory does not grow with the programme.

        Raises:
            PackageError: The programme's WAV file is damaged, or the encoder refused.
            OSError: The disk is full, or the file cannot be written.
        """
        tags = tags_of(delivery)
        comments = vorbis_comments(tags) + list(replaygain(tags).items())
        start = len(comment_block(b"", comments)) + _SPARE
        with whole(delivery.folder / f"{delivery.stem}.flac") as path, path.open("w+b") as stream:
            stream.write(bytes(start))
            sndfile.encode(delivery.wav, stream, delivery.stopped, format="FLAC", subtype="PCM_24")
            head = _head(stream, start, comments)
            stream.seek(0)
            stream.write(head)
        return [path]


def _head(stream: BinaryIO, start: int, comments: Sequence[tuple[str, str]]) -> bytes:
    """What stands before the sound: all that libsndfile wrote at `start`, its place filled up.

    The encoder can only write what stands before the sound first; what is spare is padding, where a
    station's own tags fit in without the file being written anew.

    References:
        RFC 9639, "Free Lossless Audio Codec (FLAC)", section 8.
    """
    stream.seek(start + len(_MAGIC))
    written = dict(_blocks(stream))
    size = stream.tell()
    streaminfo = _block(_STREAMINFO, written[_STREAMINFO])
    comment = _block(_COMMENTS, comment_block(vendor_of(written[_COMMENTS]), comments))
    spare = size - len(_MAGIC) - len(streaminfo) - len(comment) - 4
    return _MAGIC + streaminfo + comment + _block(_PADDING | _LAST, bytes(spare))


def _blocks(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each block of metadata from the stream's place on."""
    kind = 0
    while not kind & _LAST:
        kind, high, low = struct.unpack(">BBH", stream.read(4))
        yield kind & ~_LAST, stream.read(high << 16 | low)


def _block(kind: int, body: bytes) -> bytes:
    return struct.pack(">I", kind << 24 | len(body)) + body

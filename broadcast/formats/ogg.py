"""The pages of an Ogg stream in, the same with a comment header of our own out, as they come."""

import struct
import zlib
from collections.abc import Callable, Iterator

from broadcast.formats.sndfile import Stream

_HEADER = struct.Struct("<4sBBqIIIB")

_CONTINUED = 1
"""A page's first packet began on the page before."""

_UNFINISHED = -1
"""Granule position of a page on which no packet ends."""

_SEGMENTS = 255

_MIRRORED = bytes(int(f"{octet:08b}"[::-1], 2) for octet in range(256))


class Retagged:
    """A stream whose second packet, the comment header, is replaced while it is written.

    Pages behind it are numbered anew and summed anew. Memory does not grow with the stream.

    References:
        RFC 3533, "The Ogg Encapsulation Format"; RFC 7845, "Ogg Encapsulation for the Opus Audio Codec".
    """

    def __init__(self, stream: Stream, comments: Callable[[bytes], bytes], serial: int) -> None:
        """Write to `stream`.

        Args:
            stream: Written from its place on.
            comments: The comment header as the encoder wrote it -> the one to write.
            serial: The number of the stream; an encoder takes one by chance.
        """
        self._stream = stream
        self._comments = comments
        self._serial = serial & 0xFFFFFFFF
        self._waiting = bytearray()
        self._header: bytes | None = b""
        self._pages = 0
        self._taken = 0

    def write(self, octets: bytes, /) -> int:
        """Take octets in; whole pages are written on."""
        self._waiting += octets
        self._taken += len(octets)
        for kind, position, lacing, body in self._whole_pages():
            if not self._pages or self._header is None:
                self._page(kind, position, lacing, body)
            else:
                self._header += body
                if lacing[-1] < _SEGMENTS:
                    self._packet(self._comments(self._header))
                    self._header = None
        return len(octets)

    def read(self, size: int = -1, /) -> bytes:
        """Nothing: it is only written."""
        return b""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Stay: an Ogg stream is written from end to end."""
        return self._taken

    def tell(self) -> int:
        """How much was taken in."""
        return self._taken

    def _whole_pages(self) -> Iterator[tuple[int, int, bytes, bytes]]:
        """Kind, granule position, lacing and body of each page that is there in full."""
        while len(self._waiting) >= _HEADER.size:
            _, _, kind, position, _, _, _, count = _HEADER.unpack_from(self._waiting)
            start = _HEADER.size + count
            lacing = bytes(self._waiting[_HEADER.size : start])
            end = start + sum(lacing)
            if len(lacing) < count or len(self._waiting) < end:
                return
            body = bytes(self._waiting[start:end])
            del self._waiting[:end]
            yield kind, position, lacing, body

    def _packet(self, packet: bytes) -> None:
        """Write a packet on as many pages as it takes."""
        lacing = bytes([_SEGMENTS] * (len(packet) // _SEGMENTS) + [len(packet) % _SEGMENTS])
        for at in range(0, len(lacing), _SEGMENTS):
            part = lacing[at : at + _SEGMENTS]
            body = packet[at * _SEGMENTS : at * _SEGMENTS + sum(part)]
            ends = at + _SEGMENTS >= len(lacing)
            self._page(_CONTINUED if at else 0, 0 if ends else _UNFINISHED, part, body)

    def _page(self, kind: int, position: int, lacing: bytes, body: bytes) -> None:
        def page(total: int) -> bytes:
            head = (b"OggS", 0, kind, position, self._serial, self._pages, total, len(lacing))
            return _HEADER.pack(*head) + lacing + body

        self._stream.write(page(checksum(page(0))))
        self._pages += 1


def checksum(octets: bytes) -> int:
    """The sum of a page whose own place for it is zero.

    It runs over the bits the other way round than zlib's, so both ends are mirrored, and begins at zero.

    >>> hex(checksum(b"123456789"))
    '0x89a1897f'
    """
    total = zlib.crc32(octets.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int.from_bytes(total.to_bytes(4, "little").translate(_MIRRORED), "big")

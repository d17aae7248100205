"""Names and texts in, the comments of FLAC and Ogg files out."""

import struct
from collections.abc import Sequence


def comment_block(vendor: bytes, comments: Sequence[tuple[str, str]]) -> bytes:
    r"""The comments as FLAC and Opus hold them, without Vorbis's framing bit.

    Args:
        vendor: The encoder's own name, as it wrote it.
        comments: Name and text; a name is printable ASCII without an equals sign.

    >>> comment_block(b"enc", [("TITLE", "Bär")])
    b'\x03\x00\x00\x00enc\x01\x00\x00\x00\n\x00\x00\x00TITLE=B\xc3\xa4r'

    References:
        Xiph.org, "Ogg Vorbis I format specification: comment field and header specification".
    """
    entries = [f"{name}={text}".replace("\0", "").encode("utf-8", "replace") for name, text in comments]
    return _counted(vendor) + struct.pack("<I", len(entries)) + b"".join(map(_counted, entries))


def vendor_of(block: bytes) -> bytes:
    """The encoder's name in such a block."""
    (size,) = struct.unpack("<I", block[:4])
    return block[4 : 4 + size]


def _counted(octets: bytes) -> bytes:
    return struct.pack("<I", len(octets)) + octets

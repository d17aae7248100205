"""Plain values in, CBOR out: as much of it as a C2PA manifest needs."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOMENT, SIGN1 = 0, 18
"""Tags: a text that is a date and time, and a COSE_Sign1."""

_WIDTHS = ((24, 0xFF, ">BB"), (25, 0xFFFF, ">BH"), (26, 0xFFFFFFFF, ">BI"), (27, 2**64 - 1, ">BQ"))


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value with a tag that says how it is meant."""

    tag: int
    value: Any


def encode(value: Any) -> bytes:
    r"""Encode None, a truth value, a whole number, text, bytes, a list, a mapping or a `Tagged` of these.

    Numbers and lengths are as short as they can be; a mapping keeps its order.

    >>> encode({"a": [1, True, b"x"]})
    b'\xa1aa\x83\x01\xf5Ax'

    Raises:
        TypeError: Any other value.

    References:
        RFC 8949 (2020), "Concise Binary Object Representation".
    """
    match value:
        case None:
            return b"\xf6"
        case bool():
            return b"\xf5" if value else b"\xf4"
        case int():
            return _head(0, value) if value >= 0 else _head(1, -1 - value)
        case bytes():
            return _head(2, len(value)) + value
        case str():
            octets = value.encode("utf-8", "replace")
            return _head(3, len(octets)) + octets
        case Tagged():
            return _head(6, value.tag) + encode(value.value)
        case Mapping():
            pairs = (encode(name) + encode(one) for name, one in value.items())
            return _head(5, len(value)) + b"".join(pairs)
        case Sequence():
            return _head(4, len(value)) + b"".join(map(encode, value))
        case _:
            raise TypeError(f"'{type(value).__name__}' has no form in CBOR here")


def _head(major: int, count: int) -> bytes:
    if count < 24:
        return bytes([major << 5 | count])
    code, form = next((code, form) for code, most, form in _WIDTHS if count <= most)
    return struct.pack(form, major << 5 | code, count)

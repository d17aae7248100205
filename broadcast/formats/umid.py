"""What makes a recording this one in, its unique material identifier (SMPTE ST 330) out."""

import json
from datetime import UTC, datetime
from uuid import UUID, uuid5

_OURS = UUID("d9215e97-48f7-4e3f-97ca-aa372de0152d")
"""The namespace of the names that are hashed into a material number."""

_LABEL = bytes.fromhex("060a2b34 01010105 0101") + bytes((0x09, 0x20))
"""Bytes 1 to 12: SMPTE's label; two or more audio components in one container; numbered by a UUID."""

_BASIC = 0x13
"""Byte 13: nineteen bytes follow, so it is a basic UMID."""

_ORIGINAL = bytes(3)
"""The instance number of material that is nobody's copy."""


def umid(created: datetime, *identity: object) -> bytes:
    """A basic UMID, 32 bytes, the same for the same moment and identity and for no other.

    The material number is a UUID of version 5 (SHA-1 of a name) over both, so that a package that is made
    again with `SOURCE_DATE_EPOCH` set carries the number it had.

    Args:
        created: When the material was made; aware.
        identity: Whatever tells it from other material: texts, numbers, lists of them.

    References:
        SMPTE ST 330 (2011), "Unique Material Identifier (UMID)": tables 1 to 3, UUID/UL method; RFC 9562.
    """
    moment = created.astimezone(UTC).isoformat(timespec="microseconds")
    material = uuid5(_OURS, json.dumps([moment, *identity]))
    return _LABEL + bytes((_BASIC,)) + _ORIGINAL + material.bytes

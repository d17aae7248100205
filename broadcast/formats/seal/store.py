"""What is claimed of a file, the hash of the file and a signer in, a C2PA manifest store out."""

import hashlib
import struct
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from broadcast.formats.seal import cbor
from broadcast.formats.seal.signer import Signer

HASH = "c2pa.hash.data"

_CBOR = b"cbor"

# the four letters of a superbox's kind are the head of its UUID (ISO/IEC 19566-5, C2PA section 11.1)
_UUID_TAIL = bytes.fromhex("00110010800000AA00389B71")

_REQUESTABLE_WITH_LABEL = 3

_MOST_PADDING = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is said of a file.

    Attributes:
        title: As people know it.
        generator: Name and version of the program.
        assertions: Label -> what is asserted; plain values, as `cbor.encode` takes them.
    """

    title: str
    generator: tuple[str, str]
    assertions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Where the store will stand in the file: what is there is no part of the file's hash."""

    start: int
    length: int


def build_store(claim: Claim, signer: Signer, digest: bytes, hole: Hole | None = None, pad: int = 0) -> bytes:
    """A store of one manifest, signed.

    The same claim, file and key give the same octets where the key signs the same way each time. The
    manifest's name comes from the file's hash and what is claimed.

    Args:
        claim: What is said.
        signer: Who says it.
        digest: SHA-256 of the file without the hole.
        hole: None when the store stands in a file of its own.
        pad: Octets that mean nothing, to bring the store to a length.

    References:
        C2PA Technical Specification 2.1 (2024), sections 8, 10, 11, 13 and 18.5; ISO/IEC 19566-5 (2023).
    """
    hash_of_data = {
        **({"exclusions": [{"start": hole.start, "length": hole.length}]} if hole else {}),
        "name": "jumbf manifest",
        "alg": "sha256",
        "hash": digest,
        "pad": bytes(pad),
    }
    said = {**claim.assertions, HASH: hash_of_data}
    assertions = {
        label: _superbox(_CBOR, label, _box(_CBOR, cbor.encode(value))) for label, value in said.items()
    }
    name = _name(digest, cbor.encode(claim.assertions))
    label = f"urn:c2pa:{name}"
    octets = cbor.encode(_claim(claim, label, name, assertions))
    whole = _superbox(
        b"c2ma",
        label,
        _superbox(b"c2as", "c2pa.assertions", *assertions.values())
        + _superbox(b"c2cl", "c2pa.claim.v2", _box(_CBOR, octets))
        + _superbox(b"c2cs", "c2pa.signature", _box(_CBOR, signer.cose(octets))),
    )
    return _superbox(b"c2pa", "c2pa", whole)


def fitted(build: Callable[[int, int], bytes], wrap: int = 0) -> tuple[int, int]:
    """How long a store comes out that names its own length, and the padding that this takes.

    Args:
        build: Given the length of the hole and the padding, makes a store; its length is even in the end.
        wrap: Octets around the store that lie in the hole too.

    Returns:
        The length of the hole, and the padding.
    """
    for pad in range(_MOST_PADDING):
        length = len(build(0xFFFF, pad)) + wrap
        for _ in range(3):  # a longer number may make the store longer
            found = len(build(length, pad)) + wrap
            if found == length and not (found - wrap) % 2:
                return length, pad
            length = found
    raise ValueError("no length of the manifest fits")


def signature_of(store: bytes) -> bytes:
    """The signature of a store's active manifest, which is its last one; empty when there is none."""
    manifests = [body for _, top in _superboxes(store) for _, body in _superboxes(top)]
    parts = dict(_superboxes(manifests[-1])) if manifests else {}
    found = [body for kind, body in _boxes(parts.get("c2pa.signature", b"")) if kind == _CBOR]
    return found[-1] if found else b""


def _claim(claim: Claim, label: str, name: str, assertions: Mapping[str, bytes]) -> dict[str, Any]:
    generator, version = claim.generator
    return {
        "instanceID": f"xmp:iid:{name}",
        "claim_generator_info": {"name": generator, "version": version},
        "signature": f"self#jumbf=/c2pa/{label}/c2pa.signature",
        "created_assertions": [
            # the hash is that of the box without its head
            {"url": f"self#jumbf=c2pa.assertions/{which}", "hash": hashlib.sha256(box[8:]).digest()}
            for which, box in assertions.items()
        ],
        "dc:title": claim.title,
        "alg": "sha256",
    }


def _name(digest: bytes, said: bytes) -> str:
    """A UUID of version 4 in form, drawn from what it names."""
    return str(uuid.UUID(bytes=hashlib.sha256(digest + said).digest()[:16], version=4))


def _superbox(kind: bytes, label: str, *content: bytes) -> bytes:
    toggles = bytes([_REQUESTABLE_WITH_LABEL])
    described = _box(b"jumd", kind + _UUID_TAIL + toggles + label.encode() + b"\0")
    return _box(b"jumb", described + b"".join(content))


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _boxes(octets: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place + 8 <= len(octets):
        length, kind = struct.unpack_from(">I4s", octets, place)
        if length < 8:
            return
        yield kind, octets[place + 8 : place + length]
        place += length


def _superboxes(octets: bytes) -> Iterator[tuple[str, bytes]]:
    """The superboxes among boxes: label and content."""
    for kind, body in _boxes(octets):
        described = next(_boxes(body), (b"", b"")) if kind == b"jumb" else (b"", b"")
        if described[0] == b"jumd":
            yield described[1][17:].partition(b"\0")[0].decode("utf-8", "replace"), body

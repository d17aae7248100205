"""A signature of ours is one that `cryptography` finds valid, with every kind of key."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.x509.oid import NameOID

from broadcast.formats.seal import cbor
from broadcast.formats.seal.signer import Signer, name_of, signer_of


def certificate(key: Any, *names: tuple[x509.ObjectIdentifier, str]) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(kind, name) for kind, name in names])
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Root")]))
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    )


def whole(signature: bytes) -> bytes:
    """Two numbers side by side as DER."""
    half = len(signature) // 2
    return encode_dss_signature(
        *(int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
    )


P256, P384, P521 = (
    ec.generate_private_key(curve) for curve in (ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1())
)
RSA = rsa.generate_private_key(65537, 2048)
ED = ed25519.Ed25519PrivateKey.generate()
MASKED = padding.PSS(padding.MGF1(hashes.SHA256()), 32)

KEYS = [
    (
        P256,
        "ES256",
        -7,
        lambda sign, data: P256.public_key().verify(whole(sign), data, ec.ECDSA(hashes.SHA256())),
    ),
    (
        P384,
        "ES384",
        -35,
        lambda sign, data: P384.public_key().verify(whole(sign), data, ec.ECDSA(hashes.SHA384())),
    ),
    (
        P521,
        "ES512",
        -36,
        lambda sign, data: P521.public_key().verify(whole(sign), data, ec.ECDSA(hashes.SHA512())),
    ),
    (RSA, "PS256", -37, lambda sign, data: RSA.public_key().verify(sign, data, MASKED, hashes.SHA256())),
    (ED, "Ed25519", -8, lambda sign, data: ED.public_key().verify(sign, data)),
]


@pytest.mark.parametrize(("key", "name", "code", "verify"), KEYS, ids=[name for _, name, *_ in KEYS])
def test_every_kind_of_key_signs_what_cose_asks_for(key: Any, name: str, code: int, verify: Any) -> None:
    own = certificate(key, (NameOID.COMMON_NAME, "Desk"))
    signer = signer_of(key, [own])
    assert (signer.algorithm, signer.code) == (name, code)
    der = own.public_bytes(encoding=_der())
    protected = cbor.encode({1: code, 33: der})
    signed = signer.cose(b"claim")
    head = b"\xd2\x84" + cbor.encode(protected) + b"\xa0\xf6"
    assert signed.startswith(head)
    signature = signed.removeprefix(head).removeprefix(cbor.encode(b"\0" * _length(name))[: -_length(name)])
    assert len(signature) == _length(name)
    verify(signature, cbor.encode(["Signature1", protected, b"", b"claim"]))
    assert signer.signed(signed)


def _length(name: str) -> int:
    return {"ES256": 64, "ES384": 96, "ES512": 132, "PS256": 256, "Ed25519": 64}[name]


def _der() -> Any:
    from cryptography.hazmat.primitives.serialization import Encoding

    return Encoding.DER


def test_the_local_key_signs_the_same_way_each_time(signer: Signer) -> None:
    assert signer.cose(b"claim") == signer.cose(b"claim")
    assert signer.cose(b"claim") != signer.cose(b"claim.")


def test_the_signature_of_another_is_told(signer: Signer) -> None:
    other = signer_of(P256, [certificate(P256, (NameOID.COMMON_NAME, "Desk"))])
    assert not signer.signed(other.cose(b"claim"))
    assert not signer.signed(b"")


@pytest.mark.parametrize(
    "key",
    [rsa.generate_private_key(65537, 1024), ec.generate_private_key(ec.SECP256K1())],
    ids=["short", "curve"],
)
def test_a_key_that_c2pa_does_not_know_is_refused(key: Any) -> None:
    with pytest.raises(ValueError, match="the key is neither ECDSA"):
        signer_of(key, [certificate(key, (NameOID.COMMON_NAME, "Desk"))])


def test_a_certificate_is_named_by_organisation_and_name() -> None:
    both = certificate(P256, (NameOID.COMMON_NAME, "Newsroom"), (NameOID.ORGANIZATION_NAME, "Radio Merrow"))
    assert name_of(both) == "Radio Merrow, Newsroom"
    assert name_of(certificate(P256, (NameOID.COUNTRY_NAME, "NO"))) == "C=NO"


def test_the_root_is_left_out_of_the_chain(signer: Signer) -> None:
    (own,) = signer.chain
    read = x509.load_der_x509_certificate(own)
    assert read.subject != read.issuer

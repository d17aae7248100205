"""A private key and its certificates in, signatures of C2PA claims out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from broadcast.formats.seal import cbor

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_ALGORITHM, _CHAIN = 1, 33
"""Header parameters of COSE: the algorithm, the certificates (RFC 9052, RFC 9360)."""

_SIGN1_OF_FOUR = b"\xd2\x84"
"""The tag of a COSE_Sign1, and a list of four."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who seals.

    Attributes:
        name: Of the certificate: organisation and common name.
        algorithm: "ES256", "ES384", "ES512", "PS256" or "Ed25519".
        code: The same as COSE counts.
        chain: The certificates in DER, the signer's own first; the root is left out.
        expires: When the signer's certificate ends.
        sign: Signs octets, in the form that COSE asks for.
    """

    name: str
    algorithm: str
    code: int
    chain: tuple[bytes, ...]
    expires: datetime
    sign: Callable[[bytes], bytes]

    def cose(self, payload: bytes) -> bytes:
        """A COSE_Sign1 over a payload that stands elsewhere.

        References:
            RFC 9052 (2022), section 4; C2PA Technical Specification 2.1, section 13.2.
        """
        protected = self._protected()
        signature = self.sign(cbor.encode(["Signature1", protected, b"", payload]))
        return cbor.encode(cbor.Tagged(cbor.SIGN1, [protected, {}, None, signature]))

    def signed(self, signature: bytes) -> bool:
        """Whether a COSE_Sign1 names this signer's certificates; whether it is valid is another question."""
        return signature.startswith(_SIGN1_OF_FOUR + cbor.encode(self._protected()))

    def _protected(self) -> bytes:
        chain = list(self.chain) if len(self.chain) > 1 else self.chain[0]  # as RFC 9360 asks for
        return cbor.encode({_ALGORITHM: self.code, _CHAIN: chain})


def signer_of(key: Any, certificates: "list[Certificate]") -> Signer:
    """The signer with a private key.

    Args:
        key: Of `cryptography`.
        certificates: Its own first.

    Raises:
        ValueError: C2PA knows no way to sign with such a key.
    """
    algorithm, code, sign = _way(key)
    own, *above = certificates
    chain = [own, *(one for one in above if one.subject != one.issuer)]
    from cryptography.hazmat.primitives.serialization import Encoding

    return Signer(
        name=name_of(own),
        algorithm=algorithm,
        code=code,
        chain=tuple(one.public_bytes(Encoding.DER) for one in chain),
        expires=own.not_valid_after_utc.astimezone(UTC),
        sign=sign,
    )


def name_of(certificate: "Certificate") -> str:
    """Whose certificate it is: "Radio Merrow, Newsroom"."""
    from cryptography.x509.oid import NameOID

    kinds = (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)
    found = [str(part.value) for kind in kinds for part in certificate.subject.get_attributes_for_oid(kind)]
    return ", ".join(dict.fromkeys(found)) or certificate.subject.rfc4514_string()


def _way(key: Any) -> tuple[str, int, Callable[[bytes], bytes]]:
    """How a key signs: the algorithm's name, its number in COSE, the function.

    References:
        RFC 9053, RFC 8812; C2PA Technical Specification 2.1, section 13.2.1, "Signature Algorithms".
    """
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "Ed25519", -8, key.sign
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= 2048:
        masked = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32)
        return "PS256", -37, lambda octets: key.sign(octets, masked, hashes.SHA256())
    if isinstance(key, ec.EllipticCurvePrivateKey):
        curves: dict[str, tuple[str, int, hashes.HashAlgorithm]] = {
            "secp256r1": ("ES256", -7, hashes.SHA256()),
            "secp384r1": ("ES384", -35, hashes.SHA384()),
            "secp521r1": ("ES512", -36, hashes.SHA512()),
        }
        if key.curve.name in curves:
            name, code, digest = curves[key.curve.name]
            return name, code, lambda octets: _ecdsa(key, octets, digest)
    raise ValueError(
        "the key is neither ECDSA on P-256, P-384 or P-521, nor RSA of 2048 bits or more, nor Ed25519"
    )


def _ecdsa(key: Any, octets: bytes, digest: Any) -> bytes:
    """A signature as two whole numbers side by side, the same each time where the library can (RFC 6979)."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    try:
        signed = key.sign(octets, ec.ECDSA(digest, deterministic_signing=True))
    except UnsupportedAlgorithm:
        signed = key.sign(octets, ec.ECDSA(digest))
    width = (key.curve.key_size + 7) // 8
    return b"".join(number.to_bytes(width, "big") for number in decode_dss_signature(signed))

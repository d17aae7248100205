"""A settings folder, or a station's certificate and key, in; who seals comes out."""

import os
import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadcast.errors import UsageError
from broadcast.formats.seal.signer import Signer, name_of, signer_of

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, Name

FILE = "seal.pem"
"""In the user's settings folder: the private key, its certificate, and the root that signed it."""

LOCAL = "broadcast"
"""Organisation of a local key's certificate: no name of a person or a machine goes into it."""

YEARS = 20

# what C2PA lets a certificate of a signer be for: e-mail, documents, claims (section 14.5.1)
_PURPOSES = ("1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.62558.2.1")

_INSTEAD = "or set `seal = false` under [provenance] in broadcast.toml"


def local_signer(home: Path) -> Signer:
    """The key of this user on this machine, made on first use.

    Of two programs that make it at the same time both take the one that was first.

    Args:
        home: The user's settings folder; made when it is missing.

    Raises:
        UsageError: It cannot be read, written or understood.
    """
    place = home / FILE
    try:
        if not place.exists():
            home.mkdir(parents=True, exist_ok=True)
            _settle(_made(), place, replace=False)
        signer = _read(place, place)
        if signer.expires < datetime.now(UTC) + timedelta(days=1):
            _settle(_made(), place, replace=True)
            signer = _read(place, place)
    except OSError as error:
        raise UsageError(
            f"the key for sealing '{place}' cannot be kept: {error.strerror or error}", _INSTEAD[3:]
        ) from error
    return signer


def found_signer(home: Path) -> Signer | None:
    """The key of this user, where one was made and can be read."""
    return known_signer(home / FILE, home / FILE)


def known_signer(certificate: Path, key: Path) -> Signer | None:
    """Whose certificate that is, to tell seals apart, out of date or not; None when it cannot be read."""
    with suppress(UsageError, OSError):
        return _read(certificate, key)
    return None


def station_signer(certificate: Path, key: Path) -> Signer:
    """The key of a station.

    Args:
        certificate: PEM: the station's own, then those that vouch for it.
        key: PEM, without a passphrase.

    Raises:
        UsageError: One cannot be read, they do not belong together, or the certificate is out of date or for
            something else.
    """
    try:
        signer = _read(certificate, key)
    except OSError as error:
        raise UsageError(
            f"'{error.filename}' cannot be read: {error.strerror or error}",
            f"correct [provenance], {_INSTEAD}",
        ) from error
    _check_purpose(certificate)
    now = datetime.now(UTC)
    if signer.expires <= now:
        raise UsageError(f"the certificate '{certificate}' ended on {signer.expires:%Y-%m-%d}", "renew it")
    return signer


def _read(certificate: Path, key: Path) -> Signer:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509 import load_pem_x509_certificates

    try:
        chain = load_pem_x509_certificates(certificate.read_bytes())
    except ValueError as error:
        raise UsageError(f"'{certificate}' holds no certificate in PEM", _INSTEAD[3:]) from error
    try:
        private: Any = load_pem_private_key(key.read_bytes(), None)
        signer = signer_of(private, chain)
    except TypeError as error:
        raise UsageError(f"the key '{key}' has a passphrase", "give the path of one without") from error
    except ValueError as error:
        raise UsageError(f"'{key}' holds no private key that can seal: {error}", _INSTEAD[3:]) from error
    if private.public_key() != chain[0].public_key():
        raise UsageError(
            f"the key '{key}' is not the one of '{certificate}'", "the station's own certificate comes first"
        )
    return signer


def _check_purpose(path: Path) -> None:
    """Raise what a reader of C2PA would not take in a signer's certificate."""
    from cryptography import x509

    own = x509.load_pem_x509_certificates(path.read_bytes())[0]
    if own.not_valid_before_utc > datetime.now(UTC):
        raise UsageError(
            f"the certificate '{path}' begins on {own.not_valid_before_utc:%Y-%m-%d}",
            "take one that holds now",
        )
    faults = []
    uses = {use.dotted_string for use in _extension(own, x509.ExtendedKeyUsage) or ()}
    if not uses & set(_PURPOSES):
        faults.append("is not for signing e-mail, documents or C2PA claims")
    usage = _extension(own, x509.KeyUsage)
    if usage is None or not usage.digital_signature:
        faults.append("does not allow digital signatures")
    basic = _extension(own, x509.BasicConstraints)
    if basic is not None and basic.ca:
        faults.append("is an authority's own")
    if own.subject == own.issuer:
        faults.append("is signed by nobody but itself")
    if faults:
        raise UsageError(
            f"the certificate '{path}' of '{name_of(own)}' {' and '.join(faults)}",
            "ask for one with the purpose emailProtection or documentSigning",
        )


def _extension(certificate: "Certificate", kind: Any) -> Any:
    from cryptography.x509 import ExtensionNotFound

    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except ExtensionNotFound:
        return None


def _settle(octets: bytes, place: Path, *, replace: bool) -> None:
    """Put a finished file in its place, for the user's eyes alone; unless asked, one that is there stays."""
    part = place.with_name(f".{place.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(octets)
            stream.flush()
            os.fsync(stream.fileno())
        if replace:
            part.replace(place)
            return
        with suppress(FileExistsError):
            try:
                os.link(part, place)
            except (OSError, NotImplementedError) as error:
                if isinstance(error, FileExistsError):
                    raise
                part.rename(place)  # a disk without links: the last of two stays
    finally:
        part.unlink(missing_ok=True)


def _made() -> bytes:
    """A new key on P-256 with its certificate and the root that signed it; the root's key is thrown away."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    mark = secrets.token_hex(4)
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name, name = _name(f"local root {mark}"), _name(f"local key {mark}")
    root = (
        _certificate(root_name, root_name, root_key.public_key(), root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    own = (
        _certificate(name, root_name, key.public_key(), root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([x509.ObjectIdentifier(_PURPOSES[0])]), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return b"".join([private, own.public_bytes(Encoding.PEM), root.public_bytes(Encoding.PEM)])


def _name(common: str) -> "Name":
    from cryptography.x509 import Name, NameAttribute
    from cryptography.x509.oid import NameOID

    return Name([NameAttribute(NameOID.ORGANIZATION_NAME, LOCAL), NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(subject: "Name", issuer: "Name", public: Any, issuer_public: Any) -> Any:
    from cryptography import x509

    now = datetime.now(UTC).replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # clocks differ
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_public), critical=False)
    )


def _usage(*, signs: bool) -> Any:
    from cryptography.x509 import KeyUsage

    return KeyUsage(
        digital_signature=signs,
        key_cert_sign=not signs,
        crl_sign=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )

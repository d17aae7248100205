"""The key of a user is made once, for their eyes alone; a station's is looked at before it is used."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from broadcast.errors import UsageError
from broadcast.formats.seal import keys
from broadcast.formats.seal.keys import FILE, found_signer, local_signer, station_signer


def test_a_key_is_made_on_first_use_and_kept(tmp_path: Path) -> None:
    home = tmp_path / "not" / "there"
    first = local_signer(home)
    assert local_signer(home).chain == first.chain
    assert [path.name for path in home.iterdir()] == [FILE]
    assert first.algorithm == "ES256"
    assert first.expires > datetime.now(UTC) + timedelta(days=3650)
    found = found_signer(home)
    assert found is not None
    assert found.chain == first.chain


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_nobody_else_may_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        local_signer(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_the_certificate_is_one_that_c2pa_takes(tmp_path: Path) -> None:
    local_signer(tmp_path)
    own, root = x509.load_pem_x509_certificates((tmp_path / FILE).read_bytes())
    own.verify_directly_issued_by(root)
    root.verify_directly_issued_by(root)
    read = own.extensions.get_extension_for_class
    assert not read(x509.BasicConstraints).value.ca
    assert read(x509.KeyUsage).value.digital_signature
    assert not read(x509.KeyUsage).value.key_cert_sign
    assert list(read(x509.ExtendedKeyUsage).value) == [ExtendedKeyUsageOID.EMAIL_PROTECTION]
    assert read(x509.AuthorityKeyIdentifier).value.key_identifier == (
        root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    )
    assert own.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value == "broadcast"


def test_two_at_once_take_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        chains = {signer.chain for signer in threads.map(local_signer, [tmp_path] * 8)}
    assert len(chains) == 1
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_two_processes_at_once_take_the_same_key(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from broadcast.formats.seal.keys import local_signer;"
        "print(local_signer(pathlib.Path(sys.argv[1])).chain[0].hex())"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert len({process.communicate(timeout=60)[0] for process in started}) == 1


def test_a_disk_without_links_keeps_a_key_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert local_signer(tmp_path).chain == local_signer(tmp_path).chain
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_key_that_runs_out_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "YEARS", 0)
    keys._settle(keys._made(), tmp_path / FILE, replace=False)
    ended = found_signer(tmp_path)
    monkeypatch.undo()
    assert ended is not None
    fresh = local_signer(tmp_path)
    assert ended.expires < datetime.now(UTC) + timedelta(days=1) < fresh.expires
    assert local_signer(tmp_path).chain == fresh.chain


def test_a_folder_that_cannot_be_written_is_told_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(UsageError, match="cannot be kept") as raised:
        local_signer(tmp_path / "home")
    assert "seal = false" in raised.value.hint
    assert found_signer(tmp_path / "home") is None


@pytest.mark.parametrize("octets", [b"", b"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n"])
def test_a_damaged_key_is_told(tmp_path: Path, octets: bytes) -> None:
    (tmp_path / FILE).write_bytes(octets)
    with pytest.raises(UsageError, match="holds no certificate in PEM"):
        local_signer(tmp_path)
    assert found_signer(tmp_path) is None


# a station's own

KEY, ROOT = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
NOW = datetime.now(UTC)


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def usage(**changes: bool) -> x509.KeyUsage:
    others = ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign")
    flags = ("digital_signature", *others, "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{**dict.fromkeys(flags, False), "digital_signature": True, **changes})


def pem(path: Path, **changes: Any) -> Path:
    """A station's certificate, or one with something wrong."""
    wanted = {
        "issuer": name("Root"),
        "purpose": ExtendedKeyUsageOID.EMAIL_PROTECTION,
        "usage": usage(),
        "ca": False,
        "begins": NOW - timedelta(days=1),
        "ends": NOW + timedelta(days=400),
        **changes,
    }
    built = (
        x509.CertificateBuilder()
        .subject_name(name("Radio Merrow"))
        .issuer_name(wanted["issuer"])
        .public_key(KEY.public_key())
        .serial_number(7)
        .not_valid_before(wanted["begins"])
        .not_valid_after(wanted["ends"])
        .add_extension(x509.BasicConstraints(ca=wanted["ca"], path_length=None), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ROOT.public_key()), critical=False)
        .add_extension(x509.ExtendedKeyUsage([wanted["purpose"]]), critical=False)
    )
    if wanted["usage"]:
        built = built.add_extension(wanted["usage"], critical=True)
    path.write_bytes(built.sign(ROOT, hashes.SHA256()).public_bytes(Encoding.PEM))
    return path


def private(path: Path, key: Any = KEY, passphrase: bytes = b"") -> Path:
    locked = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))
    return path


def test_a_stations_key_is_taken(tmp_path: Path) -> None:
    signer = station_signer(pem(tmp_path / "cert.pem"), private(tmp_path / "key.pem"))
    assert signer.name == "Radio Merrow"
    assert found_signer(tmp_path) is None


WRONG = [
    ({"purpose": ExtendedKeyUsageOID.SERVER_AUTH}, "is not for signing e-mail, documents or C2PA claims"),
    ({"usage": None}, "does not allow digital signatures"),
    ({"usage": usage(digital_signature=False, key_agreement=True)}, "does not allow digital signatures"),
    ({"ca": True}, "is an authority's own"),
    ({"issuer": name("Radio Merrow")}, "is signed by nobody but itself"),
    ({"begins": NOW + timedelta(days=2)}, "begins on "),
    ({"ends": NOW - timedelta(hours=1)}, "ended on "),
]


@pytest.mark.parametrize(("changes", "why"), WRONG)
def test_a_certificate_that_readers_would_refuse_is_told(
    tmp_path: Path, changes: dict[str, Any], why: str
) -> None:
    with pytest.raises(UsageError, match=why):
        station_signer(pem(tmp_path / "cert.pem", **changes), private(tmp_path / "key.pem"))


def test_a_key_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    certificate = pem(tmp_path / "cert.pem")
    with pytest.raises(UsageError, match="is not the one of"):
        station_signer(certificate, private(tmp_path / "key.pem", ROOT))
    with pytest.raises(UsageError, match="has a passphrase"):
        station_signer(certificate, private(tmp_path / "key.pem", KEY, b"secret"))
    with pytest.raises(UsageError, match="holds no private key that can seal"):
        station_signer(certificate, certificate)
    with pytest.raises(UsageError, match="holds no certificate in PEM"):
        station_signer(private(tmp_path / "key.pem"), private(tmp_path / "key.pem"))
    with pytest.raises(UsageError, match=r"none\.pem' cannot be read: No such file"):
        station_signer(certificate, tmp_path / "none.pem")

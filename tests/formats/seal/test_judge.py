"""What we sealed is judged by the C2PA project's library, by TrustNXT's and by hand; every change is told."""

import runpy
import shutil
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.mp3 import Mp3
from broadcast.formats.seal import embed, keys
from broadcast.formats.seal.claims import claim_of
from broadcast.formats.seal.embed import find_seal, seal_file
from broadcast.formats.seal.judge import Judgement, judge, lacking
from broadcast.formats.seal.keys import local_signer
from broadcast.formats.seal.signer import Signer, signer_of
from broadcast.formats.seal.store import Claim, build_store, signature_of

HERE = Path(__file__)
studio = SimpleNamespace(**runpy.run_path(str(HERE.parents[1] / "studio.py")))
outsiders = SimpleNamespace(**runpy.run_path(str(HERE.parents[1] / "outsiders.py")))

ODD = 'Ωmega "x" <&> \u202e\U0001f6a2' + "é" * 300
"""A headline as reports have them, or worse."""

ENDINGS = ["wav", "mp3", "opus"]


@pytest.fixture(params=ENDINGS)
def sealed(request: pytest.FixtureRequest, tmp_path: Path, signer: Signer) -> Path:
    """A WAV and an MP3 file with the seal in them, some other with the seal beside it."""
    delivery = studio.delivery(tmp_path)
    delivery = replace(delivery, runsheet=replace(delivery.runsheet, headline=ODD, source_name=ODD))
    path = delivery.wav
    if request.param == "mp3":
        (path,) = Mp3().write(delivery)
    elif request.param == "opus":
        path = tmp_path / "port-ellmoor.opus"
        path.write_bytes(b"OggS" + bytes(range(256)) * 40)
    seal_file(path, partial(build_store, claim_of(delivery), signer))
    return path


def test_the_library_of_the_c2pa_project_finds_our_seal_valid(sealed: Path, signer: Signer) -> None:
    assert lacking() == ""
    found = judge(sealed, signer)
    assert found.faults == ()
    assert found.sealed
    assert found.own
    assert found.signer.startswith("broadcast, local key ")
    assert found.kind == "trainedAlgorithmicMedia"
    assert found.created.endswith("Z")
    assert found.synthetic == ("tone:high", "tone:low", "tone:middle")
    assert found.source_name == ODD
    assert found.source_sha256 == "ab" * 32


@pytest.mark.outsider
@pytest.mark.parametrize("sealed", ["wav", "mp3"], indirect=True)
def test_the_library_of_trustnxt_finds_our_seal_valid(sealed: Path) -> None:
    valid, codes = outsiders.judged_by_trustnxt(sealed)
    assert valid
    assert set(codes) == {
        "signingCredential.trusted",
        "claimSignature.validated",
        "assertion.hashedURI.match",
        "assertion.dataHash.match",
    }


def test_the_signature_holds_by_hand(sealed: Path, signer: Signer) -> None:
    store = find_seal(sealed)
    assert store is not None
    signed = signature_of(store)
    own = x509.load_der_x509_certificate(signer.chain[0])
    claim_box = store.index(b"c2pa.claim.v2\0") + len(b"c2pa.claim.v2\0")
    size = int.from_bytes(store[claim_box : claim_box + 4], "big")
    assert store[claim_box + 4 : claim_box + 8] == b"cbor"
    claim = store[claim_box + 8 : claim_box + size]
    protected = signed[2 : signed.index(b"\xa0\xf6\x58\x40")]  # an empty map, no payload, 64 octets
    one, other = (int.from_bytes(part, "big") for part in (signed[-64:-32], signed[-32:]))
    said = b"\x84\x6aSignature1" + protected + b"\x40" + _bytes(claim)
    own.public_key().verify(encode_dss_signature(one, other), said, ec.ECDSA(hashes.SHA256()))


def _bytes(octets: bytes) -> bytes:
    assert 255 < len(octets) < 65536
    return b"\x59" + len(octets).to_bytes(2, "big") + octets


def flipped(path: Path, place: int) -> None:
    octets = bytearray(path.read_bytes())
    octets[place] ^= 1
    path.write_bytes(octets)


def test_one_bit_of_the_sound_is_told(sealed: Path) -> None:
    flipped(sealed, sealed.stat().st_size // 2)
    assert judge(sealed).faults == ("the file was altered after it was sealed",)


def test_one_bit_of_the_head_is_told(sealed: Path) -> None:
    place = {".wav": 60, ".mp3": 24, ".opus": 5}[sealed.suffix]
    flipped(sealed, place)
    assert judge(sealed).faults == ("the file was altered after it was sealed",)


@pytest.mark.parametrize("sealed", ["mp3", "opus"], indirect=True)  # in a WAV file the seal would go with it
def test_a_cut_of_the_end_is_told(sealed: Path) -> None:
    octets = sealed.read_bytes()
    sealed.write_bytes(octets[:-100])
    assert judge(sealed).faults == ("the file was altered after it was sealed",)


def _holder(path: Path) -> Path:
    beside = path.with_name(path.name + embed.SIDECAR)
    return beside if beside.is_file() else path


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (b"tone:high", "what the seal says was altered"),
        (b"trainedAlgorithmicMedia", "what the seal says was altered"),
        (b"claim_generator_info", ""),
    ],
)
def test_a_change_of_what_is_said_is_told(sealed: Path, words: bytes, fault: str) -> None:
    holder = _holder(sealed)
    octets = holder.read_bytes()
    holder.write_bytes(
        octets[: octets.rindex(words)] + words.swapcase() + octets[octets.rindex(words) + len(words) :]
    )
    faults = judge(sealed).faults
    assert faults
    assert fault in faults or not fault


def test_a_damaged_seal_is_told(sealed: Path) -> None:
    holder = _holder(sealed)
    octets = holder.read_bytes()
    place = octets.index(b"jumdc2pa")
    holder.write_bytes(octets[:place] + bytes(40) + octets[place + 40 :])
    (fault,) = judge(sealed).faults
    assert fault.startswith("the seal cannot be read: ")


def test_the_seal_of_another_is_named(sealed: Path, tmp_path: Path) -> None:
    other = local_signer(tmp_path / "theirs")
    found = judge(sealed, other)
    assert not found.own
    assert found.signer != other.name
    assert found.faults == ()
    assert not judge(sealed).own


def test_the_seal_of_one_file_does_not_hold_for_another(tmp_path: Path, signer: Signer) -> None:
    one, two = tmp_path / "one.flac", tmp_path / "two.flac"
    one.write_bytes(b"one" * 100)
    two.write_bytes(b"two" * 100)
    claim = Claim(title="x", generator=("broadcast", "1"), assertions={})
    beside = seal_file(one, partial(build_store, claim, signer))
    shutil.copy(beside, tmp_path / "two.flac.c2pa")
    assert "the file was altered after it was sealed" in judge(two).faults


KEYS = {
    "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "ES384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "ES512": lambda: ec.generate_private_key(ec.SECP521R1()),
    "PS256": lambda: rsa.generate_private_key(65537, 2048),
    "Ed25519": ed25519.Ed25519PrivateKey.generate,
}


@pytest.mark.parametrize("algorithm", KEYS)
def test_seals_of_every_kind_of_station_key_hold(tmp_path: Path, algorithm: str) -> None:
    key, root = KEYS[algorithm](), ec.generate_private_key(ec.SECP256R1())
    own = (
        keys._certificate(keys._name("desk"), keys._name("root"), key.public_key(), root.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(keys._usage(signs=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .sign(root, hashes.SHA256())
    )
    signer = signer_of(key, [own])
    assert signer.algorithm == algorithm
    delivery = studio.delivery(tmp_path)
    seal_file(delivery.wav, partial(build_store, claim_of(delivery), signer))
    found = judge(delivery.wav, signer)
    assert (found.faults, found.own, found.signer) == ((), True, "broadcast, desk")


def test_a_seal_that_somebody_put_beside_does_not_hide_the_one_in_the_file(
    tmp_path: Path, signer: Signer
) -> None:
    delivery = studio.delivery(tmp_path)
    seal_file(delivery.wav, partial(build_store, claim_of(delivery), signer))
    (tmp_path / "port-ellmoor.wav.c2pa").write_bytes(b"nothing")
    assert judge(delivery.wav, signer).faults == ()
    flipped(delivery.wav, 100_000)
    assert judge(delivery.wav, signer).faults == ("the file was altered after it was sealed",)


def test_a_certificate_that_has_ended_is_no_alteration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "YEARS", -1 / 730)  # ended half a day ago
    (tmp_path / "seal.pem").write_bytes(keys._made())
    ended = keys.found_signer(tmp_path)
    assert ended is not None
    delivery = studio.delivery(tmp_path)
    seal_file(delivery.wav, partial(build_store, claim_of(delivery), ended))
    found = judge(delivery.wav, ended)
    assert (found.faults, found.ended, found.own) == ((), True, True)
    flipped(delivery.wav, 100_000)
    assert judge(delivery.wav).faults == ("the file was altered after it was sealed",)


def test_a_wav_file_beyond_four_gigabytes_has_a_seal_beside_it_that_holds(
    tmp_path: Path, signer: Signer
) -> None:
    delivery = studio.delivery(tmp_path)
    wav = delivery.wav
    wav.write_bytes(b"RF64" + wav.read_bytes()[4:])
    seal_file(wav, partial(build_store, claim_of(delivery), signer))
    assert judge(wav, signer).faults == ()
    flipped(wav, 100_000)
    assert judge(wav, signer).faults == ("the file was altered after it was sealed",)


def test_a_file_without_a_seal_is_said_to_have_none(tmp_path: Path) -> None:
    assert judge(studio.delivery(tmp_path).wav) == Judgement()


def test_where_the_library_does_not_load_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "c2pa", None)
    assert "c2pa-python does not load here" in lacking()


@settings(max_examples=40, deadline=None)
@given(texts=st.tuples(*[st.text(max_size=40)] * 5), half=st.sampled_from(["", "\ud83d"]))
def test_no_text_of_a_report_makes_a_seal_that_cannot_be_read(
    tmp_path_factory: pytest.TempPathFactory, signer: Signer, texts: tuple[str, ...], half: str
) -> None:
    folder = tmp_path_factory.mktemp("x")
    headline, source, voice, talent, clip = texts
    delivery = studio.delivery(folder, studio.sound(4_800))
    row = replace(studio.rows()[0], voice=f"tone:{voice}", talent=talent + half, clip=clip)
    sheet = replace(
        delivery.runsheet, rows=(row,), headline=headline + half, source_name=source + half, slug="x"
    )
    delivery = replace(delivery, runsheet=sheet, versions={"tone": f"{voice}\0{half}"})
    seal_file(delivery.wav, partial(build_store, claim_of(delivery), signer))
    found = judge(delivery.wav, signer)
    assert (found.faults, found.own, len(found.synthetic)) == ((), True, 1)

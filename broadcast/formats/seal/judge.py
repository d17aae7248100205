"""A sound file in, what the C2PA library says of its seal out."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadcast.formats.seal.claims import ACTIONS, SOURCE, VOICES
from broadcast.formats.seal.embed import embedded_seal, find_seal
from broadcast.formats.seal.signer import Signer
from broadcast.formats.seal.store import signature_of

_MIMES = {".wav": "audio/wav", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".flac": "audio/flac"}

# whether a signer can be trusted is for people to say, who are told its name; nothing is looked up
_OFFLINE = {"verify": {"verify_trust": False, "ocsp_fetch": False, "remote_manifest_fetch": False}}

_PLAIN = {
    "assertion.dataHash.mismatch": "the file was altered after it was sealed",
    "assertion.hashedURI.mismatch": "what the seal says was altered",
    "assertion.missing": "something that the seal said was taken out",
    "claimSignature.mismatch": "the signature does not belong to the seal",
    "claimSignature.missing": "the signature was taken out",
    "signingCredential.invalid": "the certificate is not one to seal with",
}

_TRUST = "signingCredential.untrusted"

_ENDED = frozenset({"signingCredential.expired", "claimSignature.outsideValidity"})
"""Of a seal without a time stamp these say only that a certificate has ended, then or since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a seal says, and whether it holds.

    Attributes:
        sealed: Whether there is one.
        faults: What is wrong with it, in plain words; empty when it holds.
        ended: Whether the certificate has ended; what was sealed is the same all the same.
        signer: Whose certificate it is.
        own: Whether that is one of the certificates asked about.
        kind: IPTC's word for where the sound comes from: "trainedAlgorithmicMedia".
        created: When the file was made, as the seal says.
        synthetic: The synthetic voices.
        source_name: Of the report; `source_sha256`, its hash.
    """

    sealed: bool = False
    faults: tuple[str, ...] = ()
    ended: bool = False
    signer: str = ""
    own: bool = False
    kind: str = ""
    created: str = ""
    synthetic: tuple[str, ...] = ()
    source_name: str = ""
    source_sha256: str = ""


def lacking() -> str:
    """What the machine lacks to judge a seal, with what to do; "" when nothing."""
    try:
        import c2pa  # noqa: F401
    except (ImportError, OSError, RuntimeError) as error:
        return f"c2pa-python does not load here ({error})"
    return ""


def judge(path: Path, *own: Signer) -> Judgement:
    """Judge the seal of a file: its signature, what it says, and the file's hash.

    Args:
        path: The sound file; its seal is in it or beside it.
        own: Signers to tell from others.

    Raises:
        OSError: The file cannot be read.
    """
    store = find_seal(path)
    if store is None:
        return Judgement()
    try:
        read = _read(path, store)
    except ValueError as error:
        return Judgement(sealed=True, faults=(f"the seal cannot be read: {error}",))
    results = read.get("validation_results", {}).get("activeManifest", {})
    codes = dict.fromkeys(str(failure["code"]) for failure in results.get("failure", []))
    manifest = read["manifests"][read["active_manifest"]]
    said = {part["label"]: part["data"] for part in manifest.get("assertions", [])}
    action: dict[str, Any] = next(iter(said.get(ACTIONS, {}).get("actions", [])), {})
    signature = manifest.get("signature_info", {})
    names = [signature.get("issuer"), signature.get("common_name")]
    source = said.get(SOURCE, {})
    return Judgement(
        sealed=True,
        faults=_faults(codes, read.get("validation_state")),
        ended=bool(_ENDED & codes.keys()),
        signer=", ".join(dict.fromkeys(name for name in names if name)),
        own=any(one.signed(signature_of(store)) for one in own),
        kind=str(action.get("digitalSourceType", "")).rpartition("/")[2],
        created=str(action.get("when", "")),
        synthetic=tuple(str(voice["voice"]) for voice in said.get(VOICES, {}).get("voices", [])),
        source_name=str(source.get("name", "")),
        source_sha256=str(source.get("hash", "")),
    )


def _read(path: Path, store: bytes) -> dict[str, Any]:
    """What the library says.

    Raises:
        ValueError: It cannot make anything of the seal.
    """
    from c2pa import C2paError, Context, Reader, Settings

    beside = embedded_seal(path) is None
    mime = "c2pa" if beside else _MIMES.get(path.suffix.lower(), "c2pa")
    try:
        with (
            Settings.from_dict(_OFFLINE) as settings,
            Context(settings) as context,
            path.open("rb") as stream,
            Reader(mime, stream, store if beside else None, context=context) as reader,
        ):
            read: dict[str, Any] = json.loads(reader.json())
    except C2paError as error:
        raise ValueError(str(error)) from error
    if read.get("active_manifest") not in read.get("manifests", {}):
        raise ValueError("it holds no manifest")
    return read


def _faults(codes: dict[str, None], state: str | None) -> tuple[str, ...]:
    """What is amiss, by the codes of the library, in their order."""
    faults = [code for code in codes if code != _TRUST and code not in _ENDED]
    if state == "Invalid" and not faults and not _ENDED & codes.keys():
        faults = ["it does not hold"]
    return tuple(dict.fromkeys(_PLAIN.get(code, code) for code in faults))

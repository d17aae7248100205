"""A package goes in; what was altered since it was made comes out, check by check."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from broadcast.errors import PackageError
from broadcast.formats import manifest
from broadcast.formats.cuts import cuts_of
from broadcast.formats.json_sheet import read_runsheet
from broadcast.formats.manifest import Manifest
from broadcast.formats.pcm import find_sound, read_blocks
from broadcast.formats.seal import SOUND, keys
from broadcast.formats.seal.judge import Judgement, judge, lacking
from broadcast.formats.seal.signer import Signer
from broadcast.mix.loudness import measure
from broadcast.model import Loudness, RunSheet
from broadcast.settings import Settings, home
from broadcast.units import PROGRAMME_RATE, Samples, clock

TOLERANCE = 0.1
"""Loudness units and decibels that a measurement may differ by from what is written."""

RUNSHEET = "runsheet.json"


class State(StrEnum):
    """How a check came out."""

    PASS = "pass"
    FAIL = "fail"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What one check found.

    Attributes:
        about: "files", "loudness", "lengths" or "provenance".
        state: `NOTE` tells something that is no fault.
        said: One line of plain words.
        file: Relative to the package; empty when it is about all of it.
    """

    about: str
    state: State
    said: str
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A package and everything that was found.

    Attributes:
        checks: In the order made.
        seals: Sound file -> what its seal says, of those that have one.
    """

    folder: Path
    slug: str
    generator: str
    created: str
    checks: tuple[Check, ...]
    seals: dict[str, Judgement]

    @property
    def whole(self) -> bool:
        """Whether nothing was altered."""
        return all(check.state is not State.FAIL for check in self.checks)


def verify_package(folder: Path | str, settings: Settings | None = None) -> Verified:
    """Hold a package against its manifest, its run-sheet and its seals.

    Files by their hashes, loudness and true peak measured anew, lengths to the sample, and the seals by their
    signatures. Nothing is fetched, and nothing is written.

    Args:
        folder: The package.
        settings: For the station's certificate, to tell its seals from others'.

    Raises:
        PackageError: It is no package, or its manifest is damaged.
    """
    folder = Path(folder)
    listed = manifest.read_manifest(folder)
    sheet, told = _runsheet(folder)
    own = _own(settings or Settings())
    sealable = _sealable(folder, listed, sheet)
    seals = {path.relative_to(folder).as_posix(): judge(path, *own) for path in sealable}
    checks = [
        *_files(folder, listed),
        *told,
        *_loudness(folder, listed, sheet),
        *_lengths(folder, listed, sheet),
        *_provenance(listed, sheet, seals),
    ]
    return Verified(
        folder=folder,
        slug=listed.slug,
        generator=listed.generator,
        created=listed.created,
        checks=tuple(checks),
        seals={path: seal for path, seal in seals.items() if seal.sealed},
    )


def _files(folder: Path, listed: Manifest) -> Iterator[Check]:
    faults = manifest.check_files(folder)
    for fault in faults:
        yield Check(about="files", state=State.FAIL, said=fault)
    if not faults:
        said = f"{len(listed.files)} files as the manifest has them"
        yield Check(about="files", state=State.PASS, said=said)
    names = {entry.path for entry in listed.files} | {manifest.NAME}
    for place, _, found in os.walk(folder):
        for name in sorted(found):
            path = (Path(place) / name).relative_to(folder).as_posix()
            if path not in names:
                yield Check(about="files", state=State.NOTE, said=f"{path} is not of the package", file=path)


def _runsheet(folder: Path) -> tuple[RunSheet | None, list[Check]]:
    try:
        return read_runsheet((folder / RUNSHEET).read_text(encoding="utf-8")), []
    except (OSError, UnicodeDecodeError, PackageError) as error:
        why = str(error) if isinstance(error, PackageError) else f"{RUNSHEET} cannot be read"
        return None, [Check(about="files", state=State.FAIL, said=why, file=RUNSHEET)]


def _loudness(folder: Path, listed: Manifest, sheet: RunSheet | None) -> Iterator[Check]:
    """The programme as it measures now, against what the manifest and the run-sheet say."""
    wav = _programme(listed)
    try:
        found = measure(read_blocks(folder / wav))
    except (PackageError, OSError) as error:
        yield Check(about="loudness", state=State.FAIL, said=f"not to be measured: {error}", file=wav)
        return
    written = [("manifest", listed.loudness), ("run-sheet", sheet.loudness if sheet else None)]
    read = f"{found.integrated:.1f} LUFS, true peak {found.true_peak:.1f} dBTP"
    faults = [
        f"{wav} has {now:.1f} {unit}, the {where} says {then:.1f}"
        for where, loudness in written
        if loudness is not None
        for now, then, unit in _levels(found, loudness)
        if now != then and not abs(now - then) <= TOLERANCE
    ]
    for fault in faults:
        yield Check(about="loudness", state=State.FAIL, said=fault, file=wav)
    if not faults:
        yield Check(about="loudness", state=State.PASS, said=read, file=wav)


def _levels(found: Loudness, written: Loudness) -> Iterator[tuple[float, float, str]]:
    yield found.integrated, written.integrated, "LUFS"
    yield found.true_peak, written.true_peak, "dBTP"


def _lengths(folder: Path, listed: Manifest, sheet: RunSheet | None) -> Iterator[Check]:
    """The programme and every cut against the run-sheet, to the sample."""
    names = {entry.path for entry in listed.files}
    wanted: list[tuple[str, Samples]] = [(_programme(listed), listed.trt)]
    if sheet is not None:
        wanted += [(_programme(listed), sheet.trt)]
        wanted += [
            (path.relative_to(folder).as_posix(), row.trt) for path, row in cuts_of(folder, sheet).items()
        ]
    mp3 = _programme(listed).removesuffix(".wav") + ".mp3"
    wanted += [(mp3, listed.trt)]
    faults, count = [], 0
    for name, length in dict.fromkeys(wanted):
        if name not in names or not (folder / name).is_file():
            continue
        count += 1
        found = _length(folder / name)
        if isinstance(found, str):
            faults.append(Check(about="lengths", state=State.FAIL, said=found, file=name))
        elif found != length:
            said = f"{name} has {found} samples, the run-sheet {length}"
            faults.append(Check(about="lengths", state=State.FAIL, said=said, file=name))
    yield from faults
    if not faults:
        said = f"{clock(listed.trt, tenths=True)}, {count} files to the sample"
        yield Check(about="lengths", state=State.PASS, said=said)


def _length(path: Path) -> Samples | str:
    """How long a sound file is; or why nobody can tell."""
    if path.suffix == ".wav":
        try:
            return find_sound(path).length
        except PackageError as error:
            return str(error)
    import soundfile

    try:
        with soundfile.SoundFile(path) as sound:
            rate, frames = sound.samplerate, Samples(sound.frames)
    except (soundfile.SoundFileError, OSError) as error:
        return f"{path.name} cannot be read: {error}"
    return frames if rate == PROGRAMME_RATE else f"{path.name} has {rate} Hz"


def _provenance(listed: Manifest, sheet: RunSheet | None, seals: dict[str, Judgement]) -> Iterator[Check]:
    """Every seal, and what it says against the manifest."""
    if lack := lacking():
        yield Check(about="provenance", state=State.NOTE, said=f"not checked: {lack}")
        return
    voices = {row.voice for row in sheet.rows if row.voice} if sheet else None
    signers: dict[tuple[str, bool], int] = {}
    for name, seal in seals.items():
        if not seal.sealed:
            continue
        for fault in _seal_faults(name, seal, listed, voices if name == _programme(listed) else None):
            yield Check(about="provenance", state=State.FAIL, said=f"{name}: {fault}", file=name)
        signers[seal.signer, seal.own] = signers.get((seal.signer, seal.own), 0) + 1
    for (signer, own), count in signers.items():
        whose = "a key of this machine or station" if own else "another key than the one here"
        sealed = f"{count} file{'s' if count > 1 else ''} sealed by '{signer}', {whose}"
        yield Check(about="provenance", state=State.PASS if own else State.NOTE, said=sealed)
    for signer in sorted({seal.signer for seal in seals.values() if seal.ended}):
        said = f"the certificate of '{signer}' has ended; no time stamp says when it was used"
        yield Check(about="provenance", state=State.NOTE, said=said)
    bare = [name for name, seal in seals.items() if not seal.sealed]
    if not signers:
        yield Check(about="provenance", state=State.NOTE, said="not sealed")
    elif bare:
        yield Check(about="provenance", state=State.NOTE, said=f"not sealed: {', '.join(bare)}")
    seal = seals.get(_programme(listed), Judgement())
    if seal.synthetic and not seal.faults:
        said = f"synthetic voices: {', '.join(seal.synthetic)} ({seal.kind})"
        yield Check(about="provenance", state=State.PASS, said=said)


def _seal_faults(name: str, seal: Judgement, listed: Manifest, voices: set[str] | None) -> Iterator[str]:
    yield from seal.faults
    if seal.source_sha256 != listed.source_sha256 and not any("cannot be read" in it for it in seal.faults):
        yield "the seal names another report than the manifest"
    if voices is not None and not seal.faults and voices != set(seal.synthetic):
        yield "the seal names other voices than the run-sheet"


def _sealable(folder: Path, listed: Manifest, sheet: RunSheet | None) -> Iterator[Path]:
    """The sound files of a package that a seal belongs to."""
    if lacking():
        return
    names = {entry.path for entry in listed.files}
    stem = _programme(listed).removesuffix(".wav")
    paths = [folder / f"{stem}.{ending}" for ending in SOUND]
    paths += [path for path, row in cuts_of(folder, sheet).items() if row.voice] if sheet else []
    yield from (path for path in paths if path.relative_to(folder).as_posix() in names and path.is_file())


def _own(settings: Settings) -> list[Signer]:
    """The signers of this machine and station, as far as there are any."""
    places = [(home() / keys.FILE, home() / keys.FILE)]
    if settings.provenance.certificate is not None and settings.provenance.key is not None:
        places += [(settings.provenance.certificate, settings.provenance.key)]
    found = (keys.known_signer(certificate, key) for certificate, key in places)
    return [signer for signer in found if signer is not None]


def _programme(listed: Manifest) -> str:
    return next((entry.path for entry in listed.files if entry.what == "programme"), f"{listed.slug}.wav")

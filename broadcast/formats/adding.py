"""A finished package and formats in, the package with their files in it out, or as it was."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from broadcast.errors import PackageError, UsageError
from broadcast.formats import manifest
from broadcast.formats.exporter import Choices, Delivery, Exporter, stage_of
from broadcast.formats.exporting import export_all
from broadcast.formats.json_sheet import read_runsheet
from broadcast.formats.manifest import FileEntry, Manifest, file_entry
from broadcast.formats.package import plain_words, write_package
from broadcast.formats.programme_file import NAME as PROGRAMME
from broadcast.formats.programme_file import open_programme
from broadcast.formats.seal.embed import find_seal
from broadcast.formats.seal.signer import Signer

RUNSHEET = "runsheet.json"

SEAL = "c2pa"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Base:
    """What a package is made on.

    Attributes:
        folder: The package.
        listed: Its manifest.
        wav: Name of the programme.
        altered: Files of the manifest that are not as it says, or missing.
    """

    folder: Path
    listed: Manifest
    wav: str
    altered: frozenset[str]


def with_holders(folder: Path, chosen: Sequence[Exporter], known: Mapping[str, Exporter]) -> list[Exporter]:
    """The formats asked for, and those in a package that hold others and so are to be made again.

    Args:
        folder: The package.
        chosen: The formats asked for.
        known: Every format by name.

    Raises:
        PackageError: It is no package, or it is damaged.
        UsageError: Nothing is asked for that could be added.
    """
    if not chosen:
        raise UsageError("there is nothing to add: the WAV file is always there", "name other formats")
    listed = manifest.read_manifest(folder)
    first = min(stage_of(exporter) for exporter in chosen)
    names = {exporter.name for exporter in chosen}
    there = {entry.what for entry in listed.files if entry.what not in names}
    with suppress(OSError):
        if SEAL not in names and find_seal(folder / _programme(listed)) is not None:
            there.add(SEAL)
    held = [known[name] for name in sorted(there & known.keys()) if stage_of(known[name]) > first]
    return [*chosen, *(one for one in held if _as_written(folder, listed, one.name))]


def add_formats(
    folder: Path,
    exporters: Sequence[Exporter],
    signer: Signer | None = None,
    choices: Choices | None = None,
    *,
    force: bool = False,
) -> Path:
    """Write formats into a package from what it holds, without a word spoken again.

    It is made beside its place and renamed into it, so that it is as it was or whole. What a person put into
    the folder, or changed in it, stays as it is, and the manifest goes on saying what was changed.

    Args:
        folder: The package.
        exporters: The formats; their files of before are replaced.
        signer: Who seals.
        choices: What the station chooses for its files.
        force: Take a programme, run-sheet or timeline that was altered since; then nothing is sealed.

    Returns:
        `folder`.

    Raises:
        PackageError: It is no package, an earlier version made it, it was altered, a format failed, or a file
            of a person stands where one would be written.
    """
    with plain_words(folder):
        base = _open(folder, force=force)
        delivery = replace(_delivery(base, signer), choices=choices or Choices())
    if base.altered & {base.wav, RUNSHEET, PROGRAMME}:
        exporters = [exporter for exporter in exporters if exporter.name != SEAL]
    return write_package(folder, lambda staging: _extend(staging, base, exporters, delivery), force=True)


def _open(folder: Path, *, force: bool) -> _Base:
    listed = manifest.read_manifest(folder)
    wav = _programme(listed)
    altered = frozenset(entry.path for entry in listed.files if not _whole(folder, entry))
    for name in (wav, PROGRAMME, RUNSHEET):
        if name in altered and not (folder / name).is_file():
            raise PackageError(f"'{folder}' has no {name} any more", "render the package again")
        if name in altered and not force:
            raise PackageError(
                f"'{folder / name}' was altered since the package was made",
                "render the package again, or take it as it is with --force; then nothing is sealed",
            )
    return _Base(folder=folder, listed=listed, wav=wav, altered=altered)


def _delivery(base: _Base, signer: Signer | None) -> Delivery:
    """What the formats are given; the folder is still that of the package."""
    programme = open_programme(base.folder)
    try:
        sheet = read_runsheet((base.folder / RUNSHEET).read_text(encoding="utf-8"))
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise PackageError(f"'{base.folder}' has no {RUNSHEET}", "render the package again") from error
    return Delivery(
        programme=programme,
        runsheet=sheet,
        folder=base.folder,
        stem=base.wav.removesuffix(".wav"),
        wav=base.folder / base.wav,
        station=base.listed.station or "broadcast",
        versions=base.listed.versions,
        signer=signer,
    )


def _extend(staging: Path, base: _Base, exporters: Sequence[Exporter], delivery: Delivery) -> None:
    """Fill a folder with the package and the new files.

    What is not as the manifest says comes in last: no format may take it up, nor write over it unnoticed.
    """
    anew = {exporter.name for exporter in exporters}
    kept = [entry for entry in base.listed.files if entry.what not in anew]
    for entry in kept:
        if entry.path not in base.altered or entry.path in (base.wav, RUNSHEET, PROGRAMME):
            _bring(base.folder / entry.path, staging / entry.path)
    what = export_all(exporters, replace(delivery, folder=staging, wav=staging / base.wav))
    replaced = {entry.path for entry in base.listed.files if entry.what in anew}
    for path in _others(base, staging, replaced):
        if path in what or os.path.lexists(staging / path):
            raise PackageError(
                f"'{base.folder / path}' is not of the package and stands where a format would write",
                "move it away, or rename it",
            )
        _bring(base.folder / path, staging / path)
    entries = {entry.path: _entry(staging, entry, base) for entry in kept if entry.path not in what}
    entries |= {path: file_entry(staging, path, name) for path, name in what.items()}
    files = tuple(entries[path] for path in sorted(entries))
    manifest.write_manifest(staging, replace(base.listed, files=files))
    if manifest.read_manifest(base.folder) != base.listed:
        raise PackageError(f"'{base.folder}' was changed by another program meanwhile", "try again")


def _entry(staging: Path, entry: FileEntry, base: _Base) -> FileEntry:
    """A file that was there before: its hash is new only where a seal came into it."""
    if entry.path in base.altered or (staging / entry.path).stat().st_size == entry.bytes:
        return entry
    return file_entry(staging, entry.path, entry.what)


def _others(base: _Base, staging: Path, replaced: set[str]) -> Iterator[str]:
    """What the package's folder holds beside what was brought and what is made anew, links as they are."""
    settled = {entry.path for entry in base.listed.files} - base.altered
    settled |= {base.wav, RUNSHEET, PROGRAMME, manifest.NAME, *replaced}
    for place, folders, names in os.walk(base.folder):
        inside = Path(place).relative_to(base.folder)
        (staging / inside).mkdir(exist_ok=True)
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        yield from sorted({(inside / name).as_posix() for name in [*names, *links]} - settled)


def _bring(source: Path, target: Path) -> None:
    """Have a file under a second name, or a copy of it where the disk has no such thing.

    Only sound is shared: whatever a format may open to write over is a copy.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix == ".wav" and not source.is_symlink():
        with suppress(OSError, NotImplementedError):
            os.link(source, target)
            return
    shutil.copy2(source, target, follow_symlinks=False)


def _programme(listed: Manifest) -> str:
    found = [entry.path for entry in listed.files if entry.what == "programme"]
    if len(found) != 1 or "/" in found[0]:
        raise PackageError("the manifest lists no programme", "render the package again")
    return found[0]


def _as_written(folder: Path, listed: Manifest, name: str) -> bool:
    """Whether nobody changed the files of a format."""
    return all(_whole(folder, entry) for entry in listed.files if entry.what == name)


def _whole(folder: Path, entry: FileEntry) -> bool:
    try:
        return file_entry(folder, entry.path, entry.what) == entry
    except OSError:
        return False

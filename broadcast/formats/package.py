"""A target folder and what fills it in, a whole package in its place out, or nothing."""

import errno
import os
import re
import secrets
import shutil
import stat
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from platform import node
from typing import TYPE_CHECKING

from broadcast.errors import PackageError
from broadcast.formats import manifest
from broadcast.formats.bwf import write_frames
from broadcast.formats.exporter import Choices, Delivery, Exporter
from broadcast.formats.exporting import export_all
from broadcast.formats.names import safe_name
from broadcast.formats.pcm import pcm24
from broadcast.formats.programme_file import write_programme
from broadcast.formats.wave_chunks import programme_chunks
from broadcast.model import Audio, Programme, RunSheet

if TYPE_CHECKING:
    from broadcast.formats.seal.signer import Signer

SCRIPT = "script.md"

_ATTEMPTS = 5

_DAY_S = 86_400

# '.harbour.4711-1f0c9a2b44d0.part': slug, process, machine and chance, and what it is
_LEFTOVER = re.compile(
    r"\.(?P<slug>.+)\.(?P<pid>\d+)-(?P<machine>[0-9a-f]{4})[0-9a-f]{8}\.(?P<kind>part|old)"
)

_FAULTS = {
    errno.ENOSPC: ("the disk of '{}' is full", "free some space, or write to another disk"),
    errno.EDQUOT: ("your quota on the disk of '{}' is used up", "free some space, or write to another disk"),
    errno.EACCES: ("no permission to write '{}'", "write to a folder of your own"),
    errno.EPERM: ("no permission to write '{}'", "write to a folder of your own"),
    errno.EROFS: ("'{}' is on a disk that can only be read", "write to another folder"),
    errno.ENAMETOOLONG: ("the name '{}' is too long", "choose a shorter one"),
    errno.ENOTDIR: ("'{}' cannot be made: a part of its path is a file", "write to another folder"),
    errno.EMFILE: ("too many files are open to write '{}'", "raise the limit (ulimit -n)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What goes into a package.

    Attributes:
        programme: The timeline, measured.
        runsheet: The same, row by row.
        blocks: The mix, float32 in [-1, 1], mono (n,) or stereo (n, 2); `programme.length` frames in all.
        script: The text of `script.md`.
        exporters: The formats wanted.
        station: Originator for the tags.
        choices: What the station chooses for its files.
        seed: Where chance came in.
        versions: Engine -> what its sound rests on.
        signer: Who seals the files; None leaves them unsealed.
    """

    programme: Programme
    runsheet: RunSheet
    blocks: Iterable[Audio]
    script: str
    exporters: Sequence[Exporter] = ()
    station: str = "broadcast"
    choices: Choices = field(default_factory=Choices)
    seed: int | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    signer: "Signer | None" = None


def check_target(target: Path, *, force: bool) -> None:
    """Tell whether a package could be written, before anything is spoken.

    Args:
        target: Where the package shall stand: `audio/harbour`.
        force: Whether a package that stands there may be replaced.

    Raises:
        PackageError: It exists, is a file, is a folder that is no package, or its place cannot be written.
    """
    with plain_words(target):
        folder = _is_folder(target)
        if folder is None:
            _check_place(target)
        elif not folder:
            raise PackageError(f"'{target}' is a file, not a folder", "choose another name, or move it away")
        elif not manifest.is_package(target):
            raise PackageError(
                f"'{target}' exists and is no package, so it is left alone",
                "choose another name, or move it away",
            )
        elif not force:
            raise PackageError(f"'{target}' exists already", "replace it with --force")
        else:
            _check_place(target)


def _is_folder(target: Path) -> bool | None:
    """Whether a folder stands there; None when nothing does. Asked once: a second writer may be at it."""
    try:
        return stat.S_ISDIR(target.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False if target.is_symlink() else None


def write_package(target: Path, make: Callable[[Path], object], *, force: bool) -> Path:
    """Write a package whole, or leave everything as it was.

    `make` fills a hidden folder beside the target, which is then renamed into place. Whatever stops it,
    Ctrl-C too, that folder is removed, and a package that was to be replaced stands as before.

    Args:
        target: Where the package shall stand: `audio/harbour`; folders above it are made.
        make: Is given the folder to fill.
        force: Whether a package that stands there may be replaced.

    Returns:
        `target`.

    Raises:
        PackageError: As `check_target`; or the disk is full, or the like.
    """
    with plain_words(target):
        place = target.resolve()
        _sweep(place)
        check_target(target, force=force)
        made = _make_parents(place.parent)
        staging = _beside(place, "part")
        try:
            staging.mkdir()
            make(staging)
            _flush(staging)
            _settle(staging, place, force=force)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            for parent in made:
                with suppress(OSError):  # somebody else may use it by now
                    parent.rmdir()
            raise
    return target


def fill(folder: Path, contents: Contents) -> manifest.Manifest:
    """Write the files of a package: programme, script, every format, and the manifest last.

    Args:
        folder: Empty, or with files of one's own, which the manifest lists too.
        contents: What goes in.

    Raises:
        PackageError: The mix is not as long as its timeline, or a format failed or left the folder.
        OSError: The disk is full, or the like; `write_package` puts it in plain words.
    """
    created = manifest.created_now()
    stem = safe_name(contents.programme.slug, limit=60)
    delivery = Delivery(
        programme=contents.programme,
        runsheet=contents.runsheet,
        folder=folder,
        stem=stem,
        wav=folder / f"{stem}.wav",
        station=contents.station,
        choices=contents.choices,
        created=created,
        versions=contents.versions,
        signer=contents.signer,
    )
    length, chunks = contents.programme.length, programme_chunks(delivery)
    write_frames(delivery.wav, map(pcm24, contents.blocks), length, chunks)
    with (folder / SCRIPT).open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
        stream.write(contents.script)
    timeline = write_programme(folder, contents.programme)
    what = {delivery.wav.name: "programme", SCRIPT: "script", timeline.name: "timeline"}
    what |= export_all(contents.exporters, delivery)
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    whole = replace(
        manifest.describe(contents.programme, contents.runsheet, created, contents.seed),
        versions=contents.versions,
        station=contents.station,
        files=tuple(manifest.file_entry(folder, path, what.get(path, "other")) for path in paths),
    )
    manifest.write_manifest(folder, whole)
    return whole


@contextmanager
def plain_words(target: Path) -> Iterator[None]:
    """Turn what the system says while `target` is written into a `PackageError`."""
    try:
        yield
    except OSError as error:
        if error.errno in _FAULTS:
            words, hint = _FAULTS[error.errno]
        else:
            words, hint = f"'{{}}' cannot be written: {error.strerror or error}", "write to another folder"
        named = str(error.filename or target)
        raise PackageError(words.format(target if ".part" in named else named), hint) from error


def _check_place(target: Path) -> None:
    """Raise what would go wrong when a folder is made beside `target`."""
    with suppress(FileNotFoundError):
        os.lstat(target)  # fails on a name that is too long
    place = target.resolve()
    parent = next(folder for folder in place.parents if os.path.lexists(folder))
    if not parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder")
    if sys.platform != "win32" and os.statvfs(parent).f_flag & os.ST_RDONLY:
        raise OSError(errno.EROFS, "read-only")
    if not os.access(parent, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "no permission")


def _make_parents(parent: Path) -> list[Path]:
    """Make a folder and those above it; those that were missing, the deepest first."""
    missing = [folder for folder in (parent, *parent.parents) if not folder.exists()]
    parent.mkdir(parents=True, exist_ok=True)
    return missing


def _beside(place: Path, kind: str) -> Path:
    slug = safe_name(place.name, limit=40)
    return place.with_name(f".{slug}.{os.getpid()}-{_machine()}{secrets.token_hex(4)}.{kind}")


def _machine() -> str:
    """Four hex digits for this machine: a shared disk holds folders of other machines' processes."""
    return f"{zlib.crc32(node().encode()) & 0xFFFF:04x}"


def _sweep(place: Path) -> None:
    """Remove what dead processes left beside a target; give back a package that one had moved aside."""
    if not place.parent.is_dir():
        return
    for path in place.parent.iterdir():
        leftover = _LEFTOVER.fullmatch(path.name)
        if not leftover or leftover["machine"] != _machine() or _alive(int(leftover["pid"]), path):
            continue
        mine = leftover["slug"] == safe_name(place.name, limit=40)
        if leftover["kind"] == "part":
            shutil.rmtree(path, ignore_errors=True)
        elif mine and not os.path.lexists(place):
            with suppress(OSError):  # another writer was first
                path.rename(place)
        elif mine:
            shutil.rmtree(path, ignore_errors=True)


def _alive(pid: int, path: Path) -> bool:
    if sys.platform == "win32":  # asking would end the process there, so the folder's age tells
        return time.time() - path.stat().st_mtime < _DAY_S
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _flush(folder: Path) -> None:
    """Have every file on the disk before the folder takes its place."""
    for path in folder.rglob("*"):
        if path.is_file():
            with suppress(PermissionError), path.open("r+b") as stream:  # of a person, and only to be read
                os.fsync(stream.fileno())


def _settle(staging: Path, place: Path, *, force: bool) -> None:
    """Rename the finished folder into place, another writer's package notwithstanding."""
    for attempt in range(_ATTEMPTS):
        if os.path.lexists(place):
            check_target(place, force=force)
            settled = _swap(staging, place)
        else:
            settled = _take(staging, place)
        if settled:
            return
        time.sleep(0.01 * 2**attempt)
    check_target(place, force=force)
    raise PackageError(f"'{place}' is in use by another program", "close it, and try again")


def _take(staging: Path, place: Path) -> bool:
    """Rename onto a free place; whether it was free."""
    try:
        staging.rename(place)
    except OSError as error:
        # a folder of another writer, or on Windows a file held open for a moment
        if os.path.lexists(place) or (sys.platform == "win32" and isinstance(error, PermissionError)):
            return False
        raise
    return True


def _swap(staging: Path, place: Path) -> bool:
    """Put the finished folder in the place of a package; that is put back if it cannot be."""
    aside = _beside(place, "old")
    try:
        with suppress(FileNotFoundError):  # another writer was between its two renames
            place.rename(aside)
        return _take(staging, place)
    except PermissionError:
        if sys.platform != "win32":  # a file in it is open there, perhaps for a moment
            raise
        return False
    finally:
        if not os.path.lexists(place) and aside.exists():
            try:
                aside.rename(place)
            except OSError:  # unless another writer's package came in between, nothing may be lost
                if not os.path.lexists(place):
                    raise
        shutil.rmtree(aside, ignore_errors=True)

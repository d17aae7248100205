"""A folder of packages in, those that a podcast feed can hold out, and what is amiss with the others."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from broadcast.errors import PackageError
from broadcast.formats.episode import Episode, describe
from broadcast.formats.json_sheet import read_runsheet
from broadcast.formats.manifest import NAME, FileEntry, Manifest, file_entry, read_manifest
from broadcast.formats.podcast import ENDING, read_episode

OTHER_SOUNDS = {".m4a": "audio/mp4", ".opus": "audio/ogg", ".flac": "audio/flac"}
"""What a player may take in the MP3's place."""

_MENDING = "render the package again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A package that can be heard.

    Attributes:
        name: Of its folder.
        episode: What a feed says of it.
        sound: Its MP3.
        files: All that stand in it.
    """

    name: str
    episode: Episode
    sound: FileEntry
    files: tuple[FileEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The packages of a folder.

    Attributes:
        packages: Those that can be heard, the newest first.
        left_out: Why others cannot, by the names of their folders: "harbour.mp3 is missing".
    """

    packages: tuple[Shelved, ...]
    left_out: tuple[tuple[str, str], ...]


def read_shelf(audio: Path, now: datetime) -> Shelf:
    """Look through a folder of packages.

    Left out are packages that are damaged, that hold no MP3 or another than their manifest lists, that go on
    air later than `now`, and those of a report that a newer one holds too. What is no package is passed over.

    Args:
        audio: The folder; links in it are followed.
        now: Aware of its zone.

    Raises:
        PackageError: It is not there, or cannot be read.
    """
    found: list[Shelved] = []
    left_out: list[tuple[str, str]] = []
    for folder in _folders(audio):
        try:
            found.append(_open(folder, now))
        except PackageError as error:
            left_out.append((folder.name, str(error)))
    found.sort(key=lambda package: package.name)
    found.sort(key=lambda package: package.episode.published, reverse=True)
    first: dict[str, Shelved] = {}
    for package in found:
        newer = first.setdefault(package.episode.guid, package)
        if newer is not package:
            left_out.append((package.name, f"it holds the same report as '{newer.name}'"))
    return Shelf(packages=tuple(first.values()), left_out=tuple(left_out))


def _folders(audio: Path) -> list[Path]:
    try:
        return sorted(
            path for path in audio.iterdir() if not path.name.startswith(".") and (path / NAME).is_file()
        )
    except OSError as error:
        raise PackageError(
            f"'{audio}' cannot be read: {(error.strerror or 'no folder').lower()}",
            "give the folder that holds the packages: broadcast feed audio",
        ) from error


def _open(folder: Path, now: datetime) -> Shelved:
    manifest = read_manifest(folder)
    listed = {PurePosixPath(entry.path).name: entry for entry in manifest.files if "/" not in entry.path}
    sounds = [entry for name, entry in listed.items() if name.lower().endswith(".mp3")]
    if not sounds:
        raise PackageError("it holds no MP3", _MENDING)
    _check(folder, sounds[0])
    episode = _episode(folder, manifest)
    if episode.published > now:
        raise PackageError(f"it goes on air at {episode.published:%Y-%m-%d %H:%M %Z}".rstrip())
    here = tuple(entry for entry in listed.values() if _stands(folder, entry))
    return Shelved(name=folder.name, episode=episode, sound=sounds[0], files=here)


def _stands(folder: Path, entry: FileEntry) -> bool:
    """Whether a file may be offered: an editor may have changed a transcript, but nobody another sound."""
    path = folder / entry.path
    if path.suffix.lower() not in OTHER_SOUNDS:
        return path.is_file()
    try:
        return file_entry(folder, entry.path, entry.what) == entry
    except OSError:
        return False


def _check(folder: Path, sound: FileEntry) -> None:
    """Hold the MP3 against the manifest: a feed tells its size, and a player trusts it."""
    try:
        same = file_entry(folder, sound.path, sound.what) == sound
    except FileNotFoundError as error:
        raise PackageError(f"{sound.path} is missing", _MENDING) from error
    except OSError as error:
        raise PackageError(f"{sound.path} cannot be read: {error.strerror}", _MENDING) from error
    if not same:
        raise PackageError(f"{sound.path} is altered", _MENDING)


def _episode(folder: Path, manifest: Manifest) -> Episode:
    """As an editor left it beside the sound, else as the run-sheet tells."""
    written = [
        entry.path for entry in manifest.files if entry.path.endswith(ENDING) and "/" not in entry.path
    ]
    if written and (folder / written[0]).is_file():
        return read_episode(_text(folder, written[0]))
    try:
        created = datetime.fromisoformat(manifest.created)
    except ValueError as error:
        raise PackageError(f"its {NAME} is damaged", _MENDING) from error
    if created.tzinfo is None:
        raise PackageError(f"its {NAME} is damaged", _MENDING)
    return describe(read_runsheet(_text(folder, "runsheet.json")), created)


def _text(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise PackageError(f"{name} is missing", _MENDING) from error
    except (OSError, UnicodeDecodeError) as error:
        raise PackageError(f"{name} cannot be read", _MENDING) from error

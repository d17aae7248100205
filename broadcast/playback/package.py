"""A package's folder goes in; its sound file and run-sheet come out."""

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from broadcast.errors import PackageError
from broadcast.model import RunSheet
from broadcast.playback.recording import Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What is needed of a package to play it.

    Attributes:
        folder: The package.
        wav: The programme.
        runsheet: Rendered, with at least one row.
    """

    folder: Path
    wav: Path
    runsheet: RunSheet


def open_package(path: Path) -> Package:
    """Read a package, given its folder or any file that stands in it.

    Raises:
        PackageError: Nothing is there, it is not a package, or it is damaged.
    """
    from broadcast.formats.json_sheet import read_runsheet

    folder = _folder(path)
    runsheet = read_runsheet(_text(folder / "runsheet.json"))
    if not runsheet.rows:
        raise PackageError(f"the run-sheet of '{folder}' has no rows", "render the report again")
    return Package(folder=folder, wav=_programme(folder), runsheet=runsheet)


def open_recording(package: Package) -> Recording:
    """Open a package's programme.

    Raises:
        PackageError: It cannot be read, or is not the one of the run-sheet.
    """
    recording = Recording(package.wav)
    runsheet = package.runsheet
    if recording.rate_hz != runsheet.rate_hz or recording.length < runsheet.rows[-1].end:
        recording.close()
        raise PackageError(
            f"'{package.wav.name}' and the run-sheet in '{package.folder}' do not belong together",
            "render the report again",
        )
    return recording


def _folder(path: Path) -> Path:
    folder = path.parent if path.is_file() else path
    if not folder.is_dir():
        raise PackageError(f"no package '{path}'", "make one: broadcast render REPORT")
    if not (folder / "manifest.json").is_file():
        raise PackageError(
            f"'{folder}' is no package: it has no manifest.json",
            "give the folder that render printed: audio/NAME",
        )
    return folder


def _programme(folder: Path) -> Path:
    """The WAV file that stands in the package itself; the cuts stand in a folder of their own."""
    try:
        files = json.loads(_text(folder / "manifest.json"))["files"]
        paths = [PurePosixPath(file["path"]) for file in files]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PackageError(f"the manifest of '{folder}' is damaged", "render the report again") from error
    names = [path.name for path in paths if path.suffix == ".wav" and len(path.parts) == 1]
    if not names:
        raise PackageError(f"the manifest of '{folder}' lists no WAV file", "render the report again")
    return folder / names[0]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise PackageError(f"'{path.parent}' has no {path.name}", "render the report again") from error
    except (OSError, UnicodeDecodeError) as error:
        raise PackageError(f"cannot read '{path}'", "render the report again") from error

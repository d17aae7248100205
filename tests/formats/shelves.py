"""Packages on a shelf, made without an engine: a run-sheet and files in, a folder with a manifest out."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from broadcast.formats import json_sheet, manifest
from broadcast.model import Programme, RunSheet

SOUND = b"\xff\xfb\x90\x00" + bytes(1000)


def shelve(
    folder: Path,
    programme: Programme,
    runsheet: RunSheet,
    created: datetime,
    files: dict[str, bytes] | None = None,
) -> Path:
    """A package with an MP3 and what is given, listed in its manifest."""
    folder.mkdir(parents=True)
    held = {"story.mp3": SOUND, "runsheet.json": json_sheet.render(runsheet).encode(), **(files or {})}
    for name, content in held.items():
        (folder / name).write_bytes(content)
    entries = tuple(manifest.file_entry(folder, name, Path(name).suffix[1:]) for name in sorted(held))
    written = replace(manifest.describe(programme, runsheet, created), files=entries)
    manifest.write_manifest(folder, written)
    return folder

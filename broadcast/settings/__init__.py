"""broadcast.toml and options go in, Settings come out: a station's own defaults."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from broadcast.errors import UsageError
from broadcast.formats.timecode import RATES
from broadcast.settings.station import Icecast, Provenance, Settings, VoiceChoice, choices_of
from broadcast.settings.tables import TABLES, read_provenance

__all__ = [
    "ATTRIBUTIONS",
    "PLACES",
    "PLAIN",
    "TABLES",
    "Icecast",
    "Provenance",
    "Settings",
    "VoiceChoice",
    "choices_of",
    "home",
    "lexicon_place",
    "places",
    "read_settings",
]

FILE = "broadcast.toml"
LEXICON = "lexicon.csv"
ATTRIBUTIONS = ("before", "after", "none")
PAPERS = ("a4", "letter")
MP3_KBITS = (128, 192, 256, 320)


def read_settings(beside: Path | None = None) -> Settings:
    """The user's settings, and over them those beside the report.

    Raises:
        UsageError: A file is not TOML, or holds what is not known; the message names the file.
    """
    settings = Settings()
    for path in places(beside):
        if path.is_file():
            settings = _apply(settings, path)
    return settings


def places(beside: Path | None) -> list[Path]:
    """Where settings are looked for, the later over the earlier: the user's, the report's folder."""
    return [home() / FILE, *([beside / FILE] if beside is not None else [])]


def home() -> Path:
    """The user's settings folder: BROADCAST_CONFIG, else where the system keeps settings."""
    from platformdirs import user_config_path

    return Path(os.environ.get("BROADCAST_CONFIG") or user_config_path("broadcast", appauthor=False))


def lexicon_place(settings: Settings) -> Path:
    """Where the station's lexicon is, or will be."""
    return settings.lexicon or home() / LEXICON


def _apply(settings: Settings, path: Path) -> Settings:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as cause:
        raise UsageError(
            f"cannot read '{path}': {cause}", "see docs/settings.md for what it may hold"
        ) from cause
    changes: dict[str, Any] = {}
    for key, value in tables.items():
        if key == "provenance":
            changes[key] = read_provenance(settings, value, path)
        elif key in TABLES and isinstance(value, dict):
            rows = _beside(path, value) if key == "sounds" else value
            settings = replace(settings, **TABLES[key](settings, rows))
        elif key in TABLES and key != "delivery":
            raise UsageError(f"'{key}' is not a table in '{path}'", "see docs/settings.md")
        elif key in PLACES:
            changes[key] = _place(key, value, path)
        else:
            changes[key] = _plain(key, value, path)
    return replace(settings, **changes)


PLAIN: Mapping[str, type | tuple[type, ...]] = {
    "engine": str, "attribution": str, "layout": str, "profile": str, "station": str, "rate_wpm": int,
    "workers": int, "formats": list, "delivery": str, "paper": str, "mp3_kbits": int, "frame_rate": str,
}  # fmt: skip


CHOICES: Mapping[str, tuple[str | int, ...]] = {
    "attribution": ATTRIBUTIONS,
    "paper": PAPERS,
    "mp3_kbits": MP3_KBITS,
    "frame_rate": tuple(RATES),
}
"""Settings that take one of a few values."""


def _beside(path: Path, files: dict[str, Any]) -> dict[str, Any]:
    """Files as they are named in a settings file: relative to it."""
    return {
        name: str(path.parent / Path(file).expanduser()) if isinstance(file, str) and file.strip() else file
        for name, file in files.items()
    }


def _plain(key: str, value: Any, path: Path) -> Any:
    """A setting of one value, checked for its type."""
    if key not in PLAIN:
        known = ", ".join(dict.fromkeys([*PLAIN, *PLACES, *TABLES, "provenance"]))
        raise UsageError(f"'{path}' sets '{key}', which is not known", f"settings: {known}")
    if not isinstance(value, PLAIN[key]) or isinstance(value, bool):
        raise UsageError(
            f"'{path}' sets '{key}' to '{value}', which is of the wrong kind", "see docs/settings.md"
        )
    if key in CHOICES and value not in CHOICES[key]:
        raise UsageError(f"'{path}' sets '{key}' to '{value}'", f"choose {', '.join(map(str, CHOICES[key]))}")
    return tuple(str(part) for part in value) if isinstance(value, list) else value


PLACES = {"audio": ("a folder", "audio"), "lexicon": ("a file", "station.csv")}
"""Settings that name a place beside the file: what it is, and an example."""


def _place(key: str, value: Any, path: Path) -> Path:
    kind, example = PLACES[key]
    if not isinstance(value, str) or not value.strip():
        raise UsageError(
            f"'{path}' sets '{key}' to '{value}', which is not {kind}", f'write {key} = "{example}"'
        )
    return path.parent / Path(value).expanduser()

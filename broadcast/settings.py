"""broadcast.toml and options go in, Settings come out: a station's own defaults."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from broadcast.errors import UsageError
from broadcast.mix.timeline import Pauses
from broadcast.speech.check import Checks, all_rules, read_checks

FILE = "broadcast.toml"
ATTRIBUTIONS = ("before", "after", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceChoice:
    """A voice that a person chose for a role.

    Attributes:
        voice: "kokoro:bf_emma", or "bf_emma" of the engine at hand.
        rate: Factor on its pace; `pitch` and `range` likewise on its pitch and liveliness.
        required: Named on the command line: a name nobody has is a mistake, not somebody of another report.
    """

    voice: str
    rate: float = 1.0
    pitch: float = 1.0
    range: float = 1.0
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What shapes a programme beside its script.

    Attributes:
        engine: A voice engine's name, or "auto".
        voices: "anchor", "reporter" or a speaker's name -> voice.
        attribution: Where attributions go: "before" the quote, "after" it, or "none".
        layout: The newsroom's layout of reports, or "auto".
        profile: Loudness profile.
        pauses: Silence between cues.
        station: Originator in the files' tags.
        formats: Names of formats; None takes the default ones.
        audio: Folder for packages.
        rate_wpm: The house's read rate, for the run-sheet's estimate; words a minute.
        workers: Processes that speak; None takes one a processor.
        override_embargo: Read an embargoed report all the same.
        check: Rules and limits of the copy check.
    """

    engine: str = "auto"
    voices: Mapping[str, VoiceChoice] = field(default_factory=dict)
    attribution: str = "before"
    layout: str = "auto"
    profile: str = "r128"
    pauses: Pauses = field(default_factory=Pauses)
    station: str = "broadcast"
    formats: tuple[str, ...] | None = None
    audio: Path = Path("audio")
    rate_wpm: int = 180
    workers: int | None = None
    override_embargo: bool = False
    check: Checks = field(default_factory=Checks)


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
    from platformdirs import user_config_path

    home = Path(os.environ.get("BROADCAST_CONFIG") or user_config_path("broadcast", appauthor=False))
    return [home / FILE, *([beside / FILE] if beside is not None else [])]


def _apply(settings: Settings, path: Path) -> Settings:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as cause:
        raise UsageError(
            f"cannot read '{path}': {cause}", "see docs/settings.md for what it may hold"
        ) from cause
    changes: dict[str, Any] = {}
    for key, value in tables.items():
        if key == "voices":
            changes[key] = {**settings.voices, **_voices(value)}
        elif key == "pauses":
            changes[key] = _pauses(value, settings.pauses)
        elif key == "check":
            changes[key] = read_checks(value, settings.check, all_rules())
        elif key == "audio":
            changes[key] = _folder(value, path)
        else:
            changes[key] = _plain(key, value, path)
    return replace(settings, **changes)


PLAIN: Mapping[str, type | tuple[type, ...]] = {
    "engine": str, "attribution": str, "layout": str, "profile": str, "station": str, "rate_wpm": int,
    "workers": int, "formats": list,
}  # fmt: skip


def _plain(key: str, value: Any, path: Path) -> Any:
    """A setting of one value, checked for its type."""
    if key not in PLAIN:
        known = ", ".join([*PLAIN, "audio", "voices", "pauses", "check"])
        raise UsageError(f"'{path}' sets '{key}', which is not known", f"settings: {known}")
    if not isinstance(value, PLAIN[key]) or isinstance(value, bool):
        raise UsageError(
            f"'{path}' sets '{key}' to '{value}', which is of the wrong kind", "see docs/settings.md"
        )
    if key == "attribution" and value not in ATTRIBUTIONS:
        raise UsageError(f"'{path}' sets 'attribution' to '{value}'", f"choose {', '.join(ATTRIBUTIONS)}")
    return tuple(str(part) for part in value) if isinstance(value, list) else value


def _folder(value: Any, path: Path) -> Path:
    if not isinstance(value, str):
        raise UsageError(
            f"'{path}' sets 'audio' to '{value}', which is not a folder", 'write audio = "audio"'
        )
    return path.parent / Path(value).expanduser()


def _voices(table: Any) -> dict[str, VoiceChoice]:
    """[voices] anchor = "kokoro:bf_emma", or { voice = ..., rate = 1.05 }."""
    if not isinstance(table, dict):
        raise UsageError("'voices' is not a table", 'write [voices] and below it anchor = "kokoro:bf_emma"')
    return {name: _choice(name, value) for name, value in table.items()}


def _choice(name: str, value: Any) -> VoiceChoice:
    if isinstance(value, str):
        return VoiceChoice(voice=value)
    if isinstance(value, dict) and isinstance(value.get("voice"), str):
        factors = {"rate": 1.0, "pitch": 1.0, "range": 1.0}
        given = {key: factor for key, factor in value.items() if key != "voice"}
        if given.keys() <= factors.keys() and all(_number(factor) for factor in given.values()):
            factors |= given
            return VoiceChoice(
                voice=value["voice"], rate=factors["rate"], pitch=factors["pitch"], range=factors["range"]
            )
    raise UsageError(
        f"the voice of '{name}' is set to '{value}'",
        'write "kokoro:bf_emma", or { voice = "kokoro:bf_emma", rate = 1.05 }',
    )


def _pauses(table: Any, pauses: Pauses) -> Pauses:
    """[pauses] sentence = 450, in milliseconds."""
    known = [part.name for part in fields(Pauses)]
    if not isinstance(table, dict) or not all(
        key in known and _number(value) for key, value in table.items()
    ):
        raise UsageError(f"'pauses' is set to '{table}'", f"in milliseconds: {', '.join(known)}")
    return replace(pauses, **{key: int(value) for key, value in table.items()})


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0

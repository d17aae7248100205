"""broadcast.toml and options go in, Settings come out: a station's own defaults."""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadcast.casting import parse_voice
from broadcast.casting.delivery import NEWS, Style, find_style, read_style, shipped
from broadcast.errors import UsageError
from broadcast.mix.timeline import Pauses
from broadcast.model import PACES_WPM

if TYPE_CHECKING:
    from broadcast.speech.check import Checks

FILE = "broadcast.toml"
LEXICON = "lexicon.csv"
ATTRIBUTIONS = ("before", "after", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceChoice:
    """A voice that a person chose for a role.

    Attributes:
        voice: "kokoro:bf_emma", or "bf_emma" of the engine at hand.
        rate: Factor on its pace; `pitch` and `range` likewise on its pitch and liveliness.
        wpm: Words a minute in place of a factor.
        required: Named on the command line: a name nobody has is a mistake, not somebody of another report.
    """

    voice: str
    rate: float = 1.0
    pitch: float = 1.0
    range: float = 1.0
    wpm: int | None = None
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
        delivery: The style in which the programme is read: "own" leaves the voices as they are.
        deliveries: A station's own styles, by name.
        blends: Name -> the blend of voices that it stands for: "kokoro:af_river*0.7+af_nova*0.3".
        duration: How long the programme is to be: "2:00", "1:58-2:02", "max 2:00".
        drop_optional: Leave out optional segments where it would not fit with them.
        station: Originator in the files' tags.
        formats: Names of formats; None takes the default ones.
        audio: Folder for packages.
        lexicon: The station's own names and how they are said; None takes `lexicon.csv` of the user's
            settings folder.
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
    delivery: str = NEWS
    deliveries: Mapping[str, Style] = field(default_factory=dict)
    blends: Mapping[str, str] = field(default_factory=dict)
    duration: str | None = None
    drop_optional: bool = False
    station: str = "broadcast"
    formats: tuple[str, ...] | None = None
    audio: Path = Path("audio")
    lexicon: Path | None = None
    rate_wpm: int = 180
    workers: int | None = None
    override_embargo: bool = False
    check: "Checks | None" = None


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
        if key in TABLES and isinstance(value, dict):
            changes |= TABLES[key](settings, value)
        elif key in TABLES and key != "delivery":
            raise UsageError(f"'{key}' is not a table in '{path}'", "see docs/settings.md")
        elif key in PLACES:
            changes[key] = _place(key, value, path)
        else:
            changes[key] = _plain(key, value, path)
    return replace(settings, **changes)


PLAIN: Mapping[str, type | tuple[type, ...]] = {
    "engine": str, "attribution": str, "layout": str, "profile": str, "station": str, "rate_wpm": int,
    "workers": int, "formats": list, "delivery": str,
}  # fmt: skip


def _plain(key: str, value: Any, path: Path) -> Any:
    """A setting of one value, checked for its type."""
    if key not in PLAIN:
        known = ", ".join(dict.fromkeys([*PLAIN, *PLACES, *TABLES]))
        raise UsageError(f"'{path}' sets '{key}', which is not known", f"settings: {known}")
    if not isinstance(value, PLAIN[key]) or isinstance(value, bool):
        raise UsageError(
            f"'{path}' sets '{key}' to '{value}', which is of the wrong kind", "see docs/settings.md"
        )
    if key == "attribution" and value not in ATTRIBUTIONS:
        raise UsageError(f"'{path}' sets 'attribution' to '{value}'", f"choose {', '.join(ATTRIBUTIONS)}")
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


def _voices(settings: Settings, table: dict[str, Any]) -> dict[str, Any]:
    """[voices] anchor = "kokoro:bf_emma", or { voice = ..., rate = 1.05 }."""
    choices = {name: _choice(name, value) for name, value in table.items()}
    return {"voices": {**settings.voices, **choices}}


def _choice(name: str, value: Any) -> VoiceChoice:
    if isinstance(value, str):
        return VoiceChoice(voice=value)
    if isinstance(value, dict) and isinstance(value.get("voice"), str):
        factors = {"rate": 1.0, "pitch": 1.0, "range": 1.0}
        given = {key: factor for key, factor in value.items() if key not in ("voice", "wpm")}
        if given.keys() <= factors.keys() and all(_number(factor) for factor in given.values()):
            factors |= given
            return VoiceChoice(
                voice=value["voice"],
                rate=factors["rate"],
                pitch=factors["pitch"],
                range=factors["range"],
                wpm=_wpm(name, value.get("wpm")),
            )
    raise UsageError(
        f"the voice of '{name}' is set to '{value}'",
        'write "kokoro:bf_emma", or { voice = "kokoro:bf_emma", rate = 1.05 }',
    )


def _wpm(name: str, value: Any) -> int | None:
    if value is None or (isinstance(value, int) and PACES_WPM[0] <= value <= PACES_WPM[1]):
        return value
    raise UsageError(
        f"the voice of '{name}' sets 'wpm' to '{value}'",
        f"words a minute, {PACES_WPM[0]} to {PACES_WPM[1]}",
    )


def _pauses(settings: Settings, table: dict[str, Any]) -> dict[str, Any]:
    """[pauses] sentence = 450, in milliseconds."""
    known = [part.name for part in fields(Pauses)]
    if not all(key in known and _number(value) for key, value in table.items()):
        raise UsageError(f"'pauses' is set to '{table}'", f"in milliseconds: {', '.join(known)}")
    return {"pauses": replace(settings.pauses, **{key: int(value) for key, value in table.items()})}


def _deliveries(settings: Settings, table: dict[str, Any]) -> dict[str, Any]:
    """[delivery] style = "news"; [delivery.breakfast.anchor] wpm = 185."""
    chosen = table.get("style", settings.delivery)
    own = dict(settings.deliveries)
    for name, rows in table.items():
        if name != "style":
            own[name] = read_style(name, rows, own.get(name) or shipped().get(name))
    find_style(str(chosen), own)
    return {"delivery": str(chosen), "deliveries": own}


def _blends(settings: Settings, table: dict[str, Any]) -> dict[str, Any]:
    """[blends] meridian = "kokoro:af_river*0.7+af_nova*0.3"."""
    for name, value in table.items():
        if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name):
            raise UsageError(
                f"the blend '{name}' is set to '{value}'",
                'write meridian = "kokoro:af_river*0.7+af_nova*0.3"',
            )
        parse_voice(value, "")
    return {"blends": {**settings.blends, **table}}


def _checks(settings: Settings, table: dict[str, Any]) -> dict[str, Any]:
    """[check] off = ["semicolon"]."""
    from broadcast.speech.check import Checks, all_rules, read_checks

    return {"check": read_checks(table, settings.check or Checks(), all_rules())}


TABLES: Mapping[str, Callable[[Settings, dict[str, Any]], dict[str, Any]]] = {
    "voices": _voices, "pauses": _pauses, "delivery": _deliveries, "blends": _blends,
    "check": _checks,
}  # fmt: skip


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0

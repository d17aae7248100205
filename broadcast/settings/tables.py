"""A table of broadcast.toml goes in with the settings so far, what it changes in them comes out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from broadcast.casting import parse_voice
from broadcast.casting.delivery import find_style, read_style, shipped
from broadcast.errors import UsageError
from broadcast.mix.effects import find_effect
from broadcast.mix.house import read_house, read_over, read_sounds
from broadcast.mix.timeline import Pauses
from broadcast.model import PACES_WPM
from broadcast.settings.station import Provenance, Settings, VoiceChoice


def _voices(settings: Settings, table: dict[str, Any]) -> dict[str, Any]:
    """[voices] anchor = "kokoro:bf_emma", or { voice = ..., rate = 1.05 }."""
    choices = {name: _choice(name, value) for name, value in table.items()}
    return {"voices": {**settings.voices, **choices}}


def _choice(name: str, value: Any) -> VoiceChoice:
    if isinstance(value, str):
        return VoiceChoice(voice=value)
    if isinstance(value, dict) and value and isinstance(value.get("voice", ""), str):
        factors = {"rate": 1.0, "pitch": 1.0, "range": 1.0}
        given = {key: factor for key, factor in value.items() if key not in ("voice", "wpm", "effect")}
        if given.keys() <= factors.keys() and all(_number(factor) for factor in given.values()):
            factors |= given
            return VoiceChoice(
                voice=value.get("voice", ""),
                rate=factors["rate"],
                pitch=factors["pitch"],
                range=factors["range"],
                wpm=_wpm(name, value.get("wpm")),
                effect=_effect(value.get("effect")),
            )
    raise UsageError(
        f"the voice of '{name}' is set to '{value}'",
        'write "kokoro:bf_emma", or { voice = "kokoro:bf_emma", rate = 1.05 }',
    )


def _effect(value: Any) -> str | None:
    effect = find_effect(str(value)) if value is not None else None
    return None if effect is None else effect.name


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


def read_provenance(settings: Settings, table: Any, path: Path) -> Provenance:
    """[provenance] seal = false; or certificate = "station.pem" and key = "station.key", beside the file."""
    given = table if isinstance(table, dict) else {"": table}
    kinds = {"seal": bool, "certificate": str, "key": str}
    if not all(key in kinds and isinstance(value, kinds[key]) for key, value in given.items()):
        raise UsageError(
            f"'{path}' sets 'provenance' to '{table}'", 'write seal = true, certificate = "...", key = "..."'
        )
    if ("certificate" in given) != ("key" in given):
        raise UsageError(
            f"'{path}' names only one of certificate and key under [provenance]", "a seal needs both"
        )
    named = {
        key: path.parent / Path(given[key]).expanduser() for key in ("certificate", "key") if key in given
    }
    return replace(settings.provenance, seal=given.get("seal", settings.provenance.seal), **named)


def _checks(settings: Settings, table: dict[str, Any]) -> dict[str, Any]:
    """[check] off = ["semicolon"]."""
    from broadcast.speech.check import Checks, all_rules, read_checks

    return {"check": read_checks(table, settings.check or Checks(), all_rules())}


def _feed(settings: Settings, table: dict[str, Any]) -> dict[str, Any]:
    """[feed] base_url = "https://station.example/podcast"."""
    from broadcast.formats.channel import read_channel

    return {"feed": read_channel(table, settings.feed)}


def _newsroom(settings: Settings, table: dict[str, Any]) -> dict[str, Any]:
    """[mos] ncs_id = "merrow.ncs"."""
    return {"newsroom": _filled("mos", settings.newsroom, table)}


def _icecast(settings: Settings, table: dict[str, Any]) -> dict[str, Any]:
    """[icecast] url = "icecast://source@radio.example:8000/live.mp3"."""
    return {"icecast": _filled("icecast", settings.icecast, table)}


def _filled(name: str, kept: Any, table: dict[str, Any]) -> Any:
    """What a table changes; its keys are texts and switches, and a wrong value is not repeated."""
    kinds = {part.name: type(getattr(kept, part.name)) for part in fields(kept)}
    for key, value in table.items():
        if key not in kinds:
            raise UsageError(f"'[{name}]' sets '{key}', which is not known", f"keys: {', '.join(kinds)}")
        if type(value) is not kinds[key]:
            wanted = "true or false" if kinds[key] is bool else "a text in quotation marks"
            raise UsageError(f"'[{name}]' sets '{key}' to something of the wrong kind", f"write {wanted}")
    return replace(kept, **table)


TABLES: Mapping[str, Callable[[Settings, dict[str, Any]], dict[str, Any]]] = {
    "voices": _voices, "pauses": _pauses, "delivery": _deliveries, "blends": _blends,
    "check": _checks, "feed": _feed, "mos": _newsroom, "icecast": _icecast,
    "sound": lambda settings, table: {"house": read_house(table, settings.house)},
    "sounds": lambda settings, table: {"house": read_sounds(table, settings.house)},
    "voice_over": lambda settings, table: {"house": read_over(table, settings.house)},
}  # fmt: skip


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0

"""A style and a segment go in; how it is read comes out: words a minute, pitch, range, pauses."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

from broadcast.errors import UsageError
from broadcast.model import PACES_WPM, PITCHES, RANGES, Kind

NEWS = "news"
"""The style taken unless another is asked for: kokoro's own paces are 196 to 258 words a minute."""

ROLES = ("anchor", "reporter", "soundbite", "headline")
_FACTORS = {"pitch": PITCHES, "range": RANGES, "pauses": (0.3, 3.0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How somebody reads.

    Attributes:
        wpm: Words a minute, lowest and highest: each speaker has a pace of their own between them; None
            leaves the voice's.
        pitch: Factor on the voice's pitch; `range` likewise on its liveliness.
        pauses: Factor on the pauses inside what is read, and after it.
    """

    wpm: tuple[int, int] | None = None
    pitch: float = 1.0
    range: float = 1.0
    pauses: float = 1.0

    def wpm_of(self, name: str) -> int | None:
        """The pace of a speaker: the same for the same name."""
        if self.wpm is None:
            return None
        low, high = self.wpm
        digest = hashlib.sha256(name.casefold().encode()).digest()
        return low + int.from_bytes(digest[:4], "big") % (high - low + 1)


PLAIN = Delivery()
Style = Mapping[str, Delivery]
"""Role -> how it is read."""


@cache
def shipped() -> Mapping[str, Style]:
    """The styles that come with the program, by name."""
    text = (resources.files("broadcast.data") / "delivery.json").read_text(encoding="utf-8")
    return {name: read_style(name, rows) for name, rows in json.loads(text).items() if name != "about"}


def read_style(name: str, rows: Any, base: Style | None = None) -> Style:
    """A style from its table: a role a row, each with `wpm`, `pitch`, `range`, `pauses`.

    Args:
        name: For messages.
        rows: As TOML or JSON give them.
        base: What is not named stays as it is here.

    Raises:
        UsageError: A role, a key or a value that is not known.
    """
    if not isinstance(rows, dict) or not rows.keys() <= set(ROLES):
        raise UsageError(
            f"the delivery '{name}' is set to '{rows}'", f"a table for each of: {', '.join(ROLES)}"
        )
    return {**(base or {}), **{role: _delivery(f"{name}.{role}", row) for role, row in rows.items()}}


def _delivery(name: str, row: Any) -> Delivery:
    known = [part.name for part in fields(Delivery)]
    if not isinstance(row, dict) or not row.keys() <= set(known):
        raise UsageError(f"the delivery '{name}' is set to '{row}'", f"it may hold: {', '.join(known)}")
    values: dict[str, Any] = {}
    for key, value in row.items():
        values[key] = _wpm(name, value) if key == "wpm" else _factor(name, key, value)
    return Delivery(**values)


def _wpm(name: str, value: Any) -> tuple[int, int]:
    ends = value if isinstance(value, list) and len(value) == 2 else [value, value]
    whole = all(isinstance(end, int) and not isinstance(end, bool) for end in ends)
    if not whole or not PACES_WPM[0] <= ends[0] <= ends[1] <= PACES_WPM[1]:
        raise UsageError(
            f"the delivery '{name}' sets 'wpm' to '{value}'",
            f"words a minute, {PACES_WPM[0]} to {PACES_WPM[1]}, or two for a span: [150, 185]",
        )
    return ends[0], ends[1]


def _factor(name: str, key: str, value: Any) -> float:
    low, high = _FACTORS[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise UsageError(
            f"the delivery '{name}' sets '{key}' to '{value}'", f"a factor from {low:g} to {high:g}"
        )
    return float(value)


def find_style(name: str, own: Mapping[str, Style] | None = None) -> Style:
    """A style by its name, a station's own before a shipped one.

    Raises:
        UsageError: There is none of that name; the hint lists what there is.
    """
    known = {**shipped(), **(own or {})}
    if name not in known:
        raise UsageError(f"no delivery is called '{name}'", f"there are: {', '.join(known)}")
    return known[name]


def role_of(kind: Kind, narrator: Kind) -> str:
    """The role that reads a segment of a kind in the anchor's or the field's part."""
    if kind in (Kind.SOUNDBITE, Kind.HEADLINE):
        return kind.value
    return "reporter" if narrator is Kind.FIELD else "anchor"

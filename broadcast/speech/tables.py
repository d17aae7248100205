"""The tables under `broadcast/data/speech` come out as dictionaries and pattern alternatives, read once."""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table called `name`, as it stands in its file; the caller does not change it."""
    text = (files("broadcast") / "data" / "speech" / f"{name}.json").read_text(encoding="utf-8")
    rows: dict[str, Any] = json.loads(text)
    return rows


@cache
def words(name: str, key: str) -> frozenset[str]:
    """A list of words, written in the table apart by spaces."""
    value = table(name)[key]
    return frozenset(value.split() if isinstance(value, str) else value)


def either(choices: Iterable[str]) -> str:
    """A pattern's group of choices, the longest first, so that "km/h" comes before "km"."""
    return "(?:" + "|".join(re.escape(choice) for choice in sorted(choices, key=lambda c: (-len(c), c))) + ")"

"""The tables under `broadcast/data/phonetics` come out as dictionaries, read once."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table called `name`, as it stands in its file; the caller does not change it."""
    text = (files("broadcast") / "data" / "phonetics" / f"{name}.json").read_text(encoding="utf-8")
    rows: dict[str, Any] = json.loads(text)
    return rows

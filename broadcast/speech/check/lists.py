"""The tables under `broadcast/data/check` come out as data and as patterns, read once."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from broadcast.speech.check.copy import Copy
from broadcast.speech.check.finding import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words to look for.

    Attributes:
        pattern: Finds them, whole words, capitals aside.
        why: What is wrong with them.
        instead: What to say; None where that depends.
        unless: Words of the sentence that make them right.
    """

    pattern: re.Pattern[str]
    why: str
    instead: str | None
    unless: re.Pattern[str] | None


@cache
def table(name: str) -> Any:
    """The table called `name`; the caller does not change it."""
    return json.loads((files("broadcast") / "data" / "check" / f"{name}.json").read_text("utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """A list of words, written in the table apart by spaces."""
    return frozenset(table(name)[key].split())


def either(choices: Iterable[str]) -> str:
    """A pattern's group of choices, the longest first."""
    return "(?:" + "|".join(re.escape(one) for one in sorted(choices, key=lambda c: (-len(c), c))) + ")"


@cache
def phrases(name: str, key: str) -> tuple[Phrase, ...]:
    """The phrases of a section: rows of `find`, `why`, and maybe `instead` and `unless`."""
    return tuple(
        Phrase(
            pattern=re.compile(rf"(?<![\w-])(?:{row['find']})(?![\w-]|['’]\w)", re.IGNORECASE),
            why=row["why"],
            instead=row.get("instead"),
            unless=re.compile(rf"(?<!\w)(?:{row['unless']})(?!\w)", re.IGNORECASE)
            if "unless" in row
            else None,
        )
        for row in table(name)[key]
    )


def find_phrases(copy: Copy, name: str, key: str) -> Iterator[Hit]:
    """Where the phrases of a section stand in the narrators' own words."""
    for phrase in phrases(name, key):
        for found in copy.find(phrase.pattern):
            sentence = copy.sentence_at(found.start())
            around = sentence.text if sentence is not None else found.group()
            if phrase.unless is None or not phrase.unless.search(around):
                said = " ".join(found.group().split())
                yield Hit(span=found.span(), what=f"“{said}”: {phrase.why}", suggestion=phrase.instead)

"""The shipped lexicons of names in the news come out, each read once."""

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from broadcast.speech.lexicons.entry import Entry, Lexicon
from broadcast.speech.lexicons.index import Layer, layer

FILES = ("words-lexicon.csv", "news-lexicon.csv")
"""Words that the voices' own lexicon says wrong; names in the news. The later file counts."""
UNVERIFIED = ("unverified-lexicon.csv",)
"""Names in the news of which nobody has read a source."""


@cache
def news_lexicon() -> Lexicon:
    """Names in the news with how they are said, each with the source that was read.

    The file is ours and tested, so its phonemes are taken as they stand.
    """
    return _read(FILES)


@cache
def unverified_lexicon() -> Lexicon:
    """Names in the news as they were remembered: better than a guess, and to be checked."""
    return _read(UNVERIFIED)


def _read(names: Sequence[str]) -> Lexicon:
    folder = files("broadcast") / "data" / "speech"
    texts = ((folder / name).read_text(encoding="utf-8") for name in names)
    entries = [_entry(row) for text in texts for row in csv.DictReader(text.splitlines())]
    return Lexicon(tuple({entry.name: entry for entry in entries}.values()))


@cache
def news_layer() -> Layer:
    """The same, ready to be found."""
    return layer("news", news_lexicon())


@cache
def unverified_layer() -> Layer:
    """The names to be checked, ready to be found."""
    return layer("unverified", unverified_lexicon())


def _entry(row: dict[str, str]) -> Entry:
    return Entry(
        name=row["name"],
        written=row["respelling"],
        phonemes=row["phonemes"],
        phonemes_gb=row.get("phonemes_gb") or "",
        language=row.get("language") or "",
        kind=row.get("kind") or "",
        source=row.get("source") or "",
    )

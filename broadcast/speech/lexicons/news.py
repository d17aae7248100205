"""The shipped lexicon of names in the news comes out, read once."""

import csv
from functools import cache
from importlib.resources import files

from broadcast.speech.lexicons.entry import Entry, Lexicon
from broadcast.speech.lexicons.index import Layer, layer

FILES = ("words-lexicon.csv", "news-lexicon.csv")
"""Words that the voices' own lexicon says wrong; names in the news. The later file counts."""


@cache
def news_lexicon() -> Lexicon:
    """Names in the news with how they are said, each with its source.

    The file is ours and tested, so its phonemes are taken as they stand.
    """
    folder = files("broadcast") / "data" / "speech"
    texts = ((folder / name).read_text(encoding="utf-8") for name in FILES)
    entries = [_entry(row) for text in texts for row in csv.DictReader(text.splitlines())]
    return Lexicon(tuple({entry.name: entry for entry in entries}.values()))


@cache
def news_layer() -> Layer:
    """The same, ready to be found."""
    return layer("news", news_lexicon())


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

"""The shipped lexicon of names in the news comes out, read once."""

import csv
from functools import cache
from importlib.resources import files

from broadcast.phonetics import accented
from broadcast.speech.lexicons.entry import Entry, Lexicon
from broadcast.speech.lexicons.index import Layer, layer

FILE = "news-lexicon.csv"


@cache
def news_lexicon() -> Lexicon:
    """Names in the news with how they are said, each with its source.

    The file is ours and tested, so its phonemes are taken as they stand.
    """
    text = (files("broadcast") / "data" / "speech" / FILE).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return Lexicon(tuple(_entry(row) for row in rows))


@cache
def news_layer() -> Layer:
    """The same, ready to be found."""
    return layer("news", news_lexicon())


def _entry(row: dict[str, str]) -> Entry:
    said = row["phonemes"]
    return Entry(
        name=row["name"],
        written=row["respelling"],
        phonemes=said,
        phonemes_gb=row.get("phonemes_gb") or accented(said, british=True),
        language=row.get("language") or "",
        kind=row.get("kind") or "",
        source=row.get("source") or "",
    )

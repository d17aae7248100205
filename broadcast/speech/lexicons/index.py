"""A Lexicon goes in; its names, to be found by their first word, come out."""

import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from broadcast.speech.lexicons.entry import Entry, Lexicon

# Zelenskyy   O'Neill   F35   Erdoğan
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’ʼ](?=[^\W_]))*")
_PLAIN = {
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "’": "'", "ʼ": "'", "‘": "'",
    "ß": "ss",
    "æ": "ae",
    "Æ": "Ae", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "œ": "oe", "Œ": "Oe",
}  # fmt: skip
_UNLIKE = str.maketrans(_PLAIN)


PERSON = "person"
"""The kind of an entry whose last word is a name of its own: Zelenskyy of Volodymyr Zelenskyy."""


@dataclass(frozen=True, slots=True)
class Name:
    """An entry by its words.

    Attributes:
        words: As the entry has them; `folded` without case and accents.
        gaps: Signs between them, without spaces: "." of "St. Louis".
    """

    words: tuple[str, ...]
    folded: tuple[str, ...]
    gaps: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Layer:
    """The names of one authority.

    Attributes:
        authority: "copy", "script", "station", "news", "unverified".
        by_word: Folded first word -> names that begin with it, the longest first.
        sure: Somebody said of this copy that the word is the name, wherever it stands.
    """

    authority: str
    by_word: Mapping[str, Sequence[Name]]
    sure: bool = False


def layer(authority: str, lexicon: Lexicon, *, sure: bool = False) -> Layer:
    """Make the names of a lexicon ready to be found; of a person's full name, the last word too."""
    by_word: dict[str, list[Name]] = {}
    surnames: dict[str, Name] = {}
    for entry in lexicon.entries:
        name = name_of(entry)
        if name is None:
            continue
        by_word.setdefault(name.folded[0], []).append(name)
        if len(name.words) > 1 and entry.kind == PERSON:
            last = _surname(name)
            if last is not None:
                surnames.setdefault(last.folded[0], last)
    for key, last in surnames.items():
        if not any(len(name.words) == 1 for name in by_word.get(key, ())):
            by_word.setdefault(key, []).append(last)
    for names in by_word.values():
        if len(names) > 1:
            names.sort(key=lambda name: -len(name.words))
    return Layer(authority, by_word, sure)


def _surname(name: Name) -> Name | None:
    """The last word of a person's name, where the sounds tell which are its own."""
    said, said_gb = name.entry.phonemes.split(), name.entry.phonemes_gb.split()
    if len(said) != len(name.words) or len(said_gb) not in (0, len(said)):
        return None
    british = said_gb[-1] if said_gb else ""
    entry = replace(name.entry, name=name.words[-1], phonemes=said[-1], phonemes_gb=british, written="")
    return Name(name.words[-1:], name.folded[-1:], (), entry)


def name_of(entry: Entry) -> Name | None:
    """An entry by its words; None where it has none."""
    if entry.name.isalpha():
        return Name((entry.name,), (folded(entry.name),), (), entry)
    found = list(WORD.finditer(entry.name))
    parts = tuple(part.group().replace("’", "'") for part in found)
    gaps = tuple(
        entry.name[before.end() : after.start()].strip() for before, after in itertools.pairwise(found)
    )
    return Name(parts, tuple(map(folded, parts)), gaps, entry) if parts else None


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """A word without case and accents.

    >>> folded("Erdoğan")
    'erdogan'
    """
    if not word.isascii():
        word = unicodedata.normalize("NFD", word.translate(_UNLIKE))
        word = "".join(sign for sign in word if not unicodedata.combining(sign))
    return word.casefold()

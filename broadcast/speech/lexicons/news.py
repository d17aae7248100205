"""The shipped lexicons of names in the news come out, each read once."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from broadcast.speech.lexicons.entry import Entry, Lexicon
from broadcast.speech.lexicons.index import Layer, Name, folded, layer, name_of

COLUMNS = ("name", "respelling", "phonemes", "phonemes_gb", "language", "kind", "source")
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
    entries = [_entry_of(line) for line in _lines(names)]
    return Lexicon(tuple({entry.name: entry for entry in entries}.values()))


@cache
def news_layer() -> Layer:
    """The same, ready to be found."""
    return Layer("news", Shelf(FILES))


@cache
def unverified_layer() -> Layer:
    """The names to be checked, ready to be found."""
    return Layer("unverified", Shelf(UNVERIFIED))


class Shelf(Mapping[str, Sequence[Name]]):
    """Names by their folded first word; the row of a single word is read when somebody asks for it.

    A report has a few of ten thousand names, and a run-sheet must not wait for the others.
    """

    def __init__(self, names: Sequence[str]) -> None:
        """Sort the rows of our files by their first word."""
        self._rows: dict[str, list[str]] = {}
        whole: list[Entry] = []
        for line in _lines(names):
            name = line.partition(",")[0]
            if name.isalpha():
                self._rows.setdefault(folded(name), []).append(line)
            else:
                whole.append(_entry_of(line))
        self._whole = layer("", Lexicon(tuple(whole))).by_word
        self._keys = dict.fromkeys((*self._rows, *self._whole))
        self._read: dict[str, list[Name]] = {}

    def __getitem__(self, key: str) -> Sequence[Name]:
        """The names that begin with a word, the longest first.

        Raises:
            KeyError: None does.
        """
        if key not in self._read:
            self._read[key] = self._names(key)
        return self._read[key]

    def _names(self, key: str) -> list[Name]:
        if key not in self._keys:
            raise KeyError(key)
        # of a name in two files the later row counts
        own = {line.partition(",")[0]: name_of(_entry_of(line)) for line in self._rows.get(key, ())}
        single = [name for name in own.values() if name is not None]
        surnames_too = [name for name in self._whole.get(key, ()) if len(name.words) > 1 or not single]
        return sorted([*surnames_too, *single], key=lambda name: -len(name.words))

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def _lines(names: Sequence[str]) -> Iterator[str]:
    folder = files("broadcast") / "data" / "speech"
    for name in names:
        yield from (folder / name).read_text(encoding="utf-8").splitlines()[1:]


def _entry_of(line: str) -> Entry:
    """An entry of its line: no field of ours holds a comma or a quotation mark, which is tested."""
    return _entry(dict(zip(COLUMNS, line.split(","), strict=True)))


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

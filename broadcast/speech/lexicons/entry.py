"""A name and how it is said, as somebody wrote it, go in; an Entry of a lexicon comes out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from broadcast.errors import UsageError
from broadcast.phonetics import accented, ipa, read_sounds, respelled


class Case(StrEnum):
    """In which case a name is one."""

    NAME = "name"
    """As printed, or all in capitals; not where a word may be meant: "Nice" at a sentence's beginning."""
    EXACT = "exact"
    """As printed, and nowhere else."""
    ANY = "any"
    """In any case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How a name is said.

    Attributes:
        name: One or several words, as printed.
        phonemes: For American voices, in the Kokoro alphabet, a space between words; empty with an alias.
        phonemes_gb: For British voices; empty where they follow from the American ones.
        written: How the pronunciation was given: "pal-MY-ruh", "/pælˈmaɪrə/", "P AE0 L ...".
        alias: Words that are said in its place, without digits.
        language: BCP 47 of the name's origin, for people.
        source: Where the pronunciation is from: an agency, the person, a page.
        kind: "person", "place" ...; free.
        note: Free.
        date: When it was written, as YYYY-MM-DD.
        case: Where the name is not the word that it looks like.
    """

    name: str
    phonemes: str = ""
    phonemes_gb: str = ""
    written: str = ""
    alias: str = ""
    language: str = ""
    source: str = ""
    kind: str = ""
    note: str = ""
    date: str = ""
    case: Case = Case.NAME

    def sounds(self, *, british: bool) -> str:
        """Its phonemes for a voice."""
        if not british:
            return self.phonemes
        return self.phonemes_gb or accented(self.phonemes, british=True)

    @property
    def respelling(self) -> str:
        """How it is said, for a newsreader; an alias as it stands."""
        plain = (
            self.written and not self.written.startswith(("/", "[")) and any(map(str.islower, self.written))
        )
        return self.alias or (self.written if plain else respelled(self.phonemes))

    @property
    def ipa(self) -> str:
        """How it is said, in broad IPA without slashes; empty with an alias."""
        return ipa(self.phonemes)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names, each once, in the order of the file."""

    entries: tuple[Entry, ...] = ()

    def find(self, name: str) -> Entry | None:
        """The entry of a name as printed, in any case when no case fits."""
        wanted = name.strip()
        exact = next((entry for entry in self.entries if entry.name == wanted), None)
        folded = wanted.casefold()
        return exact or next((entry for entry in self.entries if entry.name.casefold() == folded), None)

    def put(self, entry: Entry) -> "Lexicon":
        """With an entry, in the place of one of that name."""
        if any(one.name == entry.name for one in self.entries):
            return Lexicon(tuple(entry if one.name == entry.name else one for one in self.entries))
        return Lexicon((*self.entries, entry))

    def without(self, name: str) -> "Lexicon":
        """Without the entry of a name."""
        found = self.find(name)
        return Lexicon(tuple(entry for entry in self.entries if entry is not found))

    def joined(self, others: Iterable[Entry]) -> "Lexicon":
        """With other entries, in the place of those of the same names."""
        rows = {entry.name: entry for entry in self.entries}
        rows |= {entry.name: entry for entry in others}
        return Lexicon(tuple(rows.values()))


def make_entry(name: str, written: str, *, alias: str = "", **details: str) -> Entry:
    """An entry of a pronunciation as somebody wrote it.

    Args:
        name: As printed.
        written: A respelling, /IPA/ or ARPAbet; empty with an alias.
        alias: Words to say in its place.
        details: `language`, `source`, `kind`, `note`, `date`, `case`.

    Raises:
        UsageError: No letter in the name, a pronunciation that cannot be read, both or neither of it and an
            alias, or a case that is not known.
    """
    name = " ".join(name.split())
    if not any(sign.isalnum() for sign in name):
        raise UsageError(f"'{name}' is no name", "a name has a letter or a figure")
    case = _case(details.pop("case", ""))
    made = Entry(name=name, case=case, written=written.strip(), **details)
    if bool(alias.strip()) == bool(made.written):
        raise UsageError(
            f"'{name}' needs one way to be said",
            "give a respelling, IPA between slashes, ARPAbet, or an alias",
        )
    if alias.strip():
        return replace(made, alias=_alias(alias))
    sounds = read_sounds(made.written)
    if sounds is None:
        raise UsageError(
            f"'{made.written}' cannot be read as a pronunciation",
            "write it as 'pal-MY-ruh' or '/pælˈmaɪrə/'; see docs/pronunciation.md",
        )
    return replace(made, phonemes=sounds, phonemes_gb=read_sounds(made.written, british=True) or sounds)


def _case(raw: str) -> Case:
    try:
        return Case(raw.strip().lower() or "name")
    except ValueError as cause:
        raise UsageError(f"the case '{raw}' is not known", "write name, exact or any") from cause


def _alias(raw: str) -> str:
    alias = " ".join(raw.split())
    if not all(sign.isalpha() or sign in " '’-" for sign in alias):
        raise UsageError(f"the alias '{alias}' is not in plain words", "write figures and signs as words")
    return alias

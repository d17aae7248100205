"""Phrases of the tables."""

from importlib.resources import files

import pytest
from checkdesk import copy_of

from broadcast.speech.check.lists import either, find_phrases, phrases, table, words

SECTIONS = [(name, key) for name in ("attribution", "printed", "sensitivity", "words") for key in table(name)]


@pytest.mark.parametrize(("name", "key"), SECTIONS)
def test_every_phrase_can_be_looked_for(name: str, key: str) -> None:
    if isinstance(table(name)[key], list):
        assert all(phrase.pattern and phrase.why for phrase in phrases(name, key))
    else:
        assert words(name, key)


def test_a_phrase_is_whole_words_whatever_their_capitals() -> None:
    hits = list(find_phrases(copy_of("RAZED and unrazed and razed's."), "words", "homophones"))
    assert [hit.span for hit in hits] == [(0, 5)]
    assert hits[0].suggestion == "torn down"


def test_longer_choices_come_first() -> None:
    assert either(["km", "km/h", "a.b"]) == r"(?:km/h|a\.b|km)"


def test_every_table_is_json() -> None:
    tables = [
        path for path in (files("broadcast") / "data" / "check").iterdir() if path.name.endswith(".json")
    ]
    assert len(tables) >= 9
    assert all(table(path.name.removesuffix(".json")) for path in tables)

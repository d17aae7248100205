import pytest

from broadcast.errors import UsageError
from broadcast.speech.lexicons import Case, Lexicon, make_entry


@pytest.mark.parametrize("written", ["pal-MY-ruh", "/pælˈmaɪrə/", "P AE0 L M AY1 R AH0"])
def test_an_entry_is_heard_as_it_was_written(written: str) -> None:
    entry = make_entry("Palmyra", written)
    assert (entry.phonemes, entry.phonemes_gb) == ("pælmˈIɹə", "palmˈIɹə")
    assert entry.respelling == "pal-MY-ruh"
    assert entry.ipa == "pælˈmaɪɹə"


def test_a_respelling_is_shown_as_it_was_given() -> None:
    assert make_entry("Bihac", "BEE-hotch").respelling == "BEE-hotch"


def test_an_alias_is_said_in_words() -> None:
    entry = make_entry("XR", "", alias="extinction rebellion")
    assert (entry.alias, entry.phonemes, entry.respelling) == (
        "extinction rebellion", "", "extinction rebellion",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "written", "alias", "message"),
    [
        ("—", "KEEV", "", "is no name"),
        ("Kyiv", "", "", "needs one way to be said"),
        ("Kyiv", "KEEV", "keev", "needs one way to be said"),
        ("Kyiv", "qqq1", "", "cannot be read as a pronunciation"),
        ("Kyiv", "/9/", "", "cannot be read as a pronunciation"),
        ("F-35", "", "F 35", "not in plain words"),
    ],
)
def test_an_entry_that_says_nothing_is_refused(name: str, written: str, alias: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        make_entry(name, written, alias=alias)


def test_a_case_is_one_of_three() -> None:
    assert make_entry("Nice", "NEES", case="exact").case is Case.EXACT
    with pytest.raises(UsageError, match="the case 'loud' is not known"):
        make_entry("Nice", "NEES", case="loud")


def test_a_lexicon_holds_a_name_once() -> None:
    lexicon = Lexicon().put(make_entry("Kyiv", "KEE-ev")).put(make_entry("Kyiv", "KEEV"))
    assert [entry.written for entry in lexicon.entries] == ["KEEV"]
    assert lexicon.find("kyiv") is lexicon.entries[0]
    assert lexicon.find("Lviv") is None
    assert lexicon.without("KYIV").entries == ()
    assert lexicon.joined([make_entry("Lviv", "luh-VEEV")]).find("Lviv") is not None

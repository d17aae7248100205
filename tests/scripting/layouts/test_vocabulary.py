"""What the trade's words of a label say."""

import pytest

from broadcast.scripting.layouts.vocabulary import Mark, languages, phrases, read_label


@pytest.mark.parametrize(
    ("label", "mark"),
    [
        ("ANCHOR ON CAM", Mark.ANCHOR),
        ("Anchor lead-in", Mark.ANCHOR),
        ("PKG INTRO", Mark.ANCHOR),
        ("BACK ANNO", Mark.ANCHOR),
        ("REPORTER TAG", Mark.FIELD),
        ("LIVE TAG", Mark.FIELD),
        ("LIVE FULL - SUPER: ANA RUIZ", Mark.FIELD),
        ("COMM", Mark.FIELD),
        ("MANDATORY CG", Mark.CAPTION),
        ("TAKE SOT BUTTED", Mark.BITE),
        ("1 SHOT OTS: BRIDGE", Mark.CUE),
        ("TRACK 2", Mark.FIELD),
        ("S/U", Mark.FIELD),
        ("VO CONTINUES", Mark.VOICE),
        ("VO/SOT", Mark.FORMAT),
        ("TAKE SOT", Mark.BITE),
        ("CUT 1", Mark.BITE),
        ("SOT1", Mark.BITE),
        ("PLAY VOICER", Mark.FIELD),
        ("CUT B", Mark.BITE),
        ("NAT SOT", Mark.CUE),
        ("SOT OUTCUE", Mark.EDGE),
        ("PKG TRT", Mark.LENGTH),
        ("LOWER THIRD", Mark.CAPTION),
        ("END SOT", Mark.END),
        ("SOT ENDS", Mark.END),
        ("STORY SLUG", Mark.HEADER),
        ("VERBATIM", Mark.WORDS),
    ],
)
def test_the_word_that_weighs_most_decides_what_a_label_says(label: str, mark: Mark) -> None:
    found = read_label(label)
    assert found is not None
    assert found.mark is mark


@pytest.mark.parametrize("words", ["the wall", "TAKE", "1", "", "Porto Alto"])
def test_words_that_are_not_the_trades_are_no_label(words: str) -> None:
    assert read_label(words) is None


def test_a_label_says_where_the_words_behind_it_begin() -> None:
    found = read_label("SOT FULL - ANA RUIZ")
    assert found is not None
    assert "SOT FULL - ANA RUIZ"[found.rest :] == "ANA RUIZ"
    assert "SOT FULL - ANA RUIZ"[: found.last] == "SOT FULL"


def test_every_language_has_a_code_of_two_or_three_letters() -> None:
    assert languages()["bahasa indonesia"] == "id"
    assert all(2 <= len(code.partition("-")[0]) <= 3 for code in languages().values())


def test_a_phrase_of_the_table_is_in_lower_case_without_hyphens() -> None:
    for key in ("studio", "form", "bite", "cue", "edge", "length", "header"):
        assert all(
            phrase == phrase.lower() and "-" not in phrase and "/" not in phrase for phrase in phrases(key)
        )

"""One person a name, under every label."""

import pytest

from broadcast.scripting.layouts.cast import Cast, initials_of


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("AUDRA CORNELL, HOST", "CORNELL"),
        ("SEN. DANA SCHELL (D-NL), MINORITY LEADER", "SEN. SCHELL"),
        ("MARIA DE LA CRUZ, BYLINE", "DE LA CRUZ"),
        ("Ana Ruiz, mayor", "RUIZ (voice-over)"),
        ("LULU MILLAR", "LULU"),
        ("Ana Ruiz, mayor", "MAYOR"),
        ("Brent Mills", "BM"),
    ],
)
def test_a_short_label_means_the_person_named_in_full(first: str, later: str) -> None:
    cast = Cast("", [first, later])
    assert cast.person(later) == cast.person(first)
    assert cast.key(later) == cast.key(first)


def test_the_full_name_may_come_after_the_short_one() -> None:
    cast = Cast("", ["BREEN", "SHANNA BREEN, ANCHOR"])
    assert cast.person("BREEN") == cast.person("SHANNA BREEN, ANCHOR")


def test_an_initial_tells_two_of_one_surname_apart() -> None:
    cast = Cast("", ["SOLENE O'BRIAN, ANCHOR", "MILES O'BRIAN, ANCHOR", "S. O'BRIAN", "M. O'BRIAN"])
    names = [who.name for label in ("S. O'BRIAN", "M. O'BRIAN") if (who := cast.person(label))]
    assert names == ["Solene O'Brian", "Miles O'Brian"]


def test_the_language_is_each_labels_own() -> None:
    cast = Cast("", ["(Arabic) Ana Ruiz, mayor", "(English) RUIZ"])
    first, later = cast.person("(Arabic) Ana Ruiz, mayor"), cast.person("(English) RUIZ")
    assert first is not None
    assert later is not None
    assert (first.language, later.language, first.name == later.name) == ("ar", "en", True)


@pytest.mark.parametrize(
    ("copy", "label", "name"),
    [
        ("My guest is Rachel Brod. Welcome.", "BROD", "Rachel Brod"),
        ("Hello, I'm Kate Lund.", "KATE", "Kate Lund"),
        ("Steve Sundt printed the letters.", "SS", "Steve Sundt"),
        ("The mayor of Port DeSoto, Mia Berg.", "DESOTO", "Desoto"),
    ],
)
def test_a_name_that_no_label_gives_in_full_is_looked_for_in_the_copy(
    copy: str, label: str, name: str
) -> None:
    who = Cast(copy, [label]).person(label)
    assert who is not None
    assert who.name.casefold().endswith(name.casefold())


def test_capitals_within_a_name_are_those_of_the_copy() -> None:
    who = Cast("Ian MacLeod fell ill.", ["IAN MACLEOD, CREWMAN"]).person("IAN MACLEOD, CREWMAN")
    assert who is not None
    assert who.name == "Ian MacLeod"


def test_nobody_is_named_by_a_number() -> None:
    assert Cast("", [":12"]).person(":12") is None
    assert Cast("", []).key(":12") == ""


@pytest.mark.parametrize("label", ["RETIRED FARMER", "FARMER, NO NAME GIVEN"])
def test_a_trade_with_a_word_of_its_own_or_a_name_withheld_is_nobody_known(label: str) -> None:
    who = Cast("", ["Ana Ruiz, cereal farmer", label]).person(label)
    assert who is not None
    assert not who.named


def test_the_trades_word_behind_a_first_name_is_no_surname() -> None:
    who = Cast("ANA TAG: It fell.", ["Ana"]).person("Ana")
    assert who is not None
    assert who.name == "Ana"


def test_a_name_with_a_title_is_no_recordings_name() -> None:
    label = "NENA SOL / GRANDMOTHER"
    who = Cast("Aling Nena has not gone home.", [label]).person(label)
    assert who is not None
    assert who.name == "Nena Sol"


def test_letters_that_hyphens_join_are_initials_too() -> None:
    assert initials_of("jens-uwe sol") == "jus"

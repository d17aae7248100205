"""Names, titles, ages."""

import pytest
from checkdesk import findings, found, suggested

from broadcast.speech.check import Checks
from broadcast.speech.check.names import first_names


@pytest.mark.parametrize(
    "text", ["Ana Ruiz has won.", "Winifred Pask, 71, opens the door.", "Thomas Sol says the wall will hold."]
)
def test_a_story_does_not_begin_with_a_name_that_nobody_knows(text: str) -> None:
    assert found(text, "M401")


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump has won.",
        "Prime Minister Ana Ruiz has won.",
        "Victoria Police have closed the bridge.",
        "New York has a mayor.",
        "South Korea says it will talk.",
        "Storm Ana has reached the coast.",
        "The mayor is Ana Ruiz. Ana Ruiz has won.",
        "Jordan River is low.",
    ],
)
def test_a_story_may_begin_with_anything_else(text: str) -> None:
    assert not found(text, "M401")


def test_a_long_title_before_a_name_is_counted() -> None:
    text = "Former Northern Region Emergency Management Deputy Director Ana Ruiz was there."
    (finding,) = findings(text, "M402")
    assert finding.what == "7 words of title before the name"
    assert not findings(text, "M402", Checks(title_words=7))
    assert not found("Deputy Prime Minister Ana Ruiz was there.", "M402")
    assert not found("The Bank of Northern Quill and Merrow Trust Company said so.", "M402")


def test_an_age_goes_before_the_name() -> None:
    assert suggested("The captain, Ana Ruiz, 45, was not hurt.", "M403") == ["45-year-old Ana Ruiz"]
    assert suggested("It was said of Ruiz, aged 45, that she could swim.", "M403") == ["45-year-old Ruiz"]


@pytest.mark.parametrize(
    "text",
    [
        "On May, 4, it rained.",
        "Take Highway, 45, north.",
        "She beat Ruiz, 6-4, in May.",
        "In Quill, 1,200 people met.",
    ],
)
def test_other_figures_after_names_are_no_ages(text: str) -> None:
    assert not found(text, "M403")


def test_a_middle_initial_is_left_out_unless_everybody_knows_it() -> None:
    assert suggested("The judge, Ana M. Ruiz, agreed.", "M404") == ["Ana Ruiz"]
    assert not found("He met George W. Bush and J. K. Rowling.", "M404")


def test_a_short_title_goes_before_the_name() -> None:
    assert suggested("Ana Ruiz, the mayor, agreed.", "M405") == ["the mayor, Ana Ruiz,"]


def test_a_pronouncer_belongs_to_the_first_mention() -> None:
    assert found("They reached Bihac. Bihac (BEE-hotch) was quiet.", "M406")
    assert not found("They reached Bihac (BEE-hotch). Bihac was quiet.", "M406")


def test_first_names_are_those_of_the_table() -> None:
    assert {"ana", "thomas", "ihsan"} <= first_names()

"""Numbers for the ear."""

import pytest
from checkdesk import findings, found, mended, suggested

from broadcast.speech.check import Checks


def test_more_numbers_than_a_listener_keeps_are_counted_and_listed() -> None:
    (finding,) = findings("The 14 crews moved 300 tonnes of mud from 25 homes.", "N201")
    assert finding.what == "3 numbers in one sentence: 14, 300, 25"
    assert not findings("The 14 crews moved 300 tonnes from 25 homes.", "N201", Checks(numbers=3))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("14 people were taken to hospital.", "Fourteen people were taken to hospital."),
        ("300 homes are without power.", "Three hundred homes are without power."),
        ("2026 was a year of storms.", "2026 was a year of storms."),
        ("1,205 homes are without power.", "1,205 homes are without power."),
        ("14 Democrats voted against it.", "14 Democrats voted against it."),
    ],
)
def test_a_figure_at_the_start_is_spelled_out_where_that_is_safe(text: str, after: str) -> None:
    assert found(text, "N202")
    assert mended(text, "N202") == after


@pytest.mark.parametrize(
    "text",
    [
        "7.30 is the time they open.",
        "1. Mix the flour and water.",
        "3-1 was the score then.",
        "9/11 changed the city for good.",
    ],
)
def test_a_time_a_score_and_a_list_may_start_with_a_figure(text: str) -> None:
    assert not found(text, "N202")


def test_the_percent_sign_becomes_the_word_of_the_country() -> None:
    assert mended("Turnout was 40 % at noon.", "N203") == "Turnout was 40 percent at noon."
    assert mended("Turnout was 40% at noon.", "N203", language="en-GB") == "Turnout was 40 per cent at noon."


def test_the_word_of_a_currency_is_suggested_after_the_number() -> None:
    text = "It cost $2.4 million, £1 a head and €300."
    assert suggested(text, "N204") == ["2.4 million dollars", "1 pound", "300 euros"]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("The dam holds 2,347,812 tonnes.", "about 2.3 million"),
        ("The estate has 12,345 trees.", "about 12,000"),
        ("The fund is worth $1,234,000,000.", "about $1.2 billion"),
    ],
)
def test_rounding_is_suggested_and_never_done(text: str, instead: str) -> None:
    assert suggested(text, "N205") == [instead]
    assert mended(text, "N205") == text


@pytest.mark.parametrize(
    "text",
    [
        "The quake killed 12,345 people.",
        "She won by 2,214 votes.",
        "The recall failed by 2,207.",
        "The dam holds 12,000 tonnes.",
        "The crowd of 1,426 pilgrims was trampled.",
    ],
)
def test_deaths_votes_and_round_figures_stay_exact(text: str) -> None:
    assert not found(text, "N205")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("It paid a million dollars.", "It paid one million dollars."),
        ("A billion people watched.", "One billion people watched."),
        ("Half a million people watched.", "Half a million people watched."),
        ("It is a million-dollar question.", "It is a million-dollar question."),
        ("She is one in a million.", "She is one in a million."),
        ("A million and a half watched.", "A million and a half watched."),
    ],
)
def test_a_million_is_one_million(text: str, after: str) -> None:
    assert mended(text, "N206") == after


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Fares rose 20 percent.", 1),
        ("Demand has doubled.", 1),
        ("Fares rose 20 percent from a year earlier.", 0),
        ("Fares rose 20 percent last year.", 0),
        ("She doubled back to the quay.", 0),
    ],
)
def test_a_change_needs_what_it_is_measured_from(text: str, count: int) -> None:
    assert len(found(text, "N207")) == count


def test_percent_is_not_points() -> None:
    wrong = "The rate rose from 5% to 7%, up 2%."
    assert suggested(wrong, "N208") == ["2 percentage points"]
    assert not found("The rate rose from 5 percent to 7 percent, up 2 percentage points.", "N208")
    assert not found("The rate rose from 5 percent to 7 percent, and rents by 4 percent.", "N208")


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("It is 2.5 miles long.", ["two and a half"]),
        ("It is 12.25 miles long.", ["12 and a quarter"]),
        ("A quake of magnitude 6.5 miles off.", []),
        ("It cost $2.50.", []),
    ],
)
def test_halves_and_quarters_are_suggested(text: str, instead: list[str]) -> None:
    assert suggested(text, "N209") == instead


def test_small_figures_are_words_but_for_scores_and_times() -> None:
    assert suggested("The fire took 3 boats.", "N210") == ["three"]
    assert not found("They won 3-1 at 5 p.m. with 7 points and 3 million fans.", "N210")

"""Slips of the keyboard."""

import pytest
from checkdesk import findings, found, mended

from broadcast.model import Kind
from broadcast.speech.check import check_copy, plain_copy


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("The bridge is shut.It opens in May.", "The bridge is shut. It opens in May."),
        ("more accuracy .The dots are soldiers.", "more accuracy. The dots are soldiers."),
        ("She said,but nobody heard.", "She said, but nobody heard."),
        ("It costs 40%.Nobody pays.", "It costs 40%. Nobody pays."),
        ("It was built in 1900.The old one fell.", "It was built in 1900. The old one fell."),
        ("The vote is on May 4,2026 in Quill.", "The vote is on May 4, 2026 in Quill."),
        ("Palmyra ,the citadel, fell.", "Palmyra, the citadel, fell."),
        ("“We go at dawn,”said Ana Ruiz.", "“We go at dawn,” said Ana Ruiz."),
        ("Ms. Ruiz said,“We go.”", "Ms. Ruiz said, “We go.”"),
    ],
)
def test_a_missing_space_is_put_in(text: str, after: str) -> None:
    assert mended(text, "T101") == after


@pytest.mark.parametrize(
    "text",
    [
        "See quill.example/a,b for more.",
        "Write to ana.ruiz@quill.example today.",
        "Booking.Com and Amazon.com agreed.",
        "The U.S. and the E.U. signed.",
        "He ran 10,000 metres in 28.30.",
        "Ph.D. students met at 9 p.m. on Monday.",
        "It is 9:30,5 below zero.",
        "#word.Next is a hashtag.",
    ],
)
def test_an_address_a_figure_and_an_abbreviation_need_no_space(text: str) -> None:
    assert not found(text, "T101")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("every step of the way .", "every step of the way."),
        ("The bridge , they say , is shut .", "The bridge, they say, is shut."),
        ("Who knows ?", "Who knows?"),
    ],
)
def test_a_space_before_a_stop_is_taken_out(text: str, after: str) -> None:
    assert mended(text, "T102") == after


def test_an_ellipsis_and_a_decimal_keep_their_space() -> None:
    assert not found("He waited ... and shot a .22 rifle.", "T102")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Crews closed the the bridge.", "Crews closed the bridge."),
        ("The the bridge is shut.", "The bridge is shut."),
        ("It lies north of\nof Quill.", "It lies north of Quill."),
    ],
)
def test_a_small_word_typed_twice_goes_once(text: str, after: str) -> None:
    assert mended(text, "T103") == after


def test_another_doubled_word_is_told_and_left_to_a_person() -> None:
    (finding,) = findings("The bridge bridge is shut.", "T103")
    assert finding.what == "“bridge” stands twice"
    assert not finding.edits


@pytest.mark.parametrize(
    "text",
    [
        "He had had enough.",
        "She knew that that was so.",
        "It went on day day after.",
        "They met in Walla Walla and in Baden Baden.",
        "The well-to-do do well.",
        "It is over. Over there it is not.",
        "“The the bridge,” she said.",
    ],
)
def test_words_that_may_stand_twice_are_left_alone(text: str) -> None:
    assert not found(text, "T103")


def test_a_sentence_broken_by_an_empty_line_is_joined() -> None:
    broken = "It was calm. We see the site of\n\nPalmyra over the hill."
    assert mended(broken, "T104") == "It was calm. We see the site of Palmyra over the hill."
    assert found(broken, "T104") == ["of\n\nPalmyra"]


@pytest.mark.parametrize(
    "text",
    [
        "Storm shuts harbour\n\nA storm closed the harbour.",
        "They take:\n\nwater and bread.",
        "They test riders before the event;\n\nand after it.",
        "Wall falls at the fifth attempt\n\nby our cycling correspondent",
    ],
)
def test_a_headline_and_a_list_are_no_broken_sentences(text: str) -> None:
    assert not found(text, "T104")


@pytest.mark.parametrize(
    ("text", "after"),
    [("Shut,, they say.", "Shut, they say."), ("Shut.. They say.", "Shut. They say."), ("Shut,.", "Shut.")],
)
def test_of_two_stops_one_is_kept(text: str, after: str) -> None:
    assert mended(text, "T105") == after


def test_three_dots_are_an_ellipsis() -> None:
    assert not found("He waited... and waited.", "T105")


def test_a_parenthesis_that_closes_is_none_to_tell() -> None:
    assert found("The bridge (new is shut.", "T107") == ["("]
    assert not found("The bridge (new) is shut.", "T107")


def test_a_slip_in_a_soundbite_is_told_and_never_mended() -> None:
    bite = plain_copy("We go at dawn , all of us.", kind=Kind.SOUNDBITE)
    (finding,) = check_copy(bite, only=["T102"])
    assert finding.what == "a space before “,”, in a quotation"
    assert not finding.edits

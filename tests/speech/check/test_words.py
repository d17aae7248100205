"""Sounds."""

import pytest
from checkdesk import copy_of, findings, found

from broadcast.model import Kind
from broadcast.speech.check import check_copy


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The ship sank swiftly, survivors say.", "5 words in a row begin with “s”"),
        ("Fled the fighting, the first families came.", "4 words in a row begin with “f”"),
    ],
)
def test_a_run_of_one_sound_is_told(text: str, what: str) -> None:
    assert [finding.what for finding in findings(text, "W701")] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "The ship went down fast, those on board say.",
        "Peter Piper Picked Peppers.",
        "All are able and aware.",
    ],
)
def test_names_and_vowels_make_no_run(text: str) -> None:
    assert not found(text, "W701")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The market was razed.", 1),
        ("There is a tax on sugar.", 1),
        ("Merrow won one game.", 1),
        ("They waited for four years.", 0),
        ("The prophet Elijah of the Bible.", 0),
    ],
)
def test_words_that_are_heard_as_others_are_told(text: str, count: int) -> None:
    assert len(found(text, "W702")) == count


def test_here_is_a_place_in_the_field_and_none_in_the_studio() -> None:
    text = "Officials here have closed the bridge."
    assert check_copy(copy_of(text), only=["W703"])
    assert not check_copy(copy_of(text, kind=Kind.FIELD), only=["W703"])
    assert not found("Here is the weather.", "W703")

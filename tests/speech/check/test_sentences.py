"""The shape of sentences."""

import pytest
from checkdesk import findings, found, suggested

from broadcast.speech.check import Checks

WORDS = "The old ferry to the island of Quill runs again from Monday after three months in dock"


def test_words_are_counted_against_the_limit() -> None:
    text = f"{WORDS} and two more weeks at the quay of Merrow, they say."
    (finding,) = findings(text, "S601")
    assert finding.what == "28 words in one sentence"
    assert not findings(text, "S601", Checks(sentence=28))
    assert not findings(text, "S602")


def test_a_longish_sentence_is_a_hint_of_its_own() -> None:
    text = f"{WORDS} and two weeks more at anchor."
    assert [finding.what for finding in findings(text, "S602")] == ["23 words in one sentence"]
    assert not findings(text, "S601")


def test_each_sentence_is_counted_alone() -> None:
    assert not found(f"{WORDS}. {WORDS}.", "S601")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Although the bridge was repaired only two years ago, it will close.", 1),
        ("Despite a long and costly repair of the old bridge, it will close.", 1),
        ("After two years, it will close.", 0),
        ("As Ana Ruiz of member station KPRV in Merrow reports, it will close.", 0),
        ("The bridge will close, although it was repaired only two years ago.", 0),
        ("As for what she planned to say to him at practice, she did not know.", 0),
    ],
)
def test_a_long_clause_in_front_is_told(text: str, count: int) -> None:
    assert len(found(text, "S603")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Merrow and Quill voted, the latter by post.", 1),
        ("They gave three and four boats respectively.", 1),
        ("Of the two, the former is larger.", 1),
        ("The former president spoke.", 0),
        ("It rained in the latter half of May.", 0),
    ],
)
def test_nothing_sends_the_listener_back(text: str, count: int) -> None:
    assert len(found(text, "S604")) == count


def test_what_is_off_at_first_works_when_it_is_wanted() -> None:
    assert suggested("The court can't reopen it.", "S605") == ["cannot"]
    assert suggested("The bridge is not open.", "S606") == ["isn't"]
    assert not found("It is not only old.", "S606")


def test_a_semicolon_is_for_the_eye() -> None:
    assert found("It is shut; the ferry runs.", "S607") == [";"]
    assert not found("He said “it is shut; go home”.", "S607")

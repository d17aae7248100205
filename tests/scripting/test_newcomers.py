"""Whom a sentence brings in by what they are."""

import pytest

from broadcast.model import Gender
from broadcast.scripting.grammar import Grammar, Subject
from broadcast.scripting.newcomers import is_met, newcomers
from broadcast.scripting.person import Person
from broadcast.scripting.tokens import tokens_of


def brought_in(sentence: str, grammar: Grammar | None = None) -> list[Person]:
    return newcomers(sentence, tokens_of(sentence, 0, len(sentence)), grammar or Grammar())


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("In the harbour I met a fisherman mending his creels.", "a fisherman"),
        ("We also spoke to a nurse at the port.", "a nurse at the port"),
        ("One young florist, who was loading lilies, was cross.", "one young florist"),
        ("But a resident of Mill Lane, who asked not to be named, was cross.", "a resident of Mill Lane"),
        ("A trader who gave his name as Rui was there.", "Rui"),
    ],
)
def test_somebody_is_brought_in_without_a_name(sentence: str, name: str) -> None:
    assert [person.name for person in brought_in(sentence)] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "A wall fell in the night.",
        "Police spoke to a nurse at the port.",
        "I met nurses at the port.",
        "I saw a boat.",
    ],
)
def test_a_thing_and_whom_others_met_are_nobody_new(sentence: str) -> None:
    assert brought_in(sentence) == []


def test_what_he_was_seen_to_do_is_no_part_of_what_he_is() -> None:
    sentence = "I watched an elderly man pace out the distance."
    phrase, verb = (10, 24), (25, 29)
    assert (sentence[slice(*phrase)], sentence[slice(*verb)]) == ("an elderly man", "pace")
    subject = Subject(head=(21, 24), phrase=phrase, verb=verb, says=False, main=False, pronoun=False)
    (man,) = brought_in(sentence, Grammar(subjects=[subject]))
    assert (man.name, man.gender, man.named) == ("an elderly man", Gender.MALE, False)


def test_the_reporter_may_meet_somebody_with_a_name() -> None:
    text = "I put that to Helen Sacks. The mayor spoke to Bo Holm."
    assert is_met(text, (14, 25))
    assert not is_met(text, (46, 53))

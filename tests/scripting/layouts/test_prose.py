"""Whether words are said, or a note on paper."""

import pytest

from broadcast.scripting.layouts.prose import goes_on, is_abbreviated, speaks


@pytest.mark.parametrize(
    "words",
    [
        "We count them twice",
        "The wall fell at noon.",
        "Fire!",
        "Why?",
        "THE COUNCIL SAYS IT WILL REBUILD THE WALL",
        "In a statement, the harbour's owners told the town,",
        "Ça fait douze ans qu'on se bat.",
    ],
)
def test_sentences_are_said(words: str) -> None:
    assert speaks(words)


@pytest.mark.parametrize(
    "words",
    [
        "Ana Ruiz, mayor 0'12",
        "HARBOUR WALL - VO/SOT",
        "taxi strike day 3",
        "NATS :03 (engine starting, “Here we go!”)",
        "PTC Ana on the pier",
        "Runs :13",
        "Tanner St.",
        "WEATHER (not transcribed)",
        "-pg-",
        "",
    ],
)
def test_notes_are_not(words: str) -> None:
    assert not speaks(words)


def test_a_long_paragraph_is_said_without_any_sign() -> None:
    assert speaks("harbour wall " * 8)


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("VO: The harbour wall\nfell at noon.\n", True),
        ("VO: THE HARBOUR WALL\nFELL AT NOON.\n", True),
        ("CUT 1: Ana Ruiz\nWe saw it.\n", False),
        ("A1   HARBOUR WALL      RDR\nA2   FERRY      VO\n", False),
        ("ANCHOR: ANA\nREPORTER: LUIS\n", False),
        ("VO: The harbour wall", False),
    ],
)
def test_a_line_goes_on_where_the_next_is_its_sentence_s(text: str, goes: bool) -> None:
    end = text.find("\n") if "\n" in text else len(text)
    assert (goes_on(text, end) > end) is goes


def test_a_short_form_ends_no_sentence() -> None:
    assert is_abbreviated("Hollin Fire Dept.")
    assert not is_abbreviated("Look.")

"""Words with two sounds get the one that the words beside them settle, and keep their print."""

import pytest

from broadcast.model import Kind, Segment
from broadcast.speech import write_lines


def sounds(text: str, language: str = "en-US") -> dict[str, str | None]:
    """The sounds that the copy settles, by word."""
    lines = write_lines(Segment(kind=Kind.ANCHOR, text=text), language=language)
    return {token.text: token.phonemes for line in lines for token in line.tokens}


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("The old lead pipes burst.", "lead", "lˈɛd"),
        ("They took the lead again.", "lead", None),
        ("We go live to Paris.", "live", "lˈIv"),
        ("Police fired live rounds.", "live", "lˈIv"),
        ("They live here.", "live", None),
        ("The firm will wind up in May.", "wind", "wˈInd"),
        ("The wind rose.", "wind", None),
        ("The row over pay goes on.", "row", "ɹˈW"),
        ("A row of houses burned.", "row", None),
        ("He took a bow.", "bow", "bˈW"),
        ("A bow and arrow were found.", "bow", None),
        ("Shops in Reading reopened.", "Reading", "ɹˈɛdɪŋ"),
        ("Reading is taught early.", "Reading", None),
        ("The fire in Nice is out.", "Nice", "nˈis"),
        ("They refuse to pay.", "refuse", "ɹəfjˈuz"),
        ("Refuse collectors struck.", "Refuse", None),
        ("He tore a calf tear open.", "tear", "tˈɛɹ"),
    ],
)
def test_the_words_beside_it_settle_a_words_sound(text: str, word: str, said: str | None) -> None:
    assert sounds(text)[word] == said


def test_british_voices_get_british_sounds() -> None:
    assert sounds("A close vote.", "en-GB")["close"] == "klˈQs"
    assert sounds("A close vote.", "en-US")["close"] == "klˈOs"

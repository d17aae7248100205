"""Headings between the paragraphs of print copy."""

import pytest

from broadcast.scripting.layouts import mark
from broadcast.scripting.layouts.crossheads import crossheads_of

BODY = "The harbour wall of Porto Alto fell at noon on Friday, and the council says it will stand again."


@pytest.mark.parametrize("words", ["The cost of repair", "A WALL OF STONE", "Years of neglect"])
def test_a_short_line_between_two_paragraphs_is_a_heading(words: str) -> None:
    text = f"{BODY}\n\n{words}\n\n{BODY}\n"
    assert [gap.text for gap in crossheads_of(text)] == [words]
    assert words in [gap.text for gap in mark(text, "plain").unspoken]


@pytest.mark.parametrize(
    "words",
    ["It fell.", "We know who it was", "Ana Ruiz, Porto Alto", "She said:", "“No way back”", "Why?", "10.30"],
)
def test_words_that_somebody_may_say_stay(words: str) -> None:
    text = f"{BODY}\n\n{words}\n\n{BODY}\n"
    assert crossheads_of(text) == []


def test_a_line_above_or_below_all_copy_is_none() -> None:
    assert crossheads_of(f"The cost of repair\n\n{BODY}\n\nThe cost of repair\n") == []
    assert crossheads_of(f"It fell.\n\nThe cost of repair\n\n{BODY}\n") == []

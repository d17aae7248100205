"""The last words that a note gives."""

import pytest

from broadcast.scripting.layouts.outcues import ends_so, is_quoted_out, words_below

TEXT = 'CUT "...all of it."\n\nWe saw all of it.\n\nThe end.\n'


def test_the_words_below_a_line_are_its_next_paragraph() -> None:
    assert words_below(TEXT, TEXT.index("\n")) == "We saw all of it."


@pytest.mark.parametrize(
    ("out", "ends"), [("all of it", True), ("of it. DUR 9", True), ("none of us", False)]
)
def test_a_note_is_borne_out_by_how_the_paragraph_ends(out: str, ends: bool) -> None:
    assert ends_so(TEXT, TEXT.index("\n"), out) is ends


def test_a_quotation_that_begins_with_dots_gives_last_words() -> None:
    assert is_quoted_out(TEXT, 3, TEXT.index("\n"))
    assert not is_quoted_out(TEXT.replace("We saw all of it", "Nobody did"), 3, TEXT.index("\n"))
    assert not is_quoted_out(TEXT.replace("...", ""), 3, TEXT.index("\n") - 3)

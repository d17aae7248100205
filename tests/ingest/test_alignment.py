"""Words of a rendering, found in the source that it was made from."""

from hypothesis import given
from hypothesis import strategies as st

from broadcast.ingest.alignment import align
from broadcast.ingest.rendering import render

SOURCE = "# Storm hits\n\nThe **old** wall [fell](https://quill.example/x) on *Monday* , and\nit rained.\n"


def place(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


def test_words_stand_where_the_source_has_them() -> None:
    text = render(SOURCE).text
    aligned = align(text, SOURCE)
    for words in ("Storm hits", "The", "old", "wall", "fell", "Monday", "it rained."):
        span = aligned.exact(place(text, words))
        assert span is not None
        assert SOURCE[slice(*span)] == words


def test_what_the_source_writes_in_another_way_has_a_near_place_and_no_exact_one() -> None:
    text = render(SOURCE).text
    aligned = align(text, SOURCE)
    span = place(text, "wall fell on Monday")
    assert aligned.exact(span) is None
    start, end = aligned.near(span)
    assert SOURCE[start:end] == "wall [fell](https://quill.example/x) on *Monday"


def test_a_text_without_words_has_its_places_at_the_start() -> None:
    assert align("", "x").near((0, 0)) == (0, 0)
    assert align("", "x").exact((0, 1)) is None


WORDS = st.sampled_from(["wall", "**old**", "[fell](x)", "the", "the", "*it*", "storm,", "\n\n", "`a`", "."])


@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_an_exact_place_holds_the_same_letters(source: str) -> None:
    text = render(source).text
    aligned = align(text, source)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + 12) + 1):
            span = aligned.exact((start, end))
            assert span is None or source[slice(*span)] == text[start:end]

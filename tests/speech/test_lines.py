import itertools
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.model import Boundary, Kind, Line, Segment
from broadcast.speech import find_pronouncers, write_lines
from broadcast.speech.lines import LONGEST

PRINTS = [
    row.split("\t")[2]
    for row in Path(__file__).with_name("spoken_cases.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
NAMES = [
    "Bihac (BEE-hotch)",
    "Ihsan (ih-SAHN)",
    "Kiev (KEEV)",
    "the city-a task",
    "accuracy .The dots",
    "٣ boats",
]
SIGNS = [
    " ",
    " ",
    ", ",
    " - ",
    "—",
    ".",
    "\n",
    "\n\n",
    " “",
    "” ",
    "/",
    "-",
    "$",
    "%",
    "'",
    "(",
    ") ",
    "½",
    "€",
]
copy = st.lists(st.sampled_from([*PRINTS, *NAMES]) | st.sampled_from(SIGNS), max_size=12).map("".join)
scraps = st.lists(
    st.sampled_from(PRINTS).flatmap(lambda row: st.integers(1, len(row)).map(lambda cut: row[:cut]))
    | st.text(alphabet="0123456789.,:-/$£€%°°amp AMPkmst'’½²٣五éß🎉", max_size=8),
    max_size=8,
).map("".join)
news = copy | scraps | st.text(max_size=60)
languages = st.sampled_from(["en-US", "en-GB"])


def lines_of(text: str, language: str = "en-US") -> tuple[Line, ...]:
    return write_lines(Segment(kind=Kind.ANCHOR, text=text), language=language)


@settings(max_examples=300, deadline=None)
@given(news, languages)
def test_every_letter_and_figure_is_in_one_token_or_a_pronouncer(text: str, language: str) -> None:
    spans = [token.span for line in lines_of(text, language) for token in line.tokens]
    silent = {one.span for one in find_pronouncers(text)}
    held = sorted([*spans, *silent])
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(held))
    assert spans == sorted(spans)
    inside = {at for start, end in held for at in range(start, end)}
    assert not [sign for at, sign in enumerate(text) if sign.isalnum() and at not in inside]


@settings(max_examples=300, deadline=None)
@given(news, languages)
def test_no_figure_and_no_sign_is_left_to_the_engine(text: str, language: str) -> None:
    for line in lines_of(text, language):
        for token in line.tokens:
            assert token.text.strip()
            odd = [sign for sign in token.text if not sign.isalpha() and sign not in " '-"]
            assert all(unicodedata.category(sign)[0] == "M" for sign in odd), token
            assert token.after in {"", ",", ";", ":", ".", "!", "?", "…", "—"}


@settings(max_examples=200, deadline=None)
@given(news)
def test_a_line_ends_and_the_last_one_ends_the_segment(text: str) -> None:
    lines = lines_of(text)
    assert [line.boundary for line in lines].count(Boundary.SEGMENT) == (1 if lines else 0)
    assert all(line.tokens[-1].after for line in lines)
    if lines:
        assert lines[-1].boundary is Boundary.SEGMENT


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["the", "river", "rose", "and", "homes", "flooded;", "police,", "however,", "left:", "so"]
        ),
        min_size=60,
        max_size=300,
    )
)
def test_no_line_is_longer_than_an_engine_takes(words: list[str]) -> None:
    text = " ".join(words)
    lines = lines_of(text)
    assert all(len(line.text) <= LONGEST + 1 for line in lines)
    assert " ".join(
        text[a:b] for line in lines for a, b in (token.span for token in line.tokens)
    ).split() == re.findall(r"\w+", text)


def test_a_long_sentence_is_cut_at_the_best_mark() -> None:
    half = " ".join(["the river rose over the banks"] * 10)
    first, second = lines_of(f"{half}; {half}.")
    assert (first.boundary, first.tokens[-1].after, second.boundary) == (
        Boundary.CLAUSE,
        ";",
        Boundary.SEGMENT,
    )


@pytest.mark.parametrize("text", ["", "   \n", "“” — …", "🎉 !?", "***"])
def test_a_segment_without_a_letter_or_a_figure_gives_no_lines(text: str) -> None:
    assert lines_of(text) == ()


def test_an_empty_line_ends_a_paragraph() -> None:
    boundaries = [line.boundary for line in lines_of("It rained. It froze.\n\nThen it thawed.")]
    assert boundaries == [Boundary.SENTENCE, Boundary.PARAGRAPH, Boundary.SEGMENT]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("over look the city-a task that lasts", "over look the city— a task that lasts."),
        ("Arden , the citadel", "Arden, the citadel."),
        ("He said: “Why now?” and left", "He said: Why now? and left."),
        ("the dam — old and cracked — broke", "the dam— old and cracked— broke."),
        ("the mayor (a farmer) wept", "the mayor, a farmer, wept."),
        ("a two- to three-day wait", "a two to three-day wait."),
        ("a US-led force", "a U-S led force."),
        ("well… maybe", "well… maybe."),
        ("in Elm, Ala., today", "in Elm, Alabama, today."),
        ("He lives in the U.S.", "He lives in the U-S."),
    ],
)
def test_punctuation_shapes_the_delivery(text: str, said: str) -> None:
    assert " ".join(line.text for line in lines_of(text)) == said


def test_a_missing_space_after_a_stop_gives_clean_tokens() -> None:
    lines = lines_of("It means more accuracy .The dots you see are soldiers.")
    assert [line.text for line in lines] == ["It means more accuracy.", "The dots you see are soldiers."]


def test_a_sum_is_one_token_whose_span_is_all_of_it() -> None:
    text = "They lost $3.2 bn today"
    (line,) = lines_of(text)
    token = line.tokens[2]
    assert (token.text, text[slice(*token.span)]) == ("three point two billion dollars", "$3.2 bn")


def test_letters_with_an_a_bring_their_sounds() -> None:
    (line,) = lines_of("The FDA met.")
    assert (line.tokens[1].text, line.tokens[1].phonemes) == ("F-D-A", "ˌɛfdˌiˈA")


@pytest.mark.parametrize(
    "text", ["9" * 6000, "1," * 3000, "A " * 3000, "a." * 3000, "- " * 3000, "1-" * 3000, "@a" * 3000]
)
def test_long_nonsense_is_spoken_somehow(text: str) -> None:
    assert lines_of(text) or "9" not in text

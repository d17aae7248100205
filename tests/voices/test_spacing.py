from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.model import Line, TimesFrom, Token
from broadcast.units import Hz, Samples
from broadcast.voices.spacing import (
    estimated_timing,
    estimated_words,
    event_words,
    settled,
    sounding,
    spoken_s,
    token_places,
)

RATE = Hz(22_050)
WORDS = ["The", "harbour-master", "Zelenskyy's", "naïve", "3.2", "of", "twenty-one", "港口", "a"]
MARKS = ["", "", "", ",", ";", ".", "…", "—”"]


@st.composite
def lines(draw: st.DrawFn) -> Line:
    tokens, place = [], 0
    for text in draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40)):
        after = draw(st.sampled_from(MARKS))
        tokens.append(Token(text=text, after=after, span=(place, place + len(text))))
        place += len(text) + len(after) + 1
    return Line(tokens=tuple(tokens))


def bursts(*parts: tuple[int, bool]) -> np.ndarray:
    """Stretches of so many milliseconds, each a tone or silent."""
    pieces = [np.sin(np.arange(ms * RATE // 1000) * 0.05) * loud for ms, loud in parts]
    return np.concatenate(pieces).astype(np.float32) * np.float32(0.3)


@given(lines(), st.lists(st.integers(-5_000, 90_000), min_size=40, max_size=40), st.integers(40, 50_000))
def test_settled_words_are_in_order_inside_the_take_whatever_the_times(
    line: Line, times: list[int], length: int
) -> None:
    count = len(line.tokens)
    wild = np.array(times[:count])
    words = settled(line, wild, wild[::-1], Samples(length))
    assert [word.span for word in words] == [token.span for token in line.tokens]
    assert all(0 <= word.start < word.end <= length for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))


@given(st.lists(st.integers(1, 400), min_size=1, max_size=30))
def test_settled_leaves_times_alone_that_are_in_order_already(steps: list[int]) -> None:
    tokens = tuple(Token(text="word", span=(5 * place, 5 * place + 4)) for place in range(len(steps)))
    edges = np.cumsum([0, *steps])
    words = settled(Line(tokens=tokens), edges[:-1], edges[1:], Samples(int(edges[-1])))
    assert [word.start for word in words] == edges[:-1].tolist()
    assert [word.end for word in words] == edges[1:].tolist()


@given(lines(), st.floats(0.5, 2))
def test_an_estimate_has_every_word_and_says_that_it_is_one(line: Line, pace: float) -> None:
    timing = estimated_timing(line, RATE, pace)
    assert timing.times_from is TimesFrom.ESTIMATED
    assert not timing.exact
    assert len(timing.words) == len(line.tokens)
    assert timing.words[-1].end <= timing.length


@given(lines())
def test_an_estimate_at_twice_the_pace_is_half_as_long(line: Line) -> None:
    one, two = (estimated_timing(line, RATE, pace).length for pace in (1.0, 2.0))
    assert abs(one - 2 * two) <= 2


def test_an_estimate_reads_news_at_about_176_words_a_minute(line: Callable[[str], Line]) -> None:
    spoken = line(
        "The harbour reopened on Tuesday after a night of heavy storms, and the first boats went out before "
        "sunrise, the harbour master said."
    )
    timing = estimated_timing(spoken, RATE)
    assert len(spoken.tokens) / timing.length * RATE * 60 == pytest.approx(176, rel=0.1)


def test_figures_and_ideographs_take_longer_than_letters() -> None:
    letters, figures, ideographs = (Token(text=text, span=(0, 4)) for text in ("abcd", "1984", "港口重开"))
    assert spoken_s(letters) < spoken_s(ideographs) < spoken_s(figures)


def test_a_token_without_letters_still_takes_time() -> None:
    assert spoken_s(Token(text="&", span=(0, 1))) > 0


@given(lines())
def test_places_are_where_the_tokens_stand_in_the_text(line: Line) -> None:
    for token, place in zip(line.tokens, token_places(line), strict=True):
        assert line.text[place:].startswith(token.text)


def test_silence_between_sounds_is_told_from_the_closure_of_a_consonant() -> None:
    audio = bursts(
        (100, False), (200, True), (30, False), (200, True), (300, False), (100, True), (50, False)
    )
    heard = sounding(audio, RATE)
    assert [int(step) * 5 for step in np.flatnonzero(np.diff(heard)) + 1] == pytest.approx(
        [100, 530, 830, 930], abs=10
    )


@pytest.mark.parametrize("length", [0, 3, 5_000])
def test_digital_silence_is_not_heard(length: int) -> None:
    assert not sounding(np.zeros(length, np.float32), RATE).any()


def test_estimated_words_leave_the_silences_out(line: Callable[[str], Line]) -> None:
    audio = bursts((200, False), (400, True), (600, False), (400, True), (300, False))
    first, second = estimated_words(line("harbour, harbour"), audio, RATE)
    times_ms = [time * 1000 / RATE for time in (first.start, first.end, second.start, second.end)]
    assert times_ms == pytest.approx([200, 600, 1200, 1600], abs=15)


@given(lines(), st.integers(200, 4_000))
def test_estimated_words_hold_in_any_sound(line: Line, length: int) -> None:
    audio = np.random.default_rng(1).uniform(-0.5, 0.5, length).astype(np.float32)
    words = estimated_words(line, audio, RATE)
    assert all(one.end <= other.start for one, other in pairwise(words))
    assert words[-1].end <= length


def test_a_token_starts_at_its_first_event_and_ends_with_its_sound(line: Callable[[str], Line]) -> None:
    audio = bursts((500, True), (400, False), (500, True))
    spoken = line("Well-known, she")
    at = [0, 5_000, 900 * RATE // 1000]
    words = event_words(spoken, [(0, at[0]), (5, at[1]), (12, at[2])], audio, RATE)
    assert words is not None
    assert [word.start for word in words] == [at[0], at[2]]
    assert words[0].end * 1000 / RATE == pytest.approx(500, abs=10)


def test_a_token_without_an_event_is_set_between_its_neighbours(line: Callable[[str], Line]) -> None:
    audio = bursts((1000, True))
    words = event_words(line("from the north"), [(0, 0), (9, 16_000)], audio, RATE)
    assert words is not None
    assert 0 < words[1].start < 16_000
    assert words[2].start == 16_000


def test_without_events_there_are_no_event_words(line: Callable[[str], Line]) -> None:
    assert event_words(line("from the north"), [], bursts((500, True)), RATE) is None

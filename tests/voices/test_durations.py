"""Frames a symbol become word times that hold."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.model import Line, Token
from broadcast.voices.durations import HOP, Reach, spread, time_words


def line_of(count: int) -> Line:
    return Line(tokens=tuple(Token(text="word", span=(5 * i, 5 * i + 4)) for i in range(count)))


@st.composite
def spoken_lines(draw: st.DrawFn) -> tuple[list[Reach], list[int]]:
    """Reaches as `phonemes.chunk` makes them: in order, sometimes empty, marks at both ends."""
    frames = [draw(st.integers(1, 20))]
    reaches = []
    for _ in range(draw(st.integers(1, 12))):
        symbols = draw(st.integers(0, 6))
        reaches.append(Reach(len(frames), len(frames) + symbols))
        frames += draw(st.lists(st.integers(1, 24), min_size=symbols, max_size=symbols))
        frames.append(draw(st.integers(1, 40)))
    return reaches, frames


@given(spoken_lines())
def test_words_are_in_order_and_inside_the_take(spoken: tuple[list[Reach], list[int]]) -> None:
    reaches, frames = spoken
    timing = time_words(line_of(len(reaches)), reaches, frames)
    assert timing.length == sum(frames) * HOP
    starts = [word.start for word in timing.words]
    assert all(a < b for a, b in pairwise(starts))
    assert all(0 <= word.start < word.end <= timing.length for word in timing.words)


def test_a_word_is_heard_40_ms_before_the_symbol_ahead_of_it() -> None:
    frames = [4, 10, 2, 10, 3, 10, 4]
    timing = time_words(line_of(3), [Reach(1, 2), Reach(3, 4), Reach(5, 6)], frames)
    assert [word.start for word in timing.words] == [4 * HOP * 4 // 5, 14 * HOP - 960, 26 * HOP - 960]
    assert timing.words[0].end == timing.words[1].start


def test_behind_punctuation_it_is_30_ms_and_the_word_before_ends_where_it_is_heard_to() -> None:
    frames = [4, 10, 7, 2, 10, 4]
    timing = time_words(line_of(2), [Reach(1, 2), Reach(4, 5)], frames)
    assert timing.words[1].start == 21 * HOP - 720
    assert timing.words[0].end == 14 * HOP - 1_080


def test_a_token_without_a_sound_does_not_move_its_neighbours() -> None:
    frames = [4, 10, 2, 10, 4]
    with_it = time_words(line_of(3), [Reach(1, 2), Reach(2, 2), Reach(3, 4)], frames)
    without = time_words(line_of(2), [Reach(1, 2), Reach(3, 4)], frames)
    assert [with_it.words[0].start, with_it.words[2].start] == [word.start for word in without.words]


@given(st.lists(st.floats(0.3, 30), min_size=1, max_size=80), st.floats(0.7, 1.4))
def test_spread_durations_sum_to_what_was_asked_and_none_is_empty(raw: list[float], factor: float) -> None:
    total = max(len(raw), round(sum(raw) * factor))
    frames = spread(raw, total)
    assert sum(frames) == total
    assert min(frames) >= 1


@given(st.lists(st.floats(3, 30), min_size=5, max_size=80), st.floats(0.85, 1.2))
def test_no_stretch_of_a_spread_line_runs_ahead_of_the_rest(raw: list[float], factor: float) -> None:
    total = round(sum(raw) * factor)
    frames = spread(raw, total)
    ideal = done = 0.0
    for value, count in zip(raw, frames, strict=True):
        ideal += value * total / sum(raw)
        done += count
        assert abs(ideal - done) <= 2


def test_a_length_that_cannot_hold_the_symbols_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        spread([1.0, 1.0, 1.0], 2)

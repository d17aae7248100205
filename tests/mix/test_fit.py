import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import UsageError
from broadcast.mix.fit import LEAST_PAUSE, Fit, Limits, Load, MisfitError, Window, parse_window, solve
from broadcast.units import Samples, samples

SECOND = 48_000


def exactly(seconds: float) -> Window:
    return Window(shortest=samples(1000 * seconds), longest=samples(1000 * seconds))


def item(speech_s: float, *pauses_ms: int, group: int | None = None, words: int | None = None) -> Load:
    return Load(
        speech=samples(1000 * speech_s),
        pauses=tuple(samples(pause) for pause in pauses_ms),
        words=round(3 * speech_s) if words is None else words,
        group=group,
    )


NEWS = [item(40, 450, 450, 750), item(15, 450, 350), item(5, 500)]
NATURAL_S = 60 + 2.95


@pytest.mark.parametrize(
    ("text", "shortest", "longest"),
    [
        ("2:00", 120, 120),
        ("1:58-2:02", 118, 122),
        ("1:58 – 2:02", 118, 122),
        ("max 2:00", None, 120),
        ("<= 90s", None, 90),
        ("min 1:30", 90, None),
        ("90", 90, 90),
        ("1:00:00", 3600, 3600),
        ("0:29.5", 29.5, 29.5),
    ],
)
def test_a_length_is_written_as_producers_write_it(
    text: str, shortest: float | None, longest: float | None
) -> None:
    window = parse_window(text)
    ends = [None if end is None else end / SECOND for end in (window.shortest, window.longest)]
    assert ends == [shortest, longest]


@pytest.mark.parametrize("text", ["", "soon", "2:70", "2:02-1:58", "0", "max 1:00-2:00", "-2:00", "1:2:3:4"])
def test_what_is_no_length_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_window(text)
    assert refused.value.hint


def test_a_window_says_what_will_do() -> None:
    windows = ["2:00", "1:58-2:02", "max 2:00", "min 1:30", "0:29.5"]
    told = ["2:00", "1:58-2:02", "at most 2:00", "at least 1:30", "0:29.5"]
    assert [str(parse_window(text)) for text in windows] == told


def test_nothing_is_moved_where_the_natural_length_will_do() -> None:
    for window in (
        Window(longest=samples(70_000)),
        Window(shortest=samples(62_000), longest=samples(63_000)),
    ):
        assert solve(NEWS, window) == Fit(rate=1.0, pauses=1.0, length=samples(1000 * NATURAL_S))


def test_the_nearest_end_of_a_window_is_aimed_at() -> None:
    assert solve(NEWS, parse_window("0:58-1:02")).length == 62 * SECOND
    assert solve(NEWS, parse_window("1:04-1:10")).length == 64 * SECOND


def test_pauses_give_before_the_pace_does() -> None:
    little, much = solve(NEWS, exactly(62)), solve(NEWS, exactly(58))
    assert little.rate == 1.0
    assert 0.5 < little.pauses < 1
    assert much.pauses == 0.5
    assert 1 < much.rate <= 1.12


@given(st.floats(56, 70))
def test_what_is_solved_fills_the_time_within_the_limits(seconds: float) -> None:
    window = exactly(seconds)
    limits = Limits()
    fit = solve(NEWS, window, limits)
    filled = sum(load.length(fit.rate, fit.pauses) for load in NEWS)
    assert filled == pytest.approx(fit.length, abs=2)
    assert limits.rate[0] <= fit.rate <= limits.rate[1]
    assert limits.pauses[0] <= fit.pauses <= limits.pauses[1]


def test_no_pause_is_shorter_than_what_the_takes_bring_with_them() -> None:
    short = Load(speech=samples(10_000), pauses=(samples(200),))
    assert short.length(1, 0.5) == samples(10_000) + LEAST_PAUSE
    assert short.length(1, 1.5) == samples(10_300)


def test_a_copy_that_is_too_long_says_by_how_many_words() -> None:
    with pytest.raises(MisfitError, match="words too long for 0:50: it runs 1:03") as refused:
        solve(NEWS, exactly(50))
    misfit = refused.value.misfit
    fastest = sum(load.length(1.12, 0.5) for load in NEWS)
    assert misfit.excess == round(fastest - 50 * SECOND)
    assert misfit.words == pytest.approx(180 * misfit.excess / fastest, abs=1)
    assert refused.value.hint == f"cut {misfit.words} words"


def test_cutting_as_many_words_as_it_says_makes_it_fit() -> None:
    loads = [item(1, 450, words=3) for _ in range(60)]
    with pytest.raises(MisfitError) as refused:
        solve(loads, exactly(60))
    fewer = loads[: len(loads) - (refused.value.misfit.words + 2) // 3]
    assert solve(fewer, exactly(60)).rate <= 1.12


def test_a_copy_that_is_too_short_says_how_many_words_to_add() -> None:
    with pytest.raises(MisfitError, match="too short") as refused:
        solve(NEWS, exactly(90))
    assert refused.value.misfit.excess < 0
    assert refused.value.hint.startswith("add ")


def test_the_optional_part_with_the_fewest_words_that_will_do_is_left_out() -> None:
    loads = [item(40, 450, 750), item(4, 450, group=1), item(9, 450, group=2), item(12, 450, group=3)]
    with pytest.raises(MisfitError) as refused:
        solve(loads, exactly(52))
    assert refused.value.misfit.ways[0] == {2}
    dropped = {seconds: solve(loads, exactly(seconds), drop=True).left_out for seconds in (66, 56, 52, 48)}
    assert dropped == {66: frozenset(), 56: {1}, 52: {2}, 48: {1, 2}}


def test_leaving_everything_out_that_may_go_may_still_be_too_little() -> None:
    with pytest.raises(MisfitError) as refused:
        solve([item(60, 450), item(4, 450, group=1)], exactly(20), drop=True)
    assert refused.value.misfit.ways == ()


def test_a_bulletin_is_many_items_on_one_clock() -> None:
    loads = [load for _ in range(8) for load in NEWS] + [Load(fixed=samples(12_000))]
    fit = solve(loads, exactly(500))
    assert sum(load.length(fit.rate, fit.pauses) for load in loads) == pytest.approx(500 * SECOND, abs=2)


def test_a_bulletin_with_more_optional_items_than_can_be_searched_drops_the_last_ones() -> None:
    loads = [item(30, 450)] + [item(5, 450, group=number) for number in range(20)]
    assert solve(loads, exactly(100), drop=True).left_out == {15, 16, 17, 18, 19}


def test_what_cannot_be_stretched_is_not() -> None:
    with pytest.raises(MisfitError):
        solve([Load(fixed=Samples(SECOND))], exactly(2))

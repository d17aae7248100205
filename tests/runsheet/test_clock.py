from hypothesis import given
from hypothesis import strategies as st

from broadcast.runsheet.clock import (
    Slot,
    Treatment,
    back_cumes,
    back_times,
    cumes,
    front_times,
    gaps,
    over_under,
    shown_seconds,
    spell_over_under,
)

lengths = st.integers(0, 48_000 * 600)
times = st.integers(0, 48_000 * 86_400)
loose = st.builds(
    Slot, estimate=lengths, actual=st.none() | lengths, treatment=st.sampled_from(list(Treatment))
)
pinned = st.builds(
    Slot,
    estimate=lengths,
    actual=st.none() | lengths,
    treatment=st.sampled_from(list(Treatment)),
    hard_in=st.none() | times,
    hard_back=st.none() | times,
)


@given(slots=st.lists(loose, min_size=1, max_size=12), on_air=times, length=lengths)
def test_without_pins_front_less_back_is_the_same_in_every_row_and_is_the_overrun(
    slots, on_air, length
) -> None:
    fronts, backs = front_times(slots, on_air), back_times(slots, on_air + length)
    differences = {front - back for front, back in zip(fronts, backs, strict=True)}
    assert differences == {over_under(slots, length)}


@given(slots=st.lists(pinned, max_size=12))
def test_cume_and_back_cume_meet_in_every_row(slots) -> None:
    total = sum(slot.effective for slot in slots)
    for slot, cume, back in zip(slots, cumes(slots), back_cumes(slots), strict=True):
        assert cume + back - slot.effective == total


@given(slots=st.lists(pinned, min_size=1, max_size=12), on_air=times)
def test_a_row_starts_where_the_one_before_ends_but_for_the_gap_at_a_hard_in(slots, on_air) -> None:
    fronts, before = front_times(slots, on_air), gaps(slots, on_air)
    end = on_air
    for slot, front, gap in zip(slots, fronts, before, strict=True):
        assert front == end + gap
        assert front == (end if slot.hard_in is None else slot.hard_in)
        end = front + slot.effective


@given(slots=st.lists(pinned, min_size=1, max_size=12), off_air=times)
def test_a_pinned_back_time_changes_the_rows_above_it_only(slots, off_air) -> None:
    backs = back_times(slots, off_air)
    for index, slot in enumerate(slots):
        below = backs[index + 1] if index + 1 < len(slots) else off_air
        assert backs[index] == (below - slot.effective if slot.hard_back is None else slot.hard_back)


@given(length=lengths, treatment=st.sampled_from(list(Treatment)))
def test_only_a_timed_row_takes_time(length, treatment) -> None:
    slot = Slot(estimate=length, treatment=treatment)
    assert slot.effective == (length if treatment is Treatment.TIMED else 0)


def test_float_skip_and_untimed_are_three_different_things() -> None:
    assert [treatment.heard for treatment in Treatment] == [True, False, False, True]


def test_the_actual_goes_before_the_estimate_even_when_it_is_nothing() -> None:
    assert Slot(estimate=48_000, actual=0).effective == 0
    assert Slot(estimate=48_000).effective == 48_000


def test_over_and_under_are_words_since_signs_are_read_both_ways() -> None:
    slots = [Slot(estimate=48_000 * 125)]
    assert spell_over_under(over_under(slots, 48_000 * 120)) == "OVER 0:05"
    assert spell_over_under(over_under(slots, 48_000 * 137)) == "UNDER 0:12"
    assert spell_over_under(over_under(slots, 48_000 * 125)) == "EXACT"


@given(counts=st.lists(st.integers(-48_000 * 10, 48_000 * 600), max_size=30))
def test_shown_seconds_add_up_to_the_shown_total_and_are_off_by_less_than_one(counts) -> None:
    shown = shown_seconds(counts)
    assert sum(shown) == (2 * sum(counts) + 48_000) // 96_000
    assert all(abs(second * 48_000 - count) < 48_000 for second, count in zip(shown, counts, strict=True))


@given(counts=st.lists(lengths, min_size=2, max_size=30))
def test_the_larger_remainder_is_rounded_up_first(counts) -> None:
    shown = shown_seconds(counts)
    up = [count % 48_000 for count, second in zip(counts, shown, strict=True) if second > count // 48_000]
    down = [count % 48_000 for count, second in zip(counts, shown, strict=True) if second == count // 48_000]
    assert not up or not down or min(up) >= max(down)

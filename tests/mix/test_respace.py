from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from broadcast.mix.fit import LEAST_PAUSE, Limits
from broadcast.mix.respace import loads_of, respaced
from broadcast.mix.timeline import Spoken, lay_out
from broadcast.model import (
    Boundary,
    Cast,
    Cue,
    Kind,
    Line,
    Programme,
    Script,
    Segment,
    TimesFrom,
    Timing,
    Token,
    Voice,
    Word,
)
from broadcast.units import Hz, Millis, Samples, samples

VOICE = Voice(engine="tone", name="bass")
RATE = Hz(24_000)
SECOND = 48_000


def line(words: int, boundary: Boundary = Boundary.SENTENCE) -> Spoken:
    step, silence = 7_213, 9_000
    tokens = tuple(Token(text="word", span=(n, n + 1)) for n in range(words))
    times = tuple(
        Word(
            text="word",
            start=Samples(silence + n * step),
            end=Samples(silence + (n + 1) * step),
            span=(n, n + 1),
        )
        for n in range(words)
    )
    timing = Timing(
        length=Samples(2 * silence + words * step),
        rate_hz=RATE,
        words=times,
        times_from=TimesFrom.DURATIONS,
        exact=True,
    )
    return Spoken(line=Line(tokens=tokens, boundary=boundary), key="take", timing=timing)


def laid_out(*segments: tuple[Segment, list[int]]) -> Programme:
    script = Script(slug="port", segments=tuple(segment for segment, _ in segments))
    spoken = [[line(count) for count in counts] for _, counts in segments]
    voices = [VOICE if counts else None for _, counts in segments]
    return lay_out(script, Cast(anchor=VOICE, reporter=VOICE), voices, spoken)


ANCHOR, FIELD = Segment(kind=Kind.ANCHOR, text="x"), Segment(kind=Kind.FIELD, text="x")
BITE = Segment(kind=Kind.SOUNDBITE, text="x")
NEWS = laid_out((ANCHOR, [9, 14, 7]), (BITE, [12]), (FIELD, [8, 20]))


def cues(programme: Programme) -> list[Cue]:
    return [cue for item in programme.items for cue in item.cues]


def pauses(programme: Programme) -> list[int]:
    return [after.words[0].start - before.words[-1].end for before, after in pairwise(cues(programme))]


@given(st.integers(-40_000, 80_000))
def test_a_programme_is_brought_to_a_length_to_the_sample(change: int) -> None:
    length = Samples(NEWS.length + change)
    done = respaced(NEWS, length)
    assert done is not None
    assert done.length == length
    assert [cue.length for cue in cues(done)] == [cue.length for cue in cues(NEWS)]
    assert done.length - cues(done)[-1].end >= 0
    assert cues(done)[0].start == cues(NEWS)[0].start
    for item in done.items:
        assert (item.start, item.end) == (item.cues[0].start, item.cues[-1].end)


@given(st.integers(-40_000, 80_000))
def test_all_pauses_are_stretched_alike(change: int) -> None:
    done = respaced(NEWS, Samples(NEWS.length + change))
    assert done is not None
    factors = [now / was for now, was in zip(pauses(done), pauses(NEWS), strict=True)]
    for now, factor in zip(pauses(done), factors, strict=True):
        assert factor == max(factors) or abs(factor - max(factors)) < 0.001 or now <= LEAST_PAUSE + 1
    assert all(0.499 <= factor <= 1.601 for factor in factors)


def test_words_move_with_their_cue() -> None:
    done = respaced(NEWS, Samples(NEWS.length + SECOND))
    assert done is not None
    for now, was in zip(cues(done), cues(NEWS), strict=True):
        moved = {after.start - before.start for after, before in zip(now.words, was.words, strict=True)}
        assert moved == {now.start - was.start}


def test_beyond_what_sounds_natural_it_gives_up() -> None:
    assert respaced(NEWS, Samples(NEWS.length // 2)) is None
    assert respaced(NEWS, Samples(NEWS.length * 2)) is None
    assert respaced(NEWS, Samples(NEWS.length + SECOND), Limits(pauses=(1.0, 1.01))) is None


def test_a_pause_that_a_person_set_is_kept() -> None:
    held = replace(BITE, hold_ms=Millis(900))
    rest = Segment(kind=Kind.PAUSE, hold_ms=Millis(1500))
    programme = laid_out((ANCHOR, [9, 9]), (held, [12]), (ANCHOR, [9, 9]), (rest, []), (FIELD, [8, 20]))
    done = respaced(programme, Samples(programme.length + 30_000))
    assert done is not None
    was, now = pauses(programme), pauses(done)
    kept = {2, 4}
    assert [index for index in range(len(was)) if was[index] == now[index]] == sorted(kept)
    assert done.items[3].end - done.items[3].start == samples(1500)
    assert done.items[3].start == done.items[2].end


def test_one_sentence_has_the_pause_behind_it_to_give() -> None:
    programme = laid_out((ANCHOR, [9]))
    done = respaced(programme, Samples(programme.length + 1_234))
    assert done is not None
    assert done.length == programme.length + 1_234
    assert cues(done) == cues(programme)


def test_a_programme_at_its_length_is_left_alone() -> None:
    assert respaced(NEWS, NEWS.length) is NEWS


def test_a_programme_without_a_sound_has_only_its_own_length() -> None:
    empty = laid_out()
    assert respaced(empty, empty.length) is empty
    assert respaced(empty, Samples(empty.length + 1)) is None


def test_the_solver_is_told_all_of_a_programme() -> None:
    loads = loads_of(NEWS)
    assert sum(load.length(1, 1) for load in loads) == NEWS.length
    assert sum(load.words for load in loads) == 70
    speech = sum(cue.words[-1].end - cue.words[0].start for cue in cues(NEWS))
    assert abs(sum(load.speech for load in loads) - speech) <= len(cues(NEWS))
    assert [load.group for load in loads_of(NEWS, [None, 1, None])] == [None, None, 1, None]

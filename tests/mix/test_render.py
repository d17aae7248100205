import weakref
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from broadcast.mix.render import cue_audio, fade, mix_blocks
from broadcast.model import (
    Audio,
    Cast,
    Cue,
    Item,
    Kind,
    Programme,
    Script,
    Segment,
    Story,
    Take,
    TimesFrom,
    Timing,
    Voice,
)
from broadcast.units import Hz, Samples, resampled

VOICE = Voice(engine="tone", name="low")


def take(audio: NDArray[np.floating], rate: int = 48_000) -> Take:
    timing = Timing(
        length=Samples(len(audio)), rate_hz=Hz(rate), words=(), times_from=TimesFrom.ESTIMATED, exact=True
    )
    return Take(audio=audio.astype(np.float32), timing=timing)


def cue(key: str, start: int, length: int, **more: float) -> Cue:
    return Cue(key=key, start=Samples(start), length=Samples(length), **more)  # type: ignore[arg-type]


def programme(length: int, *cues: Cue) -> Programme:
    segment = Segment(kind=Kind.ANCHOR, text="word")
    items = tuple(
        Item(segment=segment, narrator=Kind.ANCHOR, voice=VOICE, cues=(c,), start=c.start, end=c.end)
        for c in cues
    )
    script = Script(slug="port", segments=(segment,) * len(items))
    story = Story(script=script, cast=Cast(anchor=VOICE, reporter=VOICE), items=items)
    return Programme(slug="port", stories=(story,), length=Samples(length))


def mixed(made: Programme, takes: Mapping[str, Take], block: int = 48_000) -> Audio:
    return np.concatenate([np.zeros(0, np.float32), *mix_blocks(made, takes.__getitem__, block=block)])


@st.composite
def placed(draw: st.DrawFn) -> tuple[Programme, dict[str, Take]]:
    """Cues anywhere, overlapping too, of takes at the rates that engines have."""
    cues, takes = [], {}
    for n in range(draw(st.integers(0, 5))):
        rate = draw(st.sampled_from([16_000, 22_050, 24_000, 48_000]))
        count = draw(st.integers(1, 2000))
        trim = draw(st.integers(0, count - 1))
        level = draw(st.floats(-0.25, 0.25, width=32))
        takes[f"take{n}"] = take(np.full(count, level), rate)
        length = resampled(Samples(count - trim), Hz(rate))
        ends = Samples(draw(st.integers(0, length // 2)))
        start = Samples(draw(st.integers(0, 5000)))
        cues.append(
            Cue(
                key=f"take{n}",
                start=start,
                length=length,
                trim=Samples(trim),
                fade_in=ends,
                fade_out=ends,
                gain_db=draw(st.sampled_from([0.0, -6.0])),
            )
        )
    last = max((c.end for c in cues), default=0)
    return programme(last + draw(st.integers(0, 500)), *cues), takes


@settings(deadline=None)
@given(placed(), st.sampled_from([1000, 333, 4096, 100_000]))
def test_the_mix_is_the_sum_of_its_cues_at_their_places(
    case: tuple[Programme, dict[str, Take]], block: int
) -> None:
    made, takes = case
    wanted = np.zeros(made.length)
    for item in made.items:
        for c in item.cues:
            wanted[c.start : c.end] += cue_audio(c, takes[c.key])
    assert np.allclose(mixed(made, takes, block), wanted, atol=1e-6)


@settings(deadline=None)
@given(placed(), st.sampled_from([1000, 333]))
def test_blocks_have_one_size_and_the_last_one_the_rest(
    case: tuple[Programme, dict[str, Take]], block: int
) -> None:
    made, takes = case
    blocks = list(mix_blocks(made, takes.__getitem__, block=block))
    assert all(len(b) == block for b in blocks[:-1])
    assert sum(map(len, blocks)) == made.length
    assert all(b.dtype == np.float32 and b.ndim == 1 for b in blocks)


def test_each_take_is_fetched_once_when_its_time_comes() -> None:
    takes = {name: take(np.ones(100)) for name in "abc"}
    made = programme(5000, cue("a", 0, 100), cue("b", 990, 100), cue("c", 4000, 100))
    fetched: list[str] = []

    def fetch(key: str) -> Take:
        fetched.append(key)
        return takes[key]

    blocks = mix_blocks(made, fetch, block=1000)
    assert fetched == []
    next(blocks)
    assert fetched == ["a", "b"]
    next(blocks)
    next(blocks)
    next(blocks)
    assert fetched == ["a", "b"]
    next(blocks)
    assert fetched == ["a", "b", "c"]


def test_a_take_that_was_heard_is_let_go() -> None:
    alive: list[weakref.ref[Audio]] = []

    def fetch(key: str) -> Take:
        audio = np.ones(100, np.float32)
        alive.append(weakref.ref(audio))
        return Take(audio=audio, timing=take(audio).timing)

    made = programme(9000, *(cue(str(n), n * 1000, 100) for n in range(8)))
    for _ in mix_blocks(made, fetch, block=1000):
        assert sum(reference() is not None for reference in alive) <= 1


def test_what_is_trimmed_is_not_heard() -> None:
    audio = np.concatenate([np.full(500, 0.9), np.full(1000, 0.1), np.full(500, 0.9)])
    for rate, longer in ((48_000, 1), (24_000, 2)):
        heard = cue_audio(cue("a", 0, 1000 * longer, trim=500), take(audio, rate))
        assert len(heard) == 1000 * longer
        assert abs(heard).max() < 0.15


def test_fades_rise_from_nothing_and_end_in_nothing() -> None:
    heard = cue_audio(cue("a", 0, 1000, fade_in=240, fade_out=240), take(np.ones(1000)))
    assert heard[0] < 1e-4
    assert heard[-1] < 1e-4
    assert np.all(np.diff(heard[:240]) > 0)
    assert np.all(np.diff(heard[-240:]) < 0)
    assert np.all(heard[240:-240] == 1)


def test_two_fades_that_cross_keep_the_level() -> None:
    assert np.allclose(fade(Samples(99)) + fade(Samples(99))[::-1], 1)


def test_a_cues_own_gain_is_in_decibels() -> None:
    assert cue_audio(cue("a", 0, 10, gain_db=-20.0), take(np.ones(10))) == pytest.approx(0.1)


def test_a_take_shorter_than_its_cue_ends_in_silence() -> None:
    heard = cue_audio(cue("a", 0, 100), take(np.ones(60)))
    assert heard[:60].all()
    assert not heard[60:].any()


def test_a_programme_without_sound_is_silence_of_its_length() -> None:
    assert not mixed(programme(123_456), {}).any()
    assert len(mixed(programme(123_456), {})) == 123_456
    assert len(mixed(programme(0), {})) == 0


STEREO = np.stack([np.full(2000, 0.3), np.full(2000, 0.1)], axis=1)


def test_a_recording_in_stereo_makes_the_mix_stereo_with_voices_in_the_middle() -> None:
    made = programme(4000, cue("voice", 0, 1000), cue("clip:1", 2000, 2000, recorded=True))
    out = mixed_stereo(made, {"voice": take(np.full(1000, 0.2)), "clip:1": take(STEREO)})
    assert out.shape == (4000, 2)
    assert out[500] == pytest.approx([0.2, 0.2])
    assert out[3000] == pytest.approx([0.3, 0.1])


def mixed_stereo(made: Programme, takes: Mapping[str, Take]) -> Audio:
    return np.concatenate(list(mix_blocks(made, takes.__getitem__)))


@pytest.mark.parametrize("pan", [-1.0, -0.4, 0.25, 1.0])
def test_a_voice_that_stands_aside_is_as_loud_as_in_the_middle(pan: float) -> None:
    sound = take(np.full(1000, 0.2))
    out = mixed_stereo(programme(1000, cue("a", 0, 1000, pan=pan)), {"a": sound})
    power = np.square(out).sum(axis=1)
    assert power == pytest.approx(2 * 0.2**2, rel=1e-4)
    assert bool(out[0, 1] > out[0, 0]) is (pan > 0)


def test_a_recording_that_stands_aside_is_turned_by_weakening_one_side() -> None:
    made = programme(2000, cue("clip:1", 0, 2000, recorded=True, pan=0.5))
    out = mixed_stereo(made, {"clip:1": take(STEREO)})
    assert out[0, 1] == pytest.approx(0.1)
    assert 0 < out[0, 0] < 0.3


def test_a_moving_gain_goes_in_straight_lines_between_its_points() -> None:
    points = ((Samples(1000), 0.0), (Samples(2000), -20.0), (Samples(3000), -20.0))
    made = programme(4000, cue("clip:1", 0, 4000, recorded=True, envelope=points, gain_db=6.0))
    out = mixed(made, {"clip:1": take(np.full(4000, 0.1))}, block=700)
    level = 20 * np.log10(out / 0.1)
    assert level[[0, 999]] == pytest.approx(6, abs=0.05)
    assert level[1500] == pytest.approx(-4, abs=0.05)
    assert level[[2000, 2999, 3999]] == pytest.approx(-14, abs=0.05)


def test_a_room_goes_on_sounding_behind_its_cue_and_not_behind_the_programme() -> None:
    click = np.zeros(4800)
    click[100] = 1
    made = programme(30_000, cue("a", 0, 4800, effect="room", fade_in=10, fade_out=10))
    out = mixed(made, {"a": take(click)})
    assert len(out) == 30_000
    assert np.abs(out[4800:12_000]).max() > 1e-4


def test_a_long_recording_is_read_as_it_is_heard() -> None:
    class Watched(np.ndarray[tuple[int, ...], np.dtype[np.float32]]):
        longest = 0

        def __getitem__(self, key: object) -> object:
            found = super().__getitem__(key)  # type: ignore[index]  # as numpy has it
            if isinstance(key, slice) and np.ndim(found) and len(found) < len(self):
                Watched.longest = max(Watched.longest, len(found))
            return found

    sound = np.zeros(480_000, np.float32).view(Watched)
    timing = take(np.zeros(1)).timing
    made = programme(480_000, cue("clip:1", 0, 480_000, recorded=True))
    blocks = list(mix_blocks(made, lambda key: Take(audio=sound, timing=timing)))
    assert sum(map(len, blocks)) == 480_000
    assert 0 < Watched.longest <= 48_000

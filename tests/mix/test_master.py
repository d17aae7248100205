from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from broadcast.errors import LevelError
from broadcast.mix.loudness import measure
from broadcast.mix.master import Mastered, master
from broadcast.mix.profiles import PROFILES, find_profile
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
from broadcast.units import Hz, Samples

RATE = Hz(24_000)
VOICE = Voice(engine="tone", name="low")


def speech(seed: int, seconds: float = 3, level: float = 0.1, stress: float = 1) -> NDArray[np.float32]:
    """Pulses of a voice through one resonance, in syllables; with more stress the loud ones stand out."""
    rng = np.random.default_rng(seed)
    count = int(seconds * RATE)
    pulses = np.zeros(count)
    pulses[:: int(RATE / rng.uniform(90, 220))] = 1
    moments = np.arange(int(0.02 * RATE)) / RATE
    ring = np.exp(-moments * 400) * np.sin(2 * np.pi * rng.uniform(400, 900) * moments)
    knots = np.arange(0, count + 3000, 3000)
    syllables = np.interp(np.arange(count), knots, rng.uniform(0.05, 1, len(knots)))
    return np.asarray(np.convolve(pulses, ring)[:count] * syllables**stress * level, np.float32)


def click(seconds: float = 3) -> NDArray[np.float32]:
    """Quiet speech with a single peak 40 dB over it."""
    audio = speech(1, seconds, 0.01)
    audio[len(audio) // 2] = 0.9
    return audio


def made_of(*takes: NDArray[np.float32]) -> tuple[Programme, dict[str, Take]]:
    """Takes one after the other with half a second between them."""
    store, items, now = {}, [], 4800
    segment = Segment(kind=Kind.ANCHOR, text="word")
    for number, audio in enumerate(takes):
        timing = Timing(
            length=Samples(len(audio)), rate_hz=RATE, words=(), times_from=TimesFrom.ESTIMATED, exact=True
        )
        key = f"take{number}"
        store[key] = Take(audio=audio, timing=timing)
        cue = Cue(key=key, start=Samples(now), length=Samples(2 * len(audio)))
        items.append(
            Item(
                segment=segment, narrator=Kind.ANCHOR, voice=VOICE, cues=(cue,), start=cue.start, end=cue.end
            )
        )
        now = cue.end + 24_000
    script = Script(slug="port", segments=(segment,) * len(items))
    story = Story(script=script, cast=Cast(anchor=VOICE, reporter=VOICE), items=tuple(items))
    return Programme(slug="port", stories=(story,), length=Samples(now)), store


def mastered(profile: str, *takes: NDArray[np.float32]) -> Mastered:
    programme, store = made_of(*takes)
    return master(programme, store.__getitem__, find_profile(profile))


def whole(made: Mastered) -> Audio:
    return np.concatenate(list(made.blocks()))


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 99), st.floats(0.01, 0.9))
def test_at_minus_23_the_loudness_is_exact_and_no_limiter_stands_in_the_way(seed: int, level: float) -> None:
    made = mastered("r128", speech(seed, 2, level))
    assert not made.programme.limited
    loudness = measure([whole(made)])
    assert loudness.integrated == pytest.approx(-23, abs=0.01)
    assert loudness.true_peak <= -1


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("level", [0.02, 0.5])
def test_every_profile_is_met(profile: str, level: float) -> None:
    made = mastered(profile, speech(1, 3, level), speech(2, 2, level / 2), speech(3, 4, level))
    loudness = measure([whole(made)])
    wanted = find_profile(profile)
    assert loudness.integrated == pytest.approx(wanted.target, abs=0.05)
    assert loudness.true_peak <= wanted.true_peak
    assert made.programme.profile == profile


@pytest.mark.parametrize(("seed", "stress"), [(1, 3), (2, 3), (3, 2), (4, 4)])
def test_what_the_limiter_takes_is_made_up_for(seed: int, stress: float) -> None:
    made = mastered("spotify", speech(seed, 6, 0.1, stress))
    loudness = measure([whole(made)])
    assert made.programme.limited
    assert loudness.integrated == pytest.approx(-14, abs=0.05)
    assert loudness.true_peak == pytest.approx(-1.05, abs=0.05)


@pytest.mark.parametrize("profile", ["r128", "spotify"])
def test_what_the_programme_says_is_what_its_blocks_hold(profile: str) -> None:
    made = mastered(profile, speech(1), speech(2, 4, 0.3, 2))
    loudness, said = measure(made.blocks()), made.programme.loudness
    assert made.programme.limited == (profile == "spotify")
    for name in ("integrated", "range", "true_peak", "max_momentary", "max_short_term"):
        assert getattr(loudness, name) == pytest.approx(getattr(said, name), abs=0.01)


@pytest.mark.parametrize("profile", ["r128", "spotify"])
def test_the_blocks_are_the_same_each_time_and_fill_the_programme(profile: str) -> None:
    made = mastered(profile, speech(5), speech(6, 3, 0.3, 2))
    first = whole(made)
    assert np.array_equal(first, whole(made))
    assert first.dtype == np.float32
    assert first.shape == (made.programme.length,)


def test_without_a_limiter_the_mix_is_its_takes_times_one_gain() -> None:
    made = mastered("r128", speech(5))
    raw, _ = made_of(speech(5))
    gain = 10 ** (made.programme.gain_db / 20)
    cue = raw.items[0].cues[0]
    heard = whole(made)[cue.start : cue.end : 2]
    assert np.allclose(heard[500:-500], speech(5)[500:-500] * gain, atol=2e-3 * gain)


@pytest.mark.parametrize("silence", [np.zeros(RATE, np.float32), np.full(2000, 0.2, np.float32)])
def test_silence_and_less_than_400_ms_keep_their_level(silence: NDArray[np.float32]) -> None:
    made = mastered("r128", silence) if not silence.any() else alone(silence)
    assert made.programme.gain_db == 0
    assert made.programme.loudness is not None
    assert made.programme.loudness.integrated == -inf


def alone(audio: NDArray[np.float32], profile: str = "r128") -> Mastered:
    programme, store = made_of(audio)
    cue = programme.items[0].cues[0]
    short = Programme(slug="port", stories=programme.stories, length=Samples(cue.end))
    return master(short, store.__getitem__, find_profile(profile))


def test_a_short_loud_sound_without_loudness_still_stays_under_the_ceiling() -> None:
    made = alone(np.full(2000, 1.4, np.float32))
    assert measure([whole(made)]).true_peak <= -1


def test_an_empty_programme_is_mastered_to_nothing() -> None:
    takes: dict[str, Take] = {}
    empty = Programme(slug="port", stories=(), length=Samples(0))
    made = master(empty, takes.__getitem__, find_profile("r128"))
    assert list(made.blocks()) == []
    assert made.programme.gain_db == 0


def test_a_target_that_only_audible_limiting_reaches_is_refused_with_a_way_out() -> None:
    with pytest.raises(LevelError, match="'spotify' asks for -14 LUFS") as caught:
        mastered("spotify", click())
    assert "r128" in caught.value.hint

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from broadcast.mix.limiter import limit
from broadcast.mix.loudness import measure
from broadcast.model import Audio
from broadcast.units import Dbtp

RATE = 48_000
LOUDER = np.float32(10 ** (12 / 20))
CEILING = Dbtp(-1.0)


def limited(audio: Audio, cuts: Sequence[int] = (), ceiling: Dbtp = CEILING) -> Audio:
    return np.concatenate([audio[:0], *limit(np.split(audio, sorted(cuts)), ceiling)])


def true_peak(audio: Audio) -> float:
    return measure([audio]).true_peak


def tone(divisor: float, degrees: float, level: float = 0.5) -> Audio:
    wave = np.sin(2 * np.pi * np.arange(RATE) / divisor + np.radians(degrees))
    return np.asarray(level * wave, np.float32)


def square(hertz: float, level: float = 0.9) -> Audio:
    wave = np.sin(2 * np.pi * hertz * np.arange(RATE) / RATE)
    return np.asarray(level * np.where(wave >= 0, 1, -1), np.float32)


def bursts(seed: int, count: int = RATE) -> Audio:
    """Noise like speech: syllables of every level up to +12 dB, never quite silent."""
    rng = np.random.default_rng(seed)
    knots = np.arange(0, count + 3000, 3000)
    level = np.interp(np.arange(count), knots, rng.uniform(0, 1, len(knots)) ** 4)
    wave = rng.uniform(0.02, 1, count) * rng.choice([-1, 1], count)
    return np.asarray(wave * level * LOUDER + 1e-3, np.float32)


def gain_db(before: Audio, after: Audio) -> NDArray[np.float64]:
    """What was done to each sample, for audio that is nowhere silent."""
    return 20 * np.log10(after.astype(np.float64) / before)


SIGNALS = {
    "tech 3341 signal 15": tone(4, 0),
    "tech 3341 signal 16": tone(4, 45),
    "tech 3341 signal 17": tone(6, 60),
    "tech 3341 signal 18": tone(8, 67.5),
    "tech 3341 signal 19": tone(4, 45, 1.41),
    "low tone": tone(480, 0),
    "low square": square(50),
    "square": square(441),
    "high square": square(6000),
    "square after silence": np.concatenate([np.zeros(RATE, np.float32), square(441)]),
    "speech": bursts(1),
}


@pytest.mark.parametrize("name", SIGNALS)
def test_with_12_db_of_gain_the_ceiling_is_kept_and_reached_within_a_tenth(name: str) -> None:
    assert -1.1 <= true_peak(limited(SIGNALS[name] * LOUDER)) <= -1.0


@pytest.mark.parametrize("hertz", [50, 441, 6000])
@pytest.mark.parametrize("block", [100, 999, 5 * RATE])
def test_the_gain_never_jumps_by_more_than_a_decibel_a_millisecond(hertz: float, block: int) -> None:
    level = np.repeat([0.01, 1, 0.2, 1, 0.01], RATE // 5).astype(np.float32)
    audio = square(hertz) * level * LOUDER
    made = limited(audio, range(0, len(audio), block))
    gain = gain_db(audio, made)
    assert np.abs(np.diff(gain)).max() * RATE / 1000 <= 1.0
    assert gain.min() < -10
    assert gain.max() <= 1e-4
    assert true_peak(made) <= -1.0


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 1000))
def test_speech_is_only_ever_turned_down_smoothly_and_enough(seed: int) -> None:
    audio = bursts(seed, 20_000)
    made = limited(audio)
    gain = gain_db(audio, made)
    assert np.abs(np.diff(gain)).max() * RATE / 1000 <= 1.01
    assert gain.max() <= 1e-4
    assert true_peak(made) <= -1.0


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 1000), st.integers(0, 12_000), st.lists(st.integers(0, 12_000), max_size=5))
def test_how_the_audio_is_cut_into_blocks_does_not_matter(seed: int, count: int, cuts: list[int]) -> None:
    audio = bursts(seed, count)
    made = limited(audio, cuts)
    assert made.dtype == np.float32
    assert made.shape == audio.shape
    assert np.allclose(made, limited(audio), atol=1e-6)


def test_below_the_ceiling_every_sample_stays_as_it_is() -> None:
    audio = bursts(4) * np.float32(0.1)
    assert np.array_equal(limited(audio, [100, 20_000]), audio)


def test_around_a_peak_the_rest_stays_as_it_is() -> None:
    audio = np.full(4 * RATE, 0.1, np.float32)
    audio[2 * RATE] = 1.5
    made = limited(audio, range(0, 4 * RATE, 1000))
    changed = np.flatnonzero(made != audio)
    assert changed[0] > 2 * RATE - 0.02 * RATE
    assert changed[-1] < 3.2 * RATE


def test_the_gain_comes_back_with_the_release() -> None:
    audio = np.full(RATE, 0.1, np.float32)
    audio[1000] = 2.0
    gain = gain_db(audio, limited(audio))
    assert gain[1000 + 200 + 4800] == pytest.approx(gain[1000 + 200] * np.exp(-1), rel=0.02)


def test_a_peak_far_over_the_ceiling_is_held_all_the_same() -> None:
    audio = np.full(RATE, 0.01, np.float32)
    audio[20_000:20_010] = 500
    assert true_peak(limited(audio)) <= -1.0


def test_both_channels_move_alike() -> None:
    loud = bursts(8)
    audio = np.stack([loud, np.full(RATE, 0.01, np.float32)], axis=1)
    made = limited(audio, [7000])
    assert made.shape == audio.shape
    assert np.allclose(gain_db(loud, made[:, 0]), gain_db(audio[:, 1], made[:, 1]), atol=1e-4)
    assert true_peak(made) <= -1.0


@pytest.mark.parametrize("ceiling", [-1.0, -2.0, -9.0])
def test_other_ceilings_are_kept_too(ceiling: float) -> None:
    peak = true_peak(limited(bursts(2), ceiling=Dbtp(ceiling)))
    assert ceiling - 0.1 <= peak <= ceiling


def test_nothing_in_nothing_out() -> None:
    assert list(limit([], CEILING)) == []
    assert len(limited(np.zeros(0, np.float32))) == 0
    assert not limited(np.zeros(5000, np.float32)).any()


def test_a_long_programme_is_given_out_as_it_comes() -> None:
    taken: list[int] = []

    def blocks() -> Iterator[Audio]:
        for seed in range(20):
            taken.append(4800)
            yield bursts(seed, 4800)

    given_out = 0
    for block in limit(blocks(), CEILING):
        given_out += len(block)
        assert sum(taken) - given_out <= 4 * 4800
    assert given_out == sum(taken) == 20 * 4800

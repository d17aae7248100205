import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.mix.oversample import AFTER, BEFORE, TruePeak, interval_peaks
from broadcast.model import Audio


def noise(seed: int, count: int) -> Audio:
    return np.random.default_rng(seed).uniform(-0.5, 0.5, count).astype(np.float32)


def true_peak(audio: Audio, *cuts: int) -> float:
    peak = TruePeak()
    for part in np.split(audio, sorted(cuts)):
        peak.add(part)
    return peak.result()


@pytest.mark.parametrize("hertz", [100, 997, 5000, 12_000, 17_000, 20_000])
def test_a_tones_peak_is_found_between_its_samples(hertz: int) -> None:
    tone = (0.5 * np.sin(2 * np.pi * hertz * np.arange(4800) / 48_000 + 0.4)).astype(np.float32)
    tone *= np.hanning(4800).astype(np.float32) ** 0.1
    assert 20 * np.log10(true_peak(tone) / 0.5) == pytest.approx(0, abs=0.15)


@given(st.integers(0, 99), st.integers(0, 1500), st.lists(st.integers(0, 1500), max_size=4))
def test_how_the_audio_is_cut_into_blocks_does_not_matter(seed: int, count: int, cuts: list[int]) -> None:
    audio = noise(seed, count)
    assert true_peak(audio, *cuts) == pytest.approx(true_peak(audio), rel=1e-5)


@given(st.integers(0, 99), st.integers(1, 1500))
def test_the_true_peak_is_never_below_the_sample_peak(seed: int, count: int) -> None:
    audio = noise(seed, count)
    assert true_peak(audio) >= np.abs(audio).max()


@settings(deadline=None)
@given(st.integers(0, 99), st.floats(0, 1.2))
def test_no_peak_over_the_floor_is_missed(seed: int, floor: float) -> None:
    audio = noise(seed, 700) * np.repeat(noise(seed + 1, 7), 100)
    every = interval_peaks(audio, 0)
    some = interval_peaks(audio, floor)
    assert np.all(some[every > floor] == every[every > floor])
    assert len(every) == (700 - BEFORE - AFTER) // 64 * 64


@pytest.mark.parametrize("moment", [100.1, 100.5, 100.9, 127.5, 128.3])
def test_a_peak_belongs_to_the_sample_before_it(moment: float) -> None:
    distance = np.arange(300) - moment
    bump = np.exp(-((distance / 3) ** 2)).astype(np.float32)
    peaks = interval_peaks(bump, 0)
    assert np.argmax(peaks) + BEFORE == int(moment)
    assert peaks.max() == pytest.approx(1, abs=2e-3)


def test_a_result_may_be_asked_for_at_any_time() -> None:
    peak = TruePeak()
    assert peak.result() == 0
    peak.add(np.full(10, 0.25, np.float32))
    assert peak.result() > 0.25
    peak.add(np.full(300, 0.25, np.float32))
    assert peak.result() == pytest.approx(true_peak(np.full(310, 0.25, np.float32)))

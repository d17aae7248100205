import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.mix.resample import resample
from broadcast.units import Hz, Samples, resampled

RATES = (8_000, 16_000, 22_050, 24_000, 44_100, 48_000, 96_000, 192_000)


@given(st.integers(0, 3000), st.sampled_from(RATES), st.sampled_from(RATES))
def test_the_length_is_the_one_foretold(count: int, from_hz: int, to_hz: int) -> None:
    out = resample(np.full(count, 0.25, np.float32), Hz(from_hz), Hz(to_hz))
    assert len(out) == resampled(Samples(count), Hz(from_hz), Hz(to_hz))
    assert out.dtype == np.float32


@pytest.mark.parametrize("rate", RATES)
def test_a_tone_keeps_its_place_pitch_and_level(rate: int) -> None:
    tone = np.sin(2 * np.pi * 1000 * np.arange(rate) / rate).astype(np.float32)
    out = resample(tone, Hz(rate))
    wanted = np.sin(2 * np.pi * 1000 * np.arange(48_000) / 48_000)
    assert np.abs(out - wanted)[2000:-2000].max() < 1e-4


def test_channels_stay_apart() -> None:
    both = np.zeros((24_000, 2), np.float32)
    both[:, 1] = 0.5
    out = resample(both, Hz(24_000))
    assert out.shape == (48_000, 2)
    assert not out[:, 0].any()
    assert np.allclose(out[1000:-1000, 1], 0.5, atol=1e-3)


def test_audio_at_the_rate_wanted_comes_back_as_it_is() -> None:
    audio = np.ones(10, np.float32)
    assert resample(audio, Hz(48_000)) is audio

"""Pops are held, speech is left alone."""

import numpy as np
import pytest

from broadcast.model import Audio
from broadcast.units import Hz
from broadcast.voices.pops import MOST, without_pops

RATE = Hz(24_000)


def speech(seed: int = 1) -> Audio:
    noise = np.random.default_rng(seed).standard_normal(48_000)
    return (0.05 * noise * np.sin(np.pi * np.arange(48_000) / 6000) ** 2).astype(np.float32)


def test_speech_is_the_same_object() -> None:
    audio = speech()
    assert without_pops(audio, RATE) is audio


@pytest.mark.parametrize("place", [0, 20_000, 47_999])
def test_a_pop_is_held_and_the_rest_stays(place: int) -> None:
    audio = speech()
    audio[place] = -0.9
    held = without_pops(audio, RATE)
    level = float(np.sqrt(np.square(audio).mean()))
    assert np.abs(held).max() == pytest.approx(MOST * level, rel=1e-3)
    far = np.abs(np.arange(48_000) - place) > 61
    assert (held[far] == audio[far]).all()
    near = audio[~far] != 0
    gain = held[~far][near] / audio[~far][near]
    assert np.abs(np.diff(20 * np.log10(gain))).max() < 1


def test_silence_and_nothing_stay_so() -> None:
    assert not without_pops(np.zeros(100, np.float32), RATE).any()
    assert len(without_pops(np.zeros(0, np.float32), RATE)) == 0

"""The sounds of the house."""

import hashlib

import numpy as np
import pytest

from broadcast.errors import UsageError
from broadcast.mix.loudness import measure
from broadcast.mix.palette import PALETTE, palette_sound


@pytest.mark.parametrize("name", list(PALETTE))
def test_every_sound_is_stereo_heard_and_under_full_scale(name: str) -> None:
    sound = palette_sound(name)
    assert sound.audio.ndim == 2
    assert sound.audio.dtype == np.float32
    assert np.isfinite(sound.audio).all()
    level = measure([sound.audio])
    assert level.integrated > -30
    assert level.true_peak < -5
    assert sound.seamless is (PALETTE[name].kind != "sting")


@pytest.mark.parametrize("name", [name for name, sound in PALETTE.items() if sound.kind != "sting"])
def test_what_is_repeated_has_no_seam(name: str) -> None:
    audio = palette_sound(name).audio
    joined = np.concatenate([audio[-2000:], audio[:2000]])
    across = np.abs(np.diff(joined, axis=0))[1999].max()
    assert across <= np.abs(np.diff(audio, axis=0)).max()


@pytest.mark.parametrize("name", [name for name, sound in PALETTE.items() if sound.kind == "sting"])
def test_a_sting_starts_and_ends_in_quiet(name: str) -> None:
    audio = palette_sound(name).audio
    assert np.abs(audio[-20:]).max() < 0.15 * np.abs(audio).max() + 1e-6


def test_a_sound_is_the_same_every_time() -> None:
    first = hashlib.sha256(palette_sound("headlines").audio.tobytes()).hexdigest()
    palette_sound.cache_clear()
    again = palette_sound("Headlines ")
    assert hashlib.sha256(again.audio.tobytes()).hexdigest() == first
    with pytest.raises(ValueError, match="read-only"):
        again.audio[0] = 1


def test_an_unknown_name_is_refused_with_what_there_is() -> None:
    with pytest.raises(UsageError, match="no sound is called 'zither'") as error:
        palette_sound("zither")
    assert "opener" in error.value.hint

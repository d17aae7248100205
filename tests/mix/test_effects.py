"""Effects: what they let through, how loud, and that they are the same each time."""

import numpy as np
import pytest

from broadcast.errors import UsageError
from broadcast.mix.effects import EFFECTS, applied, find_effect
from broadcast.model import Audio


def noise(seconds: float = 4.0) -> Audio:
    return (0.1 * np.random.default_rng(3).standard_normal(round(seconds * 48_000))).astype(np.float32)


def band_db(audio: Audio, low: float, high: float) -> float:
    spectrum = np.abs(np.fft.rfft(audio)) ** 2
    hertz = np.fft.rfftfreq(len(audio), 1 / 48_000)
    inside = (hertz >= low) & (hertz < high)
    return float(10 * np.log10(spectrum[inside].mean()))


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("telephone", (500, 3000), [(20, 150), (4500, 20_000)]),
        ("satellite", (300, 6000), [(10, 60), (8500, 20_000)]),
        ("outdoors", (300, 8000), [(10, 40), (12_000, 20_000)]),
    ],
)
def test_a_line_lets_its_band_through_and_nothing_else(
    name: str, inside: tuple[int, int], outside: list[tuple[int, int]]
) -> None:
    out = applied(name, noise())
    for low, high in outside:
        assert band_db(out, *inside) - band_db(out, low, high) > 25


@pytest.mark.parametrize(("name", "most_s"), [("room", 0.36), ("hall", 1.41)])
def test_a_room_goes_on_sounding_and_dies_away(name: str, most_s: float) -> None:
    click = np.zeros(48_000, np.float32)
    click[1000] = 1
    out = applied(name, click)
    assert 48_000 < len(out) <= 48_000 * (1 + most_s)
    assert out[1000] == pytest.approx(1, abs=0.2)
    early, late = np.abs(out[1001:9000]).max(), np.abs(out[-2000:]).max()
    assert early > 0.005
    assert late < 0.001


def test_outdoors_has_no_walls() -> None:
    click = np.zeros(48_000, np.float32)
    click[10_000] = 1
    out = applied("outdoors", click)
    assert len(out) == 48_000
    assert np.abs(out[12_000:]).max() < 1e-3


@pytest.mark.parametrize("name", [*EFFECTS, "none"])
def test_an_effect_keeps_time_and_level_is_the_same_each_time_and_moves_channels_alike(name: str) -> None:
    sound = noise(1.0)
    out = applied(name, sound)
    assert len(out) >= len(sound)
    assert out.dtype == np.float32
    assert np.isfinite(out).all()
    assert (out == applied(name, sound)).all()
    assert 0.3 < out.std() / sound.std() < 1.3
    both = applied(name, np.stack([sound, sound], axis=1))
    assert np.allclose(both[:, 0], out, atol=1e-6)
    assert (both[:, 0] == both[:, 1]).all()
    envelope = np.abs(sound).cumsum() / np.abs(sound).sum()
    heard = np.abs(out[: len(sound)]).cumsum() / np.abs(out[: len(sound)]).sum()
    assert np.abs(envelope - heard).max() < 0.02


@pytest.mark.parametrize("name", list(EFFECTS))
def test_silence_and_nothing_stay_so(name: str) -> None:
    assert not applied(name, np.zeros(1000, np.float32)).any()
    assert len(applied(name, np.zeros(0, np.float32))) == 0


def test_names_are_taken_in_any_case_and_others_refused_with_what_there_is() -> None:
    found = find_effect(" Telephone ")
    assert found is not None
    assert found.name == "telephone"
    assert find_effect("none") is None
    with pytest.raises(UsageError, match="no effect is called 'cave'") as error:
        find_effect("cave")
    assert "telephone" in error.value.hint
    assert "none" in error.value.hint

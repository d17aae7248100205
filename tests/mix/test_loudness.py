"""The meter against the signals of EBU Tech 3341 v4 and Tech 3342 v4, made here, and against libebur128."""

import os
from math import inf

import numpy as np
import pytest
from numpy.typing import NDArray

from broadcast.mix.loudness import Meter, measure
from broadcast.model import Audio, Loudness
from broadcast.units import Dbtp, Lu, Lufs

RATE = 48_000
Part = tuple[float, float]


def tones(*parts: Part) -> Audio:
    """1 kHz in both channels, in phase, for each (seconds, dBFS peak): shape (n, 2); -inf is silence."""
    level = np.concatenate([np.full(round(s * RATE), 10 ** (db / 20)) for s, db in parts])
    mono = level * np.sin(2 * np.pi * 1000 * np.arange(len(level)) / RATE)
    return np.repeat(mono[:, None], 2, axis=1).astype(np.float32)


def reading(audio: Audio, block: int = 7001) -> Loudness:
    return measure(audio[start : start + block] for start in range(0, len(audio), block))


def speech_like(seed: int, duration_s: int = 20) -> Audio:
    """Coloured noise with syllables, pauses and sentences of different levels, mono."""
    rng = np.random.default_rng(seed)
    count = duration_s * RATE
    sound = np.convolve(rng.standard_normal(count), [1, 1.6, 0.9, 0.2], "same")
    syllables = np.interp(np.arange(count), np.arange(0, count, 6000), rng.uniform(0, 1, -(-count // 6000)))
    sentences = np.repeat(rng.choice([0.0, 0.02, 0.05, 0.1], -(-count // 96_000)), 96_000)[:count]
    return np.asarray(sound * syllables * sentences, np.float32)


@pytest.mark.parametrize(("level", "signal"), [(-23.0, 1), (-33.0, 2)])
def test_tech_3341_signals_1_and_2_read_their_level_in_every_window(level: float, signal: int) -> None:
    loudness = reading(tones((20, level)))
    assert loudness.integrated == pytest.approx(level, abs=0.1)
    assert loudness.max_momentary == pytest.approx(level, abs=0.1)
    assert loudness.max_short_term == pytest.approx(level, abs=0.1)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([(10, -36), (60, -23), (10, -36)], id="3"),
        pytest.param([(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)], id="4"),
        pytest.param([(20, -26), (20.1, -20), (20, -26)], id="5"),
    ],
)
def test_tech_3341_signals_3_to_5_are_gated_to_minus_23(parts: list[Part]) -> None:
    assert reading(tones(*parts)).integrated == pytest.approx(-23, abs=0.1)


def test_tech_3341_signal_6_weighs_five_channels() -> None:
    mono = np.sin(2 * np.pi * 1000 * np.arange(20 * RATE) / RATE)
    levels = 10 ** (np.array([-28, -28, -24, -30, -30]) / 20)
    assert reading((mono[:, None] * levels).astype(np.float32)).integrated == pytest.approx(-23, abs=0.1)


def test_tech_3341_signal_9_has_a_constant_short_term_loudness() -> None:
    audio = tones(*[(1.34, -20), (1.66, -30)] * 5)
    for start in range(0, len(audio) - 3 * RATE, 31_200):
        part = audio[start : start + 3 * RATE]
        assert reading(part).max_short_term == pytest.approx(-23, abs=0.1)
    assert reading(audio).max_short_term == pytest.approx(-23, abs=0.1)


@pytest.mark.parametrize("number", range(20))
def test_tech_3341_signal_10_finds_three_seconds_anywhere(number: int) -> None:
    audio = tones((number * 0.15, -inf), (3, -23), (1, -inf))
    assert reading(audio).max_short_term == pytest.approx(-23, abs=0.1)


def test_tech_3341_signal_11_finds_twenty_short_term_levels_in_turn() -> None:
    meter = Meter()
    for number in range(20):
        meter.add(tones((number * 0.15, -inf), (3, number - 38), (3 - number * 0.15, -inf)))
        assert meter.result().max_short_term == pytest.approx(number - 38, abs=0.1)


def test_tech_3341_signal_12_has_a_constant_momentary_loudness() -> None:
    audio = tones(*[(0.18, -20), (0.22, -30)] * 25)
    for start in range(RATE, len(audio) - 2 * RATE, 20_160):
        assert reading(audio[start : start + 19_200]).max_momentary == pytest.approx(-23, abs=0.1)
    assert reading(audio).max_momentary == pytest.approx(-23, abs=0.1)


@pytest.mark.parametrize("number", range(20))
def test_tech_3341_signal_13_finds_400_ms_anywhere(number: int) -> None:
    audio = tones((number * 0.02, -inf), (0.4, -23), (1, -inf))
    assert reading(audio).max_momentary == pytest.approx(-23, abs=0.1)


def test_tech_3341_signal_14_finds_twenty_momentary_levels_in_turn() -> None:
    meter = Meter()
    for number in range(20):
        meter.add(tones((number * 0.02, -inf), (0.4, number - 38), (0.4 - number * 0.02, -inf)))
        assert meter.result().max_momentary == pytest.approx(number - 38, abs=0.1)


@pytest.mark.parametrize(
    ("divisor", "amplitude", "degrees", "expected"),
    [
        pytest.param(4, 0.5, 0, -6.0, id="15"),
        pytest.param(4, 0.5, 45, -6.0, id="16"),
        pytest.param(6, 0.5, 60, -6.0, id="17"),
        pytest.param(8, 0.5, 67.5, -6.0, id="18"),
        pytest.param(4, 1.41, 45, 3.0, id="19"),
    ],
)
def test_tech_3341_signals_15_to_19_find_the_peak_between_samples(
    divisor: int, amplitude: float, degrees: float, expected: float
) -> None:
    moments = np.arange(RATE)
    tone = amplitude * np.sin(2 * np.pi * moments / divisor + np.radians(degrees))
    fade = np.minimum(1, np.minimum(moments, moments[::-1]) / 480)
    peak = reading(np.repeat((tone * fade)[:, None], 2, axis=1).astype(np.float32)).true_peak
    assert expected - 0.4 <= peak <= expected + 0.2


@pytest.mark.parametrize("offset", range(4))
def test_tech_3341_signals_20_to_23_find_a_single_loud_period(offset: int) -> None:
    peak = reading(np.repeat(one_loud_period()[offset::4, None], 2, axis=1)).true_peak
    assert -0.4 <= peak <= 0.2


def one_loud_period() -> Audio:
    """At 4 x 48 kHz: fs/6 at 0.5 with one period of fs/4 at 1.0 in it, phase continuous, low-passed."""
    before = np.arange(4 * RATE // 24 * 24)
    quiet: NDArray[np.float64] = 0.5 * np.sin(2 * np.pi * before / 24)
    loud = np.sin(2 * np.pi * np.arange(16) / 16)
    wave = np.concatenate([quiet, loud, quiet])
    taps = np.arange(-256, 257)
    low_pass = np.sinc(taps * 2 * 21_000 / 192_000) * np.kaiser(len(taps), 8)
    fade = np.minimum(1, np.minimum(np.arange(len(wave)), np.arange(len(wave))[::-1]) / 1920)
    return np.convolve(wave * fade, low_pass / low_pass.sum(), "same").astype(np.float32)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        pytest.param([-20, -30], 10, id="1"),
        pytest.param([-20, -15], 5, id="2"),
        pytest.param([-40, -20], 20, id="3"),
        pytest.param([-50, -35, -20, -35, -50], 15, id="4"),
    ],
)
def test_tech_3342_signals_1_to_4_have_their_range_also_when_repeated(
    levels: list[float], expected: float
) -> None:
    audio = tones(*((20, level) for level in levels))
    once = reading(audio).range
    assert once == pytest.approx(expected, abs=1)
    assert reading(np.concatenate([audio, audio])).range == pytest.approx(once, abs=0.1)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_meter_agrees_with_libebur128(seed: int) -> None:
    if "CI" not in os.environ:
        pytest.importorskip("pyebur128", exc_type=ImportError)
    import pyebur128  # type: ignore[import-untyped]

    audio = speech_like(seed)
    mode = pyebur128.MeasurementMode
    other = pyebur128.R128State(
        2, RATE, mode.MODE_I | mode.MODE_LRA | mode.MODE_S | mode.MODE_M | mode.MODE_TRUE_PEAK
    )
    momentary, short_term = [], []
    for start in range(0, len(audio), 480):
        other.add_frames(np.repeat(audio[start : start + 480], 2), 480)
        momentary.append(pyebur128.get_loudness_momentary(other))
        short_term.append(pyebur128.get_loudness_shortterm(other))
    ours = reading(audio)
    assert ours.integrated == pytest.approx(pyebur128.get_loudness_global(other), abs=0.05)
    # its own range rests on one short-term value a second, Tech 3342 asks for ten
    power = np.sort(10 ** (np.array(short_term[299::10]) / 10))
    gated = power[power > power[power > 1e-7].mean() / 100]
    low, high = (10 * np.log10(gated[round((len(gated) - 1) * part)]) for part in (0.10, 0.95))
    assert ours.range == pytest.approx(high - low, abs=0.1)
    assert ours.max_momentary == pytest.approx(max(momentary), abs=0.05)
    assert ours.max_short_term == pytest.approx(max(short_term[299:]), abs=0.05)
    assert ours.true_peak == pytest.approx(20 * np.log10(pyebur128.get_true_peak(other, 0)), abs=0.2)


def test_mono_reads_as_the_stereo_file_it_becomes() -> None:
    mono = speech_like(7)
    assert reading(mono) == reading(np.repeat(mono[:, None], 2, axis=1))


@pytest.mark.parametrize("block", [1, 479, 480, 28_799, 28_801, 10**7])
def test_how_the_audio_is_cut_into_blocks_does_not_matter(block: int) -> None:
    audio = speech_like(3, 4)[: 4 * RATE if block > 1 else 20_000]
    whole, cut = reading(audio, len(audio)), reading(audio, block)
    assert cut.integrated == pytest.approx(whole.integrated, abs=1e-4)
    assert cut.true_peak == pytest.approx(whole.true_peak, abs=1e-4)


def test_asking_in_between_changes_nothing() -> None:
    audio = speech_like(5, 10)
    meter = Meter()
    for start in range(0, len(audio), 10_007):
        meter.result()
        meter.add(audio[start : start + 10_007])
    assert meter.result() == reading(audio, 10_007)


def test_a_gain_moves_every_level_and_leaves_the_range() -> None:
    audio = speech_like(11)
    meter = Meter()
    meter.add(audio)
    foretold, made = meter.result(6.0), reading(audio * np.float32(10 ** (6 / 20)))
    for name in ("integrated", "true_peak", "max_momentary", "max_short_term", "range"):
        assert getattr(foretold, name) == pytest.approx(getattr(made, name), abs=1e-3)


@pytest.mark.parametrize("target", [-23.0, -14.0, -40.0])
def test_the_gain_to_a_target_reaches_it_also_across_the_gate(target: float) -> None:
    audio = np.concatenate([tones((10, -71)), tones((3, -60)), tones((10, -75))])
    meter = Meter()
    meter.add(audio)
    assert meter.result(meter.gain_to(Lufs(target))).integrated == pytest.approx(target, abs=1e-3)


@pytest.mark.parametrize("shape", [(0,), (RATE,), (10 * RATE, 2)])
def test_silence_has_no_loudness_and_no_gain(shape: tuple[int, ...]) -> None:
    meter = Meter()
    meter.add(np.zeros(shape, np.float32))
    assert meter.result() == Loudness(
        integrated=Lufs(-inf),
        range=Lu(0.0),
        true_peak=Dbtp(-inf),
        max_momentary=Lufs(-inf),
        max_short_term=Lufs(-inf),
    )
    assert meter.gain_to(Lufs(-23)) == 0.0


def test_nothing_at_all_reads_as_silence() -> None:
    assert Meter().result().integrated == -inf
    assert Meter().result().true_peak == -inf


def test_300_ms_have_a_peak_but_no_loudness() -> None:
    loudness = reading(tones((0.3, -20)))
    assert loudness.integrated == -inf
    assert loudness.max_momentary == -inf
    assert loudness.range == 0.0
    assert loudness.true_peak == pytest.approx(-20, abs=0.2)


def test_two_seconds_have_no_short_term_loudness() -> None:
    loudness = reading(tones((2, -20)))
    assert loudness.max_short_term == -inf
    assert loudness.max_momentary == pytest.approx(-20, abs=0.1)


@pytest.mark.parametrize("channels", [0, 3, 6])
def test_other_numbers_of_channels_are_refused(channels: int) -> None:
    with pytest.raises(ValueError, match=f"{channels} channels"):
        Meter().add(np.zeros((100, channels), np.float32))


def test_the_number_of_channels_does_not_change() -> None:
    meter = Meter()
    meter.add(np.zeros(100, np.float32))
    with pytest.raises(ValueError, match="2 channels"):
        meter.add(np.zeros((100, 2), np.float32))

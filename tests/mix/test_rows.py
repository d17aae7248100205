"""The loudness of every row, in one pass with the whole."""

import numpy as np
import pytest
from sounds import babble, tone

from broadcast.mix.loudness import measure
from broadcast.mix.rows import RowMeter
from broadcast.model import Audio
from broadcast.units import SILENCE, Samples

ROWS = [
    (Samples(4800), Samples(240_000)),
    (Samples(264_000), Samples(480_000)),
    (Samples(480_000), Samples(490_000)),
]


def mix() -> Audio:
    return np.concatenate([babble(5.2, 1), babble(5.3, 2, 0.05)])


def fed(audio: Audio, block: int = 48_000) -> RowMeter:
    meter = RowMeter(ROWS)
    for first in range(0, len(audio), block):
        meter.add(audio[first : first + block])
    return meter


@pytest.mark.parametrize("block", [1000, 48_000, 200_000])
@pytest.mark.parametrize("gain", [0.0, -6.0])
def test_a_row_reads_what_it_reads_by_itself(block: int, gain: float) -> None:
    audio = mix()
    levels = fed(audio, block).levels(gain)
    for (start, stop), found in zip(ROWS, levels.rows, strict=True):
        alone = measure([audio[start:stop]])
        assert found.true_peak == pytest.approx(alone.true_peak + gain, abs=0.01)
        if alone.integrated > SILENCE:
            assert found.integrated == pytest.approx(alone.integrated + gain, abs=0.05)
            assert found.max_momentary == pytest.approx(alone.max_momentary + gain, abs=0.05)
        else:
            assert found.integrated == SILENCE
    assert levels.whole == fed(audio).result(gain)


def test_a_row_too_short_for_a_window_has_no_level_of_that_window() -> None:
    rows = fed(mix()).levels().rows
    assert rows[2].integrated == SILENCE
    assert rows[2].max_short_term == SILENCE
    assert rows[2].true_peak > SILENCE


def test_the_curve_has_a_value_every_100_ms_from_the_first_three_seconds_on() -> None:
    curve = fed(mix()).levels().curve
    assert len(curve) == (1050 - 300) // 10 + 1
    assert curve[0] - curve[-1] > 9


def test_stereo_rows_take_the_louder_channel() -> None:
    loud = mix()
    rows = fed(np.stack([loud / 4, loud], axis=1)).levels().rows
    assert rows[0].true_peak == pytest.approx(fed(loud).levels().rows[0].true_peak, abs=0.01)


def test_nothing_asked_is_nothing_given() -> None:
    meter = RowMeter()
    meter.add(tone(1.0))
    assert meter.levels().rows == ()

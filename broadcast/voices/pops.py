"""A take goes in, the same with its pops held comes out: single cycles that stand far out of the speech."""

import numpy as np

from broadcast.model import Audio
from broadcast.units import Hz

MOST = 14.0
"""How far a peak may stand over the take's root mean square; speech stays below 13."""

REACH_MS = 2.5
"""How far around a pop the gain moves."""


def without_pops(audio: Audio, rate_hz: Hz) -> Audio:
    """Hold peaks that no voice makes, by a smooth dip of the gain around each of them.

    A small model now and then makes a click of a vowel's onset, 25 dB over its level. Such a click alone
    would need a limiter at a programme's loudness. Without one, the samples are those that came in.

    Args:
        audio: Mono float32, shape (n,).
        rate_hz: Its rate.
    """
    level = float(np.sqrt(np.square(audio, dtype=np.float64).mean())) if len(audio) else 0.0
    ceiling = MOST * level
    over = np.flatnonzero(np.abs(audio) > ceiling)
    if not len(over):
        return audio
    reach = round(REACH_MS * rate_hz / 1000)
    window = 0.5 + 0.5 * np.cos(np.pi * np.arange(-reach, reach + 1) / (reach + 1))
    dip_db = np.zeros(len(audio) + 2 * reach)
    for place in over:
        needed = 20 * np.log10(np.abs(audio[place]) / ceiling)
        around = slice(place, place + 2 * reach + 1)
        dip_db[around] = np.maximum(dip_db[around], needed * window)
    gain = 10 ** (-dip_db[reach : reach + len(audio)] / 20)
    return np.asarray(audio * gain, np.float32)

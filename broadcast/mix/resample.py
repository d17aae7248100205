"""Audio at any rate goes in, the same at another rate comes out, its length known beforehand."""

import numpy as np

from broadcast.model import Audio
from broadcast.units import PROGRAMME_RATE, Hz, Samples, resampled


def resample(audio: Audio, from_hz: Hz, to_hz: Hz = PROGRAMME_RATE) -> Audio:
    """Audio at another rate, by soxr's very high quality: linear phase, no delay.

    Args:
        audio: Shape (n,) or (n, channels), float32.
        from_hz: Its rate.
        to_hz: The rate wanted.

    Returns:
        Shape (m,) or (m, channels), with m = `resampled(n, from_hz, to_hz)` to the sample; `audio` itself
        when the rates are equal.
    """
    if from_hz == to_hz:
        return audio
    length = resampled(Samples(len(audio)), from_hz, to_hz)
    if not len(audio) or not length:
        return np.zeros((length, *audio.shape[1:]), np.float32)
    import soxr

    out: Audio = np.asarray(soxr.resample(audio, from_hz, to_hz, quality="VHQ"), np.float32)[:length]
    missing = length - len(out)
    if missing:
        out = np.concatenate([out, np.zeros((missing, *out.shape[1:]), np.float32)])
    return out

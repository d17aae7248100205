"""Audio at 48 kHz goes in block by block, its loudness, range and true peak come out."""

from collections.abc import Iterable
from functools import cache
from math import inf, log10

import numpy as np
from numpy.typing import NDArray

from broadcast.mix.oversample import TruePeak
from broadcast.model import Audio, Loudness
from broadcast.units import SILENCE, Db, Dbtp, Lu, Lufs

Energies = NDArray[np.float64]
"""Sums of squares over steps of 10 ms, channels weighted and added, shape (steps,)."""

STEP = 480
"""10 ms: how finely maxima are looked for (Tech 3341 signals 13 and 14 need it)."""

MOMENTARY, SHORT_TERM = 40, 300
"""400 ms and 3 s, in steps."""

HOP = 10
"""100 ms, in steps: from one gating block to the next, and of the short-term values in the range."""

_FFT = 32_768
_BLOCK = 60 * STEP
_HISTORY = _FFT - _BLOCK

_CHANNEL_WEIGHTS = {1: (2.0,), 2: (1.0, 1.0), 5: (1.0, 1.0, 1.0, 1.41, 1.41)}


class Meter:
    """A streaming loudness meter for 48 kHz.

    Mono of shape (n,) is heard from both loudspeakers, so it counts as two equal channels, 3.01 dB above a
    single one: the number is the one that the stereo file will have. Shape (n, 2) is stereo, (n, 5) left,
    right, centre and the two surrounds.

    References:
        ITU-R BS.1770-5 (2023); EBU Tech 3341 v4 and Tech 3342 v4 (2023).
    """

    def __init__(self, *, peaks: bool = True) -> None:
        """Start at silence; without `peaks` it is faster, and the true peak stays -inf."""
        self._peaks = peaks
        self._channels: list[tuple[_Weighted, TruePeak]] = []

    def add(self, block: Audio) -> None:
        """Take in more audio: shape (n,), (n, 2) or (n, 5), always the same, float32.

        Raises:
            ValueError: Another number of channels.
        """
        channels = block.reshape(len(block), 1 if block.ndim == 1 else block.shape[1]).T
        if not self._channels:
            self._channels = [(_Weighted(), TruePeak()) for _ in channels]
        if len(channels) != len(self._channels) or len(channels) not in _CHANNEL_WEIGHTS:
            raise ValueError(f"{len(channels)} channels cannot be measured here")
        for channel, (weighted, peak) in zip(channels, self._channels, strict=True):
            samples = np.ascontiguousarray(channel, np.float32)
            weighted.add(samples)
            if self._peaks:
                peak.add(samples)

    def result(self, gain_db: float = 0.0) -> Loudness:
        """What was taken in so far, as it would read with a gain; more may be added afterwards.

        Integrated and momentary loudness are -inf before 400 ms, short-term loudness before 3 s; the range
        of anything without loudness is 0.
        """
        highest = max((peak.result() for _, peak in self._channels), default=0.0)
        return _loudness(self._energies() * 10 ** (gain_db / 10), highest, gain_db)

    def part(self, first: int, last: int, true_peak: float, gain_db: float = 0.0) -> Loudness:
        """What a part of it reads by itself, as `result` does for the whole.

        Args:
            first: Sample it starts at, rounded to a step of 10 ms.
            last: The first one after it, likewise.
            true_peak: Of that part, linear.
            gain_db: As for `result`.
        """
        steps = slice(round(first / STEP), round(last / STEP))
        return _loudness(self._energies()[steps] * 10 ** (gain_db / 10), true_peak, gain_db)

    def curve(self, gain_db: float = 0.0) -> tuple[Lufs, ...]:
        """Short-term loudness every 100 ms, the first value of the first three seconds."""
        windows = _windows(self._energies() * 10 ** (gain_db / 10), SHORT_TERM, HOP)
        return tuple(_lufs(window) for window in windows)

    def gain_to(self, target: Lufs) -> Db:
        """The gain that moves what was taken in to a target loudness.

        The gate at -70 LUFS does not move with the gain, hence the repetition. Silence has no loudness to
        move, so its gain is 0 dB.
        """
        energies = self._energies()
        gain = 0.0
        for _ in range(20):
            level = _integrated(energies * 10 ** (gain / 10))
            if level == SILENCE:
                return Db(0.0)
            gain += target - level
            if abs(target - level) < 1e-6:
                break
        return Db(gain)

    def _energies(self) -> Energies:
        if not self._channels:
            return np.zeros(0)
        weights = _CHANNEL_WEIGHTS[len(self._channels)]
        every = [weighted.energies() for weighted, _ in self._channels]
        return np.asarray(sum(weight * steps for weight, steps in zip(weights, every, strict=True)))


def _loudness(energies: Energies, true_peak: float, gain_db: float) -> Loudness:
    return Loudness(
        integrated=_integrated(energies),
        range=_range(energies),
        true_peak=Dbtp(20 * log10(true_peak) + gain_db if true_peak else -inf),
        max_momentary=_lufs(_windows(energies, MOMENTARY).max(initial=0)),
        max_short_term=_lufs(_windows(energies, SHORT_TERM).max(initial=0)),
    )


def measure(blocks: Iterable[Audio]) -> Loudness:
    """Loudness, range and true peak of audio at 48 kHz, in blocks as `Meter.add` takes them."""
    meter = Meter()
    for block in blocks:
        meter.add(block)
    return meter.result()


class _Weighted:
    """One channel's K-weighted energy in steps of 10 ms, by overlap-save with the filter's own response."""

    def __init__(self) -> None:
        self._audio: Audio = np.zeros(_FFT, np.float32)
        self._filled = _HISTORY
        self._steps: list[NDArray[np.float32]] = []

    def add(self, audio: Audio) -> None:
        taken = 0
        while taken < len(audio):
            more = audio[taken : taken + _FFT - self._filled]
            self._audio[self._filled : self._filled + len(more)] = more
            self._filled += len(more)
            taken += len(more)
            if self._filled == _FFT:
                self._steps.append(_step_energies(self._audio))
                self._audio[:_HISTORY] = self._audio[_BLOCK:]
                self._filled = _HISTORY

    def energies(self) -> Energies:
        """Of every whole step so far, shape (steps,)."""
        rest = self._audio.copy()
        rest[self._filled :] = 0
        whole = (self._filled - _HISTORY) // STEP
        return np.concatenate([*self._steps, _step_energies(rest)[:whole]]).astype(np.float64)


def _step_energies(audio: Audio) -> NDArray[np.float32]:
    weighted = np.fft.irfft(np.fft.rfft(audio) * _response(), _FFT)[_HISTORY:].reshape(-1, STEP)
    return np.asarray(np.einsum("ij,ij->i", weighted, weighted), np.float32)


@cache
def _response() -> NDArray[np.complex64]:
    """The K-weighting's spectrum, its impulse response cut at 83 ms, where it is 160 dB down.

    References:
        ITU-R BS.1770-5, Annex 1, tables 1 and 2 (48 kHz).
    """
    shelf = (
        (1.53512485958697, -2.69169618940638, 1.19839281085285),
        (1.0, -1.69065929318241, 0.73248077421585),
    )
    high_pass = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
    delay = np.exp(-2j * np.pi * np.arange(_FFT // 2 + 1) / _FFT)
    spectrum = np.ones_like(delay)
    for above, below in (shelf, high_pass):
        spectrum *= np.polyval(above[::-1], delay) / np.polyval(below[::-1], delay)
    impulse = np.fft.irfft(spectrum, _FFT)
    impulse[_HISTORY + 1 :] = 0
    return np.fft.rfft(impulse).astype(np.complex64)


def _windows(energies: Energies, steps: int, hop: int = 1) -> Energies:
    """Mean squares of windows of so many steps; none when the audio is shorter than one."""
    total = np.concatenate([np.zeros(1), np.cumsum(energies)])
    return np.asarray(np.maximum(total[steps:] - total[:-steps], 0)[::hop] / (steps * STEP))


def _lufs(mean_square: float) -> Lufs:
    return Lufs(-0.691 + 10 * log10(mean_square)) if mean_square > 0 else SILENCE


def _mean_square(level: float) -> float:
    return float(10 ** ((level + 0.691) / 10))


def _gated(blocks: Energies, below_lu: float) -> Energies:
    """Blocks over -70 LUFS, then those over so many LU under the mean of these."""
    blocks = blocks[blocks > _mean_square(-70)]
    if not len(blocks):
        return blocks
    return np.asarray(blocks[blocks > blocks.mean() * 10 ** (-below_lu / 10)])


def _integrated(energies: Energies) -> Lufs:
    """Programme loudness: BS.1770-5, Annex 1, equations 3 to 7."""
    blocks = _gated(_windows(energies, MOMENTARY, HOP), 10)
    return _lufs(float(blocks.mean())) if len(blocks) else SILENCE


def _range(energies: Energies) -> Lu:
    """From the 10th to the 95th percentile of the gated short-term loudness: Tech 3342, section 3."""
    blocks = np.sort(_gated(_windows(energies, SHORT_TERM, HOP), 20))
    if not len(blocks):
        return Lu(0.0)
    low, high = (blocks[round((len(blocks) - 1) * part)] for part in (0.10, 0.95))
    return Lu(10 * log10(high / low))

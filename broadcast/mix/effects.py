"""A dry voice goes in, the same over a line or in a room comes out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from broadcast.errors import UsageError
from broadcast.model import Audio
from broadcast.units import PROGRAMME_RATE

DRY = "none"
"""What a person writes for a voice without an effect."""

_TAPS = 1025
"""Of a filter: 47 Hz from pass to stop at 48 kHz."""

Response = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Where a voice is heard from.

    Attributes:
        name: What a person writes: "telephone".
        note: What it sounds like.
        apply: From dry mono audio at 48 kHz to the same with the effect, which may be longer.
    """

    name: str
    note: str
    apply: Callable[[Audio], Audio]


def applied(name: str, audio: Audio) -> Audio:
    """Audio with an effect, each channel by itself.

    Args:
        name: One of `EFFECTS`, or "none".
        audio: float32 at 48 kHz, (n,) or (n, 2).

    Returns:
        At least as long, the same samples for the same input.

    Raises:
        UsageError: There is no such effect.
    """
    effect = find_effect(name)
    if effect is None or not len(audio):
        return audio
    if audio.ndim == 1:
        return effect.apply(audio)
    return np.stack([effect.apply(np.ascontiguousarray(channel)) for channel in audio.T], axis=1)


def find_effect(name: str) -> Effect | None:
    """The effect a person named; None for a dry voice.

    Raises:
        UsageError: There is none of that name; the hint lists what there is.
    """
    wanted = name.strip().lower()
    if wanted == DRY:
        return None
    if wanted not in EFFECTS:
        raise UsageError(f"no effect is called '{name}'", f"there are: {', '.join(EFFECTS)}, {DRY}")
    return EFFECTS[wanted]


@cache
def _band(low_hz: float, high_hz: float) -> Response:
    """A linear-phase band pass, its taps adding up to the band's gain of 1 (windowed sinc, Blackman)."""
    taps = np.arange(_TAPS) - _TAPS // 2
    window = np.blackman(_TAPS)

    def low_pass(cut_hz: float) -> Response:
        kernel = np.sinc(2 * cut_hz / PROGRAMME_RATE * taps) * window
        return np.asarray(kernel / kernel.sum())

    upper = low_pass(high_hz)
    return np.asarray(upper - low_pass(low_hz) if low_hz else upper)


def _filtered(audio: Audio, kernel: Response) -> Audio:
    """Convolved with a linear-phase kernel, its delay taken out: as long as the input."""
    out = _convolved(audio, kernel)
    half = len(kernel) // 2
    return out[half : half + len(audio)]


def _convolved(audio: Audio, kernel: Response) -> Audio:
    """The full convolution, shape (n + k - 1,)."""
    length = len(audio) + len(kernel) - 1
    size = _fast_size(length)
    spectrum = np.fft.rfft(audio, size) * np.fft.rfft(kernel, size)
    return np.asarray(np.fft.irfft(spectrum, size)[:length], np.float32)


def _fast_size(length: int) -> int:
    """The next size that the FFT does quickly: a power of two, or 3/4 of one."""
    power = 1 << (length - 1).bit_length()
    return power * 3 // 4 if power * 3 // 4 >= length else power


def _companded(audio: Audio) -> Audio:
    """Through 8 bits of mu-law, as a digital telephone line does (ITU-T G.711)."""
    peak = float(np.abs(audio).max(initial=0))
    if not peak:
        return audio
    scaled = audio / np.float32(peak)
    squeezed = np.sign(scaled) * np.log1p(255 * np.abs(scaled)) / np.log(256)
    steps = np.round(squeezed * 127) / 127
    return np.asarray(np.sign(steps) * np.expm1(np.abs(steps) * np.log(256)) / 255 * peak, np.float32)


def _saturated(audio: Audio, drive: float) -> Audio:
    """Softly held at its own peak, as an overdriven line is."""
    peak = float(np.abs(audio).max(initial=0))
    if not peak:
        return audio
    return np.asarray(np.tanh(audio / peak * drive) / np.tanh(drive) * peak, np.float32)


def _telephone(audio: Audio) -> Audio:
    """300 to 3,400 Hz, the passband of ITU-T G.712, companded by G.711."""
    line = _band(300, 3400)
    return _filtered(_companded(_saturated(_filtered(audio, line), 1.5)), line)


def _satellite(audio: Audio) -> Audio:
    """150 to 7,000 Hz, a wide-band codec's passband (ITU-T G.722 has 50 to 7,000), a little overdriven."""
    line = _band(150, 7000)
    return _filtered(_saturated(_filtered(audio, line), 1.2), line)


@cache
def _room_response(decay_s: float, wet_db: float, first_ms: float, seed: int) -> Response:
    """The direct sound, a few early reflections and a tail that dies by 60 dB in `decay_s`."""
    chance = np.random.default_rng(seed)
    length = round(decay_s * PROGRAMME_RATE)
    moments = np.arange(length) / PROGRAMME_RATE
    tail = chance.standard_normal(length) * 10 ** (-3 * moments / decay_s)
    tail *= np.clip((moments * 1000 - first_ms) / (2 * first_ms), 0, 1)
    tail = np.convolve(tail, _band(180, 5500), "same")  # walls and air take the ends of the spectrum
    places = np.sort(chance.uniform(first_ms, 8 * first_ms, 7)) * PROGRAMME_RATE / 1000
    for place in places.astype(int):
        tail[place] += chance.choice((-1.0, 1.0)) * 3 * first_ms / (1000 * place / PROGRAMME_RATE)
    response = tail * 10 ** (wet_db / 20) / np.sqrt((tail**2).sum())
    response[0] += 1
    return np.asarray(response)


def _room(audio: Audio) -> Audio:
    return _convolved(audio, _room_response(0.35, -9.0, 4.0, 11))


def _hall(audio: Audio) -> Audio:
    return _convolved(audio, _room_response(1.4, -8.0, 14.0, 12))


def _outdoors(audio: Audio) -> Audio:
    """No walls: less bass, the ground's reflection, and the air's loss of treble."""
    open_air = _filtered(audio, _band(110, 9500))
    ground = round(0.0034 * PROGRAMME_RATE)
    out = open_air.copy()
    out[ground:] += np.float32(0.22) * open_air[: len(open_air) - ground]
    return out


EFFECTS: Mapping[str, Effect] = MappingProxyType(
    {
        effect.name: effect
        for effect in (
            Effect(name="telephone", note="a telephone line: 300 to 3,400 Hz", apply=_telephone),
            Effect(name="satellite", note="a satellite or internet link: 150 to 7,000 Hz", apply=_satellite),
            Effect(name="room", note="a small furnished room", apply=_room),
            Effect(name="hall", note="a press hall, a chamber", apply=_hall),
            Effect(name="outdoors", note="in the open air", apply=_outdoors),
        )
    }
)
"""Every effect by name."""

"""A name goes in, a sound of the house comes out: stings, beds, ambience, made by code, free of rights."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from broadcast.errors import UsageError
from broadcast.mix.recordings import Recording
from broadcast.model import Audio
from broadcast.units import PROGRAMME_RATE

VERSION = 1
"""Raised when a sound changes."""

_A4_HZ = 440.0
_PEAK = 0.5

Wave = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaletteSound:
    """A sound of the house.

    Attributes:
        name: What a person writes: "opener".
        kind: "sting", "bed" or "ambience"; the latter two can be repeated without a seam.
        note: What it is for.
        make: Gives it, shape (n, 2) at 48 kHz.
    """

    name: str
    kind: str
    note: str
    make: Callable[[], Wave]


@cache
def palette_sound(name: str) -> Recording:
    """A sound of the palette by its name, the same samples every time.

    Raises:
        UsageError: There is none of that name; the hint lists what there is.
    """
    wanted = name.strip().lower()
    if wanted not in PALETTE:
        raise UsageError(f"no sound is called '{name}'", f"there are: {', '.join(PALETTE)}, or name a file")
    made = PALETTE[wanted]
    wave = made.make()
    audio: Audio = (wave * (_PEAK / np.abs(wave).max())).astype(np.float32)
    audio.setflags(write=False)
    return Recording(
        key=f"sound:{made.name}-{VERSION}",
        name=made.name,
        audio=audio,
        seamless=made.kind != "sting",
        kind=made.kind,
    )


def _count(seconds: float) -> int:
    return round(seconds * PROGRAMME_RATE)


def _hz(semitones: float) -> float:
    """Semitones from A4 to hertz, equal temperament."""
    return float(_A4_HZ * 2 ** (semitones / 12))


def _tone(hz: float, seconds: float, partials: Sequence[float], attack_s: float, decay_s: float) -> Wave:
    """A struck or blown tone: partials in whole multiples, each dying faster the higher it is."""
    moments = np.arange(_count(seconds)) / PROGRAMME_RATE
    wave = np.zeros(len(moments))
    for number, weight in enumerate(partials, start=1):
        if hz * number < PROGRAMME_RATE / 2.5:
            dying = np.exp(-moments * (1 + 0.35 * (number - 1)) / decay_s)
            wave += weight * np.sin(2 * np.pi * hz * number * moments) * dying
    edges = np.minimum(np.minimum(1, moments / attack_s), (moments[-1] - moments) / 0.02)
    return np.asarray(wave * np.clip(edges, 0, 1))


def _bell(semitones: float, seconds: float) -> Wave:
    return _tone(_hz(semitones), seconds, (1, 0.6, 0.25, 0.3, 0.1, 0.12), 0.004, seconds / 3.5)


def _brass(semitones: float, seconds: float) -> Wave:
    partials = [1 / number**1.1 for number in range(1, 14)]
    return _tone(_hz(semitones), seconds, partials, 0.03, seconds * 1.2)


def _drum(seconds: float = 0.6) -> Wave:
    """A kettle drum: a falling tone and the stick."""
    moments = np.arange(_count(seconds)) / PROGRAMME_RATE
    phase = 2 * np.pi * np.cumsum(70 + 40 * np.exp(-moments / 0.03)) / PROGRAMME_RATE
    stick = np.random.default_rng(3).standard_normal(len(moments)) * np.exp(-moments / 0.006) * 0.25
    return np.asarray(np.sin(phase) * np.exp(-moments / 0.18) + stick)


def _tick() -> Wave:
    moments = np.arange(_count(0.05)) / PROGRAMME_RATE
    noise = np.random.default_rng(5).standard_normal(len(moments))
    bright = np.diff(noise, prepend=0.0)
    return np.asarray(bright * np.exp(-moments / 0.008))


class _Score:
    """Sounds set on a stereo canvas."""

    def __init__(self, seconds: float, *, loop: bool = False) -> None:
        self.wave: Wave = np.zeros((_count(seconds), 2))
        self._loop = loop

    def add(self, at_s: float, wave: Wave, level: float = 1.0, pan: float = 0.0) -> None:
        """Set a sound; in a loop what runs over the end goes on at the start."""
        angle = (pan + 1) * np.pi / 4
        both = wave[:, None] * np.array([np.cos(angle), np.sin(angle)]) * level
        places = _count(at_s) + np.arange(len(both))
        if self._loop:
            np.add.at(self.wave, places % len(self.wave), both)
        else:
            inside = places < len(self.wave)
            self.wave[places[inside]] += both[inside]


def _sting() -> Wave:
    """Two notes, a fourth up: here is the next item."""
    score = _Score(1.4)
    score.add(0.0, _drum(), 0.5)
    score.add(0.0, _brass(-7, 0.32), 0.5, -0.25)
    score.add(0.22, _brass(-2, 0.9), 0.6, 0.25)
    score.add(0.22, _bell(10, 1.1), 0.35)
    return score.wave


def _opener() -> Wave:
    """A fanfare of four seconds in D."""
    score = _Score(4.6)
    for at, note, length in (
        (0.0, -7, 0.3),
        (0.3, -7, 0.15),
        (0.45, -7, 0.15),
        (0.6, -2, 0.6),
        (1.2, 0, 0.45),
    ):
        score.add(at, _brass(note, length), 0.5, -0.3)
        score.add(at, _brass(note - 12, length), 0.4, 0.3)
    for note in (-7, -3, 0, 5):
        score.add(1.7, _brass(note, 2.4), 0.3, note / 12)
    for at in (0.0, 0.6, 1.2, 1.45, 1.7):
        score.add(at, _drum(), 0.7)
    for step, note in enumerate((5, 9, 12, 17)):
        score.add(1.75 + 0.12 * step, _bell(note, 2.2), 0.22, -0.6 + 0.4 * step)
    return score.wave


def _closer() -> Wave:
    """The way home: three chords and a bell."""
    score = _Score(4.2)
    for at, chord, length in (
        (0.0, (-7, -3, 0), 0.7),
        (0.6, (-9, -5, -2), 0.7),
        (1.2, (-14, -7, -2, 2), 2.6),
    ):
        for place, note in enumerate(chord):
            score.add(at, _brass(note, length), 0.35, -0.4 + 0.3 * place)
        score.add(at, _drum(), 0.6)
    score.add(1.25, _bell(10, 2.6), 0.3, 0.2)
    return score.wave


def _pips() -> Wave:
    """The time signal's shape: five short tones of 1 kHz and a long one, a second apart."""
    score = _Score(5.5)
    for second in range(6):
        length = 0.5 if second == 5 else 0.1
        moments = np.arange(_count(length)) / PROGRAMME_RATE
        edge = np.clip(np.minimum(moments, length - moments) / 0.002, 0, 1)
        score.add(second, np.sin(2 * np.pi * 1000 * moments) * edge)
    return score.wave


_CHORDS = ((-19, -12, -7, -3), (-22, -15, -7, -3), (-17, -10, -5, -2), (-14, -12, -7, -2))


def _headlines() -> Wave:
    """Eight bars at 120 beats a minute: strings in quavers, a tick, a drum at each bar."""
    beat = 0.5
    score = _Score(32 * beat, loop=True)
    for bar in range(8):
        chord = _CHORDS[bar // 2]
        at = 4 * beat * bar
        score.add(at, _drum(), 0.6)
        score.add(at, _tone(_hz(chord[0]), 4 * beat, (1, 0.4, 0.15), 0.02, 2.0), 0.5)
        for quaver in range(8):
            note = chord[1 + quaver % 3]
            short = _tone(_hz(note), 0.28, [1 / n for n in range(1, 7)], 0.008, 0.16)
            score.add(at + quaver * beat / 2, short, 0.22 if quaver % 2 else 0.3, -0.4 if quaver % 2 else 0.4)
            score.add(at + quaver * beat / 2, _tick(), 0.03, 0.5)
        score.add(at + 2 * beat, _bell(chord[3] + 24, 1.8), 0.07, -0.5)
    return score.wave


def _pulse() -> Wave:
    """Four bars at 96 beats a minute, low and even: a bed for a serious item."""
    beat = 60 / 96
    score = _Score(16 * beat, loop=True)
    for bar, root in enumerate((-26, -26, -29, -24)):
        at = 4 * beat * bar
        for place, note in enumerate((root, root + 7, root + 12)):
            pad = _tone(_hz(note), 4.6 * beat, (1, 0.5, 0.2, 0.1), 0.6, 6.0)
            score.add(at, pad, 0.25, -0.5 + 0.5 * place)
        for step in range(4):
            score.add(at + step * beat, _tone(_hz(root + 12), 0.3, (1, 0.3), 0.005, 0.12), 0.35)
    return score.wave


def _noise(seconds: float, seed: int, shape: Callable[[Wave], Wave]) -> Wave:
    """Stereo noise that repeats without a seam, its spectrum shaped: frequency in hertz -> gain."""
    count = _count(seconds)
    chance = np.random.default_rng(seed)
    hertz = np.fft.rfftfreq(count, 1 / PROGRAMME_RATE)
    gains = shape(np.maximum(hertz, 1.0))
    gains[0] = 0
    channels = []
    for _ in range(2):
        phases = chance.uniform(0, 2 * np.pi, len(hertz))
        channels.append(np.fft.irfft(gains * np.exp(1j * phases), count))
    wave = np.stack(channels, axis=1)
    return np.asarray(wave / wave.std())


def _swell(seconds: float, seed: int, rates_hz: Sequence[float], depth: float) -> Wave:
    """A slow change of level that repeats without a seam, shape (n, 1), its mean 1."""
    chance = np.random.default_rng(seed)
    moments = np.arange(_count(seconds)) / PROGRAMME_RATE
    level = np.zeros(len(moments))
    for rate in rates_hz:
        cycles = max(1, round(rate * seconds))
        level += np.sin(2 * np.pi * cycles * moments / seconds + chance.uniform(0, 2 * np.pi))
    return np.asarray(10 ** (depth * level / len(rates_hz) / 20))[:, None]


def _bump(low_hz: float, high_hz: float) -> Callable[[Wave], Wave]:
    """A band with soft edges, falling by 3 dB an octave inside."""

    def shape(hertz: Wave) -> Wave:
        rise, fall = 1 / (1 + (low_hz / hertz) ** 4), 1 / (1 + (hertz / high_hz) ** 4)
        return np.asarray(rise * fall / np.sqrt(hertz))

    return shape


def _street() -> Wave:
    """Traffic: a low rumble, and cars that pass from one side to the other."""
    seconds = 24.0
    wave = _noise(seconds, 21, _bump(40, 700)) * _swell(seconds, 22, (0.05, 0.13), 3)
    tyres = _noise(seconds, 23, _bump(500, 4000))
    moments = np.arange(_count(seconds)) / PROGRAMME_RATE
    for centre, width, side in ((4.0, 1.1, 1), (10.5, 1.5, -1), (17.0, 0.9, 1), (21.0, 1.3, -1)):
        away = (moments - centre + seconds / 2) % seconds - seconds / 2
        near = np.exp(-((away / width) ** 2))
        place = np.clip(side * away / (2 * width), -1, 1)
        wave += tyres * (near[:, None] * np.stack([1 - place, 1 + place], axis=1)) * 0.7
    return np.asarray(wave)


def _harbour() -> Wave:
    """Water against a quay, wind, and a horn far out."""
    seconds = 26.0
    wave = _noise(seconds, 31, _bump(120, 1200)) * _swell(seconds, 32, (0.31, 0.47, 0.62), 9)
    wave += 0.4 * _noise(seconds, 33, _bump(60, 400)) * _swell(seconds, 34, (0.06,), 4)
    moments = np.arange(_count(2.4)) / PROGRAMME_RATE
    horn = sum(np.sin(2 * np.pi * 98 * number * moments) / number**2 for number in range(1, 5))
    horn = horn * np.sin(np.pi * moments / 2.4) ** 2
    start = _count(9.0)
    wave[start : start + len(horn)] += 0.3 * horn[:, None] * np.array([0.5, 1.0])
    return np.asarray(wave)


def _crowd() -> Wave:
    """Many people talking at once, none of them understood."""
    seconds = 20.0
    wave = np.zeros((_count(seconds), 2))
    for number in range(9):
        low = 220 + 90 * (number % 7)
        voice = _noise(seconds, 40 + number, _bump(low, low * 2.2))
        rates = (2.7 + 0.31 * number % 1.7, 4.1 + 0.17 * number, 0.21)
        side = -1 + 2 * number / 8
        wave += voice * _swell(seconds, 60 + number, rates, 12) * np.array([1 - 0.6 * side, 1 + 0.6 * side])
    return wave


def _rain() -> Wave:
    seconds = 18.0
    wave = _noise(seconds, 71, _bump(900, 9000)) * _swell(seconds, 72, (0.11, 0.23), 2)
    drops = np.zeros((_count(seconds), 2))
    chance = np.random.default_rng(73)
    tick = _tick()
    for place in chance.integers(0, len(drops), 700):
        where = (place + np.arange(len(tick))) % len(drops)
        drops[where] += tick[:, None] * chance.uniform(0.1, 1, 2)
    return np.asarray(wave + drops)


def _wind() -> Wave:
    seconds = 24.0
    wave = _noise(seconds, 81, _bump(60, 500)) * _swell(seconds, 82, (0.09, 0.17, 0.29), 9)
    return np.asarray(
        wave + 0.3 * _noise(seconds, 83, _bump(400, 1400)) * _swell(seconds, 84, (0.13, 0.21), 12)
    )


def _room_tone() -> Wave:
    """What an empty studio sounds like: ventilation, softly."""
    return _noise(12.0, 91, _bump(50, 300))


def _sounds() -> tuple[PaletteSound, ...]:
    rows: tuple[tuple[str, str, str, Callable[[], Wave]], ...] = (
        ("sting", "sting", "between two items, 1.4 s", _sting),
        ("opener", "sting", "at the head of a programme, 4.6 s", _opener),
        ("closer", "sting", "at its end, 4.2 s", _closer),
        ("pips", "sting", "five short tones and a long one, a second apart", _pips),
        ("headlines", "bed", "music under headlines, 120 beats a minute", _headlines),
        ("pulse", "bed", "music under a serious item, 96 beats a minute", _pulse),
        ("street", "ambience", "traffic", _street),
        ("harbour", "ambience", "water, wind, a horn far out", _harbour),
        ("crowd", "ambience", "many people talking", _crowd),
        ("rain", "ambience", "rain", _rain),
        ("wind", "ambience", "wind in the open", _wind),
        ("room-tone", "ambience", "an empty room", _room_tone),
    )
    return tuple(PaletteSound(name=name, kind=kind, note=note, make=make) for name, kind, note, make in rows)


PALETTE: Mapping[str, PaletteSound] = MappingProxyType({sound.name: sound for sound in _sounds()})
"""Every sound by name."""

"""A programme goes in with a way to fetch its takes, the raw mix comes out block by block."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from broadcast.mix.beds import Underlay
from broadcast.mix.effects import applied
from broadcast.mix.resample import resample
from broadcast.model import Audio, Cue, Programme, Take
from broadcast.units import Samples

Fetch = Callable[[str], Take]
"""From a cue's key to its take."""

Gains = NDArray[np.float32]


def mix_blocks(programme: Programme, fetch: Fetch, *, block: int = 48_000) -> Iterator[Audio]:
    """The mix without the programme's gain.

    It is mono, shape (block,), unless something in it has two channels or stands aside: then (block, 2). A
    mono sound in the middle is the same in both channels, so that both kinds are equally loud.

    Each take is fetched once, when its time comes, and dropped after its last sample; a recording is read
    from the disk as it is heard. So memory does not grow with the programme. Cues that overlap are summed;
    beds lie under them.

    Args:
        programme: The timeline, at 48 kHz.
        fetch: Gives the take of a key.
        block: Samples at a time.

    Yields:
        Blocks, float32, the last one shorter; `programme.length` samples in all.
    """
    channels = 2 if is_stereo(programme, fetch) else 1
    foreground = _foreground(programme, fetch, block, channels)
    if programme.beds:
        yield from Underlay(programme, fetch, channels).under(foreground)
    else:
        yield from foreground


def is_stereo(programme: Programme, fetch: Fetch) -> bool:
    """Whether anything in a programme has two channels or stands aside."""
    cues = [cue for item in programme.items for cue in item.cues]
    recorded = [cue.key for cue in cues if cue.recorded] + [bed.key for bed in programme.beds]
    return any(cue.pan for cue in cues) or any(fetch(key).audio.ndim == 2 for key in dict.fromkeys(recorded))


def _foreground(programme: Programme, fetch: Fetch, block: int, channels: int) -> Iterator[Audio]:
    """Voices and recordings."""
    waiting = sorted((cue for item in programme.items for cue in item.cues), key=lambda cue: cue.start)
    waiting.reverse()
    sounding: list[_Sounding] = []
    for start in range(0, programme.length, block):
        stop = min(start + block, programme.length)
        while waiting and waiting[-1].start < stop:
            sounding.append(_sounding(waiting.pop(), fetch))
        mix = np.zeros((stop - start, channels) if channels > 1 else stop - start, np.float32)
        for sound in sounding:
            sound.add_to(mix, start)
        sounding = [sound for sound in sounding if sound.end > stop]
        yield mix


def cue_audio(cue: Cue, take: Take) -> Audio:
    """A cue as it is heard: trimmed, at 48 kHz, with its effect, its fades and its gain, moving or not.

    Returns:
        Shape (n,) or (n, 2), float32; n is at least `cue.length`, more where a room goes on sounding. A take
        shorter than its cue ends in silence.
    """
    sound = _sounding(cue, lambda key: take)
    return sound.part(0, sound.length)


def cue_blocks(cue: Cue, take: Take, most: int) -> Iterable[Audio]:
    """The same in blocks of a second, up to so many samples."""
    sound = _sounding(cue, lambda key: take)
    for start in range(0, min(sound.length, most), 48_000):
        yield sound.part(start, min(start + 48_000, sound.length))


def fade(length: Samples) -> Audio:
    """A raised cosine from 0 to 1 that reaches neither: shape (length,), float32."""
    phase = (np.arange(length) + 0.5) / length
    return (0.5 - 0.5 * np.cos(np.pi * phase)).astype(np.float32)


def panned(audio: Audio, pan: float) -> Audio:
    """Mono audio at a place between two loudspeakers, as loud there as in the middle: shape (n, 2).

    The power of both channels together is the same everywhere; stereo audio is turned by weakening one side.
    """
    angle = (pan + 1) * np.pi / 4
    sides = np.array([np.cos(angle), np.sin(angle)], np.float32) * np.float32(np.sqrt(2))
    if audio.ndim == 1:
        return audio[:, None] * sides
    out: Audio = audio * np.minimum(sides, np.float32(1))
    return out


@dataclass(frozen=True, slots=True)
class _Sounding:
    """A cue being heard.

    Attributes:
        audio: At 48 kHz, without fades and gain: an array, or a view of a file.
        length: In samples; of a room, longer than the cue.
        edges: Fades, at the cue's start and at its end.
    """

    cue: Cue
    audio: Audio = field(repr=False)
    length: int

    @property
    def end(self) -> int:
        return self.cue.start + self.length

    def add_to(self, mix: Audio, at: int) -> None:
        first, last = max(self.cue.start, at), min(self.end, at + len(mix))
        if last <= first:
            return
        part = self.part(first - self.cue.start, last - self.cue.start)
        if mix.ndim == 2 and (part.ndim == 1 or self.cue.pan):
            part = panned(part, self.cue.pan)
        mix[first - at : last - at] += part

    def part(self, first: int, last: int) -> Audio:
        """From one sample of the cue to another, as it is heard."""
        part = np.array(self.audio[first:last], np.float32)
        missing = last - first - len(part)
        if missing:
            part = np.concatenate([part, np.zeros((missing, *part.shape[1:]), np.float32)])
        gains = self._gains(first, last)
        if gains is not None:
            part *= gains if part.ndim == 1 else gains[:, None]
        return part

    def _gains(self, first: int, last: int) -> Gains | None:
        """The gain at each sample; None where it is 1 throughout."""
        cue = self.cue
        gains: Gains | None = None
        if cue.gain_db or cue.envelope:
            level = np.full(last - first, cue.gain_db)
            if cue.envelope:
                places, levels = zip(*cue.envelope, strict=True)
                level += np.interp(np.arange(first, last), places, levels)
            gains = (10 ** (level / 20)).astype(np.float32)
        for edge, curve in ((0, cue.fade_in), (cue.length - cue.fade_out, cue.fade_out)):
            start, stop = max(first, edge), min(last, edge + curve)
            if start < stop:
                gains = np.ones(last - first, np.float32) if gains is None else gains
                shape = fade(curve) if edge == 0 else fade(curve)[::-1]
                gains[start - first : stop - first] *= shape[start - edge : stop - edge]
        return gains


def _sounding(cue: Cue, fetch: Fetch) -> _Sounding:
    take = fetch(cue.key)
    if cue.recorded:
        audio = take.audio[cue.trim : cue.trim + cue.length]
    else:
        rate = take.timing.rate_hz
        count = round(cue.length * rate / 48_000)
        audio = resample(take.audio[cue.trim : cue.trim + count], rate)[: cue.length]
    if not cue.effect:
        return _Sounding(cue, audio, cue.length)
    # a room goes on sounding when the voice has faded, so the voice fades ahead of it
    faded = _Sounding(replace(cue, gain_db=0.0, envelope=()), audio, cue.length).part(0, cue.length)
    audio = applied(cue.effect, faded)
    bare = replace(cue, fade_in=Samples(0), fade_out=Samples(0))
    return _Sounding(bare, audio, max(cue.length, len(audio)))

"""A programme goes in with a way to fetch its takes, the raw mix comes out block by block."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from broadcast.mix.resample import resample
from broadcast.model import Audio, Cue, Programme, Take
from broadcast.units import Samples

Fetch = Callable[[str], Take]
"""From a cue's key to its take."""


def mix_blocks(programme: Programme, fetch: Fetch, *, block: int = 48_000) -> Iterator[Audio]:
    """The mono mix without the programme's gain.

    Each take is fetched once, when its time comes, and dropped after its last sample, so that memory does
    not grow with the programme; cues that overlap are summed.

    Args:
        programme: The timeline, at 48 kHz.
        fetch: Gives the take of a key.
        block: Samples at a time.

    Yields:
        Blocks of shape (block,), float32, the last one shorter; `programme.length` samples in all.
    """
    waiting = sorted((cue for item in programme.items for cue in item.cues), key=lambda cue: cue.start)
    waiting.reverse()
    sounding: list[_Sounding] = []
    for start in range(0, programme.length, block):
        stop = min(start + block, programme.length)
        while waiting and waiting[-1].start < stop:
            cue = waiting.pop()
            sounding.append(_Sounding(cue.start, cue_audio(cue, fetch(cue.key))))
        mix = np.zeros(stop - start, np.float32)
        for sound in sounding:
            sound.add_to(mix, start)
        sounding = [sound for sound in sounding if sound.end > stop]
        yield mix


def cue_audio(cue: Cue, take: Take) -> Audio:
    """A cue as it is heard: trimmed, at 48 kHz, with its fades and its own gain.

    Returns:
        Shape (cue.length,), float32. A take shorter than its cue ends in silence.
    """
    rate = take.timing.rate_hz
    count = round(cue.length * rate / 48_000)
    audio = resample(take.audio[cue.trim : cue.trim + count], rate)[: cue.length]
    out = np.zeros(cue.length, np.float32)
    out[: len(audio)] = audio
    if cue.gain_db:
        out *= np.float32(10 ** (cue.gain_db / 20))
    if cue.fade_in:
        out[: cue.fade_in] *= fade(cue.fade_in)
    if cue.fade_out:
        out[cue.length - cue.fade_out :] *= fade(cue.fade_out)[::-1]
    return out


def fade(length: Samples) -> Audio:
    """A raised cosine from 0 to 1 that reaches neither: shape (length,), float32."""
    phase = (np.arange(length) + 0.5) / length
    return (0.5 - 0.5 * np.cos(np.pi * phase)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Sounding:
    start: Samples
    audio: Audio

    @property
    def end(self) -> int:
        return self.start + len(self.audio)

    def add_to(self, mix: Audio, at: int) -> None:
        first, last = max(self.start, at), min(self.end, at + len(mix))
        if last > first:
            mix[first - at : last - at] += self.audio[first - self.start : last - self.start]

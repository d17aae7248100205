"""What is spoken goes in block by block, the same over its beds comes out: they go down under it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadcast.model import Audio, Bed, Programme, Take
from broadcast.units import PROGRAMME_RATE

STEP = 480
"""10 ms: how finely it is listened for speech."""

SPEECH_DBFS = -48.0
"""Above it somebody speaks; takes are some 20 dB louder, and their pauses some 20 dB softer."""

AHEAD, HOLD = 25, 60
"""Steps: a bed is down so long before somebody speaks, and stays down so long behind."""

RAMP = 30
"""Steps from up to down, and back."""

LISTENED = 100
"""Steps that are known ahead of what is given out, and kept behind it."""

CROSSFADE = PROGRAMME_RATE
"""Where a recording is repeated, its end and its start overlap by at most so much."""

Curve = NDArray[np.float64]


class Underlay:
    """Lays beds under a foreground; the sidechain is the foreground itself.

    Memory holds a second or two of the foreground, whatever its length.
    """

    def __init__(self, programme: Programme, fetch: Callable[[str], Take], channels: int) -> None:
        """Take the beds of a programme.

        Args:
            programme: With its beds at their levels.
            fetch: Gives the sound of a bed's key.
            channels: Of the mix: 1 or 2.
        """
        self._loops = [_Loop(bed, fetch(bed.key).audio) for bed in programme.beds]
        self._channels = channels
        self._waiting: list[Audio] = []
        self._at = 0
        self._active = np.zeros(LISTENED, bool)

    def under(self, foreground: Iterable[Audio]) -> Iterator[Audio]:
        """The foreground with the beds under it: blocks of the same shapes.

        Args:
            foreground: Blocks of whole steps of 10 ms, but for the last.

        Raises:
            ValueError: A block in between is of no whole number of steps.
        """
        for block in foreground:
            if self._waiting and len(self._waiting[-1]) % STEP:
                raise ValueError(f"{len(self._waiting[-1])} samples are no whole number of steps")
            self._waiting.append(block)
            self._active = np.concatenate([self._active, _activity(block)])
            while self._waiting and self._ahead() >= LISTENED:
                yield self._given()
        while self._waiting:
            yield self._given()

    def _ahead(self) -> int:
        """Steps that are known behind the first waiting block."""
        return len(self._active) - LISTENED - _steps(len(self._waiting[0]))

    def _given(self) -> Audio:
        block = self._waiting.pop(0)
        steps = _steps(len(block))
        down = _down(self._active)[LISTENED - 1 : LISTENED + steps + 1]
        places = (np.arange(len(down)) - 1) * STEP + STEP / 2
        curve = np.interp(np.arange(len(block)), places, down)
        out = block.copy()
        for loop in self._loops:
            loop.add_to(out, self._at, curve)
        self._active = self._active[steps:]
        self._at += len(block)
        return out


def _steps(length: int) -> int:
    return -(-length // STEP)


def _activity(block: Audio) -> NDArray[np.bool_]:
    """Whether somebody speaks in each step."""
    mono = block if block.ndim == 1 else block.mean(axis=1)
    padded = np.zeros(_steps(len(mono)) * STEP, np.float32)
    padded[: len(mono)] = mono
    power = np.square(padded.reshape(-1, STEP)).mean(axis=1)
    return np.asarray(power > 10 ** (SPEECH_DBFS / 10))


def _down(active: NDArray[np.bool_]) -> Curve:
    """How far a bed is down at each step: 0 is up, 1 is down, with smooth ramps around what is active."""
    reach = np.concatenate([np.zeros(HOLD, bool), active, np.zeros(AHEAD + 1, bool)])
    counts = np.concatenate([[0], np.cumsum(reach)])
    width = HOLD + AHEAD + 1
    near = counts[width : width + len(active)] - counts[: len(active)] > 0
    padded = np.pad(near.astype(float), RAMP // 2, mode="edge")
    total = np.concatenate([[0.0], np.cumsum(padded)])
    mean = (total[RAMP:] - total[:-RAMP])[: len(active)] / RAMP
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * mean))


@dataclass(frozen=True, slots=True)
class _Loop:
    """A bed's sound, repeated for as long as the bed lasts."""

    bed: Bed
    audio: Audio

    def add_to(self, mix: Audio, at: int, curve: Curve) -> None:
        """Add what is heard of it in a block that starts at `at`; `curve` says how far it is down."""
        first, last = max(self.bed.start, at), min(self.bed.end, at + len(mix))
        if last <= first or not len(self.audio):
            return
        part = self._part(first - self.bed.start, last - self.bed.start)
        level = self.bed.gain_db + self.bed.duck_db * curve[first - at : last - at]
        gains = (10 ** (level / 20) * self._edges(first, last)).astype(np.float32)
        if mix.ndim == 1:
            part = part if part.ndim == 1 else part.mean(axis=1)
            mix[first - at : last - at] += part * gains
        else:
            part = part[:, None] if part.ndim == 1 else part
            mix[first - at : last - at] += part * gains[:, None]

    def _edges(self, first: int, last: int) -> Curve:
        """The fades at both ends of the bed."""
        moments = np.arange(first, last)
        edges = np.ones(last - first)
        if self.bed.fade_in:
            edges *= np.clip((moments - self.bed.start + 0.5) / self.bed.fade_in, 0, 1)
        if self.bed.fade_out:
            edges *= np.clip((self.bed.end - moments - 0.5) / self.bed.fade_out, 0, 1)
        return np.asarray(0.5 - 0.5 * np.cos(np.pi * edges))

    def _part(self, first: int, last: int) -> Audio:
        """From one sample of the bed to another, its sound repeated, ends and starts overlapping."""
        overlap = 0 if self.bed.seamless else min(CROSSFADE, len(self.audio) // 4)
        period = len(self.audio) - overlap
        moments = np.arange(first, last)
        places = moments % period
        out = np.asarray(self.audio[places], np.float32)
        again = np.flatnonzero((places < overlap) & (moments >= period))
        if len(again):
            phase = (places[again] + 0.5) / overlap * np.pi / 2
            rising, falling = np.sin(phase).astype(np.float32), np.cos(phase).astype(np.float32)
            if out.ndim == 2:
                rising, falling = rising[:, None], falling[:, None]
            out[again] = out[again] * rising + self.audio[period + places[again]] * falling
        return out

"""Sounds and programmes to mix in tests."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from broadcast.model import (
    Audio,
    Cast,
    Cue,
    Item,
    Kind,
    Programme,
    Script,
    Segment,
    Story,
    Take,
    TimesFrom,
    Timing,
    Voice,
)
from broadcast.units import PROGRAMME_RATE, Samples

VOICE = Voice(engine="tone", name="low")


def tone(seconds: float, hertz: float = 440.0, level: float = 0.2) -> Audio:
    moments = np.arange(round(seconds * PROGRAMME_RATE)) / PROGRAMME_RATE
    return (level * np.sin(2 * np.pi * hertz * moments)).astype(np.float32)


def babble(seconds: float, seed: int = 1, level: float = 0.2) -> Audio:
    """Noise in syllables of a quarter of a second."""
    count = round(seconds * PROGRAMME_RATE)
    noise = np.random.default_rng(seed).standard_normal(count)
    noise = np.convolve(noise, np.ones(8) / 8, "same")
    syllables = np.sin(np.pi * np.arange(count) / 12_000) ** 2
    return (level * noise * syllables).astype(np.float32)


def take(audio: NDArray[np.floating]) -> Take:
    timing = Timing(
        length=Samples(len(audio)),
        rate_hz=PROGRAMME_RATE,
        words=(),
        times_from=TimesFrom.DURATIONS,
        exact=True,
    )
    return Take(audio=audio.astype(np.float32), timing=timing)


def cue(key: str, start_s: float, length_s: float, **more: object) -> Cue:
    return Cue(
        key=key,
        start=Samples(round(start_s * PROGRAMME_RATE)),
        length=Samples(round(length_s * PROGRAMME_RATE)),
        **more,  # type: ignore[arg-type]
    )


def programme(
    length_s: float, *cues: Cue, kind: Callable[[Cue], Kind] = lambda cue: Kind.ANCHOR
) -> Programme:
    """One item a cue."""
    items = tuple(
        Item(
            segment=Segment(kind=kind(one), text="word"),
            narrator=Kind.ANCHOR,
            voice=VOICE,
            cues=(one,),
            start=one.start,
            end=one.end,
        )
        for one in cues
    )
    script = Script(slug="port", segments=tuple(item.segment for item in items))
    story = Story(script=script, cast=Cast(anchor=VOICE, reporter=VOICE), items=items)
    return Programme(slug="port", stories=(story,), length=Samples(round(length_s * PROGRAMME_RATE)))

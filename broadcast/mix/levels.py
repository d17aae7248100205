"""A programme goes in; the same comes out with every voice as loud as the next."""

from collections.abc import Iterable
from dataclasses import replace

from broadcast.mix.loudness import Meter
from broadcast.mix.render import Fetch, cue_audio
from broadcast.model import Cue, Item, Programme
from broadcast.units import PROGRAMME_RATE, Lufs

REFERENCE = Lufs(-23.0)
"""Where every voice is brought; the profile's own target is reached by the programme's one gain."""

MOST_DB = 12.0
"""A voice is moved no further than this: beyond it something is wrong with it."""

LISTENED = 30 * PROGRAMME_RATE
"""Of each voice so much is listened to, from its first line on; it says what the rest is like."""


def match_voices(programme: Programme, fetch: Fetch) -> Programme:
    """Give each cue the gain that brings its voice to the same loudness.

    Voices differ by 6 LU and more as an engine gives them; listeners expect one level. Each has one gain
    for the whole programme, so that what it says loud and soft stays so. A cue's own gain is kept on top.
    """
    cues: dict[str, list[Cue]] = {}
    for item in programme.items:
        cues.setdefault(str(item.voice), []).extend(item.cues)
    gains = {voice: _gain(lines, fetch) for voice, lines in cues.items()}
    stories = tuple(
        replace(story, items=tuple(_louder(item, gains[str(item.voice)]) for item in story.items))
        for story in programme.stories
    )
    return replace(programme, stories=stories)


def _gain(cues: Iterable[Cue], fetch: Fetch) -> float:
    """What moves a voice to the reference, in whole hundredths of a decibel; silence stays."""
    meter = Meter(peaks=False)
    heard = 0
    for cue in cues:
        if heard >= LISTENED:
            break
        meter.add(cue_audio(replace(cue, gain_db=0.0), fetch(cue.key)))
        heard += cue.length
    gain = meter.gain_to(REFERENCE)
    return round(min(max(gain, -MOST_DB), MOST_DB), 2)


def _louder(item: Item, gain_db: float) -> Item:
    return replace(item, cues=tuple(replace(cue, gain_db=cue.gain_db + gain_db) for cue in item.cues))

"""A programme goes in; the same comes out with every voice and recording as loud as the next."""

from collections.abc import Iterable
from dataclasses import replace

from broadcast.mix.loudness import Meter
from broadcast.mix.render import Fetch, cue_blocks
from broadcast.model import Bed, Cue, Item, Programme
from broadcast.units import PROGRAMME_RATE, Lufs

REFERENCE = Lufs(-23.0)
"""Where every voice is brought; the profile's own target is reached by the programme's one gain."""

MOST_DB = 12.0
"""A voice is moved no further than this: beyond it something is wrong with it."""

MOST_RECORDED_DB = 30.0
"""The same of a recording, which may come in at any level."""

LISTENED = 30 * PROGRAMME_RATE
"""Of each voice so much is listened to, from its first line on; it says what the rest is like."""


def match_voices(programme: Programme, fetch: Fetch) -> Programme:
    """Give each cue the gain that brings its voice, or its recording, to the same loudness.

    Voices differ by 6 LU and more as an engine gives them; listeners expect one level. Each has one gain
    for the whole programme, so that what it says loud and soft stays so; heard through an effect it counts as
    another voice. A recording has a gain of its own. A cue's own gain is kept on top, and a bed's level is
    counted from where the voices are.
    """
    cues: dict[str, list[Cue]] = {}
    for item in programme.items:
        for cue in item.cues:
            cues.setdefault(_name(item, cue), []).append(cue)
    gains = {name: _gain(lines, fetch) for name, lines in cues.items()}
    stories = tuple(
        replace(story, items=tuple(_louder(item, gains) for item in story.items))
        for story in programme.stories
    )
    beds = tuple(_levelled(bed, fetch) for bed in programme.beds)
    return replace(programme, stories=stories, beds=beds)


def _name(item: Item, cue: Cue) -> str:
    """What has one gain: a recording, or a voice with its effect."""
    return cue.key if cue.recorded else f"{item.voice} {cue.effect or ''}"


def _gain(cues: Iterable[Cue], fetch: Fetch) -> float:
    """What moves a voice to the reference, in whole hundredths of a decibel; silence stays."""
    meter = Meter(peaks=False)
    heard, most = 0, MOST_DB
    for cue in cues:
        if heard >= LISTENED:
            break
        plain = replace(cue, gain_db=0.0, envelope=())
        most = MOST_RECORDED_DB if cue.recorded else MOST_DB
        for block in cue_blocks(plain, fetch(cue.key), LISTENED if cue.recorded else cue.length):
            meter.add(block)
            heard += len(block)
    return _within(meter.gain_to(REFERENCE), most)


def _within(gain: float, most: float) -> float:
    return round(min(max(gain, -most), most), 2)


def _louder(item: Item, gains: dict[str, float]) -> Item:
    cues = tuple(replace(cue, gain_db=cue.gain_db + gains[_name(item, cue)]) for cue in item.cues)
    return replace(item, cues=cues)


def _levelled(bed: Bed, fetch: Fetch) -> Bed:
    """A bed whose gain was counted from the voices, now from its own sound."""
    meter = Meter(peaks=False)
    audio = fetch(bed.key).audio
    for first in range(0, min(len(audio), 2 * LISTENED), PROGRAMME_RATE):
        meter.add(audio[first : first + PROGRAMME_RATE])
    return replace(bed, gain_db=bed.gain_db + _within(meter.gain_to(REFERENCE), MOST_RECORDED_DB))

"""What a station sounds like: a programme's items go in, beds under them and their places come out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from broadcast.errors import UsageError
from broadcast.mix.effects import DRY
from broadcast.mix.playing import VoiceOver
from broadcast.mix.recordings import Recording
from broadcast.model import Bed, Item, Kind, Programme, Segment
from broadcast.units import Samples, samples

EARLY_MS, LATE_MS = 400, 900
"""A bed comes so long before its first words, and stays so long behind its last."""

FADE_IN_MS, FADE_OUT_MS = 350, 800

Find = Callable[[str], Recording]
"""From the name of a sound to the sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """How a station sounds beside its voices. News is dry, so everything is off unless it is asked for.

    Attributes:
        headlines: Bed under headlines: a name of the palette or of `sounds`; "none" for none.
        ambience: Ambience under the field part.
        music_lu: How far music lies under the voices where nobody speaks, in LU.
        under_lu: How far it lies under somebody who speaks.
        ambience_lu: How far ambience lies under the voices.
        sounds: A station's own files, by name; one of the palette's names replaces it.
        over: How a clip gives way to its translation.
        stereo_interview: Whether who asks stands to the left and who answers to the right.
        width: How far apart they stand: 1 is from one loudspeaker to the other.
    """

    headlines: str = DRY
    ambience: str = DRY
    music_lu: float = 5.0
    under_lu: float = 18.0
    ambience_lu: float = 22.0
    sounds: Mapping[str, Path] = field(default_factory=dict)
    over: VoiceOver = field(default_factory=VoiceOver)
    stereo_interview: bool = False
    width: float = 0.6


_LEVELS = {
    "music_lu": (0.0, 40.0),
    "under_lu": (12.0, 40.0),
    "ambience_lu": (12.0, 60.0),
    "width": (0.0, 1.0),
}
"""Lowest and highest value of each number. Under 12 LU a bed makes speech hard to follow."""

_NAMES = ("headlines", "ambience")
_OVER = {"lead": (0, 10_000), "dip": (6, 60), "ramp": (20, 5000), "tail": (0, 20_000)}


def read_house(table: Mapping[str, Any], house: House) -> House:
    """What a station sets in its table `[sound]`, over what held before.

    Raises:
        UsageError: A key or a value that is not known.
    """
    changes: dict[str, Any] = {}
    for key, value in table.items():
        named = key in _NAMES and isinstance(value, str)
        switched = key == "stereo_interview" and isinstance(value, bool)
        if not named and not switched and not (key in _LEVELS and _is_within(value, *_LEVELS[key])):
            ranges = ", ".join(f"{name} {low:g} to {high:g}" for name, (low, high) in _LEVELS.items())
            raise UsageError(
                f"[sound] sets '{key}' to '{value}'",
                f"{', '.join(_NAMES)} name a sound; stereo_interview is true or false; {ranges}",
            )
        changes[key] = float(value) if key in _LEVELS else value
    return replace(house, **changes)


def read_sounds(table: Mapping[str, Any], house: House) -> House:
    """A station's own sounds, a name and a file each, over those that held before.

    Raises:
        UsageError: A name or a file that is none.
    """
    for name, value in table.items():
        if not isinstance(value, str) or not value.strip() or name.lower() == DRY:
            raise UsageError(f"[sounds] sets '{name}' to '{value}'", 'write opener = "sounds/opener.wav"')
    own = {name.strip().lower(): Path(value) for name, value in table.items()}
    return replace(house, sounds={**house.sounds, **own})


def read_over(table: Mapping[str, Any], house: House) -> House:
    """How a clip gives way to its translation: `[voice_over]`, milliseconds and decibels.

    Raises:
        UsageError: A key or a value that is not known.
    """
    for key, value in table.items():
        if key not in _OVER or not _is_within(value, *_OVER[key]):
            ranges = ", ".join(f"{name} {low} to {high}" for name, (low, high) in _OVER.items())
            raise UsageError(
                f"[voice_over] sets '{key}' to '{value}'", f"milliseconds, and decibels: {ranges}"
            )
    whole: dict[str, Any] = {
        key: float(value) if key == "dip" else int(value) for key, value in table.items()
    }
    return replace(house, over=replace(house.over, **whole))


def _is_within(value: Any, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def furnished(programme: Programme, house: House, find: Find) -> Programme:
    """A programme with its beds, and with its voices at their places between the loudspeakers.

    Args:
        programme: Its items at their final places.
        house: How the station sounds.
        find: Gives a sound by its name.

    Raises:
        UsageError, ClipError: A sound that is not there.
    """
    beds = tuple(_beds(programme, house, find))
    stories = programme.stories
    if house.stereo_interview:
        stories = tuple(
            replace(story, items=tuple(_placed(item, house.width) for item in story.items))
            for story in stories
        )
    return replace(programme, beds=beds, stories=stories)


def bed_names(segments: tuple[Segment, ...], house: House) -> set[str]:
    """Every bed that a script and the house ask for."""
    named = {segment.bed for segment in segments if segment.bed}
    if any(segment.kind is Kind.HEADLINE for segment in segments):
        named.add(house.headlines)
    if any(segment.kind is Kind.FIELD for segment in segments):
        named.add(house.ambience)
    return {name for name in named if name.lower() != DRY}


def _beds(programme: Programme, house: House, find: Find) -> Iterator[Bed]:
    """A bed for each run of items that asks for the same one."""
    runs: list[tuple[str, Item, Item]] = []
    for story in programme.stories:
        told: str | None = None
        for item in story.items:
            told = item.segment.bed if item.segment.bed is not None else told
            name = told if told is not None else _of_house(item, house)
            if runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1], item)
            else:
                runs.append((name, item, item))
    for place, (name, first, last) in enumerate(runs):
        if name.lower() == DRY:
            continue
        behind = runs[place + 1][1].start if place + 1 < len(runs) else programme.length
        before = runs[place - 1][2].end if place else Samples(0)
        start = max(first.start - samples(EARLY_MS), before, 0)
        end = min(last.end + samples(LATE_MS), max(behind, last.end))
        if end > start:
            yield _bed(name, Samples(start), Samples(end), house, find(name))


def _of_house(item: Item, house: House) -> str:
    if item.segment.kind is Kind.HEADLINE:
        return house.headlines
    if item.narrator is Kind.FIELD and item.segment.kind in (Kind.FIELD, Kind.SOUNDBITE, Kind.LEAD_IN):
        return house.ambience
    return DRY


def _bed(name: str, start: Samples, end: Samples, house: House, sound: Recording) -> Bed:
    """At its level under the voices; `levels` brings its own sound to theirs."""
    music = sound.kind != "ambience"
    level = house.music_lu if music else house.ambience_lu
    fade_in = min(samples(FADE_IN_MS), (end - start) // 2)
    return Bed(
        key=sound.key,
        name=name,
        start=start,
        end=end,
        gain_db=-level,
        duck_db=-max(0.0, house.under_lu - level),
        fade_in=Samples(fade_in),
        fade_out=Samples(min(samples(FADE_OUT_MS), (end - start) // 2)),
        seamless=sound.seamless,
    )


def _placed(item: Item, width: float) -> Item:
    """Who asks to the left, who answers to the right, what is played in the middle."""
    if item.segment.kind in (Kind.STING, Kind.PAUSE):
        return item
    pan = width / 2 if item.segment.kind in (Kind.SOUNDBITE, Kind.CLIP) else -width / 2
    return replace(item, cues=tuple(replace(cue, pan=pan) for cue in item.cues))

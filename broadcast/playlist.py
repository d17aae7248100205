"""A Script and Settings go in; the recordings and sounds that it plays come out, before a word is spoken."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from broadcast.errors import ClipError
from broadcast.mix.house import bed_names
from broadcast.mix.palette import PALETTE, palette_sound
from broadcast.mix.recordings import Recording, read_recording, trim_recordings
from broadcast.model import Clip, Kind, Script, Segment
from broadcast.settings import Settings
from broadcast.voices.cache import cache_folder

STING = "sting"
"""What a sting plays when the script does not say."""


def find_recordings(script: Script, settings: Settings) -> tuple[Recording | None, ...]:
    """What is played in each segment: its clip, its sting; None where nothing is.

    Raises:
        ClipError: Recordings that cannot be used: every one of them is named, with what was expected.
        UsageError: A sting that is not known.
    """
    faults: list[ClipError] = []
    found: list[Recording | None] = []
    for segment in script.segments:
        try:
            found.append(_played(segment, settings))
        except ClipError as fault:
            faults.append(fault)
            found.append(None)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        each = "; ".join(str(fault) for fault in faults)
        raise ClipError(f"{len(faults)} recordings cannot be used: {each}", faults[0].hint)
    if any(found):
        trim_recordings(_folder(), keep=[one.key for one in found if one is not None])
    return tuple(found)


def find_beds(script: Script, settings: Settings) -> Mapping[str, Recording]:
    """The sounds of the beds that a script and the house ask for, by name.

    Raises:
        ClipError: A file that cannot be used.
        UsageError: A name that is not known.
    """
    return {name: find_sound(name, settings) for name in sorted(bed_names(script.segments, settings.house))}


def find_sound(name: str, settings: Settings) -> Recording:
    """A sound by its name: a station's own, one of the palette, or a file.

    Raises:
        ClipError: The file cannot be used.
        UsageError: It is neither a name nor a file.
    """
    wanted = name.strip().lower()
    own = settings.house.sounds.get(wanted)
    kind = PALETTE[wanted].kind if wanted in PALETTE else ""
    if own is not None:
        sound = _read(Clip(path=str(own)), settings)
        return replace(sound, kind=kind or "bed")
    if wanted in PALETTE:
        return palette_sound(wanted)
    if "." in name:
        return replace(_read(Clip(path=name), settings), kind="bed")
    return palette_sound(wanted)  # which says what there is


def marked(script: Script, recordings: tuple[Recording | None, ...]) -> Script:
    """The script with a word for the producer at each clip that should be listened to."""
    segments = tuple(
        segment if recording is None or not recording.faults else _checked(segment, recording)
        for segment, recording in zip(script.segments, recordings, strict=True)
    )
    return replace(script, segments=segments)


def _checked(segment: Segment, recording: Recording) -> Segment:
    words = f"clip: {', '.join(recording.faults)}"
    if segment.check and words in segment.check:
        return segment
    return replace(segment, check=f"{segment.check}, {words}" if segment.check else words)


def _played(segment: Segment, settings: Settings) -> Recording | None:
    if segment.kind is Kind.STING:
        name = segment.sound or (segment.clip.path if segment.clip else STING)
        return find_sound(name, settings)
    return None if segment.clip is None else _read(segment.clip, settings)


def _read(clip: Clip, settings: Settings) -> Recording:
    return read_recording(clip, settings.clips, _folder())


def _folder() -> Path:
    """Where decoded recordings are kept, beside the takes."""
    return cache_folder().parent / "recordings"

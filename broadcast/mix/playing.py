"""A recording and what is said over it go in; their cues on the timeline come out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from broadcast.mix.recordings import Recording
from broadcast.model import Cue, Segment
from broadcast.units import Samples, samples

CLIP_FADE_MS = 20
"""At both ends of a clip, where the script does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceOver:
    """How a recording gives way to its translation, in milliseconds.

    Attributes:
        lead: It is heard alone for so long.
        dip: Then it goes down by so many decibels, under the voice.
        ramp: How long it takes to go down, and to come back.
        tail: Behind the voice it is heard for so long, where the script does not cut it.
    """

    lead: int = 2000
    dip: float = 18.0
    ramp: int = 400
    tail: int = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What is played in a programme.

    Attributes:
        recordings: One a segment: its clip, its sting; None where nothing is. Empty when nowhere.
        over: How a clip gives way to its translation.
    """

    recordings: tuple[Recording | None, ...] = ()
    over: VoiceOver = field(default_factory=VoiceOver)


def play(
    start: Samples, segment: Segment, recording: Recording, voice: Sequence[Cue], over: VoiceOver
) -> tuple[Cue, ...]:
    """The cues of a recording that is played from `start` on, and of the voice that speaks over it.

    A recording is heard as long as the script cuts it. Under a translation it is heard alone, dips, and comes
    back behind the voice; one without an `out` then ends, one that is too short ends under the voice.

    Args:
        start: On the programme's clock.
        segment: Whose recording it is.
        recording: The stretch that the script cuts.
        voice: The cues of its translation, from `start` on; empty without one.
        over: How it gives way.
    """
    if not voice:
        return (_clip_cue(start, segment, recording, recording.length),)
    lead = min(samples(over.lead), recording.length // 3)
    moved = tuple(_later(cue, lead) for cue in voice)
    spoken_until = Samples(moved[-1].end - start)
    length = recording.length
    if segment.clip is not None and segment.clip.stop_ms is None:
        length = Samples(min(length, spoken_until + samples(over.tail)))
    clip = _clip_cue(start, segment, recording, length)
    ramp = min(samples(over.ramp), lead)
    points = [(Samples(lead - ramp), 0.0), (Samples(lead), -over.dip)]
    if length > spoken_until:
        points += [(spoken_until, -over.dip), (Samples(spoken_until + samples(over.ramp)), 0.0)]
    return (replace(clip, envelope=tuple(points)), *moved)


def _clip_cue(start: Samples, segment: Segment, recording: Recording, length: Samples) -> Cue:
    clip = segment.clip
    wanted = CLIP_FADE_MS if clip is None or clip.fade_ms is None else clip.fade_ms
    fade = Samples(min(samples(wanted), length // 2))
    return Cue(
        key=recording.key,
        start=start,
        length=length,
        text=" ".join(segment.text.split()) if clip is not None and not segment.translation else "",
        gain_db=clip.gain_db if clip is not None else 0.0,
        fade_in=fade,
        fade_out=fade,
        effect=segment.effect,
        recorded=True,
    )


def _later(cue: Cue, by: int) -> Cue:
    words = tuple(
        replace(word, start=Samples(word.start + by), end=Samples(word.end + by)) for word in cue.words
    )
    return replace(cue, start=Samples(cue.start + by), words=words)

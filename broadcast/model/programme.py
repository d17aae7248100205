"""The timeline: what is heard when, and how loud."""

from dataclasses import dataclass

from broadcast.model.copy import Kind, Script, Segment
from broadcast.model.speech import Cast, TimesFrom, Voice, Word
from broadcast.units import PROGRAMME_RATE, Dbtp, Hz, Lu, Lufs, Samples

NONE = Samples(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A line (or a clip) at its place on the timeline.

    Attributes:
        key: Names the take in the take store.
        start: On the programme's clock, 48 kHz.
        length: Heard samples at 48 kHz, after trimming.
        trim: Samples left out at the take's head, at the take's own rate.
        words: On the programme's clock.
        times_from: What the word times rest on.
        exact: False while the length is an estimate.
        text: The line in plain spoken words, letters of initials apart.
        gain_db: On top of the programme's gain.
        fade_in: At 48 kHz; so is `fade_out`.
        effect: A room or a line; None is dry.
        envelope: Points of a moving gain: samples from the cue's start, and decibels; straight lines between.
        recorded: It is a recording or a sound, not a made voice.
        pan: -1 is left, 1 is right, 0 the middle.
    """

    key: str
    start: Samples
    length: Samples
    trim: Samples = NONE
    words: tuple[Word, ...] = ()
    times_from: TimesFrom = TimesFrom.DURATIONS
    exact: bool = True
    text: str = ""
    gain_db: float = 0.0
    fade_in: Samples = NONE
    fade_out: Samples = NONE
    effect: str | None = None
    envelope: tuple[tuple[Samples, float], ...] = ()
    pan: float = 0.0
    recorded: bool = False

    @property
    def end(self) -> Samples:
        """The first sample after it."""
        return Samples(self.start + self.length)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A segment on the timeline.

    Attributes:
        segment: What is heard.
        narrator: Anchor or field: whose part of the programme it stands in.
        voice: Who speaks; None for a pause.
        cues: In order.
        start: First sample of it.
        end: First sample after it; the pause that follows is not in it.
        seamless: It goes on in the row of the item before (a quote split by its attribution).
        reader: The name of whoever narrates there; empty where nobody has one.
    """

    segment: Segment
    narrator: Kind
    voice: Voice | None
    cues: tuple[Cue, ...]
    start: Samples
    end: Samples
    seamless: bool = False
    reader: str = ""

    @property
    def talent(self) -> str:
        """Who is heard: the speaker's name, or who narrates, by name where the script tells it."""
        if self.segment.kind in (Kind.SOUNDBITE, Kind.CLIP):
            return _printable(self.segment.speaker.name if self.segment.speaker else "") or "Speaker"
        return _printable(self.reader) or ("Reporter" if self.narrator is Kind.FIELD else "Anchor")


def _printable(name: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """Music or ambience under a stretch of the programme, repeated for as long as it lasts.

    Attributes:
        key: Names its sound in the store.
        name: As the script or the settings call it: "headlines", "harbour".
        start: On the programme's clock; `end`, the first sample after it.
        gain_db: Where nobody speaks, on top of the programme's gain.
        duck_db: How far it goes down under speech; 0 or less.
        fade_in: At 48 kHz; so is `fade_out`.
        seamless: Its sound can be repeated end to start as it is.
    """

    key: str
    name: str
    start: Samples
    end: Samples
    gain_db: float = 0.0
    duck_db: float = 0.0
    fade_in: Samples = NONE
    fade_out: Samples = NONE
    seamless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A script with its voices on the timeline; a bulletin holds several."""

    script: Script
    cast: Cast
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """What a meter reads (ITU-R BS.1770-5, EBU Tech 3341 and 3342), stereo convention.

    Attributes:
        integrated: Programme loudness; -inf for silence or less than 400 ms.
        range: Loudness range, LRA.
        true_peak: Of the louder channel, 4 x oversampled or better.
        max_momentary: 400 ms window.
        max_short_term: 3 s window.
    """

    integrated: Lufs
    range: Lu
    true_peak: Dbtp
    max_momentary: Lufs
    max_short_term: Lufs


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What goes on air: a timeline of cues at 48 kHz.

    Attributes:
        slug: Names the package.
        length: From the first sample to the last.
        loudness: Measured on the finished mix; None before it is made.
        gain_db: The one static gain of the mix.
        profile: Name of the loudness profile.
        estimated: True while any length is not what will be heard.
        limited: Whether its peaks needed the limiter.
        beds: Music and ambience, in the order of their starts.
        curve: Short-term loudness (3 s) of the finished mix, in LUFS, every 100 ms from its first window's
            end on; empty before it is made. Silence is -inf.
    """

    slug: str
    stories: tuple[Story, ...]
    length: Samples
    rate_hz: Hz = PROGRAMME_RATE
    loudness: Loudness | None = None
    gain_db: float = 0.0
    profile: str = "r128"
    estimated: bool = False
    limited: bool = False
    beds: tuple[Bed, ...] = ()
    curve: tuple[Lufs, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of every story, in order."""
        return tuple(item for story in self.stories for item in story.items)

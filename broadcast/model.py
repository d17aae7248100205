"""The types that flow through the program: frozen, keyword-only, knowing no files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from broadcast.units import PROGRAMME_RATE, Dbtp, Hz, Lu, Lufs, Millis, Samples, Span

NONE = Samples(0)

Audio = NDArray[np.float32]
"""Mono samples in [-1, 1], shape (n,); a mix is shape (n, 2)."""


class Kind(StrEnum):
    """What a segment is. The first three are cut from the report; the rest is made or set by a person."""

    ANCHOR = "anchor"
    FIELD = "field"
    SOUNDBITE = "soundbite"
    HEADLINE = "headline"
    LEAD_IN = "lead_in"
    CLIP = "clip"
    PAUSE = "pause"
    STING = "sting"

    @property
    def spoken(self) -> bool:
        """Whether an engine voices it."""
        return self not in (Kind.CLIP, Kind.PAUSE, Kind.STING)

    @property
    def quotes_report(self) -> bool:
        """Whether the text is a slice of the report, word for word."""
        return self in (Kind.ANCHOR, Kind.FIELD, Kind.SOUNDBITE)


class Reason(StrEnum):
    """Why words of the body are not spoken."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    LAYOUT = "layout"
    ATTRIBUTION = "attribution"
    PRONOUNCER = "pronouncer"
    NOT_FOR_PUBLICATION = "not for publication"


class Status(StrEnum):
    """Whether a report may be aired."""

    USABLE = "usable"
    EMBARGOED = "embargoed"
    KILLED = "killed"


class Gender(StrEnum):
    """As the text tells it; None stands for unknown."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unspoken:
    """A stretch of the report that is not heard, and why; `text` is the stretch, when it is at hand."""

    span: Span
    reason: Reason
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    r"""A report as it came.

    Attributes:
        text: The whole text, normal line ends (`\n`) apart exactly as it came; every span counts in it.
        furniture: Where headline, byline, dateline and layout stand in `text`; not overlapping, in order.
        language: BCP 47, as declared or told from the letters; "en" when nothing speaks against it.
        source_format: "plain", "markdown", "html", ...
        source_name: The file's name, for the run-sheet; empty from a pipe.
        sha256: Of the bytes that came, in hex.
        status: Whether it may be aired.
        embargo: Until when it is held; aware of its zone.
        notes: Editor's notes, never spoken.
    """

    text: str
    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    slug: str = ""
    language: str = "en"
    furniture: tuple[Unspoken, ...] = ()
    source_format: str = "plain"
    source_name: str = ""
    sha256: str = ""
    status: Status = Status.USABLE
    embargo: datetime | None = None
    rights: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who is quoted, the same object wherever the same person speaks.

    Attributes:
        id: Stable key from the name: "general-sameer".
        name: As first given in full: "General Sameer".
        title: Title, role or organisation, for the run-sheet: "Syrian Army Press Office".
        gender: Told from the text only; None when it does not say.
        gender_evidence: The words that told it: "spokeswoman", "she said".
        language: BCP 47 of the quote as it was spoken, when the copy says so.
    """

    id: str
    name: str
    title: str | None = None
    gender: Gender | None = None
    gender_evidence: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the programme heard in one voice.

    Attributes:
        kind: Who is heard.
        text: The words as printed; the spoken form is settled later. Empty for a pause, a sting.
        span: Where the words stand in `Report.text`. For anchor, field and soundbite `text` is that
            slice unless a person edited it; for a lead-in it is the attribution it was made from.
        speaker: The person heard; None for narration without a named reader. A lead-in names whom it
            introduces.
        continued: The same turn as the segment before (a quote split by its attribution): one row.
        voice: Set by a person: "kokoro:bf_emma".
        rate: Set by a person: a factor on the voice's pace, 0.5 to 2.
        hold_ms: Set by a person: silence after the segment; the length of a pause.
        note: A person's note, never spoken.
        check: Why an editor should look at it: "speaker".
    """

    kind: Kind
    text: str = ""
    span: Span | None = None
    speaker: Speaker | None = None
    continued: bool = False
    voice: str | None = None
    rate: float | None = None
    hold_ms: Millis | None = None
    note: str | None = None
    check: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What is heard, in order, and what of the report is not.

    Attributes:
        slug: Lower-case words joined by hyphens; names the package.
        segments: In the order heard.
        unspoken: Every stretch of the report with words that no segment speaks, in order.
        attribution: Where attributions went: "before", "after" or "none".
        source_sha256: Of the report's bytes.
    """

    slug: str
    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    language: str = "en"
    segments: tuple[Segment, ...] = ()
    unspoken: tuple[Unspoken, ...] = ()
    attribution: str = "before"
    layout: str = "plain"
    source_name: str = ""
    source_sha256: str = ""
    status: Status = Status.USABLE
    embargo: datetime | None = None
    rights: str | None = None

    def narrator(self, index: int) -> Kind:
        """Who narrates at a segment: anchor or field.

        That is the last narration at or before it, else the next one after it, else the anchor.
        """
        kinds = [segment.kind for segment in self.segments]
        narration = (Kind.ANCHOR, Kind.FIELD)
        before = (kind for kind in reversed(kinds[: index + 1]) if kind in narration)
        after = (kind for kind in kinds[index + 1 :] if kind in narration)
        return next(before, next(after, Kind.ANCHOR))


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How one speaker sounds.

    Attributes:
        engine: "kokoro".
        name: A voice of the engine, or a blend of several: "am_onyx+am_fenrir".
        rate: Factor on the voice's own pace.
        pitch: Factor on the voice's own pitch.
        range: Factor on the liveliness of the pitch.
        effect: A room or a line: "telephone"; None is dry.
    """

    engine: str
    name: str
    rate: float = 1.0
    pitch: float = 1.0
    range: float = 1.0
    effect: str | None = None

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceInfo:
    """A voice as the catalogue lists it.

    Attributes:
        language: BCP 47.
        gender: As it is heard; None when nobody knows.
        castable: Whether a cast may use it unasked.
        blendable: Whether it may be part of a blend.
        alike: Names of voices that are hard to tell from it.
    """

    engine: str
    name: str
    language: str
    gender: Gender | None
    licence: str
    note: str = ""
    castable: bool = True
    blendable: bool = False
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who speaks with which voice.

    Attributes:
        anchor: The voice of the studio.
        reporter: The voice in the field.
        speakers: Speaker id -> voice.
    """

    anchor: Voice
    reporter: Voice
    speakers: Mapping[str, Voice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word as it is spoken, and where it stands in print.

    Attributes:
        text: Plain spoken words, no digits or symbols where a rule knew them: "three point two billion
            dollars". Never empty.
        after: Punctuation that shapes the delivery after it, from `, ; : . ! ? … —` and quotation marks.
        span: In the segment's text.
        phonemes: Chosen pronunciation in the Kokoro alphabet; None leaves it to the engine.
        authority: Who chose it: "copy", "script", "station", ...
    """

    text: str
    after: str = ""
    span: Span
    phonemes: str | None = None
    authority: str | None = None


class Boundary(StrEnum):
    """What ends a line, which settles the pause after it."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The spoken form of a sentence: what an engine is given at once.

    Attributes:
        tokens: At least one; spans in order, not overlapping.
        boundary: What ends it.
        language: BCP 47.
    """

    tokens: tuple[Token, ...]
    boundary: Boundary = Boundary.SENTENCE
    language: str = "en"

    @property
    def text(self) -> str:
        """The line in plain words with its punctuation, one space between tokens."""
        return " ".join(token.text + token.after for token in self.tokens)


class TimesFrom(StrEnum):
    """Where word times come from."""

    DURATIONS = "durations"
    EVENTS = "events"
    ALIGNED = "aligned"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A spoken token on a clock: samples from the start of its take (or of the programme)."""

    text: str
    start: Samples
    end: Samples
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long a line lasts and when its words fall, with or without its sound.

    Attributes:
        length: Of the whole take, at `rate_hz`.
        words: One per token, start < end, starts strictly increasing, inside [0, length].
        times_from: What they rest on.
        exact: Whether `length` is what the engine will deliver, to the sample.
    """

    length: Samples
    rate_hz: Hz
    words: tuple[Word, ...]
    times_from: TimesFrom
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Take:
    """A spoken line: mono float32 in [-1, 1], `len(audio) == timing.length`."""

    audio: Audio
    timing: Timing


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
        text: The line in plain spoken words.
        gain_db: On top of the programme's gain.
        fade_in: At 48 kHz; so is `fade_out`.
        effect: A room or a line; None is dry.
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
    """

    segment: Segment
    narrator: Kind
    voice: Voice | None
    cues: tuple[Cue, ...]
    start: Samples
    end: Samples
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
    """

    slug: str
    stories: tuple[Story, ...]
    length: Samples
    rate_hz: Hz = PROGRAMME_RATE
    loudness: Loudness | None = None
    gain_db: float = 0.0
    profile: str = "r128"
    estimated: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of every story, in order."""
        return tuple(item for story in self.stories for item in story.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the run-sheet; times are samples at the programme's rate.

    Attributes:
        page: "A1": block and number.
        slug: Upper case.
        form: The trade's word for it: READER, PKG, SOT, LEAD, PAUSE ...
        kind: As in the script.
        voice: "kokoro:af_heart"; every made voice is named here.
        speaker: Who is quoted, with title; empty for narration.
        text: As printed.
        words: Spoken words.
        wpm: Words a minute over the words' own time; None without words.
        estimate: Words at the house's read rate.
        actual: Rendered length; None while it is not rendered.
        start: On the programme's clock; `end`, the first sample after it, likewise.
        pause: Silence after it, until the next row or the programme's end; the first row's `start` is the
            silence before it, so the sum of every `trt` and `pause` and that start is the programme's length.
        cume: Running total: `end` and the pause.
        in_cue: First words heard; `out_cue` the last ones.
        status: "ready", "check speaker", ...
        item: Index of its first item in `Programme.items`.
        items: How many items it takes in.
    """

    page: str
    slug: str
    form: str
    kind: Kind
    voice: str = ""
    speaker: str = ""
    title: str = ""
    text: str = ""
    words: int = 0
    wpm: int | None = None
    estimate: Samples
    actual: Samples | None
    start: Samples
    end: Samples
    pause: Samples
    cume: Samples
    in_cue: str = ""
    out_cue: str = ""
    status: str = ""
    note: str = ""
    times_from: str = ""
    item: int = 0
    items: int = 1

    @property
    def trt(self) -> Samples:
        """Total running time: what it takes, rendered or estimated."""
        return Samples(self.end - self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheet:
    """The programme, second by second, as a producer reads it.

    Attributes:
        estimated: True before rendering; every form says so.
        rows: In the order heard; the pauses between them are in `start` and `end`.
        trt: Of the whole programme, pauses counted.
        unspoken: What of the report is not heard, with its words and the reason.
    """

    slug: str
    headline: str | None
    language: str
    rows: tuple[Row, ...]
    trt: Samples
    words: int
    rate_hz: Hz
    estimated: bool
    profile: str
    loudness: Loudness | None = None
    voices: Mapping[str, str] = field(default_factory=dict)
    source_name: str = ""
    source_sha256: str = ""
    unspoken: tuple[tuple[str, str], ...] = ()

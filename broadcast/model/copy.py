"""The written side: a report as it came, and the script made of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcast.units import Millis, Span

_START = Millis(0)


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
    LABEL = "label"
    CUE = "cue"
    SHOT = "shot"
    CREDIT = "credit"
    END_MARK = "end mark"
    EDITORS_NOTE = "editor's note"
    ATTRIBUTION = "attribution"
    PRONOUNCER = "pronouncer"
    NOT_FOR_PUBLICATION = "not for publication"
    FOR_TIME = "left out for time"


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
        correction: What a corrected report says it corrects; never spoken.
        item_id: The item's own identifier in the file it came in: a guid, a story id; empty without one.
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
    correction: str | None = None
    item_id: str = ""


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


class Markup(StrEnum):
    """What a person marks in a script's words; the names are those of SSML 1.1."""

    PHONEME = "phoneme"
    SUB = "sub"
    SAY_AS = "say-as"
    BREAK = "break"
    PROSODY = "prosody"
    EMPHASIS = "emphasis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a segment's words that is to be said in a certain way.

    Attributes:
        kind: What is marked.
        span: In `Segment.text`; empty for a break.
        value: A phoneme's respelling, /IPA/ or ARPAbet; of a sub what is said in its place; of a say-as how
            it is read.
        format: The order of a say-as date: "mdy".
        pause_ms: Of a break.
        rate: Factor on the voice's pace, for prosody and emphasis; `pitch` on its pitch.
        opening: As it is written before the words in the script file; `closing`, behind them.
    """

    kind: Markup
    span: Span
    value: str = ""
    format: str = ""
    pause_ms: Millis | None = None
    rate: float = 1.0
    pitch: float = 1.0
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A stretch of a recording, as a script names it.

    Attributes:
        path: The file, as written: relative to the script, or absolute.
        start_ms: Where it is cut in, from the recording's start.
        stop_ms: Where it is cut out; None plays it to its end.
        fade_ms: At both ends; None takes the house's.
        gain_db: On top of the gain that brings it to the level of the voices.
        in_cue: Its first words, as a person wrote them; `out_cue`, its last ones.
    """

    path: str
    start_ms: Millis = _START
    stop_ms: Millis | None = None
    fade_ms: Millis | None = None
    gain_db: float = 0.0
    in_cue: str = ""
    out_cue: str = ""


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
        rate: Set by a person: a factor on the voice's pace, 0.5 to 2; `pitch` and `range` likewise on its
            pitch and its liveliness.
        wpm: Set by a person: words a minute; it stands against `rate`.
        delivery: Set by a person: the style in which it is read: "sensitive".
        optional: May be left out to make the programme fit.
        hold_ms: Set by a person: silence after the segment; the length of a pause.
        note: A person's note, never spoken.
        check: Why an editor should look at it: "speaker".
        marks: How a person wants stretches of the text said, the outer before the inner.
        clip: The recording that is heard in the place of a made voice.
        translation: The text is a translation: a made voice says it over the clip, which dips under it.
        effect: Where the voice is heard from: "telephone", "room"; "none" is dry, None leaves it to the cast.
        sound: What a sting plays: a name of the palette, or a file.
        bed: What lies under the segment: a name of the palette, a file; "none" ends a bed.
    """

    kind: Kind
    text: str = ""
    span: Span | None = None
    speaker: Speaker | None = None
    continued: bool = False
    voice: str | None = None
    rate: float | None = None
    pitch: float | None = None
    range: float | None = None
    wpm: int | None = None
    delivery: str | None = None
    optional: bool = False
    hold_ms: Millis | None = None
    note: str | None = None
    check: str | None = None
    marks: tuple[Mark, ...] = ()
    clip: Clip | None = None
    translation: bool = False
    effect: str | None = None
    sound: str | None = None
    bed: str | None = None

    @property
    def voiced(self) -> bool:
        """Whether a made voice is heard in it."""
        return self.translation or (self.kind.spoken and self.clip is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What is heard, in order, and what of the report is not.

    Attributes:
        slug: Lower-case words joined by hyphens; names the package.
        segments: In the order heard.
        unspoken: Every stretch of the report with words that no segment speaks, in order.
        attribution: Where attributions went: "before", "after" or "none".
        delivery: The style in which the whole is read; None leaves it to the settings.
        pronounce: How names are said in this programme: (name, respelling or /IPA/), each name once.
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
    delivery: str | None = None
    layout: str = "plain"
    source_name: str = ""
    source_sha256: str = ""
    status: Status = Status.USABLE
    embargo: datetime | None = None
    rights: str | None = None
    pronounce: tuple[tuple[str, str], ...] = ()

    def narrator(self, index: int) -> Kind:
        """Who narrates at a segment: anchor or field.

        That is the last narration at or before it, else the next one after it, else the anchor.
        """
        kinds = [segment.kind for segment in self.segments]
        narration = (Kind.ANCHOR, Kind.FIELD)
        before = (kind for kind in reversed(kinds[: index + 1]) if kind in narration)
        after = (kind for kind in kinds[index + 1 :] if kind in narration)
        return next(before, next(after, Kind.ANCHOR))

    def reader(self, index: int) -> str:
        """The name of whoever narrates at a segment, as far as the script tells it; empty without one.

        That is the named reader of the last narration of that kind at or before it, else the first after it.
        """
        kind = self.narrator(index)
        named = [(at, part.speaker) for at, part in enumerate(self.segments) if part.kind is kind]
        before = [speaker for at, speaker in named if at <= index]
        speaker = before[-1] if before else next((speaker for _, speaker in named), None)
        return speaker.name if speaker is not None else ""

    def leader(self, kind: Kind) -> str | None:
        """The id of the first named reader of a kind of narration: the programme's anchor or reporter."""
        named = (part.speaker.id for part in self.segments if part.kind is kind and part.speaker is not None)
        return next(named, None)

"""The run-sheet: the programme as a producer reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from broadcast.model.copy import Kind
from broadcast.model.programme import Loudness
from broadcast.units import Hz, Samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the run-sheet; times are samples at the programme's rate.

    Attributes:
        page: "A1": block and number.
        slug: Upper case.
        form: The trade's word for it: READER, PKG, SOT, LEAD, PAUSE ...
        kind: As in the script.
        voice: "kokoro:af_heart"; every made voice is named here.
        talent: Who is heard, by name where the script tells it; empty for a pause or a sting.
        speaker: Who is quoted, with title; empty for narration.
        text: As printed.
        spoken: As heard, in plain words.
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
        clip: File name of the recording that is heard; empty where no recording is.
        loudness: Of the row by itself, in the finished mix; None before it is made.
        level: "pass", or what is amiss by the profile: "fail: 2.1 LU over"; empty before it is measured.
        item: Index of its first item in `Programme.items`.
        items: How many items it takes in.
    """

    page: str
    slug: str
    form: str
    kind: Kind
    voice: str = ""
    talent: str = ""
    speaker: str = ""
    title: str = ""
    text: str = ""
    spoken: str = ""
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
    clip: str = ""
    loudness: Loudness | None = None
    level: str = ""
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
        on_air: When its first sample goes on air, aware of its zone; None while that is open.
        level: "pass", or what is amiss by the profile: "fail: true peak -0.2 dBTP"; empty while unmeasured.
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
    on_air: datetime | None = None
    level: str = ""

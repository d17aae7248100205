"""RunSheet in, Episode out: what a podcast feed says of a programme."""

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from broadcast.formats.manifest import statement
from broadcast.formats.textfile import language_tag, one_line, printable
from broadcast.model import Kind, Row, RunSheet
from broadcast.sentences import paragraph_spans
from broadcast.units import Samples, clock, seconds

TITLE_CHARS = 128
"""Of a soundbite or a person: the podcast namespace's limit."""
NOTES_CHARS = 4_000
"""Of an episode's description: what the directories show."""

_LEAD_CHARS = 400
_QUOTE_CHARS = 300
_EPISODES = uuid.UUID("15e00f21-621f-5a92-85af-b7c1bf411a25")  # "broadcast episodes", by podcast:guid's space
_QUOTED = (Kind.SOUNDBITE, Kind.CLIP)
_MARKS = '"“”„«»「」‘’ '
# dock. ”  ends a sentence, in a lead that is cut
_SENTENCE = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is heard.

    Attributes:
        name: With "(synthetic voice)" behind it where no recording of them is heard, and "(translated by a
            synthetic voice)" where only one under a made voice is.
        role: Of the Podcast Taxonomy Project: "host", "reporter", "guest".
        group: Of the same: "cast".
    """

    name: str
    role: str
    group: str = "cast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bite:
    """A quote that a player may offer on its own.

    Attributes:
        start_ms: From the programme's start.
        length_ms: At least one.
        title: Who, and the first words; at most 128 characters.
    """

    start_ms: int
    length_ms: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """What a feed's item is made from.

    Attributes:
        guid: The same for the same report, however often it is rendered.
        title: On one line, never empty.
        description: Plain text of at most 4,000 characters: lead, quotes with their times, which voices are
            made.
        notes: The same as HTML.
        published: When it went, or goes, on air; else when it was made. Aware of its zone.
        length_ms: Of the programme.
        language: BCP 47.
        synthetic: The statement which voices are made, as in every other file of the package.
        persons: Anchor, reporter and everybody quoted, in the order heard.
        bites: The quotes, in order.
        season: As an editor set it; None without one.
        number: Of the episode, likewise.
        explicit: Likewise; False says nothing beyond the channel's own mark.
    """

    guid: str
    title: str
    description: str
    notes: str
    published: datetime
    length_ms: int
    language: str
    synthetic: str
    persons: tuple[Person, ...] = ()
    bites: tuple[Bite, ...] = ()
    season: int | None = None
    number: int | None = None
    explicit: bool = False


def describe(runsheet: RunSheet, created: datetime) -> Episode:
    """What a feed says of a programme, told from its run-sheet.

    Args:
        runsheet: Rendered.
        created: When the package was made; aware of its zone.
    """
    rows = [row for row in runsheet.rows if row.kind not in (Kind.PAUSE, Kind.STING) and row.trt > 0]
    quotes = [row for row in rows if row.kind in _QUOTED and (one_line(row.text) or row.clip)]
    lead, made = _lead(rows), _made(runsheet)
    published = (runsheet.on_air or created).replace(microsecond=0)
    return Episode(
        guid=_guid(runsheet, published),
        title=one_line(runsheet.headline or "") or one_line(runsheet.slug) or "Programme",
        description=_description(lead, quotes, made, runsheet),
        notes=_notes(lead, quotes, made, runsheet),
        published=published,
        length_ms=_millis(runsheet.trt, runsheet),
        language=language_tag(runsheet.language),
        synthetic=one_line(statement(runsheet)),
        persons=tuple(_persons(rows)),
        bites=tuple(
            Bite(
                start_ms=_millis(row.start, runsheet),
                length_ms=max(_millis(row.end, runsheet) - _millis(row.start, runsheet), 1),
                title=_titled(row),
            )
            for row in quotes
        ),
    )


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut behind a word.

    >>> shortened("We trained on these doors", 16)
    'We trained on …'
    """
    if len(text) <= limit:
        return text
    whole, space, _ = text[: limit - 1].rpartition(" ")
    return f"{whole.rstrip(' ,;:–—-')} …" if space and whole else f"{text[: limit - 1]}…"


def _guid(runsheet: RunSheet, published: datetime) -> str:
    """A report is known by its name and its bytes; a programme of several by its name and its day."""
    of = runsheet.source_sha256 or published.astimezone(UTC).date().isoformat()
    return str(uuid.uuid5(_EPISODES, f"{one_line(runsheet.slug)}\n{one_line(of)}"))


def _lead(rows: Sequence[Row]) -> str:
    """The first paragraph that a narrator reads, up to a sentence's end."""
    told = [row for row in rows if row.kind in (Kind.ANCHOR, Kind.FIELD) and one_line(row.text)]
    text = printable(told[0].text) if told else ""
    spans = paragraph_spans(text)
    text = one_line(text[slice(*spans[0])]) if spans else ""
    if len(text) <= _LEAD_CHARS:
        return text
    ends = [found.end() for found in _SENTENCE.finditer(text[:_LEAD_CHARS])]
    return text[: ends[-1]] if ends else shortened(text, _LEAD_CHARS)


def _made(runsheet: RunSheet) -> str:
    """The sentence that says what is a recording, and which voices are made."""
    recorded = list(dict.fromkeys(_who(row) for row in runsheet.rows if row.clip))
    told = one_line(statement(runsheet))
    if not any(row.voice for row in runsheet.rows):
        return f"{told[:1].upper()}{told[1:]}."
    if not recorded:
        return f"Every voice in this programme is made by a computer ({told})."
    return f"Heard in recordings: {', '.join(recorded)}. Every other voice is made by a computer ({told})."


def _description(lead: str, quotes: Sequence[Row], made: str, runsheet: RunSheet) -> str:
    """Lead, quotes and statement as plain text; where it grows too long, quotes go."""
    said = [f"{_time(row, runsheet)} {_said(_named(row), row)}" for row in quotes]
    made = shortened(made, NOTES_CHARS // 2)
    while True:
        text = "\n\n".join(filter(None, (lead, "\n".join(said), made)))
        if len(text) <= NOTES_CHARS or not said:
            return text
        said.pop()


def _notes(lead: str, quotes: Sequence[Row], made: str, runsheet: RunSheet) -> str:
    parts = [f"<p>{escape(lead, quote=False)}</p>"] if lead else []
    if quotes:
        said = (
            _said(f"<strong>{escape(_named(row), quote=False)}</strong>", row, marked=True) for row in quotes
        )
        times = (_time(row, runsheet) for row in quotes)
        parts += [
            "<ul>",
            *(f"<li>{time} {words}</li>" for time, words in zip(times, said, strict=True)),
            "</ul>",
        ]
    return "\n".join([*parts, f"<p><em>{escape(made, quote=False)}</em></p>"])


def _persons(rows: Sequence[Row]) -> Iterator[Person]:
    """Everybody once, in the order heard."""
    heard: dict[str, list[Row]] = {}
    for row in rows:
        heard.setdefault(_who(row), []).append(row)
    for name, own in heard.items():
        kinds = {row.kind for row in own}
        role = "guest" if kinds <= {*_QUOTED} else "reporter" if Kind.FIELD in kinds else "host"
        mark = _mark(own)
        yield Person(name=f"{shortened(name, TITLE_CHARS - len(mark))}{mark}", role=role)


def _mark(rows: Sequence[Row]) -> str:
    """What is made of somebody's voice: nothing where a recording is heard by itself."""
    if any(row.clip and not row.voice for row in rows):
        return ""
    return " (translated by a synthetic voice)" if any(row.clip for row in rows) else " (synthetic voice)"


def _who(row: Row) -> str:
    return one_line(row.speaker if row.kind in _QUOTED else row.talent) or one_line(row.talent) or "Speaker"


def _named(row: Row) -> str:
    return ", ".join(filter(None, (_who(row), one_line(row.title))))


def _said(who: str, row: Row, *, marked: bool = False) -> str:
    """Who, and the words in quotation marks; who alone where nobody wrote them down."""
    words = shortened(_words(row), _QUOTE_CHARS)
    return f"{who}: “{escape(words, quote=False) if marked else words}”" if words else who


def _titled(row: Row) -> str:
    """The same, the words cut so that both fit; a very long name goes before them."""
    who = shortened(_who(row), TITLE_CHARS // 2)
    words = shortened(_words(row), TITLE_CHARS - len(f"{who}: “”"))
    return f"{who}: “{words}”" if words else who


def _words(row: Row) -> str:
    """Those of a quote on one line, the marks of the print taken off."""
    return one_line(row.text).strip(_MARKS)


def _time(row: Row, runsheet: RunSheet) -> str:
    """(1:05), rounded down: who jumps there misses no word."""
    return f"({clock(Samples(row.start - row.start % runsheet.rate_hz), runsheet.rate_hz)})"


def _millis(count: Samples, runsheet: RunSheet) -> int:
    return round(1000 * seconds(count, runsheet.rate_hz))

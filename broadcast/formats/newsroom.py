"""A Delivery in, its stories as newsroom systems count them out; and text that every XML file takes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from itertools import groupby
from urllib.parse import quote
from xml.etree.ElementTree import Element, indent, tostring

from broadcast.formats.columns import entries
from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import one_line
from broadcast.model import Kind, Row, Script
from broadcast.units import Hz, Samples

SLUG_CHARS = 128
"""What MOS 2.8.5 takes of an identifier or a slug."""

PATH_CHARS = 255
"""What MOS 2.8.5 takes of a path."""

# U+FFFE and its like, of which XML 1.0 takes no part of the first plane's
_NO_XML = re.compile("[\ufffe\uffff]")

# 'Bulletin at six' -> the spaces; separators of our identifiers; what some systems read as a path
_NO_IDENTIFIER = re.compile(r"[\s;,/\\\"'<>&]+")


_QUOTATION_MARKS = frozenset("\"'“”„‟‘’‚«»‹›「『")

# 'A12' -> '12'
_NUMBER = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row in its story.

    Attributes:
        row: The row.
        talent: Who is heard.
        runs_s: Whole seconds of sound that is played in, 0 for narration; a story's sum to `Part.media_s`.
    """

    row: Row
    talent: str
    runs_s: int

    @property
    def read(self) -> bool:
        """Whether a presenter or a reporter reads it, or would."""
        return not played(self.row) and self.row.kind is not Kind.PAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A story of the programme.

    Attributes:
        page: Its block's letter: "A".
        slug: Upper case, distinct in the programme.
        title: The headline, else the slug.
        writer: Who wrote it; empty when the script does not say.
        entries: Its rows.
        start: Where it begins on the programme's clock, the silence before the first story counted.
        end: Where the next one begins, or the programme ends.
        total_s: Whole seconds; the stories' sum to the programme's.
        media_s: Of them, sound that is played in: soundbites, clips, stings.
    """

    page: str
    slug: str
    title: str
    writer: str
    entries: tuple[Entry, ...]
    start: Samples
    end: Samples
    total_s: int
    media_s: int

    @property
    def text_s(self) -> int:
        """Whole seconds that are read by anchor and reporter, pauses counted."""
        return self.total_s - self.media_s

    @property
    def words(self) -> int:
        """Words that are read."""
        return sum(entry.row.words for entry in self.entries if entry.read)

    @property
    def presenter(self) -> str:
        """Who reads first; where nobody does, who is heard first."""
        talents = [entry.talent for entry in self.entries if entry.read and entry.talent]
        return next(iter([*talents, *(entry.talent for entry in self.entries if entry.talent)]), "")

    @property
    def checked(self) -> bool:
        """Whether nothing is left for an editor to look at."""
        return not any(entry.row.status.startswith("check") for entry in self.entries)


def played(row: Row) -> bool:
    """Whether a row is sound that is played in, not narration: a quote, a recording, a sting."""
    return row.kind in (Kind.SOUNDBITE, Kind.CLIP, Kind.STING) or bool(row.clip)


def parts(delivery: Delivery) -> tuple[Part, ...]:
    """The stories of a programme with their times.

    Always true: the first starts at 0, each ends where the next one starts, the last at the programme's end,
    and the `total_s` sum to the programme's whole seconds.
    """
    sheet = delivery.runsheet
    rows = [(entry.row, entry.talent) for entry in entries(sheet)]
    groups = [list(group) for _, group in groupby(rows, key=lambda pair: _NUMBER.sub("", pair[0].page))]
    starts = [Samples(0), *(group[0][0].start for group in groups[1:]), sheet.trt]
    slugs = _distinct([plain(group[0][0].slug) or "UNTITLED" for group in groups])
    return tuple(
        _part(group, slug, (start, end), delivery)
        for group, slug, start, end in zip(groups, slugs, starts, starts[1:], strict=False)
    )


def _part(
    rows: Sequence[tuple[Row, str]], slug: str, span: tuple[Samples, Samples], delivery: Delivery
) -> Part:
    rate_hz = delivery.runsheet.rate_hz
    head = rows[0][0]
    script = _script(delivery, head.item)
    total_s = whole_seconds(span[1], rate_hz) - whole_seconds(span[0], rate_hz)
    runs = _shared([row.trt if played(row) else Samples(0) for row, _ in rows], rate_hz)
    headline = (script.headline if script else None) or delivery.runsheet.headline
    return Part(
        page=_NUMBER.sub("", head.page) or "A",
        slug=slug,
        title=plain(headline or "") or slug,
        writer=plain((script.byline if script else None) or ""),
        entries=tuple(
            Entry(row=row, talent=plain(talent), runs_s=seconds)
            for (row, talent), seconds in zip(rows, runs, strict=True)
        ),
        start=span[0],
        end=span[1],
        total_s=total_s,
        media_s=min(sum(runs), total_s),
    )


def _script(delivery: Delivery, item: int) -> Script | None:
    """The script that an item of the programme belongs to."""
    for story in delivery.programme.stories:
        if item < len(story.items):
            return story.script
        item -= len(story.items)
    return None


def whole_seconds(count: Samples, rate_hz: Hz) -> int:
    """Rounded half up."""
    return (2 * count + rate_hz) // (2 * rate_hz)


def _shared(lengths: Iterable[Samples], rate_hz: Hz) -> list[int]:
    """Whole seconds of each length, whose sum is the sum's."""
    shares, sofar = [], 0
    for length in lengths:
        before = whole_seconds(Samples(sofar), rate_hz)
        sofar += length
        shares.append(whole_seconds(Samples(sofar), rate_hz) - before)
    return shares


def minutes(seconds: int) -> str:
    """A length as a cue has it: "0:07", "61:02"."""
    return f"{seconds // 60}:{seconds % 60:02}"


def plain(text: str, limit: int | None = None) -> str:
    """Text on one line that any XML file may hold.

    Args:
        text: What may be anything.
        limit: Longest text in characters as the wire counts them, in UCS-2; what is cut ends in an ellipsis.
    """
    line = one_line(_NO_XML.sub(" ", text))
    return line if limit is None or _units(line) <= limit else _cut(line, limit - 1).rstrip() + "…"


def _units(text: str) -> int:
    """Characters of UCS-2: one beyond the basic plane counts twice."""
    return len(text) + sum(char > "\uffff" for char in text)


def _cut(text: str, limit: int) -> str:
    """The start of a text, at most so many characters of UCS-2."""
    return text.encode("utf-16-le", "replace")[: 2 * limit].decode("utf-16-le", "ignore")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a row's words, each on one line."""
    return [line for part in re.split(r"\n\s*\n", text) if (line := plain(part))]


def copy(entry: Entry) -> list[str]:
    """The paragraphs of a row; what somebody says stands in quotation marks, by which readers find it."""
    row = entry.row
    lines = paragraphs(row.text)
    if not lines or row.kind not in (Kind.SOUNDBITE, Kind.CLIP) or lines[0][0] in _QUOTATION_MARKS:
        return lines
    return [f"“{line}" for line in lines[:-1]] + [f"“{lines[-1]}”"]


def identifier(*names: str) -> str:
    """A name for a system's database, the same for the same names: "newsroom.ncs;harbour;A1".

    What does not fit is cut, and a hash of the whole keeps it apart from others.
    """
    cleaned = (_NO_IDENTIFIER.sub("-", plain(name)).strip("-") for name in names)
    whole = ";".join(filter(None, cleaned)) or "untitled"
    if _units(whole) <= SLUG_CHARS:
        return whole
    digest = sha256(whole.encode("utf-8", "replace")).hexdigest()[:12]
    return f"{_cut(whole, SLUG_CHARS - 13)}~{digest}"


def written(root: Element) -> str:
    """A tree as a file of UTF-8, its lines indented; nothing is put between the words of a paragraph."""
    indent(root)
    for paragraph in root.iter("p"):
        if len(paragraph):
            paragraph.text = paragraph[-1].tail = None
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def sound_address(delivery: Delivery) -> str:
    """Where the WAV file is found: from a folder of the package, or under the station's address."""
    base = delivery.choices.newsroom.base_url.rstrip("/")
    if not base:
        return f"../{quote(delivery.wav.name)}"
    return f"{base}/{quote(delivery.stem)}/{quote(delivery.wav.name)}"


def order_names(delivery: Delivery) -> tuple[str, ...]:
    """What names the running order: system, programme, and where that is known its time on air."""
    on_air = delivery.runsheet.on_air
    stamp = "" if on_air is None else on_air.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return delivery.choices.newsroom.ncs_id, delivery.runsheet.slug, stamp


def who(entry: Entry) -> str:
    """Who is heard in a row, with title: "Ana Ruiz, harbour master"."""
    row = entry.row
    return plain(", ".join(part for part in (row.speaker or entry.talent, row.title) if part))


def _distinct(slugs: Sequence[str]) -> list[str]:
    taken: set[str] = set()
    found = []
    for slug in slugs:
        candidate, number = slug, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{slug}-{number}"
        taken.add(candidate.casefold())
        found.append(candidate)
    return found

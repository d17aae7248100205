"""A delivery in, what a compressed file says about itself out, in words that fit every kind of tag."""

import json
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from itertools import groupby
from pathlib import Path

from broadcast.formats.chapters import Chapter, chapters
from broadcast.formats.exporter import Delivery
from broadcast.formats.manifest import generator, statement
from broadcast.formats.textfile import one_line, printable
from broadcast.model import Kind, Loudness, RunSheet
from broadcast.units import Hz, Samples

GENRE = "News"

# two lines with nothing, or only spaces, between them: the end of a paragraph
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")

_REPLAYGAIN_LUFS = -18.0
_R128_LUFS = -23.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What a file says about itself; every text but the transcript is on one line.

    Attributes:
        title: Never empty.
        station: Who made it.
        created: When; aware of its zone.
        language: ISO 639-2: "eng"; "und" where it has no code.
        synthetic: The statement which voices are made.
        transcript: Who says what, a paragraph a speaker.
        chapters: End to end.
        rate_hz: Of the chapters' times.
        loudness: None where it is not known.
        software: Name and version of the program.
    """

    title: str
    station: str
    created: datetime
    language: str
    synthetic: str
    transcript: str
    chapters: tuple[Chapter, ...]
    rate_hz: Hz
    loudness: Loudness | None
    software: str

    @property
    def gain_db(self) -> float | None:
        """What brings it to -18 LUFS, where ReplayGain 2 listens; None without a loudness."""
        return None if self.loudness is None else _gap(self.loudness, _REPLAYGAIN_LUFS)

    @property
    def r128_gain_db(self) -> float | None:
        """What brings it to -23 LUFS; None without a loudness."""
        return None if self.loudness is None else _gap(self.loudness, _R128_LUFS)


def tags_of(delivery: Delivery) -> Tags:
    """The tags of a delivery's programme."""
    sheet = delivery.runsheet
    return Tags(
        title=one_line(sheet.headline or "") or one_line(sheet.slug) or delivery.stem,
        station=one_line(delivery.station),
        created=delivery.created,
        language=language_code(sheet.language),
        synthetic=one_line(statement(sheet)),
        transcript=transcript(sheet),
        chapters=chapters(sheet),
        rate_hz=sheet.rate_hz,
        loudness=delivery.programme.loudness,
        software=generator(),
    )


def transcript(runsheet: RunSheet) -> str:
    """Who says what as printed, a paragraph a turn: "Anchor: The ferry is back."."""
    heard = [
        (one_line(row.talent), _trimmed(row.text)) for row in runsheet.rows if row.kind is not Kind.PAUSE
    ]
    turns = groupby([turn for turn in heard if turn[1]], key=lambda turn: turn[0])
    told = ((talent, "\n".join(text for _, text in parts)) for talent, parts in turns)
    return "\n\n".join(f"{talent}: {text}" if talent else text for talent, text in told)


def language_code(tag: str) -> str:
    """The three letters of ISO 639-2/T for a BCP 47 tag.

    >>> language_code("en-GB"), language_code("haw"), language_code("")
    ('eng', 'haw', 'und')

    References:
        Library of Congress, "Codes for the Representation of Names of Languages" (ISO 639-2).
    """
    primary = tag.partition("-")[0].lower()
    three = len(primary) == 3 and primary.isascii() and primary.isalpha()
    return _codes().get(primary, primary if three else "und")


def vorbis_comments(tags: Tags) -> list[tuple[str, str]]:
    """The tags by their names in FLAC and Ogg, chapters last; empty ones left out.

    References:
        Xiph.org, "Ogg Vorbis I format specification: comment field and header specification";
        XiphWiki, "Chapter Extension".
    """
    fields = {
        "TITLE": tags.title,
        "ARTIST": tags.station,
        "ALBUM": tags.station,
        "ORGANIZATION": tags.station,
        "DATE": tags.created.strftime("%Y-%m-%d"),
        "GENRE": GENRE,
        "LANGUAGE": tags.language,
        "COMMENT": tags.synthetic,
        "ENCODER": tags.software,
        "LYRICS": tags.transcript,
    }
    known = [(name, text) for name, text in fields.items() if text]
    return known + list(_chapter_comments(tags))


def replaygain(tags: Tags) -> dict[str, str]:
    """ReplayGain of the whole; empty without a loudness.

    References:
        HydrogenAudio, "ReplayGain 2.0 specification".
    """
    if tags.loudness is None or tags.gain_db is None:
        return {}
    gain = {"REPLAYGAIN_TRACK_GAIN": f"{tags.gain_db:+.2f} dB"}
    peak = tags.loudness.true_peak
    return gain | ({"REPLAYGAIN_TRACK_PEAK": f"{10 ** (peak / 20):.6f}"} if math.isfinite(peak) else {})


def millis(count: Samples, rate_hz: Hz) -> int:
    """Whole milliseconds, rounded half up: what was in order stays so."""
    return (2000 * count + rate_hz) // (2 * rate_hz)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Leave nothing of a file whose writing failed."""
    try:
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _chapter_comments(tags: Tags) -> Iterator[tuple[str, str]]:
    """CHAPTER000=00:00:00.000 and CHAPTER000NAME=...; three digits are all that the names have."""
    for number, chapter in enumerate(tags.chapters[:1000]):
        whole_s, milli = divmod(millis(chapter.start, tags.rate_hz), 1000)
        minutes, second = divmod(whole_s, 60)
        hour, minute = divmod(minutes, 60)
        yield f"CHAPTER{number:03}", f"{hour:02}:{minute:02}:{second:02}.{milli:03}"
        yield f"CHAPTER{number:03}NAME", chapter.title


def _gap(loudness: Loudness, target: float) -> float | None:
    gap = target - loudness.integrated
    return gap if math.isfinite(gap) else None


def _trimmed(text: str) -> str:
    """Text without control characters, a line a paragraph."""
    paragraphs = _BLANK_LINE.split(printable(text))
    return "\n".join(filter(None, (" ".join(paragraph.split()) for paragraph in paragraphs)))


@cache
def _codes() -> dict[str, str]:
    text = (resources.files("broadcast.data") / "languages.json").read_text(encoding="utf-8")
    codes: dict[str, str] = json.loads(text)
    return codes

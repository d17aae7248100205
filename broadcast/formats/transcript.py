"""Programme and RunSheet in, transcripts out: HTML to read and to search, JSON for podcast players."""

import json
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from broadcast.formats.captions import write_captions
from broadcast.formats.exporter import Delivery
from broadcast.formats.manifest import statement
from broadcast.formats.page import direction
from broadcast.formats.textfile import language_tag, one_line, printable, write_text
from broadcast.model import Kind, Programme, Row, RunSheet
from broadcast.sentences import paragraph_spans
from broadcast.units import Samples, clock, seconds

RECORDING = "(recording)"
"""What stands for a recording whose words nobody wrote down."""

_CSS = (
    "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.6 system-ui,sans-serif}"
    "cite{font-style:normal;font-weight:600}time{opacity:.7}footer{margin-top:2rem;font-size:.9rem}"
)


class Transcript:
    """What is said, for the people who read it and for the players that show it."""

    name = "transcript"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.transcript.html` and `<stem>.transcript.json`.

        Raises:
            PackageError: One cannot be written.
        """
        texts = {"html": render_html(delivery.runsheet), "json": render_json(delivery.programme)}
        return [
            write_text(delivery.folder / f"{delivery.stem}.transcript.{ending}", text)
            for ending, text in texts.items()
        ]


def render_html(runsheet: RunSheet) -> str:
    """A page of name, time and words for each turn; it says which voices are made.

    References:
        Podcasting 2.0, "Transcript File Format Details", HTML: `cite`, `time`, `p`.
    """
    title = one_line(runsheet.headline or "") or one_line(runsheet.slug) or "Programme"
    language = language_tag(runsheet.language)
    page = [
        "<!doctype html>",
        f'<html lang="{language}" dir="{direction(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f"<style>{_CSS}</style>",
        "</head>",
        "<body>",
    ]
    for _, rows in groupby(_heard(runsheet), key=_speaker):
        page += _turn(list(rows), runsheet)
    page += [
        f'<footer lang="en" dir="ltr"><p>{escape(one_line(statement(runsheet)))}</p></footer>',
        "</body>",
        "</html>",
    ]
    return "\n".join(page) + "\n"


def _heard(runsheet: RunSheet) -> Iterator[Row]:
    """The rows in which somebody speaks."""
    for row in runsheet.rows:
        if row.kind not in (Kind.PAUSE, Kind.STING) and (one_line(row.text) or row.clip):
            yield row


def _speaker(row: Row) -> str:
    return one_line(row.talent or row.speaker) or row.form.title()


def _turn(rows: Sequence[Row], runsheet: RunSheet) -> Iterator[str]:
    start, rate_hz = rows[0].start, runsheet.rate_hz
    heard = clock(Samples(start - start % rate_hz), rate_hz)  # who jumps there misses no word
    yield f"<cite>{escape(_speaker(rows[0]), quote=False)}:</cite>"
    yield f'<time datetime="PT{seconds(start, rate_hz):.3f}S">{heard}</time>'
    for row in rows:
        text = printable(row.text)
        paragraphs = [one_line(text[slice(*span)]) for span in paragraph_spans(text)]
        yield from (f"<p>{escape(part, quote=False)}</p>" for part in paragraphs if part)
        if not any(paragraphs):
            yield f"<p>{RECORDING}</p>"


def render_json(programme: Programme) -> str:
    """The captions of the programme, each with its speaker, times in seconds.

    References:
        Podcasting 2.0, "Transcript File Format Details", JSON, version 1.0.0.
    """
    segments = [
        {
            "speaker": caption.speaker,
            "startTime": caption.start_ms / 1000,
            "endTime": caption.end_ms / 1000,
            "body": " ".join(caption.lines),
        }
        for caption in write_captions(programme)
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=2) + "\n"

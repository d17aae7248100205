"""RunSheet and MP3 in, `runsheet.html` out: one page to read, hear and print, complete in itself."""

import base64
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from broadcast.formats.columns import (
    COLUMNS,
    Column,
    Entry,
    checks,
    entries,
    heading,
    on_air_text,
    present,
    running_time,
)
from broadcast.formats.exporter import Delivery
from broadcast.formats.picture import draw
from broadcast.formats.strip import Strip, strip_of
from broadcast.formats.textfile import one_line, printable, unwritable
from broadcast.model import RunSheet
from broadcast.units import clock, seconds

if TYPE_CHECKING:
    from jinja2 import Template

AUDIO_HERE = "<!--audio-->"
"""Where the sound goes. The template escapes every <, so no text of a report can hold it."""

CHUNK_BYTES = 3 * 256 * 1024
"""Read at a time; a multiple of 3, so that the pieces of base64 join without padding."""

_SHOWN = (
    *("page", "form", "talent", "in_cue", "out_cue", "words", "wpm", "estimate_s"),
    *("trt_s", "hit", "start_s", "pause_s", "cume_s"),
    *("lufs", "level", "status"),
)
# ar, fa-IR, he: written from right to left
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_SCRIPTS = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo"})


class Page:
    """The run-sheet as a page with the audio in it."""

    name = "html"
    default = True
    stage = 2

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `runsheet.html`, with `<stem>.mp3` of the folder inside it, else a link to the wav.

        The sound is copied piece by piece, so that memory does not grow with the programme.

        Raises:
            PackageError: It cannot be written.
        """
        mp3 = delivery.folder / f"{delivery.stem}.mp3"
        embedded = mp3.is_file()
        frame = Frame(
            station=delivery.station,
            date=_made_on(delivery.wav),
            audio=embedded,
            link="" if embedded or delivery.runsheet.estimated else delivery.wav.name,
            strip=strip_of(delivery),
        )
        before, _, after = render(delivery.runsheet, frame).partition(AUDIO_HERE)
        path = delivery.folder / "runsheet.html"
        try:
            with path.open("wb") as page:
                page.write(before.encode())
                if embedded:
                    with mp3.open("rb") as sound:
                        for piece in _base64_pieces(sound):
                            page.write(piece)
                page.write(after.encode())
        except OSError as error:
            raise unwritable(path, error) from error
        return [path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the page shows that the run-sheet does not know.

    Attributes:
        station: Whose page it is.
        date: When the audio was made, yyyy-mm-dd; empty leaves it out.
        audio: Whether the page holds the sound, at `AUDIO_HERE`.
        link: File name of the audio beside the page; empty leaves it out.
        strip: Waveform and loudness, drawn below the headline; None leaves them out.
    """

    station: str = "broadcast"
    date: str = ""
    audio: bool = False
    link: str = ""
    strip: Strip | None = None


def render(runsheet: RunSheet, frame: Frame | None = None) -> str:
    """The page as HTML, everything inside it; `AUDIO_HERE` stands once where base64 of an MP3 belongs."""
    from markupsafe import Markup

    frame = frame or Frame()
    laid = list(entries(runsheet))
    shown = present(_SHOWN, laid)
    rows = [_row(entry, shown) for entry in laid]
    return _template().render(
        sheet=runsheet,
        title=one_line(runsheet.headline or runsheet.slug) or "Run-sheet",
        slug=one_line(runsheet.slug).upper(),
        station=one_line(frame.station),
        date=frame.date,
        source=one_line(runsheet.source_name),
        direction=direction(runsheet.language),
        on_air=on_air_text(runsheet),
        trt=running_time(runsheet),
        trt_short=clock(runsheet.trt, runsheet.rate_hz),
        seconds=_plain(seconds(runsheet.trt, runsheet.rate_hz)),
        checks=checks(runsheet),
        columns=[
            {"heading": heading(column, estimated=runsheet.estimated), "cls": _css_class(column.key)}
            for column in shown
        ],
        rows=rows,
        recordings=list(dict.fromkeys(row["clip"] for row in rows if row["clip"])),
        said=any(row["said"] for row in rows),
        voices=[(one_line(who), one_line(voice)) for who, voice in runsheet.voices.items()],
        unspoken=[(one_line(words), one_line(reason)) for words, reason in runsheet.unspoken],
        audio=Markup(f"data:audio/mpeg;base64,{AUDIO_HERE}") if frame.audio else "",
        link=quote(frame.link),
        link_name=one_line(frame.link),
        picture=Markup(draw(runsheet, frame.strip, alone=False)) if frame.strip else "",
        css=Markup(_asset("page.css") + (_asset("picture.css") if frame.strip else "")),
        js=Markup(_asset("page.js")),
    )


def direction(language: str) -> str:
    """Which way a language is written: rtl for "ar", "fa-IR", "pa-Arab"; else ltr."""
    tags = language.lower().replace("_", "-").split("-")
    return "rtl" if tags[0] in _RIGHT_TO_LEFT or _SCRIPTS & set(tags[1:]) else "ltr"


def _row(entry: Entry, shown: list[Column]) -> dict[str, Any]:
    """A row as the template takes it."""
    row = entry.row
    return {
        "page": one_line(row.page),
        "kind": row.kind.value,
        "check": row.status.startswith("check"),
        "failed": row.level.startswith("fail"),
        "start": _plain(seconds(row.start, entry.rate_hz)),
        "end": _plain(seconds(row.end, entry.rate_hz)),
        "from": entry.moment(row.start),
        "who": one_line(entry.talent) or row.form,
        "title": one_line(row.title),
        "voice": one_line(row.voice),
        "clip": one_line(row.clip),
        "note": one_line(row.note),
        "text": printable(row.text).strip(),
        "said": printable(row.spoken).strip() if _bare(row.spoken) != _bare(row.text) else "",
        "cells": [_cell(column, entry) for column in shown],
    }


def _bare(text: str) -> str:
    """Words alone, to tell whether print and speech differ by more than their marks."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _cell(column: Column, entry: Entry) -> dict[str, Any]:
    return {
        "key": column.key,
        "cls": _css_class(column.key),
        "heading": heading(column, estimated=entry.estimated),
        "number": column.number is not None,
        "text": column.text(entry),
        "below": entry.levels if column.key == "lufs" else (),
    }


def _css_class(key: str) -> str:
    name = "form-cell" if key == "form" else key
    return f"{name} num" if COLUMNS[key].align == "right" else name


def _plain(figure: float) -> str:
    """Seconds to the millisecond, never with an exponent."""
    return f"{figure:.3f}"


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_asset("page.html.j2"))


@cache
def _asset(name: str) -> str:
    return (files("broadcast") / "data" / "page" / name).read_text(encoding="utf-8")


def _base64_pieces(sound: BinaryIO) -> Iterator[bytes]:
    while chunk := sound.read(CHUNK_BYTES):
        yield base64.b64encode(chunk)


def _made_on(wav: Path) -> str:
    """The day the audio was made; SOURCE_DATE_EPOCH goes before the clock, for packages that must repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), tz=UTC).date().isoformat()
    try:
        return datetime.fromtimestamp(wav.stat().st_mtime, tz=UTC).astimezone().date().isoformat()
    except OSError:
        return ""

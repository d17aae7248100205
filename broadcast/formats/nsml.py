"""A Delivery in, a folder `nsml/` with a file for each story out, as iNEWS takes them (NSML 3.1)."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from broadcast.formats.exporter import Delivery
from broadcast.formats.names import safe_name
from broadcast.formats.newsroom import (
    Entry,
    Part,
    copy,
    identifier,
    minutes,
    order_names,
    parts,
    plain,
    who,
    whole_seconds,
    written,
)
from broadcast.formats.textfile import write_text
from broadcast.model import Kind
from broadcast.units import Samples

FOLDER = "nsml"

NAMESPACE = "http://avid.com/nsml"

VERSION = "3.1"

CUES = 256
"""Anchored elements that a story of NSML can hold: their numbers go up to 255."""

CAPTIONS = "var-captions"
"""A field of ours; by it `ingest/nsml.py` knows that `cc` holds words that are heard."""

OF_SOUNDBITES = "soundbites"


class Nsml:
    """Writes `nsml/A_HARBOUR.nsml` and so on.

    What anchor and reporter read is the body's text, and its time the AUDIO-TIME; a soundbite is a production
    cue with its length (RUNS=), its words closed captioning, and its time TAPE-TIME. BACK-TIME and
    CUME-TIME are the hard in and out: times of day where the time on air is known, else counted from the
    programme's start.
    """

    name = "nsml"
    default = False

    def write(self, delivery: Delivery) -> Sequence[Path]:
        """Write the files.

        Raises:
            PackageError: One cannot be written.
            OSError: The folder cannot be made.
        """
        folder = delivery.folder / FOLDER
        folder.mkdir(exist_ok=True)
        return [write_text(folder / name, text) for name, text in render(delivery).items()]


def render(delivery: Delivery) -> dict[str, str]:
    """The stories: file name -> NSML.

    References:
        Avid, "News Story Markup Language Engineering Specification", version 4.1 (2020).
    """
    return {
        safe_name(f"{part.page}_{safe_name(part.slug)}", ".nsml"): _story(delivery, part)
        for part in parts(delivery)
    }


def _story(delivery: Delivery, part: Part) -> str:
    root = Element("nsml", xmlns=NAMESPACE, version=VERSION)
    head = SubElement(root, "head")
    SubElement(head, "meta", words=str(part.words), rate=str(_rate(part)), version="0")
    SubElement(head, "storyid").text = identifier(*order_names(delivery), part.slug)
    fields = SubElement(root, "fields")
    body = SubElement(root, "body")
    cues = SubElement(root, "aeset")
    rate_hz, read_by = delivery.runsheet.rate_hz, ""
    for entry in part.entries:
        if entry.read and entry.talent != read_by:
            read_by = entry.talent
            _instruct(body, f"{plain(entry.row.form)}: {read_by}")
        _write(body, cues, entry, minutes(whole_seconds(entry.row.trt, rate_hz)))
    for kind, name, text, entered in _fields(delivery, part, cues):
        if text:
            field = SubElement(fields, kind, {"id": name} | ({"uec": "1"} if entered else {}))
            field.text = text
    return written(root)


def _rate(part: Part) -> int:
    """Words a minute at which the copy is read: by it iNEWS times the words that somebody changes."""
    return max(1, round(60 * part.words / part.text_s)) if part.text_s else 180


def _write(body: Element, cues: Element, entry: Entry, length: str) -> None:
    """The words of a row in the body, and its cue beside it."""
    row = entry.row
    lines = _cue(entry)
    if row.kind is Kind.PAUSE:
        _instruct(body, f"PAUSE {length}")
    elif lines and len(cues) < CUES:
        cue = SubElement(cues, "ae", id=str(len(cues)), runs=str(entry.runs_s))
        SubElement(SubElement(body, "p"), "a", idref=cue.attrib["id"])
        for line in lines:
            SubElement(cue, "ap").text = line
    elif lines:
        _instruct(body, lines[0].strip("[]"))
    if row.note:
        _instruct(body, f"NOTE: {plain(row.note)}")
    for words in copy(entry):
        paragraph = SubElement(body, "p")
        if entry.read:
            paragraph.text = words
        else:
            SubElement(paragraph, "cc").text = words


def _instruct(body: Element, words: str) -> None:
    SubElement(SubElement(body, "p"), "pi").text = words


def _cue(entry: Entry) -> list[str]:
    """The production cue of a row that nobody reads."""
    row = entry.row
    if entry.read:
        return []
    about = who(entry).replace("[", "(").replace("]", ")") or plain(row.clip)
    form = f"{plain(row.form)}: {about}" if about else plain(row.form)
    named = {"IN": row.in_cue, "OUT": row.out_cue, "FILE": row.clip}
    lines = [f"{name}: {words}" for name, text in named.items() if (words := plain(text))]
    return [f"[{form} RUNS={minutes(entry.runs_s)}]", *lines]


def _fields(delivery: Delivery, part: Part, cues: Element) -> Iterator[tuple[str, str, str, bool]]:
    """The story's fields: type, name, text, and whether it stands against what iNEWS would count."""
    sheet = delivery.runsheet
    runs = sum(int(cue.attrib["runs"]) for cue in cues)
    yield "string", "page-number", plain(part.page), False
    yield "string", "title", part.title, False
    yield "string", "presenter", part.presenter, False
    yield "string", "writer", part.writer, False
    yield "string", "ready", "READY" if part.checked else "?", False
    yield "string", "status", "OK" if part.checked else "CHECK", False
    yield "string", "video-id", plain(delivery.wav.name), False
    yield "string", "item-channel", plain(delivery.choices.newsroom.channel), False
    yield "duration", "audio-time", str(part.text_s), True
    yield "duration", "tape-time", str(part.media_s), True
    yield "duration", "runs-time", str(runs), False
    yield "duration", "total-time", str(part.total_s), False
    yield "string", "back-time", _clock(delivery, part.start), False
    yield "string", "cume-time", _clock(delivery, part.end), False
    if sheet.on_air is not None:
        yield "date", "air-date", str(round(_on_air(sheet.on_air, part.start, delivery).timestamp())), False
    yield "date", "modify-date", str(round(delivery.created.timestamp())), False
    yield "string", CAPTIONS, OF_SOUNDBITES, False


def _clock(delivery: Delivery, at: Samples) -> str:
    """Seconds since midnight behind an @, or from the programme's start: "@64800", "96"."""
    on_air = delivery.runsheet.on_air
    if on_air is None:
        return str(whole_seconds(at, delivery.runsheet.rate_hz))
    moment = _on_air(on_air, at, delivery)
    return f"@{moment.hour * 3600 + moment.minute * 60 + moment.second}"


def _on_air(on_air: datetime, at: Samples, delivery: Delivery) -> datetime:
    """The whole second at which a sample is heard, by the clock of the time on air."""
    moment = on_air.astimezone(UTC) + timedelta(seconds=at / delivery.runsheet.rate_hz + 0.5)
    return moment.replace(microsecond=0).astimezone(on_air.tzinfo)

"""A Delivery in, a folder `mos/` with the messages of MOS 2.8.5 out: running order, stories, sound."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from broadcast.formats.exporter import Delivery
from broadcast.formats.manifest import generator, statement
from broadcast.formats.names import safe_name
from broadcast.formats.newsroom import (
    PATH_CHARS,
    SLUG_CHARS,
    Entry,
    Part,
    copy,
    identifier,
    minutes,
    order_names,
    parts,
    plain,
    sound_address,
    who,
    whole_seconds,
    written,
)
from broadcast.formats.textfile import write_text
from broadcast.model import Kind

FOLDER = "mos"

SCHEMA = "urn:broadcast:mos:1"
"""Stands in the metadata of each story; by it `ingest/mos.py` knows that `pkg` holds words that are heard."""


class Mos:
    """Writes `mos/roCreate.xml`, `mos/roStorySend-A_HARBOUR.xml` for each story, and `mos/mosObj.xml`.

    Every row that is heard is an item: a stretch of the programme's one sound object, in samples. What
    anchor and reporter read stands in `p`, what is played in (soundbites, clips) in `pkg`; who is heard, cues
    and notes in `pi`. The files are UTF-8; on a MOS connection the text travels as UCS-2, big end first.
    """

    name = "mos"
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
    """The messages: file name -> XML.

    References:
        MOS Group, "Media Object Server Protocol", 2.8.5: roCreate, roStorySend, mosObj.
    """
    stories = parts(delivery)
    messages = {"mosObj.xml": _mos_object(delivery), "roCreate.xml": _running_order(delivery, stories)}
    for part in stories:
        name = safe_name(f"roStorySend-{part.page}_{safe_name(part.slug)}", ".xml")
        messages[name] = _story_send(delivery, part)
    return {name: _message(delivery, number, body) for number, (name, body) in enumerate(messages.items(), 1)}


def _message(delivery: Delivery, number: int, body: Element) -> str:
    root = Element("mos")
    _texts(
        root, mosID=_system(delivery.choices.newsroom.mos_id), ncsID=_system(delivery.choices.newsroom.ncs_id)
    )
    _texts(root, messageID=str(number))
    root.append(body)
    return written(root)


def _running_order(delivery: Delivery, stories: Sequence[Part]) -> Element:
    sheet = delivery.runsheet
    order = Element("roCreate")
    _texts(
        order,
        roID=identifier(*order_names(delivery)),
        roSlug=plain(sheet.headline or sheet.slug, SLUG_CHARS) or "Untitled",
        roChannel=plain(delivery.choices.newsroom.channel, SLUG_CHARS),
        roEdStart="" if sheet.on_air is None else _moment(sheet.on_air),
        roEdDur=_hours(whole_seconds(sheet.trt, sheet.rate_hz)),
    )
    for part in stories:
        story = SubElement(order, "story")
        _head(story, delivery, part)
        _metadata(story, part)
        for entry in filter(_heard, part.entries):
            _item(SubElement(story, "item"), delivery, entry)
    return order


def _story_send(delivery: Delivery, part: Part) -> Element:
    message = Element("roStorySend")
    _texts(message, roID=identifier(*order_names(delivery)))
    _head(message, delivery, part)
    body = SubElement(message, "storyBody")
    read_by = ""
    for entry in part.entries:
        if entry.read and entry.talent != read_by:
            read_by = entry.talent
            _texts(body, storyPresenter=plain(read_by, SLUG_CHARS))
            _texts(SubElement(body, "p"), pi=f"{plain(entry.row.form)}: {read_by}")
        _copy(body, delivery, entry)
        if _heard(entry):
            _item(SubElement(body, "storyItem"), delivery, entry, sent=True)
    _metadata(message, part)
    return message


def _head(story: Element, delivery: Delivery, part: Part) -> None:
    _texts(
        story,
        storyID=identifier(*order_names(delivery), part.slug),
        storySlug=plain(part.title, SLUG_CHARS),
        storyNum=plain(part.page, SLUG_CHARS),
    )


def _copy(body: Element, delivery: Delivery, entry: Entry) -> None:
    """The words of a row; what is no reader's stands in an instruction or as package copy."""
    row = entry.row
    if cue := _cue(delivery, entry):
        _texts(SubElement(body, "p"), pi=cue)
    if row.note:
        _texts(SubElement(body, "p"), pi=f"NOTE: {plain(row.note)}")
    for words in copy(entry):
        if entry.read:
            SubElement(body, "p").text = words
        else:
            _texts(SubElement(body, "p"), pkg=words)


def _cue(delivery: Delivery, entry: Entry) -> str:
    """What a presenter is told of a row that he does not read: "SOT: Ana Ruiz, nurse 0:07"."""
    row = entry.row
    if entry.read:
        return ""
    about = who(entry) or plain(row.clip)
    length = minutes(whole_seconds(row.trt, delivery.runsheet.rate_hz))
    return " ".join(filter(None, [f"{plain(row.form)}:" if about else plain(row.form), about, length]))


def _item(item: Element, delivery: Delivery, entry: Entry, *, sent: bool = False) -> None:
    """A stretch of the sound object; in roStorySend it names the object's length too."""
    row, sheet = entry.row, delivery.runsheet
    slug = " ".join(filter(None, [plain(row.page), plain(row.form), who(entry)]))
    made = f"synthetic voice: {plain(row.voice)}" if row.voice else "recording"
    about = made if row.kind is not Kind.STING else ""
    cues = " ... ".join(filter(None, [plain(row.in_cue), plain(row.out_cue)]))
    _texts(
        item,
        itemID=identifier(row.page),
        itemSlug=plain(slug, SLUG_CHARS),
        objID=object_id(delivery),
        mosID=_system(delivery.choices.newsroom.mos_id),
        objSlug=_object_slug(delivery) if sent else "",
        objDur=str(sheet.trt) if sent else "",
        objTB=str(sheet.rate_hz) if sent else "",
        mosAbstract="; ".join(filter(None, [about, cues])),
    )
    _paths(item, delivery)
    _texts(
        item,
        itemChannel=plain(delivery.choices.newsroom.channel, SLUG_CHARS),
        itemEdStart=str(row.start),
        itemEdDur=str(row.trt),
    )


def _mos_object(delivery: Delivery) -> Element:
    sheet = delivery.runsheet
    found = Element("mosObj")
    _texts(
        found,
        objID=object_id(delivery),
        objSlug=_object_slug(delivery),
        mosAbstract=_object_slug(delivery),
        objType="AUDIO",
        objTB=str(sheet.rate_hz),
        objRev="1",
        objDur=str(sheet.trt),
        status="NEW",
        objAir="READY",
    )
    _paths(found, delivery)
    _texts(
        found,
        createdBy=generator(),
        created=_moment(delivery.created),
        changedBy=generator(),
        changed=_moment(delivery.created),
        description=plain(statement(sheet)),
    )
    return found


def _metadata(story: Element, part: Part) -> None:
    metadata = SubElement(story, "mosExternalMetadata")
    _texts(metadata, mosScope="PLAYLIST", mosSchema=SCHEMA)
    _texts(
        SubElement(metadata, "mosPayload"),
        TextTime=str(part.text_s),
        MediaTime=str(part.media_s),
        Presenter=part.presenter,
        Writer=part.writer,
    )


def _paths(item: Element, delivery: Delivery) -> None:
    address = sound_address(delivery)
    if len(address) <= PATH_CHARS:
        path = SubElement(SubElement(item, "objPaths"), "objPath", techDescription="WAV 48 kHz 24 bit stereo")
        path.text = address


def _heard(entry: Entry) -> bool:
    return entry.row.kind is not Kind.PAUSE and entry.row.trt > 0


def object_id(delivery: Delivery) -> str:
    """The sound's identifier: the same when the programme is rendered again."""
    return identifier(delivery.choices.newsroom.mos_id, delivery.runsheet.slug)


def _object_slug(delivery: Delivery) -> str:
    return plain(delivery.runsheet.headline or delivery.runsheet.slug, SLUG_CHARS) or "Untitled"


def _system(name: str) -> str:
    return plain(name, SLUG_CHARS) or "broadcast"


def _moment(at: datetime) -> str:
    """UTC, to the second: "2026-03-01T18:00:00Z"."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _hours(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _texts(parent: Element, **texts: str) -> None:
    """Children in order, those without a text left out."""
    for name, text in texts.items():
        if text:
            SubElement(parent, name).text = text

"""A delivery in, every chunk that stands before the sound of its programme, and of each cut, out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from xml.etree import ElementTree

from broadcast.formats.bwf import Bext, info_chunk
from broadcast.formats.cart import TAG_TEXT_LIMIT, Cart
from broadcast.formats.cue_points import CuePoint, cue_chunks
from broadcast.formats.exporter import Delivery
from broadcast.formats.ixml import IXml
from broadcast.formats.manifest import generator, statement
from broadcast.formats.riff import Chunk, ascii_text, clean_text
from broadcast.formats.umid import umid
from broadcast.model import Kind, Loudness, Row, RunSheet
from broadcast.units import PROGRAMME_RATE, Samples

DAY = Samples(24 * 3600 * PROGRAMME_RATE)

_ZERO = Samples(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """What tells one WAV file of a delivery from another.

    Attributes:
        number: As a person calls it: "port-ellmoor", "A3 port-ellmoor".
        scene: The page of a cut, the slug of a programme.
        made: Which voices in it are made.
        start: On the programme's clock.
        rows: Those that are heard in it.
        parent: The UMID of the file it was cut from.
        facts: What else there is to say, for iXML.
    """

    name: str
    title: str
    number: str
    scene: str
    form: str
    artist: str
    made: str
    note: str = ""
    umid: bytes
    loudness: Loudness | None
    start: Samples = _ZERO
    rows: Sequence[Row]
    timers: Mapping[str, Samples]
    points: Sequence[CuePoint] = ()
    parent: bytes = b""
    facts: Mapping[str, str] = field(default_factory=dict)


def heard_rows(runsheet: RunSheet) -> list[Row]:
    """The rows that are heard: each is a cue point of the programme, and a cut."""
    return [row for row in runsheet.rows if row.kind is not Kind.PAUSE and row.trt > 0]


def programme_umid(delivery: Delivery) -> bytes:
    """The programme's UMID: of the moment it was made, its source, and what is heard when in which voice."""
    sheet = delivery.runsheet
    heard = [(row.start, row.end, row.voice, row.clip, row.text) for row in sheet.rows]
    levels = (sheet.profile, delivery.programme.gain_db)
    source = (delivery.station, sheet.slug, sheet.source_sha256)
    return umid(delivery.created, source, delivery.programme.length, levels, heard)


def programme_chunks(delivery: Delivery) -> list[Chunk]:
    """bext, cart, cue points, INFO and iXML of the programme's WAV file."""
    sheet, rows = delivery.runsheet, heard_rows(delivery.runsheet)
    whole = _File(
        name=delivery.wav.name,
        title=sheet.headline or sheet.slug,
        number=sheet.slug,
        scene=sheet.slug,
        form="BULLETIN" if len(delivery.programme.stories) > 1 else "PACKAGE",
        artist=delivery.station,
        made=statement(sheet),
        umid=programme_umid(delivery),
        loudness=delivery.programme.loudness,
        rows=rows,
        timers=programme_timers(delivery),
        points=[row_point(row) for row in rows],
    )
    return _chunks(delivery, whole)


def cut_chunks(delivery: Delivery, row: Row, name: str, parent: bytes) -> list[Chunk]:
    """The same of a row's own file, placed on the clock of the programme.

    Args:
        delivery: Of the programme.
        row: One that is heard.
        name: Of the cut's file.
        parent: The programme's UMID.
    """
    who = ", ".join(part for part in (row.speaker, row.title) if part) or row.slug
    cut = _File(
        name=name,
        title=f"{row.page} {who}".strip(),
        number=f"{row.page} {delivery.runsheet.slug}",
        scene=row.page,
        form=row.form,
        artist=row.talent if row.clip and not row.voice else delivery.station,
        made=_made(row),
        note=row.note,
        umid=umid(delivery.created, parent.hex(), row.page, row.start, row.end),
        loudness=row.loudness,
        start=row.start,
        rows=[row],
        timers={"AUDs": _ZERO, "SEGs": row.trt, "SEGe": row.trt, "AUDe": row.trt, "EOD": row.trt},
        parent=parent,
        facts={"FORM": row.form, "TALENT": row.talent, "SPEAKER": who, "TEXT": row.text or row.spoken},
    )
    return _chunks(delivery, cut)


def programme_timers(delivery: Delivery) -> dict[str, Samples]:
    """The cart timers of a programme, in samples from its first.

    `AUDs` and `AUDe` hold what is heard, music below it too. From `INTs` to `INTe` there is sound and nobody
    speaks yet, which a presenter may talk over. At `SEGs` the last row is over and the next item may start;
    what is left until `SEGe` is music that fades. `EOD` is the file's end.
    """
    rows, length = heard_rows(delivery.runsheet), delivery.programme.length
    if not rows:
        return {"AUDs": _ZERO, "SEGs": length, "SEGe": length, "AUDe": length, "EOD": length}
    beds = delivery.programme.beds
    start = min([rows[0].start, *(bed.start for bed in beds)])
    end = min(length, max([rows[-1].end, *(bed.end for bed in beds)]))
    words = next((row.start for row in rows if row.kind is not Kind.STING), start)
    talk_over = {"INTs": start, "INTe": words} if words > start else {}
    return {"AUDs": start, **talk_over, "SEGs": rows[-1].end, "SEGe": end, "AUDe": end, "EOD": length}


def row_point(row: Row) -> CuePoint:
    """The cue point of a row: "A3 SOT Mira Olsthoorn", with its cues and its voice in the note."""
    cues = " ... ".join(part for part in (row.in_cue, row.out_cue) if part)
    return CuePoint(
        start=row.start,
        length=row.trt,
        label=" ".join(part for part in (row.page, row.form, row.talent or row.slug) if part),
        note=". ".join(part for part in (cues, _made(row), row.note) if part),
    )


def time_reference(delivery: Delivery, start: Samples = _ZERO) -> Samples:
    """Samples from midnight, by the clock of the zone it goes on air in, to a place on the programme's clock.

    Past midnight it begins again at 0, as a clock does. While the time on air is open, the programme begins
    at 0.
    """
    if delivery.runsheet.on_air is None:
        return start
    clock = delivery.runsheet.on_air.time()
    seconds = (clock.hour * 60 + clock.minute) * 60 + clock.second
    first = seconds * PROGRAMME_RATE + round(clock.microsecond * PROGRAMME_RATE / 1_000_000)
    return Samples((first + start) % DAY)


def valid_from(delivery: Delivery, start: Samples = _ZERO) -> datetime | None:
    """From when it may be aired, by the station's wall clock: on air, but not before an embargo ends."""
    on_air = delivery.runsheet.on_air
    zone = (on_air or delivery.created).tzinfo
    moments = [story.script.embargo for story in delivery.programme.stories if story.script.embargo]
    if on_air is not None:
        moments.append(_later(on_air, start, zone))
    return max((_later(moment, _ZERO, zone) for moment in moments), default=None)


def _chunks(delivery: Delivery, file: _File) -> list[Chunk]:
    created, reference = delivery.created, time_reference(delivery, file.start)
    tags = {
        "INAM": file.title,
        "IART": delivery.station,
        "ICMT": file.made,
        "ICRD": created.date().isoformat(),
        "IGNR": "News",
        "ILNG": delivery.runsheet.language,
        "ISFT": generator(),
    }
    return [
        _bext(delivery, file, reference).chunk(),
        _cart(delivery, file).chunk(),
        *cue_chunks(file.points),
        info_chunk(tags),
        _ixml(delivery, file, reference).chunk(),
    ]


def _bext(delivery: Delivery, file: _File, reference: Samples) -> Bext:
    cut = file.rows[0] if file.parent else None
    cues = f"{cut.in_cue} ... {cut.out_cue}" if cut and (cut.in_cue or cut.out_cue) else ""
    said = (ascii_text(text, 120) for text in (_legible(file).rstrip(". "), file.made, cues))
    moment = delivery.created.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = ascii_text(file.number, 64)[: 32 - len(f" {moment}")].rstrip(" -")
    return Bext(
        description=". ".join(filter(None, said)),
        originator=delivery.station,
        reference=f"{number} {moment}",
        created=delivery.created,
        time_reference=reference,
        loudness=file.loudness,
        umid=file.umid,
        process=f"{file.made}; {delivery.runsheet.profile}; gain {delivery.programme.gain_db:+.2f} dB",
    )


def _cart(delivery: Delivery, file: _File) -> Cart:
    name, _, version = generator().partition(" ")
    return Cart(
        title=_legible(file),
        artist=file.artist,
        cut_id=file.number,
        client_id=delivery.station,
        category="NEWS",
        classification=file.form,
        out_cue=file.rows[-1].out_cue if file.rows else "",
        user_text=file.made,
        starts=valid_from(delivery, file.start),
        application=name,
        version=version,
        timers=file.timers,
        tag_text=_tag_text(delivery, file),
    )


def _ixml(delivery: Delivery, file: _File, reference: Samples) -> IXml:
    sheet = delivery.runsheet
    spoken = bool(file.parent and file.rows[0].voice)
    return IXml(
        project=sheet.headline or sheet.slug,
        scene=file.scene,
        tape=(sheet.on_air or delivery.created).date().isoformat(),
        note=". ".join(part for part in (file.made, file.note) if part),
        uid=file.umid.hex(),
        file_name=file.name,
        parent_name=delivery.wav.name if file.parent else "",
        parent_uid=file.parent.hex(),
        studio=delivery.station,
        time_reference=reference,
        loudness=file.loudness,
        points=file.points,
        content="dialog" if spoken else "mixed",
        user={
            "SYNTHETIC_VOICES": file.made,
            **file.facts,
            "IN_CUE": file.rows[0].in_cue if file.rows else "",
            "OUT_CUE": file.rows[-1].out_cue if file.rows else "",
            "LANGUAGE": sheet.language,
            "SOURCE_SHA256": sheet.source_sha256,
        },
    )


def _tag_text(delivery: Delivery, file: _File) -> str:
    """The rows as XML in ASCII, a line each; as many as there is room for, and how many there are."""
    head = {"slug": delivery.runsheet.slug, "rate": str(PROGRAMME_RATE), "rows": str(len(file.rows))}
    opened = _tag("broadcast", head | {"made": file.made[:2000]}).removesuffix(" />") + ">"
    lines, closed = [opened], "</broadcast>\r\n"
    room = TAG_TEXT_LIMIT - len(opened) - len(closed) - 2
    for row in file.rows:
        line = _tag("row", _row_facts(row, file.start))
        room -= len(line) + 2
        if room < 0:
            break
        lines.append(line)
    return "\r\n".join([*lines, closed])


def _row_facts(row: Row, zero: Samples) -> dict[str, str]:
    return {
        "page": row.page,
        "form": row.form,
        "start": str(row.start - zero),
        "length": str(row.trt),
        "talent": row.talent,
        "voice": row.voice,
        "clip": row.clip,
        "in": row.in_cue,
        "out": row.out_cue,
    }


def _tag(name: str, facts: Mapping[str, str]) -> str:
    kept = {fact: clean_text(text) for fact, text in facts.items() if text}
    octets: bytes = ElementTree.tostring(ElementTree.Element(name, kept), "us-ascii")
    return octets.decode()


def _made(row: Row) -> str:
    """Whether the voice of a row is made, and what recording is heard in it."""
    voice = f"synthetic voice: {row.voice}" if row.voice else "no synthetic voice"
    return f"{voice}; recording: {row.clip}" if row.clip else voice


def _legible(file: _File) -> str:
    """The title for a field that holds ASCII alone: the number where nothing of the title would be left."""
    return file.title if ascii_text(file.title, 64) else file.number


def _later(moment: datetime, count: Samples, zone: tzinfo | None) -> datetime:
    """A moment some samples later, by the clock of a zone; at the calendar's ends the moment itself."""
    try:
        passed = moment.astimezone(UTC) + timedelta(seconds=count / PROGRAMME_RATE)
        return passed.astimezone(zone)
    except OverflowError:
        return moment

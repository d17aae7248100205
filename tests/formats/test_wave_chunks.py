import json
import runpy
import struct
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wavinfo import WavInfoReader

from broadcast.formats.bwf import header, write_frames
from broadcast.formats.cart import TAG_TEXT_LIMIT
from broadcast.formats.cue_points import read_cue_points
from broadcast.formats.cuts import Cuts
from broadcast.formats.exporter import Delivery
from broadcast.formats.pcm import find_sound, pcm24
from broadcast.formats.wave_chunks import (
    DAY,
    cut_chunks,
    heard_rows,
    programme_chunks,
    programme_timers,
    programme_umid,
    time_reference,
    valid_from,
)
from broadcast.model import Bed, Cast, Kind, Loudness, Row, RunSheet, Script, Story, Voice
from broadcast.units import PROGRAMME_RATE, Dbtp, Lu, Lufs, Samples

studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))
hostile = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("hostile.py"))))
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

MADE = datetime(2031, 5, 4, 6, 30, 59, tzinfo=UTC)

CET = timezone(timedelta(hours=1))

ON_AIR = datetime(2031, 5, 4, 23, 59, 58, 500_000, CET)

FROM_MIDNIGHT = DAY - 72_000

LENGTH = 192_000

QUOTE_LEVEL = Loudness(
    integrated=Lufs(-22.5),
    range=Lu(0.0),
    true_peak=Dbtp(-4.25),
    max_momentary=Lufs(-21.0),
    max_short_term=Lufs(-22.75),
)

TEXTS = (
    "page",
    "slug",
    "form",
    "voice",
    "talent",
    "speaker",
    "title",
    "text",
    "in_cue",
    "out_cue",
    "note",
    "clip",
)


def sheet(**changes: object) -> RunSheet:
    rows = [
        replace(row, talent=talent, loudness=QUOTE_LEVEL if row.kind is Kind.SOUNDBITE else None)
        for row, talent in zip(studio.rows(), ("Anchor", "", "Mira Olsthoorn", "Reporter"), strict=True)
    ]
    return replace(studio.runsheet(), **({"rows": tuple(rows), "on_air": ON_AIR} | changes))


def delivery(folder: Path = Path("nowhere"), **changes: object) -> Delivery:
    return Delivery(
        programme=studio.programme(),
        runsheet=sheet(**changes),
        folder=folder,
        stem="port-ellmoor",
        wav=folder / "port-ellmoor.wav",
        station="Radio Ellmoor",
        created=MADE,
    )


def write(whole: Delivery) -> Path:
    write_frames(whole.wav, [pcm24(studio.sound(LENGTH))], Samples(LENGTH), programme_chunks(whole))
    return whole.wav


def bodies(chunks: list[Any]) -> dict[bytes, bytes]:
    return {chunk.name if chunk.name != b"LIST" else chunk.body[:4]: chunk.body for chunk in chunks}


def cut(whole: Delivery, place: int) -> dict[bytes, bytes]:
    row = heard_rows(whole.runsheet)[place]
    return bodies(cut_chunks(whole, row, "cut.wav", programme_umid(whole)))


def ixml(parts: Mapping[bytes, bytes]) -> ElementTree.Element:
    return ElementTree.fromstring(parts[b"iXML"])


def text(body: bytes, place: int, size: int) -> str:
    return body[place : place + size].rstrip(b"\0").decode("ascii")


def tag_text(parts: Mapping[bytes, bytes]) -> ElementTree.Element:
    return ElementTree.fromstring(parts[b"cart"][2048:].rstrip(b"\0").decode("ascii"))


def story(embargo: datetime | None) -> Story:
    voice = Voice(engine="tone", name="high")
    script = Script(slug="port-ellmoor", embargo=embargo)
    return Story(script=script, cast=Cast(anchor=voice, reporter=voice), items=())


def test_every_chunk_is_there_in_an_order_that_readers_take() -> None:
    names = [chunk.name for chunk in programme_chunks(delivery())]
    assert names == [b"bext", b"cart", b"cue ", b"LIST", b"LIST", b"iXML"]
    assert list(cut(delivery(), 0)) == [b"bext", b"cart", b"INFO", b"iXML"]


def test_the_time_reference_is_the_clock_of_the_zone_on_air() -> None:
    assert time_reference(delivery()) == FROM_MIDNIGHT
    assert time_reference(delivery(on_air=None)) == 0
    elsewhere = ON_AIR.astimezone(UTC)
    assert time_reference(delivery(on_air=elsewhere)) == FROM_MIDNIGHT - 3600 * PROGRAMME_RATE


def test_a_cut_is_placed_by_the_clock_past_midnight_too() -> None:
    rows = heard_rows(delivery().runsheet)
    references = [struct.unpack_from("<Q", cut(delivery(), place)[b"bext"], 338)[0] for place in range(3)]
    assert references == [(FROM_MIDNIGHT + row.start) % DAY for row in rows]
    assert references[0] > references[1] == 24_000
    open_time = cut(delivery(on_air=None), 1)[b"bext"]
    assert struct.unpack_from("<Q", open_time, 338)[0] == rows[1].start


def test_all_chunks_of_a_file_tell_the_same_time_and_number() -> None:
    for parts in (bodies(programme_chunks(delivery())), cut(delivery(), 2)):
        (reference,) = struct.unpack_from("<Q", parts[b"bext"], 338)
        root = ixml(parts)
        assert int(root.findtext("SPEED/TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO", "")) == reference & 0xFFFFFFFF
        assert root.findtext("FILE_UID") == parts[b"bext"][348:380].hex()
        assert parts[b"bext"][380:412] == bytes(32)


def test_the_umid_is_of_what_is_heard_and_when_it_was_made() -> None:
    whole = delivery()
    others = [
        replace(whole, created=MADE + timedelta(seconds=1)),
        replace(whole, station="Radio Quill"),
        replace(whole, runsheet=replace(whole.runsheet, source_sha256="cd" * 32)),
        replace(whole, runsheet=replace(whole.runsheet, rows=whole.runsheet.rows[:3])),
        replace(whole, programme=replace(whole.programme, gain_db=0.5)),
    ]
    cuts = [cut(whole, place)[b"bext"][348:380] for place in range(3)]
    assert programme_umid(whole) == programme_umid(delivery())
    assert len({programme_umid(whole), *map(programme_umid, others), *cuts}) == 9
    assert ixml(cut(whole, 0)).findtext("HISTORY/PARENT_UID") == programme_umid(whole).hex()


def test_a_cut_has_its_own_loudness_and_says_so_when_it_has_none() -> None:
    assert struct.unpack_from("<5h", cut(delivery(), 1)[b"bext"], 412) == (-2250, 0, -425, -2100, -2275)
    assert struct.unpack_from("<5h", cut(delivery(), 0)[b"bext"], 412) == (0x7FFF,) * 5


def test_the_coding_history_says_how_the_sound_was_made() -> None:
    history = bodies(programme_chunks(delivery()))[b"bext"][602:].decode()
    assert history.startswith("A=PCM,F=48000,W=24,M=stereo,T=broadcast")
    assert history.endswith("; synthetic voices: tone:high; tone:low; tone:middle; r128; gain +0.00 dB\r\n")


@pytest.mark.parametrize(
    ("voice", "clip", "made"),
    [
        ("tone:low", "", "synthetic voice: tone:low"),
        ("tone:low", "mayor.mp3", "synthetic voice: tone:low; recording: mayor.mp3"),
        ("", "mayor.mp3", "no synthetic voice; recording: mayor.mp3"),
        ("", "", "no synthetic voice"),
    ],
)
def test_every_part_of_a_cut_says_whether_its_voice_is_made(voice: str, clip: str, made: str) -> None:
    rows = (replace(sheet().rows[2], voice=voice, clip=clip),)
    parts = cut(delivery(rows=rows), 0)
    assert made in text(parts[b"bext"], 0, 256)
    assert text(parts[b"cart"], 616, 64) == made
    assert made.encode() in parts[b"INFO"]
    assert ixml(parts).findtext("USER/SYNTHETIC_VOICES") == made
    assert tag_text(parts).get("made") == made
    assert ixml(parts).findtext("ASWG/contentType") == ("dialog" if voice else "mixed")
    artist = text(parts[b"cart"], 68, 64)
    assert artist == ("Mira Olsthoorn" if clip and not voice else "Radio Ellmoor")


def test_the_reference_is_unambiguous_and_legible() -> None:
    assert text(bodies(programme_chunks(delivery()))[b"bext"], 288, 32) == "port-ellmoor 20310504T063059Z"
    assert text(cut(delivery(), 1)[b"bext"], 288, 32) == "A3 port-ellmoor 20310504T063059Z"
    long = text(cut(delivery(slug="harbour-commission-report"), 1)[b"bext"], 288, 32)
    assert long == "A3 harbour-comm 20310504T063059Z"


def test_a_title_that_ascii_cannot_hold_gives_way_to_the_slug_where_ascii_is_asked() -> None:
    parts = bodies(programme_chunks(delivery(headline="Пожар в порту")))
    assert text(parts[b"cart"], 4, 64) == "port-ellmoor"
    assert text(parts[b"bext"], 0, 256).startswith("port-ellmoor. synthetic voices")
    assert "Пожар в порту".encode() in parts[b"INFO"]
    assert ixml(parts).findtext("PROJECT") == "Пожар в порту"


def test_a_cart_may_be_aired_from_its_time_on_air() -> None:
    assert bodies(programme_chunks(delivery()))[b"cart"][452:488] == b"2031-05-0423:59:589999-12-3123:59:59"
    assert cut(delivery(), 1)[b"cart"][452:470] == b"2031-05-0500:00:00"
    assert cut(delivery(on_air=None), 1)[b"cart"][452:470] == b"1900-01-0100:00:00"


@pytest.mark.parametrize(
    ("on_air", "embargoes", "first"),
    [
        (None, [], None),
        (ON_AIR, [], ON_AIR),
        (None, [MADE], MADE),
        (ON_AIR, [MADE], ON_AIR),
        (ON_AIR, [None, ON_AIR + timedelta(hours=2)], ON_AIR + timedelta(hours=2)),
        (None, [MADE, None, MADE + timedelta(hours=1)], MADE + timedelta(hours=1)),
    ],
)
def test_no_cart_may_be_aired_before_the_last_embargo_ends(
    on_air: datetime | None, embargoes: list[datetime | None], first: datetime | None
) -> None:
    whole = delivery(on_air=on_air)
    programme = replace(whole.programme, stories=tuple(map(story, embargoes)))
    assert valid_from(replace(whole, programme=programme)) == first


@pytest.mark.parametrize("moment", [datetime.max.replace(tzinfo=CET), datetime.min.replace(tzinfo=CET)])
def test_the_ends_of_the_calendar_are_no_fault(moment: datetime) -> None:
    assert valid_from(delivery(on_air=moment), Samples(10 * PROGRAMME_RATE)) == moment
    assert len(bodies(programme_chunks(delivery(on_air=moment)))[b"cart"]) > 2048


def test_the_timers_hold_what_is_heard() -> None:
    assert programme_timers(delivery()) == {
        "AUDs": 12_000,
        "SEGs": 192_000,
        "SEGe": 192_000,
        "AUDe": 192_000,
        "EOD": 192_000,
    }


def test_without_a_row_the_timers_hold_the_file() -> None:
    timers = programme_timers(delivery(rows=()))
    assert timers.pop("AUDs") == 0
    assert timers == dict.fromkeys(("SEGs", "SEGe", "AUDe", "EOD"), 192_000)


def test_a_presenter_may_talk_over_a_sting_and_the_next_item_over_a_fading_bed() -> None:
    rows = sheet().rows
    sting = replace(rows[0], kind=Kind.STING, voice="")
    whole = delivery(rows=(sting, *rows[1:3]))
    beds = (Bed(key="k", name="bed", start=Samples(6000), end=Samples(250_000)),)
    timers = programme_timers(replace(whole, programme=replace(whole.programme, beds=beds)))
    assert timers == {
        "AUDs": 6000,
        "INTs": 6000,
        "INTe": rows[2].start,
        "SEGs": rows[2].end,
        "SEGe": 192_000,
        "AUDe": 192_000,
        "EOD": 192_000,
    }


def test_the_tag_text_lists_the_rows_and_loses_no_letter() -> None:
    rows = (replace(sheet().rows[0], in_cue='«Пожар» <в> порту & "мор"', talent="Ærø"), *sheet().rows[1:])
    listed = tag_text(bodies(programme_chunks(delivery(rows=rows))))
    assert listed.attrib == {
        "slug": "port-ellmoor",
        "rate": "48000",
        "rows": "3",
        "made": "synthetic voices: tone:high, tone:low, tone:middle",
    }
    assert [(row.get("page"), row.get("start"), row.get("length")) for row in listed] == [
        ("A1", "12000", "48000"),
        ("A3", "96000", "48000"),
        ("A4", "156000", "36000"),
    ]
    assert (listed[0].get("in"), listed[0].get("talent")) == ('«Пожар» <в> порту & "мор"', "Ærø")
    assert tag_text(cut(delivery(), 1))[0].get("start") == "0"


def test_of_too_many_rows_the_tag_text_says_how_many_there_are() -> None:
    rows = tuple(replace(sheet().rows[0], page=f"A{number}") for number in range(500))
    body = bodies(programme_chunks(delivery(rows=rows)))[b"cart"]
    listed = ElementTree.fromstring(body[2048:].rstrip(b"\0").decode())
    assert listed.get("rows") == "500"
    assert 40 < len(listed) < 500
    assert TAG_TEXT_LIMIT - 300 < len(body) - 2048 <= TAG_TEXT_LIMIT


def test_every_heard_row_is_a_cue_point_that_can_be_read_back(tmp_path: Path) -> None:
    whole = delivery(tmp_path)
    back = read_cue_points(write(whole))
    assert [(point.start, point.length, point.label) for point in back] == [
        (12_000, 48_000, "A1 READER Anchor"),
        (96_000, 48_000, "A3 READER Mira Olsthoorn"),
        (156_000, 36_000, "A4 READER Reporter"),
    ]
    assert back[1].note == "The fire at ... by Thursday evening. synthetic voice: tone:low"
    assert find_sound(whole.wav).length == LENGTH


def test_rows_beyond_32_bits_are_sync_points_and_no_cue_points(tmp_path: Path) -> None:
    far = replace(sheet().rows[0], page="Z1", start=Samples(2**32 + 1), end=Samples(2**32 + 11))
    whole = delivery(tmp_path, rows=(*sheet().rows, far))
    whole = replace(whole, programme=replace(whole.programme, length=far.end))
    chunks = programme_chunks(whole)
    whole.wav.write_bytes(header(far.end, chunks))
    assert [point.label[:2] for point in read_cue_points(whole.wav)] == ["A1", "A3", "A4"]
    points = ixml(bodies(chunks)).findall("SYNC_POINT_LIST/SYNC_POINT")
    assert [point.findtext("SYNC_POINT_HIGH") for point in points] == ["0", "0", "0", "1"]
    assert [body for body in (b"AUDs", b"EOD ", b"SEGs") if body in bodies(chunks)[b"cart"]] == [b"AUDs"]
    assert find_sound(whole.wav).length == far.end


@st.composite
def hostile_sheets(draw: st.DrawFn) -> RunSheet:
    rows = tuple(
        replace(row, **draw(st.fixed_dictionaries(dict.fromkeys(TEXTS, hostile.TEXT))))
        for row in studio.rows()
    )
    facts = {
        name: draw(hostile.TEXT) for name in ("slug", "headline", "language", "profile", "source_sha256")
    }
    return replace(studio.runsheet(), rows=rows, **facts)


def whole_in_form(parts: Mapping[bytes, bytes]) -> None:
    bext = parts[b"bext"]
    assert bext[:338].isascii()
    assert bext[602:].startswith(b"A=PCM,F=48000,W=24,M=stereo,T=")
    assert bext[602:].count(b",") == 4
    assert bext.index(b"\r\n", 602) == len(bext) - 2
    assert parts[b"cart"][:680].isascii()
    assert ixml(parts).tag == "BWFXML"
    tag_text(parts)
    assert not any(len(body) % 2 for body in parts.values()), (
        "libsndfile loses its way in RF64 after an odd one"
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile_sheets(), hostile.TEXT)
def test_every_chunk_keeps_its_form_whatever_the_text(runsheet: RunSheet, station: str) -> None:
    whole = replace(delivery(), runsheet=runsheet, station=station)
    whole_in_form(bodies(programme_chunks(whole)))
    for place in range(3):
        whole_in_form(cut(whole, place))


@pytest.fixture(scope="module")
def wave(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(delivery(tmp_path_factory.mktemp("wave")))


@pytest.fixture(scope="module")
def worst(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme of rows with every bad text in every field."""
    rows: list[Row] = []
    for number, bad in enumerate(hostile.WORST):
        row = studio.rows()[2]
        start = Samples(number * 12_000)
        place = {"start": start, "end": Samples(start + 12_000), "actual": Samples(12_000)}
        rows.append(replace(row, **place, **dict.fromkeys(TEXTS, bad), status=bad))
    everything = "".join(hostile.WORST)
    folder = tmp_path_factory.mktemp("worst")
    whole = delivery(folder, rows=tuple(rows), headline=everything, language=everything, slug=everything)
    return write(replace(whole, station=everything))


@pytest.mark.outsider
def test_sndfile_info_reads_every_field_of_the_extension(wave: Path) -> None:
    said = " ".join(outsiders.said_by("sndfile-info", "--broadcast", wave).split())
    for line in (
        'Description : Fire at Port Ellmoor "under control". synthetic voices: tone:high, tone:low',
        "Originator : Radio Ellmoor",
        "Origination ref : port-ellmoor 20310504T063059Z",
        "Origination date : 2031-05-04",
        "Origination time : 06:30:59",
        "(86398.500000 seconds)",
        "BWF version : 2",
        "Loudness value : -23.04 LUFS",
        "Loudness range : 4.25 LU",
        "Max. true peak level : -3.10 dBTP",
        "Max. momentary loudness : -18.40 LUFS",
        "Max. short term loudness : -20.55 LUFS",
        "Coding history : A=PCM,F=48000,W=24,M=stereo,T=broadcast",
    ):
        assert line in said


@pytest.mark.outsider
def test_sndfile_info_reads_every_field_of_the_cart(wave: Path) -> None:
    said = " ".join(outsiders.said_by("sndfile-info", "--cart", wave).split())
    for line in (
        "Version : 0101",
        'Title : Fire at Port Ellmoor "under control"',
        "Artist : Radio Ellmoor",
        "Cut id : port-ellmoor",
        "Category : NEWS",
        "Classification : PACKAGE",
        "Out cue : by Thursday evening",
        "Start date : 2031-05-04",
        "Start time : 23:59:58",
        "End date : 9999-12-31",
        "End time : 23:59:59",
        "App id : broadcast",
        "User defined : synthetic voices: tone:high, tone:low, tone:middle",
        "Level ref. : 8388608",
        "AUDs 12000",
        "SEGs 192000",
        "AUDe 192000",
        "EOD 192000",
        '<row page="A1" form="READER" start="12000" length="48000"',
    ):
        assert line in said


@pytest.mark.outsider
@pytest.mark.parametrize("kind", ["wave", "worst"])
def test_sndfile_info_finds_nothing_wrong(kind: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(kind)
    for option in ("--broadcast", "--cart"):
        assert outsiders.said_by("sndfile-info", option, path, errors="replace")
    said = outsiders.said_by("sndfile-info", path, errors="replace")
    assert "Frames : 192000" in " ".join(said.split())
    assert "***" not in said


@pytest.mark.outsider
@pytest.mark.parametrize("kind", ["wave", "worst"])
def test_ffprobe_reads_each_row_as_a_chapter_to_the_sample(kind: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(kind)
    said = outsiders.said_by(
        "ffprobe", "-v", "warning", "-show_chapters", "-show_streams", "-of", "json", path
    )
    read = json.loads(said)
    points = read_cue_points(path)
    assert len(points) >= 3
    assert [(one["time_base"], one["start"]) for one in read["chapters"]] == [
        ("1/48000", point.start) for point in points
    ]
    assert [one.get("tags", {}).get("title", "") for one in read["chapters"]] == [one.label for one in points]
    assert read["streams"][0]["duration_ts"] == LENGTH


@pytest.mark.outsider
def test_ffprobe_reads_the_umid_and_the_time_reference(wave: Path) -> None:
    said = outsiders.said_by("ffprobe", "-v", "warning", "-show_format", "-of", "json", wave)
    tags = json.loads(said)["format"]["tags"]
    assert tags["umid"].removeprefix("0x").lower() == programme_umid(delivery()).hex()
    assert tags["time_reference"] == str(FROM_MIDNIGHT)


@pytest.mark.outsider
def test_mediainfo_reads_loudness_delay_and_umid(wave: Path) -> None:
    said = outsiders.said_by("mediainfo", "--Full", "--Output=JSON", wave)
    general, audio = json.loads(said)["media"]["track"]
    assert general["extra"]["Producer_Reference"] == "port-ellmoor 20310504T063059Z"
    assert general["extra"]["UMID"] == "0x" + programme_umid(delivery()).hex().upper().removeprefix("0")
    assert (audio["Delay"], audio["Delay_Source"]) == ("86398.500", "Container (bext)")
    levels = {name: audio["extra"][name] for name in ("LoudnessValue", "LoudnessRange", "MaxTruePeakLevel")}
    assert levels == {"LoudnessValue": "-23.04", "LoudnessRange": "4.25", "MaxTruePeakLevel": "-3.10"}
    assert audio["extra"]["MaxMomentaryLoudness"] == "-18.40"
    assert audio["extra"]["MaxShortTermLoudness"] == "-20.55"


@pytest.mark.outsider
def test_wavinfo_reads_every_chunk(wave: Path) -> None:
    read = WavInfoReader(str(wave), info_encoding="utf-8", bext_encoding="ascii")
    assert read.data.frame_count == LENGTH
    assert read.bext.version == 2
    assert read.bext.time_reference == FROM_MIDNIGHT
    assert bytes(read.bext.umid)[:32] == programme_umid(delivery())
    assert read.bext.loudness_value == pytest.approx(-23.04)
    assert read.info.title == 'Fire at Port Ellmoor "under control"'
    assert [(at, read.cues.range(number)) for number, at in read.cues.each_cue()] == [
        (12_000, 48_000),
        (96_000, 48_000),
        (156_000, 36_000),
    ]
    label, note = read.cues.label_and_note(2)
    assert (label, note) == (
        "A3 READER Mira Olsthoorn",
        "The fire at ... by Thursday evening. synthetic voice: tone:low",
    )
    assert (read.ixml.project, read.ixml.scene, read.ixml.take) == (studio.HEADLINE, "port-ellmoor", "1")
    assert read.ixml.tape == "2031-05-04"
    assert [(track.channel_index, track.name) for track in read.ixml.track_list] == [
        ("1", "Left"),
        ("2", "Right"),
    ]


@pytest.mark.outsider
@pytest.mark.parametrize("kind", ["wave", "worst"])
def test_mediainfo_and_wavinfo_take_any_text(kind: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(kind)
    general, audio = json.loads(outsiders.said_by("mediainfo", "--Full", "--Output=JSON", path))["media"][
        "track"
    ]
    assert (general["Format"], audio["SamplingCount"]) == ("Wave", str(LENGTH))
    read = WavInfoReader(str(path), info_encoding="utf-8", bext_encoding="ascii")
    assert read.data.frame_count == LENGTH
    assert read.ixml.take == "1"
    assert len(read.cues.cues) == len(read_cue_points(path))


@pytest.fixture(scope="module")
def long_wave(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four hours with a row in the last of them, and a hole for the sound: 4.1 GiB."""
    length = Samples(4_400_000_000 // 6)
    late = replace(sheet().rows[0], page="Z1", start=Samples(700_000_000), end=length)
    whole = delivery(tmp_path_factory.mktemp("rf64"), rows=(*sheet().rows, late))
    whole = replace(whole, programme=replace(whole.programme, length=length))
    start = header(length, programme_chunks(whole))
    with whole.wav.open("wb") as stream:
        stream.write(start)
        stream.truncate(len(start) + 6 * length)
    return whole.wav


@pytest.mark.outsider
def test_outsiders_read_every_chunk_of_rf64(long_wave: Path) -> None:
    assert "LUFS" in outsiders.said_by("sndfile-info", "--broadcast", long_wave)
    assert "EOD 733333333" in " ".join(outsiders.said_by("sndfile-info", "--cart", long_wave).split())
    said = outsiders.said_by("ffprobe", "-v", "warning", "-show_chapters", "-of", "json", long_wave)
    assert [one["start"] for one in json.loads(said)["chapters"]] == [12_000, 96_000, 156_000, 700_000_000]
    read = WavInfoReader(str(long_wave))
    assert (read.data.frame_count, len(read.cues.cues), read.ixml.take) == (733_333_333, 4, "1")
    media = json.loads(outsiders.said_by("mediainfo", "--Full", "--Output=JSON", long_wave))["media"]["track"]
    assert (media[1]["SamplingCount"], media[1]["extra"]["LoudnessValue"]) == ("733333333", "-23.04")


@pytest.mark.outsider
def test_outsiders_read_a_cut(tmp_path: Path) -> None:
    whole = delivery(tmp_path)
    write(whole)
    quote = Cuts().write(whole)[1]
    cart = " ".join(outsiders.said_by("sndfile-info", "--cart", quote).split())
    for line in (
        "Title : A3 Mira Olsthoorn, harbour master",
        "Cut id : A3 port-ellmoor",
        "Start date : 2031-05-05",
        "Start time : 00:00:00",
        "User defined : synthetic voice: tone:low",
        "AUDe 48000",
    ):
        assert line in cart
    read = WavInfoReader(str(quote))
    assert read.bext.time_reference == 24_000
    assert read.bext.loudness_value == pytest.approx(-22.5)
    assert (read.ixml.scene, read.ixml.take) == ("A3", "1")

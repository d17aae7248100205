import re
import runpy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast import ingest, scripting
from broadcast.errors import ReportError
from broadcast.formats import mos
from broadcast.formats.exporter import Choices, Delivery, Newsroom
from broadcast.formats.newsroom import parts, plain
from broadcast.ingest.mos import OWN_SCHEMA
from broadcast.model import Kind, Report
from broadcast.runsheet import write_runsheet

outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

ON_AIR = datetime(2031, 3, 4, 19, 30, tzinfo=timezone(timedelta(hours=1)))


def delivered(programme, folder: Path = Path("/nowhere"), **fields: object) -> Delivery:
    return Delivery(
        programme=programme,
        runsheet=write_runsheet(programme, on_air=ON_AIR),
        folder=folder,
        stem="harbour",
        wav=folder / "harbour.wav",
        created=datetime(2031, 3, 4, 6, 30, tzinfo=UTC),
        **fields,
    )


@dataclass(frozen=True)
class Timed:
    """A row as a MOS device knows it; times in samples."""

    page: str
    start: int
    end: int


def rows_of(order: str) -> list[Timed]:
    """The rows in a running order, from its items."""
    items = fromstring(order.encode()).iter("item")
    found = []
    for item in items:
        start, length = (int(item.findtext(name, "")) for name in ("itemEdStart", "itemEdDur"))
        found.append(Timed(item.findtext("itemID", ""), start, start + length))
    return found


def stories_of(messages: dict[str, str]) -> list[str]:
    return [text for name, text in messages.items() if name.startswith("roStorySend")]


def heard(report: Report) -> list[str]:
    """The words of a report that are no furniture."""
    text = list(report.text)
    for part in report.furniture:
        text[slice(*part.span)] = " " * (part.span[1] - part.span[0])
    return words("".join(text))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_every_row_starts_and_ends_to_the_sample_where_the_run_sheet_says(newsroom, data) -> None:
    delivery = delivered(data.draw(newsroom.programmes()))
    rows = [row for row in delivery.runsheet.rows if row.kind is not Kind.PAUSE and row.trt > 0]
    wanted = [Timed(row.page, row.start, row.end) for row in rows]
    assert rows_of(mos.render(delivery)["roCreate.xml"]) == wanted


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_the_same_words_come_back_through_our_own_reader(newsroom, data) -> None:
    delivery = delivered(data.draw(newsroom.programmes()))
    stories: dict[str, list[str]] = {}
    for row in delivery.runsheet.rows:
        stories.setdefault(row.page.rstrip("0123456789"), []).extend(words(plain(row.text)))
    for message, wanted in zip(stories_of(mos.render(delivery)), stories.values(), strict=True):
        if wanted:
            assert heard(ingest.read_report(message.encode())) == wanted


def test_a_script_comes_back_with_its_quotes_and_its_field_part(newsroom) -> None:
    (message,) = stories_of(mos.render(delivered(newsroom.harbour())))
    report = ingest.read_report(message.encode())
    assert report.headline == "Harbour of Port Ellery reopens after the storm"
    script = scripting.write_script(report)
    kinds = [segment.kind for segment in script.segments if segment.kind is not Kind.LEAD_IN]
    assert [kind for kind in kinds if kind is Kind.SOUNDBITE] == [Kind.SOUNDBITE] * 2
    assert kinds[-1] is Kind.FIELD
    assert "We saw it coming" in next(part.text for part in script.segments if part.kind is Kind.SOUNDBITE)


def test_the_quotes_of_another_newsrooms_package_are_still_not_read(newsroom) -> None:
    (message,) = stories_of(mos.render(delivered(newsroom.harbour())))
    report = ingest.read_report(message.replace(mos.SCHEMA, "http://ncs/schema/enps.dtd").encode())
    assert "coming" not in heard(report)
    assert mos.SCHEMA == OWN_SCHEMA


def test_a_programme_without_a_word_has_no_story_to_read(newsroom) -> None:
    silent = newsroom.programme([newsroom.turn(Kind.PAUSE, hold_ms=500)])
    (message,) = stories_of(mos.render(delivered(silent)))
    with pytest.raises(ReportError):
        ingest.read_report(message.encode())


def test_text_and_media_time_stand_in_the_running_order_and_in_each_story(newsroom) -> None:
    messages = mos.render(delivered(newsroom.harbour()))
    for text in [messages["roCreate.xml"], *stories_of(messages)]:
        (payload,) = fromstring(text.encode()).iter("mosPayload")
        assert (payload.findtext("TextTime"), payload.findtext("MediaTime")) == ("25", "9")
    order = fromstring(messages["roCreate.xml"].encode())
    assert order.findtext("roCreate/roEdStart") == "2031-03-04T18:30:00Z"
    assert order.findtext("roCreate/roEdDur") == "00:00:34"


def test_only_what_a_presenter_reads_stands_plainly_in_a_paragraph(newsroom) -> None:
    (message,) = stories_of(mos.render(delivered(newsroom.harbour())))
    body = fromstring(message.encode()).find("roStorySend/storyBody")
    assert body is not None
    read = [p.text for p in body.iter("p") if p.text]
    assert "Ana Ruiz, Mayor of Port Ellery." in read
    assert not any("We saw it coming" in text for text in read)
    assert [part.text for part in body.iter("storyPresenter")] == ["Anchor", "Reporter"]
    instructions = [part.text for part in body.iter("pi")]
    assert "SOT: Ana Ruiz, Mayor of Port Ellery 0:06" in instructions
    assert "PAUSE 0:02" in instructions
    assert "NOTE: call him back" in instructions
    assert all(len(p) == (0 if p.text else 1) for p in body.iter("p"))


ORDER = {
    "roCreate": ["roID", "roSlug", "roChannel", "roEdStart", "roEdDur", "story"],
    "story": ["storyID", "storySlug", "storyNum", "mosExternalMetadata", "item"],
    "roStorySend": ["roID", "storyID", "storySlug", "storyNum", "storyBody", "mosExternalMetadata"],
    "mosExternalMetadata": ["mosScope", "mosSchema", "mosPayload"],
    "item": [
        "itemID", "itemSlug", "objID", "mosID", "mosAbstract", "objPaths",
        "itemChannel", "itemEdStart", "itemEdDur",
    ],
    "mosObj": [
        "objID", "objSlug", "mosAbstract", "objType", "objTB", "objRev", "objDur", "status", "objAir",
        "objPaths", "createdBy", "created", "changedBy", "changed", "description",
    ],
}  # fmt: skip


def test_the_elements_stand_in_the_order_that_the_protocol_asks_for(newsroom) -> None:
    room = Newsroom(mos_id="sound.merrow.mos", ncs_id="desk.merrow.ncs", channel="B")
    for text in mos.render(delivered(newsroom.harbour(), choices=Choices(newsroom=room))).values():
        root = fromstring(text.encode())
        assert [child.tag for child in root][:3] == ["mosID", "ncsID", "messageID"]
        assert root.findtext("mosID") == "sound.merrow.mos"
        for name, wanted in ORDER.items():
            for element in root.iter(name):
                tags = list(dict.fromkeys(child.tag for child in element))
                assert tags == [tag for tag in wanted if tag in tags]
                assert tags[0] == wanted[0]


def test_the_sound_object_says_how_long_it_is_and_which_voices_are_made(newsroom) -> None:
    delivery = delivered(newsroom.harbour())
    found = fromstring(mos.render(delivery)["mosObj.xml"].encode()).find("mosObj")
    assert isinstance(found, Element)
    assert (found.findtext("objTB"), found.findtext("objDur")) == ("48000", str(delivery.runsheet.trt))
    assert (found.findtext("objType"), found.findtext("objAir")) == ("AUDIO", "READY")
    assert found.findtext("objPaths/objPath") == "../harbour.wav"
    assert "kokoro:af_heart" in found.findtext("description", "")
    assert found.findtext("created") == "2031-03-04T06:30:00Z"


def test_identifiers_are_the_same_when_a_programme_is_rendered_again(newsroom) -> None:
    programme = newsroom.harbour()
    later = replace(delivered(programme), created=datetime(2032, 1, 1, tzinfo=UTC))
    names = [re.findall(r"<(\w*ID)>(.*?)</", text) for text in mos.render(delivered(programme)).values()]
    assert names == [re.findall(r"<(\w*ID)>(.*?)</", text) for text in mos.render(later).values()]


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_slugs_and_identifiers_are_as_short_as_the_protocol_asks_for(newsroom, data) -> None:
    for text in mos.render(delivered(data.draw(newsroom.programmes()))).values():
        for element in fromstring(text.encode()).iter():
            if element.tag.endswith(("ID", "Slug", "storyNum", "Channel")):
                assert len(element.text or "") <= 128


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_file_is_written_for_each_message_and_none_outside_the_folder(
    newsroom, data, tmp_path_factory
) -> None:
    folder = tmp_path_factory.mktemp("package")
    programme = data.draw(newsroom.programmes())
    paths = mos.Mos().write(delivered(programme, folder))
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == sorted(paths)
    assert {path.parent for path in paths} == {folder / "mos"}
    assert len(paths) == 2 + len({row.page.rstrip("0123456789") for row in write_runsheet(programme).rows})


@pytest.mark.outsider
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_bbcs_reader_merges_the_stories_into_the_running_order(newsroom, data) -> None:
    from mosromgr.mostypes import MosFile

    delivery = delivered(data.draw(newsroom.programmes()))
    messages = mos.render(delivery)
    order = MosFile.from_string(messages["roCreate.xml"])
    whole = round(delivery.runsheet.trt / 48_000)
    assert abs(order.duration - whole) <= 1
    assert order.start_time == ON_AIR
    for message in stories_of(messages):
        order = order + MosFile.from_string(message)
    assert abs(order.duration - whole) <= 1
    read = [
        word
        for story in order.stories
        for line in story.body
        if isinstance(line, str)
        for word in words(line)
    ]
    rows = [entry.row for part in parts(delivery) for entry in part.entries if entry.read]
    assert read == [word for row in rows for word in words(plain(row.text))]
    assert [item.id for story in order.stories for item in story.items] == [
        row.page for row in rows_of(messages["roCreate.xml"])
    ]


@pytest.mark.outsider
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_sofies_strict_reader_finds_no_fault(newsroom, data) -> None:
    delivery = delivered(data.draw(newsroom.programmes()), choices=Choices(newsroom=Newsroom(channel="A")))
    messages = mos.render(delivery)
    read = dict(outsiders.judged_by_sofie(list(messages.values())))
    items = [item for story in read["roCreate"]["Stories"] for item in story["Items"]]
    assert [(item.get("EditorialStart", 0), item["EditorialDuration"]) for item in items] == [
        (row.start, row.end - row.start) for row in rows_of(messages["roCreate.xml"])
    ]
    assert read["mosObj"]["Duration"] == delivery.runsheet.trt


@pytest.mark.outsider
def test_sofies_strict_reader_does_find_faults(newsroom) -> None:
    wrong = mos.render(delivered(newsroom.harbour()))["roCreate.xml"].replace("2031-03-04T18", "noon, T18")
    with pytest.raises(AssertionError):
        outsiders.judged_by_sofie([wrong])

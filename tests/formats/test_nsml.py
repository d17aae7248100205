import re
import runpy
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast import ingest, scripting
from broadcast.formats import nsml
from broadcast.formats.exporter import Choices, Delivery, Newsroom
from broadcast.formats.newsroom import parts, plain
from broadcast.ingest.nsml import OWN_CAPTIONS
from broadcast.model import Kind, Report
from broadcast.runsheet import write_runsheet

outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

SPACE = {"n": nsml.NAMESPACE}
ON_AIR = datetime(2031, 3, 4, 23, 59, 50, tzinfo=timezone(timedelta(hours=1)))


def delivered(
    programme, folder: Path = Path("/nowhere"), *, on_air: datetime | None = None, **fields: object
) -> Delivery:
    return Delivery(
        programme=programme,
        runsheet=write_runsheet(programme, on_air=on_air),
        folder=folder,
        stem="harbour",
        wav=folder / "harbour.wav",
        created=datetime(2031, 3, 4, 6, 30, tzinfo=UTC),
        **fields,
    )


def story_of(delivery: Delivery) -> Element:
    (text,) = nsml.render(delivery).values()
    return fromstring(text.encode())


def fields_of(story: Element) -> dict[str, str]:
    fields = story.find("n:fields", SPACE)
    assert fields is not None
    return {field.attrib["id"]: field.text or "" for field in fields}


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
def test_the_same_words_come_back_through_our_own_reader(newsroom, data) -> None:
    delivery = delivered(data.draw(newsroom.programmes()))
    for part, text in zip(parts(delivery), nsml.render(delivery).values(), strict=True):
        wanted = [word for entry in part.entries for word in words(plain(entry.row.text))]
        if wanted:
            report = ingest.read_report(text.encode())
            assert report.source_format == "nsml"
            assert heard(report) == wanted


def test_a_script_comes_back_with_its_quotes_and_its_field_part(newsroom) -> None:
    (text,) = nsml.render(delivered(newsroom.harbour())).values()
    report = ingest.read_report(text.encode())
    assert report.headline == "Harbour of Port Ellery reopens after the storm"
    kinds = [segment.kind for segment in scripting.write_script(report).segments]
    assert kinds.count(Kind.SOUNDBITE) == 2
    assert kinds[0] is Kind.ANCHOR
    assert kinds[-1] is Kind.FIELD


def test_the_captions_of_another_newsrooms_story_are_still_not_read(newsroom) -> None:
    (text,) = nsml.render(delivered(newsroom.harbour())).values()
    assert "coming" not in heard(ingest.read_report(text.replace("var-captions", "var-3").encode()))
    assert (f"var-{OWN_CAPTIONS[0]}", OWN_CAPTIONS[1]) == (nsml.CAPTIONS, nsml.OF_SOUNDBITES)


def test_the_times_are_those_of_narration_and_of_what_is_played_in(newsroom) -> None:
    fields = fields_of(story_of(delivered(newsroom.harbour())))
    times = [fields[name] for name in ("audio-time", "tape-time", "runs-time", "total-time")]
    assert times == ["25", "9", "9", "34"]
    assert (fields["back-time"], fields["cume-time"]) == ("0", "34")
    assert "air-date" not in fields


def test_hard_times_are_times_of_day_where_the_time_on_air_is_known(newsroom) -> None:
    fields = fields_of(story_of(delivered(newsroom.harbour(), on_air=ON_AIR)))
    assert fields["back-time"] == f"@{86_400 - 10}"
    assert fields["cume-time"] == "@24"
    assert fields["air-date"] == str(round(ON_AIR.timestamp()))


def test_a_soundbite_is_a_cue_with_its_length_its_first_and_its_last_words(newsroom) -> None:
    story = story_of(delivered(newsroom.harbour()))
    (first, second) = story.findall("n:aeset/n:ae", SPACE)
    assert [line.text for line in first] == [
        "[SOT: Ana Ruiz, Mayor of Port Ellery RUNS=0:06]",
        'IN: "We saw it coming, and',
        'OUT: nobody left <the quay> alone."',
    ]
    assert (first.attrib, second.attrib) == ({"id": "0", "runs": "6"}, {"id": "1", "runs": "3"})
    anchors = [anchor.attrib["idref"] for anchor in story.iter(f"{{{nsml.NAMESPACE}}}a")]
    assert anchors == ["0", "1"]
    assert [part.text for part in story.iter(f"{{{nsml.NAMESPACE}}}pi")] == [
        "HEADLINE: Anchor", "PKG: Reporter", "PAUSE 0:02", "NOTE: call him back",
    ]  # fmt: skip


def test_a_story_with_something_to_check_is_not_ready(newsroom) -> None:
    fields = fields_of(story_of(delivered(newsroom.harbour())))
    assert (fields["ready"], fields["status"]) == ("?", "CHECK")
    settled = newsroom.programme(
        [newsroom.turn(Kind.ANCHOR, "The harbour reopened.")], byline="Tessa Wyndham"
    )
    fields = fields_of(story_of(delivered(settled, choices=Choices(newsroom=Newsroom(channel="B")))))
    assert (fields["ready"], fields["status"]) == ("READY", "OK")
    assert (fields["writer"], fields["item-channel"]) == ("Tessa Wyndham", "B")
    assert (fields["presenter"], fields["page-number"], fields["video-id"]) == ("Anchor", "A", "harbour.wav")


def test_a_cue_beyond_the_256th_is_an_instruction(newsroom) -> None:
    quotes = [newsroom.turn(Kind.SOUNDBITE, "Nobody slept.", newsroom.MAYOR) for _ in range(258)]
    story = story_of(delivered(newsroom.programme(quotes)))
    assert len(story.findall("n:aeset/n:ae", SPACE)) == 256
    instructions = [part.text for part in story.iter(f"{{{nsml.NAMESPACE}}}pi")]
    assert instructions == ["SOT: Ana Ruiz, Mayor of Port Ellery RUNS=0:01"] * 2


TAGS = {
    "nsml", "head", "meta", "storyid", "fields", "string", "duration", "date", "body", "p", "pi", "cc", "a",
    "aeset", "ae", "ap",
}  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_only_what_the_specification_names_is_written_where_it_may_stand(newsroom, data) -> None:
    for text in nsml.render(delivered(data.draw(newsroom.programmes()), on_air=ON_AIR)).values():
        story = fromstring(text.encode())
        assert [child.tag.split("}")[1] for child in story] == ["head", "fields", "body", "aeset"]
        assert {element.tag.split("}")[1] for element in story.iter()} <= TAGS
        numbers = [int(cue.attrib["id"]) for cue in story.iter(f"{{{nsml.NAMESPACE}}}ae")]
        anchors = [int(anchor.attrib["idref"]) for anchor in story.iter(f"{{{nsml.NAMESPACE}}}a")]
        assert numbers == anchors == list(range(len(numbers)))
        for field in story.iterfind("n:fields/n:duration", SPACE):
            assert (field.text or "").isdecimal()


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_file_is_written_for_each_story_and_none_outside_the_folder(
    newsroom, data, tmp_path_factory
) -> None:
    folder = tmp_path_factory.mktemp("package")
    delivery = delivered(data.draw(newsroom.programmes()), folder)
    paths = nsml.Nsml().write(delivery)
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == sorted(paths)
    assert {path.parent for path in paths} == {folder / "nsml"}
    assert len(paths) == len(parts(delivery))


@pytest.mark.outsider
def test_a_stranger_finds_it_well_formed(newsroom, tmp_path) -> None:
    for path in nsml.Nsml().write(delivered(newsroom.harbour(), tmp_path, on_air=ON_AIR)):
        outsiders.said_by("xmllint", "--noout", path)


def test_a_recording_in_the_place_of_a_voice_is_named_in_its_cue(newsroom) -> None:
    delivery = delivered(newsroom.harbour())
    rows = tuple(
        replace(row, clip="mayor.mp3", voice="") if row.kind is Kind.SOUNDBITE else row
        for row in delivery.runsheet.rows
    )
    story = story_of(replace(delivery, runsheet=replace(delivery.runsheet, rows=rows)))
    cues = story.findall("n:aeset/n:ae", SPACE)
    assert all(cue[-1].text == "FILE: mayor.mp3" for cue in cues)

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, fromstring

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.exporter import Choices, Delivery, Newsroom
from broadcast.formats.newsroom import (
    SLUG_CHARS,
    copy,
    identifier,
    order_names,
    paragraphs,
    parts,
    plain,
    sound_address,
    whole_seconds,
    written,
)
from broadcast.model import Kind
from broadcast.runsheet import write_runsheet

XML_CHAR = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def delivered(programme, *, on_air: datetime | None = None, **fields: object) -> Delivery:
    return Delivery(
        programme=programme,
        runsheet=write_runsheet(programme, on_air=on_air),
        folder=Path("/nowhere"),
        stem="harbour",
        wav=Path("/nowhere/harbour.wav"),
        **fields,
    )


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_stories_fill_the_programme_and_their_seconds_sum_to_its(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    found = parts(delivered(programme))
    assert [part.start for part in found] == [0, *(part.end for part in found[:-1])]
    assert found[-1].end == programme.length
    assert sum(part.total_s for part in found) == whole_seconds(programme.length, programme.rate_hz)
    for part in found:
        assert part.text_s + part.media_s == part.total_s
        assert part.text_s >= 0
        assert sum(entry.runs_s for entry in part.entries) in (part.media_s, part.media_s + 1)


def test_narration_is_text_time_and_what_is_played_in_is_media_time(newsroom) -> None:
    (part,) = parts(delivered(newsroom.harbour()))
    quoted = [entry.row.trt for entry in part.entries if entry.row.kind is Kind.SOUNDBITE]
    assert part.media_s == round(sum(quoted) / 48_000) == 9
    assert part.total_s == 34
    assert [entry.row.page for entry in part.entries if not entry.read] == ["A4", "A6", "A8"]


def test_narration_that_is_a_recording_is_played_in_too(newsroom) -> None:
    delivery = delivered(newsroom.harbour())
    rows = delivery.runsheet.rows
    recorded = replace(rows[1], clip="anchor.wav")
    sheet = replace(delivery.runsheet, rows=(rows[0], recorded, *rows[2:]))
    (part,) = parts(replace(delivery, runsheet=sheet))
    (before,) = parts(delivery)
    assert part.media_s - before.media_s == round(recorded.trt / 48_000)
    assert part.words == before.words - recorded.words


def test_a_story_has_its_own_headline_writer_and_presenter(newsroom) -> None:
    first, end = newsroom.story([newsroom.turn(Kind.ANCHOR, "Good evening.")], 0, "fire", headline="Fire")
    second, end = newsroom.story(
        [newsroom.turn(Kind.FIELD, "The ferry sails.")],
        end,
        "ferry",
        headline="Ferry",
        byline="Tessa Wyndham",
    )
    programme = replace(newsroom.harbour(), stories=(first, second), length=end)
    found = parts(delivered(programme))
    assert [(part.page, part.title, part.writer, part.presenter) for part in found] == [
        ("A", "Fire", "", "Anchor"),
        ("B", "Ferry", "Tessa Wyndham", "Reporter"),
    ]


def test_stories_of_one_slug_are_told_apart(newsroom) -> None:
    story, end = newsroom.story([newsroom.turn(Kind.ANCHOR, "Good evening.")], 0, "news")
    again, end = newsroom.story([newsroom.turn(Kind.ANCHOR, "Good night.")], end, "News")
    programme = replace(newsroom.harbour(), stories=(story, again), length=end)
    assert [part.slug for part in parts(delivered(programme))] == ["NEWS", "NEWS-2"]


@settings(max_examples=200, deadline=None)
@given(names=st.lists(st.text(max_size=200), max_size=4))
def test_an_identifier_fits_holds_nothing_strange_and_stays_the_same(names: list[str]) -> None:
    made = identifier(*names)
    assert 0 < len(made) <= SLUG_CHARS
    assert not XML_CHAR.search(made)
    assert not re.search(r"[\s<>&\"'/\\]", made)
    assert identifier(*names) == made


def test_identifiers_that_are_cut_stay_apart() -> None:
    assert identifier("x" * 300, "a") != identifier("x" * 300, "b")


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=200))
def test_plain_text_is_one_line_that_xml_takes(text: str) -> None:
    line = plain(text, 40)
    assert len(line) <= 40
    assert not XML_CHAR.search(line)
    root = Element("a")
    root.text = line
    assert (fromstring(written(root).encode()).text or "") == line


def test_paragraphs_keep_their_words() -> None:
    assert paragraphs("One\ntwo.\n\n  \n\nThree.\n") == ["One two.", "Three."]


def test_what_somebody_says_stands_in_quotation_marks(newsroom) -> None:
    quotes = ["We saw it coming.\n\nNobody slept.", "“We won't turn back”", ""]
    turns = [newsroom.turn(Kind.SOUNDBITE, text, newsroom.MAYOR) for text in quotes]
    (part,) = parts(delivered(newsroom.programme([*turns, newsroom.turn(Kind.ANCHOR, "Good night.")])))
    assert [copy(entry) for entry in part.entries] == [
        ["“We saw it coming.", "“Nobody slept.”"],
        ["“We won't turn back”"],
        [],
        ["Good night."],
    ]


def test_no_space_is_put_into_a_paragraph() -> None:
    root = Element("body")
    SubElement(SubElement(root, "p"), "pi").text = "STING"
    assert written(root).splitlines()[1:] == ["<body>", "  <p><pi>STING</pi></p>", "</body>"]


def test_the_sound_is_found_beside_the_file_or_under_the_stations_address(newsroom) -> None:
    delivery = delivered(newsroom.harbour())
    assert sound_address(delivery) == "../harbour.wav"
    away = replace(
        delivery,
        stem="fire & flood",
        wav=Path("fire & flood.wav"),
        choices=Choices(newsroom=Newsroom(base_url="https://media.example/audio/")),
    )
    assert sound_address(away) == "https://media.example/audio/fire%20%26%20flood/fire%20%26%20flood.wav"


def test_a_running_order_is_named_by_its_programme_and_its_time_on_air(newsroom) -> None:
    assert order_names(delivered(newsroom.harbour())) == ("newsroom.ncs", "harbour", "")
    at = datetime(2031, 3, 4, 18, tzinfo=UTC)
    assert order_names(delivered(newsroom.harbour(), on_air=at))[2] == "20310304T180000Z"


def test_what_is_cut_is_counted_as_the_wire_counts_it() -> None:
    ships = "🚢" * 100
    for text in (plain(ships, 128), identifier("newsroom.ncs", ships, "A1")):
        assert len(text.encode("utf-16-le")) <= 2 * 128
        assert "🚢🚢" in text
    assert plain("🚢" * 64, 128) == "🚢" * 64

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import PackageError
from broadcast.formats.episode import describe
from broadcast.formats.exporter import Delivery
from broadcast.formats.podcast import Podcast, read_episode, render
from broadcast.runsheet import write_runsheet

MADE = datetime(2031, 3, 4, 6, 30, tzinfo=UTC)


def test_the_description_of_the_harbour_is_as_agreed(newsroom, golden) -> None:
    golden("harbour.podcast.json", render(describe(write_runsheet(newsroom.harbour()), MADE)))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_was_written_is_read_back(newsroom, data) -> None:
    episode = describe(write_runsheet(data.draw(newsroom.programmes())), MADE)
    assert read_episode(render(episode)) == episode


def changed(newsroom, **fields: object) -> str:
    found = json.loads(render(describe(write_runsheet(newsroom.harbour()), MADE)))
    return json.dumps({**found, **fields})


def test_an_editor_may_change_what_a_feed_says(newsroom) -> None:
    text = changed(newsroom, title=" Harbour,\nopen again ", season=2, number=7, explicit=True, persons=[])
    episode = read_episode(text)
    assert episode.title == "Harbour, open again"
    assert (episode.season, episode.number, episode.explicit) == (2, 7, True)
    assert episode.persons == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"schema": "other"},
        {"version": 2},
        {"title": "  "},
        {"guid": None},
        {"synthetic": ""},
        {"published": "tomorrow"},
        {"published": "2031-03-04T06:30:00"},
        {"length_ms": -1},
        {"length_ms": True},
        {"number": "7"},
        {"explicit": "no"},
        {"persons": "Ana"},
        {"persons": [{"name": "Ana"}]},
        {"bites": [{"start_ms": 1.5, "length_ms": 1, "title": ""}]},
    ],
    ids=str,
)
def test_what_is_damaged_is_refused(newsroom, fields: dict[str, object]) -> None:
    with pytest.raises(PackageError):
        read_episode(changed(newsroom, **fields))


@pytest.mark.parametrize("text", ["", "{", "[]", "1", "[" * 100_000, "null"])
def test_what_is_no_description_is_refused(text: str) -> None:
    with pytest.raises(PackageError):
        read_episode(text)


def test_the_files_name_keeps_its_dots(newsroom, tmp_path) -> None:
    programme = newsroom.harbour()
    sheet = write_runsheet(programme)
    (path,) = Podcast().write(
        Delivery(
            programme=programme, runsheet=sheet, folder=tmp_path, stem="flood.v2", wav=tmp_path / "a.wav",
            created=MADE,
        )
    )  # fmt: skip
    assert path == tmp_path / "flood.v2.podcast.json"
    assert read_episode(path.read_text(encoding="utf-8")) == describe(sheet, MADE)

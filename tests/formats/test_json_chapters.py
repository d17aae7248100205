import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.chapters import chapters
from broadcast.formats.exporter import Delivery
from broadcast.formats.json_chapters import JsonChapters, render
from broadcast.runsheet import write_runsheet


def test_the_chapters_of_the_harbour_are_as_agreed(newsroom, golden) -> None:
    text = render(write_runsheet(newsroom.harbour()), station="Radio Merrow", audio="harbour.mp3")
    golden("harbour.chapters.json", text)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_any_programme_has_chapters_as_the_format_wants_them(newsroom, data) -> None:
    """Version, an ascending list, a start each, titles as texts: jsonChapters 1.2."""
    sheet = write_runsheet(data.draw(newsroom.programmes()))
    found = json.loads(render(sheet, station=data.draw(newsroom.names()), audio="a.mp3"))
    assert found["version"] == "1.2.0"
    assert found["title"]
    entries = found["chapters"]
    assert [entry["title"] for entry in entries] == [chapter.title for chapter in chapters(sheet)]
    assert all(isinstance(entry[key], float) for entry in entries for key in ("startTime", "endTime"))
    assert all(one["endTime"] == other["startTime"] for one, other in pairwise(entries))
    for entry, chapter in zip(entries, chapters(sheet), strict=True):
        assert abs(entry["startTime"] - chapter.start / sheet.rate_hz) <= 0.0005


def test_the_files_name_keeps_its_dots(newsroom, tmp_path) -> None:
    programme = newsroom.harbour()
    sheet = write_runsheet(programme)
    (path,) = JsonChapters().write(
        Delivery(
            programme=programme, runsheet=sheet, folder=tmp_path, stem="flood.v2", wav=tmp_path / "a.wav"
        )
    )
    assert path == tmp_path / "flood.v2.chapters.json"
    assert json.loads(path.read_text(encoding="utf-8"))["fileName"] == "flood.v2.mp3"

import json
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.captions import write_captions
from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import one_line, printable
from broadcast.formats.transcript import RECORDING, Transcript, render_html, render_json
from broadcast.model import Kind
from broadcast.runsheet import write_runsheet


class Reader(HTMLParser):
    """The texts of each element, in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        if tag != "meta":
            self.open.append(tag)
        if tag in ("cite", "time", "p"):
            self.texts.append((tag, ""))

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        if self.open and self.open[-1] in ("cite", "time", "p"):
            tag, text = self.texts.pop()
            self.texts.append((tag, text + data))

    def of(self, wanted: str) -> list[str]:
        return [text for tag, text in self.texts if tag == wanted]


def test_the_transcripts_of_the_harbour_are_as_agreed(newsroom, golden) -> None:
    golden("harbour.transcript.html", render_html(write_runsheet(newsroom.harbour())))
    golden("harbour.transcript.json", render_json(newsroom.harbour()))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_page_has_every_printed_word_once_in_order(newsroom, data) -> None:
    sheet = write_runsheet(data.draw(newsroom.programmes()))
    read = Reader(render_html(sheet))
    assert read.open == []
    wanted = "".join(printable(row.text) for row in sheet.rows if row.kind not in (Kind.PAUSE, Kind.STING))
    *words, statement = read.of("p")
    assert "".join("".join(words).split()) == "".join(wanted.split())
    assert statement.startswith(("synthetic voices: ", "no synthetic voices"))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_turn_begins_with_name_and_time(newsroom, data) -> None:
    read = Reader(render_html(write_runsheet(data.draw(newsroom.programmes()))))
    tags = [tag for tag, _ in read.texts]
    assert all(tags[place + 1] == "time" for place, tag in enumerate(tags) if tag == "cite")
    names = read.of("cite")
    assert all(name.endswith(":") and name != ":" for name in names)
    assert all(one != other for one, other in pairwise(names))


def test_a_time_is_rounded_down_so_that_no_word_is_missed(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour())
    rows = (replace(sheet.rows[0], start=48_000 * 59 + 47_999), *sheet.rows[1:])
    assert Reader(render_html(replace(sheet, rows=rows))).of("time")[0] == "0:59"


def test_a_recording_without_words_is_named(newsroom) -> None:
    sheet = write_runsheet(newsroom.programme([newsroom.turn(Kind.CLIP, "", newsroom.MAYOR)]))
    rows = (replace(sheet.rows[0], clip="mayor.mp3"),)
    read = Reader(render_html(replace(sheet, rows=rows)))
    assert read.of("cite") == ["Ana Ruiz:"]
    assert read.of("p") == [RECORDING, "no synthetic voices"]


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_json_has_the_captions_with_their_speakers(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    found = json.loads(render_json(programme))
    assert found["version"] == "1.0.0"
    assert [
        (one["speaker"], round(1000 * one["startTime"]), round(1000 * one["endTime"]), one["body"])
        for one in found["segments"]
    ] == [
        (caption.speaker, caption.start_ms, caption.end_ms, " ".join(caption.lines))
        for caption in write_captions(programme)
    ]
    assert all(one["body"] == one_line(one["body"]) for one in found["segments"])


def test_the_files_names_keep_their_dots(newsroom, tmp_path) -> None:
    programme = newsroom.harbour()
    sheet = write_runsheet(programme)
    paths = Transcript().write(
        Delivery(
            programme=programme, runsheet=sheet, folder=tmp_path, stem="flood.v2", wav=tmp_path / "a.wav"
        )
    )
    assert [path.name for path in paths] == ["flood.v2.transcript.html", "flood.v2.transcript.json"]
    assert all(path.is_file() for path in paths)

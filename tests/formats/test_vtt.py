import html
import io
import re

import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.captions import timestamp, write_captions
from broadcast.formats.exporter import Delivery
from broadcast.formats.vtt import WebVtt, render
from broadcast.runsheet import write_runsheet


def test_the_captions_of_the_harbour_are_as_agreed(newsroom, golden) -> None:
    golden("harbour.vtt", render(newsroom.harbour()))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_stranger_reads_back_every_caption_with_its_time(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    read = webvtt.from_buffer(io.StringIO(render(programme)))
    wanted = write_captions(programme)
    assert [(cue.start, cue.end) for cue in read] == [
        (timestamp(caption.start_ms), timestamp(caption.end_ms)) for caption in wanted
    ]


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_no_text_or_name_is_taken_for_mark_up(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    blocks = render(programme).rstrip("\n").split("\n\n")
    cues = [block for block in blocks if "-->" in block]
    for block, caption in zip(cues, write_captions(programme), strict=True):
        times, *lines = block.split("\n")
        assert times.count("-->") == 1
        voice, text = re.fullmatch(r"<v ([^<>\n]+)>([^<>]*)", "\n".join(lines)).groups()
        assert html.unescape(voice) == html.unescape(caption.speaker.replace("&", "&amp;"))
        assert html.unescape(text) == html.unescape("\n".join(caption.lines).replace("&", "&amp;"))


def test_estimated_times_are_said_to_be(newsroom) -> None:
    assert "NOTE times are estimated" in render(newsroom.estimated(newsroom.harbour()))
    assert "NOTE" not in render(newsroom.harbour())


def test_the_files_name_keeps_its_dots(newsroom, tmp_path) -> None:
    programme = newsroom.harbour()
    sheet = write_runsheet(programme)
    (path,) = WebVtt().write(
        Delivery(
            programme=programme, runsheet=sheet, folder=tmp_path, stem="flood.v2", wav=tmp_path / "a.wav"
        )
    )
    assert path == tmp_path / "flood.v2.vtt"
    assert path.read_bytes() == render(programme).encode()

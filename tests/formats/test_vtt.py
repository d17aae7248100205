import html
import io
import re
import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.captions import timestamp, write_captions
from broadcast.formats.exporter import Delivery
from broadcast.formats.vtt import WebVtt, render
from broadcast.runsheet import write_runsheet

outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))


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


@pytest.mark.outsider
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_the_w3cs_parser_finds_no_fault(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    assert outsiders.judged_by_w3c(render(programme)) == (len(write_captions(programme)), [])


@pytest.mark.outsider
def test_the_w3cs_parser_does_find_faults() -> None:
    count, errors = outsiders.judged_by_w3c("WEBVTT\n\n00:02.000 --> 00:01.000\n<v Anna>Good evening\n")
    assert count == 1
    assert errors


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


def test_captions_that_are_spoken_too_fast_to_read_are_noted(newsroom) -> None:
    programme = newsroom.harbour()
    item = programme.items[1]
    words = item.cues[0].words
    quick = tuple(
        replace(word, start=item.start + 2400 * place, end=item.start + 2400 * (place + 1))
        for place, word in enumerate(words)
    )
    items = (replace(item, cues=(replace(item.cues[0], words=quick),)), programme.items[2])
    close = replace(items[1], start=quick[-1].end)
    shift = quick[-1].end - items[1].cues[0].words[0].start
    moved = tuple(
        replace(word, start=word.start + shift, end=word.end + shift) for word in items[1].cues[0].words
    )
    close = replace(close, cues=(replace(close.cues[0], words=moved),))
    hasty = replace(programme, stories=(replace(programme.stories[0], items=(items[0], close)),))
    text = render(hasty)
    starts = [timestamp(caption.start_ms) for caption in write_captions(hasty) if caption.hurried]
    assert starts
    assert f"\n\nNOTE more than 20 characters a second, as spoken: {', '.join(starts)}\n\n" in text
    assert len(webvtt.from_buffer(io.StringIO(text))) == len(write_captions(hasty))


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

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

from broadcast.formats import vtt
from broadcast.formats.captions import timestamp, write_captions
from broadcast.formats.exporter import Delivery
from broadcast.formats.words_vtt import WordsVtt, render
from broadcast.model import Kind
from broadcast.runsheet import write_runsheet

outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

TIME = re.compile(r"<(\d\d+:\d\d:\d\d\.\d{3})>")  # <00:00:01.200>


def test_the_captions_of_the_harbour_are_as_agreed(newsroom, golden) -> None:
    golden("harbour.words.vtt", render(newsroom.harbour()))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_without_the_times_of_words_it_is_the_other_webvtt(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    plain = [block for block in vtt.render(programme).split("\n\n") if "more than" not in block]
    assert TIME.sub("", render(programme)).split("\n\n") == plain


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_times_of_words_go_up_inside_their_caption(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    cues = [block for block in render(programme).split("\n\n") if "-->" in block]
    for cue, caption in zip(cues, write_captions(programme), strict=True):
        times = [timestamp(caption.start_ms), *TIME.findall(cue), timestamp(caption.end_ms)]
        assert times == sorted(set(times))


def test_a_word_that_is_heard_as_its_caption_goes_has_no_time(newsroom) -> None:
    programme = newsroom.programme(
        [
            newsroom.turn(Kind.ANCHOR, "Nobody slept."),
            newsroom.turn(Kind.SOUNDBITE, "We saw it.", newsroom.MAYOR),
        ]
    )
    item, behind = programme.items
    late = [replace(word, start=behind.start, end=behind.start) for word in item.cues[0].words[-1:]]
    cue = replace(item.cues[0], words=(*item.cues[0].words[:-1], *late))
    items = (replace(item, cues=(cue,)), behind)
    text = render(replace(programme, stories=(replace(programme.stories[0], items=items),)))
    assert "<v Anchor>Nobody slept.\n" in text


def test_a_word_stands_behind_the_time_at_which_it_is_heard(newsroom) -> None:
    text = render(newsroom.harbour())
    words = [word for item in newsroom.harbour().items for cue in item.cues for word in cue.words]
    storm = next(word for word in words if word.text == "storm")
    assert f" <{timestamp(storm.start // 48)}>storm" in text


@pytest.mark.outsider
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_the_w3cs_parser_finds_no_fault(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    assert outsiders.judged_by_w3c(render(programme)) == (len(write_captions(programme)), [])


@pytest.mark.outsider
def test_the_w3cs_parser_does_find_a_word_that_is_out_of_its_caption() -> None:
    _, errors = outsiders.judged_by_w3c(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Good <00:00:03.000>evening\n"
    )
    assert errors


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_a_stranger_reads_back_every_caption(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    assert len(webvtt.from_buffer(io.StringIO(render(programme)))) == len(write_captions(programme))


def test_estimated_times_are_said_to_be(newsroom) -> None:
    assert "NOTE times are estimated" in render(newsroom.estimated(newsroom.harbour()))


def test_the_files_name_keeps_its_dots(newsroom, tmp_path) -> None:
    programme = newsroom.harbour()
    sheet = write_runsheet(programme)
    (path,) = WordsVtt().write(
        Delivery(
            programme=programme, runsheet=sheet, folder=tmp_path, stem="flood.v2", wav=tmp_path / "a.wav"
        )
    )
    assert path == tmp_path / "flood.v2.words.vtt"
    assert path.read_bytes() == render(programme).encode()

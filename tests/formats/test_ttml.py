import html
import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from broadcast.formats.captions import write_captions
from broadcast.formats.exporter import Delivery
from broadcast.formats.manifest import generator
from broadcast.formats.ttml import COLOURS, Ttml, render
from broadcast.model import Clip, Kind
from broadcast.runsheet import write_runsheet

outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

SCHEMA = Path(__file__).with_name("ebu-tt-d.rng")
TT, XML = "{http://www.w3.org/ns/ttml}", "{http://www.w3.org/XML/1998/namespace}"
TTM = "{http://www.w3.org/ns/ttml#metadata}"


def written(newsroom, programme, station: str = "Radio Merrow") -> str:
    return render(programme, write_runsheet(programme), created=newsroom.MADE, station=station)


def tree(text: str):
    return etree.fromstring(text.encode())


def test_the_captions_of_the_harbour_are_as_agreed(newsroom, golden) -> None:
    golden("harbour.ttml", written(newsroom, newsroom.harbour()).replace(generator(), "broadcast"))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_every_caption_is_there_with_its_lines_its_times_and_its_speaker(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    root = tree(written(newsroom, programme, data.draw(newsroom.names())))
    names = {agent.get(f"{XML}id"): agent.findtext(f"{TTM}name") for agent in root.iter(f"{TTM}agent")}
    found = [
        (
            names[p.get(f"{TTM}agent")],
            tuple(span.text for span in p.iter(f"{TT}span")),
            p.get("begin"),
            p.get("end"),
        )
        for p in root.iter(f"{TT}p")
    ]
    wanted = write_captions(programme, named=True)
    assert [(speaker, lines) for speaker, lines, _, _ in found] == [
        (caption.speaker, caption.lines) for caption in wanted
    ]
    assert [(millis(begin), millis(end)) for *_, begin, end in found] == [
        (caption.start_ms, caption.end_ms) for caption in wanted
    ]


def millis(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return round(1000 * (3600 * int(hours) + 60 * int(minutes) + float(seconds)))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_everything_that_is_referred_to_is_there_once(newsroom, data) -> None:
    root = tree(written(newsroom, data.draw(newsroom.programmes())))
    ids = [element.get(f"{XML}id") for element in root.iter() if element.get(f"{XML}id")]
    assert len(ids) == len(set(ids))
    for element in root.iter(f"{TT}p", f"{TT}span", f"{TTM}actor"):
        named = (element.get(key) for key in ("style", "region", "agent", f"{TTM}agent"))
        assert set(filter(None, named)) <= set(ids)


@pytest.mark.outsider
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_xmllint_holds_it_to_what_the_ebu_allows(newsroom, data) -> None:
    text = written(newsroom, data.draw(newsroom.programmes()), data.draw(newsroom.names()))
    assert outsiders.judged_by_xmllint(text, "--relaxng", SCHEMA) == ""


@pytest.mark.outsider
@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('begin="00:00:00.250"', 'begin="0.25s"'),
        ('tts:extent="80% 20%"', 'tts:extent="80px 20px"'),
        ("#ffffff", "white"),
        (' ttp:timeBase="media"', ""),
        ("<body>", "<body><p/>"),
    ],
)
def test_xmllint_does_find_what_the_ebu_does_not_allow(newsroom, good: str, bad: str) -> None:
    text = written(newsroom, newsroom.harbour())
    assert good in text
    assert outsiders.judged_by_xmllint(text.replace(good, bad, 1), "--relaxng", SCHEMA)


@pytest.mark.outsider
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_the_imsc_renderer_shows_every_caption_at_its_time(newsroom, data) -> None:
    programme = data.draw(newsroom.programmes())
    shown, faults = outsiders.shown_by_imsc(written(newsroom, programme))
    assert faults == []
    texts = {round(1000 * time): text for time, text in shown}
    for caption in write_captions(programme, named=True):
        assert squeezed(texts[caption.start_ms]) == squeezed("\n".join(caption.lines))


def squeezed(text: str) -> str:
    return " ".join(html.unescape(text).split())


def test_four_speakers_have_four_colours(newsroom) -> None:
    root = tree(written(newsroom, newsroom.harbour()))
    colours = {p.get(f"{TTM}agent"): p[0].get("style") for p in root.iter(f"{TT}p")}
    assert list(colours.values()) == list(COLOURS)


def test_a_recording_is_told_from_a_made_voice(newsroom) -> None:
    recorded = newsroom.turn(Kind.SOUNDBITE, "We saw it coming.", newsroom.MAYOR)
    recorded = replace(recorded, segment=replace(recorded.segment, clip=Clip(path="mayor.mp3")))
    spoken = newsroom.turn(Kind.SOUNDBITE, "It is slow work.", newsroom.PILOT)
    root = tree(written(newsroom, newsroom.programme([recorded, spoken])))
    kinds = {agent.findtext(f"{TTM}name"): agent.get("type") for agent in root.iter(f"{TTM}agent")}
    assert kinds == {
        "Ana Ruiz": "person",
        "Captain Tomas Vey": "character",
        "kokoro:am_onyx+am_fenrir (synthetic voice)": "other",
    }


def test_a_language_that_is_none_does_no_harm_and_arabic_runs_from_the_right(newsroom) -> None:
    programme = newsroom.harbour()
    sheet = write_runsheet(programme)
    for language, tag, direction in (("ar-EG", "ar-EG", "rtl"), ('"><x', "und", "ltr")):
        text = render(programme, replace(sheet, language=language), created=newsroom.MADE, station="R")
        root = tree(text)
        assert root.get(f"{XML}lang") == tag
        assert f'tts:direction="{direction}"' in text


def test_a_programme_without_words_has_no_body(newsroom) -> None:
    silent = newsroom.programme([newsroom.turn(Kind.PAUSE, hold_ms=1000)])
    assert tree(written(newsroom, silent)).find(f"{TT}body") is None


def test_estimated_times_are_said_to_be(newsroom) -> None:
    text = written(newsroom, newsroom.estimated(newsroom.harbour()))
    assert tree(text).find(f".//{TTM}desc").text.endswith("; times are estimated")


def test_the_files_name_keeps_its_dots(newsroom, tmp_path) -> None:
    programme = newsroom.harbour()
    sheet = write_runsheet(programme)
    delivery = Delivery(
        programme=programme, runsheet=sheet, folder=tmp_path, stem="flood.v2", wav=tmp_path / "a.wav",
        created=newsroom.MADE, station="Radio Merrow",
    )  # fmt: skip
    assert Ttml().write(delivery) == [tmp_path / "flood.v2.ttml"]
    assert (tmp_path / "flood.v2.ttml").read_bytes() == written(newsroom, programme).encode()

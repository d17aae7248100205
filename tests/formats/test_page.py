import base64
import re
import runpy
import tracemalloc
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import PackageError
from broadcast.formats import page
from broadcast.formats.columns import LEVELS, checks
from broadcast.formats.exporter import Delivery
from broadcast.formats.mp3 import Mp3
from broadcast.formats.page import AUDIO_HERE, Frame, Page, direction, render
from broadcast.formats.strip import strip_of
from broadcast.formats.textfile import printable
from broadcast.mix.profiles import PROFILES
from broadcast.runsheet import write_runsheet

outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))
studio = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("studio.py"))))

VOID = {"meta", "input", "br", "path"}


class Reader(HTMLParser):
    """What a browser would see: elements with their attributes, and the text outside style and script."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.texts.append(data)

    def count(self, tag) -> int:
        return sum(name == tag for name, _ in self.elements)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_any_sheet_is_a_whole_page_with_every_text_and_no_mark_up_of_a_strangers(newsroom, data) -> None:
    unspoken = data.draw(st.lists(st.tuples(newsroom.names(), newsroom.names()), max_size=3))
    sheet = write_runsheet(data.draw(newsroom.programmes()), unspoken=unspoken)
    frame = Frame(station=data.draw(newsroom.names()), audio=data.draw(st.booleans()), link="a b.wav")
    text = render(sheet, frame)
    reader = Reader(text)
    assert not reader.open
    assert (reader.count("script"), reader.count("style")) == (int(frame.audio), 1)
    assert text.count(AUDIO_HERE) == int(frame.audio)
    bodies = [attrs for tag, attrs in reader.elements if tag == "tbody" and "id" in attrs]
    assert [body["id"] for body in bodies] == [row.page for row in sheet.rows]
    shown = set(reader.texts)
    assert all(printable(row.text).strip() in shown for row in sheet.rows if printable(row.text).strip())


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_page_asks_nothing_of_the_network(newsroom, data) -> None:
    sheet = write_runsheet(data.draw(newsroom.programmes()))
    text = render(sheet, Frame(audio=True))
    sources = [
        value
        for _, attrs in Reader(text).elements
        for name, value in attrs.items()
        if name in ("src", "href", "srcset", "action", "poster")
    ]
    assert sources == [f"data:audio/mpeg;base64,{AUDIO_HERE}"]
    assert not re.search(
        r"url\(|@import|fetch\(|XMLHttp|https?://", page._asset("page.css") + page._asset("page.js")
    )


def test_headings_belong_to_columns_and_rows(newsroom) -> None:
    heads = [
        attrs for tag, attrs in Reader(render(write_runsheet(newsroom.harbour()))).elements if tag == "th"
    ]
    assert [head["scope"] for head in heads].count("col") == 13
    assert [head["scope"] for head in heads].count("row") == 10


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("fa-IR", "rtl"),
        ("he_IL", "rtl"),
        ("pa-Arab", "rtl"),
        ("arn", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_page_is_written_the_way_its_language_is(newsroom, language, written) -> None:
    assert direction(language) == written
    text = render(replace(write_runsheet(newsroom.harbour()), language=language))
    assert f'<html lang="{language}" dir="{written}">' in text


def test_an_estimated_page_says_so_where_nobody_can_miss_it(newsroom) -> None:
    text = render(write_runsheet(newsroom.estimated(newsroom.harbour())))
    assert text.index("<strong>ESTIMATED</strong>") < text.index("<h1")
    assert "TRT (EST)" in text
    assert "not measured yet" in text
    assert "ESTIMATED</strong>" not in render(write_runsheet(newsroom.harbour()))


def test_every_made_voice_is_said_to_be_synthetic(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour())
    text = render(sheet)
    assert "Each voice listed here is a <strong>synthetic voice</strong>" in text
    assert text.count(": synthetic voice <code>") == sum(bool(row.voice) for row in sheet.rows)


def test_levels_are_held_to_the_profiles_of_the_mix() -> None:
    wanted = {name: (each.target, each.tolerance, each.true_peak) for name, each in PROFILES.items()}
    assert dict(LEVELS) == wanted


def test_a_level_within_tolerance_passes_and_one_without_fails(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour())
    assert [check.verdict for check in checks(sheet)] == ["PASS", "PASS", ""]
    quiet = replace(sheet, loudness=replace(sheet.loudness, integrated=-23.3, true_peak=-0.9))
    assert [check.verdict for check in checks(quiet)] == ["FAIL", "FAIL", ""]
    assert [check.verdict for check in checks(replace(sheet, profile="house"))] == ["", "", ""]
    silent = replace(sheet, loudness=replace(sheet.loudness, integrated=float("-inf")))
    assert checks(silent)[0].reading == "−∞ LUFS"
    assert checks(silent)[0].verdict == "FAIL"


def delivery(newsroom, desk, folder, programme=None) -> Delivery:
    return desk.delivered(folder, programme or newsroom.harbour())


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 6, 7, 100])
def test_the_sound_is_in_the_page_whatever_its_length(newsroom, desk, tmp_path, monkeypatch, size) -> None:
    monkeypatch.setattr(page, "CHUNK_BYTES", 6)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    sound = bytes(range(size))
    (tmp_path / "flood v2.1.mp3").write_bytes(sound)
    given_out = delivery(newsroom, desk, tmp_path)
    (path,) = Page().write(given_out)
    frame = Frame(station="Radio Merrow", date="1970-01-02", audio=True, strip=strip_of(given_out))
    wanted = render(given_out.runsheet, frame).replace(AUDIO_HERE, base64.b64encode(sound).decode())
    assert path.read_bytes() == wanted.encode()


def test_memory_does_not_grow_with_the_sound(newsroom, desk, tmp_path) -> None:
    with (tmp_path / "flood v2.1.mp3").open("wb") as sound:
        sound.truncate(48 * 2**20)
    given_out = delivery(newsroom, desk, tmp_path)
    tracemalloc.start()
    (path,) = Page().write(given_out)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert path.stat().st_size > 64 * 2**20
    assert peak < 16 * 2**20


def test_without_an_mp3_the_page_links_to_the_wav_and_does_not_hold_it(newsroom, desk, tmp_path) -> None:
    (path,) = Page().write(delivery(newsroom, desk, tmp_path))
    text = path.read_text(encoding="utf-8")
    assert 'href="flood%20v2.1.wav"' in text
    assert "<audio" not in text
    assert "base64" not in text


def test_before_rendering_there_is_nothing_to_link_to(newsroom, desk, tmp_path) -> None:
    (path,) = Page().write(delivery(newsroom, desk, tmp_path, newsroom.estimated(newsroom.harbour())))
    assert ".wav" not in path.read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_named(newsroom, desk, tmp_path) -> None:
    given_out = replace(delivery(newsroom, desk, tmp_path), folder=tmp_path / "gone")
    with pytest.raises(PackageError, match="cannot write"):
        Page().write(given_out)


def test_print_and_speech_stand_side_by_side_where_they_differ() -> None:
    rows = studio.runsheet().rows
    said = replace(rows[0], text="It cost £5.", spoken="It cost five pounds.")
    alike = replace(rows[2], text="We “saw” it.", spoken="We saw it.")
    text = render(replace(studio.runsheet(), rows=(said, rows[1], alike, rows[3])))
    reader = Reader(text)
    assert [attrs["id"] for tag, attrs in reader.elements if tag == "input"] == ["as-spoken"]
    assert "It cost £5." in reader.texts
    assert [part.strip() for part in reader.texts if "pounds" in part] == ["It cost five pounds."]
    assert not [part for part in reader.texts if "We saw it." in part]


def test_a_sheet_said_as_printed_offers_no_side_by_side() -> None:
    assert 'id="as-spoken"' not in render(studio.runsheet())


def test_the_picture_stands_below_the_headline_with_its_style(newsroom, desk, tmp_path) -> None:
    given_out = desk.delivered(tmp_path, desk.heard(newsroom.harbour()))
    (path,) = Page().write(given_out)
    text = path.read_text(encoding="utf-8")
    assert text.index("</h1>") < text.index('<svg xmlns="http://www.w3.org/2000/svg" class="pp"')
    assert text.index('class="pp"') < text.index('<table class="sheet">')
    assert ".pp .pp-curve{" in text
    assert Reader(text).count("style") == 1


_CLICK = """<script>
addEventListener("load", () => {
  const audio = document.querySelector("audio"), picture = document.querySelector(".picture svg");
  const click = () => {
    const box = picture.getBoundingClientRect();
    const clientX = box.left + (box.width * (56 + 1132 / 2)) / 1200;
    picture.dispatchEvent(new MouseEvent("click", { bubbles: true, clientX }));
    setTimeout(() => {
      const x = Math.round(document.querySelector(".pp-playhead").getAttribute("x1"));
      document.title = `at ${Math.round(audio.currentTime)} of ${Math.round(audio.duration)}, x ${x}`;
    }, 50);
  };
  audio.readyState > 0 ? click() : audio.addEventListener("loadedmetadata", click);
});
</script>"""


@pytest.mark.outsider
def test_a_click_on_the_picture_plays_from_there(newsroom, desk, tmp_path) -> None:
    given_out = desk.delivered(tmp_path, desk.heard(newsroom.harbour()))
    Mp3().write(given_out)
    (path,) = Page().write(given_out)
    path.write_text(path.read_text("utf-8").replace("</body>", f"{_CLICK}</body>"), encoding="utf-8")
    shown = outsiders.said_by(
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        f"--user-data-dir={tmp_path / 'chromium'}", "--autoplay-policy=no-user-gesture-required",
        "--virtual-time-budget=5000", "--dump-dom", path.as_uri(),
    )  # fmt: skip
    found = re.search(r"<title>at (\d+) of (\d+), x (\d+)</title>", shown)
    assert found
    at, whole, x = map(int, found.groups())
    assert (at, whole) == (17, 34)
    assert abs(x - (56 + 1132 / 2)) < 5


def test_levels_stand_below_each_other_and_a_failed_row_is_marked(newsroom, desk) -> None:
    sheet = desk.aired(write_runsheet(newsroom.harbour()))
    reader = Reader(render(sheet))
    shown = [part.strip() for part in reader.texts]
    assert {"LUFS", "LEVEL", "HIT", "max S −20.2", "−4.2 dBTP", "fail: 2.1 LU over", "17:59:50"} <= set(shown)
    classes = [attrs["class"] for tag, attrs in reader.elements if tag == "tbody" and "id" in attrs]
    assert [place for place, name in enumerate(classes) if "failed" in name] == [1]


def test_a_recording_is_named_and_not_called_a_made_voice(newsroom, desk) -> None:
    sheet = desk.aired(write_runsheet(newsroom.harbour()))
    text = render(sheet)
    assert "Recording: <code>harbour-mayor.mp3</code>" in text
    assert text.count(": synthetic voice <code>") == sum(bool(row.voice) for row in sheet.rows)
    over = replace(sheet.rows[3], voice="tone:high")
    assert "Under it, a recording: <code>" in render(replace(sheet, rows=(over,)))


def test_a_page_has_no_empty_column(newsroom) -> None:
    pause = replace(write_runsheet(newsroom.harbour()).rows[5], page="A1")
    text = render(replace(write_runsheet(newsroom.harbour()), rows=(pause,)))
    headings = re.findall(r'<th scope="col"[^>]*>([^<]+)<', text)
    assert headings == ["PAGE", "FORM", "EST", "TRT", "START", "PAUSE", "CUME", "STATUS"]

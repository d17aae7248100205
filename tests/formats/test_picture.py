import re
import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from broadcast.errors import PackageError
from broadcast.formats.picture import Picture, draw
from broadcast.formats.strip import lay_strip
from broadcast.formats.textfile import one_line
from broadcast.model import Kind
from broadcast.runsheet import write_runsheet
from broadcast.units import Lufs, Samples

outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

SVG = "{http://www.w3.org/2000/svg}"
WAVE = [(-0.4, 0.5), (-0.1, 0.1), (-1.0, 0.9)]


def parsed(text: str) -> etree._Element:
    return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))


def texts(root: etree._Element, name: str = "text") -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}{name}")]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_programme_is_a_whole_picture_with_a_band_a_row(newsroom, desk, data) -> None:
    programme = desk.heard(data.draw(newsroom.programmes()))
    sheet = write_runsheet(programme)
    alone = data.draw(st.booleans())
    root = parsed(draw(sheet, lay_strip(programme, sheet, WAVE), alone=alone))
    assert [group.get("class") for group in root.iter(f"{SVG}g")] == [row.kind.value for row in sheet.rows]
    title = root.find(f"{SVG}title")
    assert title.text.startswith(one_line(sheet.headline or sheet.slug) or "Programme")
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "pp-title pp-desc")
    assert len(texts(root, "style")) == int(alone)
    assert not [element for element in root.iter() if element.tag in (f"{SVG}script", f"{SVG}image")]
    numbers = [
        float(part) for path in root.iter(f"{SVG}path") for part in re.findall(r"[\d.]+", path.get("d"))
    ]
    assert all(0 <= number <= 1200 for number in numbers)


def test_page_and_talent_stand_on_a_band_that_is_wide_enough(newsroom, desk) -> None:
    sheet = write_runsheet(newsroom.harbour())
    root = parsed(draw(sheet, lay_strip(newsroom.harbour(), sheet, WAVE), alone=True))
    labels = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "pp-label"]
    assert "A2 Anchor" in labels
    assert "A4 Ana Ruiz" in labels
    assert texts(root, "title")[1:][3] == "A4 Ana Ruiz SOT, 0:09.7 to 0:15.7"


def test_target_tolerance_and_times_are_named(newsroom, desk) -> None:
    sheet = desk.aired(write_runsheet(newsroom.harbour()))
    root = parsed(draw(sheet, lay_strip(desk.heard(newsroom.harbour()), sheet, WAVE), alone=True))
    told = texts(root)
    assert {"target −23 ±0.2", "short-term loudness, LUFS", "−20", "0:10", "18:00:00"} <= set(told)
    assert "TRT 0:34.4 · −23.0 LUFS PASS · −5.6 dBTP PASS" in told
    assert "0:34.4 long, 9 rows; on air 2031-03-04 17:59:50 +00:00; loudness" in texts(root, "desc")[0]


def test_without_a_curve_its_panel_is_left_out(newsroom, desk) -> None:
    sheet = write_runsheet(newsroom.harbour())
    root = parsed(draw(sheet, lay_strip(newsroom.harbour(), sheet, WAVE), alone=True))
    whole = parsed(draw(sheet, lay_strip(desk.heard(newsroom.harbour()), sheet, WAVE), alone=True))
    assert int(root.get("data-bottom")) < int(whole.get("data-bottom")) - 100
    assert not [path for path in root.iter(f"{SVG}path") if path.get("class") == "pp-curve"]
    assert "short-term loudness, LUFS" not in texts(root)


def test_an_hour_of_short_rows_stays_small(newsroom) -> None:
    turn = newsroom.turn(Kind.ANCHOR, "The harbour reopened on Tuesday, " * 6)
    programme = newsroom.programme([turn] * 400)
    assert programme.length > 3600 * 48_000
    programme = replace(programme, curve=tuple(Lufs(-23 + (n % 90) / 10) for n in range(36_000)))
    sheet = write_runsheet(programme)
    peaks = [(-(n % 7) / 8, (n % 11) / 12) for n in range(1100)]
    assert len(draw(sheet, lay_strip(programme, sheet, peaks), alone=True)) < 200_000


def test_the_file_is_the_drawing(newsroom, desk, tmp_path) -> None:
    (path,) = Picture().write(desk.delivered(tmp_path, desk.heard(newsroom.harbour())))
    assert path == tmp_path / "flood v2.1.svg"
    wave = next(p for p in parsed(path.read_text("utf-8")).iter(f"{SVG}path") if p.get("class") == "pp-wave")
    assert wave.get("d").count("L") == 2 * 1100 - 1


def test_nothing_is_written_of_an_estimate_or_of_no_sound(newsroom, desk, tmp_path) -> None:
    estimated = newsroom.estimated(newsroom.harbour())
    assert Picture().write(desk.delivered(tmp_path, estimated)) == []
    silent = desk.delivered(tmp_path, replace(newsroom.harbour(), length=Samples(0)))
    assert Picture().write(replace(silent, runsheet=replace(silent.runsheet, trt=Samples(0)))) == []


def test_a_folder_that_is_not_there_is_named(newsroom, desk, tmp_path) -> None:
    given_out = replace(desk.delivered(tmp_path, newsroom.harbour()), folder=tmp_path / "gone")
    with pytest.raises(PackageError, match="cannot write"):
        Picture().write(given_out)


@pytest.mark.outsider
def test_xmllint_finds_nothing_amiss(newsroom, desk, tmp_path) -> None:
    sheet = replace(desk.aired(write_runsheet(newsroom.harbour())), headline='<b>"1 & 2"</b> \ufffe\x07 ]]>')
    (path,) = Picture().write(desk.delivered(tmp_path, desk.heard(newsroom.harbour()), sheet))
    assert outsiders.said_by("xmllint", "--noout", path) == ""


@pytest.mark.outsider
def test_a_browser_draws_it(newsroom, desk, tmp_path) -> None:
    (path,) = Picture().write(desk.delivered(tmp_path, desk.heard(newsroom.harbour())))
    shot = tmp_path / "shot.png"
    outsiders.said_by(
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        f"--user-data-dir={tmp_path / 'chromium'}", "--window-size=600,200", f"--screenshot={shot}",
        path.as_uri(),
    )  # fmt: skip
    assert shot.stat().st_size > 8_000  # a page without anything on it takes 1,500

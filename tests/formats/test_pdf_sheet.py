import re
import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.errors import PackageError
from broadcast.formats.columns import COLUMNS, entries, running_time
from broadcast.formats.exporter import Choices
from broadcast.formats.pdf_sheet import PrintedSheet, render
from broadcast.formats.strip import lay_strip
from broadcast.runsheet import write_runsheet

outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

WAVE = [(-0.4, 0.5), (-0.1, 0.1), (-1.0, 0.9)]


def written(desk, folder, programme, sheet):
    (path,) = PrintedSheet().write(desk.delivered(folder, desk.heard(programme), sheet))
    return path


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_sheet_is_a_pdf_and_twice_the_same(newsroom, desk, tmp_path, data) -> None:
    programme = desk.heard(data.draw(newsroom.programmes()))
    sheet = write_runsheet(
        programme, unspoken=data.draw(st.lists(st.tuples(newsroom.names(), newsroom.names())))
    )
    sheet = desk.aired(sheet) if data.draw(st.booleans()) else sheet
    given_out = replace(
        desk.delivered(tmp_path, newsroom.harbour()), runsheet=sheet, station=data.draw(newsroom.names())
    )
    strip = None if programme.estimated else lay_strip(programme, sheet, WAVE)
    printed = render(given_out, strip)
    assert printed.startswith(b"%PDF-1.")
    assert printed.rstrip().endswith(b"%%EOF")
    assert printed == render(given_out, strip)


def test_the_time_it_was_made_is_the_package_s(newsroom, desk, tmp_path) -> None:
    given_out = desk.delivered(tmp_path, newsroom.harbour())
    assert b"(D:20310304063000+00'00')" in render(given_out, None)
    assert render(replace(given_out, created=desk.on_air), None) != render(given_out, None)


def test_a_folder_that_is_not_there_is_named(newsroom, desk, tmp_path) -> None:
    given_out = replace(desk.delivered(tmp_path, newsroom.harbour()), folder=tmp_path / "gone")
    with pytest.raises(PackageError, match="cannot write"):
        PrintedSheet().write(given_out)


def test_its_language_and_its_parts_are_told(newsroom, desk, tmp_path) -> None:
    sheet = write_runsheet(newsroom.harbour(), unspoken=[("said Ana Ruiz", "attribution")])
    printed = render(desk.delivered(tmp_path, newsroom.harbour(), sheet), None)
    assert b"/Lang (en)" in printed
    for title in (b"Run-sheet", b"Script", b"A4 Ana Ruiz", b"Voices", b"Not heard"):
        assert b"/Title (" + title + b")" in printed


def test_it_is_printed_on_the_paper_of_the_station(newsroom, desk, tmp_path) -> None:
    given_out = replace(desk.delivered(tmp_path, newsroom.harbour()), choices=Choices(paper="letter"))
    assert b"/MediaBox [ 0 0 792 612 ]" in render(given_out, None)


def test_without_sound_an_estimate_can_be_printed(newsroom, desk, tmp_path) -> None:
    estimated = newsroom.estimated(newsroom.harbour())
    (path,) = PrintedSheet().write(desk.delivered(tmp_path, estimated))
    assert path.stat().st_size > 10_000


@pytest.mark.outsider
def test_pdftotext_finds_every_cell_and_every_word(newsroom, desk, tmp_path) -> None:
    sheet = desk.aired(write_runsheet(newsroom.harbour(), unspoken=[("said Ana Ruiz", "attribution")]))
    path = written(desk, tmp_path, newsroom.harbour(), sheet)
    laid = outsiders.said_by("pdftotext", "-layout", path, "-")
    flat = " ".join(outsiders.said_by("pdftotext", path, "-").split())
    for entry in entries(sheet):
        line = next(
            line for line in laid.splitlines() if re.match(rf" *{entry.row.page} +{entry.row.form}\b", line)
        )
        for key in ("start_s", "trt_s", "cume_s", "hit", "lufs"):
            assert COLUMNS[key].text(entry) in line.split() or not COLUMNS[key].text(entry)
        assert " ".join(entry.row.text.split()) in flat
        assert entry.row.voice in flat
    for told in (
        "fail: 2.1 LU",
        "recording: harbour-mayor.mp3",
        "Total running time",
        "said Ana Ruiz",
        "PASS",
    ):
        assert told in flat
    assert running_time(sheet) in flat


@pytest.mark.outsider
def test_every_page_says_what_it_is_and_that_its_voices_are_made(newsroom, desk, tmp_path) -> None:
    sheet = write_runsheet(newsroom.harbour())
    path = written(desk, tmp_path, newsroom.harbour(), sheet)
    pages = outsiders.said_by("pdftotext", "-layout", path, "-").split("\f")[:-1]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "HARBOUR · TRT 0:34.4" in " ".join(page.split())
        assert "Synthetic voices: kokoro:bf_emma" in page


@pytest.mark.outsider
def test_pdfinfo_reads_what_it_is_of(newsroom, desk, tmp_path) -> None:
    path = written(desk, tmp_path, newsroom.harbour(), write_runsheet(newsroom.harbour()))
    told = outsiders.said_by("pdfinfo", "-isodates", path)
    assert re.search(r"Title: +Harbour of Port Ellery reopens after the storm", told)
    assert re.search(r"Author: +Radio Merrow", told)
    assert re.search(r"Keywords: +HARBOUR, run-sheet, r128", told)
    assert re.search(r"CreationDate: +2031-03-04T06:30:00", told)
    assert re.search(r"Page size: +841.89 x 595.28 pts \(A4\)", told)
    assert outsiders.said_by("pdffonts", path).count("DejaVuSansCondensed") == 2


@pytest.mark.outsider
def test_headings_are_on_every_page_of_a_long_table_and_a_row_is_never_cut(newsroom, desk, tmp_path) -> None:
    sheet = desk.aired(write_runsheet(newsroom.harbour()))
    rows = tuple(replace(row, page=f"A{n}") for n, row in enumerate(sheet.rows * 6, start=1))
    path = written(desk, tmp_path, newsroom.harbour(), replace(sheet, rows=rows))
    pages = outsiders.said_by("pdftotext", "-layout", path, "-").split("\f")
    table = [page for page in pages if "IN-CUE" in page]
    assert len(table) > 2
    assert all("OUT-CUE" in page and "STATUS" in page for page in table)


@pytest.mark.outsider
def test_a_long_text_goes_on_with_its_name_on_the_next_page(newsroom, desk, tmp_path) -> None:
    sheet = write_runsheet(newsroom.harbour())
    long = replace(sheet.rows[1], text=" ".join(f"word{n}" for n in range(900)))
    path = written(desk, tmp_path, newsroom.harbour(), replace(sheet, rows=(long,)))
    text = outsiders.said_by("pdftotext", "-layout", path, "-")
    assert [text.count(f"word{n} ") + text.count(f"word{n}\n") for n in range(900)] == [1] * 900
    assert text.count("(more)") == text.count("(goes on)") > 1

import io
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.errors import PackageError
from broadcast.formats.columns import entries
from broadcast.formats.exporter import Choices
from broadcast.formats.textfile import one_line, printable
from broadcast.formats.xlsx_sheet import Workbook, render
from broadcast.runsheet import write_runsheet


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def table(page) -> list[dict[str, openpyxl.cell.Cell]]:
    """The rows below the headings, cell by heading, the sums last."""
    rows = list(page.iter_rows())
    first = next(index for index, row in enumerate(rows) if row[0].value == "PAGE")
    headings = [cell.value for cell in rows[first]]
    return [dict(zip(headings, row, strict=True)) for row in rows[first + 1 :]]


def cells(book: openpyxl.Workbook) -> list[openpyxl.cell.Cell]:
    return [cell for page in book for row in page.iter_rows() for cell in row]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_sheet_reads_back_with_a_row_a_row_and_is_twice_the_same(newsroom, desk, tmp_path, data) -> None:
    programme = data.draw(newsroom.programmes())
    sheet = write_runsheet(
        programme, unspoken=data.draw(st.lists(st.tuples(newsroom.names(), newsroom.names())))
    )
    sheet = desk.aired(sheet) if data.draw(st.booleans()) else sheet
    given_out = replace(
        desk.delivered(tmp_path, newsroom.harbour()), runsheet=sheet, station=data.draw(newsroom.names())
    )
    content = render(given_out)
    assert content == render(given_out)
    rows = table(opened(content)["Run-sheet"])
    assert [row["PAGE"].value for row in rows] == [*(row.page for row in sheet.rows), "SUM"]
    for row, entry in zip(rows, entries(sheet), strict=False):
        assert row["TRT (EST)" if sheet.estimated else "TRT"].value.total_seconds() == pytest.approx(
            entry.between_s(entry.row.start, entry.row.end), abs=0.001
        )
    spoken = [printable(row.text).strip() for row in sheet.rows if row.text.strip()]
    assert [row["TEXT"].value or "" for row in table(opened(content)["Script"])] == spoken


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mark=st.sampled_from("=+-@"), text=st.text(max_size=20))
def test_nothing_of_a_report_becomes_a_formula_a_number_or_a_link(
    newsroom, desk, tmp_path, mark, text
) -> None:
    sheet = write_runsheet(newsroom.harbour())
    strange = mark + text
    row = replace(
        sheet.rows[3], talent=strange, note=strange, title="https://example.org", text=strange, page="12"
    )
    sheet = replace(sheet, rows=(row,), headline=strange, slug=strange, unspoken=((strange, strange),))
    book = opened(
        render(replace(desk.delivered(tmp_path, newsroom.harbour()), runsheet=sheet, station=strange))
    )
    formulas = [cell.value for cell in cells(book) if cell.data_type == "f"]
    assert all(formula.startswith("=SUM(") for formula in formulas)
    assert len(formulas) == 4
    assert not [cell for cell in cells(book) if cell.hyperlink]
    assert table(book["Run-sheet"])[0]["TALENT"].value == one_line(strange)
    assert table(book["Run-sheet"])[0]["PAGE"].value == "12"


def test_times_are_numbers_that_excel_can_add(newsroom, desk, tmp_path) -> None:
    sheet = desk.aired(write_runsheet(newsroom.harbour()))
    rows = table(opened(render(desk.delivered(tmp_path, newsroom.harbour(), sheet)))["Run-sheet"])
    assert rows[0]["START"].value == timedelta(seconds=0.25)
    assert {row["TRT"].number_format for row in rows} == {"[m]:ss.0"}
    assert rows[0]["HIT"].value == desk.on_air.replace(tzinfo=None)
    assert rows[0]["HIT"].number_format == "hh:mm:ss"
    assert (rows[0]["LUFS"].value, rows[0]["LUFS"].number_format) == (-22.5, "0.0")
    assert rows[-1]["TRT"].value.startswith("=SUM(")
    assert rows[3]["VOICE"].value == "recording: harbour-mayor.mp3"


def test_the_sums_are_there_for_readers_that_do_not_add(newsroom, desk, tmp_path) -> None:
    sheet = write_runsheet(newsroom.harbour())
    content = render(desk.delivered(tmp_path, newsroom.harbour(), sheet))
    page = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Run-sheet"]
    sums = table(page)[-1]
    assert sums["WORDS"].value == sheet.words
    total = sums["TRT"].value + sums["PAUSE"].value + timedelta(seconds=0.25)
    assert total.total_seconds() == pytest.approx(sheet.trt / sheet.rate_hz, abs=0.001)


def test_it_prints_landscape_as_wide_as_the_paper_with_its_headings_on_each_sheet(
    newsroom, desk, tmp_path
) -> None:
    book = opened(render(desk.delivered(tmp_path, newsroom.harbour())))
    page = book["Run-sheet"]
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert (page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
    assert page.print_title_rows == "$6:$6"
    assert page.freeze_panes == "B7"
    assert page.oddFooter.right.text == "&P of &N"
    assert "synthetic voices: kokoro:bf_emma" in page.oddFooter.left.text
    letter = opened(
        render(replace(desk.delivered(tmp_path, newsroom.harbour()), choices=Choices(paper="letter")))
    )
    assert int(letter["Run-sheet"].page_setup.paperSize) == 1


def test_kinds_have_their_colours_and_a_failed_level_is_red(newsroom, desk, tmp_path) -> None:
    sheet = desk.aired(write_runsheet(newsroom.harbour()))
    rows = table(opened(render(desk.delivered(tmp_path, newsroom.harbour(), sheet)))["Run-sheet"])
    paper = [row["FORM"].fill.start_color.rgb for row in rows[:5]]
    assert paper[0] == paper[1] != paper[3] != paper[4]
    assert rows[1]["LEVEL"].font.color.rgb == "FFB3261E"


def test_what_is_not_heard_has_a_sheet_where_there_is_any(newsroom, desk, tmp_path) -> None:
    sheet = write_runsheet(newsroom.harbour(), unspoken=[("said Ana Ruiz", "attribution")])
    book = opened(render(desk.delivered(tmp_path, newsroom.harbour(), sheet)))
    assert book.sheetnames == ["Run-sheet", "Unspoken", "Script"]
    assert [cell.value for cell in book["Unspoken"][2]] == ["attribution", "said Ana Ruiz"]
    assert opened(render(desk.delivered(tmp_path, newsroom.harbour()))).sheetnames == ["Run-sheet", "Script"]


def test_text_that_is_longer_than_a_cell_is_cut_and_not_lost(newsroom, desk, tmp_path) -> None:
    sheet = write_runsheet(newsroom.harbour())
    row = replace(sheet.rows[1], text="🚢" * 40_000)
    book = opened(render(desk.delivered(tmp_path, newsroom.harbour(), replace(sheet, rows=(row,)))))
    text = table(book["Script"])[0]["TEXT"].value
    assert text.startswith("🚢")
    assert text.endswith("🚢…")


def test_the_book_says_what_it_is_and_when_it_was_made(newsroom, desk, tmp_path) -> None:
    told = opened(render(desk.delivered(tmp_path, newsroom.harbour()))).properties
    assert (told.title, told.creator) == ("Harbour of Port Ellery reopens after the storm", "Radio Merrow")
    assert told.created == desk.created.replace(tzinfo=None)
    assert "synthetic voices" in told.description


def test_the_file_is_the_book(newsroom, desk, tmp_path) -> None:
    given_out = desk.delivered(tmp_path, newsroom.harbour())
    (path,) = Workbook().write(given_out)
    assert path.name == "runsheet.xlsx"
    assert path.read_bytes() == render(given_out)
    with pytest.raises(PackageError, match="cannot write"):
        Workbook().write(replace(given_out, folder=tmp_path / "gone"))

import io
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from broadcast.formats.terminal import table
from broadcast.runsheet import write_runsheet


def shown(sheet, width, current=None) -> list[str]:
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    console.print(table(sheet, current, width))
    return console.file.getvalue().splitlines()


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_row_is_a_line_and_no_line_is_wider_than_the_terminal(newsroom, data) -> None:
    sheet = write_runsheet(data.draw(newsroom.programmes()))
    width = data.draw(st.sampled_from([60, 80, 100, 140, 200]))
    lines = shown(sheet, width)
    assert max(cell_len(line) for line in lines) <= width
    for row in sheet.rows:
        assert sum(line.split()[:1] == [row.page] for line in lines) == 1
    assert not any(ord(letter) < 32 for line in lines for letter in line)


@pytest.mark.parametrize("width", [80, 100, 140])
def test_times_and_pages_are_never_cut(newsroom, width) -> None:
    sheet = write_runsheet(newsroom.harbour())
    for row, line in zip(sheet.rows, shown(sheet, width)[3:], strict=False):
        assert line.split()[:2] == [row.page, row.form]
        assert "0:" in line
        assert not any(cell.startswith("0:") and "…" in cell for cell in line.split())


def test_wider_terminals_show_more_columns(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour())
    headings = [set(shown(sheet, width)[1].split()) for width in (60, 80, 100, 140, 220)]
    assert all(fewer < more for fewer, more in pairwise(headings))
    assert headings[0] == {"PAGE", "FORM", "TALENT", "TRT", "START"}


def test_the_row_that_plays_is_marked_and_no_other(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour())
    marked = [line for line in shown(sheet, 100, current=3) if line.startswith("▶")]
    assert [line.split()[1] for line in marked] == ["A4"]
    assert not [line for line in shown(sheet, 100) if "▶" in line]


def test_an_estimated_sheet_says_so_in_its_title_and_its_column(newsroom) -> None:
    lines = shown(write_runsheet(newsroom.estimated(newsroom.harbour())), 80)
    assert lines[0].startswith("ESTIMATED")
    assert "EST" in lines[1].split()
    assert "TRT" not in lines[1].split()


def test_a_missed_level_is_told(newsroom) -> None:
    sheet = write_runsheet(replace(newsroom.harbour(), profile="podcast"))
    assert "FAIL" in shown(sheet, 100)[-1]


def test_levels_and_the_clock_are_shown_where_there_are_any_and_there_is_room(newsroom, desk) -> None:
    sheet = desk.aired(write_runsheet(newsroom.harbour()))
    assert {"HIT", "LUFS", "dBTP", "LEVEL"} <= set(shown(sheet, 220)[1].split())
    assert "HIT" in shown(sheet, 80)[1].split()
    assert "on air 2031-03-04 17:59:50 +00:00" in shown(sheet, 120)[-1]
    assert not {"HIT", "LUFS", "dBTP", "LEVEL"} & set(
        shown(write_runsheet(newsroom.harbour()), 220)[1].split()
    )


def test_the_level_of_rows_takes_room_only_where_one_is_amiss(newsroom, desk) -> None:
    sheet = desk.aired(write_runsheet(newsroom.harbour()))
    good = replace(sheet, rows=tuple(replace(row, level="pass") for row in sheet.rows))
    assert "LEVEL" in shown(sheet, 220)[1].split()
    assert "LEVEL" not in shown(good, 220)[1].split()

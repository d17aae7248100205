import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import PackageError
from broadcast.formats.columns import COLUMNS
from broadcast.formats.csv_sheet import CsvSheet, render
from broadcast.formats.exporter import Delivery, Exporter
from broadcast.runsheet import write_runsheet


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_the_sheet_of_the_harbour_is_as_agreed(newsroom, golden) -> None:
    golden("runsheet.csv", render(write_runsheet(newsroom.harbour())))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_any_sheet_reads_back_with_one_record_a_row_and_every_column(newsroom, data) -> None:
    sheet = write_runsheet(data.draw(newsroom.programmes()))
    records = read(render(sheet))
    assert [record["page"] for record in records] == [row.page for row in sheet.rows]
    assert all(list(record) == list(COLUMNS) and None not in record.values() for record in records)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_no_text_cell_is_a_formula(newsroom, data) -> None:
    sheet = write_runsheet(data.draw(newsroom.programmes()))
    text_columns = [key for key, column in COLUMNS.items() if column.number is None]
    for record in read(render(sheet)):
        assert not any(record[key].startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for key in text_columns)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_lengths_and_pauses_add_up_to_the_last_cume_as_written(newsroom, data) -> None:
    records = read(render(write_runsheet(data.draw(newsroom.programmes()))))
    total = sum(Decimal(record["trt_s"]) + Decimal(record["pause_s"]) for record in records)
    assert Decimal(records[0]["start_s"]) + total == Decimal(records[-1]["cume_s"])


def test_lines_end_as_the_standard_says_and_quotes_are_doubled(newsroom) -> None:
    text = render(write_runsheet(newsroom.harbour()))
    assert text.endswith("\r\n")
    assert text.count("\r\n") == len(text.split("\n")) - 1 == 10
    assert '"""We saw it coming, and"' in text


def test_a_formula_in_a_name_is_guarded(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour())
    rows = (replace(sheet.rows[3], talent="=HYPERLINK(1)", note="  @x"), *sheet.rows[4:])
    record = read(render(replace(sheet, rows=rows)))[0]
    assert (record["talent"], record["note"]) == ("'=HYPERLINK(1)", "'@x")


def test_before_rendering_every_row_says_that_it_is_estimated(newsroom) -> None:
    records = read(render(write_runsheet(newsroom.estimated(newsroom.harbour()))))
    assert {record["timing"] for record in records} == {"estimated"}
    assert {record["actual_s"] for record in records} == {""}


def delivery(newsroom, folder, stem="flood.v2") -> Delivery:
    programme = newsroom.harbour()
    sheet = write_runsheet(programme)
    return Delivery(programme=programme, runsheet=sheet, folder=folder, stem=stem, wav=folder / "x.wav")


def test_the_file_is_the_rendered_text_byte_for_byte(newsroom, tmp_path) -> None:
    given_out = delivery(newsroom, tmp_path)
    assert isinstance(CsvSheet(), Exporter)
    (path,) = CsvSheet().write(given_out)
    assert path == tmp_path / "runsheet.csv"
    assert path.read_bytes() == render(given_out.runsheet).encode()


def test_a_folder_that_is_not_there_is_named(newsroom, tmp_path) -> None:
    with pytest.raises(PackageError, match="cannot write") as error:
        CsvSheet().write(delivery(newsroom, tmp_path / "gone"))
    assert error.value.hint


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "＝"])
def test_whatever_opens_a_formula_is_guarded(newsroom, mark) -> None:
    sheet = write_runsheet(newsroom.harbour())
    row = replace(sheet.rows[0], note=f"{mark}1", text=f"\n {mark}1")
    record = read(render(replace(sheet, rows=(row,))))[0]
    assert (record["note"], record["text"]) == (f"'{mark}1", f"'\n {mark}1")


def test_levels_are_numbers_to_the_tenth_and_the_recording_has_a_column(newsroom, desk) -> None:
    records = read(render(desk.aired(write_runsheet(newsroom.harbour()))))
    assert (records[0]["lufs"], records[0]["true_peak_dbtp"], records[5]["lufs"]) == ("-22.5", "-4.2", "")
    assert (records[3]["clip"], records[3]["hit"]) == ("harbour-mayor.mp3", "18:00:00")

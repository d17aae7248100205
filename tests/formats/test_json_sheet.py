import contextlib
import json
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import PackageError
from broadcast.formats.exporter import Delivery
from broadcast.formats.json_sheet import JsonSheet, read_runsheet, render
from broadcast.model import Row, RunSheet
from broadcast.runsheet import write_runsheet


def test_the_sheet_of_the_harbour_is_as_agreed(newsroom, golden) -> None:
    sheet = write_runsheet(newsroom.harbour(), unspoken=[("said Ana Ruiz", "attribution")])
    golden("runsheet.json", render(sheet))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_what_is_read_is_what_was_written(newsroom, data) -> None:
    unspoken = data.draw(st.lists(st.tuples(newsroom.names(), newsroom.names()), max_size=3))
    sheet = write_runsheet(data.draw(newsroom.programmes()), unspoken=unspoken)
    assert read_runsheet(render(sheet)) == sheet


def test_a_sheet_of_before_rows_had_what_is_said_can_be_read(newsroom) -> None:
    sheet = json.loads(render(write_runsheet(newsroom.harbour())))
    for row in sheet["rows"]:
        del row["spoken"]
    assert {row.spoken for row in read_runsheet(json.dumps(sheet)).rows} == {""}


def test_every_field_is_there_by_its_name(newsroom) -> None:
    sheet = json.loads(render(write_runsheet(newsroom.harbour())))
    assert {field.name for field in fields(RunSheet)} <= set(sheet)
    assert {field.name for field in fields(Row)} <= set(sheet["rows"][0])
    assert sheet["trt"]["seconds"] == pytest.approx(sheet["trt"]["samples"] / 48_000, abs=1e-6)
    assert (sheet["schema"], sheet["version"]) == ("broadcast.runsheet", 1)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_damaged_sheet_is_a_package_error_or_still_a_sheet(newsroom, data) -> None:
    """Any value of the file replaced by any other, or taken away."""
    sheet = json.loads(render(write_runsheet(newsroom.harbour())))
    where = data.draw(st.sampled_from([sheet, sheet["rows"][0], sheet["trt"], sheet["loudness"]]))
    key = data.draw(st.sampled_from(sorted(where)))
    junk = (
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just([1]) | st.just({"a": 1})
    )
    if data.draw(st.booleans()):
        where[key] = data.draw(junk)
    else:
        del where[key]
    with contextlib.suppress(PackageError):
        assert isinstance(read_runsheet(json.dumps(sheet)), RunSheet)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "[" * 100_000, '{"schema": "other"}', "1" * 5_000, "\x00", '"runsheet"']
)
def test_what_is_no_run_sheet_is_a_package_error(text) -> None:
    with pytest.raises(PackageError):
        read_runsheet(text)


def test_a_later_version_is_named(newsroom) -> None:
    sheet = json.loads(render(write_runsheet(newsroom.harbour()))) | {"version": 9}
    with pytest.raises(PackageError, match="version '9'"):
        read_runsheet(json.dumps(sheet))


def test_the_file_is_the_rendered_text(newsroom, tmp_path) -> None:
    programme = newsroom.harbour()
    sheet = write_runsheet(programme)
    (path,) = JsonSheet().write(
        Delivery(programme=programme, runsheet=sheet, folder=tmp_path, stem="a.b", wav=tmp_path / "a.wav")
    )
    assert path.name == "runsheet.json"
    assert read_runsheet(path.read_text(encoding="utf-8")) == sheet


def test_the_level_of_silence_reads_back(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour())
    silent = replace(sheet, loudness=replace(sheet.loudness, integrated=float("-inf")))
    assert '"integrated": "-inf"' in render(silent)
    assert read_runsheet(render(silent)) == silent

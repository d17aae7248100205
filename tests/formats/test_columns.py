from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.columns import COLUMNS, checks, entries, on_air_text, present, running_time, wall_time
from broadcast.formats.textfile import one_line, printable
from broadcast.runsheet import write_runsheet


def tenths(shown: str) -> Decimal:
    """1:02:03.4 -> 3723.4"""
    total = Decimal(0)
    for part in shown.split(":"):
        total = total * 60 + Decimal(part)
    return total


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_what_is_shown_adds_up_to_what_is_shown(newsroom, data) -> None:
    sheet = write_runsheet(data.draw(newsroom.programmes()))
    cells = [{key: column.text(entry) for key, column in COLUMNS.items()} for entry in entries(sheet)]
    total = sum(tenths(cell["trt_s"]) + tenths(cell["pause_s"]) for cell in cells)
    assert tenths(cells[0]["start_s"]) + total == tenths(cells[-1]["cume_s"]) == tenths(running_time(sheet))
    for cell in cells:
        assert tenths(cell["start_s"]) + tenths(cell["trt_s"]) == tenths(cell["end_s"])
        assert cell["actual_s"] == ("" if sheet.estimated else cell["trt_s"])


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_talent_is_who_the_programme_says(newsroom, data) -> None:
    sheet = write_runsheet(data.draw(newsroom.programmes()))
    for entry in entries(sheet):
        assert bool(entry.talent) == (entry.row.kind.spoken or bool(entry.row.speaker))


def test_lead_ins_and_headlines_are_their_narrators(newsroom) -> None:
    talents = [entry.talent for entry in entries(write_runsheet(newsroom.harbour()))]
    assert talents == [
        *("Anchor", "Anchor", "Anchor", "Ana Ruiz", "Reporter"),
        *("", "Reporter", "Captain Tomas Vey", "Reporter"),
    ]


def test_no_control_character_is_printed() -> None:
    controls = [*map(chr, range(32)), *map(chr, range(127, 160)), "\u2028", "\u2029", "\ud800"]
    assert {one_line(f"a{control}b") for control in controls} == {"a b"}
    assert printable("a\r\nb\rc\td\x1b") == "a\nb\nc\td "


def cells(sheet, key) -> list[str]:
    return [COLUMNS[key].text(entry) for entry in entries(sheet)]


def test_a_row_hits_the_clock_on_the_wall_at_its_start(newsroom, desk) -> None:
    sheet = desk.aired(write_runsheet(newsroom.harbour()))
    assert cells(sheet, "hit")[:4] == ["17:59:50", "17:59:53", "17:59:58", "18:00:00"]
    assert set(cells(replace(sheet, on_air=None), "hit")) == {""}
    assert on_air_text(sheet) == "2031-03-04 17:59:50 +00:00"


def test_the_night_the_clocks_change_is_counted_as_it_is_lived() -> None:
    before = datetime(2031, 3, 30, 0, 59, 30, tzinfo=ZoneInfo("Europe/London"))
    assert f"{wall_time(before, 40):%H:%M:%S %z}" == "02:00:10 +0100"
    assert f"{wall_time(before, 0.5):%H:%M:%S}" == "00:59:31"


def test_a_recording_stands_in_the_place_of_a_voice_and_below_one_that_speaks_over_it(newsroom, desk) -> None:
    sheet = desk.aired(write_runsheet(newsroom.harbour()))
    assert cells(sheet, "voice")[3] == "recording: harbour-mayor.mp3"
    over = replace(sheet.rows[3], voice="tone:high")
    assert cells(replace(sheet, rows=(over,)), "voice") == ["tone:high over recording: harbour-mayor.mp3"]


def test_levels_have_true_minus_signs_and_nothing_where_a_meter_reads_nothing(newsroom, desk) -> None:
    sheet = desk.aired(write_runsheet(newsroom.harbour()))
    assert cells(sheet, "lufs")[:2] == ["−22.5", "−22.8"]
    assert cells(sheet, "lufs")[5] == ""
    assert cells(sheet, "max_short_term_lufs")[1:3] == ["−20.2", ""]  # 4.1 s and 1.7 s
    assert cells(sheet, "true_peak_dbtp")[0] == "−4.2"
    assert cells(sheet, "level")[:2] == ["pass", "fail: 2.1 LU over"]


def test_a_column_with_nothing_in_it_is_not_present(newsroom, desk) -> None:
    sheet = write_runsheet(newsroom.harbour())
    assert {"hit", "lufs", "level", "clip"}.isdisjoint(
        column.key for column in present(COLUMNS, list(entries(sheet)))
    )
    assert len(present(COLUMNS, list(entries(desk.aired(sheet))))) == len(COLUMNS)
    assert len(present(COLUMNS, [])) == len(COLUMNS)


def test_what_fails_the_profile_is_told_with_the_reason(newsroom) -> None:
    sheet = write_runsheet(newsroom.harbour())
    failed = checks(replace(sheet, level="fail: max short-term -17.2 LUFS"))[-1]
    assert (failed.name, failed.reading, failed.verdict) == ("Level", "max short-term −17.2 LUFS", "FAIL")
    assert checks(replace(sheet, level="pass")) == checks(sheet)
    of_a_stranger = checks(replace(sheet, profile="house", level="pass"))[-1]
    assert (of_a_stranger.reading, of_a_stranger.verdict) == ("as the profile asks", "PASS")

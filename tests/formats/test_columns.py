from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.columns import COLUMNS, entries, running_time
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

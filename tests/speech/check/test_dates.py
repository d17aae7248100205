"""Words for days, and the day it airs."""

from datetime import date

import pytest
from checkdesk import AIRS, copy_of, found, suggested

from broadcast.speech.check import check_copy
from broadcast.speech.check.dates import date_near


@pytest.mark.parametrize(
    ("dateline", "airs", "written"),
    [
        ("PORT MERROW, Nov. 9", date(2026, 11, 10), date(2026, 11, 9)),
        ("PORT MERROW, Dec. 31", date(2026, 1, 2), date(2025, 12, 31)),
        ("PORT MERROW, 9 November", date(2026, 11, 10), date(2026, 11, 9)),
        ("PORT MERROW, Feb. 29", date(2026, 2, 28), None),
        ("PORT MERROW", date(2026, 2, 28), None),
    ],
)
def test_a_dateline_is_of_the_nearest_year(dateline: str, airs: date, written: date | None) -> None:
    assert date_near(dateline, airs) == written


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("today", "yesterday"),
        ("tonight", "last night"),
        ("tomorrow", "today"),
        ("yesterday", "on Sunday"),
        ("this morning", "yesterday morning"),
    ],
)
def test_a_day_later_every_word_is_another(said: str, instead: str) -> None:
    assert suggested(f"QUILL, Nov. 9 — The bridge closed {said}.", "D951") == [instead]


def test_days_later_the_weekday_is_suggested() -> None:
    assert suggested("QUILL, Nov. 6 — The bridge closed today.", "D951") == ["on Friday"]


def test_on_the_day_itself_and_without_a_dateline_nothing_is_stale() -> None:
    assert not found("QUILL, Nov. 10 — The bridge closed today.", "D951")
    assert not found("The bridge closed today.", "D951")
    assert not check_copy(copy_of("QUILL, Nov. 9 — It closed today.", airs=None), only=["D951"])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The council meets on Tuesday.", 1),
        ("The council meets on Monday.", 0),
        ("The council met last Tuesday.", 0),
        ("The council meets on Tuesdays.", 0),
        ("It was Black Tuesday.", 0),
    ],
)
def test_the_weekday_of_the_day_it_airs_is_today(text: str, count: int) -> None:
    assert AIRS.strftime("%A") == "Tuesday"
    assert len(found(text, "D952")) == count

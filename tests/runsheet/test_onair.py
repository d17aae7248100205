"""When a programme goes on air."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from broadcast.errors import UsageError
from broadcast.runsheet.onair import parse_on_air

NOW = datetime(2026, 3, 1, 17, 20, 5, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("18:00", "2026-03-01T18:00:00+01:00"),
        ("1800", "2026-03-01T18:00:00+01:00"),
        ("18.00.30", "2026-03-01T18:00:30+01:00"),
        ("6:05", "2026-03-02T06:05:00+01:00"),
        ("17:20:05", "2026-03-01T17:20:05+01:00"),
        ("2026-02-01 06:00", "2026-02-01T06:00:00+01:00"),
        ("2026-02-01T06:00Z", "2026-02-01T06:00:00+00:00"),
    ],
)
def test_a_time_of_day_is_the_next_one_and_a_date_is_taken_as_it_stands(text: str, moment: str) -> None:
    assert parse_on_air(text, NOW).isoformat() == moment


@pytest.mark.parametrize("text", ["", "noon", "24:00", "18:60", "2026-03-01", "18", "2026-02-30 10:00"])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="is no time to go on air") as error:
        parse_on_air(text, NOW)
    assert "18:00" in error.value.hint


def test_without_a_clock_the_machine_s_own_is_asked() -> None:
    assert parse_on_air("2026-03-01 18:00").tzinfo is not None
    assert parse_on_air("12:00") > datetime.now(UTC)

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.ingest.embargo import moment_of

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def at(written: str) -> datetime:
    return datetime.fromisoformat(f"{written}:00Z".replace(" ", "T"))


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-24T06:00:00+01:00", "2026-11-24 05:00"),
        ("2026-11-24T06:00:00.000Z", "2026-11-24 06:00"),
        ("2026-11-24 06:00", "2026-11-24 06:00"),
        ("2026-11-24 06:00 UTC", "2026-11-24 06:00"),
        ("2026-11-24", "2026-11-24 00:00"),
        ("2026-11-24T24:00:00Z", "2026-11-25 00:00"),
        ("20261124T060000Z", "2026-11-24 06:00"),
        ("20261124T060000+0100", "2026-11-24 05:00"),
        ("20261124T060000", "2026-11-24 06:00"),
        ("20261124", "2026-11-24 00:00"),
        ("Tue, 24 Nov 2026 00:01:00 +0100", "2026-11-23 23:01"),
        ("Tue, 24 Nov 2026 00:01:00 GMT", "2026-11-24 00:01"),
        ("Tue, 24 Nov 2026 00:01:00 -0500", "2026-11-24 05:01"),
        ("EMBARGOED UNTIL 0001 GMT, TUESDAY 24 NOVEMBER 2026", "2026-11-24 00:01"),
        ("Embargo: 00:01hrs BST 5 May 2026", "2026-05-04 23:01"),
        ("NOT FOR RELEASE BEFORE 6.30pm on Friday 27th November", "2026-11-27 18:30"),
        ("HOLD FOR RELEASE 6 a.m. ET Monday, Nov. 23", "2026-11-23 11:00"),
        ("HOLD FOR RELEASE 12:01 a.m. Eastern Standard Time, July 4, 2026", "2026-07-04 05:01"),
        ("12:01 a.m. Eastern time, July 4, 2026", "2026-07-04 04:01"),
        ("00:01 UK time on 1 June 2026", "2026-05-31 23:01"),
        ("00:01 UK time on 1 December 2026", "2026-12-01 00:01"),
        ("until 0600 gmt 24 nov", "2026-11-24 06:00"),
        ("0001hrs, 24-Nov-2026", "2026-11-24 00:01"),
        ("noon Nov 25, 2026 UTC+2", "2026-11-25 10:00"),
        ("Nov 24 2:30", "2026-11-24 02:30"),
        ("11/24/26 9:00 AM EST", "2026-11-24 14:00"),
        ("24/11/2026 0900", "2026-11-24 09:00"),
        ("Sperrfrist: 24. November 2026, 00:01 Uhr", "2026-11-24 00:01"),
        ("Sperrfrist 24.11., 6 Uhr", "2026-11-24 06:00"),
        ("Sous embargo jusqu'au 24 novembre 2026 à 00h01", "2026-11-24 00:01"),
    ],
)
def test_a_moment_is_read_however_newsrooms_write_it(written: str, moment: str) -> None:
    assert moment_of(written, now=NOW) == at(moment)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "Friday noon",
        "6 a.m. ET Monday",
        "Monday 24 November 2026",
        "31 February 2026",
        "25:00 24 Nov 2026",
        "99:99 24 Nov 2026",
        "13 p.m. 24 Nov 2026",
        "until further notice",
        "31 December 9999 2359 EST",
    ],
)
def test_what_is_no_moment_or_contradicts_itself_is_none(written: str) -> None:
    assert moment_of(written, now=NOW) is None


def test_in_doubt_the_later_moment_is_meant() -> None:
    assert moment_of("5/6/2026", now=NOW) == at("2026-06-05 00:00")
    assert moment_of("midnight, Monday 23 November 2026", now=NOW) == at("2026-11-24 00:00")
    assert moment_of("0600 CST 24 Nov 2026", now=NOW) == at("2026-11-24 12:00")


def test_a_date_without_a_year_is_the_nearest_on_its_weekday() -> None:
    assert moment_of("1 January 0600 GMT", now=NOW) == at("2027-01-01 06:00")
    assert moment_of("20 November", now=NOW) == at("2026-11-20 00:00")
    assert moment_of("Thursday 20 November", now=NOW) == at("2025-11-20 00:00")


def test_the_time_of_day_is_no_year() -> None:
    assert moment_of("24 November 2030 GMT", now=NOW) == at("2026-11-24 20:30")
    assert moment_of("0600, 24 November 2030 GMT", now=NOW) == at("2030-11-24 06:00")


@given(st.integers(0, 90 * 365 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)))
def test_every_spelling_of_a_minute_is_the_same_minute(after: timedelta) -> None:
    moment = at("2000-01-01 00:00") + after
    for pattern in (
        "%Y-%m-%dT%H:%MZ",
        "%Y%m%dT%H%M00Z",
        "%H%M GMT, %A %d %B %Y",
        "%I:%M %p GMT on %a %b %d, %Y",
        "%d %B %Y at %H.%M UTC",
        "%d.%m.%Y, %H:%M Uhr",
        "%a, %d %b %Y %H:%M:00 +0000",
    ):
        assert moment_of(moment.strftime(pattern), now=NOW) == moment, pattern


@given(st.text(max_size=80) | st.text(alphabet="0123456789 :./-+TZpamNovGMT", max_size=40))
def test_any_text_gives_a_moment_with_a_zone_or_none(written: str) -> None:
    moment = moment_of(written, now=NOW)
    assert moment is None or moment.tzinfo is not None

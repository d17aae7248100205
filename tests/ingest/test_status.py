from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadcast.ingest.status import standing, status_of
from broadcast.model import Report, Status

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
REPORT = Report(text="The harbour wall fell on Monday night. Nobody was hurt.")
PAST, TO_COME = "2026-11-24T06:00:00Z", "2026-11-24T12:00:00Z"


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("usable", Status.USABLE),
        ("stat:usable", Status.USABLE),
        ("Usable", Status.USABLE),
        ("stat:canceled", Status.KILLED),
        ("Cancelled", Status.KILLED),
        ("http://cv.example/newscodes/pubstatusg2/canceled", Status.KILLED),
        ("killed", Status.KILLED),
        ("withdrawn", Status.KILLED),
        ("SPIKED", Status.KILLED),
        ("ed:withheld", Status.EMBARGOED),
        ("withheld", Status.EMBARGOED),
        ("draft", Status.EMBARGOED),
        ("On Hold", Status.EMBARGOED),
        ("on_hold", Status.EMBARGOED),
        ("embargoed", Status.EMBARGOED),
        ("perhaps", None),
        ("", None),
    ],
)
def test_a_status_word_is_known_in_any_case_and_under_any_prefix(word: str, status: Status | None) -> None:
    assert status_of(word) is status


@pytest.mark.parametrize(
    ("word", "embargo", "status", "until"),
    [
        ("", "", Status.USABLE, None),
        ("stat:usable", "", Status.USABLE, None),
        ("usable", PAST, Status.USABLE, PAST),
        ("usable", TO_COME, Status.EMBARGOED, TO_COME),
        ("embargoed", PAST, Status.USABLE, PAST),
        ("embargoed", TO_COME, Status.EMBARGOED, TO_COME),
        ("embargoed", "", Status.EMBARGOED, None),
        ("embargoed", "when the minister says so", Status.EMBARGOED, None),
        ("withheld", PAST, Status.EMBARGOED, None),
        ("withheld", TO_COME, Status.EMBARGOED, None),
        ("draft", "", Status.EMBARGOED, None),
        ("perhaps", "", Status.EMBARGOED, None),
        ("perhaps", PAST, Status.EMBARGOED, None),
        ("", "none", Status.USABLE, None),
        ("", "soon", Status.EMBARGOED, None),
    ],
)
def test_the_strictest_of_status_and_embargo_counts(
    word: str, embargo: str, status: Status, until: str | None
) -> None:
    report = standing(REPORT, status=word, embargo=embargo, now=NOW)
    assert report.status is status
    assert report.embargo == (datetime.fromisoformat(until) if until else None)


@pytest.mark.parametrize("embargo", ["", PAST, TO_COME, "soon"])
def test_a_kill_stands_above_every_embargo(embargo: str) -> None:
    assert standing(REPORT, status="stat:canceled", embargo=embargo, now=NOW).status is Status.KILLED
    killed = replace(REPORT, status=Status.KILLED)
    assert standing(killed, status="usable", embargo=embargo, now=NOW).status is Status.KILLED


def test_what_a_reader_has_settled_counts_too() -> None:
    held = replace(REPORT, status=Status.EMBARGOED)
    assert standing(held, now=NOW).status is Status.EMBARGOED
    until = replace(held, embargo=NOW + timedelta(hours=1))
    assert standing(until, now=NOW).embargo == until.embargo
    assert standing(until, now=NOW + timedelta(hours=2)).status is Status.USABLE
    assert standing(standing(until, now=NOW), now=NOW) == standing(until, now=NOW)


def test_the_present_is_the_clock_when_none_is_given() -> None:
    assert standing(REPORT, embargo="1999-01-01").status is Status.USABLE
    assert standing(REPORT, embargo="2999-01-01").status is Status.EMBARGOED

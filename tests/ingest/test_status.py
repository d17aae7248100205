from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.ingest import markdown, plain
from broadcast.ingest.document import Document
from broadcast.ingest.status import standing, status_of
from broadcast.model import Reason, Report, Status, Unspoken

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
        ("ed:withheld", Status.KILLED),
        ("withheld", Status.KILLED),
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
        ("withheld", PAST, Status.KILLED, None),
        ("withheld", TO_COME, Status.KILLED, None),
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


def unspoken(report: Report) -> list[tuple[str, str]]:
    return [(str(part.reason), report.text[slice(*part.span)]) for part in report.furniture]


@pytest.mark.parametrize(
    "report",
    [
        replace(REPORT, headline="KILL"),
        replace(REPORT, headline="WITHDRAWN: Harbour wall falls"),
        replace(REPORT, slug="BC-Storm-Harbour-KILL"),
        replace(REPORT, notes="Kill this item, please"),
        replace(REPORT, text="EDITORS: PLEASE KILL BC-Storm-Harbour. A kill is mandatory."),
        replace(REPORT, text=f"Harbour wall falls\n\nADVISORY - DO NOT USE\n\n{REPORT.text}"),
    ],
    ids=["headline", "headline with words", "slug", "note", "nothing else", "copy"],
)
def test_a_kill_is_found_wherever_it_stands(report: Report) -> None:
    told = standing(report, now=NOW)
    assert told.status is Status.KILLED
    assert told.text == report.text


def test_a_kill_has_nothing_to_speak_and_is_a_report_all_the_same() -> None:
    (report,) = plain.read(Document(raw=b"EDITORS: PLEASE KILL BC-Storm. A kill is mandatory.\n"))
    assert report.status is Status.KILLED
    assert report.notes == "PLEASE KILL BC-Storm. A kill is mandatory."


@pytest.mark.parametrize(
    ("line", "status", "embargo"),
    [
        ("EMBARGOED UNTIL 0600 GMT, TUESDAY 24 NOVEMBER 2026", Status.USABLE, PAST),
        ("EMBARGOED UNTIL 1200 GMT, TUESDAY 24 NOVEMBER 2026", Status.EMBARGOED, TO_COME),
        ("HOLD FOR RELEASE 7 a.m. ET Tuesday, Nov. 24", Status.EMBARGOED, TO_COME),
        ("EMBARGOED UNTIL THE MAYOR HAS SPOKEN ON FRIDAY", Status.EMBARGOED, None),
        ("STRICTLY EMBARGOED", Status.EMBARGOED, None),
    ],
)
def test_an_embargo_in_the_copy_holds_it_and_is_not_spoken(
    line: str, status: Status, embargo: str | None
) -> None:
    report = standing(replace(REPORT, text=f"{line}\n\n{REPORT.text}"), now=NOW)
    assert report.status is status
    assert report.embargo == (datetime.fromisoformat(embargo) if embargo else None)
    assert unspoken(report) == [("editor's note", line)]


def test_of_two_embargoes_the_later_one_counts() -> None:
    text = f"EMBARGOED UNTIL 0600 GMT, 24 NOVEMBER 2026\n\n{REPORT.text}"
    assert standing(replace(REPORT, text=text), embargo=TO_COME, now=NOW).embargo == datetime.fromisoformat(
        TO_COME
    )


COPY = """Harbour wall falls

(Corrects paragraph 3 to say 12 metres)

Eds: With photos.

PORT ELSA (Wire) - The wall fell on Monday night. Nobody was hurt.

dpa NOTEBOOK

Author: Ana Ruiz
"""


@pytest.mark.parametrize("reader", [plain, markdown])
def test_plain_text_and_markdown_have_their_notices_told(reader: type) -> None:
    (report,) = reader.read(Document(raw=COPY.encode()))  # type: ignore[attr-defined]
    assert report.headline == "Harbour wall falls"
    assert report.correction == "Corrects paragraph 3 to say 12 metres"
    assert report.notes == "With photos."
    assert unspoken(report) == [
        ("headline", "Harbour wall falls"),
        ("editor's note", "(Corrects paragraph 3 to say 12 metres)"),
        ("editor's note", "Eds: With photos."),
        ("dateline", "PORT ELSA (Wire) -"),
        ("not for publication", report.text[report.text.index("dpa NOTEBOOK") :].rstrip()),
    ]


def test_front_matter_and_copy_are_weighed_together() -> None:
    for front, line, status in (
        ("status: usable", "KILL", Status.KILLED),
        ("status: killed", "", Status.KILLED),
        ("embargo: 2999-01-01", "", Status.EMBARGOED),
        ("status: usable", "STRICTLY EMBARGOED", Status.EMBARGOED),
        ("status: usable", "", Status.USABLE),
    ):
        raw = f"---\n{front}\n---\n{line}\n\n{REPORT.text}".encode()
        assert markdown.read(Document(raw=raw))[0].status is status


def test_a_technical_cue_is_no_kill() -> None:
    text = f"[KILL - MIC 2]\n\n{REPORT.text}"
    cue = Unspoken(span=(0, 14), reason=Reason.CUE)
    assert standing(replace(REPORT, text=text, furniture=(cue,)), now=NOW).status is Status.USABLE
    assert standing(replace(REPORT, text=text), now=NOW).status is Status.KILLED


LINES = st.sampled_from(
    [
        "KILL",
        "EMBARGOED UNTIL 0600 GMT 24 NOV 2026",
        "Eds: Updates.",
        "(Corrects name)",
        "NOT FOR PUBLICATION",
        "Editor's note:",
        "By Ana Ruiz",
        "Harbour wall falls",
        "",
        "PORT ELSA (Wire) - The wall fell on Monday, and nobody was hurt.",
        "ENDS",
    ]
)


@given(st.lists(LINES, max_size=20).map("\n".join))
def test_furniture_stays_in_order_and_a_second_time_changes_nothing(text: str) -> None:
    (report,) = plain.read(Document(raw=text.encode()))
    at = 0
    for part in report.furniture:
        assert at <= part.span[0] < part.span[1] <= len(text)
        at = part.span[1]
    once = standing(report, now=NOW)
    assert standing(once, now=NOW) == once

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import ReportError
from broadcast.ingest import read_report
from broadcast.model import Report, Status

FRONT = """---
headline: "Harbour wall falls: three boats lost"
slug: harbour-wall
byline: Ana Ruiz
dateline: PORT ELSA
language: en-GB
rights: Elsa Wire only
notes: |
  Check the number
  of boats.
embargo: 2126-01-01T06:00:00Z
---
The wall fell on *Monday*.
"""


def read(text: str, name: str = "wall.md") -> Report:
    return read_report(text.encode(), name=name)


def unspoken(report: Report) -> list[tuple[str, str]]:
    return [(str(part.reason), report.text[slice(*part.span)]) for part in report.furniture]


def test_front_matter_fills_the_report() -> None:
    report = read(FRONT, "wall.txt")
    assert report.source_format == "markdown"
    assert report.text == "The wall fell on Monday."
    assert report.headline == "Harbour wall falls: three boats lost"
    assert (report.slug, report.byline, report.dateline) == ("harbour-wall", "Ana Ruiz", "PORT ELSA")
    assert (report.language, report.rights) == ("en-GB", "Elsa Wire only")
    assert report.notes == "Check the number\nof boats."
    assert report.status is Status.EMBARGOED
    assert report.embargo == datetime(2126, 1, 1, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("usable", Status.USABLE),
        ("Kill", Status.KILLED),
        ("canceled", Status.KILLED),
        ("embargoed", Status.EMBARGOED),
    ],
)
def test_a_status_in_any_of_its_names_is_understood(written: str, status: Status) -> None:
    assert read(f"---\nstatus: {written}\n---\nThe wall fell.").status is status


def test_a_killed_report_stays_killed_under_an_embargo() -> None:
    assert read("---\nstatus: killed\nembargo: 2026-01-01\n---\nThe wall fell.").status is Status.KILLED


def test_an_embargo_without_a_zone_is_universal_time_and_one_that_is_past_holds_nothing() -> None:
    report = read("---\nembargo: 2026-01-31 06:00\n---\nThe wall fell.")
    assert report.embargo == datetime(2026, 1, 31, 6, tzinfo=UTC)
    assert report.status is Status.USABLE


@pytest.mark.parametrize(
    "front",
    [
        "status: perhaps",
        "embargo: Friday noon",
        "language: Elsatian tongue",
        "title: [a\nb",
        "title: " + "[" * 5000 + "\nb",
        "broadcast: 1",
        "broadcast:",
        'title: "\\UFFFFFFFF"\n- x',
        "title: " + "x" * 70_000,
    ],
)
def test_front_matter_that_cannot_be_obeyed_is_refused(front: str) -> None:
    with pytest.raises(ReportError) as refused:
        read(f"---\n{front}\n---\nThe wall fell.")
    assert refused.value.hint


def test_a_title_with_a_colon_needs_no_quotation_marks() -> None:
    assert (
        read("---\ntitle: Storm: three dead\nlang: no\n---\nThe wall fell.").headline == "Storm: three dead"
    )


def test_norwegian_is_a_language() -> None:
    assert read("---\nlang: no\n---\nMuren falt.").language == "no"


def test_several_authors_are_one_byline() -> None:
    assert (
        read("---\nauthors: [Ana Ruiz, Tom Pell, Lu Sol]\n---\nFell.").byline
        == "Ana Ruiz, Tom Pell and Lu Sol"
    )


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read("---\n\nThe wall fell.").text == "The wall fell."


def test_headings_are_headline_and_layout() -> None:
    report = read(
        "# Harbour *wall* falls\n\nBy Ana Ruiz\n\nKABUL — The wall fell.\n\n## Rescue\n\nAll well.\n\n###\n"
    )
    assert report.headline == "Harbour wall falls"
    assert (report.byline, report.dateline) == ("Ana Ruiz", "KABUL")
    assert unspoken(report) == [
        ("headline", "Harbour wall falls"),
        ("byline", "By Ana Ruiz"),
        ("dateline", "KABUL —"),
        ("layout", "Rescue"),
    ]


def test_front_matter_headline_and_first_heading_are_not_spoken_twice() -> None:
    report = read("---\ntitle: Wall falls\n---\n# The wall is gone\n\nThe wall fell.")
    assert report.headline == "Wall falls"
    assert unspoken(report) == [("headline", "The wall is gone")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The **wall** _fell_ at `noon` ~~twice~~.", "The wall fell at noon twice."),
        ("See [the port](https://elsa.example) now.", "See the port now."),
        ("![A wall](wall.png)\n\nIt fell.", "It fell."),
        ("One.\n\nTwo,\nstill two.", "One.\n\nTwo,\nstill two."),
        ("Lost:\n\n- water\n- food\n  - bread\n\nAll.", "Lost:\n\nwater\nfood\nbread\n\nAll."),
        ("1. Wall\n2. Sea\n", "1. Wall\n2. Sea"),
        ("> “We stay,” she said.\n\nAll.", "“We stay,” she said.\n\nAll."),
        ("    Indented copy.", "Indented copy."),
        ("A<br>b <b>bold</b> &amp; c<!-- note -->", "A\nb bold & c"),
        ("<div>\n<p>The wall fell.</p>\n<script>x()</script>\n</div>", "The wall fell."),
        ("<!-- note -->\n\nThe wall fell.", "The wall fell."),
        ("The wall fell.\n---\nIt was late.", "The wall fell.\n\nIt was late."),
        ("| a | b |\n|---|---|\n| c | d |\n\nAll.", "a\tb\nc\td\n\nAll."),
        ("```\nThe wall.\n```", "The wall."),
        ("2 \\* 3 and a&#38;b", "2 * 3 and a&b"),
    ],
)
def test_markdown_is_written_as_plain_text(source: str, text: str) -> None:
    report = read(source)
    assert report.text == text
    assert not report.furniture


def test_a_sub_head_underlined_stays_one() -> None:
    assert unspoken(read("It fell.\n\nRescue work\n---\n\nAll.")) == [("layout", "Rescue work")]


@pytest.mark.parametrize(
    ("text", "source_format"),
    [
        ("# Wall\n\nIt fell.", "markdown"),
        ("It **fell**. See [the port](https://elsa.example).", "markdown"),
        ("---\nslug: wall\n---\nIt fell.", "markdown"),
        ("It fell.\n\n###", "plain"),
        ("It fell * twice * and 2*3*4.", "plain"),
        ("---\nIt fell: all of it\n---\nAll.", "plain"),
        ("#1 in the world is Elsa.", "plain"),
    ],
)
def test_markdown_is_told_by_its_content(text: str, source_format: str) -> None:
    assert read(text, "").source_format == source_format


BLOCKS = st.sampled_from(
    [
        "# Wall",
        "## Sea",
        "The *wall* fell.",
        "- a\n- b",
        "> “Stay,” she said.",
        "<b>x</b>",
        "***",
        "###",
        "ENDS",
        "Wall\n---",
        "Wall\n===",
        "By Ana Ruiz",
        "KABUL — The wall fell.",
        "|a|b|\n|-|-|\n|c|d|",
        "1. x",
        "&#0; y",
        "[",
        "`",
    ]
)


@given(st.lists(BLOCKS, min_size=1, max_size=12).map("\n\n".join))
def test_furniture_of_markdown_is_in_order_and_inside_the_text(source: str) -> None:
    try:
        report = read(source)
    except ReportError:
        return
    end = 0
    for part in report.furniture:
        assert end <= part.span[0] < part.span[1] <= len(report.text)
        end = part.span[1]

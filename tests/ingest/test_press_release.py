import pytest
from webdesk import within

from broadcast.ingest.press_release import outside, tell_release
from broadcast.model import Reason, Unspoken

COPY = (
    "The harbour wall of Port Elsa will be built again by the spring, the trust that owns it said on Tuesday."
)


def told(text: str) -> list[tuple[str, str]]:
    return [(str(part.reason), text[slice(*part.span)]) for part in tell_release(text).parts]


@pytest.mark.parametrize(
    "label",
    [
        "FOR IMMEDIATE RELEASE",
        "Press release",
        "PRESS RELEASE – 24 November 2026",
        "News Release No. 12/2026",
        "For immediate release: November 24, 2026",
        "MEDIA ADVISORY",
        "PRESSEMITTEILUNG",
        "Communiqué de presse",
        "*** PRESS RELEASE ***",
        "COMUNICADO DE PRENSA",
    ],
)
def test_labels_above_the_copy_are_layout(label: str) -> None:
    text = f"{label}\n\nWall to be built again\n\n{COPY}"
    assert told(text) == [("layout", label)]
    release = tell_release(text)
    assert release.is_release
    assert text[release.body_at :].startswith("Wall to be")


@pytest.mark.parametrize(
    "line",
    [
        "Press releases are dull, she said.",
        "Media statements by the mayor were wrong again",
        "Release of prisoners begins",
    ],
)
def test_copy_that_begins_like_a_label_stays(line: str) -> None:
    assert told(f"{line}\n\n{COPY}") == []


def test_a_contact_above_the_copy_is_its_paragraph_alone() -> None:
    contact = "Media contact: Ana Ruiz\n555 0100\nana@elsa.example"
    assert told(f"{contact}\n\n{COPY}\n\nIt was late.") == [("editor's note", contact)]


@pytest.mark.parametrize("mark", ["ENDS", "- Ends -", "###", "# # #", "-30-", "[END]"])
def test_what_follows_the_end_mark_is_for_editors(mark: str) -> None:
    notes = "About the Elsa Trust\n\nIt was founded in 1901."
    assert told(f"{COPY}\n\n{mark}\n\n{notes}") == [("layout", mark), ("editor's note", notes)]


def test_an_end_mark_with_more_copy_below_than_above_parts_two_reports() -> None:
    assert told(f"{COPY}\n\n###\n\n{COPY} {COPY}\n\n{COPY}") == []


@pytest.mark.parametrize(
    "heading",
    [
        "Notes to editors",
        "Notes for Editors:",
        "EDITOR'S NOTES",
        "Media contact:",
        "Press enquiries: 555 0100",
        "CONTACT",
        "Contact: Ana Ruiz, ana@elsa.example",
        "For media enquiries, contact:",
        "Pressekontakt:",
    ],
)
def test_notes_and_contacts_below_the_copy_go_to_the_end(heading: str) -> None:
    notes = f"{heading}\n\n1. The wall was built in 1901.\n\n2. It is of stone."
    assert told(f"{COPY}\n\n{notes}") == [("editor's note", notes)]


def test_about_us_counts_only_in_a_press_release() -> None:
    text = f"{COPY}\n\nAbout the Elsa Trust\n\nIt was founded in 1901."
    assert told(text) == []
    assert told(f"PRESS RELEASE\n\n{text}")[1][1].startswith("About the Elsa Trust")


def test_a_line_that_names_where_to_ask_is_its_paragraph_alone() -> None:
    more = "For more information, please contact Ana Ruiz on 555 0100."
    assert told(f"{COPY}\n\n{more}\n\n{COPY}") == [("editor's note", more)]


@pytest.mark.parametrize(
    "line",
    [
        "Contact with the boat was lost at noon.",
        "Press officers said nothing.",
        "Media reports of a fall were wrong.",
        "For more than a year nobody came.",
        "Notes were found in the sand.",
        "He wrote notes to editors of the time and got no reply, which made him sad.",
    ],
)
def test_copy_that_speaks_of_contacts_and_notes_stays(line: str) -> None:
    assert told(f"{COPY}\n\n{line}\n\n{COPY}") == []


def test_an_embargo_line_is_for_editors() -> None:
    line = "EMBARGOED UNTIL 0001 GMT, 24 NOVEMBER 2099"
    assert told(f"{line}\n\n{COPY}\n\nIt was late.") == [("editor's note", line)]


def test_parts_are_cut_around_those_that_are_known() -> None:
    text = "aa bb cc dd"
    known = [Unspoken(span=(3, 5), reason=Reason.HEADLINE)]
    free = outside(known, [Unspoken(span=(0, 11), reason=Reason.LAYOUT)], text)
    assert [text[slice(*part.span)] for part in free] == ["aa", "cc dd"]
    assert outside(known, [Unspoken(span=(2, 6), reason=Reason.LAYOUT)], text) == []


@pytest.mark.parametrize(
    "part", ["Contact:\n\n", "Press release\n", "###\n", "a\n", "For more information ", "\n", "Notes "]
)
def test_a_long_text_takes_no_long_time(part: str) -> None:
    with within(5):
        tell_release(part * (300_000 // len(part)))

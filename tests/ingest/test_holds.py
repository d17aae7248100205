import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.ingest.holds import hold_of


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "EMBARGOED UNTIL 0001 GMT, TUESDAY 24 NOVEMBER 2026",
            "UNTIL 0001 GMT, TUESDAY 24 NOVEMBER 2026",
        ),
        ("Embargo: 00:01hrs BST 5 May 2026", "00:01hrs BST 5 May 2026"),
        ("** EMBARGO until 6 PM Tuesday **", "until 6 PM Tuesday"),
        ("This story is embargoed until 0600 GMT Friday", "until 0600 GMT Friday"),
        ("NOT FOR RELEASE BEFORE 6 PM, Nov. 24", "6 PM, Nov. 24"),
        ("NOT FOR PUBLICATION UNTIL 6 PM", "6 PM"),
        ("HOLD FOR RELEASE 6 a.m. ET Monday, Nov. 23", "6 a.m. ET Monday, Nov. 23"),
        ("HOLD UNTIL 6 PM TUESDAY", "6 PM TUESDAY"),
        ("DO NOT USE UNTIL 0600 GMT 24 NOV", "0600 GMT 24 NOV"),
        ("FOR RELEASE: Tuesday, Nov. 24, 2026", "Tuesday, Nov. 24, 2026"),
        ("EMBARGO 0001 GMT 24 NOV", "0001 GMT 24 NOV"),
        ("Sperrfrist: 24. November 2026, 00:01 Uhr", "24. November 2026, 00:01 Uhr"),
        ("Embargo: until further notice", "until further notice"),
        ("STRICTLY EMBARGOED", ""),
        ("(NOT FOR PUBLICATION)", ""),
        ("NOT FOR RELEASE", ""),
        ("Embargo:", ""),
    ],
)
def test_an_embargo_is_told_with_the_words_for_how_long(line: str, words: str) -> None:
    hold = hold_of(line)
    assert hold is not None
    assert hold.words == words
    assert not line[hold.end :].strip()


def test_copy_in_the_same_line_is_left_alone() -> None:
    for line, copy in (
        ("EMBARGOED: Harbour plan revealed", "Harbour plan revealed"),
        ("[EMBARGOED UNTIL 0001 24 Nov 2026] The wall fell.", "The wall fell."),
        ("This story is embargoed until 0600 GMT. The wall fell.", "The wall fell."),
    ):
        hold = hold_of(line)
        assert hold is not None
        assert line[hold.end :].strip() == copy


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Embargo on Elsatian cigars lifted",
        "EMBARGO ON OIL LIFTED",
        "Embargoed goods were seized",
        "Embargo: the long road to peace",
        "Embargo until peace is signed, says mayor",
        "Embargo to 2027 agreed",
        "Embargo: none",
        "EMBARGO LIFTED",
        "Embargo lifted: trade resumes",
        "FOR IMMEDIATE RELEASE",
        "Hold for release of hostages fades",
        "For release of the film, crowds gathered",
        "Hold the line, says mayor",
        "Held until noon, the men were freed",
        "Do not use the lift before the inspection",
    ],
)
def test_a_story_about_an_embargo_is_none(line: str) -> None:
    assert hold_of(line) is None


@given(st.text(max_size=120) | st.text(alphabet="EMBARGO UNTIL:;-(24.)novhold", max_size=60))
def test_a_hold_ends_inside_its_line(line: str) -> None:
    hold = hold_of(line)
    assert hold is None or 0 < hold.end <= len(line)

"""Abbreviations, units and initials."""

import pytest
from checkdesk import found, mended, suggested


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("It opens on Nov. 9.", "It opens on November 9."),
        ("Gen. Renko and Sen. Ruiz met.", "General Renko and Senator Ruiz met."),
        ("She lives in Miami, Fla.", "She lives in Miami, Florida."),
        ("She lives in Miami, Fla., by the sea.", "She lives in Miami, Florida, by the sea."),
        ("It opens on Wed. night.", "It opens on Wednesday night."),
        ("He lives on Park Ave. now.", "He lives on Park Ave. now."),
    ],
)
def test_abbreviations_are_written_out_where_that_is_safe(text: str, after: str) -> None:
    assert found(text, "A301")
    assert mended(text, "A301") == after


@pytest.mark.parametrize(
    "text",
    ["Mr. Sol and Dr. Ruiz met.", "It may. March is near.", "He is ill. Ill winds blow.", "The U.S. agreed."],
)
def test_what_may_stay_stays(text: str) -> None:
    assert not found(text, "A301")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Bring food, e.g. bread.", "Bring food, for example bread."),
        ("Bring food, i.e., bread.", "Bring food, that is, bread."),
        ("Bring bread, water, etc.", "Bring bread, water, and so on."),
        ("Bring bread, etc. and go.", "Bring bread, and so on and go."),
    ],
)
def test_latin_is_said_in_english(text: str, after: str) -> None:
    assert mended(text, "A302") == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Gusts of 80 mph.", "Gusts of 80 miles an hour."),
        ("It is 5km off.", "It is 5 kilometers off."),
        ("The harbour is 5 km off.", "The harbour is 5 kilometres off."),
        ("It is 1 km off.", "It is 1 km off."),
        ("A 5-km run.", "A 5-km run."),
    ],
)
def test_units_are_said_in_full_as_the_copy_spells(text: str, after: str) -> None:
    assert found(text, "A303")
    assert mended(text, "A303") == after


def test_initials_are_spelled_out_at_first_mention() -> None:
    assert found("The QHRB met. The QHRB voted.", "A304") == ["QHRB"]
    assert not found("The Quill Harbour and Roads Board met. The QHRB voted.", "A304")


@pytest.mark.parametrize(
    "text",
    [
        "The FBI and NATO met the MPs on TV.",
        "King Charles III spoke.",
        "THE BRIDGE IS SHUT UNTIL MAY.",
        "Listen to KPRV tonight.",
        "For NPN News, I am Ana Ruiz.",
        "QBN's Ana Ruiz reports.",
        "The Cycling Union (QCU) met.",
        "It runs on Windows QP.",
        "It carries an F-16 and an MH370.",
        "“The QHRB met,” she said.",
    ],
)
def test_well_known_initials_stations_and_shouting_are_left_alone(text: str) -> None:
    assert not found(text, "A304")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("They meet at 8 p.m. tonight.", "They meet at 8 tonight."),
        ("They meet at 9:30 am this morning.", "They meet at 9:30 this morning."),
        ("They meet at 12 noon.", "They meet at noon."),
        ("They meet at 8 p.m. on Monday.", "They meet at 8 p.m. on Monday."),
    ],
)
def test_the_time_of_day_is_said_once(text: str, after: str) -> None:
    assert mended(text, "A305") == after


def test_letters_get_hyphens_and_words_do_not() -> None:
    assert suggested("The FBI told NATO.", "A306") == ["F-B-I"]

"""Where sections, shots and soundbites of an agency's script begin."""

import pytest

from broadcast.scripting.layouts.marks import Section, starts_of


def told(text: str) -> list[tuple[Section, str]]:
    return [(start.section, text[slice(*start.span)].strip()) for start in starts_of(text)]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("SHOTLIST:", Section.SHOTS),
        ("SHOWS: PORTO ALTO", Section.SHOTS),
        ("STORYLINE", Section.STORY),
        ("Storyline:", Section.STORY),
        ("STORY-LINE:", Section.STORY),
        ("3. Wide of harbour", Section.SHOT),
        ("0:24 Medium, cat", Section.SHOT),
        ("SOUNDBITE (English) Ana Ruiz, mayor:", Section.BITE),
        ("3.SOUNDBITE (English) Ana Ruiz, mayor:", Section.BITE),
        ("4. (SOUNDBITE) (Arabic) RESIDENT, AHMAD, SAYING:", Section.BITE),
        ("2. SOT Ana Ruiz, Mayor (English):", Section.BITE),
        ("00:12 SOT, Ana Ruiz, mayor (English):", Section.BITE),
    ],
)
def test_a_line_begins_what_it_says(line: str, section: Section) -> None:
    assert told(line)[0][0] is section


@pytest.mark.parametrize(
    "line", ["The story is old.", "Text messages were sent", "2.5 million people", "2026 was wet."]
)
def test_copy_begins_nothing(line: str) -> None:
    assert told(line) == []


def test_shots_and_soundbites_of_a_text_of_one_line_are_told() -> None:
    text = 'SHOTLIST: PORTO ALTO 1. Wide harbour2. Mid boats SOUNDBITE 1 - Ana Ruiz (woman): "Yes."'
    assert [section for section, _ in told(text)] == [Section.SHOTS, Section.SHOT, Section.SHOT, Section.BITE]


@pytest.mark.parametrize(
    "line",
    [
        "REWRITES STORY, ADDS SOUNDBITES",
        "UPDATE: ADDS FRESH SOUNDBITES FROM RESIDENTS",
        "ADDS NEW SOUNDBITE (MAYOR)",
        "EDIT CONTAINS SOUNDBITE WITH MAYOR",
    ],
)
def test_a_note_that_tells_of_soundbites_is_none(line: str) -> None:
    assert told(line) == []

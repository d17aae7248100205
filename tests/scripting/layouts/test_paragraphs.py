"""What a line is among its neighbours."""

from broadcast.scripting.layouts.paragraphs import Copy
from broadcast.scripting.layouts.pieces import pieces_of


def copy_of(text: str) -> Copy:
    return Copy(text, pieces_of(text))


def test_lines_without_an_empty_one_between_are_one_paragraph() -> None:
    text = "The wall\nhas fallen.\n\nAt last.\n"
    copy = copy_of(text)
    assert [text[slice(*span)] for span in copy.paragraphs] == ["The wall\nhas fallen."] * 2 + ["At last."]
    assert copy.is_prose(0)


def test_a_slug_is_no_prose() -> None:
    copy = copy_of("HARBOUR WALL / AR\n\nThe wall has fallen.\n")
    assert not copy.is_prose(0)
    assert copy.stands_alone(0)
    assert copy.is_stray(0, spoken=True)


def test_a_title_right_above_copy_is_a_heading() -> None:
    copy = copy_of("Storm Shuts Coast\nAired November 22, 2026\nThe coast is shut.\n")
    assert copy.is_heading(0)
    assert copy.is_heading(1)
    assert not copy.is_heading(2)


def test_a_bites_narrator_is_looked_for_behind_it() -> None:
    copy = copy_of("SOT: RUIZ\nWe saw it.\n\nVO: It fell.\n")
    assert copy.narrator_follows(1)
    assert not copy_of("SOT: RUIZ\nWe saw it.\n\nTAG: It fell.\n").narrator_follows(1)


def test_the_form_of_a_story_with_its_slug_is_no_narration() -> None:
    copy = copy_of("PKG SCRIPT: BEEKEEPERS\n\nANCHOR: Bees.\n")
    assert copy.names_form(0)
    assert not copy_of("PKG: They came in through the clock.\n").names_form(0)


def test_fields_in_columns_are_no_prose_and_a_greeting_in_capitals_is_no_title() -> None:
    copy = copy_of("COAST FM   NEWS   0800   Thurs   Read: Ana R.\n\nGOOD MORNING I'M ANA RUIZ\n\nIt fell.\n")
    assert not copy.is_prose(0)
    assert copy.is_prose(1)
    assert not copy.is_title(1)

"""Lines that nobody says, and what they tell of the words below."""

import pytest

from broadcast.scripting.layouts.notes import with_notes
from broadcast.scripting.layouts.pieces import Piece, pieces_of
from broadcast.scripting.layouts.settle import settled
from broadcast.scripting.layouts.vocabulary import Mark


def noted(text: str) -> list[Piece]:
    return with_notes(text, settled(text, pieces_of(text), transcript=False))


def told(text: str) -> list[tuple[Mark, str | None]]:
    """Mark and name of each label."""
    heads = (piece.head for piece in noted(text) if piece.head is not None)
    return [(head.mark, text[slice(*head.who)].strip() if head.who else None) for head in heads]


def test_a_note_whose_last_words_are_those_below_is_a_soundbite_s() -> None:
    text = "The wall fell.\n\nWALL1 - Ruiz - :10 - OUT: “no way back”\nWe knew there was no way back.\n"
    assert told(text) == [(Mark.BITE, "Ruiz")]
    assert told(text.replace("no way back.", "a way out.")) != [(Mark.BITE, "Ruiz")]


def test_a_standard_out_cue_is_the_reporter_s() -> None:
    text = "The wall fell.\n\nFILE 502   TIME :34   ENDS: SOQ\nIt fell at dawn. Ana Ruiz, Harbour News.\n"
    assert told(text) == [(Mark.FIELD, None)]


@pytest.mark.parametrize("note", ["ANA RUIZ :11", "Ruiz 0'14\"", "CART 12 - RUIZ :13"])
def test_a_name_and_a_length_are_a_soundbite_s(note: str) -> None:
    marks = told(f"The wall fell.\n\n{note}\nWe saw it fall, all of us.\n")
    assert [mark for mark, _ in marks] == [Mark.BITE]
    assert "uiz" in (marks[0][1] or "").lower()


def test_the_reporter_whom_the_copy_announces_is_known_by_a_note() -> None:
    text = (
        "Our correspondent Ana Ruiz has more.\n\nXYZ - ANA RUIZ, PORTO ALTO\nIt fell at dawn, and I saw it.\n"
    )
    assert (Mark.FIELD, "ANA RUIZ") in told(text)


def test_a_soundbite_s_label_takes_in_the_name_behind_it() -> None:
    text = "[SOT]  ANA RUIZ / MAYOR\nWe saw it fall.\n"
    assert told(text) == [(Mark.BITE, "ANA RUIZ / MAYOR")]


def test_a_field_with_a_colon_is_nobody_s_turn() -> None:
    text = "SENT TO: PORTO ALTO 1100\nSENT TO: HARBOUR 1130\n\nThe wall fell.\n"
    assert {mark for mark, _ in told(text)} <= {Mark.HEADER}


def test_a_topic_before_what_is_read_is_not_read() -> None:
    text = "WEATHER: We expect showers, and they will stay.\n"
    pieces = noted(text)
    assert [piece.head is not None for piece in pieces] == [True, False]
    assert text[slice(*pieces[1].span)].startswith("We expect")


@pytest.mark.parametrize(
    "line",
    ["The wall fell at noon, and nobody was hurt :10", "He said it would :12 all end there", "Harbour wall"],
)
def test_other_lines_stay_words(line: str) -> None:
    text = f"The wall fell.\n\n{line}\n\nWe saw it fall.\n"
    assert told(text) == []

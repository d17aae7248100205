"""Which names with a colon are speakers."""

from broadcast.scripting.layouts.pieces import pieces_of
from broadcast.scripting.layouts.settle import settled
from broadcast.scripting.layouts.vocabulary import Mark


def speakers(text: str, *, demanded: bool = False, transcript: bool = True) -> list[str]:
    pieces = settled(text, pieces_of(text), demanded=demanded, transcript=transcript)
    marks = (Mark.TURN, Mark.ASK, Mark.ANSWER)
    return [text[slice(*piece.head.span)] for piece in pieces if piece.head and piece.head.mark in marks]


def test_a_name_in_capitals_of_two_words_is_believed() -> None:
    assert speakers("ANA RUIZ: Yes.\nIt fell.\n") == ["ANA RUIZ:"]


def test_one_word_in_capitals_has_to_come_again() -> None:
    assert speakers("RUIZ: Yes.\nIt fell.\n") == []
    assert speakers("RUIZ: Yes.\nRUIZ: No.\n") == ["RUIZ:", "RUIZ:"]


def test_a_surname_is_believed_behind_the_full_name() -> None:
    assert speakers("ANA RUIZ, MAYOR: Yes.\nRUIZ: No.\n") == ["ANA RUIZ, MAYOR:", "RUIZ:"]


def test_a_name_in_small_letters_has_to_come_again_unless_the_layout_is_demanded() -> None:
    assert speakers("Price: 12 crowns.\nWhere: The quay.\n") == []
    assert speakers("Ruiz: Yes.\nIt fell.\n") == []
    assert speakers("Ruiz: Yes.\nRuiz: No.\n") == ["Ruiz:", "Ruiz:"]


def test_a_lone_question_is_none() -> None:
    assert speakers("Q: Who pays?\n\nEverybody does.\n") == []
    assert speakers("Q: Who pays?\n\nA: You.\n\nQ: Why?\n") == ["Q:", "A:", "Q:"]


def test_a_guest_answers_under_the_surname_that_the_introduction_has() -> None:
    turns = "Q: Why?\nA: So.\nQ: When?\nMARROW: Now.\nSTILL: It fell.\n"
    assert speakers(f"Edith Marrow kept the light.\n{turns}") == ["Q:", "A:", "Q:", "MARROW:"]


def test_a_question_without_a_mark_is_one_among_others() -> None:
    assert speakers("Q: Why?\n\nA: So.\n\nQ Do you trust it?\n\nA I do.\n")[2].strip() == "Q"
    assert speakers("Q Branch is empty.\n\nA man left.\n") == []


def test_a_name_in_full_whose_initials_come_again_is_a_label() -> None:
    assert speakers("Ana Ruiz: Why?\nAR: So.\nAR: No.\n") == ["Ana Ruiz:", "AR:", "AR:"]


def test_a_house_that_asks_thrice_is_a_label_and_a_heading_is_none() -> None:
    assert speakers("THE GAZETTE: Why?\nRUIZ: So.\n" * 3) == ["THE GAZETTE:", "RUIZ:"] * 3
    assert speakers("THE RESULT: It fell.\n") == []


def test_a_headline_above_all_turns_is_no_turn() -> None:
    text = (
        "Ana Ruiz: “No way back”\n\nThe mayor speaks.\n\nHarbour Wire: When?\n\nAna Ruiz: In May.\n\n"
        "Harbour Wire: Why?\n\nAna Ruiz: It fell.\n"
    )
    heads = [text[slice(*piece.span)] for piece in settled(text, pieces_of(text)) if piece.head is not None]
    assert heads.count("Ana Ruiz:") == 2


def test_a_full_name_in_small_letters_holds_where_its_words_are_no_common_ones() -> None:
    turns = "Femi Sol: Yes.\n\nTessa Ruiz: No.\n\nFemi Sol: Why?\n\nTessa Ruiz: So.\n\n"
    text = f"{turns}Stoura Open Day: boats sail on the open sea that day.\n"
    heads = [text[slice(*piece.span)] for piece in settled(text, pieces_of(text)) if piece.head is not None]
    assert len(heads) == 4


def test_a_full_name_is_believed_where_its_surname_comes_again_or_a_quotation_follows() -> None:
    again = 'Ana Ruiz: "It fell."\nRuiz: "I saw it."\nRuiz: "Yes."\n'
    assert speakers(again, transcript=False) == ["Ana Ruiz:", "Ruiz:", "Ruiz:"]
    assert speakers('Ana Ruiz/Hill resident: "It fell."\n', transcript=False) == ["Ana Ruiz/Hill resident:"]
    assert speakers("Ana Ruiz/Hill resident: It fell.\n", transcript=False) == []

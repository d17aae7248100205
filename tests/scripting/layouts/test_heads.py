"""The label that a line begins with."""

import pytest

from broadcast.scripting.layouts.heads import head_at
from broadcast.scripting.layouts.labels import Head
from broadcast.scripting.layouts.vocabulary import Mark


def head(line: str) -> Head | None:
    return head_at(line, 0, len(line), fresh=True)


@pytest.mark.parametrize(
    ("line", "mark", "label", "who"),
    [
        ("ANCHOR: Good evening.", Mark.ANCHOR, "ANCHOR:", None),
        ("**ANCHOR:** Good evening.", Mark.ANCHOR, "**ANCHOR:**", None),
        ("ANCHOR: Ana Ruiz", Mark.ANCHOR, "ANCHOR: Ana Ruiz", "Ana Ruiz"),
        ("ANCHOR - Good evening.", Mark.ANCHOR, "ANCHOR - ", None),
        ("------VO------   Work begins.", Mark.VOICE, "------VO------", None),
        ("***SOT - CHIEF LUIS SOL, FIRE DEPT. :09***", Mark.BITE, None, "CHIEF LUIS SOL, FIRE DEPT. :09"),
        ("– – pkg – –", Mark.FIELD, None, None),
        ("SOT (Ana Ruiz, mayor): We saw it.", Mark.BITE, "SOT (Ana Ruiz, mayor):", "(Ana Ruiz, mayor)"),
        ('BITE: Ana Ruiz: "We saw it."', Mark.BITE, "BITE: Ana Ruiz:", "Ana Ruiz"),
        ("SOT - ANA RUIZ/MAYOR :12", Mark.BITE, None, "ANA RUIZ/MAYOR :12"),
        ("CUT 1: RUIZ RUNS: :12", Mark.BITE, "CUT 1: RUIZ ", "RUIZ"),
        (
            "AX 1: Dag Holm, D-Sorn - Eleven hours a day.",
            Mark.BITE,
            "AX 1: Dag Holm, D-Sorn - ",
            "Dag Holm, D-Sorn",
        ),
        ("ANA RUIZ SOT", Mark.BITE, "ANA RUIZ SOT", "ANA RUIZ"),
        ("HARBOR WALL - VO/SOT", Mark.HEADER, "HARBOR WALL - VO/SOT", None),
        ("CG: Ana Ruiz / Mayor", Mark.CAPTION, "CG: Ana Ruiz / Mayor", "Ana Ruiz / Mayor"),
        ("Q: Why?", Mark.ASK, "Q:", None),
        ("A1: Because.", Mark.ANSWER, "A1:", None),
        ("DATE=11/22/26", Mark.HEADER, None, None),
        ("TRT: 1:20", Mark.LENGTH, "TRT: 1:20", None),
        (":20", Mark.LENGTH, ":20", None),
        ("CUE: The mayor has resigned.", Mark.ANCHOR, "CUE:", None),
        (
            "PAULA ZAND, HNN ANCHOR: Good evening.",
            Mark.TURN,
            "PAULA ZAND, HNN ANCHOR:",
            "PAULA ZAND, HNN ANCHOR",
        ),
        ("THE MAYOR: Thank you.", Mark.TURN, "THE MAYOR:", "THE MAYOR"),
    ],
)
def test_a_label_is_told_with_the_name_in_it(
    line: str, mark: Mark, label: str | None, who: str | None
) -> None:
    found = head(line)
    assert found is not None
    assert found.mark is mark
    assert label is None or line[slice(*found.span)].strip() == label.strip()
    assert (line[slice(*found.who)].strip(" -") if found.who else None) == who


@pytest.mark.parametrize(
    "line",
    [
        "The mayor said: no.",
        "Lead paint found: nobody hurt.",
        "At 07:30 the ship left.",
        "MAYOR RUIZ SAYS: WE KNEW IT.",
        "Here is what she wrote: nothing.",
        "LEAD PAINT WAS FOUND IN THE SCHOOL.",
        "Monday: rain.",
    ],
)
def test_copy_with_a_colon_is_no_label(line: str) -> None:
    assert head(line) is None


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("JED PTC", Mark.FIELD),
        ("ISLA IN VISION", Mark.ANCHOR),
        ("UNIDENTIFIED REPORTER: Why?", Mark.TURN),
        ("ANA RUIZ, FORMER HNN ANCHOR: Yes.", Mark.TURN),
    ],
)
def test_a_name_before_the_trades_words_is_a_readers(line: str, mark: Mark) -> None:
    found = head(line)
    assert found is not None
    assert found.mark is mark


def test_letters_of_the_trade_are_initials_where_a_label_has_the_name() -> None:
    text = "Ivo Dahl: Why?\nID: And now?"
    head = head_at(text, text.index("ID"), len(text), fresh=True)
    assert head is not None
    assert head.mark is Mark.TURN
    alone = head_at("ID: Ivo Dahl", 0, 12, fresh=True)
    assert alone is not None
    assert alone.mark is Mark.CAPTION


def test_a_house_whose_name_is_the_trades_word_is_a_speaker() -> None:
    text = "THE DISPATCH: Why?"
    head = head_at(text, 0, len(text), fresh=True)
    assert head is not None
    assert head.mark is Mark.TURN

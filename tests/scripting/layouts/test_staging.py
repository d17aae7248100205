"""Readers' names with how they are seen."""

import pytest

from broadcast.scripting.layouts.staging import is_borne_out, is_common, staged_name
from broadcast.scripting.layouts.vocabulary import Mark


@pytest.mark.parametrize(
    ("words", "name", "mark"),
    [
        ("KATHY - OTS: FIRE", "KATHY", Mark.CUE),
        ("DEREK - 1 SHOT", "DEREK", None),
        ("NINA o/c", "NINA", Mark.ANCHOR),
        ("RUIZ - LIVE", "RUIZ", Mark.FIELD),
        ("BACK TO NINA LIVE", "NINA", Mark.FIELD),
        ("SARAH--ON CAM", "SARAH", Mark.ANCHOR),
    ],
)
def test_a_name_and_staging_are_told_apart(words: str, name: str, mark: Mark | None) -> None:
    staged = staged_name(words)
    assert staged is not None
    (start, end), label = staged
    assert words[start:end] == name
    assert mark is None or mark is Mark.CUE or (label is not None and label.mark is mark)


@pytest.mark.parametrize(
    "words",
    [
        "DOUBLE BOX",
        "TAKE VO",
        "Ana Ruiz, mayor",
        "Courtesy: Harbour Trust",
        "SOT RUIZ",
        "2-BOX, THEN FULL FRAME RUIZ",
        "A LINE THAT GOES ON AND ON UNTIL IT IS NO CUE OF A READER AT ALL, LIVE",
    ],
)
def test_other_cues_stage_nobody(words: str) -> None:
    assert staged_name(words) is None


def test_a_name_is_borne_out_by_the_copy_or_by_other_labels() -> None:
    text = "((ANA))\nThanks, Luis. The overlay is late.\n((ANA))\n((LUIS))\n((OVERLAY))\n"
    assert is_borne_out(text, "ANA")
    assert is_borne_out(text, "LUIS")
    assert not is_borne_out(text, "OVERLAY")
    assert not is_borne_out(text, "NINA")


def test_words_of_the_copy_and_of_the_trade_are_no_names() -> None:
    assert is_common("The harbour wall fell.", "HARBOUR")
    assert is_common("", "TRACK")
    assert not is_common("The harbour wall fell.", "RUIZ")

"""What a stretch in brackets is."""

import pytest

from broadcast.scripting.layouts.brackets import Bracket, is_deed, read_bracket
from broadcast.scripting.layouts.vocabulary import Mark


def read(outer: str, *, alone: bool = False, begins: bool = False, shouted: bool = False) -> Bracket | None:
    return read_bracket(outer, alone=alone, begins=begins, shouted_line=shouted)


@pytest.mark.parametrize(
    ("outer", "mark"),
    [
        ("[TAKE SOT]", Mark.BITE),
        ("((ANCHOR))", Mark.ANCHOR),
        ("{{ANA ON CAM}}", Mark.ANCHOR),
        ("(TAKE VO)", Mark.VOICE),
        ("/// RUIZ ACT ///", Mark.BITE),
        ("/// END ACT ///", Mark.END),
        ("(END VIDEO CLIP)", Mark.END),
        ("(BEGIN VIDEO CLIP)", Mark.CUE),
        ("(SOUNDBITE OF MUSIC)", Mark.CUE),
        ("((CG: ANA RUIZ / MAYOR))", Mark.CAPTION),
        ("((Ana Ruiz, mayor))", Mark.TURN),
        ("(:12)", Mark.LENGTH),
        ("[00:00:12]", Mark.LENGTH),
    ],
)
def test_a_bracket_alone_on_its_line_is_a_label_or_a_cue(outer: str, mark: Mark) -> None:
    found = read(outer, alone=True, begins=True)
    assert found is not None
    assert found.mark is mark


@pytest.mark.parametrize(
    "outer", ["(LAUGHTER)", "(voice-over)", "(through translator)", "[laughs]", "(CROSSTALK)"]
)
def test_a_cue_amid_the_words_is_told(outer: str) -> None:
    assert read(outer) == Bracket(mark=Mark.CUE)


@pytest.mark.parametrize(
    "outer", ["(WHO)", "(2026)", "[the mayor]", "(D-UTAH)", "(BWAY-NOS AIR-EES)", "(live)", "(a)"]
)
def test_what_belongs_to_the_sentence_is_spoken(outer: str) -> None:
    assert read(outer) is None


def test_a_cue_in_capitals_is_told_only_among_small_letters() -> None:
    assert read("(DOOR SLAMS)") == Bracket(mark=Mark.CUE)
    assert read("(DOOR SLAMS)", shouted=True) is None


def test_the_name_in_a_bracket_is_found() -> None:
    found = read("[TAKE SOT: RUIZ]", alone=True, begins=True)
    assert found is not None
    assert found.who is not None
    assert "[TAKE SOT: RUIZ]"[slice(*found.who)].strip(" :") == "RUIZ"


def test_words_within_a_soundbites_bracket_are_heard() -> None:
    outer = '(ACTUALITY: "It is a question of walking.")'
    found = read(outer, alone=True, begins=True)
    assert found is not None
    assert found.words is not None
    assert outer[found.words :].startswith('"It is')


def test_a_bracket_with_a_name_and_a_quotation_is_a_soundbite() -> None:
    outer = '(Ana Ruiz, mayor: "We knew it.")'
    found = read(outer, alone=True, begins=True)
    assert found is not None
    assert found.mark is Mark.BITE
    assert found.who is not None
    assert outer[slice(*found.who)] == "Ana Ruiz, mayor"


def test_a_long_cue_alone_on_its_line_is_a_cue_and_a_sentence_is_none() -> None:
    footage = "(Footage of the mayor speaking on the steps of the court)"
    assert read(footage, alone=True, begins=True) == Bracket(mark=Mark.CUE)
    assert read("(Reporter asks off camera when it opens)", alone=True) == Bracket(mark=Mark.CUE)
    assert read("(Footage of the mayor was shown to the court on Monday.)", alone=True, begins=True) is None


@pytest.mark.parametrize(
    ("outer", "behind", "deed"),
    [
        ("[Interrupts]", " Which is why", True),
        ("(pointing)", ' "There', True),
        ("[Residents]", " We saw it", False),
        ("[Farming]", " is hard", False),
        ("(RUIZ)", " We saw it", False),
    ],
)
def test_a_bracket_of_one_verb_before_a_sentence_is_a_deed(outer: str, behind: str, *, deed: bool) -> None:
    assert is_deed(outer, behind) is deed

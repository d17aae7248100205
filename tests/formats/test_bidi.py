import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.formats.bidi import joined, reordered, runs_right_to_left

ALEF, LAM, MEEM, SEEN, BEH = "\u0627", "\u0644", "\u0645", "\u0633", "\u0628"
HEBREW = "\u05e9\u05dc\u05d5\u05dd"


def forms(text: str) -> list[str]:
    return [unicodedata.name(letter).removeprefix("ARABIC LETTER ").lower() for letter in joined(text)]


def test_arabic_letters_take_the_form_that_their_neighbours_ask_for() -> None:
    assert forms(BEH) == ["beh isolated form"]
    assert forms(SEEN + BEH + MEEM) == ["seen initial form", "beh medial form", "meem final form"]
    assert forms(ALEF + BEH) == ["alef isolated form", "beh isolated form"]
    assert forms(BEH + ALEF + BEH) == ["beh initial form", "alef final form", "beh isolated form"]


def test_lam_and_alef_are_one_letter() -> None:
    assert joined(LAM + ALEF) == "\ufefb"
    assert joined(SEEN + LAM + ALEF + MEEM) == "\ufeb3\ufefc\ufee1"


def test_a_mark_does_not_part_letters() -> None:
    fatha = "\u064e"
    assert joined(BEH + fatha + BEH) == "\ufe91" + fatha + "\ufe90"


def test_other_text_is_left_as_it_is() -> None:
    assert joined("harbour 12:30") == "harbour 12:30"
    assert reordered("harbour (12:30)", right_to_left=False) == "harbour (12:30)"


@pytest.mark.parametrize(
    ("read", "drawn"),
    [
        (HEBREW, HEBREW[::-1]),
        (f"hello {HEBREW} world", f"hello {HEBREW[::-1]} world"),
        (f"hello {HEBREW} 12 world", f"hello 12 {HEBREW[::-1]} world"),
        (f"{HEBREW} 12:30 abc", f"abc 12:30 {HEBREW[::-1]}"),
        (f"{HEBREW} (abc def).", f".(abc def) {HEBREW[::-1]}"),
        (f"{HEBREW} ({HEBREW})", f"({HEBREW[::-1]}) {HEBREW[::-1]}"),
        (f"12 {HEBREW}", f"{HEBREW[::-1]} 12"),
    ],
)
def test_a_line_of_two_directions_is_drawn_as_browsers_draw_it(read, drawn) -> None:
    assert reordered(read, right_to_left=runs_right_to_left(read)) == drawn


def test_a_mark_stays_behind_its_letter() -> None:
    assert reordered("\u05e9\u05b8\u05dc", right_to_left=True) == "\u05dc\u05e9\u05b8"


@given(text=st.text(alphabet=f"ab 12.,:()\u05b8{HEBREW}{ALEF}{LAM}{BEH}", max_size=25))
def test_no_letter_is_lost(text) -> None:
    mirrored = str.maketrans("()", "((")
    for direction in (True, False):
        drawn = reordered(text, right_to_left=direction)
        assert sorted(drawn.translate(mirrored)) == sorted(text.translate(mirrored))


@given(text=st.text(max_size=40))
def test_any_text_can_be_joined_and_drawn(text) -> None:
    assert len(joined(text)) <= len(text)
    assert len(reordered(text, right_to_left=runs_right_to_left(text))) == len(text)

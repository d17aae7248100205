"""What a house draws, written plainly; places stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.scripting.layouts.signs import plainly


@given(st.text(alphabet="VIDEO AUDIO/\\*[]{}()1:.-–\n\tabQ", max_size=300))
def test_the_text_keeps_its_length(text: str) -> None:
    assert len(plainly(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("{***VO***}\n", "{   VO   }\n"),
        ("/FX BELL/\n", "[FX BELL]\n"),
        ("[CG: 2LINE\\ANA RUIZ]\n", "[CG: 2LINE/ANA RUIZ]\n"),
        ("[00:01:02] Ana Ruiz (host): Good morning\n", "           Ana Ruiz (host): Good morning\n"),
        ("ANCHOR READ -\nThe wall fell.\n", "ANCHOR READ: \nThe wall fell.\n"),
        ("THE LONG WALK -\nIt fell.\n", "THE LONG WALK -\nIt fell.\n"),
        ("2. Autor:\nIt fell.\n", "   Autor:\nIt fell.\n"),
        ("2. SOT Ana Ruiz: It fell.\n", "2. SOT Ana Ruiz: It fell.\n"),
    ],
)
def test_signs_are_written_as_most_houses_do(text: str, plain: str) -> None:
    assert plainly(text) == plain


def test_two_columns_are_broken_into_lines() -> None:
    rows = [("VIDEO", "AUDIO"), ("2-shot", "((ANA))"), ("", "The wall fell."), ("VO wall", "((VO))")]
    text = "".join(f"{left:20}{right}\n" for left, right in rows)
    lines = [line.strip() for line in plainly(text).split("\n")]
    assert lines == [
        "VIDEO               AUDIO",
        "2-shot",
        "((ANA))",
        "The wall fell.",
        "VO wall",
        "((VO))",
        "",
    ]


def test_copy_that_has_no_columns_stays() -> None:
    text = "The VIDEO shows it.     AUDIO is bad.\n2-shot              ((ANA))\n"
    assert plainly(text) == text

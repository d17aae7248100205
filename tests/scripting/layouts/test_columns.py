"""Scripts in two columns parted by bars."""

import pytest

from broadcast.scripting.layouts import mark
from broadcast.scripting.layouts.columns import without_pictures

SCRIPT = """\
VIDEO                   | AUDIO
------------------------|------------------------------
ANA on cam              | ANA: One boat is left for the summer, and Bo Holm has more.
wide of the dock        | HOLM: It should be the busiest lineup on the island.
super: Rosa Sol         | SOT: I have had nine cancellations since Monday.
       Campground owner |
"""


def test_pictures_are_never_spoken_and_captions_name_who_is_heard() -> None:
    text, gaps = without_pictures(SCRIPT)
    assert len(text) == len(SCRIPT)
    assert "|" not in text
    assert "super: Rosa Sol         \n SOT: I have had" in text
    assert [gap.text for gap in gaps] == [
        "VIDEO                   | AUDIO",
        "------------------------",
        "ANA on cam",
        "wide of the dock",
        "Campground owner",
    ]
    assert all(SCRIPT[slice(*gap.span)] == gap.text for gap in gaps)


def test_such_a_script_is_read_by_the_labels_of_its_sound() -> None:
    marked = mark(SCRIPT)
    heard = [(block.who.name if block.who else None, SCRIPT[slice(*block.span)]) for block in marked.blocks]
    assert ("Rosa Sol", "I have had nine cancellations since Monday.") in heard
    assert not any("dock" in words for _, words in heard)


@pytest.mark.parametrize("text", ["One | two\nthree | four\n", "VIDEO: a wall\n\nIt fell | it stood.\n"])
def test_bars_without_the_heads_of_columns_stay(text: str) -> None:
    assert without_pictures(text) == (text, [])


def test_bars_at_the_edges_are_bars_too() -> None:
    text, _ = without_pictures("| PICTURE | SOUND |\n| a dock | ANA: It fell. |\n")
    assert text.splitlines()[1].strip() == "ANA: It fell."

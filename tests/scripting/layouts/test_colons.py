"""Labels with a colon."""

import pytest

from broadcast.scripting.layouts.colons import before_colon, turn_end
from broadcast.scripting.layouts.vocabulary import Mark

COPY = "Our Ana Ruiz is there. The wall fell.\n"


def told(line: str, below: str = "\n") -> tuple[Mark, str, str | None] | None:
    """Mark, label and name of the label before the first colon of a line."""
    text = f"{line}{below}{COPY}"
    head = before_colon(text, (0, 0), line.index(":"), len(line))
    if head is None:
        return None
    return head.mark, text[slice(*head.span)].strip(), text[slice(*head.who)].strip() if head.who else None


def test_the_name_in_a_label_ends_before_title_and_cue() -> None:
    assert turn_end("ANA RUIZ (voice-over)") == len("ANA RUIZ")
    assert turn_end("INGREDIENTS") is None
    assert turn_end("She said") is None
    assert turn_end("Ana, stay safe. Here are the streets again") is None
    assert turn_end("S/P") is None
    assert turn_end("Ana Ruiz/Hill resident") == len("Ana Ruiz")
    assert turn_end("WILL TRAN, CORRESPONDENT") == len("WILL TRAN")
    assert turn_end("FIVE QUESTIONS FOR") is None
    assert turn_end("The Harbour Weekly") == len("The Harbour Weekly")


@pytest.mark.parametrize(
    ("line", "mark", "label", "who"),
    [
        ("ANCHOR: The wall fell.", Mark.ANCHOR, "ANCHOR:", None),
        (
            "CUT 1: Ana Ruiz (commuter) 0'11",
            Mark.BITE,
            "CUT 1: Ana Ruiz (commuter) 0'11",
            "Ana Ruiz (commuter)",
        ),
        ("WRAP: taxi strike day 3", Mark.FIELD, "WRAP: taxi strike day 3", None),
        (
            "BYTE: ANA RUIZ, MAYOR (HINDI)",
            Mark.BITE,
            "BYTE: ANA RUIZ, MAYOR (HINDI)",
            "ANA RUIZ, MAYOR (HINDI)",
        ),
        ("SOUND BITE: PARENT (TWI)", Mark.BITE, "SOUND BITE: PARENT (TWI)", "PARENT (TWI)"),
        ("SYNC: vox, man w/ dog", Mark.BITE, "SYNC: vox, man w/ dog", "man w/ dog"),
        ("CART: RUIZ/VOICER", Mark.FIELD, "CART: RUIZ/VOICER", "RUIZ"),
        ("SOC RUIZ: It is to be mended.", Mark.FIELD, "SOC RUIZ:", "RUIZ"),
        ("VO/SOT (Ana Ruiz, mayor): We saw it.", Mark.BITE, "VO/SOT (Ana Ruiz, mayor):", "(Ana Ruiz, mayor)"),
        ("TAG (if time): It is to be mended.", Mark.ANCHOR, "TAG (if time):", None),
        ("Footnote (to be read if time): It is to be mended.", Mark.ANCHOR, None, None),
        ("REPORTER SIGN OUT: It will be mended, they say.", Mark.FIELD, "REPORTER SIGN OUT:", None),
        ("END TAPE   OUT: “...of it.”   TRT 1:52", Mark.END, "END TAPE   OUT: “...of it.”   TRT 1:52", None),
        ("ENDS: “...of it.”", Mark.EDGE, "ENDS: “...of it.”", None),
        ("Q&A: Ana Ruiz on the wall", Mark.HEADER, "Q&A:", None),
        ("RUIZ INCUE: “We saw it”", Mark.EDGE, None, "RUIZ"),
        ("RUIZ SOT: (tape 3 / 14:22:07)", Mark.BITE, "RUIZ SOT: (tape 3 / 14:22:07)", "RUIZ"),
    ],
)
def test_a_label_is_told(line: str, mark: Mark, label: str | None, who: str | None) -> None:
    found = told(line)
    assert found is not None
    assert (found[0], found[2]) == (mark, who)
    assert label is None or found[1] == label


@pytest.mark.parametrize(
    "line",
    [
        "STILL TO COME: THE MAN WHO IS HANGING UP HIS COAT",
        "Ana, stay safe. Here are the streets one more time:",
        "A wall of stone: it fell.",
    ],
)
def test_what_is_said_has_none(line: str) -> None:
    assert told(line) is None


def test_the_words_of_the_next_line_are_the_label_s_too() -> None:
    assert told("VO: Ana Ruiz of the harbour", "\nwatch saw it fall.\n") == (Mark.VOICE, "VO:", None)
    assert told("HOST: Tonight: the wall is to go") == (Mark.ANCHOR, "HOST:", None)

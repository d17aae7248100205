"""Which layout a report is written in."""

import pytest

from broadcast.scripting.layouts.telling import tell_layout


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("ANCHOR: It fell.\n\nREPORTER: I saw it.\n", "tv"),
        ("[TAKE VO]\nIt fell.\n\n[TAKE SOT]\n“Yes.”\n", "tv"),
        ("READER\n\nThe library will close at six.\n", "tv"),
        ("It fell.\n{GRAB RUIZ 0:09}\nYes.\n{GRAB SOL 0:05}\nNo.\n", "radio"),
        (
            "TX: noon. Host: Ana Ruiz. Reporter: Bo Sol\n"
            + "\nRuiz: It fell.\n\nSol: So.\n\nBerg: Yes.\n" * 2,
            "transcript",
        ),
        ("LEAD: It fell.\n\nCUT: “Yes.”\n\nTAG: So.\n", "radio"),
        ("CUE: It fell.\n\nIN: We knew\nOUT: it all\nDUR: 12\n", "radio"),
        ("SHOTLIST:\n1. Wide of wall\n\nSTORYLINE:\nIt fell.\n", "shotlist"),
        ("SHOWS: PORTO ALTO\n(SOUNDBITE) (English) MAYOR, ANA RUIZ, SAYING:\n“Yes.”\n", "shotlist"),
        ("ANA RUIZ, HOST: It fell.\n\nLUIS SOL, BYLINE: So.\n", "transcript"),
        ("ANA RUIZ: It fell.\n\n(BEGIN VIDEO CLIP)\n\nLUIS SOL: So.\n", "transcript"),
        ("Q: Why?\n\nA: So.\n\nQ: When?\n\nA: Now.\n", "interview"),
        ("Ruiz: Why?\n\nSol: So.\n\nRuiz: When?\n\nSol: Now.\n", "interview"),
    ],
)
def test_labels_tell_the_layout(text: str, layout: str) -> None:
    assert tell_layout(text) == layout


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The wall fell on Monday.\n",
        "Who pays?\n\nQ: Who pays?\n\nEverybody does.\n",
        "Price: 12 crowns.\nWhere: The quay.\nWhen: Monday.\n",
        "WHAT WENT WRONG\n\nThe wall fell.\n\nWHO KNEW\n\nNobody did.\n",
        "Contact: Luis Sol\n\nThe wall fell.\n",
        "1. Close the lid.\n2. Wide pan, low heat.\n3. Pan and all.\n",
        "INGREDIENTS:\n2 onions\n\nMETHOD:\nStir.\n",
        "SIR: The wall fell.\n\nSIR: It did not.\n\nSIR: It did.\n\nSIR: No.\n",
        "The anchor of the ship was found. The reporter said: no.\n",
        "Files: *\nLicense: none\n\nFiles: b\nLicense: none\n",
    ],
)
def test_print_copy_is_plain(text: str) -> None:
    assert tell_layout(text) == "plain"


def test_an_interview_of_two_is_one_though_its_names_are_in_capitals() -> None:
    turns = "ANA RUIZ: When did it fall?\n\nLUIS SOL: In May.\n\nRUIZ: Why?\n\nSOL: It was old.\n\n"
    assert (
        tell_layout(f"The wall of Porto Alto fell in May.\n\n{turns}RUIZ: And now?\n\nSOL: We mend it.\n")
        == "interview"
    )


def test_a_bulletin_is_told_by_its_cuts() -> None:
    items = "".join(
        f"The wall of {name} fell.\n\n((AUDIO: Ruiz #{number}   DUR: 12”   OUT: “...of it.”))\n"
        "We saw all of it.\n\n"
        for number, name in enumerate(("Porto", "Alto"))
    )
    assert tell_layout(items) == "radio"

"""A house's own signs made common, and what stands around the copy of a script."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.scripting.layouts.prepared import common_signs, freed, headers_of


def squeezed(text: str) -> str:
    return re.sub(" +", " ", text).strip()


@pytest.mark.parametrize(
    ("own", "common"),
    [
        ("(**VO/SOT**)", "(  VO/SOT  )"),
        ("OUTQ...next year", "OUTQ:  next year"),
        (
            "[[It fell in the night, and by dawn it was gone.]]",
            "It fell in the night, and by dawn it was gone.",
        ),
        ("SOT (Ana Ruiz) Every crown is gone.", "SOT (Ana Ruiz):Every crown is gone."),
        ("Reporter - It fell.", "Reporter:  It fell."),
        ("CUT 6 - RUIZ VOICER  :24", "RUIZ VOICER"),
        ("(RUIZ :41 SOC)", "(RUIZ VOICER   )"),
        ("REPROTER: It fell.", "REPORTER: It fell."),
        ("LINK 1: It fell.", "TRAX 1: It fell."),
        ("{GRAB ruiz1 0:09}", "{GRAB RUIZ  0:09}"),
        ("INSERT RUIZ: (Twi)", "CUT RUIZ: (Twi)"),
        ("ANA V/O: It fell.", "ANA VO: It fell."),
        ("NO ASTON (woman at meeting)", "CG: woman at meeting"),
        ("CG: Ana Ruiz\n    Harbour Office\n", "CG: Ana Ruiz/    Harbour Office\n"),
        ('[clip: Ana Ruiz   dur 10"   out: "...by dawn."]', "[clip: Ana Ruiz ]"),
        ("SOT: Ana\nTitle: Ana Ruiz/Mayor", "SOT: Ana\nCG:    Ana Ruiz/Mayor"),
        ('"by dawn." (OUT: ...by dawn.) :08', '"by dawn."\nOUT: ...by dawn.  :08'),
        ("--- PKG --- TRT 1:12", "--- PKG ---\nTRT 1:12"),
        ("REPORTER: ANA RUIZ   EDITOR: pm", "REPORTER: ANA RUIZ\n  EDITOR: pm"),
        ("CARL (ON CAM)", "CARL ON CAM"),
        ("REESE/OC", "REESE OC"),
        ("Tanya -\nIt fell.", "Tanya: \nIt fell."),
        ("IMKE\nIt fell.\n\nIMKE\nIt stands.", "IMKE:It fell.\n\nIMKE:It stands."),
    ],
)
def test_a_sign_of_a_house_is_written_as_most_write_it(own: str, common: str) -> None:
    assert len(common_signs(own)) == len(own)
    assert squeezed(common_signs(own)) == squeezed(common)


@given(
    st.lists(
        st.sampled_from(
            [
                "SOT (Ana Ruiz) Every crown",
                "(**VO**)",
                "IN.....we",
                "Q: I went...",
                "IMKE",
                "Tanya -",
                "It fell.",
                "",
            ]
        ),
        max_size=12,
    ).map("\n".join)
)
def test_places_stay(text: str) -> None:
    assert len(common_signs(text)) == len(text)
    assert len(freed(text)) == len(text)


def test_numbered_takes_are_tracks_of_whom_the_copy_hands_over_to() -> None:
    text = (
        "Our reporter Ana Ruiz has more.\n[ANA 1]\nIt fell.\n[SOL 1]\nI saw it.\n[ANA 2 / SOC]\nIt stands.\n"
    )
    lines = common_signs(text).splitlines()
    assert [lines[1].strip(), lines[3], lines[5].strip()] == ["TRK 1:", "[SOL 1]", "TRK 2:"]


def test_numbers_are_questions_where_one_label_answers_them() -> None:
    text = "".join(f"{number}. Why now?\nAR: It fell.\n" for number in (1, 2, 3))
    assert common_signs(text).count("Q: Why now?") == 3
    assert common_signs(text.replace("AR: It fell.\n2", "BH: It fell.\n2")).count("Q:") == 0


def test_names_in_a_margin_are_labels_where_several_take_turns() -> None:
    text = "Ruiz      Good evening.\nSol       It fell.\nRuiz      When?\nSol       At dawn.\n"
    assert common_signs(text).splitlines()[1] == "Sol:      It fell."
    once = "Ruiz      Good evening.\nSol       It fell.\n"
    assert common_signs(once) == once


def test_bare_numbers_count_shots_below_their_heading() -> None:
    text = "SHOTS\n1 Wide of wall\n2 Choir singing\n3 Sunset\n"
    assert common_signs(text) == "SHOTS\n1.Wide of wall\n2.Choir singing\n3.Sunset\n"
    assert common_signs(text.replace("SHOTS", "Goals")) == text.replace("SHOTS", "Goals")


def test_a_note_between_pluses_is_no_copy_of_a_script() -> None:
    assert squeezed(freed("OOV ++ ulay starts ++")) == "OOV"


def test_copy_in_round_brackets_stands_free_but_a_direction_does_not() -> None:
    heard = "(You could hear the cans going from two blocks away, all night.)"
    assert freed(heard).strip() == heard[1:-1]
    told = "(Ruiz says that the wall has to be built again by the spring.)"
    assert freed(told) == told


def test_what_a_clip_says_in_square_brackets_is_heard_but_a_note_is_not() -> None:
    said = "We have put on six since Easter, and that is not enough."
    clip = f'CLIP: FERRY\nDUR: 14"\n[{said}]\n'
    assert freed(clip).splitlines()[2].strip() == said
    assert len(freed(clip)) == len(clip)
    note = "The wall fell.\n\n[Please check with the mayor before six that it did.]\n"
    assert freed(note) == note


@pytest.mark.parametrize(
    "line",
    [
        "1. FERRY STRIKE (OOV 0'22)",
        "11:00 PM  Thu May 2",
        "Script: bv",
        "WREN (:30) OUTQ: SOC",
        "NewsML Media Topics: Environment",
        ":03 Dr. Rose Tallis / Oyster Grower",
        "CUT 4 - NATSOUND, PRESS RUNNING  :30",
        "VOICER TEXT FOLLOWS FOR STATIONS WITHOUT AUDIO",
        '[ALT ACT if cut 1 was used at 6: cart 14 - "It sounded like..." :08]',
    ],
)
def test_a_field_of_a_form_is_no_copy(line: str) -> None:
    text = (
        f"The old wall fell into the harbour in the night, and nobody was hurt.\n{line}\nIt stands again.\n"
    )
    assert [gap.text for gap in headers_of(text)] == [line]


def test_short_lines_behind_an_end_mark_are_the_next_storys_head() -> None:
    text = (
        "The wall fell.\n\n###\nDRONE SEEDS/2\n9A\ncp\nThe drones sow the hill with pines, says the mayor.\n"
    )
    assert [gap.text for gap in headers_of(text)] == ["DRONE SEEDS/2", "9A", "cp"]


def test_times_and_notes_behind_the_end_are_no_copy() -> None:
    text = "The wall fell into the harbour.\n    \nBRIDGE TIMES  RT :42  BT :00\n(more dogs in server)\n"
    end = text.index("    ")
    assert [gap.text for gap in headers_of(text, [(end, end + 4)])] == [
        "BRIDGE TIMES  RT :42  BT :00",
        "(more dogs in server)",
    ]


def test_a_wrap_with_its_out_cue_is_a_label_and_no_field() -> None:
    text = "BODY\nIt fell in the night.\nWRAP: RUIZ   DUR: 22   OUT: SOC\nI saw it.\n"
    assert not any("WRAP" in gap.text for gap in headers_of(text, []))
    assert any("RUIZ" in gap.text for gap in headers_of("RUIZ (:30) OUTQ: SOC\nI saw it.\n", []))

"""Who has the floor while soundbites come and go."""

from broadcast.model import Kind
from broadcast.scripting.layouts.floor import Floor
from broadcast.scripting.layouts.pieces import pieces_of
from broadcast.scripting.layouts.reader import read_labels
from broadcast.scripting.layouts.sheet import Sheet, Voice


def kinds(text: str, layout: str = "radio") -> list[tuple[str, str]]:
    sheet = Sheet(text)
    read_labels(text, layout, sheet)
    return [(block.kind.value, text[slice(*block.span)]) for block in sheet.blocks]


def test_whoever_reads_keeps_the_floor_after_a_soundbite() -> None:
    text = "REPORTER: I saw it.\n"
    floor = Floor(text, pieces_of(text), Sheet(text))
    floor.speaks(Voice(kind=Kind.FIELD))
    staff = floor.staff
    floor.speaks(Voice(kind=Kind.SOUNDBITE))
    assert floor.staff == staff
    assert floor.voice.kind is Kind.SOUNDBITE


def test_the_out_cue_ends_a_soundbite_of_which_more_labels_follow() -> None:
    text = (
        "READER: It fell.\n\nCLIP: RUIZ\nOUT: “...all of it.”\nDUR: 9”\nWe saw all of it.\n\n"
        "The council will mend it.\n\nCLIP: SOL\nWe will.\n"
    )
    assert ("anchor", "The council will mend it.") in kinds(text)


def test_a_sign_off_is_no_second_paragraph_of_a_soundbite() -> None:
    bite = "SOT: Ana Ruiz, mayor\nWe saw it."
    close = "It stands again. Luis Sol, Harbour News, Porto Alto."
    text = f"PKG\n\nVO: It fell.\n\n{bite}\n\n{close}\n\nEND PKG\n"
    found = kinds(text, "tv")
    assert found[-1][0] == "field"
    assert "Luis Sol" in found[-1][1]


def test_a_tape_after_a_hand_over_is_the_reporter_s() -> None:
    text = "Cue: The wall fell. Ana Ruiz reports:\n\nTape: I saw it fall at dawn, and so did the town.\n"
    assert kinds(text)[-1][0] == "field"


def test_a_caption_in_a_package_stands_above_what_somebody_says() -> None:
    bite = "SUPER: MAYOR ANA RUIZ / PORTO ALTO\nI'm angry, and I want them to call."
    text = f"[PKG]\nThe whistle blows at three.\n\n{bite}\n\nThe union waits.\n"
    assert [kind for kind, _ in kinds(text, "tv")] == ["field", "soundbite", "field"]


def test_a_question_to_the_reporter_by_name_is_the_studio_s() -> None:
    live = "REPORTER LIVE: They are mending it.\n\nAna, when will it stand?\n\nBy spring, they say."
    text = f"ANCHOR: Ana Ruiz is live in Porto Alto.\n\n{live}\n\nTAG: Thank you.\n"
    assert [kind for kind, _ in kinds(text, "tv")] == ["anchor", "field", "anchor", "field", "anchor"]


def test_the_out_cue_on_a_label_s_line_ends_the_soundbite_below() -> None:
    label = 'CUT: RUIZ   DUR: 09"   OUT: "...all of it"'
    text = f"READER: It fell.\n{label}\nWe saw all of it.\nThe council will mend it.\n"
    assert [kind for kind, _ in kinds(text)] == ["anchor", "soundbite", "anchor"]


def test_a_quotation_behind_a_label_that_the_words_below_end_with_is_their_out_cue() -> None:
    text = 'READER: It fell.\n\nCUT 1 (Ruiz) :09 "...all of it."\nWe saw all of it.\n\nREADER: Well.\n'
    assert kinds(text)[1] == ("soundbite", "We saw all of it.")


def heard(text: str, layout: str = "radio") -> list[str]:
    sheet = Sheet(text)
    read_labels(text, layout, sheet)
    return [block.who.name if block.who else "" for block in sheet.blocks if block.kind is Kind.SOUNDBITE]


def test_a_cut_of_the_street_or_of_nobody_the_copy_knows_is_whom_the_narration_points_at() -> None:
    for name in ("VOX", "AX BOATER"):
        label = f"CUT: {name}" if name == "VOX" else f"{name} (:05):"
        text = f"TRACK 1: It fell. This man says he is late.\n\n{label}\nI am late.\n\nTRACK 2: It stands.\n"
        assert heard(text) == ["man"]


def test_a_caption_may_tell_but_what_somebody_is() -> None:
    assert heard("[ANA]\nIt fell.\n\n[TAKE SOT]\n[CG: Driver]\nI saw it.\n\n[ANA]\nWell.\n", "tv") == [
        "driver"
    ]


def test_an_office_in_brackets_with_its_length_is_who_is_heard() -> None:
    text = "ANA: It fell.\n\n>>> GRAB  (FIRE CHIEF)  0'08\"\nWe may not come.\n\nANA: Well.\n"
    assert heard(text, "tv") == ["Fire Chief"]


def test_a_question_by_name_may_have_its_answer_on_the_next_line() -> None:
    live = "REPORTER LIVE: They are mending it.\n\n(( BOX ))\nAna, when will it stand?\nBy spring, they say."
    text = f"ANCHOR: Ana Ruiz is live in Porto Alto.\n\n{live}\n\nTAG: Thank you.\n"
    assert [kind for kind, _ in kinds(text, "tv")] == ["anchor", "field", "anchor", "field", "anchor"]


def test_a_picture_names_no_reader() -> None:
    sheet = Sheet(text := "[ANCHOR - ANA]\nIt fell.\n\n[READ / OTS: GAS PUMP]\nFill up tonight.\n")
    read_labels(text, "tv", sheet)
    assert {block.who.name for block in sheet.blocks if block.who} == {"Ana"}


def test_a_reporter_who_is_handed_over_to_in_capitals_reads_under_the_first_name() -> None:
    live = "((ANA))\nIT SURE IS, MARK. WE COUNTED NINE.\n\n(MARK)\nTHANK YOU.\n"
    text = f"(MARK)\nNEWS THREE'S ANA RUIZ IS LIVE AT THE QUAY. ANA?\n\n[TAKE LIVE]\n{live}"
    assert [kind for kind, _ in kinds(text, "tv")][:2] == ["anchor", "field"]

"""Agency scripts: the story and the soundbites are heard, the shots are not."""

import pytest

from broadcast.model import Kind, Reason
from broadcast.scripting.layouts.sheet import Sheet
from broadcast.scripting.layouts.shotlist import read_shotlist


def read(text: str) -> Sheet:
    sheet = Sheet(text)
    read_shotlist(text, sheet)
    return sheet


def heard(text: str) -> list[tuple[Kind, str]]:
    return [(block.kind, text[slice(*block.span)]) for block in read(text).blocks]


def test_the_story_is_plain_narration() -> None:
    text = "SHOTLIST:\n1. Wide of wall\nSTORYLINE:\nThe wall fell.\n"
    assert heard(text) == [(Kind.ANCHOR, "The wall fell.")]
    assert read(text).blocks[0].plain


def test_a_shot_is_unspoken_as_a_shot_and_a_field_as_layout() -> None:
    text = "TRT: 1:20\n\nSHOTLIST:\n1. Wide of wall\n2. SOUNDBITE (English) Ana Ruiz, mayor:\n“It fell.”\n"
    reasons = {gap.text: gap.reason for gap in read(text).unspoken}
    assert reasons["1. Wide of wall"] is Reason.SHOT
    assert reasons["TRT: 1:20"] is Reason.LAYOUT
    assert reasons["2. SOUNDBITE (English) Ana Ruiz, mayor:"] is Reason.LABEL


def test_story_at_the_head_is_a_slug_and_behind_the_shots_the_story() -> None:
    text = "STORY: WALL / FALL\n\nSHOWS: PORTO ALTO\n1. WALL\n2. SEA\nSTORY: The wall fell on Monday.\n"
    assert heard(text) == [(Kind.ANCHOR, "The wall fell on Monday.")]


def test_the_story_needs_no_heading_behind_the_last_shot() -> None:
    story = "The wall of Porto Alto fell on Monday after a storm that had lasted for two days and a night."
    assert heard(f"SHOTLIST:\n1. Wide of wall\n2. Close of sea\n\n{story}\n") == [(Kind.ANCHOR, story)]


def test_an_agencys_terms_are_never_spoken() -> None:
    terms = "Clients are reminded:\n(i) to check the terms of their licence"
    text = f"SHOTLIST:\n1. Wide\nSTORYLINE:\nIt fell.\n\n{terms}\n"
    assert heard(text) == [(Kind.ANCHOR, "It fell.")]


def test_a_soundbite_without_words_is_a_shot() -> None:
    text = "SHOTLIST:\n1. UPSOUND (English) Workers chanting\n2. Wide of wall\n"
    assert heard(text) == []


def test_a_numbered_soundbite_in_small_letters_is_heard() -> None:
    text = 'SHOTLIST:\n1. Wide of wall\n2. Soundbite (English): Ruiz, mayor:\n"It fell in the night."\n'
    assert heard(text) == [(Kind.SOUNDBITE, "It fell in the night.")]


def test_a_pause_noted_within_a_soundbite_is_a_cue() -> None:
    text = 'SHOTLIST:\n1. SOUNDBITE (English) Ana Ruiz, mayor:\n"It fell. That is (pause) the end of it."\n'
    assert {gap.text: gap.reason for gap in read(text).unspoken}["(pause)"] is Reason.CUE


def test_what_an_archive_has_below_the_story_is_no_copy() -> None:
    text = "SHOTLIST:\n1. Wide of wall\nSTORYLINE:\nIt fell.\n\nView more\nParent Id\n2201774\nsb/ajm\n"
    assert heard(text) == [(Kind.ANCHOR, "It fell.")]


def test_a_caption_below_a_soundbite_names_who_is_heard() -> None:
    text = 'SHOTLIST:\n1. SOUNDBITE: (Spanish) "We knew it all."\nSUPER CAPTION: Ana Ruiz, mayor\n2. Wide\n'
    [block] = read(text).blocks
    assert block.who is not None
    assert (block.who.name, block.who.title) == ("Ana Ruiz", "mayor")


def test_a_note_on_sound_or_picture_amid_a_soundbite_is_a_cue() -> None:
    text = "SHOTLIST:\n1. SOUNDBITE (English) Ana Ruiz, mayor:\n“It fell,\n\n(MUTE)\n\nand we ran.”\n2. Sea\n"
    assert [words for _, words in heard(text)] == ["It fell,", "and we ran."]


def test_a_slug_above_fields_is_no_story_though_the_script_ends_in_a_sentence() -> None:
    head = "STORY: Wall- NEW Rescues as wall falls; mayor and two traders comment\nLENGTH: 02:03\n"
    text = f"{head}SHOTLIST:\n1. Wide of wall\nSTORYLINE:\nThe wall fell."
    assert heard(text) == [(Kind.ANCHOR, "The wall fell.")]


@pytest.mark.parametrize(
    "aside", ["(he shows the crack)", "[POINTING AT THE SEA]", "(Reporter asks off camera when)"]
)
def test_an_aside_on_a_line_of_its_own_amid_a_soundbite_is_a_cue(aside: str) -> None:
    text = (
        f"SHOTLIST:\n1. SOUNDBITE (English) Ana Ruiz, mayor:\n“It fell,\n\n{aside}\n\nand we ran.”\n2. Sea\n"
    )
    assert [words for _, words in heard(text)] == ["It fell,", "and we ran."]


def test_an_aside_about_the_reporter_is_a_cue_on_any_line() -> None:
    text = (
        "SHOTLIST:\n1. SOUNDBITE (English) Ana Ruiz, mayor:\n“It fell. (journalist asks why) It was old.”\n"
    )
    assert [words for _, words in heard(text)] == ["It fell.", "It was old."]


def test_what_a_reporter_asks_amid_a_soundbite_is_his() -> None:
    asked = '(REPORTER ASKING IN ENGLISH: "And the boats?")'
    text = f'SHOTLIST:\n1. SOUNDBITE (English) Ana Ruiz, mayor:\n"It fell.\n\n{asked}\n\nAll gone."\n2. Sea\n'
    bite = Kind.SOUNDBITE
    assert heard(text) == [(bite, "It fell."), (Kind.FIELD, "And the boats?"), (bite, "All gone.")]


def test_a_line_of_the_story_in_brackets_is_heard() -> None:
    story = "It fell.\n\n(It had been built in a year.)\n\nIt was old."
    assert heard(f"SHOTLIST:\n1. Wide of wall\nSTORYLINE:\n{story}\n") == [(Kind.ANCHOR, story)]


def test_a_soundbite_goes_on_below_the_next_shot() -> None:
    text = (
        "SHOTLIST:\n1. Wide of wall\n2. SOUNDBITE (English) Ana Ruiz, mayor:\n"
        "“We have three teams, because when it rains\n"
        "3. Excavator moving earth\nthe slope moves again and we go.”\n4. Close of wall\n"
    )
    words = [words for kind, words in heard(text) if kind is Kind.SOUNDBITE]
    assert " ".join(words) == "We have three teams, because when it rains the slope moves again and we go."

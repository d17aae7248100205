"""What the rules look at: the narrators' words, at their places."""

from checkdesk import NEWS, copy_of
from hypothesis import given

from broadcast.model import Kind
from broadcast.speech.check import Copy, Part, Quoted
from broadcast.speech.check.copy import BLANK

TEXT = "Storm hits\n\nIt rained. “We left,” said Ana. He stayed “dry”."


def copy() -> Copy:
    return Copy(
        text=TEXT,
        parts=(
            Part(span=(12, 22), kind=Kind.ANCHOR),
            Part(span=(24, 31), kind=Kind.SOUNDBITE),
            Part(span=(33, len(TEXT)), kind=Kind.FIELD),
        ),
        silent=((0, 10),),
        quoted=(Quoted(outer=(23, 32), inner=(24, 31)), Quoted(outer=(54, 59), inner=(55, 58))),
    )


def test_what_is_no_copy_is_blank_and_what_is_quoted_is_marked() -> None:
    made = copy()
    assert made.visible[:10] == " " * 10
    assert made.narrated[23:32] == BLANK * 9
    assert made.heard[54:59] == "“dry”"
    assert made.narrated[54:59] == BLANK * 5


def test_sentences_are_those_in_which_a_narrator_has_a_word() -> None:
    found = [(TEXT[slice(*one.span)], one.words, one.introduces) for one in copy().sentences]
    assert found == [
        ("It rained.", 2, False),
        ("“We left,” said Ana.", 2, True),
        ("He stayed “dry”.", 3, False),
    ]


def test_a_place_is_heard_as_its_part_says() -> None:
    made = copy()
    assert [made.kind_at(at) for at in (0, 12, 25, 40)] == [None, Kind.ANCHOR, Kind.SOUNDBITE, Kind.FIELD]


def test_a_sentence_does_not_run_over_what_is_no_copy() -> None:
    text = "The bridge\n## FIELD\nis shut."
    parts = (Part(span=(0, 10), kind=Kind.ANCHOR), Part(span=(20, 28), kind=Kind.FIELD))
    made = Copy(text=text, parts=parts, silent=((10, 20),))
    assert [text[slice(*one.span)] for one in made.sentences] == ["The bridge", "is shut."]


def test_british_copy_is_told_by_its_language_or_its_spelling() -> None:
    assert copy_of("It is shut.", language="en-GB").british
    assert copy_of("The harbour is shut.").british
    assert not copy_of("The harbor is shut.").british
    assert not copy_of("The harbour is shut.", language="en-US").british


@given(NEWS)
def test_masks_keep_every_place(text: str) -> None:
    made = copy_of(text)
    for masked in (made.visible, made.heard, made.narrated):
        assert len(masked) == len(text)
        assert [at for at, sign in enumerate(masked) if sign == "\n"] == [
            at for at, sign in enumerate(text) if sign == "\n"
        ]

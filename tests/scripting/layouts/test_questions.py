"""Interviews in print without Q or names."""

import pytest

from broadcast.model import Kind
from broadcast.scripting.layouts import mark
from broadcast.scripting.layouts.pieces import pieces_of
from broadcast.scripting.layouts.questions import with_questions
from broadcast.scripting.layouts.telling import tell_layout
from broadcast.scripting.layouts.vocabulary import Mark

INTRO = "Ana Ruiz, 71, kept the light for forty years. She spoke to us in her kitchen."
TURNS = [
    ("What do you do at night now?", "I wake up at ten and make tea."),
    ("And your husband?", "My husband sleeps."),
    ("Was there any warning for you?", "I had a letter. It was polite."),
    ("Would you go back?", "I have still got the key."),
]
MANNERS = {
    "bare": "{}\n\n{}",
    "bold": "**{}**\n\n{}",
    "bold in one line": "**{}** {}",
    "bold, answer in the next line": "**{}**\n{}",
    "italic": "*{}*\n\n{}",
    "underlined": "_{}_\n\n{}",
    "dash": "– {}\n\n{}",
    "lines": "{}\n{}",
}


def printed(manner: str) -> str:
    return "\n\n".join([INTRO, *(MANNERS[manner].format(*turn) for turn in TURNS)]) + "\n"


@pytest.mark.parametrize("manner", MANNERS)
def test_questions_are_the_anchors_and_answers_the_guests(manner: str) -> None:
    text = printed(manner)
    marked = mark(text)
    assert marked.layout == "interview"
    heard = [
        (block.kind, text[slice(*block.span)].strip("*_– \n"), block.who.name if block.who else None)
        for block in marked.blocks
    ]
    wanted = [(Kind.ANCHOR, INTRO, None)]
    for question, answer in TURNS:
        wanted += [(Kind.ANCHOR, question, None), (Kind.SOUNDBITE, answer, "Ana Ruiz")]
    assert heard == wanted


def test_questions_in_capitals_are_set_apart_too() -> None:
    text = "\n\n".join([INTRO, *(f"{question.upper()}\n\n{answer}" for question, answer in TURNS)])
    assert tell_layout(text) == "interview"


def test_a_statement_set_as_the_questions_are_is_one() -> None:
    text = printed("bold").replace("And your husband?", "Some say you slept.")
    pieces = with_questions(text, pieces_of(text))
    asked = [
        text[piece.span[0] :].splitlines()[0]
        for piece in pieces
        if piece.head and piece.head.mark is Mark.ASK
    ]
    assert asked == [
        f"**{question}**".replace("And your husband?", "Some say you slept.") for question, _ in TURNS
    ]


def test_a_cue_before_an_answer_belongs_to_it() -> None:
    text = printed("bare").replace("My husband sleeps.", "(Laughs) My husband sleeps.")
    block = next(block for block in mark(text).blocks if "My husband" in text[slice(*block.span)])
    assert (block.kind, text[slice(*block.span)]) == (Kind.SOUNDBITE, "My husband sleeps.")


def test_every_word_stays_in_one_piece() -> None:
    text = printed("bold in one line")
    pieces = with_questions(text, pieces_of(text))
    assert " ".join(text[slice(*piece.span)] for piece in pieces).split() == text.split()


def test_what_has_labels_of_its_own_is_left_alone() -> None:
    text = "\n\n".join(f"Q: {question}\n\nA: {answer}" for question, answer in TURNS)
    pieces = pieces_of(text)
    assert with_questions(text, pieces) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "**What is a wall?**\n\nA line of stone.\n\n**Who pays?**\n\nThe city pays.\n\n**When?**\n\nMay.\n",
        "*Who pays?*\n\n“We do,” said Ana Ruiz. “I do.”\n\n*And when?*\n\n“I pay in May,” said Luis Sol.\n",
        "The wall fell. Who pays?\n\nNobody does, and I know it.\n\nWho knew?\n\nI did not.\n",
        "Sir, I saw it fall. Did you?\n\nI wrote to you before. My letters are lost.\n\nYours, Ana\n",
    ],
)
def test_print_copy_that_asks_stays_plain(text: str) -> None:
    assert tell_layout(text) == "plain"


def test_a_dash_may_stand_before_the_answers_too() -> None:
    exchange = (
        "– How do you turn round your day?",
        "– I don't know if I will manage it, with my husband.",
        "– What has changed most?",
        "– There were four of us when I began. Now I am alone.",
        "– Which fight are you proudest of?",
        "– I got us the lamp in the car park.",
        "– And which do you regret?",
        "– I gave away the handover, and my pay for it.",
    )
    text = "\n\n".join(("Ana Ruiz retires after forty years as a night nurse.", *exchange))
    marks = [piece.head.mark for piece in with_questions(text, pieces_of(text)) if piece.head is not None]
    assert marks == [Mark.ASK, Mark.ANSWER] * 4

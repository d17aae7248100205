"""What stands above and below an interview, and its asides."""

import pytest

from broadcast.model import Reason
from broadcast.scripting.layouts.margins import above_transcript, margins_of

BODY = (
    "Ana Ruiz, 71, kept the light for forty years. She opens the door herself.\n\n"
    "Q: What do you do at night?\n\nA: I make tea.\n\nQ: And then?\n\nA: Then I sleep.\n\nI sleep well."
)


def above(text: str) -> list[str]:
    return [gap.text for gap in margins_of(text, headline="The last keeper")]


def test_an_interview_alone_has_no_margins() -> None:
    assert above(BODY) == []


def test_heads_down_to_the_last_are_no_introduction() -> None:
    assert above(f"Five minutes with ...\n\nTHE LAST KEEPER\n\n{BODY}") == [
        "Five minutes with ...",
        "THE LAST KEEPER",
    ]


@pytest.mark.parametrize(
    "standfirst",
    [
        "Ana Ruiz kept the light on Gannet Rock. She tells us how it ended.",
        "Forty years on a rock taught her to listen, and now she has decided to talk",
    ],
)
def test_a_standfirst_is_no_introduction(standfirst: str) -> None:
    assert above(f"{standfirst}\n\n{BODY}") == [standfirst]


@pytest.mark.parametrize(
    "note",
    [
        "Ruiz’s book, The Rock, is published by Harbour Press.",
        "The lighthouse is open on Sunday. Entry is free.",
        "About her\nAna Ruiz was born in Porto Alto.",
    ],
)
def test_notes_at_the_foot_are_no_answer(note: str) -> None:
    assert above(f"{BODY}\n\n{note}") == [note]


@pytest.mark.parametrize(
    "answer", ["I was there, and Ruiz is my name.", "The wall is gone.", "Who wants it?"]
)
def test_the_last_words_of_an_answer_are_no_note(answer: str) -> None:
    assert above(f"{BODY}\n\n{answer}") == []


@pytest.mark.parametrize(
    "aside",
    [
        "[She holds her hand at her hip.]",
        "(Smiling)",
        "(laughs)",
        "[*Laughs.*]",
        "(He points at the wall.)",
        "(Her coach, Ned Farrow, leans in.)",
    ],
)
def test_asides_are_cues(aside: str) -> None:
    text = BODY.replace("\n\nI sleep", f"\n\n{aside}\n\nI sleep")
    assert [(gap.text, gap.reason) for gap in margins_of(text)] == [(aside, Reason.CUE)]


@pytest.mark.parametrize("words", ["(the old one)", "[the mayor]", "(I looked at it.)"])
def test_what_is_said_in_brackets_is_no_aside(words: str) -> None:
    assert margins_of(BODY.replace("make tea", f"make tea {words}")) == []


def test_a_bracket_in_a_label_stays_with_it() -> None:
    assert margins_of("Ruiz (smiling): No.\n\nSol: Why?\n\nRuiz: So.\n\nSol: And?\n\nRuiz: No.\n") == []


def test_what_stands_above_the_line_transcript_is_no_copy() -> None:
    text = "The News Hour\n\nThe mayor says she will stay.\n\nFull transcript:\n\nANA RUIZ: Good evening.\n"
    assert [gap.text for gap in above_transcript(text)] == [
        "The News Hour",
        "The mayor says she will stay.",
        "Full transcript:",
    ]


def test_a_line_transcript_below_a_turn_begins_nothing() -> None:
    assert above_transcript("ANA RUIZ: Good evening.\n\nTranscript\n\nLUIS SOL: Yes.\n") == []
    assert above_transcript("ANA RUIZ: Good evening.\n\nLUIS SOL: Yes.\n\nTranscript\n") == []


def test_a_picture_below_the_introduction_makes_it_no_heading() -> None:
    intro = "Ana Ruiz kept a light with two candles. We met her on the quay, where she ate toast."
    turns = "Ivo Dahl: Why?\n\nAna Ruiz: So.\n\nIvo Dahl: When?\n\nAna Ruiz: Now.\n"
    found = above(f"{intro}\n\n[Photo: Ruiz on the quay. Credit: Grey Lantern]\n\n{turns}")
    assert intro not in found


@pytest.mark.parametrize(
    "pull", ['"When I make tea I sleep well"', "WHEN I MAKE TEA I SLEEP WELL", "> “I sleep well, always”"]
)
def test_a_pull_quote_is_no_answer(pull: str) -> None:
    more = "Q: Why?\n\nA: When I make tea I sleep well. But I sleep well, always, by the sea.\n\n"
    assert above(f"{BODY}\n\n{more}{pull}\n\nQ: Still?\n\nA: Still.") == [pull]


def test_a_quotation_that_is_nowhere_else_is_heard() -> None:
    assert (
        above(f'{BODY}\n\nQ: Why?\n\nA: He said:\n\n"Nobody sleeps well at sea"\n\nQ: Still?\n\nA: Still.')
        == []
    )

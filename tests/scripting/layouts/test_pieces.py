"""Labels, cues and words of a text in order."""

from hypothesis import given
from newsroom import damaged, places

from broadcast.scripting.layouts.pieces import pieces_of
from broadcast.scripting.layouts.vocabulary import Mark


def told(text: str) -> list[tuple[Mark | None, str]]:
    return [
        (piece.head.mark if piece.head else None, text[slice(*piece.span)].strip())
        for piece in pieces_of(text)
    ]


def test_a_label_and_its_words_are_parted() -> None:
    assert told("ANCHOR: It fell.") == [(Mark.ANCHOR, "ANCHOR:"), (None, "It fell.")]


def test_the_rest_of_a_silent_line_belongs_to_its_label() -> None:
    assert told("NATS: WIND IN ROPES") == [(Mark.CUE, "NATS: WIND IN ROPES")]


def test_a_cue_amid_words_parts_them() -> None:
    assert told("RUIZ: Yes. (LAUGHTER) No.")[1:] == [(None, "Yes."), (Mark.CUE, "(LAUGHTER)"), (None, "No.")]


def test_the_next_speaker_may_stand_behind_a_cue_on_the_same_line() -> None:
    assert told("(END VIDEO CLIP) BLITZ: Joining us.")[1] == (Mark.TURN, "BLITZ:")


def test_a_speaker_may_begin_amid_a_line() -> None:
    text = "Good evening. ANA RUIZ, Mayor: Thank you."
    assert told(text) == [(None, "Good evening."), (Mark.TURN, "ANA RUIZ, Mayor:"), (None, "Thank you.")]


def test_a_label_may_be_wrapped() -> None:
    text = "MANDY MOOK, Superintendent of the Northland\nMounted Police: It goes on."
    assert told(text)[0] == (Mark.TURN, "MANDY MOOK, Superintendent of the Northland\nMounted Police:")


@given(text=damaged())
def test_every_word_is_in_one_piece(text: str) -> None:
    spans = [piece.span for piece in pieces_of(text)]
    assert spans == sorted(spans)
    for start, end in places(text):
        assert sum(first < end and start < last for first, last in spans) >= 1


def test_a_verb_in_brackets_before_a_sentence_is_a_cue() -> None:
    assert told("RUIZ: [Interrupts] No. (Pointing) There.")[1:] == [
        (Mark.CUE, "[Interrupts]"),
        (None, "No."),
        (Mark.CUE, "(Pointing)"),
        (None, "There."),
    ]
    assert told("RUIZ: [Farming] is hard.")[1:] == [(None, "[Farming] is hard.")]

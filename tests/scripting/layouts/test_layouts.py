"""Whole documents: who is heard in each word, and that no word is lost."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import (
    Heard,
    damaged,
    document,
    homes,
    interview,
    kind_at,
    names_of_documents,
    places,
    script,
    shotlist,
    transcript,
)

from broadcast.errors import UsageError
from broadcast.model import Kind, Reason
from broadcast.scripting.layouts import LAYOUTS, Marked, mark, tell_layout

SLOW = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
Spoken = list[tuple[Kind, str, str | None]]


def wrong_words(text: str, marked: Marked, heard: list[Heard]) -> list[tuple[str, Kind | None, Kind | None]]:
    by_hand = [(one.span, one.kind) for one in heard]
    found = [(block.span, block.kind) for block in marked.blocks]
    wrong = []
    for word in places(text):
        expected, got = kind_at(word, by_hand), kind_at(word, list(found))
        if expected is not got:
            wrong.append((text[slice(*word)], expected, got))
    return wrong


@pytest.mark.parametrize("name", names_of_documents())
def test_every_word_of_a_document_is_heard_from_whom_the_labels_say(name: str) -> None:
    text, heard = document(name)
    assert wrong_words(text, mark(text), heard) == []


@pytest.mark.parametrize("name", names_of_documents())
def test_every_soundbite_of_a_document_has_its_speaker(name: str) -> None:
    text, heard = document(name)
    marked = mark(text)
    for one in heard:
        if one.kind is Kind.SOUNDBITE and one.who is not None:
            block = next(block for block in marked.blocks if block.span[0] <= one.span[0] < block.span[1])
            assert block.who is not None
            assert block.who.name.lower().endswith(one.who.lower())


@pytest.mark.parametrize("name", names_of_documents("plain"))
def test_print_copy_stays_plain_and_only_its_credits_are_left_out(name: str) -> None:
    text, credits_by_hand = document(name)
    marked = mark(text)
    assert marked.layout == "plain"
    assert marked.blocks == ()
    left_out = [gap.span for gap in marked.unspoken if re.search(r"\w", gap.text)]
    assert left_out == [one.span for one in credits_by_hand if re.search(r"\w", text[slice(*one.span)])]


@pytest.mark.parametrize("name", names_of_documents("shotlist", "transcript", "interview"))
def test_the_layout_is_told_from_the_labels(name: str) -> None:
    told = tell_layout(document(name)[0])
    assert told == name.partition("/")[0] or {told, name.partition("/")[0]} == {"interview", "transcript"}


@pytest.mark.parametrize("name", names_of_documents("tv", "radio"))
def test_a_script_is_told_as_one(name: str) -> None:
    assert tell_layout(document(name)[0]) in ("tv", "radio", "transcript")


@pytest.mark.parametrize("layout", [None, *LAYOUTS])
@SLOW
@given(text=damaged())
def test_every_word_is_in_exactly_one_block_or_one_unspoken_stretch(layout: str | None, text: str) -> None:
    marked = mark(text, layout)
    if marked.layout == "plain":
        assert all(count <= 1 for count in homes(text, marked))
    else:
        assert all(count == 1 for count in homes(text, marked))
    spans = [block.span for block in marked.blocks]
    assert spans == sorted(spans)
    for block in marked.blocks:
        assert text[slice(*block.span)] == text[slice(*block.span)].strip()
        assert block.label is None or block.who is not None
        assert block.label is None or any(
            gap.span[0] <= block.label[0] and block.label[1] <= gap.span[1] for gap in marked.unspoken
        )
    assert all(gap.text == text[slice(*gap.span)] for gap in marked.unspoken)


@pytest.mark.parametrize("made", [script, shotlist, transcript, interview])
@SLOW
@given(data=st.data())
def test_what_a_newsroom_writes_is_heard_word_for_word(
    made: Callable[[], st.SearchStrategy[tuple[str, Spoken]]], data: st.DataObject
) -> None:
    text, heard = data.draw(made())
    marked = mark(text)
    got = [(block.kind, words) for block in marked.blocks for words in _sentences(text[slice(*block.span)])]
    assert got == [(kind, words) for kind, spoken, _ in heard for words in _sentences(spoken)]


@pytest.mark.parametrize("made", [script, shotlist, transcript, interview])
@SLOW
@given(data=st.data())
def test_a_soundbite_is_given_to_the_person_whom_its_label_names(
    made: Callable[[], st.SearchStrategy[tuple[str, Spoken]]], data: st.DataObject
) -> None:
    text, heard = data.draw(made())
    speakers = [block.who.name for block in mark(text).blocks if block.kind is Kind.SOUNDBITE and block.who]
    assert speakers == [who for kind, _, who in heard if kind is Kind.SOUNDBITE]


def test_a_demanded_layout_is_used_whatever_was_told() -> None:
    text = "The wall fell.\n\nAna: Why?\n\nLuis: It was old.\n"
    assert mark(text).layout == "plain"
    marked = mark(text, "interview")
    assert marked.layout == "interview"
    assert [block.kind for block in marked.blocks] == [Kind.ANCHOR, Kind.ANCHOR, Kind.SOUNDBITE]


def test_plain_can_be_demanded_of_labelled_copy() -> None:
    assert mark("ANCHOR: Good evening.\n\nREPORTER: It fell.", "plain").blocks == ()


def test_an_unknown_layout_is_a_mistake_of_the_user() -> None:
    with pytest.raises(UsageError, match="no layout is called 'newsreel'"):
        mark("It fell.", "newsreel")


def test_the_headline_may_name_whom_an_interview_is_with() -> None:
    text = "It was a long night.\n\nQ: Were you afraid?\n\nA: No.\n\nQ: And now?\n\nA: Now I sleep.\n"
    answer = mark(text, headline="Interview with Hanna Brode, island shopkeeper").blocks[2]
    assert answer.who is not None
    assert answer.who.name == "Hanna Brode"


def test_words_of_a_told_headline_stay_out_when_they_are_blanked() -> None:
    text = " " * 12 + "\n\nANCHOR: It fell.\n\nREPORTER: I saw it."
    assert [text[slice(*block.span)] for block in mark(text).blocks] == ["It fell.", "I saw it."]


def test_credits_amid_labelled_copy_are_in_no_block() -> None:
    text = "ANCHOR: It fell.\n\n(Reporting by Ana Ruiz)\n\nIt will be built again.\n\nREPORTER: I saw it.\n"
    marked = mark(text)
    assert [text[slice(*block.span)] for block in marked.blocks] == [
        "It fell.",
        "It will be built again.",
        "I saw it.",
    ]
    assert [gap.text for gap in marked.unspoken if gap.reason is Reason.CREDIT] == ["(Reporting by Ana Ruiz)"]


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 300_000,
        "((a(b)" * 50_000,
        ": " * 150_000,
        "ANA RUIZ: " * 30_000,
        'SOT: "' * 50_000,
        "SOUNDBITE " * 30_000,
        "SHOTLIST\n" + '1. SOUNDBITE (English) Ana: "' * 10_000,
        "_" * 300_000,
        "\n" * 100_000 + "SHOTS",
        "VIDEO | AUDIO\n" + "super: a | b\n" * 10_000,
        "x" * 300_000,
        "Yes. ANA RUIZ, MAYOR: No. " * 10_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_hostile_text_takes_no_longer_than_its_length_asks_for(hostile: str) -> None:
    started = time.perf_counter()
    for layout in LAYOUTS:
        mark(hostile, layout)
    assert time.perf_counter() - started < 30


def test_a_hundred_thousand_labels_are_read() -> None:
    started = time.perf_counter()
    text = "ANA RUIZ, HNN ANCHOR: Yes.\nLUIS SOL, MAYOR: No.\n" * 10_000
    assert len(mark(text).blocks) == 20_000
    assert time.perf_counter() - started < 30


def _sentences(words: str) -> list[str]:
    """Words as they are heard, whatever stands between the paragraphs."""
    return [part for part in re.split(r"\s*\n\s*", words.strip()) if part]


def test_each_item_of_a_bulletin_begins_in_the_studio() -> None:
    clip = 'CLIP: FERRY ASKE 1700\nDUR: 14"\n[We have put on six since Easter, and that is not enough.]\n'
    text = f"1. FERRY/COPY+CLIP\nThe ferry is off on Sundays, says Philip Aske:\n\n{clip}\n2. FIRE/VOICER\n"
    text += "The police hold two. Callum Deane is there:\n\nVOICER: FIRE DEANE 1700\nThe blaze is out.\n\n"
    text += "3. WEATHER/COPY\nAnd the weather: it stays dry tonight.\n"
    kinds = [block.kind for block in mark(text, "radio").blocks]
    assert kinds == [Kind.ANCHOR, Kind.SOUNDBITE, Kind.ANCHOR, Kind.FIELD, Kind.ANCHOR]


def test_a_standfirst_above_the_line_transcript_is_not_heard() -> None:
    text = "The mayor says she will stay in her office.\n\nTranscript\n\nANA RUIZ, HOST: Good evening.\n\n"
    text += "LUIS SOL, MAYOR: Good evening.\n\nANA RUIZ: Why?\n\nLUIS SOL: I like it.\n"
    marked = mark(text, "transcript")
    assert text[slice(*marked.blocks[0].span)] == "Good evening."


def test_a_label_that_is_a_trade_is_not_whom_the_narration_names() -> None:
    clip = 'CLIP: LAWYER :07\n"My client is glad that it is over."\n'
    told = "ANCHOR: Luis Sol told the court he was sorry. His lawyer spoke outside."
    text = f"{told}\n\n{clip}\nANCHOR: And the weather is fine."
    [who] = [block.who for block in mark(text, "radio").blocks if block.kind is Kind.SOUNDBITE]
    assert who is not None
    assert (who.name, who.named) == ("lawyer", False)

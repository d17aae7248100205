import pytest

from broadcast.scripting.bites import clauses_in, find_bites, lay_out, word_count
from broadcast.scripting.grammar import read_grammar
from broadcast.scripting.quotes import find_quotations


def bites(text: str) -> list[str]:
    quotations = find_quotations(text)
    found = find_bites(text, quotations, lay_out(text), read_grammar(text, clauses_in(text, quotations)))
    return [text[slice(*bite.quotation.inner)] for bite in found]


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "wall of wind" tore the roof off.',
        'The film "Gone With the Morning Tide" was shown.',
        'She said the town was "tired of waiting for help from the state".',
        '"Gone With the Morning Tide" is a film by Ruiz.',
        'He called it "a disgrace".',
        '"Storm Shuts Harbour" — Porto Post',
        '"No," she said.',
        "In his last book, 'Who put the salt in the sea?', he writes of storms.",
        "'Magpies,' she points out, began as an insult.",
        'A banner said "We shall not leave this town alone."',
        "Ruiz wrote most of 'Things My Mother Said Through Doors' standing up.",
    ],
)
def test_fragments_titles_and_scare_quotes_stay_with_the_narrator(text: str) -> None:
    assert bites(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'Ruiz said: "We leave from here now."',
        'By evening, according to Ruiz, "the number was engaged all the time."',
        'Ruiz said "it is reasonable to think that the wall will not hold".',
        "“We are all going home tonight.”",
        'One poster wrote "I have loaded it up and begun to send the page."',
        'Ruiz was clear: "The wall will be built again."',
    ],
)
def test_a_whole_clause_or_an_attributed_sentence_is_a_soundbite(text: str) -> None:
    assert len(bites(text)) == 1


def test_a_word_or_two_are_heard_where_the_same_speaker_goes_on() -> None:
    assert bites('"No," she said. "We shall not leave this town."') == [
        "No,",
        "We shall not leave this town.",
    ]


def test_letters_of_a_script_without_spaces_count_two_to_a_word() -> None:
    assert word_count("橋は閉鎖された") == 4

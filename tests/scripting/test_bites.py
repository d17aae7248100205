import pytest

from broadcast.scripting.bites import find_bites, lay_out, word_count
from broadcast.scripting.quotes import find_quotations


def bites(text: str) -> list[str]:
    return [
        text[slice(*bite.quotation.inner)] for bite in find_bites(text, find_quotations(text), lay_out(text))
    ]


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "wall of wind" tore the roof off.',
        'The film "Gone With the Morning Tide" was shown.',
        'She said the town was "tired of waiting for help from the state".',
        '"Gone With the Morning Tide" is a film by Ruiz.',
        'He called it "a disgrace".',
        '"Storm Shuts Harbour" — Porto Post',
    ],
)
def test_fragments_titles_and_scare_quotes_stay_with_the_narrator(text: str) -> None:
    assert bites(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '"No," she said.',
        'Ruiz said: "We leave now."',
        'Ruiz said "it is reasonable to think that the wall will not hold".',
        "“We are all going home tonight.”",
        'Ruiz was clear: "The wall will be built again."',
    ],
)
def test_a_whole_clause_or_an_attributed_sentence_is_a_soundbite(text: str) -> None:
    assert len(bites(text)) == 1


def test_letters_of_a_script_without_spaces_count_two_to_a_word() -> None:
    assert word_count("橋は閉鎖された") == 4

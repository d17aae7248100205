import pytest

from broadcast.voices.known import is_compound, is_word, knows


@pytest.mark.parametrize("word", ["Kyiv", "Kyiv-based", "London's", "reopened", "F-B-I", "the"])
def test_the_base_lexicon_knows_words_and_their_forms(word: str) -> None:
    assert knows(word, british=False)
    assert knows(word, british=True)


@pytest.mark.parametrize("word", ["Qwarbel", "Zelenskyy", "Kyiv-Qwarbel"])
def test_a_word_that_the_model_guesses_is_not_known(word: str) -> None:
    assert not knows(word, british=False)


def test_an_ordinary_word_is_told_from_a_name() -> None:
    assert is_word("Troops", british=False)
    assert is_word("Reading", british=False)
    assert not is_word("Kyiv", british=False)


def test_two_words_written_together_are_told() -> None:
    assert is_compound("schoolchildren", british=False)
    assert not is_compound("qwarbel", british=False)

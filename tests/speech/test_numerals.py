import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.speech import numerals

_WORDS = {word: value for value, word in enumerate((*numerals._ONES,))} | {
    word: 20 + 10 * at for at, word in enumerate(numerals._TENS)
}


def value(words: str) -> int:
    """The number that words name, read back by another way than they were written."""
    total = group = 0
    for word in words.replace("-", " ").split():
        if word == "and":
            continue
        if word == "hundred":
            group *= 100
        elif word in numerals._SCALES:
            total, group = total + group * 1000 ** numerals._SCALES.index(word), 0
        else:
            group += _WORDS[word]
    return total + group


@given(st.integers(0, 10**21 - 1), st.booleans())
def test_a_cardinal_names_its_number(number: int, british: bool) -> None:
    assert value(numerals.cardinal(number, british=british)) == number


@given(st.integers(1, 10**12), st.booleans())
def test_an_ordinal_differs_from_its_cardinal_in_the_last_word_only(number: int, british: bool) -> None:
    plain, placed = (shape(number, british=british) for shape in (numerals.cardinal, numerals.ordinal))
    assert plain.replace("-", " ").split()[:-1] == placed.replace("-", " ").split()[:-1]
    assert placed.endswith(("first", "second", "third", "th"))


@pytest.mark.parametrize(
    ("number", "american", "british"),
    [
        (0, "zero", "zero"),
        (105, "one hundred five", "one hundred and five"),
        (1_000_001, "one million one", "one million and one"),
        (1_001_000, "one million one thousand", "one million one thousand"),
        (21_450, "twenty-one thousand four hundred fifty", "twenty-one thousand four hundred and fifty"),
        (-4, "minus four", "minus four"),
    ],
)
def test_only_the_british_say_and(number: int, american: str, british: str) -> None:
    assert numerals.cardinal(number) == american
    assert numerals.cardinal(number, british=True) == british


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1900, "nineteen hundred"),
        (1905, "nineteen oh five"),
        (1999, "nineteen ninety-nine"),
        (2000, "two thousand"),
        (2009, "two thousand nine"),
        (2010, "twenty ten"),
        (2026, "twenty twenty-six"),
        (410, "four hundred ten"),
    ],
)
def test_a_year_is_said_in_two_halves(number: int, said: str) -> None:
    assert numerals.year(number) == said


@given(st.integers(1, 3999))
def test_roman_figures_are_read_back(number: int) -> None:
    figures, rest = "", number
    steps = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    )
    for step, letters in steps:
        figures += letters * (rest // step)
        rest %= step
    assert numerals.roman(figures) == number


@pytest.mark.parametrize("word", ["", "IIII", "VX", "IC", "LIVID", "MIX?"])
def test_what_is_no_roman_figure_has_no_value(word: str) -> None:
    assert numerals.roman(word) is None


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "first"),
        (5, "fifth"),
        (8, "eighth"),
        (9, "ninth"),
        (12, "twelfth"),
        (20, "twentieth"),
        (21, "twenty-first"),
    ],
)
def test_an_ordinal_has_its_own_last_word(number: int, said: str) -> None:
    assert numerals.ordinal(number) == said

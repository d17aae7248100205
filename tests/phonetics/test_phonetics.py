import pytest

from broadcast.phonetics import accented, read_sounds
from broadcast.phonetics.arpabet import phonemes


@pytest.mark.parametrize(
    ("written", "sounds"),
    [
        ("pal-MY-ruh", "pælmˈIɹə"),
        ("/pælˈmaɪrə/", "pælmˈIɹə"),
        ("P AE0 L M AY1 R AH0", "pælmˈIɹə"),
        ("SHEE jin-PING", "ʃˈi ʤɪnpˈɪŋ"),
    ],
)
def test_every_notation_is_read(written: str, sounds: str) -> None:
    assert read_sounds(written) == sounds


@pytest.mark.parametrize("written", ["", "/", "//", "/9/", "1234", "bcd", "P AE0 QQ"])
def test_what_is_no_pronunciation_is_none(written: str) -> None:
    assert read_sounds(written) is None


@pytest.mark.parametrize("written", ["F B IY", "AE0 ae", "T K", "pal MY"])
def test_arpabet_has_figures_at_its_vowels(written: str) -> None:
    assert phonemes(written) is None


def test_a_british_i_is_short_where_it_is_weak() -> None:
    assert accented("mˈɜɹfi ˈitən", british=True) == "mˈɜːfi ˈiːtən"

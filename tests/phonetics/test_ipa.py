import pytest

from broadcast.phonetics import ipa
from broadcast.phonetics.ipa import phonemes


@pytest.mark.parametrize(
    ("written", "sounds"),
    [
        ("/pælˈmaɪrə/", "pælmˈIɹə"),
        ("pælˈmaɪrə", "pælmˈIɹə"),
        ("[ˈkiːv]", "kˈiv"),
        ("/ˈt͡ʃæd/", "ʧˈæd"),
        ("/dʒɪˈbuːti/", "ʤɪbˈuti"),
        ("/ˌzɛlˈɛnski/", "zˌɛlˈɛnski"),
        ("/ˈbɜːrkoʊ/", "bˈɜɹkO"),
        ("/ˈbɝkoʊ/", "bˈɜɹkO"),
        ("/ˈtɑːrtər/", "tˈɑɹtəɹ"),
        ("/ɒlˈbeɪniə/", "ɑlbˈAniə"),
        ("/makʁɔ̃/", "mɑkɹɔn"),
        ("/kiːf/", "kˈif"),
        ("/ˈniʒeər/", "nˈiʒɛɹ"),
        ("/ʃiː dʒɪnˈpɪŋ/", "ʃˈi ʤɪnpˈɪŋ"),
        ("/ˈhwɑŋ/", "wˈɑŋ"),
        ("/ˈbɒt.n̩/", "bˈɑtən"),
    ],
)
def test_ipa_is_heard(written: str, sounds: str) -> None:
    assert phonemes(written) == sounds


@pytest.mark.parametrize("written", ["", "//", "/123/", "/kæt!/", "/ktp/", "/кот/"])
def test_what_is_no_ipa_is_none(written: str) -> None:
    assert phonemes(written) is None


@pytest.mark.parametrize(
    ("written", "sounds"),
    [
        ("/ˈkiːv/", "kˈiːv"),
        ("/ˈhɒtəl/", "hˈɒtəl"),
        ("/ˈɒmɑːn/", "ˈɒmɑːn"),
        ("/ˈbɜːrkoʊ/", "bˈɜːkQ"),
        ("/ˈtʃæd/", "ʧˈad"),
    ],
)
def test_a_british_voice_hears_length(written: str, sounds: str) -> None:
    assert phonemes(written, british=True) == sounds


@pytest.mark.parametrize(
    ("sounds", "written"),
    [("pælmˈIɹə", "pælˈmaɪɹə"), ("kˈiv", "kiv"), ("ʤɪbˈuti", "dʒɪˈbuti"), ("ʃˈi ʤɪnpˈɪŋ", "ʃi dʒɪnˈpɪŋ")],
)
def test_sounds_are_written_as_ipa_with_the_stress_before_the_syllable(sounds: str, written: str) -> None:
    assert ipa(sounds) == written
    assert phonemes(written) == sounds

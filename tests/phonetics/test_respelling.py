import pytest

from broadcast.phonetics.respelling import phonemes


@pytest.mark.parametrize(
    ("respelling", "sounds"),
    [
        ("BEE-hotch", "bˈihɑʧ"),
        ("ih-SAHN", "ɪsˈɑn"),
        ("pal-MY-ruh", "pælmˈIɹə"),
        ("KEEV", "kˈiv"),
        ("zeh-LEN-skee", "zɛlˈɛnski"),
        ("nuh-RAYN-druh", "nəɹˈAndɹə"),
        ("mee-SHAYL", "miʃˈAl"),
        ("SHEE", "ʃˈi"),
        ("jin-PING", "ʤɪnpˈɪŋ"),
        ("duh-LAI", "dəlˈA"),
        ("AH-muhd", "ˈɑməd"),
        ("KROH-ay-shuh", "kɹˈOAʃə"),
        ("TOOR-nee-ay", "tˈʊɹniA"),
        ("YOOR-gun", "jˈʊɹɡən"),
        ("kuh-TAR", "kətˈɑɹ"),
        ("MUR-fee", "mˈɜɹfi"),
        ("TEE-gray", "tˈiɡɹA"),
        ("OR-uh-gun", "ˈɔɹəɡən"),
        ("MAK-ruh-KOZ-um", "mˌækɹəkˈɑzəm"),
        ("bair-LOOS-koh-nee", "bɛɹlˈuskOni"),
        ("a-LEP-oh", "əlˈɛpO"),
        ("WOW-duh", "wˈWdə"),
        ("BRĪ-in", "bɹˈIɪn"),
        ("MEN-dəl-AY-əf", "mˌɛndəlˈAəf"),
        ("EYEN-styne", "ˈInstIn"),
        ("RO-bert", "ɹˈɑbəɹt"),
        ("mor-EEN-o", "mɔɹˈinO"),
        ("PAT-chrik", "pˈæʧɹɪk"),
        ("DESS-ie", "dˈɛsi"),
        ("yung", "jˈʌŋ"),
        ("si-si-LEE-nee", "sɪsɪlˈini"),
        ("RUSH", "ɹˈʌʃ"),
        ("MERR-ee", "mˈɛɹi"),
    ],
)
def test_a_respelling_is_read_as_the_table_says(respelling: str, sounds: str) -> None:
    assert phonemes(respelling) == sounds


@pytest.mark.parametrize(
    ("respelling", "sounds"),
    [("BEE-hotch", "bˈiːhɒʧ"), ("kuh-TAR", "kətˈɑː"), ("MUR-fee", "mˈɜːfi"), ("KROH", "kɹˈQ")],
)
def test_a_british_voice_gets_british_vowels(respelling: str, sounds: str) -> None:
    assert phonemes(respelling, british=True) == sounds


@pytest.mark.parametrize("respelling", ["", "42", "R-Ohio 3", "bcd", "B&Q"])
def test_what_cannot_be_said_is_none(respelling: str) -> None:
    assert phonemes(respelling) is None

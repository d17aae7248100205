import pytest

from broadcast.model import Kind, Segment
from broadcast.speech import write_lines
from broadcast.speech.lexicons import Lexicon, Sayings, layer, make_entry

STATION = Lexicon(
    (
        make_entry("Palmyra", "pal-MY-ruh"),
        make_entry("Zelenskyy", "zeh-LEN-skee"),
        make_entry("Nice", "NEES"),
        make_entry("ISIL", "EYE-sil"),
        make_entry("Orbán", "OR-bahn"),
        make_entry("Xi Jinping", "SHEE jin-PING"),
        make_entry("al-Assad", "al-ah-SAHD"),
        make_entry("Volodymyr Tkach", "voh-loh-DIH-meer TKAHCH", kind="person"),
        make_entry("St. Ives", "SAYNT YVZ"),
        make_entry("XR", "", alias="extinction rebellion"),
        make_entry("quinoa", "KEEN-wah"),
        make_entry("Ware", "WAIR", case="exact"),
        make_entry("NiMo", "NEE-moh", case="any"),
        make_entry("Kinko's", "KING-kohz"),
    )
)
SAYINGS = Sayings(layers=(layer("station", STATION),))


def said(text: str, sayings: Sayings = SAYINGS, language: str = "en-US") -> list[tuple[str, str | None, str]]:
    """Spoken text, phonemes and print of every word that the lexicon says."""
    lines = write_lines(Segment(kind=Kind.ANCHOR, text=text), sayings=sayings, language=language)
    return [
        (token.text, token.phonemes, text[slice(*token.span)])
        for line in lines
        for token in line.tokens
        if token.authority == "station"
    ]


def test_a_name_is_said_as_the_lexicon_says() -> None:
    assert said("They left Palmyra.") == [("Palmyra", "pælmˈIɹə", "Palmyra")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is Zelenskyy's war.", ("Zelenskyy's", "zɛlˈɛnskiz", "Zelenskyy's")),
        ("It is Zelenskyy’s war.", ("Zelenskyy's", "zɛlˈɛnskiz", "Zelenskyy’s")),
        ("Two Palmyras stand.", ("Palmyras", "pælmˈIɹəz", "Palmyras")),
        ("The Palmyras' walls.", ("Palmyras'", "pælmˈIɹəz", "Palmyras'")),
        ("PALMYRA FALLS TO REBELS.", ("Palmyra", "pælmˈIɹə", "PALMYRA")),
        ("A Palmyra-based group.", ("Palmyra", "pælmˈIɹə", "Palmyra")),
        ("It is Orban again.", ("Orban", "ˈɔɹbɑn", "Orban")),
        ("It is Orba\u0301n again.", ("Orbán", "ˈɔɹbɑn", "Orba\u0301n")),
        ("Then ISIL left.", ("ISIL", "ˈIsɪl", "ISIL")),
        ("Then Isil left.", ("Isil", "ˈIsɪl", "Isil")),
        ("Go to Nice now.", ("Nice", "nˈis", "Nice")),
        ("A bowl of Quinoa.", ("Quinoa", "kˈinwɑ", "Quinoa")),
        ("Then Tkach spoke.", ("Tkach", "tkˈɑʧ", "Tkach")),
        ("Then Kinko’s closed.", ("Kinko's", "kˈɪŋkOz", "Kinko’s")),
        ("Then nimo spoke.", ("nimo", "nˈimO", "nimo")),
        ("The group XR met.", ("extinction rebellion", None, "XR")),
        ("Then al-Assad left.", ("al-Assad", "ælɑsˈɑd", "al-Assad")),
    ],
)
def test_a_name_is_found_in_its_forms(text: str, found: tuple[str, str | None, str]) -> None:
    assert said(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "A nice day.",
        "Nice people came.",
        "NICE PEOPLE CAME HERE.",
        "WARE IT WELL NOW.",
        "Palmyran art.",
        "An isil.",
    ],
)
def test_a_word_that_looks_like_a_name_is_none(text: str) -> None:
    assert said(text) == []


def test_a_name_of_several_words_keeps_a_token_for_each() -> None:
    assert [name for name, *_ in said("So Xi Jinping spoke, and Xi. Jinping too.")] == ["Xi", "Jinping"]
    # "St." itself is the rules'
    assert said("In St. Ives now.") == [("Ives", "ˈIvz", "Ives")]


def test_a_british_voice_says_a_name_its_own_way() -> None:
    assert said("To Palmyra.", language="en-GB") == [("Palmyra", "palmˈIɹə", "Palmyra")]


def test_a_higher_authority_stands_against_a_lower_one_word_for_word() -> None:
    own = layer("script", Lexicon((make_entry("Xi", "ZEE"),)))
    text = "Then Xi Jinping spoke."
    lines = write_lines(Segment(kind=Kind.ANCHOR, text=text), sayings=Sayings(layers=(own, *SAYINGS.layers)))
    chosen = [(token.text, token.phonemes, token.authority) for token in lines[0].tokens if token.authority]
    assert chosen == [("Xi", "zˈi", "script"), ("Jinping", "ʤɪnpˈɪŋ", "station")]


def test_the_copy_stands_against_every_lexicon() -> None:
    text = "They left Palmyra (pal-MEE-rah)."
    lines = write_lines(Segment(kind=Kind.ANCHOR, text=text), sayings=SAYINGS)
    assert [(token.phonemes, token.authority) for token in lines[0].tokens if token.authority] == [
        ("pælmˈiɹɑ", "copy")
    ]


def test_a_whole_name_that_nobody_has_looked_up_goes_over_its_words_in_the_news_lexicon() -> None:
    news = layer("news", Lexicon((make_entry("Kim", "KIM"), make_entry("Palmyra", "pal-MY-ruh"))))
    whole = Lexicon((make_entry("Kim Jong-un", "KIM johng-OON"), make_entry("Palmyra", "PAL-mee-ruh")))
    sayings = Sayings(layers=(news, layer("unverified", whole)))
    lines = write_lines(Segment(kind=Kind.ANCHOR, text="Then Kim Jong-un saw Palmyra."), sayings=sayings)
    found = [(token.text, token.authority) for token in lines[0].tokens if token.phonemes]
    assert found == [("Kim Jong-un", "unverified"), ("Palmyra", "news")]

import pytest

from broadcast.phonetics.pinyin import phonemes


@pytest.mark.parametrize(
    ("name", "sounds"),
    [
        ("Zhengzhou", "ʤʌŋʤˈO"),
        ("Jinping", "ʤɪnpˈɪŋ"),
        ("Jintao", "ʤɪntˈW"),
        ("Jiabao", "ʤjɑbˈW"),
        ("Qinghai", "ʧɪŋhˈI"),
        ("Xi'an", "ʃiˈɑn"),
        ("Guangdong", "ɡwɑŋdˈʊŋ"),
        ("Keqiang", "kʌʧjˈɑŋ"),
        ("Shijiazhuang", "ʃɜɹʤjɑʤwˈɑŋ"),
    ],
)
def test_a_mandarin_name_is_said(name: str, sounds: str) -> None:
    assert phonemes(name) == sounds


@pytest.mark.parametrize(
    "name",
    [
        "Haneda",
        "Sato",
        "Zelenskyy",
        "Kyiv",
        "Obama",
        "Q",
        "",
        "Lula",
        "Malou",
        "Amélie",
        "Henning",
        "Chaque",
        "Anglia",
        "Fabian",
        "Rao",
        "Simao",
        "X" * 40,
        "Susan",
    ],
)
def test_a_name_that_may_not_be_mandarin_is_left_alone(name: str) -> None:
    assert phonemes(name) is None

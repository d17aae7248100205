import gzip
import json
import re
from importlib import resources

import pytest

from broadcast.phonetics import respelled
from broadcast.phonetics.respelling import phonemes

ALIKE = (
    ("ᵻ", "ɪ"), ("ᵊ", "ə"), ("ɾ", "t"), ("ʔ", "t"), ("T", "t"), ("ʌ", "ə"), ("ɜ", "ə"), ("ɐ", "ə"),
    ("iɹ", "ɪɹ"),
    ("uɹ", "ʊɹ"),
    ("Oɹ", "ɔɹ"),
)  # fmt: skip


def folded(sounds: str) -> str:
    """Sounds without what no respelling tells."""
    sounds = re.sub(r"ˈ.*", lambda found: found.group().replace("ˌ", ""), sounds)
    for sign, other in ALIKE:
        sounds = sounds.replace(sign, other)
    return sounds if "ˈ" in sounds else sounds.replace("ˌ", "ˈ")


def names() -> list[str]:
    """The sounds of the names of the base lexicon."""
    packed = (resources.files("hibari") / "assets" / "lexicon_us_gold.json.gz").read_bytes()
    rows = json.loads(gzip.decompress(packed))
    return [
        said for word, said in rows.items() if isinstance(said, str) and word.istitle() and word.isalpha()
    ]


@pytest.mark.parametrize(
    ("sounds", "written"),
    [
        ("pælmˈIɹə", "pal-MY-ruh"),
        ("bˈihɑʧ", "BEE-hahch"),
        ("zəlˈɛnski", "zuh-LEN-skee"),
        ("ˈIsəl", "EYE-suhl"),
        ("kˈiv", "KEEV"),
        ("ˌæbəsˈɪnjə", "A-buh-SIH-nyuh"),
        ("ʃˈi ʤɪnpˈɪŋ", "SHEE jin-PING"),
        ("mˈɑːli", "MAH-lee"),
    ],
)
def test_sounds_are_respelled_as_a_newsreader_reads_them(sounds: str, written: str) -> None:
    assert respelled(sounds) == written


def test_what_is_respelled_is_read_back_as_the_same_sounds() -> None:
    known = names()
    wrong = [sounds for sounds in known if folded(phonemes(respelled(sounds)) or "") != folded(sounds)]
    assert len(known) > 5000
    assert len(wrong) <= len(known) // 1000

"""Phonemes as a notation tells them go in; those of an American or a British voice come out."""

import re

_BRITISH = (("ɜɹ", "ɜː"), ("əɹ", "ə"), ("ɑɹ", "ɑː"), ("ɔɹ", "ɔː"), ("ɛɹ", "ɛː"), ("ɪɹ", "ɪə"), ("ʊɹ", "ʊə"))
_BRITISH_VOWELS = {"i": "iː", "u": "uː", "ɑ": "ɑː", "ɔ": "ɔː", "æ": "a", "O": "Q", "T": "t", "ᵻ": "ɪ"}
_VOWEL = "[ˈˌ]?[ɑɒæɛiɪIAOoQuʊʌəWYɔɜ]"
# the last sound of "happy", the first i of "Maria": short where it is weak
_WEAK_I = re.compile(rf"(?<![ˈˌ])i(?=\s|\Z|{_VOWEL})")


def accented(sounds: str, *, british: bool) -> str:
    """The phonemes in the accent of a voice; "ɒ", where a notation tells it from "ɑ", is British only.

    >>> accented("hˈɒtɹəd", british=False)
    'hˈɑtɹəd'
    """
    if not british:
        return sounds.replace("ɒɹ", "ɔɹ").replace("ɒ", "ɑ")
    for american, kept in _BRITISH:
        # linking r before a vowel
        sounds = re.sub(f"{american}(?!{_VOWEL})", kept, sounds)
    sounds = re.sub(r"ɜɹ", "ɜːɹ", sounds)
    sounds = _WEAK_I.sub("\0", sounds)
    sounds = re.sub("[iuɑɔæOTᵻ](?!ː)", lambda found: _BRITISH_VOWELS[found.group()], sounds)
    return sounds.replace("\0", "i")

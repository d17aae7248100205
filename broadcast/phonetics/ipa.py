"""IPA goes in, phonemes of the Kokoro alphabet come out; and back."""

import re
import unicodedata
from functools import cache

from broadcast.phonetics.accent import accented
from broadcast.phonetics.syllables import STRESSES, VOWELS, syllables
from broadcast.phonetics.tables import table

_TIES = {0x361: None, 0x35C: None}
_BRACKETS = re.compile(r"^\s*[/\[]|[/\]]\s*$")


def phonemes(ipa: str, *, british: bool = False) -> str | None:
    """The phonemes of one or several words of IPA, or None when a sign is not known.

    Signs of other languages become the nearest of English. Length is heard in British voices only. A word of
    one syllable without a mark is stressed.

    >>> phonemes("/pælˈmaɪrə/")
    'pælmˈIɹə'
    """
    text = unicodedata.normalize("NFD", _BRACKETS.sub("", ipa)).replace("r", "ɹ").replace("'", "ˈ")
    text = text.replace(":", "ː").translate(_TIES)
    said = [_word(word) for word in text.split()]
    if not said or None in said:
        return None
    return accented(" ".join(word for word in said if word), british=british)


@cache
def _signs() -> re.Pattern[str]:
    rows = table("ipa")
    known = sorted({*rows["vowels"], *rows["consonants"]}, key=len, reverse=True)
    return re.compile("|".join(re.escape(unicodedata.normalize("NFD", sign)) for sign in known))


@cache
def _values() -> dict[str, str]:
    rows = table("ipa")
    both = {**rows["vowels"], **rows["consonants"]}
    return {unicodedata.normalize("NFD", sign): value for sign, value in both.items()}


def _word(word: str) -> str | None:
    said, stress, at = "", "", 0
    while at < len(word):
        found = _signs().match(word, at)
        if found is None:
            if word[at] in STRESSES:
                stress = word[at]
            elif word[at] not in table("ipa")["signs"] and word[at] != "ː":
                return None
            at += 1
            continue
        sound, at = _values()[found.group()], found.end()
        vowel = next((index for index, sign in enumerate(sound) if sign in VOWELS), None)
        if stress and vowel is not None:
            sound, stress = sound[:vowel] + stress + sound[vowel:], ""
        said += sound
    return stressed(said) if any(sign in VOWELS for sign in said) else None


def stressed(word: str) -> str:
    """A word of one syllable with its stress."""
    vowels = [index for index, sign in enumerate(word) if sign in VOWELS]
    if len(vowels) != 1 or any(sign in word for sign in STRESSES):
        return word
    return word[: vowels[0]] + "ˈ" + word[vowels[0] :]


def ipa(sounds: str) -> str:
    """Broad IPA of phonemes, without slashes; the stress stands before its syllable.

    >>> ipa("pælmˈIɹə")
    'pælˈmaɪɹə'
    """
    rows = table("ipa")["said_as"]
    said = []
    for word in sounds.split():
        parts = syllables(word)
        several = len(parts) > 1
        marked = "".join(
            (part.stress if several else "") + part.onset + part.vowel + part.coda for part in parts
        )
        said.append("".join(rows.get(sign, sign) for sign in marked or word))
    return " ".join(said)

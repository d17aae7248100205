"""A word that may be a Mandarin name in pinyin goes in; phonemes of the Kokoro alphabet come out."""

import re
import unicodedata
from functools import cache

from broadcast.phonetics.accent import accented
from broadcast.phonetics.tables import table

LONGEST = 24
# ǚ  in two signs after its tone is taken away
_TONES = re.compile("[\u0304\u0301\u030c\u0300]")
_VOWEL = re.compile("[AIOWYiuɑɔəɛɜɪʊʌæ]")


def phonemes(word: str, *, british: bool = False) -> str | None:
    """The phonemes of a name of which every syllable is one of Mandarin, else None.

    The last syllable takes the stress. Words that might as well be Japanese or Italian, with none of
    Mandarin's own sounds, are left alone.

    >>> phonemes("Zhengzhou")
    'ʤʌŋʤˈO'
    """
    if not 2 <= len(word) <= LONGEST:
        return None
    plain = unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", word.lower())))
    parts = _cut(plain.replace("’", "'"))
    if not parts or not _is_telling(parts):
        return None
    sounds = [_syllables()[part] for part in parts]
    last = sounds[-1]
    vowel = _VOWEL.search(last)
    if vowel is None:
        return None
    sounds[-1] = last[: vowel.start()] + "ˈ" + last[vowel.start() :]
    return accented("".join(sounds), british=british)


@cache
def _syllables() -> dict[str, str]:
    """Every syllable in pinyin with its sounds."""
    rows = table("pinyin")
    made = {
        first + final: rows["initials"][first] + rows["finals"][final]
        for first, finals in rows["with"].items()
        for final in finals.split()
    }
    whole: dict[str, str] = rows["whole"]
    return made | whole


def _cut(word: str) -> list[str] | None:
    """The syllables of a word; a consonant between vowels begins one: Henan is he-nan, Xi'an xi-an."""
    if not word:
        return []
    for length in range(min(6, len(word)), 0, -1):
        head, rest = word[:length], word[length:]
        if head not in _syllables():
            continue
        if rest.startswith("'"):
            rest = rest[1:]
        elif rest and rest[0] in "aeiouü":
            # without an apostrophe no later syllable begins with a vowel
            continue
        tail = _cut(rest)
        if tail is not None:
            return [head, *tail]
    return None


def _is_telling(parts: list[str]) -> bool:
    """Whether anything of it is Mandarin's own."""
    endings = tuple(table("pinyin")["telling"].split())
    return any(part.startswith(("zh", "x", "q")) or part.endswith(endings) for part in parts)

"""A word that may be a Mandarin name in pinyin goes in; phonemes of the Kokoro alphabet come out."""

import re
from functools import cache
from itertools import pairwise

from broadcast.phonetics.accent import accented
from broadcast.phonetics.tables import table

LONGEST = 24
_VOWEL = re.compile("[AIOWYiuɑɔəɛɜɪʊʌæ]")


def phonemes(word: str, *, british: bool = False) -> str | None:
    """The phonemes of a name of which every syllable is one of Mandarin, else None.

    The last syllable takes the stress. Words that might as well be Japanese, French or Hausa, with none of
    Mandarin's own sounds, are left alone, and so are those with accents.

    >>> phonemes("Zhengzhou")
    'ʤʌŋʤˈO'
    """
    if not 2 <= len(word) <= LONGEST:
        return None
    parts = _cut(word.lower().replace("’", "'"))
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
    """Whether anything of it is Mandarin's own; "ng" alone is not in Henning, nor "qu" in Chaque."""
    if any(part.startswith(("zh", "x")) or (part[0] == "q" and part != "que") for part in parts):
        return True
    rows = table("pinyin")
    doubled = any(one[-1] == two[0] == "n" for one, two in pairwise(parts))
    if doubled and parts[-1].endswith("ing"):
        return False
    sure = any(part.endswith(tuple(rows["telling"])) and part[0] not in "aeiou" for part in parts)
    closed = [part for part in parts if part[-1] == "n"]
    # Jintao: of Simao nobody knows
    helped = bool(closed) and any(part.endswith(tuple(rows["helped"])) for part in parts)
    return sure or helped or any(part in rows["telling_whole"] for part in parts)

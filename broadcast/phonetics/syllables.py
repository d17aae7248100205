"""Phonemes of the Kokoro alphabet go in; syllables with onset, stress, vowel and coda come out."""

import re
from dataclasses import dataclass

VOWELS = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻᵊ"
STRESSES = "ˈˌ"

# pɹ  kl  sw  stɹ  bj: what may begin a syllable; a single consonant may, but for ŋ
_ONSET = re.compile(
    r"(?:s?(?:[pk][lɹjw]?|t[ɹjw]?)|[bɡf][lɹjw]?|d[ɹjw]?|[θʃ][ɹw]?|s[lwmnf]?|[hmnlv]j?|[ɹwjzʒʧʤðkx])?"
)
_PART = re.compile(rf"([{STRESSES}]?)([{VOWELS}])ː?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Syllable:
    """A syllable.

    Attributes:
        onset: Consonants before the vowel; `coda` those after it.
        stress: "ˈ", "ˌ" or empty.
        vowel: One vowel or diphthong, with its length mark.
    """

    onset: str
    stress: str
    vowel: str
    coda: str = ""


def syllables(word: str) -> list[Syllable]:
    """The syllables of one word; consonants between two vowels begin the second one as far as they can.

    A word without a vowel has none.
    """
    found = list(_PART.finditer(word))
    cuts: list[int] = []
    for index, part in enumerate(found):
        start = found[index - 1].end() if index else 0
        cuts.append(_cut(word, start, part.start()) if index else 0)
    made = []
    for index, part in enumerate(found):
        end = cuts[index + 1] if index + 1 < len(found) else len(word)
        made.append(
            Syllable(
                onset=word[cuts[index] : part.start()],
                stress=part[1],
                vowel=part[0].lstrip(STRESSES),
                coda=word[part.end() : end],
            )
        )
    return made


def _cut(word: str, start: int, end: int) -> int:
    """Where the consonants [start, end) part between two vowels."""
    # an r before a consonant belongs to the vowel before it, as in ɑɹt, and that of ɜɹ always
    keeps = word[start:end].startswith("ɹ") and (end - start > 1 or word[start - 1] == "ɜ")
    first = start + 1 if keeps else start
    return next(at for at in range(first, end + 1) if _ONSET.fullmatch(word, at, end))

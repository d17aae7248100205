"""A respelling such as "BEE-hotch" goes in; phonemes in the Kokoro alphabet come out."""

import re
from functools import cache

from broadcast.phonetics.accent import accented
from broadcast.phonetics.tables import table

# BEE-hotch   ih-SAHN   SHEE jin-PING
_SYLLABLES = re.compile(r"[A-Za-zəƏ']+")
# -ike, -ote at a syllable's end: a long vowel
_LONG = re.compile(r"([aiou])(ch|sh|th|[bcdfgklmnprstvz])e\Z")


def phonemes(respelling: str, *, british: bool = False) -> str | None:
    """The phonemes of one respelled word, or None when it cannot be read as one.

    Syllables stand apart by hyphens; CAPITALS take the stress, earlier capitals the secondary one. The
    signs are those of AP, BBC and VOA pronouncers.

    >>> phonemes("BEE-hotch")
    'bˈihɑʧ'
    """
    syllables = _SYLLABLES.findall(respelling)
    if not syllables or re.search(r"[^A-Za-zəƏ'\-‑ ]", respelling):
        return None
    strong = [index for index, syllable in enumerate(syllables) if syllable.isupper()]
    main = strong[-1] if strong else 0
    said = []
    for index, syllable in enumerate(syllables):
        stress = "ˈ" if index == main else "ˌ" if index in strong else ""
        sounds = _syllable(syllable.lower().replace("'", ""), stress)
        if sounds is None:
            return None
        said.append(sounds)
    return accented("".join(said), british=british)


@cache
def _keys() -> re.Pattern[str]:
    rows = table("respelling")
    keys = sorted({*rows["vowels"], *rows["consonants"]}, key=len, reverse=True)
    return re.compile("|".join(keys))


def _syllable(letters: str, stress: str) -> str | None:
    rows = table("respelling")
    vowels, consonants = rows["vowels"], rows["consonants"]
    long = _LONG.search(letters)
    said, at, voiced = "", 0, False
    while at < len(letters):
        if long and at == long.start():
            sound = rows["long"][letters[at]]
            said, at, voiced, letters = said + stress + sound, at + 1, True, letters[:-1]
            continue
        found = _keys().match(letters, at)
        if not found:
            return None
        key, end = found.group(), found.end()
        if key == "y" and not voiced and re.match("[aeiou]", letters[end:]):
            said, at = said + "j", end
            continue
        if key in vowels and not voiced:
            sound = _vowel(key, end == len(letters), bool(stress))
            said += "j" + stress + sound[1:] if sound[0] == "j" else stress + sound
            voiced = True
        elif key in vowels:
            said += _vowel(key, end == len(letters), bool(stress))
        else:
            said += consonants[key]
        at = end
    return said if voiced else None


def _vowel(key: str, final: bool, stressed: bool) -> str:
    rows = table("respelling")
    if final and key in rows["open"]:
        return str(rows["open"][key][0 if stressed else 1])
    if stressed and key in rows["stressed"]:
        return str(rows["stressed"][key])
    return str(rows["vowels"][key])

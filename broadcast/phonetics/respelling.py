"""A respelling such as "BEE-hotch" goes in; phonemes in the Kokoro alphabet come out."""

import re
import unicodedata
from functools import cache

from broadcast.phonetics.accent import accented
from broadcast.phonetics.tables import table

# BEE-hotch   ih-SAHN   SHEE jin-PING
_LETTERS = "A-Za-zəƏāēīōūĀĒĪŌŪ'"
_SYLLABLES = re.compile(f"[{_LETTERS}]+")
_STRANGE = re.compile(rf"[^{_LETTERS}\-‑ ]")
# -ike, -ote, -yne at a syllable's end: a long vowel
_LONG = re.compile(r"([aiouy])(ch|sh|th|[bcdfgklmnprstvz])e\Z")


def phonemes(respelling: str, *, british: bool = False) -> str | None:
    """The phonemes of one respelled word, or None when it cannot be read as one.

    Syllables stand apart by hyphens; CAPITALS take the stress, earlier capitals the secondary one. The
    signs are those of AP, BBC and VOA pronouncers.

    >>> phonemes("BEE-hotch")
    'bˈihɑʧ'
    """
    respelling = unicodedata.normalize("NFC", respelling)
    syllables = _SYLLABLES.findall(respelling)
    if not syllables or _STRANGE.search(respelling):
        return None
    strong = [index for index, syllable in enumerate(syllables) if syllable.isupper()]
    main = strong[-1] if strong else 0
    said = []
    for index, syllable in enumerate(syllables):
        stress = "ˈ" if index == main else "ˌ" if index in strong else ""
        last = index + 1 == len(syllables)
        sounds = _syllable(syllable.lower().replace("'", ""), stress, last)
        if sounds is None:
            return None
        said.append(sounds)
    # PAT-chrik: one sound, written twice
    sounds = "".join(said).replace("tʧ", "ʧ").replace("dʤ", "ʤ")
    return accented(sounds, british=british)


@cache
def _keys() -> re.Pattern[str]:
    rows = table("respelling")
    keys = sorted({*rows["vowels"], *rows["consonants"]}, key=len, reverse=True)
    return re.compile("|".join(keys))


def _syllable(letters: str, stress: str, last: bool) -> str | None:
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
        if key in vowels:
            place = "closed" if end < len(letters) else "final" if last else "open"
            sound = _vowel(key, place, bool(stress))
            mark = "" if voiced else stress
            said += "j" + mark + sound[1:] if sound[0] == "j" else mark + sound
            voiced = True
        else:
            said += consonants[key]
        at = end
    return said if voiced else None


def _vowel(key: str, place: str, stressed: bool) -> str:
    rows = table("respelling")
    if key in rows[place]:
        return str(rows[place][key][0 if stressed else 1])
    if stressed and key in rows["stressed"]:
        return str(rows["stressed"][key])
    return str(rows["vowels"][key])

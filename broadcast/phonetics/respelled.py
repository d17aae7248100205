"""Phonemes of the Kokoro alphabet go in; a respelling that a newsreader can read comes out."""

from broadcast.phonetics.syllables import Syllable, syllables

_CONSONANTS = {
    "ʃ": "sh", "ʒ": "zh", "ʧ": "ch", "ʤ": "j", "θ": "th", "ð": "dh", "ŋ": "ng", "ɡ": "g", "j": "y", "ɹ": "r",
    "T": "t",
    "x": "kh",
}  # fmt: skip
_VOWELS = {
    "A": "ay", "I": "y", "O": "oh", "Q": "oh", "W": "ow", "Y": "oy", "i": "ee", "u": "oo", "ɑ": "ah",
    "ɒ": "o",
    "ɔ": "aw",
    "ʊ": "uu", "ʌ": "uh", "ə": "uh", "ɜ": "ur", "ᵊ": "uh", "a": "a",
}  # fmt: skip
# hero, tourist: the r begins the next syllable
_BEFORE_OPEN_R = {"ɪ": "ee", "ʊ": "oo"}
_TAPPED = str.maketrans("ɾʔ", "tt")
# (before a consonant, at a syllable's end)
_SHORT = {
    "ɪ": ("i", "ih"),
    "ᵻ": ("i", "ih"),
    "ɛ": ("e", "eh"),
    "æ": ("a", "aa"),
    "a": ("a", "aa"),
    "ɒ": ("o", "ah"),
}
_BEFORE_R = {
    "ɑ": "ahr", "ɔ": "or", "O": "or", "ɛ": "air", "ɪ": "eer", "i": "eer", "ᵻ": "eer", "ʊ": "oor", "u": "oor",
    "ɜ": "ur",
    "ə": "ur",
    "ʌ": "ur", "æ": "arr", "a": "arr",
}  # fmt: skip


def respelled(sounds: str) -> str:
    """A respelling of phonemes, word by word: syllables apart by hyphens, the stressed one in capitals.

    What it gives is read back by `respelling.phonemes` as the same sounds, but for what a respelling cannot
    tell: a weaker stress after the main one, the two sounds of "uh".

    >>> respelled("pælmˈIɹə")
    'pal-MY-ruh'
    """
    return " ".join(_word(word) for word in sounds.translate(_TAPPED).split())


def _word(word: str) -> str:
    parts = syllables(word)
    main = next((index for index in range(len(parts) - 1, -1, -1) if parts[index].stress == "ˈ"), None)
    if main is None:
        main = next((index for index, part in enumerate(parts) if part.stress), 0)
    spelled = []
    for index, part in enumerate(parts):
        loud = index == main or (bool(part.stress) and index < main)
        following = parts[index + 1].onset if index + 1 < len(parts) else ""
        text = _syllable(part, loud, following)
        spelled.append(text.upper() if loud else text)
    return "-".join(spelled) or _consonants(word)


def _syllable(part: Syllable, loud: bool, following: str) -> str:
    onset, vowel, coda = part.onset, part.vowel.rstrip("ː"), part.coda
    if coda.startswith("ɹ") and vowel in _BEFORE_R:
        spelled, coda = _BEFORE_R[vowel], coda[1:]
    elif not coda and following.startswith("ɹ") and vowel in _BEFORE_OPEN_R:
        spelled = _BEFORE_OPEN_R[vowel]
    elif vowel == "I":
        spelled = "y" if onset and not onset.endswith("j") else "eye"
    elif vowel in _SHORT:
        spelled = _SHORT[vowel][0 if coda or (loud and vowel in "æa") else 1]
    else:
        spelled = _VOWELS.get(vowel, "uh")
    return _consonants(onset) + spelled + _consonants(coda)


def _consonants(signs: str) -> str:
    spelled = ""
    for index, sign in enumerate(signs):
        # nk and ngg: the g of "sing" is heard once
        if sign == "ŋ" and signs[index + 1 : index + 2] == "k":
            spelled += "n"
        else:
            spelled += _CONSONANTS.get(sign, sign if sign.isalpha() and sign.isascii() else "")
    return spelled

"""A text comes in; the language it is written in goes out, told by its letters and its smallest words."""

import re
import unicodedata
from collections import Counter

_SAMPLE = 20_000
_LANGUAGE_OF_SCRIPT = {
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "ARABIC": "ar",
    "HEBREW": "he",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "DEVANAGARI": "hi",
    "THAI": "th",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ETHIOPIC": "am",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
}
# Letters that one language has and the one its script is named for has not.
_LETTERS_OF = (("ru", "uk", "іїєґ"), ("ar", "ur", "ٹڈڑےں"), ("ar", "fa", "پچژگ"))
KANA_SHARE = 0.05
"""Japanese mixes kana into Han letters; Chinese names a Japanese shop at most."""

_SMALL_WORDS = {
    "en": "the of and to in is was that it for on with as by at from he she has said not are were",
    "de": "der die das und ist nicht ein eine den dem des mit von zu auf für im sich auch war wurde dass",
    "fr": "le la les des et est une dans pour que qui sur pas du au avec ce il elle sont par été",
    "es": "el la los las de y en que es una un por con para del se no al su fue como más",
    "it": "il la di e che è per un una non con del della sono le gli da nel alla anche ha dei",
    "nl": "de het een en van is dat niet op te zijn met voor aan er maar ook werd door bij naar heeft",
    "pt": "o a os as de e que em um uma do da não para com no na por foi dos mais ao",
    "sv": "och att det som en är på av för med den till inte har de ett om var från",
    "da": "og at det som en er på af for med den til ikke har de et om var fra blev",
    "pl": "i w na z się nie że do to jest o jak po od przez za są oraz dla",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar ancak sonra ise",
    "id": "yang dan di ini itu dengan untuk tidak dari dalam pada akan ke oleh juga",
}
_WORDS_OF = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
MIN_WORDS = 12
"""Shorter copy in Latin letters is taken for English."""
MIN_SHARE = 0.2
"""Share of its small words that running copy of a language has at least; news has 0.3 to 0.45."""
MIN_LEAD = 1.5
"""Times more small words than English has, before copy is taken for another language."""


def tell_language(text: str) -> str:
    """The language of a text as a BCP 47 tag, "en" when nothing speaks against it.

    Told by script where most letters are not Latin, else by small words, and then only when it is
    decisive. The first 20,000 characters are looked at.
    """
    sample = text[:_SAMPLE]
    scripts = Counter(filter(None, map(_script, filter(str.isalpha, sample))))
    latin = scripts.pop("LATIN", 0)
    # An ideograph or a syllable stands for about two letters.
    other = sum(count * (2 if script in ("CJK", "HANGUL") else 1) for script, count in scripts.items())
    return _by_script(scripts, sample) if other > latin else _by_small_words(sample)


def _script(letter: str) -> str:
    """The script that Unicode names a letter by: "CYRILLIC"; empty when it names none."""
    if letter.isascii():
        return "LATIN"
    return unicodedata.name(letter, "").partition(" ")[0]


def _by_script(scripts: Counter[str], sample: str) -> str:
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > KANA_SHARE * scripts.total():
        return "ja"
    known = [script for script, _ in scripts.most_common() if script in _LANGUAGE_OF_SCRIPT]
    language = _LANGUAGE_OF_SCRIPT[known[0]] if known else "und"
    for base, other, letters in _LETTERS_OF:
        if language == base and any(letter in letters for letter in sample.lower()):
            return other
    return language


def _by_small_words(sample: str) -> str:
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if len(words) < MIN_WORDS:
        return "en"
    hits = {language: sum(word in small for word in words) for language, small in _WORDS_OF.items()}
    best = max(hits, key=lambda language: hits[language])
    decisive = hits[best] >= MIN_SHARE * len(words) and hits[best] >= MIN_LEAD * hits["en"]
    return best if decisive else "en"

"""ARPAbet, as CMU's dictionary writes it, goes in; phonemes of the Kokoro alphabet come out."""

import re

from broadcast.phonetics.accent import accented
from broadcast.phonetics.tables import table

# P AE0 L M AY1 R AH0
_SYMBOL = re.compile(r"([A-Z]{1,3})([012])?")
_STRESS = {"1": "ˈ", "2": "ˌ"}


def phonemes(arpabet: str, *, british: bool = False) -> str | None:
    """The phonemes of a word in symbols apart by spaces, every vowel with its figure; else None.

    >>> phonemes("P AE0 L M AY1 R AH0")
    'pælmˈIɹə'
    """
    rows = table("arpabet")
    said, voiced = "", False
    for symbol in arpabet.split():
        found = _SYMBOL.fullmatch(symbol)
        if found is None:
            return None
        name, figure = found[1], found[2]
        if name in rows["vowels"]:
            if figure is None:
                return None
            weak = rows["weak"].get(name) if figure == "0" else None
            said, voiced = said + _STRESS.get(figure, "") + (weak or rows["vowels"][name]), True
        elif name in rows["consonants"] and figure is None:
            said += rows["consonants"][name]
        else:
            return None
    return accented(said, british=british) if voiced else None

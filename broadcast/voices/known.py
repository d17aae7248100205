"""A word goes in; whether the lexicon of kokoro's and hibari's G2P has it comes out."""

import re
from functools import cache, lru_cache
from typing import Any

from broadcast.voices import phonemes

# Kyiv-based  ->  Kyiv, based
_PIECES = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@cache
def _lexicon(british: bool) -> Any:
    """The words alone, without tagger and net: a third of the time that the whole G2P takes to load."""
    loaded = phonemes.loaded(british=british)
    if loaded is not None:
        return loaded.lexicon
    from hibari.g2p import Lexicon

    accent = "gb" if british else "us"
    gold, silver = (phonemes.words(f"lexicon_{accent}_{part}.json.gz") for part in ("gold", "silver"))
    return Lexicon(gold, silver, british)


@lru_cache(maxsize=50_000)
def knows(word: str, *, british: bool) -> bool:
    """Whether every part of a word, as it is printed, is in the lexicon, inflected or spelled by letters.

    What is not known is left to a small model that guesses.
    """
    pieces = _PIECES.findall(word)
    return all(_has(piece.replace("’", "'"), british) for piece in pieces)


def is_word(word: str, *, british: bool) -> bool:
    """Whether a word, or what it is inflected from, is one in small letters: "Troops" but not "Kyiv"."""
    small = word.lower()
    stems = [small, *(small.removesuffix(end) for end in ("'s", "s", "es", "d", "ed", "ing", "ly"))]
    stems += [small.removesuffix("ing") + "e", small.removesuffix("ies") + "y"]
    found = _lexicon(british)
    return any(stem in found.golds.d or stem in found.silvers.d for stem in stems if len(stem) > 1)


def is_compound(word: str, *, british: bool) -> bool:
    """Whether a word is two ordinary ones written together: "schoolchildren"."""
    found = _lexicon(british).golds.d
    small = word.lower()
    return any(small[:at] in found and small[at:] in found for at in range(3, len(small) - 2))


def _has(piece: str, british: bool) -> bool:
    from hibari.g2p import Context

    said, _ = _lexicon(british).get_word(piece, "NNP", None, Context())
    return said is not None

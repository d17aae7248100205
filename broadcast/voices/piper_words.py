"""Phonemes of single words and of the sentence they make go in; where each word stands in it comes out."""

from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np

_STRESS = frozenset("ˈˌ")
_PAUSES = frozenset(",.;:!?")
_MARKS = _STRESS | frozenset(",.;:!?-'\" ")
"""Stress and punctuation, which a word has or has not depending on its neighbours."""


def phoneme_reaches(words: Sequence[Sequence[str]], sentence: Sequence[str]) -> list[tuple[int, int]]:
    """Where each word's phonemes stand in the sentence's.

    A phonemiser runs words together ("of the" may be one group) and weakens them ("the" in front of a
    consonant), so neither blanks nor letters tell; the two rows of phonemes are matched as wholes, and a word
    that does not match is set between its neighbours.

    Args:
        words: Phonemes of each word, as it is said alone.
        sentence: Phonemes of the whole, blanks, stress and punctuation too.

    Returns:
        (first, end) a word, counting in `sentence`; firsts do not decrease, and end is at least first.
    """
    places = [place for place, phoneme in enumerate(sentence) if phoneme not in _MARKS]
    heard = [sentence[place] for place in places]
    alone = [[phoneme for phoneme in word if phoneme not in _MARKS] for word in words]
    joined = [phoneme for word in alone for phoneme in word]
    bounds = np.cumsum([0, *map(len, alone)])
    known, found = [-1], [-1]
    for block in SequenceMatcher(None, joined, heard, autojunk=False).get_matching_blocks():
        known.extend(range(block.a, block.a + block.size))
        found.extend(range(block.b, block.b + block.size))
    known.append(len(joined))
    found.append(len(heard))
    marks = np.rint(np.interp(bounds, known, found)).astype(int)
    marks = np.maximum.accumulate(np.clip(marks, 0, len(heard)))
    reaches = []
    for left, right in zip(marks[:-1].tolist(), marks[1:].tolist(), strict=True):
        first = places[left] if left < len(places) else len(sentence)
        end = places[right - 1] + 1 if right > left else first
        while first and sentence[first - 1] in _STRESS:
            first -= 1
        reaches.append((first, max(first, end)))
    return reaches


def onset(sentence: Sequence[str], first: int) -> int:
    """Where a word is begun: at the blank before its first phoneme, but not when a pause is before that.

    Args:
        sentence: Phonemes of the whole, blanks and punctuation too.
        first: Of the word, counting in `sentence`.
    """
    place = first
    while place and sentence[place - 1] == " ":
        place -= 1
    pause = not place or sentence[place - 1] in _PAUSES
    return first if pause else place

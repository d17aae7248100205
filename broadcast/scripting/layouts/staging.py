"""A cue with a reader's name in it goes in; the name and what the trade's words beside it say come out."""

import re
from collections import Counter
from functools import lru_cache

from broadcast.scripting.layouts.names import has_name
from broadcast.scripting.layouts.vocabulary import READS, Label, Mark, phrases, read_label
from broadcast.units import Span

MOST_NAME_WORDS = 2
BESIDE = READS | {Mark.CUE, Mark.CAPTION, Mark.ASK}
"""What may stand beside a reader's name: where and how he is seen."""
LONGEST = 60
_SEGMENT = re.compile(
    r"\s+[-–—]+\s+|-{2,}|\s*[:,|]\s*|\s+/\s*|(?<=\w\w)/|\s{3,}|\t"
)  # DEREK - DOUBLE BOX   KATHY / 1 SHOT
_FIRST = re.compile(r"(?:^|[(\[{/*:] ?|[-–—] ?)(?P<word>[^\W_]+(?:['’-][^\W_]+)*)", re.MULTILINE)
_PLAIN_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")  # DANA, of DANA/RICK
_WORD = re.compile(r"[^\W_]+(?:['’/-][^\W_]+)*")  # O'Neill   o/c


def staged_name(words: str) -> tuple[Span, Label | None] | None:
    """Whose turn it is, by a name with nothing beside it but where and how he is seen; None for other cues.

    >>> staged_name("BACK TO NINA LIVE")[0]
    (8, 12)
    """
    if len(words) > LONGEST:
        return None
    first, label = _parted(words)
    end = first[1]
    rest = words[end:].strip(" -–—:,/|\t")
    if not words[slice(*first)] or not _is_name(words[slice(*first)]):
        return None
    behind = read_label(rest) if rest else None
    if rest and (behind is None or behind.mark not in BESIDE):
        return None
    if not rest and label is None:
        return None
    telling = behind if behind is not None and behind.mark in READS else label
    return first, telling


def is_borne_out(text: str, name: str) -> bool:
    """Whether the copy names somebody so, and has no word of it in small letters: "Ana", not "Overlay"."""
    if is_common(text, name) or not _PLAIN_WORD.search(name):
        return False
    words, known, first = _PLAIN_WORD.findall(name), _words_of(text), _first_words_of(text)
    return any(known[word.title()] for word in words) or min(first[word] for word in words) > 1


def is_common(text: str, name: str) -> bool:
    """Whether the copy has one of the words in small letters, or the trade has: "Exterior Hospital"."""
    known = _words_of(text)
    return any(read_label(word) or known[word.lower()] for word in _WORD.findall(name))


@lru_cache(maxsize=4)
def _words_of(text: str) -> Counter[str]:
    """How often a text has each word, letter for letter."""
    return Counter(_PLAIN_WORD.findall(text))


@lru_cache(maxsize=4)
def _first_words_of(text: str) -> Counter[str]:
    """How often each word begins a line, a bracket or a part of one, as the names in labels do."""
    return Counter(found["word"] for found in _FIRST.finditer(text))


def _parted(words: str) -> tuple[Span, Label | None]:
    """The words of the first segment that are none of the trade's, and what those beside them say."""
    cut = _SEGMENT.search(words)
    segment = words[: cut.start()] if cut else words
    tokens = [found.span() for found in _WORD.finditer(segment)]
    begin, stop = 0, len(tokens)
    before = read_label(segment) if tokens else None
    if before is not None and before.mark not in BESIDE:
        return (0, 0), None
    if before is not None:
        begin = sum(start < before.rest for start, _ in tokens)
    while begin < stop and segment[slice(*tokens[begin])].lower() in phrases("filler"):
        begin += 1
    behind: Label | None = None
    for index in range(begin + 1, stop):
        told = read_label(segment[tokens[index][0] :])
        if told is not None and told.rest >= len(segment) - tokens[index][0]:
            behind, stop = told, index
            break
    if begin >= stop or stop - begin > MOST_NAME_WORDS:
        return (0, 0), None
    return (tokens[begin][0], tokens[stop - 1][1]), behind or before


def _is_name(words: str) -> bool:
    return words[0].isupper() and not any(map(str.isdigit, words)) and has_name(words)

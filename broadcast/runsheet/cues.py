"""Items in, in-cue and out-cue out: the first and last five words of a row as heard, as printed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from broadcast.model import Item
from broadcast.units import Span

CUE_WORDS = 5
"""Radio's label says the first five words, the last five, and the time."""

# three-week, Syria's, 24/7, U.S.-backed: spoken as two, printed as one
_JOINERS = frozenset("-‑'’/.&@")
_OPENING = frozenset("“‘«(¿¡[{<")


def in_cue(items: Sequence[Item]) -> str:
    """The first words of a row; empty when nothing in it has words."""
    return " ".join(islice(_printed(_places(items)), CUE_WORDS))


def out_cue(items: Sequence[Item]) -> str:
    """The last words of a row; empty when nothing in it has words."""
    return " ".join(list(islice(_printed(reversed(_places(items))), CUE_WORDS))[::-1])


def _places(items: Iterable[Item]) -> list[tuple[str, Span]]:
    """Every heard word of a row: the text it stands in, and where."""
    return [(item.segment.text, span) for item in items for span in _joined(item.segment.text, _spans(item))]


def _spans(item: Item) -> list[Span]:
    """Where its words stand; of a recording, whose words have no times, those that are written for it."""
    spans = [word.span for cue in item.cues for word in cue.words]
    if spans or not any(cue.recorded and cue.text for cue in item.cues):
        return spans
    return [found.span() for found in re.finditer(r"\w+", item.segment.text)]


def _printed(places: Iterable[tuple[str, Span]]) -> Iterator[str]:
    """Words as they stand in print, their punctuation with them."""
    for text, (start, end) in places:
        word = " ".join(text[_opened(text, start) : _closed(text, end)].split())
        if word:
            yield word


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans of words, those that print joins with a hyphen or an apostrophe as one."""
    joined: list[Span] = []
    for start, end in sorted(set(spans)):
        if joined:
            gap = text[joined[-1][1] : start]
            if start < joined[-1][1] or (gap and set(gap) <= _JOINERS):
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
                continue
        joined.append((start, end))
    return joined


def _opened(text: str, start: int) -> int:
    """Back over the punctuation before a word: “We -> from the quotation mark."""
    opened = start
    while opened and not (text[opened - 1].isspace() or text[opened - 1].isalnum()):
        opened -= 1
    if opened == 0 or text[opened - 1].isspace():
        return opened
    while start and text[start - 1] in _OPENING:
        start -= 1
    return start


def _closed(text: str, end: int) -> int:
    """On over the punctuation behind a word: city.” -> to behind the quotation mark."""
    while end < len(text) and not (text[end].isspace() or text[end].isalnum() or text[end] in _OPENING):
        end += 1
    return end

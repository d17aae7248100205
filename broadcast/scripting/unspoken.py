"""What a script speaks and what it is known to leave out go in; the whole list of the unspoken comes out."""

import re
from collections.abc import Iterable

from broadcast.model import Reason, Unspoken
from broadcast.units import Span

_WORD = re.compile(r"\w+")


def trimmed(text: str, span: Span) -> Span:
    """A span without the white space at its ends."""
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return start, max(start, span[0] + len(words.rstrip()))


def without(span: Span, holes: Iterable[Span]) -> list[Span]:
    """What is left of a span when others (in order) are cut out of it."""
    start, end = span
    left: list[Span] = []
    for hole_start, hole_end in holes:
        if hole_end <= start or hole_start >= end:
            continue
        if hole_start > start:
            left.append((start, hole_start))
        start = max(start, hole_end)
    if start < end:
        left.append((start, end))
    return left


def complete(text: str, spoken: Iterable[Span], known: Iterable[Unspoken]) -> tuple[Unspoken, ...]:
    """Every stretch with words that nobody speaks, in order.

    Whatever is neither spoken nor known stands in the list as layout, so that each word of a report is in
    exactly one place.
    """
    listed = [gap for gap in known if _WORD.search(text, *gap.span)]
    taken = sorted([*spoken, *(gap.span for gap in listed)])
    for start, end in without((0, len(text)), taken):
        words = list(_WORD.finditer(text, start, end))
        if words:
            listed.append(Unspoken(span=(words[0].start(), words[-1].end()), reason=Reason.LAYOUT))
    return tuple(sorted(listed, key=lambda gap: gap.span))

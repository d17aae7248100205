"""The changes of a text go in; the names that lexicons and rules know come out among them."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from broadcast.phonetics import pinyin
from broadcast.speech.lexicons.index import WORD
from broadcast.speech.lexicons.sayings import Sayings, changes_of, hiss
from broadcast.speech.scan import Change
from broadcast.units import Span

PEOPLE = ("copy", "script", "markup")
"""Authorities that no lexicon goes over."""


def said_names(
    text: str, spans: Sequence[Span], changes: Sequence[Change], sayings: Sayings, *, british: bool
) -> list[Change]:
    """Add how names are said.

    A pronunciation that was chosen already stands. A lexicon's name takes the place of what a rule made of it
    (ISIL as letters), but never cuts a rule's words in two. What no lexicon has may still be Mandarin.

    Args:
        text: As printed.
        spans: Of its sentences.
        changes: Settled before, by place.
        sayings: Who knows what.
        british: For whose voices.
    """
    merged = _merged(changes, changes_of(text, spans, sayings, british=british))
    if not sayings.layers:
        return merged
    return _merged(merged, list(_by_rule(text, merged, sayings, british)))


def _merged(changes: Sequence[Change], names: Sequence[Change]) -> list[Change]:
    """Names put among changes, in the place of those that lie within them."""
    if not names:
        return list(changes)
    starts = [change.span[0] for change in changes]
    gone: set[int] = set()
    kept: list[Change] = []
    for found in names:
        name, (start, end) = found, found.span
        first = bisect_left(starts, start)
        if first and changes[first - 1].span[1] > start:
            continue
        last = bisect_left(starts, end)
        inside = changes[first:last]
        if len(inside) == 1 and _is_same(inside[0], name):
            # "Ms." is said as the name Ms is
            name, end = replace(name, span=inside[0].span), inside[0].span[1]
        if any(change.span[1] > end or change.authority in PEOPLE or not change.spoken for change in inside):
            continue
        gone.update(range(first, last))
        kept.append(name)
    rest = [change for index, change in enumerate(changes) if index not in gone]
    return sorted([*rest, *kept], key=lambda change: change.span)


def _is_same(change: Change, name: Change) -> bool:
    """Whether a rule's words are the name, without sounds of its own."""
    return change.span[0] == name.span[0] and change.spoken == name.spoken and change.phonemes is None


def _by_rule(text: str, changes: Sequence[Change], sayings: Sayings, british: bool) -> Iterable[Change]:
    """Names that no lexicon has, of which every syllable is Mandarin."""
    taken = {place for change in changes for place in range(*change.span)}
    for found in WORD.finditer(text):
        word = found.group()
        if not word[0].isupper() or not word[1:].islower() or found.start() in taken:
            continue
        bare = word.removesuffix("'s").removesuffix("’s")
        sounds = pinyin.phonemes(bare, british=british)
        if sounds is None or sayings.knows(bare):
            continue
        own = "'s" if bare != word else ""
        yield Change(
            span=found.span(),
            spoken=bare + own,
            phonemes=sounds + (hiss(sounds) if own else ""),
            authority="rule",
        )

"""A text and the rules go in; the changes from print to speech come out, in order and not overlapping."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from broadcast.units import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Print that is said otherwise.

    Attributes:
        span: In the text.
        spoken: Words without digits; empty for what is not said (a pronouncer).
        after: A pause inside what a rule took: "," between the groups of a phone number.
        phonemes: In the Kokoro alphabet, where the rule knows better than any engine.
        authority: Who chose `phonemes`.
    """

    span: Span
    spoken: str
    after: str = ""
    phonemes: str | None = None
    authority: str | None = None


Said = str | Sequence[Change] | None
"""What a rule says of a match: words for all of it, several changes inside it, or None to leave it alone."""

Find = re.Match[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape of news copy.

    Attributes:
        pattern: What it looks like; an example stands beside it.
        say: Match and whether British -> what is said.
        needs: Any of these signs must be in the text, else the pattern is not tried; empty: always tried.
    """

    pattern: re.Pattern[str]
    say: Callable[[Find, bool], Said]
    needs: str = ""


def scan(text: str, rules: Iterable[Rule], *, british: bool, taken: Iterable[Change] = ()) -> list[Change]:
    """Try the rules in order; an earlier rule's match stands against a later one's.

    Args:
        text: What is read.
        rules: The most particular first.
        british: For readings that differ.
        taken: Changes settled before, kept.

    Returns:
        Every change, by place.
    """
    claims = _Claims(taken)
    signs = set(text)
    has_digit = any(sign.isdigit() for sign in signs)
    for rule in rules:
        if rule.needs == DIGIT and not has_digit:
            continue
        if rule.needs and rule.needs != DIGIT and signs.isdisjoint(rule.needs):
            continue
        _apply(rule, text, claims, british)
    return claims.changes


DIGIT = "0123456789"


def _apply(rule: Rule, text: str, claims: "_Claims", british: bool) -> None:
    found = rule.pattern.search(text)
    while found:
        start, end = found.span()
        resume = claims.beyond(start, end)
        if resume is None:
            said = rule.say(found, british)
            resume = end if said is not None else start + 1
            if said is not None:
                changes = [Change(span=(start, end), spoken=said)] if isinstance(said, str) else said
                claims.add(_owned(text, changes))
        found = rule.pattern.search(text, max(resume, start + 1))


# Nov 5's
_OWN = re.compile(r"['’]s(?![^\W_])")


def _owned(text: str, changes: Sequence[Change]) -> Sequence[Change]:
    """The changes, the last one with the possessive that follows it."""
    if not changes or not changes[-1].spoken:
        return changes
    own = _OWN.match(text, changes[-1].span[1])
    if not own:
        return changes
    last = changes[-1]
    hiss = {"phonemes": last.phonemes + "z"} if last.phonemes else {}
    return [*changes[:-1], replace(last, span=(last.span[0], own.end()), spoken=last.spoken + "'s", **hiss)]


class _Claims:
    """Changes by place, none overlapping."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.changes = sorted(changes, key=lambda change: change.span)
        self._starts = [change.span[0] for change in self.changes]

    def beyond(self, start: int, end: int) -> int | None:
        """Where to look on when [start, end) is taken in part; None when it is free."""
        at = bisect_right(self._starts, start)
        if at and self.changes[at - 1].span[1] > start:
            return self.changes[at - 1].span[1]
        if at < len(self.changes) and self.changes[at].span[0] < end:
            return start + 1
        return None

    def add(self, changes: Sequence[Change]) -> None:
        for change in changes:
            at = bisect_right(self._starts, change.span[0])
            self.changes.insert(at, change)
            self._starts.insert(at, change.span[0])

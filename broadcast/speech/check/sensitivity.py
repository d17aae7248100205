"""Copy goes in; words that hurt, judge or convict come out, each with a reason and another way to say it."""

from collections.abc import Iterator, Mapping

from broadcast.speech.check.copy import Copy
from broadcast.speech.check.finding import Find, Hit
from broadcast.speech.check.lists import find_phrases
from broadcast.speech.check.options import Checks


def _section(key: str) -> Find:
    """A rule that looks for the phrases of a section."""
    return lambda copy, checks: find_phrases(copy, "sensitivity", key)


def _once(key: str) -> Find:
    """The same, at its first place only: it is a reminder."""

    def find(copy: Copy, checks: Checks) -> Iterator[Hit]:
        hits = sorted(find_phrases(copy, "sensitivity", key), key=lambda hit: hit.span)
        yield from hits[:1]

    return find


FINDERS: Mapping[str, Find] = {
    "H901": _section("suicide"),
    "H902": _section("method"),
    "H903": _section("terrorism"),
    "H904": _section("migration"),
    "H905": _section("disability"),
    "H906": _section("mental"),
    "H907": _section("suspect"),
    "H908": _section("profanity"),
    "H909": _once("offences"),
}
"""Rules H901 and on."""

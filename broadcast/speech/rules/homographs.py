"""Words with two pronunciations go in; where the words around settle it, the sounds come out."""

import re

from broadcast.speech.rules.shapes import word_after, words_before
from broadcast.speech.scan import Change, Find, Rule
from broadcast.speech.tables import either, table


def rules() -> tuple[Rule, ...]:
    """Words that the engines' own dictionary says wrong without the words around them."""
    # lead pipes   live from the scene   wind up
    return (Rule(re.compile(rf"(?<![^\W_-])({either(table('homographs'))})(?![\w’'-])"), _by_context),)


def _by_context(found: Find, british: bool) -> list[Change] | None:
    """The first reading whose words stand beside the word."""
    after = word_after(found).lower()
    before = words_before(found, 2)
    beside = {*before[-1:], "-".join(before)}
    for reading in table("homographs")[found.group()]:
        follows = after in reading["after"].split() if "after" in reading else True
        precedes = beside.intersection(reading["before"].split()) if "before" in reading else True
        if follows and precedes:
            sounds = reading["gb" if british and "gb" in reading else "us"]
            return [Change(span=found.span(), spoken=found.group(), phonemes=sounds, authority="context")]
    return None

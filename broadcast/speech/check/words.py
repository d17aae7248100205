"""Copy goes in; words that trip the tongue or are heard as others come out."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from broadcast.model import Kind
from broadcast.speech.check.copy import WORD, Copy
from broadcast.speech.check.finding import Find, Hit
from broadcast.speech.check.lists import find_phrases
from broadcast.speech.check.options import Checks

_RUN = 4
"""Words in a row that begin with one sound."""
_SMALL = frozenset({"a", "an", "the", "of", "to", "in", "on", "at", "and", "or", "by", "for", "with", "its"})
# six   ships   cell   zone
_HISS = re.compile(r"s(?!h?\Z)|sh|z|ce|ci|cy|x", re.IGNORECASE)
# here
_HERE = re.compile(r"(?<![\w-])(?P<here>here)(?!['’]s|\s(?:is|are|comes?|to stay)\b|[\w-])", re.IGNORECASE)


def _runs(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for sentence in copy.sentences:
        found = [word for word in WORD.finditer(sentence.text) if word.group().lower() not in _SMALL]
        for sound, group in groupby(found, key=lambda word: _first_sound(word.group())):
            run = list(group)
            if sound and len(run) >= _RUN and not all(word.group()[0].isupper() for word in run):
                start, end = run[0].start(), run[-1].end()
                yield Hit(
                    span=(sentence.start + start, sentence.start + end),
                    what=f"{len(run)} words in a row begin with “{sound}”",
                )


def _first_sound(word: str) -> str:
    small = word.lower()
    if not small[0].isalpha() or small[0] in "aeiou":
        return ""
    if _HISS.match(small):
        return "s"
    return {"ph": "f", "kn": "n", "wr": "r", "wh": "w", "th": "th", "ch": "ch"}.get(small[:2], small[0])


def _homophones(copy: Copy, checks: Checks) -> Iterator[Hit]:
    yield from find_phrases(copy, "words", "homophones")


def _here(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_HERE):
        if copy.kind_at(found.start()) is Kind.ANCHOR:
            yield Hit(
                span=found.span(), what="“here” is where the listener is", suggestion="the name of the place"
            )


FINDERS: Mapping[str, Find] = {
    "W701": _runs,
    "W702": _homophones,
    "W703": _here,
}
"""Rules W701 and on."""

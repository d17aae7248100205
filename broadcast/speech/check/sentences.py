"""Copy goes in; sentences that are too long or built for the page come out."""

import re
from collections.abc import Iterator, Mapping

from broadcast.speech.check.copy import WORD, Copy
from broadcast.speech.check.finding import Find, Hit
from broadcast.speech.check.options import Checks

# Although the bridge was repaired only last year, ...
_CLAUSE = re.compile(
    r"(?P<clause>(?:Although|Though|While|Whilst|Despite|Because|Since"
    r"|As(?! for\b| with\b| of\b|[^,]* (?:reports?|says?|said|explains?)\b)"
    r"|When|Whenever|After|Before|Unless|Until|Having|Given|Whereas|Even though|Even as|In addition to"
    r"|In spite of)\s[^,;:.]*?),\s"
)
_CLAUSE_WORDS = range(8, 17)
# the latter   the former is   respectively
_SORTING = re.compile(
    r"\b(?:the (?P<latter>latter)\b(?! (?:half|part|stages?|years?|months?|days?|weeks?|end|portion)\b)"
    r"|the (?P<former>former)(?=,|\.|\s(?:and the latter|is|was|are|were|has|had|have|will|would|being"
    r"|of (?:which|whom|these|those|the two))\b)"
    r"|(?P<respectively>respectively))\b",
    re.IGNORECASE,
)
# can't
_CANNOT = re.compile(r"\b(?P<can>can['’]t)\b", re.IGNORECASE)
# is not   have not
_UNCONTRACTED = re.compile(
    r"\b(?P<verb>is|are|was|were|has|have|had|does|do|did|would|could"
    r"|should) not\b(?! only\b)",
    re.IGNORECASE,
)
_SEMICOLON = re.compile(r";(?=\s)")


def _long(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for sentence in copy.sentences:
        if sentence.words > checks.sentence:
            yield Hit(span=sentence.span, what=f"{sentence.words} words in one sentence")


def _longish(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for sentence in copy.sentences:
        if checks.comfortable < sentence.words <= checks.sentence:
            yield Hit(span=sentence.span, what=f"{sentence.words} words in one sentence")


def _clause_first(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for sentence in copy.sentences:
        found = _CLAUSE.match(sentence.text)
        if found is not None and len(WORD.findall(found["clause"])) in _CLAUSE_WORDS:
            span = (sentence.start, sentence.start + found.end("clause"))
            yield Hit(span=span, what="a clause stands before the subject")


def _sorting(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_SORTING):
        word = next(name for name, said in found.groupdict().items() if said)
        yield Hit(
            span=found.span(), what=f"“{word}” sends the listener back", suggestion="say the names again"
        )


def _hidden(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_CANNOT):
        yield Hit(span=found.span(), what="“can't” is heard as “can”", suggestion="cannot")


def _uncontracted(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_UNCONTRACTED):
        yield Hit(
            span=found.span(), what=f"“{found.group().lower()}”", suggestion=f"{found['verb'].lower()}n't"
        )


def _semicolons(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_SEMICOLON):
        yield Hit(span=found.span(), what="a semicolon", suggestion="a full stop")


FINDERS: Mapping[str, Find] = {
    "S601": _long,
    "S602": _longish,
    "S603": _clause_first,
    "S604": _sorting,
    "S605": _hidden,
    "S606": _uncontracted,
    "S607": _semicolons,
}
"""Rules S601 and on."""

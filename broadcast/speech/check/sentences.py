"""Copy goes in; sentences that are too long or built for the page come out."""

import re
from collections.abc import Iterator

from broadcast.speech.check.copy import WORD, Copy
from broadcast.speech.check.finding import Example, Hit, Rule, Severity
from broadcast.speech.check.options import Checks

# Although the bridge was repaired only last year, ...
_CLAUSE = re.compile(
    r"(?P<clause>(?:Although|Though|While|Whilst|Despite|Because|Since|As(?! for\b| with\b| of\b|[^,]* (?:reports?|says?|said|explains?)\b)|When|Whenever|After|Before|Unless|Until|Having|Given|Whereas|Even though"
    r"|Even as|In addition to|In spite of)\s[^,;:.]*?),\s"
)
_CLAUSE_WORDS = range(8, 17)
# the latter   the former is   respectively
_SORTING = re.compile(
    r"\b(?:the (?P<latter>latter)\b(?! (?:half|part|stages?|years?|months?|days?|weeks?|end|portion)\b)"
    r"|the (?P<former>former)(?=,|\.|\s(?:and the latter|is|was|are|were|has|had|have|will|would|being|of (?:which|whom|these|those|the two))\b)"
    r"|(?P<respectively>respectively))\b",
    re.IGNORECASE,
)
# can't
_CANNOT = re.compile(r"\b(?P<can>can['’]t)\b", re.IGNORECASE)
# is not   have not
_UNCONTRACTED = re.compile(r"\b(?P<verb>is|are|was|were|has|have|had|does|do|did|would|could|should) not\b(?! only\b)", re.IGNORECASE)
_SEMICOLON = re.compile(r";(?=\s)")


def rules() -> tuple[Rule, ...]:
    """Rules S601 and on."""
    return (
        Rule(
            code="S601", name="long-sentence", severity=Severity.WARNING,
            why="A listener cannot go back: one idea a sentence, and no more than 25 words.",
            source=("QUT", "Papper"),
            example=Example(
                bad="The harbour board, which met behind closed doors for most of Monday, has decided to close the old bridge for good, to sell the "
                "land beside it, and to build a tunnel in its place.",
                good="The harbour board will close the old bridge for good. It will build a tunnel in its place.",
            ),
            find=_long,
        ),
        Rule(
            code="S602", name="longish-sentence", severity=Severity.HINT,
            why="About 20 words are enough for one breath and one idea.",
            source=("QUT", "Papper"),
            example=Example(
                bad="The harbour board has decided on Monday evening to close the old bridge for good and to build a new tunnel in its place.",
                good="The harbour board has decided to close the old bridge and to build a tunnel.",
            ),
            find=_longish,
        ),
        Rule(
            code="S603", name="clause-first", severity=Severity.HINT,
            why="Who does what comes first; a listener has to store a clause in front until its sentence begins.",
            source=("BBC",),
            example=Example(
                bad="Although the bridge was repaired only two years ago, it will close.",
                good="The bridge will close, although it was repaired only two years ago.",
            ),
            find=_clause_first,
        ),
        Rule(
            code="S604", name="former-latter", severity=Severity.WARNING,
            why="A listener cannot look back to see which was first: say the names again.",
            source=("NAVEDTRA",),
            example=Example(bad="Merrow and Quill voted, the latter by post.", good="Merrow and Quill voted, Quill by post."),
            find=_sorting,
        ),
        Rule(
            code="S605", name="hidden-negative", severity=Severity.HINT,
            why="“Can't” is heard as “can”; where the fact hangs on it, say “cannot”.",
            source=("Texas State",),
            example=Example(bad="The court can't reopen the case.", good="The court cannot reopen the case."),
            find=_hidden, on=False,
        ),
        Rule(
            code="S606", name="uncontracted", severity=Severity.HINT,
            why="Broadcast copy is talked: contractions sound like talk.",
            source=("Texas State",),
            example=Example(bad="The bridge is not open.", good="The bridge isn't open."),
            find=_uncontracted, on=False,
        ),
        Rule(
            code="S607", name="semicolon", severity=Severity.HINT,
            why="A semicolon is for the eye: two sentences read better.",
            source=("practice",),
            example=Example(bad="The bridge is shut; the ferry runs.", good="The bridge is shut. The ferry runs."),
            find=_semicolons,
        ),
    )  # fmt: skip


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
        yield Hit(span=found.span(), what=f"“{word}” sends the listener back", suggestion="say the names again")


def _hidden(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_CANNOT):
        yield Hit(span=found.span(), what="“can't” is heard as “can”", suggestion="cannot")


def _uncontracted(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_UNCONTRACTED):
        yield Hit(span=found.span(), what=f"“{found.group().lower()}”", suggestion=f"{found['verb'].lower()}n't")


def _semicolons(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_SEMICOLON):
        yield Hit(span=found.span(), what="a semicolon", suggestion="a full stop")

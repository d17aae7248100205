"""Copy goes in; slips of the keyboard come out: spaces, stops, words typed twice, sentences broken in two."""

import re
from collections.abc import Iterator, Mapping

from broadcast.speech.check.copy import Copy
from broadcast.speech.check.figures import MONTH
from broadcast.speech.check.finding import Edit, Find, Hit
from broadcast.speech.check.lists import words
from broadcast.speech.check.options import Checks
from broadcast.units import Span

_TOKEN = re.compile(r"\S+")
# storm.bbc.com/x   ana@elsa.example   www.elsa.example   #word.Next
_ADDRESS = re.compile(r"/|@|www\.|#|\\|_")
# said.The   %.The   2016.The
_STOP = re.compile(r"(?P<before>[a-z]{2}|\d{3}|[%)\]])(?P<stop>[.?!])(?P<after>[A-Z][a-z]+)")
# said,but   said;but
_COMMA = re.compile(r"(?<=[^\W\d_]{2})(?P<stop>[,;])(?=[^\W\d_]{2})")
# May 4,2026
_DATE = re.compile(rf"{MONTH} \d{{1,2}},(?=\d{{4}}\b(?![,.]\d))")
# way .   happens , ISIL
_SPACE_BEFORE = re.compile(r"(?<=[\w)”\"’%])(?P<gap>[ \t]+)(?P<stop>[,.;?!])(?=\s|\Z)")
# accuracy .The   Palmyra ,the
_WRONG_SIDE = re.compile(r"(?<=[\w)”\"’%])(?P<gap>[ \t]+)(?P<stop>[.?!](?=[A-Z][a-z])|[,;](?=[^\W\d_]{2}))")
# the the
_TWICE = re.compile(
    r"(?<![\w'’-])(?P<word>[^\W\d_]+)(?P<gap>[^\S\n]+|[^\S\n]*\n[^\S\n]*)(?P<again>(?i:(?P=word)))(?![\w'’-])"
)
# ended,.   ended..   ended,,
_STOPS = re.compile(r"(?<=[^\W_])(?:,{2,}|;{2,}|[,;]\.|(?<!\.)\.\.)(?=\s|\Z)")
_BREAK = re.compile(r"(?<=\S)[^\S\n]*\n[^\S\n]*\n\s*")
_HEAD = 300
"""Characters before and after an empty line that tell what it parts."""


def _put(at: int, what: str) -> tuple[Edit, ...]:
    return (Edit(span=(at, at), words=what),)


def _missing_spaces(copy: Copy, checks: Checks) -> Iterator[Hit]:
    text = copy.visible
    for token in _TOKEN.finditer(text):
        word = token.group()
        if _ADDRESS.search(word):
            continue
        for found in _STOP.finditer(word):
            if found["after"].lower() not in words("typing", "domains"):
                yield _missing(text, token.start() + found.end("stop"))
        for found in _COMMA.finditer(word):
            if "&" not in word:
                yield _missing(text, token.start() + found.end("stop"))
    for found in _DATE.finditer(text):
        yield _missing(text, found.end())
    yield from _wrong_sides(copy)
    for quote in copy.quoted:
        yield from _beside_marks(text, quote.outer, closed=quote.closed)


def _wrong_sides(copy: Copy) -> Iterator[Hit]:
    """A stop with its space before it instead of after."""
    text = copy.visible
    for found in _WRONG_SIDE.finditer(text):
        following = re.match(r"[^\W\d_]+", text[found.end() :])
        spaced = copy.text[slice(*found.span("gap"))].isspace()
        if spaced and following and following.group().lower() not in words("typing", "domains"):
            edits = (Edit(span=found.span("gap"), words=""), *_put(found.end(), " "))
            yield Hit(
                span=found.span(),
                what=f"the space stands on the wrong side of “{found['stop']}”",
                edits=edits,
            )


def _missing(text: str, at: int) -> Hit:
    start = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    end = min((spot for spot in (text.find(" ", at), text.find("\n", at)) if spot >= 0), default=len(text))
    joined = text[start:at], text[at:end].rstrip(",.;:!?")
    return Hit(
        span=(start, at + len(joined[1])),
        what=f"no space after “{text[at - 1]}”",
        suggestion=" ".join(joined),
        edits=_put(at, " "),
    )


def _beside_marks(text: str, outer: Span, *, closed: bool) -> Iterator[Hit]:
    """A quotation that touches the words around it: `"...," said` without the space."""
    start, end = outer
    if closed and re.match(r"[^\W\d_]{2}", text[end : end + 2]) and text[end - 2] in ",.?!":
        yield Hit(
            span=(end - 1, end + 1), what="no space after the closing quotation mark", edits=_put(end, " ")
        )
    if (
        start
        and re.search(r"[^\W\d_]{2}[,:]\Z", text[max(0, start - 3) : start])
        and not text[start + 1 : start + 2].isspace()
    ):
        yield Hit(
            span=(start - 1, start + 1), what="no space before the quotation mark", edits=_put(start, " ")
        )


def _spaces_before(copy: Copy, checks: Checks) -> Iterator[Hit]:
    text = copy.visible
    for found in _SPACE_BEFORE.finditer(text):
        if not copy.text[slice(*found.span("gap"))].isspace():
            continue
        edits = (Edit(span=found.span("gap"), words=""),)
        yield Hit(span=found.span(), what=f"a space before “{found['stop']}”", edits=edits)


def _doubled_words(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_TWICE):
        word, again = found["word"], found["again"]
        small = word.lower()
        if not copy.text[slice(*found.span("gap"))].isspace():
            continue
        if small in words("typing", "may_stand_twice") or len(small) == 1 != (small == "a"):
            continue
        if again[0].isupper() and small not in words("typing", "never_twice"):
            continue
        edits = (Edit(span=(found.start("gap"), found.end()), words=""),)
        safe = small in words("typing", "never_twice")
        yield Hit(
            span=found.span(), what=f"“{word}” stands twice", suggestion=word, edits=edits if safe else ()
        )


def _broken_sentences(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for number, (start, end) in enumerate(copy.paragraphs):
        for gap in _BREAK.finditer(copy.visible, start, end):
            if copy.text[slice(*gap.span())].strip() or gap.end() >= end:
                continue
            before, after = copy.kind_at(gap.start() - 1), copy.kind_at(gap.end())
            head = copy.text[max(start, gap.start() - _HEAD) : gap.start()]
            following = copy.text[gap.end() : gap.end() + _HEAD]
            if before is None or before is not after or _is_no_slip(head, following, first=number == 0):
                continue
            last, word = re.split(r"\s", head)[-1], re.split(r"\s", following)[0]
            yield Hit(
                span=(gap.start() - len(last), gap.end() + len(word)),
                what="an empty line breaks the sentence",
                suggestion=f"{last} {word}",
                edits=(Edit(span=gap.span(), words=" "),),
            )


def _is_no_slip(head: str, following: str, *, first: bool) -> bool:
    """Whether an empty line parts a list, or a headline from what stands below it."""
    if head.endswith((";", ":")):
        return True
    heading = first and not re.search(r"[.?!]\s", head)
    return heading and (not following[:1].islower() or following[:2] == "by")


def _doubled_stops(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_STOPS):
        one = "." if "." in found.group() else found.group()[0]
        edits = (Edit(span=found.span(), words=one),)
        yield Hit(span=found.span(), what=f"“{found.group()}” is one stop too many", edits=edits)


def _open_quotations(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for quote in copy.quoted:
        if not quote.closed:
            yield Hit(span=(quote.outer[0], quote.outer[0] + 1), what="the quotation has no closing mark")


def _open_parentheses(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for start, end in copy.paragraphs:
        line_end = copy.text.find("\n", end)
        whole = copy.text[start : line_end if line_end >= 0 else len(copy.text)]
        if whole.count("(") <= whole.count(")"):
            continue
        opened: list[int] = []
        for found in re.finditer(r"[()]", copy.narrated[start:end]):
            if found.group() == "(":
                opened.append(start + found.start())
            elif opened:
                opened.pop()
        for at in opened:
            yield Hit(span=(at, at + 1), what="the parenthesis has no closing mark")


FINDERS: Mapping[str, Find] = {
    "T101": _missing_spaces,
    "T102": _spaces_before,
    "T103": _doubled_words,
    "T104": _broken_sentences,
    "T105": _doubled_stops,
    "T106": _open_quotations,
    "T107": _open_parentheses,
}
"""Rules T101 and on."""

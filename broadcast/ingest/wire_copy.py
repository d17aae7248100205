"""The lines of a wire message come in; its copy in paragraphs goes out, with what in it is for the desk."""

import re
from collections.abc import Iterable, Sequence

from broadcast.ingest.markup import Markup
from broadcast.ingest.notices import Mark, tell_notices
from broadcast.model import Reason, Unspoken
from broadcast.units import Span

WRAPPED = 40
"""Characters of a line that may go on in the next."""
SIGN_OFF_LINES = 5

# <      <!      =!      (quad left, quad left and justify; at the end of a line)
QUADS = re.compile(r"\s*(?:<!?|=!|<=)\s*$")
# - Port Elsa      + Berlin: Talks      1. Water      (an item of a list begins a line)
_ITEM = re.compile(r"(?:[-+*•–]|\d{1,2}[.)])\s")
_INDENT = re.compile(r"[ \t]*")
# AP-WF-11-24-26 0612GMT      240612 GMT Nov 26      0612gmt      211259 Nov 18      26-11-24 0612
_TIME = re.compile(
    r"[A-Z]{2,4}-[A-Z]{2}-\d{2}-\d{2}-\d{2,4}\s+\d{4}\s?[A-Z]{3,4}"
    r"|\d{4,6}\s?(?:(?:GMT|UTC|[A-Z]{3,4}|gmt)\b)?\s?(?:[A-Za-z]{3}\.?\s?\d{2,4})?"
    r"|\d{2}-\d{2}-\d{2,4}[\s/]+\d{4}\s?(?:[A-Z]{3,4})?"
)
# dpa al rmo hct      ana/tp      str-jm/wdb      RTR rr/pc
_INITIALS = re.compile(
    r"(?:dpa|apa|afp|ap|rtr|ansa|efe|tt|ntb|stt|ritzau|keystone)(?: [a-z]{1,4}){1,6}(?: yyzz?)?"
    r"|[a-z]{2,4}(?:[-/][a-z]{1,4})+(?: [a-z]{2,3})?",
    re.IGNORECASE,
)
# (more)      MORE TO COME      ENDS      END/...      NNNN      -0-      ###
_END = re.compile(
    r"\W{0,3}(?:more|more to (?:come|follow)|more follows|moretocome|ends?|end of (?:message|text)|nnnn|0|30"
    r"|fin)\W{0,3}|(?:#\s?){2,}",
    re.IGNORECASE,
)
# (Optional 2nd Take follows)      (Begin optional trim)      OPTIONAL ADD      (1st Add)      (PICTURE)
_FOR_DESK = re.compile(
    r"\W*(?:(?:begin |end(?: of)? )?optional (?:trim|cut|add|end|\d\w\w (?:take|add))s?"
    r"(?: (?:follows?|begins?|ends?))?"
    r"|stories may end here|story may end here|(?:\d\w\w )?(?:add|take)"
    r"|(?:with )?(?:pictures?|photos?|graphics?|video|file pictures?)(?: available)?)\W*",
    re.IGNORECASE,
)


def is_for_desk(line: str) -> bool:
    """Whether a line is a word to the desk and no copy: "(more)", "OPTIONAL 2ND TAKE", "PICTURE"."""
    return bool(_FOR_DESK.fullmatch(line) or _END.fullmatch(line))


def is_sign_off(words: str) -> bool:
    """Whether a paragraph signs a message off: initials, the time, "(end)"."""
    return any(mark.fullmatch(words) for mark in (_TIME, _INITIALS, _END))


def paragraphs(lines: Sequence[str]) -> list[str]:
    """Paragraphs, told by empty lines and by indents; their lines are joined where they were wrapped."""
    shared = _shared_indent(lines)
    done: list[list[str]] = []
    before = ""
    for line in lines:
        words = line.strip()
        if not words:
            before = ""
            continue
        indented = _indent(line) - shared >= 2
        if not before or indented or (shared >= 2 and _stops(before)):
            done.append([words])
        elif len(before) < WRAPPED or _ITEM.match(words) or "\t" in words:
            done[-1].append(words)
        elif before[-1:] == "-" and before[-2:-1].isalpha() and words[0].islower():
            done[-1][-1] += words
        else:
            done[-1][-1] += f" {words}"
        before = words
    return ["\n".join(part) for part in done]


def wire_markup(
    head: Iterable[tuple[str, Reason | None]], body: Iterable[tuple[str, Reason | None]]
) -> Markup:
    """The lines above the copy, one a line, and the paragraphs of the copy as text, with their reasons.

    Args:
        head: Lines above the copy, each with why it is not spoken.
        body: Paragraphs; None stands for copy. Sign-offs and words to the desk are told here.
    """
    pieces: list[str] = []
    headings: list[Span] = []
    asides: list[Unspoken] = []
    at = 0

    def put(words: str, reason: Reason | None, gap: str) -> None:
        nonlocal at
        if pieces:
            pieces.append(gap)
            at += len(gap)
        if reason is Reason.HEADLINE:
            headings.append((at, at + len(words)))
        elif reason is not None:
            asides.append(Unspoken(span=(at, at + len(words)), reason=reason))
        pieces.append(words)
        at += len(words)

    for line, reason in head:
        put(line, reason, "\n")
    copy = [(words, reason) for words, reason in body if words.strip()]
    marks = _sign_offs([words for words, _ in copy])
    for index, (words, reason) in enumerate(copy):
        put(words, reason or marks.get(index), "\n\n")
    text = "".join(pieces)
    for notice in tell_notices(text):
        if notice.mark is Mark.TAIL:
            asides = [part for part in asides if part.span[0] < notice.span[0]]
            asides.append(Unspoken(span=notice.span, reason=Reason.NOT_FOR_PUBLICATION))
    return Markup(text=text, headings=tuple(headings), asides=tuple(asides))


def _sign_offs(copy: Sequence[str]) -> dict[int, Reason]:
    """The paragraphs that are for the desk, the last ones that sign the message off among them."""
    marks = {
        index: Reason.LAYOUT
        for index, words in enumerate(copy)
        if _FOR_DESK.fullmatch(words) or not any(map(str.isalnum, words))
    }
    for index in range(len(copy) - 1, max(0, len(copy) - SIGN_OFF_LINES) - 1, -1):
        if is_sign_off(copy[index]):
            marks[index] = Reason.END_MARK
        elif index not in marks and any(map(str.isalnum, copy[index])):
            break
    return marks


def _indent(line: str) -> int:
    found = _INDENT.match(line.expandtabs(4))
    return found.end() if found else 0


def _shared_indent(lines: Sequence[str]) -> int:
    return min((_indent(line) for line in lines if line.strip()), default=0)


def _stops(line: str) -> bool:
    return line[-1:] in ".!?\"”’)'"

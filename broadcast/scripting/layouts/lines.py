"""A text goes in; its lines that are not empty, and the stretches in brackets, come out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadcast.units import Span

_LINE = re.compile(r"[^\n]+")
# ((ANCHOR))  {{SOT}}  <<VO>>  [TAKE SOT]  (LAUGHTER)  /// RUIZ ACT ///; over a line's end, no empty line
_INSIDE = r"\n(?![^\S\n]*\n)"
_BRACKET = re.compile(
    rf"\(\((?:[^()\n]|{_INSIDE}|\((?:[^()\n]|{_INSIDE}){{0,80}}\)){{0,600}}\){{1,2}}"
    rf"|\((?:[^()\n]|{_INSIDE}){{0,300}}\)"
    rf"|\[{{1,2}}(?:[^\[\]\n]|{_INSIDE}){{0,300}}\]{{1,2}}"
    rf"|\{{{{1,3}}(?:[^{{}}\n]|{_INSIDE}){{0,300}}\}}{{1,3}}"
    r"|<{1,3}[A-Za-z*][^<>\n]{0,120}>{1,3}"
    r"|/{2,3} ?[^\W_][^/\n]{0,100}/{2,3}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not empty, without the blanks around it.

    Attributes:
        span: Where it stands.
        after_blank: Whether an empty line, or the text's beginning, stands before it.
        indent: How many blanks stand before its first word.
    """

    span: Span
    after_blank: bool
    indent: int


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text, in order."""
    last_end = -2
    for found in _LINE.finditer(text):
        body = found.group().strip()
        if not body:
            continue
        indent = len(found.group()) - len(found.group().lstrip())
        start = found.start() + indent
        blank = last_end < 0 or text.count("\n", last_end, start) > 1
        last_end = start + len(body)
        yield Line(span=(start, last_end), after_blank=blank, indent=indent)


def brackets_of(text: str) -> list[Span]:
    """Every stretch in brackets, in order, not overlapping."""
    return [found.span() for found in _BRACKET.finditer(text)]

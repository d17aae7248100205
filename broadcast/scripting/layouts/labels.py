"""A place in a line goes in; the parts of a label there, its colon, the lengths behind it, come out."""

import re
from dataclasses import dataclass

from broadcast.scripting.layouts.outcues import is_quoted_out
from broadcast.scripting.layouts.vocabulary import Label, Mark
from broadcast.units import Span

LONGEST_LABEL = 180
"""Characters before the colon of a label."""

# RUNS: :12   OUT: "next year"   TRT 0:12   OQ: ...   (inside the line of a label)
EDGE_WITHIN = re.compile(
    r"(?<![\w“\"])(?:IN|OUT|IN[- ]?CUE|OUT[- ]?CUE|INQ|OUTQ|IQ|OQ|OC|TRT|RUNS?|RUNNING TIME|DUR|DURATION"
    r"|TIME|LENGTH"
    r"|In ?cue|Out ?cue|Runs|Runtime|Duration)\s?[:=]"
)
_LENGTH = re.compile(
    r"[@(]?(?:\d{0,2}:\d\d|\d{1,3} ?(?:secs?|seconds)\b)[)]?[-–—:\s]*"
)  # :12   (0:14)   12 sec -


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A label in the text.

    Attributes:
        mark: What it says.
        span: The label with its colon or brackets; never spoken.
        who: The words in it that name somebody.
        label: The trade's words in it; None for somebody's name.
        shouted: Whether it is in capitals.
        bracketed: Whether it stands in brackets.
        colon: Whether a colon ends it.
    """

    mark: Mark
    span: Span
    who: Span | None = None
    label: Label | None = None
    shouted: bool = False
    bracketed: bool = False
    colon: bool = False


def edges_at(text: str, start: int, end: int) -> Head | None:
    """First and last words and length that follow a label on its line: `RUNS: :12 OUT: "next year"`."""
    found = EDGE_WITHIN.match(text, start, end) if start < end else None
    if found is not None or is_quoted_out(text, start, end):
        return Head(mark=Mark.EDGE, span=(start, end), shouted=True)
    length = _LENGTH.match(text, start, end)
    return Head(mark=Mark.LENGTH, span=length.span(), shouted=True) if length else None


def find_colon(text: str, start: int, end: int) -> int | None:
    """The first colon outside brackets and quotation marks that is none of a time, a link or a ratio."""
    depth = 0
    quoted = False
    for at in range(start, end):
        letter = text[at]
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter in '“”"':
            quoted = letter == "“" or (letter == '"' and not quoted)
        elif letter == ":" and depth <= 0 and not quoted:
            after = text[at + 1 : at + 2]
            if not (after.isdigit() and (at == start or not text[at - 1].isalpha())) and after != "/":
                return at
        elif letter in ".?!" and depth <= 0 and not quoted and _ends_sentence(text, start, at):
            return None
    return None


def _ends_sentence(text: str, start: int, at: int) -> bool:
    """Whether a stop ends a sentence rather than "Sen." or "U.S."."""
    if text[at] != ".":
        return text[at + 1 : at + 2].isspace()
    word = text[max(start, at - 12) : at].rpartition(" ")[2]
    return text[at + 1 : at + 2].isspace() and word[-1:].islower() and (len(word) > 4 or word.islower())

"""Copy for print goes in; the headings between its paragraphs, which nobody reads out, come out."""

import re
from collections.abc import Sequence

from broadcast.model import Reason, Unspoken
from broadcast.scripting.layouts.lines import Line, lines_of
from broadcast.scripting.layouts.prose import speaks

MOST_WORDS = 7
LEAST_BODY_WORDS = 15
"""Words of the paragraphs above and below a heading."""
_PLAIN = re.compile(r"[^\W\d_a-z][^.,;:?!…—\"“”«»()\n]*[^\W_]")  # The cost of repair
_ENDED = re.compile(r"[.?!…][\"”’»')\]]*$")


def crossheads_of(text: str) -> list[Unspoken]:
    """Short lines without a stop that stand alone between two long paragraphs; in order.

    Args:
        text: The body, what is no copy blanked.
    """
    paragraphs = _paragraphs(text)
    return [
        Unspoken(span=paragraphs[at].span, reason=Reason.LAYOUT, text=text[slice(*paragraphs[at].span)])
        for at in range(1, len(paragraphs) - 1)
        if _is_heading(text[slice(*paragraphs[at].span)])
        and _is_body(text[slice(*paragraphs[at - 1].span)])
        and _is_body(text[slice(*paragraphs[at + 1].span)])
    ]


def _paragraphs(text: str) -> Sequence[Line]:
    found: list[Line] = []
    for line in lines_of(text):
        if line.after_blank or not found:
            found.append(line)
        else:
            last = found[-1]
            found[-1] = Line(span=(last.span[0], line.span[1]), after_blank=True, indent=last.indent)
    return found


def _is_heading(words: str) -> bool:
    return len(words.split()) <= MOST_WORDS and _PLAIN.fullmatch(words) is not None and not speaks(words)


def _is_body(words: str) -> bool:
    return len(words.split()) >= LEAST_BODY_WORDS and _ENDED.search(words) is not None

"""The words under a soundbite's label go in; where they end, and who is said to speak, comes out."""

import re
from dataclasses import dataclass, field

from broadcast.scripting.layouts.marked import Named
from broadcast.scripting.lexicon import lexicon
from broadcast.units import Span

_OPENERS = '"“„«'
_CLOSER = re.compile(r"(?<=[^\s(\[])[\"”»](?![^\W_])")  # a mark after a word, with no letter behind it
_SAID = re.compile(
    r"\s*[,.]?\s*(?P<verb>[^\W\d_]+)\s+(?P<who>[^\W\d_a-z].*)", re.DOTALL
)  # , said Ana Ruiz, mayor
_SAID_AFTER = re.compile(
    r"\s*[,.]?\s*(?P<who>[^\W\d_a-z][^.?!]*?),? (?P<verb>[^\W\d_]+)[.\s]*", re.DOTALL
)  # , Ana Ruiz says.
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_FIRST_WORDS = 2


@dataclass(slots=True, kw_only=True)
class Bite:
    """A soundbite while it is read.

    Attributes:
        who: Who is heard, as far as known.
        label: Where the name stands.
        turn: The number of its turn.
        sure: Whether a label names the speaker, not only the narration before.
        words: Whether words of it were found.
        quoted: Whether they stand between marks of quotation.
        open: Whether the closing mark is still to come.
        shouted: Whether its words are in capitals.
        done: Whether something ended it.
        single: Whether it is a paragraph: one under a caption, in a report whose narration has no labels.
        edges: First and last words and lengths that were given; "" for a length within the label.
    """

    who: Named | None
    label: Span | None
    turn: int
    sure: bool = True
    words: bool = False
    quoted: bool = False
    open: bool = False
    shouted: bool = False
    done: bool = False
    single: bool = False
    edges: list[str] = field(default_factory=list)

    @property
    def timed_only(self) -> bool:
        """Whether nothing but a length was given."""
        return not any(
            re.search(r"[^\W\d_]{2}", re.sub(r"(?i)TRT|RUNS?|TIME|LENGTH|DUR\w*|secs?|seconds", "", edge))
            for edge in self.edges
        )

    def begins_with(self, words: str) -> bool:
        """Whether words begin as the in-cue says that the recording does."""
        own = [word.lower() for word in _WORD.findall(words[:80])[:_FIRST_WORDS]]
        for edge in self.edges:
            given = [word.lower() for word in _WORD.findall(edge.partition(":")[2])[:_FIRST_WORDS]]
            if own and own == given:
                return True
        return False

    def is_out(self, words: str) -> bool:
        """Whether words end as the out-cue says that the recording does."""
        own = [word.lower() for word in _WORD.findall(words[-80:])[-_FIRST_WORDS:]]
        return any(
            len(own) == _FIRST_WORDS and own == [word.lower() for word in _WORD.findall(edge)[-_FIRST_WORDS:]]
            for edge in self.edges
        )


def opens_quote(words: str) -> bool:
    """Whether words begin with a mark of quotation."""
    return words.lstrip(" \t\n.…-–—")[:1] in tuple(_OPENERS)


def closes_at(text: str, span: Span, *, opened: bool) -> int | None:
    """Where the mark stands that closes a quotation; None when it goes on.

    Args:
        text: The report.
        span: A paragraph or line of the quotation.
        opened: Whether its opening mark stands before the span.
    """
    start, end = span
    if not opened:
        while start < end and text[start] not in _OPENERS:
            start += 1
        start += 1
    found = _CLOSER.search(text, min(start, end), end)
    return found.start() if found else None


def says_who(words: str) -> str | None:
    """The person in an attribution that follows a quotation: "said Ana Ruiz, mayor" -> "Ana Ruiz, mayor"."""
    known = lexicon()
    for pattern in (_SAID, _SAID_AFTER):
        found = pattern.fullmatch(words[:240])
        if found is not None and known.is_verb(found["verb"]):
            return found["who"].rstrip(" .")
    return None

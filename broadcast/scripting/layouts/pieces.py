"""A text goes in; its labels, cues and spoken words come out in order, each with its place."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadcast.scripting.layouts.brackets import is_deed, read_bracket
from broadcast.scripting.layouts.casing import is_shouted
from broadcast.scripting.layouts.heads import head_at
from broadcast.scripting.layouts.labels import LONGEST_LABEL, Head, edges_at
from broadcast.scripting.layouts.lines import Line, brackets_of, lines_of
from broadcast.scripting.layouts.prose import speaks
from broadcast.scripting.layouts.staging import is_borne_out, is_common
from broadcast.scripting.layouts.vocabulary import HEARD, READS, SILENT, Mark, phrases
from broadcast.units import Span

_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")  # [TAKE SOT :12] -> TAKE SOT
_BLANKS = re.compile(r"\s*")
# ... tonight. JOHN SOL, HOST: Good      ... "NewsHour" -- ANA RUIZ: We      (in the middle of a line)
_INLINE = re.compile(
    r"(?:(?<=[.?!…:;”\"’)\]]\s)|(?<=[-–—]\s))(?=(?P<label>(?:[A-Z][A-Za-z]{0,3}\."
    r" )?[A-Z][A-Z.'’/-]+[^:\n?!]{0,120}):(?:\s|$))"
)
# ANA RUIZ, Superintendent of the Royal Canadian      (and the colon in the next line)
_WRAPPED = re.compile(
    r"(?:[A-Z][a-z]{1,3}\. )?[A-Z][A-Z.'’-]+(?: [A-Z#.'’-]+){0,4}(?:, [^.?!:]{12,}$| ?\([^()\n]{8,}$)"
)
MOST_ASIDE_WORDS = 4
MOST_NAME_WORDS = 2
SAMPLE = 4_000
"""Characters of a line that tell whether it is in capitals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A label with what of its line is never spoken, or a stretch of words.

    Attributes:
        span: Where it stands.
        head: The label; None for words.
        begins: Whether it begins its line.
        after_blank: Whether an empty line stands before its line.
    """

    span: Span
    head: Head | None = None
    begins: bool = False
    after_blank: bool = False


def pieces_of(text: str) -> list[Piece]:
    """Labels, cues and words of a text, in order, not overlapping; every word of it is in one of them."""
    return list(_Scanner(text).pieces())


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = list(lines_of(text))
        self.brackets = brackets_of(text)
        self.starts = [start for start, _ in self.brackets]
        self.at = 0

    def pieces(self) -> Iterator[Piece]:
        """Go through the lines; a bracket or a label may run over the end of one."""
        for number, line in enumerate(self.lines):
            if self.at < line.span[1]:
                yield from self._line(number, line)

    def _line(self, number: int, line: Line) -> Iterator[Piece]:
        start, end = line.span
        self.at = max(self.at, start)
        begins = self.at == start
        blank = line.after_blank and begins
        fresh = begins
        while fresh and self.at < end:
            at = self.at
            head = self._bracket_at(end) or self._head(number, end)
            if head is None:
                break
            silent = head.mark in SILENT and not head.bracketed
            self.at = max(end if silent else head.span[1], at + 1)
            yield Piece(span=(at, self.at), head=head, begins=begins, after_blank=blank)
            self._skip()
            fresh = head.bracketed
            if head.mark in HEARD and (edges := edges_at(self.text, self.at, end)):
                yield Piece(span=edges.span, head=edges)
                self.at = edges.span[1]
            begins = blank = False
        if self.at < end:
            yield from self._words(end, begins=begins, blank=blank)

    def _skip(self) -> None:
        found = _BLANKS.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _head(self, number: int, end: int) -> Head | None:
        head = head_at(self.text, self.at, end, fresh=True)
        if head is None and number + 1 < len(self.lines) and self.at == self.lines[number].span[0]:
            following = self.lines[number + 1]
            wrapped = not following.after_blank and _WRAPPED.match(self.text, self.at, end)
            if wrapped and end - self.at < LONGEST_LABEL:
                head = head_at(self.text, self.at, following.span[1], fresh=True)
                return head if head is not None and head.mark is Mark.TURN and head.span[1] > end else None
        return head

    def _bracket_at(self, end: int) -> Head | None:
        """The bracket that begins here, when it is a cue or a label."""
        index = bisect_left(self.starts, self.at)
        if index >= len(self.starts) or self.starts[index] != self.at:
            return None
        span = self.brackets[index]
        behind = self.text[span[1] : min(end, span[1] + 200)]
        last = span[1] >= end or not behind.strip(" .*_-")
        found = self._bracket(span, alone=last, begins=True, shouted=False) or self._heard(span, behind)
        if found is None and not last:
            begins = span[1] + len(behind) - len(behind.lstrip())
            label = head_at(self.text, begins, end, fresh=True)
            if label is not None and label.label is not None and label.span[1] >= end:  # (Porto Alto)  LEAD:
                return Head(mark=Mark.CUE, span=span, shouted=True, bracketed=True)
        return found

    def _heard(self, span: Span, behind: str) -> Head | None:
        """A name in capitals before what somebody says: "(RUIZ) We have officers working double shifts"."""
        name = self.text[span[0] + 1 : span[1] - 1]
        plain = name.isupper() and len(name.split()) <= MOST_NAME_WORDS and name.replace(" ", "").isalpha()
        if (
            not plain
            or not speaks(behind)
            or is_shouted(behind.rstrip(" .?!"))
            or not (
                name.lower() in phrases("somebody") | phrases("description") or is_borne_out(self.text, name)
            )
        ):
            return None
        return Head(mark=Mark.BITE, span=span, who=(span[0] + 1, span[1] - 1), shouted=True, bracketed=True)

    def _bracket(self, span: Span, *, alone: bool, begins: bool, shouted: bool) -> Head | None:
        found = read_bracket(self.text[slice(*span)], alone=alone, begins=begins, shouted_line=shouted)
        if found is None:
            return None
        who = (span[0] + found.who[0], span[0] + found.who[1]) if found.who else None
        if found.staged and who is not None and not is_borne_out(self.text, self.text[slice(*who)]):
            return Head(mark=Mark.CUE, span=span, shouted=True, bracketed=True)
        if who is not None and found.mark in READS and is_common(self.text, self.text[slice(*who)]):
            who = None
        if found.words is not None:
            span = (span[0], span[0] + found.words)
        words = _EDGES.sub("", self.text[slice(*span)])
        loud = is_shouted(words) or (found.label is not None and words[: found.label.last].isupper())
        return Head(mark=found.mark, span=span, who=who, label=found.label, shouted=loud, bracketed=True)

    def _words(self, end: int, *, begins: bool, blank: bool) -> Iterator[Piece]:
        """Words up to the end of the line, with the cues and labels among them."""
        shouted = is_shouted(self.text[self.at : min(end, self.at + SAMPLE)])
        for head in self._within(end, shouted=shouted):
            if head.span[0] < self.at:
                continue
            if self.text[self.at : head.span[0]].strip():
                yield Piece(span=(self.at, head.span[0]), begins=begins, after_blank=blank)
                begins = blank = False
            yield Piece(span=head.span, head=head)
            self.at = head.span[1]
        if self.text[self.at : end].strip():
            yield Piece(span=(self.at, end), begins=begins, after_blank=blank)
        self.at = max(self.at, end)

    def _within(self, end: int, *, shouted: bool) -> list[Head]:
        """Cues in brackets and labels with a colon in the middle of a line."""
        heads: list[Head] = []
        start = self.at
        index = bisect_left(self.starts, start)
        while index < len(self.starts) and self.starts[index] < end:
            span = self.brackets[index]
            head = self._bracket(span, alone=False, begins=False, shouted=shouted)
            if head is None and not shouted and self._is_aside(span):
                head = Head(mark=Mark.CUE, span=span, shouted=True, bracketed=True)
            if head is not None:
                heads.append(head)
                after = _BLANKS.match(self.text, span[1], end)
                follows = head_at(self.text, after.end() if after else span[1], end, fresh=False)
                if follows is not None and follows.shouted:
                    heads.append(follows)
            index += 1
        heads += [found for found in self._inline(start, end) if not shouted or found.mark is not Mark.TURN]
        return _apart(heads)

    def _is_aside(self, span: Span) -> bool:
        """Whether a cue stands in brackets between two sentences: "... exist. [BUTT] A man"."""
        before = self.text[max(0, span[0] - 10) : span[0]].rstrip()
        words = self.text[slice(*span)]
        if before[-1:] in tuple(".?!…:") and is_deed(words, self.text[span[1] : span[1] + 10]):
            return True
        if before[-1:] not in tuple(".?!…"):
            return False
        after = self.text[span[1] : span[1] + 10].lstrip()[:1]
        small = words[1:2].islower() and len(words.split()) <= MOST_ASIDE_WORDS and words[-2].isalpha()
        return (words[0] == "[" and words.isupper()) or (small and not after.islower())

    def _inline(self, start: int, end: int) -> Iterator[Head]:
        for found in _INLINE.finditer(self.text, start, end):
            head = head_at(self.text, found.start(), end, fresh=False)
            if head is not None and head.shouted and head.colon:
                yield head


def _apart(heads: Sequence[Head]) -> list[Head]:
    """In order, without those that overlap an earlier one."""
    kept: list[Head] = []
    for head in sorted(heads, key=lambda head: head.span):
        if not kept or head.span[0] >= kept[-1].span[1]:
            kept.append(head)
    return kept

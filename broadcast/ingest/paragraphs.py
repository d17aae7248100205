"""Words and breaks come in one by one; text in paragraphs goes out, with the places of marked stretches."""

import re
from dataclasses import dataclass

from broadcast.ingest.decode import clean
from broadcast.units import Span

PARAGRAPH = "\n\n"
LINE = "\n"
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_EMPTY_LINES = re.compile(r"\n\s*\n")
_BLANKS = " \xa0"
# 6      -12      (what is set as an exponent or a footnote's number; "st" and "®" stay as they are)
_RAISED = re.compile(r"[-+−]?\d{1,3}")
_RAISED_AS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


@dataclass(slots=True)
class Mark:
    """A stretch that is open; it starts with the first word that is written after it was opened."""

    start: int | None = None


class Paragraphs:
    """Text as it is written: spaces are collapsed but in kept lines, and no paragraph is empty."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.prefix = ""
        self.flushes = 0
        self.line: list[str] = []
        self.last = ""
        self._length = 0
        self._line_length = 0
        self._gap = ""
        self._waiting: list[Mark] = []
        self._opening = ""

    @property
    def text(self) -> str:
        """All that was written, after the last break."""
        return "".join(self.pieces)

    @property
    def position(self) -> int:
        """Where the words written so far end; a space after them does not count."""
        if not self.line:
            return self._length
        return self._base + self._line_length - (self.last == " ")

    @property
    def _base(self) -> int:
        """Where the open paragraph starts, its number included."""
        return self._length + (len(self._gap) if self.pieces else 0)

    def write(self, words: str, *, kept: bool = False) -> None:
        """Add words; their line ends are spaces unless they are kept."""
        words = clean(words)
        words = _EMPTY_LINES.sub(PARAGRAPH, words) if kept else _SPACE.sub(" ", words)
        if not self.last:
            words = words.lstrip()
        elif self.last in "\n\t":
            words = words.lstrip(_BLANKS)
        elif self.last == " ":
            words = words.lstrip(" ")
        if words := self._without_third_break(words):
            self._put(words)

    def _without_third_break(self, words: str) -> str:
        """Kept words whose first line ends make, with those before, no more than one empty line."""
        tail = "".join(self.line[-2:])
        before = min(len(PARAGRAPH), len(tail) - len(tail.rstrip(LINE)))
        breaks = len(words) - len(words.lstrip(LINE))
        return words[max(0, before + breaks - len(PARAGRAPH)) :] if breaks else words

    def _put(self, piece: str) -> None:
        if not self.line:
            self._put_prefix()
        if self._opening and piece.strip():
            body = piece.lstrip()
            piece = piece[: len(piece) - len(body)] + self._opening + body
            self._opening = ""
        if self._waiting and piece.strip():
            start = self._base + self._line_length + len(piece) - len(piece.lstrip())
            for mark in self._waiting:
                mark.start = start
            self._waiting.clear()
        self.line.append(piece)
        self._line_length += len(piece)
        self.last = piece[-1]

    def _put_prefix(self) -> None:
        """The number of an item; it belongs to what is marked with it."""
        prefix, self.prefix = self.prefix, ""
        if prefix:
            self.line = [""]
            self._put(prefix)

    def end_line(self) -> None:
        """A line ends here; an empty one parts, more than one is one."""
        if not self.line:
            return
        self._trim()
        if self.line and "".join(self.line[-2:])[-2:] != PARAGRAPH:
            self._put(LINE)

    def tab(self) -> None:
        """The next cell of a row begins."""
        if self.line:
            self._trim()
            self._put("\t")

    def _trim(self) -> None:
        while self.line and self.line[-1].rstrip(_BLANKS) != self.line[-1]:
            piece = self.line.pop()
            self._line_length -= len(piece)
            if rest := piece.rstrip(_BLANKS):
                self.line.append(rest)
                self._line_length += len(rest)
        self.last = self.line[-1][-1] if self.line else ""

    def end(self, gap: str) -> None:
        """A paragraph ends here; the widest gap that is asked for parts it from the next."""
        words = "".join(self.line).rstrip()
        if words.strip():
            if self.pieces:
                self.pieces.append(self._gap)
                self._length += len(self._gap)
            self.pieces.append(words)
            self._length += len(words)
            self._gap = ""
        self.line = []
        self._line_length = 0
        self.last = ""
        self.flushes += 1
        self._gap = max(self._gap, gap, key=len)

    def begin_quote(self, mark: str) -> None:
        """Put an opening mark right before the next word."""
        self._opening += mark

    def end_quote(self, mark: str) -> None:
        """Put a closing mark right after the last word, in the paragraph before where none is open."""
        if self._opening:
            self._opening = self._opening[:-1]
        elif self.line:
            self._trim()
            self._put(mark)
        elif self.pieces:
            self.pieces[-1] += mark
            self._length += len(mark)

    def raise_digits(self, flushes: int, start: int) -> None:
        """Write a number that is set above the line as such: of 10 to the sixth, "106" would be left.

        Args:
            flushes: `flushes` when the number began.
            start: How many pieces `line` had then.
        """
        if flushes == self.flushes and start and _RAISED.fullmatch("".join(self.line[start:])):
            self.line[start:] = [piece.translate(_RAISED_AS) for piece in self.line[start:]]
            self.last = self.line[-1][-1]

    def begin_mark(self) -> Mark:
        """Open a stretch."""
        mark = Mark()
        self._waiting.append(mark)
        return mark

    def end_mark(self, mark: Mark) -> Span | None:
        """Close a stretch: where it stands; None when nothing was written in it."""
        if mark.start is None:
            self._waiting = [other for other in self._waiting if other is not mark]
            return None
        return mark.start, self.position

"""The text of a mail comes in; what of it is greeting, signature, older mail or the head of one goes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from broadcast.ingest.mail_head import fields_of, is_field
from broadcast.ingest.mail_phrases import (
    WROTE_LINES,
    closes,
    covers,
    disclaims,
    greets,
    is_banner,
    is_device,
    marks_forwarded,
    marks_original,
    wrote,
)
from broadcast.model import Reason, Unspoken
from broadcast.units import Span

FEW_WORDS = 40
"""Words above a forwarded mail, or beside quoted lines, up to which they are a note to the desk."""
SIGNATURE_LINES = 15
CLOSING_LINES = 14
CLOSING_WORDS = 90
HEAD_FIELDS = 3
"""Fields that the head of an older mail has at least."""
HEAD_LINES = 40
TOP_PARAGRAPHS = 6
"""Banners, greetings and covering sentences above the copy."""
MOST_HEADS = 20
"""Mails that were passed on again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLayout:
    """What of a mail's text is no copy.

    Attributes:
        parts: Where it stands, in order, not overlapping.
        forwarded: The fields of the mail that was passed on, where the copy is that of one.
        cover: What its sender wrote above it.
    """

    parts: tuple[Unspoken, ...] = ()
    forwarded: Mapping[str, str] = field(default_factory=dict)
    cover: str = ""


def tell_mail_layout(text: str, *, is_forwarded: bool = False) -> MailLayout:
    """Tell what of a mail is no copy; in doubt it is copy.

    A mail that was passed on with few words above it is the copy; another older mail is none.

    Args:
        text: The text of the mail.
        is_forwarded: Whether its subject says that it was passed on.
    """
    finder = _Finder(text, is_forwarded)
    finder.read_heads()
    finder.read_quoted()
    finder.read_top()
    finder.read_foot()
    return MailLayout(
        parts=tuple(_joined(finder.parts)), forwarded=finder.forwarded, cover=finder.cover.strip()
    )


def _joined(parts: Sequence[Unspoken]) -> list[Unspoken]:
    """Parts in order; those that overlap as one."""
    joined: list[Unspoken] = []
    for part in sorted(parts, key=lambda part: part.span):
        if joined and part.span[0] < joined[-1].span[1]:
            span = (joined[-1].span[0], max(part.span[1], joined[-1].span[1]))
            joined[-1] = Unspoken(span=span, reason=Reason.LAYOUT)
        else:
            joined.append(part)
    return joined


def unquoted(text: str) -> str:
    """The text without its marks of quotation, where nearly all of it is quoted: it was passed on so."""
    lines = text.split("\n")
    quoted = sum(len(line.split()) for line in lines if line.lstrip().startswith(">"))
    others = sum(len(line.split()) for line in lines if not line.lstrip().startswith(">"))
    if quoted <= FEW_WORDS or others > min(FEW_WORDS, quoted // 2):
        return text
    return "\n".join(_bare(line) for line in lines)


def _bare(line: str) -> str:
    while line.lstrip().startswith(">"):
        line = line.lstrip()[1:].removeprefix(" ")
    return line


class _Finder:
    def __init__(self, text: str, is_forwarded: bool) -> None:
        self.text = text
        self.is_forwarded = is_forwarded
        self.lines = _lines(text)
        self.first = 0  # the lines of the copy
        self.last = len(self.lines)
        self.parts: list[Unspoken] = []
        self.forwarded: dict[str, str] = {}
        self.cover = ""
        self.heads = 0

    def line(self, index: int) -> str:
        """The words of a line."""
        return self.text[slice(*self.lines[index])]

    def words(self, first: int, last: int) -> int:
        """How many words some lines have, those that are quoted apart."""
        lines = (self.line(index) for index in range(first, last))
        return sum(len(line.split()) for line in lines if not line.startswith(">"))

    def mark(self, first: int, last: int) -> None:
        """Some lines are no copy."""
        if first < last:
            span = (self.lines[first][0], self.lines[last - 1][1])
            self.parts.append(Unspoken(span=span, reason=Reason.LAYOUT))

    def read_heads(self) -> None:
        """Find the heads of older mails: the copy is what was passed on, or what stands above them."""
        index = self.first
        while index < self.last:
            fields, end, following = self._head_at(index)
            if end == index:
                index = following
                continue
            says_so = marks_forwarded(self.line(index)) or (self.is_forwarded and not self.forwarded)
            above, below = self.words(self.first, index), self.words(end, self.last)
            passed_on = above <= FEW_WORDS or (says_so and above < below)
            if not passed_on or not below:
                self.mark(index, self.last)
                self.last = index
                return
            self.cover += "\n".join(self.line(at) for at in range(self.first, index)) + "\n"
            self.mark(self.first, end)
            self.forwarded = fields or self.forwarded
            self.first = index = end
            self.heads += 1
            if self.heads > MOST_HEADS:
                return

    def _head_at(self, index: int) -> tuple[dict[str, str], int, int]:
        """The head of an older mail that begins in a line: its fields, its end, and where to look on."""
        line = self.line(index)
        at = index + (marks_forwarded(line) or marks_original(line))
        found: list[tuple[str, str]] = []
        while at < self.last and at < index + HEAD_LINES:
            words = self.line(at)
            if is_field(words):
                name, _, value = words.partition(":")
                found.append((name.strip(" *_"), value.strip(" *_")))
            elif not (found and self._goes_on(at)):
                break
            at += 1
        fields = fields_of(found)
        if len(fields) >= HEAD_FIELDS and "from" in fields:
            return fields, at, at
        return {}, index + marks_forwarded(line), max(at, index + 1)

    def _goes_on(self, index: int) -> bool:
        """Whether a line goes on with the field in the one before: a long list of addresses."""
        line = self.line(index)
        near = self.text.count("\n", self.lines[index - 1][1], self.lines[index][0]) == 1
        return near and "@" in line and len(line) < 2_000 and self.line(index - 1).rstrip()[-1:] in ",;"

    def read_quoted(self) -> None:
        """Take the quoted lines, and the line that says who wrote them."""
        index = self.first
        while index < self.last:
            said = wrote([self.line(at) for at in range(index, min(index + WROTE_LINES + 1, self.last))])
            end = index + said
            while end < self.last and self.line(end).startswith(">"):
                end += 1
            if said and end == index + said and self.words(self.first, index):
                # Nothing is marked as quoted: it goes on to the end.
                self.mark(index, self.last)
                self.last = index
                return
            self.mark(index, end)
            index = max(end, index + 1)

    def read_top(self) -> None:
        """Take banners, greetings and what covers the copy from the top."""
        for _ in range(min(TOP_PARAGRAPHS, self.last - self.first)):
            paragraph_end = self._paragraph_end(self.first)
            paragraph = " ".join(self.line(index) for index in range(self.first, paragraph_end))
            if is_banner(paragraph) or (covers(paragraph) and self.words(paragraph_end, self.last)):
                end = paragraph_end
            elif greets(self.line(self.first)) and self.first + 1 < self.last:
                end = self.first + 1
            else:
                return
            self.cover += "\n".join(self.line(index) for index in range(self.first, end)) + "\n"
            self.mark(self.first, end)
            self.first = end

    def read_foot(self) -> None:
        """Take signature, closing words and disclaimers from the foot."""
        self._read_signature()
        self._read_disclaimers()
        self._read_closing()

    def _read_signature(self) -> None:
        for index in range(max(self.first, self.last - SIGNATURE_LINES - 60), self.last):
            # "-- " is the mark; many programs drop the space.
            alone = index == self.first and self.words(index, self.last) > CLOSING_WORDS
            if self.line(index) == "--" and not alone:
                self.mark(index, self.last)
                self.last = index
                return
            if is_device(self.line(index)):
                self.mark(index, index + 1)

    def _read_disclaimers(self) -> None:
        while self.last > self.first:
            start = self._paragraph_start(self.last - 1)
            paragraph = " ".join(self.line(index) for index in range(start, self.last))
            if start == self.first or not disclaims(paragraph):
                break
            self.mark(start, self.last)
            self.last = start

    def _read_closing(self) -> None:
        first = self.first + (self.first == 0)
        for index in range(max(first, self.last - CLOSING_LINES), self.last):
            if closes(self.line(index)) and self.words(index, self.last) <= CLOSING_WORDS:
                self.mark(index, self.last)
                self.last = index
                return

    def _parted(self, index: int) -> bool:
        """Whether an empty line stands before a line."""
        return self.text.count("\n", self.lines[index - 1][1], self.lines[index][0]) > 1

    def _paragraph_end(self, index: int) -> int:
        index += 1
        while index < self.last and not self._parted(index):
            index += 1
        return index

    def _paragraph_start(self, index: int) -> int:
        while index > self.first and not self._parted(index):
            index -= 1
        return index


def _lines(text: str) -> list[Span]:
    """The lines that are not empty, trimmed."""
    spans: list[Span] = []
    at = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            first = at + len(line) - len(line.lstrip())
            spans.append((first, first + len(body)))
        at += len(line) + 1
    return spans

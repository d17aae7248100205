"""An interview's body goes in; what stands above and below it on paper, and its asides, come out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadcast.model import Reason, Unspoken
from broadcast.scripting.layouts.asking import Manner
from broadcast.scripting.layouts.guest import guest_of
from broadcast.scripting.layouts.lines import lines_of
from broadcast.scripting.layouts.pieces import pieces_of
from broadcast.scripting.layouts.questions import with_questions
from broadcast.scripting.layouts.settle import settled, unheard
from broadcast.scripting.layouts.vocabulary import SILENT
from broadcast.units import Span

MOST_HEADINGS = 8
"""Paragraphs from the top among which headings are looked for."""
MOST_STANDFIRST_WORDS = 50
LEAST_PULLED_WORDS = 4
MOST_PULLED_WORDS = 40
"""Words of a pull quote, which says again in large letters what is in the text."""
MOST_TAILS = 3
"""Paragraphs from the bottom that may be notes."""
LEAST_BODY_WORDS = 10
_STOPPED = re.compile(r"[.?!:…][\"”’')\]*_]*\Z")
_ELLIPSIS = re.compile(r"(?:\.{3}|…)\Z")
# A paragraph in brackets, (Her coach, Ned Farrow, leans in.)
_PARAGRAPH = re.compile(
    r"(?:(?<=\n\n)|\A)[^\S\n]*(?:\([^()\n]{3,300}\)|\[[^\[\]\n]{3,300}\])[^\S\n]*(?=\n\n|\n?\Z)"
)
# [She holds her hand at her hip.]   (He pauses.)   (Smiling)   (points at the wall)
_WITHIN = re.compile(
    r"\[\*{0,2}[A-Z][^\[\]\n]{3,200}[.!]\*{0,2}\]"
    r"|\((?:He|She|They) [a-z]{3,}s\b[^()\n]{0,100}\.?\)"
    r"|\([a-z]{3,}s (?:up|down|at|out|off|to|from|on|over|his|her|their|the|an?) [^()\n]{2,60}\)"
    r"|[(\[]\*{0,2}(?i:(?:laugh|smil|shrug|grin|nod|sigh|paus|frown|wink|chuckl|lean|point|gestur|whisper|look"
    r"|think|hold|stand)(?:e?s|(?:g|d|n)?ing)|laugh(?:ter)?|pause|silence)\b[^()\[\]\n]{0,60}[)\]]"
)
# Tickets from £22.   Doors 6pm.   Entry is free.   The show runs until May.   The book is published by ...
_LISTING = re.compile(
    r"\b(?:tickets?|doors|entry|admission|box office|(?:is|are) (?:free|out now|published|released|on sale)"
    r"|(?:is|are) (?:open|in (?:cinemas|theat(?:er|re)s|bookshops|shops|stores))\b"
    r"|opens? (?:on|at)|runs? (?:until|from|to)|to (?:book|order)|for more|details|isbn"
    r"|available (?:at|from|on))\b"
    r"|[£$€] ?\d|\bfrom (?:[A-Z][a-z]+ )?\d{1,2}(?: [A-Z][a-z]+)? (?:to|until|-) (?:[A-Z][a-z]+ )?\d"
    r"|\b[\w-]+\.(?:com|org|net|co|example|tv|fm|info|uk|ie|au|nz|de|fr)\b(?!\.\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Transcript      FULL TRANSCRIPT:      (the line that a page has above the first turn)
_BEGUN = re.compile(
    r"\W*(?:(?:full|rush|programme|program|episode|interview|video) )?transcript\W*", re.IGNORECASE
)


def margins_of(text: str, *, headline: str | None = None) -> list[Unspoken]:
    """An interview's heads, standfirst, asides and notes at its foot; in doubt none.

    Newsrooms name a person in full once: what names the guest so before an introduction that does it again
    is a standfirst, and whoever answers does not name himself.

    Args:
        text: The body, what is no copy blanked.
        headline: Of the report.
    """
    page = _Page.of(text, headline)
    margins = [(span, Reason.LAYOUT) for span in (*page.above(), *page.pulled(), *page.below())]
    return _apart(text, [*margins, *((span, Reason.CUE) for span in page.asides())])


def above_transcript(text: str) -> list[Unspoken]:
    """What a page has down to the line that says that the transcript begins there; nothing below a turn.

    Args:
        text: The body of a transcript, what is no copy blanked.
    """
    lines = list(lines_of(text))
    for number, line in enumerate(lines[:MOST_HEADINGS]):
        if number + 1 < len(lines) and _BEGUN.fullmatch(text, *line.span):
            heads = [piece.head for piece in pieces_of(text[: line.span[0]]) if piece.head is not None]
            begun = any(head.mark not in SILENT for head in heads)
            return [] if begun else _apart(text, [(one.span, Reason.LAYOUT) for one in lines[: number + 1]])
    return []


@dataclass(frozen=True)
class _Page:
    text: str
    paragraphs: Sequence[Span]
    turns: Sequence[Span]
    labels: Sequence[Span]
    name: str
    headed: bool

    @classmethod
    def of(cls, text: str, headline: str | None) -> "_Page":
        pieces = unheard(settled(text, with_questions(text, pieces_of(text))))
        heads = [piece.head for piece in pieces if piece.head is not None]
        turns = [head.span for head in heads if head.mark not in SILENT]
        guest = guest_of(text[: turns[0][0] if turns else len(text)], headline=headline)
        return cls(
            text=text,
            paragraphs=list(_paragraphs(text)),
            turns=turns,
            labels=[head.span for head in heads if not head.bracketed],
            name=guest.name if guest else "",
            headed=headline is not None,
        )

    def words(self, span: Span) -> str:
        """A paragraph without blanks and signs around it."""
        return self.text[slice(*span)].strip(" *_•\n\t")

    def asides(self) -> list[Span]:
        """What is noted in brackets; not what a label has in them."""
        found = [match.span() for pattern in (_PARAGRAPH, _WITHIN) for match in pattern.finditer(self.text)]
        return [
            span for span in found if not any(span[0] < end and start < span[1] for start, end in self.labels)
        ]

    def pulled(self) -> list[Span]:
        """Pull quotes: paragraphs whose words stand in another, in quotation marks or in capitals here."""
        said = {span: f" {' '.join(_plain(self.words(span)))} " for span in self.paragraphs}
        found: list[Span] = []
        for span, words in said.items():
            printed = self.words(span).lstrip("> ")
            set_off = printed[:1] in tuple("\"“‘'«") or printed.isupper()
            if not set_off or not LEAST_PULLED_WORDS <= len(words.split()) <= MOST_PULLED_WORDS:
                continue
            if any(words in other and len(other) > len(words) for other in said.values()):
                found.append(span)
        return found

    def above(self) -> list[Span]:
        """Heads and standfirst: all down to the last heading, and what sums up the introduction."""
        first = self.turns[0][0] if self.turns else len(self.text)
        before = [span for span in self.paragraphs if span[1] <= first]
        last = -1
        for index, span in enumerate(before[:MOST_HEADINGS]):
            if self._is_heading(span):
                last = index
            elif len(_WORD.findall(self.words(span))) > MOST_STANDFIRST_WORDS:
                break
        found = before[: last + 1]
        rest = before[last + 1 :]
        if rest and (found or self.headed) and self._is_standfirst(rest[0], rest[1:]):
            found = [*found, rest[0]]
        return found

    def _is_heading(self, span: Span) -> bool:
        words = self.words(span)
        count = len(_WORD.findall(words))
        if "\n" in words or count > MOST_STANDFIRST_WORDS or _PARAGRAPH.match(self.text, *span):
            return False  # [Photo: Ana Ruiz on the quay.]
        trails = count < LEAST_BODY_WORDS and _ELLIPSIS.search(words) is not None
        return trails or not _STOPPED.search(words)

    def _is_standfirst(self, span: Span, rest: Sequence[Span]) -> bool:
        words = self.words(span)
        if len(_WORD.findall(words)) > MOST_STANDFIRST_WORDS:
            return False
        if not _STOPPED.search(words):
            return True
        again = any(self.name in self.words(one) for one in rest)
        return bool(self.name) and self.name in words and again and not re.search(r"[\"“]", words)

    def below(self) -> list[Span]:
        """Notes after the last answer: whom it was with, what may be bought, where to go."""
        if not self.turns:
            return []
        after = [span for span in self.paragraphs if span[0] >= self.turns[-1][1]]
        begun = any(span[0] < self.turns[-1][1] < span[1] for span in self.paragraphs)
        notes = after if begun else after[1:]
        found: list[Span] = []
        for span in notes[::-1][:MOST_TAILS]:
            if not self._is_note(span):
                break
            found.append(span)
        return found

    def _is_note(self, span: Span) -> bool:
        manner = Manner(self.text[slice(*span)])
        if manner.first or manner.asks or manner.quotes:
            return False
        if not _STOPPED.search(manner.text.strip()):
            return True  # Rovers v Colne Park, Sunday, kick-off 2.30pm
        surname = self.name.rpartition(" ")[2]
        named = bool(surname) and re.search(rf"\b{re.escape(surname)}\b", manner.words) is not None
        return named or (_LISTING.search(manner.text) is not None and not manner.second)


def _plain(words: str) -> list[str]:
    """The words without case, signs and the shape of their apostrophes."""
    return [word.replace("’", "'") for word in _WORD.findall(words.casefold())]


def _paragraphs(text: str) -> Iterator[Span]:
    span: list[int] = []
    for line in lines_of(text):
        if line.after_blank and span:
            yield span[0], span[1]
            span = []
        span = [span[0] if span else line.span[0], line.span[1]]
    if span:
        yield span[0], span[1]


def _apart(text: str, found: Sequence[tuple[Span, Reason]]) -> list[Unspoken]:
    """In order, trimmed, without those that overlap an earlier one."""
    kept: list[Unspoken] = []
    for (start, end), reason in sorted(found):
        words = text[start:end]
        first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if first < last and (not kept or first >= kept[-1].span[1]):
            kept.append(Unspoken(span=(first, last), reason=reason, text=text[first:last]))
    return kept

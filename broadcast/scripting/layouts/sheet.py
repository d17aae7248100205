"""Words and what is not spoken come in as they are read; blocks and unspoken stretches go out."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from broadcast.model import Kind, Reason, Unspoken
from broadcast.scripting.layouts.marked import Block, Marked, Named
from broadcast.scripting.unspoken import complete, trimmed
from broadcast.units import Span

_SPEAKS = re.compile(r"[^\W_]")  # a letter or a digit: something to be heard
_WORD = re.compile(r"\w")
_OUTER_MARKS = "\"“”„«»'‘’ \t\n"
_LABEL_EDGES = " \t\n\u00a0:,/#-–—"
_CLOSERS = "\"”»’'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks a stretch.

    Attributes:
        kind: ANCHOR, FIELD or SOUNDBITE.
        who: Whom the label names.
        label: Where the words stand that name `who`.
        plain: Narration in which soundbites are looked for.
        turn: A number that changes with every turn.
    """

    kind: Kind
    who: Named | None = None
    label: Span | None = None
    plain: bool = False
    turn: int = 0


@dataclass(slots=True)
class Sheet:
    """Collects what a reader of labels finds, in the order of the print.

    Attributes:
        text: The report as printed.
        holes: What of it is not spoken whatever a reader finds: credits; in order.
    """

    text: str
    holes: Sequence[Unspoken] = ()
    blocks: list[Block] = field(default_factory=list)
    unspoken: list[Unspoken] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)

    def speak(self, span: Span, voice: Voice) -> None:
        """Add words to be heard; they join the block before when the turn goes on and nothing is between."""
        for part in self._parts(span):
            self._speak(part, voice)

    def _parts(self, span: Span) -> Iterator[Span]:
        """What is left of a span when the holes in it are cut out."""
        start, end = span
        at = bisect_right(self.holes, start, key=lambda hole: hole.span[1])
        while at < len(self.holes) and self.holes[at].span[0] < end:
            if start < self.holes[at].span[0]:
                yield start, self.holes[at].span[0]
            start = self.holes[at].span[1]
            at += 1
        if start < end:
            yield start, end

    def _speak(self, span: Span, voice: Voice) -> None:
        span = trimmed(self.text, span)
        if not _SPEAKS.search(self.text, *span):
            if _WORD.search(self.text, *span):
                self.leave(span, Reason.LAYOUT)
            return
        same = bool(self.turns) and self.turns[-1] == voice.turn
        if same and not self.text[self.blocks[-1].span[1] : span[0]].strip():
            self.blocks[-1] = replace(self.blocks[-1], span=(self.blocks[-1].span[0], span[1]))
            return
        self.blocks.append(
            Block(
                kind=voice.kind,
                span=span,
                who=voice.who,
                label=voice.label,
                continued=same,
                plain=voice.plain,
            )
        )
        self.turns.append(voice.turn)

    def quote(self, span: Span, voice: Voice) -> None:
        """Add words to be heard without the marks of quotation around them."""
        start, end = span
        while start < end and self.text[start] in _OUTER_MARKS:
            start += 1
        while end > start and self._closes(start, end):
            end -= 1
        self.speak((start, end), voice)

    def leave(self, span: Span, reason: Reason) -> None:
        """Add what is not heard."""
        for part in self._parts(span):
            self._leave(trimmed(self.text, part), reason)

    def _leave(self, span: Span, reason: Reason) -> None:
        if _WORD.search(self.text, *span):
            self.unspoken.append(Unspoken(span=span, reason=reason, text=self.text[slice(*span)]))

    def name(self, turn: int, who: Named, label: Span | None) -> None:
        """Say who a turn's blocks belong to, where the name comes after the words."""
        for index in range(len(self.blocks) - 1, -1, -1):
            if self.turns[index] != turn:
                return
            self.blocks[index] = replace(self.blocks[index], who=who, label=label or self.blocks[index].label)

    def marked(self, layout: str) -> Marked:
        """All of it; whatever nobody took is layout."""
        whole = complete(self.text, [block.span for block in self.blocks], [*self.unspoken, *self.holes])
        parts: list[Block | Unspoken] = sorted([*self.blocks, *whole], key=lambda part: part.span)
        blocks: list[Block] = []
        unspoken: list[Unspoken] = []
        for part, span in zip(parts, self._of_whole_words([part.span for part in parts]), strict=True):
            if not _WORD.search(self.text, *span):
                continue
            if isinstance(part, Block):
                blocks.append(replace(part, span=span))
            else:
                unspoken.append(replace(part, span=span, text=self.text[slice(*span)]))
        return Marked(layout=layout, blocks=tuple(blocks), unspoken=tuple(unspoken))

    def _of_whole_words(self, spans: Sequence[Span]) -> list[Span]:
        """The same, a word that two of them share left to the later one: "5." of "harbour5. Wide shot"."""
        cut = [list(span) for span in spans]
        for before, after in pairwise(cut):
            if before[1] != after[0] or not _WORD.match(self.text, after[0]):
                continue
            while before[1] > before[0] and _WORD.match(self.text, before[1] - 1):
                before[1] -= 1
            after[0] = before[1]
        return [trimmed(self.text, (start, end)) for start, end in cut]

    def _closes(self, start: int, end: int) -> bool:
        """Whether the last character is a blank or a mark that closes what is quoted, not an apostrophe."""
        last = self.text[end - 1]
        if last.isspace() or last in '"”»„“«':
            return True
        return (
            last in "’'"
            and end - start > 1
            and self.text[end - 2] in ".,?!…"
            and "‘" in self.text[max(0, start - 1) : start + 1]
        )


def without_edges(text: str, span: Span) -> Span:
    """The words of a label that name somebody, without colon, dash and blanks around them."""
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip(_LABEL_EDGES))
    return start, max(start, span[0] + len(words.rstrip(_LABEL_EDGES)))

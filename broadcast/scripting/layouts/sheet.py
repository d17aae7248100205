"""Words and what is not spoken come in as they are read; blocks and unspoken stretches go out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from broadcast.model import Kind, Reason, Unspoken
from broadcast.scripting.layouts.marked import Block, Marked, Named
from broadcast.scripting.unspoken import complete, trimmed
from broadcast.units import Span

_SPEAKS = re.compile(r"[^\W_]")  # a letter or a digit: something to be heard
_WORD = re.compile(r"\w")
_OUTER_MARKS = "\"“”„«»'‘’ \t\n"
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
    """Collects what a reader of labels finds, in the order of the print."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    unspoken: list[Unspoken] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)

    def speak(self, span: Span, voice: Voice) -> None:
        """Add words to be heard; they join the block before when the turn goes on and nothing is between."""
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
        span = trimmed(self.text, span)
        if _WORD.search(self.text, *span):
            self.unspoken.append(Unspoken(span=span, reason=reason, text=self.text[slice(*span)]))

    def name(self, turn: int, who: Named, label: Span | None) -> None:
        """Say who a turn's blocks belong to, where the name comes after the words."""
        for index in range(len(self.blocks) - 1, -1, -1):
            if self.turns[index] != turn:
                return
            self.blocks[index] = replace(self.blocks[index], who=who, label=label or self.blocks[index].label)

    def marked(self, layout: str, more: Iterable[Unspoken] = ()) -> Marked:
        """All of it; whatever nobody took is layout."""
        spans = [block.span for block in self.blocks]
        known = [*self.unspoken, *more]
        whole = complete(self.text, spans, known)
        unspoken = tuple(replace(gap, text=self.text[slice(*gap.span)]) for gap in whole)
        return Marked(layout=layout, blocks=tuple(self.blocks), unspoken=unspoken)

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

"""The text of a report goes in; the stretches between quotation marks come out, in any typography."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.units import Span

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n\s*)+")  # the empty line between two paragraphs
_HARD_PARAGRAPH = re.compile(r"""(?<=[.?!…:"”»’])[^\S\n]*\n(?=\s*\S)""")  # a line that ends a sentence
_BEFORE_MARK = re.compile(r"""(?<=[.?!…"”»’])[^\S\n]*\n(?=\s*["“«„])""")  # a line that begins with a mark
_ELISION = re.compile(
    r"['‘’](?:em|tis|twas|cause|til|till|n|round|bout|cos|\d\ds?)\b", re.IGNORECASE
)  # 'em, ‘90s
_SAYS_WITHIN = re.compile(  # "We saw it, said Ana Ruiz  (the closing mark was forgotten)
    r"[,.?!]\s+(?:(?:he|she|they)\s+)?(?:said|says|told)\b|[,.?!]\s+according to\b"
)
_DOUBLE = frozenset('"“„‟')
_OPENERS = frozenset("“„‟«")
_MARKS = re.compile(r"""["“”„‟«»‘’']""")
_SINGLE_MARK = re.compile(
    r"(?<=\S)['’](?!\w)|(?<=\s)['](?=\w)|‘"
)  # a mark that may close: kit,’  lads’  and one that opens
_STOPS = tuple(",.;:?!)")
_GOES_ON = re.compile(r"\s+[a-z]")  # the lads’ kit
_MOST_BLOCKS = 6
_MOST_SINGLES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between marks.

    Attributes:
        pieces: One stretch a paragraph, without marks and outer blanks.
        outer: From the first opening mark to after the last closing one.
        closed: Whether the closing mark was there.
    """

    pieces: tuple[Span, ...]
    outer: Span
    closed: bool = True

    @property
    def inner(self) -> Span:
        """From the first word to the last."""
        return self.pieces[0][0], self.pieces[-1][1]


@dataclass(slots=True)
class _Open:
    """A quotation whose end is not found yet."""

    mark: str
    start: int
    pieces: list[Span]
    piece_start: int
    depth: int = 0
    last_close: int = -1
    blocks: int = 1
    single_close: int | None = None


def text_blocks(text: str) -> list[Span]:
    """Paragraphs as the marks see them: parted by empty lines, or by line ends where there are none."""
    cuts = [found.span() for found in _BLANK_LINE.finditer(text)]
    single = _BEFORE_MARK if cuts else _HARD_PARAGRAPH
    cuts = sorted({*cuts, *(found.span() for found in single.finditer(text))})
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


def find_quotations(text: str) -> list[Quotation]:
    """Every quotation of a text, in order, not overlapping; nested ones are part of the outer one.

    A quotation that runs over paragraphs is one, with a piece a paragraph: an opening mark on each, or
    a closing mark that comes paragraphs later. One that is never closed ends with its paragraph. Apostrophes,
    inch and minute marks are none.
    """
    scanner = _Scanner(text)
    blocks = text_blocks(text)
    for number, block in enumerate(blocks):
        scanner.block(block, blocks[number + 1 :][:1])
    scanner.finish()
    return [quotation for quotation in scanner.found if quotation.pieces]


class _Scanner:
    """Reads marks block by block."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.singles = [found.start() for found in _SINGLE_MARK.finditer(text)]
        self.found: list[Quotation] = []
        self.open: _Open | None = None
        self.following: Sequence[Span] = ()

    def block(self, block: Span, following: Sequence[Span]) -> None:
        """Read a paragraph; `following` holds the next one, if any."""
        self.following = following
        position = self._resume(block)
        while position < block[1]:
            mark = _MARKS.search(self.text, position, block[1])
            if mark is None:
                break
            position = self._mark(mark.start(), block)
        if self.open is not None:
            self._end_of_block(block, following)

    def finish(self) -> None:
        """Close what is still open at the end of the text."""
        if self.open is not None:
            self._close(self.open.pieces[-1][1] if self.open.pieces else self.open.start, closed=False)

    def _resume(self, block: Span) -> int:
        """Go on with an open quotation, past a mark that opens it anew."""
        start = block[0] + len(self.text[slice(*block)]) - len(self.text[slice(*block)].lstrip())
        if self.open is None:
            return start
        reopened = _family(self.text[start]) == _family(self.open.mark) and self.text[start] not in "”»’"
        self.open.piece_start = start + reopened
        self.open.depth, self.open.last_close = 0, -1
        if _family(self.open.mark) == "'":
            self.open.single_close = self._single_close(start + reopened, block[1])
        return start + reopened

    def _single_close(self, start: int, end: int) -> int | None:
        """Where a quotation opened by a single mark ends.

        A mark beside punctuation is sure; else it is the first that no letter follows and that is no plural's
        apostrophe. Where another one opens before a sure one, the first that may close does.
        """
        weak: int | None = None
        plural: int | None = None
        first = bisect_left(self.singles, start)
        for at in self.singles[first : first + _MOST_SINGLES]:
            if at >= end:
                break
            if self._opens_single(at):
                if weak is not None or plural is not None:
                    return plural if weak is None else weak
                continue
            beside = self.text[at + 1 : at + 2]
            if self.text[at - 1] in ",.?!…—" or beside in _STOPS:
                return at
            if not self.text[at + 1 : min(end, at + 9)].strip():
                return at
            if self.text[at - 1] == "s" and _GOES_ON.match(self.text, at + 1, end):
                plural = at if plural is None else plural
            elif weak is None:
                weak = at
        return weak

    def _opens_single(self, at: int) -> bool:
        """Whether a single mark opens: a blank before it, a letter after it, and no elision."""
        if self.text[at] == "’" or _ELISION.match(self.text, at):
            return False
        before = self.text[at - 1 : at]
        return self.text[at] == "‘" or (before.isspace() and self.text[at + 1 : at + 2].isalnum())

    def _mark(self, at: int, block: Span) -> int:
        """Judge the mark at a place; where to read on."""
        mark = self.text[at]
        before = self.text[at - 1] if at > block[0] else " "
        after = self.text[at + 1] if at + 1 < block[1] else " "
        opens = not after.isspace() and (before.isspace() or before in "([{—–-/…\"“„«‘'>*_")
        closes = not before.isspace() and not (
            before in "([{" or (opens and after.isalnum() and before in "—–-/")
        )
        if self.open is None:
            self._maybe_open(at, block, opens=opens, closes=closes)
        elif mark in "‘’'" and _family(self.open.mark) == "'":
            if at == self.open.single_close:
                self._add_piece(at)
                self._close(at + 1)
        elif _family(mark) == _family(self.open.mark):
            self._inside(at, block, opens=opens, closes=closes)
        return at + 1

    def _maybe_open(self, at: int, block: Span, *, opens: bool, closes: bool) -> None:
        mark = self.text[at]
        if mark in "'‘":
            if not opens or _ELISION.match(self.text, at):
                return
            closing = self._single_close(at + 1, block[1])
            if closing is not None or self._begins_several(at, block):
                self.open = _Open(mark, at, [], at + 1, single_close=closing)
        elif mark in _OPENERS:
            if opens or not closes or mark == "«":
                self.open = _Open(mark, at, [], at + 1)
        elif mark != "’" and (opens or self._is_set_apart(at, block)):
            self.open = _Open(mark, at, [], at + 1)

    def _begins_several(self, at: int, block: Span) -> bool:
        """Whether a single mark opens what only a later paragraph closes: the next one opens with it, too."""
        before = self.text[block[0] : at].rstrip()
        following = self.text[slice(*self.following[0])].lstrip()[:2] if self.following else ""
        reopened = following[:1] == self.text[at] and following[1:2].isalnum()
        if before:
            return reopened and before[-1] in ":,"
        return reopened or self.text[at] == "‘"

    def _inside(self, at: int, block: Span, *, opens: bool, closes: bool) -> None:
        """A mark of the same family while a quotation is open: its end, or one within it."""
        state = self.open
        if state is None or self._is_inch(at, block):
            return
        mark = self.text[at]
        by_shape = state.mark != "”" and (mark == "”" or (mark in "«»" and mark != state.mark))
        if by_shape or (closes and (mark == '"' or not opens)):
            state.last_close = at
            if state.depth:
                state.depth -= 1
            else:
                self._add_piece(at)
                self._close(at + 1)
        elif opens:
            state.depth += 1

    def _is_set_apart(self, at: int, block: Span) -> bool:
        """Whether a mark that touches the wrong word opens all the same, as in `Ruiz said," We leave".`."""
        if self.text[at] != '"' or self.text[at - 1 : at] not in (",", ":"):
            return False
        later = re.search(r'(\S)?["”](?=(\S)?)', self.text[at + 1 : block[1]])
        return bool(later and later[1] and not (later[2] and later[2].isalnum()))

    def _is_inch(self, at: int, block: Span) -> bool:
        """Whether a mark after a digit is an inch mark: another closing mark comes before an opening one."""
        if (
            self.text[at] != '"'
            or not self.text[at - 1].isdigit()
            or self.text[at + 1 : at + 2] in tuple(",.;:?!)")
        ):
            return False
        later = re.search(r'(\S)?["”](?=(\S)?)', self.text[at + 1 : block[1]])
        return bool(later and later[1] and not (later[2] and later[2].isalnum()))

    def _end_of_block(self, block: Span, following: Sequence[Span]) -> None:
        state = self.open
        if state is None:
            return
        if state.last_close > state.piece_start:
            self._add_piece(state.last_close)
            self._close(state.last_close + 1)
            return
        goes_on = bool(following) and self._continues(following[0])
        cut = _SAYS_WITHIN.search(self.text, state.piece_start, block[1])
        if not goes_on and cut is not None:
            self._add_piece(cut.start() + 1)
            self._close(cut.start() + 1, closed=False)
            return
        self._add_piece(block[1])
        state.blocks += 1
        if not goes_on:
            self._close(block[1], closed=False)

    def _continues(self, block: Span) -> bool:
        """Whether the next paragraph goes on with the quotation: it opens with a mark, or closes one."""
        state = self.open
        body = self.text[slice(*block)].lstrip()
        if state is None:
            return False
        if _family(body[0]) == _family(state.mark) and body[0] not in "”»’" and not body[1:2].isspace():
            return True
        if _family(state.mark) == "'" or state.blocks >= _MOST_BLOCKS:
            return False
        for mark in re.finditer(r'["“”„«»]', body):
            if _family(mark[0]) == _family(state.mark):
                before = body[mark.start() - 1 : mark.start()] or " "
                after = body[mark.end() : mark.end() + 1] or " "
                return mark[0] in "”»" or (mark[0] == '"' and not before.isspace() and not after.isalnum())
        return False

    def _add_piece(self, end: int) -> None:
        if self.open is not None:
            words = self.text[self.open.piece_start : end]
            start = self.open.piece_start + len(words) - len(words.lstrip())
            stop = self.open.piece_start + len(words.rstrip())
            if re.search(r"\w", words):
                self.open.pieces.append((start, stop))

    def _close(self, end: int, *, closed: bool = True) -> None:
        if self.open is not None:
            self.found.append(
                Quotation(pieces=tuple(self.open.pieces), outer=(self.open.start, end), closed=closed)
            )
        self.open = None


def _family(mark: str) -> str:
    if mark in _DOUBLE or mark == "”":
        return '"'
    return "«" if mark in "«»" else "'" if mark in "‘’'" else ""

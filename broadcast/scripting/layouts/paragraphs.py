"""Labels and words in order go in; what a line is among its neighbours comes out."""

import re
from collections.abc import Sequence

from broadcast.scripting.layouts import casing
from broadcast.scripting.layouts.pieces import Piece
from broadcast.scripting.layouts.vocabulary import READS, SILENT, Mark
from broadcast.scripting.lexicon import ORGANISATION_WORDS, lexicon
from broadcast.units import Span

PROSE_WORDS = 16
"""Words of a paragraph that needs no stop at its end to be copy."""
LEAD_WORDS = 8
"""Words of a paragraph that leads to a soundbite with a colon."""
MOST_STRAY_WORDS = 4
MOST_TITLE_WORDS = 9
SAMPLE = 2_000
_DATE = re.compile(
    r"\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
)  # 20:00   2026   11/24/26
_WORD = re.compile(r"\S+")
_STOPS = (".", "?", "!", "…", ":", "—", "-")
_CLOSERS = " \"”’')]*_"
_OF_PACKAGES = frozenset({"pkg", "package", "standup", "stand up", "sig out", "sign off", "voice track"})
_SHOWN = frozenset(
    {"banner", "graphic", "graphics", "gfx", "full screen", "map", "topic banner", "popup banner"}
)
_TAILS = frozenset({"tag", "soc", "sig out", "sign off", "outro", "close", "back anno"})


class Copy:
    """A report's labels and words, asked about a piece by its index."""

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self.text = text
        self.pieces = pieces
        self.paragraphs = self._group()
        self.followers = self._follow()
        heads = (piece.head for piece in pieces if piece.head is not None)
        speaking = (head for head in heads if head.mark not in SILENT)
        first = next(speaking, None)
        self.first_head = first.span[0] if first is not None else len(text)
        labels = {
            phrase
            for piece in pieces
            if piece.head and piece.head.label
            for phrase in piece.head.label.phrases
        }
        self.is_package = bool(labels & _OF_PACKAGES)
        self.has_answers = any(piece.head is not None and piece.head.mark is Mark.ANSWER for piece in pieces)

    def _group(self) -> list[Span]:
        """The paragraph each piece is part of: words in lines without a label or an empty line between."""
        spans: list[Span] = [piece.span for piece in self.pieces]
        start = 0
        for index, piece in enumerate(self.pieces):
            breaks = piece.head is not None or piece.after_blank
            if index and not breaks and self.pieces[index - 1].head is None:
                continue
            self._fill(spans, start, index)
            start = index
        self._fill(spans, start, len(self.pieces))
        return spans

    def _fill(self, spans: list[Span], first: int, last: int) -> None:
        if first < last:
            whole = (self.pieces[first].span[0], self.pieces[last - 1].span[1])
            spans[first:last] = [whole] * (last - first)

    def _follow(self) -> list[int]:
        """For each piece, the index of the next label after it that changes who speaks; -1 for none."""
        following = -1
        found = [-1] * len(self.pieces)
        for index in range(len(self.pieces) - 1, -1, -1):
            found[index] = following
            head = self.pieces[index].head
            if head is not None and head.mark not in SILENT:
                following = index
        return found

    def is_prose(self, index: int) -> bool:
        """Whether the paragraph of some words reads like copy: long, or ended by a stop."""
        start, end = self.paragraphs[index]
        words = _WORD.findall(self.text[start : min(end, start + SAMPLE)])
        if len(words) >= PROSE_WORDS:
            return True
        ending = self.text[start:end].rstrip(_CLOSERS)
        leads = len(words) >= LEAD_WORDS and ending.endswith(":")  # The managing director is Ana Ruiz:
        return leads or (len(words) > 1 and ending.endswith((".", "?", "!", "…")))

    def is_title(self, index: int) -> bool:
        """Whether a paragraph is written as a title: capitals at nearly all longer words, no stop."""
        start, end = self.paragraphs[index]
        words = self.text[start : min(end, start + SAMPLE)]
        return words.rstrip(_CLOSERS)[-1:] not in tuple(".?!…") and _is_titled(words)

    def is_heading(self, index: int) -> bool:
        """Whether a line above copy, with no empty line between, is a title, a slug or a date."""
        start, end = self.pieces[index].span
        line = self.text[start:end].strip()
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        if following is None or following.head is not None or following.after_blank or len(line) > 70:
            return False
        opens = self.text[following.span[0] : following.span[0] + 1]
        if not (opens.isupper() or opens.isdigit()) or line[-1:] in '.,?!:;…"”-–—':
            return False
        whole = self.paragraphs[index]
        if self.is_shouted((start, end)):
            return not self.is_shouted(whole)
        return _is_titled(line) or _DATE.search(line) is not None

    def stands_alone(self, index: int) -> bool:
        """Whether a line is a few words in capitals between empty lines or labels, and ends in no stop."""
        start, end = self.paragraphs[index]
        line = self.text[start:end]
        if (
            "\n" in line
            or len(line) > 60
            or len(line.split()) > MOST_STRAY_WORDS
            or not casing.is_shouted(re.sub(r"[\W\d]+$", "", line))
        ):
            return False
        return not line.rstrip(_CLOSERS).endswith(_STOPS)

    def is_stray(self, index: int, *, spoken: bool) -> bool:
        """Whether a line amid a script is no copy: a slug, a place, the sound that a cue names.

        Args:
            index: Of the words.
            spoken: Whether anything was heard before; if not, the line is of the script's head.
        """
        piece = self.pieces[index]
        if self.is_prose(index):
            return False
        if piece.begins:
            return not spoken or self.stands_alone(index) or self._is_shown(index)
        before = self.pieces[index - 1].head if index else None
        if before is None:
            return False
        sound = before.mark is Mark.CUE and before.label is not None
        return (sound and self._is_short(index)) or (
            before.mark in READS
            and (before.bracketed or self.names_form(index - 1))
            and self.stands_alone(index)
        )

    def _is_shown(self, index: int) -> bool:
        """Whether a line is what the cue above it shows: a title under ((Banner))."""
        before = self.pieces[index - 1].head if index else None
        if before is None or before.label is None or not before.bracketed or before.mark is not Mark.CUE:
            return False
        return (
            bool(set(before.label.phrases) & _SHOWN)
            and len(before.label.phrases) == 1
            and self._is_short(index)
        )

    def _is_short(self, index: int) -> bool:
        return len(self.text[slice(*self.pieces[index].span)].split()) <= MOST_STRAY_WORDS

    def names_form(self, index: int) -> bool:
        """Whether a label is but the form of the story and its slug: "PKG SCRIPT: BEEKEEPERS"."""
        head = self.pieces[index].head
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        if head is None or head.label is None or not head.colon or following is None or following.begins:
            return False
        if following.head is not None or head.label.keys - {"form", "format", "filler", "header"}:
            return False
        return not self.is_prose(index + 1) and self.stands_alone(index + 1)

    def words_follow(self, index: int) -> bool:
        """Whether the next piece that is no length or cue is words."""
        for piece in self.pieces[index + 1 : index + 6]:
            if piece.head is None:
                return True
            if piece.head.mark not in SILENT and piece.head.mark is not Mark.WORDS:
                return False
        return False

    def narrator_follows(self, index: int) -> bool:
        """Whether the next label gives the word back to whoever narrates, and not for a tag alone."""
        following = self.followers[index]
        head = self.pieces[following].head if following >= 0 else None
        if head is None:
            return False
        phrases = set(head.label.phrases) if head.label else set()
        return head.mark is Mark.END or (head.mark in READS and not phrases & _TAILS)

    def is_title_line(self, index: int) -> bool:
        """Whether a line under a name is a title: short, no sentence, with an office or a house in it."""
        words = self.text[slice(*self.pieces[index].span)].split()
        if len(words) > MOST_TITLE_WORDS:
            return False
        plain = [word.lower().strip(".,()") for word in words]
        known = any(lexicon().is_role(word) or word in ORGANISATION_WORDS for word in plain)
        capitals = sum(word[:1].isupper() for word in words)
        return (known and capitals * 2 >= len(words)) or capitals == len(words)

    def contrasts(self, shouted: bool, piece: Piece) -> bool:
        """Whether words are in capitals after a bite that is not."""
        return not shouted and self.is_shouted(piece.span)

    def is_shouted(self, span: Span) -> bool:
        """Whether words are in capitals."""
        return casing.is_shouted(
            self.text[span[0] : min(span[1], span[0] + SAMPLE)].rstrip(" .,?!\"”'’)…0123456789")
        )

    def ends_asking(self, piece: Piece) -> bool:
        """Whether the words before a piece end in a question mark."""
        before = self.text[max(0, piece.span[0] - 40) : piece.span[0]].rstrip()
        return before.rstrip('"”’)')[-1:] == "?"


def _is_titled(words: str) -> bool:
    longer = [word for word in words.split() if len(word.strip(",.;'’\"")) > 3]
    return len(longer) > 1 and sum(word[0].isupper() for word in longer) * 4 >= len(longer) * 3

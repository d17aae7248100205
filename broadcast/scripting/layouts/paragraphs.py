"""Labels and words in order go in; what a line is among its neighbours comes out."""

import re
from collections.abc import Sequence
from functools import cached_property

from broadcast.scripting.layouts import casing
from broadcast.scripting.layouts.labels import Head
from broadcast.scripting.layouts.pieces import Piece
from broadcast.scripting.layouts.prose import goes_on, speaks
from broadcast.scripting.layouts.vocabulary import HEARD, READS, SILENT, Mark, phrases
from broadcast.scripting.lexicon import ORGANISATION_WORDS, lexicon
from broadcast.units import Span

PROSE_WORDS = 16
"""Words of a paragraph that needs no stop at its end to be copy."""
LEAST_GAPS = 3
_GREETING = re.compile(
    r"\b(?:I['’]m|I am|This is) [A-Z]|^\W*Good (?:morning|afternoon|evening)\b", re.IGNORECASE
)
_GAP = re.compile(r"\S(?: {3,}|\t)(?=\S)")
LEAD_WORDS = 8
"""Words of a paragraph that leads to a soundbite with a colon."""
MOST_STRAY_WORDS = 4
LEAST_SLUGS = 3
MOST_TITLE_WORDS = 9
SAMPLE = 2_000
_DATE = re.compile(
    r"\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
)  # 20:00   2026   11/24/26
_CLOCKED = re.compile(r"\d{1,2}[.:]\d\d(?:[.:]\d\d)?\s")  # 10.05  DISC 1
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
            return not self._is_list((start, min(end, start + SAMPLE)))
        ending = self.text[start:end].rstrip(_CLOSERS)
        if len(_GAP.findall(ending)) >= LEAST_GAPS:  # HARBOUR FM   NEWS   0800   Read: Ana R.
            return False
        leads = len(words) >= LEAD_WORDS and ending.endswith(":")  # The managing director is Ana Ruiz:
        return leads or greets(ending) or (len(words) > 1 and ending.endswith((".", "?", "!", "…")))

    def _is_list(self, span: Span) -> bool:
        """Whether a paragraph is fields, each in its line: none says anything or goes on in the next."""
        lines = self.text[slice(*span)].split("\n")
        starts = [span[0] + sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
        whole = (
            goes_on(self.text, start + len(line)) == start + len(line)
            for start, line in zip(starts, lines, strict=True)
        )
        return len(lines) > 1 and all(whole) and not any(map(speaks, lines))

    def is_title(self, index: int) -> bool:
        """Whether a paragraph is written as a title: capitals at nearly all longer words, no stop."""
        start, end = self.paragraphs[index]
        words = self.text[start : min(end, start + SAMPLE)]
        return words.rstrip(_CLOSERS)[-1:] not in tuple(".?!…") and _is_titled(words) and not greets(words)

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
            line = self.text[slice(*piece.span)]
            return (
                piece.begins and self.is_heading(index) and self.is_shouted(piece.span) and not speaks(line)
            )
        if piece.begins:
            return not spoken or self.stands_alone(index) or self._is_shown(index) or self._is_note(index)
        before = self.pieces[index - 1].head if index else None
        if before is None:
            return False
        sound = before.mark is Mark.CUE and before.label is not None
        return (sound and self._is_short(index)) or (
            before.mark in READS
            and (before.bracketed or self.names_form(index - 1))
            and self.stands_alone(index)
        )

    def begins_paragraph(self, index: int) -> bool:
        """Whether a piece is the first of its paragraph."""
        return self.paragraphs[index][0] == self.pieces[index].span[0]

    def begins_item(self, index: int) -> bool:
        """Whether a line is the slug above an item of a bulletin, which has several."""
        return len(self._slugs) >= LEAST_SLUGS and index in self._slugs

    @cached_property
    def _slugs(self) -> frozenset[int]:
        return frozenset(index for index in range(len(self.pieces)) if self._is_slug(index))

    def _is_slug(self, index: int) -> bool:
        piece = self.pieces[index]
        line = self.text[slice(*piece.span)].strip("/ ")
        alone = piece.begins and piece.after_blank and (piece.head is None or _may_be_slug(piece.head))
        if not alone or not casing.is_shouted(re.sub(r"[\W\d]+$", "", line)):
            return False
        behind = self.text[piece.span[1] : piece.span[1] + SAMPLE].lstrip()
        return len(line.split()) <= MOST_STRAY_WORDS and not speaks(line) and speaks(behind.split("\n", 1)[0])

    def is_clocked(self, index: int) -> bool:
        """Whether a line is one of a running order: "10.05  DISC 1: (see Ana)"."""
        line = self.text[slice(*self.pieces[index].span)]
        return _CLOCKED.match(line) is not None and not speaks(line)

    def _is_note(self, index: int) -> bool:
        """Whether a paragraph is one that nobody could say: "WEATHER (not transcribed)"."""
        words = self.text[slice(*self.paragraphs[index])]
        following = self.pieces[index + 1].head if index + 1 < len(self.pieces) else None
        leads = words.rstrip().endswith(":") and following is not None and following.mark in HEARD
        return not leads and not speaks(words)

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
        if head is None or head.label is None or not head.colon or following is None:
            return False
        slug = self.text[slice(*head.span)].partition(":")[2].strip()
        alone = following.after_blank and 0 < len(slug.split()) <= MOST_STRAY_WORDS and slug.isupper()
        return alone and not head.label.keys - {"form", "format", "filler", "header"}

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


def _may_be_slug(head: Head) -> bool:
    """Whether a cue without the trade's words, or a lone one of them that is not radio's, may be a slug."""
    if head.label is None:
        return head.mark is Mark.CUE and head.bracketed
    phrases_of = head.label.phrases
    reads = head.mark in READS and head.who is None and not head.colon and not head.bracketed
    return reads and len(phrases_of) == 1 and phrases_of[0] not in phrases("radio")


def greets(words: str) -> bool:
    """Whether a line is how a reader begins: "GOOD MORNING IT'S 8 O'CLOCK, I'M ANA RUIZ"."""
    return _GREETING.search(words) is not None and "\n" not in words.strip()

"""The text of a report comes in; the notices in it that are for editors, not for listeners, go out."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from broadcast.ingest.embargo import moment_of
from broadcast.ingest.holds import hold_of
from broadcast.ingest.kills import kills, kills_as_note
from broadcast.units import Span

HEAD_LINES = 10
"""Lines from the top that may be notices without saying so by a label."""
FOOT_LINES = 6
"""Lines from the end that may be."""
LONGEST = 400
"""Characters of a line that are looked at."""
COPY_WORDS = 8
WRAPPED = 40
"""Characters of a line that may go on in the next."""
MOST = 200
"""Notices of a text that are told; no report has so many."""
MOST_IN_LINE = 5
LONGEST_NOTE = 3000
"""Characters of a note in brackets."""


class Mark(StrEnum):
    """What a notice says."""

    KILL = "kill"
    HOLD = "hold"
    CORRECTION = "correction"
    NOTE = "note"
    TAIL = "tail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Words for editors.

    Attributes:
        span: Where they stand in the text.
        mark: What they say; a tail is everything from here on that is not for publication.
        words: Without label and brackets; of a hold, how long.
    """

    span: Span
    mark: Mark
    words: str


_EDITORS = (
    r"(?:eds|editors|ed(?:itor)?s?['’]?s?['’]? ?\.? ?notes?"
    r"|notes? to (?:editors?|desks?|subs|producers|readers)"
    r"|att(?:n|ention)[:.,]? (?:editors?|desks?)|advisory to editors|nota? (?:al editor|à la rédaction)"
    r"|anmerkung der redaktion)"
)
# Eds: ...      Editor's note: ...      NOTE TO EDITORS - ...      UPDATES: ...
_NOTE = re.compile(
    rf"{_EDITORS}\s*(?:[:–—]|--|-\s)\s*|(?-i:UPDATES?|ADDS|RECASTS|SUBS)\s*:\s*", re.IGNORECASE
)
# Editor's note      NOTES TO EDITORS
_NOTE_ALONE = re.compile(rf"{_EDITORS}\W*", re.IGNORECASE)
# Notes to editors
_NOTES_TO_EDITORS = re.compile(r"notes? (?:to|for) editors?\W*", re.IGNORECASE)
_CHANGES = r"(?:correct(?:s|ed|ing|ions?|ive)?|clarif(?:ies|ied|ying|ications?))"
# CORRECTION: ...      Clarification: ...      Corrects: ...      CORRECTED:
_CORRECTION = re.compile(rf"{_CHANGES}\s*(?:[:–—]|--|-\s)\s*(?=\S)", re.IGNORECASE)
# Corrects spelling of ...      CLARIFIES that ...
_CORRECTS = re.compile(r"(?:Corrects|CORRECTS|Clarifies|CLARIFIES)\b(?![’'])")
# This story has been corrected to ...      This version corrects ...      An earlier version of this story
_THIS_STORY = re.compile(
    r"this (?:(?:\w+\.? )?\d{1,2}(?: \w+)? )?(?:story|version|item|article|report|copy)\b[^.]{0,80}?"
    r"\b(?:corrects|clarifies|updates|(?:has been|was|is) (?:corrected|updated|clarified|amended|refiled))\b"
    r"|an? (?:earlier|previous) version of this (?:story|article|report|item)\b",
    re.IGNORECASE,
)
# (Corrects paragraph 3 ...)      [Adds details, quotes]      (This Nov. 23 story has been corrected to ...)
_IN_BRACKETS = re.compile(
    rf"[(\[]\s*(?:{_CHANGES}\b|fixes\b|refiles?\b|recasts?\b|adds\b|updat(?:es?|ed|ing)\b|removes\b|changes\b"
    rf"|repeats\b|rewrites\b|writethru\b|new throughout\b|eds?:|{_EDITORS}\s*[:–—-]|{_THIS_STORY.pattern})",
    re.IGNORECASE,
)
# Adds quotes.      With AP Photos.      (in the line after a note)
_GOES_ON = re.compile(
    r"(?:adds|updates|recasts|subs|trims|restores|corrects|clarifies)\b"
    r"|(?:with )?(?:ap )?(?:photos?|video|audio|graphics?)\b(?=.{0,40}$)",
    re.IGNORECASE,
)
# dpa NOTEBOOK      ## Notizblock      Editorial contacts      The following information is not intended ...
_TAIL = re.compile(
    r"(?:dpa[-\s]*)?(?:notizblock|notebook)\W*$|dpa[-\s]*(?:notizblock|notebook)\b"
    r"|(?:editorial|press|media|pr) (?:contacts?|enquiries|inquiries)\W*$|editorial contacts?\s*[:–-]"
    r"|redaktionelle hinweise\W*$|(?:contacts? )?for editors(?: only)?\W*$"
    r"|(?-i:NOT FOR PUBLICATION|NOT FOR BROADCAST|INTERNAL USE ONLY)\b(?! (?i:before|until|till|prior)\b)"
    r"|not for publication\W*$"
    r"|(?:the following|this) (?:information|details|contacts?|data|passage|text)\b.{0,30}\b(?:is|are) not"
    r" (?:intended |meant )?for (?:publication|broadcast)"
    r"|die folgenden (?:informationen|angaben)\b.{0,30}\bnicht (?:zur|für die) veröffentlichung",
    re.IGNORECASE,
)
# CORRECTS      Clarification
_CORRECTS_WITHIN = re.compile(rf"(?:{_CHANGES}|fix(?:es)?)\b", re.IGNORECASE)
_SPACE = re.compile(r"\s*")
# The wall fell.      (a line that is not empty, trimmed)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
# **      ##      ---      "
_DECORATION = re.compile(r"[\s*_#>\"“”«»=~|•–—-]*")
_FIRST_WORDS = (
    r"eds|editors?|eds?|notes?|nota|att(?:n|ention)|advisory|anmerkung|updates?|adds|recasts|subs|correct\w*"
    r"|clarif\w+|dpa|notizblock|notebook|editorial|press|media|pr|redaktionelle|contacts?|for editors|not"
    r"|internal|(?:the following|this) (?:information|details?|contacts?|data|passage|text)|die folgenden"
)
# Eds:      ## dpa      * Corrects      (amid the copy a line is looked at only when it begins so)
_TRIGGER = re.compile(rf"^[^\w\n]*_*(?P<at>)(?=(?:{_FIRST_WORDS})\b)", re.IGNORECASE | re.MULTILINE)


def tell_notices(text: str) -> tuple[Notice, ...]:
    """Tell the notices in a text: kills, embargoes, corrections, notes to editors, the tail after the copy.

    Kills, and what has no label of its own, are told at the top and the foot only. Notices do not overlap
    and are in order. A tail has copy before it; "not for publication" at the top holds the story instead.
    """
    return tuple(islice(_Finder(text).notices(), MOST))


def tell_note(words: str) -> tuple[Notice, ...]:
    """Tell what an editor's note says that stands in a field of its own, line by line."""
    found = list(tell_notices(words))
    for start, end in (line.span() for line in _LINE.finditer(words)):
        if kills_as_note(words[start:end]):
            found.append(Notice(span=(start, end), mark=Mark.KILL, words=words[start:end]))
    return tuple(found)


def _space_end(text: str, start: int, end: int) -> int:
    found = _SPACE.match(text, start, end)
    return found.end() if found else start


def _is_copy(line: str) -> bool:
    """Whether a line reads like copy: long, or ended by a stop."""
    return len(line) > LONGEST or len(line.split()) >= COPY_WORDS or line[-1:] in (*'.?!…"”’»。', "")


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [found.span() for found in _LINE.finditer(text)]
        self.found: list[Span] = []
        self.scanned = 0  # the first line that was not looked at for copy
        self.copy = False

    def notices(self) -> Iterator[Notice]:
        """In order, each beginning where the one before it ends or later."""
        at = 0
        for index in self.candidates():
            first, end = self.lines[index]
            start = _space_end(self.text, max(first, at), end)
            for _ in range(MOST_IN_LINE if start < end else 0):
                notice = self.at(index, start) if start < end else None
                if notice is None:
                    break
                yield notice
                self.found.append(notice.span)
                at = max(notice.span[1], start + 1)
                start = _space_end(self.text, at, end)

    def candidates(self) -> Sequence[int]:
        """The lines that can begin a notice: near the top or the foot, or by their first word."""
        starts = [start for start, _ in self.lines]
        told = {bisect_right(starts, found.start("at")) - 1 for found in _TRIGGER.finditer(self.text)}
        return sorted(told | {*range(min(HEAD_LINES, len(starts)))} | {*range(len(starts))[-FOOT_LINES:]})

    def is_outer(self, index: int) -> bool:
        """Whether a line is near the top or the foot."""
        return index < HEAD_LINES or index >= len(self.lines) - FOOT_LINES

    def has_copy(self, index: int) -> bool:
        """Whether copy stands above a line."""
        while self.scanned < index and not self.copy:
            start, end = self.lines[self.scanned]
            inside = any(first <= start < last for first, last in self.found)
            self.copy = not inside and _is_copy(self.text[start:end])
            self.scanned += 1
        return self.copy

    def at(self, index: int, start: int) -> Notice | None:
        """The notice that begins here, in a line or after another notice in it."""
        end = self.lines[index][1]
        line = self.text[start : min(end, start + LONGEST)]
        decoration = _DECORATION.match(line)
        core = line[decoration.end() if decoration else 0 :]
        if _TAIL.match(core) and self.has_copy(index):
            return self._tail(start, Mark.TAIL)
        more = index + 1 < len(self.lines)
        if more and _NOTES_TO_EDITORS.fullmatch(core) and self.has_copy(index):
            return self._tail(start, Mark.NOTE)
        return (self._outer(index, start, line, core) if self.is_outer(index) else None) or self._labelled(
            index, start, core
        )

    def _tail(self, start: int, mark: Mark) -> Notice:
        span = (start, len(self.text.rstrip()))
        return Notice(span=span, mark=mark, words=self.text[slice(*span)])

    def _outer(self, index: int, start: int, line: str, core: str) -> Notice | None:
        """A kill, an embargo, or what says by its first words only that it is for editors."""
        if kills(line):
            return self._noticed(start, self._end(index), Mark.KILL)
        hold = hold_of(line)
        if hold is not None:
            return self._held(index, start, hold.words, start + hold.end)
        if _IN_BRACKETS.match(core):
            return self._in_brackets(index, start)
        if _CORRECTS.match(core) or _THIS_STORY.match(core):
            return self._noticed(start, self._end(index), Mark.CORRECTION)
        return None

    def _held(self, index: int, start: int, words: str, end: int) -> Notice:
        following = self._next(index)
        if (
            following
            and end >= self.lines[index][1]
            and moment_of(words) is None
            and len(following) < 2 * WRAPPED
        ):
            both = f"{words} {following}"
            if moment_of(both) is not None:
                words, end = both, self.lines[index + 1][1]
        return Notice(span=(start, end), mark=Mark.HOLD, words=words)

    def _next(self, index: int) -> str:
        """The line after this one, when no empty line parts them."""
        if index + 1 >= len(self.lines) or self._parted(index):
            return ""
        return self.text[slice(*self.lines[index + 1])]

    def _parted(self, index: int) -> bool:
        return self.text.count("\n", self.lines[index][1], self.lines[index + 1][0]) > 1

    def _in_brackets(self, index: int, start: int) -> Notice:
        opening = next(at for at in range(start, start + LONGEST) if self.text[at] in "([")
        depth, end = 0, min(len(self.text), start + LONGEST_NOTE)
        for found in re.finditer(r"[()\[\]]|\n\s*\n", self.text[opening:end]):
            depth += 1 if found[0] in "([" else -1
            if depth <= 0 or found[0].startswith("\n"):
                close = opening + (found.end() if found[0] in ")]" else found.start())
                break
        else:
            close = self._end(index)
        mark = Mark.CORRECTION if _CORRECTS_WITHIN.search(self.text[opening:close]) else Mark.NOTE
        return self._noticed(start, close, mark)

    def _labelled(self, index: int, start: int, core: str) -> Notice | None:
        note = _NOTE.match(core)
        if note or _NOTE_ALONE.fullmatch(core):
            end = self._end(index)
            rest = core[note.end() :] if note else ""
            if not rest.strip():
                end = self._block_end(index + 1)
            words = self.text[start:end]
            corrects = _CORRECTS_WITHIN.match(rest) or _CORRECTS.search(rest)
            return self._noticed(start, end, Mark.CORRECTION if corrects else Mark.NOTE, words)
        if _CORRECTION.match(core):
            return self._noticed(start, self._end(index), Mark.CORRECTION)
        return None

    def _noticed(self, start: int, end: int, mark: Mark, words: str = "") -> Notice:
        words = " ".join((words or self.text[start:end]).split())
        return Notice(span=(start, end), mark=mark, words=_bare(words))

    def _end(self, index: int) -> int:
        """Where a note ends that begins in a line: it may be wrapped, or followed by more of the kind."""
        while index + 1 < len(self.lines) and not self._parted(index):
            line, following = (self.text[slice(*self.lines[at])] for at in (index, index + 1))
            wrapped = line[-1] == "," or (len(line) >= WRAPPED and line[-1] not in '.!?:"”)]')
            if not wrapped and not _GOES_ON.match(following):
                break
            index += 1
        return self.lines[index][1]

    def _block_end(self, index: int) -> int:
        """Where the lines end that no empty line parts; the text's end beyond the last line."""
        if index >= len(self.lines):
            return self.lines[-1][1]
        while index + 1 < len(self.lines) and not self._parted(index):
            index += 1
        return self.lines[index][1]


def _bare(words: str) -> str:
    """The words of a note without its label and the brackets around it."""
    words = words.strip(' *_#"“”=~|•')
    if words[:1] in ("(", "[") and words[-1:] in (")", "]"):
        words = words[1:-1].strip()
    for pattern in (_NOTE, _CORRECTION):
        found = pattern.match(words)
        if found and words[found.end() :].strip():
            words = words[found.end() :]
    return words.strip()

"""The text of a press release comes in; its labels, contacts and notes, which nobody reads aloud, go out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from broadcast.ingest.holds import hold_of
from broadcast.model import Reason, Unspoken
from broadcast.units import Span

TOP_LINES = 14
"""How many lines labels, contacts and an embargo may take before the body."""
COPY_WORDS = 14
"""A line with so many words is body copy."""
LABEL_CHARS = 70
END_CHARS = 40
NOTE_CHARS = 110
MOST_AFTER_END = 1.5
"""Times the words of the body that notes after its end mark may have; with more, another report follows."""

_LABELS = (
    r"(?:for )?immediate release",
    r"for (?:immediate )?(?:release|publication|broadcast)(?: (?:now|immediately))?",
    r"(?:for )?release (?:immediately|at will)",
    r"(?:press|news|media) (?:release|statement|advisory|notice|alert)",
    r"(?:joint press|official) statement",
    r"pressemitteilung|medienmitteilung|presseinformation|presseaussendung",
    r"zur sofortigen ver[öo]ffentlichung",
    r"communiqu[ée] de presse|pour diffusion imm[ée]diate",
    r"nota de prensa|comunicado de prensa|para (?:su )?publicaci[óo]n inmediata",
    r"comunicato stampa|nota [àa] imprensa|persbericht|pressmeddelande|pressemeddelelse|pressemelding",
)
# FOR IMMEDIATE RELEASE      Press release – 24 November 2026      NEWS RELEASE No. 12/2026:
_LABEL = re.compile(rf"\W*(?:{'|'.join(_LABELS)})\b(?P<rest>.*)", re.IGNORECASE)
# – 24 November 2026      : No. 12
_LABEL_REST = re.compile(r"\W*(?:(?:\w{1,3}\.? )?[\w.,:/-]*\d[\w.,:/ -]*|\w+ \d{1,2},? \d{4})?\W*")
# ENDS      - Ends -      ###      # # #      -30-      [END]      /ENDS/
_END = re.compile(r"(?:#\s?){2,}|\W{0,4}(?:30|(?i:ends?|end of (?:press |news )?release|fin|ende))\W{0,4}")
_READERS = (
    r"(?:the )?(?:news |picture )?"
    r"(?:editors?|journalists?|reporters|media|press|correspondents|(?:news ?)?desks?|redaktion\w*)"
)
# Notes to editors:      Note for journalists      Editors' notes      Background for the media
_NOTES = re.compile(
    r"\W*(?:(?:important )?(?:notes?|background|information|hinweise?)(?: information)?"
    rf" (?:to|for|an|f[üu]r) {_READERS}|editor(?:s['’]?|['’]s)? notes?|notes aux r[ée]dactions"
    r"|notas? (?:para|al?) (?:los )?editor(?:es)?)\b",
    re.IGNORECASE,
)
_CONTACT_WORD = (
    r"(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|queries|requests|relations|office|interviews|kontakt)"
)
# Media contact: Ana Ruiz      PRESS ENQUIRIES      Contact:      For media enquiries, contact
_CONTACT = re.compile(
    r"\W*(?:(?:for )?(?:(?:further|all|more) )?(?:media|press|news|journalists?|public)"
    rf" (?:and \w+ )?{_CONTACT_WORD}"
    r"|contacts?(?: (?:details|information|person|for (?:the )?(?:media|press)))?(?=\s*(?:[:–—-]|$))"
    r"|presse-?kontakt|contact presse|contactos? de prensa|contatti stampa)\b",
    re.IGNORECASE,
)
# For more information, please contact      For further details call      To arrange an interview, contact
_MORE = re.compile(
    r"\W*(?:for (?:more|further|additional|any) (?:\w+ ){0,2}(?:information|details|enquiries|queries)"
    r"|(?:to arrange|for) (?:an )?interviews?)\b"
    r"(?:[^.]{0,80}?\b(?:contact|call|e-?mail|visit|phone|see|please|at|on)\b|\W*$)",
    re.IGNORECASE,
)
# About Elsa Harbour Trust      ABOUT THE TRUST:
_ABOUT = re.compile(
    r"\W*(?:about|[üu]ber|[àa] propos de|acerca de|sobre) (?:the )?[\w’'&., -]{2,60}:?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a press release has around its copy.

    Attributes:
        parts: Where it stands; in order, not overlapping.
        is_release: Whether the text says that it is a press release.
        body_at: Where the copy begins: after labels, contacts and embargo.
    """

    parts: tuple[Unspoken, ...] = ()
    is_release: bool = False
    body_at: int = 0


def tell_release(text: str, *, start: int = 0, end: int | None = None) -> Release:
    """Tell what stands around the copy of a press release; in doubt it is copy.

    Args:
        text: The whole text.
        start: Where to begin: after a header that is known already.
        end: Where to stop: before a footer that is known already.
    """
    finder = _Finder(text, start, len(text) if end is None else end)
    finder.read_top()
    finder.read_foot()
    return Release(
        parts=tuple(finder.parts),
        is_release=finder.is_release,
        body_at=finder.lines[finder.body][0] if finder.body < len(finder.lines) else start,
    )


class _Finder:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.lines = list(_lines(text, start, end))
        self.parts: list[Unspoken] = []
        self.is_release = False
        self.body = 0  # the first line that is neither label nor contact

    def read_top(self) -> None:
        """Take labels, embargo and contacts from the top; a headline or a date may stand among them."""
        index = 0
        leading = True
        while index < min(TOP_LINES, len(self.lines) - 1):
            line = self.line(index)
            last = index
            if hold_of(line) is not None:
                self._mark(index, index, Reason.EDITORS_NOTE)
            elif _is_label(line):
                self.is_release = True
                self._mark(index, index, Reason.LAYOUT)
            elif _is_contact(line):
                last = self._paragraph_end(index)
                self._mark(index, last, Reason.EDITORS_NOTE)
            elif len(line.split()) >= COPY_WORDS:
                break
            else:
                leading = False
            index = last + 1
            self.body = index if leading else self.body

    def read_foot(self) -> None:
        """Take what follows the end mark, or else the first heading of notes or contacts below the copy."""
        marks = [
            index
            for index in range(self.body, len(self.lines))
            if self.lines[index][1] - self.lines[index][0] < END_CHARS and _END.fullmatch(self.line(index))
        ]
        # How many words stand above each line.
        above = (
            [0, *accumulate(len(self.line(index).split()) for index in range(len(self.lines)))]
            if marks
            else []
        )
        for index in marks:
            if 0 < above[-1] - above[index + 1] <= MOST_AFTER_END * (above[index] - above[self.body]):
                self._mark(index, index, Reason.LAYOUT)
                self._mark(index + 1, len(self.lines) - 1, Reason.EDITORS_NOTE)
                self.is_release = True
                return
        copy = next((at for at in range(self.body, len(self.lines)) if self._is_copy(at)), len(self.lines))
        for index in range(copy + 1, len(self.lines)):
            if self._begins_notes(index):
                self._mark(index, len(self.lines) - 1, Reason.EDITORS_NOTE)
                return
            if _MORE.match(self.line(index)) and self._stands_alone(index):
                self._mark(index, self._paragraph_end(index), Reason.EDITORS_NOTE)

    def line(self, index: int) -> str:
        """The words of a line."""
        return self.text[slice(*self.lines[index])]

    def _is_copy(self, index: int) -> bool:
        return len(self.line(index).split()) >= COPY_WORDS or self.line(index)[-1:] in '.!?”"'

    def _begins_notes(self, index: int) -> bool:
        line = self.line(index)
        if not self._stands_alone(index) or len(line) > NOTE_CHARS:
            return False
        if _NOTES.match(line) or _is_contact(line):
            return True
        return self.is_release and _ABOUT.fullmatch(line) is not None and line[-1] not in ".!?"

    def _stands_alone(self, index: int) -> bool:
        """Whether a line begins a paragraph."""
        return index == 0 or "\n\n" in self.text[self.lines[index - 1][1] : self.lines[index][0]].replace(
            " ", ""
        )

    def _paragraph_end(self, index: int) -> int:
        while index + 1 < len(self.lines) and not self._stands_alone(index + 1):
            index += 1
        return index

    def _mark(self, first: int, last: int, reason: Reason) -> None:
        span = (self.lines[first][0], self.lines[last][1])
        self.parts.append(Unspoken(span=span, reason=reason))


def _is_label(line: str) -> bool:
    found = _LABEL.match(line) if len(line) <= LABEL_CHARS else None
    return found is not None and _LABEL_REST.fullmatch(found["rest"]) is not None


def _is_contact(line: str) -> bool:
    """Media contact: Ana Ruiz, 555-0100; but no sentence such as "Press officers said ..."."""
    found = _CONTACT.match(line) if len(line) <= NOTE_CHARS else None
    if found is None:
        return False
    rest = line[found.end() :].strip()
    return not rest or rest[0] in ":–—-(,@+" or line.isupper()


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines that are not empty, trimmed."""
    at = start
    for line in text[start:end].split("\n"):
        body = line.strip()
        if body:
            first = at + len(line) - len(line.lstrip())
            yield first, first + len(body)
        at += len(line) + 1


def outside(parts: Sequence[Unspoken], told: Sequence[Unspoken], text: str) -> list[Unspoken]:
    """The parts of `told` that `parts` leave free, cut where they have to be, none of them blank."""
    free: list[Unspoken] = []
    for part in told:
        at = part.span[0]
        taken = [known.span for known in parts if known.span[0] < part.span[1] and known.span[1] > at]
        for start, end in [*sorted(taken), (part.span[1], part.span[1])]:
            piece = text[at:start]
            if piece.strip():
                first = at + len(piece) - len(piece.lstrip())
                free.append(Unspoken(span=(first, first + len(piece.strip())), reason=part.reason))
            at = max(at, end)
    return free

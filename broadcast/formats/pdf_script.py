"""The rows of a run-sheet in, pages to read on air from out."""

from broadcast.formats.columns import Entry
from broadcast.formats.pdf_paper import RULE, SOFT, Look, Paper
from broadcast.formats.pdf_strip import COLOURS, OTHER
from broadcast.formats.pdf_text import BOLD, PLAIN, Line, fitted, lines_of, width_of
from broadcast.formats.textfile import one_line, printable

_READ = Look(15)
"""Large enough for a desk."""

_HEAD = Look(10, BOLD)
_SMALL = Look(8.5, colour=SOFT)
_MARGIN = 74.0
"""Where the page of a row stands."""

_MEASURE = 600.0
"""How wide a line may be and still be read at a glance: some 75 letters."""


def write_script(paper: Paper, laid: list[Entry]) -> None:
    """The words of every row in large letters, from a new page on."""
    spoken = [entry for entry in laid if printable(entry.row.text).strip() or entry.row.clip]
    if not spoken:
        return
    paper.turn()
    paper.bookmark("Script")
    for entry in spoken:
        _write(paper, entry)


def _write(paper: Paper, entry: Entry) -> None:
    lines = lines_of(entry.row.text, PLAIN, _READ.size, _MEASURE)
    if paper.room < 24 + _READ.leading * min(len(lines), 2) + 14:
        paper.turn()
    paper.bookmark(f"{one_line(entry.row.page)} {one_line(entry.talent) or entry.row.form}", level=1)
    _write_head(paper, entry, went_on=False)
    for note in filter(None, (_heard(entry), entry.row.note and f"Note: {entry.row.note}")):
        paper.text(paper.left + _MARGIN, paper.y - 11, fitted(note, PLAIN, _SMALL.size, _MEASURE), _SMALL)
        paper.y -= 13
    paper.y -= 3
    start = paper.y
    for number, line in enumerate(lines):
        if paper.room < _READ.leading and _has_more(lines, number):
            _stripe(paper, entry, start)
            paper.text(paper.right, paper.y + 4, "(more)", Look(10, BOLD), "right")
            paper.turn()
            _write_head(paper, entry, went_on=True)
            paper.y -= 6
            start = paper.y
        paper.y = paper.block(paper.left + _MARGIN, paper.y, [line], _READ, _MEASURE)
    _stripe(paper, entry, start)
    paper.y -= 13


def _has_more(lines: list[Line], number: int) -> bool:
    return any(line.text for line in lines[number:])


def _write_head(paper: Paper, entry: Entry, *, went_on: bool) -> None:
    """Page, form, who, and at the right how long and when."""
    paper.rule(paper.y, 0.5, RULE)
    y = paper.y - 14
    paper.text(paper.left, y, fitted(entry.row.page, BOLD, 12, 40), Look(12, BOLD))
    colour = COLOURS.get(entry.row.kind, OTHER)[0]
    form = fitted(entry.row.form, BOLD, 7, 44)
    paper.text(paper.left, y - 10, form, Look(7, BOLD, SOFT if colour == OTHER[0] else colour))
    length = entry.between(entry.row.start, entry.row.end)
    times = f"at {entry.moment(entry.row.start)}" + (f"  {entry.hit:%H:%M:%S}" if entry.hit else "")
    paper.text(paper.right, y, length, Look(12, BOLD), "right")
    paper.text(paper.right, y - 10, times, Look(7, colour=SOFT), "right")
    who = fitted(entry.talent or entry.row.form, BOLD, _HEAD.size, 260)
    paper.text(paper.left + _MARGIN, y, who, _HEAD)
    beside = paper.left + _MARGIN + width_of(who, BOLD, _HEAD.size) + 8
    told = "(goes on)" if went_on else one_line(entry.row.title)
    paper.text(beside, y, fitted(told, PLAIN, _SMALL.size, paper.right - 60 - beside), _SMALL)
    paper.y = y - 4


def _stripe(paper: Paper, entry: Entry, start: float) -> None:
    """A bar in the row's colour beside its words."""
    colour = COLOURS.get(entry.row.kind, OTHER)[0]
    paper.box(paper.left + _MARGIN - 10, paper.y - 3, 2.5, start - paper.y, colour)


def _heard(entry: Entry) -> str:
    """Which voice is heard, made or not."""
    if entry.row.clip:
        return entry.heard if not entry.row.voice else f"synthetic voice {entry.heard}"
    return f"synthetic voice {entry.row.voice}" if entry.row.voice else ""

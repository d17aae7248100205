"""Run-sheet and sound in, `runsheet.pdf` out: the sheet as on screen, then the script to read from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadcast.formats import manifest
from broadcast.formats.columns import (
    Column,
    Entry,
    checks,
    entries,
    heading,
    on_air_text,
    present,
    running_time,
)
from broadcast.formats.exporter import Delivery
from broadcast.formats.pdf_paper import INK, RULE, SIZES, SOFT, Facts, Look, Paper
from broadcast.formats.pdf_script import write_script
from broadcast.formats.pdf_strip import COLOURS, OTHER, draw_strip
from broadcast.formats.pdf_text import BOLD, PLAIN, Line, fitted, lines_of, load_fonts, width_of
from broadcast.formats.strip import Strip, strip_of
from broadcast.formats.textfile import one_line, unwritable

_SHOWN = (
    *("page", "form", "talent", "in_cue", "out_cue", "words", "wpm", "estimate_s"),
    *("trt_s", "hit", "start_s", "pause_s", "cume_s"),
    *("lufs", "level", "status"),
)
# Key -> its share of the width that times and counts leave
_SHARES = {"talent": 3.2, "in_cue": 2.6, "out_cue": 2.6, "level": 1.7, "status": 1.4}

_MADE = (
    "Each voice listed here is a synthetic voice, made by software. The people quoted did not record these "
    "words; their quotations are read out from the report."
)
_GIVEN = "These rows play a recording that was given with the report. Its sound is not made by this program."

_CELL = Look(8)
_NAME = Look(8, BOLD)
_BELOW = Look(6.5, colour=SOFT)
_TITLES = Look(6.5, BOLD, SOFT)
_GAP = 7.0
_STRIPE = 3.0
_PAD = 3.0


class PrintedSheet:
    """The run-sheet for paper."""

    name = "pdf"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `runsheet.pdf`.

        Raises:
            PackageError: It cannot be written, or the WAV cannot be read.
        """
        path = delivery.folder / "runsheet.pdf"
        try:
            path.write_bytes(render(delivery, strip_of(delivery, most_ticks=12)))
        except OSError as error:
            raise unwritable(path, error) from error
        return [path]


def render(delivery: Delivery, strip: Strip | None) -> bytes:
    """The PDF: picture, table, script, voices, what is not heard; the same bytes for the same delivery.

    Args:
        delivery: Its run-sheet, station and moment.
        strip: Waveform and loudness; None leaves them out.
    """
    sheet = delivery.runsheet
    laid = list(entries(sheet))
    paper = Paper(facts=_facts(delivery), size=SIZES.get(delivery.choices.paper, SIZES["a4"]))
    paper.bookmark("Run-sheet")
    _write_head(paper, delivery)
    if strip:
        draw_strip(paper, strip)
    _Table(paper=paper, columns=_sized(paper, present(_SHOWN, laid), laid), estimated=sheet.estimated).write(
        laid
    )
    _write_total(paper, delivery)
    write_script(paper, laid)
    _write_lists(paper, delivery)
    return paper.finished()


def _facts(delivery: Delivery) -> Facts:
    sheet = delivery.runsheet
    name = one_line(sheet.headline or sheet.slug) or "Run-sheet"
    slug = one_line(sheet.slug).upper()
    timing = "ESTIMATED, not rendered yet" if sheet.estimated else ""
    on_air = on_air_text(sheet)
    head = (slug, f"TRT {running_time(sheet)}", on_air and f"on air {on_air}", timing)
    made = f"made {delivery.created:%Y-%m-%d %H:%M}"
    return Facts(
        title=name,
        author=one_line(delivery.station),
        subject=f"Run-sheet; {manifest.statement(sheet)}",
        keywords=", ".join(filter(None, (slug, "run-sheet", sheet.profile))),
        language=sheet.language,
        producer=manifest.generator(),
        created=delivery.created,
        head="  ·  ".join(filter(None, head)),
        foot="  ·  ".join((one_line(delivery.station), made, _statement(delivery))),
    )


def _statement(delivery: Delivery) -> str:
    made = manifest.statement(delivery.runsheet)
    return made[:1].upper() + made[1:]


def _write_head(paper: Paper, delivery: Delivery) -> None:
    """Headline and running time, what the sheet is of, and its levels."""
    sheet = delivery.runsheet
    big = Look(26, BOLD)
    length = running_time(sheet)
    paper.text(paper.right, paper.y - 20, length, big, "right")
    mark = "TRT, ESTIMATED" if sheet.estimated else "TRT"
    paper.text(paper.right, paper.y - 31, mark, Look(7, BOLD, SOFT), "right")
    title = Look(17, BOLD)
    room = paper.width - width_of(length, BOLD, big.size) - 24
    lines = lines_of(sheet.headline or sheet.slug, BOLD, title.size, room)[:2]
    paper.y = min(paper.block(paper.left, paper.y, lines, title, room), paper.y - title.leading)
    facts = Look(8, colour=SOFT)
    for text in (" · ".join(_told(delivery)), " · ".join(_levels(delivery))):
        paper.y -= 12
        paper.text(paper.left, paper.y, fitted(text, PLAIN, facts.size, room), facts)
    paper.y -= 9


def _told(delivery: Delivery) -> Iterator[str]:
    sheet = delivery.runsheet
    yield one_line(sheet.slug).upper()
    yield one_line(delivery.station)
    if on_air := on_air_text(sheet):
        yield f"on air {on_air}"
    yield f"{len(sheet.rows)} row{'' if len(sheet.rows) == 1 else 's'}"
    yield f"{sheet.words} words"
    if sheet.source_name:
        yield f"from {one_line(sheet.source_name)}"


def _levels(delivery: Delivery) -> Iterator[str]:
    sheet = delivery.runsheet
    yield f"profile {one_line(sheet.profile)}"
    for check in checks(sheet):
        wanted = f" ({check.wanted})" if check.wanted else ""
        yield f"{check.name.lower()} {check.reading} {check.verdict}".strip() + wanted
    if not checks(sheet):
        yield "loudness not measured yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A column on paper."""

    column: Column
    x: float
    width: float


def _sized(paper: Paper, columns: list[Column], laid: list[Entry]) -> list[_Cell]:
    """Times and counts as wide as they are; what is left goes to names and words by their shares."""
    load_fonts()
    fixed = {column.key: _widest(column, laid) for column in columns if column.key not in _SHARES}
    left = paper.width - _STRIPE - _GAP * len(columns) - sum(fixed.values())
    shares = sum(_SHARES[column.key] for column in columns if column.key in _SHARES) or 1
    cells, x = [], paper.left + _STRIPE + _GAP / 2
    for column in columns:
        width = fixed.get(column.key) or left * _SHARES[column.key] / shares
        cells.append(_Cell(column=column, x=x, width=width))
        x += width + _GAP
    return cells


def _widest(column: Column, laid: list[Entry]) -> float:
    below = [width_of(line, PLAIN, _BELOW.size) for entry in laid for line in _below(column, entry)]
    cells = [width_of(column.text(entry), BOLD, _CELL.size) for entry in laid]
    return min(max([width_of(f"{column.heading}", BOLD, _TITLES.size), *below, *cells]) + 0.5, 90)


def _below(column: Column, entry: Entry) -> tuple[str, ...]:
    """Small lines in a cell, below what it says."""
    if column.key == "talent":
        return tuple(filter(None, (one_line(entry.row.title), entry.heard)))
    return entry.levels if column.key == "lufs" else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The rows, with the headings on every page."""

    paper: Paper
    columns: list[_Cell]
    estimated: bool

    def write(self, laid: list[Entry]) -> None:
        self._write_headings()
        for entry in laid:
            cells = [self._lines(cell, entry) for cell in self.columns]
            height = max((sum(look.leading for _, look in lines) for lines in cells), default=0) + 2 * _PAD
            if self.paper.room < height:
                self.paper.turn()
                self._write_headings()
            self._write_row(entry, cells, height)

    def _write_headings(self) -> None:
        paper = self.paper
        paper.y -= 11
        for cell in self.columns:
            name = fitted(
                heading(cell.column, estimated=self.estimated), BOLD, _TITLES.size, cell.width + _GAP - 2
            )
            right = cell.column.align == "right"
            paper.text(cell.x + cell.width if right else cell.x, paper.y, name, _TITLES, cell.column.align)
        paper.y -= 4
        paper.rule(paper.y, 0.9, INK)

    def _lines(self, cell: _Cell, entry: Entry) -> list[tuple[Line, Look]]:
        """What stands in a cell, line by line."""
        look = _look(cell.column, entry)
        text = cell.column.text(entry)
        lines = [(line, look) for line in lines_of(text, look.font, look.size, cell.width)[:4]]
        for below in _below(cell.column, entry):
            lines += [(line, _BELOW) for line in lines_of(below, PLAIN, _BELOW.size, cell.width)[:3]]
        return lines

    def _write_row(self, entry: Entry, cells: list[list[tuple[Line, Look]]], height: float) -> None:
        paper, top = self.paper, self.paper.y
        ink, wash = COLOURS.get(entry.row.kind, OTHER)
        paper.box(paper.left, top - height, paper.width, height, wash)
        paper.box(paper.left, top - height, _STRIPE, height, ink)
        for cell, lines in zip(self.columns, cells, strict=True):
            y = top - _PAD
            for line, look in lines:
                y -= look.leading
                right = cell.column.align == "right" or line.from_right
                x = cell.x + cell.width if right else cell.x
                paper.text(x, y + look.leading * 0.26, line.text, look, "right" if right else "left")
        paper.y = top - height
        paper.rule(paper.y)


def _look(column: Column, entry: Entry) -> Look:
    """How a cell looks; what is amiss is bold too, so that it shows without colour."""
    text = column.text(entry)
    if column.key in ("level", "status") and text.startswith(("fail", "check")):
        return Look(8, BOLD, "#A3140D")
    if column.key == "form":
        ink = COLOURS.get(entry.row.kind, OTHER)[0]
        return Look(7.5, BOLD, SOFT if ink in (OTHER[0], "#7A8494") else ink)
    if column.key in ("page", "talent", "trt_s"):
        return _NAME
    return Look(7.5, colour=SOFT) if column.key in ("in_cue", "out_cue") else _CELL


def _write_total(paper: Paper, delivery: Delivery) -> None:
    sheet = delivery.runsheet
    if paper.room < 18:
        paper.turn()
    estimated = ", estimated" if sheet.estimated else ""
    paper.y -= 13
    paper.text(paper.left + _STRIPE + _GAP / 2, paper.y, f"Total running time{estimated}", _NAME)
    paper.text(paper.right, paper.y, running_time(sheet), Look(11, BOLD), "right")
    paper.y -= 5
    paper.rule(paper.y, 1.2, INK)


def _write_lists(paper: Paper, delivery: Delivery) -> None:
    """Who speaks with which voice, which recordings are heard, and what of the report is not."""
    sheet = delivery.runsheet
    clips = list(dict.fromkeys(one_line(row.clip) for row in sheet.rows if row.clip))
    voices = [(one_line(who), one_line(voice)) for who, voice in sheet.voices.items()]
    lists = (
        ("Voices", _MADE, voices),
        ("Recordings", _GIVEN, [("Recording", clip) for clip in clips]),
        ("Not heard", "", [(one_line(reason), one_line(words)) for words, reason in sheet.unspoken]),
    )
    if any(pairs for _, _, pairs in lists):
        paper.turn()
    for title, statement, pairs in lists:
        if pairs:
            paper.heading(title)
            paper.paragraph(statement, _CELL, width=560)
            paper.y -= 3
            for name, text in pairs:
                _write_pair(paper, name, text)
            paper.y -= 8


def _write_pair(paper: Paper, name: str, text: str) -> None:
    column = 150.0
    names = lines_of(name, BOLD, _NAME.size, column - 10)[:3]
    texts = lines_of(text, PLAIN, _CELL.size, paper.width - column)
    if paper.room < _CELL.leading * min(max(len(names), len(texts)), 4) + 5:
        paper.turn()
    paper.rule(paper.y, colour=RULE)
    top = paper.y = paper.y - 2
    end = paper.block(paper.left, top, names, _NAME, column - 10)
    for line in texts:
        if paper.room < _CELL.leading:
            paper.turn()
            end = paper.y
        paper.y = paper.block(paper.left + column, paper.y, [line], _CELL, paper.width - column)
    paper.y = min(paper.y, end) - 3

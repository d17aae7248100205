"""RunSheet in, `runsheet.xlsx` out: as on screen, times as numbers to reckon with, ready to print."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from broadcast.formats.textfile import one_line, printable, unwritable
from broadcast.model import Kind
from broadcast.units import seconds

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook as Book
    from xlsxwriter.worksheet import Worksheet

_SHOWN = (
    *("page", "form", "talent", "title", "in_cue", "out_cue", "words", "wpm", "estimate_s", "trt_s"),
    *("hit", "start_s", "end_s", "pause_s", "cume_s", "lufs", "max_short_term_lufs", "true_peak_dbtp"),
    *("level", "status", "voice", "note"),
)
_WIDTHS = {
    "page": 7, "form": 10, "talent": 20, "title": 24, "in_cue": 28, "out_cue": 28, "words": 7, "wpm": 6,
    "hit": 10, "lufs": 7, "max_short_term_lufs": 7, "true_peak_dbtp": 7, "level": 14, "status": 14,
    "voice": 26, "note": 28,
}  # fmt: skip
_TIME_WIDTH = 9.5
_SUMMED = ("words", "estimate_s", "trt_s", "pause_s")

_LENGTH = "[m]:ss.0"
"""Minutes, also above an hour: 75:03.2."""

_DAY_S = 86_400

# Kind -> ink and paper, as on the page; they differ in brightness too, for print in black and white
_COLOURS: Mapping[Kind, tuple[str, str]] = {
    Kind.ANCHOR: ("#0B5CAD", "#E3EEF9"),
    Kind.HEADLINE: ("#0B5CAD", "#E3EEF9"),
    Kind.FIELD: ("#0A6B5A", "#DDF0EA"),
    Kind.SOUNDBITE: ("#6D28D9", "#EFE6FD"),
    Kind.CLIP: ("#6D28D9", "#EFE6FD"),
    Kind.LEAD_IN: ("#566072", "#F4F6F9"),
}
_PLAIN = ("#566072", "#FFFFFF")

# Excel's numbers for paper
_PAPERS = {"a4": 9, "letter": 1}

_LONGEST = 32_000
"""A cell of Excel holds 32,767 UTF-16 units."""

_NOTE = 250
"""What Excel takes in a header or footer is 255."""


class Workbook:
    """The run-sheet as an Excel workbook."""

    name = "xlsx"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `runsheet.xlsx`.

        Raises:
            PackageError: It cannot be written.
        """
        path = delivery.folder / "runsheet.xlsx"
        try:
            path.write_bytes(render(delivery))
        except OSError as error:
            raise unwritable(path, error) from error
        return [path]


def render(delivery: Delivery) -> bytes:
    """The workbook: the sheet, what is not heard, the script; the same bytes for the same delivery.

    Text is written as text, whatever it begins with: only the sums are formulas, and those are ours.
    """
    from xlsxwriter import Workbook as NewBook

    stream = io.BytesIO()
    book = NewBook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_date_format": "yyyy-mm-dd hh:mm:ss",
        },
    )
    sheet = delivery.runsheet
    book.set_properties(
        {
            "title": _cut(sheet.headline or sheet.slug, _NOTE),
            "subject": "Run-sheet",
            "author": _cut(delivery.station, _NOTE),
            "keywords": _cut(f"{sheet.slug}, run-sheet", _NOTE),
            "comments": _cut(manifest.statement(sheet), _NOTE),
            "created": delivery.created.astimezone(UTC).replace(tzinfo=None),
        }
    )
    _RunSheet(book=book, delivery=delivery).write()
    if sheet.unspoken:
        _write_unspoken(book, delivery)
    _write_script(book, delivery)
    book.close()
    return stream.getvalue()


@dataclass(kw_only=True)
class _RunSheet:
    """The first sheet, written from the top."""

    book: "Book"
    delivery: Delivery
    formats: dict[tuple[tuple[str, Any], ...], "Format"] = field(default_factory=dict)

    def write(self) -> None:
        sheet = self.delivery.runsheet
        laid = list(entries(sheet))
        columns = present(_SHOWN, laid)
        page = self.book.add_worksheet("Run-sheet")
        first = self._write_head(page) + 1
        for place, column in enumerate(columns):
            style = self._style(
                bold=True, bottom=2, align=column.align, font_color="#566072", valign="bottom"
            )
            page.write_string(first, place, heading(column, estimated=sheet.estimated), style)
            page.set_column(place, place, _WIDTHS.get(column.key, _TIME_WIDTH))
        for row, entry in enumerate(laid, start=first + 1):
            for place, column in enumerate(columns):
                self._write_cell(page, (row, place), column, entry)
        last = first + len(laid)
        self._write_sums(page, columns, laid, (first + 1, last))
        _set_print(page, self.delivery, repeated=first)
        page.print_area(0, 0, last + 1, len(columns) - 1)
        page.freeze_panes(first + 1, 1)
        if laid:
            page.autofilter(first, 0, last, len(columns) - 1)

    def _write_head(self, page: "Worksheet") -> int:
        """What the sheet is of, in five rows; the number of the row below them."""
        sheet = self.delivery.runsheet
        page.set_row(0, 26)
        title = self._style(bold=True, font_size=18, valign="vcenter")
        page.write_string(0, 0, _cut(sheet.headline or sheet.slug), title)
        soft = self._style(font_color="#566072")
        page.write_string(1, 0, _cut(" · ".join(self._facts())), soft)
        page.write_string(2, 0, "TRT", self._style(bold=True))
        length = self._style(bold=True, font_size=12, num_format=_LENGTH, align="left")
        page.write_number(2, 1, seconds(sheet.trt, sheet.rate_hz) / _DAY_S, length)
        page.write_string(
            2, 2, "estimated" if sheet.estimated else "rendered", self._style(bold=sheet.estimated)
        )
        failed = any(check.passed is False for check in checks(sheet))
        told = self._style(bold=True, font_color="#B3261E" if failed else "#0A6B3D")
        page.write_string(2, 3, _cut(" · ".join(_levels(self.delivery)), _LONGEST), told)
        made = [f"{who}: {voice}" for who, voice in sheet.voices.items()]
        page.write_string(
            3, 0, _cut(f"Synthetic voices: {'; '.join(made)}" if made else "No synthetic voices"), soft
        )
        return 4

    def _facts(self) -> Iterator[str]:
        sheet = self.delivery.runsheet
        yield sheet.slug.upper()
        yield self.delivery.station
        if on_air := on_air_text(sheet):
            yield f"on air {on_air}"
        yield f"{len(sheet.rows)} rows"
        yield f"{sheet.words} words"
        if sheet.source_name:
            yield f"from {sheet.source_name}"
        yield f"made {self.delivery.created:%Y-%m-%d %H:%M}"

    def _write_cell(self, page: "Worksheet", at: tuple[int, int], column: Column, entry: Entry) -> None:
        ink, paper = _COLOURS.get(entry.row.kind, _PLAIN)
        looks: dict[str, Any] = {"bg_color": paper, "bottom": 4, "bottom_color": "#9FABBD", "valign": "top"}
        looks |= {"align": column.align} if column.align == "right" else {"text_wrap": True}
        if column.key in ("page", "form"):
            looks |= {"bold": True, "font_color": ink}
        if column.key == "trt_s":
            looks["bold"] = True
        if column.text(entry).startswith(("fail", "check")):
            looks |= {"bold": True, "font_color": "#B3261E" if column.key == "level" else "#7A4B00"}
        number = column.number(entry) if column.number else None
        if column.key == "hit" and entry.hit and entry.hit.year >= 1900:
            page.write_datetime(
                *at, entry.hit.replace(tzinfo=None), self._style(num_format="hh:mm:ss", **looks)
            )
        elif number is None and not column.text(entry):
            page.write_blank(*at, None, self._style(**looks))
        elif number is None:
            page.write_string(*at, _cut(column.text(entry)), self._style(**looks))
        elif column.key.endswith("_s"):
            page.write_number(*at, number / _DAY_S, self._style(num_format=_LENGTH, **looks))
        else:
            form = "0.0" if isinstance(number, float) else "0"
            page.write_number(*at, number, self._style(num_format=form, **looks))

    def _write_sums(
        self, page: "Worksheet", columns: list[Column], laid: list[Entry], rows: tuple[int, int]
    ) -> None:
        """A row of sums, worked out here too, for readers that do not."""
        from xlsxwriter.utility import xl_range

        first, last = rows
        row = last + 1
        for place, column in enumerate(columns):
            form = _LENGTH if column.key.endswith("_s") else "0"
            style = self._style(bold=True, top=2, num_format=form, align=column.align)
            if column.key in _SUMMED and column.number and laid:
                share = _DAY_S if column.key.endswith("_s") else 1
                total = sum(column.number(entry) or 0 for entry in laid) / share
                page.write_formula(row, place, f"=SUM({xl_range(first, place, last, place)})", style, total)
            else:
                page.write(row, place, "SUM" if place == 0 else None, style)

    def _style(self, **looks: Any) -> "Format":
        """A format, made once for each look."""
        key = tuple(sorted(looks.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(dict(looks))
        return self.formats[key]


def _levels(delivery: Delivery) -> Iterator[str]:
    sheet = delivery.runsheet
    yield sheet.profile
    for check in checks(sheet):
        yield f"{check.reading} {check.verdict}".strip()
    if not checks(sheet):
        yield "not measured yet"


def _write_script(book: "Book", delivery: Delivery) -> None:
    """The words, as printed, large enough to read on air."""
    page = book.add_worksheet("Script")
    head = book.add_format({"bold": True, "bottom": 2, "font_color": "#566072"})
    name = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    text = book.add_format({"font_size": 14, "valign": "top", "text_wrap": True})
    for place, (title, width) in enumerate((("PAGE", 7), ("WHO", 22), ("TEXT", 90), ("TRT", 9))):
        page.set_column(place, place, width)
        page.write_string(0, place, title, head)
    length = book.add_format({"valign": "top", "num_format": _LENGTH})
    spoken = [entry for entry in entries(delivery.runsheet) if entry.row.text.strip()]
    for row, entry in enumerate(spoken, start=1):
        who = f"{entry.talent}\n{entry.row.title}".strip() if entry.row.title else entry.talent
        page.write_string(row, 0, _cut(entry.row.page), name)
        page.write_string(row, 1, _cut(who), name)
        page.write_string(row, 2, _cut(entry.row.text), text)
        page.write_number(row, 3, entry.between_s(entry.row.start, entry.row.end) / _DAY_S, length)
    page.freeze_panes(1, 0)
    _set_print(page, delivery, repeated=0)


def _write_unspoken(book: "Book", delivery: Delivery) -> None:
    page = book.add_worksheet("Unspoken")
    head = book.add_format({"bold": True, "bottom": 2, "font_color": "#566072"})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    for place, (title, width) in enumerate((("REASON", 30), ("WORDS OF THE REPORT THAT ARE NOT HEARD", 100))):
        page.set_column(place, place, width)
        page.write_string(0, place, title, head)
    for row, (words, reason) in enumerate(delivery.runsheet.unspoken, start=1):
        page.write_string(row, 0, _cut(reason), plain)
        page.write_string(row, 1, _cut(words), plain)
    page.freeze_panes(1, 0)
    _set_print(page, delivery, repeated=0)


def _set_print(page: "Worksheet", delivery: Delivery, *, repeated: int) -> None:
    """Landscape, as wide as the paper, the heading on each sheet, and what it is of at its foot."""
    sheet = delivery.runsheet
    page.set_landscape()
    page.set_paper(_PAPERS.get(delivery.choices.paper, _PAPERS["a4"]))
    page.fit_to_pages(1, 0)
    page.repeat_rows(repeated)
    page.set_margins(left=0.4, right=0.4, top=0.55, bottom=0.7)
    timing = "ESTIMATED   " if sheet.estimated else ""
    slug = _cut(sheet.slug.upper(), 60).replace("&", "&&")
    page.set_header(f"&L{slug}&R{timing}TRT {running_time(sheet)}")
    made = _cut(manifest.statement(sheet), 140).replace("&", "&&")
    page.set_footer(f"&L&8{made}&R&8&P of &N")


def _cut(text: str, most: int = _LONGEST) -> str:
    """Text that a cell can hold: no control characters, and no longer than Excel takes."""
    text = printable(text).strip() if most == _LONGEST else one_line(text)
    if len(text.encode("utf-16-le")) // 2 <= most:
        return text
    return text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"

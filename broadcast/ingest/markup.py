"""A tree of NITF, XHTML or HTML comes in; its plain text goes out, with what of it is not body copy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import TYPE_CHECKING

from broadcast.errors import ReportError
from broadcast.ingest.decode import clean
from broadcast.ingest.paragraphs import LINE, PARAGRAPH, Mark, Paragraphs
from broadcast.ingest.xml import TAG_LIMIT, local
from broadcast.model import Reason, Unspoken
from broadcast.units import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_ELEMENTS = {
    kind: frozenset(names.split())
    for kind, names in {
        "headings": "h1 h2 h3 h4 h5 h6 hl1 hl2 hedline subhead subheadline crosshead",
        "silent in a line": "script style img map input button area rt rp del template noscript svg",
        "silent blocks": "head title meta link base iframe frame object embed applet math canvas audio video"
        " picture select textarea datalist progress meter dialog nav menu figcaption media media-caption"
        " media-producer media-reference media-metadata media-object nitf-table-metadata key-list",
        "copy": "p para paragraph div section article main header footer hgroup address block blockquote bq"
        " pre hr body body.head body.content body.end abstract lead lede form fieldset legend details summary"
        " center figure nitf nitf-table custom-table html inlinexml inlinedata datacontent story table",
        "lists": "ul ol dl dir",
        "items": "li dt dd tr thead tbody tfoot",
        "cells": "td th",
        "grid": "ul ol dl dir table",
        "in a line": "a abbr acronym addressee alt-code b bdi bdo big br cite classifier code content chron"
        " data del dfn em event font frac frac-den frac-num frac-sep function i ins kbd label lang location"
        " mark money nobr num object.title org output person postaddr pronounce q ruby rb s samp small span"
        " strike strong sub sup time tt u var virtloc wbr",
        "parts of a grid": "p div blockquote pre hr section article",
    }.items()
}
HEADINGS = _ELEMENTS["headings"]
_SILENT_BLOCKS = _ELEMENTS["silent blocks"]
_SILENT = _ELEMENTS["silent in a line"] | _SILENT_BLOCKS
_COPY, _LISTS, _ITEMS, _CELLS = (_ELEMENTS[kind] for kind in ("copy", "lists", "items", "cells"))
_IN_LINE = _ELEMENTS["in a line"] | _ELEMENTS["silent in a line"]
_GRID, _GRID_PARTS = _ELEMENTS["grid"], _ELEMENTS["parts of a grid"] | HEADINGS
_ASIDES = {
    "aside": Reason.LAYOUT,
    "caption": Reason.LAYOUT,
    "fn": Reason.LAYOUT,
    "note": Reason.EDITORS_NOTE,
    "byline": Reason.BYLINE,
    "tagline": Reason.BYLINE,
    "dateline": Reason.DATELINE,
    "copyrite": Reason.CREDIT,
    "copyright": Reason.CREDIT,
    "credit": Reason.CREDIT,
    "datasource": Reason.CREDIT,
    "distributor": Reason.CREDIT,
}
_KNOWN = _COPY | _LISTS | _ITEMS | _CELLS | HEADINGS | _IN_LINE | _SILENT | _ASIDES.keys()
# display:none      visibility: hidden      mso-hide:all
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_OPENING_MARKS = '"“‘«‹„‚「『《'
_QUOTATION_MARKS = _OPENING_MARKS + "'”’»›"
_QUOTE_DEPTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """Markup as plain text.

    Attributes:
        text: Paragraphs parted by an empty line, items of a list and rows of a table one a line,
            cells parted by tabs.
        headings: Where the headings stand in `text`, in order.
        asides: What stands in `text` and is no body copy: bylines, credits, notes, boxes. In order; they
            do not overlap each other or a heading.
    """

    text: str
    headings: tuple[Span, ...] = ()
    asides: tuple[Unspoken, ...] = ()


def render_markup(*roots: "_Element") -> Markup:
    """Write elements and all below them as plain text, in one pass whatever their depth.

    Every word of the copy stands in the text once. Scripts, pictures with their captions, navigation and
    what is struck out or hidden leave nothing; `<q>` has quotation marks; a numbered list keeps its numbers.
    The elements come from any XML or HTML parser; names count without namespace and in any case.
    """
    writer = _Writer()
    for root in roots:
        for step, element in _walk(root):
            name = local(element).lower()
            if step is _Step.CLOSE:
                writer.close(name)
            elif step is _Step.OPEN:
                writer.open(name, element)
                writer.copy.write(element.text or "", kept=writer.keeps)
            elif name in _SILENT_BLOCKS:
                writer.part()
            if step is not _Step.OPEN and element is not root:
                writer.copy.write(element.tail or "", kept=writer.keeps)
    return writer.finish()


def html_tree(source: str, title: str) -> "_Element | None":
    """The tree of HTML, a page or a fragment; None when there is nothing in it.

    Raises:
        ReportError: It has too many tags, or nests them too deeply.
    """
    if not source.strip():
        return None
    if source.count("<") > TAG_LIMIT:
        raise ReportError(f"{title} has more than {TAG_LIMIT:,} tags", hint="cut it into several reports")
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = etree.fromstring(clean(source).encode("utf-8", errors="replace"), parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReportError(f"{title} nests its elements too deeply", hint="this is no news report")
    return root


class _Step(Enum):
    OPEN = auto()
    CLOSE = auto()
    PASS = auto()


def _walk(root: "_Element") -> Iterator[tuple[_Step, "_Element"]]:
    """Each element as it opens and as it closes; a silent one is passed, with all below it."""
    if _is_silent(root):
        return
    yield _Step.OPEN, root
    ways = [(root, iter(root))]
    while ways:
        element, rest = ways[-1]
        child = next(rest, None)
        if child is None:
            ways.pop()
            yield _Step.CLOSE, element
        elif _is_silent(child):
            yield _Step.PASS, child
        else:
            yield _Step.OPEN, child
            ways.append((child, iter(child)))


def _is_silent(element: "_Element") -> bool:
    name = local(element).lower()
    if not name or name in _SILENT or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and _HIDDEN.search(style) is not None


@dataclass(slots=True)
class _Open:
    """An element that is open: whether line ends are kept in it, whether it is a block of no known name."""

    element: "_Element"
    keeps: bool
    parts: bool
    alone: bool | None = None  # whether it holds elements only


class _Writer:
    """Takes elements as they open and close."""

    def __init__(self) -> None:
        self.copy = Paragraphs()
        self.headings: list[Span] = []
        self.asides: list[Unspoken] = []
        self.nest: list[_Open] = []
        self.paragraphs = 0
        self.numbers: list[int | None] = []  # of the next item, one an open list
        self.cells: list[bool] = []  # whether a cell is one of a row, one an open cell
        self.in_row = False  # whether the row has a cell already
        self.marks: list[tuple[Mark, str] | None] = []  # one an open heading or aside
        self.quotes: list[str] = []  # the closing mark, one an open <q>
        self.raised: list[tuple[int, int]] = []

    @property
    def keeps(self) -> bool:
        """Whether line ends are kept here."""
        return bool(self.nest) and self.nest[-1].keeps

    def part(self, gap: str = PARAGRAPH) -> None:
        """A block begins or ends here; in a list it is a line, in the cell of a row a space."""
        if self.cells and self.cells[-1]:
            self.copy.write(" ")
        else:
            self.copy.end(LINE if self.numbers else gap)

    def open(self, name: str, element: "_Element") -> None:
        """Begin an element."""
        keeps = name == "pre" or _space(element) == "preserve" or self.keeps
        parts = name not in _KNOWN and self._is_alone()
        self.nest.append(_Open(element=element, keeps=keeps, parts=parts))
        if parts:
            self.part()
        elif name in HEADINGS or name in _ASIDES:
            self._open_marked(name)
        elif name in _COPY or name in _ITEMS:
            self.part(LINE if name in _ITEMS else PARAGRAPH)
            self.paragraphs += name == "p"
            self._open_item(name)
        elif name in _LISTS:
            self.part()
            start = element.get("start") or "1"
            # a number of up to nine digits; others count from 1
            first = int(start) if start.isdecimal() and len(start) < 10 else 1
            self.numbers.append(first if name == "ol" else None)
        elif name in _CELLS:
            self._open_cell(element)
        else:
            self._open_in_line(name, element)

    def close(self, name: str) -> None:
        """End an element."""
        parts = self.nest.pop().parts
        if parts:
            self.part()
        elif name in HEADINGS or name in _ASIDES:
            self._close_marked(name)
        elif name in _COPY or name in _ITEMS:
            self.paragraphs -= name == "p"
            self.part(LINE if name in _ITEMS else PARAGRAPH)
        elif name in _LISTS:
            self.part()
            self.numbers.pop()
            self.copy.prefix = ""
            self.part()
        elif name in _CELLS:
            if not self.cells.pop():
                self.part()
        else:
            self._close_in_line(name)

    def finish(self) -> Markup:
        """All that was written."""
        self.copy.end(PARAGRAPH)
        text = self.copy.text
        return Markup(text=text, headings=tuple(self.headings), asides=tuple(self.asides))

    def _is_alone(self) -> bool:
        """Whether an element of another vocabulary stands among elements only: then it is a block."""
        if self.paragraphs or self.cells or not self.nest:
            return False
        outer = self.nest[-1]
        if outer.alone is None:
            around = (outer.element.text, *(part.tail for part in outer.element))
            outer.alone = not any(text and text.strip() for text in around)
        return outer.alone and not any(self.marks)

    def _open_item(self, name: str) -> None:
        number = self.numbers[-1] if self.numbers else None
        if name == "tr":
            self.in_row = False
        elif name == "li" and number is not None:
            self.copy.prefix = f"{number}. "
            self.numbers[-1] = number + 1

    def _open_cell(self, element: "_Element") -> None:
        grid = _is_grid(element)
        if grid:
            self.part()
        elif not (self.cells and self.cells[-1]):
            if self.in_row:
                self.copy.tab()
            self.in_row = True
        self.cells.append(not grid)

    def _open_marked(self, name: str) -> None:
        if not self._stands_in_line(name):
            self.part()
        inside = any(mark is not None for mark in self.marks)
        self.marks.append(None if inside else (self.copy.begin_mark(), name))

    def _close_marked(self, name: str) -> None:
        in_line = self._stands_in_line(name)
        if not in_line:
            self.part()
        marked = self.marks.pop()
        span = self.copy.end_mark(marked[0]) if marked else None
        if span and name in HEADINGS:
            self.headings.append(span)
        elif span:
            self.asides.append(Unspoken(span=span, reason=_ASIDES[name]))

    def _stands_in_line(self, name: str) -> bool:
        return self.paragraphs > 0 and name in _ASIDES

    def _open_in_line(self, name: str, element: "_Element") -> None:
        if name == "br":
            self._end_line()
        elif name == "q":
            self._open_quote(element)
        elif name == "sup":
            self.raised.append((self.copy.flushes, len(self.copy.line)))
        elif name == "frac" and self.copy.last.isdigit():
            self.copy.write(" ")
        elif name == "frac-den" and self.copy.last not in ("/", "⁄"):
            self.copy.write("/")

    def _open_quote(self, element: "_Element") -> None:
        marked = _first_letter(element) in _QUOTATION_MARKS or self.copy.last in tuple(_OPENING_MARKS)
        inner = sum(map(bool, self.quotes)) % 2
        self.quotes.append("" if marked else "”’"[inner])
        if not marked:
            self.copy.begin_quote("“‘"[inner])

    def _close_in_line(self, name: str) -> None:
        if name == "q":
            closing = self.quotes.pop()
            if closing:
                self.copy.end_quote(closing)
        elif name == "sup":
            flushes, start = self.raised.pop()
            self.copy.raise_digits(flushes, start)

    def _end_line(self) -> None:
        if self.cells and self.cells[-1]:
            self.copy.write(" ")
        else:
            self.copy.end_line()


def _space(element: "_Element") -> str:
    """Its own `xml:space`."""
    return element.get("{http://www.w3.org/XML/1998/namespace}space") or ""


def _first_letter(element: "_Element") -> str:
    """What the words of an element begin with, looked for a few elements deep; a space without any."""
    for _ in range(_QUOTE_DEPTH):
        words = (element.text or "").strip()
        if words or not len(element):
            return words[:1] or " "
        element = element[0]
    return " "


def _is_grid(cell: "_Element") -> bool:
    """Whether a cell is part of a page's grid: it holds a list, a table or several blocks.

    No more is looked at than tells it: a cell without a table in it is looked at once, another one as far
    as its second block.
    """
    names = (local(part).lower() for part in islice(cell.iter(), 1, None))
    blocks = 0
    for name in names:
        blocks += name in _GRID_PARTS
        if name in _GRID or blocks > 1:
            return True
    return False

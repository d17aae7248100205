"""Marks on pages in, a PDF out: pages that fill from the top, each with a head, a foot and its number."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from broadcast.formats.pdf_text import BOLD, PLAIN, Line, fitted, lines_of, load_fonts, width_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SIZES = {"a4": (841.89, 595.28), "letter": (792.0, 612.0)}
"""Landscape: width and height in points."""

MARGIN = 34.0
_TOP, _BOTTOM = 52.0, 40.0

INK, SOFT, RULE = "#000000", "#4A5363", "#B9C1CD"

Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks."""

    size: float = 8.0
    font: str = PLAIN
    colour: str = INK

    @property
    def leading(self) -> float:
        """From a line to the next."""
        return self.size * 1.28


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a PDF says of itself, and what stands on each of its pages.

    Attributes:
        title: Also at the head of each page.
        author: The station.
        subject: What it is.
        keywords: To find it by.
        language: "en-GB".
        producer: The program.
        created: Aware of its zone.
        head: At the right of each page's head.
        foot: At the left of each page's foot.
    """

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    producer: str
    created: datetime
    head: str
    foot: str


@dataclass(kw_only=True)
class Paper:
    """Pages that are written from the top.

    Attributes:
        facts: What it is.
        size: Of a page, in points.
        y: Where the next mark goes, from the page's foot.
        pages: The marks made so far.
    """

    facts: Facts
    size: tuple[float, float] = SIZES["a4"]
    y: float = 0.0
    pages: list[list[Callable[["Canvas"], None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        load_fonts()
        self.turn()

    @property
    def left(self) -> float:
        """Where lines begin."""
        return MARGIN

    @property
    def right(self) -> float:
        """Where they end."""
        return self.size[0] - MARGIN

    @property
    def width(self) -> float:
        """From one to the other."""
        return self.right - self.left

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.y - _BOTTOM

    def turn(self) -> None:
        """Begin a page."""
        self.pages.append([])
        self.y = self.size[1] - _TOP

    def mark(self, draw: Callable[["Canvas"], None]) -> None:
        """Put anything on the page at hand."""
        self.pages[-1].append(draw)

    def text(self, x: float, y: float, text: str, look: Look, align: Align = "left") -> None:
        """One line that is ready to be drawn, at its base line."""

        def draw(canvas: "Canvas") -> None:
            canvas.setFillColor(look.colour)
            canvas.setFont(look.font, look.size)
            {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}[
                align
            ](x, y, text)

        if text:
            self.mark(draw)

    def block(self, x: float, y: float, lines: list[Line], look: Look, width: float) -> float:
        """Lines below each other from the top `y` on; where they end. What runs from the right ends there."""
        for line in lines:
            y -= look.leading
            at = x + width if line.from_right else x
            self.text(at, y + look.leading * 0.24, line.text, look, "right" if line.from_right else "left")
        return y

    def rule(self, y: float, weight: float = 0.4, colour: str = RULE) -> None:
        """A line across the page."""

        def draw(canvas: "Canvas") -> None:
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(weight)
            canvas.line(self.left, y, self.right, y)

        self.mark(draw)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle from its lower left corner."""

        def draw(canvas: "Canvas") -> None:
            canvas.setFillColor(colour)
            canvas.rect(x, y, width, height, stroke=0, fill=1)

        self.mark(draw)

    def bookmark(self, title: str, level: int = 0) -> None:
        """An entry of the outline that leads to where the page is filled to."""
        key, y = f"p{len(self.pages)}-{len(self.pages[-1])}", self.y

        def draw(canvas: "Canvas") -> None:
            canvas.bookmarkHorizontal(key, 0, y + 12)
            canvas.addOutlineEntry(title or "…", key, level, closed=level == 0 and len(self.pages) > 8)

        self.mark(draw)

    def heading(self, title: str) -> None:
        """A part's title, with room for a few lines below it."""
        if self.room < 60:
            self.turn()
        self.bookmark(title)
        self.y -= 20
        self.text(self.left, self.y, title, Look(12, BOLD))
        self.y -= 7

    def paragraph(self, text: str, look: Look, *, indent: float = 0.0, width: float | None = None) -> None:
        """Text as wide as the page, over as many pages as it needs."""
        width = width or self.width - indent
        for line in lines_of(text, look.font, look.size, width):
            if self.room < look.leading:
                self.turn()
            self.y = self.block(self.left + indent, self.y, [line], look, width)

    def finished(self) -> bytes:
        """The PDF; the same bytes for the same marks and facts."""
        from reportlab.pdfgen.canvas import Canvas

        stream = io.BytesIO()
        canvas = Canvas(
            stream,
            pagesize=self.size,
            pageCompression=1,
            invariant=1,
            initialFontName=PLAIN,
            lang=self.facts.language,
        )
        _date(canvas, self.facts.created)
        canvas.setTitle(self.facts.title)
        canvas.setAuthor(self.facts.author)
        canvas.setSubject(self.facts.subject)
        canvas.setKeywords(self.facts.keywords)
        canvas.setCreator(self.facts.producer)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        for number, marks in enumerate(self.pages, start=1):
            for draw in marks:
                draw(canvas)
            self._frame(canvas, number)
            canvas.showPage()
        canvas.save()
        return stream.getvalue()

    def _frame(self, canvas: "Canvas", number: int) -> None:
        """What stands on every page."""
        top, foot = self.size[1] - 30, 22.0
        canvas.setFillColor(SOFT)
        canvas.setFont(BOLD, 8)
        head = fitted(self.facts.head, PLAIN, 8, self.width * 0.45)
        room = self.width - width_of(head, PLAIN, 8) - 20
        canvas.drawString(self.left, top, fitted(self.facts.title, BOLD, 8, room))
        canvas.setFont(PLAIN, 8)
        canvas.drawRightString(self.right, top, head)
        canvas.setFont(PLAIN, 7)
        canvas.drawString(self.left, foot, fitted(self.facts.foot, PLAIN, 7, self.width - 90))
        canvas.drawRightString(self.right, foot, f"Page {number} of {len(self.pages)}")
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        canvas.line(self.left, top - 6, self.right, top - 6)
        canvas.line(self.left, foot + 10, self.right, foot + 10)


def _date(canvas: "Canvas", created: datetime) -> None:
    """Date the PDF by its package; reportlab itself knows the clock, or a fixed day."""
    stamp = canvas._doc._timeStamp
    offset = created.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    stamp.t, stamp.lt = created.timestamp(), created.timetuple()
    stamp.YMDhms = tuple(created.timetuple())[:6]
    stamp.dhh, stamp.dmm = int(minutes / 60), abs(minutes) % 60

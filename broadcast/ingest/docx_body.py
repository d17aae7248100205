"""The tree of a Word document comes in; its paragraphs, with every tracked change accepted, go out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

NO_STYLE = ""
_SOFT_HYPHEN = "\u00ad"
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What is not in the copy as it is printed: properties, deletions, codes of fields, phonetic guides.
_SILENT_WORDS = (
    "pPr rPr sectPr sdtPr sdtEndPr tblPr tblPrEx tblGrid trPr tcPr del moveFrom delText instrText rt"
    " delInstrText footnoteReference endnoteReference object"
)
_SILENT = frozenset(_SILENT_WORDS.split())
# Fields whose result is made up by the page: numbers, contents, indexes.
_SILENT_FIELDS = frozenset(["TOC", "TOA", "INDEX", "PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES", "TC", "XE"])
MOST_FIELDS = 20
"""How deep fields may stand in each other."""
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph that has words.

    Attributes:
        text: Its words; a break of the line is a line end, cells of a table's row are parted by tabs.
        style: The identifier of its style.
        outline: Its place in the outline, 0 the highest, where the paragraph itself says so.
        numbering: The identifier of its list and the level in it, where the paragraph itself says so.
        is_row: Whether it is a row of a table.
    """

    text: str
    style: str = NO_STYLE
    outline: int | None = None
    numbering: tuple[str, int] | None = None
    is_row: bool = False


def paragraphs(body: "_Element") -> list[Paragraph]:
    """Read the paragraphs of a document, in order.

    Insertions and moved text are there, deletions, hidden text, comments and notes are not. A text box
    follows the paragraph that it is anchored in.
    """
    return _Walk(body).paragraphs()


def local_name(element: "_Element") -> str:
    """The name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: "_Element | None", *names: str) -> "_Element | None":
    """The element that a path of local names leads to."""
    found = element
    for name in names:
        if found is None:
            return None
        found = next((part for part in found if local_name(part) == name), None)
    return found


def value(element: "_Element | None", name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), None)


def whole(text: str | None) -> int | None:
    """A small whole number, as attributes write it; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None


def _is_on(element: "_Element | None") -> bool:
    return element is not None and (value(element) or "").lower() not in _OFF


@dataclass(slots=True)
class _Story:
    """Where paragraphs go: the body, a cell, a text box."""

    done: list[Paragraph] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)  # of a paragraph whose mark was deleted


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read."""

    element: "_Element"
    pieces: list[str] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    """A field that is being read: its code, then its result."""

    code: list[str] = field(default_factory=list)
    has_result: bool = False

    @property
    def is_silent(self) -> bool:
        words = "".join(self.code).split()
        return not self.has_result or (bool(words) and words[0].upper() in _SILENT_FIELDS)


class _Walk:
    def __init__(self, body: "_Element") -> None:
        self.body = body
        self.stories = [_Story()]
        self.open: list[_Open] = []
        self.rows: list[list[list[Paragraph]]] = []
        self.fields: list[_Field] = []
        self.has_fields = _fields_are_whole(body)
        self.starts: dict[str, Callable[[_Element], None]] = {
            "p": lambda element: self.open.append(_Open(element, pieces=self._taken_over())),
            "tr": lambda _: self.rows.append([]),
            "tc": lambda _: self.stories.append(_Story()),
            "txbxContent": lambda _: self.stories.append(_Story()),
            "t": lambda element: self._write(element.text or ""),
            "sym": lambda element: self._write(_symbol(element)),
            "fldChar": self._field_mark,
            **dict.fromkeys(_BREAKS, lambda element: self._write(_BREAKS[local_name(element)])),
        }
        self.ends: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph,
            "tr": self._end_row,
            "tc": self._end_cell,
            "txbxContent": self._end_box,
        }

    def paragraphs(self) -> list[Paragraph]:
        from lxml import etree

        walk = etree.iterwalk(self.body, events=("start", "end"))
        for event, element in walk:
            name = local_name(element)
            if event == "end":
                if name in self.ends:
                    self.ends[name]()
                continue
            silent = _is_silent(element, name)
            if name in self.starts and (not silent or name in self.ends):
                self.starts[name](element)
            if silent:
                self._take_code(element, name)
                walk.skip_subtree()
        return self._closed(self.stories[0])

    def _taken_over(self) -> list[str]:
        """What the paragraph before leaves to this one, because the mark between them was deleted."""
        story = self.stories[-1]
        pieces, story.pieces = story.pieces, []
        return pieces

    def _write(self, words: str) -> None:
        if self.open and not any(code.is_silent for code in self.fields):
            self.open[-1].pieces.append(words)

    def _take_code(self, element: "_Element", name: str) -> None:
        if name == "instrText" and self.fields:
            self.fields[-1].code.append(element.text or "")

    def _field_mark(self, element: "_Element") -> None:
        kind = value(element, "fldCharType")
        if not self.has_fields:
            return
        if kind == "begin":
            self.fields.append(_Field())
        elif self.fields and kind == "separate":
            self.fields[-1].has_result = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def _end_paragraph(self) -> None:
        done = self.open.pop()
        story = self.stories[-1]
        properties = child(done.element, "pPr")
        mark = child(done.element, "pPr", "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            story.pieces = done.pieces
        else:
            story.done.extend(_paragraph("".join(done.pieces), properties))
        story.done.extend(done.boxes)

    def _end_cell(self) -> None:
        cell = self._closed(self.stories.pop())
        if self.rows:
            self.rows[-1].append(cell)
        else:
            self.stories[-1].done.extend(cell)

    def _end_row(self) -> None:
        self.stories[-1].done.extend(_row(self.rows.pop()))

    def _end_box(self) -> None:
        box = self._closed(self.stories.pop())
        (self.open[-1].boxes if self.open else self.stories[-1].done).extend(box)

    @staticmethod
    def _closed(story: _Story) -> list[Paragraph]:
        """The paragraphs of a story, with what its last one left to nobody."""
        story.done.extend(_paragraph("".join(story.pieces), None))
        return story.done


def _paragraph(text: str, properties: "_Element | None") -> Iterator[Paragraph]:
    """The paragraph, where it has words."""
    lines = (line.strip() for line in text.replace(_SOFT_HYPHEN, "").split("\n"))
    text = "\n".join(lines).strip()
    if not text:
        return
    listed = child(properties, "numPr")
    level = whole(value(child(listed, "ilvl"))) or 0
    number = value(child(listed, "numId"))
    yield Paragraph(
        text=text,
        style=value(child(properties, "pStyle")) or NO_STYLE,
        outline=whole(value(child(properties, "outlineLvl"))),
        numbering=None if number is None else (number, level),
    )


def _row(cells: list[list[Paragraph]]) -> Iterator[Paragraph]:
    """A row as one line; where a cell has several paragraphs, the table is there for the layout."""
    if len(cells) < 2 or any(len(cell) > 1 for cell in cells):
        for cell in cells:
            yield from cell
    elif any(cells):
        words = (" ".join(cell[0].text.split()) if cell else "" for cell in cells)
        yield Paragraph(text="\t".join(words).strip(), is_row=True)


def _is_silent(element: "_Element", name: str) -> bool:
    """Whether an element is not in the copy as it is printed."""
    if name in _SILENT:
        return True
    if name == "r":
        return _is_on(child(element, "rPr", "vanish"))
    if name == "sdt":
        return _is_on(child(element, "sdtPr", "showingPlcHdr"))
    if name == "tr":
        return child(element, "trPr", "del") is not None
    if name == "tc":
        return child(element, "tcPr", "cellDel") is not None
    if name == "fldSimple":
        words = (value(element, "instr") or "").split()
        return bool(words) and words[0].upper() in _SILENT_FIELDS
    # The same text box a second time, for old programs.
    return name in ("Choice", "Fallback") and element.getprevious() is not None


def _fields_are_whole(body: "_Element") -> bool:
    """Whether every field ends, and they are nested as people nest them; else no field hides text."""
    depth = deepest = 0
    for mark in body.iter("{*}fldChar"):
        depth += {"begin": 1, "end": -1}.get(value(mark, "fldCharType") or "", 0)
        deepest = max(deepest, depth)
        if depth < 0:
            return False
    return depth == 0 and deepest <= MOST_FIELDS


def _symbol(element: "_Element") -> str:
    """The letter of a symbol; those of symbol fonts are ornaments."""
    code = value(element, "char") or ""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return chr(point) if 0x20 <= point < 0xD800 else ""

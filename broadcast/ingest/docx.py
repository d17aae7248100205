"""A Document of Word (.docx) comes in; its Report goes out, with every tracked change accepted."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from broadcast.errors import ReportError
from broadcast.ingest import xml
from broadcast.ingest.assembly import Declared, assembled, language_tag
from broadcast.ingest.authors import person
from broadcast.ingest.decode import clean
from broadcast.ingest.document import Document
from broadcast.ingest.docx_body import Paragraph, paragraphs
from broadcast.ingest.docx_parts import Parts, is_office, open_parts
from broadcast.ingest.docx_styles import Role, Styles, read_numbers, read_styles
from broadcast.ingest.language import tell_language
from broadcast.ingest.markup import Markup
from broadcast.model import Reason, Report, Unspoken
from broadcast.units import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADING_WORDS = 30
"""A longer paragraph in the style of a heading is body copy."""
LETTERHEAD = 8
"""Paragraphs that may stand above the title."""

_REASON_OF = {
    Role.BYLINE: Reason.BYLINE,
    Role.DATE: Reason.DATELINE,
    Role.CAPTION: Reason.LAYOUT,
    Role.CONTENTS: Reason.LAYOUT,
}
# Document1      Untitled      Microsoft Word - wall.doc      PowerPoint Presentation      wall_final.docx
_NO_TITLE = re.compile(
    r"(?:document|dokument|doc|untitled|title|titel|new|neu|word document|template|vorlage|blank)[\s\d._-]*"
    r"|microsoft word\b.*|powerpoint\b.*|.*\.(?:docx?|dotx?|rtf|odt|pdf|txt)",
    re.IGNORECASE,
)


def matches(document: Document) -> bool:
    """Any archive and any office document; `read` says what it is when it is not Word's."""
    return is_office(document.raw)


def read(document: Document) -> list[Report]:
    """Read a Word document: its paragraphs, headings, lists and tables, in order.

    Insertions are in it; deletions, comments, notes, headers and footers are not.

    Raises:
        ReportError: Another kind of file, locked by a password, damaged, or too large.
    """
    parts = open_parts(document.raw, document.title)
    main = _main_part(parts)
    body = xml.child(xml.parse(parts.read(main), document.title), "body")
    if body is None:
        raise ReportError(f"{document.title} is a Word document without a body", hint="save it again")
    place = main.rpartition("/")[0]
    styles = read_styles(_tree(parts, f"{place}/styles.xml"))
    numbers = read_numbers(_tree(parts, f"{place}/numbering.xml"))
    writer = _Writer()
    for paragraph in paragraphs(body):
        listed = styles.numbering(paragraph)
        number = numbers.next(*listed) if listed else ""
        group = "row" if paragraph.is_row else listed[0] if listed else None
        writer.write(paragraph, styles.role(paragraph), number, group)
    markup = writer.finish()
    return [assembled(markup, _declared(parts, styles, markup), document, "docx")]


class _Writer:
    """Writes paragraphs one after another, and marks what is no body copy."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.group: str | None = None
        self.written: list[tuple[Span, Role]] = []

    def write(self, paragraph: Paragraph, role: Role, number: str, group: str | None) -> None:
        """Add a paragraph; those of one group, a list or a table, are parted by one line end."""
        words = clean(paragraph.text)
        if self.pieces:
            self._add("\n" if group is not None and group == self.group else "\n\n")
        self.group = group
        start = self.length
        self._add(f"{number} {words}" if number else words)
        if role in (Role.TITLE, Role.HEADING) and len(words.split()) > HEADING_WORDS:
            role = Role.BODY
        self.written.append(((start, self.length), role))

    def finish(self) -> Markup:
        """All that was written."""
        head = _letterhead("".join(self.pieces), self.written)
        asides = [Unspoken(span=span, reason=Reason.LAYOUT) for span in head]
        asides += [
            Unspoken(span=span, reason=_REASON_OF[role])
            for span, role in self.written[len(head) :]
            if role in _REASON_OF
        ]
        headings = (span for span, role in self.written if role in (Role.TITLE, Role.HEADING))
        return Markup(text="".join(self.pieces), headings=tuple(headings), asides=tuple(asides))

    def _add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)


def _letterhead(text: str, written: Sequence[tuple[Span, Role]]) -> list[Span]:
    """The lines above a title: sender, date, label; none where copy stands there."""
    above: list[Span] = []
    for span, role in written[: LETTERHEAD + 1]:
        if role is Role.TITLE:
            return above
        words = text[slice(*span)]
        if role is not Role.BODY or words[-1] in '.!?:”"' or len(words.split()) > HEADING_WORDS:
            return []
        above.append(span)
    return []


def _main_part(parts: Parts) -> str:
    """The name of the part that holds the copy, as the package says it."""
    relations = _tree(parts, "_rels/.rels")
    for relation in [] if relations is None else xml.children(relations, "Relationship"):
        target = xml.attribute(relation, "Target")
        if xml.attribute(relation, "Type").endswith("/officeDocument") and target in parts:
            return target.lstrip("/")
    named = (name for name in parts.entries if name.startswith("word/document") and name.endswith(".xml"))
    main = next(named, None)
    if main is None:
        raise ReportError(
            f"{parts.title} is a Word document without its text: word/document.xml is missing",
            hint="open it and save it again",
        )
    return main


def _tree(parts: Parts, name: str) -> "_Element | None":
    """The tree of a part that the copy can do without; None where it is missing or damaged."""
    raw = parts.read(name)
    try:
        return xml.parse(raw, parts.title) if raw else None
    except ReportError:
        return None


def _declared(parts: Parts, styles: Styles, markup: Markup) -> Declared:
    """What the properties of the document say, as far as people set them."""
    core = _tree(parts, "docProps/core.xml")
    written = {} if core is None else {xml.local(part): xml.words(part) for part in xml.children(core)}
    own = language_tag(written.get("language", ""))
    if not own:
        # The default of a program counts only where the copy does not speak against it.
        told, default = tell_language(markup.text), language_tag(styles.language)
        own = default if default.partition("-")[0] == told else told
    title = written.get("title", "")
    return Declared(
        title="" if _NO_TITLE.fullmatch(title) else title,
        author=person(written.get("creator", "")),
        language=own,
    )

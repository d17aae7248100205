"""An element that carries copy in any form comes in; its text goes out, and the best of several."""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import TYPE_CHECKING

from broadcast.errors import ReportError
from broadcast.ingest.assembly import Declared
from broadcast.ingest.decode import clean, decode
from broadcast.ingest.hypertext import is_hypertext, mended, render_classed
from broadcast.ingest.markup import Markup, html_tree
from broadcast.ingest.nitf import nitf_copy
from broadcast.ingest.paragraphs import PARAGRAPH
from broadcast.ingest.wire_text import paragraphs_of, unwrap
from broadcast.ingest.xml import attribute, children, descendant, descendants, local
from broadcast.model import Unspoken
from broadcast.units import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

NITF, HTML, PLAIN = 0, 1, 2
"""Forms of copy, the one that says most first."""
SHORT_SHARE = 0.5
"""Share of the longest rendition's words below which another one is a summary or a headline."""
MOST_PARTS = 40
"""Parts of a report that are each looked for in the others."""
_COPY_NAMES = (
    "p div html body article section block hl2 body.content h1 h2 ul ol table pre blockquote para idf"
)
_COPY = frozenset(_COPY_NAMES.split())
_FURNITURE = frozenset(["header", "footer"])
# base64      Base-64      urn:iptc:encoding:base64
_BASE64 = re.compile(r"(?i)base.?64")
# &amp;      &#8217;      &quot;      (in what is plain text already)
_ESCAPED = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
# main      dpa-main      article-body
_MAIN = re.compile(r"(?i)(?:^|[\s-])(?:main|body|article-body)(?:$|\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """Copy in one form.

    Attributes:
        markup: Its text.
        form: NITF, HTML or PLAIN.
        declared: What it says of itself.
        language: The language that is declared for it; empty without one.
    """

    markup: Markup
    form: int = PLAIN
    declared: Declared = field(default_factory=Declared)
    language: str = ""


def rendition_of(carrier: "_Element", title: str, encoding: str = "") -> Rendition | None:
    """The copy that an element carries: NITF, XHTML, hypertext that is escaped, or plain text.

    Args:
        carrier: The element around it.
        title: How a message calls the report.
        encoding: The name of the encoding that an element around it gives: "Base64".

    Returns:
        The copy; None when there is none: an empty element, or XML of another kind.

    Raises:
        ReportError: Too many tags, or nested too deeply.
    """
    language = attribute(carrier, "lang")
    if local(carrier).lower() == "nitf":
        nitf: _Element | None = carrier
    else:
        nitf = descendant(carrier, "nitf")
    if nitf is not None:
        markup, declared = nitf_copy(nitf)
        found = Rendition(markup=markup, form=NITF, declared=declared, language=language or declared.language)
    elif any(True for _ in children(carrier)):
        found = Rendition(markup=_of_elements(carrier), form=HTML, language=language or _lang_below(carrier))
    else:
        found = _of_text(carrier, title, encoding)
        found = replace(found, language=language)
    return found if found.markup.text.strip() else None


def best_of(renditions: Sequence[Rendition], language: str = "") -> Rendition:
    """The one to read: in the language that is asked for, whole, in the form that says most, the first."""
    spoken = [rendition for rendition in renditions if _speaks(rendition, language)] or renditions
    longest = max(len(rendition.markup.text) for rendition in spoken)
    whole = [rendition for rendition in spoken if len(rendition.markup.text) >= SHORT_SHARE * longest]
    return min(whole, key=lambda rendition: rendition.form)


def joined(renditions: Sequence[Rendition]) -> Rendition:
    """Several parts of one report as one; a part that another one holds already is left out."""
    kept = _unrepeated(renditions)
    headings: list[Span] = []
    asides: list[Unspoken] = []
    offset = 0
    for rendition in kept:
        part = rendition.markup
        headings += [(start + offset, end + offset) for start, end in part.headings]
        asides += [
            replace(aside, span=(aside.span[0] + offset, aside.span[1] + offset)) for aside in part.asides
        ]
        offset += len(part.text) + len(PARAGRAPH)
    text = PARAGRAPH.join(rendition.markup.text for rendition in kept)
    return replace(kept[0], markup=Markup(text=text, headings=tuple(headings), asides=tuple(asides)))


def _unrepeated(renditions: Sequence[Rendition]) -> list[Rendition]:
    """Those whose letters do not all stand in another one; the first of two that are the same."""
    first: dict[str, Rendition] = {}
    for rendition in renditions:
        first.setdefault(_letters(rendition.markup.text), rendition)
    if len(first) > MOST_PARTS:
        return list(first.values())
    return [
        rendition
        for own, rendition in first.items()
        if not any(own in other and len(own) < len(other) for other in first)
    ]


def _speaks(rendition: Rendition, language: str) -> bool:
    wanted, own = (tag.lower().replace("_", "-").partition("-")[0] for tag in (language, rendition.language))
    return bool(wanted) and wanted == own


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _lang_below(carrier: "_Element") -> str:
    """The language that the first elements below declare."""
    first = next(children(carrier), None)
    return attribute(first, "lang") or attribute(descendant(first, "body"), "lang")


def _of_elements(carrier: "_Element") -> Markup:
    """XHTML or another XML with paragraphs; events, statistics and the like hold no copy."""
    said = (carrier.text, *(part.tail for part in children(carrier)))
    if descendant(carrier, *_COPY) is None and not any(text and text.strip() for text in said):
        return Markup(text="")
    unwrap(carrier)
    body = descendant(carrier, "body")
    body = carrier if body is None else body
    sections = (part for part in descendants(body, "section", "div", "main", "article"))
    main = next((part for part in sections if _is_main(part)), None)
    for part in descendants(body, *_FURNITURE):
        part.tag = "aside"
    return render_classed(body if main is None else main)


def _is_main(part: "_Element") -> bool:
    return local(part).lower() == "main" or bool(_MAIN.search(attribute(part, "class")))


def _of_text(carrier: "_Element", title: str, encoding: str) -> Rendition:
    """What stands in an element as text: escaped hypertext, encoded bytes, plain text."""
    text = "".join(map(str, carrier.itertext()))
    if _BASE64.search(encoding or attribute(carrier, "encoding", "Notation")):
        text = _from_base64(text, title)
    if is_hypertext(text):
        return Rendition(markup=_of_hypertext(text, title), form=HTML)
    if _ESCAPED.search(text):
        text = unescape(text)
    return Rendition(markup=Markup(text=paragraphs_of(clean(text))))


def _of_hypertext(text: str, title: str) -> Markup:
    root = html_tree(mended(text), title)
    if root is None:
        return Markup(text="")
    unwrap(root)
    body = descendant(root, "body")
    return render_classed(root if body is None else body)


def _from_base64(text: str, title: str) -> str:
    try:
        return decode(base64.b64decode("".join(text.split()), validate=True), title)
    except (binascii.Error, ValueError):
        return text
    except ReportError:
        return ""  # a picture, or sound

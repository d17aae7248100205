"""An entry of a feed comes in; the best text that it carries goes out as plain text."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from broadcast.ingest import xml
from broadcast.ingest.decode import clean
from broadcast.ingest.hypertext import is_hypertext, read_hypertext, render_classed, well_read
from broadcast.ingest.markup import Markup
from broadcast.ingest.press_release import outside
from broadcast.ingest.web_layout import tell_web_layout
from broadcast.model import Reason, Unspoken

if TYPE_CHECKING:
    from lxml.etree import _Element

MIN_SHARE = 0.7
"""The full text is taken before the summary, unless it has a smaller share of its words."""

# Whose titles, texts and authors are those of pictures, sound and excerpts.
_STRANGERS = (
    "search.yahoo.com/mrss",
    "itunes",
    "excerpt",
    "media:",
    "googleplay",
    "podcast",
    "slash",
    "georss",
)
# In the order of their worth; the last ones are summaries.
TEXTS = ("encoded", "fulltext", "full-text", "body", "content", "description", "summary", "subtitle")


def fields(entry: "_Element", *names: str) -> Iterator["_Element"]:
    """The children of these local names, without those that belong to its pictures and sound."""
    for part in xml.children(entry, *names):
        tag = str(part.tag).lower()
        if not any(stranger in tag for stranger in _STRANGERS):
            yield part


def field(entry: "_Element", *names: str) -> str:
    """The words of the first of some fields that has any."""
    return next((words for name in names for part in fields(entry, name) if (words := xml.words(part))), "")


def body_of(entry: "_Element", title: str) -> Markup:
    """The text of an entry: its content, or else its summary; what the site added is marked.

    Raises:
        ReportError: Too many tags, or nested too deeply.
    """
    read = [_read(part, title) for name in TEXTS for part in fields(entry, name)]
    longest = max((len(markup.text.split()) for markup in read), default=0)
    best = (markup for markup in read if len(markup.text.split()) >= MIN_SHARE * longest)
    return with_layout(next(best, Markup(text="")))


def with_layout(markup: Markup) -> Markup:
    """The text with what its site wrote around it as asides."""
    known = [*markup.asides, *(Unspoken(span=span, reason=Reason.LAYOUT) for span in markup.headings)]
    asides = [*markup.asides, *outside(known, [*tell_web_layout(markup.text)], markup.text)]
    return replace(markup, asides=tuple(sorted(asides, key=lambda part: part.span)))


def plain(part: "_Element | None") -> str:
    """A title in plain words, whatever it was escaped as."""
    written = xml.words(part)
    if is_hypertext(written):
        return read_hypertext(written, "the title").text
    return well_read(unescape(written))


def _read(part: "_Element", title: str) -> Markup:
    kind = xml.attribute(part, "type").lower()
    elsewhere = xml.attribute(part, "src") and not len(part)
    if elsewhere or not (kind in ("", "html", "xhtml") or "text" in kind or "xml" in kind or "html" in kind):
        return Markup(text="")
    if next(xml.children(part), None) is not None:
        return render_classed(part)
    text = part.text or ""
    if is_hypertext(text):
        return read_hypertext(text, title)
    lines = (line.strip() for line in clean(well_read(unescape(text))).split("\n"))
    return Markup(text="\n".join(lines).strip())

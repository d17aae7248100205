"""A news item of NewsML-G2 comes in; its copy and its Report go out."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from broadcast.ingest.assembly import Declared, assembled
from broadcast.ingest.document import Document
from broadcast.ingest.g2_meta import (
    declared_of,
    embargo_of,
    fields,
    is_corrected,
    kind_of,
    language_of,
    status_words,
)
from broadcast.ingest.markup import Markup, render_markup
from broadcast.ingest.renditions import Rendition, best_of, rendition_of
from broadcast.ingest.sign_offs import signed_off
from broadcast.ingest.status import standing
from broadcast.ingest.wire_text import labelled_lines
from broadcast.ingest.xml import attribute, children, descendant, descendants, local
from broadcast.model import Report

if TYPE_CHECKING:
    from lxml.etree import _Element

SOURCE_FORMAT = "newsml-g2"

_PICTURES = frozenset(["picture", "graphic", "photo", "image", "animated"])
_SCRIPT_ROLES = ("script", "shotlist", "dopesheet", "storyline", "transcript", "soundbite")
"""Parts of the names of roles that descriptions have which are the copy of a video."""
_SCRIPT_WORDS = ("SOUNDBITE", "SHOTLIST", "STORYLINE")
_TEXT_TYPES = ("text", "xml", "html", "xhtml", "nitf", "json")


def copy_of(item: "_Element", title: str) -> Rendition | None:
    """The copy of an item: the best rendition of its content, else the script of a video; None without one.

    Raises:
        ReportError: Content with too many tags, or nested too deeply.
    """
    if kind_of(item) in _PICTURES:
        return None
    found = [rendition_of(carrier, title) for carrier in _carriers(item) if _is_text(carrier)]
    renditions = [rendition for rendition in found if rendition is not None]
    if renditions:
        return best_of(renditions, language_of(item))
    script = _script(item)
    return Rendition(markup=Markup(text=script)) if script else None


def report_of(item: "_Element", copy: Rendition, document: Document) -> Report:
    """The report of an item; what the item says of it counts more than what its content says."""
    own, within = declared_of(item), copy.declared
    declared = Declared(
        headline=own.headline or within.headline,
        title=own.title or within.title,
        byline=own.byline or within.byline,
        author=own.author,
        dateline=own.dateline or within.dateline,
        slug=own.slug or within.slug,
        language=copy.language or own.language,
        item_id=own.item_id or within.item_id,
        rights=own.rights or within.rights,
        notes="\n".join(dict.fromkeys(filter(None, [own.notes, within.notes]))),
        correction=within.correction,
        status=within.status,
        embargo=within.embargo,
    )
    report = assembled(signed_off(copy.markup), declared, document, SOURCE_FORMAT)
    if report.correction is None and is_corrected(item):
        report = replace(report, correction=report.notes or "the item says that it is a correction")
    return held_as(report, item)


def held_as(report: Report, item: "_Element") -> Report:
    """The report, no freer than an item or a package says."""
    embargo = embargo_of(item)
    for word in status_words(item) or [""]:
        report = standing(report, status=word, embargo=embargo)
    return report


def _carriers(item: "_Element") -> Iterator["_Element"]:
    """What carries content in an item, or in a part of one that a file holds alone."""
    if local(item).lower() in ("inlinexml", "inlinedata"):
        return iter((item,))
    sets = list(children(item, "contentSet")) or [item]
    return (part for content in sets for part in descendants(content, "inlineXML", "inlineData"))


def _is_text(carrier: "_Element") -> bool:
    """Whether content is text by its type, or has none."""
    kind = attribute(carrier, "contenttype", "contentType").lower()
    return not kind or any(name in kind for name in _TEXT_TYPES)


def _script(item: "_Element") -> str:
    """The script of a video or of sound: what its descriptions tell, line by line."""
    parts: list[str] = []
    for description in fields(item, "description"):
        lines = _lines(description)
        role = attribute(description, "role", "roleuri").lower()
        if any(name in role for name in _SCRIPT_ROLES) or any(word in lines for word in _SCRIPT_WORDS):
            parts.append(lines)
    return "\n\n".join(dict.fromkeys(filter(None, parts)))


def _lines(description: "_Element") -> str:
    if descendant(description, "br", "p") is not None:
        return render_markup(description).text
    return labelled_lines("".join(map(str, description.itertext())))

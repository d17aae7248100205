"""A Document of RSS (0.9 to 2.0, with WordPress's export) or Atom comes in; a Report an entry goes out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from broadcast.errors import ReportError
from broadcast.ingest import xml
from broadcast.ingest.assembly import Declared, assembled, language_tag
from broadcast.ingest.authors import sensible_author
from broadcast.ingest.document import Document
from broadcast.ingest.feed_body import TEXTS, body_of, field, fields, plain
from broadcast.ingest.language import tell_language
from broadcast.model import Report

if TYPE_CHECKING:
    from lxml.etree import _Element

SURE_WORDS = 40
"""Words of copy that may speak against the language of the feed."""
MOST_ENTRIES = 2_000
"""Entries that a feed may have."""

_ROOTS = ("rss", "feed", "RDF", "entry", "channel")
_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_NO_COPY_TYPES = frozenset(
    ["attachment", "nav_menu_item", "revision", "custom_css", "wp_block", "wp_template", "wp_global_styles"]
)
"""What WordPress exports beside posts and pages."""


def matches(document: Document) -> bool:
    """XML whose root is that of a feed."""
    name = xml.root_name(document)
    if name not in _ROOTS:
        return False
    head = document.raw[: xml.HEAD_BYTES].replace(b"\0", b"").lower()
    if name in ("rss", "channel"):
        return True
    if name == "RDF":
        return b"purl.org/rss/1.0" in head or b"my.netscape.com/rdf" in head or b"<channel" in head
    named = any(space.encode().lower() in head for space in _ATOM)
    return named or (name == "feed" and b"<entry" in head)


def read(document: Document) -> list[Report]:
    """Read every entry that has words beside its title.

    Raises:
        ReportError: Damaged XML, no entry, too many, or none with words.
    """
    root = xml.parse(document.raw, document.title)
    channel = xml.child(root, "channel")
    entries = list(_entries(root))
    if not entries:
        raise ReportError(f"{document.title} is a feed without an entry", hint="get it again later")
    if len(entries) > MOST_ENTRIES:
        raise ReportError(
            f"{document.title} has {len(entries):,} entries; the limit is {MOST_ENTRIES:,}",
            hint="cut it into several files",
        )
    source = root if channel is None else channel
    name = "atom" if xml.local(root) in ("feed", "entry") else "rss"
    reports = [
        assembled(markup, _declared(entry, source, markup.text), document, name)
        for entry in entries
        for markup in [body_of(entry, document.title)]
        if any(map(str.isalnum, markup.text))
    ]
    if not reports:
        raise ReportError(
            f"{document.title} is a feed of titles and links, without a text to speak",
            hint='name a feed with full text ("content:encoded"), or save the page of an entry as HTML',
        )
    return reports


def _entries(root: "_Element") -> Iterator["_Element"]:
    """The entries in order; in RSS 0.9 and 1.0 they stand beside the channel, not in it."""
    if xml.local(root) == "entry":
        yield root
    for part in xml.children(root, "item", "entry", "channel"):
        for entry in xml.children(part, "item", "entry") if xml.local(part) == "channel" else (part,):
            if field(entry, "post_type") not in _NO_COPY_TYPES:
                yield entry


def _declared(entry: "_Element", source: "_Element", text: str) -> Declared:
    """What an entry says beside its text, and what its feed says for all of them."""
    title = next(fields(entry, "title"), None)
    return Declared(
        headline=plain(title),
        byline=_byline(entry),
        slug=field(entry, "post_name"),
        language=_language(entry, source, text),
        item_id=field(entry, "guid", "id") or xml.attribute(entry, "about") or field(entry, "link"),
        rights=field(entry, "rights", "copyright") or field(source, "rights", "copyright"),
        status=_status(entry),
        embargo=_embargo(entry),
    )


def _byline(entry: "_Element") -> str:
    """Who wrote an entry; several authors are one byline."""
    authors = [
        sensible_author(xml.words(xml.child(part, "name")) or (part.text or ""))
        for name in ("creator", "author")
        for part in fields(entry, name)
    ]
    names = [*dict.fromkeys(filter(None, authors))]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _status(entry: "_Element") -> str:
    """The status of an entry in the words of the system that wrote the feed."""
    control = next(fields(entry, "control"), None)
    if xml.words(xml.child(control, "draft")).lower() == "yes" or field(entry, "draft").lower() == "yes":
        return "draft"
    # A post with a password is shown to those who have it.
    return "private" if field(entry, "post_password") else field(entry, "status", "pubStatus")


def _embargo(entry: "_Element") -> str:
    """Until when an entry is held; that of a post to come is when it will be published."""
    moment = field(entry, "post_date_gmt") if field(entry, "status") == "future" else ""
    return field(entry, "embargoed", "embargo") or (f"{moment} UTC" if moment else "")


def _language(entry: "_Element", source: "_Element", text: str) -> str:
    """The language of an entry: its own, else that of its feed unless the copy speaks against it."""
    own = language_tag(field(entry, "language")) or language_tag(_xml_language(entry, *fields(entry, *TEXTS)))
    if own:
        return own
    shared = language_tag(field(source, "language")) or language_tag(_xml_language(source))
    told = tell_language(text)
    # Many a system says "en-US" of whatever it is filled with.
    sure = told != "en" and len(text.split()) >= SURE_WORDS
    return told if sure and shared.partition("-")[0] != told else shared


def _xml_language(*elements: "_Element") -> str:
    return next(filter(None, (xml.attribute(element, "lang") for element in elements)), "")

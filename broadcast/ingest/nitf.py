"""A Document of NITF, of any version, comes in; its Report goes out."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from broadcast.errors import ReportError
from broadcast.ingest.assembly import Declared, assembled
from broadcast.ingest.document import Document
from broadcast.ingest.embargo import moment_of
from broadcast.ingest.furniture import tell_furniture
from broadcast.ingest.markup import Markup, render_markup
from broadcast.ingest.sign_offs import is_initials, signed_off
from broadcast.ingest.status import status_of
from broadcast.ingest.wire_text import unwrap
from broadcast.ingest.xml import (
    attribute,
    child,
    descendant,
    descendants,
    local,
    parse,
    root_name,
    words,
)
from broadcast.model import Reason, Report, Status

if TYPE_CHECKING:
    from lxml.etree import _Element

SOURCE_FORMAT = "nitf"
SUMMARY_SHARE = 0.6
"""Share of an abstract's longer words that the body has too where the abstract only sums it up."""
SUMMARY_WORDS = 5
"""A shorter abstract is a label."""
# harbour      4,000
_LONG_WORD = re.compile(r"\w{4,}")
# PORT ELSA (Wire) -      (the dash at the end)
_DASH_AT_END = re.compile(r"\s*(?:--?|[–—])\s*$")
_SLUG_NAMES = ("slug", "slugline", "slug-line", "catchline")


def matches(document: Document) -> bool:
    """The root element is `nitf`."""
    return root_name(document).lower() == "nitf"


def read(document: Document) -> list[Report]:
    """Read NITF as agencies send it; few files are valid.

    `Report.text` is the body's copy; headline, byline and dateline come from the head. A kill needs no copy.

    Raises:
        ReportError: Damaged XML, or no copy in it.
    """
    markup, declared = nitf_copy(parse(document.raw, document.title))
    report = assembled(signed_off(markup), declared, document, SOURCE_FORMAT)
    if not markup.text.strip() and report.status is not Status.KILLED:
        raise ReportError(
            f"{document.title} is NITF without a text to speak",
            hint="its body.content is empty, or holds pictures only",
        )
    return [report]


def nitf_copy(nitf: "_Element") -> tuple[Markup, Declared]:
    """The copy of an NITF element, and what its heads say of it."""
    lower_names(nitf)
    unwrap(nitf)
    head = descendant(nitf, "body.head")
    declared = _declared(nitf, head)
    abstract = render_markup(*([] if head is None else descendants(head, "abstract"))).text
    markup = _body(nitf)
    if abstract and not _is_summary(abstract, markup.text):
        markup = _led_by(abstract, markup)
    return markup, declared


def lower_names(root: "_Element") -> None:
    """Make the names of a tree lower case: old files come from SGML."""
    if local(root).isupper():
        for element in root.iter():
            if isinstance(element.tag, str):
                element.tag = element.tag.lower()


def _body(nitf: "_Element") -> Markup:
    """The copy: of `body.content`, else of all but head and end."""
    contents = [content for content in descendants(nitf, "body.content") if not _is_note(content)]
    if not contents:
        for part in descendants(nitf, "body.head", "body.end"):
            part.tag = "head"  # which leaves no words
        contents = [nitf]
    return render_markup(*contents)


def _is_note(content: "_Element") -> bool:
    """Whether a body is that of a note above the copy, or lies in another body."""
    return any(local(outer) in ("note", "body.head", "body.content") for outer in content.iterancestors())


def _is_summary(abstract: str, body: str) -> bool:
    """Whether an abstract says again what the body says, or nothing to speak of."""
    if len(abstract.split()) < SUMMARY_WORDS:
        return True
    wanted = set(_LONG_WORD.findall(abstract.lower()))
    return len(wanted & set(_LONG_WORD.findall(body.lower()))) >= SUMMARY_SHARE * len(wanted)


def _led_by(abstract: str, markup: Markup) -> Markup:
    """The copy with the abstract as its first paragraphs; a dateline after it stays one."""
    told = tell_furniture(markup.text, headline="")
    datelines = [part for part in told.parts if part.reason is Reason.DATELINE]
    taken = {part.span[0] for part in markup.asides}
    asides = [*markup.asides, *(part for part in datelines if part.span[0] not in taken)]
    offset = len(abstract) + 2
    return Markup(
        text=f"{abstract}\n\n{markup.text}",
        headings=tuple((start + offset, end + offset) for start, end in markup.headings),
        asides=tuple(
            replace(part, span=(part.span[0] + offset, part.span[1] + offset))
            for part in sorted(asides, key=lambda part: part.span)
        ),
    )


def _declared(nitf: "_Element", head: "_Element | None") -> Declared:
    docdata = descendant(nitf, "docdata")
    return Declared(
        headline=_headline(head) or words(child(nitf, "head", "title")),
        byline=_byline(head),
        dateline=_dateline(nitf, head),
        slug=_slug(nitf, docdata),
        language=attribute(nitf, "baselang", "lang") or attribute(child(nitf, "body"), "lang"),
        item_id=attribute(child(docdata, "doc-id"), "id-string"),
        rights=_rights(head, docdata),
        notes=_notes(nitf, head),
        correction=attribute(descendant(docdata, "correction"), "info"),
        status=attribute(docdata, "management-status"),
        embargo=_embargo(nitf, docdata),
    )


def _headline(head: "_Element | None") -> str:
    """The main line; `hl2` is a line below it, or the same again."""
    hedline = descendant(head, "hedline")
    if hedline is None:
        return words(descendant(head, "hl1"))
    return next(filter(None, map(words, descendants(hedline, "hl1"))), "") or words(hedline)


def _byline(head: "_Element | None") -> str:
    """All bylines: "By Ana Ruiz, Staff Reporter"."""
    if head is None:
        return ""
    lines: list[str] = []
    for byline in descendants(head, "byline"):
        title = words(descendant(byline, "byttl"))
        texts = (" ".join(str(text).split()) for text in byline.itertext())
        parts = [text for text in texts if text]
        name = " ".join(parts).removesuffix(title).rstrip(" ,") if title else " ".join(parts)
        # a comma stands after the word before it
        lines.append(", ".join(filter(None, [name.replace(" ,", ","), title])))
    return ", ".join(dict.fromkeys(line for line in lines if line and not is_initials(line)))


def _dateline(nitf: "_Element", head: "_Element | None") -> str:
    """The dateline without its dash and without the time stamp that some put in it."""
    dateline = descendant(head, "dateline")
    if dateline is None:
        dateline = descendant(descendant(nitf, "body.content"), "dateline")
    if dateline is None:
        return ""
    stamps = {str(text).strip() for stamp in descendants(dateline, "story.date") for text in stamp.itertext()}
    kept = (
        " ".join(str(text).split())
        for text in dateline.itertext()
        if not (str(text).strip() in stamps and str(text).strip()[:4].isdecimal())
    )
    return _DASH_AT_END.sub("", " ".join(filter(None, kept)).replace(" ,", ","))


def _slug(nitf: "_Element", docdata: "_Element | None") -> str:
    slug = attribute(descendant(docdata, "du-key"), "key")
    if slug:
        return slug
    metas = descendants(nitf, "meta")
    named = (attribute(meta, "content") for meta in metas if attribute(meta, "name").lower() in _SLUG_NAMES)
    return next(filter(None, named), "") or attribute(descendant(docdata, "keyword"), "key")


def _rights(head: "_Element | None", docdata: "_Element | None") -> str:
    copyrights = child(docdata, "doc.copyright")
    holder = " ".join(filter(None, [attribute(copyrights, "year"), attribute(copyrights, "holder")]))
    owner = attribute(child(docdata, "doc.rights"), "owner")
    said = words(descendant(head, "rights"))
    return "; ".join(dict.fromkeys(filter(None, [f"© {holder}" if holder else "", owner, said])))


def _notes(nitf: "_Element", head: "_Element | None") -> str:
    """What is said to editors: messages, notes above the copy, and where the item stands in a series."""
    notes = [attribute(message, "info") or words(message) for message in descendants(nitf, "ed-msg")]
    notes += [] if head is None else map(words, descendants(head, "note"))
    for series in descendants(nitf, "series"):
        name = attribute(series, "series.name")
        part, total = attribute(series, "series.part"), attribute(series, "series.totalpart")
        if name:
            notes.append(
                f"series: {name}" + (f", part {part}" if part else "") + (f" of {total}" if total else "")
            )
    return "\n".join(dict.fromkeys(filter(None, notes)))


def _embargo(nitf: "_Element", docdata: "_Element | None") -> str:
    """When it may be released; of a usable item, a release that is no later than its issue holds nothing."""
    release = attribute(child(docdata, "date.release"), "norm")
    if not release or status_of(attribute(docdata, "management-status")) is Status.EMBARGOED:
        return release
    pubdata = descendant(nitf, "pubdata")
    issued = (attribute(child(docdata, "date.issue"), "norm"), attribute(pubdata, "date.publication"))
    moment = moment_of(release)
    moments = [moment_of(issue) for issue in issued if issue]
    return "" if moment and any(issue and moment <= issue for issue in moments) else release

"""Plain text with its headings, and what a format declares of it, come in; a Report goes out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadcast.ingest.decode import clean
from broadcast.ingest.document import Document
from broadcast.ingest.furniture import Furniture, tell_furniture
from broadcast.ingest.language import tell_language
from broadcast.ingest.markup import Markup
from broadcast.ingest.press_release import outside, tell_release
from broadcast.ingest.status import standing
from broadcast.model import Reason, Report, Unspoken

HEADLINE_CHARS = 400
"""Longer ones are copy in the wrong field."""

# By Ana Ruiz      Von Ana Ruiz      Par Ana Ruiz
_BY = re.compile(r"(?:by|von|par|por|av|af|door|di)[:\s]\s*(?=\S)", re.IGNORECASE)
# en      pt-BR      zh_Hant-TW
_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8}){0,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a format says of a report beside its body; each is empty where it says nothing.

    Attributes:
        headline: The headline.
        title: A headline that counts where neither this format nor the copy has one.
        byline: Who wrote it, with or without "By".
        author: A byline that counts where neither this format nor the copy has one.
        dateline: Where it comes from.
        slug: Its slug.
        language: A BCP 47 tag; others are passed over.
        item_id: The item's own identifier.
        rights: Who may use it, whose it is.
        notes: Editor's notes.
        correction: What it says it corrects.
        status: The format's word for its status.
        embargo: The format's embargo time.
    """

    headline: str = ""
    title: str = ""
    byline: str = ""
    author: str = ""
    dateline: str = ""
    slug: str = ""
    language: str = ""
    item_id: str = ""
    rights: str = ""
    notes: str = ""
    correction: str = ""
    status: str = ""
    embargo: str = ""


def assembled(markup: Markup, declared: Declared, document: Document, source_format: str) -> Report:
    """Make a report of its plain text and of what is declared.

    Headings, asides and what stands around the copy of a press release are marked in the text, with the
    byline, dateline and end marks that the copy tells. What is declared counts more than what is told.

    Args:
        markup: The text; its headings and asides stand in order and do not overlap.
        declared: What the format says.
        document: Where it came from.
        source_format: What the format is called.
    """
    text = markup.text
    release = tell_release(text, start=_lead_end(markup), end=_body_end(markup))
    parts, headline, body_at = _marked(markup, one_line(declared.headline), release.parts)
    marked_byline = _byline_in(text, parts)
    parts += outside(parts, release.parts, text)
    told = _told(text, max(body_at, release.body_at), headline)
    parts += outside(parts, told.parts, text)
    bylines = (_unsigned(one_line(declared.byline)), marked_byline, told.byline, one_line(declared.author))
    report = Report(
        text=text,
        headline=headline or told.headline or one_line(declared.title) or None,
        byline=next(filter(None, bylines), None),
        dateline=told.dateline or one_line(declared.dateline) or None,
        slug=one_line(declared.slug),
        language=language_tag(declared.language) or tell_language(text),
        furniture=tuple(sorted(parts, key=lambda part: part.span)),
        source_format=source_format,
        source_name=document.name,
        sha256=document.sha256,
        rights=_lines(declared.rights),
        notes=_lines(declared.notes),
        correction=_lines(declared.correction),
        item_id=one_line(declared.item_id),
    )
    return standing(report, status=declared.status, embargo=declared.embargo)


def one_line(written: str) -> str:
    """A field's words on one line, without what no text holds."""
    return " ".join(clean(written.encode("utf-8", "replace").decode()).split())


def language_tag(written: str) -> str:
    """A language tag in its usual spelling: "en-gb" is "en-GB"; empty for what is none."""
    found = _TAG.fullmatch(written.strip())
    if found is None or found[1].lower() in ("und", "mul", "zxx"):
        return ""
    subtags = (part.upper() if len(part) == 2 else part.title() for part in re.split("[-_]", found[2])[1:])
    return "-".join([found[1].lower(), *subtags])


def _known(markup: Markup) -> list[Unspoken]:
    """The headings and asides, in order."""
    headings = (Unspoken(span=span, reason=Reason.LAYOUT) for span in markup.headings)
    return sorted([*markup.asides, *headings], key=lambda part: part.span)


def _marked(markup: Markup, headline: str, labels: Sequence[Unspoken]) -> tuple[list[Unspoken], str, int]:
    """The headings and asides as parts; the headline; where the body begins after them.

    The first heading above all copy is the headline; one that says what the declared one says is that again.
    """
    copy = markup.text
    for label in labels:
        start, end = label.span
        copy = f"{copy[:start]}{' ' * (end - start)}{copy[end:]}"
    parts = _known(markup)
    headings = set(markup.headings)
    at = 0
    leading, first = True, True
    for index, part in enumerate(parts):
        leading = leading and not copy[at : part.span[0]].strip()
        if part.span in headings:
            title = one_line(markup.text[slice(*part.span)])
            heads = leading and first and not tell_release(f"{title}\n\n.").parts
            if heads or title.casefold() == headline.casefold():
                headline = headline or title[:HEADLINE_CHARS]
                parts[index] = replace(part, reason=Reason.HEADLINE)
                first = False
        at = part.span[1] if leading else at
    return parts, headline, at


def _lead_end(markup: Markup) -> int:
    """Where the asides end that nothing stands above."""
    at = 0
    for part in markup.asides:
        if markup.text[at : part.span[0]].strip():
            break
        at = part.span[1]
    return at


def _body_end(markup: Markup) -> int:
    """Where the body ends, when headings and asides stand at its foot."""
    end = len(markup.text)
    for part in reversed(_known(markup)):
        if markup.text[part.span[1] : end].strip():
            break
        end = part.span[0]
    return end


def _told(text: str, start: int, headline: str) -> Furniture:
    """What the copy tells of itself below `start`."""
    told = tell_furniture(text[start:], headline=headline or None)
    parts = (replace(part, span=(part.span[0] + start, part.span[1] + start)) for part in told.parts)
    return replace(told, parts=tuple(parts))


def _unsigned(byline: str) -> str:
    """A byline without "By"."""
    return _BY.sub("", byline, count=1) if _BY.match(byline) else byline


def _lines(written: str) -> str | None:
    """A field of several lines."""
    return clean(written.encode("utf-8", "replace").decode()).strip() or None


def _byline_in(text: str, parts: Sequence[Unspoken]) -> str:
    """The byline that is marked in the upper half of the text; below it stands who else worked on it."""
    upper = (part for part in parts if part.span[0] <= len(text) // 2)
    marked = (text[slice(*part.span)] for part in upper if part.reason is Reason.BYLINE)
    first = one_line(next(marked, ""))
    return _unsigned(first) if len(first) <= HEADLINE_CHARS else ""

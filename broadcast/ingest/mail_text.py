"""The texts of a mail come in, plain or hypertext; one plain text goes out, with its layout marked."""

from dataclasses import replace
from typing import TYPE_CHECKING

from broadcast.errors import ReportError
from broadcast.ingest.feed_body import with_layout
from broadcast.ingest.furniture import tell_furniture
from broadcast.ingest.hypertext import mended, render_classed, well_read
from broadcast.ingest.mail_layout import FEW_WORDS, MailLayout, tell_mail_layout, unquoted
from broadcast.ingest.mail_parts import Letter, Text
from broadcast.ingest.mail_phrases import marks_forwarded
from broadcast.ingest.markup import Markup, html_tree
from broadcast.ingest.press_release import outside, tell_release
from broadcast.ingest.xml import descendant
from broadcast.model import Reason, Unspoken
from broadcast.units import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_LINES = 200_000
CUT = "cut it into several reports"

_QUOTES = frozenset(["gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix", "gmail_attr"])
_SIGNATURES = frozenset(["gmail_signature", "moz-signature", "signature"])


def text_of(letter: Letter, title: str) -> Markup:
    """All the texts of a mail as one; what hypertext marks as quoted or as a signature is aside.

    Raises:
        ReportError: Too many lines; hypertext with too many tags, or nested too deeply.
    """
    markups = [_read(text, title) for text in letter.texts]
    whole = Markup(text="")
    for markup in markups:
        if not markup.text.strip():
            continue
        gap = "\n\n" if whole.text else ""
        shift = len(whole.text) + len(gap)
        whole = Markup(
            text=whole.text + gap + markup.text,
            headings=(*whole.headings, *((start + shift, end + shift) for start, end in markup.headings)),
            asides=(*whole.asides, *(_shifted(part, shift) for part in markup.asides)),
        )
    lines = whole.text.count("\n")
    if lines > MOST_LINES:
        raise ReportError(f"{title} is a mail of {lines:,} lines; the limit is {MOST_LINES:,}", hint=CUT)
    return whole


def laid_out(markup: Markup, *, is_forwarded: bool) -> tuple[Markup, MailLayout]:
    """The text of a mail with its layout, and with the headline that is printed above the copy.

    Args:
        markup: The text.
        is_forwarded: Whether the mail's subject says that it was passed on.
    """
    layout = tell_mail_layout(markup.text, is_forwarded=is_forwarded)
    known = [*markup.asides, *(Unspoken(span=span, reason=Reason.LAYOUT) for span in markup.headings)]
    asides = sorted([*markup.asides, *outside(known, layout.parts, markup.text)], key=lambda part: part.span)
    markup = replace(markup, asides=tuple(asides))
    return replace(markup, headings=tuple(sorted([*markup.headings, *_printed(markup)]))), layout


def _shifted(part: Unspoken, shift: int) -> Unspoken:
    return replace(part, span=(part.span[0] + shift, part.span[1] + shift))


def _printed(markup: Markup) -> list[Span]:
    """Where the headline stands, when it is printed as a line above the copy."""
    text = markup.text
    at = 0
    for part in markup.asides:
        if text[at : part.span[0]].strip():
            break
        at = part.span[1]
    end = next((part.span[0] for part in markup.asides if part.span[0] >= at), len(text))
    at = max(at, tell_release(text, start=at, end=end).body_at)
    if any(at <= start < end for start, _ in markup.headings) or at >= end:
        return []
    told = tell_furniture(text[at:end])
    spans = (part.span for part in told.parts if part.reason is Reason.HEADLINE)
    return [(start + at, stop + at) for start, stop in spans]


def _read(text: Text, title: str) -> Markup:
    if not text.is_hypertext:
        return Markup(text=unquoted(well_read(text.words)).strip("\n"))
    marked = _hypertext(text.words, title, quotes=True)
    quoted = sum(len(marked.text[slice(*part.span)].split()) for part in marked.asides)
    if len(marked.text.split()) - quoted <= FEW_WORDS < quoted:
        marked = _hypertext(text.words, title, quotes=False)
    return with_layout(marked)


def _hypertext(source: str, title: str, *, quotes: bool) -> Markup:
    root = html_tree(mended(source), title)
    if root is None:
        return Markup(text="")
    for element in list(root.iter("blockquote", "div", "span", "p", "table")):
        if _is_signature(element) or (quotes and _is_quote(element)):
            element.tag = "aside"
    body = descendant(root, "body")
    return render_classed(root if body is None else body)


def _classes(element: "_Element") -> set[str]:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return set(named[:400].lower().split())


def _is_signature(element: "_Element") -> bool:
    return bool(_SIGNATURES & _classes(element))


def _is_quote(element: "_Element") -> bool:
    """Whether an element is an older mail that was answered, not one that was passed on."""
    if element.get("type") != "cite" and not _QUOTES & _classes(element):
        return False
    words = next((words for part in element.itertext() if (words := str(part).strip())), "")
    return not marks_forwarded(words)

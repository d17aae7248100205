"""A Document of HTML, a saved page or a fragment of one, comes in; the Report of its article goes out."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from broadcast.errors import ReportError
from broadcast.ingest.assembly import Declared, assembled, language_tag
from broadcast.ingest.decode import clean
from broadcast.ingest.document import Document
from broadcast.ingest.feed_body import with_layout
from broadcast.ingest.hypertext import read_hypertext, slim, well_read
from broadcast.ingest.language import tell_language
from broadcast.ingest.markup import Markup, html_tree
from broadcast.ingest.page_body import article_in, depth_of, letters_of
from broadcast.ingest.page_facts import Facts, facts_of
from broadcast.ingest.page_noise import is_named_noise
from broadcast.ingest.xml import local
from broadcast.model import Report

if TYPE_CHECKING:
    from lxml.etree import _Element

HEAD_BYTES = 8_000
"""Where a page declares its encoding."""
DEPTH_LIMIT = 250
"""How deep the elements of a page may stand in each other; in pages of news it is 60."""
CUT = 0.7
"""Share of the words of its linked data with less of which the text of a page is cut."""
TEASERS = 12
"""With so many headings that are links, a page that does not say it is an article is a front page."""
TEASER_LETTERS = 60
"""Letters of copy for each of them that speak for an article all the same."""
TOGETHER = 0.3
"""The share of its letters that an article has in one place of the page at least."""
MOST_LINKED = 0.3
"""Share of the letters of a page of nothing but copy that may be links."""
SURE_WORDS = 40
"""Words of copy that may speak against the language that a page declares."""

SAVE_THE_PAGE = "save the page of the report itself, or give its text"
_CHROME = ("nav", "footer", "aside", "form", "iframe", "button", "input", "select")
_TAGS = (
    "p|div|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|section|article|aside|nav|footer|table|tbody|tr|td|figure|picture|img"
    "|br|hr|main|header|hgroup|span|strong|em|b|i|u|s|a|q|cite|mark|small|sup|sub|time|font|center|pre|code|iframe"
    "|address|details|summary|video|audio|noscript|button|form|amp-[a-z-]+"
)
_LEAD = r"\s*(?:(?:<\?xml[^<>]{0,200}\?>|<!--(?:(?!-->).){0,4000}-->)\s*){0,20}"
# <!doctype html>      <html lang="en">      <body>      (at the top, comments and XML's line apart)
_PAGE = re.compile(
    rf"{_LEAD}<(?:!doctype\s+html|html|head|body|title|meta|link|script|style)\b", re.IGNORECASE | re.DOTALL
)
# <p>The wall      <div class="body">      <blockquote>
_STARTS = re.compile(rf"{_LEAD}<(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE | re.DOTALL)
# </p>      <br>      <br />      </h2>      </li>
_ENDS = re.compile(
    r"</(?:p|div|h[1-6]|li|ul|ol|blockquote|section|article|table)\s*>|<(?:br|p)\s*/?>", re.IGNORECASE
)
# <?xml version="1.0"?>      <nsml version="-//AVID">      {"uri":      (what other formats begin with)
_OTHER = re.compile(rf"\s*(?:<\?xml|<(?!(?:{_TAGS})\b|!--)[A-Za-z!]|[{{\[]\s*[\[{{\"])", re.IGNORECASE)
# # Wall falls      ---      (how Markdown begins)
_MARKDOWN = re.compile(r"\s*(?:#{1,6}\s|---\s*\n)")
# <meta charset="utf-8">      <meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
_CHARSET = re.compile(rb"<meta[^<>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
# windows-1251      iso-8859-2      shift_jis      gb2312
_CODE_PAGE = re.compile(r"iso|windows|cp|koi8|mac|shift|sjis|euc|gb|big5|tis|latin|x-", re.IGNORECASE)
_LATIN = re.compile(r"iso-?8859-?1|latin-?1|x-\w+", re.IGNORECASE)


def matches(document: Document) -> bool:
    """A page, a text that begins with a tag of HTML, or one with several ends of paragraphs in it."""
    if document.suffix in (".md", ".markdown", ".mdown", ".mkd"):
        return False
    text = document.text
    ends = len(_ENDS.findall(text))
    if _PAGE.match(text) or (ends and _STARTS.match(text)):
        return True
    return ends > 1 and not _MARKDOWN.match(text) and not _OTHER.match(text)


def read(document: Document) -> list[Report]:
    """Read the article of a page, or a fragment of HTML to its last word.

    Raises:
        ReportError: A page without an article, too many tags, or nested too deeply.
    """
    source = well_read(slim(_text(document)))
    root = html_tree(source, document.title) if _PAGE.match(source) else None
    if root is not None and depth_of(root) > DEPTH_LIMIT:
        raise ReportError(f"{document.title} nests its elements too deeply", hint="this is no news report")
    if root is None or _is_bare(root):
        facts = Facts() if root is None else facts_of(root)
        markup = with_layout(read_hypertext(source, document.title))
        declared = replace(_declared(facts, markup), headline="", title=facts.headline)
    else:
        facts = facts_of(root)
        markup = _article(root, facts, document.title)
        declared = _declared(facts, markup)
    if not any(map(str.isalnum, markup.text)):
        what = "HTML without a word of copy" if root is None else "a web page without an article"
        raise ReportError(f"{document.title} is {what}", hint=SAVE_THE_PAGE)
    return [assembled(markup, declared, document, "html")]


def _article(root: "_Element", facts: Facts, title: str) -> Markup:
    """The article of a page; nothing where it has none."""
    teasers = _teasers(root)
    found = article_in(root, title)
    markup = _whole(with_layout(found.markup) if found else Markup(text=""), facts)
    thin = len(letters_of(markup.text)) < TEASER_LETTERS * teasers
    if not facts.is_article and teasers >= TEASERS and (thin or (found and found.together < TOGETHER)):
        raise ReportError(f"{title} is a page of {teasers} headlines, not one report", hint=SAVE_THE_PAGE)
    return markup


def _text(document: Document) -> str:
    """The text in the encoding that the page declares, where its bytes are no UTF-8."""
    raw = document.raw
    found = _CHARSET.search(raw[:HEAD_BYTES])
    name = found[1].decode("ascii") if found else ""
    if not _CODE_PAGE.match(name) or _is_unicode(raw):
        return document.text
    try:
        return clean(raw.decode("cp1252" if _LATIN.fullmatch(name) else name, errors="strict"))
    except (LookupError, UnicodeError):
        return document.text


def _is_unicode(raw: bytes) -> bool:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_bare(root: "_Element") -> bool:
    """Whether a page is nothing but its copy: no menus, no forms, few links."""
    letters = linked = 0
    for element in root.iter("p", "div", "ul", "section", "span", "a", *_CHROME):
        name = local(element).lower()
        if name in _CHROME or is_named_noise(element):
            return False
        if name == "a":
            linked += len(letters_of("".join(element.itertext())))
    body = next(root.iter("body"), root)
    letters = len(letters_of("".join(body.itertext())))
    return linked <= MOST_LINKED * letters


def _teasers(root: "_Element") -> int:
    """How many headings of a page are links."""
    headings = [*root.iter("h2", "h3", "h4")]
    return sum(
        next(heading.iter("a"), None) is not None or local(heading.getparent()).lower() == "a"
        for heading in headings
    )


def _whole(markup: Markup, facts: Facts) -> Markup:
    """The text of a page; where it is cut, that of its linked data."""
    if len(markup.text.split()) >= CUT * len(facts.body.split()):
        return markup
    gap = "\n\n" if "\n\n" in facts.body else "\n"
    paragraphs = (" ".join(part.split()) for part in clean(facts.body).split(gap))
    return with_layout(Markup(text="\n\n".join(filter(None, paragraphs))))


def _declared(facts: Facts, markup: Markup) -> Declared:
    told, declared = tell_language(markup.text), language_tag(facts.language)
    sure = told != "en" and len(markup.text.split()) >= SURE_WORDS
    return Declared(
        headline=facts.headline,
        byline=facts.byline,
        language=told if sure and declared.partition("-")[0] != told else declared,
        item_id=facts.address,
        rights=facts.rights,
    )

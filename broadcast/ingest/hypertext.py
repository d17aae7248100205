"""Hypertext of a field or a bare page comes in, escaped twice or not; its plain text goes out."""

import re
from html import unescape
from typing import TYPE_CHECKING

from broadcast.ingest.markup import Markup, html_tree, render_markup
from broadcast.ingest.xml import descendant, local

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_CLASSES = 300
"""Characters of a class attribute that are looked at."""

_TAGS = (
    "p|div|br|h[1-6]|ul|ol|li|blockquote|section|article|table|tr|td|figure|img|iframe|span|a|strong|b|em|i|u|s|q|hr"
    "|sup|sub|small|pre|code|cite|time|font|center|hl1|hl2|block"
)
# <p>      </div>      <br/>      <a href="...">
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*|\s*/)?>", re.IGNORECASE)
# &lt;p&gt;      &lt;br/&gt;      &#60;div class=
_ESCAPED_TAG = re.compile(rf"&(?:lt|#60|#x3c);/?(?:{_TAGS})(?:\s|/|&(?:gt|#62|#x3e);)", re.IGNORECASE)
# <p>      <br>      <div class="body">
_PARAGRAPH_TAG = re.compile(r"<(?:p|br|div|tr|pre)[\s/>]", re.IGNORECASE)
# what parts paragraphs in fields where the empty line does
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
# &amp;nbsp;      &amp;#8217;      &amp;quot;
_TWICE = re.compile(r"&amp;(?=(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d{0,2});)", re.IGNORECASE)
# [caption id="x"]      [gallery ids="1,2"]      [/embed]
_SHORT_CODE = re.compile(
    r"\[(?P<end>/?)(?P<name>caption|gallery|embed|audio|video|playlist|vc_\w+|et_pb_\w+|su_\w+)(?:\s[^\]\n]{0,300})?/?\]"
)
_WITH_WORDS = ("caption", "embed", "audio", "video", "playlist")
CODE_CHARS = 2_000
"""How far the end of a code is looked for."""
TAG_CHARS = 5_000
"""Characters of a tag, of which only pictures written out in letters have more."""
# <img src="data:image/png;base64,..." alt="...">      <div a1="x" a2="x" ...>
_LONG_TAG = re.compile(rf"<([A-Za-z][\w:-]{{0,40}})\s[^<>]{{{TAG_CHARS},}}>")
# What UTF-8 looks like that was read as Windows-1252: â€™      Ã©      Â£
_MISREAD = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|\u00e2\u20ac[\u0080-\u00bf\u0153\u0161\u017e\u0178\u2039\u203a\u2122\u02dc\u0152\u2018-\u201e\u2020-\u2022\u2026"
    "\u2013\u2014\u00a0-\u00ff\u201c]"
)
# Classes that say what a block is; markup knows it by its tag.
_TAG_OF_CLASS = {
    **dict.fromkeys(["byline", "article-byline", "story-byline", "post-byline", "by-line"], "byline"),
    **dict.fromkeys(["dateline", "dat"], "dateline"),
    **dict.fromkeys(["credit", "photo-credit", "image-credit", "copyright"], "credit"),
    **dict.fromkeys(["caption", "wp-caption", "wp-caption-text", "image-caption"], "figcaption"),
    **dict.fromkeys(["photo-caption", "gallery-caption", "sharedaddy", "jp-relatedposts"], "figcaption"),
    "screen-reader-text": "figcaption",
}
_NEVER_RENAMED = frozenset(["html", "body", "article", "section", "main", "table", "tr", "td"])


def is_hypertext(text: str) -> bool:
    """Whether a field that may hold plain text holds tags."""
    return _TAG.search(text) is not None or _ESCAPED_TAG.search(text) is not None


def read_hypertext(source: str, title: str) -> Markup:
    """Read the hypertext of a field: a fragment, or a page that is nothing but its body.

    Every word is in the text once, but for pictures with their captions, scripts and the like. Empty lines
    part paragraphs where no tag does. What was escaped twice, or read in the wrong encoding, is mended.

    Raises:
        ReportError: Too many tags, or nested too deeply.
    """
    root = html_tree(mended(source), title)
    if root is None:
        return Markup(text="")
    body = descendant(root, "body")
    return render_classed(root if body is None else body)


def render_classed(root: "_Element") -> Markup:
    """Write a tree as plain text; a block whose class says that it is a byline or a caption is one."""
    for element in root.iter():
        name = local(element).lower()
        if name and name not in _NEVER_RENAMED and element.get("class"):
            classes = (element.get("class") or "")[:MOST_CLASSES].lower().split()
            tag = next((_TAG_OF_CLASS[word] for word in classes if word in _TAG_OF_CLASS), None)
            if tag is not None:
                in_picture = next(element.iterancestors("figure"), None) is not None
                element.tag = "figcaption" if in_picture else tag
    return render_markup(root)


def mended(source: str) -> str:
    """The source with tags that can be read, whatever was done to them on the way here."""
    if _ESCAPED_TAG.search(source) and not _TAG.search(source):
        source = unescape(source)
    source = without_codes(_TWICE.sub("&", slim(source)))
    if not _PARAGRAPH_TAG.search(source):
        source = _EMPTY_LINE.sub("<br><br>", source.strip())
    return well_read(source)


def slim(source: str) -> str:
    """The source without the attributes of tags that have far too many: a parser takes hours over them."""
    return _LONG_TAG.sub(r"<\1>", source)


def without_codes(source: str) -> str:
    """The source without WordPress's codes for pictures and players, their captions too."""
    pieces: list[str] = []
    at = 0
    for code in _SHORT_CODE.finditer(source):
        if code.start() < at:
            continue
        pieces.append(source[at : code.start()])
        at = code.end()
        if code["name"] in _WITH_WORDS and not code["end"]:
            closing = f"[/{code['name']}]"
            end = source.find(closing, at, at + CODE_CHARS)
            at = end + len(closing) if end >= 0 else at
    return "".join([*pieces, source[at:]])


def well_read(text: str) -> str:
    """UTF-8 that was read as Windows-1252 as what it was: â€™ is ’."""
    return _MISREAD.sub(_reread, text)


def _reread(found: re.Match[str]) -> str:
    try:
        raw = b"".join(
            bytes([ord(letter)]) if 0x80 <= ord(letter) < 0xA0 else letter.encode("cp1252")
            for letter in found[0]
        )
        return raw.decode("utf-8")
    except UnicodeError:
        return found[0]

"""The tree of a web page comes in; its article as plain text goes out, or nothing where it has none."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from broadcast.errors import ReportError
from broadcast.ingest.hypertext import render_classed
from broadcast.ingest.markup import HEADINGS, Markup
from broadcast.ingest.page_noise import without_noise
from broadcast.ingest.web_layout import tell_web_layout
from broadcast.ingest.xml import descendant, local

if TYPE_CHECKING:
    from lxml.etree import _Element

SHORT = 20
"""Letters of a block that is known again only as a whole: "No" stands in many a word."""
PIECE = 30
"""Letters of the pieces by which a longer block is known again, where a part of it was not found."""
WINDOW = 20_000
"""Letters ahead of the last block in which the next one is looked for."""
MIN_SHARE = 0.6
"""Share of its pieces that must have been found."""
ALL_LINKED = 0.9
MOST_LINKED = 0.5
"""Share of a block's letters that may be links, where nothing else says that it is copy."""
MIN_LETTERS = 0.9
"""Share of the letters found that the page's own blocks must have, or they are taken as they were found."""

ELEMENT_LIMIT = 40_000
"""Elements of a page without its menus and boxes; long articles have a tenth of them."""

_BLOCK_TAGS = (
    "p div section article main blockquote pre li dt dd td th ul ol dl table tbody thead tfoot tr body figure"
    " center details summary address hr header html"
)
_BLOCKS = HEADINGS | frozenset(_BLOCK_TAGS.split())
_WRAPPERS = frozenset(["ul", "ol", "dl", "li", "blockquote", "figure", "table", "tbody", "tr"])
# What trafilatura calls them, and what HTML does.
_TAG_OF = {
    "head": "h2",
    "quote": "blockquote",
    "list": "ul",
    "item": "li",
    "row": "tr",
    "cell": "td",
    "lb": "br",
    "graphic": "img",
}
# article__lead      standfirst      post-intro      (a whole word of a class)
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|standfirst|intro(?:duction)?|dek|deck|summary|ingress|chapeau|teaser-?text|vorspann)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_STOPS = frozenset('.!?…”"»’。')
_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext", "readability")


@dataclass(slots=True, eq=False)
class _Block:
    """An element with words of its own, beside those of the blocks in it."""

    element: "_Element"
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    letters: str = ""

    @property
    def words(self) -> str:
        """Its words, parted by single spaces."""
        return " ".join("".join(self.pieces).split())

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but a link, and no sentence: what else there is to read."""
        heads = local(self.element).lower() in HEADINGS
        return not heads and self.linked >= ALL_LINKED * len(self.letters) and self.words[-1:] not in _STOPS

    @property
    def place(self) -> "_Element | None":
        """What holds it: the same for the paragraphs, lists and quotations of an article."""
        parent = self.element.getparent()
        while parent is not None and local(parent).lower() in _WRAPPERS:
            parent = parent.getparent()
        return parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The article of a page.

    Attributes:
        markup: Its text.
        together: The share of its letters that stand in one place of the page; low on a page of teasers.
    """

    markup: Markup
    together: float = 1.0


def article_in(root: "_Element", title: str) -> Article | None:
    """Find the article of a page, and write it as plain text: every paragraph, quotation and list, in order.

    Menus, boxes, captions, credits, comments and promotions are not in it. The tree is changed.

    Raises:
        ReportError: More elements than a page of news has.
    """
    without_noise(root)
    elements = sum(1 for _ in root.iter())
    if elements > ELEMENT_LIMIT:
        raise ReportError(
            f"{title} is a web page of {elements:,} elements; the limit is {ELEMENT_LIMIT:,}",
            hint="give the text of the report itself",
        )
    found = _found(root)
    if found is None:
        return None
    parts = ("p", "head", "quote", "item", "cell", "code")
    texts = [letters_of("".join(part.itertext())) for part in found.iter(*parts)]
    found_letters = letters_of("".join(map(str, found.itertext())))
    blocks = list(_blocks(root))
    kept = _kept(blocks, found_letters, frozenset(texts))
    links = {block for block in kept if block.is_link}
    kept -= links
    for block in blocks:
        if block not in kept:
            _empty(block.element)
    body = descendant(root, "body")
    markup = render_classed(root if body is None else body)
    wanted = len(found_letters) - sum(len(block.letters) for block in links)
    if len(letters_of(markup.text)) < MIN_LETTERS * wanted:
        markup = _converted(found)
    if not any(map(str.isalnum, markup.text)):
        return None
    places: Counter[_Element | None] = Counter()
    for block in kept:
        places[block.place] += len(block.letters)
    together = max(places.values(), default=0) / max(places.total(), 1)
    return Article(markup=markup, together=together if kept else 1.0)


def depth_of(root: "_Element") -> int:
    """How deep the elements of a page stand in each other."""
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def letters_of(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return "".join(filter(str.isalnum, text.casefold()))


def _found(root: "_Element") -> "_Element | None":
    """The article as trafilatura finds it; it fetches nothing."""
    from lxml import etree, html
    from trafilatura import bare_extraction

    tree = html.fromstring(etree.tostring(root, encoding="unicode", method="html"))
    with _silence():
        found = bare_extraction(tree, include_comments=False, include_tables=True, deduplicate=False)
    body: _Element | None = getattr(found, "body", None)
    return body


@contextmanager
def _silence() -> Iterator[None]:
    """No line of a log about what a stranger's page is like."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _blocks(root: "_Element") -> Iterator[_Block]:
    """The blocks that have words of their own, in order."""
    from lxml import etree

    blocks: list[_Block] = []
    open_blocks = [_Block(root)]
    links = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element).lower()
        if event == "start":
            links += name == "a"
            if name in _BLOCKS and element is not root:
                open_blocks.append(_Block(element))
                blocks.append(open_blocks[-1])
            words = element.text
        else:
            links -= name == "a"
            if name in _BLOCKS and element is not root:
                open_blocks.pop()
            words = element.tail if element is not root else None
        if words:
            open_blocks[-1].pieces.append(words)
            open_blocks[-1].linked += links > 0 and len(letters_of(words))
    for block in blocks:
        block.letters = letters_of("".join(block.pieces))
        if block.letters:
            yield block


def _kept(blocks: list[_Block], found: str, texts: frozenset[str]) -> set[_Block]:
    """The blocks that were found, and those among them that look like copy."""
    anchors: list[int] = []
    at = 0
    for index, block in enumerate(blocks):
        ahead = found[at : at + WINDOW]
        follows = ahead.startswith(block.letters)
        known = follows or block.letters in texts
        if not known and len(block.letters) >= SHORT:
            known = block.letters in ahead or _is_found(block.letters, ahead)
        if known:
            anchors.append(index)
            place = ahead.find(block.letters)
            at += place + len(block.letters) if follows or (place >= 0 and len(block.letters) >= SHORT) else 0
    kept = {blocks[index] for index in anchors}
    kept.update(_leads(blocks[: anchors[0]] if anchors else [], found))
    places = {block.place for block in kept}
    last = anchors[-1] if anchors else 0
    for index in range(anchors[0] if anchors else 0, len(blocks) if anchors else 0):
        block = blocks[index]
        if block in kept:
            continue
        if index > last and not _goes_on(block, blocks[last]):
            break
        if block.place in places and _is_copy(block):
            kept.add(block)
    return kept


def _goes_on(block: _Block, last: _Block) -> bool:
    """Whether a block below all that was found is copy: it stands in its place and ends like copy."""
    named = local(block.element).lower()
    return block.place is last.place and (
        named == "li" or (named not in HEADINGS and block.words[-1:] in _STOPS)
    )


def _is_copy(block: _Block) -> bool:
    """Whether a block amid what was found is copy that was overlooked."""
    if block.linked > MOST_LINKED * len(block.letters):
        return False
    return local(block.element).lower() in HEADINGS or next(tell_web_layout(block.words), None) is None


def _leads(above: list[_Block], found: str) -> Iterator[_Block]:
    """The first paragraph, where a page has it in a box of its own below its heading."""
    headed = False
    for block in above:
        headed = headed or local(block.element).lower() == "h1"
        named = f"{block.element.get('class') or ''} {block.element.get('id') or ''}"
        words = " ".join("".join(block.pieces).split())
        if headed and _LEAD.search(named) and words[-1] in '.!?…”"。' and block.letters not in found[:WINDOW]:
            yield block


def _is_found(letters: str, ahead: str) -> bool:
    pieces = [letters[at : at + PIECE] for at in range(0, len(letters) - PIECE + 1, PIECE)]
    return bool(pieces) and sum(piece in ahead for piece in pieces) >= MIN_SHARE * len(pieces)


def _empty(element: "_Element") -> None:
    """Take out what words an element has beside the blocks in it."""
    element.text = None
    for part in list(element):
        if any(local(inner).lower() in _BLOCKS for inner in part.iter()):
            part.tail = None
        else:
            element.remove(part)


def _converted(found: "_Element") -> Markup:
    """What trafilatura found, as it found it."""
    for element in found.iter():
        element.tag = _TAG_OF.get(local(element), local(element) or "span")
    return render_classed(found)

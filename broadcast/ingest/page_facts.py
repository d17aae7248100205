"""The tree of a web page comes in; what its head and its linked data say of the article goes out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from broadcast.errors import ReportError
from broadcast.ingest.authors import sensible_author
from broadcast.ingest.hypertext import is_hypertext, read_hypertext, well_read
from broadcast.ingest.json_items import Json, JsonObject, values, words
from broadcast.ingest.xml import attribute
from broadcast.ingest.xml import words as words_in

if TYPE_CHECKING:
    from lxml.etree import _Element

LINKED_DATA_LIMIT = 2_000_000
"""Characters of linked data that are looked at."""
DEEPEST = 6
HEADLINE_CHARS = 300
NAME_CHARS = 80
MIN_HEADING = 0.4
"""Share of the letters of the page's title that its heading has; that of the site has fewer."""

_BYLINES = frozenset(
    ["byline", "author", "author-name", "article-author", "byline__name", "post-author", "by-line"]
)
# NewsArticle      ReportageNewsArticle      BlogPosting      LiveBlogPosting
_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report)$")
# Harbour wall falls - Elsa Wire      Harbour wall falls | Elsa Wire      Wall falls — News — Elsa Wire
_SITE = re.compile(r"\s+(?:[|–—·»:]|-{1,2})\s+[^|–—·»]{2,40}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a page says of its article.

    Attributes:
        headline: Its headline, without the name of the site.
        byline: Its authors.
        language: As the page declares it.
        address: Where it stands for good.
        rights: Whose it is.
        body: Its text, where linked data has it; paragraphs as they are written there.
        is_article: Whether the page says that it is an article.
    """

    headline: str = ""
    byline: str = ""
    language: str = ""
    address: str = ""
    rights: str = ""
    body: str = ""
    is_article: bool = False


def facts_of(root: "_Element") -> Facts:
    """Read the facts of a page; what cannot be read is passed over."""
    meta = _meta(root)
    linked = next(_articles(root), {})
    site = meta.get("og:site_name", "")
    titles = [
        _plain(words(linked.get("headline"))),
        *(
            meta.get(name, "")
            for name in ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title")
        ),
        words_in(next(root.iter("title"), None)),
    ]
    link = next((part for part in root.iter("link") if attribute(part, "rel").lower() == "canonical"), None)
    live = [_plain(words(part.get("articlebody"))) for part in _objects(linked.get("liveblogupdate"))]
    article_types = ("article", "news", "newsarticle", "blog")
    return Facts(
        headline=_headline(root, [title for title in titles if title.strip()], site),
        byline=_byline(root, linked, meta, site),
        language=attribute(next(root.iter("html"), None), "lang") or meta.get("og:locale", ""),
        address=attribute(link, "href") or meta.get("og:url", ""),
        rights=meta.get("copyright", "") or meta.get("dcterms.rights", "") or meta.get("dc.rights", ""),
        body=_plain(words(linked.get("articlebody"))) or "\n\n".join(filter(None, live)),
        is_article=bool(linked) or meta.get("og:type", "").lower() in article_types,
    )


def _meta(root: "_Element") -> dict[str, str]:
    """The meta elements by name, the first of each."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (attribute(element, "property") or attribute(element, "name")).lower()
        content = well_read(unescape(attribute(element, "content")))
        if name and content:
            found.setdefault(name, content)
    return found


def _articles(root: "_Element") -> Iterator[JsonObject]:
    """The articles among the linked data."""
    left = LINKED_DATA_LIMIT
    for script in root.iter("script"):
        if "ld+json" not in attribute(script, "type").lower():
            continue
        source = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        left -= len(source)
        if left < 0:
            return
        try:
            found = values(source, "the page")
        except ReportError:
            continue
        for value in found:
            yield from (item for item in _all_objects(value) if _is_article(item))


def _is_article(item: JsonObject) -> bool:
    kinds = item.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(_ARTICLE.search(words(kind)) for kind in named) and bool(
        item.get("headline") or item.get("articlebody")
    )


def _all_objects(value: Json, depth: int = 0) -> Iterator[JsonObject]:
    for item in _objects(value):
        yield item
        for key in ("@graph", "mainentity", "mainentityofpage", "itemlistelement"):
            if depth < DEEPEST and isinstance(item.get(key), (dict, list)):
                yield from _all_objects(item.get(key), depth + 1)


def _objects(value: Json) -> list[JsonObject]:
    parts = value if isinstance(value, list) else [value]
    return [{key.lower(): inner for key, inner in part.items()} for part in parts if isinstance(part, dict)]


def _headline(root: "_Element", titles: Sequence[str], site: str) -> str:
    """The heading of the page that a title says too, else the first title without the name of the site."""
    said = [_bare(title) for title in titles]
    least = MIN_HEADING * min(map(len, said), default=0)
    for heading in root.iter("h1"):
        text = " ".join(well_read(words_in(heading)).split())
        bare = _bare(text)
        if len(text) <= HEADLINE_CHARS and len(bare) > least and any(bare in title for title in said):
            return text
    if not titles:
        return ""
    title = " ".join(well_read(titles[0]).split())
    if site and title.lower().endswith(site.lower()):
        return title[: len(title) - len(site)].rstrip(" |–—·»:-") or title
    shorter = _SITE.sub("", title)
    return shorter if len(shorter.split()) > 2 else title


def _byline(root: "_Element", linked: JsonObject, meta: dict[str, str], site: str) -> str:
    """The authors, from linked data, the head, or what is marked as author in the page."""
    names = [words(part.get("name")) for part in _objects(linked.get("author"))]
    names += [words(part) for part in _strings(linked.get("author"))]
    written = (
        meta.get(name, "") for name in ("author", "article:author", "byl", "parsely-author", "dc.creator")
    )
    if not any(map(_author, names)):
        names = [next((name for name in written if _author(name)), "")]
    if not any(map(_author, names)):
        names = [*_marked_authors(root)]
    authors = [
        author for author in dict.fromkeys(map(_author, names)) if author and author.lower() != site.lower()
    ]
    return " and ".join(filter(None, [", ".join(authors[:-1]), *authors[-1:]]))


def _strings(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def _author(name: str) -> str:
    name = " ".join(well_read(unescape(name)).split())
    return sensible_author(name.removeprefix("By ").removeprefix("by "))


def _marked_authors(root: "_Element") -> Iterator[str]:
    """The names in elements that are marked as the author of the page."""
    for element in root.iter("a", "span", "p", "div", "address", "li"):
        marked = "author" in (element.get("rel") or "").split() or element.get("itemprop") == "author"
        if marked or _BYLINES & set((element.get("class") or "")[:NAME_CHARS].lower().split()):
            name = words_in(element)
            # "By Ana Ruiz and Lu Sol" is one byline; a box with a biography is none.
            if 2 < len(name) < NAME_CHARS and (
                marked or _author(name).istitle() or name[:3].lower() == "by "
            ):
                yield name
                return


def _plain(written: str) -> str:
    """A text of linked data, which may be written as hypertext."""
    if is_hypertext(written):
        return read_hypertext(written, "the page").text
    return well_read(unescape(written)).strip()


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))

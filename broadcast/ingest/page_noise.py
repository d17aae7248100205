"""The tree of a web page comes in; the page without its menus, boxes, comments and captions goes out."""

import re
from typing import TYPE_CHECKING

from broadcast.ingest.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_COPY = 0.4
"""A box with a larger share of the words of a page is no box, whatever it is called."""
MOST_COMMENTS = 0.9
"""The same for comments, notes on cookies and newsletters, which may be longer than the article."""

_TAG_WORDS = (
    "script style template noscript iframe nav footer aside form dialog button input select textarea"
    " object embed canvas svg video audio figcaption picture img map menu"
)
_TAGS = frozenset(_TAG_WORDS.split())
_ROLE_WORDS = (
    "navigation complementary contentinfo banner dialog alertdialog search menu menubar toolbar tablist alert"
)
_ROLES = frozenset(_ROLE_WORDS.split())
_WORDS = (
    "related recommend(?:ed|ations?)? recirc(?:ulation)? more-(?:on|stories|from)"
    " read-?(?:more|next|also) also-read newsletters? subscri(?:be|ption) sign-?up cookies? consent"
    " gdpr privacy comments? disqus respond replies share sharing sharebar social sidebar breadcrumbs?"
    " promos? adverts?(?:isement)? ads? ad-(?:slot|unit|container) sponsor(?:ed)? popular trending"
    " most-(?:read|viewed|popular) tags tag-list topics footer nav navbar navigation menu masthead"
    " banner modal pop-?up overlay toolbar outbrain taboola author-(?:bio|box|card|info) bio"
    " about-author captions? credits? image-(?:caption|credit) photo-(?:caption|credit)"
    " wp-caption(?:-text)? skip-link screen-reader-text visually-?hidden sr-only print-only pagination"
    " pager jp-relatedposts sharedaddy teasers? widgets? follow pull-?quotes?"
    " (?:article-?|post-?|entry-?)?meta(?:-?data)? time-?stamps? pub-?date post-date authors?"
    " author-name"
)
_LONG_WORDS = "comments? disqus respond replies cookies? consent gdpr newsletters?"


def _named(words: str) -> re.Pattern[str]:
    """A whole word of a class or an identifier: related, article-related, most_read, ad-slot."""
    return re.compile(
        rf"(?:^|[\s_]|-(?!-)|--|__)(?:{'|'.join(words.split())})"
        r"(?=$|[\s_]|-{1,2}(?:box|list|links?|articles?|stories|posts?|content|container|wrapper|section|block|module"
        r"|area|bar|buttons?|items?|inner|text|\d+)?(?=$|[\s_-]))",
        re.IGNORECASE,
    )


_NOISE, _LONG_NOISE = _named(_WORDS), _named(_LONG_WORDS)
_NEVER = frozenset(["html", "body", "main", "article"])
_NO_WORDS = frozenset(["script", "style", "template", "noscript", "a", "option", "button"])
_NAMED = 400
"""Characters of classes and identifiers that are looked at."""


def without_noise(root: "_Element") -> None:
    """Take out of a page's tree what is surely no copy: by its tag, its role, or the name of its class.

    What holds much of the page's words stays, whatever the name of its class says.
    """
    elements = list(root.iter())
    copy = _words(elements)
    for element in elements:
        name = local(element).lower()
        parent = element.getparent()
        if not name or name in _NEVER or parent is None:
            continue
        if _is_noise(element, name, copy[element] / max(copy[root], 1)):
            drop(element, parent)


def _words(elements: list["_Element"]) -> dict["_Element", int]:
    """How many characters that are no links and no programs each element holds."""
    copy: dict[_Element, int] = {}
    for element in reversed(elements):
        inside = sum(copy[part] + len((part.tail or "").strip()) for part in element)
        copy[element] = (
            0 if local(element).lower() in _NO_WORDS else inside + len((element.text or "").strip())
        )
    return copy


def is_named_noise(element: "_Element") -> bool:
    """Whether the class or the identifier of an element says that it is a box, a menu, or the like."""
    named = _names(element)
    return bool(named) and bool(_NOISE.search(named) or _LONG_NOISE.search(named))


def _names(element: "_Element") -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:_NAMED].strip()


def _is_noise(element: "_Element", name: str, share: float) -> bool:
    if name in _TAGS or name.startswith("amp-"):
        return True
    named = _names(element)
    if named and share <= MOST_COMMENTS and _LONG_NOISE.search(named):
        return True
    if share > MOST_COPY:
        return False
    if name == "header":
        return next(element.iterancestors("article", "main"), None) is None
    if (element.get("role") or "").lower() in _ROLES or element.get("aria-hidden") == "true":
        return True
    return bool(named) and _NOISE.search(named) is not None


def drop(element: "_Element", parent: "_Element") -> None:
    """Take an element out, but not the words that follow it."""
    tail = element.tail or ""
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)

"""The text of an XML file comes in; its copy, the words of its tags, and the text in balance go out."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from html import unescape

DEEPEST = 256
"""How deep elements may lie in each other where some are not closed."""

_CDATA = "<![CDATA["
# <hl1>      <p class="a > b">
_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>")
# <p      </body.content      <x:p
_TAG_NAME = re.compile(r"<(/?)([^\W\d][\w.:-]*)")
_LOOSE_NAMES = (
    "a abbr b blockquote br center chron cite code dd div dl dt em font h1 h2 h3 h4 hl2 hr i img li location"
    " money num ol org p person pre q s small span strike strong sub sup table tbody td tfoot th thead tr u"
    " ul"
)
_LOOSE = frozenset(_LOOSE_NAMES.split())
# xmlns="urn:x"      xmlns:x = 'urn:x'
_NAMESPACE = re.compile(r"(?<![\w:.-])xmlns(?::[\w.-]{1,40})?\s{0,20}=\s{0,20}(?:\"[^\"<]*\"|'[^'<]*')")
# nitf:      stat:      (what stands before a colon)
_PREFIX = re.compile(r"(?<![\w.:-])[\w.-]{1,60}:(?=\w)")


def character_data(text: str) -> Iterator[str]:
    """The copy between the tags of what `xml_text` gave, in pieces."""
    for piece, kind in _pieces(text):
        if kind is not _Kind.TAG:
            yield unescape(piece) if kind is _Kind.COPY else piece[len(_CDATA) : -len("]]>")]


def tag_words(text: str) -> Iterator[str]:
    """The names and values in the opening tags of what `xml_text` gave, without prefixes and namespaces."""
    tags = (piece for piece, kind in _pieces(text) if kind is _Kind.TAG and not piece.startswith("</"))
    return (without_prefixes(unescape(_NAMESPACE.sub("", tag))) for tag in tags)


def without_prefixes(words: str) -> str:
    """Words without the part before a colon: names may lose it when they are read."""
    return _PREFIX.sub("", words)


def balanced(text: str) -> str | None:
    """What `xml_text` gave, with elements of copy closed where the one around them closes.

    A closing tag of copy that closes nothing goes.

    Returns:
        The text; None where another element is not closed in its place, or stands in one that is not: it may
        hide what it should not hold, or be hidden.
    """
    pieces: list[str] = []
    open_names: list[tuple[str, int]] = []  # with the number of fixed elements before them
    fixed = 0
    for piece, kind in _pieces(text):
        tag = _TAG_NAME.match(piece) if kind is _Kind.TAG else None
        closing = tag is not None and bool(tag[1])
        if tag is None or not closing:
            pieces.append(piece)
        if tag is not None and not closing:
            fixed += _is_fixed(tag[2])
            if not piece.endswith("/>"):
                open_names.append((tag[2], fixed))
            if len(open_names) > DEEPEST:
                return None
        if tag is not None and closing:
            late = _late(open_names, tag[2], fixed)
            if late is None:
                return None
            pieces += late
    return None if open_names else "".join(pieces)


def _late(open_names: list[tuple[str, int]], name: str, fixed: int) -> list[str] | None:
    """The closing tags that are due where an element closes; none where it is not open; None for a fault."""
    if name not in (one for one, _ in open_names):
        return None if _is_fixed(name) else []
    late: list[str] = []
    while open_names[-1][0] != name:
        inner, before = open_names.pop()
        if _is_fixed(inner) or fixed > before:
            return None
        late.append(f"</{inner}>")
    open_names.pop()
    return [*late, f"</{name}>"]


def _is_fixed(name: str) -> bool:
    return name.rpartition(":")[2].lower() not in _LOOSE


class _Kind(Enum):
    COPY = auto()
    CDATA = auto()
    TAG = auto()


def _pieces(text: str) -> Iterator[tuple[str, _Kind]]:
    """The copy and the tags, in order."""
    at = 0
    while at < len(text):
        start = text.find("<", at)
        start = len(text) if start < 0 else start
        yield text[at:start], _Kind.COPY
        if text.startswith(_CDATA, start):
            end = text.find("]]>", start)
            at = len(text) if end < 0 else end + 3
            yield text[start:at], _Kind.CDATA
        else:
            tag = _TAG.match(text, start)
            at = tag.end() if tag else start + 1
            yield text[start:at], _Kind.TAG

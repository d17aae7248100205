"""A ninjs item comes in; the best of the bodies that it offers goes out as plain text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from broadcast.errors import ReportError
from broadcast.ingest.decode import clean
from broadcast.ingest.hypertext import is_hypertext, read_hypertext, well_read
from broadcast.ingest.json_items import Json, JsonObject, lowered, words
from broadcast.ingest.markup import Markup, render_markup
from broadcast.ingest.xml import descendant, parse

MIN_SHARE = 0.7
"""A body with tags is taken before one without; with a smaller share of its words it is an extract."""

_NO_COPY = frozenset(
    ["caption", "creditline", "credit", "writer", "byline", "headline", "title", "alt", "keywords"]
)
# nitf      ttnitf      text/vnd.IPTC.NITF
_NITF = re.compile(r"nitf", re.IGNORECASE)
# html      html5      xhtml      text/html      application/xhtml+xml      xml
_TAGGED = re.compile(r"html|xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """A body as the item offers it; `kind` is its content type and role in one."""

    kind: str
    value: str

    @property
    def rank(self) -> int:
        """Whose turn it is: hypertext, NITF, other XML, then plain text."""
        if _NITF.search(self.kind):
            return 1 if self.value.lstrip().startswith("<") else 3
        if self.is_tagged:
            return 2 if "html" not in self.kind.lower() and self.value.lstrip().startswith("<?xml") else 0
        return 3

    @property
    def is_tagged(self) -> bool:
        """Whether it has tags, by what it says or by what it holds."""
        return bool(_TAGGED.search(self.kind)) or is_hypertext(self.value)


def body_of(item: JsonObject, title: str, *, described: bool) -> Markup | None:
    """The body of an item; None when it has none.

    Of several it is the first one with tags that has all the words.

    Args:
        item: The item, its keys in lower case.
        title: How a message calls the document.
        described: Whether its description is its text where it has no body.

    Raises:
        ReportError: Too many tags, or nested too deeply.
    """
    offers = list(_offers(item, "bodies", "body_"))
    if not offers and described:
        offers = list(_offers(item, "descriptions", "description_"))
    read = [_read(offer, title) for offer in sorted(offers, key=lambda offer: offer.rank)]
    longest = max((len(markup.text.split()) for markup in read), default=0)
    return next((markup for markup in read if len(markup.text.split()) >= MIN_SHARE * longest), None)


def is_caption(item: JsonObject) -> bool:
    """Whether a picture's bodies are nothing but its description again."""
    descriptions = {
        _bare(offer.value) for offer in _offers(item, "descriptions", "description_", captions=True)
    }
    bodies = [_bare(offer.value) for offer in _offers(item, "bodies", "body_")]
    return not bodies or any(body in descriptions for body in bodies)


def _offers(item: JsonObject, name: str, prefix: str, *, captions: bool = False) -> Iterator[_Offer]:
    """The texts of an item under a name: a list of objects in versions 2 and 3, keys of their own in 1."""
    for part in objects_in(item.get(name)):
        role = words(part.get("role")).strip().lower()
        text = words(part.get("value"))
        if text.strip() and (captions or role not in _NO_COPY):
            yield _Offer(kind=f"{words(part.get('contenttype'))} {role}", value=text)
    for key, value in item.items():
        role = key.removeprefix(prefix)
        text = words(value)
        if role != key and text.strip() and (captions or not _NO_COPY & {*role.split("_")}):
            yield _Offer(kind=role, value=text)


def objects_in(value: Json) -> Iterator[JsonObject]:
    """The objects in a list, or among the values of an object, their keys in lower case."""
    parts: Iterable[Json] = (
        value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    )
    return (lowered(part) for part in parts if isinstance(part, dict))


def _read(offer: _Offer, title: str) -> Markup:
    if offer.rank == 1 or (offer.rank == 2 and offer.value.lstrip().startswith("<?xml")):
        try:
            root = parse(offer.value.encode("utf-8"), title)
        except ReportError:
            return read_hypertext(offer.value, title)
        body = descendant(root, "body")
        return render_markup(root if body is None else body)
    if offer.is_tagged:
        return read_hypertext(offer.value, title)
    return Markup(text=well_read(clean(offer.value)).strip("\n"))


def _bare(text: str) -> str:
    return " ".join(re.sub(r"<[^<>]*>", " ", text).split())

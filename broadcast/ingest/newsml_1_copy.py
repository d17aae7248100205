"""A news item of NewsML 1 comes in; the stories in it go out, each with its copy in the best form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadcast.ingest.newsml_1_lines import Place, formal
from broadcast.ingest.renditions import Rendition, best_of, joined, rendition_of
from broadcast.ingest.xml import attribute, child, children, descendants, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES = {
    "pictures": "caption photo picture image graphic thumbnail preview quicklook legend logo icon",
    "other": "video audio abstract summary teaser keyword metadata",
    "scripts": "script shotlist dopesheet storyline text story",
    "media": "photo picture graphic image video audio animation complexdata icon jpeg jpg gif png tiff mpeg"
    " mp3 mp4 wav flash",
}
"""Parts of the names of roles, and of media, formats and MIME types."""
_PICTURES, _OTHER, _SCRIPTS, _MEDIA = (tuple(names.split()) for names in _NAMES.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A text of a news item.

    Attributes:
        place: Where it stands.
        copy: The text.
        language: Its language; empty when nothing declares it.
    """

    place: Place
    copy: Rendition
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    place: Place
    copy: Rendition
    language: str
    beside_picture: bool


def stories_of(item: "_Element", title: str) -> list[Story]:
    """The stories of a news item, in order.

    Components without a headline of their own are parts of the one around them, or other forms of it; in
    another language they are a story of their own. Pictures, with their captions, have none.

    Raises:
        ReportError: Content with too many tags, or nested too deeply.
    """
    parts = [part for place in _places(item) for part in _parts(place, title)]
    # what stands beside a picture is its caption, unless there is no other text
    parts = [part for part in parts if not part.beside_picture] or parts
    stories: dict[tuple[Place, str], list[_Part]] = {}
    for part in parts:
        main = part.language.lower().replace("_", "-").partition("-")[0]
        stories.setdefault((_holder(part.place), main), []).append(part)
    return [Story(place=own[0].place, copy=_whole(own), language=own[0].language) for own in stories.values()]


def _places(item: "_Element") -> Iterator[Place]:
    """The components of an item that may hold a story, in order; an item within it has its own."""
    alone = local(item).lower() == "newscomponent"
    ways: list[tuple[Place | None, Iterator[_Element]]] = [
        (None, iter((item,)) if alone else children(item, "NewsComponent"))
    ]
    while ways:
        outer, rest = ways[-1]
        component = next(rest, None)
        if component is None:
            ways.pop()
        elif not _is_no_story(component):
            place = Place.of(component, outer)
            yield place
            ways.append((place, children(component, "NewsComponent")))


def _is_no_story(component: "_Element") -> bool:
    role = formal(child(component, "Role")).lower()
    if any(name in role for name in _PICTURES):
        return True
    return any(name in role for name in _OTHER) and not any(name in role for name in _SCRIPTS)


def _parts(place: Place, title: str) -> Iterator[_Part]:
    """The texts that stand straight in a component."""
    contents = list(children(place.component, "ContentItem"))
    pictured = any(_is_no_text(content) for content in contents)
    for content in contents:
        if _is_no_text(content):
            continue
        for carrier in list(descendants(content, "DataContent")) or [content]:
            if carrier is content and child(content, "nitf") is None:
                continue
            encoding = attribute(carrier.getparent(), "Notation")
            copy = rendition_of(carrier, title, encoding)
            if copy is not None:
                language = copy.language or attribute(content, "lang") or language_of(place)
                yield _Part(place=place, copy=copy, language=language, beside_picture=pictured)


def _is_no_text(content: "_Element") -> bool:
    names = (formal(part).lower() for part in children(content, "MediaType", "Format", "MimeType"))
    return any(kind in name for name in names for kind in _MEDIA)


def language_of(place: Place) -> str:
    """The language that a component declares, or what is around it."""
    for around in place.around():
        for metadata in around.own("DescriptiveMetadata"):
            if name := formal(child(metadata, "Language")):
                return name
        if name := attribute(around.component, "lang"):
            return name
    return next(filter(None, (attribute(outer, "lang") for outer in place.component.iterancestors())), "")


def _holder(place: Place) -> Place:
    """The component whose headline a component stands under; without one, the outermost."""
    outermost = place
    for around in place.around():
        if any(child(lines, "HeadLine") is not None for lines in around.own("NewsLines")):
            return around
        outermost = around
    return outermost


def _whole(parts: Sequence[_Part]) -> Rendition:
    """One text of several: the best of equivalents, else all of them."""
    copies = [part.copy for part in parts]
    equivalent = any(
        attribute(around.component, "EquivalentsList").lower() in ("yes", "true", "1")
        for part in parts
        for around in part.place.around()
    )
    return best_of(copies) if equivalent else joined(copies)

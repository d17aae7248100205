"""A component of NewsML 1 comes in; the lines that stand with it go out: headline, byline, slug, notes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadcast.ingest.authors import person
from broadcast.ingest.g2_meta import in_language
from broadcast.ingest.xml import attribute, child, children, descendants, local, words

if TYPE_CHECKING:
    from lxml.etree import _Element

_METADATA = ("NewsLines", "AdministrativeMetadata", "DescriptiveMetadata")
_NOTES = ("advisory", "editor", "note", "instruction", "alert", "warning")
_CORRECTION = "correct"
_DASHES = " -–—"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Place:
    """A component among those that it lies in.

    Attributes:
        component: It.
        outer: The place of the component around it.
        metadata: Its lines and metadata.
    """

    component: "_Element"
    outer: "Place | None"
    metadata: Sequence["_Element"]

    @classmethod
    def of(cls, component: "_Element", outer: "Place | None" = None) -> "Place":
        """The place of a component in another one."""
        return cls(component=component, outer=outer, metadata=tuple(children(component, *_METADATA)))

    def around(self) -> Iterator["Place"]:
        """It, and those that it lies in, the innermost first."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.outer

    def own(self, name: str) -> Iterator["_Element"]:
        """Its own metadata of a name."""
        return (part for part in self.metadata if local(part).lower() == name.lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLines:
    """What stands with a component; each is empty where nothing does.

    Attributes:
        headline: The headline.
        byline: The byline.
        author: Who is named as creator, where that is a person.
        dateline: The dateline, without its dash.
        slug: The slug line.
        keywords: The keyword line.
        rights: Copyright and rights lines.
        notes: Lines for editors.
        correction: A line that says what is corrected.
    """

    headline: str = ""
    byline: str = ""
    author: str = ""
    dateline: str = ""
    slug: str = ""
    keywords: str = ""
    rights: str = ""
    notes: str = ""
    correction: str = ""


def formal(element: "_Element | None") -> str:
    """The formal name that an element gives; else its words."""
    return attribute(element, "FormalName") or words(element)


def lines_of(place: Place, language: str) -> NewsLines:
    """The lines of a component; one that it lacks is that of the nearest component around it."""

    def said(name: str) -> str:
        return next(filter(None, (in_language(children(lines, name), language) for lines in found)), "")

    found = [lines for around in place.around() for lines in around.own("NewsLines")]
    typed = [line for lines in found for line in children(lines, "NewsLine")]
    return NewsLines(
        headline=said("HeadLine"),
        byline=said("ByLine"),
        author=_author(place),
        dateline=said("DateLine").rstrip(_DASHES),
        slug=said("SlugLine"),
        keywords=said("KeywordLine"),
        rights="; ".join(filter(None, (said("CopyrightLine"), said("RightsLine")))),
        notes="\n".join(_typed(typed, _NOTES)),
        correction="\n".join(_typed(typed, (_CORRECTION,))),
    )


def _typed(lines: Iterable["_Element"], kinds: Iterable[str]) -> list[str]:
    """The texts of the lines whose type is one of these."""
    texts = (
        words(text)
        for line in lines
        if any(kind in formal(child(line, "NewsLineType")).lower() for kind in kinds)
        for text in children(line, "NewsLineText")
    )
    return list(dict.fromkeys(filter(None, texts)))


def _author(place: Place) -> str:
    """The creator that the metadata name, where that is not who provides the item."""
    for around in place.around():
        for metadata in around.own("AdministrativeMetadata"):
            others = {*_parties(metadata, "Provider"), *_parties(metadata, "Source")}
            names = [_signed(name) for name in _parties(metadata, "Creator") if name not in others]
            if any(names):
                return " and ".join(filter(None, names))
    return ""


def _parties(metadata: "_Element", role: str) -> Iterator[str]:
    return (formal(party) for part in children(metadata, role) for party in descendants(part, "Party"))


def _signed(name: str) -> str:
    """A name, or several: "Ana Ruiz with Luis Sol in Port Elsa"; empty for what is no person."""
    first = name.partition(" with ")[0].partition(" in ")[0].partition(" and ")[0]
    return " ".join(name.split()) if person(first.strip(" ,")) else ""

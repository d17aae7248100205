"""The styles and lists of a Word document come in; what a paragraph is, and its number in a list, go out."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from broadcast.ingest.docx_body import Paragraph, child, local_name, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST_CHAIN = 12
"""Styles that a style may rest on, one on the other."""
BODY_LEVEL = 9
"""The level of the outline that stands for body copy."""
_COUNTED = ("decimal", "decimalZero")
# %1.      %1.%2)
_PLACE = re.compile(r"%([1-9])")


class Role(Enum):
    """What a paragraph is by its style."""

    BODY = auto()
    TITLE = auto()
    HEADING = auto()
    BYLINE = auto()
    DATE = auto()
    CAPTION = auto()
    CONTENTS = auto()


# Word writes the names of its own styles in English, whatever its language; the rest is newsrooms' own.
_ROLES = (
    # Title      Headline      Hed
    (re.compile(r"title|head ?line|hed|hedline|main head(?:ing)?"), Role.TITLE),
    # heading 1      Subtitle      sub-head      Deck
    (
        re.compile(r"heading(?: \d)?|sub[ -]?title|sub[ -]?head(?:ing|line)?|cross[ -]?head|deck"),
        Role.HEADING,
    ),
    # Byline      Author
    (re.compile(r"by[ -]?line|author"), Role.BYLINE),
    # Date      Dateline
    (re.compile(r"date(?:[ -]?line)?"), Role.DATE),
    # caption      Photo caption      Credit
    (re.compile(r"(?:photo |picture |image |figure )?(?:caption|credit)"), Role.CAPTION),
    # toc 1      TOC Heading      table of figures      index 2
    (re.compile(r"toc (?:\d|heading)|table of \w+|index (?:\d|heading)"), Role.CONTENTS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    name: str
    rests_on: str = ""
    outline: int | None = None
    numbering: tuple[str | None, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The styles of a document, by identifier."""

    by_id: Mapping[str, _Style]
    language: str = ""

    def role(self, paragraph: Paragraph) -> Role:
        """What a paragraph is: by the name of its style or of one that it rests on, else by its outline."""
        for style in self._chain(paragraph.style):
            name = style.name.strip().lower()
            role = next((role for pattern, role in _ROLES if pattern.fullmatch(name)), None)
            if role is not None:
                return role
        outline = paragraph.outline
        if outline is None:
            levels = (style.outline for style in self._chain(paragraph.style))
            outline = next((level for level in levels if level is not None), BODY_LEVEL)
        return Role.HEADING if outline < BODY_LEVEL else Role.BODY

    def numbering(self, paragraph: Paragraph) -> tuple[str, int] | None:
        """The list that a paragraph is in, and the level; None outside of lists."""
        found: tuple[str | None, int] | None = paragraph.numbering
        if found is None:
            lists = (style.numbering for style in self._chain(paragraph.style))
            found = next((listed for listed in lists if listed is not None), None)
        # List "0" takes a paragraph out of the list of its style.
        return None if found is None or found[0] in (None, "0") else (found[0] or "", found[1])

    def _chain(self, style_id: str) -> list[_Style]:
        chain: list[_Style] = []
        while style_id in self.by_id and len(chain) < LONGEST_CHAIN:
            chain.append(self.by_id[style_id])
            style_id = chain[-1].rests_on
        return chain


def read_styles(root: "_Element | None") -> Styles:
    """Read the part of the styles; no styles without it."""
    by_id: dict[str, _Style] = {}
    for style in [] if root is None else root:
        style_id = value(style, "styleId")
        if local_name(style) == "style" and style_id is not None:
            by_id[style_id] = _Style(
                name=value(child(style, "name")) or style_id,
                rests_on=value(child(style, "basedOn")) or "",
                outline=whole(value(child(style, "pPr", "outlineLvl"))),
                numbering=_listed(child(style, "pPr", "numPr")),
            )
    defaults = child(root, "docDefaults", "rPrDefault", "rPr", "lang")
    return Styles(by_id=by_id, language=value(defaults) or "")


def _listed(properties: "_Element | None") -> tuple[str | None, int] | None:
    if properties is None:
        return None
    return value(child(properties, "numId")), whole(value(child(properties, "ilvl"))) or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    pattern: str
    start: int


@dataclass(slots=True)
class Numbers:
    """Counts the lists of a document as its paragraphs pass by.

    Attributes:
        levels: How each level of each list is written; those with bullets and letters are not there.
        shared: The lists that a list counts on with.
    """

    levels: Mapping[tuple[str, int], _Level] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def next(self, number_id: str, level: int) -> str:
        """The number of the next item, as it is printed before it: "3."; empty for a bullet."""
        shared = self.shared.get(number_id, number_id)
        self.counts[shared, level] += 1
        for deeper in range(level + 1, BODY_LEVEL):
            self.counts.pop((shared, deeper), None)
        written = self.levels.get((number_id, level))
        if written is None:
            return ""
        return _PLACE.sub(lambda place: self._count(number_id, shared, int(place[1]) - 1), written.pattern)

    def _count(self, number_id: str, shared: str, level: int) -> str:
        written = self.levels.get((number_id, level))
        start = written.start if written else 1
        return str(start + max(self.counts[shared, level], 1) - 1)


def read_numbers(root: "_Element | None") -> Numbers:
    """Read the part of the numbered lists; no numbers without it."""
    abstract: dict[str, dict[int, _Level]] = {}
    levels: dict[tuple[str, int], _Level] = {}
    shared: dict[str, str] = {}
    for part in [] if root is None else root:
        if local_name(part) == "abstractNum":
            abstract[value(part, "abstractNumId") or ""] = _levels(part)
        elif local_name(part) == "num":
            number_id = value(part, "numId") or ""
            base = value(child(part, "abstractNumId")) or ""
            overridden = any(local_name(item) == "lvlOverride" for item in part)
            shared[number_id] = number_id if overridden else f"abstract {base}"
            levels |= {(number_id, level): written for level, written in abstract.get(base, {}).items()}
    return Numbers(levels=levels, shared=shared)


def _levels(abstract: "_Element") -> dict[int, _Level]:
    """The levels of a list that are counted in figures."""
    levels: dict[int, _Level] = {}
    for level in abstract:
        place = whole(value(level, "ilvl"))
        kind = value(child(level, "numFmt")) or "decimal"
        if local_name(level) == "lvl" and place is not None and kind in _COUNTED:
            pattern = value(child(level, "lvlText")) or f"%{place + 1}."
            levels[place] = _Level(pattern=pattern[:20], start=whole(value(child(level, "start"))) or 1)
    return levels

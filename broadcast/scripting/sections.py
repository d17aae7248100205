"""The lines below a script's head go in; its sections come out: a heading, what is set on it, the words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from broadcast.model import Kind
from broadcast.scripting.frontmatter import Entry, Place, unquoted
from broadcast.scripting.scriptfile import HEADINGS
from broadcast.scripting.values import listed

Lines = Sequence[tuple[str, Place]]

KINDS = {word.replace("-", ""): kind for kind, word in HEADINGS.items()} | {
    "REPORTER": Kind.FIELD,
    "SOT": Kind.SOUNDBITE,
    "BITE": Kind.SOUNDBITE,
    "LEAD": Kind.LEAD_IN,
}
UNSPOKEN = "UNSPOKEN"
_HEADING = re.compile(  # "## PAUSE 1.5s", "##soundbite: Ana Ruiz, harbour master (female)"
    r"^\s*#{1,6}\s*(?P<word>[A-Za-z]+(?:[-_ ]?IN\b)?)(?:\s+(?P<length>[^:]*?))?\s*(?::\s*(?P<who>.*?))?\s*$",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"^(?P<key>[A-Za-z][A-Za-z-]*)\s*:(?:\s+(?P<value>.*))?$")  # "voice: kokoro:bf_emma"
_ATTRIBUTES = (
    *("from", "continued", "voice", "rate", "wpm", "pitch", "range", "delivery"),
    *("hold", "optional", "check", "note"),
    *("clip", "translation", "effect", "bed", "sound", "speaker"),
)


@dataclass(slots=True, kw_only=True)
class Section:
    """A heading and the lines under it."""

    place: Place
    word: str
    length: str
    who: str
    lines: list[tuple[str, Place]] = field(default_factory=list)


def without_comments(lines: Lines) -> Lines:
    """The lines that stand in no comment.

    Raises:
        ScriptError: A comment that does not end.
    """
    kept: list[tuple[str, Place]] = []
    opened: Place | None = None
    for line, place in lines:
        if opened is None and line.lstrip().startswith("<!--"):
            opened = place
        if opened is None:
            kept.append((line, place))
        elif "-->" in line:
            opened = None
    if opened is not None:
        raise opened.error("a comment that does not end", "close it with '-->'")
    return kept


def sections_of(lines: Lines) -> list[Section]:
    """The sections in order.

    Raises:
        ScriptError: An unknown heading, or words before the first one.
    """
    sections: list[Section] = []
    for line, place in lines:
        section = _heading(line, place)
        if section is not None:
            sections.append(section)
        elif sections:
            sections[-1].lines.append((line, place))
        elif line.strip():
            raise place.error(
                f"'{line.strip()[:40]}' stands before the first heading", "begin with '## ANCHOR'"
            )
    return sections


def _heading(line: str, place: Place) -> Section | None:
    stripped = line.lstrip()
    if not stripped.startswith("#"):
        return None
    found = _HEADING.match(line)
    word = re.sub(r"[-_ ]", "", found["word"].upper()) if found else ""
    if found is None or (word not in KINDS and word != UNSPOKEN):
        if not stripped.startswith("##"):
            return None
        words = listed([*HEADINGS.values(), UNSPOKEN])
        raise place.error(
            f"unknown heading '{stripped.strip('# ')[:40]}'",
            f"headings: {words}; text that begins with # needs a \\ before it",
        )
    length = (found["length"] or "").strip()
    if length and KINDS.get(word) is not Kind.PAUSE:
        raise place.error(
            f"'{length}' after {word} is not understood",
            "a speaker stands after a colon: '## SOUNDBITE: Ana Ruiz'",
        )
    return Section(place=place, word=word, length=length, who=(found["who"] or "").strip())


def attributes_of(lines: Lines) -> tuple[dict[str, Entry], Lines]:
    """The attribute lines directly under a heading, and the lines after them."""
    attributes: dict[str, Entry] = {}
    for index, (line, place) in enumerate(lines):
        found = _ATTRIBUTE.match(line.strip())
        if found is None:
            return attributes, lines[index:]
        key = {"pause": "hold", "span": "from"}.get(found["key"].lower(), found["key"].lower())
        if key not in _ATTRIBUTES:
            raise place.error(
                f"unknown attribute '{found['key']}'",
                f"known: {listed(_ATTRIBUTES)}; leave an empty line between the heading and the text",
            )
        if key in attributes:
            raise place.error(f"'{key}' stands twice", f"first in line {attributes[key].place.line}")
        attributes[key] = Entry(value=unquoted(found["value"], place), place=place)
    return attributes, []

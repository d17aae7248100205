"""Text with the line ends of a wire or a video desk comes in; its paragraphs and lines go out."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from broadcast.ingest.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST_INDENT = 10
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_COPY = frozenset(
    ["p", "div", "block", "pre", "body.content", "datacontent", "inlinedata", "body", "inlinexml"]
)
_PARAGRAPHS = frozenset(["p", "div"])
_IN_LINE_NAMES = (
    "a abbr acronym b big chron cite code em event function i lang location money num object.title org person"
    " postaddr pronounce q s small span strong sub sup u virtloc"
)
_IN_LINE = frozenset(_IN_LINE_NAMES.split())
_SOUNDBITE = r"(?:\d{1,3}[.)] ?)?SOUNDBITE\b"
# there." SOUNDBITE 2 - Ana      fell. 3. SOUNDBITE (English) Ana      (a label within a line)
_LOST_LABEL = re.compile(rf"(?<=[\w.!?\"”’)])(?<!\d[.)])(?<! AND)[ \t]+(?={_SOUNDBITE})")
# SOUNDBITE 2 -      SHOTLIST:      STORYLINE:      -VAR of the wall
_LABEL = re.compile(
    rf"(?<!\d[.)])(?<! AND) (?={_SOUNDBITE}|(?:SHOTLIST|STORYLINE|STORY|SCRIPT|SHOWS)\s?:|-[A-Z]{{2,5}} )"
)


def paragraphs_of(text: str) -> str:
    """Plain text, dedented, its paragraphs parted by an empty line.

    Where paragraphs are told by indents, as wires do, the lines of each are joined. Other line ends are kept.
    """
    lines = text.expandtabs(8).split("\n")
    if _is_wire(lines):
        return "\n\n".join(" ".join(part) for part in _parts(lines))
    kept = "\n".join(line.strip() for line in lines).strip()
    # three line ends and more are one empty line
    return re.sub(r"\n{3,}", "\n\n", kept)


def labelled_lines(text: str) -> str:
    """A shot list as lines: as written, or broken anew before its labels where its line ends are lost."""
    if not _LOST_LABEL.search(text):
        return paragraphs_of(text)
    parts = (" ".join(line.split()) for line in re.split(r"\n\s*\n", text))  # empty lines part paragraphs
    return "\n\n".join(_LABEL.sub("\n", part) for part in parts if part)


def unwrap(root: "_Element") -> None:
    """Keep the line ends of blocks that hold a whole story in them: nothing else tells its paragraphs.

    A paragraph that is told by its indent or by an empty line has its lines joined; so has one in `<p>`.
    Other blocks without an element in them keep every line.
    """
    for block in root.iter():
        name = local(block).lower()
        if name not in _COPY or not _holds_only_words(block):
            continue
        lines = "".join(map(str, block.itertext())).expandtabs(8).strip().split("\n")
        joins = _is_wire(lines) or (name in _PARAGRAPHS and not all(map(str.strip, lines)))
        if not joins and (name in _PARAGRAPHS or len(lines) < 2):
            continue
        block.set(_PRESERVE, "preserve")
        for element in block.iter():
            element.text = _relined(element.text, joins=joins)
            if element is not block:
                element.tail = _relined(element.tail, joins=joins)


def _holds_only_words(block: "_Element") -> bool:
    if "\n" not in (block.text or "").strip() and not len(block):
        return False
    return all(local(part).lower() in _IN_LINE for part in block.iterdescendants())


def _is_wire(lines: Sequence[str]) -> bool:
    """Whether paragraphs are told by an indent that their other lines do not have, or by empty lines."""
    words = [line for line in lines if line.strip()]
    if len(words) < 2:
        return False
    starts = [
        line
        for line in words[1:]
        if line.startswith("  ") and len(line) - len(line.lstrip()) <= DEEPEST_INDENT
    ]
    flush = [line for line in words[1:] if not line[0].isspace()]
    return bool(starts and flush) and not any(line.strip()[0].islower() for line in starts)


def _parts(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each paragraph."""
    part: list[str] = []
    for line in lines:
        if part and (not line.strip() or line.startswith("  ")):
            yield part
            part = []
        if line.strip():
            part.append(line.strip())
    if part:
        yield part


def _relined(text: str | None, *, joins: bool) -> str | None:
    """A stretch of a block without indents, its lines joined to paragraphs or kept."""
    if not text or "\n" not in text:
        return text
    first, *rest = text.expandtabs(8).split("\n")
    pieces = [first]
    empty = False
    for line in rest:
        begins = empty or (joins and line.startswith("  "))
        empty = not line.strip()
        if not empty:
            gap = "\n\n" if begins else " " if joins else "\n"
            pieces.append(gap + line.strip() + (" " if line[-1].isspace() else ""))
    return "".join([*pieces, " "] if empty else pieces)

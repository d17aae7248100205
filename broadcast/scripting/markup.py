"""The words of a segment with a person's markup go in; plain words and marks come out, and back."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from html import unescape

from broadcast.errors import ScriptError
from broadcast.model import Mark, Markup
from broadcast.phonetics import read_sounds
from broadcast.scripting.marks import mark_of

KNOWN = tuple(kind.value for kind in Markup)
_STRANGE = ("speak", "voice", "audio", "mark", "lang", "lexicon", "lookup")
_NAMES = "|".join((*KNOWN, *_STRANGE))
# <phoneme ...   </sub   [Palmyra](/pælˈmaɪrə/)   [Palmyra](pal-MY-ruh)
_LOOKS = re.compile(
    rf"(?P<slashes>\\*)(?:<(?P<tag>/?(?:{_NAMES})(?![\w-]))|\[(?P<words>[^\[\]<\n]{{1,80}})\]\((?P<said>[^()\n]{{1,80}})\))",
    re.IGNORECASE,
)
# the rest of a tag: ' alphabet="ipa" ph="..."/>'
_REST = re.compile(r"""(?P<inside>(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*?)\s*(?P<empty>/?)>""")
_ATTRIBUTE = re.compile(r"""\s+([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# <break time="1s"/>
_TAGS = re.compile(rf"</?(?:{_NAMES})[^<>]*>", re.IGNORECASE)
# pal-MY-ruh   KEEV   /kiːv/   P AE0 L
_RESPELLED = re.compile(
    r"(?=.*(?<![A-Za-z])[A-ZÀ-ÞĀ-Ż]{2})[A-Za-zəāēīōūĀĒĪŌŪ'’ ‑-]+|/[^/]+/|(?=.*\d)[A-Z0-2 ]+"
)

Fail = Callable[[int, str, str], ScriptError]
"""Makes the error of a place in the text: offset, message, hint."""


@dataclass(slots=True)
class _Reader:
    """Plain words so far, the marks that are closed, and those that are open."""

    fail: Fail
    plain: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark | None] = field(default_factory=list)
    opened: list[tuple[int, str, Mark, int]] = field(default_factory=list)

    def words(self, text: str) -> None:
        """Take in words."""
        self.plain.append(text)
        self.length += len(text)

    def open(self, name: str, mark: Mark, offset: int) -> None:
        """Begin an element."""
        self.opened.append((len(self.marks), name, replace(mark, span=(self.length, self.length)), offset))
        self.marks.append(None)

    def close(self, name: str, written: str, offset: int) -> None:
        """End the innermost element, which must be of that name."""
        if not self.opened or self.opened[-1][1] != name:
            within = f"'<{self.opened[-1][1]}>' is open" if self.opened else "none is open"
            raise self.fail(
                offset, f"'</{name}>' closes nothing: {within}", "close what was opened last, first"
            )
        place, _, mark, _ = self.opened.pop()
        if mark.span[0] == self.length:
            raise self.fail(offset, f"'<{name}>' holds no words", "put the words between the two tags")
        self.marks[place] = replace(mark, span=(mark.span[0], self.length), closing=written)

    def single(self, mark: Mark) -> None:
        """Take in a mark that holds no words."""
        self.marks.append(replace(mark, span=(self.length, self.length)))


def parse_markup(text: str, fail: Fail) -> tuple[str, tuple[Mark, ...]]:
    r"""Part words and marks.

    `<` before any other word than an element's is print, and so are brackets before anything but a
    pronunciation; a backslash makes print of what would be markup.

    Raises:
        ScriptError: Made by `fail`: a tag that does not end, does not close, or says what is not known.
    """
    reader = _Reader(fail)
    at = 0
    while (found := _LOOKS.search(text, at)) is not None:
        slashes = len(found["slashes"])
        start = found.start() + slashes
        is_link = found["said"] is not None
        if is_link and not _RESPELLED.fullmatch(found["said"]):
            # print: go on behind the bracket
            reader.words(text[at : start + 1])
            at = start + 1
            continue
        reader.words(text[at : found.start()] + "\\" * (slashes // 2))
        if slashes % 2:
            reader.words(text[start])
            at = start + 1
        elif is_link:
            at = _link(found, start, reader)
        else:
            at = _tag(text, start, found["tag"].lower(), reader)
    reader.words(text[at:])
    if reader.opened:
        _, name, _, offset = reader.opened[-1]
        raise fail(offset, f"'<{name}>' is not closed", f"write '</{name}>' behind the words")
    return "".join(reader.plain), tuple(mark for mark in reader.marks if mark is not None)


def _link(found: re.Match[str], start: int, reader: _Reader) -> int:
    said = found["said"].strip()
    if read_sounds(said) is None:
        raise reader.fail(
            start, f"'{said}' cannot be read as a pronunciation", "write 'pal-MY-ruh' or '/pælˈmaɪrə/'"
        )
    mark = Mark(kind=Markup.PHONEME, span=(0, 0), value=said, opening="[")
    reader.open("", mark, start)
    reader.words(found["words"])
    reader.close("", f"]({found['said']})", start)
    return found.end()


def _tag(text: str, start: int, tag: str, reader: _Reader) -> int:
    name = tag.strip("/")
    if name not in KNOWN:
        raise reader.fail(
            start, f"'<{name}>' is not known", f"known: {', '.join(KNOWN)}; a \\ before it makes it print"
        )
    rest = _REST.match(text, start + 1 + len(tag))
    if rest is None:
        raise reader.fail(start, f"'<{name}' does not end", "close the tag with '>'; values stand in quotes")
    written = text[start : rest.end()]
    if tag.startswith("/"):
        reader.close(name, written, start)
        return rest.end()
    attributes = _attributes(rest["inside"], name, start, reader)
    mark = mark_of(Markup(name), attributes, lambda message, hint: reader.fail(start, message, hint))
    mark = replace(mark, opening=written)
    if mark.kind is Markup.BREAK:
        return _break(text, start, rest, mark, reader)
    if rest["empty"]:
        raise reader.fail(start, f"'<{name}/>' holds no words", f"write '<{name} ...>words</{name}>'")
    reader.open(name, mark, start)
    return rest.end()


def _break(text: str, start: int, rest: re.Match[str], mark: Mark, reader: _Reader) -> int:
    end = rest.end()
    if not rest["empty"]:
        raise reader.fail(start, "'<break>' is not closed", "write '<break time=\"500ms\"/>'")
    if not any(map(str.isalnum, "".join(reader.plain))) or not any(
        map(str.isalnum, _TAGS.sub("", text[end:]))
    ):
        raise reader.fail(
            start,
            "a break has words on both sides",
            "between segments write '## PAUSE 1s', or 'hold: 1s' under a heading",
        )
    reader.single(mark)
    return end


def _attributes(inside: str, name: str, start: int, reader: _Reader) -> dict[str, str]:
    found = list(_ATTRIBUTE.finditer(inside))
    if "".join(part.group() for part in found).strip() != inside.strip():
        raise reader.fail(start, f"'<{name}{inside}>' is not well-formed", 'write attributes as name="value"')
    return {part[1].lower(): unescape(part[2] if part[2] is not None else part[3]) for part in found}


def written_with(text: str, marks: Iterable[Mark]) -> str:
    """The words with their markup, as `parse_markup` reads it back."""
    places: dict[int, list[str]] = {}
    listed = list(marks)
    # at one place: what ends, the inner first; then what begins, the outer first
    for mark in reversed(listed):
        if mark.kind is not Markup.BREAK:
            places.setdefault(mark.span[1], []).append(mark.closing)
    for mark in listed:
        places.setdefault(mark.span[0], []).append(mark.opening)
    parts, at = [], 0
    for place in sorted(places):
        inserted = "".join(places[place])
        parts.append(_escaped(text[at:place], before=inserted.startswith(("<", "["))))
        parts.append(inserted)
        at = place
    return "".join([*parts, _escaped(text[at:], before=False)])


def _escaped(text: str, *, before: bool) -> str:
    """Print with a backslash before what looks like markup; `before` a mark, backslashes are doubled."""

    def escape(found: re.Match[str]) -> str:
        if found["said"] is not None and not _RESPELLED.fullmatch(found["said"]):
            return found.group()
        sign = found.group()[len(found["slashes"]) :]
        return found["slashes"] * 2 + "\\" + sign

    text = _LOOKS.sub(escape, text)
    tail = re.search(r"\\+\Z", text)
    return text + tail.group() if before and tail else text

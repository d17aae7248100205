"""A Document of MOS messages comes in, of any version; a Report a story goes out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from broadcast.errors import ReportError
from broadcast.ingest.document import Document
from broadcast.ingest.script_copy import ScriptWriter, Slate
from broadcast.ingest.xml import child, children, descendants, local, parse, root_name, words
from broadcast.model import Report, Status

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_MESSAGES = 2_000
_WITH_STORIES = frozenset(
    ["rocreate", "roreplace", "rolist", "roelementaction", "rostoryappend", "rostoryinsert", "rostoryreplace"]
)
_ROOTS = _WITH_STORIES | {"mos", "rostorysend"}
_ADDRESS = frozenset(["mosID", "ncsID", "messageID"])
# <mos>      <mos version="4.0">
_MESSAGE = re.compile(r"<(?:[\w.-]{1,40}:)?mos(?=[\s>])[^<>]*>")
_MESSAGE_END = re.compile(r"</(?:[\w.-]{1,40}:)?mos\s*>")
# <roStorySend>      (a message without its envelope)
_BARE = re.compile(rf"<(?:[\w.-]{{1,40}}:)?(?:{'|'.join(_ROOTS)})(?=[\s>])[^<>]*>", re.IGNORECASE)
_BARE_END = re.compile(rf"</(?:[\w.-]{{1,40}}:)?(?:{'|'.join(_ROOTS)})\s*>", re.IGNORECASE)
# <?xml version="1.0" encoding="UTF-16"?>
_DECLARATION = re.compile(r"<\?xml[^<>]{0,400}\?>")
_LINES = frozenset(["p", "br", "div", "li"])
_SILENT = frozenset(["mosexternalmetadata", "storypresenter", "storypresenterrr"])
_TRUE = ("1", "true", "yes", "y")
OWN_SCHEMA = "urn:broadcast:mos:1"
"""The metadata's schema in stories of this program, whose package copy is the words of soundbites."""


def matches(document: Document) -> bool:
    """`<mos>`, or the message for a story or a running order on its own, as the root element."""
    return root_name(document).lower() in _ROOTS


def read(document: Document) -> list[Report]:
    """Read the stories that have a body: of roStorySend, and of running orders that carry bodies.

    A story sent again replaces the one before; one that is deleted later is killed. Presenter instructions,
    items and package copy stand in the text in brackets and are not spoken; where a story has nothing but
    package copy, or comes from this program, that is spoken.

    Raises:
        ReportError: The bytes are not XML, or no story has a body.
    """
    stories: dict[str, Report] = {}
    kinds: dict[str, None] = {}
    bare = 0
    for root in _messages(document):
        for story in _stories(root, kinds):
            body = next(descendants(story, "storyBody"), None)
            if body is None:
                bare += 1
            else:
                report = _report(story, body, document)
                stories[report.item_id or f"#{len(stories)}"] = report
        for deleted in descendants(root, "roStoryDelete"):
            for told in (words(part) for part in children(deleted, "storyID")):
                if told in stories:
                    stories[told] = replace(stories[told], status=Status.KILLED)
    if not stories:
        raise _no_story(document, bare, list(kinds))
    return list(stories.values())


def _messages(document: Document) -> Iterator["_Element"]:
    """The root of each message, in order."""
    text = _text(document)
    mark, end = (_MESSAGE, _MESSAGE_END) if _MESSAGE.search(text) else (_BARE, _BARE_END)
    starts = [found.start() for found in mark.finditer(text)]
    if len(starts) > MOST_MESSAGES:
        raise ReportError(
            f"{document.title} holds more than {MOST_MESSAGES:,} messages", hint="cut it into several files"
        )
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        ends = [found.end() for found in end.finditer(text, start, stop)]
        message = text[start : ends[-1] if ends else stop]
        yield parse(_DECLARATION.sub(" ", message).encode(errors="replace"), document.title)


def _text(document: Document) -> str:
    """The text; a message in two bytes a character that was cut in the middle of one loses that one."""
    raw = document.raw
    if len(raw) % 2 and raw[:2] in (b"\0<", b"<\0", b"\xfe\xff", b"\xff\xfe"):
        return replace(document, raw=raw[:-1]).text
    return document.text


def _stories(root: "_Element", kinds: dict[str, None]) -> Iterator["_Element"]:
    """The elements that stand for a story; what kinds of message there are is added to `kinds`."""
    for message in [root] if local(root).lower() != "mos" else children(root):
        kind = local(message)
        if kind not in _ADDRESS:
            kinds[kind] = None
        if kind.lower() == "rostorysend":
            yield message
        elif kind.lower() in _WITH_STORIES:
            yield from descendants(message, "story")


def _report(story: "_Element", body: "_Element", document: Document) -> Report:
    if any(words(part) == OWN_SCHEMA for part in descendants(story, "mosSchema")):
        return _written(story, body, document, spoken=frozenset(["pkg"]))
    copy = (part for part in body.iter() if local(part).lower() == "pkg")
    packaged = sum(len(words(part)) for part in copy)
    report = _written(story, body, document, spoken=frozenset())
    heard = len(report.text) - sum(end - start for start, end in (part.span for part in report.furniture))
    if packaged and not heard:
        return _written(story, body, document, spoken=frozenset(["pkg"]))
    return report


def _written(story: "_Element", body: "_Element", document: Document, *, spoken: frozenset[str]) -> Report:
    from lxml.etree import iterwalk

    writer = ScriptWriter()
    walker = iterwalk(body, events=("start", "end"))
    for event, element in walker:
        name = local(element).lower()
        if event == "end":
            if name in _LINES:
                writer.end_line()
            if element is not body:
                writer.write(str(element.tail or ""))
            continue
        if name in _LINES:
            writer.begin_line()
        cue = None if name in spoken else _cue(element, name)
        if cue is None:
            writer.write(" " if name == "tab" else str(element.text or ""))
        else:
            writer.cue(cue)
            walker.skip_subtree()
    return writer.report(_slate(story, body), document, "mos")


def _cue(element: "_Element", name: str) -> str | None:
    """The words of a cue; empty for what leaves nothing in the script, None for what is spoken."""
    if name in ("pi", "pkg"):
        return words(element)
    if name in ("storyitem", "item", "mosobj"):
        return _item(element)
    return "" if name in _SILENT else None


def _item(item: "_Element") -> str:
    """What an item is called, and how long it runs."""
    names = ("itemSlug", "objSlug", "mosAbstract", "objID", "itemID")
    named = next(filter(None, (words(next(descendants(item, name), None)) for name in names)), "")
    length, base = (words(next(descendants(item, name), None)) for name in ("objDur", "objTB"))
    edited = words(next(descendants(item, "itemEdDur"), None))
    if base.isdecimal() and int(base) and (edited or length).isdecimal():
        seconds = round(int(edited or length) / int(base))
        return f"{named} {seconds // 60}:{seconds % 60:02}" if seconds else named
    return named


def _slate(story: "_Element", body: "_Element") -> Slate:
    presenters = [words(part) for part in descendants(body, "storyPresenter")]
    page = words(child(story, "storyNum"))
    notes = [f"presenter: {', '.join(dict.fromkeys(filter(None, presenters)))}"] if any(presenters) else []
    notes += [f"page {page}"] if page else []
    status = embargo = ""
    for part in descendants(story, "mosExternalMetadata"):
        for entry in part.iterdescendants():
            name, said = local(entry).lower(), words(entry) if not len(entry) else ""
            if "embargo" in name and said:
                embargo = said
            elif name in ("status", "storystatus") and said:
                status = said
            elif name in ("float", "floated", "isfloated") and said.lower() in _TRUE:
                notes.append("float in the rundown")
            elif name == "approved" and said.lower() in ("0", "false", "no"):
                notes.append("not approved")
    return Slate(
        slug=words(child(story, "storySlug")),
        item_id=words(child(story, "storyID")),
        status=status,
        embargo=embargo,
        notes=tuple(notes),
    )


def _no_story(document: Document, bare: int, kinds: list[str]) -> ReportError:
    if bare:
        return ReportError(
            f"{document.title} is a running order without its scripts (stories: {bare})",
            hint="send the stories (roStorySend), or the running order with story bodies",
        )
    held = ", ".join(kinds[:5]) or "nothing"
    return ReportError(
        f'{document.title} is a MOS file without a story: it holds "{held}"',
        hint="export roStorySend messages",
    )

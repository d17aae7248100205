"""A Document of ninjs, of version 1, 2 or 3, comes in; the Reports of its text items go out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import chain

from broadcast.errors import ReportError
from broadcast.ingest import json_items
from broadcast.ingest.assembly import Declared, assembled, one_line
from broadcast.ingest.document import Document
from broadcast.ingest.hypertext import well_read
from broadcast.ingest.json_items import JsonObject, words
from broadcast.ingest.markup import Markup
from broadcast.ingest.ninjs_body import body_of, is_caption, objects_in
from broadcast.model import Report, Status

DEEPEST_ASSOCIATION = 3
"""How deep a report may lie in the associations of others."""
UNDERSTOOD = "a ninjs item has a headline and a body: body_text, body_xhtml, or bodies"

_SIGN_WORDS = (
    "uri guid type headline headlines versioncreated pubstatus associations slugline eventdetails"
    " descriptions"
)
_SIGNS = frozenset(_SIGN_WORDS.split())
_PICTURES = frozenset(["picture", "graphic", "photo", "image"])
_NOT_TEXT = _PICTURES | frozenset(["audio", "video", "event", "planning", "geo", "concept", "component"])
_WORST = (Status.USABLE, Status.EMBARGOED, Status.KILLED)


def matches(document: Document) -> bool:
    """A text that begins like JSON; `read` says what is wrong with JSON that is no ninjs."""
    return json_items.is_json(document.text)


def read(document: Document) -> list[Report]:
    """Read every text item: those in lists, and those that others hold as associations.

    Pictures, sound, video and events without a text of their own are passed over.

    Raises:
        ReportError: Damaged JSON, nested too deeply, no ninjs, or no item with a text.
    """
    found = json_items.values(document.text, document.title)
    items = list(chain.from_iterable(map(json_items.objects, found)))
    if not any(map(_is_ninjs, items)):
        raise ReportError(f"{document.title} is JSON, but no ninjs", hint=UNDERSTOOD)
    if len(items) > json_items.MOST_ITEMS:
        raise json_items.too_many(document.title)
    reports: list[Report] = []
    for item in filter(_is_ninjs, items):
        reports += _reports(item, document)
    if not reports:
        kinds = {_kind(item) for item in items} & _NOT_TEXT
        what = f"an item of type {' or '.join(sorted(kinds))}" if kinds else "an item"
        raise ReportError(f"{document.title} is {what} without a text to speak", hint=UNDERSTOOD)
    return _once(reports)


def _is_ninjs(item: JsonObject) -> bool:
    has_body = any(key == "bodies" or key.startswith("body_") for key in item)
    return has_body or (
        ("uri" in item or "guid" in item or "headline" in item) and len(_SIGNS & item.keys()) > 1
    )


def _kind(item: JsonObject) -> str:
    return "event" if "eventdetails" in item else one_line(words(item.get("type"))).lower()


def _reports(item: JsonObject, document: Document, depth: int = 0) -> Iterator[Report]:
    """The report of an item, and those of its associations, which are no freer than it is."""
    pictured = _kind(item) in _PICTURES and is_caption(item)
    spoken = depth == 0 and _kind(item) not in _NOT_TEXT
    body = None if pictured else body_of(item, document.title, described=spoken)
    own = assembled(body or Markup(text=""), _declared(item), document, "ninjs")
    if own.text.strip():
        yield own
    if depth >= DEEPEST_ASSOCIATION:
        return
    for part in objects_in(item.get("associations")):
        for report in _reports(part, document, depth + 1):
            free = _WORST.index(report.status) >= _WORST.index(own.status)
            yield report if free else replace(report, status=own.status, embargo=own.embargo)


def _declared(item: JsonObject) -> Declared:
    """What an item says beside its body."""
    return Declared(
        headline=well_read(unescape(_headline(item))),
        byline=well_read(_byline(item)),
        dateline=_written(item, "located"),
        slug=_written(item, "slugline"),
        language=_written(item, "language"),
        item_id=_written(item, "guid", "uri"),
        rights="\n".join(filter(None, (_written(item, "usageterms"), _written(item, "copyrightnotice")))),
        notes=_written(item, "ednote"),
        correction=_correction(item),
        status=_written(item, "pubstatus"),
        embargo=_written(item, "embargoed"),
    )


def _written(item: JsonObject, *keys: str) -> str:
    """The first of some fields that has words."""
    return next((text for key in keys if (text := words(item.get(key)).strip())), "")


def _headline(item: JsonObject) -> str:
    """The main headline: `headline`, the first of `headlines` with a role for it, or any, or the title."""
    found = [
        (words(part.get("role")).lower(), words(part.get("value")).strip())
        for part in objects_in(item.get("headlines"))
    ]
    found = [(role, text) for role, text in found if text]
    main = (text for role, text in found if role in ("main", "headline", ""))
    written = _written(item, "headline") or next(main, found[0][1] if found else "")
    others = (words(text).strip() for key, text in item.items() if key.startswith("headline_"))
    return written or next(filter(None, others), "") or _written(item, "title", "name")


def _byline(item: JsonObject) -> str:
    """Who wrote it: `byline`, `by`, or the names in `bylines` and `authors`."""
    names = [
        _written(part, "byline", "by", "name")
        for key in ("bylines", "authors")
        for part in objects_in(item.get(key))
    ]
    names = list(dict.fromkeys(filter(None, names)))
    together = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    return _written(item, "byline", "by") or together


def _correction(item: JsonObject) -> str:
    """What an item is marked as that corrects another one."""
    marks = (
        _written(part, "name", "literal", "code", "uri")
        for key in ("signals", "signal", "genres", "genre", "editorialtypes")
        for part in objects_in(item.get(key))
    )
    return next((one_line(mark) for mark in marks if "correct" in mark.lower()), "")


def _once(reports: Sequence[Report]) -> list[Report]:
    """Each report once: an item may stand in a list and among the associations of another."""
    seen: dict[tuple[str, str], Report] = {}
    for report in reports:
        key = (report.item_id, report.text)
        worse = key in seen and _WORST.index(report.status) > _WORST.index(seen[key].status)
        if key not in seen or worse:
            seen[key] = report
    return list(seen.values())

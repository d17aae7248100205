"""A Document of NewsML-G2 comes in; the Reports of its news items go out, in the order of their packages."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from broadcast.errors import ReportError
from broadcast.ingest.document import Document
from broadcast.ingest.g2_item import copy_of, held_as, report_of
from broadcast.ingest.g2_meta import declared_of, is_killed, kind_of
from broadcast.ingest.g2_package import in_package_order, names_of, titles_of
from broadcast.ingest.markup import Markup
from broadcast.ingest.renditions import Rendition
from broadcast.ingest.xml import attribute, descendants, local, parse, root_name
from broadcast.model import Report, Status

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_NAMED = 5
"""Items of a package that a message lists."""
MOST_ITEMS = 5_000
"""Items that a message may hold."""
LONGEST_TITLE = 80
UNDERSTOOD = "a news item has its text as inlineXML or inlineData in its contentSet"

_MESSAGES = frozenset(["newsMessage", "itemSet"])
_NO_NEWS = {
    "knowledgeItem": "a list of terms",
    "conceptItem": "the description of a term",
    "catalogItem": "a list of vocabularies",
    "planningItem": "a plan of coverage",
}
_PARTS = frozenset(["contentSet", "inlineXML", "inlineData", "contentMeta", "itemMeta", "groupSet"])
"""Roots of files that hold a part of an item."""
_ROOTS = _MESSAGES | _NO_NEWS.keys() | _PARTS | {"newsItem", "packageItem"}


_Strictness: TypeAlias = tuple[bool, bool, bool, float]


def matches(document: Document) -> bool:
    """The root element is a news message, an item of NewsML-G2, or a part of one; in any namespace."""
    return root_name(document) in _ROOTS


def read(document: Document) -> list[Report]:
    """Read every news item with a text, or with the script of a video.

    Pictures, and items that are no news, are passed over. Of several versions of an item the last one
    counts. An item is no freer than its package. Where none has a text, those that are killed are reports.

    Raises:
        ReportError: Damaged XML, a package without its items, or no item with a text.
    """
    root = parse(document.raw, document.title)
    packages = _named(root, "packageItem")
    items = _named(root, "newsItem") or _part(root)
    if len(items) > MOST_ITEMS or len(packages) > MOST_ITEMS:
        raise ReportError(
            f"{document.title} holds more than {MOST_ITEMS:,} items", hint="cut it into several files"
        )
    items = in_package_order(items, packages)
    reports = [report for versions in _versions(items) for report in _newest(versions, document)]
    if not reports:
        # a kill needs no text
        nothing = Rendition(markup=Markup(text=""))
        reports = [report_of(item, nothing, document) for item in items if is_killed(item)]
    if not reports:
        raise _nothing(root, items, packages, document)
    return _held_by_packages(reports, packages)


def _named(root: "_Element", name: str) -> list["_Element"]:
    own = [root] if local(root).lower() == name.lower() else []
    return own or list(descendants(root, name))


def _part(root: "_Element") -> list["_Element"]:
    return [root] if local(root) in ("contentSet", "inlineXML", "inlineData") else []


def _versions(items: Sequence["_Element"]) -> list[list["_Element"]]:
    """The items, those of one identifier together, where the first of them stands."""
    together: dict[str, list[_Element]] = {}
    for number, item in enumerate(items):
        together.setdefault(attribute(item, "guid") or f"#{number}", []).append(item)
    return list(together.values())


def _newest(versions: Sequence["_Element"], document: Document) -> list[Report]:
    """The reports of the last version with a text; what a later one says of its status counts."""
    later: list[_Element] = []
    ordered = sorted(versions, key=_version, reverse=True)
    for number, same in groupby(ordered, key=_version):
        del number
        found = []
        for item in same:
            copy = copy_of(item, document.title)
            if copy is not None:
                found.append(report_of(item, copy, document))
            later.append(item)
        if found:
            for item in later:
                found = [held_as(report, item) for report in found]
            return found
    return []


def _version(item: "_Element") -> int:
    written = attribute(item, "version")
    # longer numbers are no versions
    return int(written) if written.isdecimal() and len(written) < 20 else 0


def _held_by_packages(reports: Sequence[Report], packages: Sequence["_Element"]) -> list[Report]:
    """The reports, each no freer than the packages that name it; a package that names none holds all."""
    own = {report.item_id for report in reports}
    strictest: dict[str, tuple[_Strictness, _Element]] = {}
    for package in packages:
        strictness = _strictness(held_as(Report(text=""), package))
        for name in own.intersection(names_of(package)) or own:
            if name not in strictest or strictness > strictest[name][0]:
                strictest[name] = (strictness, package)
    return [
        held_as(report, strictest[report.item_id][1]) if report.item_id in strictest else report
        for report in reports
    ]


def _strictness(report: Report) -> "_Strictness":
    """A kill stands above a hold, a hold above an embargo, a later one above an earlier one."""
    held = report.status is Status.EMBARGOED
    until = report.embargo.timestamp() if report.embargo else 0.0
    return report.status is Status.KILLED, held and not report.embargo, held, until


def _nothing(
    root: "_Element", items: Sequence["_Element"], packages: Sequence["_Element"], document: Document
) -> ReportError:
    """Why a file has no report."""
    name = local(root)
    if items:
        kind = next(filter(None, map(kind_of, items)), "news")
        headline = next(filter(None, (declared_of(item).headline for item in items)), "")
        what = f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
        about = f" ('{headline[:LONGEST_TITLE]}')" if headline else ""
        return ReportError(
            f"{document.title} holds {what} item without a text to speak{about}", hint=UNDERSTOOD
        )
    if packages or name == "groupSet":
        titles = [title for package in packages or [root] for title in titles_of(package)]
        named = "; ".join(f"'{title[:LONGEST_TITLE]}'" for title in titles[:MOST_NAMED])
        more = f" and {len(titles) - MOST_NAMED} more" if len(titles) > MOST_NAMED else ""
        return ReportError(
            f"{document.title} is a package without the items that it names",
            hint=f"get them: {named}{more}" if titles else "it names none",
        )
    known = {key.lower(): value for key, value in _NO_NEWS.items()}
    inner = next((part for part in root.iter() if local(part).lower() in known), None)
    if inner is not None:
        what = f"{known[local(inner).lower()]} ({local(inner)})"
        return ReportError(f"{document.title} is {what}, not a report", hint=UNDERSTOOD)
    return ReportError(f"{document.title} is a part of NewsML-G2 ({name}) without a text", hint=UNDERSTOOD)

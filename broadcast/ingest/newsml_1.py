"""A Document of NewsML 1.0 to 1.2 comes in; the Reports of the texts in its news items go out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from broadcast.errors import ReportError
from broadcast.ingest.assembly import Declared, assembled
from broadcast.ingest.document import Document
from broadcast.ingest.embargo import moment_of
from broadcast.ingest.markup import Markup
from broadcast.ingest.newsml_1_copy import Story, language_of, stories_of
from broadcast.ingest.newsml_1_lines import NewsLines, Place, formal, lines_of
from broadcast.ingest.renditions import Rendition
from broadcast.ingest.sign_offs import signed_off
from broadcast.ingest.status import standing, status_of
from broadcast.ingest.xml import child, children, descendant, descendants, local, parse, root_name, words
from broadcast.model import Report, Status

if TYPE_CHECKING:
    from lxml.etree import _Element

SOURCE_FORMAT = "newsml-1.2"
UNDERSTOOD = "a news item has its text in the DataContent of a ContentItem"
MOST_ITEMS = 5_000
"""Items that a file may hold."""
LONGEST_TITLE = 80


def matches(document: Document) -> bool:
    """The root element is `NewsML`, or a part of one, spelled so: NewsML-G2 begins its names small."""
    return root_name(document) in ("NewsML", "NewsItem", "NewsComponent", "NEWSML")


def read(document: Document) -> list[Report]:
    """Read every text of every news item: one report a language, and one a story.

    Pictures with their captions are passed over; of one text in several forms the best is read. Where no item
    has a text, those that are killed are reports.

    Raises:
        ReportError: Damaged XML, or no item with a text.
    """
    root = parse(document.raw, document.title)
    items = list(descendants(root, "NewsItem")) or [root]
    if local(root) == "NewsItem":
        items = [root]
    if len(items) > MOST_ITEMS:
        raise ReportError(
            f"{document.title} holds more than {MOST_ITEMS:,} items", hint="cut it into several files"
        )
    reports = [report for item in items for report in _reports_of(item, document)]
    if not reports:
        # a kill needs no text
        told = (_report_of(item, _empty(item), 1, document) for item in items)
        reports = [report for report in told if report.status is Status.KILLED]
    if reports:
        return reports
    headline = next(filter(None, (words(part) for part in descendants(root, "HeadLine"))), "")
    about = f" ('{headline[:LONGEST_TITLE]}')" if headline else ""
    media = sorted({formal(part).lower() for part in descendants(root, "MediaType")} - {"", "text"})
    what = f"NewsML of {' and '.join(media)}" if media else "NewsML"
    raise ReportError(f"{document.title} is {what} without a text to speak{about}", hint=UNDERSTOOD)


def _reports_of(item: "_Element", document: Document) -> Iterator[Report]:
    for number, story in enumerate(stories_of(item, document.title), start=1):
        yield _report_of(item, story, number, document)


def _empty(item: "_Element") -> Story:
    """The story of an item without a text."""
    component = child(item, "NewsComponent")
    place = Place.of(item if component is None else component)
    return Story(place=place, copy=Rendition(markup=Markup(text="")), language=language_of(place))


def _report_of(item: "_Element", story: Story, number: int, document: Document) -> Report:
    managements = [
        management
        for outer in (item, *item.iterancestors())
        if outer is item or local(outer) == "NewsItem"
        for management in children(outer, "NewsManagement")
    ]
    lines = lines_of(story.place, story.language)
    declared = _declared(item, story, lines)
    if number > 1 and declared.item_id:
        declared = replace(declared, item_id=f"{declared.item_id}#{number}")
    report = assembled(signed_off(story.copy.markup), declared, document, SOURCE_FORMAT)
    if report.correction is None and lines.correction:
        report = replace(report, correction=lines.correction)
    for management in managements:
        report = _held_as(report, management)
    return report


def _declared(item: "_Element", story: Story, lines: NewsLines) -> Declared:
    within = story.copy.declared
    identification = child(item, "Identification")
    notes = [lines.notes, within.notes]
    return Declared(
        headline=lines.headline or within.headline,
        title=within.title,
        byline=lines.byline or within.byline,
        author=lines.author,
        dateline=lines.dateline or within.dateline,
        slug=lines.slug or words(child(identification, "NameLabel")) or within.slug or lines.keywords,
        language=story.language or within.language,
        item_id=words(descendant(identification, "PublicIdentifier"))
        or words(descendant(identification, "NewsItemId"))
        or within.item_id,
        rights=lines.rights or within.rights,
        notes="\n".join(dict.fromkeys(filter(None, notes))),
        correction=within.correction,
        status=within.status,
        embargo=within.embargo,
    )


def _held_as(report: Report, management: "_Element") -> Report:
    """The report, no freer than the management of its item says; a change that is due has happened."""
    status = formal(child(management, "Status"))
    embargo = ""
    for change in children(management, "StatusWillChange"):
        future = status_of(formal(child(change, "FutureStatus")))
        written = words(child(change, "DateAndTime"))
        moment = moment_of(written)
        withheld = status.casefold() == "withheld"  # until then, where a time is given
        if future is Status.USABLE and (withheld or status_of(status) is Status.EMBARGOED):
            # held until then: an embargo, whatever the word for it
            status, embargo = "embargoed", written
        elif future is not Status.USABLE and moment is not None and moment <= datetime.now(UTC):
            status = formal(child(change, "FutureStatus"))
    report = standing(report, status=status, embargo=embargo)
    names = (formal(part) for part in children(management, "Instruction", "NewsItemType"))
    for name in names:
        if status_of(name) is Status.KILLED:
            report = standing(report, status=name)
    return report

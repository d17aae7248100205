"""A path or bytes come in; Reports go out: the one place where a format is told by its content.

A further format is one file with `matches` and `read`, and one line in `READERS`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadcast.errors import ReportError, UsageError
from broadcast.ingest import (
    docx,
    feed,
    html,
    mail,
    markdown,
    mos,
    newsml_1,
    newsml_g2,
    ninjs,
    nitf,
    nsml,
    other_xml,
    plain,
    wire,
)
from broadcast.ingest.document import SIZE_LIMIT, Document, open_document
from broadcast.model import Report, Status

__all__ = ["READERS", "SIZE_LIMIT", "Document", "Reader", "read_report", "read_reports"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A format that reports come in.

    Attributes:
        name: What `Report.source_format` says.
        matches: Whether a document is in this format, told by its content; the file's name is a hint.
        read: The reports in it, in order, one an item; raises ReportError when the document is damaged.
    """

    name: str
    matches: Callable[[Document], bool]
    read: Callable[[Document], Sequence[Report]]


def _mail(document: Document) -> list[Report]:
    """A mail, whose attachments are read as reports of their own."""
    return mail.read(document, attachment=_told)


READERS: tuple[Reader, ...] = (
    Reader(name="docx", matches=docx.matches, read=docx.read),
    Reader(name="iptc7901", matches=wire.matches_iptc7901, read=wire.read),
    Reader(name="anpa", matches=wire.matches_anpa, read=wire.read),
    Reader(name="email", matches=mail.matches, read=_mail),
    Reader(name="nsml", matches=nsml.matches, read=nsml.read),
    Reader(name="mos", matches=mos.matches, read=mos.read),
    Reader(name="newsml-g2", matches=newsml_g2.matches, read=newsml_g2.read),
    Reader(name="newsml-1.2", matches=newsml_1.matches, read=newsml_1.read),
    Reader(name="nitf", matches=nitf.matches, read=nitf.read),
    Reader(name="feed", matches=feed.matches, read=feed.read),
    Reader(name="ninjs", matches=ninjs.matches, read=ninjs.read),
    Reader(name="html", matches=html.matches, read=html.read),
    Reader(name="xml", matches=other_xml.matches, read=other_xml.read),
    Reader(name="markdown", matches=markdown.matches, read=markdown.read),
    Reader(name="plain", matches=plain.matches, read=plain.read),
)
"""Tried in this order; formats that are not text come before those that are."""


MOST_LISTED = 40
"""Items that a message lists."""


def read_reports(source: Path | bytes, *, name: str = "") -> list[Report]:
    r"""Read every report in a file, or in the bytes of a pipe: a feed or a news message may hold several.

    `Report.text` is the text as it came but for these, all of them one for one except the first:
    `\r\n` is one `\n`; `\r`, U+0085, U+2028 and U+2029 are `\n`; other control characters and U+FEFF
    are a space; a byte order mark at the start is dropped. In formats with markup it is the plain rendering.

    Args:
        source: The file, or its bytes.
        name: The file's name, for messages and the run-sheet; a path has its own.

    Raises:
        ReportError: No such file, a folder, too large, not text, damaged, a script instead of a report,
            or nothing in it to speak.
    """
    return _reports_of(open_document(source, name))


def read_report(source: Path | bytes, *, name: str = "", item: str | None = None) -> Report:
    """Read one report; where there are several, the one that `item` names.

    Args:
        source: The file, or its bytes.
        name: The file's name, for messages and the run-sheet; a path has its own.
        item: Its number from 1, its identifier, its slug, or words of its headline.

    Raises:
        ReportError: As `read_reports`.
        UsageError: Several reports and no `item`, or none that it names, or more than one.
    """
    document = open_document(source, name)
    reports = _reports_of(document)
    return reports[0] if item is None and len(reports) == 1 else _chosen(reports, item, document)


def _reports_of(document: Document) -> list[Report]:
    reports = _told(document)
    if not reports:
        raise ReportError(f"{document.title} holds no report", hint="it was read, and no item has a text")
    if len(reports) == 1:
        _refuse_silence(reports[0], document)
    return reports


def _told(document: Document) -> list[Report]:
    """The reports of a document, by the first format that takes it."""
    reader = next(reader for reader in READERS if reader.matches(document))
    return list(reader.read(document))


def _chosen(reports: Sequence[Report], item: str | None, document: Document) -> Report:
    """The report that `item` names."""
    if item is None:
        raise UsageError(
            f"{document.title} holds {len(reports)} reports", f"choose one with --item:\n{_contents(reports)}"
        )
    wanted = item.strip().casefold()
    named = [report for report in reports if wanted in (report.item_id.casefold(), report.slug.casefold())]
    if not named and wanted.isdigit() and 1 <= int(wanted) <= len(reports):
        named = [reports[int(wanted) - 1]]
    if not named and wanted:
        named = [report for report in reports if wanted in (report.headline or "").casefold()]
    if len(named) != 1:
        many = "more than one report is" if named else "no report is"
        raise UsageError(f"{many} called '{item}' in {document.title}", f"it holds:\n{_contents(reports)}")
    _refuse_silence(named[0], document)
    return named[0]


def _contents(reports: Sequence[Report]) -> str:
    """The reports of a file, one a line."""
    lines = [
        f"  {number}  {report.headline or report.slug or report.text.strip()[:60] or 'empty'}"
        + ("" if report.status is Status.USABLE else f" ({report.status.value})")
        for number, report in enumerate(reports[:MOST_LISTED], start=1)
    ]
    more = len(reports) - len(lines)
    return "\n".join([*lines, *([f"  ... and {more} more"] if more else [])])


def _refuse_silence(report: Report, document: Document) -> None:
    """Refuse a report whose body has no letter and no digit; a kill needs no body to be obeyed."""
    if report.status is Status.KILLED:
        return
    at = 0
    for part in report.furniture:
        if any(map(str.isalnum, report.text[at : part.span[0]])):
            return
        at = part.span[1]
    if any(map(str.isalnum, report.text[at:])):
        return
    if not report.text.strip():
        raise ReportError(f"{document.title} is empty", hint="a report needs at least one word to speak")
    raise ReportError(
        f"{document.title} holds nothing to speak",
        hint="it has no letter or digit beside its headline, dateline and byline",
    )

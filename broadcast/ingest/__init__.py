"""A path or bytes come in; a Report goes out: the one place where a format is told by its content.

A further format is one file with `matches` and `read`, and one line in `READERS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from broadcast.errors import ReportError
from broadcast.ingest import markdown, plain
from broadcast.ingest.document import SIZE_LIMIT, Document, open_document
from broadcast.model import Report

__all__ = ["READERS", "SIZE_LIMIT", "Document", "Reader", "read_report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A format that reports come in.

    Attributes:
        name: What `Report.source_format` says.
        matches: Whether a document is in this format, told by its content; the file's name is a hint.
        read: The report; raises ReportError when the document is damaged.
    """

    name: str
    matches: Callable[[Document], bool]
    read: Callable[[Document], Report]


READERS: tuple[Reader, ...] = (
    Reader(name="markdown", matches=markdown.matches, read=markdown.read),
    Reader(name="plain", matches=plain.matches, read=plain.read),
)
"""Tried in this order; formats that are not text come before those that are."""


def read_report(source: Path | bytes, *, name: str = "") -> Report:
    r"""Read a report from a file, or from the bytes of a pipe.

    `Report.text` is the text as it came but for these, all of them one for one except the first:
    `\r\n` is one `\n`; `\r`, U+0085, U+2028 and U+2029 are `\n`; other control characters and U+FEFF
    are a space; a byte order mark at the start is dropped. In Markdown it is the plain rendering.

    Args:
        source: The file, or its bytes.
        name: The file's name, for messages and the run-sheet; a path has its own.

    Raises:
        ReportError: No such file, a folder, too large, not text, damaged, a script instead of a report,
            or nothing in it to speak.
    """
    document = open_document(source, name)
    reader = next(reader for reader in READERS if reader.matches(document))
    report = reader.read(document)
    _refuse_silence(report, document)
    return report


def _refuse_silence(report: Report, document: Document) -> None:
    """Refuse a report whose body has no letter and no digit."""
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

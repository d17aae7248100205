"""A Document of plain text comes in; a Report goes out."""

from broadcast.ingest.document import Document
from broadcast.ingest.furniture import tell_furniture
from broadcast.ingest.language import tell_language
from broadcast.ingest.status import standing
from broadcast.model import Report


def matches(document: Document) -> bool:
    """Whatever no other reader takes is plain text."""
    del document
    return True


def read(document: Document) -> list[Report]:
    """Read plain text: `Report.text` is all of it.

    Raises:
        ReportError: The bytes are not text.
    """
    text = document.text
    furniture = tell_furniture(text)
    report = Report(
        text=text,
        headline=furniture.headline,
        byline=furniture.byline,
        dateline=furniture.dateline,
        language=tell_language(text),
        furniture=furniture.parts,
        source_format="plain",
        source_name=document.name,
        sha256=document.sha256,
    )
    return [standing(report)]

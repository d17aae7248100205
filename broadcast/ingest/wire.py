"""A Document of a news wire comes in, its messages in IPTC 7901 or ANPA 1312; a Report a message goes out."""

from broadcast.ingest import anpa, iptc7901
from broadcast.ingest.document import Document
from broadcast.ingest.wire_messages import is_anpa, messages
from broadcast.model import Report


def matches_iptc7901(document: Document) -> bool:
    """A header such as `dpa0001 4 rs 46`, after start of heading, `^A`, ZCZC or nothing."""
    return is_anpa(document) is False


def matches_anpa(document: Document) -> bool:
    """A header of two lines such as `z6715-----` and `r z BC-Storm  11-24 0500`."""
    return is_anpa(document) is True


def read(document: Document) -> list[Report]:
    """Read the messages, each in its own format; those without a word, which test a line, are passed over.

    Neither header nor time of sending is in the text.

    Raises:
        ReportError: The text of a message is not text, or there are too many of them.
    """
    return [
        (anpa if message.is_anpa else iptc7901).report_of(message, document)
        for message in messages(document)
        if any(map(str.isalnum, message.text))
    ]

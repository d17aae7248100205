"""A path or bytes come in; a Document goes out: what a reader is given."""

import hashlib
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from broadcast.errors import ReportError
from broadcast.ingest.decode import decode

SIZE_LIMIT = 5_000_000
"""Bytes that a report may have: about 80 hours of speech."""
CONTAINER_LIMIT = 64_000_000
"""Bytes that an office document may have, pictures included."""
CONTAINER_MARK = b"PK\x03\x04"


@dataclass(frozen=True, kw_only=True)
class Document:
    """A report before it is read.

    Attributes:
        raw: The bytes that came.
        name: The file's name; empty from a pipe.
    """

    raw: bytes
    name: str = ""

    @property
    def title(self) -> str:
        """How a message calls it."""
        return f'the report "{self.name}"' if self.name else "the report"

    @property
    def suffix(self) -> str:
        """The end of the name, in lower case: ".md"."""
        return Path(self.name).suffix.lower()

    @cached_property
    def text(self) -> str:
        """The bytes as text, with plain line ends.

        Raises:
            ReportError: They are not text.
        """
        return decode(self.raw, self.title)

    @cached_property
    def sha256(self) -> str:
        """Of the bytes, in hex."""
        return hashlib.sha256(self.raw).hexdigest()


def open_document(source: Path | bytes, name: str = "") -> Document:
    """Take the bytes, or read those of a file.

    Raises:
        ReportError: No such file, a folder, not readable, or larger than `SIZE_LIMIT`.
    """
    if isinstance(source, bytes):
        document = Document(raw=source, name=name)
    else:
        document = Document(raw=_read(source), name=name or source.name)
    if len(document.raw) > _limit(document.raw):
        raise _too_large(document.title, len(document.raw), _limit(document.raw))
    return document


def _limit(head: bytes) -> int:
    return CONTAINER_LIMIT if head.startswith(CONTAINER_MARK) else SIZE_LIMIT


def _read(path: Path) -> bytes:
    """The bytes of a file; of one without an end, no more than tells that it is too large."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReportError(f'"{path}" is a folder, not a report', hint="name the file in it")
        with path.open("rb") as file:
            head = file.read(len(CONTAINER_MARK))
            limit = _limit(head)
            if status.st_size > limit:
                raise _too_large(f'the report "{path}"', status.st_size, limit)
            return head + file.read(limit + 1 - len(head))
    except FileNotFoundError as error:
        raise ReportError(
            f'no report is at "{path}"', hint="check the path, or give - to read a pipe"
        ) from error
    except PermissionError as error:
        raise ReportError(f'the report "{path}" may not be read', hint="check its permissions") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise ReportError(
            f'the report "{path}" cannot be read: {why.lower()}', hint="check the path"
        ) from error


def _too_large(title: str, size: int, limit: int) -> ReportError:
    more = "more than " if size == limit + 1 else ""
    return ReportError(
        f"{title} has {more}{size / 1e6:.1f} MB; the limit is {limit / 1e6:.0f} MB",
        hint="cut it into several reports",
    )

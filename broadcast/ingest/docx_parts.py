"""The bytes of an office document come in; its parts, each within bounds, go out."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from broadcast.errors import ReportError

ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
COMPOUND_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the office documents of before 2007 begin, and today's when they are locked by a password."""
PART_LIMIT = 20_000_000
"""Bytes that a part may have when it is unpacked; the text of a novel has 2 MB."""
DIRECTORY_LIMIT = 1_000_000
"""Bytes of the list of parts: about 10,000 of them. Word writes a few hundred at most."""

_END_MARK, _END_64_MARK = b"PK\x05\x06", b"PK\x06\x06"
_LONGEST_COMMENT = 65_535
_ENCRYPTED = 0x1
_LOCKED_MARK = "EncryptedPackage".encode("utf-16-le")
_SAVE = 'save it as a Word document (".docx") or as plain text'
# What lies in an archive, and what the archive is.
_OTHER_KINDS = (
    ("xl/workbook.xml", "a spreadsheet (.xlsx)"),
    ("xl/workbook.bin", "a spreadsheet (.xlsb)"),
    ("ppt/presentation.xml", "a presentation (.pptx)"),
    ("visio/document.xml", "a drawing (.vsdx)"),
    ("index/document.iwa", "a document of Apple's (.pages)"),
    ("meta-inf/container.xml", "an e-book (.epub)"),
    ("designmap.xml", "a page layout (.idml)"),
    ("meta-inf/manifest.mf", "a Java program"),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OLD_KINDS = (
    ("WordDocument", "a Word document of before 2007 (.doc)"),
    ("Workbook", "a spreadsheet of before 2007 (.xls)"),
    ("PowerPoint Document", "a presentation of before 2007 (.ppt)"),
    ("__properties_version1.0", "an Outlook message (.msg)"),
)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The parts of an office document.

    Attributes:
        title: How a message calls the document.
        archive: The open archive.
        entries: Its entries by name: lower case, parted by /.
    """

    title: str
    archive: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self.entries

    def read(self, name: str) -> bytes:
        """Unpack a part; nothing when there is none of that name.

        Raises:
            ReportError: It is damaged, locked, or larger than `PART_LIMIT`.
        """
        entry = self.entries.get(_plain(name))
        if entry is None:
            return b""
        if entry.flag_bits & _ENCRYPTED:
            raise ReportError(f"{self.title} is locked by a password", hint="save it without a password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _damaged(self.title)
        try:
            with self.archive.open(entry) as part:
                unpacked = part.read(PART_LIMIT + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise _damaged(self.title) from error
        if len(unpacked) > PART_LIMIT:
            raise ReportError(
                f'"{name}" in {self.title} has more than {PART_LIMIT / 1e6:.0f} MB when it is unpacked',
                hint="save the text alone: as a new document, or as plain text",
            )
        return unpacked


def is_office(raw: bytes) -> bool:
    """Whether bytes are an archive or an office document, of whatever kind."""
    return raw.startswith((*ZIP_MARKS, COMPOUND_MARK))


def open_parts(raw: bytes, title: str) -> Parts:
    """Open a Word document.

    Raises:
        ReportError: It is something else, which the message names, damaged, or has too many parts.
    """
    if raw.startswith(COMPOUND_MARK):
        raise _old(raw, title)
    if _directory_bytes(raw) > DIRECTORY_LIMIT:
        raise ReportError(
            f"{title} is an archive of too many files",
            hint=f"unpack it and name the report in it, or {_SAVE}",
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as error:
        raise _damaged(title) from error
    parts = Parts(
        title=title, archive=archive, entries={_plain(entry.filename): entry for entry in archive.infolist()}
    )
    kind = _other_kind(parts)
    if kind is not None:
        raise ReportError(f"{title} is {kind}, not a Word document", hint=_SAVE)
    if not any(name == "_rels/.rels" or name.startswith("word/") for name in parts.entries):
        raise ReportError(
            f"{title} is a ZIP archive, not a Word document",
            hint="unpack it, and name the report in it",
        )
    return parts


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _directory_bytes(raw: bytes) -> int:
    """How long an archive says that its list of entries is; that much of it is read, whatever follows."""
    end = raw.rfind(_END_MARK, max(0, len(raw) - _LONGEST_COMMENT - 22))
    if end < 0 or len(raw) < end + 22:
        return 0
    sizes: list[int] = [struct.unpack_from("<L", raw, end + 12)[0]]
    large = raw.rfind(_END_64_MARK, 0, end)
    if large >= 0 and len(raw) >= large + 56:
        sizes.append(struct.unpack_from("<Q", raw, large + 40)[0])
    # 0xffffffff points to the larger field, where there is one.
    return sizes[-1] if len(sizes) > 1 and sizes[0] == 0xFFFFFFFF else max(sizes)


def _other_kind(parts: Parts) -> str | None:
    """What an archive is, when it is known and no Word document."""
    if "word/document.xml" in parts:
        return None
    if "mimetype" in parts:
        kind = parts.read("mimetype")[:100].strip()
        if kind.startswith(_OPEN_DOCUMENT):
            name = kind.removeprefix(_OPEN_DOCUMENT).decode("ascii", "replace")
            suffix = {"text": ".odt", "spreadsheet": ".ods", "presentation": ".odp"}.get(name, "OpenDocument")
            return f"an OpenDocument file ({suffix})"
    return next((kind for name, kind in _OTHER_KINDS if name in parts), None)


def _old(raw: bytes, title: str) -> ReportError:
    """What to say of a compound file."""
    if _LOCKED_MARK in raw:
        return ReportError(f"{title} is locked by a password", hint="save it without a password")
    kinds = (kind for stream, kind in _OLD_KINDS if stream.encode("utf-16-le") in raw)
    kind = next(kinds, "an office document of before 2007")
    return ReportError(f"{title} is {kind}, which is not read", hint=_SAVE)


def _damaged(title: str) -> ReportError:
    return ReportError(f"{title} is damaged: its archive cannot be unpacked", hint=f"open it and {_SAVE}")

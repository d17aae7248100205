"""A mail as it was sent comes in; its text, the best of what it offers, and its attachments go out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from broadcast.errors import ReportError
from broadcast.ingest.decode import clean, decode
from broadcast.ingest.mail_head import decoded, fields_of

if TYPE_CHECKING:
    from email.message import Message

MOST_MULTIPARTS = 60
"""Parts with parts in them that a mail may have: the standard parser's work grows with them."""
MOST_PARTS = 500
STUB = 0.4
"""Share of the words of its hypertext with less of which a plain text is a stub: "Open this in a browser"."""

# charset="iso-8859-1"      charset=utf-8
_CHARSET = re.compile(r"charset\s*\*?=\s*[\"']?(?:[\w-]*'[^']*')?([\w.:+-]{1,40})", re.IGNORECASE)
# name="wall.docx"      filename*=utf-8''wall.docx
_NAME = re.compile(
    r"(?:file)?name\*?(?:0\*?)?\s*=\s*(?:[\w-]*'[^']*')?(?:\"([^\"\r\n]{1,300})\"|([^\s;\"]{1,300}))"
)
# format=flowed      delsp="yes"
_FLOWED = re.compile(r"format\s*=\s*\"?flowed", re.IGNORECASE)
_DELSP = re.compile(r"delsp\s*=\s*\"?yes", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_NO_TEXT = (
    "text/calendar",
    "text/vcard",
    "text/x-vcard",
    "text/directory",
    "text/rfc822-headers",
    "text/css",
)
_LOCKED = (
    "multipart/encrypted",
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
    "application/pgp-encrypted",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file in a mail; or a mail in it, whose fields and parts it then has."""

    name: str = ""
    raw: bytes = b""
    mail: "Letter | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in a mail: plain, or hypertext."""

    words: str
    is_hypertext: bool = False


@dataclass(slots=True, kw_only=True)
class Letter:
    """A mail, taken apart.

    Attributes:
        fields: Its fields in plain words by their English names.
        texts: Its texts in order; of alternatives the best.
        attachments: Its files in order.
        is_locked: Whether some of it is encrypted.
    """

    fields: Mapping[str, str]
    texts: list[Text] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    is_locked: bool = False


def open_letter(raw: bytes, title: str) -> Letter:
    """Take a mail apart.

    Raises:
        ReportError: Too many parts, or nested too deeply.
    """
    from email import message_from_bytes, policy

    lowered = raw.lower()
    if lowered.count(b"multipart/") + lowered.count(b"message/rfc822") > MOST_MULTIPARTS:
        raise ReportError(f"{title} is a mail of too many parts", hint="name the report in it")
    try:
        message = message_from_bytes(raw.lstrip(b"\r\n\t \xef\xbb\xbf"), policy=policy.compat32)
    except RecursionError as error:
        raise ReportError(f"{title} is a mail nested too deeply", hint="name the report in it") from error
    return _letter(message, title)


def _letter(message: "Message", title: str) -> Letter:
    letter = Letter(fields=fields_of((name, str(value)) for name, value in message.raw_items()))
    waiting = [message]
    parts = 0
    while waiting:
        part = waiting.pop()
        parts += 1
        if parts > MOST_PARTS:
            raise ReportError(
                f"{title} is a mail of more than {MOST_PARTS} parts", hint="name the report in it"
            )
        waiting.extend(reversed(_take(part, letter, title)))
    return letter


def _take(part: "Message", letter: Letter, title: str) -> Sequence["Message"]:
    """Take what a part holds; the parts in it that are still to be taken."""
    kind = part.get_content_type()
    inner = _inner(part)
    if kind in _LOCKED:
        letter.is_locked = True
    elif kind == "message/rfc822" and inner:
        letter.attachments.append(Attachment(name="the mail attached", mail=_letter(inner[0], title)))
    elif kind == "multipart/alternative":
        return _best(inner, title)
    elif kind in ("multipart/signed", "multipart/related"):
        # What follows the first part is a signature, or pictures; but for files that somebody attached.
        return [*inner[:1], *(child for child in inner[1:] if _is_file(child))]
    elif part.is_multipart():
        return inner
    elif kind in ("text/plain", "text/html") and not _is_file(part):
        letter.texts.append(_text(part, title))
    elif kind not in _NO_TEXT and not kind.startswith(("image/", "video/", "audio/")):
        letter.attachments.append(Attachment(name=_file_name(part), raw=_bytes(part)))
    return []


def _inner(part: "Message") -> list["Message"]:
    """The parts in a part."""
    payload = part.get_payload() if part.is_multipart() else []
    return [child for child in payload if not isinstance(child, str)] if isinstance(payload, list) else []


def _best(alternatives: Sequence["Message"], title: str) -> list["Message"]:
    """Of alternatives the plain text, or the last one where that is missing or a stub; files of all."""
    plain = next((part for part in alternatives if part.get_content_type() == "text/plain"), None)
    other = next((part for part in reversed(alternatives) if part.get_content_type() != "text/plain"), None)
    files = [part for part in _leaves(alternatives) if _is_file(part)]
    if plain is None or other is None:
        return [part for part in (plain, other) if part is not None]
    hypertext = next((part for part in _leaves([other]) if part.get_content_type() == "text/html"), None)
    words = len(_text(plain, title).words.split())
    most = len(_TAGS.sub(" ", _text(hypertext, title).words).split()) if hypertext is not None else 0
    return [other] if words < STUB * most else [plain, *files]


def _leaves(parts: Sequence["Message"]) -> Iterator["Message"]:
    waiting = [*reversed(parts)]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting.extend(reversed(_inner(part)))
        else:
            yield part


def _is_file(part: "Message") -> bool:
    """Whether a part is a file, not a text of the mail."""
    disposition = str(part.get("content-disposition", "")).strip().lower()
    return disposition.startswith("attachment") or (
        bool(_file_name(part)) and not disposition.startswith("inline") and not part.is_multipart()
    )


def _file_name(part: "Message") -> str:
    """The name of a file, as its mail has it."""
    for field_name in ("content-disposition", "content-type"):
        found = _NAME.search(str(part.get(field_name, "")))
        if found:
            name = found[1] or found[2]
            return unquote(name) if "*" in found[0].partition("=")[0] else decoded(name)
    return ""


def _bytes(part: "Message") -> bytes:
    from binascii import Error

    try:
        payload = part.get_payload(decode=True)
    except (Error, ValueError, AssertionError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _text(part: "Message", title: str) -> Text:
    kind = str(part.get("content-type", ""))
    raw = _bytes(part)
    found = _CHARSET.search(kind)
    charset = found[1].lower() if found else ""
    words = _decoded(
        raw, {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252"}.get(charset, charset)
    )
    words = clean(decode(raw, title) if words is None else words)
    if "html" in part.get_content_type():
        return Text(words=words, is_hypertext=True)
    return Text(words=unflowed(words, delsp=bool(_DELSP.search(kind))) if _FLOWED.search(kind) else words)


def _decoded(raw: bytes, charset: str) -> str | None:
    """The text in the encoding that its mail names; None where it is none, or the bytes are not."""
    if not charset or charset in ("us-ascii", "ascii"):
        return None
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeError, ValueError):
        return None


def unflowed(text: str, *, delsp: bool = False) -> str:
    """Text as "format=flowed" sends it, with its paragraphs on a line each.

    References:
        RFC 3676, "The Text/Plain Format and DelSp Parameters".
    """
    lines: list[list[str]] = []
    flows = False
    depth = -1
    for line in text.split("\n"):
        quoted = len(line) - len(line.lstrip(">"))
        words = line[quoted:].removeprefix(" ")
        goes_on = flows and quoted == depth and words != "-- "
        flows = words.endswith(" ") and words != "-- "
        depth = quoted
        bare = words[:-1] if flows and delsp else words
        if goes_on:
            lines[-1].append(bare)
        else:
            lines.append([">" * quoted + " " * bool(quoted), bare])
    return "\n".join(map("".join, lines))

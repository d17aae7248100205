"""The top of a mail comes in, as it was sent or as it was pasted; its fields, in plain words, go out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from broadcast.ingest.decode import clean

HEAD_CHARS = 120_000
"""Characters that the fields may take; mail that went through many servers has 30,000."""
HEAD_LINES = 1_500
VALUE_CHARS = 4_000

_ENGLISH = {
    "from": "from von de da van från fra od avsender expéditeur remitente mittente",
    "to": "to an à a para aan till til do",
    "cc": "cc kopie copie copia",
    "date": "date sent gesendet datum envoyé enviado inviato data verzonden skickat sendt fecha",
    "subject": "subject betreff objet asunto oggetto onderwerp ämne emne assunto temat re",
}
_NAME_OF = {word: name for name, written in _ENGLISH.items() for word in written.split()}
_OTHER_WORDS = (
    "bcc reply-to sender message-id mime-version content-type content-transfer-encoding received return-path"
    " delivered-to dkim-signature in-reply-to references list-id thread-topic importance x-mailer user-agent"
    " authentication-results attachments"
)
_OTHERS = frozenset(_OTHER_WORDS.split())
_WORTH = frozenset(["from", "to", "date", "subject", *_OTHERS])
# From: Ana Ruiz      *Subject:* Wall falls      Objet : Le mur
_FIELD = re.compile(r"[*_]{0,2}(?P<name>[^\W\d_][\w-]{0,60})[*_]{0,2} ?:[*_]{0,2}(?:\s|$)(?P<value>.*)")
# From ana@elsa.example Mon Nov 23 08:00:00 2026      (how a mailbox parts its mails)
_ENVELOPE = re.compile(r"From \S+ .{10,80}")
# Re:      AW:      Fwd:      [elsa-list]      [EXTERNAL]      Re[2]:      Réf :
_PREFIX = re.compile(
    r"\s*(?:(?P<reply>re|aw|antw|sv|vs|odp|ref|réf)|(?P<forward>fwd?|wg|tr|rv|doorst|vb|pd))"
    r"(?:\[\d+\]|\(\d+\))?\s?:\s*|\s*\[(?P<list>[^\[\]]{1,40})\]\s*",
    re.IGNORECASE,
)
# Press release:      MEDIA RELEASE -      For immediate release –      (before the headline in a subject)
_LABEL = re.compile(
    r"\s*(?:(?:press|news|media) (?:release|statement|advisory|alert)|for immediate release|pressemitteilung"
    r"|communiqu[ée] de presse|comunicado de prensa|nota de prensa|persbericht|comunicato stampa)"
    r"\s*(?:[:|]|[-–—]+\s)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The fields of a mail.

    Attributes:
        fields: By their English names in lower case, the first of each.
        end: Where the body begins.
        is_sent: Whether it is as it was sent, with fields that only programs write.
    """

    fields: Mapping[str, str]
    end: int = 0
    is_sent: bool = False

    @property
    def subject(self) -> str:
        """The subject without "Re:", names of lists, and "Press release:"."""
        return bare_subject(self.fields.get("subject", ""))

    @property
    def is_forwarded(self) -> bool:
        """Whether the subject says that it was passed on."""
        marks = prefixes(self.fields.get("subject", ""))
        return bool(marks) and marks[0] == "forward"


def head_of(text: str) -> Head | None:
    """The fields at the top of a text; None where it is no mail.

    Every line up to the first empty one is a field or goes on with one, and at least two of them are
    those of mail.
    """
    at = len(text) - len(text.lstrip("\n\r\t \ufeff"))
    found: list[tuple[str, str]] = []
    end = min(len(text), at + HEAD_CHARS)
    while at < end:
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop].rstrip("\r")
        at = stop + 1
        if not line.strip():
            break
        field = _FIELD.match(line)
        if line[0] in " \t" and found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
        elif field and len(found) < HEAD_LINES:
            found.append((field["name"], field["value"]))
        elif found or not _ENVELOPE.match(line):
            return None
    return _head(found, min(at, len(text)))


def _head(found: Iterable[tuple[str, str]], end: int) -> Head | None:
    fields = fields_of(found)
    worth = len(_WORTH & fields.keys())
    if worth < 2 or not {"from", "subject", "message-id"} & fields.keys():
        return None
    sent = bool({"mime-version", "content-type", "received", "message-id", "return-path"} & fields.keys())
    return Head(fields=fields, end=end, is_sent=sent)


def fields_of(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Fields in plain words by their English names, the first of each."""
    fields: dict[str, str] = {}
    for written, value in found:
        name = written.lower()
        fields.setdefault(_NAME_OF.get(name, name), decoded(value[:VALUE_CHARS]))
    return fields


def is_field(line: str) -> str:
    """The English name of the field that a line is, of those that people see; empty for other lines."""
    field = _FIELD.match(line[:VALUE_CHARS].strip())
    return _NAME_OF.get(field["name"].lower(), "") if field else ""


def decoded(value: str) -> str:
    """A field in plain words: unfolded, its encoded words read."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    # A folded field goes on in the next line.
    value = _mended(re.sub(r"\r?\n[ \t]+", " ", value))
    if "=?" not in value:
        return " ".join(clean(value).split())
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return " ".join(clean(value).split())
    words = (part if isinstance(part, str) else _text(part, charset or "utf-8") for part, charset in parts)
    return " ".join(clean("".join(words)).split())


def prefixes(subject: str) -> list[str]:
    """What stands before the words of a subject: "reply", "forward" and "list", in order."""
    marks: list[str] = []
    at = 0
    while found := _PREFIX.match(subject, at):
        marks += [name for name, words in found.groupdict().items() if words]
        at = found.end()
    return marks


def bare_subject(subject: str) -> str:
    """A subject without what programs and press offices put before it."""
    at = 0
    while found := _PREFIX.match(subject, at) or _LABEL.match(subject, at):
        at = found.end()
    return subject[at:].strip() or subject.strip()


def _mended(value: str) -> str:
    """Bytes beyond ASCII that stand bare in a field, read one by one, as the letters that they are."""
    if value.isascii():
        return value
    if any("\udc80" <= letter <= "\udcff" for letter in value):
        return _text(value.encode("utf-8", "surrogateescape"), "utf-8")
    return value if any(letter > "\xff" for letter in value) else _text(value.encode("latin-1"), "utf-8")


def _text(raw: bytes, charset: str) -> str:
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeError, ValueError):
        return raw.decode("cp1252", errors="replace")

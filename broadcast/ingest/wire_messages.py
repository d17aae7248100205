"""The bytes of a news wire come in; its messages go out, each with header and text apart, decoded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadcast.errors import ReportError
from broadcast.ingest.decode import decode
from broadcast.ingest.document import Document
from broadcast.ingest.iso646 import from_iso646

HEAD_BYTES = 4_000
"""How far the header of the first message is looked for."""
HEADER_CHARS = 1_500
"""What stands between start of heading and start of text is longer in no agency's messages."""
MOST_MESSAGES = 2_000

SOH, STX, ETX, EOT = "\x01", "\x02", "\x03", "\x04"
# SYN SYN SOH      NUL DEL SOH      (what may stand before a message: synchronisation, padding)
_LEAD = r"[\x00\x16\x7f\s\ufeff\x04\x17]*"
# eca0001 4 rs 46  dpa 0027      AFP0123 4 POL 0234 FRA /AFP-XX00      elw012 3 i
_IPTC_LINE = re.compile(
    r"(?P<service>[A-Za-z]{2,6}) ?(?P<number>\d{3,5})[ \x1f](?P<priority>\d)(?: (?P<category>[A-Za-z]{1,4}))?"
    r"(?: +(?P<words>\d{1,5}))?(?:[ \x1f\r\n]|$)"
)
# z6715-----      V4644 -----      G7787glbsm      (then "r d", format codes, keyword, date, word count)
_ANPA_LINES = re.compile(
    r"(?P<service>[A-Za-z]?)(?P<number>\d{1,5})(?:[\x1f ]?[\w-]{0,15})[\x1f ]?[\w-]{0,8}\s*[\r\n]+"
    r"(?P<priority>[a-zA-Z]) (?P<category>[a-zA-Z0-9])\s?(?:[\x11-\x14]{0,2}|\^[QRST]\^[QRST])\s"
    r"[^\r\n]{0,120}?\d{1,2}[-/]\d{1,2}\b"
)
# ZCZC FRA123      (the start of a message on telex)
_TELEX_START = re.compile(r"^[ \t]*ZCZC\b[^\r\n]*", re.MULTILINE)
_TELEX_END = re.compile(r"^[ \t]*NNNN\b", re.MULTILINE)
# YY TDA      FMG000      INT /AFP-AA12      (routing under ZCZC: short, and not a word of copy)
_ROUTING = re.compile(r"[A-Z0-9 /.,:()-]{1,24}")
MOST_ROUTING = 4

# The control characters as they are printed: ^A ^B ^C ^D ^V
_CARET_START = re.compile(r"[\s\ufeff]*(?:\^V)*\s*\^A(?=[A-Za-z]{0,6} ?\d{3,5})")
_CARET_SOH = re.compile(r"\^A(?=[A-Za-z]{0,6} ?\d{3,5})")
# ^B, but neither ^BC-Storm nor ^By ANA RUIZ: a caret begins a heading too
_CARET_STX = re.compile(r"\^B(?!C-|[yY]\b)")
# ^C at the end of a line, or before the time: ^C240612 GMT Nov 26
_CARET_ETX = re.compile(r"\^C(?=\s*(?:\d{4,6}\b|\^D|$))", re.MULTILINE)
_CARET_EOT = re.compile(r"\^D(?=\s*(?:\^V|\^A|$|\Z))", re.MULTILINE)
_CARET_CODES = re.compile(r"\^[QRSTVW_\\\]^]")

_LINE_ENDS = re.compile(r"\r*\n|\r+|[\x1e\x1f]")
MOST_CONTROLS = 0.05
"""Share of control characters up to which bytes are a text; wires set type with them."""
_PADDING = "\x00\x16\x7f"
_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), 127], None)
# 0x80 to 0x9f inside a word: a letter in the DOS code page; in that of Windows only an apostrophe or a dash
_DOS_LETTER = re.compile(
    rb"[A-Za-z][\x80-\x91\x93-\x95\x98-\x9b\x9d\xa0-\xa5\xe1][a-z]|[\x8e\x99\x9a\x90][a-z]{2}"
)
_WINDOWS_LETTER = re.compile(rb"[A-Za-z][\xc0-\xff][a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a wire.

    Attributes:
        header: What stands before the text, control characters left in; empty where there is none.
        text: What stands between start and end of text, lines ended by a line feed, no control characters.
        service: The agency's code for its service: "eca".
        number: The message's number in that service: "0001".
        is_anpa: Whether the header is that of ANPA 1312; else it is of IPTC 7901, or a telex.
    """

    header: str
    text: str
    service: str = ""
    number: str = ""
    is_anpa: bool = False


def is_anpa(document: Document) -> bool | None:
    """Whether the first message is of ANPA 1312, or else of IPTC 7901; None when the bytes are no wire."""
    head = _head(document.raw)
    return None if head is None else _ANPA_LINES.match(head) is not None


def messages(document: Document) -> Iterator[Message]:
    """The messages in a file, in order; those without a word, which test a line or close it, too.

    A message that is cut off ends with the file; what stands between messages is no text.

    Raises:
        ReportError: The text of a message is not text, or there are too many of them.
    """
    # Latin-1 has a character for each byte: the text is decoded when its message is known.
    stream = document.raw.decode("latin-1")
    stream = _from_carets(stream)
    for count, (header, body) in enumerate(_framed(stream)):
        if count >= MOST_MESSAGES:
            raise ReportError(
                f"{document.title} holds more than {MOST_MESSAGES:,} messages",
                hint="cut it into several files",
            )
        anpa = _ANPA_LINES.match(header)
        line = anpa or _IPTC_LINE.match(header)
        yield Message(
            header=_LINE_ENDS.sub("\n", header).translate(_CONTROLS),
            text=_as_text(body, document.title),
            service=line["service"] if line else "",
            number=line["number"] if line else "",
            is_anpa=anpa is not None,
        )


def _head(raw: bytes) -> str | None:
    """The first bytes of a wire from its header on; None when it is none."""
    text = raw[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    start = re.match(_LEAD, text)
    head = text[start.end() :] if start else text
    if head.startswith(SOH):
        head = head[1:].lstrip("\r\n ")
        named = _ANPA_LINES.match(head) or _IPTC_LINE.match(head)
        header, begins, _ = head[:HEADER_CHARS].partition(STX)
        return head if named or (begins and _is_line(header)) else None
    caret = _CARET_START.match(text)
    if caret:
        return _CARET_CODES.sub(" ", text[caret.end() :])
    if _TELEX_START.match(head) and (STX in head or _TELEX_END.search(raw.decode("latin-1"))):
        return head
    # Archives drop the control characters, or only start of heading.
    if _ANPA_LINES.match(head):
        return head
    bare = _IPTC_LINE.match(head)
    return head if bare and bare["words"] and (STX in head or _is_alone(head)) else None


def _is_line(header: str) -> bool:
    words = "".join(header.split())
    return bool(words) and words.isprintable()


def _is_alone(head: str) -> bool:
    """Whether a header stands on a line of its own, an empty one after it."""
    first, _, rest = _LINE_ENDS.sub("\n", head).partition("\n")
    return len(first) < 60 and rest[:1] == "\n"


def _from_carets(stream: str) -> str:
    """The stream with `^A`, `^B`, `^C` and `^D` as the control characters they stand for."""
    if SOH in stream or STX in stream or not _CARET_START.match(stream.removeprefix("\xef\xbb\xbf")):
        return stream
    return SOH.join(map(_from_caret, _CARET_SOH.split(stream)))


def _from_caret(part: str) -> str:
    text = _CARET_STX.search(part, 0, HEADER_CHARS)
    if text:
        header = _CARET_CODES.sub(" ", part[: text.start()])
        part = f"{header}{STX}{part[text.end() :]}"
    return _CARET_EOT.sub(EOT, _CARET_ETX.sub(ETX, part))


def _framed(stream: str) -> Iterator[tuple[str, str]]:
    """Header and text of each message."""
    first, *rest = stream.split(SOH)
    if STX in first or not rest:
        yield from _without_heading(first, whole=not rest)
    for part in rest:
        header, mark, body = part.partition(STX)
        if mark and len(header) <= HEADER_CHARS:
            yield header.lstrip("\r\n "), _ended(body)
        else:
            yield from _without_heading(part, whole=True)


def _without_heading(part: str, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Messages whose start of heading, or every control character, was lost."""
    telex = _TELEX_START.search(part)
    if telex:
        for message in _TELEX_START.split(part)[1:]:
            text = _TELEX_END.split(message, maxsplit=1)[0]
            yield _routed(text)
        return
    if STX in part:
        header, *bodies = part.split(STX)
        for body in bodies:
            yield header.lstrip(), _ended(body)
            header = ""
        return
    if not whole:
        return
    part = part.lstrip("\x00\x16\x7f\r\n \ufeff")
    named = _ANPA_LINES.match(part) or _IPTC_LINE.match(part)
    end = part.find("\n", named.end() - 1) if named else 0
    if end < 0:
        return
    yield part[:end], _ended(part[end:])


def _routed(message: str) -> tuple[str, str]:
    """The routing lines under ZCZC, and the text."""
    if STX in message[:HEADER_CHARS]:
        header, _, body = message.partition(STX)
        return header.lstrip(), _ended(body)
    lines = message.lstrip("\r\n").split("\n")
    count = 0
    while count < min(MOST_ROUTING, len(lines)) and _ROUTING.fullmatch(lines[count].strip()):
        count += 1
    return "\n".join(lines[:count]), _ended("\n".join(lines[count:]))


def _ended(body: str) -> str:
    """The text up to its end."""
    return re.split(f"[{ETX}{EOT}]", body, maxsplit=1)[0]


def _as_text(stream: str, title: str) -> str:
    """A text, decoded, without control characters; a further start of text in it parts paragraphs."""
    lines = _LINE_ENDS.sub("\n", stream)
    plain = lines.translate(_CONTROLS)
    padding = sum(map(lines.count, _PADDING))
    if len(lines) - len(plain) - padding > MOST_CONTROLS * len(lines):
        return decode(stream.encode("latin-1"), title)
    raw = lines.replace(STX, "\n\n").translate(_CONTROLS).encode("latin-1")
    if len(_DOS_LETTER.findall(raw)) > len(_WINDOWS_LETTER.findall(raw)) and not _is_utf8(raw):
        return from_iso646(raw.decode("cp850"))
    # Magic numbers of pictures and sound stand at the start of a file, not of a text.
    return from_iso646(decode(b"\n" + raw, title)[1:])


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True

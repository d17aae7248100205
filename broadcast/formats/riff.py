"""Chunks of a RIFF file, and text as it may stand in them."""

import re
import struct
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

U32_MAX = 0xFFFFFFFF
"""The last sample, or byte, that 32 bits can name."""

_PLAIN = str.maketrans("“”„«»‘’‚ʼ–—−‐‑\u00a0", '"""""\'\'\'\'----- ') | {ord("…"): "..."}

# letters that Unicode does not take apart
_LETTERS = str.maketrans("øØłŁđĐðÐı", "oOlLdDdDi") | str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "€": "EUR ", "£": "GBP "}
)

# '\ud800'   '\ufffe'   '\ufdd0'   '\U0001ffff'   '\u202e', which turns what comes after it about
_NO_CHARACTER = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef\u202a-\u202e\u2066-\u2069"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A RIFF chunk.

    Attributes:
        name: Four bytes: b"cart".
        body: Without its padding.
    """

    name: bytes
    body: bytes

    def packed(self) -> bytes:
        """Name, size, body, and the byte that makes the length even."""
        return struct.pack("<4sI", self.name, len(self.body)) + self.body + b"\0" * (len(self.body) % 2)


def list_chunk(kind: bytes, chunks: Iterable[Chunk]) -> Chunk:
    """A LIST of a kind, b"INFO" or b"adtl", with chunks in it."""
    return Chunk(name=b"LIST", body=kind + b"".join(chunk.packed() for chunk in chunks))


def clean_text(text: str) -> str:
    r"""Text in one line, without control characters and whatever no XML 1.0 may hold.

    Marks that force a direction of writing go too: a field may be cut between them.

    >>> clean_text("Fire \x07at\r\n\tPort\ud800 Ellmoor")
    'Fire at Port Ellmoor'
    """
    visible = (" " if unicodedata.category(char) == "Cc" else char for char in _NO_CHARACTER.sub("", text))
    return " ".join("".join(visible).split())


def utf8_text(text: str, limit: int | None = None) -> bytes:
    """Text in one line as UTF-8 that ends in NUL, typographic punctuation made plain.

    RIFF names no encoding: some readers take UTF-8, others Latin-1, so the less there is beyond ASCII the
    better.

    Args:
        text: Anything.
        limit: Bytes at most, the NUL counted; no character is cut in half.
    """
    octets = clean_text(text.translate(_PLAIN)).encode()
    if limit is not None:
        octets = octets[: limit - 1].decode(errors="ignore").rstrip().encode()
    return octets + b"\0"


def ascii_text(text: str, limit: int, *, keep_end: bool = False) -> str:
    r"""Text in one line as ASCII: accents fall away, a lost character becomes a question mark.

    What ASCII cannot hold, a text in Cyrillic or Arabic, gives "" rather than a row of question marks.

    Args:
        text: Anything.
        limit: Characters at most; what is longer is cut between words and marked with "...".
        keep_end: Whether the last words stay and not the first.

    >>> ascii_text("“Crème brûlée”, said Ærø’s mayor", 64)
    '"Creme brulee", said AEro\'s mayor'
    >>> ascii_text("will be back before the evening", 20)
    'will be back...'
    >>> ascii_text("will be back before the evening", 20, keep_end=True)
    '...the evening'
    """
    apart = unicodedata.normalize("NFKD", clean_text(text).translate(_PLAIN).translate(_LETTERS))
    apart = apart.replace("\N{FRACTION SLASH}", "/")
    letters = "".join(char for char in apart if unicodedata.category(char) not in ("Mn", "Me", "Cf"))
    plain = " ".join(letters.encode("ascii", "replace").decode().split())
    lost = sum(not char.isascii() for char in letters)
    if 2 * lost > len(plain.replace(" ", "")):
        return ""
    return plain if len(plain) <= limit else _cut(plain, limit - 3, keep_end=keep_end)


def _cut(text: str, room: int, *, keep_end: bool) -> str:
    """The first or last whole words that fit, or a piece of a word where that would leave too little."""
    if keep_end:
        kept = text[-room:]
        whole = kept if text[-room - 1] == " " else kept.partition(" ")[2]
        return "..." + (whole if 2 * len(whole) > room else kept).lstrip()
    kept = text[:room]
    whole = kept if text[room] == " " else kept.rpartition(" ")[0]
    return (whole if 2 * len(whole) > room else kept).rstrip(" ,;:.-") + "..."

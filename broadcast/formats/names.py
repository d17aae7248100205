"""Any text in, a file name out that Windows, macOS and Linux all take."""

import re
import unicodedata

from broadcast.model import Kind, Row
from broadcast.units import PROGRAMME_RATE, Hz, Samples

LIMIT = 80
"""Characters of a name, its ending counted."""

_BYTE_LIMIT = 140  # ext4 takes 255 bytes, eCryptfs under it 143

# 'a/b:c*d' -> the slash, the colon, the star
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')

# 'con', 'COM1', 'lpt9', 'aux' (also as in 'con.txt'; `_unreserved` looks at the part before the dot)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)


def safe_name(text: str, ending: str = "", *, limit: int = LIMIT) -> str:
    """A file name made of `text`, safe on every system, in Unicode NFC.

    Spaces become hyphens; separators, control and invisible characters go; a name that Windows keeps
    for a device gets an underscore. The name is never empty, `.` or `..`, never starts with a dot or a
    hyphen and never ends with a dot or a space. `safe_name` of a safe name is that name.

    Args:
        text: What the file is about.
        ending: ".wav"; kept whole, whatever is cut from the text.
        limit: Longest name in characters, `ending` counted.

    >>> safe_name("St. John's: fire/flood?", ".wav")
    "St.-John's-fire-flood.wav"
    """
    spaced = _FORBIDDEN.sub(" ", "".join(_printable(char) for char in text))
    joined = re.sub(r"-(?:\s*-)+|\s+", "-", spaced.strip())  # 'a  - b' -> 'a-b'
    joined = re.sub(r"-{2,}", "-", joined)
    room = limit - len(ending)
    stem = unicodedata.normalize("NFC", joined).strip(".- ")[:room]
    stem = stem.encode()[: _BYTE_LIMIT - len(ending.encode())].decode(errors="ignore")
    return _unreserved(stem.rstrip(".- ") or "untitled", room) + ending


def cut_name(row: Row, rate_hz: Hz = PROGRAMME_RATE) -> str:
    """The name of a row's own file: page, who or what, length.

    >>> from broadcast.units import Samples as S
    >>> cut_name(Row(page="A1", slug="HARBOUR", form="READER", kind=Kind.ANCHOR, estimate=S(0),
    ...     actual=None, start=S(0), end=S(48_000 * 17), pause=S(0), cume=S(0)))
    'A1_HARBOUR_0m17s.wav'
    """
    about = row.speaker.upper() if row.kind is Kind.SOUNDBITE and row.speaker else row.slug
    ending = f"_{_length(row.trt, rate_hz)}.wav"
    return safe_name(f"{row.page}_{safe_name(about)}", ending)


def _length(count: Samples, rate_hz: Hz) -> str:
    """'0m17s', '1h02m03s'; rounded half up, as on the run-sheet."""
    whole = (2 * count + rate_hz) // (2 * rate_hz)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}h{minute:02}m{second:02}s" if hours else f"{minute}m{second:02}s"


def _printable(char: str) -> str:
    """The character, a space for any white space, nothing for what cannot be seen or encoded."""
    category = unicodedata.category(char)
    if category.startswith("Z") or char in "\t\n\v\f\r\x85":
        return " "
    return "" if category.startswith("C") else char


def _unreserved(stem: str, room: int) -> str:
    first, dot, rest = stem.partition(".")
    if not _RESERVED.fullmatch(first.strip()):
        return stem
    return f"{first}_{dot}{rest}"[:room].rstrip(".- ")

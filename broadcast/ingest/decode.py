"""Bytes come in; text with plain line ends and without control characters goes out."""

import codecs
import re

from broadcast.errors import ReportError

_MAGIC = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"PK\x05\x06": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "a rich text document",
    b"\x1f\x8b": "a compressed file",
    b"BZh9": "a compressed file",
    b"\xfd7zXZ": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"ID3": "sound",
    b"RIFF": "sound or a picture",
    b"RF64": "sound",
    b"OggS": "sound",
    b"fLaC": "sound",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "a database",
}
# ....ftypmp42   ....ftypM4A
_MEDIA_BOX = re.compile(rb".{4}ftyp[\w ]{4}", re.DOTALL)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
MAX_CONTROLS = 0.02
"""Share of control characters up to which bytes are text with accidents."""
WESTERN_BYTES = 0.06
"""Share of bytes beyond ASCII up to which copy is Western: English has its quotation marks there, German and
French 2 to 5 %; Polish and Czech begin at about 7 %, other alphabets at 40 %."""
_CODE_PAGES = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r"]
_CODE_PAGES += ["shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"]
_LATIN_PAGES = ("cp1250", "cp1254")
# Read as Western, Czech has letters that no Western language has, and Polish has signs inside words.
_NOT_WESTERN = re.compile("[šžýŠŽÝðþ]|[^\\W\\d_][¹³¿¯¼¾][^\\W\\d_]")
_GUESSED_FROM = 100_000
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_NOT_TEXT = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160), 0xFEFF], " ")


def decode(raw: bytes, title: str = "the report") -> str:
    r"""Turn the bytes of a report into text.

    Line ends of every kind become `\n`, the byte order mark is dropped, and each control character
    (C0 and C1 but tab, U+FEFF too) becomes a space; nothing else changes.

    Args:
        raw: The bytes.
        title: How a message calls them.

    Raises:
        ReportError: They are not text.
    """
    return clean(_text(raw, title).removeprefix("\ufeff"))


def clean(text: str) -> str:
    """Line ends of every kind as one, control characters as spaces."""
    return _LINE_ENDS.sub("\n", text).translate(_NOT_TEXT)


def _text(raw: bytes, title: str) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], encoding) or _damaged(raw[len(mark) :], encoding, title)
    for magic, kind in _MAGIC.items():
        if raw.startswith(magic):
            raise _not_text(title, kind)
    if _MEDIA_BOX.match(raw):
        raise _not_text(title, "sound or video")
    if b"\0" in raw:
        wide = _wide(raw)
        if wide is not None:
            return wide
        if raw.count(0) > 1 + MAX_CONTROLS * len(raw):
            raise _not_text(title, "a binary file")
        raw = raw.replace(b"\0", b" ")
    if len(_CONTROLS.findall(raw)) > 1 + MAX_CONTROLS * len(raw):
        raise _not_text(title, "a binary file")
    text = _strictly(raw, "utf-8")
    return _mended(raw) or _by_code_page(raw) if text is None else text


def _not_text(title: str, kind: str) -> ReportError:
    return ReportError(f"{title} is {kind}, not text", hint="save it as plain text or Markdown")


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _damaged(raw: bytes, encoding: str, title: str) -> str:
    """What a byte order mark promises, although some of it is damaged."""
    if encoding == "utf-8":
        return _mended(raw) or _by_code_page(raw)
    text = raw.decode(encoding, errors="replace")
    if text.count("\ufffd") > 1 + MAX_CONTROLS * len(text):
        raise _not_text(title, "a binary file")
    return text


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: every zero byte stands on the same side of its pair."""
    if len(raw) % 2:
        return None
    first, second = raw[::2].count(0), raw[1::2].count(0)
    if first and second:
        return None
    text = _strictly(raw, "utf-16-be" if first else "utf-16-le")
    if text is None or sum(letter < " " and letter not in "\t\n\r\f" for letter in text) > MAX_CONTROLS * len(
        text
    ):
        return None
    return text


def _mended(raw: bytes) -> str | None:
    """UTF-8 with a few bytes of Windows-1252 in it; None when it is not."""
    text = raw.decode("utf-8", errors="surrogateescape")
    astray = {letter for letter in text if "\udc80" <= letter <= "\udcff"}
    wrong = sum(map(text.count, astray))
    right = sum(letter > "\x7f" for letter in text) - wrong
    if right < 4 * wrong:
        return None
    return text.translate({ord(letter): _western(bytes([ord(letter) - 0xDC00])) for letter in astray})


def _western(raw: bytes) -> str:
    """Windows-1252; its five empty places as in Latin-1."""
    text = _strictly(raw, "cp1252")
    return "".join(_strictly(bytes([byte]), "cp1252") or chr(byte) for byte in raw) if text is None else text


def _by_code_page(raw: bytes) -> str:
    beyond_ascii = len(raw) - len(raw.translate(None, bytes(range(128, 256))))
    if beyond_ascii <= WESTERN_BYTES * len(raw):
        return _western(raw)
    from charset_normalizer import from_bytes

    sample = raw if len(raw) <= _GUESSED_FROM else raw[: raw.rfind(b"\n", 0, _GUESSED_FROM) + 1] or raw
    best = from_bytes(sample, cp_isolation=_CODE_PAGES).best()
    if best and best.encoding in _LATIN_PAGES and _reads_western(_western(raw)):
        return _western(raw)
    text = _strictly(raw, best.encoding) if best else None
    return _western(raw) if text is None else text


def _reads_western(text: str) -> bool:
    return _NOT_WESTERN.search(text) is None

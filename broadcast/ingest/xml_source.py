"""The bytes of an XML file come in; its text goes out, decoded, without DOCTYPE, its entities settled."""

import codecs
import re
from collections.abc import Iterator
from html.entities import html5

from broadcast.errors import ReportError
from broadcast.ingest.decode import clean, decode

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
# A file that begins with "<" and has no byte order mark, in two or four bytes a character.
_WIDE_STARTS = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
HEAD_CHARS = 1_024
"""Where a declaration stands, with room for a header before it."""
# <?xml version="1.0" encoding="iso-8859-1" standalone="yes"?>
_DECLARATION = re.compile(r"<\?xml\s[^<>]{0,400}?\?>", re.IGNORECASE)
# encoding="iso-8859-1"
_ENCODING = re.compile(rb"<\?xml\s[^<>]{0,300}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE)
# iso8859-2      cp1250      koi8-r      gb2312      shift_jis      (names of Python's codecs)
_CODE_PAGE = re.compile(
    r"iso8859-\d+|cp\d{3,4}|koi8-\w|mac-\w+|shift_jis\w*|gb\w+|big5\w*|euc_\w+|iso2022\w+|tis-620"
)
_WIDER = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "big5": "cp950",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
"""Code pages that files are in, although they declare a narrower one."""
# &#8211;      &#x2013;      &eacute;
_REFERENCE = re.compile(r"&(?:#(\d{1,8})|#[xX]([0-9A-Fa-f]{1,7})|([A-Za-z_][\w.-]{0,60}));")
# &      <      ]]>      (what may begin a reference or markup, and what may not stand in copy)
_MARK = re.compile(r"[&<]|\]\]>")
_FIVE = ("amp", "lt", "gt", "quot", "apos")
# <p      </p      <x:p      <!--      <?      (what begins markup; "< 3 %" is copy)
_OPENING = re.compile(r"</?[^\W\d]|<[!?]")
_CDATA = "<![CDATA["
_WHOLE = ((_CDATA, "]]>"), ("<!--", "-->"), ("<?", "?>"))
# <!ENTITY agency "Northland Wire">      <!ENTITY % nitf SYSTEM "nitf.dtd">
_ENTITY = re.compile(r"<!ENTITY\s+([^\s\"'<>%]{1,100})\s")
# "      '      [      ]      >      <!--      <?      (what ends a DOCTYPE, or hides its end)
_DOCTYPE_MARK = re.compile(r"[\"'\[\]>]|<!--|<\?")
_HIDING = {'"': '"', "'": "'", "<!--": "-->", "<?": "?>"}
# Unicode has no characters here; a strict parser stops at them.
_NOT_XML = dict.fromkeys([0xFFFE, 0xFFFF], " ")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}


def xml_text(raw: bytes, title: str) -> str:
    """The text of an XML file, such that a strict parser may be given it.

    The encoding is told from the bytes first, and taken from the declaration only where they allow it.
    Declaration and DOCTYPE are blanked, so that nothing can be loaded or expanded. Names of HTML
    characters become their character; `&` and `<` that begin nothing become copy. Lines keep their numbers.

    Raises:
        ReportError: The bytes are not text, or the copy uses an entity that its DOCTYPE defines.
    """
    text = _decoded(raw, title)
    found = _DECLARATION.search(text, 0, HEAD_CHARS)
    if found:
        text = _blanked(text, *found.span())
    start = text.find("<")
    if start > 0:
        text = _blanked(text, 0, start)
    doctype = find_doctype(text)
    defined: frozenset[str] = frozenset()
    if doctype:
        defined = frozenset(_ENTITY.findall(text, *doctype))
        text = _blanked(text, *doctype)
    return "".join(_settled(text, defined, title))


def find_doctype(text: str, at: int = 0) -> tuple[int, int] | None:
    """Where a DOCTYPE stands, its internal subset too; None when there is none before the root element."""
    while (at := text.find("<", at)) >= 0:
        whole = next((ends for starts, ends in _WHOLE if text.startswith(starts, at)), "")
        if text[at : at + 9].upper() == "<!DOCTYPE":
            return at, _doctype_end(text, at)
        if not whole:
            return None
        at = text.find(whole, at)
        if at < 0:
            return None
    return None


def _doctype_end(text: str, at: int) -> int:
    depth = 0
    while found := _DOCTYPE_MARK.search(text, at):
        mark = found[0]
        at = found.end()
        if mark in _HIDING:
            at = text.find(_HIDING[mark], at)
            if at < 0:
                break
            at += len(_HIDING[mark])
        elif mark == "[":
            depth += 1
        elif mark == "]":
            depth -= 1
        elif depth <= 0:
            return at
    return len(text)


def _decoded(raw: bytes, title: str) -> str:
    if not raw.startswith(_MARKS):
        head = raw[:HEAD_CHARS].lstrip(b" \t\r\n")
        for start, encoding in _WIDE_STARTS:
            if head.startswith(start):
                return clean(raw.decode(encoding, errors="replace")).translate(_NOT_XML)
        if head.startswith(b"<"):
            raw = raw.replace(b"\0", b" ")
        found = _ENCODING.search(raw[:HEAD_CHARS])
        text = _as_declared(raw, found[1].decode("ascii")) if found else None
        if text is not None:
            return clean(text).translate(_NOT_XML)
    return decode(raw, title).translate(_NOT_XML)


def _as_declared(raw: bytes, declared: str) -> str | None:
    """The text in the code page that the file names; None where the bytes speak against it."""
    try:
        name = codecs.lookup(declared).name
        # UTF-8 under another name is a wrong label: such bytes make no sense in any code page.
        if not _CODE_PAGE.fullmatch(name) or _is_utf8(raw):
            return None
        text = raw.decode(_WIDER.get(name, name))
    except (LookupError, UnicodeError):
        return None
    return text if "<?xml" in text[:HEAD_CHARS].lower() else None


def _is_utf8(raw: bytes) -> bool:
    if raw.isascii():
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _blanked(text: str, start: int, end: int) -> str:
    """The text with a stretch taken out; its line ends stay."""
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


def _settled(text: str, defined: frozenset[str], title: str) -> Iterator[str]:
    """The text in pieces: comments blanked, every reference and every stray mark made safe."""
    at = 0
    copied = 0
    while found := _MARK.search(text, at):
        start = found.start()
        new: str | None = None
        if found[0] == "<":
            at, new = _marked(text, start)
        elif found[0] == "]]>":
            at, new = found.end(), "]]&gt;"
        else:
            reference = _REFERENCE.match(text, start)
            at = reference.end() if reference else start + 1
            new = _character(reference, defined, title) if reference else "&amp;"
        if new is not None:
            yield text[copied:start]
            yield new
            copied = at
    yield text[copied:]


def _marked(text: str, start: int) -> tuple[int, str | None]:
    """Where to go on after a `<`, and what stands for it; None where it may stay."""
    for starts, ends in _WHOLE:
        if text.startswith(starts, start):
            end = text.find(ends, start + len(starts))
            if end < 0:
                return len(text), None
            end += len(ends)
            return end, None if starts == _CDATA else "\n" * text.count("\n", start, end)
    return start + 1, None if _OPENING.match(text, start) else "&lt;"


def _character(reference: re.Match[str], defined: frozenset[str], title: str) -> str | None:
    """What stands for a reference; None where it may stay."""
    decimal, hexadecimal, name = reference.groups()
    if name is None:
        return _numbered(int(decimal) if decimal else int(hexadecimal, 16))
    if name in _FIVE:
        return None
    character = html5.get(f"{name};")
    if character is not None:
        return "".join(_ESCAPED.get(letter, letter) for letter in character)
    if name in defined:
        raise ReportError(
            f"{title} uses the entity '&{name};', which only its DOCTYPE defines",
            hint="entities of a DOCTYPE are not read; write its words in the copy",
        )
    return f"&amp;{name};"


def _numbered(code: int) -> str | None:
    """The character of a number; one of the old Windows range is what its sender meant."""
    if 128 <= code < 160:
        character = bytes([code]).decode("cp1252", errors="replace")
        return " " if character == "\ufffd" else character
    if code > 0x10FFFF or 0xD800 <= code < 0xE000 or code in _NOT_XML:
        return " "
    character = clean(chr(code))
    return None if character == chr(code) else character

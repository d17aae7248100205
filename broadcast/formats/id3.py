"""What a file says about itself in, an ID3v2.3 tag with its chapters out."""

import struct
from collections.abc import Iterator, Sequence

from broadcast.formats.chapters import Chapter
from broadcast.formats.tags import GENRE, Tags, millis, replaygain
from broadcast.units import Samples

_NO_OFFSET = 0xFFFFFFFF
"""Players go by the time of a chapter, not by its place in the file."""

_TOP, _ORDERED = 2, 1

_CHILDREN = 255
"""A table of contents counts its entries in one byte; a longer one is a table of tables."""


def id3_tag(tags: Tags, length: Samples) -> bytes:
    """An ID3v2.3 tag with chapters and a table of contents.

    Text that is ASCII is written as such, other text as UTF-16.

    Args:
        tags: What it says.
        length: Of the programme.

    References:
        id3.org, "ID3 tag version 2.3.0"; "ID3v2 Chapter Frame Addendum, version 1.0".
    """
    frames = b"".join(_frames(tags, length))
    synchsafe = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + synchsafe + frames


def _frames(tags: Tags, length: Samples) -> Iterator[bytes]:
    texts = {
        "TIT2": tags.title,
        "TPE1": tags.station,
        "TALB": tags.station,
        "TPUB": tags.station,
        "TCON": GENRE,
        "TLAN": tags.language,
        "TYER": tags.created.strftime("%Y"),
        "TDAT": tags.created.strftime("%d%m"),
        "TIME": tags.created.strftime("%H%M"),
        "TLEN": str(millis(length, tags.rate_hz)),
        "TSSE": tags.software,
    }
    for name, text in texts.items():
        if text:
            yield _frame(name, _text(text))
    yield _frame("COMM", _text("", tags.synthetic, language="eng"))
    for about, text in {"Synthetic voices": tags.synthetic, **replaygain(tags)}.items():
        yield _frame("TXXX", _text(about, text))
    if tags.transcript:
        yield _frame("USLT", _text("", tags.transcript, language=tags.language))
    if tags.chapters:
        yield from _chapter_frames(tags)


def _chapter_frames(tags: Tags) -> Iterator[bytes]:
    names = [f"chp{number}" for number in range(len(tags.chapters))]
    groups = [names[at : at + _CHILDREN] for at in range(0, len(names), _CHILDREN)]
    if len(groups) == 1:
        yield _contents("toc", names, tags.title, _TOP)
    else:
        tables = [f"toc{number}" for number in range(len(groups))]
        yield _contents("toc", tables[:_CHILDREN], tags.title, _TOP)
        for table, group in zip(tables, groups, strict=True):
            yield _contents(table, group, tags.title, 0)
    for name, chapter in zip(names, tags.chapters, strict=True):
        yield _chapter(name, chapter, tags)


def _contents(name: str, children: Sequence[str], title: str, level: int) -> bytes:
    body = name.encode("ascii") + b"\0" + bytes([level | _ORDERED, len(children)])
    body += b"".join(child.encode("ascii") + b"\0" for child in children)
    return _frame("CTOC", body + _frame("TIT2", _text(title)))


def _chapter(name: str, chapter: Chapter, tags: Tags) -> bytes:
    times = (millis(chapter.start, tags.rate_hz), millis(chapter.end, tags.rate_hz))
    body = name.encode("ascii") + b"\0" + struct.pack(">4I", *times, _NO_OFFSET, _NO_OFFSET)
    return _frame("CHAP", body + _frame("TIT2", _text(chapter.title)))


def _frame(name: str, body: bytes) -> bytes:
    return struct.pack(">4sIH", name.encode("ascii"), len(body), 0) + body


def _text(*parts: str, language: str = "") -> bytes:
    """Texts with a zero between them, behind the byte that tells how they are written and the language."""
    clean = [part.replace("\0", "") for part in parts]
    if all(part.isascii() for part in clean):
        return b"\0" + language.encode("ascii") + b"\0".join(part.encode("ascii") for part in clean)
    wide = (b"\xff\xfe" + part.encode("utf-16-le", "replace") for part in clean)
    return b"\x01" + language.encode("ascii") + b"\0\0".join(wide)

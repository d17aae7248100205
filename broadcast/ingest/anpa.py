"""A message of ANPA 1312 comes in, as the American wires send them; a Report goes out."""

import re
from collections.abc import Sequence

from broadcast.ingest.assembly import Declared, assembled
from broadcast.ingest.document import Document
from broadcast.ingest.wire_copy import QUADS, is_sign_off, paragraphs, wire_markup
from broadcast.ingest.wire_messages import Message
from broadcast.model import Reason, Report

# BC-US--Storm Harbour, 1st Ld-Writethru,416      bc-Storm-Harbour      AP-Top-Headlines,0176
_SLUG = re.compile(
    r"(?P<slug>[A-Za-z]{2,4}-.{1,80}?|[A-Z][\w-]{2,40}(?=,\s?\d{2,5}))"
    r"(?P<version>,?\s+(?:\d{1,2}(?:st|nd|rd|th) )?(?:Ld|Lead|Add|Take|Writethru|Insert|Sub)\b.*?)?"
    r"(?:,\s?(?P<words>\d{2,5}))?"
)
# BC-BKN--Heat-Hawks 1stLd-Writethru   02-20 0500      (the keyword in the header)
_HEADER_SLUG = re.compile(r"[a-zA-Z] [a-zA-Z0-9]\s+(?P<slug>[^\s]+(?: [^\s\d]\S*)*)")
# By ANA RUIZ
_BYLINE = re.compile(r"by (?=\S)", re.IGNORECASE)
# AP Photo NY101      Eds: With AP Photos.      With BC-Storm-Glance      AP Video
_NOTE = re.compile(
    r"AP (?:Photos?|Video|Graphics?|Audio|Interactive)\b|(?:Eds|Editors)\W|With (?:BC-|AP )|For use ",
    re.IGNORECASE,
)
# *9006      (a code to the typesetter)
_CODE = re.compile(r"\*\d{1,5}")
# ^AP Sports Writer=      (centred)
_CENTRED = re.compile(r"\s*=\s*$")
# 16{      (a half, on the Teletypesetter's keyboard)
_HALF = re.compile(r"(?<=\d)\{")
# ... Ruiz _ the mayor _ said      (a dash)
_DASH = re.compile(r"(?<=\s)_(?=\s)")
# ``Stay,'' she said
_QUOTES = str.maketrans({"`": "‘"})


def report_of(message: Message, document: Document) -> Report:
    """Read a message: lines with a caret give slug, headline, notes and byline.

    `Report.text` has them on top, one a line, then the copy in paragraphs; dashes, quotation marks and halves
    as printed. Headings in the copy are not spoken, unless it has nothing else.
    """
    text = _DASH.sub("—", _HALF.sub("½", message.text))
    if "``" in text:
        text = text.replace("``", "“").replace("''", "”").translate(_QUOTES)
    # ^*9006< ^AP-Top-Headlines,0176<
    lines = re.sub(r"<!?[ \t]*\^", "\n^", text).split("\n")
    head, copy = _head(lines)
    slug = next((line for line, reason in head if reason is Reason.LABEL), "")
    named = _SLUG.fullmatch(slug)
    declared = Declared(
        headline=next((line for line, reason in head if reason is Reason.HEADLINE), ""),
        slug=named["slug"] if named else _header_slug(message.header),
        item_id=f"{message.service}{message.number}",
    )
    marked: list[tuple[str, Reason | None]] = [*head]
    if slug:
        counted = named.start("words") if named and named["words"] else len(slug)
        marked[0] = (slug[:counted].rstrip(", "), Reason.LAYOUT)
    return assembled(wire_markup(marked, _body(copy)), declared, document, "anpa")


def _header_slug(header: str) -> str:
    found = _HEADER_SLUG.search(header)
    return found["slug"] if found else ""


def _head(lines: Sequence[str]) -> tuple[list[tuple[str, Reason]], Sequence[str]]:
    """The lines with a caret above the copy, each with its reason, and the lines of the copy.

    Where there are headings and nothing else, they are the copy; slug and headline stand above it.
    """
    head: list[str] = []
    rest: Sequence[str] = []
    for index, line in enumerate(lines):
        words = line.strip()
        if words and not words.startswith("^"):
            rest = lines[index:]
            break
        words = _uncoded(words[1:])
        if words and not _CODE.fullmatch(words):
            head.append(words)
    if any(_is_copy(line) for line in rest):
        return _sorted(head), rest
    above = 2 if head and _SLUG.fullmatch(head[0]) else 1
    return _sorted(head[:above]), [*head[above:], "", *rest]


def _is_copy(line: str) -> bool:
    words = _uncoded(line.strip())
    return any(map(str.isalnum, words)) and not is_sign_off(words)


def _uncoded(words: str) -> str:
    """The words of a line without the code that sets it."""
    return _CENTRED.sub("", QUADS.sub("", words)).strip()


def _sorted(head: Sequence[str]) -> list[tuple[str, Reason]]:
    """Which line is slug, headline, note and byline; the rest stays layout."""
    done: list[tuple[str, Reason]] = []
    seen: set[Reason] = set()
    for index, words in enumerate(head):
        if index == 0 and _SLUG.fullmatch(words):
            reason = Reason.LABEL
        elif _NOTE.match(words):
            reason = Reason.EDITORS_NOTE
        elif _BYLINE.match(words) or Reason.BYLINE in seen:
            reason = Reason.BYLINE
        else:
            reason = Reason.LAYOUT if Reason.HEADLINE in seen else Reason.HEADLINE
        seen.add(reason)
        done.append((words, reason))
    return done


def _body(lines: Sequence[str]) -> list[tuple[str, Reason | None]]:
    """Paragraphs of copy, and the headings among them."""
    done: list[tuple[str, Reason | None]] = []
    copy: list[str] = []
    for line in lines:
        if not line.lstrip().startswith("^"):
            copy.append(_CENTRED.sub("", QUADS.sub("", line)))
            continue
        done += [(part, None) for part in paragraphs(copy)]
        copy = []
        done.append((_uncoded(line.strip()[1:]), Reason.LAYOUT))
    return done + [(part, None) for part in paragraphs(copy)]

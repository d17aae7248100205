"""A message of IPTC 7901 comes in, as agencies of Europe and Asia send them; a Report goes out."""

import re
from collections.abc import Sequence

from broadcast.ingest.assembly import Declared, assembled
from broadcast.ingest.document import Document
from broadcast.ingest.wire_copy import QUADS, is_for_desk, paragraphs, wire_markup
from broadcast.ingest.wire_messages import Message
from broadcast.model import Reason, Report

HEAD_LINES = 8
"""Lines between start of text and the sign that ends the headline."""
HEAD_CHARS = 160

# Storm/harbour/Elsa/      bc-Storm-Harbour      (the line of keywords)
_KEYWORDS = re.compile(r"[^\s/][^/]{0,60}(?:/[^/]{1,60}){0,8}/|bc-[\w-]{2,60}.{0,40}", re.IGNORECASE)
_SLASHES = re.compile(r"\s*/\s*")
# By Ana Ruiz      By dpa correspondents      Von Ana Ruiz, dpa
_BYLINE = re.compile(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i) (?:[^\W\d_a-z]|dpa\b|our\b).{1,70}")
# (Achtung)      REFILE      1ST LEAD      URGENT      EILMELDUNG      2. Zusammenfassung
_VERSION = re.compile(
    r"\(.{1,80}\)|(?:\d{1,2}(?:st|nd|rd|th|\.) )?(?:lead|ld|roundup|wrap-?up|add|writethru|take|update"
    r"|zusammenfassung|refile|repeat(?:ing)?|urgent|flash|alert|bulletin|snap|newsalert|eil(?:meldung|t)?|blitz"
    r"|vorschau|wiederholung|extra|preview|feature|advance)(?: \d{1,2})?:?",
    re.IGNORECASE,
)
# =(PICTURE)
_CODE = re.compile(r"=\(.{1,60}\)")
# ... Wall falls =      (the sign at its end)
_SIGN = re.compile(r"\s*=\s*$")


def report_of(message: Message, document: Document) -> Report:
    """Read a message: its header gives slug and identifier, the first lines of its text headline and byline.

    `Report.text` has the headline and what stands around it on top, then the copy in paragraphs.
    """
    lines = [QUADS.sub("", line).rstrip() for line in message.text.expandtabs(8).split("\n")]
    slug = next((line.strip() for line in message.header.split("\n")[1:] if line.strip()), "")
    if not slug:
        slug, lines = _keywords(lines)
    head, copy = _head(lines)
    headline = " ".join(line for line, reason in head if reason is Reason.HEADLINE)
    markup = wire_markup(_joined(head), ((part, None) for part in paragraphs(copy)))
    declared = Declared(
        headline=headline,
        slug="-".join(filter(None, _SLASHES.split(slug))),
        item_id=f"{message.service}{message.number}",
    )
    return assembled(markup, declared, document, "iptc7901")


def _keywords(lines: Sequence[str]) -> tuple[str, list[str]]:
    """The line of keywords that begins a text whose header lost it, and the other lines."""
    for index, line in enumerate(lines):
        if line.strip():
            if _KEYWORDS.fullmatch(line.strip()):
                return line.strip(), [*lines[index + 1 :]]
            break
    return "", [*lines]


def _head(lines: Sequence[str]) -> tuple[list[tuple[str, Reason]], Sequence[str]]:
    """The lines above the copy with their reasons, where a sign or a byline ends them, and the others."""
    count = signed = 0
    for index, line in enumerate(lines):
        count += bool(line.strip())
        if count > HEAD_LINES or len(line) > HEAD_CHARS:
            break
        if _SIGN.search(line) and line.strip("= "):
            signed = index + 1
            break
        if count > 1 and _BYLINE.match(line.strip()) and line.strip()[-1] not in ".,;:!?":
            signed = signed or index + 1
    words = (_SIGN.sub("", line).strip() for line in lines[:signed])
    return [(line, _reason(line)) for line in words if line], lines[signed:]


def _reason(line: str) -> Reason:
    if _BYLINE.match(line):
        return Reason.BYLINE
    is_layout = _VERSION.fullmatch(line) or _CODE.fullmatch(line) or is_for_desk(line)
    return Reason.LAYOUT if is_layout else Reason.HEADLINE


def _joined(head: Sequence[tuple[str, Reason]]) -> list[tuple[str, Reason | None]]:
    """The lines, those of one headline as one."""
    done: list[tuple[str, Reason | None]] = []
    for line, reason in head:
        if done and reason is Reason.HEADLINE and done[-1][1] is reason:
            done[-1] = (f"{done[-1][0]} {line}", reason)
        else:
            done.append((line, reason))
    return done

"""Copy of a news agency comes in; the same with its sign-offs at the foot marked goes out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from broadcast.ingest.markup import Markup
from broadcast.model import Reason, Unspoken
from broadcast.units import Span

MOST_LINES = 4
"""Paragraphs at the foot that may be sign-offs."""
LONGEST = 300
# bur-dar-gl/fz      gr/bp      jh/ska/mr      (initials of who wrote and who edited)
_INITIALS = re.compile(r"[a-zà-ÿ]{2,4}(?:[-/][a-zà-ÿ]{1,4}){1,7}|/[A-Z]{2,4}/(?:[A-Z]{2,4}/?)*")
# (©NTB)      © 2026 Northland Wire      (c) Copyright Elsa Wire      Copyright 2026 ...      Copyright © Elsa
_RIGHTS = re.compile(r"[(\[]?(?:©|\(c\)\s+(?:copyright|\d{4})|copyright (?:\d{4}|©|\(c\)))", re.IGNORECASE)
"""How copyright lines begin."""
# All rights reserved.
_RESERVED = re.compile(r"[(\[]?all rights reserved\b", re.IGNORECASE)
# ends      -30-      ###      ___
_END_MARK = re.compile(r"\W*(?:ends?|30)?\W*", re.IGNORECASE)


def signed_off(markup: Markup) -> Markup:
    """Mark initials and copyright lines in the last paragraphs; they stand in the text and are not spoken."""
    found: list[Unspoken] = []
    taken = [*markup.headings, *(part.span for part in markup.asides)]
    for start, end in islice(_last_paragraphs(markup.text), MOST_LINES):
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        words = markup.text[start:end]
        reason = _reason(words)
        if reason is not None:
            found.append(Unspoken(span=(start, end), reason=reason))
        elif not _END_MARK.fullmatch(words):
            break
    if not found:
        return markup
    return replace(markup, asides=tuple(sorted([*markup.asides, *found], key=lambda part: part.span)))


def is_initials(words: str) -> bool:
    """Whether words are the initials of who wrote and who edited: "gr/bp"."""
    return _INITIALS.fullmatch(words) is not None


def _last_paragraphs(text: str) -> Iterator[Span]:
    """Where the paragraphs stand, the last one first."""
    end = len(text.rstrip())
    while end > 0:
        start = text.rfind("\n\n", 0, end) + 2
        start = 0 if start == 1 else start
        yield start, end
        end = len(text[:start].rstrip()) if start else 0


def _reason(words: str) -> Reason | None:
    if len(words) > LONGEST:
        return None
    if is_initials(words):
        return Reason.END_MARK
    return Reason.CREDIT if _RIGHTS.match(words) or _RESERVED.match(words) else None

"""A line goes in; the label that it begins with, if any, comes out."""

import re
from collections import Counter
from functools import lru_cache

from broadcast.scripting.layouts.casing import is_shouted
from broadcast.scripting.layouts.colons import (
    ASIDE_BEHIND,
    EQUALS,
    MOST_TURN_WORDS,
    SPLIT_DECORATION,
    before_colon,
    name_and_form,
)
from broadcast.scripting.layouts.label_names import (
    APART,
    NOTED,
    STOPS,
    as_note,
    bite_line,
    name_after,
    name_then_bite,
)
from broadcast.scripting.layouts.labels import LONGEST_LABEL, Head, find_colon
from broadcast.scripting.layouts.names import has_name
from broadcast.scripting.layouts.prose import goes_on, speaks
from broadcast.scripting.layouts.staging import is_borne_out, staged_name
from broadcast.scripting.layouts.vocabulary import HEARD, READS, Label, Mark, read_label
from broadcast.units import Span

MOST_LENGTH_CHARS = 24
LONGEST_NOTE = 60
LONGEST_BARE = 16
"""Characters of a label that stands right before what is said."""
LEAST_BARE = 2
SAMPLE = 80

_DECORATION = re.compile(r"[\s*_#•>|~=–—-]*")  # **ANCHOR:**   - SOT   =====
# Q: Why?   Q1: Why?   A. Because.   Q) Why?   Q - Why?   Q    Why?
# Q Why?   A It is.
_QUESTION = re.compile(
    r"(?P<who>[QA])\d{0,2}(?:\s?[:.)]\**(?=\s|[\"“‘]|$)|\s?[-–—]\s|(?:\s{2,}|\t)(?=\S))"
    r"|(?P<asks>Q)\s(?=[A-Z])|(?P<answers>A)\s(?=(?:And|But|I|It|No|She|That|The|They|We|Well|Yes|You)\b)"
)
# ------VO------   – – pkg – –   === SOT ===   *** TAKE VO ***
_RULED = re.compile(
    r"(?:[-–—=*~_#/] ?){2,}\s*(?P<label>[^\W\d_][\w/ ,:.'’-]{0,80}?)\s*(?:[-–—=*~_#/] ?){2,}(?=\s|$)"
)
_ASIDE = re.compile(r"\s*\([^()\n]*\)\s*")  # STAND-UP BRIDGE (WENDELL IN WADERS)
_SAFE = frozenset({"o ton", "oton", "zuspielung"})  # O-Ton Ruiz: no English copy begins so
_CUE = re.compile(r"CUE(?: ?\d)?(?:\s*\([^()]{1,40}\))?")  # CUE (Presenter: ANA)
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")  # O'Neill   U.S
# :20   (TRT 1:15)   0:04 - 0:12   1:15 P.M. EST
_LENGTH_LINE = re.compile(
    r"\d{1,2}:\d\d ?[AaPp]\.?[Mm]\.?(?: [A-Z]{2,4})?"
    r"|[\[(]?(?:TRT|RUNS|Runs|TIME|Time|DUR|Dur)?\s?:?\s?\d{0,2}:\d\d(?:\s?[-–]\s?\d{0,2}:\d\d)?[)\]]?"
)


def head_at(text: str, start: int, end: int, *, fresh: bool) -> Head | None:
    """The label that begins at a place.

    Args:
        text: The report.
        start: Where the words begin.
        end: Where the line ends.
        fresh: Whether the line begins here; else only labels with a colon are told.
    """
    ruled = _RULED.match(text, start, end) if fresh else None
    if ruled is not None:
        label = read_label(ruled["label"])
        rest = ruled["label"][label.rest :].strip() if label is not None else ""
        if label is not None and (not rest or has_name(rest)):
            at = ruled.start("label")
            who = (at + label.last, ruled.end("label")) if rest else None
            head = Head(mark=label.mark, span=ruled.span(), who=who, label=label, shouted=True)
            return as_note(text, head, end)
    if fresh and end - start <= MOST_LENGTH_CHARS and _LENGTH_LINE.fullmatch(text, start, end):
        return Head(mark=Mark.LENGTH, span=(start, end), shouted=True)
    decorated = _DECORATION.match(text, start, end)
    first = decorated.end() if decorated and fresh else start
    asked = _QUESTION.match(text, first, end) if fresh else None
    if asked is not None:
        mark = Mark.ASK if asked.group().startswith("Q") else Mark.ANSWER
        return Head(mark=mark, span=(start, asked.end()), shouted=True, colon=":" in asked.group())
    staged = _staged(text, (start, first), end) if fresh else None
    if staged is not None:
        return staged
    colon = find_colon(text, first, min(end, first + LONGEST_LABEL))
    if colon is not None:
        found = before_colon(text, (start, first), colon, end)
        if found is not None:
            return found
    found = _without_colon(text, (start, first), end) if fresh else None
    if found is None and ruled is not None and ruled.end() >= end and not speaks(ruled["label"]):
        return Head(mark=Mark.HEADER, span=(start, end), shouted=True)  # --- NEXT: RATES DECISION ---
    return found


def _staged(text: str, begins: Span, end: int) -> Head | None:
    """A line with a reader's name and how he is seen: "RUIZ - LIVE"."""
    start, first = begins
    words = text[first : min(end, first + LONGEST_LABEL)].rstrip(SPLIT_DECORATION)
    fits = end - first < LONGEST_LABEL and words.isupper()
    staged = staged_name(words) if fits and not speaks(words) else None
    if staged is None:
        return None
    who = (first + staged[0][0], first + staged[0][1])
    label = staged[1] if staged[1] is not None and staged[1].mark in READS else None
    behind = text[who[1] : end].lstrip()[:1]
    if not is_borne_out(text, text[slice(*who)]) or (label is None and behind in tuple(",:/|")):
        return None
    mark = label.mark if label is not None else Mark.TURN
    return Head(mark=mark, span=(start, end), who=who, label=label, shouted=True)


def _named_form(line: str, begins: Span, end: int) -> Head | None:
    """A line that is a name and the trade's words: "SPERRY LIVE (via cell)", "REESE TAG ON CAM"."""
    start, first = begins
    phrase = re.sub(r"\s*\([^()]*\)\s*$", "", line).rstrip()
    formed = name_and_form(phrase) if first + len(line) >= end and not speaks(phrase) else None
    if formed is None or len(phrase.split()) > MOST_TURN_WORDS or formed[1].mark is Mark.EDGE:
        return None
    who, tail = formed
    return Head(mark=tail.mark, span=(start, end), who=(first, first + who), label=tail, shouted=True)


@lru_cache(maxsize=4)
def line_beginnings(text: str) -> Counter[str]:
    """How often each one, two or three words begin a line of a text."""
    lines = (line.split(maxsplit=3)[:3] for line in text.split("\n"))
    return Counter(" ".join(words[:count]) for words in lines for count in range(1, len(words) + 1))


def _name_in_aside(asided: re.Match[str], first: int) -> Span | None:
    """Who reads, by the brackets behind a label: "LINK (IN VISION: ANA)"."""
    for part in re.finditer(r"[^:,/–—-]+", asided["aside"]):
        words = part.group().strip()
        if has_name(words) and read_label(words) is None:
            at = first + asided.start("aside") + part.start() + len(part.group()) - len(part.group().lstrip())
            return at, at + len(words)
    return None


def _without_colon(text: str, begins: Span, end: int) -> Head | None:
    """A label that is all of a line, or parted from what follows by a dash, a tab or a gap."""
    start, first = begins
    if EQUALS.match(text, first, end):
        return Head(mark=Mark.HEADER, span=(start, end), shouted=True)
    line = text[first : min(end, first + LONGEST_LABEL)]
    whole = line.rstrip(SPLIT_DECORATION + "-–—=")
    label = read_label(line[:60])
    asided = ASIDE_BEHIND.fullmatch(whole)
    plain = read_label(asided["label"]) if asided is not None else None
    if _CUE.fullmatch(whole):
        return Head(mark=Mark.ANCHOR, span=(start, end), shouted=True)
    if asided and plain and plain.mark in READS and plain.rest >= len(asided["label"]) and whole.isupper():
        who = _name_in_aside(asided, first)
        return Head(mark=plain.mark, span=(start, end), who=who, label=plain, shouted=True)
    if label is None:
        return _named_form(line, begins, end) or name_then_bite(text, begins, end)
    trade = line[: label.last]
    shouted = is_shouted(trade)
    if label.rest >= len(whole) and first + len(line) >= end:
        holds = _is_whole(whole, label, shouted=shouted)
        return Head(mark=label.mark, span=(start, end), label=label, shouted=shouted) if holds else None
    if shouted and label.mark in READS and _ASIDE.fullmatch(line, label.last) and label.rest > label.last:
        return Head(mark=label.mark, span=(start, end), label=label, shouted=True)
    if not shouted and label.phrases[0] not in _SAFE:
        return None
    return (
        _parted(text, begins, end, label)
        or _before_copy(text, begins, end, label)
        or _note(text, begins, end, label)
    )


def _before_copy(text: str, begins: Span, end: int, label: Label) -> Head | None:
    """A label with nothing between it and what is said, which comes again: "SYNC We saw it"."""
    start, first = begins
    at = first + label.rest
    words = text[at : min(goes_on(text, end), at + LONGEST_LABEL)]
    if (
        label.mark not in HEARD | {Mark.FIELD, Mark.VOICE}
        or label.rest > LONGEST_BARE
        or not words[:1].isupper()
    ):
        return None
    trade = text[first : first + label.last]
    if line_beginnings(text)[trade] < LEAST_BARE or is_shouted(words[:SAMPLE]) or not speaks(words):
        return None
    return Head(mark=label.mark, span=(start, at), label=label, shouted=True)


def _note(text: str, begins: Span, end: int, label: Label) -> Head | None:
    """A line that begins with the trade's word and is nothing to be said: "PTC Ana on the pier"."""
    start, first = begins
    words = text[first : min(end, first + LONGEST_LABEL)]
    if (
        len(words) > LONGEST_NOTE
        or words.rstrip().endswith(STOPS)
        or not words[label.last : label.last + 1].isspace()
    ):
        return None
    if label.mark not in NOTED | {Mark.CUE} or speaks(text[first : goes_on(text, end)]):
        return None
    return Head(mark=label.mark, span=(start, end), label=label, shouted=True)


def _is_whole(line: str, label: Label, *, shouted: bool) -> bool:
    """Whether a line of nothing but the trade's words is a label."""
    trade = line[: label.last]
    held = trade[0].isupper() and label.mark in READS | HEARD and len(trade.split()) <= 3
    return (shouted or held) and not line.endswith(STOPS)


def _parted(text: str, begins: Span, end: int, label: Label) -> Head | None:
    """A label in capitals that a dash, a tab or a gap parts from what follows."""
    start, first = begins
    line = text[first : min(end, first + LONGEST_LABEL)]
    apart = APART.match(line, label.last)
    if line[label.last : label.last + 1] not in tuple(" \t-–—/(#,"):
        return None
    head = Head(
        mark=label.mark,
        span=(start, first + (apart.end() if apart else label.last)),
        label=label,
        shouted=True,
    )
    if label.mark is Mark.BITE:
        return bite_line(text, head, first + label.last, end)
    if apart is None:
        return None
    if label.mark not in READS | {Mark.CAPTION}:
        return head
    return as_note(text, name_after(text, head, end), end)

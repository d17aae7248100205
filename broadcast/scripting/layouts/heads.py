"""A line goes in; the label that it begins with, if any, comes out."""

import re

from broadcast.scripting.layouts.casing import is_shouted
from broadcast.scripting.layouts.label_names import (
    APART,
    STOPS,
    bite_line,
    is_name_word,
    name_after,
    name_then_bite,
    with_who,
)
from broadcast.scripting.layouts.labels import LONGEST_LABEL, Head, find_colon
from broadcast.scripting.layouts.names import has_name
from broadcast.scripting.layouts.vocabulary import HEARD, READS, SILENT, Label, Mark, phrases, read_label
from broadcast.scripting.lexicon import lexicon
from broadcast.units import Span

MOST_TURN_WORDS = 6
MOST_LENGTH_CHARS = 24

_DECORATION = re.compile(r"[\s*_#•>|~=–—-]*")  # **ANCHOR:**   - SOT   =====
_SPLIT_DECORATION = " *_#•|~\t"
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
_EQUALS = re.compile(r"[A-Z][A-Z ]{1,20}=")  # DATE=11/22   TYPE=CORRESPONDENT REPORT
_OUT_WORDS = re.compile(r"\s*(?:[\"“…]|\.\.)")  # OC: "next year"   OC: ...next year
_ASIDE = re.compile(r"\s*\([^()\n]*\)\s*")  # STAND-UP BRIDGE (WENDELL IN WADERS)
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")  # O'Neill   U.S
# :20   (TRT 1:15)   0:04 - 0:12   1:15 P.M. EST
_LENGTH_LINE = re.compile(
    r"\d{1,2}:\d\d ?[AaPp]\.?[Mm]\.?(?: [A-Z]{2,4})?"
    r"|[\[(]?(?:TRT|RUNS|TIME)?\s?:?\s?\d{0,2}:\d\d(?:\s?[-–]\s?\d{0,2}:\d\d)?[)\]]?"
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
            return Head(mark=label.mark, span=ruled.span(), who=who, label=label, shouted=True)
    if fresh and end - start <= MOST_LENGTH_CHARS and _LENGTH_LINE.fullmatch(text, start, end):
        return Head(mark=Mark.LENGTH, span=(start, end), shouted=True)
    decorated = _DECORATION.match(text, start, end)
    first = decorated.end() if decorated and fresh else start
    asked = _QUESTION.match(text, first, end) if fresh else None
    if asked is not None:
        mark = Mark.ASK if asked.group().startswith("Q") else Mark.ANSWER
        return Head(mark=mark, span=(start, asked.end()), shouted=True, colon=":" in asked.group())
    colon = find_colon(text, first, min(end, first + LONGEST_LABEL))
    if colon is not None:
        found = _before_colon(text, (start, first), colon, end)
        if found is not None:
            return found
    return _without_colon(text, (start, first), end) if fresh else None


def _before_colon(text: str, begins: Span, colon: int, end: int) -> Head | None:
    start, first = begins
    phrase = text[first:colon].rstrip(_SPLIT_DECORATION)
    after = colon + 1
    while after < end and text[after] in "*_":
        after += 1
    if not phrase:
        return None
    shouted = is_shouted(re.sub(r"\([^)]*\)?|[\W\d]+$", "", phrase))
    label = read_label(phrase)
    if phrase == "OC" and _OUT_WORDS.match(text, after, end):
        return Head(mark=Mark.EDGE, span=(start, after), shouted=True, colon=True)
    if label is None and phrase.lower() in ("cue", "cue 1"):
        return Head(mark=Mark.ANCHOR, span=(start, after), shouted=shouted, colon=True)
    if label is not None and _holds(phrase, label, shouted=shouted):
        return with_who(text, (start, after), end, label, first)
    if _EQUALS.match(phrase):
        return Head(mark=Mark.HEADER, span=(start, after), shouted=True, colon=True)
    name_end = turn_end(phrase)
    if name_end is None:
        return None
    formed = _name_and_form(phrase)
    if formed is not None:
        who, tail = formed
        return Head(
            mark=tail.mark,
            span=(start, after),
            who=(first, first + who),
            label=tail,
            shouted=True,
            colon=True,
        )
    return Head(
        mark=Mark.TURN,
        span=(start, after),
        who=(first, first + len(phrase)),
        shouted=is_shouted(_surname(phrase[:name_end])),
        colon=True,
    )


def _named_form(line: str, begins: Span, end: int) -> Head | None:
    """A line that is a name and the trade's words: "SPERRY LIVE (via cell)", "REESE TAG ON CAM"."""
    start, first = begins
    phrase = re.sub(r"\s*\([^()]*\)\s*$", "", line).rstrip()
    formed = _name_and_form(phrase) if first + len(line) >= end else None
    if formed is None or len(phrase.split()) > MOST_TURN_WORDS:
        return None
    who, tail = formed
    return Head(mark=tail.mark, span=(start, end), who=(first, first + who), label=tail, shouted=True)


def _name_and_form(phrase: str) -> tuple[int, Label] | None:
    """A name with the trade's words behind it: "JED PTC", "ISLA IN VISION"; where the name ends."""
    words = list(_WORD.finditer(phrase))
    for count in (3, 2, 1):
        if len(words) <= count or not phrase.isupper() or re.search(r"[,/–—]| - ", phrase):
            continue
        tail = phrase[words[-count].start() :]
        label = read_label(tail)
        known = words[0].group().lower() not in phrases("unknown")
        if known and label is not None and label.mark in READS and label.rest >= len(tail):
            return words[-count - 1].end(), label
    return None


def _surname(name: str) -> str:
    """The last word of a name, without marks and numbers: "Ms. RUIZ" -> "RUIZ"."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 1]
    return words[-1] if words else name


def _holds(phrase: str, label: Label, *, shouted: bool) -> bool:
    """Whether the trade's words make the phrase a label, whatever else is in it."""
    rest = phrase[label.rest :].strip(' -–—()#/,:@."“”')
    if not rest:
        small = phrase[0].islower()
        return not small or label.mark in (Mark.EDGE, Mark.LENGTH, Mark.CAPTION)
    gap = phrase[label.last : label.rest]
    apart = re.search(r"[^\s#]|\s{3,}", gap) is not None
    if label.mark in SILENT or label.mark is Mark.END:
        return shouted and not re.search(r"[.?!]\s", rest)
    if label.mark in HEARD:
        return (apart or shouted or "(" in phrase) and len(_WORD.findall(rest)) <= 24
    return apart and (has_name(rest) or "(" in phrase) and (shouted or "(" in gap or phrase[0].isupper())


def turn_end(phrase: str) -> int | None:
    """Where the name in a label such as "ANA RUIZ, MAYOR (voice-over)" ends; None when it is no name."""
    cut = re.search(r"\s*[,(\[]", phrase)
    name = phrase[: cut.start()] if cut else phrase
    words = name.split()
    if not words or len(words) > MOST_TURN_WORDS or len(phrase) > LONGEST_LABEL:
        return None
    if not all(map(is_name_word, words)) or not any(letter.isalpha() for letter in name):
        return None
    plain = " ".join(_WORD.findall(name.lower().replace("’", "'")))
    unwanted = phrases("not-speakers")
    tokens = plain.split()
    if plain in unwanted or not tokens or words[0][0].islower():
        return None
    office = tokens[0] == "the" and name.isupper() and all(map(lexicon().is_role, tokens[1:])) and tokens[1:]
    if tokens[0] in phrases("never-first") and not office:
        return None
    return None if phrases("never-in-names") & set(tokens) else len(name)


def _without_colon(text: str, begins: Span, end: int) -> Head | None:
    """A label that is all of a line, or parted from what follows by a dash, a tab or a gap."""
    start, first = begins
    if _EQUALS.match(text, first, end):
        return Head(mark=Mark.HEADER, span=(start, end), shouted=True)
    line = text[first : min(end, first + LONGEST_LABEL)]
    whole = line.rstrip(_SPLIT_DECORATION + "-–—=")
    label = read_label(line[:60])
    if label is None:
        return _named_form(line, begins, end) or name_then_bite(text, begins, end)
    trade = line[: label.last]
    shouted = is_shouted(trade)
    if label.rest >= len(whole) and first + len(line) >= end:
        holds = _is_whole(whole, label, shouted=shouted)
        return Head(mark=label.mark, span=(start, end), label=label, shouted=shouted) if holds else None
    if shouted and label.mark in READS and _ASIDE.fullmatch(line, label.last) and label.rest > label.last:
        return Head(mark=label.mark, span=(start, end), label=label, shouted=True)
    return _parted(text, begins, end, label) if shouted else None


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
    if line[label.last : label.last + 1] not in tuple(" \t-–—/(#"):
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
    return name_after(text, head, end) if label.mark in READS | {Mark.CAPTION} else head

"""A line goes in; the label that it begins with, if any, comes out."""

import re
from dataclasses import dataclass

from broadcast.scripting.layouts.casing import is_shouted
from broadcast.scripting.layouts.names import has_name, is_language, is_stage_direction
from broadcast.scripting.layouts.vocabulary import HEARD, READS, SILENT, Label, Mark, phrases, read_label
from broadcast.scripting.lexicon import PARTICLES, lexicon
from broadcast.units import Span

LONGEST_LABEL = 180
"""Characters before the colon of a label."""
MOST_TURN_WORDS = 6
MOST_LENGTH_CHARS = 24
MOST_DESCRIPTION_WORDS = 10
FEWEST_HEARD = 3

_DECORATION = re.compile(r"[\s*_#•>|~=–—-]*")  # **ANCHOR:**   - SOT   =====
_SPLIT_DECORATION = " *_#•|~\t"
# Q: Why?   Q1: Why?   A. Because.   Q) Why?   Q - Why?   Q    Why?
_QUESTION = re.compile(r"(?P<who>[QA])\d{0,2}(?:\s?[:.)]\**(?=\s|[\"“‘]|$)|\s?[-–—]\s|(?:\s{2,}|\t)(?=\S))")
# ------VO------   – – pkg – –   === SOT ===   *** TAKE VO ***
_RULED = re.compile(
    r"(?:[-–—=*~_#/] ?){2,}\s*(?P<label>[^\W\d_][\w/ ,:.'’-]{0,80}?)\s*(?:[-–—=*~_#/] ?){2,}(?=\s|$)"
)
_APART = re.compile(r"\s+[-–—]+\s+|[-–—]{2,}\s*|—|\t+|\s{3,}")  # ANCHOR - Good evening   VO      The wall
_BRACKETED_TIME = re.compile(r"[(\[]\s*(?:TRT|RUNS)?:?\s*\d{0,2}:\d\d\s*[)\]]|@?\s*(?<!\d):\d\d\b")  # (:50)
_EQUALS = re.compile(r"[A-Z][A-Z ]{1,20}=")  # DATE=11/22   TYPE=CORRESPONDENT REPORT
_QUOTE = re.compile(r"[\"“«„]")
# RUNS: :12   OUT: "next year"   TRT 0:12   OQ: ...   (inside the line of a label)
_EDGE_WITHIN = re.compile(
    r"(?<![\w“\"])(?:IN|OUT|IN[- ]?CUE|OUT[- ]?CUE|INQ|OUTQ|IQ|OQ|OC|TRT|RUNS?|RUNNING TIME|DUR|DURATION"
    r"|TIME|LENGTH"
    r"|In ?cue|Out ?cue|Runs|Runtime|Duration)\s?[:=]"
)
# HARBOR WALL - VO/SOT   FERRY FIRE PKG 6PM   COUNCIL READER
_SLUG = re.compile(
    r".{2,50}?[ /-]+(?:VO ?[/-]? ?SOT(?: ?[/-]? ?VO)?|VOSOT|PKG|PACKAGE|VO|READER|RDR|DONUT|WRAP|VOICER"
    r"|LIVE|INTRO|TAG)"
    r"(?: \d{1,2}[AP]M| #?\d{1,2})?\W*"
)
_NAME_FIRST = re.compile(  # ANA RUIZ SOT   RUIZ - BITE 2 :12
    r"(?P<who>[^\W\d_].{1,50}?)[ /-]+(?:SOT|BITE|ACT|CUT|ACTUALITY|SOUNDBITE)(?: #?\d+)?\W*(?:\d?:\d\d\W*)?"
)
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
# Ana Ruiz, mayor - We saw it      Ana Ruiz, mayor (:11) We saw it
_PARTED = re.compile(r"\s+[-–—]+\s+|\s*[(\[]?(?<!\d):\d\d[)\]]?\s*(?:[-–—:]\s*)?")
_LENGTH = re.compile(
    r"[@(]?(?:\d{0,2}:\d\d|\d{1,3} ?(?:secs?|seconds)\b)[)]?[-–—:\s]*"
)  # :12   (0:14)   12 sec -
# :20   (TRT 1:15)   0:04 - 0:12   1:15 P.M. EST
_LENGTH_LINE = re.compile(
    r"\d{1,2}:\d\d ?[AaPp]\.?[Mm]\.?(?: [A-Z]{2,4})?"
    r"|[\[(]?(?:TRT|RUNS|TIME)?\s?:?\s?\d{0,2}:\d\d(?:\s?[-–]\s?\d{0,2}:\d\d)?[)\]]?"
)
_STOPS = (".", "?", "!", "…", ",", ";")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A label in the text.

    Attributes:
        mark: What it says.
        span: The label with its colon or brackets; never spoken.
        who: The words in it that name somebody.
        label: The trade's words in it; None for somebody's name.
        shouted: Whether it is in capitals.
        bracketed: Whether it stands in brackets.
        colon: Whether a colon ends it.
    """

    mark: Mark
    span: Span
    who: Span | None = None
    label: Label | None = None
    shouted: bool = False
    bracketed: bool = False
    colon: bool = False


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
        mark = Mark.ASK if asked["who"] == "Q" else Mark.ANSWER
        return Head(mark=mark, span=(start, asked.end()), shouted=True, colon=":" in asked.group())
    colon = find_colon(text, first, min(end, first + LONGEST_LABEL))
    if colon is not None:
        found = _before_colon(text, (start, first), colon, end)
        if found is not None:
            return found
    return _without_colon(text, (start, first), end) if fresh else None


def edges_at(text: str, start: int, end: int) -> Head | None:
    """First and last words and length that follow a label on its line: `RUNS: :12 OUT: "next year"`."""
    found = _EDGE_WITHIN.match(text, start, end) if start < end else None
    if found is not None:
        return Head(mark=Mark.EDGE, span=(start, end), shouted=True)
    length = _LENGTH.match(text, start, end)
    return Head(mark=Mark.LENGTH, span=length.span(), shouted=True) if length else None


def find_colon(text: str, start: int, end: int) -> int | None:
    """The first colon outside brackets and quotation marks that is none of a time, a link or a ratio."""
    depth = 0
    quoted = False
    for at in range(start, end):
        letter = text[at]
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter in '“”"':
            quoted = letter == "“" or (letter == '"' and not quoted)
        elif letter == ":" and depth <= 0 and not quoted:
            after = text[at + 1 : at + 2]
            if not (after.isdigit() and (at == start or not text[at - 1].isalpha())) and after != "/":
                return at
        elif letter in ".?!" and depth <= 0 and not quoted and _ends_sentence(text, start, at):
            return None
    return None


def _ends_sentence(text: str, start: int, at: int) -> bool:
    """Whether a stop ends a sentence rather than "Sen." or "U.S."."""
    if text[at] != ".":
        return text[at + 1 : at + 2].isspace()
    word = text[max(start, at - 12) : at].rpartition(" ")[2]
    return text[at + 1 : at + 2].isspace() and word[-1:].islower() and len(word) > 4


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
    if label is None and phrase.lower() in ("cue", "cue 1"):
        return Head(mark=Mark.ANCHOR, span=(start, after), shouted=shouted, colon=True)
    if label is not None and _holds(phrase, label, shouted=shouted):
        return _with_who(text, (start, after), end, label, first)
    if _EQUALS.match(phrase):
        return Head(mark=Mark.HEADER, span=(start, after), shouted=True, colon=True)
    name_end = turn_end(phrase)
    if name_end is None:
        return None
    return Head(
        mark=Mark.TURN,
        span=(start, after),
        who=(first, first + len(phrase)),
        shouted=is_shouted(_surname(phrase[:name_end])),
        colon=True,
    )


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
    if not all(map(_is_name_word, words)) or not any(letter.isalpha() for letter in name):
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


def _is_name_word(word: str) -> bool:
    bare = word.strip("\"“”'‘’*_")
    return (
        bare[:1].isupper()
        or bare.lower() in PARTICLES
        or bare in ("of", "the", "and", "&", "from", "for")
        or bare.lower().startswith(("al-", "el-"))
        or bare.startswith("#")
        or bare.isdigit()
    )


def _with_who(text: str, label_span: Span, end: int, label: Label, first: int) -> Head:
    """A label of the trade with its colon, and the name in it or after it."""
    start, after = label_span
    inside: Span | None = None
    if label.mark in HEARD or label.mark in READS:
        phrase_end = text.rindex(":", start, after)
        if first + label.rest < phrase_end and _WORD.search(text, first + label.rest, phrase_end):
            inside = (first + label.last, phrase_end)
    shouted = is_shouted(text[first : first + label.last])
    known = Head(mark=label.mark, span=label_span, who=inside, label=label, shouted=shouted, colon=True)
    named = inside is not None and _names(text[slice(*inside)])
    if named or label.mark not in (Mark.BITE, Mark.ANCHOR, Mark.FIELD, Mark.CAPTION, Mark.VOICE):
        return known
    return _name_after(text, known, end)


def _names(words: str) -> bool:
    """Whether the words in a label beside the trade's are more than a number, a length, a language."""
    bare = re.sub(r"\d|:|#|\b(?:secs?|seconds|TRT|RUNS)\b", "", words)
    return bool(re.search(r"[^\W\d_]{2}", bare)) and not is_language(bare)


def _name_after(text: str, head: Head, end: int) -> Head:
    """Take in the name that follows a label's colon: "SOT: ANA RUIZ, MAYOR", "BITE: Ruiz: "We saw it"."."""
    start, after = head.span
    rest = text[after:end]
    begins = after + len(rest) - len(rest.lstrip())
    stop = end
    for pattern in (_EDGE_WITHIN, _QUOTE):
        cut = pattern.search(text, begins, min(stop, begins + LONGEST_LABEL))
        stop = cut.start() if cut else stop
    colon = find_colon(text, begins, min(stop, begins + LONGEST_LABEL))
    if colon is not None and (has_name(text[begins:colon]) or _describes(text[begins:colon], head)):
        return _replaced(head, (start, colon + 1), (_who_start(head, begins), colon))
    parted = _parted(text, begins, min(end, begins + LONGEST_LABEL)) if head.mark is Mark.BITE else None
    if parted is not None:
        return _replaced(head, (start, parted[1]), (_who_start(head, begins), parted[0]))
    words = printed = text[begins:stop].rstrip(" -–—:;,\t")
    quoted = stop < end and text[stop] in '"“«„'
    edged = stop < end and _EDGE_WITHIN.match(text, stop) is not None
    if words and edged and head.mark is Mark.BITE and len(words.split()) <= MOST_TURN_WORDS:
        return _replaced(head, (start, stop), (_who_start(head, begins), begins + len(words)))
    if words and quoted and head.mark is Mark.BITE and len(words.split()) <= MOST_DESCRIPTION_WORDS:
        return _replaced(head, (start, stop), (_who_start(head, begins), begins + len(words)))
    words = _BRACKETED_TIME.sub("", words).strip(" -–—:;,\t[]")
    if not words or not has_name(words):
        return head
    titled = re.search(r"[,/|]| [-–] ", words) is not None and head.mark in (Mark.BITE, Mark.CAPTION)
    count = len(words.split())
    if (stop < end and count <= 12) or (titled and count <= 16) or _is_bare_name(words, head):
        return _replaced(head, (start, stop), (_who_start(head, begins), begins + len(printed)))
    return head


def _describes(words: str, head: Head) -> bool:
    """Whether words before a second colon stand for somebody: "Parent, no name given"."""
    return head.mark is Mark.BITE and words[:1].isupper() and 0 < len(words.split()) <= MOST_TURN_WORDS


def _parted(text: str, start: int, end: int) -> Span | None:
    """A dash or a length between a name and its words: "Dag Holm, D-Sorn - Eleven hours a day"."""
    for found in reversed(list(_PARTED.finditer(text, start, end))):
        words = text[start : found.start()]
        behind = text[found.end() : found.end() + LONGEST_LABEL].split("\n", maxsplit=1)[0]
        if has_name(words) and len(behind.split()) >= FEWEST_HEARD and behind[:1].isupper():
            return found.span()
    return None


def _who_start(head: Head, begins: int) -> int:
    """Where the words that name somebody begin: with the language in the label, if one is there."""
    return head.who[0] if head.who else begins


def _is_bare_name(words: str, head: Head) -> bool:
    """Whether words after a label are just a name: "ANCHOR: Ana Ruiz"."""
    parts = words.split()
    return len(parts) <= (5 if head.mark in (Mark.BITE, Mark.CAPTION) else 3) and all(
        map(_is_name_word, parts)
    )


def _replaced(head: Head, span: Span, who: Span) -> Head:
    return Head(
        mark=head.mark,
        span=span,
        who=who,
        label=head.label,
        shouted=head.shouted,
        bracketed=head.bracketed,
        colon=head.colon,
    )


def _without_colon(text: str, begins: Span, end: int) -> Head | None:
    """A label that is all of a line, or parted from what follows by a dash, a tab or a gap."""
    start, first = begins
    if _EQUALS.match(text, first, end):
        return Head(mark=Mark.HEADER, span=(start, end), shouted=True)
    line = text[first : min(end, first + LONGEST_LABEL)]
    whole = line.rstrip(_SPLIT_DECORATION + "-–—=")
    label = read_label(line[:60])
    if label is None:
        return _name_then_bite(text, begins, end)
    trade = line[: label.last]
    shouted = is_shouted(trade)
    if label.rest >= len(whole) and first + len(line) >= end:
        whole_label = shouted or (
            trade[0].isupper() and label.mark in READS | HEARD and len(trade.split()) <= 3
        )
        if whole_label and not whole.endswith(_STOPS):
            return Head(mark=label.mark, span=(start, end), label=label, shouted=shouted)
        return None
    apart = _APART.match(line, label.last)
    if not shouted or line[label.last : label.last + 1] not in tuple(" \t-–—/(#"):
        return None
    head = Head(
        mark=label.mark,
        span=(start, first + (apart.end() if apart else label.last)),
        label=label,
        shouted=True,
    )
    if label.mark is Mark.BITE:
        return _bite_line(text, head, first + label.last, end)
    if apart is None:
        return None
    return _name_after(text, head, end) if label.mark in READS | {Mark.CAPTION} else head


def _bite_line(text: str, head: Head, at: int, end: int) -> Head | None:
    """A soundbite's label on a line, without a colon: "SOT Ana Ruiz, mayor :12"."""
    rest = text[at:end]
    words = rest.strip(" -–—/#\t")
    bare = re.sub(r"\([^()]*\)|@?\s*\d{0,2}:\d\d|\b(?:TRT|RUNS?|FULL|UP|HOT|#?\d+)\b", " ", words).strip(
        " -–—/#,"
    )
    if not bare:
        return _replaced(head, (head.span[0], end), (at, end))
    quote = _QUOTE.search(text, at, end)
    if quote is not None and has_name(text[at : quote.start()].strip(" -–—/#")):
        return _replaced(head, (head.span[0], quote.start()), (at, quote.start()))
    if has_name(bare) and len(bare.split()) <= 16 and not bare.endswith(_STOPS):
        return _replaced(head, (head.span[0], end), (at, end))
    return head if quote is not None or _APART.match(rest) else None


def _name_then_bite(text: str, begins: Span, end: int) -> Head | None:
    """A name before the trade's word, "ANA RUIZ SOT"; a slug with its form, "WALL - VO/SOT", as a field."""
    start, first = begins
    line = text[first:end] if end - first <= 80 else ""
    if not line or not is_shouted(re.sub(r"[\W\d]+$", "", line)) or is_stage_direction(line):
        return None
    if _SLUG.fullmatch(line):
        return Head(mark=Mark.HEADER, span=(start, end), shouted=True)
    found = _NAME_FIRST.fullmatch(line)
    if found is None or not has_name(found["who"]):
        return None
    return Head(mark=Mark.BITE, span=(start, end), who=(first, first + len(found["who"])), shouted=True)

"""A soundbite of an agency's script goes in; its label and the stretches of its words come out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.scripting.layouts.vocabulary import phrases
from broadcast.units import Span

LONGEST_LABEL = 420
LONGEST_HOUSE = 60
"""Characters between marks that may be the name of a house: "Blue Boat"."""
MOST_LABEL_LINES = 2
"""Line ends that a label may run over."""
_SAYING = re.compile(
    r",?\s*\bSAYING\b(?:\s*\([^()]{1,40}\))?\s*[:.,]?", re.IGNORECASE
)  # , SAYING (IN ENGLISH):
_OPENING = re.compile(r"[\"“«„]")
_CLOSER = re.compile(r"(?<=[^\s(\[])[\"”»](?![^\W_])")
_KEYWORD = re.compile(
    r"\(?\s*(?:SOUND[ -]?BITES?|UP-?SOUND|SOT|BITE|INTERVIEW|VOX POP)"
    r"\s*\)?(?:\s?#?\d{1,2}\b)?\s*[:–—-]?\s*(?:\([^()\n]{0,60}\)\s*:?)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*[(\[]?\d{1,3}(?::\d\d){0,2}\s?[.):\]–—-]?[\s\d:–-]*(?=\(?[SsUBIV])")
# ++PARTLY OVERLAID++   (Reporter asks off camera when it will open)      (above the words)
_NOTE = re.compile(r"\+\+[^+\n]{1,200}\+\+|\([^()\n]{1,200}\)(?=\s*[\"“«„])")
# What may follow the mark that closes a soundbite's words.
_FOLLOWS = re.compile(
    r"[.,]?\s*(?:$|\n|\d{1,3}[.)]|\(?SOUND|STORY|SHOT|[\"“«]|-\s?[A-Z]|\+\+|\(|[A-Z]{3,}\b|[A-Z][A-Z]+ )"
)
_JUNCTION = re.compile(r"[\"”»]\s+(?=[\"“«])")  # "We saw it." "Lo vimos."
_SHOUTED_LINE = re.compile(
    r"\n[^\S\n]*[A-Z0-9][A-Z0-9 ,/&()'’–-]{6,}(?=\n|$)"
)  # PORT TV - NO ACCESS NORTHLAND
_WORD = re.compile(r"[^\W\d_]+")
LEAST_ENGLISH = 0.12
FOREIGN = 0.15
FEW_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A soundbite's label.

    Attributes:
        span: From its number to where its words begin; never spoken.
        who: The words that name the speaker; None when the label has none.
    """

    span: Span
    who: Span | None


def label_at(text: str, start: int, bound: int) -> Saying:
    """The label that begins at a place.

    Args:
        text: The report.
        start: Where its number or the word SOUNDBITE stands.
        bound: Where the next shot, soundbite or section begins.
    """
    number = _NUMBER.match(text, start, bound)
    at = number.end() if number else start
    keyword = _KEYWORD.match(text, at, bound)
    first = keyword.end() if keyword else at
    language = text.find("(", at, first) if keyword else -1
    last = min(bound, first + LONGEST_LABEL)
    end = _label_end(text, first, last)
    who_end = end
    who_start = (
        language
        if language >= 0 and not re.match(r"\(\s*SOUND", text[language:first], re.IGNORECASE)
        else first
    )
    if keyword and re.match(r"\s*\(", text[at:first]) and language >= 0:
        second = text.find("(", at + 1, first)
        who_start = second if second > at + 1 else first
    named = _WORD.search(text, first, who_end)
    return Saying(span=(start, end), who=(who_start, who_end) if named else None)


def _label_end(text: str, first: int, last: int) -> int:
    """Where a label ends: after SAYING, after its colon, before a mark of quotation, or with its line."""
    stops: list[int] = []
    saying = _SAYING.search(text, first, last)
    if saying:
        stops.append(saying.end())
    quote = _first_quote(text, first, last)
    if quote is not None:
        stops.append(quote)
    colon = _colon(text, first, last)
    if colon is not None:
        stops.append(colon + 1)
    if stops:
        return min(stops)
    line = text.find("\n", first, last)
    return line if line >= 0 else last


def _first_quote(text: str, first: int, last: int) -> int | None:
    """The mark that opens the words: not that of a house's name within the label, `owner of "Blue Boat":`."""
    at = first
    while (found := _OPENING.search(text, at, last)) is not None:
        close = _CLOSER.search(text, found.end(), min(last, found.end() + LONGEST_HOUSE))
        at = close.end() if close is not None else last
        within = close is not None and "\n" not in text[found.end() : close.end()]
        if not (within and re.match(r"\s*[:,(]", text[at:last])):
            return found.start() if _directly(text, first, found.start()) else None
    return None


def _directly(text: str, first: int, quote: int) -> bool:
    """Whether nothing but the label stands before a mark: no paragraph between the two."""
    before = text[first:quote]
    blank = re.search(r"\n[^\S\n]*\n", before)
    return blank is None or not before[blank.start() :].strip()


def _colon(text: str, first: int, last: int) -> int | None:
    depth = lines = 0
    for at in range(first, last):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
        elif text[at] == ":" and depth <= 0 and not text[at + 1 : at + 2].isdigit():
            return at
        elif text[at] == "\n":
            lines += 1
            if lines > MOST_LABEL_LINES or not text[at + 1 : last].split("\n", maxsplit=1)[0].strip():
                return None
    return None


def words_of(text: str, start: int, bound: int) -> tuple[list[Span], list[Span], int]:
    """The words of a soundbite from where its label ends.

    Returns:
        The stretches heard, without marks of quotation; those in the original's language, which are not;
        where the soundbite ends.
    """
    at = _past_notes(text, start, bound)
    if at >= bound:
        return [], [], bound
    if not _OPENING.match(text, at):
        return _plain_words(text, at, bound)
    heard: list[Span] = []
    while at < bound and _OPENING.match(text, at):
        close = _closing(text, at + 1, bound)
        end = close if close is not None else _unclosed(text, at + 1, bound)
        heard += _paragraphs(text, at + 1, end)
        after = end + (close is not None)
        stop = re.compile(r"[.,]?\s*").match(text, after, bound)
        at = stop.end() if stop else after
        if not _OPENING.match(text, at, bound):
            at = after
            break
    spoken, foreign = _by_language(text, heard)
    return spoken, foreign, at


def _past_notes(text: str, start: int, bound: int) -> int:
    at = start
    while True:
        while at < bound and text[at] in " \t\n:.,-–—":
            at += 1
        note = _NOTE.match(text, at, bound)
        if note is None:
            return at
        at = note.end()


def _closing(text: str, start: int, bound: int) -> int | None:
    """The mark that closes a quotation: one that a shot, a line's end or the like follows, else the first."""
    closers = [found.start() for found in _CLOSER.finditer(text, start, bound)]
    for at in closers:
        if _FOLLOWS.match(text, at + 1, bound) or not text[at + 1 : bound].strip(" .,"):
            following = text[at + 1 : bound].lstrip()
            if not (following[:1] in tuple('"“«') and _reopens(text, at, bound)):
                return at
            return at
    return closers[0] if closers else None


def _reopens(text: str, at: int, bound: int) -> bool:
    return _JUNCTION.match(text, at, bound) is not None


def _unclosed(text: str, start: int, bound: int) -> int:
    """Where a quotation ends whose closing mark was forgotten: with its paragraph."""
    blank = re.compile(r"\n[^\S\n]*\n").search(text, start, bound)
    return blank.start() if blank else bound


def _paragraphs(text: str, start: int, end: int) -> list[Span]:
    """The paragraphs of a quotation, each without the mark that opens it anew."""
    spans: list[Span] = []
    at = start
    for found in [*re.compile(r"\n(?=\s*[\"“«])").finditer(text, start, end), None]:
        stop = found.start() if found else end
        first, last = at, stop
        while first < last and text[first] in ' \t\n"“«„':
            first += 1
        while last > first and text[last - 1] in ' \t\n"”»':
            last -= 1
        if first < last:
            spans.append((first, last))
        at = stop
    return spans


def _plain_words(text: str, at: int, bound: int) -> tuple[list[Span], list[Span], int]:
    """Words without marks of quotation: the paragraph, up to the next shot."""
    blank = re.compile(r"\n[^\S\n]*\n").search(text, at, bound)
    end = blank.start() if blank else bound
    shouted = _SHOUTED_LINE.search(text, at, end)
    end = shouted.start() if shouted else end
    return ([(at, end)] if text[at:end].strip() else []), [], end


def _by_language(text: str, heard: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """Part a translation from the original that is printed beside it."""
    shares = [_english(text[slice(*span)]) for span in heard]
    if len(heard) < 2 or max(shares) < LEAST_ENGLISH:
        return list(heard), []
    spoken = [span for span, share in zip(heard, shares, strict=True) if share >= FOREIGN]
    return spoken, [span for span in heard if span not in spoken]


def _english(words: str) -> float:
    """The share of small English words; of a few words, all of them."""
    found = _WORD.findall(words.lower())
    return sum(word in phrases("english") for word in found) / len(found) if len(found) > FEW_WORDS else 1.0

"""Lines of a script that nobody says come in; those that tell who is heard below them go out as labels."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from broadcast.scripting.layouts.company import is_sent
from broadcast.scripting.layouts.labels import Head
from broadcast.scripting.layouts.names import has_name
from broadcast.scripting.layouts.outcues import ends_so, words_below
from broadcast.scripting.layouts.pieces import Piece
from broadcast.scripting.layouts.prose import goes_on, speaks
from broadcast.scripting.layouts.vocabulary import SILENT, Mark, phrases, read_label
from broadcast.units import Span

LONGEST_NOTE = 140
MOST_NAME_WORDS = 4
_CLOCK = r"(?:\d{0,2}:\d\d|\d{1,2}['’]\d\d[\"”]?|\d{1,2}[\"”]|\d{1,3} ?(?:SECS?|seconds|secs?)\b)"
# HOSP1 - Kessler - :10 - OUT: "doors open at all"      CART 501   TIME :09   ENDS: "that we make"
_OUT = re.compile(
    r"(?<!\w)(?:OUT ?-?CUE|OUT ?Q|OUTS?|OQ|OC|ENDS?|END ?CUE|LAST WORDS)\s?[:=-]?\s*"
    r"(?P<words>[\"“…]?[^\n]{2,80})",
    re.IGNORECASE,
)
# HYDROLOGIST ANA RUIZ :11      Kessler - :10      RUIZ 0'14"
_TIMED = re.compile(
    r"^\W*(?:(?:CART|SND) ?#?\d{0,4}\s*[-–—:]*\s*)?"
    rf"(?P<who>[^\d:\"“]{{3,60}}?)[\s,@(–—-]+{_CLOCK}\W*$"
)
_STANDARD = re.compile(r"\W*(?:SO[CQ]|STD|STANDARD|LOCK ?OUT|SIG(?:NATURE)?)\b", re.IGNORECASE)  # ENDS: SOQ
_TOPIC = re.compile(r"\s*(?P<word>[A-Z]{4,12}):\s+")  # WEATHER: Expect showers
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NAMES = re.compile(r"\s+[-–—]+\s+|\s{3,}|[,:|]\s*|\t")
_SUPER = re.compile(r"\b(?:SUPER|CG|FONT|ASTON|LOWER THIRD)S?\b:?\s*", re.IGNORECASE)


def with_notes(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The same pieces, with a soundbite's label where a line is a note and tells of one.

    A note tells of a soundbite when the words below end as it says that they do, or when it is a name and a
    length; a label of a soundbite takes in the name that is left on its line.

    Args:
        text: The script.
        pieces: As settled.
    """
    found: list[Piece] = []
    lines = [list(line) for _, line in groupby(enumerate(pieces), key=_Lines())]
    listing = False
    for line in lines:
        parts = [piece for _, piece in line]
        listing = listing and not parts[0].after_blank
        found += [_listed_caption(parts)] if listing else _read(text, parts)
        listing = listing or _lists_captions(text, parts)
    return found


def _lists_captions(text: str, parts: Sequence[Piece]) -> bool:
    """Whether a line is the label of captions in the lines below it: "ASTONS:"."""
    head = parts[0].head
    captions = head is not None and head.mark is Mark.CAPTION and head.colon and head.who is None
    return captions and len(parts) == 1 and text[slice(*parts[0].span)].rstrip().endswith(("S:", "s:"))


def _listed_caption(parts: Sequence[Piece]) -> Piece:
    span = (parts[0].span[0], parts[-1].span[1])
    return replace(parts[0], span=span, head=Head(mark=Mark.HEADER, span=span, shouted=True))


class _Lines:
    """Numbers pieces by their line."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, numbered: tuple[int, Piece]) -> int:
        self.count += numbered[1].begins
        return self.count


def _read(text: str, parts: Sequence[Piece]) -> Sequence[Piece]:
    first = parts[0].head
    topic = _TOPIC.match(text, *parts[0].span) if first is None and parts[0].begins else None
    if topic is not None and _is_topic(text, topic, parts[0]):
        head = Head(mark=Mark.VOICE, span=topic.span(), shouted=True, colon=True)
        rest = replace(parts[0], span=(topic.end(), parts[0].span[1]), begins=False)
        return [replace(parts[0], span=topic.span(), head=head), rest, *parts[1:]]
    if first is not None and first.mark is Mark.BITE and len(parts) > 1:
        return _with_rest(text, parts)
    if first is not None and first.mark is Mark.TURN and not first.bracketed and len(parts) > 1:
        return _listed(text, parts)
    if any(part.head is not None and part.head.mark not in SILENT | {Mark.END} for part in parts):
        return parts
    span = (parts[0].span[0], parts[-1].span[1])
    words = text[slice(*span)]
    if first is None and len(parts) > 1 and not speaks(words) and span[1] == goes_on(text, span[1]):
        parts = [replace(parts[0], span=span)]
    out = _OUT.search(words)
    if "\n" in words.strip() or len(words) > LONGEST_NOTE or speaks(words[: out.start()] if out else words):
        return parts
    reporter = _reporter(text, span, words)
    if reporter is not None:
        return [replace(parts[0], span=span, head=reporter)]
    who = _told(text, span, words)
    if who is None:
        return parts
    head = Head(mark=Mark.BITE, span=span, who=who if who[0] < who[1] else None, shouted=True)
    return [replace(parts[0], span=span, head=head)]


def _is_topic(text: str, topic: re.Match[str], piece: Piece) -> bool:
    """Whether a word with a colon says but what the words behind it are about."""
    return topic["word"].lower() in phrases("not-speakers") and speaks(text[topic.end() : piece.span[1]])


def _with_rest(text: str, parts: Sequence[Piece]) -> Sequence[Piece]:
    """A soundbite's label with the note behind it: `[SOT]  ANA RUIZ / MILLER`."""
    head, rest = parts[0].head, parts[1:]
    if head is None or any(part.head is not None and part.head.mark not in SILENT for part in rest):
        return parts
    span = (rest[0].span[0], rest[-1].span[1])
    words = text[slice(*span)]
    if speaks(words) or words.lstrip()[:1] in ('"', "“", "‘"):
        return parts
    name = _name_in(words)
    who = head.who or ((span[0] + name[0], span[0] + name[1]) if name else None)
    whole = (head.span[0], span[1])
    return [replace(parts[0], span=whole, head=replace(head, span=whole, who=who))]


def _reporter(text: str, span: Span, words: str) -> Head | None:
    """The label of a piece by a reporter whom the copy announces: "WKT - ANA RUIZ, PORTO ALTO"."""
    if not speaks(words_below(text, span[1])):
        return None
    out = _OUT.search(words)
    if out is not None and out.start() > 0 and _STANDARD.match(out["words"]):
        return Head(mark=Mark.FIELD, span=span, shouted=True)
    if read_label(words) is not None:
        return None
    for part in _spans(words, 0):
        name = words[slice(*part)].split()
        if name and len(name) <= MOST_NAME_WORDS and is_sent(text, name[-1]) and words.isupper():
            who = (span[0] + part[0], span[0] + part[1])
            return Head(mark=Mark.FIELD, span=span, who=who, shouted=True)
    return None


def _listed(text: str, parts: Sequence[Piece]) -> Sequence[Piece]:
    """A field that looks like somebody's turn: "CUTS IN SYSTEM: RUIZ1 (:10)", "TX: FROM 1100 GMT"."""
    rest = text[parts[1].span[0] : parts[-1].span[1]]
    ended = rest.rstrip('"”’)]* ')[-1:] in (".", "?", "!", "…", "-", "—", ",")
    if ended or speaks(rest) or parts[-1].span[1] < goes_on(text, parts[-1].span[1]):
        return parts
    span = (parts[0].span[0], parts[-1].span[1])
    return [replace(parts[0], span=span, head=Head(mark=Mark.HEADER, span=span, shouted=True))]


def _told(text: str, span: Span, words: str) -> Span | None:
    """Where a note names who is heard below; an empty span where it only says that somebody is; else None."""
    out = _OUT.search(words)
    label = read_label(words)
    edge = label is not None and label.mark is Mark.EDGE
    if out is not None and not edge and out.start() > 0 and ends_so(text, span[1], out["words"]):
        name = _name_in(words[: out.start()])
        return (span[0] + name[0], span[0] + name[1]) if name else (span[0], span[0])
    plain = label is None or label.mark is Mark.BITE or "cart" in label.phrases
    timed = _TIMED.match(words) if plain else None
    if timed is not None and has_name(timed["who"]) and speaks(words_below(text, span[1])):
        begins = label.rest if label is not None and label.rest < timed.end("who") else timed.start("who")
        return span[0] + begins, span[0] + timed.end("who")
    return None


def _name_in(words: str) -> Span | None:
    """The part of a note that is a person's name: Kessler, of "HOSP1 - Kessler - :10"."""
    bare = _SUPER.search(words)
    at = bare.end() if bare else 0
    for part in _spans(words, at):
        one = words[slice(*part)]
        if has_name(one) and read_label(one) is None and not re.search(r"\d", one):
            if bare or re.search(r"[/,]", words[at:]):
                return part[0], len(words.rstrip(" )]"))
            return part
    return None


def _spans(words: str, at: int) -> Iterator[Span]:
    for cut in _NAMES.finditer(words, at):
        if cut.start() > at:
            yield at, cut.start()
        at = cut.end()
    if at < len(words):
        yield at, len(words)

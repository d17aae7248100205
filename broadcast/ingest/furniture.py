"""A report's text comes in; its headline, dateline, byline and end marks, told from the body, go out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from broadcast.ingest.bylines import (
    DAY,
    NOT_NAMES,
    byline_of,
    is_credit_line,
    is_date_line,
    is_flag,
    is_house,
    is_rule,
    is_signed,
    is_writers_title,
    place_before_colon,
)
from broadcast.ingest.notices import tell_notices
from broadcast.model import Reason, Unspoken
from broadcast.sentences import paragraph_spans
from broadcast.units import Span

HEADLINE_CHARS = 160
HEADLINE_LINES = 2
COPY_WORDS = 8
SHOUTED_WORDS = 3
DECK_CHARS = 400
MOST_DECK_LINES = 4
HEADER_LINES = 8
"""How many lines headline, byline and date may take before the body."""

_DASH = r"(?:--|[-–—])"
_CAPITALS = r"[^\W\d_a-z](?:[^\W\d_a-z]|[.'’/ -]){1,40}"
_SOURCE = rf"(?P<day>,? {DAY})?(?P<agency> ?\([^\W\d_][\w./ -]{{1,30}}\))?\s?"
_BREAK = rf"(?<!-)(?P<dash>{_DASH})(?=\s*[\"'“‘«(]?[^\W_a-z])"
# PORT ELLEN, Nov 23 (Reuters) -      KABUL —      ST. JOHN'S, Newfoundland (AP) --      (AFP) –
_DATELINE = re.compile(rf"(?P<place>{_CAPITALS}(?P<region>, [^\W\d_][\w.'’ -]{{1,30}}?)?)?{_SOURCE}{_BREAK}")
# dpa      dpa/lno      tca/dpa      epd      (agencies that write themselves small)
_SMALL_AGENCY = re.compile(r"(?:\w{2,4}/)?(?:dpa|epd|ots|sda|sid|kna|apa|afp)(?:[-/]\w{2,4})?")
_PLACE = r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+){0,3}"
# London (AP) --      Port Ellen, 23 November –      Port Elsa, Northland, Nov. 3 (Wire) -
_SMALL_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?P<region>, [^\W\d_a-z][\w.'’ -]{{1,30}}?)?)(?=,? (?:{DAY}|\()){_SOURCE}{_BREAK}"
)
_NOT_A_PLACE = re.compile(
    r"(?i:\b(?:nato|nasa|unicef|unesco|unhcr|fifa|uefa|opec|asean|un|eu|us|uk|who|wto|imf|fbi|cia|bbc|cnn|ap|afp"
    r"|covid|breaking|exclusive|update|live|video|watch|vo|sot|pkg|anchor|reporter|host|nats|tag|lead|intro|cut"
    r"|note|correction|kill|advisory|analysis|opinion)\b)"
)
_REGION_WORD = re.compile(r"[^\W_a-z].*|of|and|de|del|la|al")
# ###      # # #      -30-      ENDS      (END)      -more-
_END_MARK = re.compile(
    r"(?:#\s?){2,}|\W{0,3}(?:30|(?i:ends?|more|the end|end of (?:story|report|copy)))\W{0,3}"
)
# (Reporting by Ana Ruiz; editing by Luis Sol)
_CREDIT = re.compile(
    r"[(\[]?(?:Additional )?(?:Reporting|Writing|Editing|Compiled) by [A-Z][^.?!]{3,160}\.?[)\]]?"
)
# ANCHOR: ...      HOST: ...      JOHN SOL, HOST: ...
_LABEL = re.compile(r"[^\W\da-z_][^\Wa-z_ ]*(?:[ ,.'’/-]+[^\Wa-z_]+){0,5} ?:")
# Ana Ruiz: ...      Q: ...
_TURN = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: [\w.'’-]+){0,3}:(?=\s)")
_KNOWN_LABEL = re.compile(
    r"(?i:(?:anchor|reporter|host|presenter|story|slug|source|date|dateline|trt|restrictions|languages?|lead|intro"
    r"|tag|cue|note|editor'?s note|q|a|shotlist|storyline|soundbite|narrator|voice|vo|sot)\b[^:]{0,20}:)"
)
# Q&A: Harbour master on the wall      THE TUESDAY INTERVIEW: The last keeper      Interview: "We count them"
_GENRE = re.compile(
    r"\b(?i:q ?& ?a|interview|transcript|profile|exclusive|in conversation|five minutes with):\s"
)
_LAYOUT_WORD = re.compile(
    r"\b(?:ANCHOR|REPORTER|VO|SOT|VOSOT|PKG|READER|TAG|NATS?|LIVE|SHOTLIST|STORYLINE|SHOWS|SAYING|SOUNDBITE|TAKE"
    r"|INTRO|LEAD|TRT|HOST|CUT|CUE|CAM|STORY|SCRIPT|OUTCUE)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """What of a report stands beside its body.

    Attributes:
        headline: In clean words, without 《》; so are byline (without "By") and dateline (without its dash).
        parts: Where they stand, end marks too; in order, not overlapping.
    """

    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    parts: tuple[Unspoken, ...] = ()


def tell_furniture(text: str, *, start: int = 0, headline: str | None = None) -> Furniture:
    """Tell headline, byline, dateline and end marks from the body; in doubt it is body.

    Notices to editors are neither; `status.standing` marks them.

    Args:
        text: The whole report.
        start: Where to begin: after a heading that is known already.
        headline: It, where it is known; it is then found in the text only when it stands there again.
    """
    finder = _Finder(text, start, headline)
    finder.read_header()
    finder.read_dateline()
    finder.read_end()
    parts = tuple(sorted(finder.parts, key=lambda part: part.span))
    return Furniture(headline=finder.headline, byline=finder.byline, dateline=finder.dateline, parts=parts)


class _Finder:
    def __init__(self, text: str, start: int, headline: str | None) -> None:
        self.text = text
        self.lines = list(_copy_lines(text, start))
        self.at = 0  # the first line that is not known to be furniture
        self.known = headline is not None or start > 0
        self.headline = headline
        self.byline: str | None = None
        self.dateline: str | None = None
        self.parts: list[Unspoken] = []

    def line(self, index: int) -> str:
        """The words of a line; empty beyond the last one."""
        return self.text[slice(*self.lines[index])] if 0 <= index < len(self.lines) else ""

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Of the whole text."""
        return paragraph_spans(self.text)

    def read_header(self) -> None:
        """Take headline, byline and date lines from the top, as long as body is left."""
        for _ in range(HEADER_LINES):
            if self.at + 1 >= len(self.lines):
                return
            before = self.at
            self._take_headline()
            self._take_deck()
            self._take_byline()
            self._take_date()
            self._take_rule()
            if self.at == before:
                return

    def read_dateline(self) -> None:
        """Take the dateline that begins the body."""
        if self.at >= len(self.lines):
            return
        start = self.lines[self.at][0]
        line = self.line(self.at)
        found = _dateline(line)
        if found is None:
            self._read_place(start, line)
            return
        self._mark((start, start + found.end()), Reason.DATELINE)
        words = line[: found.start("dash")].strip()
        if found["place"] and self.dateline is None:
            self.dateline = words

    def _read_place(self, start: int, line: str) -> None:
        """Take a place before a colon, where a byline stands above and nothing else is labelled so."""
        found = place_before_colon(line) if self.byline is not None else None
        every = (place_before_colon(self.line(index)) for index in range(len(self.lines)))
        if found is not None and sum(map(bool, every)) == 1 and not _LAYOUT_WORD.search(found["place"]):
            self._mark((start, start + found.end()), Reason.DATELINE)
            self.dateline = self.dateline or found["place"]

    def read_end(self) -> None:
        """Take end marks and credits from the foot."""
        last = len(self.lines) - 1
        while last > self.at:
            line = self.line(last)
            if len(line) > HEADLINE_CHARS + len("Additional reporting by"):
                return
            if _END_MARK.fullmatch(line):
                self._mark(self.lines[last], Reason.LAYOUT)
            elif _CREDIT.fullmatch(line):
                self._mark(self.lines[last], Reason.BYLINE)
            else:
                return
            last -= 1

    def _mark(self, span: Span, reason: Reason) -> None:
        self.parts.append(Unspoken(span=span, reason=reason))

    def _take_headline(self) -> None:
        line = self.line(self.at)
        if self.known:
            if line.strip("《》 ").casefold() == (self.headline or "").casefold():
                self._mark(self.lines[self.at], Reason.HEADLINE)
                self.at += 1
            self.known = True
            return
        count = self._headline_lines()
        if count:
            span = (self.lines[self.at][0], self.lines[self.at + count - 1][1])
            self._mark(span, Reason.HEADLINE)
            self.headline = " ".join(self.text[slice(*span)].strip("《》").split())
            self.at += count
            self.known = True

    def _headline_lines(self) -> int:
        """How many lines the headline takes here; 0 when there is none."""
        line = self.line(self.at)
        # 《Harbour wall falls》
        if line.startswith("《") and line.endswith("》"):
            return 1
        if self._could_be_headline(line) and self._body_follows():
            if self._blank_after(self.at) or self._is_header(self.at + 1):
                return 1
            shouted = line.isupper() and not self.line(self.at + 1).isupper()
            if shouted and len(line.split()) > 2:
                return 1
            both = f"{line} {self.line(self.at + 1)}"
            if (
                self._blank_after(self.at + 1)
                and self._could_be_headline(both)
                and self._room(HEADLINE_LINES)
            ):
                return HEADLINE_LINES
        return 0

    def _body_follows(self) -> bool:
        """Whether one of the next lines reads like copy: long, or ended by a stop."""
        lines = (self.line(self.at + ahead) for ahead in range(1, HEADER_LINES))
        return any(
            len(line.split()) >= COPY_WORDS or line[-1:] in (*'.?!…"”’»。', "") for line in lines if line
        )

    def _room(self, count: int) -> bool:
        return self.at + count < len(self.lines)

    def _could_be_headline(self, line: str) -> bool:
        """Whether the words look like a headline, whatever stands around them."""
        begins = line[0].isalnum() or line[0] in "$£€¿¡#@" or (line[0] in "\"'“‘" and self._is_signed())
        if len(line) > HEADLINE_CHARS or not begins:
            return False
        # ... fell.      ... fell.”
        if line.rstrip("\"”»’'")[-1:] in (*".:;,…。-–—", ""):
            return False
        first = line.split(maxsplit=1)[0]
        if first.islower():
            return False
        return not (
            self._is_labelled(line)
            or _dateline(line) is not None
            or self._goes_on()
            or self._is_numbered(line)
        )

    def _is_signed(self) -> bool:
        """Whether a byline follows, with no more than a standfirst between."""
        ahead = range(self.at + 1, self.at + MOST_DECK_LINES)
        return bool(any(map(self._name, ahead)))

    def _is_labelled(self, line: str) -> bool:
        """ANCHOR: ..., VO/SOT, Ana Ruiz: ... where others take turns too."""
        line = _GENRE.sub("", line)
        if _LABEL.match(line) or _KNOWN_LABEL.match(line):
            return True
        if line.isupper() and (_LAYOUT_WORD.search(line) or len(line.split()) == 1):
            return True
        later = (self.line(index) for index in range(self.at + 1, len(self.lines)))
        return bool(_TURN.match(line)) and sum(map(bool, map(_TURN.match, later))) > 1

    @staticmethod
    def _is_numbered(line: str) -> bool:
        # 1. Water      12) Food
        return re.match(r"\d{1,3}[.)]\s", line) is not None

    def _goes_on(self) -> bool:
        """Whether the line is the first part of a sentence that an empty line breaks."""
        first, end = self.lines[self.at]
        span = next((span for span in self.paragraphs if span[0] <= first < span[1]), (first, end))
        return not all(map(str.strip, self.text[end : span[1]].split("\n")[1:]))

    def _blank_after(self, index: int) -> bool:
        """Whether an empty line, and then more, follows a line."""
        if index + 1 >= len(self.lines):
            return False
        return self.text.count("\n", self.lines[index][1], self.lines[index + 1][0]) > 1

    def _is_header(self, index: int) -> bool:
        line = self.line(index)
        return bool(
            is_rule(line)
            or is_flag(line)
            or self._name(index)
            or is_date_line(line)
            or _dateline(line) is not None
        )

    def _name(self, index: int) -> str | None:
        """Whose byline a line is."""
        line, below = self.line(index), self.line(index + 1)
        if not self._blank_after(index) and self._blank_after(index + 1) and is_signed(line, below):
            return line
        return None if below[:1].islower() else byline_of(line)

    def _take_deck(self) -> None:
        """Take the standfirst: what stands between the headline and the byline right below it."""
        if self.headline is None or self.byline is not None:
            return
        for ahead in range(1, MOST_DECK_LINES + 1):
            deck = range(self.at, self.at + ahead)
            if any(
                len(self.line(index)) > DECK_CHARS or self._is_labelled(self.line(index)) for index in deck
            ):
                return
            if self._name(self.at + ahead) and self._room(ahead + 1):
                for index in deck:
                    self._mark(self.lines[index], Reason.HEADLINE)
                self.at += ahead
                return

    def _take_byline(self) -> None:
        name = self._name(self.at)
        if name and self.at + 1 < len(self.lines) and self.byline is None:
            self.byline = name
            self._take(Reason.BYLINE)
            title_or_house = is_writers_title(self.line(self.at)) or self._is_house()
            if title_or_house and not self._blank_after(self.at - 1):
                self._take(Reason.BYLINE)
        elif is_credit_line(self.line(self.at)) and self.headline and self._room(1):
            self._take(Reason.BYLINE)

    def _is_house(self) -> bool:
        """Whether the author's paper stands here, parted from what follows by an empty line or a date."""
        parted = self._blank_after(self.at) or is_date_line(self.line(self.at + 1))
        return is_house(self.line(self.at)) and parted and self._room(1)

    def _take(self, reason: Reason) -> None:
        self._mark(self.lines[self.at], reason)
        self.at += 1

    def _take_date(self) -> None:
        line = self.line(self.at)
        if is_date_line(line) and self.at + 1 < len(self.lines):
            self.dateline = self.dateline or line
            self._mark(self.lines[self.at], Reason.DATELINE)
            self.at += 1

    def _take_rule(self) -> None:
        flagged = self.headline is not None and is_flag(self.line(self.at))
        if (flagged or is_rule(self.line(self.at))) and self.at + 1 < len(self.lines):
            self._mark(self.lines[self.at], Reason.LAYOUT)
            self.at += 1


def _dateline(line: str) -> re.Match[str] | None:
    """A place or an agency before a dash; None where the first words of body copy stand there."""
    line = line[:HEADLINE_CHARS]
    found = _DATELINE.match(line) or _SMALL_DATELINE.match(line)
    if found is None:
        return None
    place = found["place"] or ""
    if found["dash"] == "-" and not (line[found.start("dash") - 1].isspace() and line[found.end()].isspace()):
        return None
    agency = (found["agency"] or "").strip(" ()")
    if not (all(word[0].isupper() for word in agency.split()) or _SMALL_AGENCY.fullmatch(agency)):
        return None
    if NOT_NAMES.match(place):
        return None
    if found["agency"] or not place:
        return found if found["agency"] else None
    if _NOT_A_PLACE.search(place):
        return None
    if not all(map(_REGION_WORD.fullmatch, (found["region"] or "")[2:].split())):
        return None
    shouted = " ".join(line[found.end() :].split()[:SHOUTED_WORDS]).isupper()
    return found if found["day"] or not shouted else None


def _copy_lines(text: str, start: int) -> Iterator[Span]:
    """The lines that are not empty, trimmed, without the notices to editors in them."""
    notices = iter(tell_notices(text))
    notice = next(notices, None)
    at = start
    for first, end in _lines(text, start):
        while notice and notice.span[0] < end:
            at = max(at, notice.span[1])
            if at > end:
                break
            notice = next(notices, None)
        body = text[max(first, at) : end].lstrip()
        if body:
            yield end - len(body), end


def _lines(text: str, start: int) -> Iterator[Span]:
    """The lines that are not empty, trimmed."""
    at = start
    for line in text[start:].split("\n"):
        body = line.strip()
        if body:
            first = at + len(line) - len(line.lstrip())
            yield first, first + len(body)
        at += len(line) + 1

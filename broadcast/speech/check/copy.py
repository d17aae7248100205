"""A text and what is heard of it go in; copy as rules look at it comes out, quoted words apart."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from broadcast.model import Kind
from broadcast.sentences import paragraph_spans, sentence_spans
from broadcast.units import Span

BLANK = "\ufffc"
"""Stands for every character that somebody else says."""
# fifty-one   U.S.   men's   2.5   14-year-old
WORD = re.compile(r"[^\W_](?:[\w'’.,-]*\w)?")

# colour   organised is British too, but not only
_BRITISH = re.compile(
    r"\b(?:(?:kilo|centi|milli)?metres?|litres?|tonnes|per cent|colour\w*|harbour\w*|neighbour\w*"
    r"|labour\w*|centres?|theatres?"
    r"|defence|licence"
    r"|programmes?|favour\w*|honour\w*|travell\w+|cancelled|grey|tyres?|councillors?)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the text that is heard, and as what."""

    span: Span
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation that stands in narration.

    Attributes:
        outer: With its marks.
        inner: The words.
        closed: Whether the closing mark was there.
    """

    outer: Span
    inner: Span
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the copy.

    Attributes:
        span: In the text.
        text: The narrator's words; quoted ones are `BLANK`.
        words: How many words are heard in the narrator's voice.
        introduces: It leads in or out of a soundbite.
    """

    span: Span
    text: str
    words: int
    introduces: bool = False

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.span[0]


@dataclass(frozen=True, kw_only=True)
class Copy:
    """Copy to be checked.

    Attributes:
        text: The whole text; every span counts in it.
        parts: What of it is heard, in order.
        silent: What of it is no copy at all: labels, headings, datelines.
        quoted: Quotations, those that are soundbites too.
        language: BCP 47.
        written: The date of the dateline, without a year that is sure.
        airs: The date on which it is heard.
    """

    text: str
    parts: tuple[Part, ...]
    silent: tuple[Span, ...] = ()
    quoted: tuple[Quoted, ...] = ()
    language: str = "en"
    written: date | None = None
    airs: date | None = None

    @property
    def british(self) -> bool:
        """Whether it is spelled the British way."""
        if self.language.lower() != "en":
            return self.language.lower() in ("en-gb", "en-ie", "en-au", "en-nz", "en-za", "en-in")
        return _BRITISH.search(self.text) is not None

    @cached_property
    def visible(self) -> str:
        """The text with everything that is no copy as spaces; places stay."""
        return _masked(self.text, self.silent, " ")

    @cached_property
    def heard(self) -> str:
        """What the narrators say: soundbites are `BLANK`, what is no copy is spaces."""
        bites = [part.span for part in self.parts if part.kind is Kind.SOUNDBITE]
        return _masked(self.visible, bites, BLANK)

    @cached_property
    def narrated(self) -> str:
        """The narrators' own words: everything quoted is `BLANK`, marks too."""
        return _masked(self.heard, [quote.outer for quote in self.quoted], BLANK)

    @cached_property
    def others(self) -> tuple[Span, ...]:
        """Every stretch of somebody else's words, in order, marks apart."""
        bites = [part.span for part in self.parts if part.kind is Kind.SOUNDBITE]
        return tuple(sorted({*bites, *(quote.inner for quote in self.quoted)}))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences in which a narrator has a word."""
        made = (
            self._sentence(span) for whole in sentence_spans(self.visible) for span in self._unbroken(whole)
        )
        return tuple(sentence for sentence in made if sentence.words)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Paragraphs of the copy, those that an empty line breaks as one."""
        return tuple(paragraph_spans(self.visible))

    def kind_at(self, at: int) -> Kind | None:
        """As what a character is heard; None where it is not."""
        index = bisect_right(self._starts, at) - 1
        if index < 0 or at >= self.parts[index].span[1]:
            return None
        return self.parts[index].kind

    def is_quoted(self, span: Span) -> bool:
        """Whether a stretch touches somebody else's words."""
        return any(start < max(span[1], span[0] + 1) and span[0] < end for start, end in self.others)

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern stands in the narrators' own words."""
        return pattern.finditer(self.narrated)

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence in which a character stands."""
        index = bisect_right(self.sentences, at, key=lambda sentence: sentence.start) - 1
        if index < 0 or at >= self.sentences[index].span[1]:
            return None
        return self.sentences[index]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [part.span[0] for part in self.parts]

    def _unbroken(self, span: Span) -> Iterator[Span]:
        """The pieces of a span between stretches that are no copy."""
        start, end = span
        at = start
        for low, high in self.silent:
            if at < high and low < end and self.text[low:high].strip():
                if at < low:
                    yield at, low
                at = high
        if at < end:
            yield at, end

    def _sentence(self, span: Span) -> Sentence:
        heard = self.heard[slice(*span)]
        start = span[0] + len(heard) - len(heard.lstrip())
        end = span[0] + len(heard.rstrip())
        text = self.narrated[start:end]
        spoken = self.heard[start:end]
        narrates = WORD.search(text) is not None
        return Sentence(
            span=(start, end),
            text=text,
            words=sum(1 for _ in WORD.finditer(spoken)) if narrates else 0,
            introduces=BLANK in spoken,
        )


def _masked(text: str, spans: Sequence[Span], mark: str) -> str:
    """The text with a mark for every character of the spans but line ends."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        first = max(start, at)
        pieces += [text[at:first], re.sub(r"[^\n]", mark, text[first:end])]
        at = end
    return "".join([*pieces, text[at:]])


def plain_copy(text: str, *, airs: date | None = None, kind: Kind = Kind.ANCHOR) -> Copy:
    """Copy that is narration from end to end: for examples."""
    return Copy(text=text, parts=(Part(span=(0, len(text)), kind=kind),), airs=airs)

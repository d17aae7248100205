"""A segment goes in; the lines to be spoken come out, sentence by sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from broadcast.model import Boundary, Kind, Line, Mark, Segment, Token
from broadcast.sentences import sentence_spans
from broadcast.speech.lexicons import Sayings
from broadcast.speech.marks import SHAPING, marked, pauses_of, phrases, without
from broadcast.speech.names import said_names
from broadcast.speech.pronouncers import Pronouncer, pronounced
from broadcast.speech.rules import news_rules
from broadcast.speech.scan import Change, scan
from broadcast.speech.shadow import shadow
from broadcast.speech.tables import words
from broadcast.speech.tokens import tokens_of
from broadcast.units import Millis, Span

UNKNOWING = Sayings()
LONGEST = 380
"""Characters of speech in a line: the engines take about 510 phonemes at once."""

_ENDS = frozenset(".!?…:—")
# the space between two paragraphs
_EMPTY_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*\n")
# how good a cut after a token is
_CUTS = {";": 5, ":": 5, "—": 4, "?": 5, "!": 5, "…": 4, ",": 3}


def write_lines(
    segment: Segment,
    *,
    language: str = "en-US",
    pronouncers: Iterable[Pronouncer] = (),
    sayings: Sayings = UNKNOWING,
) -> tuple[Line, ...]:
    """The spoken form of a segment.

    Every letter and figure of `segment.text` lies in the span of exactly one token, or in a pronouncer's
    parentheses; spans are in order and do not overlap; no token's text holds a figure.

    Args:
        segment: What is said; a text without a letter or a figure gives no lines.
        language: BCP 47; "en-GB" and its kin read dates, sums and scores the British way.
        pronouncers: Of the whole programme, beside those of this text, which come first.
        sayings: Lexicons, and what the engine's own lexicon knows.

    Returns:
        A line a sentence, several for a very long one; the last one ends the segment.
    """
    text = segment.text
    british = is_british(language)
    spans = sentence_spans(text)
    seen = shadow(text, spans)
    own = marked(segment, lambda words: _words_of(words, language), british=british) if segment.marks else []
    told = [*own, *without(pronounced(text, spans, pronouncers, sayings.told, british=british), own)]
    changes = scan(seen, news_rules(), british=british, taken=told)
    changes = said_names(text, spans, changes, sayings, british=british)
    read = [
        (_ended(tokens_of(seen, span, inside)), _boundary(text, span[1]))
        for span, inside in _sentences(spans, changes)
    ]
    pauses = pauses_of(segment.marks, [token.span[0] for tokens, _ in read for token in tokens])
    lines = [
        line for tokens, ends in read for line in _phrased(tokens, segment.marks, pauses, ends, language)
    ]
    if not lines:
        return ()
    return (*lines[:-1], replace(lines[-1], boundary=Boundary.SEGMENT))


def is_british(language: str) -> bool:
    """Whether a language tag reads figures the British way: every English but that of the Americas."""
    tag = language.replace("_", "-").lower()
    return tag.startswith("en-") and tag.split("-")[1] not in ("us", "ca", "ph", "pr", "latn")


def _words_of(text: str, language: str) -> str:
    """What the rules make of a text, in plain words without punctuation."""
    lines = write_lines(Segment(kind=Kind.ANCHOR, text=text), language=language)
    return " ".join(token.text for line in lines for token in line.tokens)


def _phrased(
    tokens: Sequence[Token],
    marks: Sequence[Mark],
    pauses: dict[int, Millis],
    boundary: Boundary,
    language: str,
) -> list[Line]:
    """The lines of a sentence: one, unless it is long or a person set a pause or a pace in it."""
    if not any(mark.kind in SHAPING for mark in marks):
        return _cut(tokens, boundary, language)
    lines: list[Line] = []
    parted = phrases(tokens, marks, pauses)
    for phrase in parted:
        ends = boundary if phrase is parted[-1] else Boundary.CLAUSE
        cut = [
            replace(line, rate=phrase.rate, pitch=phrase.pitch)
            for line in _cut(phrase.tokens, ends, language)
        ]
        lines += [*cut[:-1], replace(cut[-1], pause_ms=phrase.pause_ms)]
    return lines


def _sentences(spans: Sequence[Span], changes: Sequence[Change]) -> list[tuple[Span, list[Change]]]:
    """Sentences with their changes; two that a change holds together are one."""
    sentences: list[tuple[Span, list[Change]]] = []
    at = 0
    for start, end in spans:
        inside: list[Change] = []
        while at < len(changes) and changes[at].span[0] < end:
            inside.append(changes[at])
            at += 1
        if sentences and sentences[-1][1] and sentences[-1][1][-1].span[1] > start:
            (before, _), earlier = sentences.pop()
            sentences.append(((before, end), earlier + inside))
        else:
            sentences.append(((start, end), inside))
    return sentences


def _boundary(text: str, end: int) -> Boundary:
    return Boundary.PARAGRAPH if _EMPTY_LINE.match(text, end) else Boundary.SENTENCE


def _ended(tokens: list[Token]) -> list[Token]:
    if tokens and tokens[-1].after not in _ENDS:
        tokens[-1] = replace(tokens[-1], after=".")
    return tokens


def _cut(tokens: Sequence[Token], boundary: Boundary, language: str) -> list[Line]:
    lines = []
    while tokens:
        at = _place(tokens)
        part, tokens = list(tokens[:at]), tokens[at:]
        if tokens and not part[-1].after:
            part[-1] = replace(part[-1], after=",")
        ends = Boundary.CLAUSE if tokens else boundary
        lines.append(Line(tokens=tuple(part), boundary=ends, language=language))
    return lines


def _place(tokens: Sequence[Token]) -> int:
    """How many tokens the next line takes: all, or up to the best clause mark within the limit."""
    widths = [len(token.text) + len(token.after) + 1 for token in tokens]
    if sum(widths) - 1 <= LONGEST:
        return len(tokens)
    total, best, at = 0, (-1.0, 0), 1
    for index, width in enumerate(widths[:-1]):
        total += width
        if total > LONGEST:
            break
        worth = _CUTS.get(
            tokens[index].after, 2 if tokens[index + 1].text.lower() in words("contexts", "joints") else 0
        )
        # a mark in the first third leaves a stump
        rank = (worth if total > LONGEST / 3 else worth - 6, total)
        if rank > best or index == 0:
            best, at = rank, index + 1
    return at

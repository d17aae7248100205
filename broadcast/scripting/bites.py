"""Quotations go in; those that are heard in their speaker's own voice come out, with what attributes them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.scripting.attributions import (
    Attribution,
    Order,
    attribution_after,
    attribution_before,
)
from broadcast.scripting.clauses import parsed_after, parsed_before, signed_below
from broadcast.scripting.grammar import Grammar
from broadcast.scripting.lexicon import small_words
from broadcast.scripting.mentions import MentionKind, head_noun
from broadcast.scripting.quotes import Quotation
from broadcast.sentences import paragraph_spans, sentence_spans
from broadcast.units import Span

LEAST_WORDS = 5
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")  # "won't", "three-week"
_IDEOGRAPH = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)  # letters that are a word or half of one
_NOT_LINE_END = re.compile(r"[^\n]")
_NOTHING = " \t\n\u00a0-–—•*>"
_MOST_TITLE_WORDS = 12
_CLAUSE_WORDS = 8
_SIGNS = small_words("signs")
_OPENS_NOUN = small_words("opens-noun")
_JOINS = re.compile(r"[\s,;:]*(?:(?:and|but|then|later|also)[\s,;:]*){0,3}")  # "; and, later, "
_WORK = re.compile(  # "In his latest book, "   "a song called "   "the headline "
    r"\b(?:book|novel|film|movie|song|single|album|play|musical|opera|show|series|episode|documentary|poem|painting"
    r"|essay|article|column|headline|chapter|exhibition|podcast|sketch|memoir|story|stories|slogan|banner|sign|hashtag"
    r"|campaign|called|titled|entitled|named|dubbed|nicknamed|headlined|labelled|labeled|subtitled|captioned|reading"
    r"|word|words|phrase|term|motto|catchphrase|nickname),?\s*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bite:
    """A quotation to be heard in its speaker's voice.

    Attributes:
        quotation: The words and the marks around them.
        before: The attribution that leads to it, which stays narration.
        after: The attribution that follows it.
        split: It goes on with the bite before, across that one's attribution or nothing.
        goes_on: Another quotation follows in its paragraph, across its attribution or nothing.
        paragraph: Index of its paragraph.
        lead: The words of its sentence before it, back to the quotation before.
    """

    quotation: Quotation
    before: Attribution | None
    after: Attribution | None
    split: bool
    goes_on: bool
    paragraph: int
    lead: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the sentences and paragraphs of a report stand."""

    sentences: Sequence[Span]
    paragraphs: Sequence[Span]

    def paragraph(self, at: int) -> int:
        """Index of the paragraph at a place, or of the last one before it."""
        return max(0, bisect_right(self.paragraphs, at, key=lambda span: span[0]) - 1)

    def sentence(self, at: int) -> int:
        """Index of the sentence at a place, or of the last one before it."""
        return max(0, bisect_right(self.sentences, at, key=lambda span: span[0]) - 1)


def lay_out(text: str) -> Layout:
    """Sentences and paragraphs of a text."""
    return Layout(sentences=sentence_spans(text), paragraphs=paragraph_spans(text))


def word_count(text: str) -> int:
    """Words, where two letters of a script without spaces count as one."""
    ideographs = len(_IDEOGRAPH.findall(text))
    return len(_WORD.findall(_IDEOGRAPH.sub(" ", text))) + (ideographs + 1) // 2


def find_bites(text: str, quotations: Sequence[Quotation], layout: Layout, grammar: Grammar) -> list[Bite]:
    """The quotations that hold at least a whole clause.

    Five words or more, or a part of a turn that has more. A fragment inside a sentence, a title, a word in
    scare quotes and a retort of a word or two stay with the narrator.
    """
    bites: list[Bite] = []
    unquoted = blanked(text, [quotation.inner for quotation in quotations])
    for index, quotation in enumerate(quotations):
        following = quotations[index + 1] if index + 1 < len(quotations) else None
        bite = _judged(
            (text, unquoted), (layout, grammar), (quotation, following), bites[-1] if bites else None
        )
        if bite is not None:
            bites.append(bite)
    return bites


def clauses_in(text: str, quotations: Sequence[Quotation]) -> list[Span]:
    """The words of each quotation that may be somebody's speech: what the parser need not read.

    A fragment of the narrator's own sentence, and the title of a work, are part of that sentence.
    """
    found: list[Span] = []
    for quotation in quotations:
        start, end = quotation.inner
        words = text[start:end]
        before = text[max(0, quotation.outer[0] - 2) : quotation.outer[0]].strip()
        leads = before[-1:] in ("", ",", ":", ".", "?", "!", "”", '"') or "\n" in text[start:end]
        whole = words[-1:] in tuple(",.?!…") or text[quotation.outer[1] :][:1] in tuple(",.")
        if (leads or (words[:1].isupper() and whole)) and not _is_title(words, word_count(words)):
            found.append((start, end))
    return found


def stands_apart(text: str, layout: Layout, bite: Bite) -> bool:
    """Whether a quotation fills its paragraph; within one, what nobody says is the narrator's to read."""
    start, end = layout.paragraphs[bite.paragraph] if layout.paragraphs else (0, len(text))
    outside = (
        text[start : bite.quotation.outer[0]]
        + text[bite.quotation.outer[1] : max(end, bite.quotation.outer[1])]
    )
    return not _WORD.search(outside)


def blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with everything in the spans but line ends turned to blanks, so that places stay."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [text[at:start], _NOT_LINE_END.sub(" ", text[start:end])]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _judged(
    texts: tuple[str, str],
    structure: tuple[Layout, Grammar],
    pair: tuple[Quotation, Quotation | None],
    last: Bite | None,
) -> Bite | None:
    (text, unquoted), (layout, grammar), (quotation, following) = texts, structure, pair
    if last is not None and last.after is not None and quotation.outer[0] < last.after.span[1]:
        return None
    paragraph = layout.paragraph(quotation.outer[0])
    lead_start = _lead_start(layout, quotation, last)
    lead = text[lead_start : quotation.outer[0]]
    after = _after(text, (layout, grammar), quotation, following)
    starts = not lead.strip(_NOTHING)
    follows = starts or (last is not None and _only_attribution_between(text, last, quotation))
    adjacent = last is not None and follows and layout.paragraph(last.quotation.outer[1] - 1) == paragraph
    split = adjacent and last is not None and _only_attribution_between(text, last, quotation)
    clause = (lead_start, quotation.outer[0])
    before = None
    if not starts:
        before = parsed_before(unquoted, grammar, clause)
        if before is None or before.mention.kind is MentionKind.NOMINAL:
            plain = attribution_before(unquoted, *clause)
            named = plain is not None and plain.mention.kind is MentionKind.NAME
            before = plain if before is None or named else before
    bite = Bite(
        quotation=quotation,
        before=before,
        after=after,
        split=split,
        goes_on=_goes_on(text, layout, quotation, after, following),
        paragraph=paragraph,
        lead=clause,
    )
    return bite if _is_heard(text, layout, bite, starts=starts) else None


def _lead_start(layout: Layout, quotation: Quotation, last: Bite | None) -> int:
    """Where the words before a quotation begin: at its sentence, or past the bite before it."""
    if not layout.sentences:
        return quotation.outer[0]
    start = min(layout.sentences[layout.sentence(quotation.outer[0])][0], quotation.outer[0])
    if last is not None:
        start = max(start, last.after.span[1] if last.after else last.quotation.outer[1])
    return min(start, quotation.outer[0])


def _after(
    text: str,
    structure: tuple[Layout, Grammar],
    quotation: Quotation,
    following: Quotation | None,
) -> Attribution | None:
    layout, grammar = structure
    start = quotation.outer[1]
    paragraph_end = layout.paragraphs[layout.paragraph(max(start - 1, 0))][1] if layout.paragraphs else start
    first = re.compile(r"[\s,.;:—–-]*").match(text, start, paragraph_end)
    at = first.end() if first else start
    if at >= paragraph_end:
        return _below(text, layout, quotation)
    end = min(paragraph_end, layout.sentences[layout.sentence(at)][1])
    if following is not None and following.outer[0] < end:
        clause = text[at : following.outer[0]].rstrip()
        if clause[-1:] in ",.:" or word_count(text[slice(*following.inner)]) >= LEAST_WORDS:
            end = following.outer[0]
    words = text[slice(*quotation.inner)].rstrip("'’\"”» ")
    ended = words[-1:] in ".…" and text[start : start + 1] != ","
    found = attribution_after(text, start, end, ended=ended)
    if found is None and words[-1:] == ",":
        found = parsed_after(text, grammar, start, end)
    if found is not None and found.order is Order.BARE and words[-1:] not in tuple(".?!…,"):
        return None
    leads_on = following is not None and not text[end : following.outer[0]].strip()
    if found is not None and ended and leads_on and text[at:end].rstrip()[-1:] in ":,":
        return None
    return found


def _below(text: str, layout: Layout, quotation: Quotation) -> Attribution | None:
    """The name in the paragraph below a quotation that fills its own."""
    number = layout.paragraph(max(quotation.outer[1] - 1, 0))
    begins = not text[layout.paragraphs[number][0] : quotation.outer[0]].strip(_NOTHING)
    if number + 1 >= len(layout.paragraphs) or not begins:
        return None
    return signed_below(text, layout.paragraphs[number + 1])


def _goes_on(
    text: str,
    layout: Layout,
    quotation: Quotation,
    after: Attribution | None,
    following: Quotation | None,
) -> bool:
    if following is None:
        return False
    start = after.span[1] if after is not None else quotation.outer[1]
    same = layout.paragraph(following.outer[0]) == layout.paragraph(max(0, quotation.outer[1] - 1))
    return same and _joined(text, start, following.outer[0])


def _only_attribution_between(text: str, last: Bite, quotation: Quotation) -> bool:
    start = last.after.span[1] if last.after else last.quotation.outer[1]
    return _joined(text, start, quotation.outer[0])


def _joined(text: str, start: int, end: int) -> bool:
    """Whether no words but "and", "later" part two quotations."""
    return start >= end or _JOINS.fullmatch(text, start, end) is not None


def _is_heard(text: str, layout: Layout, bite: Bite, *, starts: bool) -> bool:
    words = text[slice(*bite.quotation.inner)]
    count = word_count(words)
    if not count:
        return False
    if bite.split and (bite.after or count >= 2 or words[-1:] in ".?!…"):
        return True
    if len(bite.quotation.pieces) > 1:
        return starts or bite.before is not None
    if _is_narrated(text, bite, words, count):
        return False
    colon = text[slice(*bite.lead)].rstrip()[-1:] == ":"
    capital = not words.lstrip("…[('‘’\"“. ")[:1].islower()
    if starts:
        return _stands_alone(text, layout, bite, words, count)
    if bite.before is not None:
        whole = count >= LEAST_WORDS or bite.goes_on
        return (
            (capital and whole)
            or (count >= _CLAUSE_WORDS and _leads_straight(text, bite))
            or (colon and whole)
            or (count > LEAST_WORDS and _is_announced(text, bite))
        )
    return capital and (colon or bite.after is not None) and count >= LEAST_WORDS


def _is_narrated(text: str, bite: Bite, words: str, count: int) -> bool:
    """Whether marks set off a title, a word or a phrase of the narrator's own sentence."""
    ended = words[-1:] in tuple(",.?!…") or text[bite.quotation.outer[1] :][:1] == ","
    if (bite.after is None or not ended) and bite.before is None and _is_title(words, count):
        return True
    if bite.before is not None and head_noun(bite.before.mention.text) in _SIGNS:
        return True
    at = bite.quotation.outer[0]
    lead = _WORD.findall(text[slice(*bite.lead)])
    if lead and lead[-1].lower() in _OPENS_NOUN and text[slice(*bite.lead)].rstrip()[-1:].isalpha():
        return True
    if bite.before is None and _WORK.search(text, max(0, at - 60), at):
        return True
    return count < LEAST_WORDS and _begins_a_clause(text, bite)


def _begins_a_clause(text: str, bite: Bite) -> bool:
    """Whether the narrator's sentence goes on: `"Magpies," she says, began as an insult`."""
    if bite.after is None or text[: bite.after.span[1]].rstrip()[-1:] != ",":
        return False
    return text[bite.after.span[1] :][:20].lstrip()[:1].islower()


def _leads_straight(text: str, bite: Bite) -> bool:
    """Whether at most a comma stands between a verb of saying and the quotation, and no "that"."""
    lead = _WORD.findall(text[slice(*bite.lead)])
    return bool(lead) and bite.before is not None and bite.before.verb.split()[-1:] == lead[-1:]


def _is_announced(text: str, bite: Bite) -> bool:
    """Whether the attribution ends in a comma right before the mark: `as Ruiz puts it, "by the..."`."""
    return bite.before is not None and text[slice(*bite.lead)].rstrip()[-1:] == ","


def _stands_alone(text: str, layout: Layout, bite: Bite, words: str, count: int) -> bool:
    """A quotation that begins a sentence: heard unless it is the sentence's subject, or a word or two."""
    if bite.after is not None:
        return count >= LEAST_WORDS or bite.goes_on
    ended = words.rstrip("'’ ")[-1:] in ".?!…。！？"
    tail_end = layout.paragraphs[bite.paragraph][1] if layout.paragraphs else len(text)
    tail = text[bite.quotation.outer[1] : tail_end].lstrip()
    whole = not _WORD.search(tail)
    if count < LEAST_WORDS:
        return ended and whole
    return ended or whole or words[-1:] == "," or tail[:1] in tuple(",.")


def _is_title(words: str, count: int) -> bool:
    """Whether the longer words all begin with capitals, as in the name of a work."""
    long_words = [word for word in _WORD.findall(words) if len(word) > 3]
    capitals = [word for word in long_words if word[0].isupper() or word[0].isdigit()]
    return 1 < len(long_words) == len(capitals) and count <= _MOST_TITLE_WORDS and not words.isupper()

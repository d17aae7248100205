"""The words beside a quotation go in; who said it, with which verb and what else, comes out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from broadcast.scripting.lexicon import DETERMINERS, lexicon, small_words
from broadcast.scripting.mentions import Mention, MentionKind, parse_mention
from broadcast.scripting.tokens import Token, tokens_of
from broadcast.units import Span

_BETWEEN = small_words("between-subject-and-verb")
_NARRATES_ON = re.compile(  # ", and the crowd cheered"   ", adding that it would reopen"   "; the harbour"
    r"\s*;|\s+[—–]\s|\s*,\s+(?:and|but|so|yet|or)\s+(?!has\b|had\b|other\b)"
    r"|\s*,\s+(?:adding|noting|stressing|warning|arguing|insisting|saying|explaining|recalling|referring|pointing|vowing|urging|denying)\b"
)
_INDIRECT = small_words("indirect-speech")
_GOVERNS = small_words("governs")
_DASH = re.compile(r"\s*[—–]\s*|\s*--\s*|\s+-\s+")  # "..." — Ana Ruiz, nurse
_AMOUNTS = frozenset(
    {"most", "much", "all", "none", "half", "part", "it", "more", "both", "each"}
)  # "wrote most of it"
_MOST_SUBJECT_TOKENS = 22


class Order(StrEnum):
    """How an attribution is built."""

    INVERTED = "inverted"
    """said Ana Ruiz, a nurse"""
    SUBJECT = "subject"
    """Ana Ruiz, a nurse, said"""
    ACCORDING = "according"
    """according to Ana Ruiz"""
    BARE = "bare"
    """— Ana Ruiz, a nurse; or Ana Ruiz: before the quotation"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said it.

    Attributes:
        order: How it is built.
        mention: The person as named here.
        verb: The verb of saying as printed; empty for `ACCORDING` and `BARE`.
        who: The person with all that commas set after them, as printed.
        rest: What else it tells: "on Tuesday after visiting the site".
        span: The whole clause, its final punctuation included.
    """

    order: Order
    mention: Mention
    verb: str
    who: str
    rest: str
    span: Span


def attribution_after(text: str, start: int, end: int, *, ended: bool) -> Attribution | None:
    """The attribution that follows a quotation within `text[start:end]`, the rest of its sentence.

    Args:
        text: The report.
        start: After the closing mark.
        end: Where the sentence, or the next quotation, stands.
        ended: Whether the quotation ends in a full stop, so that a new sentence may follow.
    """
    dash = _DASH.match(text, start, end)
    first = re.compile(r"[\s,.;:]*").match(text, start, end)
    begin = dash.end() if dash else first.end() if first else start
    stop = clause_end(text, begin, end)
    tokens = tokens_of(text, begin, stop)
    if not tokens:
        return None
    found = _inverted(text, tokens) or _according(text, tokens) or _subject_first(text, tokens)
    if found is None and dash:
        found = _bare(text, tokens)
    if found is None:
        return None
    order, mention, verb, rest_from = found
    rest = tokens_of(text, rest_from, stop)
    addressed = verb.split()[-1:] in (["told"], ["tells"], ["asked"], ["informed"], ["reminded"])
    if order is Order.SUBJECT and not addressed and rest and rest[0].lower in _INDIRECT:
        return None
    if ended and order is Order.SUBJECT and rest:
        return None
    return built(
        text,
        order=order,
        mention=mention,
        verb=verb,
        rest_from=rest_from,
        span=(begin, past_stop(text, stop, end)),
    )


def attribution_before(text: str, start: int, end: int) -> Attribution | None:
    """The attribution that leads to a quotation within `text[start:end]`, the sentence before its mark.

    `Mayor Ana Ruiz said: `, `In Porto, Ruiz told reporters on Tuesday, `, `Ana Ruiz: `.
    """
    words = text[start:end].rstrip()
    if not words:
        return None
    stop = start + len(words)
    mark = words[-1]
    tokens = tokens_of(text, start, stop)
    while tokens and not tokens[-1].is_word:
        tokens.pop()
    if not tokens or (
        mark not in ",:" and not (lexicon().is_verb(tokens[-1].lower) or tokens[-1].lower in ("that", "as"))
    ):
        return None
    found = _according(text, tokens) or _verb_in_lead(text, tokens)
    if found is None and mark == ":":
        found = _bare(text, tokens)
    if found is None:
        return None
    order, mention, verb, rest_from = found
    return built(text, order=order, mention=mention, verb=verb, rest_from=rest_from, span=(start, stop))


Found = tuple[Order, Mention, str, int]


def built(text: str, *, order: Order, mention: Mention, verb: str, rest_from: int, span: Span) -> Attribution:
    """An attribution of its parts; what the clause tells beside them is its rest."""
    rest = text[rest_from : span[1]].strip(" \n\t,.:;")
    who = text[mention.span[0] : mention.extent]
    return Attribution(order=order, mention=mention, verb=verb, who=who, rest=rest, span=span)


def clause_end(text: str, begin: int, end: int) -> int:
    """Where the attribution ends and the story goes on, within its sentence."""
    cut = _NARRATES_ON.search(text, begin, end)
    return cut.start() if cut else begin + len(text[begin:end].rstrip())


def past_stop(text: str, stop: int, end: int) -> int:
    """Past the comma or full stop after a clause."""
    found = re.compile(r"\s*[,.;:!?]*").match(text, stop, end)
    return found.end() if found else stop


def _inverted(text: str, tokens: Sequence[Token]) -> Found | None:
    """`said General Renko, Harbour Guard`."""
    index = 0
    while index < min(3, len(tokens) - 1) and (
        tokens[index].lower in _BETWEEN or tokens[index].lower.endswith("ly")
    ):
        index += 1
    verb = tokens[index]
    if not lexicon().is_verb(verb.lower) or verb.is_capital or verb.lower.endswith("ing"):
        return None
    mention = parse_mention(text, tokens, index + 1)
    if mention is None or mention.words[0] in _AMOUNTS:
        return None
    return Order.INVERTED, mention, text[tokens[0].start : verb.end], mention.extent


def _according(text: str, tokens: Sequence[Token]) -> Found | None:
    """`according to Ana Ruiz`."""
    words = [token.lower for token in tokens]
    index = next((i for i in range(len(words) - 2) if words[i : i + 2] == ["according", "to"]), None)
    index = next(
        (i for i in range(len(words) - 4) if words[i : i + 4] == ["in", "the", "words", "of"]), index
    )
    if index is None or (index and tokens[index - 1].is_word and tokens[index - 1].lower != "and"):
        return None
    mention = parse_mention(text, tokens, index + (4 if words[index] == "in" else 2))
    return (Order.ACCORDING, mention, "", mention.extent) if mention else None


def _bare(text: str, tokens: Sequence[Token]) -> Found | None:
    """A name alone: `— Ana Ruiz, a nurse`, `Ana Ruiz: `."""
    mention = parse_mention(text, tokens)
    if mention is None or mention.kind is not MentionKind.NAME or mention.after < len(tokens):
        return None
    return Order.BARE, mention, "", mention.extent


def _subject_first(text: str, tokens: Sequence[Token]) -> Found | None:
    """`Ana Ruiz, a nurse, told reporters on Tuesday`."""
    mention = parse_mention(text, tokens)
    if mention is None:
        return None
    verb = _verb_after(tokens, mention.after)
    if verb is None:
        return None
    start = mention.after + (tokens[mention.after].text == ",")
    return Order.SUBJECT, mention, text[tokens[start].start : tokens[verb].end], tokens[verb].end


def _verb_after(tokens: Sequence[Token], index: int) -> int | None:
    """Index of a verb of saying that follows at once, auxiliaries, adverbs and a comma apart."""
    while index < len(tokens):
        token = tokens[index]
        if lexicon().is_verb(token.lower) and not token.is_capital:
            return index
        if token.text != "," and token.lower not in _BETWEEN and not token.lower.endswith("ly"):
            return None
        index += 1
    return None


def _verb_in_lead(text: str, tokens: Sequence[Token]) -> Found | None:
    """The verb of saying nearest before the quotation whose subject can be read."""
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if not lexicon().is_verb(token.lower) or token.is_capital or _is_noun(tokens, index):
            continue
        mention = _subject_before(text, tokens[:index], participle=token.lower.endswith("ing"))
        if mention is None and index + 1 < len(tokens):
            mention = parse_mention(text, tokens, index + 1)
            if mention is not None and mention.after < len(tokens):
                mention = None
            if mention is not None:
                return Order.INVERTED, mention, token.text, mention.extent
        if mention is not None:
            return Order.SUBJECT, mention, token.text, token.end
    return None


def _is_noun(tokens: Sequence[Token], index: int) -> bool:
    """Whether what may be a verb is a noun of the narrator's: "called the remarks"."""
    return index > 0 and tokens[index - 1].lower in DETERMINERS


def _subject_before(text: str, tokens: Sequence[Token], *, participle: bool) -> Mention | None:
    """Who stands before a verb: the widest phrase that reaches it, from a clause's beginning.

    A participle after a comma (`Ruiz left the room, saying`) belongs to who begins the sentence.
    """
    end = len(tokens)
    if participle and end and tokens[end - 1].text == ",":
        return parse_mention(text, tokens)
    while end and (tokens[end - 1].lower in _BETWEEN or tokens[end - 1].lower.endswith("ly")):
        end -= 1
    first = max(0, end - _MOST_SUBJECT_TOKENS)
    for index in range(first, end):
        if (
            index
            and tokens[index - 1].lower in _GOVERNS
            and not (participle and tokens[index - 1].lower == "with")
        ):
            continue
        clause_start = (
            index == first
            or not tokens[index - 1].is_word
            or tokens[index - 1].lower in ("and", "but", "as", "when")
        )
        if (
            clause_start
            or tokens[index].is_capital
            or tokens[index].lower in ("he", "she", "they", "the", "a", "an")
        ):
            mention = parse_mention(text, tokens[:end], index)
            if mention is not None and _reaches(tokens[mention.after : end]):
                return mention
    return None


def _reaches(between: Sequence[Token]) -> bool:
    """Whether only commas part a subject from its verb, or an adverbial between them: ", in a letter,"."""
    if all(not token.is_word for token in between):
        return True
    return between[0].text == "," and between[-1].text == "," and between[1].lower in _GOVERNS

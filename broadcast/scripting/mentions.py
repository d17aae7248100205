"""Words that name somebody go in; who is meant, by name, by title or by pronoun, comes out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from broadcast.scripting.lexicon import (
    DETERMINERS,
    NOT_NAMES,
    ORGANISATION_WORDS,
    PARTICLES,
    PRONOUNS,
    gender_of_first_name,
    lexicon,
    small_words,
)
from broadcast.scripting.tokens import Token
from broadcast.units import Span

PREPOSITIONS = small_words("prepositions")
_ADVERBIAL = small_words("adverbial")
_CALLED = re.compile(  # "a user identifying herself as Pia Sol"   "a shopper who gave her name as Maureen"
    r"\b(?:as|called|named)\s+(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*)*)\.?$"
)
_ALSO_NAMES = frozenset(
    {"sunday", "monday", "friday", "april", "june", "august", "may", "ten", "march", "an"}
)
_DATES_FOLLOW = frozenset(
    {"on", "last", "next", "this", "every", "late", "early", "since", "by", "until", "from"}
)
_DROPPED_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "mister"})
_NOT_ADVERBS = small_words("not-adverbs")
_PASTS = small_words("irregular-pasts")
_MOST_TOKENS = 24
_CLAUSE = re.compile(r"\s(?:who|whose|which|that)\s")  # "a singer who has come here since 1990"


class MentionKind(StrEnum):
    """How somebody is named."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Somebody as the copy names them.

    Attributes:
        kind: By name, by what they are, or by pronoun.
        text: The mention itself, as printed, without what is set after it by commas.
        span: Where `text` stands.
        name: The name without office; None for the other kinds.
        title: Office, trade or organisation, before or after the name.
        extent: To the end of what the commas set after it.
        after: Index of the token after it.
    """

    kind: MentionKind
    text: str
    span: Span
    name: str | None = None
    title: str | None = None
    extent: int = 0
    after: int = 0

    @property
    def words(self) -> list[str]:
        """The words of the name, or of the mention, lower case."""
        return [word.strip(".,").lower() for word in (self.name or self.text).split()]


def parse_mention(text: str, tokens: Sequence[Token], first: int = 0) -> Mention | None:
    """Read who is named from a token on: "General Renko, Harbour Guard", "a nurse at the port", "she".

    None where no mention begins.
    """
    if first >= len(tokens) or not tokens[first].is_word:
        return None
    token = tokens[first]
    if token.lower in PRONOUNS:
        return Mention(
            kind=MentionKind.PRONOUN,
            text=token.text,
            span=(token.start, token.end),
            extent=token.end,
            after=first + 1,
        )
    last = _phrase_end(tokens, first)
    if last == first:
        return None
    mention = _interpret(text, tokens[first:last])
    if mention is None:
        return None
    return _with_appositions(text, tokens, replace(mention, after=last))


def head_noun(phrase: str) -> str:
    """The noun of a phrase, lower case: "the port's chief engineer for roads" -> "engineer"."""
    words = re.sub(r"^.*['’]s\s+", "", phrase.lower())
    core = re.split(r",| (?:of|for|at|to|from|with|in|on|who|whose|which) ", words, maxsplit=1)[0].split()
    return core[-1].strip(".,:;") if core else ""


def name_given(phrase: str) -> str | None:
    """The name within a description: "a user identifying herself as Pia Sol"."""
    found = _CALLED.search(phrase)
    return found["name"] if found is not None else None


def is_adverbial(token: Token) -> bool:
    """Whether a word begins what is said about the saying, not about the person: "on Tuesday", "after"."""
    lower = token.lower
    return (
        lower in _ADVERBIAL
        or (lexicon().is_verb(lower) and not token.is_capital)
        or (lower.endswith("ing") and not token.is_capital and not lexicon().is_role(lower))
        or (lower.endswith("ly") and lower not in _NOT_ADVERBS and not token.is_capital)
    )


def _phrase_end(tokens: Sequence[Token], first: int) -> int:
    """Index after the last token of a noun phrase that begins at `first`."""
    index = first
    while index < len(tokens) and index - first < _MOST_TOKENS and not _ends_phrase(tokens, first, index):
        index += 1
    return index


def _ends_phrase(tokens: Sequence[Token], first: int, index: int) -> bool:
    """Whether a token stands outside the noun phrase that begins at `first`."""
    token, begins = tokens[index], index == first
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if not token.is_word:
        return True
    if not begins and token.lower in PREPOSITIONS:
        return following is None or not following.is_word or not _takes_complement(tokens, first, index)
    if not begins and token.lower == "in" and _has_indefinite_head(tokens, first):
        return following is None or not following.is_capital
    if not begins and token.lower == "and" and _joins(tokens, index):
        return False
    if token.is_capital:
        return (
            token.lower in NOT_NAMES and token.lower not in DETERMINERS and not is_given_name(tokens, index)
        )
    if is_adverbial(token) or token.lower in ("who", "which", "whose"):
        return not (begins and token.lower in DETERMINERS)
    return not begins and tokens[index - 1].is_capital and token.lower.endswith("ed")


def is_given_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether a day, a month or a number within a sentence is a name: "said Ten Broeke", "June Sol"."""
    if index == 0 or index + 1 >= len(tokens) or not tokens[index].is_capital:
        return False
    before, following = tokens[index - 1], tokens[index + 1]
    named = (
        following.is_capital and following.lower not in NOT_NAMES and not lexicon().is_role(following.lower)
    )
    return named and before.lower not in _DATES_FOLLOW and tokens[index].lower in _ALSO_NAMES


def _takes_complement(tokens: Sequence[Token], first: int, index: int) -> bool:
    """Whether "of", "for", "at", "to" here belong to the person and not to the saying."""
    preposition, before = tokens[index].lower, tokens[index - 1]
    if preposition in ("of", "for"):
        return True
    if preposition == "to":
        return lexicon().is_role(before.lower) or before.lower in ("envoy", "ambassador", "adviser")
    return not before.is_capital and not (tokens[first].lower == "the" and preposition in ("with", "from"))


def _has_indefinite_head(tokens: Sequence[Token], first: int) -> bool:
    return tokens[first].lower in ("a", "an", "one", "another")


def _joins(tokens: Sequence[Token], index: int) -> bool:
    """Whether "and" joins two names or two nouns of a title, not two clauses."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return following is not None and (
        following.is_capital and tokens[index - 1].is_capital and following.lower not in NOT_NAMES
    )


def _interpret(text: str, phrase: Sequence[Token]) -> Mention | None:
    """Name, title or plain noun: what a noun phrase says."""
    span = (phrase[0].start, phrase[-1].end)
    printed = text[slice(*span)]
    run = _last_name_run(phrase)
    if run == len(phrase) and not _noun_like(phrase):
        return None
    nominal = Mention(kind=MentionKind.NOMINAL, text=printed, span=span, extent=span[1])
    if run == len(phrase):
        return _name_with_complement(text, phrase) or nominal
    before = phrase[run - 1] if run else None
    names = list(phrase[run:])
    if before is not None and _is_possessive(before) and len(names) == 1:
        return nominal
    if before is not None and (
        before.lower in PREPOSITIONS or before.lower in ("in", "the", "and") or before.lower in DETERMINERS
    ):
        return _after_complement(text, phrase, run) or _name_with_complement(text, phrase) or nominal
    return _named(text, phrase[:run], names) or nominal


def _last_name_run(phrase: Sequence[Token]) -> int:
    """Index where the capitalised words at the end of a phrase begin; its length when there are none."""
    index = len(phrase)
    while (
        index > 0
        and not (index < len(phrase) and _is_possessive(phrase[index - 1]))
        and (
            phrase[index - 1].is_capital
            or (
                phrase[index - 1].lower in PARTICLES
                and index < len(phrase)
                and index > 1
                and phrase[index - 2].is_capital
            )
        )
    ):
        index -= 1
    while index < len(phrase) and phrase[index].lower in NOT_NAMES:
        if phrase[index].lower in _ALSO_NAMES and index + 1 < len(phrase):
            break
        index += 1
    return index


def _is_possessive(token: Token) -> bool:
    return token.text.endswith(("'s", "’s"))


def _noun_like(phrase: Sequence[Token]) -> bool:
    """Whether a phrase without a name at its end may be somebody: "a resident", "police", "the minister"."""
    first = phrase[0]
    if first.lower in NOT_NAMES and first.lower not in DETERMINERS:
        return False
    return any(token.text[0].isalpha() and token.lower not in DETERMINERS for token in phrase)


def _named(text: str, prefix: Sequence[Token], run: Sequence[Token]) -> Mention | None:
    """A name with what stands before it: "police chief" + "Ana Ruiz", "Defence Minister Ana Ruiz"."""
    known = lexicon()
    role = max((i for i, token in enumerate(run) if known.is_role(token.lower)), default=-1)
    rest, office = list(run[role + 1 :]), list(run[: role + 1])
    if not rest:
        return None
    while office and len(rest) == 1 and known.is_role(office[-1].lower):
        rest.insert(0, office.pop())
    if office and office[-1].lower in known.honorifics and office[-1].lower not in _DROPPED_HONORIFICS:
        rest.insert(0, office.pop())
    office = [token for token in office if token.lower not in _DROPPED_HONORIFICS]
    before = [*prefix, *office]
    while (
        before
        and before[0].lower in DETERMINERS
        and before[0].lower not in ("his", "her", "their", "my", "our")
    ):
        before = before[1:]
    title = text[before[0].start : before[-1].end] if before else None
    name = _without_possessive(text[rest[0].start : rest[-1].end])
    start = (prefix or run)[0].start
    return Mention(
        kind=MentionKind.NAME,
        text=text[start : run[-1].end],
        span=(start, run[-1].end),
        name=name,
        title=title,
        extent=run[-1].end,
    )


def _without_possessive(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")


def _after_complement(text: str, phrase: Sequence[Token], run: int) -> Mention | None:
    """A title with "of" before a name: "Ambassador to the United States Hamdullah Mohib"."""
    final = phrase[run:]
    head = phrase[0] if phrase[0].lower not in DETERMINERS or len(phrase) == 1 else phrase[1]
    known = lexicon()
    has_role = any(known.is_role(token.lower) for token in phrase[: max(run - 1, 1)])
    if len(final) < 3 or not has_role or not head.is_word or final[-1].lower in ORGANISATION_WORDS:
        return None
    first = next(
        (i for i, token in enumerate(final) if i and gender_of_first_name(token.lower) is not None),
        len(final) - 2,
    )
    first = min(first, len(final) - 2)
    return _named(text, phrase[: run + first], final[first:])


def _name_with_complement(text: str, phrase: Sequence[Token]) -> Mention | None:
    """A name with its house after it: "Ana Ruiz of the Harbour Trust"."""
    cut = next((i for i, token in enumerate(phrase) if i and token.lower in PREPOSITIONS), None)
    if cut is None or not all(token.is_capital or token.lower in PARTICLES for token in phrase[:cut]):
        return None
    if phrase[0].lower in NOT_NAMES or len(phrase[:cut]) < 2 or lexicon().is_role(phrase[cut - 1].lower):
        return None
    if phrase[cut - 1].lower in ORGANISATION_WORDS:
        return None
    named = _named(text, (), phrase[:cut])
    if named is None:
        return None
    house = text[phrase[cut + 1].start : phrase[-1].end] if len(phrase) > cut + 1 else phrase[cut].text
    title = f"{named.title}, {house}" if named.title else house
    return replace(named, title=title, extent=phrase[-1].end)


def _with_appositions(text: str, tokens: Sequence[Token], mention: Mention) -> Mention:
    """Take in what commas and brackets set after a mention: age, office, organisation, "who ..."."""
    index, titles = mention.after, [mention.title] if mention.title else []
    related = False
    while index < len(tokens) and tokens[index].text in ",(":
        bracket = tokens[index].text == "("
        stop = _part_end(tokens, index + 1, ")" if bracket else ",")
        part = tokens[index + 1 : stop]
        if bracket:
            if stop >= len(tokens):
                break
            stop += 1
        elif not part or not _is_apposition(part):
            break
        elif part[0].lower in ("who", "whose", "which"):
            related = True  # ", whose husband, father and son all worked there"
        elif not part[0].text[0].isdigit() and not related:
            mention, taken = _name_in_apposition(text, part, mention)
            if not taken and part[0].lower not in _PASTS:
                titles.append(_CLAUSE.split(text[part[0].start : part[-1].end], maxsplit=1)[0])
        mention = replace(mention, extent=tokens[stop - 1].end)
        index = stop
    if mention.kind is MentionKind.NAME and titles:
        mention = replace(mention, title=", ".join(titles))
    return replace(mention, after=index)


def _part_end(tokens: Sequence[Token], start: int, mark: str) -> int:
    """Index of the next comma (outside brackets) or closing bracket, else of the end."""
    depth = 0
    for index in range(start, len(tokens)):
        here = tokens[index].text
        if here == mark and depth == 0:
            return index
        if mark == "," and (here in ";:—–" or (here == "." and tokens[index - 1].end == tokens[index].start)):
            return index
        depth += (here == "(") - (here == ")")
    return len(tokens)


def _is_apposition(part: Sequence[Token]) -> bool:
    first = part[0]
    if first.text[0].isdigit():
        return len(part) <= 3
    if first.lower in ("who", "whose", "which"):
        return True
    if first.lower in ("his", "her", "their", "head", "my", "our"):
        return True
    return (
        first.is_word
        and not is_adverbial(first)
        and not (first.lower.endswith("ed") and not first.is_capital)
        and (first.lower not in NOT_NAMES or first.lower in DETERMINERS)
    )


def _name_in_apposition(text: str, part: Sequence[Token], mention: Mention) -> tuple[Mention, bool]:
    """The name that commas set after an office: `the mayor, Ana Ruiz`."""
    if mention.kind is not MentionKind.NOMINAL or not all(t.is_capital or t.lower in PARTICLES for t in part):
        return mention, False
    named = _named(text, (), part)
    if named is None or len(named.words) < 2 or part[-1].lower in ORGANISATION_WORDS:
        return mention, False
    words = mention.text.split()
    title = " ".join(words[1:] if words[0].lower() in ("the", "a", "an") else words)
    return replace(mention, kind=MentionKind.NAME, name=named.name, title=title), True

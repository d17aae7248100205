"""Paragraphs without labels go in; which of them ask, and whether the whole is an interview, comes out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

LEAST_ASKING = 3
"""Paragraphs with a question mark at their end that make an interview where nothing else sets them apart."""
FORBIDDEN = -1_000.0
GOES_ON, GOES_ON_SHORT = -0.9, -1.5
"""What a further paragraph of an answer costs; more where it is but a few words."""
UNLIKE_A_REPLY = -4.0
"""What a first answer costs in which nobody speaks of himself."""
BRIEF, SHORT, MIDDLING, LONG, LONGEST = 6, 12, 25, 45, 80

_FIRST = re.compile(
    r"\b(?:I|I['’](?:m|d|ve|ll)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Ww]e['’](?:re|d|ve|ll)|[Oo]urs?|us)\b"
)
_SINGULAR = re.compile(r"\b(?:I|I['’](?:m|d|ve|ll)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b")
_SECOND = re.compile(r"\b[Yy](?:ou|our|ours|ourself|ou['’](?:re|d|ve|ll))\b")
# Tell me about the flood.      So describe the kitchen.      Let's talk about money.
_ORDERS = re.compile(
    r"(?:(?:And|So|But|Well|Okay|OK|Now|First|Finally|Then|Please),? )?"
    r"(?:[Tt]ell (?:me|us)|[Dd]escribe|[Ee]xplain|[Tt]alk (?:me|us|about|to)|[Ww]alk (?:me|us)"
    r"|(?:[Tt]ake|[Gg]ive) (?:me|us)|[Ll]et['’]?s (?:talk|start|begin|go|turn)|[Ss]ay more|[Gg]o on"
    r"|[Rr]emind (?:me|us)|[Ii]magine|[Nn]ame (?:one|a|the|three|your)|[Cc]omplete this)\b"
)
# Yes, ...      Oh, a great deal!      Well, I ...
_ASSENTS = re.compile(
    r"(?:Yes|Yeah|Yep|No|Nope|Oh|Well|Absolutely|Exactly|Definitely|Honestly|Of course"
    r"|Not (?:at all|really|yet)|Never|Sure|Maybe|Perhaps|Probably|Because|Thank you|Thanks)\b(?![^.!?]*\?)"
)
_QUOTED = re.compile(r"“[^“”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)|(?<!\w)[‘'](?=\S)[^‘’'\n]*(?:[’'](?!\w))")
_NOTES = re.compile(r"[(\[][^()\[\]]*[)\]]")
# she says      said Ruiz      Ruiz laughed      (about somebody who is not the one who speaks)
_NARRATES = re.compile(
    r"\b(?:(?:he|she|they|[A-Z][\w'’-]+) (?:says|said|adds|added|recalls|recalled|explains|explained|laughs"
    r"|laughed|admits|admitted|insists|told|tells)|(?:says|said|adds|added|recalls|explains|explained) "
    r"(?:he|she|[A-Z]))"
)
_WORD = re.compile(r"\w+(?:['’]\w+)?")
# We spoke in her office.      The conversation has been edited.      She tells us how.
_ANNOUNCED = re.compile(
    r"\b(?:interview(?:ed|s)?|conversations?|spoke|speaks|talk(?:s|ed)? (?:to|with|about)|sat down|sits down"
    r"|q ?& ?a|chat(?:s|ted)?|t(?:ells|old) (?:us|me)|answers|questions|excerpts|caught up|(?:i|we) met"
    r"|asked (?:him|her|them))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Manner:
    """A paragraph, asked about how it speaks; what it quotes and notes in brackets do not count.

    Attributes:
        text: The paragraph as printed.
    """

    text: str

    @cached_property
    def words(self) -> str:
        """What the writer says in his own voice."""
        bare = re.sub(r"^[\s*_–—-]*(?:\d{1,2}[.)]\s)?", "", _NOTES.sub(" ", self.text))
        return _QUOTED.sub(" ", bare).strip()

    @cached_property
    def count(self) -> int:
        """How many words the paragraph has, those it quotes too."""
        return len(_WORD.findall(_NOTES.sub(" ", self.text)))

    @cached_property
    def asks(self) -> bool:
        """Whether it ends in a question mark."""
        return _NOTES.sub(" ", self.text).rstrip("'\"”’*_ \n").endswith("?") and not self.quotes

    @cached_property
    def orders(self) -> bool:
        """Whether it begins as one who wants to be told: "Tell me about the flood."."""
        return _ORDERS.match(self.words) is not None

    @cached_property
    def first(self) -> bool:
        """Whether whoever speaks is in it: I, my, we."""
        return _FIRST.search(self.words) is not None

    @cached_property
    def singular(self) -> bool:
        """The same for one person: I, my."""
        return _SINGULAR.search(self.words) is not None

    @cached_property
    def second(self) -> bool:
        """Whether somebody is addressed."""
        return _SECOND.search(self.words) is not None

    @cached_property
    def assents(self) -> bool:
        """Whether it begins as a reply does."""
        return _ASSENTS.match(self.words) is not None

    @cached_property
    def quotes(self) -> bool:
        """Whether it begins with a quotation mark."""
        return self.text.lstrip(" *_\n")[:1] in ('"', "“", "‘", "'")

    @cached_property
    def narrates(self) -> bool:
        """Whether it tells what somebody else says, and nothing of whoever writes."""
        told = _NARRATES.search(self.words) is not None
        return told and not self.first and _QUOTED.search(self.text) is not None

    @property
    def addresses(self) -> bool:
        """Whether it turns to somebody without a word of whoever speaks."""
        return (self.second and not self.singular) or self.orders


def likely_question(one: Manner) -> float:
    """How much more a paragraph is like a question of an interview than like anything else."""
    score = -1.0
    if one.asks:
        score += 3
    elif "?" in one.words:
        score += 1
    if one.second:
        score += 0.5 if one.first else 2
    elif one.first:
        score -= 1.5
    score += 2 * one.orders - 3 * one.quotes - 3 * one.narrates - 2 * one.assents
    if one.count <= SHORT:
        return score + 1
    return score - (one.count > MIDDLING) - (one.count > LONG) - (one.count > LONGEST)


def likely_answer(one: Manner) -> float:
    """How much a paragraph is like one of whoever is interviewed."""
    score = 1.0 if one.first and not one.asks else 0.0
    score -= 2.0 * one.narrates + 1.0 * (one.asks and one.second and not one.first)
    return score


def likely_questions(manners: Sequence[Manner]) -> list[int]:
    """The paragraphs that most likely ask, where nothing but their words tells it: no two in a row.

    What stands before the first is introduction. The best way through introduction, question, answer is
    found as Viterbi's algorithm finds it.

    Args:
        manners: All paragraphs, in order.
    """
    steps = {
        "intro": {"intro": 0.0},
        "opening": {"intro": 0.0},
        "reply": {"opening": 0.0},
        "question": {"reply": 0.0, "answer": 0.0},
    }
    best = {"intro": 0.0}
    came: list[dict[str, str]] = []
    for one in manners:
        fits = _fits(one)
        goes_on = GOES_ON_SHORT if one.count <= SHORT else GOES_ON
        steps["answer"] = {"reply": goes_on, "answer": goes_on, "question": _replies(one)}
        scores: dict[str, float] = {}
        before: dict[str, str] = {}
        for state, sources in steps.items():
            known = [(best[source] + cost, source) for source, cost in sources.items() if source in best]
            if known:
                value, before[state] = max(known)
                scores[state] = value + fits[state]
        best = scores
        came.append(before)
    if manners and not manners[-1].asks:
        best = {state: score for state, score in best.items() if state not in ("opening", "question")} or best
    return _way_back(best, came)


def _replies(one: Manner) -> float:
    """How much a paragraph is like the first of an answer: personal, or brief."""
    if one.first:
        return 0.5
    return 0.0 if one.second or one.assents or one.count <= BRIEF else -0.7


def _fits(one: Manner) -> dict[str, float]:
    question, answer = likely_question(one), likely_answer(one)
    personal = one.first or one.second or one.assents or one.count <= SHORT
    return {
        "intro": 0.0,
        "opening": question if one.asks or one.orders else FORBIDDEN,
        "reply": answer if personal and not one.quotes else answer + UNLIKE_A_REPLY,
        "question": question,
        "answer": answer,
    }


def _way_back(best: dict[str, float], came: Sequence[dict[str, str]]) -> list[int]:
    if not best:
        return []
    state = max(best, key=lambda one: best[one])
    found: list[int] = []
    for index in range(len(came) - 1, -1, -1):
        if state in ("opening", "question"):
            found.append(index)
        state = came[index][state]
    return found[::-1]


@dataclass(frozen=True)
class Exchange:
    """Questions with what follows each, weighed.

    Attributes:
        manners: All paragraphs, in order.
        asked: Which of them ask.
    """

    manners: Sequence[Manner]
    asked: Sequence[int]

    @cached_property
    def answers(self) -> list[list[Manner]]:
        """The paragraphs after each question, up to the next."""
        ends = [*self.asked[1:], len(self.manners)]
        groups = [list(self.manners[at + 1 : end]) for at, end in zip(self.asked, ends, strict=True)]
        return [group for group in groups if group]

    @cached_property
    def is_announced(self) -> bool:
        """Whether the words before the first question tell of a conversation."""
        return any(_ANNOUNCED.search(one.words) for one in self.manners[: self.asked[0]])

    @cached_property
    def personal(self) -> int:
        """In how many answers somebody speaks of himself."""
        return sum(any(one.singular for one in group) for group in self.answers)

    @cached_property
    def plural(self) -> int:
        """The same, with what "we" did."""
        return sum(any(one.first for one in group) for group in self.answers)

    @cached_property
    def addressed(self) -> int:
        """How many questions turn to somebody."""
        return sum(self.manners[index].addresses or self.manners[index].second for index in self.asked)

    @cached_property
    def is_told(self) -> bool:
        """Whether this is copy after all: quotations with who said them, or a reader's own questions."""
        count = len(self.answers)
        quoted = sum(group[0].quotes for group in self.answers)
        narrated = sum(any(one.narrates for one in group) for group in self.answers)
        own = sum(self.manners[index].singular and not self.manners[index].second for index in self.asked)
        return quoted * 3 >= count or narrated * 4 >= count or own * 3 > len(self.asked)


def is_set_interview(exchange: Exchange) -> bool:
    """Whether questions in a type of their own are those of an interview, not an explainer's headings."""
    count = len(exchange.answers)
    if count < 2 or exchange.is_told:
        return False
    if exchange.personal > 1 and exchange.personal * 4 >= count:
        return True
    return exchange.plural > 1 and exchange.plural * 2 >= count and exchange.addressed * 2 >= count


def is_bare_interview(exchange: Exchange) -> bool:
    """Whether questions that nothing but their words tells are those of an interview; in doubt not."""
    count, asked = len(exchange.answers), len(exchange.asked)
    asking = sum(exchange.manners[index].asks for index in exchange.asked)
    if asking < LEAST_ASKING or asking * 2 < asked or count + 1 < asked or exchange.is_told:
        return False
    body = len(exchange.manners) - exchange.asked[0]
    if exchange.personal < 2 or exchange.asked[0] > 2 * body:
        return False
    if exchange.is_announced:
        return exchange.personal * 3 >= count and exchange.addressed * 6 >= asked and asked * 6 >= body
    dense = asked * 10 >= body * 3
    return dense and exchange.personal * 2 >= count and exchange.addressed * 5 >= asked * 2

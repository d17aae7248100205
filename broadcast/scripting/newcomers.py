"""A sentence of narration goes in; who is brought in by what they are, with no name, comes out."""

import re
from collections.abc import Sequence

from broadcast.model import Gender
from broadcast.scripting.grammar import Grammar
from broadcast.scripting.lexicon import lexicon
from broadcast.scripting.mentions import Mention, MentionKind, parse_mention
from broadcast.scripting.person import Person, gender_told
from broadcast.scripting.tokens import Token
from broadcast.units import Span

NAMELESS = re.compile(  # "The witness, who asked not to be named,"   "The witness, speaking anonymously,"
    r",?\s(?:who|whose|speaking|talking)\b[^,.;]{0,40}\b(?:not (?:to )?(?:be|been|being|give|gave|want|wish)"
    r"|declined|refused|withheld|anonymous(?:ly)?|anonymity)\b"
)
_GAVE_NAME = re.compile(  # "who gave his name as Rui"   "who asked to be called Rui"   "named Rui"
    r"(?:\b(?:(?P<whose>his|her) )?(?:first |full )?name(?: only)?(?:,| as)|\b(?:called|named)"
    r"|\b(?:(?P<self>himself|herself)|known|identified)(?: only| simply)? as)(?: only| simply| just)? "
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)
_NEAR_NAME = 100
"""Characters within which somebody who is brought in without a name gives one."""
_MEETS = (
    r"(?:met|meet|watched|watch|saw|asked|ask|found|joined|visited|followed|heard from|came across|ran into"
    r"|bumped into|caught up with|sat (?:down )?with|stood with"
    r"|(?:put|suggested) (?:that|this|it|the question|those points) to"
    r"|(?:spoke|speak|spoken|talked|talk|chatted|said so|listened) (?:to|with))"
)
_MET = re.compile(  # "In the harbour I met "   "We also spoke to "   "I put that to "
    rf"\b(?:I|[Ww]e)(?:['’]ve| have| had)?(?: (?:also|then|later|just|even|first|recently))? {_MEETS}\s+$"
)
_LONGEST_MEETING = 50
_HUMAN = re.compile(r",?\s+who(?:se|['’](?:s|d|ll))?\b")  # a florist, who was loading lilies
_ARTICLES = frozenset({"a", "an", "another", "one"})
_ARTICLE = re.compile(r"^(?:another|an?|one)\s+", re.IGNORECASE)
_JOINING = frozenset({"and", "but", "yet", "so", "still"})
_OWN_GENDER = {"hi": Gender.MALE, "he": Gender.FEMALE}


def newcomers(text: str, tokens: Sequence[Token], grammar: Grammar) -> list[Person]:
    """Those whom a sentence brings in without a name: as what it begins with, or as whom the reporter met.

    "But a resident of Mill Lane, who ...", "I met a fisherman mending his creels". A name that they give
    ("a trader who gave his name as Rui") is theirs.

    Args:
        text: The narration.
        tokens: Of the sentence.
        grammar: Of the narration.
    """
    begins = int(bool(tokens) and tokens[0].lower in _JOINING)
    found = (
        _newcomer(text, _within(tokens, index, grammar), index)
        for index, token in enumerate(tokens)
        if token.lower in _ARTICLES and (index == begins or is_met(text, (token.start, token.end)))
    )
    return [person for person in found if person is not None]


def is_met(text: str, span: Span) -> bool:
    """Whether the reporter tells of having met whom a place names: "I spoke to Ana Ruiz"."""
    return _MET.search(text, max(0, span[0] - _LONGEST_MEETING), span[0]) is not None


def _within(tokens: Sequence[Token], index: int, grammar: Grammar) -> Sequence[Token]:
    """The tokens up to the verb of whom the reporter watched: "an elderly man" | "pace out the distance"."""
    start = tokens[index].start
    verbs = [subject.verb[0] for subject in grammar.subjects if subject.phrase[0] == start]
    return [token for token in tokens if token.start < min(verbs, default=tokens[-1].end)]


def _newcomer(text: str, tokens: Sequence[Token], index: int) -> Person | None:
    mention = parse_mention(text, tokens, index)
    if mention is None or mention.kind is not MentionKind.NOMINAL:
        return None
    given = _GAVE_NAME.search(text, mention.span[0], min(tokens[-1].end, mention.span[1] + _NEAR_NAME))
    if not (given or _is_person(text, mention)):
        return None
    gender, evidence = gender_told(mention)
    name = mention.text[0].lower() + mention.text[1:]
    person = Person(name=name, named=False, gender=gender, evidence=evidence, weight=3)
    person.mentions.append(mention.span)
    if given is not None:
        own = given["whose"] or given["self"]
        person.name, person.named = given["name"], True
        person.title = _ARTICLE.sub("", mention.text.removesuffix(given[0])).strip()
        person.gender = gender or (_OWN_GENDER[own[:2]] if own else None)
        person.evidence = evidence or own
    return person


def _is_person(text: str, mention: Mention) -> bool:
    """Whether what is brought in is somebody: by a role, by "who", or as one who gives no name."""
    head = re.split(r" (?:of|for|at|to|from|with|in) ", mention.text)[0].split()[-1]
    told = lexicon().is_role(head.lower()) and not head.endswith("s")
    return told or any(sign.match(text, mention.span[1]) for sign in (NAMELESS, _HUMAN))

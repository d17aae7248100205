"""Somebody a report names, and mentions of them, go in; whether a name is theirs, and a gender, come out."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from broadcast.model import Gender
from broadcast.scripting.lexicon import gender_of_first_name, lexicon
from broadcast.scripting.mentions import Mention, MentionKind, head_noun
from broadcast.units import Span

RANKED = re.compile(r"[A-Z]{2,4} [A-Z][a-z]")  # OC Rafiqul
_SHORTEST_MISSPELT, _LONG_NAME = 5, 8


@dataclass(slots=True, kw_only=True, eq=False)
class Person:
    """Somebody (or some body) a report names.

    Attributes:
        name: As first given in full.
        title: Office, trade or organisation.
        gender: From the words in `evidence`.
        organisation: Whether it is a body or a place rather than a person.
        place: Whether it is a place, which says nothing.
        named: False for "a resident".
        weight: How much speaks for its being a person: office, age, first name, speaking.
        mentions: Where it is named, with what stands before the name; in order.
        placed: How many of them follow a word such as "in" or "near".
        presented: The noun of "The registrar, Ana Ruiz," by which copy names somebody it knows already.
        labels: What the parser took it for, and how often: "PERSON", "ORG", "GPE" ...
    """

    name: str
    title: str | None = None
    gender: Gender | None = None
    evidence: str | None = None
    organisation: bool = False
    place: bool = False
    named: bool = True
    weight: int = 0
    mentions: list[Span] = field(default_factory=list)
    placed: int = 0
    presented: str | None = None
    labels: Counter[str] = field(default_factory=Counter)

    @property
    def words(self) -> list[str]:
        """The words of the name without office or honorific, lower case."""
        known = lexicon()
        words = [word.strip(".,").lower() for word in self.name.split()]
        return [word for word in words if not known.is_role(word)] or words

    def mentioned_before(self, at: int) -> int | None:
        """The last place before `at` where it is named."""
        index = bisect_left(self.mentions, (at, at))
        return self.mentions[index - 1][0] if index else None


def same_name(words: Sequence[str], person: Person) -> bool:
    """Whether a mention's words mean that person: the full name, its end, its beginning, or a word of it."""
    own = person.words
    if not words or not own:
        return False
    if own == list(words):
        return True
    return set(words) <= set(own) and (len(words) == 1 or words[-1] == own[-1] or words[0] == own[0])


def plain_words(mention: Mention) -> list[str]:
    """The words of a mention's name without office or honorific."""
    known = lexicon()
    return [word for word in mention.words if not known.is_role(word)] or mention.words


def gender_told(mention: Mention) -> tuple[Gender | None, str | None]:
    """The gender a mention itself gives, and the word that tells: honorific, role noun, then first name.

    The university in "Notre Dame coach" is no lady: only the word right before a name, and the noun that a
    title ends in, tell.
    """
    known = lexicon()
    for word in (*_honorifics(mention), *_nouns_of(mention)):
        gender = known.gender_of_word(word)
        if gender is not None:
            return gender, word
    words = plain_words(mention) if mention.name else []
    by_name = gender_of_first_name(words[0]) if len(words) > 1 else None
    return by_name, f"first name {words[0].title()}" if by_name else None


def _honorifics(mention: Mention) -> list[str]:
    """The words right before a name, and its first one: "Mr", "Sir"."""
    if mention.kind is not MentionKind.NAME or mention.name is None:
        return []
    before = mention.text.partition(mention.name)[0].split()
    return [word.strip(".,") for word in (*before[-1:], *mention.name.split()[:1])]


def _nouns_of(mention: Mention) -> list[str]:
    """The nouns that the parts of a title end in: "mother of two and spokeswoman for the port"."""
    phrase = mention.text if mention.kind is MentionKind.NOMINAL else mention.title or ""
    return [head_noun(part) for part in re.split(r",|;|\band\b|\bwho\b", phrase) if part.strip()]


def misspelt(words: Sequence[str], mention: Mention, people: Iterable[Person]) -> list[Person]:
    """Who has nearly that name: "Mr Bauchtman" for Lydia Buchtmann."""
    if len(words[-1]) < _SHORTEST_MISSPELT or len(words) > 2:
        return []
    told = gender_told(mention)[0]
    return [
        person
        for person in people
        if person.named
        and len(person.words) > 1
        and _nearly(words[-1], person.words[-1])
        and (len(words) == 1 or words[0] == person.words[0])
        and (told is None or person.gender in (None, told))
    ][:1]


def _nearly(word: str, other: str) -> bool:
    """Whether two names differ by a letter, or by two where they are long and begin alike."""
    if word[0] != other[0] or abs(len(word) - len(other)) > 1 or word == other:
        return word == other
    return _distance(word, other) <= (1 if len(word) < _LONG_NAME else 2)


def _distance(word: str, other: str) -> int:
    """Letters to change, add or drop (Levenshtein)."""
    row = list(range(len(other) + 1))
    for index, letter in enumerate(word, start=1):
        above, row[0] = row[0], index
        for place, mark in enumerate(other, start=1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (letter != mark))
    return row[-1]

"""A report goes in; the people it names come out, with full name, title, gender and where they stand."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from broadcast.model import Gender
from broadcast.scripting.bites import Layout
from broadcast.scripting.lexicon import (
    DETERMINERS,
    FEMALE_PRONOUNS,
    MALE_PRONOUNS,
    NOT_NAMES,
    ORGANISATION_WORDS,
    PARTICLES,
    lexicon,
)
from broadcast.scripting.mentions import Mention, MentionKind, parse_mention
from broadcast.scripting.tokens import Token, tokens_of

_PLACED = re.compile(  # "working out of " Quill Sound
    r"\b(?:across|along|around|at|in|into|near|of|off|onto|outside|through|towards?)(?: the)? $",
    re.IGNORECASE,
)
_GENDERED_PRONOUN = re.compile(r"\b(?:she|he|hers?|his|him|herself|himself)\b")


@dataclass(slots=True, kw_only=True, eq=False)
class Person:
    """Somebody (or some body) a report names.

    Attributes:
        name: As first given in full.
        title: Office, trade or organisation.
        gender: From the words in `evidence`.
        organisation: Whether it is a body or a place rather than a person.
        named: False for "a resident".
        weight: How much speaks for its being a person: office, age, first name, speaking.
        mentions: Where it is named, in order.
        placed: How many of them follow a word such as "in" or "near".
    """

    name: str
    title: str | None = None
    gender: Gender | None = None
    evidence: str | None = None
    organisation: bool = False
    named: bool = True
    weight: int = 0
    mentions: list[int] = field(default_factory=list)
    placed: int = 0

    @property
    def words(self) -> list[str]:
        """The words of the name without office or honorific, lower case."""
        known = lexicon()
        words = [word.strip(".,").lower() for word in self.name.split()]
        return [word for word in words if not known.is_role(word)] or words

    def mentioned_before(self, at: int) -> int | None:
        """The last place before `at` where it is named."""
        index = bisect_left(self.mentions, at)
        return self.mentions[index - 1] if index else None


def survey(narration: str, layout: Layout) -> list[Person]:
    """Everybody whom the narration names, in the order first named.

    Args:
        narration: The report with everything else blanked, so that places stay.
        layout: Of the same text.
    """
    people: list[Person] = []
    index: dict[str, list[Person]] = {}
    for start, end in layout.sentences:
        tokens = tokens_of(narration, start, end)
        people += _unnamed_subject(narration, tokens)
        for mention in _name_mentions(narration, tokens):
            person = _registered(people, index, mention)
            person.mentions.append(mention.span[0])
            person.placed += (
                _PLACED.search(narration[: mention.span[0]], max(0, mention.span[0] - 16)) is not None
            )
    for person in people:
        person.mentions.sort()
        if person.placed == len(person.mentions) and person.weight < 2 and person.gender is None:
            person.organisation = True
    _told_by_pronouns(narration, people, layout)
    return people


def same_name(words: Sequence[str], person: Person) -> bool:
    """Whether a mention's words mean that person: the full name, its end, its beginning, or its last word."""
    own = person.words
    if not words or not own:
        return False
    return own == list(words) or (set(words) <= set(own) and (words[-1] == own[-1] or words[0] == own[0]))


def plain_words(mention: Mention) -> list[str]:
    """The words of a mention's name without office or honorific."""
    known = lexicon()
    return [word for word in mention.words if not known.is_role(word)] or mention.words


def learn(person: Person, mention: Mention) -> None:
    """Take in what a mention tells: a fuller name, a title, a gender."""
    words = plain_words(mention)
    if mention.name and person.named and len(words) > len(person.words) and set(person.words) <= set(words):
        person.name = mention.name
    if person.title is None and mention.title:
        person.title = mention.title
    if person.gender is None:
        person.gender, person.evidence = gender_told(mention)
    known = lexicon()
    offices = {word.lower() for word in re.findall(r"\w+", f"{mention.text} {mention.title or ''}")}
    aged = mention.extent > mention.span[1] and mention.title is None
    person.weight = max(person.weight, 2 * (aged or any(known.is_role(word) for word in offices)))


def gender_told(mention: Mention) -> tuple[Gender | None, str | None]:
    """The gender a mention itself gives, and the word that tells: honorific, role noun, then first name."""
    known = lexicon()
    head = re.split(r"\b(?:of|for|to|from|with)\b|[’']s\b", mention.title or "", maxsplit=1)[0]
    before = mention.text.lower().split() if mention.kind is MentionKind.NOMINAL else []
    nominal = (
        re.split(r"\b(?:of|for|to|from|with|who)\b|[’']s\b", mention.text, maxsplit=1)[0] if before else ""
    )
    name = mention.text if mention.kind is MentionKind.NAME else ""
    for words in (re.findall(r"[\w-]+", name), re.findall(r"[\w-]+", head), re.findall(r"[\w-]+", nominal)):
        for word in reversed(words):
            gender = known.gender_of_word(word)
            if gender is not None:
                return gender, word
    first = plain_words(mention)[0] if mention.name else ""
    if first in known.first_names:
        return known.first_names[first], f"first name {first.title()}"
    return None, None


def _unnamed_subject(text: str, tokens: Sequence[Token]) -> list[Person]:
    """Somebody without a name whom a sentence begins with: "A resident of Mill Lane, who ..."."""
    if not tokens or tokens[0].lower not in ("a", "an", "another", "one"):
        return []
    mention = parse_mention(text, tokens)
    if mention is None or mention.kind is not MentionKind.NOMINAL:
        return []
    head = re.split(r" (?:of|for|at|to|from|with|in) ", mention.text)[0].split()[-1]
    if not lexicon().is_role(head.lower()):
        return []
    gender, evidence = gender_told(mention)
    name = mention.text[0].lower() + mention.text[1:]
    person = Person(name=name, named=False, gender=gender, evidence=evidence, weight=3)
    person.mentions.append(mention.span[0])
    return [person]


def _name_mentions(text: str, tokens: Sequence[Token]) -> Iterable[Mention]:
    """Every name in a run of tokens, with the office in front of it."""
    index = 0
    while index < len(tokens):
        if not tokens[index].is_capital or tokens[index].lower in NOT_NAMES:
            index += 1
            continue
        stop = _run_end(tokens, index)
        start = _with_role_before(tokens, index)
        mention = parse_mention(text, tokens, start)
        if mention is None or mention.kind is not MentionKind.NAME:
            mention = parse_mention(text, tokens[:stop], index)
        if mention is not None and mention.kind is MentionKind.NAME and mention.name:
            yield mention
            while stop < len(tokens) and tokens[stop].start < mention.span[1]:
                stop += 1
        index = max(stop, index + 1)


def _run_end(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].is_word:
        token = tokens[index]
        particle = token.lower in PARTICLES and index + 1 < len(tokens) and tokens[index + 1].is_capital
        if not (token.is_capital and token.lower not in NOT_NAMES) and not particle:
            break
        index += 1
    return index


def _with_role_before(tokens: Sequence[Token], index: int) -> int:
    """Back over "police chief" in front of a name."""
    known = lexicon()
    start = index
    while start and index - start < 2 and tokens[start - 1].is_word:
        before = tokens[start - 1]
        if before.is_capital or before.lower in DETERMINERS:
            break
        if start == index and not known.is_role(before.lower):
            break
        if start < index and (
            len(before.lower) < 4 or known.is_verb(before.lower) or before.lower in NOT_NAMES
        ):
            break
        start -= 1
    return start


def _registered(people: list[Person], index: dict[str, list[Person]], mention: Mention) -> Person:
    words = plain_words(mention)
    for person in reversed(index.get(words[-1], [])):
        told = gender_told(mention)[0]
        if told is not None and person.gender is not None and told is not person.gender:
            continue
        if same_name(words, person) or (len(person.words) == 1 and person.words[0] == words[-1]):
            learn(person, mention)
            for word in person.words:
                if person not in index.setdefault(word, []):
                    index[word].append(person)
            return person
    person = Person(name=mention.name or mention.text, title=mention.title)
    person.organisation = is_organisation(mention)
    learn(person, mention)
    known = lexicon()
    person.weight += 2 * (words[0] in known.first_names) + (len(words) in (2, 3))
    if person.organisation:
        person.weight = 0
    people.append(person)
    for word in dict.fromkeys(words):
        index.setdefault(word, []).append(person)
    return person


def is_organisation(mention: Mention) -> bool:
    """Whether a name is that of a body: "Harbour Trust", "UN", "the Guardian"."""
    words = plain_words(mention)
    printed = (mention.name or mention.text).split()
    if printed and printed[0].lower() in ("the", "his", "her", "their"):
        return True
    if any(lexicon().is_role(word.strip(".,")) for word in printed):
        return False
    return (
        words[-1] in ORGANISATION_WORDS
        or bool(set(words[:-1]) & ORGANISATION_WORDS)
        or (mention.name or "").isupper()
    )


def _told_by_pronouns(narration: str, people: list[Person], layout: Layout) -> None:
    """Give a person the gender of the pronouns that follow the name, where they all agree."""
    every = sorted((at, number) for number, person in enumerate(people) for at in person.mentions)
    votes: dict[int, list[str]] = {}
    for position, (at, number) in enumerate(every):
        if people[number].organisation or people[number].gender is not None:
            continue
        later = next(
            (n for n, other in every[position + 1 : position + 6] if other != number), len(narration)
        )
        window = narration[at : min(later, _end_of_next_sentence(layout, at))].lower()
        votes.setdefault(number, []).extend(_GENDERED_PRONOUN.findall(window))
    for number, pronouns in votes.items():
        female = sum(word in FEMALE_PRONOUNS for word in pronouns)
        male = sum(word in MALE_PRONOUNS for word in pronouns)
        if bool(female) != bool(male):
            people[number].gender = Gender.FEMALE if female else Gender.MALE
            people[number].evidence = pronouns[0]


def _end_of_next_sentence(layout: Layout, at: int) -> int:
    """Where the sentence after the one at a place ends, if that is in the same paragraph."""
    sentence = layout.sentence(at)
    following = min(sentence + 1, len(layout.sentences) - 1)
    same = layout.paragraph(layout.sentences[following][0]) == layout.paragraph(at)
    return layout.sentences[following if same else sentence][1]

"""Mentions go in; the people and bodies that they mean, of those a report names, come out."""

import re
from collections.abc import Iterable
from dataclasses import replace

from broadcast.scripting.grammar import Grammar, Subject
from broadcast.scripting.layouts.marked import Named
from broadcast.scripting.lexicon import (
    BODIES,
    ORGANISATION_WORDS,
    gender_of_first_name,
    lexicon,
    role_families,
)
from broadcast.scripting.mentions import Mention, MentionKind, head_noun, name_given
from broadcast.scripting.people import is_organisation, learn
from broadcast.scripting.person import RANKED, Person, gender_told, misspelt, plain_words, same_name
from broadcast.scripting.scene import Part, Scene, fits
from broadcast.units import Span

_PLURAL = re.compile(r"(?:[^su]s|people|men|women|police)$")  # "residents", not "boss" or "virus"
_WORDS_OF = re.compile(  # "Ruiz's statement"
    r"^(?P<name>[A-Z][^'’]*)['’]s\s.*\b(?:statement|letter|tweet|post|message|email|remarks|analysis|report|column|blog|book|speech)\b"
)
_FRESH = frozenset(
    {"a", "an", "another", "one", "some", "several", "other", "many", "two", "three", "four", "five"}
)
_PLAIN = frozenset({"new", "old", "former", "veteran", "late", "young", "senior", "same", "other", "first"})
_KNOWN = frozenset({"the", "his", "her", "their", "this", "that"})
_ANYBODY = re.compile(  # "the 34-year-old", "the mother of two", "the defendant"
    r"(?:\d+-?year-?old|man|woman|boy|girl|teenager|teen|youngster|pensioner|victim|suspect|defendant|accused|veteran"
    r"|mother|mum|mom|father|dad|grandmother|grandfather|widow|widower|native|star|winner|author|pair|survivor)$"
)


_LONGEST_DEMONYM = 3
_LONGEST_OWNED = 40
_LABELLED = 5
_AGED = re.compile(r"\b\d+-?year-?old\b|\b(?:mother|father|mum|mom|dad) of\b")  # "the father of three"


class Registry:
    """Everybody a report names, by the words of their names.

    Attributes:
        people: In the order first named; those whom only an attribution names come last.
    """

    def __init__(self, people: Iterable[Person], scene: Scene, grammar: Grammar) -> None:
        self.people = list(people)
        self.scene = scene
        self.grammar = grammar
        self.by_word: dict[str, list[Person]] = {}
        for person in self.people:
            self._index(person)

    def enter(self, person: Person, span: Span, *, met: bool = False) -> None:
        """Somebody is named: as whom the reporter met, as the subject of a sentence, or in passing."""
        part = Part.MET if met else Part.OWNER if self._is_owner(span) else Part.NAMED
        for subject in self.grammar.subjects_in(span):
            part = part_of(subject)
        self.scene.enter(person, span[0], part)

    def _is_owner(self, span: Span) -> bool:
        """Whether a name begins the subject of a sentence: "Mr Sol's supporters say he was unlucky"."""
        behind = self.grammar.subjects_in((span[1], span[1] + _LONGEST_OWNED))
        return any(subject.main and subject.phrase[0] <= span[0] for subject in behind)

    def by_name(self, mention: Mention) -> Person:
        """Whom a name means; somebody new where nobody has it."""
        words = plain_words(mention)
        alike = min((self.by_word.get(word, []) for word in words), key=len)
        fitting = [person for person in alike if same_name(words, person) and _agrees(person, mention)]
        fitting.sort(key=lambda person: -(person.mentioned_before(mention.span[0] + 1) or -1))
        if not fitting and len(words) > 1 and mention.name and RANKED.match(mention.name):
            fitting = [person for person in self.by_word.get(words[-1], []) if same_name(words[1:], person)]
        fitting = fitting or misspelt(words, mention, self.people)
        if not fitting:
            made = Person(name=mention.name or mention.text, organisation=is_organisation(mention))
            self._add(made, mention)
            fitting = [made]
        learn(fitting[0], mention)
        fitting[0].weight += 3
        return fitting[0]

    def introduce(self, named: Named, span: Span) -> Person:
        """Somebody whom a label names, at its place; the same person as in the narration."""
        words = [word.strip(".,").lower() for word in named.name.split()]
        alike = [person for person in self.by_word.get(words[-1], []) if person.named is named.named]
        known = next((person for person in alike if same_name(words, person)), None) if named.named else None
        if known is None:
            known = Person(name=named.name, title=named.title, named=named.named, weight=_LABELLED)
            known.mentions.append(span)
            self.people.append(known)
            self._index(known)
        if len(words) > len(known.words):
            known.name = named.name
        known.title = named.title or known.title
        known.organisation = False
        if named.gender is not None:
            known.gender, known.evidence = named.gender, named.gender_evidence
        elif known.gender is None and named.named and len(words) > 1:
            known.gender = gender_of_first_name(words[0])
            known.evidence = f"first name {words[0].title()}" if known.gender else None
        return known

    def by_noun(self, mention: Mention) -> tuple[Person | None, bool]:
        """Whom a noun means by title or kind, and whether that is sure; None where no title says so."""
        owner = _WORDS_OF.match(mention.text)
        if owner is not None:
            words = [word.lower() for word in owner["name"].split()]
            alike = min((self.by_word.get(word, []) for word in words), key=len)
            known = next((person for person in alike if same_name(words, person)), None)
            if known is not None:
                return known, True
        words = re.findall(r"[\w'’-]+", mention.text.lower())
        head = head_noun(mention.text)
        if words and words[0] in _KNOWN and not _PLURAL.search(head):
            known = self._holder(head, mention) or self._body(head, mention)
            if known is not None:
                return known, known.title is not None and head in known.title.lower()
        return (None, False) if words and words[0] in _FRESH else (self._same_words(mention), True)

    def means_somebody_known(self, mention: Mention) -> bool:
        """Whether a noun is one that copy uses for somebody it has named: "the 34-year-old"."""
        words, head = mention.text.split(), head_noun(mention.text)
        if words[0].lower() not in _KNOWN or _PLURAL.search(head) or head.startswith("spokes"):
            return False
        epithet = all(
            word[:1].isupper() or word in _PLAIN for word in words[1:-1]
        )  # "the former Utah governor"
        if len(words) > _LONGEST_DEMONYM and not epithet and not _AGED.search(mention.text):
            return False
        return words[-1][:1].isupper() or lexicon().is_role(head) or bool(_ANYBODY.search(head))

    def is_anybody(self, mention: Mention) -> bool:
        """Whether a noun says of somebody known no more than what they are: "the defendant"."""
        words = mention.text.split()
        known = words[0].lower() in _KNOWN and len(words) <= _LONGEST_DEMONYM
        return known and bool(_ANYBODY.search(head_noun(mention.text)))

    def presents_somebody(self, mention: Mention) -> bool:
        """Whether a noun of the narration brings in somebody: "The arena manager, a big man, ..."."""
        words, head = mention.text.split(), head_noun(mention.text)
        singular = not _PLURAL.search(head) and lexicon().is_role(head)
        return singular and len(words) >= _LONGEST_DEMONYM and bool(_modifiers(mention, head))

    def unnamed(self, mention: Mention) -> Person:
        """Somebody new whom the copy does not name: "a resident"."""
        called = name_given(mention.text)
        if called is not None:
            return self.by_name(replace(mention, kind=MentionKind.NAME, name=called))
        words = mention.text.split()
        proper = words[0][:1].isupper() and words[0].lower() not in (*_KNOWN, *_FRESH)
        person = Person(name=mention.text if proper else _small_first(mention.text), named=False, weight=3)
        person.organisation = not lexicon().is_role(head_noun(mention.text))
        person.gender, person.evidence = gender_told(mention)
        self._add(person, mention)
        return person

    def named_later(self, person: Person) -> Person:
        """Whom the copy names only after they have spoken: "a registrar", then "The registrar, Ana Ruiz"."""
        if person.named or not person.mentions or person.organisation:
            return person
        head, at = head_noun(person.name), person.mentions[0][0]
        later = [
            other
            for other in self.people
            if other.named
            and not other.organisation
            and other.mentions
            and other.mentions[0][0] > at
            and other.presented == head
            and (other.gender is None or person.gender is None or other.gender is person.gender)
        ]
        return min(later, key=lambda other: other.mentions[0], default=person)

    def _index(self, person: Person) -> None:
        for word in dict.fromkeys([*person.words, person.name.split()[-1].lower()]):
            self.by_word.setdefault(word, []).append(person)

    def _add(self, person: Person, mention: Mention) -> None:
        person.mentions.append(mention.span)
        self.people.append(person)
        self._index(person)
        self.enter(person, mention.span)

    def _same_words(self, mention: Mention) -> Person | None:
        name = mention.text.lower()
        alike = self.by_word.get(name.split()[-1], [])
        return next((person for person in alike if person.name.lower() == name), None)

    def _holder(self, head: str, mention: Mention) -> Person | None:
        """The person whose title holds the noun, or a word that it may stand for."""
        at = mention.span[0]
        gender = gender_told(mention)[0]
        seen = [
            person
            for person in self.scene.presence(at)
            if person.mentioned_before(at) is not None and fits(person, gender)
        ]
        told = [
            person for person in seen if head in _titles(person) and (person.named or lexicon().is_role(head))
        ]
        told = [person for person in told if _modifiers(mention, head) <= _titles(person)] or told[:0]
        if not told and len(mention.text.split()) <= _LONGEST_DEMONYM:
            family = role_families().get(head, frozenset())
            told = [person for person in seen if family & _titles(person)]
        return max(told, key=lambda person: person.mentioned_before(at) or 0, default=None)

    def _body(self, head: str, mention: Mention) -> Person | None:
        """The company, ministry or club last named."""
        if head not in BODIES:
            return None
        present = {
            person: presence
            for person, presence in self.scene.presence(mention.span[0]).items()
            if person.organisation and person.named and not person.place and _is_company(person)
        }
        named = [person for person in present if head in person.name.lower()]
        return max(named or present, key=lambda person: present[person], default=None)


def part_of(subject: Subject) -> Part:
    """How the subject of a verb appears."""
    return Part.CLAUSE if not subject.main else Part.SAYS if subject.says else Part.SUBJECT


def _is_company(person: Person) -> bool:
    return person.labels["ORG"] > 0 or bool(set(person.words) & ORGANISATION_WORDS) or not person.labels


def _modifiers(mention: Mention, head: str) -> set[str]:
    """What stands before the noun: "the arena manager" is no manager of a mill."""
    words = re.findall(r"[\w-]+", mention.text.lower())
    before = words[1 : words.index(head)] if head in words else []
    return {word for word in before if word not in _PLAIN and not word.endswith("s")}


def _titles(person: Person) -> set[str]:
    return set(re.findall(r"[\w-]+", f"{person.title or ''} {person.name}".lower()))


def _agrees(person: Person, mention: Mention) -> bool:
    told = gender_told(mention)[0]
    return told is None or person.gender is None or told is person.gender


def _small_first(text: str) -> str:
    first, _, rest = text.partition(" ")
    small = first.lower() if first.istitle() else first
    return f"{small} {rest}" if rest else small

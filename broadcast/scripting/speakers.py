"""Soundbites and the people of a report go in; who speaks each of them comes out."""

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.model import Gender, Speaker
from broadcast.scripting.attributions import Attribution
from broadcast.scripting.bites import Bite, Layout
from broadcast.scripting.lexicon import lexicon
from broadcast.scripting.mentions import Mention, MentionKind
from broadcast.scripting.people import (
    Person,
    gender_told,
    is_organisation,
    learn,
    plain_words,
    same_name,
    survey,
)
from broadcast.scripting.slug import slug

UNIDENTIFIED = "Unidentified speaker"
_FAR = 9
_NEAR, _REMEMBERED = 40, 200
_PLURAL_ENDING = re.compile(r"(?:s|people|men|women|police)$")  # "residents"
_WORDS_OF = re.compile(  # "Ruiz's statement"
    r"^(?P<name>[A-Z][^'’]*)['’]s\s.*\b(?:statement|letter|tweet|post|message|email|remarks|analysis|report|column|blog|book|speech)\b"
)
_FRESH = ("a", "an", "another", "one", "some", "several", "other", "many", "two", "three")


@dataclass(slots=True, kw_only=True)
class Voiced:
    """A soundbite and its speaker.

    Attributes:
        bite: The soundbite.
        person: Who speaks.
        sure: False where an editor should look.
        told: The attribution that names the speaker, before or after; None where there is none.
    """

    bite: Bite
    person: Person
    sure: bool
    told: Attribution | None


def voiced(narration: str, bites: Sequence[Bite], layout: Layout) -> list[Voiced]:
    """Who speaks each soundbite, by name, title, pronoun, or what stands near it.

    Args:
        narration: The report with its soundbites blanked, so that places stay.
        bites: In order.
        layout: Sentences and paragraphs of the report.
    """
    return _Resolver(narration, bites, layout).run()


def speakers_of(found: Sequence[Voiced]) -> dict[int, Speaker]:
    """One `Speaker` a person, by the person's identity; ids are unique."""
    speakers: dict[int, Speaker] = {}
    taken: set[str] = set()
    for item in found:
        person = item.person
        if id(person) in speakers:
            continue
        base = slug(person.name, fallback="speaker")
        key, number = base, 2
        while key in taken:
            key, number = f"{base}-{number}", number + 1
        taken.add(key)
        speakers[id(person)] = Speaker(
            id=key,
            name=person.name,
            title=person.title,
            gender=person.gender,
            gender_evidence=person.evidence,
        )
    return speakers


class _Resolver:
    """Goes through the soundbites in order and remembers who spoke."""

    def __init__(self, narration: str, bites: Sequence[Bite], layout: Layout) -> None:
        self.text = narration
        self.bites = bites
        self.layout = layout
        self.people = survey(narration, layout)
        self.events = sorted(
            (at, number) for number, person in enumerate(self.people) for at in person.mentions
        )
        self.by_word: dict[str, list[Person]] = {}
        for person in self.people:
            self._index(person)
        self.firsts: dict[int, Person] = {}
        self.found: list[Voiced | None] = [None] * len(bites)
        self.last: Voiced | None = None
        self.nobody: Person | None = None
        self.spoke_at: dict[int, int] = {}

    def run(self) -> list[Voiced]:
        """Attributed soundbites first, so that the others can lean on them from both sides."""
        self._place_subjects()
        for number, bite in enumerate(self.bites):
            told = bite.before or bite.after
            if told is not None:
                person, sure = self._named(told, bite)
                self._settle(number, Voiced(bite=bite, person=person, sure=sure, told=told))
            else:
                self._settle(number, self._floating(number, bite))
        return [item for item in self.found if item is not None]

    def _index(self, person: Person) -> None:
        for word in dict.fromkeys([*person.words, person.name.split()[-1].lower()]):
            self.by_word.setdefault(word, []).append(person)

    def _added(self, person: Person, at: int) -> None:
        person.mentions.append(at)
        self.people.append(person)
        insort(self.events, (at, len(self.people) - 1))
        self._index(person)

    def _lately(self, at: int, most: int) -> list[Person]:
        """Who was named or heard last before a place, each once."""
        index = bisect_left(self.events, (at, -1))
        named = [self.people[number] for _, number in reversed(self.events[max(0, index - most) : index])]
        return list(dict.fromkeys([*named, *([self.last.person] if self.last else [])]))

    def _place_subjects(self) -> None:
        """The person named first in each sentence."""
        first: dict[int, tuple[int, Person]] = {}
        for person in self.people:
            for at in person.mentions:
                sentence = self.layout.sentence(at)
                if sentence not in first or at < first[sentence][0]:
                    first[sentence] = (at, person)
        self.firsts = {sentence: person for sentence, (_, person) in first.items()}

    def _settle(self, number: int, item: Voiced) -> None:
        self.found[number] = item
        self.last = item
        self.spoke_at[id(item.person)] = item.bite.quotation.outer[1]

    def _named(self, told: Attribution, bite: Bite) -> tuple[Person, bool]:
        mention = told.mention
        if mention.kind is MentionKind.NAME:
            return self._by_name(mention), True
        if mention.kind is MentionKind.NOMINAL:
            return self._by_noun(mention)
        return self._by_pronoun(mention, bite)

    def _by_name(self, mention: Mention) -> Person:
        words = plain_words(mention)
        alike = min((self.by_word.get(word, []) for word in words), key=len)
        fitting = [person for person in alike if same_name(words, person) and self._agrees(person, mention)]
        fitting.sort(key=lambda person: -(person.mentioned_before(mention.span[0] + 1) or -1))
        if not fitting:
            made = Person(name=mention.name or mention.text, organisation=is_organisation(mention))
            self._added(made, mention.span[0])
            fitting = [made]
        learn(fitting[0], mention)
        fitting[0].weight += 3
        return fitting[0]

    def _agrees(self, person: Person, mention: Mention) -> bool:
        told = gender_told(mention)[0]
        return told is None or person.gender is None or told is person.gender

    def _by_noun(self, mention: Mention) -> tuple[Person, bool]:
        owner = _WORDS_OF.match(mention.text)
        if owner is not None:
            words = [word.lower() for word in owner["name"].split()]
            alike = min((self.by_word.get(word, []) for word in words), key=len)
            known = next((person for person in alike if same_name(words, person)), None)
            if known is not None:
                return known, True
        words = re.findall(r"[\w'’-]+", mention.text.lower())
        core = words[1:] if words and words[0] == "the" else words
        head = re.split(r" (?:of|for|at|to|from|with|in|who) ", " ".join(core))[0].split()[-1:] or [""]
        if (
            words
            and words[0] in ("the", "his", "her", "their", "this", "that")
            and not _PLURAL_ENDING.search(head[0])
        ):
            known = self._holder(head[0], mention.span[0])
            if known is not None:
                return known, len(core) > 1 or known.title is not None
        name = (
            mention.text
            if mention.text[:1].isupper() and words[0] not in ("the", *_FRESH)
            else _small_first(mention.text)
        )
        if not (words and words[0] in _FRESH):
            alike = self.by_word.get(name.split()[-1].lower(), [])
            same = next((person for person in alike if person.name.lower() == name.lower()), None)
            if same is not None:
                return same, True
        person = Person(name=name, named=False, weight=3, organisation=not lexicon().is_role(head[0]))
        person.gender, person.evidence = gender_told(mention)
        self._added(person, mention.span[0])
        return person, True

    def _holder(self, head: str, at: int) -> Person | None:
        """The person whose title holds a noun: "the minister"; or the last woman or man: "the woman"."""
        by_title = [
            person
            for person in self._lately(at, _REMEMBERED)
            if person.mentioned_before(at) is not None
            and head in re.findall(r"[\w-]+", f"{person.title or ''} {person.name}".lower())
            and (person.named or lexicon().is_role(head))
        ]
        return max(by_title, key=lambda person: person.mentioned_before(at) or 0, default=None)

    def _by_pronoun(self, mention: Mention, bite: Bite) -> tuple[Person, bool]:
        word = mention.text.lower()
        gender = {"she": Gender.FEMALE, "he": Gender.MALE}.get(word)
        ranked = self._ranked(mention.span[0], bite, gender, word)
        if not ranked:
            return self._unidentified(), False
        best = ranked[0][1]
        if gender is not None and best.gender is None:
            best.gender, best.evidence = gender, f"{word} said"
        rival = len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 2
        return best, not rival

    def _ranked(self, at: int, bite: Bite, gender: Gender | None, word: str) -> list[tuple[float, Person]]:
        """Who a pronoun may mean, the likeliest first: near, subject of a sentence, who spoke last."""
        here = self.layout.sentence(min(at, bite.quotation.outer[0]))
        start = min(at, bite.quotation.outer[0])
        holds_floor = self.last is not None and not self._displaced(self.last, here, gender)
        scored: list[tuple[float, Person]] = []
        for person in self._lately(start, _NEAR):
            if (word == "it" and not person.organisation) or (gender is not None and person.organisation):
                continue
            if gender is not None and person.gender is not None and person.gender is not gender:
                continue
            seen = max(person.mentioned_before(start) or -1, self.spoke_at.get(id(person), -1))
            if seen < 0:
                continue
            sentence = self.layout.sentence(seen)
            score = -1.5 * min(_FAR, here - sentence) + min(person.weight, 4)
            score += 3 * (self.firsts.get(sentence) is person)
            score += 4 * (holds_floor and self.last is not None and self.last.person is person)
            score += 2 * (gender is not None and person.gender is gender)
            scored.append((score, person))
        scored.sort(key=lambda pair: -pair[0])
        return scored

    def _displaced(self, last: Voiced, here: int, gender: Gender | None) -> bool:
        """Whether a sentence since the last soundbite is about somebody else whom the pronoun fits."""
        since = self.layout.sentence(last.bite.quotation.outer[1]) + 1
        subjects = (self.firsts.get(sentence) for sentence in range(since, here + 1))
        return any(
            person is not None
            and person is not last.person
            and not person.organisation
            and person.weight >= 2
            and (gender is None or person.gender in (None, gender))
            for person in subjects
        )

    def _floating(self, number: int, bite: Bite) -> Voiced:
        """A soundbite with no attribution beside it."""
        last = self.last
        if bite.split and last is not None:
            return Voiced(bite=bite, person=last.person, sure=last.sure, told=None)
        same_paragraph = last is not None and last.bite.paragraph == bite.paragraph
        subject = self._subject_near(bite)
        if subject is not None and (not same_paragraph or subject is not getattr(last, "person", None)):
            return Voiced(bite=bite, person=subject, sure=False, told=None)
        if last is not None and (same_paragraph or last.bite.paragraph >= bite.paragraph - 3):
            near = same_paragraph or last.bite.paragraph == bite.paragraph - 1
            return Voiced(bite=bite, person=last.person, sure=last.sure and near, told=None)
        following = self.bites[number + 1] if number + 1 < len(self.bites) else None
        told = following and (following.before or following.after)
        if following is not None and told and following.paragraph <= bite.paragraph + 1:
            person, _ = self._named(told, following)
            return Voiced(bite=bite, person=person, sure=False, told=None)
        return Voiced(bite=bite, person=self._unidentified(), sure=False, told=None)

    def _subject_near(self, bite: Bite) -> Person | None:
        """Whom the narration right before a soundbite is about: in its paragraph, or the one before."""
        at = bite.quotation.outer[0]
        start = self.layout.paragraphs[bite.paragraph][0]
        if self.last is not None:
            start = max(start, self.last.bite.quotation.outer[1])
        if not self.text[start:at].strip(" \t\n-–—"):
            if bite.paragraph == 0:
                return None
            start = self.layout.paragraphs[bite.paragraph - 1][0]
            if self.last is not None and self.last.bite.quotation.outer[1] > start:
                return None
        sentence = self.layout.sentence(max(start, at - 1))
        while sentence >= 0 and self.layout.sentences[sentence][1] > start:
            person = self.firsts.get(sentence)
            if person is not None and not person.organisation and person.weight >= 2:
                return person
            sentence -= 1
        return None

    def _unidentified(self) -> Person:
        if self.nobody is None:
            self.nobody = Person(name=UNIDENTIFIED, named=False)
        return self.nobody


def _small_first(text: str) -> str:
    first, _, rest = text.partition(" ")
    small = first.lower() if first.istitle() else first
    return f"{small} {rest}" if rest else small

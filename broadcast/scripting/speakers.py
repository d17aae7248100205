"""Soundbites and the people of a report go in; who speaks each of them, and why, comes out."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from broadcast.model import Gender
from broadcast.scripting.attributions import Attribution
from broadcast.scripting.bites import Bite, Layout
from broadcast.scripting.grammar import Grammar, Subject
from broadcast.scripting.mentions import Mention, MentionKind, parse_mention
from broadcast.scripting.newcomers import NAMELESS, is_met
from broadcast.scripting.own_pronoun import says_of_self
from broadcast.scripting.people import survey
from broadcast.scripting.person import Person, gender_told
from broadcast.scripting.registry import Registry, part_of
from broadcast.scripting.scene import Part, Scene, fits, is_body, ranked, units_of
from broadcast.scripting.tokens import tokens_of

UNIDENTIFIED = "Unidentified speaker"
SURE_LEAD = 1.2
"""How far the likeliest must be ahead of the next, else an editor should look."""
PRONOUN_SHARE = 0.6
"""How much of that counts for "he said"."""
SAME_GENDER = 1.2
"""What it says for somebody that their gender is known to be the pronoun's."""
WEIGHT = 0.25
"""What each thing says for a candidate that speaks for its being a person: office, age, first name."""
INTRODUCED = 1.5
"""What it says for somebody to have just been introduced with an office; with a full name, 0.7 of that."""
FLOOR = 2.0
"""What it says for the last speaker that nobody else has been named since."""
SILENT_NEAR, SILENT_FAR = 6.0, 3.0
"""The same, for a soundbite with no attribution, where no words stand between: near, and further on."""
SAME, NEAR = 2.5, 1.5
"""The same, where narration stands between: in one paragraph, and a paragraph or two on."""
PLAIN_LEAD = 2.0
"""How far ahead somebody must be for a pronoun of the narration to tell their gender."""
LEAST_PRESENT = 1.5
"""How present somebody must be to be "the woman" or "the 34-year-old"."""
_PRONOUN_GENDER = {"she": Gender.FEMALE, "he": Gender.MALE}


_ASKED = (["asked"], ["asks"], ["demanded"], ["wondered"], ["inquired"])
_LEADS = {Part.SAYS: 0, Part.MET: 0, Part.SUBJECT: 1}
LEAD_WEIGHT = {Part.SAYS: 6.0, Part.MET: 6.0, Part.SUBJECT: 4.5}
"""What speaks for the subject of the sentence that leads to a soundbite."""
_DEFINITE = re.compile(r"(?:the|his|her|their)\s[a-z]", re.IGNORECASE)  # "The minister left"


@dataclass(slots=True, kw_only=True)
class Voiced:
    """A soundbite and its speaker.

    Attributes:
        bite: The soundbite.
        person: Who speaks.
        sure: False where an editor should look.
        told: The attribution that names the speaker, before or after; None where there is none.
        why: What speaks for that person, in plain words.
        rival: The next likeliest; None where nobody else may be meant.
    """

    bite: Bite
    person: Person
    sure: bool
    told: Attribution | None
    why: str = ""
    rival: Person | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody chosen, and why."""

    person: Person
    sure: bool
    why: str
    rival: Person | None = None


class Resolver:
    """Goes through a report in the order of the text, remembers who appeared, and tells who speaks.

    Attributes:
        cast: Everybody whom the report names.
    """

    def __init__(
        self,
        narration: str,
        bites: Sequence[Bite],
        layout: Layout,
        grammar: Grammar,
        *,
        reporters: Container[str] = (),
    ) -> None:
        """Survey a report.

        Args:
            narration: Its words with the soundbites blanked, so that places stay.
            bites: In order.
            layout: Sentences and paragraphs of the report.
            grammar: Of the report.
            reporters: The words of the names of those who narrate it, whom no pronoun of theirs means.
        """
        self.text = narration
        self.bites = bites
        self.layout = layout
        self.grammar = grammar
        starts = [bite.quotation.outer[0] for bite in bites]
        self.scene = Scene(units_of(narration, layout.sentences, starts))
        self.cast = Registry(survey(narration, layout, grammar), self.scene, grammar)
        self.reporters = {
            person for person in self.cast.people if all(word in reporters for word in person.name.split())
        }
        self.found: list[Voiced | None] = [None] * len(bites)
        self.last: Voiced | None = None
        self.spoke: set[Person] = set()
        self.nobody: Person | None = None
        self.asker: Person | None = None

    def run(self) -> list[Voiced]:
        """Who speaks each soundbite: names, pronouns and soundbites, each in its turn."""
        people = list(self.cast.people)
        names = [(span, 0, number) for number, person in enumerate(people) for span in person.mentions]
        pronouns = [
            (subject.head, 1, number)
            for number, subject in enumerate(self.grammar.subjects)
            if subject.pronoun and self.text[slice(*subject.head)].lower() in _PRONOUN_GENDER
        ]
        nouns = [
            (subject.head, 3, number)
            for number, subject in enumerate(self.grammar.subjects)
            if not subject.pronoun and _DEFINITE.match(self.text, subject.phrase[0])
        ]
        quoted = [(bite.quotation.outer, 2, number) for number, bite in enumerate(self.bites)]
        for span, kind, number in sorted([*names, *pronouns, *nouns, *quoted]):
            if kind == 0 and people[number] in self.reporters:
                continue
            if kind == 0:
                self.cast.enter(people[number], span, met=is_met(self.text, span))
            elif kind == 1:
                self._resolve(self.grammar.subjects[number])
            elif kind == 3:
                self._recall(self.grammar.subjects[number])
            else:
                self._speak(number)
        found = [item for item in self.found if item is not None]
        for item in found:
            item.person = self.cast.named_later(item.person)
        return found

    def _resolve(self, subject: Subject) -> None:
        """A pronoun of the narration counts for whom it means."""
        word = self.text[slice(*subject.head)].lower()
        gender = _PRONOUN_GENDER[word]
        own = says_of_self(
            self.text,
            subject,
            self.cast.people,
            grammar=self.grammar,
            scene=self.scene,
            sentences=self.layout.sentences,
        )
        if own is not None:
            own.gender, own.evidence = gender, word
        likely = ranked(self._scores(subject.head[0], gender))
        if not likely:
            return
        best = likely[0][1]
        if best.gender is None and (len(likely) < 2 or likely[0][0] - likely[1][0] >= PLAIN_LEAD):
            best.gender, best.evidence = gender, word
        self.scene.enter(best, subject.head[0], part_of(subject))

    def _recall(self, subject: Subject) -> None:
        """A noun of the narration counts for whom it means by title: "The minister left"."""
        mention = parse_mention(self.text, tokens_of(self.text, *subject.phrase))
        if mention is not None and mention.kind is MentionKind.NOMINAL:
            person, _ = self.cast.by_noun(mention)
            if person is not None:
                self.scene.enter(person, subject.head[0], part_of(subject))
            elif NAMELESS.match(self.text, mention.span[1]):
                somebody = self.cast.unnamed(mention)
                somebody.organisation = False
                self.scene.enter(somebody, subject.head[0], part_of(subject))
            elif self.cast.is_anybody(mention):
                likely = ranked(self._scores(subject.head[0], gender_told(mention)[0]))
                if likely and likely[0][0] >= LEAST_PRESENT:
                    self.scene.enter(likely[0][1], subject.head[0], part_of(subject))
            elif self.cast.presents_somebody(mention):
                self.cast.unnamed(mention)

    def _speak(self, number: int) -> None:
        bite = self.bites[number]
        told = bite.before or bite.after
        choice = self._named(told, bite) if told is not None else self._floating(number, bite)
        self.last = Voiced(
            bite=bite,
            person=choice.person,
            sure=choice.sure,
            told=told,
            why=choice.why,
            rival=choice.rival,
        )
        self.found[number] = self.last
        self.spoke.add(choice.person)
        self.scene.enter(choice.person, bite.quotation.outer[0], Part.SPEAKER)

    def _named(self, told: Attribution, bite: Bite) -> Choice:
        mention = told.mention
        why = f"“{' '.join(self.text[slice(*told.span)].split())}”"
        if mention.kind is MentionKind.NAME:
            return Choice(self.cast.by_name(mention), True, why)
        if mention.kind is MentionKind.NOMINAL:
            return self._by_noun(mention, why)
        return self._by_pronoun(mention, bite, why)

    def _by_noun(self, mention: Mention, why: str) -> Choice:
        """By what they are: "the minister", "a resident", "the 34-year-old"."""
        person, sure = self.cast.by_noun(mention)
        if person is not None:
            return Choice(person, sure, why)
        gender = gender_told(mention)[0]
        likely = (
            ranked(self._scores(mention.span[0], gender)) if self.cast.means_somebody_known(mention) else []
        )
        if likely and likely[0][0] >= LEAST_PRESENT:
            rival = likely[1][1] if len(likely) > 1 else None
            return Choice(likely[0][1], False, f"{why}, {self._seen(likely[0][1], mention.span[0])}", rival)
        return Choice(self.cast.unnamed(mention), True, why)

    def _by_pronoun(self, mention: Mention, bite: Bite, why: str) -> Choice:
        word = mention.text.lower()
        gender = _PRONOUN_GENDER.get(word)
        at = min(mention.span[0], bite.quotation.outer[0])
        scores = self._scores(at, gender, body=word == "it")
        for person, lead in self._in_the_lead(bite):
            if person in scores:
                scores[person] += PRONOUN_SHARE * lead
        likely = ranked(scores)
        if not likely:
            return Choice(self._unidentified(), False, why)
        best = likely[0][1]
        if gender is not None and best.gender is None:
            best.gender, best.evidence = gender, f"{word} said"
        rival = likely[1] if len(likely) > 1 else None
        sure = rival is None or likely[0][0] - rival[0] >= SURE_LEAD
        return Choice(best, sure, f"{why}, {self._seen(best, at)}", rival[1] if rival else None)

    def _scores(self, at: int, gender: Gender | None, *, body: bool = False) -> dict[Person, float]:
        """Whom a pronoun at a place may mean, and how likely."""
        scores: dict[Person, float] = {}
        for person, presence in self.scene.presence(at).items():
            if person.place or not (is_body(person) if body else fits(person, gender)):
                continue
            score = presence + WEIGHT * min(person.weight, 4) + self._standing(person, at)
            score += SAME_GENDER * (gender is not None and person.gender is gender) + 1.5 * (
                body and person.labels["ORG"] > 0
            )
            scores[person] = score
        if self.last is not None and self.last.person in scores:
            since = self.scene.between(self.last.bite.quotation.outer[1], at)
            others = [
                item for item in since if item.person is not self.last.person and fits(item.person, gender)
            ]
            scores[self.last.person] += 0.0 if others else FLOOR
        return scores

    def _standing(self, person: Person, at: int) -> float:
        """News copy introduces somebody by name and office, and then lets them speak."""
        first = person.mentions[0][0] if person.mentions else at
        new = 0 <= self.scene.unit(at) - self.scene.unit(first) <= 2 and person.weight >= 2
        office = person.title is not None or not person.named
        full = INTRODUCED if office else INTRODUCED * 0.7 if len(person.words) > 1 else 0.0
        return 0.0 if person in self.spoke else full * new

    def _seen(self, person: Person, at: int) -> str:
        """How somebody last appeared before a place."""
        last = [item for item in self.scene.before(at) if item.person is person]
        if not last:
            return "not seen before"
        back = self.scene.unit(at) - self.scene.unit(last[-1].at)
        where = "here" if back <= 0 else "one sentence before" if back == 1 else f"{back} sentences before"
        return f"{last[-1].part.value} {where}"

    def _floating(self, number: int, bite: Bite) -> Choice:
        """A soundbite with no attribution beside it."""
        last, at = self.last, bite.quotation.outer[0]
        if bite.split and last is not None:
            return Choice(last.person, last.sure, "goes on with the quotation before", last.rival)
        scores = {
            person: presence + self._standing(person, at)
            for person, presence in self.scene.presence(at).items()
            if not person.organisation and person.weight >= 2
        }
        turn = self._exchange(bite)
        if turn is not None and last is not None:
            return Choice(turn, False, "in turn with the question before", last.person)
        self.asker = None
        if last is not None:
            scores[last.person] = self.scene.presence(at).get(last.person, 0.0) + self._holds_floor(
                last, bite
            )
        for person, lead in self._in_the_lead(bite):
            scores[person] = scores.get(person, 0.0) + lead
        if not scores:
            return self._told_later(number, bite)
        likely = ranked(scores)
        rival = likely[1] if len(likely) > 1 else None
        lead = likely[0][0] - (rival[0] if rival else 0.0)
        return Choice(
            likely[0][1], lead >= SURE_LEAD, self._seen(likely[0][1], at), rival[1] if rival else None
        )

    def _exchange(self, bite: Bite) -> Person | None:
        """Who speaks next in a dialogue of question and answer, a paragraph each and no words between."""
        last = self.last
        if last is None or bite.paragraph != last.bite.paragraph + 1:
            return None
        between = self.text[last.bite.quotation.outer[1] : bite.quotation.outer[0]]
        told = last.bite.after
        if any(map(str.isalnum, between.replace(self.text[slice(*told.span)], "") if told else between)):
            return None
        if self.asker is not None and self.asker is not last.person and told is None:
            return self.asker
        if told is None or told.verb.split()[-1:] not in _ASKED:
            return None
        others = [
            item.person
            for item in reversed(self.scene.before(bite.quotation.outer[0]))
            if item.person is not last.person and not item.person.organisation and item.person.weight >= 2
        ]
        self.asker = last.person if others else None
        return others[0] if others else None

    def _holds_floor(self, last: Voiced, bite: Bite) -> float:
        """What speaks for the last speaker's going on."""
        apart = bite.paragraph - last.bite.paragraph
        told_by = last.told.span[1] if last.told is not None else last.bite.quotation.outer[1]
        between = self.text[max(told_by, last.bite.quotation.outer[1]) : bite.quotation.outer[0]]
        silent = not any(map(str.isalnum, between))
        if silent:
            return SILENT_NEAR if apart <= 1 else SILENT_FAR
        return SAME if apart == 0 else NEAR if apart <= 2 else 0.0

    def _told_later(self, number: int, bite: Bite) -> Choice:
        """The first soundbite of a report, whose speaker the next one names."""
        following = self.bites[number + 1] if number + 1 < len(self.bites) else None
        told = following and (following.before or following.after)
        if following is not None and told and following.paragraph <= bite.paragraph + 1:
            return Choice(self._named(told, following).person, False, "speaks next")
        return Choice(self._unidentified(), False, "nobody is named")

    def _in_the_lead(self, bite: Bite) -> list[tuple[Person, float]]:
        """Whom the sentence right before a soundbite is about, and how much that says.

        It stands in the soundbite's paragraph, or is the narration that ends the one before.
        """
        at = bite.quotation.outer[0]
        start = self.layout.paragraphs[bite.paragraph][0]
        share = 1.0
        if self.last is not None:
            start = max(start, self.last.bite.quotation.outer[1])
        if not self.text[start:at].strip(" \t\n-–—"):
            if bite.paragraph == 0:
                return []
            start = self.layout.paragraphs[bite.paragraph - 1][0]
            share = 0.7
            if self.last is not None and self.last.bite.quotation.outer[1] > start:
                return []
        seen = [
            item
            for item in self.scene.between(start, at)
            if item.part is not Part.SPEAKER and not item.person.organisation and item.person.weight >= 2
        ]
        if not seen:
            return []
        unit = self.scene.unit(seen[-1].at)
        here = [item for item in seen if self.scene.unit(item.at) == unit]
        best = min(here, key=lambda item: (_LEADS.get(item.part, 2), item.at))
        return [(best.person, share * LEAD_WEIGHT.get(best.part, 2.5))]

    def _unidentified(self) -> Person:
        if self.nobody is None:
            self.nobody = Person(name=UNIDENTIFIED, named=False)
        return self.nobody

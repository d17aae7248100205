"""Who appears where in a report goes in; how present each person is at a place comes out."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from broadcast.model import Gender
from broadcast.scripting.person import Person

DECAY = 0.5
"""What is left of a person's presence a sentence later."""
REPEATED = 0.5
"""What earlier appearances add to the strongest one."""
_REACH = 40
"""Appearances that are looked back on; older ones weigh nothing."""


class Part(StrEnum):
    """How somebody appears in a sentence."""

    SAYS = "says something"
    MET = "met by the reporter"
    SUBJECT = "subject of the sentence"
    CLAUSE = "subject of a clause"
    OWNER = "owner of the subject"
    NAMED = "named"
    SPEAKER = "spoke"


WEIGHT = {
    Part.SAYS: 3.4,
    Part.MET: 3.4,
    Part.SUBJECT: 3.0,
    Part.CLAUSE: 1.8,
    Part.OWNER: 2.4,
    Part.NAMED: 1.0,
    Part.SPEAKER: 3.4,
}


@dataclass(frozen=True, slots=True, order=True)
class Appearance:
    """Somebody at a place in the report."""

    at: int
    number: int
    person: Person = field(compare=False)
    part: Part = field(compare=False)


@dataclass(slots=True)
class Scene:
    """Who has appeared, filled in the order of the text.

    Attributes:
        units: Where each sentence of narration and each soundbite begins, in order.
        appearances: In the order of the text.
    """

    units: Sequence[int]
    appearances: list[Appearance] = field(default_factory=list)

    def unit(self, at: int) -> int:
        """Number of the sentence or soundbite at a place."""
        return bisect_right(self.units, at) - 1

    def enter(self, person: Person, at: int, part: Part) -> None:
        """Let somebody appear."""
        insort(self.appearances, Appearance(at, len(self.appearances), person, part))

    def before(self, at: int) -> Sequence[Appearance]:
        """The last appearances before a place, in order."""
        index = bisect_left(self.appearances, at, key=lambda appearance: appearance.at)
        return self.appearances[max(0, index - _REACH) : index]

    def between(self, start: int, end: int) -> Sequence[Appearance]:
        """The appearances in a stretch."""
        first = bisect_left(self.appearances, start, key=lambda appearance: appearance.at)
        last = bisect_left(self.appearances, end, key=lambda appearance: appearance.at)
        return self.appearances[first:last]

    def presence(self, at: int) -> dict[Person, float]:
        """How present everybody is at a place: the nearer, the more often, the more in the lead, the more."""
        here = self.unit(at)
        present: dict[Person, list[float]] = {}
        best: dict[tuple[Person, int], float] = {}
        for appearance in self.before(at):
            unit = self.unit(appearance.at)
            key = (appearance.person, unit)
            best[key] = max(best.get(key, 0.0), WEIGHT[appearance.part])
        for (person, unit), weight in best.items():
            present.setdefault(person, []).append(weight * DECAY ** max(0, here - unit))
        return {person: max(seen) + REPEATED * (sum(seen) - max(seen)) for person, seen in present.items()}


def fits(person: Person, gender: Gender | None) -> bool:
    """Whether "he" or "she" may mean a person; any person where `gender` is None."""
    if person.organisation:
        return False
    return gender is None or person.gender is None or person.gender is gender


def is_body(person: Person) -> bool:
    """Whether "it" may mean it."""
    alive = person.gender is not None or person.labels["PERSON"] or person.labels["LANGUAGE"]
    return person.organisation or not (alive or person.weight >= 2)


def ranked(scores: dict[Person, float]) -> list[tuple[float, Person]]:
    """People by score, the highest first; the one who appeared first where two are equal."""
    return sorted(((score, person) for person, score in scores.items()), key=lambda pair: -pair[0])


def units_of(narration: str, sentences: Iterable[tuple[int, int]], soundbites: Iterable[int]) -> list[int]:
    """Where each sentence with words of narration and each soundbite begins."""
    spoken = {start for start, end in sentences if any(map(str.isalnum, narration[start:end]))}
    return sorted(spoken | set(soundbites))

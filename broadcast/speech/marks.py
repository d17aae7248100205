"""A text with a person's marks goes in; the changes that they make, and stretches of one pace, come out."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from broadcast.model import Mark, Markup, Segment, Token
from broadcast.phonetics import read_sounds
from broadcast.speech import numerals
from broadcast.speech.lexicons.index import WORD
from broadcast.speech.lexicons.sayings import hiss
from broadcast.speech.rules.shapes import letters_at
from broadcast.speech.scan import Change
from broadcast.units import Millis, Span

Speak = Callable[[str], str]
"""Plain words of a text: what the rules make of it."""

SHAPING = (Markup.BREAK, Markup.PROSODY, Markup.EMPHASIS)
# the 's of "[Palmyra](pal-MY-ruh)'s"
_OWN = re.compile(r"['’]s(?![^\W_])")
_SIGNS = {
    "@": "at",
    "/": "slash",
    ".": "dot",
    "-": "dash",
    "_": "underscore",
    "#": "hash",
    "+": "plus",
    "&": "and",
}
_RUN = re.compile(r"[A-Za-z]+|[^\W\d_]|\d|[@/.\-_#+&]")


def marked(segment: Segment, speak: Speak, *, british: bool) -> list[Change]:
    """The changes of phonemes, subs and say-as, by place; where two overlap the inner one counts.

    Args:
        segment: With its marks.
        speak: For what is said in another's place.
        british: For whose voices.
    """
    found: list[Change] = []
    for mark in reversed(segment.marks):
        made = list(_changes(mark, segment.text, speak, british))
        if not any(_overlap(change.span, other.span) for change in made for other in found):
            found += made
    return sorted(found, key=lambda change: change.span)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def without(changes: Iterable[Change], taken: Sequence[Change]) -> list[Change]:
    """The changes that no taken one overlaps."""
    return [change for change in changes if not any(_overlap(change.span, one.span) for one in taken)]


def _changes(mark: Mark, text: str, speak: Speak, british: bool) -> Iterable[Change]:
    if mark.kind is Markup.PHONEME:
        return _phoneme(mark, text, british)
    if mark.kind is Markup.SUB:
        span, own = _owned(mark.span, text)
        return [Change(span=span, spoken=speak(mark.value) + own, authority="markup")]
    if mark.kind is Markup.SAY_AS:
        return _read(mark, text, speak, british)
    return []


def _owned(span: Span, text: str) -> tuple[Span, str]:
    """A span with the possessive behind it."""
    own = _OWN.match(text, span[1])
    return ((span[0], own.end()), "'s") if own else (span, "")


def _phoneme(mark: Mark, text: str, british: bool) -> Iterator[Change]:
    """A change a word where there are as many words of sounds, else one for all."""
    sounds = read_sounds(mark.value, british=british) or ""
    span, own = _owned(mark.span, text)
    words = [found.span() for found in WORD.finditer(text, *mark.span)]
    parts = sounds.split()
    if len(words) != len(parts):
        words, parts = [mark.span], [sounds]
    for index, (place, part) in enumerate(zip(words, parts, strict=True)):
        last = index + 1 == len(words)
        tail = own if last else ""
        yield Change(
            span=(place[0], span[1]) if last else place,
            spoken=text[slice(*place)].replace("’", "'") + tail,
            phonemes=part + (hiss(part) if tail else ""),
            authority="script",
        )


def _read(mark: Mark, text: str, speak: Speak, british: bool) -> list[Change]:
    """How a stretch is read; empty where it is of another kind, which leaves it to the rules."""
    printed = text[slice(*mark.span)]
    if mark.value in ("characters", "spell-out"):
        return list(_spelled(mark.span, text, british))
    if mark.value == "telephone":
        return _telephone(mark.span, text)
    spoken = _number(mark, printed, british) if mark.value != "date" else _date(mark, printed, speak, british)
    return [Change(span=mark.span, spoken=spoken, authority="markup")] if spoken else []


def _spelled(span: Span, text: str, british: bool) -> Iterator[Change]:
    for found in _RUN.finditer(text, *span):
        run = found.group()
        if run.isascii() and run.isalpha():
            yield replace(letters_at(found.span(), run.upper(), british=british), authority="markup")
        else:
            spoken = numerals.digits(run) if run.isdigit() else _SIGNS.get(run, run)
            yield Change(span=found.span(), spoken=spoken, authority="markup")


def _telephone(span: Span, text: str) -> list[Change]:
    groups = list(re.finditer(r"\+|\d+", text[slice(*span)]))
    made = []
    for index, group in enumerate(groups):
        place = (span[0] + group.start(), span[0] + group.end())
        pause = "," if group.group() != "+" and index + 1 < len(groups) else ""
        spoken = "plus" if group.group() == "+" else numerals.digits(group.group())
        made.append(Change(span=place, spoken=spoken, after=pause, authority="markup"))
    return made


def _number(mark: Mark, printed: str, british: bool) -> str:
    figures = "".join(sign for sign in printed if sign.isdecimal())
    if mark.value == "digits":
        return numerals.digits(figures) if figures else ""
    bare = re.sub(r"[,\s.]|(?:st|nd|rd|th)\Z", "", printed.strip())
    value = int(bare) if bare.isdecimal() else numerals.roman(bare.upper()) if bare.isalpha() else None
    if value is None or len(str(value)) > 15:
        return ""
    says = numerals.ordinal if mark.value == "ordinal" else numerals.cardinal
    return says(value, british=british)


def _date(mark: Mark, printed: str, speak: Speak, british: bool) -> str:
    """A date in figures, in the order that was said, as the rules read it when it is written out."""
    numbers = [int(part) for part in re.findall(r"\d{1,4}", printed)]
    first_is_year = re.match(r"\D*\d{4}", printed) is not None
    order = mark.format or ("ymd" if first_is_year else "dmy" if british else "mdy")
    if len(numbers) != len(order):
        return ""
    parts = dict(zip(order, numbers, strict=True))
    month, day, year = parts.get("m", 1), parts.get("d", 1), parts.get("y")
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return ""
    name = MONTHS[month - 1]
    written = name if "m" in parts else ""
    if "d" in parts:
        written = f"{day} {name}" if british else f"{name} {day}"
    if year is not None:
        year = year if year > 99 else 2000 + year
        written += f", {year}" if "d" in parts and not british else f" {year}"
    return speak(f"In {written.strip()}.").removeprefix("In ").rstrip(".")


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Tokens said at one pace, up to a pause that a person set.

    Attributes:
        pause_ms: The pause after them; None leaves it to the boundary.
        rate: Factor on the voice's pace; `pitch` on its pitch.
    """

    tokens: list[Token]
    pause_ms: Millis | None = None
    rate: float = 1.0
    pitch: float = 1.0


def pauses_of(marks: Iterable[Mark], starts: Sequence[int]) -> dict[int, Millis]:
    """The break after each token, by the token's start; of several the longest."""
    pauses: dict[int, Millis] = {}
    for mark in marks:
        place = bisect_left(starts, max(mark.span[0], 1)) - 1
        if mark.kind is Markup.BREAK and mark.pause_ms is not None and place >= 0:
            pauses[starts[place]] = max(mark.pause_ms, pauses.get(starts[place], Millis(0)))
    return pauses


def phrases(tokens: Sequence[Token], marks: Sequence[Mark], pauses: dict[int, Millis]) -> list[Phrase]:
    """A sentence's tokens, parted where a break stands or a pace changes.

    A break of no length takes the comma away and parts nothing.
    """
    parted: list[Phrase] = []
    for token in tokens:
        rate, pitch = _pace(token, marks)
        last = parted[-1] if parted else None
        if last is None or last.pause_ms is not None or (last.rate, last.pitch) != (rate, pitch):
            parted.append(Phrase(tokens=[], rate=rate, pitch=pitch))
        pause = pauses.get(token.span[0])
        joined = pause == 0 and token is not tokens[-1]
        pause = None if joined else pause
        parted[-1].tokens.append(replace(token, after="") if joined else token)
        parted[-1] = replace(parted[-1], pause_ms=pause)
    for phrase in parted[:-1]:
        if not phrase.tokens[-1].after:
            phrase.tokens[-1] = replace(phrase.tokens[-1], after=",")
    return parted


def _pace(token: Token, marks: Sequence[Mark]) -> tuple[float, float]:
    """Rate and pitch of every mark around a token, multiplied."""
    rate = pitch = 1.0
    for mark in marks:
        if mark.kind in SHAPING and mark.span[0] <= token.span[0] < mark.span[1]:
            rate, pitch = rate * mark.rate, pitch * mark.pitch
    return rate, pitch

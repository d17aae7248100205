"""Values as a person writes them in a script file go in; numbers, spans, times and choices come out."""

import math
import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from broadcast.model import PACES_WPM
from broadcast.scripting.frontmatter import Place
from broadcast.units import Span

Choice = TypeVar("Choice", bound=StrEnum)

LONGEST_HOLD_S = 3600
_SPAN = re.compile(r"^(\d{1,15})\s*[-–]\s*(\d{1,15})$")  # "721-1470"
_LENGTH = re.compile(
    r"^(\d{1,9}(?:[.,]\d{1,9})?)\s*(ms|s|sec|seconds?)?$", re.IGNORECASE
)  # "1.5s", "2", "800 ms"
_YES = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def listed(choices: Iterable[str]) -> str:
    """Choices as a hint lists them."""
    return ", ".join(choices)


def span(raw: str | None, place: Place) -> Span:
    """A span such as "721-1470".

    Raises:
        ScriptError: Anything else, or an end before the start.
    """
    found = _SPAN.match((raw or "").strip())
    if found is None or int(found[1]) > int(found[2]):
        raise place.error(
            f"'{raw or ''}' is not a span", "a span is two numbers: '721-1470'; the line may be left out"
        )
    return int(found[1]), int(found[2])


def millis(raw: str | None, place: Place) -> int:
    """A length such as "1.5s", "2" (seconds) or "800ms", in milliseconds, rounded to whole ones.

    Raises:
        ScriptError: Anything else, or more than an hour.
    """
    found = _LENGTH.match((raw or "").strip())
    if found is None:
        raise place.error(f"'{raw or ''}' is not a length of time", "write seconds: '1.5s'")
    value = Decimal(found[1].replace(",", "."))
    length = round(value) if (found[2] or "").lower() == "ms" else round(value * 1000)
    if length > LONGEST_HOLD_S * 1000:
        raise place.error(f"'{raw}' is longer than an hour", "write seconds: '1.5s'")
    return length


def factor(raw: str | None, place: Place, lowest: float, highest: float, what: str = "factor") -> float:
    """A factor on a voice's pace, its pitch or its liveliness.

    Args:
        raw: As written; a comma may stand for the point.
        place: For the message.
        lowest: The least it may be.
        highest: The most.
        what: What a person calls it.

    Raises:
        ScriptError: Not a number, or outside that range.
    """
    try:
        value = float((raw or "").replace(",", "."))
    except ValueError:
        value = math.nan
    if not lowest <= value <= highest:
        raise place.error(
            f"'{raw or ''}' is not a {what}",
            f"a {what} is a number from {lowest:g} to {highest:g}; 1 is the voice's own",
        )
    return value


def words_a_minute(raw: str | None, place: Place) -> int:
    """A pace such as "165".

    Raises:
        ScriptError: Not a whole number, or outside 60 to 400.
    """
    text = re.sub(r"\s*(?:wpm|words a minute)$", "", (raw or "").strip(), flags=re.IGNORECASE)
    if not text.isdecimal() or not PACES_WPM[0] <= int(text) <= PACES_WPM[1]:
        raise place.error(
            f"'{raw or ''}' is not a pace in words a minute",
            f"a whole number, {PACES_WPM[0]} to {PACES_WPM[1]}",
        )
    return int(text)


def boolean(raw: str | None, place: Place) -> bool:
    """A yes or a no.

    Raises:
        ScriptError: Neither.
    """
    value = _YES.get((raw or "").strip().lower())
    if value is None:
        raise place.error(f"'{raw or ''}' is neither yes nor no", "write 'yes', or delete the line")
    return value


def choice(kind: type[Choice], raw: str | None, place: Place) -> Choice:
    """One of an enumeration's values, in any case.

    Raises:
        ScriptError: None of them; the hint lists them.
    """
    wanted = (raw or "").strip().lower()
    for member in kind:
        if member.value == wanted:
            return member
    raise place.error(
        f"'{raw or ''}' is no {kind.__name__.lower()}", f"known: {listed(member.value for member in kind)}"
    )


def moment(raw: str, place: Place) -> datetime:
    """A time with its zone: "2026-03-01T18:00:00+00:00".

    Raises:
        ScriptError: No time, or one without a zone.
    """
    hint = "write it with its zone: '2026-03-01T18:00:00+00:00'"
    try:
        value = datetime.fromisoformat(raw.strip())
    except ValueError as error:
        raise place.error(f"'{raw}' is not a time", hint) from error
    if value.tzinfo is None:
        raise place.error(f"'{raw}' has no time zone", hint)
    return value

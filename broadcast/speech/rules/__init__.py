"""The rules, the most particular first."""

from functools import cache

from broadcast.speech.rules import (
    contact,
    dates,
    durations,
    homographs,
    initials,
    measures,
    money,
    names,
    numbers,
    scores,
    symbols,
    times,
)
from broadcast.speech.scan import Rule


@cache
def news_rules() -> tuple[Rule, ...]:
    """Every rule in the order in which they are tried."""
    return (
        *contact.rules(),
        *names.rules(),
        *money.rules(),
        *times.rules(),
        *durations.rules(),
        *dates.rules(),
        *measures.rules(),
        *initials.mixed_rules(),
        *numbers.compound_rules(),
        *scores.rules(),
        *numbers.rules(),
        *initials.rules(),
        *symbols.rules(),
        *homographs.rules(),
    )

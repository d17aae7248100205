"""Lengths of speech and pauses go in, with the time there is; the pace and pauses that fill it come out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from broadcast.errors import FitError, UsageError
from broadcast.units import PROGRAMME_RATE, Samples, clock, samples

NONE = Samples(0)
LEAST_PAUSE = samples(180)
"""The shortest pause from word to word: what the mix keeps of a take before and after its words."""

_SEARCHED = 12
"""Up to so many optional items every choice among them is tried; beyond it they go one by one."""

_TIME = r"(?:\d+:)?\d{1,3}(?::\d{2})?(?:\.\d{1,3})?\s*s?"
# 2:00   max 2:00   1:58-2:02   90s
_WINDOW = re.compile(
    rf"(?:(?P<most>max|<=?)\s*|(?P<least>min|>=?)\s*)?(?P<first>{_TIME})(?:\s*[-–]\s*(?P<last>{_TIME}))?"
)
# 1:02:03.5   2:00   90   90s
_CLOCK = re.compile(r"(?:(?:(\d+):)?(\d{1,3}):)?(\d{1,3}(?:\.\d{1,3})?)\s*s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The lengths that will do, in samples at 48 kHz; None leaves an end open."""

    shortest: Samples | None = None
    longest: Samples | None = None

    def nearest(self, length: int) -> Samples:
        """The length that will do nearest to `length`."""
        if self.shortest is not None and length < self.shortest:
            return self.shortest
        if self.longest is not None and length > self.longest:
            return self.longest
        return Samples(length)

    def __str__(self) -> str:
        ends = [clock(end, tenths=end % PROGRAMME_RATE != 0) for end in (self.shortest, self.longest) if end]
        if self.shortest == self.longest:
            return ends[0]
        if self.shortest is None:
            return f"at most {ends[0]}"
        return f"at least {ends[0]}" if self.longest is None else "-".join(ends)


def parse_window(text: str) -> Window:
    """A length as a producer writes it: "2:00", "1:58-2:02", "max 2:00", "min 1:30", "90s".

    Raises:
        UsageError: Anything else, nothing at all, or an end before its start.
    """
    found = _WINDOW.fullmatch(text.strip().lower())
    hint = "write 2:00, 1:58-2:02 or 'max 2:00'"
    if found is None or (found["last"] and (found["most"] or found["least"])):
        raise UsageError(f"'{text}' is not a length", hint)
    first = _length(found["first"])
    last = _length(found["last"]) if found["last"] else first
    if first <= 0 or last < first:
        raise UsageError(f"'{text}' is not a length that anything can have", hint)
    shortest = None if found["most"] else first
    longest = None if found["least"] else last
    return Window(shortest=shortest, longest=longest)


def _length(text: str) -> Samples:
    found = _CLOCK.fullmatch(text.strip())
    if found is None or (found[2] and float(found[3]) >= 60):
        raise UsageError(f"'{text}' is not a time", "write minutes and seconds: 2:00")
    hours, minutes, secs = (float(part or 0) for part in found.groups())
    return samples(1000 * (3600 * hours + 60 * minutes + secs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far a delivery may be moved and still sound natural.

    Attributes:
        rate: Lowest and highest factor on the pace.
        pauses: Lowest and highest factor on the pauses.

    References:
        A duration override of +-12 % left the word error rate of a recogniser unchanged; no listening test.
    """

    rate: tuple[float, float] = (0.88, 1.12)
    pauses: tuple[float, float] = (0.5, 1.6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """An item on the clock, in samples at 48 kHz.

    Attributes:
        speech: What the pace changes.
        pauses: From word to word, each of them what may be stretched; the one after the item is its last.
        fixed: All the rest: recorded clips, pauses that a person set, what surrounds a programme.
        words: Spoken words, to say how much copy is too much.
        group: Items that leave only together, such as a soundbite and its lead-in; None must stay.
    """

    speech: Samples = NONE
    pauses: tuple[Samples, ...] = ()
    fixed: Samples = NONE
    words: int = 0
    group: int | None = None

    def length(self, rate: float, factor: float) -> float:
        """At a pace and a factor on the pauses."""
        return self.speech / rate + self.fixed + sum(stretched(pause, factor) for pause in self.pauses)


def stretched(pause: Samples, factor: float) -> float:
    """A pause from word to word at a factor; none is shorter than what the takes bring with them."""
    return max(pause * factor, min(pause, LEAST_PAUSE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How the time is filled.

    Attributes:
        rate: Factor on the pace.
        pauses: Factor on the pauses.
        length: What was aimed at.
        left_out: Groups that are not heard.
    """

    rate: float
    pauses: float
    length: Samples
    left_out: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """By how much a copy is too long or too short, at the fastest or the slowest that sounds natural.

    Attributes:
        excess: Samples too long; below 0 too short.
        words: How many words that is, at least 1.
        natural: The length without any stretching.
        ways: Groups which, left out, would make it fit, the least first.
    """

    excess: Samples
    words: int
    natural: Samples
    ways: tuple[frozenset[int], ...] = ()


def solve(loads: Sequence[Load], window: Window, limits: Limits | None = None, *, drop: bool = False) -> Fit:
    """Fill the time that there is: pauses first, then the pace, the same for all items.

    Nothing is changed where the natural length will do; else the nearest end of the window is aimed at.

    Args:
        loads: The items, of one report or of a whole bulletin.
        window: The lengths that will do.
        limits: How far pace and pauses may go.
        drop: Leave out optional groups, as few words as will do, where it does not fit with all of them.

    Raises:
        MisfitError: It does not fit.
    """
    limits = limits or Limits()
    fit = _fit(loads, window, limits)
    if fit is not None:
        return fit
    excess, words = _excess(loads, window, limits)
    ways = _ways(loads, window, limits) if excess > 0 else ()
    if drop and ways:
        chosen = ways[0]
        fit = _fit([load for load in loads if load.group not in chosen], window, limits)
        if fit is not None:
            return Fit(rate=fit.rate, pauses=fit.pauses, length=fit.length, left_out=chosen)
    natural = Samples(round(_total(loads, 1, 1)))
    raise MisfitError(Misfit(excess=excess, words=words, natural=natural, ways=ways), window)


class MisfitError(FitError):
    """The copy does not fit the time.

    Attributes:
        misfit: By how much, and what would help.
    """

    def __init__(self, misfit: Misfit, window: Window) -> None:
        over = misfit.excess > 0
        words = f"{misfit.words} word{'s' if misfit.words != 1 else ''}"
        super().__init__(
            f"the copy is {words} too {'long' if over else 'short'} for {window}: it runs "
            f"{clock(misfit.natural, tenths=True)}, and any {'faster' if over else 'slower'} would not sound "
            "natural",
            f"{'cut' if over else 'add'} {words}",
        )
        self.misfit = misfit


def _total(loads: Sequence[Load], rate: float, factor: float) -> float:
    return sum(load.length(rate, factor) for load in loads)


def _fit(loads: Sequence[Load], window: Window, limits: Limits) -> Fit | None:
    natural = round(_total(loads, 1, 1))
    target = window.nearest(natural)
    if target == natural:
        return Fit(rate=1.0, pauses=1.0, length=target)
    low, high = limits.pauses
    end = low if target < natural else high
    reach = _total(loads, 1, end)
    if min(natural, reach) <= target <= max(natural, reach):
        factor = _bisect(lambda value: _total(loads, 1, value), low, high, target)
        return Fit(rate=1.0, pauses=factor, length=target)
    speech = sum(load.speech for load in loads)
    rest = target - (reach - speech)
    if speech <= 0 or rest <= 0:
        return None
    rate = speech / rest
    if not limits.rate[0] <= rate <= limits.rate[1]:
        return None
    return Fit(rate=rate, pauses=end, length=target)


def _bisect(measure: Callable[[float], float], low: float, high: float, target: float) -> float:
    """Where a measure that never falls reaches the target."""
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if measure(middle) < target else (low, middle)
    return (low + high) / 2


def _excess(loads: Sequence[Load], window: Window, limits: Limits) -> tuple[Samples, int]:
    """How much is too much at the fastest (too little at the slowest), in samples and in words."""
    target = window.nearest(round(_total(loads, 1, 1)))
    over = _total(loads, 1, 1) > target
    rate = limits.rate[1] if over else limits.rate[0]
    factor = limits.pauses[0] if over else limits.pauses[1]
    extreme = _total(loads, rate, factor)
    spoken = extreme - sum(load.fixed for load in loads)
    words = sum(load.words for load in loads)
    excess = extreme - target
    per_word = spoken / words if words and spoken > 0 else samples(330)
    return Samples(round(excess)), max(1, -int(-abs(excess) // per_word))


def _ways(loads: Sequence[Load], window: Window, limits: Limits) -> tuple[frozenset[int], ...]:
    """Which optional groups would make it fit, those that cost the fewest words first; three at the most."""
    words: dict[int, int] = {}
    for load in loads:
        if load.group is not None:
            words[load.group] = words.get(load.group, 0) + load.words
    groups = sorted(words)
    if len(groups) <= _SEARCHED:
        choices = [
            frozenset(some) for size in range(1, len(groups) + 1) for some in combinations(groups, size)
        ]
    else:
        choices = [frozenset(groups[at:]) for at in range(len(groups) - 1, -1, -1)]
    choices.sort(key=lambda chosen: (sum(words[group] for group in chosen), len(chosen), sorted(chosen)))
    fitting: list[frozenset[int]] = []
    for chosen in choices:
        kept = [load for load in loads if load.group not in chosen]
        if any(load.speech for load in kept) and _fit(kept, window, limits) is not None:
            fitting.append(chosen)
        if len(fitting) == 3:
            break
    return tuple(fitting)

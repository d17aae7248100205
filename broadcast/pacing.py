"""A Plan and the lengths of its lines go in; the Plan comes out at the pace and the length asked for."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from broadcast.errors import FitError
from broadcast.mix.fit import LEAST_PAUSE, Fit, Limits, MisfitError, Window, solve
from broadcast.mix.respace import loads_of, respaced
from broadcast.mix.timeline import Pauses
from broadcast.model import RATES, Kind, Line, Reason, Script, Segment, Timing, Unspoken, Voice
from broadcast.planning import Part, Plan, arrange
from broadcast.units import PROGRAMME_RATE, samples
from broadcast.voices.cache import stretched_key, take_key

Measure = Callable[[Plan], Mapping[str, Timing]]
"""A plan -> how long each of its lines lasts, or will."""

INSIDE = Limits(pauses=(0.515, 1.55))
"""Where the pace has to help, the pauses are left room: an engine's lengths come in steps of 25 ms."""

_TRIES = 6
STEP = 1.025
"""Paces go in steps of 2.5 %: an edit of one sentence seldom moves the rest, whose takes are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A plan whose pace is settled.

    Attributes:
        plan: What is to be spoken; optional segments that had to go are gone.
        fit: How the time that was asked for is filled; None where none was.
    """

    plan: Plan
    fit: Fit | None = None


def settle(made: Plan, measure: Measure, window: Window | None = None, *, drop: bool = False) -> Settled:
    """Bring every voice to the words a minute asked of it, and the programme to its length.

    The pauses are stretched first, all alike, then the pace, all alike; `Settled.fit.length` is what
    `mix.respace.respaced` then makes of the programme, to the sample.

    Args:
        made: At the voices' own pace.
        measure: Tells how long lines last.
        window: The lengths that will do.
        drop: Leave optional segments out where it does not fit with them.

    Raises:
        FitError: It does not fit and sound natural; the message says by how many words.
    """
    if any(made.paces):
        made = at_paces(made, measure(made))
    if window is None:
        return Settled(plan=made)
    programme = arrange(made, measure(made))
    groups = optional_groups(made.script)
    try:
        fit = solve(loads_of(programme, groups), window, INSIDE, drop=drop)
    except MisfitError as error:
        raise FitError(str(error), _advice(made.script, groups, error)) from error
    made = without(made, [index for index, group in enumerate(groups) if group in fit.left_out])
    return _filled(made, measure, fit)


def _filled(made: Plan, measure: Measure, fit: Fit) -> Settled:
    """The plan at the pace that lets the pauses do the rest, found by trying."""
    exact = Window(shortest=fit.length, longest=fit.length)
    rate = fit.rate
    for _ in range(_TRIES):
        plan = made if rate == 1 else faster(made, rate)
        programme = arrange(plan, measure(plan))
        done = respaced(programme, fit.length)
        if done is not None:
            pauses = solve(loads_of(programme), exact, Limits(rate=(1.0, 1.0))).pauses
            return Settled(plan=plan, fit=replace(fit, rate=rate, pauses=pauses))
        try:
            rate *= solve(loads_of(programme), exact, replace(INSIDE, rate=(0.7, 1.4))).rate
        except MisfitError:
            break
    raise FitError(
        "the voices' lengths come in steps too large for this length", "ask for a second more or less"
    )


def at_paces(made: Plan, timings: Mapping[str, Timing]) -> Plan:
    """The plan with every voice at the words a minute asked of it, over all that it reads.

    A segment with a pace of its own has it by itself. Words a minute count as in the run-sheet: spoken words
    from the first one's start to the last one's end, pauses between sentences with them; the factors are
    whole steps.
    """
    shares: dict[object, list[int]] = {}
    for index, wpm in enumerate(made.paces):
        if wpm is not None and made.parts[index]:
            alone = made.script.segments[index].wpm is not None
            shares.setdefault(index if alone else (str(made.voices[index]), wpm), []).append(index)
    factors = [1.0] * len(made.parts)
    for indexes in shares.values():
        factor = STEP ** round(math.log(_factor(made, timings, indexes), STEP))
        for index in indexes:
            factors[index] = factor
    return _repaced(made, factors)


def _factor(made: Plan, timings: Mapping[str, Timing], indexes: Iterable[int]) -> float:
    """The factor on the pace that gives segments their words a minute together."""
    speech = pauses = wanted = 0.0
    for index in indexes:
        parts = made.parts[index]
        words = sum(len(token.text.split()) for part in parts for token in part.line.tokens)
        wanted += words * 60 / (made.paces[index] or 1)
        speech += sum(_spoken_s(timings[part.key]) for part in parts)
        between = (_pause(made.pauses[index], part.line) for part in parts[:-1])
        pauses += sum(max(samples(pause), LEAST_PAUSE) for pause in between) / PROGRAMME_RATE
    room = wanted - pauses
    return speech / room if room > speech / RATES[1] else RATES[1]


def _pause(pauses: Pauses, line: Line) -> int:
    """The pause after a line: a person's, else that of its boundary."""
    return pauses.after_line(line.boundary) if line.pause_ms is None else line.pause_ms


def _spoken_s(timing: Timing) -> float:
    return (max(word.end for word in timing.words) - timing.words[0].start) / timing.rate_hz


def faster(made: Plan, rate: float) -> Plan:
    """The plan with everything spoken `rate` times as fast."""
    return _repaced(made, [rate] * len(made.parts))


def _repaced(made: Plan, factors: Iterable[float]) -> Plan:
    tells = _telling(made)
    parts, voices = [], []
    for own, voice, factor in zip(made.parts, made.voices, factors, strict=True):
        changed = own if factor == 1 else tuple(_repaced_part(made, part, factor, tells) for part in own)
        parts.append(changed)
        voices.append(changed[0].voice if changed else voice)
    return replace(made, parts=tuple(parts), voices=tuple(voices))


def _telling(made: Plan) -> frozenset[str]:
    """The voices whose engine can tell, and be told, how long a line lasts."""
    first = {str(part.voice): part for part in made.lines()}
    return frozenset(
        name
        for name, part in first.items()
        if made.engines[part.voice.engine].time(part.line, part.voice).exact
    )


def _repaced_part(made: Plan, part: Part, factor: float, tells: frozenset[str]) -> Part:
    engine = made.engines[part.voice.engine]
    if str(part.voice) not in tells:
        stretch, base = round(part.stretch * factor, 4), part.base or part.key
        return replace(part, stretch=stretch, base=base, key=stretched_key(base, stretch))
    voice = _at_rate(part.voice, part.voice.rate * factor)
    return replace(part, voice=voice, key=take_key(engine.fingerprint(voice), part.line, voice))


def _at_rate(voice: Voice, rate: float) -> Voice:
    return replace(voice, rate=round(min(max(rate, RATES[0]), RATES[1]), 4))


def optional_groups(script: Script) -> list[int | None]:
    """Which segments leave together, one number a segment; None where it must stay.

    A soundbite that may go takes its lead-in and its continuation with it.
    """
    groups: list[int | None] = [None] * len(script.segments)
    for index, segment in enumerate(script.segments):
        if segment.optional and groups[index] is None:
            first = index
            while first and _introduces(script.segments[first - 1], script.segments[first]):
                first -= 1
            last = index
            while last + 1 < len(groups) and script.segments[last + 1].continued:
                last += 1
            groups[first : last + 1] = [index] * (last + 1 - first)
    return groups


def _introduces(before: Segment, segment: Segment) -> bool:
    led = before.kind is Kind.LEAD_IN and segment.kind is Kind.SOUNDBITE
    return segment.continued or (led and before.speaker == segment.speaker)


def without(made: Plan, indexes: Iterable[int]) -> Plan:
    """The plan without some segments, their words listed as left out for time; the cast stays as it is."""
    gone = set(indexes)
    if not gone:
        return made
    kept = [index for index in range(len(made.parts)) if index not in gone]
    script = made.script
    missing = [
        Unspoken(span=part.span, reason=Reason.FOR_TIME, text=part.text)
        for part in (script.segments[index] for index in sorted(gone))
        if part.span is not None and part.kind is not Kind.LEAD_IN
    ]
    shorter = replace(
        script,
        segments=tuple(script.segments[index] for index in kept),
        unspoken=tuple(sorted((*script.unspoken, *missing), key=lambda part: part.span)),
    )
    return replace(
        made,
        script=shorter,
        voices=tuple(made.voices[index] for index in kept),
        parts=tuple(made.parts[index] for index in kept),
        paces=tuple(made.paces[index] for index in kept),
        pauses=tuple(made.pauses[index] for index in kept),
        recordings=tuple(made.recordings[index] for index in kept),
    )


def _advice(script: Script, groups: list[int | None], error: MisfitError) -> str:
    """What would make it fit: words, and optional segments that could go."""
    if error.misfit.ways:
        names = [
            f"{script.segments[group].kind.value} '{script.segments[group].text[:30].strip()}…'"
            for group in sorted(error.misfit.ways[0])
        ]
        return f"{error.hint}, or leave out {' and '.join(names)}: --drop-optional"
    if error.misfit.excess > 0 and not any(group is not None for group in groups):
        return f"{error.hint}, or mark what may go with 'optional: yes' in the script"
    if error.misfit.excess > 0:
        return f"{error.hint}; leaving out all that is optional would not do"
    return error.hint

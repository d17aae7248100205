"""Times of day go in; their words come out."""

import re

from broadcast.speech import numerals
from broadcast.speech.rules.shapes import letters_at, word_after, word_before
from broadcast.speech.scan import DIGIT, Change, Find, Rule
from broadcast.speech.tables import either, words
from broadcast.units import Span

# 6:45   7.30   9
_CLOCK = r"([01]?\d)(?:[:.]([0-5]\d))?"
# a.m.  pm  P.M.
_HALF = r"([aApP])\.?\s?[mM](?![^\W_])\.?"


def rules() -> tuple[Rule, ...]:
    """Times, spans first."""
    zones = either(words("dates", "zones"))
    before = r"(?<![\w:$£€#])(?<!\d[.,/-])"
    return (
        # 6:30-8:15 p.m.   9am-5pm
        Rule(re.compile(rf"{before}{_CLOCK}\s?(?:{_HALF})?\s?[-–—]\s?{_CLOCK}\s?{_HALF}"), _span, DIGIT),
        # 6:45 a.m.   7pm
        Rule(re.compile(rf"{before}{_CLOCK}[\s-]?{_HALF}"), _half_day, DIGIT),
        # 8/7c
        Rule(
            re.compile(r"(?<![\w/])(1?\d)/(1?\d)c(?![^\W_])"),
            lambda found, _: "{}, {} Central".format(
                *(numerals.cardinal(int(one)) for one in found.groups())
            ),
            "/",
        ),
        # 18:30-20:00
        Rule(
            re.compile(rf"{before}([0-2]?\d):([0-5]\d)\s?[-–—]\s?([0-2]?\d):([0-5]\d)(?![\w:])"),
            _long_span,
            DIGIT,
        ),
        # 18:30   9:00
        Rule(
            re.compile(rf"{before}([0-2]?\d):([0-5]\d)(?::([0-5]\d))?(\.\d{{1,3}})?(?!\w|:\d|[-–]\d)"),
            _clock,
            DIGIT,
        ),
        # at 19h30
        Rule(re.compile(r"(?<=(?:at|by) )([01]?\d|2[0-3])h([0-5]\d)(?![^\W_])"), _zoned, "h"),
        # UTC-5   GMT+1
        Rule(re.compile(r"(?<=UTC|GMT)([-−+])(?=\d)"), _offset, "TC"),
        # 09.30 BST
        Rule(
            re.compile(rf"{before}([01]?\d|2[0-3])\.([0-5]\d)(?=\s?(?:{zones}|hrs|hours)(?![^\W_]))"),
            _zoned,
            DIGIT,
        ),
        # 1530GMT
        Rule(re.compile(rf"(?<=\d)({zones})(?![^\W_])"), _zone, DIGIT),
        # 0600 GMT
        Rule(
            re.compile(rf"{before}([01]\d|2[0-4])([0-5]\d)(?=\s?(?:{zones}|hrs|hours|local)(?![^\W_]))"),
            _military,
            DIGIT,
        ),
        # at 0430
        Rule(
            re.compile(
                r"(?:(?<=at )|(?<=by )|(?<=until )|(?<=before )|(?<=after )|(?<=around )|(?<=since ))"
                r"(0\d)([0-5]\d)(?![\w%]|[.,:/-]\d)"
            ),
            _military,
            DIGIT,
        ),
        # the 8.15 to Leeds
        Rule(
            re.compile(
                r"(?<=[Tt]he )([01]?\d|2[0-3])\.([0-5]\d)"
                r"(?=\s(?:to|from|train|service|departure|ferry|flight)\s)"
            ),
            _timetabled,
            DIGIT,
        ),
        # at 7.30
        Rule(re.compile(rf"{before}([01]?\d|2[0-3])\.([0-5][05])(?![\w%:]|[.,]\d)"), _dotted, DIGIT),
    )


def _hours(hour: int, minute: str | None) -> str:
    if not minute or minute == "00":
        return numerals.below_hundred(hour)
    return f"{numerals.below_hundred(hour)} {'oh ' * (minute[0] == '0')}{numerals.below_hundred(int(minute))}"


def _half_day(found: Find, british: bool) -> list[Change] | None:
    hour, minute, half = found.groups()
    if int(hour) > 12 and not minute:
        return None
    return [
        _clock_at(found, (1, 2), _hours(int(hour), minute)),
        _half_at((found.start(3), found.end()), half, british),
    ]


def _clock_at(found: Find, groups: tuple[int, int], spoken: str) -> Change:
    first, last = groups
    return Change(span=(found.start(first), max(found.end(first), found.end(last))), spoken=spoken)


def _half_at(span: Span, half: str, british: bool) -> Change:
    return letters_at(span, f"{half.upper()}M", british=british)


def _span(found: Find, british: bool) -> list[Change] | None:
    hour, minute, half, end_hour, end_minute, end_half = found.groups()
    if int(hour) > 12 or int(end_hour) > 12:
        return None
    joint = "and" if word_before(found).lower() == "between" else "to"
    changes = [_clock_at(found, (1, 2), _hours(int(hour), minute))]
    if half:
        signs = len(found.string[found.start(3) : found.start(4)].rstrip(" -–—\u00a0"))
        changes.append(_half_at((found.start(3), found.start(3) + signs), half, british))
    changes.append(_clock_at(found, (4, 5), f"{joint} {_hours(int(end_hour), end_minute)}"))
    return [*changes, _half_at((found.start(6), found.end()), end_half, british)]


def _of_day(hour: int, minute: str) -> str:
    if minute != "00":
        return _hours(hour, minute)
    if hour > 12 or hour == 0:
        return f"{numerals.below_hundred(hour)} hundred"
    return f"{numerals.below_hundred(hour)} o'clock"


def _long_span(found: Find, british: bool) -> str | None:
    hour, minute, end_hour, end_minute = found.groups()
    if int(hour) > 24 or int(end_hour) > 24:
        return None
    joint = "and" if word_before(found).lower() == "between" else "to"
    return f"{_of_day(int(hour), minute)} {joint} {_of_day(int(end_hour), end_minute)}"


def _clock(found: Find, british: bool) -> str | None:
    hour, minute, second, part = found.groups()
    if int(hour) > 24:
        return None
    point = f" point {numerals.digits(part)}" if part else ""
    if second is not None and minute == "00":
        hours = f"{numerals.below_hundred(int(hour))} {'hour' if int(hour) == 1 else 'hours'}"
        return f"{hours} {numerals.below_hundred(int(second))}{point} seconds"
    if second is None:
        return _hours(int(hour), minute) + point if part else _of_day(int(hour), minute)
    seconds = "zero" if second == "00" else "oh " * (second[0] == "0") + numerals.below_hundred(int(second))
    return f"{_hours(int(hour), minute)} {seconds}{point}"


def _timetabled(found: Find, british: bool) -> str | None:
    return _hours(int(found.group(1)), found.group(2)) if british else None


def _zoned(found: Find, british: bool) -> str:
    hour, minute = found.groups()
    return _of_day(int(hour), minute)


def _offset(found: Find, british: bool) -> str:
    return "plus" if found.group() == "+" else "minus"


def _zone(found: Find, british: bool) -> list[Change]:
    return [letters_at(found.span(), found.group(), british=british)]


def _military(found: Find, british: bool) -> str:
    hour, minute = found.groups()
    lead = "oh " if hour[0] == "0" and hour != "00" else ""
    hours = "zero" if hour == "00" else numerals.below_hundred(int(hour))
    if minute == "00":
        return f"{lead}{hours} hundred"
    return f"{lead}{hours} {'oh ' * (minute[0] == '0')}{numerals.below_hundred(int(minute))}"


def _dotted(found: Find, british: bool) -> str | None:
    hour, minute = found.groups()
    timed = word_before(found).lower() in ("at", "until", "till", "before")
    if (
        not british
        or not timed
        or word_after(found) in ("percent", "per", "million", "billion", "points", "on")
    ):
        return None
    return _hours(int(hour), minute)

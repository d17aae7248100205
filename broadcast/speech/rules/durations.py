"""Hours, minutes, seconds and ages written with letters go in; their words come out."""

import re

from broadcast.speech import numerals
from broadcast.speech.rules.shapes import START, is_one, quantity
from broadcast.speech.scan import DIGIT, Find, Rule

_NAMES = ("hour", "minute", "second")
_HOURS = r"(\d{1,3})\s?h(?:rs?)?\.?\s?"
_SECONDS = r"(\d{1,2}(?:\.\d{1,3})?)\s?s(?:ecs?)?(?![^\W_])"


def rules() -> tuple[Rule, ...]:
    """Durations and ages; before dates, which would take 20s for a decade."""
    return (
        # 2h 15m   1hr 20min 5s
        Rule(
            re.compile(
                rf"{START}{_HOURS}(\d{{1,2}})\s?m(?:ins?)?(?![^\W\d_])(?:\.?\s?{_SECONDS})?(?![^\W_])"
            ),
            _lasting,
            DIGIT,
        ),
        # 1h45
        Rule(re.compile(rf"{START}(\d{{1,3}})h([0-5]\d)()(?![^\W_]|[.,]\d)"), _lasting, DIGIT),
        # 5m30s   3min 12.4sec
        Rule(re.compile(rf"{START}()(\d{{1,3}})\s?m(?:ins?)?\.?\s?{_SECONDS}"), _lasting, DIGIT),
        # 18-34s
        Rule(re.compile(rf"{START}(\d{{2}})[-–](\d{{2}})s(?![^\W_])"), _aged, DIGIT),
        # 3yo   12-y.o.
        Rule(re.compile(rf"{START}(\d{{1,3}})[\s-]?(?:y\.o\.|y/?o)(s?)(?![^\W_])"), _years_old, DIGIT),
        # 24.7s
        Rule(re.compile(rf"{START}()()(\d{{1,3}}\.\d{{1,3}})s(?![^\W_])"), _lasting, DIGIT),
    )


def _aged(found: Find, british: bool) -> str:
    low, high = (numerals.below_hundred(int(part)) for part in found.groups())
    return f"{low} to {numerals.plural(high)}"


def _years_old(found: Find, british: bool) -> str:
    return f"{numerals.cardinal(int(found.group(1)), british=british)}-year-old{found.group(2)}"


def _lasting(found: Find, british: bool) -> str:
    counted = zip(found.groups(), _NAMES, strict=True)
    return " ".join(
        f"{quantity(count, british=british)} {name}{'' if is_one(count) else 's'}"
        for count, name in counted
        if count
    )

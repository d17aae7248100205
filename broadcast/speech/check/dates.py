"""Copy with the day it airs goes in; words such as "today" that are true on another day come out."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from broadcast.speech.check.copy import Copy
from broadcast.speech.check.figures import MONTH
from broadcast.speech.check.finding import Find, Hit
from broadcast.speech.check.options import Checks

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# today   this morning   last night
_NEAR = re.compile(
    r"(?<![\w-])(?:today|tonight|tomorrow(?: morning| night| evening)?|yesterday"
    r"|this (?:morning|afternoon|evening)|last night)(?!['’]s|[\w-])",
    re.IGNORECASE,
)
# Tuesday
_WEEKDAY = re.compile(rf"(?<![\w-])(?:on )?(?P<day>{'|'.join(_DAYS)})(?!s\b|['’]s|[\w-])(?! \d)(?! the \d)")
_OTHER_WEEK = re.compile(
    r"\b(?:last|next|every|each|previous|following|a|one|any|Black|Good|Ash|Palm|Easter|Super|Cyber|Giving|Bloody|Holy|since|by|until|per)\s\Z"
)
# Nov. 9   9 November
_MONTH_DAY = re.compile(
    rf"(?P<month>{MONTH})\s(?P<day>\d{{1,2}})|(?P<day_first>\d{{1,2}})\s(?P<month_last>{MONTH})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ONE_DAY_LATER = {
    "today": "yesterday",
    "tonight": "last night",
    "this morning": "yesterday morning",
    "this afternoon": "yesterday afternoon",
    "this evening": "yesterday evening",
    "tomorrow": "today",
    "tomorrow morning": "this morning",
    "tomorrow night": "tonight",
    "tomorrow evening": "this evening",
}


def date_near(text: str, airs: date) -> date | None:
    """The day that a dateline names, in the year that brings it nearest to the day it airs.

    >>> date_near("PORT MERROW, Dec. 31", date(2026, 1, 2))
    datetime.date(2025, 12, 31)
    """
    found = _MONTH_DAY.search(text)
    if found is None:
        return None
    month = _MONTHS.index((found["month"] or found["month_last"])[:3].lower()) + 1
    day = int(found["day"] or found["day_first"])
    near: list[date] = []
    for year in (airs.year - 1, airs.year, airs.year + 1):
        try:
            near.append(date(year, month, day))
        except ValueError:
            continue
    return min(near, key=lambda one: abs(one - airs), default=None)


def _stale(copy: Copy, checks: Checks) -> Iterator[Hit]:
    written, airs = copy.written, copy.airs
    if written is None or airs is None or written == airs or abs(airs - written) > timedelta(days=60):
        return
    for found in copy.find(_NEAR):
        said = " ".join(found.group().lower().split())
        suggestion = _ONE_DAY_LATER.get(said) if airs - written == timedelta(days=1) else None
        if said in ("yesterday", "last night") or suggestion is None:
            shift = {"yesterday": -1, "last night": -1}.get(said, 1 if said.startswith("tomorrow") else 0)
            suggestion = suggestion or f"on {_DAYS[(written + timedelta(days=shift)).weekday()]}"
        yield Hit(
            span=found.span(),
            what=f"“{said}” was written on {written:%d %B}, and airs on {airs:%d %B}".replace(" 0", " "),
            suggestion=suggestion,
        )


def _weekday(copy: Copy, checks: Checks) -> Iterator[Hit]:
    if copy.airs is None:
        return
    today = _DAYS[copy.airs.weekday()]
    for found in copy.find(_WEEKDAY):
        if found["day"] != today or _OTHER_WEEK.search(copy.narrated[: found.start()][-12:]):
            continue
        yield Hit(span=found.span(), what=f"{today} is the day it airs", suggestion="today")


FINDERS: Mapping[str, Find] = {
    "D951": _stale,
    "D952": _weekday,
}
"""Rules D951 and on."""

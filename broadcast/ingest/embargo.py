"""A time as newsrooms write it comes in; the moment, aware of its zone, goes out, or None."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

LONGEST = 400
"""Characters of a line that are looked at for a time."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner janvier enero",
            "feb february februar février febrero",
            "mar march märz mars marzo",
            "apr april avril abril",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet julio",
            "aug august août agosto",
            "sep sept september septembre septiembre",
            "oct october okt oktober octobre octubre",
            "nov november novembre noviembre",
            "dec december dez dezember décembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mon monday montag lundi lunes",
            "tue tues tuesday dienstag mardi martes",
            "wed wednesday mittwoch mercredi miércoles",
            "thu thur thurs thursday donnerstag jeudi jueves",
            "fri friday freitag vendredi viernes",
            "sat saturday samstag sonnabend samedi sábado",
            "sun sunday sonntag dimanche domingo",
        )
    )
    for name in names.split()
}
# Names that two countries share stand for the zone that holds longest: CST is Chicago, BST is London.
_ZONES = {
    name: minutes
    for minutes, names in {
        0: "utc gmt ut wet",
        60: "bst ist west cet mez wat",
        120: "cest mesz eet sast cat",
        180: "eest msk eat trt",
        240: "gst",
        300: "pkt",
        420: "wib ict",
        480: "awst hkt sgt",
        540: "jst kst",
        570: "acst",
        600: "aest",
        630: "acdt",
        660: "aedt",
        720: "nzst",
        780: "nzdt",
        -150: "ndt",
        -180: "adt brt",
        -210: "nst",
        -240: "ast edt",
        -300: "est cdt",
        -360: "cst mdt",
        -420: "mst pdt",
        -480: "pst akdt",
        -540: "akst",
        -600: "hst",
    }.items()
    for name in names.split()
}
_SEASONAL = {
    **dict.fromkeys(("et", "eastern", "new york"), ("us", -300)),
    **dict.fromkeys(("ct", "central"), ("us", -360)),
    **dict.fromkeys(("mt", "mountain"), ("us", -420)),
    **dict.fromkeys(("pt", "pacific"), ("us", -480)),
    **dict.fromkeys(("uk", "london", "british"), ("eu", 0)),
    **dict.fromkeys(("berlin", "paris", "brussels", "german", "french", "central european"), ("eu", 60)),
}
_NAMES = "|".join(sorted(_ZONES, key=len, reverse=True))
# GMT      UTC+1      GMT-05:30      +0100      Z      BST      ET      Eastern time      UK time
_ZONE = re.compile(
    r"(?<![A-Za-z])(?:(?:GMT|UTC|UT)?(?<!\d)(?P<sign>[+−-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?!\d)"
    rf"|(?P<name>{_NAMES.upper()})\b|(?P<lower>(?<=\d )(?:{_NAMES})\b|(?<=hrs )(?:{_NAMES})\b)"
    rf"|(?P<short>[ECMP]T)\b"
    rf"|(?i:(?P<long>{'|'.join(_SEASONAL)})(?: (?P<kind>standard|daylight|summer))? time\b))"
    r"|(?<=\d)(?P<zulu>[Zz])\b"
)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
# 2026      '26
_YEAR = r"(?P<year>(?:19|20|21)\d\d(?![\d:])|'\d\d\b)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2026-11-24      20261124
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<gap>[-/]?)(?P<month>\d\d)(?P=gap)(?P<day>\d\d)(?=T\d|\D|$)",
        # 24 NOVEMBER 2026      5th of May      24. November 2026
        (
            rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-]+(?:of |de )?(?P<month>{_MONTH})\b\.?"
            rf"(?:,?[\s-]*(?:de )?{_YEAR})?"
        ),
        # Nov. 23      November 23rd, 2026
        (
            rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]\d|\s?[ap]\.?m\b)"
            rf"(?:,?\s+{_YEAR})?"
        ),
        # 24.11.2026      24/11/26      24.11.
        (
            r"(?<!\d)(?P<first>\d{1,2})(?P<gap>[./-])(?P<second>\d{1,2})"
            r"(?:(?P=gap)(?P<year>(?:19|20)?\d\d)(?!\d)|\.(?!\d))"
        ),
    )
)
_TIMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 00:01      6.30 PM      00h01      06:00:00
        (
            r"(?<![\d+:−-])(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?(?!\d)"
            r"\s*(?P<half>[ap]\.?\s?m\b)?"
        ),
        # 6 a.m.      12pm
        r"(?<![\d+:.−-])(?P<hour>\d{1,2})\s*(?P<half>[ap]\.?\s?m\b)",
        # T060000Z      T0600
        r"\bT(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?!\d)",
        # 0001      0001hrs
        r"(?<![\d+:.,−-])(?P<hour>\d\d)(?P<minute>\d\d)(?!\d|[.,]\d)",
        # 6 Uhr      18h
        r"(?<![\d+:.−-])(?P<hour>\d{1,2})\s?(?:uhr|h|heures?|hrs?|hours)\b",
        # noon      midnight
        r"\b(?P<word>noon|midday|midnight)\b",
    )
)
# the end of "5 May 2030 GMT", where 2030 is no year
_ZONE_NEXT = re.compile(rf"\s?(?:hrs?|hours|h|uhr|{_NAMES})\b", re.IGNORECASE)
# 2026-01-31 06:00 UTC
_ZULU = re.compile(r" ?(?:UTC|GMT)$")
# TUESDAY      Mon
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})\b", re.IGNORECASE)


def moment_of(written: str, *, now: datetime | None = None) -> datetime | None:
    """Read a moment: ISO 8601, RFC 2822, `20261124T060000Z`, or prose.

    A moment without a zone is in UTC; a zone's name that two countries share is the one that comes last.
    A date without a time of day is its first minute; midnight of a day is its end. A date without a year is
    the one nearest to now, on the weekday that is named.

    Args:
        written: As it stands in the copy: "0001 GMT, TUESDAY 24 NOVEMBER 2026".
        now: The present, for a date without a year; the clock's time when it is left out.

    Returns:
        The moment, or None where there is no date, more than one can be meant, or it contradicts its weekday.
    """
    text = " ".join(written[:LONGEST].split())
    try:
        moment = datetime.fromisoformat(_ZULU.sub("+00:00", text))
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError:
        return _from_prose(text, now or datetime.now(UTC))


def _from_prose(text: str, now: datetime) -> datetime | None:
    found = next(filter(None, (pattern.search(text) for pattern in _DATES)), None)
    if found is None:
        return None
    parts = found.groupdict()
    rest = f"{text[: found.start()]} ; {text[found.end() :]}"
    time = _time(rest)
    if time is None and parts["year"] and _ZONE_NEXT.match(text, found.end("year")):
        rest, parts["year"] = text[found.start("year") :], None
        time = _time(rest)
    named = _WEEKDAY.search(text)
    weekday = _WEEKDAYS[named[0].lower()] if named else None
    moments: list[datetime] = []
    for day in _days(parts, now, weekday):
        try:
            clock = _clock(time)
            local = datetime(day.year, day.month, day.day, tzinfo=UTC) + clock
            moments.append((local - _offset(rest, time, local)).replace(tzinfo=UTC))
        except (ValueError, OverflowError):
            continue
    return max(moments, default=None)


def _time(text: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.search(text) for pattern in _TIMES)), None)


def _days(parts: dict[str, str | None], now: datetime, weekday: int | None) -> Iterator[date]:
    """The days that a date can mean: one, or two where day and month may stand either way round."""
    written = parts.get("year") or ""
    if written:
        year = int(written.strip("'"))
        years = [year if year >= 100 else 2000 + year]
    else:
        years = [now.year - 1, now.year, now.year + 1]
    for month, day in _months_and_days(parts):
        days: list[date] = []
        for year in years:
            try:
                days.append(date(year, month, day))
            except ValueError:
                continue
        fitting = [day for day in days if weekday is None or day.weekday() == weekday]
        yield from sorted(fitting, key=lambda day: abs(day - now.date()))[:1]


def _months_and_days(parts: dict[str, str | None]) -> list[tuple[int, int]]:
    month = parts.get("month")
    if month:
        return [(int(month) if month.isdigit() else _MONTHS[month.lower()], int(parts["day"] or 0))]
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    # 24.11.2026 has the day first; 5/11/26 may have it on either side.
    return [(second, first)] if parts["gap"] == "." else [(second, first), (first, second)]


def _clock(time: re.Match[str] | None) -> timedelta:
    """The time of day; raises ValueError where it is none."""
    if time is None:
        return timedelta()
    parts = time.groupdict()
    if parts.get("word"):
        return timedelta(hours=24 if parts["word"].lower() == "midnight" else 12)
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (parts.get("half") or "")[:1].lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute):
        raise ValueError(hour)
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _offset(rest: str, time: re.Match[str] | None, local: datetime) -> timedelta:
    """How far ahead of UTC the zone is that stands after the time, or else anywhere; UTC without one."""
    zone = _ZONE.search(rest, time.start("hour") + 1 if time and time.groupdict().get("hour") else 0)
    zone = zone or _ZONE.search(rest)
    if zone is None or zone["zulu"]:
        return timedelta()
    if zone["sign"]:
        size = timedelta(hours=int(zone["hours"]), minutes=int(zone["minutes"] or 0))
        return size if zone["sign"] == "+" else -size
    name = zone["name"] or zone["lower"]
    if name:
        return timedelta(minutes=_ZONES[name.lower()])
    rule, minutes = _SEASONAL[(zone["short"] or zone["long"]).lower()]
    kind = (zone["kind"] or "").lower()
    summer = kind in ("daylight", "summer") or (not kind and _is_summer(rule, local))
    return timedelta(minutes=minutes + (60 if summer else 0))


def _is_summer(rule: str, local: datetime) -> bool:
    """Daylight saving time by the rules of the United States (since 2007) and of Europe (since 1996)."""
    if rule == "us":
        first, last = _sunday(local.year, 3, 8), _sunday(local.year, 11, 1)
    else:
        first, last = _sunday(local.year, 3, 25), _sunday(local.year, 10, 25)
    changes = timedelta(hours=2)
    return first + changes <= local < last + changes


def _sunday(year: int, month: int, day: int) -> datetime:
    """The first Sunday from a day on."""
    start = datetime(year, month, day, tzinfo=UTC)
    return start + timedelta(days=(6 - start.weekday()) % 7)

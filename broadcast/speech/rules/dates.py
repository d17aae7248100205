"""Dates, years, decades and spans of them go in; their words come out."""

import re

from broadcast.speech import numerals
from broadcast.speech.rules.shapes import DASH, END, word_after, word_before, words_before
from broadcast.speech.scan import DIGIT, Change, Find, Rule
from broadcast.speech.tables import either, table, words

_FULL = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAY = r"([0-3]?\d)(?:st|nd|rd|th)?(?![^\W_]|[.,:/]\d)"
_YEAR = r"(1\d{3}|20\d{2})(?![^\W_]|[.,]\d|[-–]\d)"
# 2019-21   1939-1945
_YEARS = r"(1[1-9]\d\d|20\d\d)(\s?[-–—]\s?|/)(\d{4}|\d{2})"


def rules() -> tuple[Rule, ...]:
    """Dates, the longest first; a bare year last."""
    month = rf"(?<![^\W_])({either(table('dates')['months'])})(?![^\W_])\.?"
    days = either(table("dates")["days"])
    named = either(set(table("dates")["days"].values()))
    near = rf"(?={month}|\d{{1,2}}(?:st|nd|rd|th)?\s+{month})".replace("(?<![^\\W_])(", "(?:")
    return (
        # FY2024/25   FY 2025   FY25
        Rule(re.compile(r"(?<![^\W_])FY\s?(\d{4}|\d{2})(?:[/-](\d{2}))?(?![\w-]|[.,:]\d)"), _fiscal, "F"),
        # Mon., Nov. 23   Sat 5 Oct
        Rule(re.compile(rf"(?<![^\W_])({days})(?![^\W_])\.?(,?)\s+{near}"), _weekday),
        # Mon-Fri   Sat.–Sun.
        Rule(re.compile(rf"(?<![^\W_])({days})\.?{DASH}({days})(?![^\W_])\.?"), _weekdays, "-–—‑"),
        # a Monday-Friday service
        Rule(re.compile(rf"(?<![^\W_])({named})[-–]({named})(?![^\W_])"), _weekdays, "-–"),
        # Tues.   on Sat   Sun. night
        Rule(
            re.compile(
                r"(?<![^\W_])(?:(Mon|Tue|Wed|Thu|Thur|Fri)\.|(Tues|Weds|Thurs)(?![^\W_])\.?)"
                r"|(?<![^\W_])(Sat|Sun)\.(?=\s(?:morning|afternoon|evening|night|at)(?![^\W_]))"
                r"|(?:(?<=[Oo]n )|(?<=next )|(?<=last )|(?<=this )|(?<=until ))"
                r"(Mon|Tue|Wed|Thu|Fri|Sat)(?![^\W_])\.?"
            ),
            _weekday_alone,
        ),
        # a C17th barn
        Rule(
            re.compile(r"(?<![^\W_])C(\d{1,2})(?:st|nd|rd|th)(?![^\W_])"),
            lambda found, _: f"{numerals.ordinal(int(found.group(1)))} century",
            "C",
        ),
        # Nov. 30-Dec. 2
        Rule(re.compile(rf"{month}\s+{_DAY}{DASH}{month}\s+{_DAY}"), _two_months, DIGIT),
        # 30 Nov - 2 Dec
        Rule(re.compile(rf"(?<![\w.,/-]){_DAY}\s+{month}{DASH}{_DAY}\s+{month}"), _two_day_months, DIGIT),
        # Sept. 3-5, 2026
        Rule(
            re.compile(rf"{month}\s+([0-3]?\d)(?:st|nd|rd|th)?{DASH}{_DAY}(?:,?\s+{_YEAR})?"),
            _month_days,
            DIGIT,
        ),
        # 3-5 September 2026
        Rule(
            re.compile(rf"(?<![\w.,/-])([0-3]?\d)(?:st|nd|rd|th)?{DASH}{_DAY}\s+{month}(?:,?\s+{_YEAR})?"),
            _days_month,
            DIGIT,
        ),
        # between 5 and 10 May
        Rule(
            re.compile(rf"(?<![\w.,/$£€-])([0-3]?\d)(?:st|nd|rd|th)?\s(and|to|or|until)\s{_DAY}\s+{month}"),
            _joined_days,
            DIGIT,
        ),
        # between Jan. 3 and 10
        Rule(
            re.compile(
                rf"{month}\s+([0-3]?\d)\s(and|to|or|through)\s{_DAY}(?=[.,;:)!?]|\s*\Z|\s(?:in|at|to|for|before|after|with)\s)"
            ),
            _month_joined,
            DIGIT,
        ),
        # 1999-Jan. 1, 2000
        Rule(re.compile(rf"(?<=\d)\s?[-–]\s?(?={month}\s\d)"), lambda _found, _british: "to", "-–"),
        # Nov '23
        Rule(re.compile(rf"{month}(?=\s['’]\d\d(?!\w))"), _month_alone, "'’"),
        # Nov. 23, 2026   Nov 3rd
        Rule(re.compile(rf"{month}\s+(?:the\s+)?{_DAY}(?:,?\s+{_YEAR})?"), _month_day, DIGIT),
        # 23 November 2026   4th July
        Rule(re.compile(rf"(?<![\w.,/$£€-]){_DAY}\s+(of\s+)?{month}(?:,?\s+{_YEAR})?"), _day_month, DIGIT),
        # Sat. practice
        Rule(
            re.compile(rf"(?<![^\W_])({days})\.(?=\s[a-z])"),
            lambda found, _: str(table("dates")["days"][found.group(1)]),
            ".",
        ),
        # Dec/Jan
        Rule(re.compile(rf"{month}/{month}"), _two_named, "/"),
        # Jan.-March 2026   Oct-Dec
        Rule(re.compile(rf"{month}{DASH}{month}(?:,?\s+{_YEAR})?"), _months, "-–—‑"),
        # May 2015   Dec. 2005
        Rule(re.compile(rf"{month},?\s+{_YEAR}"), _month_year, DIGIT),
        # 2026-11-23
        Rule(re.compile(r"(?<![\w/-])(\d{4})[-/]([01]\d)[-/]([0-3]\d)(?![\w/-])"), _iso, DIGIT),
        # 11/23/2026   23.11.2026
        Rule(
            re.compile(r"(?<![\w/.-])([0-3]?\d)([/.-])([0-3]?\d)\2(\d{4}|\d{2})(?![\w/-]|\.\d)"),
            _slashed,
            DIGIT,
        ),
        # Feb.
        Rule(re.compile(r"(?<![^\W_])(Jan|Feb|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\."), _month_alone, "."),
        # 2019-21
        Rule(re.compile(rf"(?<![\w.,/-]){_YEARS}(?![\w/-]|[.,]\d)"), _years, DIGIT),
        # the class of '08
        Rule(re.compile(r"(?<![^\W_])['’‘](\d\d)(?![^\W_]|[.,]\d)"), _short_year, "'’‘"),
        # 1990s   '90s   mid-1980s
        Rule(re.compile(r"(?<![\d.,])(?<![^\W\d_])['’‘]?(\d{2,4})['’]?s(?![^\W_])"), _decade, DIGIT),
        # 44 BC   410 A.D.
        Rule(
            re.compile(r"(?<![\w.,])(\d{1,4})\s?(B\.?C\.?E|C\.E|CE|B\.?C|A\.?D)(?:(?<=\.\w)\.)?(?![^\W_])"),
            _era,
            DIGIT,
        ),
        # AD 410   A.D. 1050
        Rule(re.compile(r"(?<![^\W_])(?:AD|A\.D\.)\s?(\d{1,4})(?![\w,])"), _anno, "A"),
        # c. 1850   ca 1600
        Rule(
            re.compile(r"(?<![^\W_])(?:ca?\.\s?|ca\s|c(?=\d))(1\d{3}|20\d\d|[1-9]\d\d)(?![\w%]|[.,:]\d)"),
            _circa,
            "c",
        ),
        # (b. 1950)   d. 2004
        Rule(re.compile(r"(?<![^\W_])([bd])\.\s?(1\d{3}|20\d\d)(?![\w%]|[.,:]\d)"), _lived, "bd"),
        # pre-2015   mid-2026
        Rule(re.compile(r"(?<=[a-z]-)(1[1-9]\d\d|20\d\d)(?![\w,]|\.\d)"), _bare, DIGIT),
        # 1999
        Rule(
            re.compile(rf"(?<![\w.,/$£€#-])(?<![-–]\s)(1\d{{3}}|20\d\d){END}(?![%–]|-\d|/\d)"), _bare, DIGIT
        ),
    )


def _name(month: str) -> str:
    return _FULL[int(table("dates")["months"][month]) - 1]


def _dated(found: Find, group: int, spoken: str, year: int, british: bool) -> list[Change]:
    """A date up to the end of `group` and, where there is one, its year, apart by a comma."""
    changes = [Change(span=(found.start(), found.end(group)), spoken=spoken, after="")]
    if found.group(year) is None:
        return [Change(span=found.span(), spoken=spoken)]
    cut = found.start(year)
    changes = [Change(span=(found.start(), _trimmed(found, cut)), spoken=spoken, after=",")]
    said = numerals.year(int(found.group(year)), british=british)
    return [*changes, Change(span=(cut, found.end()), spoken=said)]


def _trimmed(found: Find, cut: int) -> int:
    return found.start() + len(found.string[found.start() : cut].rstrip(" ,\n\t\u00a0"))


def _valid(*days: str) -> bool:
    return all(1 <= int(day) <= 31 for day in days)


def _the(found: Find) -> str:
    return (
        "" if word_before(found).lower() in ("the", "her", "his", "its", "this", "every", "last") else "the "
    )


def _weekday(found: Find, british: bool) -> list[Change] | None:
    print_ = found.group(1) + ("." if found.string.startswith(".", found.end(1)) else "")
    end = found.start() + len(print_)
    return [Change(span=(found.start(), end), spoken=table("dates")["days"][found.group(1)])]


def _weekdays(found: Find, british: bool) -> str:
    rows = table("dates")["days"]
    first, last = (rows.get(day, day) for day in found.groups())
    return f"{first} to {last}"


def _weekday_alone(found: Find, british: bool) -> str:
    return str(table("dates")["days"][next(filter(None, found.groups()))])


def _two_months(found: Find, british: bool) -> str | None:
    first, low, second, high = found.groups()
    if not _valid(low, high):
        return None
    the = "the " * british
    start, end = (the + numerals.ordinal(int(day)) for day in (low, high))
    return f"{_name(first)} {start} to {_name(second)} {end}"


def _two_day_months(found: Find, british: bool) -> str | None:
    low, first, high, second = found.groups()
    if not _valid(low, high):
        return None
    start, end = (numerals.ordinal(int(day)) for day in (low, high))
    return f"{_the(found)}{start} of {_name(first)} to the {end} of {_name(second)}"


def _month_days(found: Find, british: bool) -> list[Change] | None:
    month, low, high, _ = found.groups()
    if not _valid(low, high) or int(low) >= int(high):
        return None
    the = "the " * british
    spoken = f"{_name(month)} {the}{numerals.ordinal(int(low))} to {the}{numerals.ordinal(int(high))}"
    return _dated(found, 3, spoken, 4, british)


def _days_month(found: Find, british: bool) -> list[Change] | None:
    low, high, month, _ = found.groups()
    if not _valid(low, high) or int(low) >= int(high):
        return None
    days = f"{_the(found)}{numerals.ordinal(int(low))} to the {numerals.ordinal(int(high))}"
    return _dated(found, 3, f"{days} of {_name(month)}", 4, british)


def _month_day(found: Find, british: bool) -> list[Change] | None:
    month, day, _ = found.groups()
    if not _valid(day):
        return None
    plain = found.string[found.end(2) - 1].isdigit()
    if plain and word_after(found, found.end(2)) in words("dates", "counted") and found.group(3) is None:
        return None
    if month in ("May", "March", "Mar") and plain and word_before(found) in ("he", "she", "they", "it", "we"):
        return None
    the = "the " if british or " the " in found.group() else ""
    return _dated(found, 2, f"{_name(month)} {the}{numerals.ordinal(int(day))}", 3, british)


def _day_month(found: Find, british: bool) -> list[Change] | None:
    day, of, month, _ = found.groups()
    if not _valid(day):
        return None
    if (
        month in ("March", "May", "Mar")
        and not of
        and word_after(found, found.end(3)) in ("be", "have", "not")
    ):
        return None
    the = "" if of else _the(found)
    return _dated(found, 3, f"{the}{numerals.ordinal(int(day))} of {_name(month)}", 4, british)


def _joined_days(found: Find, british: bool) -> str | None:
    low, joint, high, month = found.groups()
    if not _valid(low, high) or int(low) >= int(high):
        return None
    first, second = (numerals.ordinal(int(day)) for day in (low, high))
    return f"{_the(found)}{first} {joint} the {second} of {_name(month)}"


def _month_joined(found: Find, british: bool) -> str | None:
    month, low, joint, high = found.groups()
    if not _valid(low, high) or int(low) >= int(high):
        return None
    the = "the " * british
    return f"{_name(month)} {the}{numerals.ordinal(int(low))} {joint} {the}{numerals.ordinal(int(high))}"


def _months(found: Find, british: bool) -> str:
    first, second, year = found.groups()
    ends = f" {numerals.year(int(year), british=british)}" if year else ""
    return f"{_name(first)} to {_name(second)}{ends}"


def _two_named(found: Find, british: bool) -> str:
    return " and ".join(map(_name, found.groups()))


def _short_year(found: Find, british: bool) -> str:
    return _short(found.group(1))


def _month_year(found: Find, british: bool) -> str | None:
    month, year = found.groups()
    if word_after(found) in words("dates", "counted"):
        return None
    return f"{_name(month)} {numerals.year(int(year), british=british)}"


def _date(day: int, month: int, year: int, *, day_first: bool, british: bool) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    said = numerals.year(year, british=british)
    if day_first:
        return f"the {numerals.ordinal(day)} of {_FULL[month - 1]}, {said}"
    return f"{_FULL[month - 1]} {numerals.ordinal(day)}, {said}"


def _iso(found: Find, british: bool) -> str | None:
    year, month, day = (int(part) for part in found.groups())
    return _date(day, month, year, day_first=british, british=british)


def _slashed(found: Find, british: bool) -> str | None:
    first, sign, second, year_ = found.groups()
    year = int(year_) if len(year_) == 4 else 2000 + int(year_) - 100 * (int(year_) > 40)
    if (
        sign == "."
        and len(year_) == 2
        and not (british and len(first) == len(second) == 2 and int(second) < 13)
    ):
        return None
    day_first = british or sign == "." or int(first) > 12
    if int(second) > 12 and int(first) <= 12:
        day, month = int(second), int(first)
    else:
        day, month = (int(first), int(second)) if day_first else (int(second), int(first))
    return _date(day, month, year, day_first=day_first, british=british)


def _month_alone(found: Find, british: bool) -> str:
    return _name(found.group(1))


def _years(found: Find, british: bool) -> str | None:
    first, sign, second = found.groups()
    low = int(first)
    high = int(second) if len(second) == 4 else low // 100 * 100 + int(second)
    if high < low and len(second) == 2:
        high += 100
    counted = word_after(found) in words("dates", "counted")
    if not low < high <= 2100 or (counted and len(second) == 4):
        return None
    if sign == "/" and len(second) == 4:
        return f"{numerals.year(low, british=british)} {numerals.year(high, british=british)}"
    if sign == "/":
        return f"{numerals.year(low, british=british)} {_short(second[-2:])}"
    joint = "and" if word_before(found) in ("between", "Between") else "to"
    return f"{numerals.year(low, british=british)} {joint} {numerals.year(high, british=british)}"


def _short(second: str) -> str:
    return "oh " * (second[0] == "0") + numerals.below_hundred(int(second))


def _decade(found: Find, british: bool) -> str:
    number = found.group(1)
    if number == "00":
        return "noughties" if british else "two thousands"
    if number[-1] != "0" and not found.group().endswith(number + "s"):
        return (
            numerals.year(int(number), british=british) if len(number) == 4 else numerals.code(number)
        ) + "'s"
    if len(number) == 4:
        return numerals.plural(numerals.year(int(number), british=british))
    return numerals.plural(numerals.code(number) if number[0] != "0" else "oh " + numerals.code(number[-1]))


def _circa(found: Find, british: bool) -> str:
    return f"circa {numerals.year(int(found.group(1)), british=british)}"


def _lived(found: Find, british: bool) -> str:
    event = "born" if found.group(1) == "b" else "died"
    return f"{event} {numerals.year(int(found.group(2)), british=british)}"


def _fiscal(found: Find, british: bool) -> str:
    first, second = found.groups()
    year = numerals.year(int(first) if len(first) == 4 else 2000 + int(first), british=british)
    return f"{'financial' if british else 'fiscal'} year {year} {_short(second) if second else ''}".rstrip()


def _era(found: Find, british: bool) -> str:
    number, era = found.groups()
    return f"{numerals.code(number)} {'-'.join(era.replace('.', ''))}"


def _anno(found: Find, british: bool) -> str:
    return f"A-D {numerals.code(found.group(1))}"


def _bare(found: Find, british: bool) -> str | None:
    number = int(found.group(1))
    before, after = word_before(found), word_after(found)
    dated = before.lower() in words("dates", "before_year")
    if number < 1100 and not dated:
        return None
    if after in words("dates", "counted"):
        # In 1900 people walked: a year; found in 1900 people: so many; the 2019 cases: a year
        ratio = "one" in words_before(found, 2) or "1" in words_before(found, 2)
        year = before == "In" or (before in ("the", "The", "of") and number >= 1900)
        if ratio or not year:
            return None
    return numerals.year(number, british=british)

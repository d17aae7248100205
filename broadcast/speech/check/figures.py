"""A sentence goes in; the numbers that a listener hears in it come out."""

import re
from dataclasses import dataclass

from broadcast.units import Span

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_SMALL = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_BIG = "hundred|thousand|million|billion|trillion|dozen"
# 1,205   2.4   14
FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# 1,205   2.4 million   two hundred and five   2-1   14 to 16
_NUMBER = re.compile(
    rf"(?<![\w.,/-])(?P<sign>[$£€¥]\s?)?(?:(?:{FIGURE})(?:\s?[-–:/]\s?(?:{FIGURE}))*(?:\s(?:{_BIG}|bn"
    rf"|m)\b)*"
    rf"|(?:(?:one|a)[ -](?:{_BIG})|(?:{_SMALL}))(?:(?:[ -]|\sand\s)(?:one|{_SMALL}|{_BIG}))*)(?![^\W_])",
    re.IGNORECASE,
)
# May 4, 2026   4 May 2026   March 2019
_DATE = re.compile(
    rf"{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s(?:19|20)\d\d)?(?![\d,]\d)|\b\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s{MONTH}(?:,?\s(?:19|20)\d\d)?"
    rf"|{MONTH},?\s(?:19|20)\d\d\b"
)
# in 2019   since 1998   (2019)   the 2019 election
_YEAR = re.compile(r"(?<![\w.,$£€#-])(?:1[5-9]|20)\d\d(?:[-–/](?:20)?\d\d)?(?:s\b)?(?![\d%]|,\d|\.\d)")
# ten past eleven   a quarter to five
_PAST = re.compile(
    rf"\b(?:quarter|half|twenty-five|{_SMALL}|\d{{1,2}}) past (?:one|{_SMALL}|\d{{1,2}})\b"
    rf"|\bquarter to (?:one|{_SMALL})\b",
    re.IGNORECASE,
)
# seven o'clock   number twelve
_NAMED = re.compile(rf"\b(?:one|{_SMALL}) o['’]clock|\b(?:[Nn]umber|[Nn]o\.) (?:one|{_SMALL}|\d+)\b")
# 6:40 a.m.   10 p.m.   7.30pm   14:30
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?|o['’]clock|noon|midnight)|\b\d{1,2}:\d\d\b(?!\.\d)"
    r"|\b\d{4}(?=\s(?:GMT|UTC|hours)\b)",
    re.IGNORECASE,
)


# Route 9   Studio 54   Local 88
_LABEL = re.compile(
    r"(?<=[a-z,] )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun)day\b)[A-Z][A-Za-z]*\.?\s#?\d{1,4}(?![\w.,-]*\d)"
)
# +61 418 450 113   555 0192
_PHONE = re.compile(r"\+\d[\d ()-]{6,}|\b\d{3,5} \d{3,4}\b(?: \d{3,4}\b)*|\b\d{3}-\d{4}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a sentence; `span` counts in the sentence."""

    span: Span
    print: str


def find_numbers(sentence: str) -> list[Number]:
    """Numbers that a listener has to keep: dates, times, routes and phones are none, nor "one".

    >>> [one.print for one in find_numbers("On May 4 the 14 crews moved 2.4 million tonnes in two weeks.")]
    ['14', '2.4 million', 'two']
    """
    plain = sentence
    for shape in (_DATE, _CLOCK, _PAST, _NAMED, _YEAR, _PHONE, _LABEL):
        plain = shape.sub(lambda found: "\x00" * len(found.group()), plain)
    return [
        Number(span=found.span(), print=found.group())
        for found in _NUMBER.finditer(plain)
        if found.group().lower() not in ("a dozen", "one hundred percent")
    ]


def significant(figure: str) -> int:
    """How many digits of a figure count: zeros at its end do not.

    >>> significant("2,347,812"), significant("12,000")
    (7, 2)
    """
    return len(figure.replace(",", "").replace(".", "").strip("0"))


def is_year(figure: str) -> bool:
    """Whether a figure may be a year."""
    return re.fullmatch(r"(?:1[5-9]|20)\d\d", figure) is not None

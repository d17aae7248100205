"""Compounds, ordinals, fractions and plain figures go in; their words come out."""

import re

from broadcast.speech import numerals
from broadcast.speech.rules.shapes import (
    FRACTION,
    NUMBER,
    START,
    quantity,
    text_before,
    word_after,
    word_before,
)
from broadcast.speech.scan import DIGIT, Change, Find, Rule
from broadcast.speech.tables import words


def compound_rules() -> tuple[Rule, ...]:
    """Figures joined to words and to each other, before scores and ranges."""
    return (
        # 9/11   24/7   50/50
        Rule(re.compile(r"(?<![\w/.,])(9/11|7/7|24[/x-]7|(?!10/10)(\d0)/(\d0))(?![\w/]|[.,]\d)"), _set_phrase, DIGIT),
        # 2-for-1   1-in-5
        Rule(
            re.compile(rf"{START}(\d{{1,4}})-(for|on|in|to|by|of|and|versus)-(\d{{1,4}})(?![\w-])"),
            _joined,
            DIGIT,
        ),
        # 5th-8th
        Rule(
            re.compile(r"(?<![\w.,$])(\d{1,3})(st|nd|rd|th)[-–](\d{1,3})(st|nd|rd|th)(?![^\W_])"),
            _places,
            DIGIT,
        ),
        # 18-24-year-olds
        Rule(
            re.compile(rf"{START}(\d{{1,9}})[-–](\d{{1,9}})-([a-z]+(?:-[a-z]+)*)(?![^\W_])"),
            _range_compound,
            DIGIT,
        ),
        # 45-year-old   12-member
        Rule(re.compile(rf"{START}({NUMBER})-([A-Za-z]+(?:-[A-Za-z]+)*)(?![^\W_-])"), _compound, DIGIT),
    )


def rules() -> tuple[Rule, ...]:
    """Figures by themselves, the plainest last."""
    return (
        # 10x
        Rule(re.compile(rf"{START}({NUMBER})[x×](?![^\W_])"), _times, DIGIT),
        # 3:1
        Rule(re.compile(r"(?<![\w:.,])(\d{1,3}):(\d{1,3})(?![\w:]|[.,]\d)"), _ratio, DIGIT),
        # 49ers
        Rule(re.compile(r"(?<![\w.,$])(\d0|\d9)ers(?![^\W_])"), _people, DIGIT),
        # 1st   1,000th
        Rule(
            re.compile(r"(?<![\w.,$])((?:\d{1,3}(?:,\d{3}){1,6})|\d{1,15})(st|nd|rd|th)(?![^\W_])"),
            _ordinal,
            DIGIT,
        ),
        # 120/80
        Rule(re.compile(r"(?<![\w/.,])(9\d|1\d\d)/(\d{2,3})(?![\w/]|[.,]\d)"), _pressure, DIGIT),
        # 2/3rds   1/3rd
        Rule(re.compile(r"(?<![\w/.,])(\d{1,2}/\d{1,3})(?:rds?|ths?|nds?)(?![^\W_])"), _fraction, DIGIT),
        # 3 1/2   ½
        Rule(re.compile(rf"(?<![\w/.,])({FRACTION})(?![^\W_]|[./,]\d)"), _fraction, DIGIT),
        Rule(re.compile(r"(?<![\w/.,])([½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚])(?![^\W_])"), _fraction, "½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚"),
        # under-21s   Catch-22
        Rule(re.compile(r"(?<=[a-z]-)(\d{1,4})(s?)(?![\w,-]|[./]\d)"), _after_word, DIGIT),
        # v2.1   v14
        Rule(re.compile(r"(?<![^\W_])v(\d{1,3}(?:\.\d{1,3}){0,3})(?![\w,]|\.\d)"), _release, "v"),
        # 2.0.1
        Rule(re.compile(r"(?<![\w.,])\d{1,9}(?:\.\d{1,9}){2,3}(?![\w,]|\.\d)"), _version, DIGIT),
        # -3.1   −5
        Rule(re.compile(rf"(?<![^\s(])[-−]({NUMBER})(?![^\W_]|[.,/:]\d)"), _negative, DIGIT),
        # Flight 1549   Section 230   Room 404
        Rule(
            re.compile(
                r"(?:(?<=[^\W\d_] )|(?<=[A-Za-z]\. )|(?<=§ ))(?<![\d.,])(\d{2,4})(?![\w%/:–-]|[.,]\d)"
                r"(?!\s(?:people|miles|million|billion|percent))"
            ),
            _numbered,
            DIGIT,
        ),
        # 40.3x   1,500r
        Rule(re.compile(rf"{START}(?=[\d,]*[.,])({NUMBER})(?=[^\W\d_]{{1,12}}(?![^\W_]))"), _decimal, DIGIT),
        # 1,205   3.14
        Rule(re.compile(rf"(?<![^\W_])(?<!\d[.,]){NUMBER}(?![^\W_]|,\d{{3}}(?!\d)|[.:/]\d)"), _plain, DIGIT),
    )


def _set_phrase(found: Find, british: bool) -> str:
    return " ".join(numerals.cardinal(int(part)) for part in re.split("[/x-]", found.group(1)))


def _joined(found: Find, british: bool) -> str:
    low, joint, high = found.groups()
    return f"{quantity(low, british=british)} {joint} {quantity(high, british=british)}"


def _places(found: Find, british: bool) -> str:
    low, _, high, _ = found.groups()
    return f"{numerals.ordinal(int(low), british=british)} to {numerals.ordinal(int(high), british=british)}"


def _range_compound(found: Find, british: bool) -> str:
    low, high, rest = found.groups()
    joint = "to"
    return f"{quantity(low, british=british)} {joint} {quantity(high, british=british)}-{rest}"


def _compound(found: Find, british: bool) -> str:
    number, rest = found.groups()
    if rest.startswith(("a-", "an-")):
        rest = rest.replace("-", " ")
        return f"{quantity(number, british=british)} {rest}"
    return f"{quantity(number, british=british)}-{rest}"


def _decimal(found: Find, british: bool) -> str:
    return numerals.decimal(found.group(1), british=british)


def _times(found: Find, british: bool) -> str:
    return f"{quantity(found.group(1), british=british)} times"


def _ratio(found: Find, british: bool) -> str:
    low, high = (numerals.cardinal(int(part), british=british) for part in found.groups())
    return f"{low} to {high}"


def _people(found: Find, british: bool) -> str:
    spoken = numerals.below_hundred(int(found.group(1)))
    return spoken + ("rs" if spoken.endswith("e") else "ers")


def _ordinal(found: Find, british: bool) -> str:
    number, ending = int(found.group(1).replace(",", "")), found.group(2)
    if ending == "st" and (number % 10 != 1 or number % 100 == 11):
        return f"{numerals.cardinal(number, british=british)} stone"
    return numerals.ordinal(number, british=british)


def _pressure(found: Find, british: bool) -> str | None:
    high, low = found.groups()
    return f"{numerals.code(high)} over {numerals.code(low)}" if 40 <= int(low) < int(high) else None


def _fraction(found: Find, british: bool) -> str | None:
    spoken = quantity(found.group(1), british=british)
    if spoken == "one half" and word_after(found) in ("a", "an", "the", "price", "time", "term"):
        return "half"
    if word_before(found).lower() in ("a", "an"):
        spoken = re.sub(r"\Aone ", "", spoken)
    return spoken or None


def _after_word(found: Find, british: bool) -> str:
    number, many = found.groups()
    spoken = numerals.code(number)
    return numerals.plural(spoken) if many else spoken


def _version(found: Find, british: bool) -> str:
    return " point ".join(numerals.cardinal(int(part)) for part in found.group().split("."))


def _release(found: Find, british: bool) -> str:
    return "version " + " point ".join(numerals.cardinal(int(part)) for part in found.group(1).split("."))


def _negative(found: Find, british: bool) -> str:
    return f"minus {quantity(found.group(1), british=british)}"


def _numbered(found: Find, british: bool) -> str | None:
    before, after = word_before(found), word_after(found)
    route = before in ("US", "U.S.") and (not after or after in words("contexts", "function"))
    coded = (
        route
        or before in words("contexts", "coded")
        or re.search(r"(?:(?:[A-Z]\.){2,}|§|[Ff]light [A-Z]{2}) \Z", text_before(found))
    )
    return numerals.code(found.group(1)) if coded else None


def _plain(found: Find, british: bool) -> str | list[Change] | None:
    print_ = found.group()
    postal = len(print_) == 5 and word_before(found) in ("code", "Code", "ZIP", "zip")
    named = len(print_) > 5 and word_before(found).lower() in words("contexts", "named_by_number")
    if print_.isdigit() and (postal or named or (len(print_) > 1 and print_[0] == "0")):
        return numerals.digits(print_)
    return numerals.decimal(print_, british=british)

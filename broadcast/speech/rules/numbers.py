"""Scores, ranges, ordinals, fractions and plain figures go in; their words come out."""

import re

from broadcast.speech import numerals
from broadcast.speech.rules.shapes import (
    DASH,
    FRACTION,
    NUMBER,
    START,
    quantity,
    text_after,
    text_before,
    word_after,
    word_before,
    words_before,
)
from broadcast.speech.scan import DIGIT, Change, Find, Rule
from broadcast.speech.tables import words


def rules() -> tuple[Rule, ...]:
    """Figures without a unit, longer shapes first."""
    return (
        # 9/11   24/7   50/50
        Rule(re.compile(r"(?<![\w/.,])(9/11|7/7|24[/-]7|(\d0)/(\d0))(?![\w/]|[.,]\d)"), _set_phrase, DIGIT),
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
        # 11-4-2
        Rule(re.compile(r"(?<![\w.,/$-])\d{1,3}(?:[-–]\d{1,3}){2,4}(?![\w/-]|[.,]\d)"), _chain, DIGIT),
        # 6-4, 7-6 (7-5)
        Rule(
            re.compile(
                r"(?<![\w.,/$-])\d{1,2}[-–]\d{1,2}(?:(?:,? \(\d{1,2}[-–]\d{1,2}\))?,? (?:and )?\d{1,2}[-–]\d{1,2})+(?: \(\d{1,2}[-–]\d{1,2}\))?(?![\w/-]|[.,]\d)"
            ),
            _sets,
            DIGIT,
        ),
        # 245-6   312/4
        Rule(re.compile(r"(?<![\w.,/$-])(\d{1,3})[-–/](\d{1,3})(?![\w/-]|[.,]\d)"), _wickets, DIGIT),
        # odds of 3/1
        Rule(re.compile(r"(?<![\w.,/$-])(\d{1,4})[/-](\d{1,2})(?![\w/-]|[.,]\d)"), _odds, DIGIT),
        # 2-1   52-48   10-12 people   2,000-3,000
        Rule(
            re.compile(rf"{START}(?<![\d-])({NUMBER}){DASH}({NUMBER})(?![^\W_]|[.,:/]\d|-\d)"), _pair, DIGIT
        ),
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
    return " ".join(numerals.cardinal(int(part)) for part in re.split("[/-]", found.group(1)))


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


def _chain(found: Find, british: bool) -> str:
    return " ".join(
        numerals.cardinal(int(part), british=british) for part in re.findall(r"\d+", found.group())
    )


def _pair(found: Find, british: bool) -> str | None:
    low, high = found.groups()
    first, second = (quantity(part, british=british) for part in (low, high))
    before = word_before(found).lower()
    if before == "between":
        return f"{first} and {second}"
    if before in ("no.", "nos.") and (low + high).isdigit():
        return f"{numerals.code(low)} {numerals.code(high)}"
    scored = _scored(found, low, high, british)
    if not scored:
        spaced = re.search(r"\s[-–—]\s", found.group())
        return None if spaced and not _value(low) < _value(high) else f"{first} to {second}"
    if scored == "record":
        return f"{first} and {second}"
    if low == high == "50":
        return f"{first} {second}"
    if british and scored == "contest":
        return f"{_nil(low, first)} {_nil(high, second)}"
    nothing = "nothing"
    return f"{nothing if low == '0' else first} to {nothing if high == '0' else second}"


def _value(print_: str) -> float:
    return float("".join(print_.replace(",", "").split()))


def _nil(print_: str, spoken: str) -> str:
    return "nil" if print_ == "0" else spoken


def _scored(found: Find, low: str, high: str, british: bool) -> str:
    """What a pair of figures counts: "contest", "vote", or "" for a range."""
    if not (low.isdigit() and high.isdigit()) or len(low) > 3 or len(high) > 3:
        return ""
    after = word_after(found)
    rising = int(low) < int(high)
    if rising and (
        after in words("dates", "counted") or after in ("days", "weeks", "months", "years", "percent")
    ):
        return ""
    before = words_before(found, 7)
    if {"open", "opens", "hours", "opening", "daily"}.intersection(before):
        return ""
    if _is_record(found, after, before, british):
        return "record"
    if after in words("contexts", "vote_after") or words("contexts", "vote").intersection(before):
        return "vote"
    if (
        "0" in (low, high)
        or not rising
        or after in words("contexts", "contest_after")
        or words("contexts", "contest").intersection(before)
    ):
        return "contest"
    return ""


def _is_record(found: Find, after: str, before: list[str], british: bool) -> bool:
    """Whether a pair counts games won and lost: improved to 9-2, a 9-2 record."""
    if after in ("record", "start", "season", "mark"):
        return True
    if not british and _is_standing(found, after, before):
        return True
    moved = before[-1:] == ["to"] and words("contexts", "to_record").intersection(before[-4:])
    return bool(moved) and after not in words("contexts", "contest_after")


def _is_standing(found: Find, after: str, before: list[str]) -> bool:
    """The Lakers (30-12) won; the Lakers are 30-12."""
    if text_before(found).endswith(" (") and found.string.startswith(")", found.end()):
        return word_before(found)[:1].isupper()
    if before[-1:] == ["the"] and after[:1].isupper():
        return True
    stood = before[-1:] in (["are"], ["were"], ["went"], ["started"], ["opened"], ["now"])
    goes_on = not after or after in words("contexts", "after_record")
    return stood and goes_on and not words("contexts", "contest").intersection(before)


def _sets(found: Find, british: bool) -> list[Change] | None:
    """Games of each set, as in tennis: six four, seven six."""
    pairs = list(re.finditer(r"(\d+)[-–](\d+)", found.group()))
    played = [tuple(int(part) for part in pair.groups()) for pair in pairs]
    if any(not 6 <= max(pair) <= 30 for pair in played) or all(low < high for low, high in played):
        return None
    love = "love" if max(max(pair) for pair in played) < 10 else "zero"
    return [
        Change(
            span=(found.start() + pair.start(), found.start() + pair.end()),
            spoken=" ".join(numerals.below_hundred(part) if part else love for part in games),
        )
        for pair, games in zip(pairs, played, strict=True)
    ]


def _wickets(found: Find, british: bool) -> str | None:
    """Runs and wickets: 245-6; a bowler's figures: 4-23."""
    first, second = found.groups()
    before = words_before(found, 10)
    around = {*before, *re.findall(r"[a-z]+", text_after(found).lower())}
    if min(int(first), int(second)) > 10 or (not british and int(first) < 100):
        return None
    bowled = (
        int(first) < 11 and int(second) > 20 and before[-1:] in (["with"], ["took"], ["of"], ["returned"])
    )
    scored = int(first) >= 100 and british
    if not (bowled or scored or words("contexts", "cricket").intersection(around)):
        return None
    return " for ".join(numerals.cardinal(int(part), british=british) for part in (first, second))


def _odds(found: Find, british: bool) -> str | None:
    around = {*words_before(found, 6), *re.findall(r"[a-z]+", text_after(found).lower())[:3]}
    if not words("contexts", "odds").intersection(around):
        return None
    return " to ".join(numerals.cardinal(int(part), british=british) for part in found.groups())


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


def _fraction(found: Find, british: bool) -> str | None:
    spoken = quantity(found.group(1), british=british)
    if spoken == "one half" and word_after(found) in ("a", "an", "the"):
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

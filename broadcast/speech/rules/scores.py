"""Pairs of figures go in: scores, votes, standings, odds, ranges; their words come out."""

import re

from broadcast.speech import numerals
from broadcast.speech.rules.shapes import (
    DASH,
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

# 6-4
_SET = r"\d{1,2}[-–]\d{1,2}"
# (7-5)   (5)
_TIE_BREAK = r"\(\d{1,2}(?:[-–]\d{1,2})?\)"


def rules() -> tuple[Rule, ...]:
    """Pairs of figures, those that the words around tell first; what is left is a range."""
    return (
        # 11-4-2
        Rule(re.compile(r"(?<![\w.,/$-])\d{1,3}(?:[-–]\d{1,3}){2,4}(?![\w/-]|[.,]\d)"), _chain, DIGIT),
        # 6-4, 7-6 (7-5)
        Rule(
            re.compile(
                rf"(?<![\w.,/$-]){_SET}(?:(?:,? {_TIE_BREAK})?,? (?:and )?{_SET})+"
                rf"(?: {_TIE_BREAK})?(?![\w/-]|[.,]\d)"
            ),
            _sets,
            DIGIT,
        ),
        # a perfect 10/10   rated 4/5
        Rule(re.compile(r"(?<![\w.,/$-])(\d{1,3})/(5|10|100)(?![\w/-]|[.,]\d)"), _marks, DIGIT),
        # 245-6   312/4
        Rule(re.compile(r"(?<![\w.,/$-])(\d{1,3})[-–/](\d{1,3})(?![\w/-]|[.,]\d)"), _wickets, DIGIT),
        # odds of 3/1
        Rule(re.compile(r"(?<![\w.,/$-])(\d{1,4})[/-](\d{1,2})(?![\w/-]|[.,]\d)"), _odds, DIGIT),
        # 2-1   52-48   10-12 people   2,000-3,000
        Rule(
            re.compile(rf"{START}(?<![\d-])({NUMBER}){DASH}({NUMBER})(?![^\W_]|[.,:/]\d|-\d)"), _pair, DIGIT
        ),
    )


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
    if before == "set" and low.isdigit() and max(int(low), int(high)) in (6, 7):
        return f"{first} {'love' if high == '0' else second}"
    scored = _scored(found, low, high, british)
    if not scored:
        spaced = re.search(r"\s[-–—]\s", found.group())
        return None if spaced and not _value(low) < _value(high) else f"{first} to {second}"
    if scored == "record":
        return f"{first} and {second}"
    if low == high == "50":
        return f"{first} {second}"
    if british and scored == "contest" and min(int(low), int(high)) < 100:
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
    opening = {"open", "opens", "hours", "opening", "daily"}.intersection(before)
    if opening and not words("contexts", "contest").intersection(before):
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
    """The Lakers (30-12) won; the Lakers are 30-12; but: the 5-4 Supreme Court ruling."""
    around = {*before, *re.findall(r"[a-z]+", text_after(found).lower())}
    if around & (
        words("contexts", "vote") | words("contexts", "vote_after") | {"favor", "favour", "against"}
    ):
        return False
    if text_before(found).endswith(" (") and found.string.startswith(")", found.end()):
        return word_before(found)[:1].isupper()
    if before[-1:] == ["the"] and after[:1].isupper():
        return True
    # The Braves, 68-41 at the break,
    apart = re.search(r"[A-Z][a-z]+, \Z", text_before(found))
    if apart and after in words("contexts", "after_record"):
        return True
    stood = before[-1:] in (["are"], ["were"], ["went"], ["started"], ["opened"], ["now"])
    goes_on = not after or after in words("contexts", "after_record")
    return stood and goes_on and not words("contexts", "contest").intersection(before)


def _sets(found: Find, british: bool) -> list[Change] | None:
    """Games of each set, as in tennis: six four, seven six."""
    pairs = list(re.finditer(r"(\d+)[-–](\d+)", found.group()))
    played = [tuple(int(part) for part in pair.groups()) for pair in pairs]
    lost = all(low < high for low, high in played)
    if any(not 6 <= max(pair) <= 30 for pair in played) or (lost and not all(map(_is_set, played))):
        return None
    love = "love" if max(max(pair) for pair in played) < 10 else "zero"
    return [
        Change(
            span=(found.start() + pair.start(), found.start() + pair.end()),
            spoken=" ".join(numerals.below_hundred(part) if part else love for part in games),
        )
        for pair, games in zip(pairs, played, strict=True)
    ]


def _is_set(games: tuple[int, ...]) -> bool:
    """Whether games make a set of tennis, lost: 4-6, 5-7, 6-7."""
    low, high = sorted(games)
    return (high == 6 and low < 5) or (high == 7 and low in (5, 6))


def _wickets(found: Find, british: bool) -> str | None:
    """Runs and wickets: 245-6; a bowler's figures: 4-23."""
    first, second = found.groups()
    before = words_before(found, 10)
    around = {*before, *re.findall(r"[a-z]+", text_after(found).lower())}
    if min(int(first), int(second)) > 10 or (not british and int(first) < 100):
        return None
    if words("contexts", "odds") & around:
        return None
    if before[-1:] in (["split"], ["voted"], ["divided"]):
        return None
    if words("contexts", "vote").intersection(before[-4:]) and not words("contexts", "cricket") & around:
        return None
    bowled = (
        int(first) < 11 and int(second) > 20 and before[-1:] in (["with"], ["took"], ["of"], ["returned"])
    )
    scored = int(first) >= 100 and british
    if not (bowled or scored or words("contexts", "cricket").intersection(around)):
        return None
    return " for ".join(numerals.cardinal(int(part), british=british) for part in (first, second))


def _marks(found: Find, british: bool) -> str | None:
    """Marks out of so many: 10/10, rated 4/5."""
    got, most = (int(part) for part in found.groups())
    around = {*words_before(found, 5), *re.findall(r"[a-z]+", text_after(found).lower())[:3]}
    if got > most or not (got == most or words("contexts", "marks").intersection(around)):
        return None
    return " out of ".join(numerals.cardinal(part, british=british) for part in (got, most))


def _odds(found: Find, british: bool) -> str | None:
    around = {*words_before(found, 6), *re.findall(r"[a-z]+", text_after(found).lower())[:3]}
    if not words("contexts", "odds").intersection(around):
        return None
    return " to ".join(numerals.cardinal(int(part), british=british) for part in found.groups())

"""Sums of money go in, with sign or code before or behind; their words come out."""

import re

from broadcast.speech import numerals
from broadcast.speech.rules.shapes import DASH, NUMBER, START, is_one, modifies, quantity, whole, word_after
from broadcast.speech.scan import DIGIT, Find, Rule
from broadcast.speech.tables import either, table


def rules() -> tuple[Rule, ...]:
    """Money, signs before codes."""
    signs, codes = table("currencies")["signs"], table("currencies")["codes"]
    scale = rf"(?:[\s-]?({either(table('units')['scales'])})(?![^\W_]))?"
    more = rf"(?:{DASH}(?:{either(signs)})?({NUMBER}){scale})?"
    minus = r"(?:(?<![^\s(])([-−]))?"
    edge = r"(?![^\W\d_]|\d)"
    return (
        # $3.2 bn   £48.50   A$5m   $3-$5 million
        Rule(
            re.compile(rf"(?<![^\W_]){minus}({either(signs)})\s?({NUMBER}){scale}{more}{edge}"),
            _priced,
            DIGIT,
        ),
        # R2.5bn
        Rule(
            re.compile(rf"(?<![^\W_])R({NUMBER})[\s-]?({either(table('units')['scales'])})(?![^\W_])"),
            lambda found, british: f"{_scaled(found, british)} rand",
            "R",
        ),
        # EUR 30,000
        Rule(
            re.compile(rf"(?<![^\W_]){minus}({either(codes)})\s?({NUMBER}){scale}{more}{edge}"),
            _priced,
            DIGIT,
        ),
        # 30 million USD   5 €
        Rule(
            re.compile(rf"{START}({NUMBER}){scale}\s?({either({**codes, **signs})})(?![\w$])"), _behind, DIGIT
        ),
        # 50p
        Rule(re.compile(rf"{START}(\d{{1,3}}(?:\.\d)?)p(?!\.?m)(?![^\W_])"), _pence, DIGIT),
        # 99¢
        Rule(re.compile(rf"{START}({NUMBER})\s?¢"), _cents, "¢"),
        # 4.5c
        Rule(re.compile(rf"{START}({NUMBER})c(?![^\W_])"), _cents, DIGIT),
    )


def _scaled(found: Find, british: bool) -> str:
    return f"{quantity(found.group(1), british=british)} {table('units')['scales'][found.group(2)]}"


def _names(sign: str) -> list[str]:
    rows = table("currencies")
    names: list[str] = rows["signs"].get(sign) or rows["codes"][sign]
    return names


def _priced(found: Find, british: bool) -> str:
    minus, sign, low, low_scale, high, high_scale = found.groups()
    names, scales = _names(sign), table("units")["scales"]
    said = "minus " if minus else ""
    if high is None:
        return said + _sum(found, (low, low_scale, names), british)
    if low_scale and not high_scale:
        high_scale = low_scale
    lower = quantity(low, british=british)
    if low_scale and low_scale != high_scale:
        lower += " " + scales[low_scale]
    upper = quantity(high, british=british) + (" " + scales[high_scale] if high_scale else "")
    if not high_scale and "." in low + high:
        lower, upper = (
            _coins(part, names, british) or f"{quantity(part)} {names[1]}" for part in (low, high)
        )
        return f"{said}{lower} to {upper}"
    return f"{said}{lower} to {upper} {names[0] if modifies(found) else names[1]}"


def _sum(found: Find, parts: tuple[str, str | None, list[str]], british: bool) -> str:
    number, scale, names = parts
    each = found.string.startswith(("-a-", "-an-"), found.end())
    if scale:
        # a £1.8-billion link
        hyphened = re.search(r"\d-[a-z]+\Z", found.group()) and word_after(found)[:1].islower()
        unit = names[0] if modifies(found) or each or hyphened else names[1]
        return f"{quantity(number, british=british)} {table('units')['scales'][scale]} {unit}"
    coins = _coins(number, names, british)
    if coins:
        return coins
    unit = names[0] if is_one(number) or modifies(found) or each else names[1]
    return f"{quantity(number, british=british)} {unit}"


def _coins(number: str, names: list[str], british: bool) -> str:
    bills, _, rest = number.partition(".")
    if len(rest) != 2 or not names[2]:
        return ""
    bills = bills or "0"
    cents = f"{numerals.cardinal(int(rest))} {names[2] if int(rest) == 1 else names[3]}"
    notes = f"{quantity(bills, british=british)} {names[0] if whole(bills) == 1 else names[1]}"
    if not int(rest):
        return notes
    if not whole(bills):
        return cents
    if names[0] == "pound":
        return f"{notes} {numerals.cardinal(int(rest))}" if int(rest) > 9 else f"{notes} and {cents}"
    return f"{notes} and {cents}"


def _behind(found: Find, british: bool) -> str:
    number, scale, sign = found.groups()
    return _sum(found, (number, scale, _names(sign)), british)


def _pence(found: Find, british: bool) -> str | None:
    if found.group(1) in ("720", "480"):
        return f"{numerals.code(found.group(1))} P"
    return f"{quantity(found.group(1), british=british)} {'penny' if found.group(1) == '1' else 'pence'}"


def _cents(found: Find, british: bool) -> str:
    one = is_one(found.group(1)) or modifies(found)
    return f"{quantity(found.group(1), british=british)} {'cent' if one else 'cents'}"

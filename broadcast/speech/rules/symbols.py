"""Signs that stand for a word go in; the word comes out."""

import re

from broadcast.speech import numerals
from broadcast.speech.rules.shapes import text_before
from broadcast.speech.scan import Find, Rule
from broadcast.speech.tables import either

_SAID = {
    "&": "and", "+": "plus", "=": "equals", "§": "section", "§§": "sections",
    "¶": "paragraph", "~": "about", "≈": "about",
    "<": "less than",
    ">": "more than", "±": "plus or minus", "×": "times", "÷": "divided by", "@": "at",
    "%": "percent", "°": "degrees",
    "#": "number", "€": "euros", "£": "pounds", "$": "dollars", "¥": "yen", "≤": "at most", "≥": "at least",
    "−": "minus",
    "©": "copyright",
    "√": "square root of", "‰": "per thousand", "№": "number", "¢": "cents",
}  # fmt: skip
_SHORT = {"hr": "hour", "yr": "year", "mo": "month", "wk": "week", "min": "minute", "sec": "second",
          "sq ft": "square foot", "sq. ft": "square foot", "gal": "gallon", "oz": "ounce", "bbl": "barrel",
          "ton": "ton"}  # fmt: skip
_PRONOUNS = "his|her|hers|he|she|him|their|they"


def rules() -> tuple[Rule, ...]:
    """Signs between words and before figures."""
    return (
        # his/her
        Rule(re.compile(rf"(?<![^\W_])({_PRONOUNS})/({_PRONOUNS})(?![^\W_])", re.IGNORECASE), _either, "/"),
        # $1,000/month   500 mg/day
        Rule(
            re.compile(
                r"(?<=[^\W_])/(?=(?:day|week|month|year|hour|minute|second|night|person|head|litre|liter|gallon|tonne|ton|kg|lb|km|mile)(?![^\W_]))"
            ),
            _per,
            "/",
        ),
        # $20/hr   80 cents/lb
        Rule(re.compile(rf"(?<=[^\W_])/({either(_SHORT)})(?![^\W_])"), _per_short, "/"),
        # rock 'n' roll
        Rule(re.compile(r"['’‘][nN]['’](?![^\W_])"), lambda _found, _british: "and", "'’"),
        # ~50   >50   #1   § 12   +5
        Rule(re.compile(r"(?:§§|[~≈<>#§±≤≥№+√©¶])(?=\s?[.$£€]?\d)"), _sign, "~≈<>#§±≤≥№+√©¶"),
        # © Tate
        Rule(re.compile(r"©(?=\s?[^\W_])"), _sign, "©"),
        # C++
        Rule(re.compile(r"(?<=[A-Z])\+\+(?![^\W_])"), lambda _found, _british: "plus plus", "+"),
        # +/-3
        Rule(re.compile(r"\+/[-−–]\s?(?=[\d.])"), lambda _found, _british: "plus or minus", "+"),
        # an A- average
        Rule(
            re.compile(
                r"(?<=(?<![^\W_])[A-F])[-−](?=\s(?:average|grade|in|on|student|for)(?![^\W_])|[.,;)])"
            ),
            lambda _found, _british: "minus",
            "-−",
        ),
        # a+b   LGBT+people
        Rule(re.compile(r"(?<=[^\W_])\+(?=[^\W\d_])"), _sign, "+"),
        # 5²
        Rule(re.compile(r"(?<=\d)²(?![^\W_])"), lambda _found, _british: "squared", "²"),
        # 50+   50%+   A+
        Rule(re.compile(r"(?<=[\d%A-Za-z])\+(?![^\W_+])"), _sign, "+"),
        # Salt & Sons   2 + 2 = 4   @
        Rule(re.compile(r"(?<!\S)[&+=@×÷≈<>](?!\S)|(?<=[^\W_])[&×](?=[^\W_])"), _sign, "&+=@×÷≈<>"),
        # three A*s   a 5* hotel
        Rule(
            re.compile(r"(?<=(?<![^\W_])[A-E])\*(s?)(?![^\W_])"),
            lambda found, _: f"star{found.group(1)}",
            "*",
        ),
        Rule(
            re.compile(r"(?<=(?<![\w.,])[1-7])\*(?=\s(?:hotel|resort|review|rating|luxury|spa)(?![^\W_]))"),
            lambda _found, _british: "star",
            "*",
        ),
        # b*****d   f***ing
        Rule(
            re.compile(r"(?<![^\W_])[A-Za-z]{1,3}(?:\*{3,}|\*+(?=[a-z]))(ing|ed|er|s)?[a-z]*(?![\w*])"),
            _bleep,
            "*",
        ),
        # a row of $ signs
        Rule(re.compile(r"[$£€](?= signs?(?![^\W_]))"), lambda found, _: _SAID[found.group()][:-1], "$£€"),
        # Grade II*-listed
        Rule(re.compile(r"(?<=Grade II)\*"), lambda _found, _british: "star", "*"),
        # a 5★ hotel
        Rule(re.compile(r"(?<=\d)[★⭐](?![★⭐])"), lambda _found, _british: "star", "★⭐"),
        # E=mc²
        Rule(
            re.compile(r"(?<![^\W_])E ?= ?mc[²2](?![^\W_])"),
            lambda _found, _british: "E equals M-C squared",
            "=",
        ),
        # y=x   x³
        Rule(re.compile(r"(?<=[A-Za-z])=(?=[A-Za-z])"), _sign, "="),
        Rule(
            re.compile(r"(?<=(?<![A-Za-z])[A-Za-z])[²³]"),
            lambda found, _: "squared" if found.group() == "²" else "cubed",
            "²³",
        ),
        # ★★★★☆
        Rule(re.compile(r"[★⭐]{1,5}[☆✩]*"), _stars, "★⭐"),
        # what stands alone
        Rule(re.compile(r"[%°€£¥‰]|(?<=\d)[=÷](?=\d)"), _sign, "%°€£¥‰=÷"),
    )


def _bleep(found: Find, british: bool) -> str | None:
    if re.search(r"(?<![\w*])\*{2,}(?=\w)", found.string[: found.start() + 1]):
        return None  # emphasis of Markdown ends here
    return "bleep" + (found.group(1) or "")


def _stars(found: Find, british: bool) -> str:
    count = len(re.findall("[★⭐]", found.group()))
    return f"{numerals.below_hundred(count)} {'star' if count == 1 else 'stars'}"


def _either(found: Find, british: bool) -> str:
    joint = " " if re.match(r"\s+pronouns?(?![^\W_])", found.string[found.end() :][:12]) else " or "
    return joint.join(found.groups())


def _per(found: Find, british: bool) -> str | None:
    return "per" if re.search(r"\d[\d.,]*[\s-]?[^\W\d_]{0,12}\Z", text_before(found)) else None


def _per_short(found: Find, british: bool) -> str | None:
    per = _per(found, british)
    return f"per {_SHORT[found.group(1)]}" if per else None


def _sign(found: Find, british: bool) -> str:
    return _SAID.get(found.group(), "")

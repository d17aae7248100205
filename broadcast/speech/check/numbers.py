"""Copy goes in; numbers that the ear cannot keep or mishears come out."""

import re
from collections.abc import Iterator, Mapping

from broadcast.speech import numerals
from broadcast.speech.check.copy import Copy, Sentence
from broadcast.speech.check.figures import FIGURE, find_numbers, is_year, significant
from broadcast.speech.check.finding import Edit, Find, Hit
from broadcast.speech.check.options import Checks

_WORDS_OF_COUNT = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# 14 people   200 homes   45-year-old   2016
_FIRST = re.compile(
    r"[\"“‘]?(?P<figure>\d{1,3}(?:,\d{3})*|\d+)(?P<rest>-year-old|(?=\s[a-z])|(?=\s[A-Z])|(?=,))"
)
# $2.4 million   £300   40%   #4   @anaruiz   5°C
_MONEY = re.compile(
    rf"(?<![\w$£€])(?P<sign>US\$|A\$|C\$|[$£€])\s?(?P<figure>{FIGURE})(?P<scale>\s(?:thousand|million"
    rf"|billion|trillion))?(?![\w%]|[-–]\d)"
)
_UNIT = {
    "$": "dollar",
    "US$": "US dollar",
    "A$": "Australian dollar",
    "C$": "Canadian dollar",
    "£": "pound",
    "€": "euro",
}
_PERCENT = re.compile(r"(?<=\d)(?P<sign>\s?%)(?!\w)")
# 2,347,812   12,345
_LONG = re.compile(r"(?<![\w.,$£€/-])(?P<sign>[$£€]?)(?P<figure>\d{1,3}(?:,\d{3})+)(?![\w.,]\d|[-–/]\d|\.\d)")
# Sentences in which a number must be exact: the dead, votes, scores, charges, laws.
_EXACT = re.compile(
    r"\b(?:kill\w*|dead|die[ds]?|deaths?|fatalit\w+|casualt\w+|injur\w+|wounded|victims?|bodies|missing"
    r"|vote[sdr]?|voters|ballots?|majority"
    r"|elect\w+|poll\w*|referendum|counts?|charges?|scor\w+|points|index|Dow|Nasdaq|FTSE|Nikkei|record"
    r"|section|article|resolution|serial"
    r"|infect\w+|cases|recall|trampl\w+|crush\w+|drown\w+|stampede\w*|perish\w*|execut\w+|slain|shot"
    r"|massacre\w*|deadl\w+|survivors?|prisoners|runs?|goals?|attendance)\b",
    re.IGNORECASE,
)
# a million people
_A_MILLION = re.compile(
    r"(?<![\w-])(?P<a>[Aa])(?=\s(?:million|billion|trillion)(?![\w-])"
    r"(?!\s(?:and a (?:half|quarter)|times|miles away|and one|years ago|reasons|ways|things|little)))"
)
_NOT_A_NUMBER = re.compile(
    r"(?:\b(?:half|quarter|third|tenth|fraction|once|not|many|what|of|in|such)(?:\s(?:of|in))?\s|\d\s)\Z",
    re.IGNORECASE,
)
_PERCENTAGE = rf"(?:{FIGURE}|[a-z]+(?:-[a-z]+)?)\s?(?:%|percent\b|per\scent\b)"
# rose 20 percent   fell by four per cent
_CHANGE = re.compile(
    r"\b(?:rose|rises?|risen|rising|fell|falls?|fallen|falling|grew|grown|grows|jumped|climbed|dropped"
    r"|soared|plunged|increased|decreased"
    rf"|declined|shrank|surged|slumped|tumbled|gained|lost)\s(?:by\s)?(?:(?:about|nearly|almost|around"
    rf"|over|more than|some)\s)?"
    rf"(?P<number>{_PERCENTAGE})",
    re.IGNORECASE,
)
# have doubled
_MULTIPLE = re.compile(
    r"\b(?:has|have|had)?\s?(?P<number>(?<!-)(?:trebled|tripled|quadrupled|doubled))(?!\s(?:down|up"
    r"|over|back|as))\b",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\b(?:from|than|since|compared|versus|against|year|years|month|months|week|weeks|quarter|decade"
    r"|day|hour|annual\w*|yearly|monthly|previous"
    r"|earlier|last|ago|before|between|session|trading|shares?|stocks?|index|its value"
    r"|in (?:19|20)\d\d|to|until|during)\b",
    re.IGNORECASE,
)
# from 5 percent to 7 percent
_FROM_TO = re.compile(
    rf"\bfrom\s(?P<low>{FIGURE})\s?(?:%|percent|per\scent)?\sto\s(?P<high>{FIGURE})\s?(?:%|percent"
    rf"|per\scent)",
    re.IGNORECASE,
)
_SAID_CHANGE = re.compile(
    rf"(?P<change>{FIGURE})\s?(?:%|percent\b|per\scent\b)(?!\w)(?!\spoint)", re.IGNORECASE
)
# 3 boats
_SMALL = re.compile(
    r"(?<![\w.,:/$£€%#-])(?P<figure>[1-9])(?=\s[a-z]{3,})(?!\s(?:percent|per\scent|million|billion"
    r"|thousand|and|to|or|points?|runs?|goals?|a\.m|p\.m|o['’]clock)\b)"
)
# 2.5 million   3.25 miles
_POINT_FIVE = re.compile(
    r"(?<![\w.,$£€-])(?P<figure>\d{1,3})\.(?P<part>5|25|75)(?=\s(?:million|billion|trillion|percent"
    r"|per\scent|miles?|hours?|years?|times|tons?|tonnes?|acres|inches|feet|kilomet|met)|%)"
)
_NOT_HALF = re.compile(r"\b(?:magnitude|version|level|score[ds]?|quake|earthquake|Richter)\b", re.IGNORECASE)
_HALVES = {"5": "a half", "25": "a quarter", "75": "three quarters"}


def _in(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    return sentence.start + start, sentence.start + end


def _too_many(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for sentence in copy.sentences:
        numbers = find_numbers(sentence.text)
        if len(numbers) > checks.numbers:
            first = numbers[checks.numbers]
            listed = ", ".join(" ".join(number.print.split()) for number in numbers)
            yield Hit(
                span=_in(sentence, *first.span), what=f"{len(numbers)} numbers in one sentence: {listed}"
            )


def _starts_with_figure(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for sentence in copy.sentences:
        found = _FIRST.match(sentence.text)
        if found is None or len(sentence.text.split()) < 4:
            continue
        span = _in(sentence, *found.span("figure"))
        figure = found["figure"].replace(",", "")
        if len(figure) > 15 or (figure.startswith("0")):
            continue
        spelled = numerals.cardinal(int(figure), british=copy.british).capitalize()
        safe = int(figure) < 1000 and found["rest"] == "" and sentence.text[found.end() :][1:2].islower()
        yield Hit(
            span=span,
            what="the sentence starts with a figure",
            suggestion=None if is_year(figure) else spelled,
            edits=(Edit(span=span, words=spelled),) if safe else (),
        )


def _percent_signs(copy: Copy, checks: Checks) -> Iterator[Hit]:
    word = "per cent" if copy.british else "percent"
    for found in copy.find(_PERCENT):
        edits = (Edit(span=found.span("sign"), words=f" {word}"),)
        yield Hit(span=found.span(), what="a sign in place of the word", suggestion=word, edits=edits)


def _money_signs(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_MONEY):
        one = found["figure"] == "1" and not found["scale"]
        unit = _UNIT[found["sign"]] + ("" if one else "s")
        yield Hit(
            span=found.span(),
            what=f"“{found['sign']}” is said after the number",
            suggestion=f"{found['figure']}{found['scale'] or ''} {unit}",
        )


def _exact(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for sentence in copy.sentences:
        if _EXACT.search(sentence.text):
            continue
        for found in _LONG.finditer(sentence.text):
            if significant(found["figure"]) >= 4:
                round_figure = f"about {found['sign']}{_rounded(int(found['figure'].replace(',', '')))}"
                yield Hit(
                    span=_in(sentence, *found.span()),
                    what=f"{found.group()} is more exact than a listener can keep",
                    suggestion=round_figure,
                )


def _rounded(number: int) -> str:
    """Two significant digits, millions as a word: 2,347,812 -> 2.3 million."""
    unit = 10 ** max(0, len(str(number)) - 2)
    near = (number + unit // 2) // unit * unit
    for scale, word in ((10**9, "billion"), (10**6, "million")):
        if near >= scale:
            return f"{near / scale:g} {word}"
    return f"{near:,}"


def _a_million(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_A_MILLION):
        before = copy.narrated[max(0, found.start() - 20) : found.start()]
        if _NOT_A_NUMBER.search(before):
            continue
        one = "One" if found["a"] == "A" else "one"
        edits = (Edit(span=found.span("a"), words=one),)
        yield Hit(span=found.span(), what="“a” before a number", suggestion=one, edits=edits)


def _without_base(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for sentence in copy.sentences:
        if _BASE.search(sentence.text) or sentence.introduces:
            continue
        for pattern in (_CHANGE, _MULTIPLE):
            for found in pattern.finditer(sentence.text):
                yield Hit(
                    span=_in(sentence, *found.span("number")), what="a change, and not a word of what from"
                )


def _points(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for sentence in copy.sentences:
        for moved in _FROM_TO.finditer(sentence.text):
            low, high = (float(moved[name].replace(",", "")) for name in ("low", "high"))
            for said in _SAID_CHANGE.finditer(sentence.text, moved.end()):
                if abs(float(said["change"].replace(",", "")) - abs(high - low)) < 1e-9:
                    yield Hit(
                        span=_in(sentence, *said.span()),
                        what=f"from {moved['low']} to {moved['high']} percent is {said['change']} points",
                        suggestion=f"{said['change']} percentage points",
                    )


def _halves(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for sentence in copy.sentences:
        if _NOT_HALF.search(sentence.text):
            continue
        for found in _POINT_FIVE.finditer(sentence.text):
            whole = int(found["figure"])
            said = _WORDS_OF_COUNT[whole] if 0 < whole < len(_WORDS_OF_COUNT) else found["figure"]
            half = _HALVES[found["part"]]
            suggestion = f"{said} and {half}" if whole else half
            yield Hit(
                span=_in(sentence, *found.span()),
                what=f"“{found.group()}” as a decimal",
                suggestion=suggestion if whole else None,
            )


def _small_figures(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_SMALL):
        word = _WORDS_OF_COUNT[int(found["figure"])]
        yield Hit(span=found.span(), what=f"“{found['figure']}” in a figure", suggestion=word)


FINDERS: Mapping[str, Find] = {
    "N201": _too_many,
    "N202": _starts_with_figure,
    "N203": _percent_signs,
    "N204": _money_signs,
    "N205": _exact,
    "N206": _a_million,
    "N207": _without_base,
    "N208": _points,
    "N209": _halves,
    "N210": _small_figures,
}
"""Rules N201 and on."""

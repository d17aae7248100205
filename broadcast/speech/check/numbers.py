"""Copy goes in; numbers that the ear cannot keep or mishears come out."""

import re
from collections.abc import Iterator

from broadcast.speech import numerals
from broadcast.speech.check.copy import Copy, Sentence
from broadcast.speech.check.figures import FIGURE, find_numbers, is_year, significant
from broadcast.speech.check.finding import Edit, Example, Hit, Rule, Severity
from broadcast.speech.check.options import Checks

_WORDS_OF_COUNT = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# 14 people   200 homes   45-year-old   2016
_FIRST = re.compile(
    r"[\"“‘]?(?P<figure>\d{1,3}(?:,\d{3})*|\d+)(?P<rest>-year-old|(?=\s[a-z])|(?=\s[A-Z])|(?=,))"
)
# $2.4 million   £300   40%   #4   @anaruiz   5°C
_MONEY = re.compile(
    rf"(?<![\w$£€])(?P<sign>US\$|A\$|C\$|[$£€])\s?(?P<figure>{FIGURE})(?P<scale>\s(?:thousand|million|billion|trillion))?(?![\w%]|[-–]\d)"
)
_UNIT = {"$": "dollar", "US$": "US dollar", "A$": "Australian dollar", "C$": "Canadian dollar", "£": "pound", "€": "euro"}
_PERCENT = re.compile(r"(?<=\d)(?P<sign>\s?%)(?!\w)")
# 2,347,812   12,345
_LONG = re.compile(r"(?<![\w.,$£€/-])(?P<sign>[$£€]?)(?P<figure>\d{1,3}(?:,\d{3})+)(?![\w.,]\d|[-–/]\d|\.\d)")
# Sentences in which a number must be exact: the dead, votes, scores, charges, laws.
_EXACT = re.compile(
    r"\b(?:kill\w*|dead|die[ds]?|deaths?|fatalit\w+|casualt\w+|injur\w+|wounded|victims?|bodies|missing|vote[sdr]?|voters|ballots?|majority"
    r"|elect\w+|poll\w*|referendum|counts?|charges?|scor\w+|points|index|Dow|Nasdaq|FTSE|Nikkei|record|section|article|resolution|serial"
    r"|infect\w+|cases|recall|trampl\w+|crush\w+|drown\w+|stampede\w*|perish\w*|execut\w+|slain|shot|massacre\w*|deadl\w+|survivors?|prisoners|runs?|goals?|attendance)\b",
    re.IGNORECASE,
)
# a million people
_A_MILLION = re.compile(
    r"(?<![\w-])(?P<a>[Aa])(?=\s(?:million|billion|trillion)(?![\w-])(?!\s(?:and a (?:half|quarter)|times|miles away|and one|years ago|reasons|ways|things|little)))"
)
_NOT_A_NUMBER = re.compile(r"(?:\b(?:half|quarter|third|tenth|fraction|once|not|many|what|of|in|such)(?:\s(?:of|in))?\s|\d\s)\Z", re.IGNORECASE)
_PERCENTAGE = rf"(?:{FIGURE}|[a-z]+(?:-[a-z]+)?)\s?(?:%|percent\b|per\scent\b)"
# rose 20 percent   fell by four per cent
_CHANGE = re.compile(
    r"\b(?:rose|rises?|risen|rising|fell|falls?|fallen|falling|grew|grown|grows|jumped|climbed|dropped|soared|plunged|increased|decreased"
    rf"|declined|shrank|surged|slumped|tumbled|gained|lost)\s(?:by\s)?(?:(?:about|nearly|almost|around|over|more than|some)\s)?(?P<number>{_PERCENTAGE})",
    re.IGNORECASE,
)
# have doubled
_MULTIPLE = re.compile(r"\b(?:has|have|had)?\s?(?P<number>(?<!-)(?:trebled|tripled|quadrupled|doubled))(?!\s(?:down|up|over|back|as))\b", re.IGNORECASE)
_BASE = re.compile(
    r"\b(?:from|than|since|compared|versus|against|year|years|month|months|week|weeks|quarter|decade|day|hour|annual\w*|yearly|monthly|previous"
    r"|earlier|last|ago|before|between|session|trading|shares?|stocks?|index|its value|in (?:19|20)\d\d|to|until|during)\b",
    re.IGNORECASE,
)
# from 5 percent to 7 percent
_FROM_TO = re.compile(rf"\bfrom\s(?P<low>{FIGURE})\s?(?:%|percent|per\scent)?\sto\s(?P<high>{FIGURE})\s?(?:%|percent|per\scent)", re.IGNORECASE)
_SAID_CHANGE = re.compile(rf"(?P<change>{FIGURE})\s?(?:%|percent\b|per\scent\b)(?!\w)(?!\spoint)", re.IGNORECASE)
# 3 boats
_SMALL = re.compile(
    r"(?<![\w.,:/$£€%#-])(?P<figure>[1-9])(?=\s[a-z]{3,})(?!\s(?:percent|per\scent|million|billion|thousand|and|to|or|points?|runs?|goals?|a\.m|p\.m|o['’]clock)\b)"
)
# 2.5 million   3.25 miles
_POINT_FIVE = re.compile(
    r"(?<![\w.,$£€-])(?P<figure>\d{1,3})\.(?P<part>5|25|75)(?=\s(?:million|billion|trillion|percent|per\scent|miles?|hours?|years?|times|tons?|tonnes?|acres|inches|feet|kilomet|met)|%)"
)
_NOT_HALF = re.compile(r"\b(?:magnitude|version|level|score[ds]?|quake|earthquake|Richter)\b", re.IGNORECASE)
_HALVES = {"5": "a half", "25": "a quarter", "75": "three quarters"}


def rules() -> tuple[Rule, ...]:
    """Rules N201 and on."""
    return (
        Rule(
            code="N201", name="too-many-numbers", severity=Severity.WARNING,
            why="A listener keeps two numbers of a sentence at most.",
            source=("NewScript", "NAVEDTRA"),
            example=Example(
                bad="The 14 crews moved 300 tonnes of mud from 25 homes.",
                good="Fourteen crews cleared 25 homes. They moved 300 tonnes of mud.",
            ),
            find=_too_many,
        ),
        Rule(
            code="N202", name="starts-with-figure", severity=Severity.WARNING,
            why="A reader stumbles over a sentence that starts with a figure; spelled out, it reads itself.",
            source=("NewScript", "NAVEDTRA"),
            example=Example(bad="14 people were taken to hospital.", good="Fourteen people were taken to hospital."),
            find=_starts_with_figure, mends=True,
        ),
        Rule(
            code="N203", name="percent-sign", severity=Severity.HINT,
            why="Signs are for the eye; whoever reads aloud needs the word.",
            source=("Curran", "SS0519"),
            example=Example(bad="Turnout was 40% at noon.", good="Turnout was 40 percent at noon."),
            find=_percent_signs, mends=True,
        ),
        Rule(
            code="N204", name="money-sign", severity=Severity.HINT,
            why="The sign stands before the number and is said after it: write the word where it is said.",
            source=("Curran", "SS0519"),
            example=Example(bad="The repair cost $2.4 million.", good="The repair cost 2.4 million dollars."),
            find=_money_signs, on=False,
        ),
        Rule(
            code="N205", name="exact-number", severity=Severity.HINT,
            why="The ear keeps two digits; round where nothing hangs on the rest. Deaths, votes and scores stay exact.",
            source=("NewScript",),
            example=Example(bad="The dam holds 2,347,812 tonnes of water.", good="The dam holds about 2.3 million tonnes of water."),
            find=_exact,
        ),
        Rule(
            code="N206", name="a-million", severity=Severity.WARNING,
            why="“A million” is heard as “eight million”.",
            source=("NAVEDTRA",),
            example=Example(bad="The fund has paid a million dollars.", good="The fund has paid one million dollars."),
            find=_a_million, mends=True,
        ),
        Rule(
            code="N207", name="change-without-base", severity=Severity.HINT,
            why="A change says nothing without what it is measured from.",
            source=("practice",),
            example=Example(bad="Fares rose 20 percent.", good="Fares rose 20 percent from a year earlier."),
            find=_without_base,
        ),
        Rule(
            code="N208", name="percent-for-points", severity=Severity.ERROR,
            why="From five percent to seven is two percentage points, and forty percent.",
            source=("practice",),
            example=Example(
                bad="Unemployment rose from 5 percent to 7 percent, an increase of 2 percent.",
                good="Unemployment rose from 5 percent to 7 percent, an increase of 2 percentage points.",
            ),
            find=_points,
        ),
        Rule(
            code="N209", name="half-as-decimal", severity=Severity.HINT,
            why="“Two and a half” is said and understood faster than “two point five”.",
            source=("NewScript", "SS0519"),
            example=Example(bad="The tunnel is 2.5 miles long.", good="The tunnel is two and a half miles long."),
            find=_halves,
        ),
        Rule(
            code="N210", name="small-figure", severity=Severity.HINT,
            why="One to nine are words in broadcast copy.",
            source=("NAVEDTRA", "SS0519"),
            example=Example(bad="The fire took 3 boats.", good="The fire took three boats."),
            find=_small_figures, on=False,
        ),
    )  # fmt: skip


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

"""Quantities with a unit go in, percentages too; their words come out."""

import re

from broadcast.speech import numerals
from broadcast.speech.rules.shapes import (
    DASH,
    QUANTITY,
    START,
    is_one,
    modifies,
    quantity,
    text_after,
    text_before,
    word_after,
    word_before,
    words_before,
)
from broadcast.speech.scan import DIGIT, Find, Rule
from broadcast.speech.tables import either, table, words

# a minus, not a dash
_MINUS = r"((?<![^\s(])[-−])?"


def rules() -> tuple[Rule, ...]:
    """Measures; feet with inches first, figures with a scale last."""
    rows = table("units")
    units = {unit for unit in rows["units"] if unit not in rows["close"].split() or unit == "m"}
    edge = r"(?![^\W_]|\.\d)"
    return (
        # 1.5m-2m passengers
        Rule(
            re.compile(
                rf"{START}({QUANTITY})({either(rows['scales'])}){DASH}({QUANTITY})\s?({either(rows['scales'])})(?![^\W_])"
            ),
            _scaled_twice,
            DIGIT,
        ),
        # 20mm-30mm of rain
        Rule(
            re.compile(rf"{START}({QUANTITY})\s?({either(units)}){DASH}({QUANTITY})\s?\2{edge}"),
            _twice,
            DIGIT,
        ),
        # a .38-caliber revolver
        Rule(
            re.compile(r"(?<![\w.])\.(\d\d)(?=[ -]?cal)"),
            lambda found, _: numerals.cardinal(int(found.group(1))),
            ".",
        ),
        # 6ft 2in   6'2"
        Rule(
            re.compile(
                rf"{START}(\d{{1,2}})\s?(?:ft\.?|['’′])\s?(\d{{1,2}})(?:\s?in(?![^\W_])|[\"”″]|['’′]{{2}})"
            ),
            _height,
            DIGIT,
        ),
        # 18in x 24in
        Rule(
            re.compile(rf"{START}({QUANTITY})\s?in\s?[xX×]\s?({QUANTITY})\s?in(?![^\W_])"), _inches_by, "xX×"
        ),
        # 27p per kWh
        Rule(
            re.compile(rf"(?<=(?<![^\W_])per )({either(unit for unit in units if len(unit) > 1)}){edge}"),
            lambda found, british: _unit(found.group(1), True, british),
        ),
        # 3.5 in. wide   5in
        Rule(re.compile(rf"{START}({QUANTITY})(?:\s?-?in\.(?=\s[a-z])|in(?![^\W_]))"), _inches, DIGIT),
        # a 55" screen
        Rule(
            re.compile(
                rf"{START}({QUANTITY})[\"”″](?=\s(?:TVs?|screens?|monitors?|displays?|pipes?|pizzas?|wheels?|guns?|laptops?|telescopes?)(?!\w))"
            ),
            _screen,
            '"”″',
        ),
        # 8' x 10'
        Rule(re.compile(rf"{START}(\d{{1,3}})['’′]\s?[xX×]\s?(\d{{1,3}})['’′](?!\w)"), _feet, "xX×"),
        # 2x4s
        Rule(re.compile(rf"{START}(\d)[xX×](\d)s(?![^\W_])"), _lumber, DIGIT),
        # 4x4   4x100m   3 m x 2 m
        Rule(
            re.compile(
                rf"{START}({QUANTITY})(?:\s?({either(units)}))?\s?[xX×]\s?({QUANTITY})(?:\s?({either(units)}))?{edge}"
            ),
            _by,
            DIGIT,
        ),
        # 90 km/h   10-15%   -5 °C   sq. km
        Rule(
            re.compile(
                rf"{START}{_MINUS}({QUANTITY})(?:[%°]?{DASH}({QUANTITY}))?([\s\u00a0-]?)({either(units)}){edge}"
            ),
            _measured,
            DIGIT,
        ),
        # 75 W of power; but an address: 75 W Main St
        Rule(
            re.compile(rf"{START}((?!))?({QUANTITY})((?!))?( )(W)(?![^\W_]|\.?\s[A-Z\d])"), _measured, DIGIT
        ),
        # 24h   40W
        Rule(
            re.compile(
                rf"{START}{_MINUS}({QUANTITY})(?:{DASH}({QUANTITY}))?()({either(rows['close'].split())}){edge}"
            ),
            _measured,
            DIGIT,
        ),
        # 30C   85F
        Rule(
            re.compile(rf"{START}{_MINUS}(\d{{1,3}}(?:\.\d)?)(?:{DASH}(\d{{1,3}}(?:\.\d)?))?([CF])(?![\w-])"),
            _degrees,
            DIGIT,
        ),
        # 10m people   7bn   1.5-2 million
        Rule(
            re.compile(
                rf"{START}{_MINUS}({QUANTITY})(?:{DASH}({QUANTITY}))?[\s-]?({either(rows['scales'])})(?![^\W_])"
            ),
            _scaled,
            DIGIT,
        ),
    )


def _unit(unit: str, one: bool, british: bool) -> str:
    rows = table("units")
    name = rows["units"][unit][0 if one else 1]
    if british:
        name = " ".join(rows["british"].get(word, word) for word in name.split())
    return str(name)


def _amount(minus: str | None, low: str, high: str | None, british: bool, joint: str = "to") -> str:
    said = ("minus " if minus else "") + quantity(low, british=british)
    return said if high is None else f"{said} {joint} {quantity(high, british=british)}"


def _joint(found: Find) -> str:
    return "and" if word_before(found).lower() == "between" else "to"


def _height(found: Find, british: bool) -> str:
    feet, inches = (int(part) for part in found.groups())
    if inches > 11 or found.group(2) != str(inches):
        # 2'20" of a programme
        minutes = f"{numerals.below_hundred(feet)} {'minute' if feet == 1 else 'minutes'}"
        return f"{minutes} {numerals.below_hundred(inches)} {'second' if inches == 1 else 'seconds'}"
    return f"{numerals.below_hundred(feet)} foot {numerals.below_hundred(inches)}"


def _inches(found: Find, british: bool) -> str | None:
    spoken = quantity(found.group(1), british=british)
    one = is_one(found.group(1)) or modifies(found) or re.match(r"-[a-z]{4,}", text_after(found))
    return f"{spoken} {'inch' if one else 'inches'}" if spoken else None


def _inches_by(found: Find, british: bool) -> str | None:
    sides = [quantity(side, british=british) for side in found.groups()]
    return " by ".join(f"{side} inches" for side in sides) if all(sides) else None


def _twice(found: Find, british: bool) -> str | None:
    """Both ends of a range with the unit."""
    low, unit, high = found.groups()
    if not quantity(low) or not quantity(high) or unit in ("m", "%"):
        return None
    ends = (f"{quantity(end, british=british)} {_unit(unit, is_one(end), british)}" for end in (low, high))
    return f" {_joint(found)} ".join(ends)


def _screen(found: Find, british: bool) -> str | None:
    """Inches, unless the mark closes a quotation."""
    opened = found.string.count('"', 0, found.start()) % 2 or "“" in text_before(found)
    return None if opened else f"{quantity(found.group(1), british=british)} inch"


def _feet(found: Find, british: bool) -> str:
    unit = "foot" if word_after(found)[:1].islower() else "feet"
    return " by ".join(f"{numerals.cardinal(int(side), british=british)} {unit}" for side in found.groups())


def _lumber(found: Find, british: bool) -> str:
    low, high = (numerals.below_hundred(int(side)) for side in found.groups())
    return f"{low} by {numerals.plural(high)}"


def _measured(found: Find, british: bool) -> str | None:
    minus, low, high, gap, unit = found.groups()
    if not quantity(low) or (high is not None and not quantity(high)):
        return None
    # 40 ft. wall
    dotted = re.match(r"\.\s+[a-z]", text_after(found))
    following = word_after(found, found.end() + 1 if dotted else None)
    counted = words("contexts", "counted_before").intersection(words_before(found, 4))
    if unit == "m" and (
        counted or following in words("dates", "counted") or following in ("more", "other", "of", "bpd")
    ):
        return _scaled_words(found, (minus, low, high, "m"), british)
    if (
        unit in ("min", "ac", "sec", "kt", "mi", "MB", "GB", "KB", "pt", "mo", "kn")
        and gap == "-"
        and high is None
        and not following
    ):
        return None
    one = (
        (is_one(low) and high is None)
        or modifies(found, following)
        or (gap == "-" and following[:1].islower())
    )
    # a 2m-deep trench   the 9mm slug
    deep = re.match(r"-[a-z]{4,}", text_after(found))
    joined = not gap and following[:1].islower() and following not in words("contexts", "function")
    determined = joined and word_before(found).lower() in words("contexts", "before_joined")
    one = one or bool(deep) or determined or following in words("units", "before_races")
    name = _unit(unit, one, british)
    if unit == "kt" and words("units", "yields").intersection([following.lower(), *words_before(found, 8)]):
        name = "kiloton" if one else "kilotons"
    return f"{_amount(minus, low, high, british, _joint(found))} {name}"


def _by(found: Find, british: bool) -> str | None:
    low, unit, high, last = found.groups()
    if not quantity(low) or not quantity(high):
        return None
    first = quantity(low, british=british) + (f" {_unit(unit, is_one(low), british)}" if unit else "")
    one = is_one(high) or word_after(found) in words("units", "before_races")
    second = quantity(high, british=british) + (f" {_unit(last, one, british)}" if last else "")
    return f"{first} by {second}"


def _degrees(found: Find, british: bool) -> str | None:
    minus, low, high, sign = found.groups()
    if word_before(found).lower() in words("contexts", "not_degrees") or (
        float(low) < 5 and "." not in low and minus is None
    ):
        return None
    one = is_one(low) and high is None
    return f"{_amount(minus, low, high, british, _joint(found))} {_unit('°' + sign, one, british)}"


def _scaled(found: Find, british: bool) -> str | None:
    minus, low, high, scale = found.groups()
    if scale in ("K", "M", "T", "B") and word_after(found) in ("run", "race", "TV", "video", "resolution"):
        return f"{quantity(low)} {scale}"
    if scale in ("T", "B", "M") and not found.string[found.end(2)].isdigit():
        adjacent = found.string[found.start(4) - 1].isdigit()
        if not adjacent or "." not in low:
            return None
    return _scaled_words(found, (minus, low, high, scale), british)


def _scaled_twice(found: Find, british: bool) -> str | None:
    low, low_scale, high, high_scale = found.groups()
    if not quantity(low) or not quantity(high):
        return None
    scales = table("units")["scales"]
    lower, upper = quantity(low, british=british), quantity(high, british=british)
    return f"{lower} {scales[low_scale]} {_joint(found)} {upper} {scales[high_scale]}"


def _scaled_words(found: Find, parts: tuple[str | None, str, str | None, str], british: bool) -> str | None:
    minus, low, high, scale = parts
    if not quantity(low) or (high is not None and not quantity(high)):
        return None
    return f"{_amount(minus, low, high, british, _joint(found))} {table('units')['scales'][scale]}"

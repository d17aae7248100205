"""Numbers go in as integers or digit strings; the words an anchor says come out."""

import re

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# XXIII, LVIII, IX
_ROMAN_SHAPE = re.compile(r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")


def cardinal(number: int, *, british: bool = False) -> str:
    """A whole number in words, short scale; from 10**21 on its digits one by one.

    >>> cardinal(1205)
    'one thousand two hundred five'
    >>> cardinal(1205, british=True)
    'one thousand two hundred and five'
    """
    if number < 0:
        return "minus " + cardinal(-number, british=british)
    if number < 1000:
        return _below_thousand(number, british)
    if number >= 10**21:
        return digits(str(number))
    groups: list[str] = []
    for scale in _SCALES:
        number, rest = divmod(number, 1000)
        if rest:
            lone = british and not scale and rest < 100
            groups.append(f"{'and ' * lone}{_below_thousand(rest, british)} {scale}".rstrip())
    return " ".join(reversed(groups))


def _below_thousand(number: int, british: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return below_hundred(rest)
    words = f"{_ONES[hundreds]} hundred"
    return words + (" and " * british or " ") + below_hundred(rest) if rest else words


def below_hundred(number: int) -> str:
    """0 to 99 in words."""
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens - 2]}-{_ONES[ones]}" if ones else _TENS[tens - 2]


def ordinal(number: int, *, british: bool = False) -> str:
    """A whole number's place in an order.

    >>> ordinal(23)
    'twenty-third'
    """
    head, gap, last = _split_last(cardinal(number, british=british))
    regular = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return head + gap + _ORDINALS.get(last, regular)


def plural(words: str) -> str:
    """The last number word in the plural.

    >>> plural("nineteen ninety")
    'nineteen nineties'
    """
    head, gap, last = _split_last(words)
    if last.endswith("y"):
        return f"{head}{gap}{last[:-1]}ies"
    return f"{head}{gap}{last}{'es' if last.endswith('x') else 's'}"


def _split_last(words: str) -> tuple[str, str, str]:
    cut = max(words.rfind(" "), words.rfind("-"))
    return (words[:cut], words[cut], words[cut + 1 :]) if cut >= 0 else ("", "", words)


def digits(text: str, *, zero: str = "zero") -> str:
    """Digits one by one; whatever is no digit is left out."""
    return " ".join(zero if sign == "0" else _ONES[int(sign)] for sign in text if sign in "0123456789")


def decimal(text: str, *, british: bool = False) -> str:
    """A number as printed, with commas or spaces and a point, in words.

    >>> decimal("1,234.5")
    'one thousand two hundred thirty-four point five'
    """
    whole, point, part = "".join(text.replace(",", "").split()).partition(".")
    words = "" if whole == "" else cardinal(int(whole), british=british)
    if british and whole == "0" and part:
        words = "nought"
    if not point or not part:
        return words
    return f"{words} point {digits(part)}".lstrip()


def year(number: int, *, british: bool = False) -> str:
    """A year as it is said.

    >>> year(2026), year(1900), year(2005), year(1905)
    ('twenty twenty-six', 'nineteen hundred', 'two thousand five', 'nineteen oh five')
    """
    century, rest = divmod(number, 100)
    if not 1000 <= number <= 9999 or (century % 10 == 0 and rest < 10):
        return cardinal(number, british=british)
    if not rest:
        return f"{below_hundred(century)} hundred"
    return f"{below_hundred(century)} {'oh ' * (rest < 10)}{below_hundred(rest)}"


def code(text: str) -> str:
    """The number of a road, a flight, a type: short ones whole, three figures as one and two.

    >>> code("737"), code("400"), code("1549"), code("007")
    ('seven thirty-seven', 'four hundred', 'fifteen forty-nine', 'zero zero seven')
    """
    number = int(text)
    if text.startswith("0") or len(text) > 4:
        return digits(text)
    if len(text) <= 2 or number % 1000 == 0:
        return cardinal(number)
    head, rest = divmod(number, 100)
    if not rest:
        return f"{below_hundred(head)} hundred"
    return f"{below_hundred(head)} {'oh ' * (rest < 10)}{below_hundred(rest)}"


def roman(text: str) -> int | None:
    """The value of Roman figures in capitals; None when they are none."""
    if not _ROMAN_SHAPE.match(text):
        return None
    values = [_ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-here if here < after else here for here, after in zip(values, following, strict=True))

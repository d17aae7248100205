"""What the rules share: the shape of a number in print, its words, and the words around a match."""

import re

from broadcast.speech import numerals
from broadcast.speech.scan import Change, Find
from broadcast.speech.tables import table, words
from broadcast.units import Span

# 1,205   10 000   3.2   .38   4500
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,12})?"
    r"|\d{1,3}(?:(?:[\u00a0\u202f\u2009]\d{3}){1,4}|(?: 000){1,3})(?!\d)"
    r"|\d{1,15}(?:\.\d{1,12})?|\.\d{1,12})"
)
# 3½   1/2   3 1/2
FRACTION = r"(?:\d{1,6}[ -]?[½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚]|[½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚]|(?:\d{1,6}[ -])?\d{1,2}[/⁄]\d{1,3}(?![\d/]))"
QUANTITY = f"(?:{FRACTION}|{NUMBER})"
# nothing of a word, of a number or of a price before
START = r"(?<![^\W_])(?<!\d[.,/:])(?<![$£€#@.])"
# ... and after
END = r"(?![^\W_])(?![.,:]\d)"
DASH = r"\s?[-–—‑]\s?"

_VULGAR = {
    "½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6),
}  # fmt: skip
# 3½  1/2  3 1/2
_FRACTION = re.compile(r"(?:(\d+)[ -]?(?=[^\d]|\d+[/⁄]))??(?:([^\d\s/⁄-])|(\d+)[/⁄](\d+))\Z")
_WORD_BEFORE = re.compile(r"([^\W_]+(?:['’.-][^\W_]+)*\.?)[\s\"“‘(]*\Z")
_WORD_AFTER = re.compile(r"[\s\"“‘-]*([^\W_]+(?:['’][^\W_]+)*)")


def quantity(text: str, *, british: bool = False) -> str:
    """A number, a decimal or a fraction as printed, in words; "" where it is none."""
    found = _FRACTION.match(text.strip())
    if not found:
        return numerals.decimal(text, british=british)
    whole, sign, top, bottom = found.groups()
    upper, lower = _VULGAR.get(sign, (0, 0)) if sign else (int(top), int(bottom))
    if not 0 < upper < lower:
        return ""
    part = _part(upper, lower)
    if whole is None:
        return part
    part = {"one half": "a half", "one quarter": "a quarter", "one third": "a third"}.get(part, part)
    return f"{numerals.cardinal(int(whole), british=british)} and {part}"


def _part(upper: int, lower: int) -> str:
    name = {2: "half", 4: "quarter"}.get(lower) or numerals.ordinal(lower)
    if upper > 1:
        name = "halves" if lower == 2 else name + "s"
    return f"{numerals.cardinal(upper)} {name}"


def is_one(text: str) -> bool:
    """Whether the printed quantity takes the singular."""
    return text in ("1", "½", "1/2", "¼", "1/4")


def word_before(found: Find, start: int | None = None) -> str:
    """The word right before the match, "" across punctuation or at the start."""
    at = found.start() if start is None else start
    before = _WORD_BEFORE.search(found.string, max(0, at - 30), at)
    return before.group(1) if before else ""


def word_after(found: Find, end: int | None = None) -> str:
    """The word right after the match, "" across punctuation or at the end."""
    after = _WORD_AFTER.match(found.string, found.end() if end is None else end)
    return after.group(1) if after else ""


def text_before(found: Find) -> str:
    """The 40 characters before the match."""
    return found.string[max(0, found.start() - 40) : found.start()]


def text_after(found: Find) -> str:
    """The 40 characters after the match."""
    return found.string[found.end() : found.end() + 40]


def words_before(found: Find, count: int) -> list[str]:
    """Up to `count` words before the match in its sentence, in lower case."""
    before = found.string[max(0, found.start() - 16 * count) : found.start()]
    return re.findall(r"[a-z0-9’']+", re.split(r"[.!?;]\s|\n", before)[-1].lower())[-count:]


def modifies(found: Find, after: str | None = None) -> bool:
    """Whether a quantity stands before a noun, as in "a $5 million grant": its unit is then singular."""
    after = word_after(found) if after is None else after
    if not after or not after[0].islower() or after in words("contexts", "function"):
        return False
    second = _WORD_AFTER.match(found.string, found.end() + len(after) + 1)
    if words("contexts", "heads").intersection((after, second.group(1) if second else "")):
        return True
    before = found.string[max(0, found.start() - 24) : found.start()]
    return re.search(r"\b(?:an?|An?)\s+(?:[\w’'-]+\s+)?\Z", before) is not None


def whole(text: str) -> int:
    """A whole number as printed, commas apart."""
    return int("".join(sign for sign in text if sign.isdigit()))


def lettered(letters: str) -> str:
    """Letters to be read one by one: "F-B-I".

    The hyphens keep G2P from reading a lone A as the article; engines and ears take them as letters.
    """
    return "-".join(letters.upper())


def letters_at(span: Span, letters: str, own: str = "", *, british: bool) -> Change:
    """Letters read one by one at a place, `own` an apostrophe and s; with an A they bring their sounds.

    G2P takes some capital A's for the article; letter names have the stress on the last.
    """
    spoken = lettered(letters) + own
    if "A" not in letters:
        return Change(span=span, spoken=spoken)
    names: dict[str, str] = table("letters")["gb" if british else "us"]
    *first, last = (names[letter] for letter in letters)
    hiss = "" if not own else "ɪz" if letters[-1] in "HSX" else "z"
    sounds = "".join(first).replace("'", "ˌ") + last.replace("'", "ˈ") + hiss
    return Change(span=span, spoken=spoken, phonemes=sounds, authority="letters")

"""Names and titles in capitals go in; the same as a newspaper writes them come out."""

import re

from broadcast.scripting.layouts.vocabulary import phrases
from broadcast.scripting.lexicon import PARTICLES

_PART = re.compile(r"[^\W\d_]+")  # MARY, ANNE of MARY-ANNE
_WORD = re.compile(r"\S+")
_ROMAN = re.compile(r"[IVX]{2,4}|I{1,3}")
# U.S.   J.K.   Q.F.
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_])?")


def is_shouted(words: str) -> bool:
    """Whether words are written in capitals: "ANA RUIZ", "McDONALD", "Ms. RUIZ" without its "Ms."."""
    letters = [letter for letter in words if letter.isalpha()]
    small = sum(map(str.islower, letters))
    return bool(letters) and small * 4 <= len(letters) and letters[-1].isupper()


def name_in_case(name: str) -> str:
    """A name in capitals as it is written in copy; one in small letters stays.

    >>> name_in_case("JEAN-PAUL O'NEILL MCDONALD DE LA CRUZ")
    "Jean-Paul O'Neill McDonald de la Cruz"
    """
    words = name.split()
    return " ".join(
        _name_word(word, inner=index > 0) if is_shouted(word) else word for index, word in enumerate(words)
    )


def title_in_case(title: str) -> str:
    """A title in capitals with capitals at its words only; initials stay.

    >>> title_in_case("CNN WHITE HOUSE CORRESPONDENT")
    'CNN White House Correspondent'
    """
    if not is_shouted(title):
        return title
    words = title.split()
    return " ".join(_title_word(word, inner=index > 0) for index, word in enumerate(words))


def _name_word(word: str, *, inner: bool) -> str:
    plain = word.strip(".,").lower()
    if inner and plain in PARTICLES:
        return word.lower()
    if _DOTTED.fullmatch(word) or (inner and _ROMAN.fullmatch(word.strip(",."))):
        return word
    if (
        len(plain) == 2
        and word.isalpha()
        and not set(plain) & set("aeiouy")
        and plain not in phrases("abbreviated")
    ):
        return word
    return _PART.sub(lambda part: _name_part(part.group(), word, part.start(), inner=inner), word)


def _name_part(part: str, word: str, at: int, *, inner: bool) -> str:
    """One run of letters of a name: "NEILL" of "O'NEILL"."""
    if part.lower().startswith(("mc", "mac")) and not part.isupper():
        return part[: 2 + (part[1] == "a")].capitalize() + part[2 + (part[1] == "a") :].capitalize()
    if at and word[at - 1] in "'’" and at > 2:
        return part.lower()
    if part.startswith("MC") and len(part) > 3:
        return "Mc" + part[2:].capitalize()
    if inner and part in ("AL", "EL") and word[at + 2 : at + 3] == "-":
        return part.lower()
    return part.capitalize()


def _title_word(word: str, *, inner: bool) -> str:
    plain = word.strip("().,;:\"'“”").lower()
    if _DOTTED.search(word) or plain in phrases("spelt") or (len(plain) > 1 and any(map(str.isdigit, plain))):
        return word
    if inner and plain in phrases("small-in-titles"):
        return word.lower()
    if (
        plain.isalpha()
        and 1 < len(plain) <= 4
        and not set(plain) & set("aeiouy")
        and plain not in phrases("abbreviated")
    ):
        return word
    # (D-SD)   R-UTAH
    if re.fullmatch(r"\(?[DRI]-[A-Z]{2,}\)?,?", word):
        return word
    return _PART.sub(
        lambda part: part.group().capitalize() if _begins(word, part.start()) else part.group().lower(), word
    )


def _begins(word: str, at: int) -> bool:
    """Whether letters begin a word: not the S of CHILDREN'S."""
    return at == 0 or word[at - 1] not in "'’" or at == 2

"""Print goes in; as much comes out, with ASCII figures and copy in capitals lowered."""

import re
import unicodedata
from collections.abc import Iterable

from broadcast.speech import numerals
from broadcast.speech.rules.initials import is_initials, is_word
from broadcast.speech.tables import table, words
from broadcast.units import Span

# POLICE   DON'T
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# CIA'S
_OWN = re.compile(r"(.+)(['’])S")


def shadow(text: str, sentences: Iterable[Span]) -> str:
    """The text with figures of other scripts as 0 to 9, and sentences in capitals in small letters.

    Character for character: what stands at a place stays there. Initials known to the tables, Roman
    figures and types of aircraft stay in capitals; names of months, days, titles and rulers get one.
    """
    if not text.isascii():
        text = "".join(_figure(sign) for sign in text)
    parts, at = [], 0
    for start, end in _in_capitals(text, list(sentences)):
        parts += [text[at:start], _lowered(text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _in_capitals(text: str, sentences: list[Span]) -> list[Span]:
    """The sentences in capitals; a short one, such as "JAN.", beside one that is."""
    shouted = [_shouted(text[start:end]) for start, end in sentences]
    beside = [False, *shouted, False]
    return [
        span
        for index, span in enumerate(sentences)
        if shouted[index] or ((beside[index] or beside[index + 2]) and text[slice(*span)].isupper())
    ]


def _figure(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign


# STARMER TELLS MPs
_PLURAL = re.compile(r"(?<=[A-Z]{2})s(?![^\W_])")


def _shouted(sentence: str) -> bool:
    sentence = _PLURAL.sub("S", sentence)
    if not sentence.isupper():
        return False
    plain = [word for word in _WORD.findall(sentence) if len(word) > 2 and not _stays(word)]
    return len(plain) >= 2 and len(sentence.split()) >= 3


def _stays(word: str) -> bool:
    ambiguous = words("initials", "also_words")
    known = word in words("initials", "letters") or word in words("initials", "said_as_words")
    roman = len(word) > 1 and set(word) <= set("IVX") and numerals.roman(word) is not None
    return (known and word not in ambiguous) or roman or not re.search("[AEIOUY]", word)


def _lowered(sentence: str) -> str:
    found = list(_WORD.finditer(sentence))
    signs = list(sentence)
    for index, word in enumerate(found):
        before = found[index - 1].group() if index else ""
        after = found[index + 1].group() if index + 1 < len(found) else ""
        small = _small(sentence, word, before, after)
        titled = before.capitalize() in table("names")["titles"]
        sainted = before == "ST" and word.group() in words("names", "saints")
        if (titled or sainted) and len(word.group()) > 1:
            small = word.group().capitalize()
        if len(small) == len(word.group()):
            signs[word.start() : word.end()] = small
    first = found[0].start()
    signs[first] = signs[first].upper() if len(signs[first].upper()) == 1 else signs[first]
    return "".join(signs)


def _small(sentence: str, found: re.Match[str], before: str, after: str) -> str:
    word = found.group()
    if word == "I" or _is_code(sentence, found):
        return word
    if re.search(r"\d[\s-]?(?:[A-Za-z]+/)?\Z", sentence[max(0, found.start() - 20) : found.start()]):
        return word if word in table("units")["units"] and len(word) > 1 else word.lower()
    if len(word) == 1:
        return word.lower() if word == "A" and not sentence.startswith(".", found.end()) else word
    if word.upper() in words("initials", "plurals"):
        return word[:-1] + "s"
    own = _OWN.fullmatch(word)
    if own:
        return f"{own[1] if len(own[1]) == 1 or own[1] == 'OK' else _known(own[1])}{own[2]}s"
    if word == "US":
        ends = sentence[found.end() : found.end() + 1] not in ("", " ", "-")
        return "us" if _is_people(before, "" if ends else after) else word
    if word == "WHO":
        return word if before == "THE" or _is_health_body(sentence, found, after) else "who"
    return _known(word)


def _is_code(sentence: str, found: re.Match[str]) -> bool:
    """F-16, AD 43, VA DOCTOR; but RICHMOND, VA."""
    word, behind = found.group(), sentence[found.end() : found.end() + 2]
    if re.match(r"-?\d", behind) or (word == "AD" and re.match(r" \d", behind)):
        return True
    postal = len(word) == 2 and word.capitalize() in table("names")["states"]
    return postal and behind[:1] != "." and word not in words("contexts", "short_words")


def _is_people(before: str, after: str) -> bool:
    """TELL US, THAT IS ON US, WITH US TONIGHT, but: VISIT US, RAID BY US TROOPS."""
    if before in words("contexts", "before_us"):
        return after not in words("contexts", "after_us")
    goes_on = words("contexts", "after_people")
    if before in ("TO", "FROM"):
        return after in goes_on
    return before in words("contexts", "towards_us") and (not after or after in goes_on or after == "TO")


def _known(word: str) -> str:
    """Initials as they stand, names with a capital, other words small."""
    if word in words("initials", "letters") - words("initials", "also_words"):
        return word
    if word.capitalize() in _capitalised():
        return word.capitalize()
    if len(word) == 2 and word not in words("contexts", "short_words"):
        return word
    if _is_plural(word):
        return f"{word[:3]}s"
    # MCDONALD
    if re.fullmatch("MC[A-Z]{3,}", word):
        return f"Mc{word[2:].capitalize()}"
    return word if _stays(word) or is_initials(word) else word.lower()


def _is_plural(word: str) -> bool:
    """OAPS, UFOS, but: ROSS, UCAS."""
    if len(word) != 4 or word[-1] != "S" or is_word(word) or is_word(word[:3]):
        return False
    return word[2] not in "AEIOU" or word[:3] in words("initials", "letters")


def _is_health_body(sentence: str, found: re.Match[str], after: str) -> bool:
    """WHO WARNS OF NEW WAVE, but: WHO IS HE? WHO WINS?"""
    named = after.endswith("S") and after not in ("IS", "WAS", "HAS", "DOES", "LETS", "'S")
    return (
        found.start() == 0 and "?" not in sentence and (named or after in ("CHIEF", "HEAD", "TEAM", "EXPERT"))
    )


def _capitalised() -> frozenset[str]:
    names, dates = table("names"), table("dates")
    rows = {
        *dates["months"],
        *dates["days"],
        *dates["days"].values(),
        *names["titles"],
        *names["suffixes"],
        *names["states"],
        *names["streets"],
    }
    return (
        frozenset(rows) | words("names", "monarchs") | words("names", "rulers") | words("names", "numbered")
    )

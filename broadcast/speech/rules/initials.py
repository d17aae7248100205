"""Initials and codes of letters and figures go in; letters apart, or a word, come out."""

import re
from functools import cache
from importlib.resources import files

from broadcast.speech import numerals
from broadcast.speech.rules.shapes import lettered, letters_at, word_after, word_before
from broadcast.speech.scan import DIGIT, Change, Find, Rule
from broadcast.speech.tables import either, table, words

_SHORT = 5
"""Letters up to which a word in capitals is tried by its syllables; longer ones are mostly emphasis."""


def mixed_rules() -> tuple[Rule, ...]:
    """Letters with figures."""
    figures = either(table("initials")["with_figures"])
    return (
        # H5N1
        Rule(re.compile(r"(?<![^\W_])H(\d{1,2})N(\d{1,2})(?![^\W_])"), _influenza, "H"),
        # COVID-19   Su-35
        Rule(re.compile(rf"(?<![^\W_])({figures})[- ]?(\d{{1,4}})(s?)(?![^\W_]|[.,]\d)"), _known, DIGIT),
        # F-16   G20   AK-47   MH370   A320s
        Rule(
            re.compile(r"(?<![^\W_-])([A-Z]{1,3})[-‑]?(\d{1,4})([A-Z]?)(s?)(?![^\W_]|[.,]\d|-\d{2})"),
            _type,
            DIGIT,
        ),
        # A320neo   A350-1000
        Rule(re.compile(r"(?<![^\W_-])([A-Z])(\d{3})(?:-(\d{3,4})(?![\w-])|(?=neo|ceo))"), _variant, DIGIT),
        # 4G   3D   101st is no such   737 MAX is none either
        Rule(re.compile(r"(?<![\w.,$£€-])(\d{1,4})([A-Z]{1,3})(?![^\W_])"), _figures_first, DIGIT),
        # 737 MAX   747 jet
        Rule(
            re.compile(
                r"(?<![\w.,$-])(7\d7)(?=\s(?:MAX|Max|jets?|jetliners?|airliners?|planes?|freighters?)(?![^\W_]))"
                r"|(?<=the )(7\d7)(?=[,.;)](?!\d)|\s(?:has|had|was|is|took|landed|crashed|flew)(?![^\W_]))"
            ),
            _figures,
            DIGIT,
        ),
        # 747-400
        Rule(re.compile(r"(?<![\w.,$-])(7\d7)-([1-9]00|8|9|10|8I|9ER)(?![^\W_])"), _airliner, DIGIT),
        # 1080p
        Rule(re.compile(r"(?<![\w.,$-])(1080|720|480)[pP](?![^\W_])"), _airliner_like, DIGIT),
    )


def rules() -> tuple[Rule, ...]:
    """Letters alone."""
    known = either(table("initials")["mixed"])
    return (
        # USAID   NAACP
        Rule(re.compile(rf"(?<![^\W_])({known})(?![^\W_])"), _mixed),
        # R&D   AT&T   Q&A
        Rule(re.compile(r"(?<![^\W_&])([A-Z]{1,3})\s?&(?:amp;)?\s?([A-Z]{1,3})(s?)(?![^\W_&])"), _and, "&"),
        # U.S.   J.K. Marsh   p.m.
        Rule(
            re.compile(r"(?<![^\W_])(?<!\.)(?:[A-Za-z]\.){2,}(?:[A-Z](?![^\W_]))?(['’]s(?![^\W_]))?"),
            _dotted,
            ".",
        ),
        # John A. Vale
        Rule(re.compile(r"(?<![^\W_])(?<!\.)([B-HJ-Z])\.(?=\s?[A-Z])"), _initial, "."),
        Rule(re.compile(r"(?<=[a-z] )A\.(?=\s?[A-Z])|(?<![^\W_])(?<!\.)A\.(?=\s?[A-Z]\.)"), _initial_a, "A"),
        # Plan A   vitamin A   Serie A
        Rule(
            re.compile(
                r"(?<![^\W_])(?:[Pp]lan|[Gg]roup|[Vv]itamin|[Hh]epatitis|Serie|[Gg]rade|[Cc]lass|[Ii]nfluenza|[Ll]evel|"
                r"[Ff]actor|[Ee]xhibit|Section|Category|Type) A(?![\w'’-])(?!\s[a-z])"
            ),
            _lone_a,
            "A",
        ),
        # LGBTQ+
        Rule(re.compile(r"(?<![^\W_])([A-Z]{2,})\+(?![^\W_])"), _plus, "+"),
        # FBI   MPs   CIA's
        Rule(re.compile(r"(?<![^\W_])(?<![^\W_]['’])([A-Z]{2,})(s|['’]s)?(?![^\W_]|['’][A-Z])"), _initials),
    )


def _influenza(found: Find, british: bool) -> str:
    high, low = (numerals.cardinal(int(part)) for part in found.groups())
    return f"H {high} N {low}"


def _known(found: Find, british: bool) -> str | None:
    name, number, many = found.groups()
    # An 8-month-old boy
    if name in words("initials", "also_small") and found.string[found.end(1)] != "-":
        return None
    spoken = numerals.code(number)
    return f"{table('initials')['with_figures'][name]} {numerals.plural(spoken) if many else spoken}"


def _type(found: Find, british: bool) -> str | list[Change]:
    letters, number, mark, many = found.groups()
    spoken = numerals.code(number)
    spoken = (numerals.plural(spoken) if many else spoken) + (f" {mark}" if mark else "")
    if letters in words("initials", "said_as_words") and len(letters) > 2:
        return f"{letters} {spoken}"
    if "A" not in letters:
        return f"{lettered(letters)} {spoken}"
    head = letters_at(found.span(1), letters, british=british)
    return [head, Change(span=(found.start(2), found.end()), spoken=spoken)]


def _variant(found: Find, british: bool) -> list[Change]:
    letter, *figures = found.groups()
    spoken = " ".join(numerals.code(part) for part in figures if part)
    head = letters_at(found.span(1), letter, british=british)
    return [head, Change(span=(found.start(2), found.end()), spoken=spoken)]


def _figures_first(found: Find, british: bool) -> str | list[Change]:
    number, letters = found.groups()
    if letters in words("initials", "said_as_words"):
        return f"{numerals.code(number)} {letters}"
    spoken = numerals.code(number)
    return [Change(span=found.span(1), spoken=spoken), letters_at(found.span(2), letters, british=british)]


def _figures(found: Find, british: bool) -> str:
    return numerals.code(found.group())


def _airliner(found: Find, british: bool) -> str:
    return " ".join(numerals.code(part) for part in found.groups())


def _airliner_like(found: Find, british: bool) -> str:
    number = found.group(1)
    return f"{'ten eighty' if number == '1080' else numerals.code(number)} P"


def _mixed(found: Find, british: bool) -> str:
    return str(table("initials")["mixed"][found.group(1)])


def _and(found: Find, british: bool) -> str:
    first, second = (lettered(part) for part in found.groups()[:2])
    joint = "-and-" if "A" in (first, second) else " and "
    return first + joint + second + ("'s" if found.group(3) else "")


def _dotted(found: Find, british: bool) -> list[Change] | None:
    own = (found.group(1) or "").replace("’", "'")
    letters = re.sub(r"[^A-Za-z]", "", found.group().removesuffix(found.group(1) or "")).upper()
    return [letters_at(found.span(), letters, own, british=british)]


def _initial(found: Find, british: bool) -> str:
    return found.group(1)


def _initial_a(found: Find, british: bool) -> list[Change] | None:
    if not word_before(found)[:1].isupper() and word_before(found):
        return None
    return _lone_a(found, british)


def _lone_a(found: Find, british: bool) -> list[Change]:
    at = found.string.rindex("A", found.start(), found.end())
    return [letters_at((at, at + 1), "A", british=british)]


def _plus(found: Find, british: bool) -> str:
    return f"{lettered(found.group(1))} plus"


def _initials(found: Find, british: bool) -> list[Change] | None:
    letters, own = found.groups()
    own = (own or "").replace("’", "'")
    if not read_as_letters(letters) or (not own and _is_of_a_name(found, letters)):
        return None
    return [letters_at(found.span(), letters, "'s" if own == "s" else own, british=british)]


def _is_of_a_name(found: Find, letters: str) -> bool:
    """CARROW BAY, NED ASHGROVE: a word beside another in capitals that is no initials."""
    if len(letters) < 3 or letters in words("initials", "letters") or not _syllables().match(letters):
        return False
    return any(
        len(word) > 3 and word.isupper() and word.isalpha() and word not in words("initials", "said_as_words")
        and word not in words("initials", "roles")
        and not read_as_letters(word)
        for word in (word_before(found), word_after(found))
    )  # fmt: skip


def read_as_letters(word: str) -> bool:
    """Whether capitals are read one by one: by the tables, else by whether they can be said as a word."""
    if word in words("initials", "letters"):
        return True
    if word in words("initials", "said_as_words") or word in words("initials", "emphasis") or word == "OK":
        return False
    if len(word) <= 3:
        return True
    if _syllables().match(word) or len(word) <= _SHORT:
        return _syllables().match(word) is None
    # a consonant cluster that no English syllable holds, or no vowel at all
    unsayable = re.search(
        r"[^AEIOUY]{4}|\A[^AEIOUYHRLW][^AEIOUYHRLW][^AEIOUY]|\A(?![SC])[^AEIOUYS][^AEIOUYHRLW]", word
    )
    return unsayable is not None or not re.search(r"[AEIOUY]", word)


def is_initials(word: str) -> bool:
    """Whether a word that no table knows is initials, whatever its case: OAP, DVLA, but: ASH, LVIV."""
    capitals = word.upper()
    return len(word) in (3, 4, 5) and word.isascii() and read_as_letters(capitals) and not is_word(capitals)


def is_word(capitals: str) -> bool:
    """Whether a lexicon has it as a word or a name, or a table says so."""
    tabled = any(capitals in words("initials", key) for key in ("said_as_words", "also_words", "short_names"))
    return tabled or capitals.lower() in _lexicon_words() or not capitals.isalpha()


@cache
def _lexicon_words() -> frozenset[str]:
    """The short words and names of the base lexicon and of the news lexicon (`tools/capital_words.py`)."""
    text = (files("broadcast") / "data" / "speech" / "capital-words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def _syllables() -> re.Pattern[str]:
    """Words that English could have: vowels, with clusters that begin or end a syllable around them."""
    onset, coda = (either(words("initials", key)) for key in ("onsets", "codas"))
    vowels = "[AEIOUY]{1,3}"
    strange = "(?!.*(?:AA|II|UU|[AEIO][AEIOU]{2}))"
    return re.compile(rf"{strange}{onset}?{vowels}(?:{coda}?{onset}?{vowels})*{coda}?\Z")

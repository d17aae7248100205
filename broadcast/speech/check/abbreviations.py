"""Copy goes in; abbreviations, units and initials that nobody can say or knows come out."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from broadcast.speech.check.copy import Copy
from broadcast.speech.check.finding import Edit, Find, Hit
from broadcast.speech.check.lists import either, table, words
from broadcast.speech.check.options import Checks

# e.g.   i.e.,   etc.
_LATIN = re.compile(
    r"(?<![\w.])(?P<short>e\.\s?g\.|i\.\s?e\.|etc\.?|viz\.|cf\.|et al\.|N\.B\.)(?P<comma>,?)(?!\w)"
)
_LATIN_WORDS = {
    "eg": "for example",
    "ie": "that is",
    "etc": "and so on",
    "viz": "namely",
    "cf": "compare",
    "etal": "and others",
}
# 8 p.m. tonight   9:30 am this morning
_REPEATED = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)?(?P<half>\s?(?:a\.m\.|am|p\.m\.|pm))(?=\s(?:this\s(?:morning|afternoon|evening)|tonight|in\sthe\s(?:morning|afternoon|evening)|at\snight)\b)",
    re.IGNORECASE,
)
# 12 noon   12 midnight
_TWELVE = re.compile(r"\b(?P<twelve>12\s)(?:noon|midnight)\b", re.IGNORECASE)
# FBI   MPs   RSPCA's
_INITIALS = re.compile(r"(?<![\w.’'&/@#-])(?P<letters>[A-Z]{2,6})(?=s?(?:['’]s)?(?![\w&/@-]|\.\w))")
_CAPITALISED = re.compile(r"\b[A-Z][\w'’]*(?:[-][A-Z]\w*)*")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# KPRV   WBEZ
_STATION = re.compile(r"[KW][A-Z]{3}")
# NPN News   UBN's Jack Oduya   (UCI)   CEI (Italian Episcopal Conference)
_EXPLAINED = re.compile(r"\s(?:News|TV|Radio|Television)\b|['’]s [A-Z]\w+ [A-Z]|\)|\s\([A-Z]|\s[A-Z]{3,}\b")
# Windows XP   THE LONG   (the UNHCR
_PART_OF = re.compile(r"(?:\b[A-Z]{3,}|(?<=[a-z,] )[A-Z][a-z]\w+) \Z|\([^()]*\Z")
# words that nobody reads letter by letter: four letters and more, with a vowel, and no knot of consonants
_SAYABLE = re.compile(r"(?=.{4})(?=.*[AEIOUY])(?!.*[^AEIOUY]{4})(?![^AEIOUYS][^AEIOUYHRLW])")
_SMALL = frozenset(["and", "of", "the", "for", "de", "on", "in", "to", "du", "la", "et", "a", "an", "s"])


def _abbreviated(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for kind, shape in _SHAPES.items():
        rows = table("abbreviations")[kind]
        for found in copy.find(re.compile(shape.format(either(rows)))):
            short, dot = found["short"], found["dot"]
            if not dot and kind != "streets":
                continue
            full = rows[short]
            stays = "." if dot and _ends_sentence(copy, found.end("dot")) else ""
            edits = (Edit(span=(found.start("short"), found.end("dot")), words=full + stays),)
            yield Hit(
                span=(found.start("short"), found.end("dot")),
                what=f"“{short}{dot}” is an abbreviation",
                suggestion=full,
                edits=edits if kind != "streets" else (),
            )


_SHAPES = {
    # Nov. 9
    "months": r"(?<![\w.])(?P<short>{})(?P<dot>\.)(?=\s\d)",
    # Mon. night
    "days": r"(?<=[a-z,] )(?P<short>{})(?P<dot>\.)(?=\s[a-z]|,)",
    # Gen. Renko
    "titles": r"(?<![\w.-])(?P<short>{})(?P<dot>\.)(?=\s[A-Z])",
    # Miami, Fla.
    "states": r"(?<=[a-z], )(?P<short>{})(?P<dot>\.)(?=[,;]|\s|\Z)",
    # Main St.   1600 Pennsylvania Ave
    "streets": r"(?<=[a-z0-9] )(?P<short>{})(?P<dot>\.?)(?=[,;.]|\s[a-z]|\Z)",
}


def _ends_sentence(copy: Copy, at: int) -> bool:
    """Whether the stop of an abbreviation is that of its sentence as well."""
    sentence = copy.sentence_at(at - 1)
    return sentence is not None and sentence.span[1] == at


def _latin(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_LATIN):
        key = re.sub(r"[.\s]", "", found["short"])
        full = _LATIN_WORDS.get(key)
        edits: tuple[Edit, ...] = ()
        if full is not None and key in ("eg", "ie", "etc"):
            stays = "." if found["short"].endswith(".") and _ends_sentence(copy, found.end()) else ""
            edits = (Edit(span=found.span(), words=full + stays + found["comma"]),)
        yield Hit(span=found.span(), what=f"“{found['short']}” is for the eye", suggestion=full, edits=edits)


def _units(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for kind in ("same", "british", "american"):
        rows = table("units")[kind]
        if kind != "same" and (kind == "british") != copy.british:
            continue
        pattern = re.compile(rf"(?<=\d)(?P<gap>[\s-]?)(?P<unit>{either(rows)})(?P<dot>\.?)(?![\w/²³])")
        for found in copy.find(pattern):
            dot = "." if found["dot"] and _ends_sentence(copy, found.end()) else ""
            full = rows[found["unit"]]
            yield Hit(
                span=found.span("unit"),
                what=f"“{found['unit']}” is said “{full}”",
                suggestion=full,
                edits=(Edit(span=(found.start("gap"), found.end()), words=f" {full}{dot}"),)
                if found["gap"] != "-"
                and not re.search(r"(?<![\d.,])1\Z", copy.narrated[: found.start()][-3:])
                else (),
            )


def _unknown(copy: Copy, checks: Checks) -> Iterator[Hit]:
    seen: set[str] = set()
    shouted = _shouted_lines(copy)
    for found in copy.find(_INITIALS):
        letters = found["letters"]
        if letters in seen or _is_known(letters):
            continue
        seen.add(letters)
        if _STATION.fullmatch(letters) or _EXPLAINED.match(copy.narrated, found.end()):
            continue
        if _SAYABLE.match(letters) or _PART_OF.search(
            copy.narrated[max(0, found.start() - 60) : found.start()]
        ):
            continue
        if bisect_right(shouted, found.start()) % 2 or _is_spelled_out(copy, found):
            continue
        yield Hit(span=found.span("letters"), what=f"“{letters}” is not spelled out at first mention")


def _is_known(letters: str) -> bool:
    return (
        letters in words("initials", "plain")
        or letters in words("initials", "known")
        or letters in words("initials", "words")
        or letters.removesuffix("S") in words("initials", "known")
        or _ROMAN.fullmatch(letters) is not None
    )


def _shouted_lines(copy: Copy) -> list[int]:
    """Where lines begin and end that are for the most part in capitals: their words are no initials."""
    edges: list[int] = []
    at = 0
    for line in copy.narrated.split("\n"):
        capitals, others = re.findall(r"\b[A-Z]{2,}\b", line), re.findall(r"\b[A-Za-z]*[a-z]\b", line)
        if len(capitals) > 1 and len(capitals) > len(others):
            edges += [at, at + len(line)]
        at += len(line) + 1
    return edges


def _is_spelled_out(copy: Copy, found: re.Match[str]) -> bool:
    """Whether the name in full stands somewhere before the initials."""
    return _abbreviates(copy.text[: found.start()], found["letters"])


def _abbreviates(text: str, letters: str) -> bool:
    """Whether words of a text begin with the letters: "Quill Harbour and Roads Board" for QHRB."""
    found = re.findall(r"[^\W\d_]+", text)
    whole = "".join(word[0] for word in found).upper()
    capital = "".join(word[0] for word in found if word[0].isupper() or word not in _SMALL)
    return letters in whole or letters in capital.upper()


def _twice(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_REPEATED):
        edits = (Edit(span=found.span("half"), words=""),)
        half = found["half"].strip()
        yield Hit(span=found.span(), what=f"“{half}” and the time of day say it twice", edits=edits)
    for found in copy.find(_TWELVE):
        edits = (Edit(span=found.span("twelve"), words=""),)
        yield Hit(span=found.span(), what="noon and midnight are always twelve", edits=edits)


def _unhyphenated(copy: Copy, checks: Checks) -> Iterator[Hit]:
    shouted = _shouted_lines(copy)
    for found in copy.find(_INITIALS):
        letters = found["letters"]
        if letters in words("initials", "known") and not bisect_right(shouted, found.start()) % 2:
            yield Hit(
                span=found.span("letters"), what="letters read one by one", suggestion="-".join(letters)
            )


FINDERS: Mapping[str, Find] = {
    "A301": _abbreviated,
    "A302": _latin,
    "A303": _units,
    "A304": _unknown,
    "A305": _twice,
    "A306": _unhyphenated,
}
"""Rules A301 and on."""

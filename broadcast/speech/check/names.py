"""Copy goes in; names that come too early, too heavily laden, or with what a listener cannot use come out."""

import gzip
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from broadcast.model import Kind
from broadcast.speech.check.copy import Copy
from broadcast.speech.check.finding import Find, Hit
from broadcast.speech.check.lists import words
from broadcast.speech.check.options import Checks
from broadcast.speech.pronouncers import find_pronouncers

_NAME = r"[A-Z][a-zà-ÿ]+(?:[-'’][A-Z]?[a-zà-ÿ]+)?"
# Ana Ruiz said   Ana Maria Ruiz, a nurse,
_BEGINS = re.compile(
    rf"[\"“]?(?P<name>(?P<first>{_NAME})(?: {_NAME}| [A-Z]\.){{1,2}})(?=,|['’]s\s|\s(?:has|had|was|is"
    rf"|will|won|said"
    r"|says|died|told|who|and his|and her"
    r"|[a-z]+(?:ed|es|s))\b)"
)
# Ruiz, 45, of   Ana Ruiz, aged 45,
_AGE = re.compile(
    rf"(?P<name>{_NAME}(?: (?:[A-Z]\. )?{_NAME}){{0,3}}), (?:aged |age )?(?P<age>\d{{1,3}})"
    r"(?=,|\.|\sand\s)(?!,\d|\.\d)"
)
# John A. Vale
_MIDDLE = re.compile(rf"(?<![\w.] )(?<![\w.])(?P<first>{_NAME}) (?P<initial>[A-Z])\. (?P<last>{_NAME})(?!\w)")
# Former Northern Region Emergency Management Deputy Director Ana Ruiz
_LADEN = re.compile(r"(?<![\w.’'-])(?:[A-Z][\w’'-]*(?:\s(?:of|for|and|the|on|to|de))*\s){5,14}[A-Z][\w’'-]+")
# Ana Ruiz, the harbour master,
_TITLE_AFTER = re.compile(
    rf"(?<![\w-])(?P<name>{_NAME} {_NAME}),"
    r" (?P<title>(?:the |a |an |its |their )?(?:[\w-]+ ){0,2}(?P<role>[a-z-]+)),"
)


@cache
def first_names() -> frozenset[str]:
    """Names that people are given, in lower case without accents."""
    packed = (files("broadcast") / "data" / "first-names.txt.gz").read_bytes()
    rows = gzip.decompress(packed).decode("ascii").splitlines()
    return frozenset(name for row in rows for name in row.partition(": ")[2].split())


def _is_first_name(word: str) -> bool:
    small = word.lower()
    return small in first_names() and small not in words("names", "not_first_names")


def _name_first(copy: Copy, checks: Checks) -> Iterator[Hit]:
    first = next(
        (one for one in copy.sentences if copy.kind_at(one.start) in (Kind.ANCHOR, Kind.FIELD)), None
    )
    if first is None or first.introduces:
        return
    found = _BEGINS.match(first.text)
    if found is None or not _is_first_name(found["first"]):
        return
    parts = found["name"].split()
    familiar = words("names", "familiar")
    if parts[-1] in familiar or any(part in words("names", "not_people") for part in parts):
        return
    span = (first.start + found.start("name"), first.start + found.end("name"))
    yield Hit(
        span=span, what=f"the story begins with a name, “{found['name']}”", suggestion="say first who it is"
    )


def _long_titles(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_LADEN):
        run = found.group().split()
        at = next(
            (
                index
                for index in range(checks.title_words + 1, len(run) - 1)
                if _is_first_name(run[index]) and run[index - 1].lower() in words("names", "roles")
            ),
            None,
        )
        if at is None:
            continue
        first = 1 if run[0] in ("The", "A") else 0
        if at - first > checks.title_words:
            title = " ".join(run[first:at])
            yield Hit(
                span=found.span(),
                what=f"{at - first} words of title before the name",
                suggestion=f"the name first, then “{title}”",
            )


def _ages(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_AGE):
        if not 1 <= int(found["age"]) <= 115 or set(found["name"].split()) & words("names", "not_aged"):
            continue
        name = " ".join(found["name"].split())
        yield Hit(
            span=(found.start("name"), found.end("age")),
            what="the age stands after the name",
            suggestion=f"{found['age']}-year-old {name}",
        )


def _middle_initials(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_MIDDLE):
        known = f"{found['first']}-{found['initial']}-{found['last']}"
        if known in words("names", "known_with_initial") or not _is_first_name(found["first"]):
            continue
        yield Hit(
            span=found.span(),
            what=f"the middle initial “{found['initial']}.”",
            suggestion=f"{found['first']} {found['last']}",
        )


def _titles_after(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_TITLE_AFTER):
        if found["role"] in words("names", "roles"):
            yield Hit(
                span=(found.start("name"), found.end("title")),
                what="a short title after the name",
                suggestion=f"{found['title']}, {found['name']},",
            )


def _late_pronouncers(copy: Copy, checks: Checks) -> Iterator[Hit]:
    helped: set[str] = set()
    for pronouncer in find_pronouncers(copy.heard):
        if pronouncer.name in helped:
            continue
        helped.add(pronouncer.name)
        mentions = re.finditer(
            rf"(?<!\w){re.escape(pronouncer.name)}(?!\w)", copy.heard[: pronouncer.span[0]]
        )
        if sum(1 for _ in mentions) > 1:
            yield Hit(
                span=pronouncer.span, what=f"“{pronouncer.name}” was named before without its pronouncer"
            )


FINDERS: Mapping[str, Find] = {
    "M401": _name_first,
    "M402": _long_titles,
    "M403": _ages,
    "M404": _middle_initials,
    "M405": _titles_after,
    "M406": _late_pronouncers,
}
"""Rules M401 and on."""

"""Copy goes in; what only a page can show comes out: references, asides, slashes, addresses, notes."""

import re
from collections.abc import Iterator, Mapping

from broadcast.speech.check.copy import Copy
from broadcast.speech.check.finding import Find, Hit
from broadcast.speech.check.lists import either, find_phrases, words
from broadcast.speech.check.options import Checks
from broadcast.speech.pronouncers import find_pronouncers

# (built in 1900)
_ASIDE = re.compile(r"\((?P<said>[^()\n]{2,300})\)")
# STAY-bul
_RESPELLED = re.compile(r"(?=.*-)(?=.*[A-Z]{2})(?=.*[a-z])[A-Za-z'’]+(?:[- ][A-Za-z'’]+)*")
# and/or   he/she
_SLASH = re.compile(r"(?<![\w/.:-])(?P<first>[a-z]{2,})/(?P<second>[a-z]{2,})(?![\w/.])", re.IGNORECASE)
# https://elsa.example/x   www.elsa.example
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"”’)]+", re.IGNORECASE)
# [corrects spelling]
_NOTE = re.compile(r"\[(?P<note>[^\[\]\n]{2,300})\]")
_EMPHATIC = re.compile(r"\b(?:AND|NOT|OR)\b")


def _references(copy: Copy, checks: Checks) -> Iterator[Hit]:
    yield from find_phrases(copy, "printed", "references")


def _asides(copy: Copy, checks: Checks) -> Iterator[Hit]:
    pronouncers = [one.span for one in find_pronouncers(copy.heard)]
    for found in copy.find(_ASIDE):
        helps = any(start <= found.start() < end for start, end in pronouncers) or _RESPELLED.fullmatch(
            found["said"]
        )
        if helps or found["said"] in _agencies():
            continue
        said = " ".join(copy.text[slice(*found.span("said"))].split())
        if not any(letter.isalpha() or letter.isdigit() for letter in said):
            continue
        shown = said if len(said) <= 30 else said[:29] + "…"
        yield Hit(span=found.span(), what=f"“{shown}” in parentheses")


def _slashes(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_SLASH):
        pair = found["first"].lower(), found["second"].lower()
        if pair in (("km", "h"), ("mi", "h")) or copy.narrated[found.end() : found.end() + 1] == "@":
            continue
        if found.group().isupper() and not _EMPHATIC.search(found.group()):
            continue
        joint = "or" if pair == ("and", "or") else f"{found['first']} or {found['second']}"
        yield Hit(span=found.span(), what=f"“{found.group()}” cannot be said", suggestion=joint)


def _addresses(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_ADDRESS):
        site = (
            re.sub(r"\A(?:https?://)?(?:www\.)?", "", found.group(), flags=re.IGNORECASE)
            .split("/")[0]
            .rstrip(".,;:")
        )
        yield Hit(span=found.span(), what="a web address", suggestion=site.replace(".", " dot "))


def _notes(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_NOTE):
        start = copy.text.rfind("\n", 0, found.start()) + 1
        end = copy.text.find("\n", found.end())
        around = (
            copy.text[start : found.start()] + copy.text[found.end() : end if end >= 0 else len(copy.text)]
        )
        if not re.search(r"\w", found["note"]) or not re.search(r"\w", around):
            continue
        yield Hit(span=found.span(), what="a note in brackets")


def _agencies() -> frozenset[str]:
    return words("printed", "agencies")


def _tags(copy: Copy, checks: Checks) -> Iterator[Hit]:
    # QUILL (Reuters) -
    for found in copy.find(re.compile(rf"\({either(_agencies())}\)(?:\s*[-–—]+)?")):
        yield Hit(span=found.span(), what=f"the tag “{found.group()}”")


FINDERS: Mapping[str, Find] = {
    "P801": _references,
    "P802": _asides,
    "P803": _slashes,
    "P804": _addresses,
    "P805": _notes,
    "P806": _tags,
}
"""Rules P801 and on."""

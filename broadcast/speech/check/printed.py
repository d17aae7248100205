"""Copy goes in; what only a page can show comes out: references, asides, slashes, addresses, notes."""

import re
from collections.abc import Iterator

from broadcast.speech.check.copy import Copy
from broadcast.speech.check.finding import Example, Hit, Rule, Severity
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


def rules() -> tuple[Rule, ...]:
    """Rules P801 and on."""
    return (
        Rule(
            code="P801", name="print-reference", severity=Severity.WARNING,
            why="A listener has no page: nothing stands above, below or in a chart.",
            source=("practice",),
            example=Example(bad="The costs are listed below.", good="These are the costs."),
            find=_references,
        ),
        Rule(
            code="P802", name="parenthesis", severity=Severity.WARNING,
            why="Nobody hears parentheses: what matters gets a sentence, the rest goes. Only a pronouncer may stand in them.",
            source=("NAVEDTRA",),
            example=Example(bad="The bridge (built in 1900) is shut.", good="The bridge is shut. It was built in 1900."),
            find=_asides,
        ),
        Rule(
            code="P803", name="slash", severity=Severity.WARNING,
            why="A slash cannot be said.",
            source=("Curran",),
            example=Example(bad="Bring boots and/or a coat.", good="Bring boots, a coat, or both."),
            find=_slashes,
        ),
        Rule(
            code="P804", name="web-address", severity=Severity.HINT,
            why="Nobody keeps a long address: name the site, and leave “http” and “www” out.",
            source=("practice",),
            example=Example(bad="The map is at https://www.quill.example/map.", good="The map is on the site of the harbour board."),
            find=_addresses,
        ),
        Rule(
            code="P805", name="editors-note", severity=Severity.WARNING,
            why="A note in brackets is for the desk, and would be read aloud.",
            source=("practice",),
            example=Example(bad="The bridge [check the date] is shut.", good="The bridge is shut."),
            find=_notes,
        ),
        Rule(
            code="P806", name="agency-tag", severity=Severity.WARNING,
            why="The agency's tag is for the page; credit it in words where credit is due.",
            source=("practice",),
            example=Example(bad="QUILL (Reuters) - The bridge is shut.", good="The bridge is shut."),
            find=_tags,
        ),
    )  # fmt: skip


def _references(copy: Copy, checks: Checks) -> Iterator[Hit]:
    yield from find_phrases(copy, "printed", "references")


def _asides(copy: Copy, checks: Checks) -> Iterator[Hit]:
    pronouncers = [one.span for one in find_pronouncers(copy.heard)]
    for found in copy.find(_ASIDE):
        helps = any(start <= found.start() < end for start, end in pronouncers) or _RESPELLED.fullmatch(found["said"])
        if helps or found["said"] in _agencies():
            continue
        said = " ".join(found["said"].split())
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
        site = re.sub(r"\A(?:https?://)?(?:www\.)?", "", found.group(), flags=re.IGNORECASE).split("/")[0].rstrip(".,;:")
        yield Hit(span=found.span(), what="a web address", suggestion=site.replace(".", " dot "))


def _notes(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_NOTE):
        start = copy.text.rfind("\n", 0, found.start()) + 1
        end = copy.text.find("\n", found.end())
        around = copy.text[start : found.start()] + copy.text[found.end() : end if end >= 0 else len(copy.text)]
        if not re.search(r"\w", found["note"]) or not re.search(r"\w", around):
            continue
        yield Hit(span=found.span(), what="a note in brackets")


def _agencies() -> frozenset[str]:
    return words("printed", "agencies")


def _tags(copy: Copy, checks: Checks) -> Iterator[Hit]:
    # QUILL (Reuters) -
    for found in copy.find(re.compile(rf"\({either(_agencies())}\)(?:\s*[-–—]+)?")):
        yield Hit(span=found.span(), what=f"the tag “{found.group()}”")

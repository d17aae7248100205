"""Copy goes in; attributions that come too late, say too much or hide who says it come out."""

import re
from collections.abc import Iterator, Mapping

from broadcast.speech.check.copy import BLANK, WORD, Copy
from broadcast.speech.check.finding import Find, Hit
from broadcast.speech.check.lists import find_phrases, words
from broadcast.speech.check.options import Checks

_NOBODY = (
    r"(?:which|who|that|as|and|but|or|if|because|when|while|although|though|where|so|it|in|on|at|is|was|whose|whom|what"
    r"|I|we|you|whatever|whichever|wherever|however|whoever|how|why)"
)
_WHO = rf"(?!{_NOBODY}\b)(?:[\w'’.-]+ ){{0,6}}[\w'’.-]*[\w’']"
_SAID = r"(?:said|says|say|told reporters|announced|reported|added|confirmed)"
_WHEN = (
    r"(?: (?:on |late |early |later )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| today| yesterday"
    r"| in a (?:statement|report|tweet|post)"
    r"| at a (?:news|press) conference)*"
)
# ..., police said.   ..., the mayor told reporters on Monday.
_TRAILING = re.compile(
    rf"(?P<rest>.*\S)\s?, (?P<clause>(?P<who>{_WHO}) (?P<verb>{_SAID})(?P<when>{_WHEN}))(?P<stop>[.!])\Z",
    re.DOTALL,
)
# ..., said Ana Ruiz.
_INVERTED = re.compile(
    r"(?P<rest>.*\S)\s?, (?P<clause>(?P<verb>said|says) (?P<who>(?!that\b)[A-Z][\w'’.-]+(?: [\w'’.-]+){0,5}))"
    r"(?P<stop>(?<!\.)|[.!])\Z",
    re.DOTALL,
)
# ..., according to police.
_ACCORDING = re.compile(
    rf"(?P<rest>.*\S),? (?P<clause>according to (?P<who>{_WHO}))(?P<stop>[.!])\Z", re.DOTALL
)
# an alleged plot   his alleged victim
_ALLEGED = re.compile(
    r"\b(?:an|the|his|her|their|its|of|for|over|in|any|some|other|this|these|those|two|three|four|several|and|with|to)"
    r" (?P<word>alleged)\b(?! that\b)"
    r"|\b(?P<adverb>allegedly)\b",
    re.IGNORECASE,
)
# quote, we go at dawn, unquote
_UNQUOTE = re.compile(r"\b(?:unquote|end quote|quote unquote|quote-unquote)\b", re.IGNORECASE)
_PARTIAL_WORDS = 3


def _trailing(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for sentence in copy.sentences:
        if sentence.introduces:
            continue
        found = (
            _TRAILING.match(sentence.text)
            or _INVERTED.match(sentence.text)
            or _ACCORDING.match(sentence.text)
        )
        if found is None or BLANK in found["clause"] or found["rest"].endswith((BLANK, *"?!")):
            continue
        if len(WORD.findall(found["rest"])) < 4 or re.search(rf"\b(?:{_SAID}|according to)\b", found["rest"]):
            continue
        yield Hit(
            span=(sentence.start + found.start("clause"), sentence.start + found.end("clause")),
            what="the attribution comes last",
            suggestion=_moved(found, copy.narrated) if BLANK not in found["rest"] else None,
        )


def _moved(found: re.Match[str], text: str) -> str | None:
    """The sentence with the attribution in front; None where its first word may or may not be a name."""
    rest = " ".join(found["rest"].rstrip(",").split())
    first = re.split(r"[ '’]", rest, maxsplit=1)[0]
    small = first.lower()
    if first != "I" and (
        small in words("names", "small_words") or re.search(rf"(?<!\w){re.escape(small)}(?!\w)", text)
    ):
        rest = rest[0].lower() + rest[1:]
    elif re.match(r"[A-Z][a-z]+\b", rest) and not re.search(rf"(?<=[a-z,] ){re.escape(first)}(?!\w)", text):
        return None
    parts = found.groupdict()
    if "verb" not in parts:
        lead = f"according to {found['who']}, {rest}"
    else:
        plain = found["verb"] in ("said", "says", "say") and not parts.get("when")
        lead = f"{found['who']} {found['verb']}{parts.get('when') or ''}{'' if plain else ' that'} {rest}"
    lead = " ".join(lead.split())
    return f"{lead[0].upper()}{lead[1:]}{found['stop'] or '.'}"


def _loaded(copy: Copy, checks: Checks) -> Iterator[Hit]:
    yield from find_phrases(copy, "attribution", "loaded")


def _alleged(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_ALLEGED):
        name = "word" if found["word"] else "adverb"
        yield Hit(
            span=found.span(name),
            what=f"“{found[name].lower()}” does not say who says so",
            suggestion="say who says so",
        )


def _partial(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for quote in copy.quoted:
        inner = copy.text[slice(*quote.inner)]
        found = WORD.findall(inner)
        if not found or len(found) > _PARTIAL_WORDS or inner.endswith((".", "!", "?", ",")):
            continue
        if (
            all(word[:1].isupper() or word[:1].isdigit() for word in found)
            or copy.heard[quote.inner[0]] == BLANK
        ):
            continue
        if copy.visible[quote.inner[0]].isspace() or _is_word_itself(copy.text, quote.outer[0]):
            continue
        count = "one quoted word" if len(found) == 1 else f"{len(found)} quoted words"
        yield Hit(span=quote.outer, what=f"{count} that nobody hears as quoted")


def _is_word_itself(text: str, start: int) -> bool:
    """Whether a quotation is a name: the film "...", called "...", the word "..."."""
    before = text[max(0, start - 30) : start].lower().split()
    return bool(before) and before[-1].strip(",") in words("attribution", "names_follow")


def _unquote(copy: Copy, checks: Checks) -> Iterator[Hit]:
    for found in copy.find(_UNQUOTE):
        yield Hit(span=found.span(), what=f"“{found.group().lower()}” read aloud")


FINDERS: Mapping[str, Find] = {
    "B501": _trailing,
    "B502": _loaded,
    "B503": _alleged,
    "B504": _partial,
    "B505": _unquote,
}
"""Rules B501 and on."""

"""A line of copy or a note comes in; whether it holds the story, and the words for how long, go out."""

import re
from dataclasses import dataclass

LONGEST = 400
"""Characters of a line that are looked at."""
NO_EMBARGO = frozenset(
    [
        "",
        "none",
        "no",
        "no embargo",
        "false",
        "0",
        "null",
        "lifted",
        "expired",
        "nil",
        "n/a",
        "-",
        "immediate",
    ]
)
"""Words beside "embargo" that say there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """An embargo as it stands in the copy.

    Attributes:
        words: Where its time should stand: "until 0001 GMT, Tuesday 24 November 2026"; may be empty.
        end: Where in the line it ends.
    """

    words: str
    end: int


_UNTIL = r"(?:until|till|untill|before|prior to|jusqu['’]\w*|hasta|bis|fino a[l]?)"
_TIMED = re.compile(
    r"\d|\b(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?\b|\b(?:noon|midnight|delivery|receipt"
    r"|further notice|notice|advised|cleared)\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
# **      ((      "
_DECORATION = re.compile(r"[\s*_#>(\[\"“”«»=~|•!–—-]*")
# STRICTLY EMBARGOED      UNDER EMBARGO      THIS STORY IS EMBARGOED      embargo
_EMBARGO = re.compile(
    r"(?:(?:strictly|strict|under|under strict|please note|note|all copy|copy|sous|news|press|media"
    r"|this (?:story|item|report|release|article|copy)(?: is)?|is)[\s:]+)*"
    r"(?P<word>embargo(?:ed|ado|e|ée?)?)\b(?!-)",
    re.IGNORECASE,
)
# NOT FOR RELEASE BEFORE ...      HOLD FOR RELEASE ...      DO NOT USE UNTIL ...      HOLD UNTIL ...
_OTHERS = (
    re.compile(
        r"(?:please )?(?:not (?:for|to be) (?:released?|publication|published|broadcast|used?|transmission"
        r"|aired)(?:,? or \w+)?|do not (?:use|publish|release|air|broadcast|run)|strictly not (?:for|before)"
        r"|hold)\b(?: \w+){0,2}?\s+" + _UNTIL + r"\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?:advance,?\s+)?hold for release\b(?! of\b)|hold for\b(?=[^a-z]*$)", re.IGNORECASE),
    re.compile(
        r"for release\b\s*:?\s*(?=(?:at|on|after|from|not before|upon|\W*\d|[a-z]+day\b)|[A-Z][a-z]+\.? \d)",
        re.IGNORECASE,
    ),
    re.compile(r"sperrfrist\b", re.IGNORECASE),
)
# NOT FOR RELEASE      HOLD FOR RELEASE      (NOT FOR PUBLICATION)      HOLD
_BARE = re.compile(
    r"(?:NOT FOR (?:RELEASE|PUBLICATION|BROADCAST|AIR)|EMBARGO(?:ED)?|HOLD STORY|HOLD THIS STORY)\W*"
)
# The end of the notice in a line that goes on with copy.
_STOP = re.compile(r"(?<=\w\w\w)[.!]\s+(?=[A-Z])|[)\]](?=\s+\S)")
_LABEL = re.compile(r"\s*(?:[:;–—]|--?(?=\s|$))\s*")


def hold_of(line: str) -> Hold | None:
    """The embargo that a line begins with, if it does.

    A story about an embargo is none: what is held says so with a colon, "until" and a time, or in capitals
    and nothing else. "Embargo: none" is none either.
    """
    found = _DECORATION.match(line)
    start = found.end() if found else 0
    core = line[start : start + LONGEST].rstrip()
    stop = _STOP.search(core)
    notice = core[: stop.end()].rstrip() if stop else core
    words = _words(notice)
    if words is None:
        return None
    named = _EMBARGO.match(notice)
    label = _LABEL.match(notice, named.end()) if named else None
    if label and not _TIMED.search(words) and words:
        return Hold(words="", end=start + label.end())
    whole = stop is None
    return Hold(words=words, end=len(line.rstrip()) if whole else start + len(notice))


def _words(notice: str) -> str | None:
    """The words that say how long; None where the notice is none."""
    if _BARE.fullmatch(notice):
        return ""
    embargo = _EMBARGO.match(notice)
    if embargo:
        return _after_embargo(embargo["word"], notice[embargo.end() :])
    for pattern in _OTHERS:
        found = pattern.match(notice)
        if found:
            words = notice[found.end() :].strip(" :;-–—.)]*_")
            return words if _TIMED.search(words) or not words or notice.isupper() else None
    return None


def _after_embargo(word: str, rest: str) -> str | None:
    loud = word.isupper() or word.lower() != "embargo"
    label = _LABEL.match(rest)
    words = rest[label.end() if label else 0 :].strip(" .)]*_")
    if label:
        if words.lower() in NO_EMBARGO:
            return None if words else ""
        fits = _TIMED.search(words) or re.match(rf"{_UNTIL}\b", words, re.IGNORECASE)
        return words if fits or word.lower() == "embargoed" else None
    if not words:
        return "" if loud else None
    if re.match(rf"{_UNTIL}\b", words, re.IGNORECASE):
        return words if _TIMED.search(words) or loud else None
    # EMBARGOED FOR 0001 GMT      EMBARGO 24 NOV 0600
    timed = re.match(r"(?:for|to|at|on|by|from)?\W*(?:\d|release\b)", words, re.IGNORECASE)
    return words if loud and timed else None

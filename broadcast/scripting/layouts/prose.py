"""Words of a script go in; whether somebody could say them, or they are but a note on paper, comes out."""

import re

from broadcast.scripting.layouts.casing import is_shouted
from broadcast.scripting.layouts.vocabulary import phrases

LEAST_WORDS = 3
LEAST_PLAIN_WORDS = 7
SAMPLE = 200
LONGEST = 2_000
"""Characters of a paragraph that are looked at."""
LEAST_ENDED_WORDS = 2
PROSE_WORDS = 16
"""Words that need neither a verb nor a stop to be copy."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # Ana Ruiz (commuter)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CONTRACTED = re.compile(r"[^\W\d_]+(?:n't|'(?:re|ve|ll|d|m))")  # we've   don't   I'm
_CLOCK = re.compile(r"(?<!\d)\d{0,2}[:'’.]\d\d[\"”]?(?!\d)|\b\d{1,3}[\"”]")  # :12   0'11   1:35   14"
_TABLED = re.compile(r"\S(?: {3,}|\t)\s*\S")  # A2   GRAIN PRICES      RDR
_CLOSERS = "\"”’»')]*_ \t"
_STOPS = (".", "?", "!", "…")


def speaks(words: str) -> bool:
    """Whether words read like something that is said: "We count them twice", not "Ana Ruiz, mayor 0'12".

    Told by what sentences have and notes have not: a stop at the end, pronouns, auxiliary verbs.
    """
    bare = _BRACKETS.sub(" ", words[:LONGEST])
    found = [word.lower().replace("’", "'") for word in _WORD.findall(bare)]
    if len(found) >= PROSE_WORDS:
        return True
    told = sum(
        word.removesuffix("'s") in phrases("said") or bool(_CONTRACTED.fullmatch(word)) for word in found
    )
    if told and len(found) >= LEAST_WORDS and (told > 1 or not _CLOCK.search(bare)):
        return True
    articles = sum(word in ("the", "a", "an") for word in found)
    if articles and len(found) >= LEAST_PLAIN_WORDS and not is_shouted(bare.rstrip(_CLOSERS + ".,:;")):
        return True
    if is_abbreviated(bare.rstrip(_CLOSERS)) and len(found) <= LEAST_WORDS:
        return False
    ended = bare.rstrip(_CLOSERS).endswith(_STOPS) and not _CLOCK.search(bare)
    called = bare.rstrip(_CLOSERS).endswith(("!", "?"))
    return ended and len(found) >= (1 if called else LEAST_ENDED_WORDS)


def is_abbreviated(words: str) -> bool:
    """Whether the stop at the end is that of a short form: "Tanner St.", "Fire Dept."."""
    last = words.rstrip(".").rpartition(" ")[2]
    return words.endswith(".") and last.lower() in phrases("short-forms")


def goes_on(text: str, end: int) -> int:
    """Where the words of a line end when those of the next are theirs too: it begins small, or both are loud.

    Args:
        text: The script.
        end: Where the line's words end.
    """
    start = max(text.rfind("\n", max(0, end - SAMPLE), end) + 1, end - SAMPLE, 0)
    stop = text.find("\n", end, end + SAMPLE)
    if stop < 0:
        return end
    following = text.find("\n", stop + 1)
    last = following if following >= 0 else len(text)
    line, behind = text[start:end].strip(), text[stop + 1 : min(last, stop + 1 + SAMPLE)].strip()
    if not behind or _TABLED.search(line) or _TABLED.search(behind):
        return end
    loud = is_shouted(line[-SAMPLE:]) and is_shouted(behind[:SAMPLE].rstrip(_CLOSERS + ".,?!"))
    return last if behind[0].islower() or (loud and ":" not in behind) else end

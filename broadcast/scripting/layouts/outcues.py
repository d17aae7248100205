"""The last words that a note gives go in; whether the paragraph below ends so comes out."""

import re

LEAST_OUT_WORDS = 2
MOST_OUT_WORDS = 4
LONGEST_BELOW = 4_000
_BREAK = re.compile(r"\n[^\S\n]*\n")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r"\W*[\"“](?:\.{2,3}|…)\s?(?P<words>[^\"“”\n]{2,80})[\"”]\W*")  # :09 "...the year gone."


def is_quoted_out(text: str, start: int, end: int) -> bool:
    """Whether all that stands behind a label on its line is the last words of what is heard below."""
    found = _QUOTED.fullmatch(text, start, end)
    return found is not None and ends_so(text, end, found["words"])


def ends_so(text: str, end: int, out: str) -> bool:
    """Whether the paragraph below ends with the words that a note gives as its last."""
    last = [word.lower() for word in _WORD.findall(out)][: MOST_OUT_WORDS * 2]
    own = [word.lower() for word in _WORD.findall(words_below(text, end))]
    for size in range(len(last), LEAST_OUT_WORDS - 1, -1):
        if own[-size:] == last[:size] and size >= LEAST_OUT_WORDS:
            return True
    return False


def words_below(text: str, end: int) -> str:
    """The paragraph under a line."""
    start = end + 1
    while start < len(text) and text[start].isspace():
        start += 1
    stop = _BREAK.search(text, start, start + LONGEST_BELOW)
    return text[start : stop.start() if stop else start + LONGEST_BELOW]

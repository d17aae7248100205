"""A stretch of a report goes in; its words and marks come out, each with its place."""

import re
from dataclasses import dataclass

from broadcast.scripting.lexicon import lexicon

_WORD = re.compile(r"\w+(?:[.'’&-]\w+)*|[^\w\s]")  # "U.S", "al-Assad", "harbour's", ","
_LONGEST_ABBREVIATION = 5


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark at its place in the report."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """Lower case, without the full stop of an abbreviation."""
        return self.text.lower().rstrip(".")

    @property
    def is_word(self) -> bool:
        """Whether it holds letters or digits."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it is written as a name is: "Ruiz", "al-Assad", "O’Neill"."""
        return self.text[0].isupper() or (
            self.text[:3].lower() in ("al-", "el-", "ad-") and self.text[3:4].isupper()
        )


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of `text[start:end]`; the stop of "Gen." or "J." belongs to its word."""
    found: list[Token] = []
    for match in _WORD.finditer(text, start, end):
        stop = match.end()
        if text[stop : min(end, stop + 1)] == "." and _is_abbreviation(match[0]):
            stop += 1
        elif match[0] == "." and found and found[-1].end > match.start():
            continue
        found.append(Token(text[match.start() : stop], match.start(), stop))
    return found


def _is_abbreviation(word: str) -> bool:
    if "." in word or (len(word) == 1 and word.isupper()):
        return True
    known = lexicon()
    short = len(word) <= _LONGEST_ABBREVIATION and word[0].isupper()
    full_words = {
        "chief",
        "judge",
        "owner",
        "agent",
        "coach",
        "mayor",
        "nurse",
        "envoy",
        "boss",
        "king",
        "lady",
    }
    vowels = sum(letter in "aeiou" for letter in word.lower())
    return (
        short
        and known.is_role(word)
        and vowels <= 1 + (word.lower() == "prof")
        and word.lower() not in full_words
    )

"""A text goes in; the plain words that are said come out."""

import re

from broadcast.model import Kind, Segment
from broadcast.speech.lines import write_lines

# F-B-I   ->  F B I
_LETTERS = re.compile(r"(?<=(?<![^\W_])[A-Z])-(?=[A-Z](?:'s)?(?![^\W_]))")


def spoken_text(text: str, language: str = "en-US") -> str:
    """What is said of a text, in words with their punctuation; letters of initials stand apart.

    >>> spoken_text("The FBI found $3.2 bn.")
    'The F B I found three point two billion dollars.'
    """
    lines = write_lines(Segment(kind=Kind.ANCHOR, text=text), language=language)
    return _LETTERS.sub(" ", " ".join(line.text for line in lines))

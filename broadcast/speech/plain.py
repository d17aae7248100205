"""A text goes in; the plain words that are said come out, or what is said otherwise than it is printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from broadcast.model import Kind, Segment, Token, letters_apart
from broadcast.speech.lines import write_lines
from broadcast.units import Span

_STRAIGHT = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‑": "-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Print that is said otherwise than it stands there.

    Attributes:
        span: In the text.
        printed: What stands there.
        said: In plain words, letters of initials apart.
    """

    span: Span
    printed: str
    said: str


def spoken_text(text: str, language: str = "en-US") -> str:
    """What is said of a text, in words with their punctuation; letters of initials stand apart.

    >>> spoken_text("The FBI found $3.2 bn.")
    'The F B I found three point two billion dollars.'
    """
    lines = write_lines(Segment(kind=Kind.ANCHOR, text=text), language=language)
    return " ".join(line.plain for line in lines)


def spoken_lines(lines: Iterable[str], language: str = "en-US") -> Iterator[str]:
    """The same line by line, as they come: as many go out as come in, a line without words empty."""
    for line in lines:
        yield spoken_text(line, language) if line.strip() else ""


def spoken_changes(text: str, language: str = "en-US") -> tuple[Spoken, ...]:
    """What of a text is said otherwise than printed, by place; neighbours that are, as one.

    >>> [(one.printed, one.said) for one in spoken_changes("The FBI found $3.2 bn.")]
    [('FBI', 'F B I'), ('$3.2 bn', 'three point two billion dollars')]
    """
    found: list[Spoken] = []
    for line in write_lines(Segment(kind=Kind.ANCHOR, text=text), language=language):
        for token in line.tokens:
            one = _of(text, token)
            if one.said == one.printed.translate(_STRAIGHT):
                continue
            if found and text[found[-1].span[1] : one.span[0]].isspace():
                before = found.pop()
                one = Spoken(
                    span=(before.span[0], one.span[1]),
                    printed=text[before.span[0] : one.span[1]],
                    said=f"{before.said} {one.said}",
                )
            found.append(one)
    return tuple(found)


def _of(text: str, token: Token) -> Spoken:
    start, end = token.span
    return Spoken(span=token.span, printed=text[start:end], said=letters_apart(token.text))

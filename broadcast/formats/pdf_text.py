"""Text in, lines of glyphs that fit a width out: the fonts of printed sheets, and what they cannot show."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from threading import Lock

from broadcast.formats.bidi import joined, reordered, runs_right_to_left
from broadcast.formats.textfile import printable

PLAIN = "BroadcastSans"
BOLD = "BroadcastSans-Bold"

_FILES = {PLAIN: "DejaVuSansCondensed.ttf", BOLD: "DejaVuSansCondensed-Bold.ttf"}

ABSENT = "□"
"""Stands for a letter that the fonts lack: Chinese, Japanese, Korean, Indic scripts, emoji."""

# Signs that East Asian copy has between words of other scripts, too
_ALIKE = str.maketrans("《》〈〉「」『』【】。、", "«»‹›“”“”[].,")

_LOCK = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it is drawn.

    Attributes:
        text: From left to right, every letter in the fonts.
        width: In points.
        from_right: Whether its paragraph runs from right to left.
    """

    text: str
    width: float
    from_right: bool = False


def load_fonts() -> None:
    """Have both fonts known to reportlab; once a process is enough."""
    from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    with _LOCK:
        for name, file in _FILES.items():
            if name not in getRegisteredFontNames():
                with as_file(files("broadcast") / "data" / "fonts" / file) as path:
                    registerFont(TTFont(name, path))


def width_of(text: str, font: str, size: float) -> float:
    """How wide drawn text is, in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, size))


def lines_of(text: str, font: str, size: float, width: float) -> list[Line]:
    """Text broken at spaces into lines of at most `width` points; a line feed begins a new line.

    A word that is wider than a line is broken where the line ends. Empty lines stay; empty text has none.
    """
    lines: list[Line] = []
    for paragraph in printable(text).strip().split("\n"):
        if not paragraph.strip():
            lines.append(Line(text="", width=0.0))
            continue
        from_right = runs_right_to_left(paragraph)
        for line in _broken(_shown(paragraph, font), font, size, width):
            drawn = reordered(line, right_to_left=from_right)
            lines.append(Line(text=drawn, width=width_of(drawn, font, size), from_right=from_right))
    return lines if text.strip() else []


def fitted(text: str, font: str, size: float, width: float) -> str:
    """One line of text as it is drawn, cut with an ellipsis where it is wider than `width`."""
    shown = _shown(" ".join(printable(text).split()), font)
    if width_of(shown, font, size) > width:
        while shown and width_of(shown + "…", font, size) > width:
            shown = shown[:-1]
        shown = f"{shown.rstrip()}…" if shown else ""
    return reordered(shown, right_to_left=runs_right_to_left(text))


def _broken(text: str, font: str, size: float, width: float) -> list[str]:
    space = width_of(" ", font, size)
    lines: list[str] = []
    line, left = "", width
    for word in text.split():
        wide = width_of(word, font, size)
        if line and wide + space <= left:
            line, left = f"{line} {word}", left - space - wide
            continue
        if line:
            lines.append(line)
        while wide > width and len(word) > 1:
            fits = _fitting(word, font, size, width)
            lines.append(word[:fits])
            word = word[fits:]  # noqa: PLW2901 - the rest of it is what is laid next
            wide = width_of(word, font, size)
        line, left = word, width - wide
    return [*lines, line] if line else lines


def _fitting(word: str, font: str, size: float, width: float) -> int:
    """How many letters of a word fit a line, one at least."""
    least, most = 1, len(word)
    while least < most:
        middle = (least + most + 1) // 2
        if width_of(word[:middle], font, size) <= width:
            least = middle
        else:
            most = middle - 1
    return least


def _shown(text: str, font: str) -> str:
    """Letters that the font has, joined where they join; nothing for marks of direction; else the box."""
    known = _known(font)
    letters = (
        letter if letter in known else _instead(letter, known)
        for letter in unicodedata.normalize("NFC", text)
        if not _vowel(letter)
    )
    shown = "".join(letters)
    together = joined(shown)
    return together if known.issuperset(together) else shown


def _vowel(letter: str) -> bool:
    """A Hebrew point or an Arabic vowel: it would not stand where it belongs, and news leaves it out."""
    return "\u0591" <= letter <= "\u0670" and unicodedata.category(letter) == "Mn"


def _instead(letter: str, known: frozenset[str]) -> str:
    """What is drawn for a letter that the font lacks."""
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return ""
    alike = unicodedata.normalize("NFKC", letter).translate(_ALIKE)
    return alike if known.issuperset(alike) else ABSENT


@cache
def _known(font: str) -> frozenset[str]:
    from reportlab.pdfbase.pdfmetrics import getFont

    load_fonts()
    return frozenset(map(chr, getFont(font).face.charToGlyph)) - set("\u00ad\u00a0\t")

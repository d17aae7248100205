"""Text in, how wide it stands in columns, and a shorter one that fits, out."""

import unicodedata


def width_of(text: str) -> int:
    """Columns of letters: two for a wide one, none for a mark on the letter before."""
    return sum(_width(letter) for letter in text)


def shortened(text: str, room: int) -> str:
    """Text as it is, or its head and an ellipsis, at most `room` columns wide; nothing where none is."""
    if width_of(text) <= room:
        return text
    taken, left = "", room - 1
    for letter in text:
        left -= _width(letter)
        if left < 0:
            break
        taken += letter
    return f"{taken.rstrip()}…" if taken else ""


def _width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1

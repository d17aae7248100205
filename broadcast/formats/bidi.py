"""Text as it is read in, the same as it is drawn from left to right out: Arabic joined, right-to-left turned.

What a printed run-sheet needs of Unicode's bidirectional algorithm: words of both directions on one line,
figures and brackets in them. Marks of direction and nested embeddings are left out of the text.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache

_RIGHT = frozenset({"R", "AL"})
_FIGURES = frozenset({"EN", "AN"})
_LAM = "\u0644"

# ( and ) change places where the line runs the other way
_MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))


def runs_right_to_left(text: str) -> bool:
    """Which way a paragraph runs: as its first letter that has a direction."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in _RIGHT or kind == "L":
            return kind != "L"
    return False


def joined(text: str) -> str:
    """Arabic letters in the form they take beside each other, lam and alef as one; other text as it is."""
    if not any("\u0600" <= letter <= "\u06ff" for letter in text):
        return text
    letters = _with_ligatures(text)
    return "".join(_form(letters, place) for place in range(len(letters)))


def reordered(line: str, *, right_to_left: bool) -> str:
    """A line as it is drawn from left to right.

    Args:
        line: In the order it is read; a whole line, cut from its paragraph.
        right_to_left: Which way the paragraph runs.
    """
    if not any(unicodedata.bidirectional(letter) in (*_RIGHT, "AN") for letter in line):
        return line
    signs = _with_marks(line)
    levels = _levels([unicodedata.bidirectional(sign[0]) for sign in signs], base=int(right_to_left))
    signs = [
        _MIRRORED.get(sign, sign) if level % 2 else sign for sign, level in zip(signs, levels, strict=True)
    ]
    for least in range(max(levels), 0, -1):
        _turn(signs, levels, least)
    return "".join(signs)


def _with_marks(line: str) -> list[str]:
    """Letters, each with the marks on it, which stay behind it whichever way the line runs."""
    signs: list[str] = []
    for letter in line:
        if signs and unicodedata.bidirectional(letter) == "NSM":
            signs[-1] += letter
        else:
            signs.append(letter)
    return signs


def _levels(kinds: list[str], base: int) -> list[int]:
    """0 for what runs to the right, 1 for what runs to the left, 2 for figures and Latin words in it."""
    known = [_level(kinds, place) for place in range(len(kinds))]
    levels = []
    for place, level in enumerate(known):
        if level is None:
            before = next((one for one in reversed(known[:place]) if one is not None), base)
            after = next((one for one in known[place:] if one is not None), base)
            found = base if bool(before) != bool(after) else min(before, 1)
        else:
            found = level
        levels.append(2 if base and found == 0 else found)
    return levels


def _level(kinds: list[str], place: int) -> int | None:
    """The level of a sign by itself; None where its neighbours settle it."""
    kind = kinds[place]
    if kind in _RIGHT:
        return 1
    if kind == "L":
        return 0
    if kind in _FIGURES:
        before = next((one for one in reversed(kinds[:place]) if one in _RIGHT or one == "L"), None)
        return 0 if before == "L" else 2
    beside = {*kinds[max(place - 1, 0) : place], *kinds[place + 1 : place + 2]}
    if kind in ("CS", "ES", "ET") and beside and beside <= _FIGURES:
        return 2  # 3.5   12:30
    return None


def _turn(signs: list[str], levels: list[int], least: int) -> None:
    """Put every run of at least a level back to front."""
    start = 0
    while start < len(signs):
        end = start
        while end < len(signs) and levels[end] >= least:
            end += 1
        signs[start:end] = signs[start:end][::-1]
        levels[start:end] = levels[start:end][::-1]
        start = end + 1


def _with_ligatures(text: str) -> list[str]:
    letters: list[str] = []
    for letter in text:
        if letters and letters[-1] == _LAM and _LAM + letter in _forms():
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters


def _form(letters: list[str], place: int) -> str:
    forms = _forms().get(letters[place])
    if forms is None:
        return letters[place]
    before, after = _neighbour(letters, place, -1), _neighbour(letters, place, 1)
    joins_before = "final" in forms and "initial" in _forms().get(before, {})
    joins_after = "initial" in forms and "final" in _forms().get(after, {})
    name = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
        (joins_before, joins_after), "isolated"
    )
    return forms.get(name, letters[place])


def _neighbour(letters: list[str], place: int, step: int) -> str:
    """The next letter that is no mark."""
    place += step
    while 0 <= place < len(letters) and unicodedata.category(letters[place][0]) == "Mn":
        place += step
    return letters[place] if 0 <= place < len(letters) else ""


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    """Letter, or lam and alef -> its forms, by name: Unicode tells what each presentation form stands for."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        name, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        whole = "".join(chr(int(part, 16)) for part in letters.split())
        if whole and (len(whole) == 1 or whole[0] == _LAM):
            forms.setdefault(whole, {})[name.strip("<>")] = chr(code)
    return forms

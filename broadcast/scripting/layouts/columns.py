"""A script in two columns parted by bars goes in; the cells of its pictures, which nobody says, come out."""

import re

from broadcast.model import Reason, Unspoken
from broadcast.scripting.layouts.vocabulary import Mark, read_label
from broadcast.units import Span

_PICTURE, _SOUND = (
    r"(?:VIDEO|PICTURES?|PIX|VISUALS?|VISION)",
    r"(?:AUDIO|SOUND|SCRIPT|NARRATION|COMMENTARY|COPY)",
)
_HEAD = re.compile(  # VIDEO        | AUDIO
    rf"^[^\S\n]*\|?[^\S\n]*\**{_PICTURE}\**[^\S\n]*\|[^\S\n]*\**{_SOUND}\**[^\S\n]*\|?[^\S\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_ROW = re.compile(r"^(?P<edge>[^\S\n]*\|(?=[^\n]*\|))?(?P<picture>[^|\n]*)\|(?P<sound>[^\n]*)", re.MULTILINE)


def without_pictures(text: str) -> tuple[str, list[Unspoken]]:
    """The text with each cell of such a script in a line of its own, and what of it is never spoken.

    It keeps its length and its places. The pictures and the columns' heads are blanked; a caption, which
    names whoever is heard, stays.

    Args:
        text: The body, what is no copy blanked.
    """
    head = _HEAD.search(text)
    if head is None:
        return text, []
    found = [_gap(text, head.span())]
    parts, at = [text[: head.start()], " " * len(head[0])], head.end()
    for row in _ROW.finditer(text, head.end()):
        parts += [text[at : row.start()], _in_lines(row)]
        at = row.end()
        found += [] if _is_caption(row["picture"]) else [_gap(text, row.span("picture"))]
    return "".join([*parts, text[at:]]), [gap for gap in found if gap.text]


def _in_lines(row: re.Match[str]) -> str:
    """A row without its bars: its caption, if any, in a line of its own, and its sound."""
    edge = " " * len(row["edge"] or "")
    picture = f"{row['picture']}\n" if _is_caption(row["picture"]) else " " * (len(row["picture"]) + 1)
    sound = row["sound"].rstrip()
    if row["edge"] and sound.endswith("|"):
        sound = sound[:-1]
    return (edge + picture + sound).ljust(len(row[0]))


def _is_caption(cell: str) -> bool:
    label = read_label(cell.strip()) if ":" in cell else None
    return label is not None and label.mark is Mark.CAPTION


def _gap(text: str, span: Span) -> Unspoken:
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return Unspoken(span=(start, start + len(words.strip())), reason=Reason.LAYOUT, text=words.strip())

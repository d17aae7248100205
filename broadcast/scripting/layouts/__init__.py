"""The body of a report goes in; who is heard where, by the labels of a newsroom's layout, comes out."""

from collections.abc import Sequence
from dataclasses import replace

from broadcast.errors import UsageError
from broadcast.model import Reason, Unspoken
from broadcast.scripting.bites import blanked
from broadcast.scripting.layouts.columns import without_pictures
from broadcast.scripting.layouts.credits import credits_of
from broadcast.scripting.layouts.crossheads import crossheads_of
from broadcast.scripting.layouts.margins import above_transcript, margins_of
from broadcast.scripting.layouts.marked import Block, Marked, Named
from broadcast.scripting.layouts.prepared import begins_item, common_signs, freed, headers_of
from broadcast.scripting.layouts.reader import SCRIPTS, read_labels
from broadcast.scripting.layouts.sheet import Sheet
from broadcast.scripting.layouts.shotlist import read_shotlist
from broadcast.scripting.layouts.telling import tell_layout
from broadcast.scripting.unspoken import without

__all__ = ["LAYOUTS", "Block", "Marked", "Named", "mark", "tell_layout"]

LAYOUTS = ("plain", "tv", "shotlist", "radio", "transcript", "interview")


def mark(text: str, layout: str | None = None, *, headline: str | None = None) -> Marked:
    """Read a report by its labels.

    Every word of the text is in exactly one block or in exactly one unspoken stretch. In "plain" there are no
    blocks, and only credits, captions and end marks are unspoken: the rest is copy without labels.

    Args:
        text: The report; what is known to be no body (headline, byline, dateline) turned to blanks, so that
            places stay.
        layout: One of `LAYOUTS`; told from the text when it is None.
        headline: Of the report. An interview's may name whom it is with.

    Raises:
        UsageError: No layout of that name.
    """
    if layout is not None and layout not in LAYOUTS:
        raise UsageError(f"no layout is called '{layout}'", f"known: {', '.join(LAYOUTS)}")
    paper = credits_of(text)
    body, pictures = without_pictures(blanked(text, [gap.span for gap in paper]))
    paper = (*paper, *pictures)
    body = common_signs(body)
    told = layout or tell_layout(body)
    heads = _heads(body, told, paper, headline)
    paper = tuple(sorted([*paper, *heads], key=lambda gap: gap.span))
    body = blanked(freed(body) if told in SCRIPTS else body, [gap.span for gap in heads])
    if told == "plain":
        return Marked(layout=told, blocks=(), unspoken=paper)
    sheet = Sheet(text, holes=paper)
    if told == "shotlist":
        read_shotlist(body, sheet)
    else:
        items = [gap.span[0] for gap in heads if begins_item(gap.text)]
        above = _above(body, heads, headline) if told == "interview" else headline
        read_labels(body, told, sheet, headline=above, demanded=layout is not None, items=items)
    return sheet.marked(told)


def _above(body: str, heads: Sequence[Unspoken], headline: str | None) -> str | None:
    """The headline with the standfirst: what of an interview's heads is neither an aside nor at its foot.

    Args:
        body: With the heads blanked.
        heads: In order.
        headline: Of the report.
    """
    found = [headline or ""]
    for gap in heads:
        if body[: gap.span[0]].strip():
            break
        found += [gap.text] if gap.reason is Reason.LAYOUT else []
    return "\n".join(found).strip() or None


def _heads(body: str, told: str, paper: Sequence[Unspoken], headline: str | None) -> list[Unspoken]:
    """What is never spoken besides the paper's own furniture: heads, crossheads, asides."""
    found: list[Unspoken] = []
    if told in SCRIPTS:
        found = headers_of(freed(body), [gap.span for gap in paper if gap.reason is Reason.END_MARK])
    elif told == "interview":
        found = margins_of(body, headline=headline)
    elif told == "transcript":
        found = above_transcript(body)
    elif told == "plain":
        found = crossheads_of(body)
    taken = [gap.span for gap in paper]
    return [
        replace(gap, span=part)
        for gap in found
        for part in without(gap.span, taken)
        if body[slice(*part)].strip()
    ]

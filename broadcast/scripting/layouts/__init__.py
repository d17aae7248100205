"""The body of a report goes in; who is heard where, by the labels of a newsroom's layout, comes out."""

from broadcast.errors import UsageError
from broadcast.scripting.bites import blanked
from broadcast.scripting.layouts.credits import credits_of
from broadcast.scripting.layouts.marked import Block, Marked, Named
from broadcast.scripting.layouts.reader import read_labels
from broadcast.scripting.layouts.sheet import Sheet
from broadcast.scripting.layouts.shotlist import read_shotlist
from broadcast.scripting.layouts.telling import tell_layout

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
    body = blanked(text, [gap.span for gap in paper])
    told = layout or tell_layout(body)
    if told == "plain":
        return Marked(layout=told, blocks=(), unspoken=paper)
    sheet = Sheet(text, holes=paper)
    if told == "shotlist":
        read_shotlist(body, sheet)
    else:
        read_labels(body, told, sheet, headline=headline, demanded=layout is not None)
    return sheet.marked(told)

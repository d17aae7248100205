"""A Document of Markdown, with or without front matter, comes in; a Report goes out."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from broadcast.errors import ReportError
from broadcast.ingest import front_matter
from broadcast.ingest.document import Document
from broadcast.ingest.furniture import tell_furniture
from broadcast.ingest.language import tell_language
from broadcast.ingest.rendering import Rendering, render
from broadcast.model import Reason, Report, Unspoken
from broadcast.units import Span

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
# # Harbour wall falls
_TITLE = re.compile(r"\s*#{1,6}[ \t]+\w")
# ## Rescue      **two** boats      [the port](https://elsa.example)
_SIGNS = (
    re.compile(r"^#{1,6}[ \t]+\w", re.MULTILINE),
    re.compile(r"(?<![\w*])\*\*\w[^*\n]{0,200}\*\*"),
    re.compile(r"\[[^\[\]\n]{1,200}\]\(https?://[^\s()]{1,300}\)"),
)


def matches(document: Document) -> bool:
    """Front matter with a known key, a first line `# ...`, two other signs of Markdown, or its name."""
    if document.suffix in _SUFFIXES:
        return True
    text = document.text
    if front_matter.is_known(text) or _TITLE.match(text):
        return True
    return sum(sign.search(text) is not None for sign in _SIGNS) > 1


def read(document: Document) -> list[Report]:
    """Read Markdown: `Report.text` is its plain rendering, headings in it, front matter not.

    The first heading is the headline, unless front matter has one; later ones are not spoken.

    Raises:
        ReportError: Front matter that cannot be read, or a script instead of a report.
    """
    fields, body = front_matter.split(document.text, document.title)
    if "broadcast" in fields:
        raise ReportError(f"{document.title} is a script, not a report", hint="render it as a script")
    rendering = render(body)
    report = _told(rendering, fields.get("headline"))
    report = replace(report, source_format="markdown", source_name=document.name, sha256=document.sha256)
    return [front_matter.applied(report, fields, document.title)]


def _told(rendering: Rendering, headline: str | None) -> Report:
    """The report as its rendering tells it."""
    text = rendering.text
    parts: list[Unspoken] = []
    start = 0
    leading = True
    for index, span in enumerate(rendering.headings):
        leading = leading and not text[start : span[0]].strip()
        title = " ".join(text[slice(*span)].split())
        first = leading and index == 0
        same = headline is not None and title.casefold() == headline.casefold()
        parts.append(Unspoken(span=span, reason=Reason.HEADLINE if first or same else Reason.LAYOUT))
        if first:
            headline = headline or title
        if leading:
            start = span[1]
    furniture = tell_furniture(text, start=start, headline=headline)
    starts = [part.span[0] for part in parts]
    told = [part for part in furniture.parts if not _in_heading(part.span[0], starts, rendering.headings)]
    return Report(
        text=text,
        headline=furniture.headline,
        byline=furniture.byline,
        dateline=furniture.dateline,
        language=tell_language(text),
        furniture=tuple(sorted([*parts, *told], key=lambda part: part.span)),
    )


def _in_heading(at: int, starts: Sequence[int], headings: Sequence[Span]) -> bool:
    index = bisect_right(starts, at) - 1
    return index >= 0 and at < headings[index][1]

"""RunSheet in, chapters out: what a listener may jump to, end to end over the programme."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.formats.textfile import one_line
from broadcast.model import Kind, Row, RunSheet
from broadcast.units import Samples

_TEXT_CHARS = 60
"""Of narration, in a title: what a player shows on two lines of a telephone."""

_NAME_CHARS = 160

_QUOTED = (Kind.SOUNDBITE, Kind.CLIP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of the programme with a title.

    Attributes:
        start: On the programme's clock; `end`, the first sample after it, is the next one's start.
        title: On one line, never empty: "Anchor: The ferry between Calder …", "Ana Ruiz, Mayor".
        talent: Who is heard; empty where nobody is named.
        kind: Of the row it is about.
        page: Of the same row: "A4".
    """

    start: Samples
    end: Samples
    title: str
    talent: str
    kind: Kind
    page: str


def chapters(runsheet: RunSheet) -> tuple[Chapter, ...]:
    """The chapters of a programme, one for what each voice has to say.

    Always true: the first starts at 0, each ends where the next one starts, the last ends with the
    programme, none is empty, and every start but the first is the start of a row. A row is a chapter, but:

    - A lead-in belongs to the soundbite that it introduces: who jumps to Ana Ruiz hears who she is. One that
      follows its soundbite ("said Ana Ruiz.") stays with it.
    - A sting belongs to what it opens, a pause to what goes before it.
    - Soundbites of one person in a row are one chapter, and so are headlines.

    A programme without sound has none.
    """
    runs = [run for run in _runs(runsheet.rows) if run[0].start < runsheet.trt]
    starts = [Samples(0), *(run[0].start for run in runs[1:]), runsheet.trt]
    found = [
        _chapter(run, start, end) for run, start, end in zip(runs, starts, starts[1:], strict=False)
    ] or [_whole(runsheet)]
    return tuple(chapter for chapter in found if chapter.start < chapter.end)


def _runs(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each chapter."""
    heard = [row for row in rows if row.trt > 0 and row.kind is not Kind.PAUSE]
    runs: list[list[Row]] = []
    for place, row in enumerate(heard):
        if runs and _joins(runs[-1], row, heard[place + 1 : place + 2]):
            runs[-1].append(row)
        else:
            runs.append([row])
    merged = runs[:1]
    for run in runs[1:]:
        if _alike(merged[-1], run):
            merged[-1] += run
        else:
            merged.append(run)
    return merged


def _joins(run: Sequence[Row], row: Row, later: Sequence[Row]) -> bool:
    """Whether a row goes on in the chapter before it."""
    before = run[-1]
    if before.kind is Kind.STING or (row.kind is Kind.STING and not later):
        return True
    if before.kind is Kind.LEAD_IN and row.kind in (*_QUOTED, Kind.LEAD_IN):
        return not any(heard.kind in _QUOTED for heard in run)
    return _follows(before, row, later)


def _follows(before: Row, row: Row, later: Sequence[Row]) -> bool:
    """Whether a lead-in comes after its soundbite: the print order, "said Ana Ruiz."."""
    if before.kind not in _QUOTED or row.kind is not Kind.LEAD_IN or row.text.rstrip().endswith((":", ",")):
        return False
    if not later or later[0].kind not in _QUOTED:
        return True
    last, following = (quoted.speaker.casefold().split()[-1:] for quoted in (before, later[0]))
    words = re.findall(r"[\w'’-]+", row.text.casefold())
    return last == following or (set(last) <= set(words) and not set(following) <= set(words))


def _alike(before: Sequence[Row], run: Sequence[Row]) -> bool:
    """Whether a listener would take two chapters for one: both headlines, or the same guest."""
    one, other = _about(before), _about(run)
    if one.kind is Kind.HEADLINE:
        return other.kind is Kind.HEADLINE
    return {one.kind, other.kind} <= {*_QUOTED} and bool(one.speaker) and _title(one) == _title(other)


def _about(run: Sequence[Row]) -> Row:
    """The row that a chapter is about."""
    quoted = [row for row in run if row.kind in _QUOTED]
    voiced = [row for row in run if row.kind is not Kind.STING]
    return (quoted or voiced or [*run])[0]


def _chapter(run: Sequence[Row], start: Samples, end: Samples) -> Chapter:
    about = _about(run)
    several = sum(row.kind is Kind.HEADLINE for row in run) > 1
    return Chapter(
        start=start,
        end=end,
        title="Headlines" if several else _title(about),
        talent=one_line(about.talent or about.speaker),
        kind=about.kind,
        page=about.page,
    )


def _whole(runsheet: RunSheet) -> Chapter:
    """The one chapter of a programme in which nobody speaks."""
    title = one_line(runsheet.headline or "") or one_line(runsheet.slug) or "Programme"
    return Chapter(
        start=Samples(0),
        end=runsheet.trt,
        title=_cut(title, _NAME_CHARS),
        talent="",
        kind=Kind.STING,
        page="",
    )


def _title(row: Row) -> str:
    """What a listener reads: a guest by name and title, the rest by its first words."""
    guest = ", ".join(filter(None, (one_line(row.speaker), one_line(row.title))))
    if row.kind in _QUOTED and guest:
        return _cut(guest, _NAME_CHARS)
    talent = "" if row.kind is Kind.HEADLINE else _cut(one_line(row.talent), _NAME_CHARS)
    words = _cut(one_line(row.text) or one_line(row.in_cue), _TEXT_CHARS)
    named = ": ".join(filter(None, (talent, words)))
    return named or _cut(one_line(row.slug), _NAME_CHARS) or one_line(row.page) or str(row.kind).title()


def _cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut behind a word where there is one.

    >>> _cut("The ferry between Calder and Sorn", 20)
    'The ferry between …'
    """
    if len(text) <= limit:
        return text
    whole, space, _ = text[: limit - 1].rpartition(" ")
    return f"{whole.rstrip(' ,;:–—-')} …" if space and whole else f"{text[: limit - 1]}…"

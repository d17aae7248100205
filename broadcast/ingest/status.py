"""A Report and its format's words on release come in; the Report with its status and embargo goes out."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from broadcast.ingest.embargo import moment_of
from broadcast.ingest.holds import NO_EMBARGO
from broadcast.ingest.kills import kills_as_slug
from broadcast.ingest.notices import LONGEST_NOTE, Mark, Notice, tell_note, tell_notices
from broadcast.model import Reason, Report, Status, Unspoken

STATUS_OF = {
    word: status
    for status, words in {
        Status.USABLE: "usable ready ok final approved cleared publish published aired live new update"
        " updated corrected correction",
        Status.KILLED: "withheld killed kill canceled cancelled withdrawn spiked spike retracted recalled"
        " removed deleted rejected trash unpublished obsolete void",
        Status.EMBARGOED: "embargoed embargo hold held on-hold draft auto-draft pending private"
        " scheduled future info submitted review in-review in-progress not-ready",
    }.items()
    for word in words.split()
}
"""Only what may be aired is usable. Unfinished copy is held: somebody who knows better may override. What is
killed or withheld ("until further notice") may never be read."""

_TIMED = frozenset(["embargoed", "embargo", "scheduled", "future"])
"""Words for held copy that an embargo's time explains; it is free when the time has come."""
# stat:      ed:      http://cv.example/newscodes/pubstatusg2/      urn:newsml:example:status:
_PREFIX = re.compile(r"^.*[:/#]", re.DOTALL)


def status_of(word: str) -> Status | None:
    """What a status word means, under any prefix or URI: "stat:canceled", "Usable", "ed:withheld".

    Returns:
        The status, or None for a word that is not known.
    """
    return STATUS_OF.get(_bare(word))


def standing(report: Report, *, status: str = "", embargo: str = "", now: datetime | None = None) -> Report:
    """The report with its standing settled, by its format's own words and by its copy.

    The strictest counts: a kill stands above a hold, a hold above an embargo, that above "usable". An embargo
    that is past leaves the report usable. An unknown status word and an embargo whose time cannot be read
    hold it until somebody overrides: status embargoed, no embargo. What headline, slug, notes and
    text say counts, and so do `report.status` and `report.embargo`. Notices in the text become furniture,
    notes and correction. Applied twice, it changes nothing more.

    Args:
        report: As its format was read, with headline, slug, notes and furniture.
        status: The format's word for its status; empty without one.
        embargo: The format's embargo time, in any spelling of `moment_of`; empty without one.
        now: The present; the clock's time when it is left out.
    """
    now = now or datetime.now(UTC)
    in_text = [notice for notice in tell_notices(report.text) if not _is_cue(notice, report.furniture)]
    notices = [*tell_note(report.notes or ""), *tell_notices(report.headline or ""), *in_text]
    corrections = [notice.words for notice in notices if notice.mark is Mark.CORRECTION]
    report = replace(
        report,
        notes=_notes(report.notes, in_text),
        correction=report.correction or next(iter(corrections), None),
        furniture=_with_notices(report, in_text),
    )
    word = status_of(status) if status.strip() else Status.USABLE
    killed = Mark.KILL in {notice.mark for notice in notices} or kills_as_slug(report.slug)
    if killed or Status.KILLED in (report.status, word):
        return replace(report, status=Status.KILLED)
    moments = [report.embargo] if report.embargo else []
    held = report.status is Status.EMBARGOED and not moments
    written = [notice.words for notice in notices if notice.mark is Mark.HOLD]
    if embargo.strip().lower() not in NO_EMBARGO:
        written.append(embargo)
    for moment in (moment_of(words, now=now) for words in written):
        moments += [moment] if moment else []
        held = held or moment is None
    if word is not Status.USABLE:
        held = held or not (moments and _bare(status) in _TIMED)
    until = None if held else max(moments, default=None)
    waits = held or (until is not None and until > now)
    return replace(report, status=Status.EMBARGOED if waits else Status.USABLE, embargo=until)


def _is_cue(notice: Notice, furniture: Sequence[Unspoken]) -> bool:
    """Whether a notice is part of a technical cue: "[KILL - MIC 2]" is no kill."""
    start, end = notice.span
    return any(
        part.span[0] <= start
        and end <= part.span[1]
        and part.reason in (Reason.CUE, Reason.SHOT, Reason.LABEL)
        for part in furniture
    )


def _notes(notes: str | None, found: Sequence[Notice]) -> str | None:
    """The notes with those of the copy; what they say already is not said again."""
    kept = [notes] if notes else []
    for notice in found:
        wanted = notice.mark in (Mark.NOTE, Mark.KILL) and len(notice.words) <= LONGEST_NOTE
        if wanted and notice.words and not any(notice.words in note for note in kept):
            kept.append(notice.words)
    return "\n".join(kept) or None


def _with_notices(report: Report, found: Sequence[Notice]) -> tuple[Unspoken, ...]:
    """The furniture with the notices in the gaps between what is furniture already."""
    parts = list(report.furniture)
    for notice in found:
        reason = Reason.NOT_FOR_PUBLICATION if notice.mark is Mark.TAIL else Reason.EDITORS_NOTE
        at, end = notice.span
        index = bisect_right([part.span[1] for part in report.furniture], at)
        for part in (*report.furniture[index:], None):
            stop = min(part.span[0], end) if part else end
            words = report.text[at:stop]
            if words.strip():
                start = at + len(words) - len(words.lstrip())
                parts.append(Unspoken(span=(start, at + len(words.rstrip())), reason=reason))
            if part is None or part.span[1] >= end:
                break
            at = max(at, part.span[1])
    return tuple(sorted(parts, key=lambda part: part.span))


def _bare(word: str) -> str:
    name = _PREFIX.sub("", word.strip().rstrip("/#")).strip().lower()
    return "-".join(re.split(r"[\s_-]+", name))

"""A Report and its format's words on release come in; the Report with its status and embargo goes out."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from broadcast.ingest.embargo import moment_of
from broadcast.model import Report, Status

STATUS_OF = {
    word: status
    for status, words in {
        Status.USABLE: "usable ready ok final approved cleared publish published aired live new update updated"
        " corrected correction",
        Status.KILLED: "killed kill canceled cancelled withdrawn spiked spike retracted recalled removed deleted"
        " rejected trash unpublished obsolete void",
        Status.EMBARGOED: "embargoed embargo withheld hold held on-hold draft auto-draft pending private scheduled"
        " future info submitted review in-review in-progress not-ready",
    }.items()
    for word in words.split()
}
"""Only what may be aired is usable. Withheld ("until further notice") and unfinished copy is held: somebody who
knows better may override. What is killed may never be read."""

_TIMED = frozenset(["embargoed", "embargo", "scheduled", "future"])
"""Words for held copy that an embargo's time explains; it is free when the time has come."""
NO_EMBARGO = frozenset(["", "none", "no", "false", "0", "null", "lifted", "n/a", "-"])
# stat:      ed:      http://cv.example/newscodes/pubstatusg2/      urn:newsml:example:status:
_PREFIX = re.compile(r"^.*[:/#]", re.DOTALL)


def status_of(word: str) -> Status | None:
    """What a status word means, under any prefix or URI: "stat:canceled", "Usable", "ed:withheld".

    Returns:
        The status, or None for a word that is not known.
    """
    return STATUS_OF.get(_bare(word))


def standing(report: Report, *, status: str = "", embargo: str = "", now: datetime | None = None) -> Report:
    """The report with its status and embargo settled, by its format's own words and by its copy.

    The strictest counts: a kill stands above a hold, a hold above an embargo, that above "usable". An embargo
    that is past leaves the report usable. An unknown status word, "withheld" and an embargo whose time cannot
    be read hold it until somebody overrides: status embargoed, no embargo. `report.status` and
    `report.embargo` count too, when they are set already.

    Args:
        report: As its format was read, with headline, slug and notes.
        status: The format's word for its status; empty without one.
        embargo: The format's embargo time, in any spelling of `moment_of`; empty without one.
        now: The present; the clock's time when it is left out.
    """
    now = now or datetime.now(UTC)
    word = status_of(status) if status.strip() else Status.USABLE
    if Status.KILLED in (report.status, word):
        return replace(report, status=Status.KILLED)
    moments = [report.embargo] if report.embargo else []
    held = report.status is Status.EMBARGOED and not moments
    if embargo.strip().lower() not in NO_EMBARGO:
        moment = moment_of(embargo, now=now)
        moments += [moment] if moment else []
        held = held or moment is None
    if word is not Status.USABLE:
        held = held or not (moments and _bare(status) in _TIMED)
    until = None if held else max(moments, default=None)
    waits = held or (until is not None and until > now)
    return replace(report, status=Status.EMBARGOED if waits else Status.USABLE, embargo=until)


def _bare(word: str) -> str:
    name = _PREFIX.sub("", word.strip().rstrip("/#")).strip().lower()
    return "-".join(re.split(r"[\s_-]+", name))

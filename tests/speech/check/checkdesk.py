"""Copy for the rules, its quotations in “ ”, and what they find in it."""

import re
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from broadcast.model import Kind
from broadcast.speech.check import Checks, Copy, Finding, Quoted, apply, check_copy, plain_copy, safe_edits
from broadcast.speech.check.dates import date_near

AIRS = date(2026, 11, 10)
"""A Tuesday."""


def copy_of(text: str, *, kind: Kind = Kind.ANCHOR, language: str = "en", airs: date | None = AIRS) -> Copy:
    copy = plain_copy(text, airs=airs, kind=kind)
    quoted = tuple(
        Quoted(outer=one.span(), inner=one.span(1), closed=bool(one[2]))
        for one in re.finditer("“([^”]*)(”?)", text)
    )
    written = date_near(text, airs) if airs is not None else None
    return replace(copy, written=written, quoted=quoted, language=language)


def findings(text: str, rule: str, checks: Checks | None = None, *, language: str = "en") -> list[Finding]:
    return check_copy(copy_of(text, language=language), checks, only=[rule])


def found(text: str, rule: str) -> list[str]:
    return [text[slice(*finding.span)] for finding in findings(text, rule)]


def suggested(text: str, rule: str) -> list[str | None]:
    return [finding.suggestion for finding in findings(text, rule)]


def mended(text: str, *rules: str, language: str = "en") -> str:
    """The text after one round of safe fixes."""
    edits, _ = safe_edits(check_copy(copy_of(text, language=language), only=rules))
    return apply(text, edits)


CLAUSES = st.sampled_from(
    [
        "The ferry to Quill Sound runs again",
        "14 crews cleared the road by 9 p.m. tonight",
        "Gen. Renko , of the harbour guard, was there",
        "The repair cost a million dollars, i.e. 40% more",
        "Police closed the the bridge on Nov. 9,2026",
        "She said,but nobody heard",
        "The wall,, built in 1900, is shut",
        "Waves reached 80 mph off Merrow, Fla.",
        "“We go at the the dawn , all of us, e.g. on Nov. 9”",
        "Ms. Ruiz called it “a million to one , at 40%”",
        "It rose from 5 percent to 7 percent",
        "Visit https://quill.example/a,b or ana@quill.example",
        "That that is, is",
        "The U.S. and the E.U. agreed",
    ]
)
STOPS = st.sampled_from([". ", ".", " .", ".\n\n", "? ", "\n\n", " of\n\n", "\n"])
NEWS = st.lists(st.tuples(CLAUSES, STOPS), min_size=1, max_size=7).map(
    lambda parts: "".join(clause + stop for clause, stop in parts)
)

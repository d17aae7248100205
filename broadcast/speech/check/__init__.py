"""Copy goes in; what the ear would stumble over comes out, rule by rule."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from broadcast.speech.check import (
    abbreviations,
    attribution,
    dates,
    names,
    numbers,
    printed,
    sensitivity,
    sentences,
    typing,
    words,
)
from broadcast.speech.check.copy import Copy, Part, Quoted, Sentence, plain_copy
from broadcast.speech.check.finding import SOURCES, Edit, Example, Find, Finding, Hit, Rule, Severity, place
from broadcast.speech.check.fix import apply, safe_edits
from broadcast.speech.check.lists import table
from broadcast.speech.check.options import Checks, check_names, read_checks, severity_named

__all__ = [
    "SOURCES",
    "Checks",
    "Copy",
    "Edit",
    "Finding",
    "Part",
    "Quoted",
    "Rule",
    "Sentence",
    "Severity",
    "all_rules",
    "apply",
    "check_copy",
    "check_names",
    "place",
    "plain_copy",
    "read_checks",
    "safe_edits",
    "severity_named",
]

GROUPS = (typing, numbers, abbreviations, names, attribution, sentences, words, printed, sensitivity, dates)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, group by group, as `data/check/rules.json` describes it."""
    finders = {code: find for group in GROUPS for code, find in group.FINDERS.items()}
    return tuple(_rule(row, finders[row["code"]]) for row in table("rules"))


def _rule(row: dict[str, Any], find: Find) -> Rule:
    return Rule(
        code=row["code"],
        name=row["name"],
        severity=severity_named(row["severity"]),
        why=row["why"],
        source=tuple(row["source"]),
        example=Example(bad=row["bad"], good=row["good"]),
        find=find,
        on=row.get("on", True),
        any_language=row.get("any_language", False),
        mends=row.get("mends", False),
    )


def check_copy(
    copy: Copy, checks: Checks | None = None, *, only: Iterable[str] | None = None
) -> list[Finding]:
    """What the rules find in copy, in the order of the text.

    Nothing between quotation marks and nothing in a soundbite is found fault with but slips of the keyboard,
    and no edit touches it. Of copy in another language than English only those slips are told.

    Args:
        copy: What is heard.
        checks: What the station wants.
        only: Codes of the rules that are looked for; they are, whatever the station wants.
    """
    checks = checks or Checks()
    chosen = None if only is None else frozenset(only)
    english = copy.language.lower().split("-")[0] == "en"
    found: list[Finding] = []
    for rule in all_rules():
        wanted = checks.wants(rule) if chosen is None else rule.code in chosen
        if wanted and (english or rule.any_language):
            found += [_finding(copy, checks, rule, hit) for hit in rule.find(copy, checks)]
    return sorted(found, key=lambda finding: (finding.span, finding.rule.code))


def _finding(copy: Copy, checks: Checks, rule: Rule, hit: Hit) -> Finding:
    """A hit with its severity; without a rewrite where one would touch somebody else's words."""
    quoted = any(_touches(copy, edit) for edit in hit.edits)
    return Finding(
        rule=rule,
        severity=checks.severity_of(rule),
        span=hit.span,
        what=f"{hit.what}, in a quotation" if quoted else hit.what,
        suggestion=None if quoted else hit.suggestion,
        edits=() if quoted else hit.edits,
    )


def _touches(copy: Copy, edit: Edit) -> bool:
    """Whether an edit changes somebody else's words; to put a space beside their marks does not."""
    start, end = edit.span
    return any((low < end and start < high) or low < start == end < high for low, high in copy.others)

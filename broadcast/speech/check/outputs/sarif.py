"""Findings go in; a SARIF 2.1.0 log comes out, for editors and code-scanning services."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from broadcast.speech.check.finding import SOURCES, Finding, Rule, Severity, place
from broadcast.units import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_PIPE = "stdin"

Checked = tuple[str, str, Sequence[Finding]]
"""A file's name, its text, and what was found in it."""


def log(checked: Iterable[Checked], rules: Sequence[Rule], version: str) -> dict[str, Any]:
    """A log of one run over some files, the rules described in it; columns count UTF-16 code units.

    References:
        OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, Errata 01 (2023).
    """
    places = {rule.code: index for index, rule in enumerate(rules)}
    results = [
        _result(name, text, finding, places) for name, text, findings in checked for finding in findings
    ]
    driver = {"name": "broadcast check", "version": version, "rules": [_rule(rule) for rule in rules]}
    run = {"tool": {"driver": driver}, "columnKind": "utf16CodeUnits", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    sources = "; ".join(SOURCES[key] for key in rule.source)
    name = "".join(part.capitalize() for part in rule.name.split("-"))
    return {
        "id": rule.code,
        "name": name,
        "shortDescription": {"text": rule.name.replace("-", " ")},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"Not: {rule.example.bad}\nBut: {rule.example.good}\nSource: {sources}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.on},
    }


def _result(name: str, text: str, finding: Finding, places: dict[str, int]) -> dict[str, Any]:
    artifact = {"uri": _uri(name)}
    location = {"artifactLocation": artifact, "region": _region(text, finding.span)}
    message = finding.what + (f"; try: {finding.suggestion}" if finding.suggestion else "")
    result: dict[str, Any] = {
        "ruleId": finding.rule.code,
        "ruleIndex": places[finding.rule.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": location}],
    }
    if finding.edits:
        replacements = [
            {"deletedRegion": _region(text, edit.span), "insertedContent": {"text": edit.words}}
            for edit in finding.edits
        ]
        change = {"artifactLocation": artifact, "replacements": replacements}
        result["fixes"] = [{"description": {"text": finding.rule.why}, "artifactChanges": [change]}]
    return result


def _region(text: str, span: Span) -> dict[str, int]:
    line, _ = place(text, span[0])
    end_line, _ = place(text, span[1])
    return {
        "startLine": line,
        "startColumn": _column(text, span[0]),
        "endLine": end_line,
        "endColumn": _column(text, span[1]),
    }


def _column(text: str, at: int) -> int:
    """From 1, in UTF-16 code units."""
    start = text.rfind("\n", 0, at) + 1
    return len(text[start:at].encode("utf-16-le")) // 2 + 1


def _uri(name: str) -> str:
    return quote(PurePath(name or _PIPE).as_posix(), safe="/:")

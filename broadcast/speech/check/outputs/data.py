"""Findings go in; JSON for a program comes out."""

from collections.abc import Sequence
from typing import Any

from broadcast.speech.check.finding import Finding, place


def as_data(name: str, text: str, findings: Sequence[Finding]) -> dict[str, Any]:
    """What was found in a text as plain data: lines and columns from 1, spans in characters from 0."""
    return {"file": name, "findings": [_finding(text, finding) for finding in findings]}


def _finding(text: str, finding: Finding) -> dict[str, Any]:
    line, column = place(text, finding.span[0])
    end_line, end_column = place(text, finding.span[1])
    return {
        "rule": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.severity.word,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "span": list(finding.span),
        "text": text[slice(*finding.span)],
        "what": finding.what,
        "why": finding.rule.why,
        "suggestion": finding.suggestion,
        "fix": [{"span": list(edit.span), "words": edit.words} for edit in finding.edits],
    }

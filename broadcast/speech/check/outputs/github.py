"""Findings go in; lines that GitHub's runners turn into annotations come out."""

from collections.abc import Iterator, Sequence

from broadcast.speech.check.finding import Finding, Severity, place

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def annotations(name: str, text: str, findings: Sequence[Finding]) -> Iterator[str]:
    """A workflow command a finding: `::warning file=...,line=...::message`.

    References:
        GitHub Docs, "Workflow commands for GitHub Actions", setting a notice, warning or error message.
    """
    for finding in findings:
        line, column = place(text, finding.span[0])
        end_line, end_column = place(text, finding.span[1])
        where = {"file": name, "line": line, "endLine": end_line}
        if line == end_line:
            where |= {"col": column, "endColumn": end_column}
        where["title"] = f"{finding.rule.code} {finding.rule.name}"
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in where.items())
        message = f"{finding.what}. {finding.rule.why}"
        if finding.suggestion:
            message += f" Try: {finding.suggestion}"
        yield f"::{_LEVELS[finding.severity]} {properties}::{_message(message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")

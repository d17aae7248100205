"""Findings go in; a listing for the eye comes out: by rule, with the copy's line and a caret."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from broadcast.speech.check.finding import Finding, Severity, place

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.HINT: "bold cyan"}
_MOST_CARETS = 60


def listing(name: str, text: str, findings: Sequence[Finding], *, width: int = 100) -> Text:
    """What was found in a text: the gravest rules first, in a rule in the order of the text."""
    lines = text.split("\n")
    by_rule: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: (-one.severity, one.span)):
        by_rule.setdefault(finding.rule.code, []).append(finding)
    listed = Text()
    if findings:
        listed.append(f"{name}\n", style="bold underline")
    for group in by_rule.values():
        listed.append_text(_heading(group))
        for finding in group:
            for part in _finding(text, lines, finding, width):
                listed.append_text(part)
    return listed


def summary(findings: Sequence[Finding]) -> str:
    """How many of each severity: "2 errors, 1 warning"; "nothing found" when there is none."""
    counts = [
        (sum(one.severity is severity for one in findings), severity) for severity in reversed(Severity)
    ]
    said = [f"{count} {severity.word}{'s' * (count != 1)}" for count, severity in counts if count]
    fixable = sum(1 for one in findings if one.edits)
    ending = f"; --fix mends {fixable}" if fixable else ""
    return ", ".join(said) + ending if said else "nothing found"


def _heading(group: Sequence[Finding]) -> Text:
    rule, severity = group[0].rule, group[0].severity
    places = f", {len(group)} places" if len(group) > 1 else ""
    heading = Text("\n")
    heading.append(severity.word, style=_COLOURS[severity])
    heading.append(f" {rule.code} {rule.name}", style="bold")
    heading.append(f"{places}\n")
    heading.append(f"  {rule.why}\n", style="dim")
    return heading


def _finding(text: str, lines: Sequence[str], finding: Finding, width: int) -> Iterator[Text]:
    line, column = place(text, finding.span[0])
    number = f"{line}:{column}"
    yield Text.assemble("  ", (number, "bold"), f"  {finding.what}\n")
    shown, at, length = _cut(lines[line - 1], column - 1, finding.span[1] - finding.span[0], width - 6)
    yield Text(f"    {shown}\n")
    yield Text(f"    {' ' * at}{'^' * length}\n", style=_COLOURS[finding.severity])
    if finding.suggestion and not finding.suggestion.isspace():
        yield Text.assemble("    ", ("try: ", "green"), f"{' '.join(finding.suggestion.split())}\n")


def _cut(line: str, at: int, length: int, width: int) -> tuple[str, int, int]:
    """The part of a line around a place, where the place stands in it, and how many carets it gets."""
    line = line.replace("\t", " ")
    length = max(1, min(length, len(line) - at, _MOST_CARETS))
    if len(line) <= width:
        return line, at, length
    start = max(0, min(at - width // 3, len(line) - width))
    end = min(len(line), start + width)
    before, after = ("…" if start else ""), ("…" if end < len(line) else "")
    shown = before + line[start + len(before) : end - len(after)] + after
    return shown, at - start, min(length, width - (at - start))

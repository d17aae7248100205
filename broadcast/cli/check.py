"""`broadcast check`: copy goes in; what the ear would stumble over comes out, or the file mended."""

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadcast.cli import console, options

if TYPE_CHECKING:
    from broadcast.checking import Checked, Options
    from broadcast.settings import Settings
    from broadcast.speech.check import Finding

FOUND = 1
"""The exit code when something at or above `warning` is found."""
PIPED_WIDTH = 100
_PIPE = "<stdin>"


class Form(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


class Level(StrEnum):
    """From which severity on findings are shown."""

    HINT = "hint"
    WARNING = "warning"
    ERROR = "error"


def check(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REPORT|SCRIPT]...",
            help="Reports or script files; - reads a pipe.",
            show_default=False,
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write the safe rewrites into the file; of a pipe, print the text.")
    ] = False,
    form: Annotated[Form, typer.Option("--format", help="How findings are printed.")] = Form.TEXT,
    severity: Annotated[
        Level, typer.Option("--severity", help="Show findings from here on.")
    ] = Level.WARNING,
    select: Annotated[
        str | None,
        typer.Option(
            "--select", metavar="RULES", help="Look for these alone: N201,alleged,T.", show_default=False
        ),
    ] = None,
    ignore: Annotated[
        str | None,
        typer.Option("--ignore", metavar="RULES", help="Do not look for these.", show_default=False),
    ] = None,
    air_date: Annotated[
        str | None,
        typer.Option(
            "--air-date",
            metavar="DATE",
            help="The day it airs, 2026-11-24: tells a stale “today”.",
            show_default=False,
        ),
    ] = None,
    layout: options.Layout = None,
    item: options.Item = None,
    list_rules: Annotated[bool, typer.Option("--list-rules", help="List every rule and leave.")] = False,
) -> int:
    """Check copy for the ear: slips, numbers, names, attributions, sentences, words that hurt."""
    from broadcast.errors import UsageError

    if list_rules:
        _list_rules()
        return 0
    if not sources:
        raise UsageError("no report is named", "broadcast check REPORT, or - for a pipe")
    if fix and "-" in sources and len(sources) > 1:
        raise UsageError("--fix prints the text of a pipe, and of nothing beside it", "check the files apart")
    asked = _options(select, ignore, air_date, item, severity if fix else Level.HINT)
    checked: list[Checked] = []
    for source in sources:
        content = console.read_source(source)
        settings = options.settings_for(content, layout=layout)
        checked += _mended(content, settings, asked) if fix else _checked(content, settings, asked)
    shown = [_from(one, severity) for one in checked]
    _print(shown, form, to_stderr=fix and "-" in sources)
    hidden = sum(len(one.findings) for one in checked) - sum(len(one.findings) for one in shown)
    if hidden:
        console.say(f"{hidden} more with --severity hint")
    return (
        FOUND if any(one.findings and max(one.findings, key=_severity).severity > 1 for one in shown) else 0
    )


def _severity(finding: "Finding") -> int:
    return finding.severity


def _options(
    select: str | None, ignore: str | None, air_date: str | None, item: str | None, least: Level
) -> "Options":
    from broadcast.checking import Options
    from broadcast.speech.check import all_rules, check_names, severity_named

    rules = all_rules()
    return Options(
        item=item,
        airs=_day(air_date),
        only=check_names(select.split(","), rules) if select is not None else None,
        without=check_names(ignore.split(","), rules) if ignore is not None else frozenset(),
        least=severity_named(least.value),
    )


def _day(text: str | None) -> date | None:
    from broadcast.errors import UsageError

    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError as cause:
        raise UsageError(f"'{text}' is no date", "write --air-date 2026-11-24") from cause


def _checked(content: bytes | Path, settings: "Settings", asked: "Options") -> "list[Checked]":
    from broadcast.checking import check as check_source

    return check_source(content, settings, asked)


def _mended(content: bytes | Path, settings: "Settings", asked: "Options") -> "list[Checked]":
    """Mend a file where it lies, or print what came through the pipe, mended."""
    from broadcast.checking import mend

    mended = mend(content, settings, asked)
    name = mended.left.name or _PIPE
    for line, finding in mended.done:
        console.say(f"mended {name}:{line}  {finding.what}  {finding.rule.code} {finding.rule.name}")
    if isinstance(content, bytes):
        sys.stdout.buffer.write(mended.raw)
        sys.stdout.flush()
    elif mended.done:
        _replace(content, mended.raw)
    if not mended.done:
        console.say(f"nothing to mend in {name}")
    return [mended.left]


def _replace(path: Path, raw: bytes) -> None:
    """Write beside the file and rename: never half a file. A link stays a link, and rights stay."""
    from broadcast.errors import PackageError

    target = path.resolve()
    part = target.parent / f".{target.name}.part"
    try:
        part.write_bytes(raw)
        shutil.copymode(target, part)
        part.replace(target)
    except OSError as cause:
        raise PackageError(
            f"cannot write '{path}': {cause.strerror or cause}", "broadcast check --fix - prints it instead"
        ) from cause
    finally:
        part.unlink(missing_ok=True)


def _from(one: "Checked", severity: Level) -> "Checked":
    """What is shown from a severity on."""
    from broadcast.speech.check import severity_named

    least = severity_named(severity.value)
    return replace(one, findings=tuple(found for found in one.findings if found.severity >= least))


def _print(checked: "Sequence[Checked]", form: Form, *, to_stderr: bool) -> None:
    """Findings go to stdout, but where the mended text goes there."""
    if form is Form.TEXT:
        _print_listing(checked, to_stderr=to_stderr)
        return
    text = _rendered(checked, form)
    if to_stderr:
        console.say(text)
    elif text:
        console.result(text)


def _print_listing(checked: "Sequence[Checked]", *, to_stderr: bool) -> None:
    from rich.console import Console

    from broadcast.speech.check.outputs.listing import listing, summary

    stream = sys.stderr if to_stderr else sys.stdout
    screen = Console(
        file=stream, width=None if stream.isatty() else PIPED_WIDTH, soft_wrap=True, highlight=False
    )
    for one in checked:
        screen.print(listing(_title(one), one.text, one.findings, width=screen.width), end="")
    found = [finding for one in checked for finding in one.findings]
    if found:
        screen.print()
    screen.print(summary(found))


def _title(one: "Checked") -> str:
    name = one.name or _PIPE
    return name if one.whole or not one.title else f"{name}: {one.title}"


def _rendered(checked: "Sequence[Checked]", form: Form) -> str:
    from broadcast import __version__
    from broadcast.speech.check import all_rules
    from broadcast.speech.check.outputs import data, github, sarif

    triples = [(one.name or _PIPE, one.text, one.findings) for one in checked]
    if form is Form.GITHUB:
        return "\n".join(line for triple in triples for line in github.annotations(*triple))
    if form is Form.SARIF:
        found = sarif.log([(one.name, one.text, one.findings) for one in checked], all_rules(), __version__)
        return json.dumps(found, ensure_ascii=False, indent=2)
    return json.dumps([data.as_data(*triple) for triple in triples], ensure_ascii=False, indent=2)


def _list_rules() -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from broadcast.speech.check import all_rules

    table = Table(box=box.SIMPLE, pad_edge=False)
    for name in ("rule", "name", "severity", "fix", "why"):
        table.add_column(name, overflow="fold")
    for rule in all_rules():
        severity = rule.severity.word if rule.on else f"{rule.severity.word}, off"
        table.add_row(rule.code, rule.name, severity, "yes" if rule.mends else "", rule.why)
    Console(width=None if sys.stdout.isatty() else 2 * PIPED_WIDTH, highlight=False).print(table)

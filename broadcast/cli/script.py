"""`broadcast script`: a report goes in, a script file to read and edit comes out."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadcast.cli import console, options

if TYPE_CHECKING:
    from broadcast.model import Report, Script, Segment, Speaker
    from broadcast.scripting import Decision

_QUOTE_WIDTH = 100
"""Characters of a quote that --explain prints."""


def script(
    source: Annotated[
        str, typer.Argument(metavar="REPORT", help="A report; - reads a pipe.", show_default=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON instead.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="REPORT.script.md; - prints it.", show_default=False
        ),
    ] = None,
    attribution: options.Attribution = None,
    layout: options.Layout = None,
    item: options.Item = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="List each quote: its speaker, the evidence, the runner-up."),
    ] = False,
    force: options.Force = False,
) -> None:
    """Cut a report into anchor, field and soundbites, as a file to read, edit and render."""
    from broadcast import pipeline

    content = console.read_source(source)
    settings = options.settings_for(content, attribution=attribution, layout=layout)
    if item == options.ALL and not explain and not as_json:
        _write_all(content, pipeline.read_scripts(content, settings), out, force=force)
        return
    report = pipeline.read_report(content, item)
    if explain:
        decisions = pipeline.explain(report, settings)
        console.result(
            json.dumps(_decisions(decisions), ensure_ascii=False, indent=2) if as_json else _listed(decisions)
        )
        return
    made = pipeline.write_script(report, settings)
    if as_json:
        console.result(json.dumps(as_data(report, made), ensure_ascii=False, indent=2))
    else:
        _write_one(content, made, out, force=force)


def _write_one(content: bytes | Path, made: "Script", out: Path | None, *, force: bool) -> None:
    from broadcast.scripting import format_script

    if str(out) == "-" or (out is None and isinstance(content, bytes)):
        sys.stdout.write(format_script(made))
        return
    target = out or _beside(content)
    _check_free(target, force=force)
    _write(target, format_script(made))
    console.say(f"{len(made.segments)} segments; edit it, then: broadcast render {target}")
    console.result(target)


def _write_all(content: bytes | Path, scripts: "Sequence[Script]", out: Path | None, *, force: bool) -> None:
    """A script file for each report, named by its slug, in a folder."""
    from broadcast.scripting import format_script

    folder = out or (Path() if isinstance(content, bytes) else content.parent)
    targets = [folder / f"{made.slug}.script.md" for made in scripts]
    for target in targets:
        _check_free(target, force=force)
    folder.mkdir(parents=True, exist_ok=True)
    for target, made in zip(targets, scripts, strict=True):
        _write(target, format_script(made))
        console.result(target)


def _check_free(target: Path, *, force: bool) -> None:
    from broadcast.errors import PackageError

    if target.exists() and not force:
        raise PackageError(
            f"'{target}' is there already", "--force writes it anew; your edits in it would be lost"
        )


def _decisions(decisions: "Sequence[Decision]") -> list[dict[str, Any]]:
    return [
        {
            "quote": decision.quote,
            "span": list(decision.span),
            "heard": str(decision.heard),
            "speaker": _speaker(decision.speaker),
            "evidence": decision.evidence,
            "runner_up": decision.runner_up,
            "sure": decision.sure,
        }
        for decision in decisions
    ]


def _listed(decisions: "Sequence[Decision]") -> str:
    """Decisions for the eye: the quote, and below it who speaks, why, and who else might."""
    if not decisions:
        return "no quotation in this report"
    lines: list[str] = []
    for number, decision in enumerate(decisions, start=1):
        words = " ".join(decision.quote.split())
        lines.append(f"{number}. “{words if len(words) <= _QUOTE_WIDTH else words[:_QUOTE_WIDTH] + ' …'}”")
        speaker = decision.speaker
        if speaker is None:
            lines.append(f"   {decision.heard}: {decision.evidence}")
        else:
            title = f", {speaker.title}" if speaker.title else ""
            gender = f" ({speaker.gender}: {speaker.gender_evidence})" if speaker.gender else ""
            lines.append(f"   speaker    {speaker.name}{title}{gender}")
            lines.append(f"   evidence   {decision.evidence}")
            lines.append(f"   runner-up  {decision.runner_up or 'nobody'}")
        if not decision.sure:
            lines.append("   check speaker")
        lines.append("")
    return "\n".join(lines).rstrip()


def as_data(report: "Report", made: "Script") -> dict[str, Any]:
    """A script as plain data; every span counts characters in `text`."""
    return {
        "slug": made.slug,
        "headline": made.headline,
        "byline": made.byline,
        "dateline": made.dateline,
        "language": made.language,
        "layout": made.layout,
        "status": str(made.status),
        "source": {"name": report.source_name, "format": report.source_format, "sha256": report.sha256},
        "text": report.text,
        "segments": [_segment(segment) for segment in made.segments],
        "unspoken": [
            {"span": list(part.span), "reason": str(part.reason), "text": part.text} for part in made.unspoken
        ],
    }


def _segment(segment: "Segment") -> dict[str, Any]:
    return {
        "kind": str(segment.kind),
        "text": segment.text,
        "span": list(segment.span) if segment.span is not None else None,
        "speaker": _speaker(segment.speaker),
        "continued": segment.continued,
        "check": segment.check,
    }


def _speaker(speaker: "Speaker | None") -> dict[str, Any] | None:
    if speaker is None:
        return None
    return {
        "id": speaker.id,
        "name": speaker.name,
        "title": speaker.title,
        "gender": str(speaker.gender) if speaker.gender else None,
        "gender_evidence": speaker.gender_evidence,
        "language": speaker.language,
    }


def _beside(source: bytes | Path) -> Path:
    path = Path("report") if isinstance(source, bytes) else source
    return path.parent / f"{path.stem}.script.md"


def _write(target: Path, text: str) -> None:
    """Write beside its place and rename: never half a script."""
    from broadcast.errors import PackageError

    part = target.parent / f".{target.name}.part"
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(target)
    except OSError as cause:
        raise PackageError(
            f"cannot write '{target}': {cause.strerror or cause}", "name another file with --out"
        ) from cause
    finally:
        part.unlink(missing_ok=True)

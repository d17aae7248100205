"""`broadcast script`: a report goes in, a script file to read and edit comes out."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadcast.cli import console, options

if TYPE_CHECKING:
    from broadcast.model import Report, Script, Segment


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
    force: options.Force = False,
) -> None:
    """Cut a report into anchor, field and soundbites, as a file to read, edit and render."""
    from broadcast import pipeline
    from broadcast.errors import PackageError
    from broadcast.scripting import format_script

    content = console.read_source(source)
    settings = options.settings_for(content, attribution=attribution)
    report = pipeline.read_report(content)
    made = pipeline.write_script(report, settings)
    if as_json:
        console.result(json.dumps(as_data(report, made), ensure_ascii=False, indent=2))
        return
    if str(out) == "-" or (out is None and isinstance(content, bytes)):
        sys.stdout.write(format_script(made))
        return
    target = out or _beside(content)
    if target.exists() and not force:
        raise PackageError(
            f"'{target}' is there already", "--force writes it anew; your edits in it would be lost"
        )
    _write(target, format_script(made))
    console.say(f"{len(made.segments)} segments; edit it, then: broadcast render {target}")
    console.result(target)


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
    speaker = segment.speaker
    return {
        "kind": str(segment.kind),
        "text": segment.text,
        "span": list(segment.span) if segment.span is not None else None,
        "speaker": {
            "id": speaker.id,
            "name": speaker.name,
            "title": speaker.title,
            "gender": str(speaker.gender) if speaker.gender else None,
            "gender_evidence": speaker.gender_evidence,
            "language": speaker.language,
        }
        if speaker is not None
        else None,
        "continued": segment.continued,
        "check": segment.check,
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

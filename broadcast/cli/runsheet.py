"""`broadcast runsheet`: a report, a script or a package goes in, its run-sheet comes out."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadcast.cli import console, options

if TYPE_CHECKING:
    from broadcast.model import RunSheet


PIPED_WIDTH = 140
"""Columns of the table when no terminal says how wide it is."""


class Form(StrEnum):
    """How a run-sheet is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "md"
    HTML = "html"


def runsheet(
    source: Annotated[
        str,
        typer.Argument(
            metavar="REPORT|SCRIPT|PACKAGE",
            help="A report, a script file or a package; - reads a pipe.",
            show_default=False,
        ),
    ],
    form: Annotated[Form, typer.Option("--format", help="How it is printed.")] = Form.TABLE,
    engine: options.Engine = None,
    voice: options.Voice = None,
    attribution: options.Attribution = None,
    layout: options.Layout = None,
    item: options.Item = None,
    duration: options.Duration = None,
    drop_optional: options.DropOptional = False,
    delivery: options.Delivery = None,
    on_air: options.OnAir = None,
) -> None:
    """Show the run-sheet; before rendering with estimated times, marked as such."""
    given: dict[str, Any] = {
        "engine": engine,
        "attribution": attribution,
        "layout": layout,
        "duration": duration,
        "drop_optional": drop_optional or None,
        "delivery": delivery,
        "on_air": on_air,
    }
    sheet = _sheet(source, voice, given, item)
    if form is Form.TABLE:
        from rich.console import Console

        from broadcast.formats.terminal import table

        screen = Console(width=None if sys.stdout.isatty() else PIPED_WIDTH)
        screen.print(table(sheet, width=screen.width))
        return
    sys.stdout.write(_rendered(sheet, form))


def _sheet(source: str, voice: list[str] | None, given: dict[str, Any], item: str | None) -> "RunSheet":
    from broadcast.formats.json_sheet import read_runsheet

    content = console.read_source(source)
    if isinstance(content, Path) and (content / "runsheet.json").is_file():
        return read_runsheet((content / "runsheet.json").read_text(encoding="utf-8"))
    settings = options.settings_for(content, voice, **given)
    from broadcast import pipeline
    from broadcast.studio import Studio

    script = pipeline.read_script(content, settings, item)
    with Studio(settings) as studio:
        console.tell_engine(settings.engine, studio.why)
        return studio.forecast(script)


def _rendered(sheet: "RunSheet", form: Form) -> str:
    from broadcast.formats import csv_sheet, json_sheet, markdown_sheet, page

    renderers = {
        Form.CSV: csv_sheet.render,
        Form.JSON: json_sheet.render,
        Form.MARKDOWN: markdown_sheet.render,
        Form.HTML: page.render,
    }
    return renderers[form](sheet)

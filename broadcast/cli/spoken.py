"""`broadcast spoken`: copy goes in line by line; what is said of each line comes out."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import IO, Annotated

import typer

from broadcast.cli import console
from broadcast.errors import ReportError

_PRINT = 32
"""Columns for the print with --show-changes; a longer one moves what is said aside."""


class English(StrEnum):
    """Whose way of reading figures."""

    US = "en-US"
    GB = "en-GB"


def spoken(
    source: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="Plain text; - reads a pipe.", show_default=False)
    ] = "-",
    language: Annotated[
        English, typer.Option("--language", "-l", help="Whose way of reading figures and dates.")
    ] = English.US,
    show_changes: Annotated[
        bool, typer.Option("--show-changes", help="Print and speech side by side, where they differ.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="A JSON object a line: print, speech and where they differ.")
    ] = False,
) -> None:
    """Show in plain words how copy is read aloud, a line for a line.

    The text is taken as it stands, not as a report: nothing is left out.
    """
    with _opened(source) as lines:
        said = _as_json(lines, language) if as_json else _said(lines, language, changes=show_changes)
        for row in said:
            console.result(row)


def _said(lines: Iterable[str], language: str, *, changes: bool) -> Iterator[str]:
    from broadcast.speech import spoken_changes, spoken_lines

    if not changes:
        yield from spoken_lines(lines, language)
        return
    for number, line in enumerate(lines, start=1):
        for one in spoken_changes(line, language):
            yield f"{number:>5}  {one.printed:<{_PRINT}}  {one.said}"


def _as_json(lines: Iterable[str], language: str) -> Iterator[str]:
    from broadcast.speech import spoken_changes, spoken_text

    for number, line in enumerate(lines, start=1):
        changes = [
            {"span": list(one.span), "print": one.printed, "spoken": one.said}
            for one in spoken_changes(line, language)
        ]
        row = {"line": number, "print": line, "spoken": spoken_text(line, language), "changes": changes}
        yield json.dumps(row, ensure_ascii=False)


@contextmanager
def _opened(source: str) -> Iterator[Iterator[str]]:
    """The lines of a file or of the pipe, as they come."""
    if source == "-":
        yield _lines(sys.stdin.buffer, "the pipe")
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115
    except OSError as cause:
        raise ReportError(
            f"cannot read '{source}': {cause.strerror or cause}", "name a file of plain text, or - for a pipe"
        ) from cause
    with file:
        yield _lines(file, f"'{source}'")


def _lines(file: IO[bytes], title: str) -> Iterator[str]:
    from broadcast.ingest.decode import decode

    first = file.readline()
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        # of a wide encoding a line cannot be told before it is decoded
        yield from decode(first + file.read(), title).splitlines()
        return
    decode(first, title)  # the signs of a picture, a sound, an office document
    for raw in chain([first] if first else [], file):
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = decode(raw, title)
        if "\0" in text:
            text = decode(raw, title)
        yield text.rstrip("\r\n")

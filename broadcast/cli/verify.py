"""`broadcast verify`: a package goes in; whether it is whole, and what was altered since, comes out."""

import json
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from broadcast.cli import console, options
from broadcast.errors import AlteredError

if TYPE_CHECKING:
    from broadcast.verifying import Verified


class Form(StrEnum):
    """How it is printed."""

    TEXT = "text"
    JSON = "json"


def verify(
    package: options.Package,
    form: Annotated[Form, typer.Option("--format", help="How it is printed.")] = Form.TEXT,
) -> None:
    """Say whether a package is as it was made: files, loudness, lengths, and who sealed it.

    Nothing is fetched: whether a signer can be trusted is yours to say.
    """
    from broadcast.verifying import verify_package

    found = verify_package(package, options.settings_for(package))
    console.result(_json(found) if form is Form.JSON else _text(found))
    if not found.whole:
        raise typer.Exit(AlteredError.exit_code)


def _text(found: "Verified") -> str:
    verdict = "whole" if found.whole else "ALTERED"
    lines = [f"{found.folder}: {verdict}; made {found.created} by {found.generator}"]
    lines += [f"  {check.state:5} {check.about:11} {_plain(check.said)}" for check in found.checks]
    return "\n".join(lines)


def _json(found: "Verified") -> str:
    whole = {"whole": found.whole, **asdict(found), "folder": str(found.folder)}
    return json.dumps(whole, indent=2)  # in ASCII: a name on the disk may be no text at all


def _plain(text: str) -> str:
    """A line that no name in a package can break or colour."""
    from broadcast.formats.textfile import one_line

    return one_line(text)

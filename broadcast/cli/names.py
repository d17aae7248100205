"""`broadcast names`: every name of a report or a script, how it will be said, and on whose authority."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from broadcast.cli import console, options

if TYPE_CHECKING:
    from broadcast.naming import SaidName

WHO = {
    "model": "guessed: check it",
    "unverified": "unverified: check",
    "rule": "rules of pinyin",
    "lexicon": "the voice's lexicon",
    "news": "the news lexicon",
    "station": "your lexicon",
    "script": "the script",
    "copy": "the copy",
}


def names(
    source: options.Source,
    engine: options.Engine = None,
    voice: options.Voice = None,
    layout: options.Layout = None,
    item: options.Item = None,
    as_json: Annotated[bool, typer.Option("--json", help="The list as data.")] = False,
) -> None:
    """List every name with how it will be said, and on whose authority.

    Names that a model for unknown words guesses come first, then those of which nobody has read a source.
    """
    from broadcast import pipeline, planning
    from broadcast.naming import said_names

    content = console.read_source(source)
    settings = options.settings_for(content, voice, engine=engine, layout=layout)
    chosen, _ = planning.choose_engine(settings)
    made = planning.plan(pipeline.read_script(content, settings, item), settings, chosen)
    found = said_names(part.line for parts in made.parts for part in parts)
    if as_json:
        console.result(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=2))
    elif sys.stdout.isatty():
        _print_table(found)
    else:
        for one in found:
            console.result("\t".join(_cells(one)))
    guessed = sum(one.check for one in found)
    console.say(f"{len(found)} {'name' if len(found) == 1 else 'names'}, {guessed} to check")


def _record(one: "SaidName") -> dict[str, str | int | bool]:
    return {
        "name": one.name,
        "count": one.count,
        "respelling": one.respelling,
        "ipa": one.ipa,
        "authority": one.authority,
        "check": one.check,
        "within": one.within,
    }


def _cells(one: "SaidName") -> list[str]:
    return [one.name, str(one.count), one.respelling, f"/{one.ipa}/", WHO[one.authority]]


def _print_table(found: "list[SaidName]") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("NAME", "TIMES", "SAID", "IPA", "SAYS WHO", box=None, header_style="bold")
    for one in found:
        table.add_row(*map(escape, _cells(one)), style="yellow" if one.check else None)
    Console().print(table)

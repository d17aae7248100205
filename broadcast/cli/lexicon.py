"""`broadcast lexicon`: the station's own names and how they are said."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadcast.cli import console, options
from broadcast.cli.names import WHO
from broadcast.errors import UsageError

if TYPE_CHECKING:
    from broadcast.settings import Settings
    from broadcast.speech.lexicons import Entry

app = typer.Typer(
    name="lexicon",
    no_args_is_help=True,
    help="Names of your station's own, and how they are said: one file to share.",
)

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="As printed; one or several words.", show_default=False)
]
CARRIER = "This is "
"""What stands before a name that is tested: alone it would begin a sentence."""


@app.command()
def add(
    name: Name,
    said: Annotated[
        str | None,
        typer.Argument(
            metavar="[RESPELLING|/IPA/]", help='"pal-MY-ruh", "/pælˈmaɪrə/", or ARPAbet.', show_default=False
        ),
    ] = None,
    alias: Annotated[
        str, typer.Option("--alias", metavar="WORDS", help="Words to say in its place.", show_default=False)
    ] = "",
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help="Of the name's origin: ar.", show_default=False)
    ] = "",
    source: Annotated[
        str, typer.Option("--source", metavar="WHO", help="Who says so: AP, the mayor.", show_default=False)
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="For people.", show_default=False)] = "",
    case: Annotated[
        str, typer.Option("--case", metavar="RULE", help="name, exact or any: see docs/pronunciation.md.")
    ] = "name",
) -> None:
    """Add a name, or change how it is said."""
    from broadcast.naming import station_lexicon
    from broadcast.settings import lexicon_place
    from broadcast.speech.lexicons import make_entry, write_lexicon

    settings = _settings()
    today = datetime.now(UTC).date().isoformat()
    entry = make_entry(
        name, said or "", alias=alias, language=language, source=source, note=note, case=case, date=today
    )
    path = lexicon_place(settings)
    write_lexicon(station_lexicon(settings, new=True).put(entry), path)
    console.result("\t".join(_cells(entry)))
    console.say(f"in '{path}'")


@app.command("list")
def list_names() -> None:
    """List the names of your lexicon."""
    from broadcast.naming import station_lexicon
    from broadcast.settings import lexicon_place

    settings = _settings()
    entries = station_lexicon(settings).entries
    if sys.stdout.isatty():
        _print_table(entries)
    else:
        for entry in entries:
            console.result("\t".join(_cells(entry)))
    console.say(f"{len(entries)} in '{lexicon_place(settings)}'")


@app.command()
def remove(name: Name) -> None:
    """Take a name out of your lexicon."""
    from broadcast.naming import station_lexicon
    from broadcast.settings import lexicon_place
    from broadcast.speech.lexicons import write_lexicon

    settings = _settings()
    lexicon = station_lexicon(settings, new=True)
    found = lexicon.find(name)
    if found is None:
        raise UsageError(f"'{name}' is not in your lexicon", "`broadcast lexicon list` shows what is")
    write_lexicon(lexicon.without(name), lexicon_place(settings))
    console.say(f"'{found.name}' is gone")


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or PLS.", show_default=False)],
    force: Annotated[
        bool, typer.Option("--force", "-f", help="Replace names that you have already.")
    ] = False,
) -> None:
    """Take the names of another lexicon into yours."""
    from broadcast.naming import station_lexicon
    from broadcast.settings import lexicon_place
    from broadcast.speech.lexicons import read_lexicon, write_lexicon

    settings = _settings()
    own = station_lexicon(settings, new=True)
    had = {entry.name for entry in own.entries}
    others = read_lexicon(file).entries
    taken = [entry for entry in others if force or entry.name not in had]
    write_lexicon(own.joined(taken), lexicon_place(settings))
    kept = len(others) - len(taken)
    console.say(
        f"{len(taken)} taken" + (f", {kept} kept as they were (--force replaces them)" if kept else "")
    )


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Ends in .csv or .pls.", show_default=False)],
    force: options.Force = False,
) -> None:
    """Write your lexicon as CSV, or as PLS for other programs; stdout has the path."""
    from broadcast.naming import station_lexicon
    from broadcast.speech.lexicons import write_lexicon

    if file.exists() and not force:
        raise UsageError(f"'{file}' is there already", "--force replaces it")
    write_lexicon(station_lexicon(_settings()), file)
    console.result(file)


@app.command("test")
def try_out(
    name: Name,
    voice: Annotated[
        str | None,
        typer.Option("--voice", metavar="VOICE", help="Speak it: kokoro:bf_emma.", show_default=False),
    ] = None,
    out: options.Out = None,
) -> None:
    """Show how a name is said now and on whose authority; with --voice or --out speak it into a file."""
    from broadcast.casting import parse_voice
    from broadcast.planning import choose_engine

    settings = _settings()
    if out is not None:
        settings = replace(settings, audio=out)
    engine, _ = choose_engine(settings)
    spec = str(parse_voice(voice, engine.name)) if voice else f"{engine.name}:{engine.voices()[0].name}"
    for row in _said(name, settings, spec):
        console.result("\t".join(row))
    if voice is not None or out is not None:
        from broadcast.cli.voices import speak_sample

        console.result(speak_sample(spec, f"{CARRIER}{name}.", settings.audio / "auditions", settings, name))


def _said(name: str, settings: "Settings", spec: str) -> list[list[str]]:
    """Each word of a name: respelling, IPA, who says so."""
    from broadcast import plugins
    from broadcast.model import Kind, Script, Segment
    from broadcast.naming import known_names, said_words

    engine, _, voice = spec.partition(":")
    spoken = {info.name: info.language for info in plugins.find_engine(engine).voices()}
    segment = Segment(kind=Kind.ANCHOR, text=f"{CARRIER}{name}.")
    names = known_names(Script(slug="test", segments=(segment,)), settings)
    lines = names.lines(segment, spoken.get(voice.split("+", maxsplit=1)[0], "en-US"))
    found = said_words(lines)[len(CARRIER.split()) :]
    return [
        [one.name, one.respelling, f"/{one.ipa}/", WHO.get(one.authority, one.authority)] for one in found
    ]


def _settings() -> "Settings":
    """Of the user, and of the station whose folder this is."""
    from broadcast.settings import read_settings

    return read_settings(Path())


def _cells(entry: "Entry") -> list[str]:
    said = f"/{entry.ipa}/" if entry.phonemes else ""
    return [entry.name, entry.respelling, said, entry.language, entry.source, entry.note]


def _print_table(entries: "tuple[Entry, ...]") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("NAME", "SAID", "IPA", "LANGUAGE", "SOURCE", "NOTE", box=None, header_style="bold")
    for entry in entries:
        table.add_row(*map(escape, _cells(entry)))
    Console().print(table)

"""`broadcast export`: a package and names of formats go in; stdout has the package's path."""

from typing import Annotated

import typer

from broadcast.cli import console, options


def export(
    package: options.Package,
    formats: Annotated[
        str,
        typer.Option("--formats", metavar="NAMES", help="mp3,vtt,... or all.", show_default=False),
    ],
    force: Annotated[
        bool, typer.Option("--force", "-f", help="Take sound that was altered since; it is not sealed then.")
    ] = False,
) -> None:
    """Add formats to a package without speaking again; those that are there are made anew.

    What you put into the folder yourself stays.
    """
    from broadcast import pipeline

    settings = options.settings_for(package)
    names = options.format_names(formats) or ()
    path = pipeline.export_package(package, names, settings, force=force)
    console.say(f"added {', '.join(dict.fromkeys(names))}")
    console.result(path)

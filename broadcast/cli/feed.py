"""`broadcast feed`: a folder of packages goes in, a podcast feed of them comes out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadcast.cli import console

if TYPE_CHECKING:
    from broadcast.formats.channel import Channel
    from broadcast.settings import Settings


def feed(
    audio: Annotated[
        Path | None,
        typer.Argument(
            metavar="[AUDIO_FOLDER]", help="The folder of the packages: audio/.", show_default=False
        ),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            metavar="URL",
            help="Where that folder is found on the web: https://station.example/podcast.",
            show_default=False,
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The podcast's name.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="The feed: feed.xml in that folder.", show_default=False
        ),
    ] = None,
) -> None:
    """Write a podcast feed of all packages in a folder, the newest first."""
    from datetime import UTC, datetime

    from broadcast.formats.channel import check_address
    from broadcast.formats.feed import render
    from broadcast.formats.shelf import read_shelf
    from broadcast.formats.textfile import replace_text
    from broadcast.settings import read_settings

    folder = audio or read_settings().audio
    channel = _channel(read_settings(folder), base_url, title)
    check_address(channel)
    path = out or folder / "feed.xml"
    shelf = read_shelf(folder, datetime.now(UTC))
    for name, why in shelf.left_out:
        console.say(f"left out {folder / name}: {why}")
    text = render(shelf.packages, channel, name=path.name)
    console.result(replace_text(path, text))
    count = len(shelf.packages)
    console.say(f"{count} episode{'s' * (count != 1)}, {len(shelf.left_out)} left out")


def _channel(settings: "Settings", base_url: str | None, title: str | None) -> "Channel":
    """What the settings say of the podcast, and over it what was given."""
    from dataclasses import replace

    from broadcast.formats.channel import Channel, checked
    from broadcast.formats.textfile import one_line
    from broadcast.settings import Settings

    channel = settings.feed or Channel()
    station = one_line(settings.station)
    named = one_line(title or "") or channel.title or station
    author = channel.author or (named if station == Settings().station else station)
    return checked(replace(channel, base_url=base_url or channel.base_url, title=named, author=author))

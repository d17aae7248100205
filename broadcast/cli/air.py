"""`broadcast air`: a package goes in; an Icecast server gets it in real time, with titles."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadcast.cli import console
from broadcast.units import PROGRAMME_RATE, Samples, clock, resampled

if TYPE_CHECKING:
    from collections.abc import Callable

    from broadcast.model import RunSheet
    from broadcast.playback.airing import Transmission
    from broadcast.playback.icecast import Address, Stream
    from broadcast.playback.mpeg import Frames
    from broadcast.playback.player import Player
    from broadcast.settings import Settings

PASSWORD = "BROADCAST_ICECAST_PASSWORD"
EARLY_S = 2.0
"""How long before the time on air the server is connected to."""


def air(
    package: Annotated[
        Path, typer.Argument(metavar="PACKAGE", help="A package's folder: audio/NAME.", show_default=False)
    ],
    server: Annotated[
        str | None,
        typer.Argument(
            metavar="[SERVER]",
            help="icecast://source@host:8000/live.mp3, icecasts:// for TLS; without it the settings' one.",
            show_default=False,
        ),
    ] = None,
    from_row: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="ROW", help="Begin at a row: its page (A3) or its number.", show_default=False
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--start", metavar="TIME", help="Begin so far into the programme: 0:30.", show_default=False
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at", metavar="TIME", help="Wait for a time of day: 18:00, 18:00:30.", show_default=False
        ),
    ] = None,
    loop: Annotated[bool, typer.Option("--loop", help="Begin again at the end, until Ctrl-C.")] = False,
    retry: Annotated[
        int,
        typer.Option(
            "--retry", metavar="SECONDS", min=0, help="How long a server that went away is tried again."
        ),
    ] = 60,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Connect and log in, tell what would be sent, send nothing.")
    ] = False,
) -> None:
    """Send a package to an Icecast server, in real time.

    The server gets MP3: the package's own, or one made of its WAV file. Titles
    change with the rows. The password stands in BROADCAST_ICECAST_PASSWORD, in
    the settings or in the address; in the address, others on this machine can
    see it. After a break it goes on where the programme is by the clock.
    """
    from broadcast.playback.airing import Rules, Transmission
    from broadcast.playback.icecast import Source
    from broadcast.playback.mpeg import programme_frames
    from broadcast.playback.package import open_package
    from broadcast.runsheet.onair import parse_on_air
    from broadcast.settings import read_settings

    settings = read_settings(Path())
    address = _address(server, settings)
    opened = open_package(package)
    moment = None if at is None else parse_on_air(at)
    with programme_frames(opened) as frames:
        player = _player(opened.runsheet, frames, from_row, start)
        stream = _stream(settings, opened.runsheet, frames)
        if dry_run:
            Source(address, stream).close()
            console.result(_plan(address, stream, player, opened.runsheet))
            return
        _send(
            lambda warn: Transmission(
                frames,
                opened.runsheet,
                lambda: Source(address, stream),
                stream.name,
                Rules(retry_s=retry, loop=loop, warn=warn),
            ),
            player,
            opened.runsheet,
            foot=f"on air: {address}   Ctrl-C stops",
            moment=moment,
        )


def _address(server: str | None, settings: Settings) -> Address:
    from broadcast.errors import UsageError
    from broadcast.playback.icecast import parse_address

    told = server or settings.icecast.url
    if not told:
        raise UsageError(
            "no server is named",
            "write icecast://source@radio.example:8000/live.mp3, or set it in broadcast.toml",
        )
    address = parse_address(told, os.environ.get(PASSWORD) or settings.icecast.password)
    if not address.password:
        raise UsageError(f"no password for '{address}'", f"set {PASSWORD}")
    return address


def _stream(settings: Settings, runsheet: RunSheet, frames: Frames) -> Stream:
    from broadcast.playback.icecast import Stream

    told = settings.icecast
    return Stream(
        name=told.name or settings.station,
        genre=told.genre,
        description=told.description or runsheet.headline or runsheet.slug,
        website=told.website,
        public=told.public,
        kbits=frames.kbits,
        rate_hz=frames.rate_hz,
        channels=frames.channels,
    )


def _player(runsheet: RunSheet, frames: Frames, from_row: str | None, start: str | None) -> Player:
    """Where to begin, in the programme's samples."""
    from broadcast.errors import UsageError
    from broadcast.playback.player import Player, find_row

    if from_row is not None and start is not None:
        raise UsageError("--from and --start both say where to begin", "choose one")
    length = Samples(min(runsheet.trt, resampled(frames.length, frames.rate_hz, runsheet.rate_hz)))
    row = None if from_row is None else find_row(runsheet, from_row)
    player = Player.of(runsheet, length, row=row)
    return player if start is None else player.at(_place(start, runsheet, length))


def _place(start: str, runsheet: RunSheet, length: Samples) -> Samples:
    from broadcast.errors import UsageError
    from broadcast.mix.fit import parse_window

    window = parse_window(start)
    if window.shortest is None or window.shortest != window.longest:
        raise UsageError(f"'{start}' is no place in a programme", "write minutes and seconds: 0:30")
    place = resampled(window.shortest, PROGRAMME_RATE, runsheet.rate_hz)
    if place >= length:
        raise UsageError(
            f"'{start}' is beyond the end", f"the programme lasts {clock(runsheet.trt, runsheet.rate_hz)}"
        )
    return place


def _send(
    connect: Callable[[Callable[[str], None]], Transmission],
    player: Player,
    runsheet: RunSheet,
    *,
    foot: str,
    moment: datetime | None,
) -> None:
    """Wait for the moment, connect and send, the run-sheet on the screen; Ctrl-C tells what was reached."""
    from rich.console import Console

    from broadcast.cli.play import follow
    from broadcast.errors import StoppedError

    screen = Console(stderr=True, highlight=False)
    reached, warnings = player, list[str]()

    def show(state: Player) -> None:
        nonlocal reached
        reached = state
        display.show(state)

    try:
        _wait(moment, EARLY_S)
        transmission = connect(warnings.append if screen.is_terminal else console.say)
        _wait(moment, 0.0)
        with follow(screen, runsheet, foot) as display:
            transmission.run(player, show)
    except KeyboardInterrupt as error:
        raise StoppedError(
            f"stopped at {_where(reached, runsheet)}", "go on from there with --start or --from"
        ) from error
    finally:
        for warning in warnings:  # the screen that was there when they came is gone
            console.say(warning)
    console.say(f"sent to the end, {clock(player.length, runsheet.rate_hz)}")


def _wait(moment: datetime | None, early_s: float) -> None:
    """Wait until so long before a moment."""
    import time

    left = 0.0 if moment is None else (moment - datetime.now(moment.tzinfo)).total_seconds() - early_s
    if moment is not None and left > 0:
        if early_s:
            console.say(f"on air at {moment:%H:%M:%S}")
        time.sleep(left)


def _where(player: Player, runsheet: RunSheet) -> str:
    position, length = (clock(count, runsheet.rate_hz) for count in (player.position, player.length))
    return f"{position} of {length}, row {runsheet.rows[player.row].page}"


def _plan(address: Address, stream: Stream, player: Player, runsheet: RunSheet) -> str:
    """What a dry run tells."""
    left = clock(Samples(player.length - player.position), runsheet.rate_hz)
    return (
        f"{address} takes it: {left} of MP3, {stream.kbits} kbit/s, {stream.rate_hz} Hz, as '{stream.name}'"
    )

"""`broadcast play`: a package goes in; it is heard, and the run-sheet's current row is marked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from broadcast.units import clock

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.segment import Segment
    from rich.text import Text

    from broadcast.model import Row, RunSheet
    from broadcast.playback.keys import Keys
    from broadcast.playback.player import Player

_WORDS_LINES = 3
_FOOT_LINES = _WORDS_LINES + 4
_KEYS = "space pause · ← → 5 s · ↑ ↓ row · home start · q quit"


def play(
    package: Annotated[
        Path, typer.Argument(metavar="PACKAGE", help="A package's folder: audio/NAME.", show_default=False)
    ],
    silent: Annotated[
        bool, typer.Option("--silent", help="Follow the run-sheet by the clock, without sound.")
    ] = False,
    from_row: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="ROW", help="Begin at a row: its page (A3) or its number.", show_default=False
        ),
    ] = None,
) -> None:
    """Play a package, with the run-sheet's current row marked.

    Keys: space pauses and goes on; left and right move by 5 s, up and down by
    a row, home to the start; q or Esc leaves. Without a terminal it plays on
    to the end.
    """
    from rich.console import Console

    from broadcast.playback.deck import roll
    from broadcast.playback.keys import open_keys
    from broadcast.playback.output import open_output
    from broadcast.playback.package import open_package, open_recording
    from broadcast.playback.player import Player, find_row

    opened = open_package(package)
    runsheet = opened.runsheet
    row = None if from_row is None else find_row(runsheet, from_row)
    console = Console(stderr=True, highlight=False)
    with open_recording(opened) as recording, closing(open_output(recording, silent=silent)) as output:
        player = Player.of(runsheet, recording.length, row=row)
        with open_keys() as keys, _display(console, runsheet, output.name, keys) as display:
            player = roll(player, output, keys, display.show)
    console.print(_ending(player, runsheet), markup=False)


def _ending(player: Player, runsheet: RunSheet) -> str:
    length = clock(player.length, runsheet.rate_hz)
    if player.position >= player.length:
        return f"played to the end, {length}"
    position = clock(player.position, runsheet.rate_hz)
    return f"stopped at {position} of {length}, row {runsheet.rows[player.row].page}"


class Display(Protocol):
    """What shows where a programme stands."""

    def show(self, player: Player) -> None:
        """Show a state."""
        ...


@contextmanager
def _display(console: Console, runsheet: RunSheet, output: str, keys: Keys) -> Iterator[Display]:
    """A whole screen where somebody can see it and type, else a line for each row as it starts."""
    from broadcast.playback.keys import NoKeys

    foot = "" if isinstance(keys, NoKeys) else f"{_KEYS}   {output}"
    with follow(console, runsheet, foot) as display:
        yield display


@contextmanager
def follow(console: Console, runsheet: RunSheet, foot: str) -> Iterator[Display]:
    """A whole screen with a line at its foot; without that line, or a terminal, a line for each row."""
    if not foot or not console.is_terminal or console.is_dumb_terminal:
        yield _RowLines(console, runsheet)
        return
    from rich.live import Live

    with Live(console=console, screen=True, auto_refresh=False) as live:
        screen = _Screen(console, runsheet, foot)

        class Shown:
            def show(self, player: Player) -> None:
                live.update(screen.of(player), refresh=True)

        yield Shown()


class _RowLines:
    """Rows as lines of text: "0:12.4  A3  SOT  Ana Ruiz: We saw it coming"."""

    def __init__(self, console: Console, runsheet: RunSheet) -> None:
        self._console = console
        self._runsheet = runsheet
        self._last: int | None = None

    def show(self, player: Player) -> None:
        """Print the row if it is another one than before."""
        if player.row == self._last:
            return
        self._last = player.row
        row = self._runsheet.rows[player.row]
        start = clock(row.start, self._runsheet.rate_hz, tenths=True)
        who = row.speaker or row.voice
        words = " ".join((row.in_cue or row.text).split())
        said = ": ".join(part for part in (who, words) if part)
        self._console.print(
            f"{start:>7}  {row.page:<4} {row.form:<6} {said}", markup=False, soft_wrap=True, emoji=False
        )


class _Screen:
    """The run-sheet around the current row, the clock and the words, made to fit the terminal."""

    def __init__(self, console: Console, runsheet: RunSheet, foot: str) -> None:
        self._console = console
        self._runsheet = runsheet
        self._foot = foot
        self._sheet: list[list[Segment]] = []
        self._sheet_of: tuple[int, int, int] | None = None

    def of(self, player: Player) -> RenderableType:
        """What the screen shows."""
        from rich.console import Group
        from rich.segment import SegmentLines
        from rich.text import Text

        wanted = (player.row, *self._console.size)
        if self._sheet_of != wanted:
            self._sheet = self._fitting(player.row)
            self._sheet_of = wanted
        row = self._runsheet.rows[player.row]
        keys = Text(self._foot, style="dim", no_wrap=True, overflow="ellipsis")
        return Group(
            SegmentLines(self._sheet, new_lines=True),
            self._progress(player, row),
            Text(),
            *_words(self._console, row, player.position),
            Text(),
            keys,
        )

    def _fitting(self, current: int) -> list[list[Segment]]:
        """As many rows of the run-sheet around the current one as there is room for."""
        room = self._console.height - _FOOT_LINES
        count = len(self._runsheet.rows)
        shown = min(count, max(1, room))
        while True:
            first = max(0, min(current - shown // 2, count - shown))
            lines = self._rendered(first, first + shown, current)
            if len(lines) <= room:
                return lines
            if shown == 1:
                return lines[: max(0, room)]
            shown -= max(1, (len(lines) - room) // 4)
            shown = max(1, shown)

    def _rendered(self, first: int, after: int, current: int) -> list[list[Segment]]:
        from broadcast.formats.terminal import table

        part = replace(self._runsheet, rows=self._runsheet.rows[first:after])
        return self._console.render_lines(
            table(part, current=current - first, width=self._console.width), pad=False
        )

    def _progress(self, player: Player, row: Row) -> RenderableType:
        from rich.progress_bar import ProgressBar
        from rich.table import Table

        rate_hz = self._runsheet.rate_hz
        left = clock(type(player.length)(player.length - player.position), rate_hz)
        grid = Table.grid(padding=(0, 1), expand=True)
        grid.add_column(no_wrap=True)
        grid.add_column(ratio=1)
        grid.add_column(no_wrap=True)
        sign = "▶" if player.playing else "‖"
        grid.add_row(
            f"{sign} [bold]{clock(player.position, rate_hz)}[/]  {row.page}",
            ProgressBar(total=player.length, completed=player.position),
            f"-{left}  TRT {clock(player.length, rate_hz)}",
        )
        return grid


def _words(console: Console, row: Row, position: int) -> list[Text]:
    """A row's lines around the one being said, as on a prompter; the share of time tells which, in bold."""
    from rich.text import Text

    who = ", ".join(part for part in (row.speaker, row.title) if part)
    printed = " ".join(f"{who}: {row.text}".split()) if who else " ".join(row.text.split())
    lines = list(Text(printed).wrap(console, max(10, console.width)))
    said = (position - row.start) / max(1, row.trt) * sum(len(line) for line in lines)
    current = _line_reached([len(line) for line in lines], said)
    first = max(0, min(current - 1, len(lines) - _WORDS_LINES))
    for index, line in enumerate(lines):
        line.stylize("bold" if index == current else "dim")
    shown = lines[first : first + _WORDS_LINES]
    return shown + [Text()] * (_WORDS_LINES - len(shown))


def _line_reached(lengths: list[int], said: float) -> int:
    """The index of the line in which a count of characters ends.

    >>> _line_reached([10, 10, 10], 15.0)
    1
    """
    for index, length in enumerate(lengths):
        said -= length
        if said < 0:
            return index
    return max(0, len(lengths) - 1)

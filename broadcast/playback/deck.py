"""A player, an output and somebody's keys go in; a programme is played until it ends or is left."""

from collections.abc import Callable

from broadcast.playback.keys import Keys
from broadcast.playback.output import Output
from broadcast.playback.player import Command, Player

TICK_S = 0.1
"""How often the run-sheet is followed."""


def roll(player: Player, output: Output, keys: Keys, show: Callable[[Player], None]) -> Player:
    """Play until the end is reached or somebody leaves; Ctrl-C is leaving.

    Args:
        player: Where to begin.
        output: What is heard; it is neither opened nor closed here.
        keys: Waited for between two looks at the output.
        show: Called with the state, first before anything is heard and then at every tick.

    Returns:
        Where it ended.

    Raises:
        PlaybackError: The sound broke off.
        PackageError: The recording cannot be read any more.
    """
    try:
        show(player)
        if player.playing:
            output.start(player.position)
        while not player.finished:
            commands = keys.read(TICK_S)
            if player.playing:
                player = player.at(output.position())
            player = _obey(player, commands, output)
            show(player)
    except KeyboardInterrupt:
        player = player.after(Command.QUIT)
    return player


def _obey(player: Player, commands: list[Command], output: Output) -> Player:
    before = player
    for command in commands:
        player = player.after(command)
    if player.finished:
        return player
    moved = player.position != before.position
    if player.playing and (moved or not before.playing):
        output.start(player.position)
    elif before.playing and not player.playing:
        output.pause()
    return player

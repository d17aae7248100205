from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from broadcast.model import RunSheet
from broadcast.playback.deck import roll
from broadcast.playback.output import Clock
from broadcast.playback.player import Command, Player
from broadcast.playback.recording import Recording
from broadcast.units import Samples

RATE = 48_000


class TypedKeys:
    """Keys at given seconds of a fake clock, which every look moves on."""

    def __init__(
        self, now: Callable[[], float], typed: Mapping[float, Command | type[BaseException]]
    ) -> None:
        self.now = now
        self.begun = now()
        self.typed = sorted(typed.items())

    def read(self, timeout_s: float) -> list[Command]:
        self.now.seconds += timeout_s  # type: ignore[attr-defined]
        commands: list[Command] = []
        while self.typed and self.typed[0][0] <= self.now() - self.begun + 1e-9:
            command = self.typed.pop(0)[1]
            if isinstance(command, Command):
                commands.append(command)
            else:
                raise command
        return commands


class Heard(Clock):
    """A clock that notes what it was told."""

    def __init__(self, recording: Recording, now: Callable[[], float]) -> None:
        super().__init__(recording, now)
        self.told: list[tuple[str, int]] = []

    def start(self, at: Samples) -> None:
        self.told.append(("start", at))
        super().start(at)

    def pause(self) -> None:
        super().pause()
        self.told.append(("pause", self.position()))


@pytest.fixture
def recording(write_wav: Callable[..., Path]) -> Iterator[Recording]:
    with Recording(write_wav(7 * RATE)) as opened:
        yield opened


def run(
    runsheet: RunSheet,
    recording: Recording,
    now: Callable[[], float],
    typed: Mapping[float, Command | type[BaseException]],
    row: int | None = None,
) -> tuple[Player, Heard, list[Player]]:
    output = Heard(recording, now)
    shown: list[Player] = []
    player = Player.of(runsheet, recording.length, row=row)
    return roll(player, output, TypedKeys(now, typed), shown.append), output, shown


def test_without_keys_every_row_is_shown_in_order_to_the_end(
    runsheet: RunSheet, recording: Recording, now: Callable[[], float]
) -> None:
    end, output, shown = run(runsheet, recording, now, {})
    assert end.position == recording.length
    assert list(dict.fromkeys(state.row for state in shown)) == [0, 1, 2]
    assert output.told == [("start", 0)]


def test_the_row_shown_is_the_row_heard_within_a_tick(
    runsheet: RunSheet, recording: Recording, now: Callable[[], float]
) -> None:
    _, _, shown = run(runsheet, recording, now, {})
    for state in shown:
        assert runsheet.rows[state.row].start <= max(state.position, runsheet.rows[0].start)


def test_a_pause_keeps_the_place_and_goes_on_from_it(
    runsheet: RunSheet, recording: Recording, now: Callable[[], float]
) -> None:
    end, output, _ = run(runsheet, recording, now, {1.0: Command.TOGGLE, 30.0: Command.TOGGLE})
    assert output.told == [("start", 0), ("pause", RATE), ("start", RATE)]
    assert end.position == recording.length
    assert now() - 100 == pytest.approx(36, abs=0.2)


def test_a_move_is_heard_at_once_while_playing(
    runsheet: RunSheet, recording: Recording, now: Callable[[], float]
) -> None:
    _, output, _ = run(
        runsheet, recording, now, {1.0: Command.NEXT, 2.0: Command.PREVIOUS, 2.5: Command.START}
    )
    starts = [row.start for row in runsheet.rows]
    assert output.told == [("start", 0), ("start", starts[1]), ("start", starts[0]), ("start", 0)]


def test_a_move_while_paused_is_silent_until_it_goes_on(
    runsheet: RunSheet, recording: Recording, now: Callable[[], float]
) -> None:
    typed = {1.0: Command.TOGGLE, 2.0: Command.NEXT, 3.0: Command.NEXT, 4.0: Command.TOGGLE}
    _, output, shown = run(runsheet, recording, now, typed)
    assert output.told == [("start", 0), ("pause", RATE), ("start", runsheet.rows[2].start)]
    assert any(state.row == 1 and not state.playing for state in shown)


def test_it_begins_at_the_row_asked_for(
    runsheet: RunSheet, recording: Recording, now: Callable[[], float]
) -> None:
    _, output, shown = run(runsheet, recording, now, {}, row=1)
    assert output.told == [("start", runsheet.rows[1].start)]
    assert shown[0].row == 1


@pytest.mark.parametrize("leaving", [Command.QUIT, KeyboardInterrupt])
def test_leaving_by_key_or_by_ctrl_c_ends_where_it_stood(
    runsheet: RunSheet,
    recording: Recording,
    now: Callable[[], float],
    leaving: Command | type[BaseException],
) -> None:
    end, _, _ = run(runsheet, recording, now, {3.0: leaving})
    assert end.quitting
    assert 2.8 * RATE <= end.position <= 3.1 * RATE


def test_going_on_past_the_end_ends_it(
    runsheet: RunSheet, recording: Recording, now: Callable[[], float]
) -> None:
    end, _, _ = run(runsheet, recording, now, {2.5: Command.FORWARD})
    assert end.position == recording.length
    assert not end.quitting

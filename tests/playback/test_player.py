from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import UsageError
from broadcast.model import RunSheet
from broadcast.playback.player import Command, Player, find_row
from broadcast.units import Samples

RATE = 48_000
commands = st.sampled_from(Command)


@st.composite
def players(draw: st.DrawFn) -> Player:
    """A programme of one to thirty rows of up to 40 s with up to 2 s of silence around them."""
    starts, at = [], draw(st.integers(0, 2 * RATE))
    for _ in range(draw(st.integers(1, 30))):
        starts.append(Samples(at))
        at += draw(st.integers(1, 40 * RATE)) + draw(st.integers(0, 2 * RATE))
    position = draw(st.integers(0, at) | st.sampled_from([*starts, at]))
    return Player(
        starts=tuple(starts),
        length=Samples(at),
        skip=Samples(5 * RATE),
        position=Samples(position),
        playing=draw(st.booleans()),
    )


@given(players(), st.lists(commands, max_size=20))
def test_no_command_leads_out_of_the_programme(player: Player, typed: list[Command]) -> None:
    for command in typed:
        player = player.after(command)
        assert 0 <= player.position <= player.length
        assert 0 <= player.row < len(player.starts)


@given(players())
def test_the_row_is_the_last_one_that_has_begun(player: Player) -> None:
    begun = [index for index, start in enumerate(player.starts) if start <= player.position]
    assert player.row == max(begun, default=0)


@given(players(), commands)
def test_only_the_toggle_starts_or_stops_and_only_quit_leaves(player: Player, command: Command) -> None:
    after = player.after(command)
    assert (after.playing != player.playing) == (command is Command.TOGGLE)
    assert after.quitting == (command is Command.QUIT)


@given(players())
def test_a_row_on_is_the_next_start_and_the_last_row_has_none(player: Player) -> None:
    later = [start for start in player.starts if start > player.position]
    assert player.after(Command.NEXT).position == (min(later) if later else player.position)


@given(players())
def test_a_row_back_undoes_a_row_on(player: Player) -> None:
    standing = player.at(player.starts[player.row])
    moved = standing.after(Command.NEXT)
    if moved != standing:
        assert moved.after(Command.PREVIOUS) == standing


@given(players())
def test_every_row_is_reached_by_going_on_from_the_start(player: Player) -> None:
    player = player.after(Command.START)
    reached = [player.position]
    while (after := player.after(Command.NEXT)) != player:
        player = after
        reached.append(player.position)
    assert sorted({Samples(0), *player.starts}) == reached


@given(players())
def test_five_seconds_on_and_back_is_the_same_place_away_from_the_ends(player: Player) -> None:
    there = player.after(Command.FORWARD)
    assert there.position - player.position == min(5 * RATE, player.length - player.position)
    back = there.after(Command.BACK)
    assert back.position == max(0, there.position - 5 * RATE)


@given(players())
def test_it_is_finished_at_the_end_only_while_playing(player: Player) -> None:
    end = player.at(player.length)
    assert end.finished == player.playing
    assert replace(end, playing=False).after(Command.TOGGLE).finished
    assert not player.at(Samples(player.length - 1)).finished
    assert player.after(Command.QUIT).finished


def test_it_begins_at_the_start_or_at_a_row(runsheet: RunSheet) -> None:
    assert Player.of(runsheet, runsheet.trt).position == 0
    assert Player.of(runsheet, runsheet.trt, row=1).position == runsheet.rows[1].start


@pytest.mark.parametrize("wanted", ["A2", "a2", " 2 "])
def test_a_row_is_found_by_its_page_and_by_its_number(runsheet: RunSheet, wanted: str) -> None:
    assert find_row(runsheet, wanted) == 1


@pytest.mark.parametrize("wanted", ["B9", "0", "", "-1", "4"])
def test_a_row_that_is_not_there_is_named_with_those_that_are(runsheet: RunSheet, wanted: str) -> None:
    with pytest.raises(UsageError, match=f"no row '{wanted}'") as caught:
        find_row(runsheet, wanted)
    assert caught.value.hint == "rows: A1, A2, A3"

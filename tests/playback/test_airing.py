from collections.abc import Callable

import pytest

from broadcast.errors import AirError
from broadcast.playback.airing import LEAD_S, Rules, Transmission, title
from broadcast.playback.icecast import MountInUseError, UnreachableError
from broadcast.playback.player import Player
from broadcast.units import Samples

COUNT = 292  # frames of 24 ms: 7.008 s


class FakeFrames:
    """Frames of one byte that count up."""

    rate_hz, frame, count = 48_000, 1152, COUNT
    length = Samples(COUNT * 1152)

    def read(self, first: int, after: int) -> bytes:
        return bytes(place % 256 for place in range(first, min(after, COUNT)))


class Server:
    """Takes everything, and breaks off or refuses where it is told to."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.got: list[tuple[float, bytes]] = []
        self.songs: list[str] = []
        self.breaks_at: list[int] = []
        self.refusals: list[Exception] = []
        self.connected = self.closed = 0

    def connect(self) -> "Server":
        self.connected += 1
        if self.connected > 1 and self.refusals:
            raise self.refusals.pop(0)
        return self

    def send(self, octets: bytes) -> None:
        if self.breaks_at and len(self.sent) >= self.breaks_at[0]:
            self.breaks_at.pop(0)
            raise UnreachableError("'icecast://host/live' broke off", "look at the server")
        self.got.append((self.now(), octets))

    @property
    def sent(self) -> bytes:
        return b"".join(octets for _, octets in self.got)

    def name(self, song: str) -> None:
        self.songs.append(song)

    def close(self) -> None:
        self.closed += 1


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles are told before the next tick."""

    class AtOnce:
        def __init__(self, target, args, daemon) -> None:
            self.start = lambda: target(*args)

    monkeypatch.setattr("broadcast.playback.airing.threading.Thread", AtOnce)


class Run:
    """A transmission by a clock that goes on only while somebody waits."""

    def __init__(self, runsheet, now, **rules: object) -> None:
        self.now, self.runsheet = now, runsheet
        self.server, self.warnings = Server(now), list[str]()
        self.player = Player.of(runsheet, runsheet.trt)
        self.seen: list[Player] = []
        self.rules = Rules(now=now, sleep=self.wait, warn=self.warnings.append, **rules)

    def wait(self, seconds: float) -> None:
        self.now.seconds += seconds

    def go(self) -> Player:
        transmission = Transmission(
            FakeFrames(), self.runsheet, self.server.connect, "Radio Merrow", self.rules
        )
        return transmission.run(self.player, self.seen.append)


def test_every_frame_is_sent_once_and_in_order(runsheet, now) -> None:
    run = Run(runsheet, now)
    ended = run.go()
    assert run.server.sent == FakeFrames().read(0, COUNT)
    assert ended.position == runsheet.trt
    assert (run.server.connected, run.server.closed) == (1, 1)


def test_it_takes_as_long_as_the_programme_and_is_never_far_ahead(runsheet, now) -> None:
    began = now()
    run = Run(runsheet, now)
    run.go()
    assert 7.0 <= now() - began <= 7.2
    sent = 0
    for moment, octets in run.server.got:
        sent += len(octets)
        assert moment - began <= sent * 0.024 <= moment - began + LEAD_S + 0.024


def test_each_row_is_named_as_it_begins(runsheet, now) -> None:
    run = Run(runsheet, now)
    run.go()
    assert run.server.songs == [
        "Radio Merrow - Island ferry returns",
        "Hanna Brode - Island ferry returns",
        "Radio Merrow - Island ferry returns",
    ]


def test_it_begins_where_the_player_stands(runsheet, now) -> None:
    run = Run(runsheet, now)
    run.player = Player.of(runsheet, runsheet.trt, row=2)
    began = now()
    run.go()
    assert run.server.sent == FakeFrames().read(-(-5750 // 24), COUNT)
    assert now() - began < 1.5
    assert run.seen[0].row == 2


def test_after_a_break_it_goes_on_by_the_clock_and_tells_the_title_again(runsheet, now) -> None:
    run = Run(runsheet, now)
    run.server.breaks_at = [100]
    run.server.refusals = [MountInUseError("in use")]
    began = now()
    run.go()
    assert run.server.connected == 3
    assert 7.0 <= now() - began <= 7.2
    sent = run.server.sent
    assert sent[:100] == FakeFrames().read(0, 100)
    assert sent[-1:] == FakeFrames().read(COUNT - 1, COUNT)
    assert len(sent) < COUNT
    assert run.server.songs.count("Hanna Brode - Island ferry returns") == 1
    assert len(run.server.songs) == 3
    assert run.warnings == ["'icecast://host/live' broke off; trying again", "connected again"]


def test_a_server_that_stays_away_is_given_up(runsheet, now) -> None:
    run = Run(runsheet, now, retry_s=10)
    run.server.breaks_at = [50]
    run.server.refusals = [UnreachableError("'host' cannot be reached", "check")] * 99
    began = now()
    with pytest.raises(AirError, match="cannot be reached"):
        run.go()
    assert now() - began < 15
    assert run.server.connected > 2


def test_without_a_retry_it_is_given_up_at_once(runsheet, now) -> None:
    run = Run(runsheet, now, retry_s=0)
    run.server.breaks_at = [50]
    with pytest.raises(AirError, match="broke off"):
        run.go()
    assert run.server.connected == 1


def test_a_wrong_password_after_a_break_is_not_tried_again(runsheet, now) -> None:
    run = Run(runsheet, now)
    run.server.breaks_at = [50]
    run.server.refusals = [AirError("'host' does not take the password")]
    with pytest.raises(AirError, match="password"):
        run.go()
    assert run.server.connected == 2


def test_it_begins_again_until_somebody_leaves(runsheet, now) -> None:
    run = Run(runsheet, now, loop=True)
    shown: list[int] = []

    def leave(player: Player) -> None:
        shown.append(player.position)
        if now() > 100 + 15:
            raise KeyboardInterrupt

    run.seen = type("Shown", (), {"append": staticmethod(leave)})()
    with pytest.raises(KeyboardInterrupt):
        run.go()
    assert run.server.sent[: 2 * COUNT] == 2 * FakeFrames().read(0, COUNT)
    assert run.server.closed == 1


def test_a_title_that_is_not_taken_does_not_stop_the_sound(runsheet, now) -> None:
    run = Run(runsheet, now)

    def refuse(song: str) -> None:
        raise AirError("does not take titles: 400")

    run.server.name = refuse  # type: ignore[method-assign]
    run.go()
    assert len(run.server.sent) == COUNT
    assert set(run.warnings) == {"does not take titles: 400"}


def test_a_title_names_who_is_heard(runsheet) -> None:
    from dataclasses import replace

    quoted = replace(runsheet.rows[1], title="shop owner")
    assert title(quoted, runsheet, "Radio Merrow") == "Hanna Brode, shop owner - Island ferry returns"
    read = replace(runsheet.rows[0], talent="Tessa Wyndham", slug="FERRY-TO-SORN")
    assert title(read, replace(runsheet, headline=None), "R") == "Tessa Wyndham - Ferry to sorn"

"""Frames and a server's address go in; they are sent in real time, with titles, and again after a break."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from broadcast.errors import AirError
from broadcast.model import Row, RunSheet
from broadcast.playback.icecast import MountInUseError, UnreachableError
from broadcast.playback.mpeg import Frames
from broadcast.playback.player import Player
from broadcast.units import Samples

LEAD_S = 1.0
"""How far ahead of the clock is sent: a listener's buffer."""

TICK_S = 0.1
LONGEST_WAIT_S = 16.0


class Link(Protocol):
    """A connection to a server, as `icecast.Source` is."""

    def send(self, octets: bytes) -> None:
        """Send frames.

        Raises:
            UnreachableError: The server is gone.
        """
        ...

    def name(self, song: str) -> None:
        """Tell listeners what they hear.

        Raises:
            AirError: The server does not take it.
        """
        ...

    def close(self) -> None:
        """End the stream."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a programme is sent.

    Attributes:
        retry_s: How long a server that went away is tried again before it is given up; 0 gives up at once.
        loop: Begin again at the end, until somebody leaves.
        now: A clock in seconds that never goes back; `sleep` waits by it.
        warn: Told what a listener might notice: a break, a title that was not taken.
    """

    retry_s: float = 60.0
    loop: bool = False
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    warn: Callable[[str], None] = lambda _: None


class Transmission:
    """A programme that is sent: its frames by the clock, the name of each row as it begins."""

    def __init__(
        self, frames: Frames, runsheet: RunSheet, connect: Callable[[], Link], station: str, rules: Rules
    ) -> None:
        """Connect.

        Args:
            frames: The programme.
            runsheet: Its rows give the titles.
            connect: Opens a connection; called again after a break.
            station: Whom a title names where nobody is heard by name.
            rules: How it is sent.

        Raises:
            AirError: The server is not there, or does not let us in; that is not tried again.
        """
        self._frames, self._runsheet, self._connect = frames, runsheet, connect
        self._station, self._rules = station, rules
        self._link = connect()
        self._song = ""
        self._telling = threading.Lock()

    def run(self, player: Player, show: Callable[[Player], None]) -> Player:
        """Send from where the player stands to the end; however it ends, the connection is closed.

        Args:
            player: Where to begin.
            show: Called with the state at every tick.

        Returns:
            Where it ended; it stands there too while this goes on, in what `show` was given last.

        Raises:
            AirError: The server stayed away.
            PackageError: The file went away.
        """
        try:
            while True:
                player = self._once(player, show)
                if not self._rules.loop:
                    return player
                player = player.at(Samples(0))
        finally:
            self._link.close()

    def _once(self, player: Player, show: Callable[[Player], None]) -> Player:
        now, frames, rate_hz = self._rules.now, self._frames, self._runsheet.rate_hz
        origin = now() - player.position / rate_hz
        sent = self._frame(player.position / rate_hz)
        while True:
            at_s = now() - origin
            player = player.at(Samples(round(at_s * rate_hz)))
            due = self._frame(at_s + LEAD_S)
            if due > sent:
                if not self._sent(frames.read(sent, due)):
                    sent = self._frame(now() - origin)  # it goes on where the clock is by then
                    continue
                sent = due
            self._name(self._runsheet.rows[player.row])
            show(player)
            if at_s * frames.rate_hz >= frames.length:
                return player.at(player.length)
            self._rules.sleep(TICK_S)

    def _frame(self, at_s: float) -> int:
        """The first frame that begins at a time or after it."""
        return min(self._frames.count, -int(-at_s * self._frames.rate_hz // self._frames.frame))

    def _sent(self, octets: bytes) -> bool:
        """Send; after a break, connect again, and tell that some of it is lost."""
        try:
            self._link.send(octets)
        except UnreachableError as error:
            self._link.close()
            self._rules.warn(f"{error}; trying again")
            self._link, self._song = self._reconnected(error), ""
            self._rules.warn("connected again")
            return False
        return True

    def _reconnected(self, cause: AirError) -> Link:
        """A new connection, waited for longer and longer; the old one may still hold the mount."""
        given_up, wait_s = self._rules.now() + self._rules.retry_s, 1.0
        while self._rules.now() + wait_s <= given_up:
            self._rules.sleep(wait_s)
            try:
                return self._connect()
            except (UnreachableError, MountInUseError) as error:
                cause = error
            wait_s = min(2 * wait_s, LONGEST_WAIT_S)
        raise AirError(str(cause), cause.hint) from cause

    def _name(self, row: Row) -> None:
        """Tell a new title without making the sound wait for it."""
        song = title(row, self._runsheet, self._station)
        if song != self._song:
            self._song = song
            threading.Thread(target=self._tell, args=(self._link, song), daemon=True).start()

    def _tell(self, link: Link, song: str) -> None:
        """One at a time; what a slow server kept waiting until it was no longer so is not told."""
        with self._telling:
            if song != self._song:
                return
            try:
                link.name(song)
            except AirError as error:
                self._rules.warn(str(error))


def title(row: Row, runsheet: RunSheet, station: str) -> str:
    """Artist and title as players show them: "Ana Ruiz, harbour master - Ferry runs again"."""
    named = ", ".join(part for part in (row.speaker, row.title) if part)
    reader = row.talent if row.talent not in ("Anchor", "Reporter", "Speaker") else ""
    about = runsheet.headline or row.slug.replace("-", " ").capitalize() or runsheet.slug
    return f"{named or reader or station} - {about}"

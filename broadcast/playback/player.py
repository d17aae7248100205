"""Commands and the clock go in; where the programme stands comes out."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from broadcast.errors import UsageError
from broadcast.model import RunSheet
from broadcast.units import Samples

_START = Samples(0)
SKIP_S = 5
"""How far the left and right arrows go."""


class Command(StrEnum):
    """What a person at the keys wants."""

    TOGGLE = "play or pause"
    BACK = "5 s back"
    FORWARD = "5 s on"
    PREVIOUS = "row before"
    NEXT = "row after"
    START = "start"
    QUIT = "quit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """Where a programme stands; every method gives the next state and changes nothing.

    Attributes:
        starts: First sample of each row, rising.
        length: Of the programme.
        skip: Samples that BACK and FORWARD go.
        position: In [0, length].
        playing: Whether the clock runs.
        quitting: Whether somebody wants to leave.
    """

    starts: tuple[Samples, ...]
    length: Samples
    skip: Samples
    position: Samples = _START
    playing: bool = True
    quitting: bool = False

    @classmethod
    def of(cls, runsheet: RunSheet, length: Samples, *, row: int | None = None) -> Self:
        """At the start of a programme of that length, or of one of its rows."""
        starts = tuple(row.start for row in runsheet.rows)
        return cls(
            starts=starts,
            length=length,
            skip=Samples(SKIP_S * runsheet.rate_hz),
            position=_START if row is None else starts[row],
        )

    @property
    def row(self) -> int:
        """The row that is heard, or was last; the first one in the silence before it."""
        return max(0, bisect_right(self.starts, self.position) - 1)

    @property
    def finished(self) -> bool:
        """Whether there is nothing more to do: the end was reached while playing, or somebody left."""
        return self.quitting or (self.playing and self.position >= self.length)

    def at(self, position: Samples) -> Self:
        """Moved to a position, kept inside the programme."""
        return replace(self, position=Samples(min(max(position, 0), self.length)))

    def after(self, command: Command) -> Self:
        """The state after a command; only TOGGLE starts or stops the clock, only QUIT leaves."""
        match command:
            case Command.TOGGLE:
                return replace(self, playing=not self.playing)
            case Command.QUIT:
                return replace(self, quitting=True)
            case Command.BACK:
                return self.at(Samples(self.position - self.skip))
            case Command.FORWARD:
                return self.at(Samples(self.position + self.skip))
            case Command.START:
                return self.at(_START)
            case Command.PREVIOUS:
                return self.at(self.starts[self.row - 1] if self.row else _START)
            case Command.NEXT:
                later = self.starts[bisect_right(self.starts, self.position) :]
                return self.at(later[0]) if later else self


def find_row(runsheet: RunSheet, wanted: str) -> int:
    """The index of a row by its page ("A3", in either case) or its number from 1 ("3").

    Raises:
        UsageError: There is no such row.
    """
    pages: Sequence[str] = [row.page for row in runsheet.rows]
    for index, page in enumerate(pages):
        if wanted.strip().casefold() in (page.casefold(), str(index + 1)):
            return index
    raise UsageError(f"the run-sheet has no row '{wanted}'", f"rows: {', '.join(pages)}")

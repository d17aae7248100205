"""The Exporter protocol: a finished programme goes in, files of a package come out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Protocol, runtime_checkable

from broadcast.model import Programme, RunSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What every exporter is given.

    Attributes:
        programme: The timeline, measured.
        runsheet: The same, row by row.
        folder: Where to write; nothing outside it.
        stem: File name of the programme without its ending; may hold dots.
        wav: The programme as Broadcast WAV, 48 kHz, 24 bit, stereo, already written in `folder`.
        station: Originator for the tags.
        stopped: Set when the package is given up; a long writer looks at it and leaves with `StoppedError`.
    """

    programme: Programme
    runsheet: RunSheet
    folder: Path
    stem: str
    wav: Path
    station: str = "broadcast"
    stopped: Event = field(default_factory=Event)


@runtime_checkable
class Exporter(Protocol):
    """A file format, registered under the entry-point group `broadcast.formats`.

    Attributes:
        name: What a user types: "vtt".
        default: Whether a package holds it unless told otherwise.

    Formats may be written at the same time, each in a thread of its own; `html`, which holds the MP3, comes
    after all others.
    """

    name: str
    default: bool

    def write(self, delivery: Delivery) -> Sequence[Path]:
        """Write the file (or files) and return their paths.

        Raises:
            PackageError: It cannot be written.
        """
        ...

"""The Exporter protocol: a finished programme goes in, files of a package come out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from broadcast.formats.manifest import created_now
from broadcast.formats.timecode import USUAL
from broadcast.model import Programme, RunSheet

if TYPE_CHECKING:
    from broadcast.formats.seal.signer import Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """How the newsroom's systems call each other, for the files that go there.

    Attributes:
        mos_id: Of the system that has the sound.
        ncs_id: Of the newsroom's computer system.
        channel: The playout channel; empty leaves it open.
        base_url: The address under which the folder of packages is reached; empty writes relative paths.
    """

    mos_id: str = "broadcast.mos"
    ncs_id: str = "newsroom.ncs"
    channel: str = ""
    base_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a station chooses for its files.

    Attributes:
        paper: What run-sheets are printed on: "a4" or "letter".
        mp3_kbits: Bit rate of the MP3: 128, 192, 256 or 320.
        frame_rate: Of the files for editing programs that count in video frames; a key of `timecode.RATES`.
        newsroom: What the newsroom's systems are called.
    """

    paper: str = "a4"
    mp3_kbits: int = 128
    frame_rate: str = USUAL
    newsroom: Newsroom = field(default_factory=Newsroom)


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
        created: When the package is made; every file carries the same moment. Aware of its zone.
        choices: What the station chooses for its files.
        versions: Engine -> what its sound rests on: model hash, packages.
        signer: Who seals the files; None leaves them unsealed.
        stopped: Set when the package is given up; a long writer looks at it and leaves with `StoppedError`.
    """

    programme: Programme
    runsheet: RunSheet
    folder: Path
    stem: str
    wav: Path
    station: str = "broadcast"
    created: datetime = field(default_factory=created_now)
    choices: Choices = field(default_factory=Choices)
    versions: Mapping[str, str] = field(default_factory=dict)
    signer: "Signer | None" = None
    stopped: Event = field(default_factory=Event)


@runtime_checkable
class Exporter(Protocol):
    """A file format, registered under the entry-point group `broadcast.formats`.

    Attributes:
        name: What a user types: "vtt".
        default: Whether a package holds it unless told otherwise.

    Formats may be written at the same time, each in a thread of its own. Two members may be left out:

    - `stage`, a whole number, 0 without it: those of a higher stage are written when all below are there, one
      after the other. At 0 stand those that read the programme alone, at 1 those that read or seal files of
      others, at 2 those that hold them (`html` holds the MP3).
    - `lacking()`, a text: what this machine lacks to write the format, with what to do; "" when nothing.
      `--formats all` passes such a format over, and asking for it by name is an error before a word is
      spoken.
    """

    name: str
    default: bool

    def write(self, delivery: Delivery) -> Sequence[Path]:
        """Write the file (or files) and return their paths.

        Raises:
            PackageError: It cannot be written.
        """
        ...


def stage_of(exporter: Exporter) -> int:
    """When a format is written: after all those of a lower stage."""
    return int(getattr(exporter, "stage", 0))


def lacking(exporter: Exporter) -> str:
    """What the machine lacks to write a format, with what to do; "" when nothing."""
    ask = getattr(exporter, "lacking", None)
    return str(ask()) if callable(ask) else ""

"""The programme's WAV file and its run-sheet in, each row as its own Broadcast WAV file out."""

from collections.abc import Sequence
from pathlib import Path

from broadcast.errors import StoppedError
from broadcast.formats.bwf import write_frames
from broadcast.formats.exporter import Delivery
from broadcast.formats.names import cut_name
from broadcast.formats.pcm import read_frames
from broadcast.formats.wave_chunks import cut_chunks, heard_rows, programme_umid
from broadcast.model import Row, RunSheet

FOLDER = "cuts"


class Cuts:
    """Writes `cuts/A1_HARBOUR_0m17s.wav` and so on: every row that is heard, bit by bit as in the programme.

    Each has chunks of its own: its title, cues, loudness and timers. Its time reference is the moment when
    it is heard, so that an editing program can put each cut back at its place.
    """

    name = "cuts"
    default = True

    def write(self, delivery: Delivery) -> Sequence[Path]:
        """Write the files; memory does not grow with the programme.

        Raises:
            PackageError: The programme's WAV file is damaged, or shorter than its run-sheet.
            StoppedError: The package was given up on the way.
            OSError: The disk is full, or a file cannot be written.
        """
        (delivery.folder / FOLDER).mkdir(exist_ok=True)
        parent = programme_umid(delivery)
        cuts = cuts_of(delivery.folder, delivery.runsheet)
        for path, row in cuts.items():
            if delivery.stopped.is_set():
                raise StoppedError("stopped")
            frames = read_frames(delivery.wav, row.start, row.trt)
            write_frames(path, frames, row.trt, cut_chunks(delivery, row, path.name, parent))
        return list(cuts)


def cuts_of(folder: Path, runsheet: RunSheet) -> dict[Path, Row]:
    """Where the cuts of a package stand, and the row that each holds."""
    rows = heard_rows(runsheet)
    names = distinct([cut_name(row, runsheet.rate_hz) for row in rows])
    return {folder / FOLDER / name: row for name, row in zip(names, rows, strict=True)}


def distinct(names: Sequence[str]) -> list[str]:
    """File names told apart by a number where two are the same but for their case.

    >>> distinct(["A1.wav", "a1.wav", "B1.wav"])
    ['A1.wav', 'a1~2.wav', 'B1.wav']
    """
    taken: set[str] = set()
    found = []
    for name in names:
        stem, dot, ending = name.rpartition(".")
        candidate, number = name, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{stem}~{number}{dot}{ending}"
        taken.add(candidate.casefold())
        found.append(candidate)
    return found

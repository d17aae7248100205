"""The programme's WAV file and its run-sheet in, each row as its own Broadcast WAV file out."""

from collections.abc import Sequence
from pathlib import Path

from broadcast.formats.bwf import Bext, info_chunk, write_frames
from broadcast.formats.exporter import Delivery
from broadcast.formats.manifest import created_now, generator, statement
from broadcast.formats.names import cut_name
from broadcast.formats.pcm import read_frames
from broadcast.model import Kind, Row, RunSheet

FOLDER = "cuts"


class Cuts:
    """Writes `cuts/A1_HARBOUR_0m17s.wav` and so on: every row that is heard, bit by bit as in the programme.

    The time reference of a cut is the row's start, so that an editing program can put each cut back at
    its place.
    """

    name = "cuts"
    default = True

    def write(self, delivery: Delivery) -> Sequence[Path]:
        """Write the files; memory does not grow with the programme.

        Raises:
            PackageError: The programme's WAV file is damaged, or shorter than its run-sheet.
            OSError: The disk is full, or a file cannot be written.
        """
        (delivery.folder / FOLDER).mkdir(exist_ok=True)
        cuts = cuts_of(delivery.folder, delivery.runsheet)
        for path, row in cuts.items():
            _write_cut(path, row, delivery)
        return list(cuts)


def cuts_of(folder: Path, runsheet: RunSheet) -> dict[Path, Row]:
    """Where the cuts of a package stand, and the row that each holds."""
    rows = [row for row in runsheet.rows if row.kind is not Kind.PAUSE and row.trt > 0]
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


def _write_cut(path: Path, row: Row, delivery: Delivery) -> None:
    sheet = delivery.runsheet
    who = ", ".join(part for part in (row.speaker, row.title) if part) or row.slug
    made = f"synthetic voice: {row.voice}" if row.voice else statement(sheet)
    title = f"{row.page} {who}".strip()
    created = created_now()
    bext = Bext(
        description=f"{title}. {made}. {row.in_cue} ... {row.out_cue}",
        originator=delivery.station,
        reference=f"{row.page} {sheet.slug}",
        created=created,
        time_reference=row.start,
    )
    tags = {
        "INAM": title,
        "IART": delivery.station,
        "ICMT": made,
        "ICRD": created.strftime("%Y-%m-%d"),
        "ISFT": generator(),
    }
    write_frames(
        path, read_frames(delivery.wav, row.start, row.trt), row.trt, [bext.chunk(), info_chunk(tags)]
    )

"""Files for editing programs, read back by outsiders: (name, start in seconds, end in seconds) of every clip.

A reader takes a path and gives clips in the order heard, on the programme's clock. What a format writes twice
(left and right) is given once.
"""

import re
import sys
from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from broadcast.formats.bwf import Bext, header
from broadcast.formats.exporter import Choices, Delivery
from broadcast.formats.manifest import created_now
from broadcast.formats.timecode import RATES
from broadcast.model import Kind, Programme, RunSheet
from broadcast.runsheet import write_runsheet
from broadcast.units import PROGRAMME_RATE, Samples

Read = list[tuple[str, float, float]]

SAMPLE_S = 1 / PROGRAMME_RATE


def deliver(
    programme: Programme,
    folder: Path,
    *,
    on_air: datetime | None = None,
    frame_rate: str = "25",
    time_reference: int = 0,
    stem: str = "port-ellmoor",
) -> Delivery:
    """A package with a WAV file of silence as long as the programme, as good as empty on the disk."""
    sheet = write_runsheet(programme, on_air=on_air)
    wav = folder / f"{stem}.wav"
    bext = Bext(
        description="",
        originator="",
        created=created_now(),
        time_reference=Samples(time_reference),
    )
    head = header(programme.length, [bext.chunk()])
    with wav.open("wb") as stream:
        stream.write(head)
        stream.truncate(len(head) + 6 * programme.length)
    return Delivery(
        programme=programme,
        runsheet=sheet,
        folder=folder,
        stem=stem,
        wav=wav,
        station="Radio Ellmoor",
        choices=Choices(frame_rate=frame_rate),
    )


def heard(sheet: RunSheet) -> list[tuple[float, float]]:
    """Start and end of every row that is heard, in seconds."""
    rows = (row for row in sheet.rows if row.kind is not Kind.PAUSE and row.trt > 0)
    return [(row.start / sheet.rate_hz, row.end / sheet.rate_hz) for row in rows]


def worst(read: Read, sheet: RunSheet, resolution_s: float) -> float:
    """The farthest that a start or an end of a row is off, in seconds; what rounds to nothing may lack."""
    rows = heard(sheet)
    if len(read) < len(rows):
        rows = [(start, end) for start, end in rows if end - start > resolution_s]
        read = [entry for entry in read if any(abs(entry[1] - start) < resolution_s for start, _ in rows)]
    assert len(read) == len(rows), (read, rows)
    off = [max(abs(a - start), abs(b - end)) for (_, a, b), (start, end) in zip(read, rows, strict=True)]
    return max(off, default=0.0)


def otio_library() -> ModuleType:
    """OpenTimelineIO; it has no wheels for Python 3.14."""
    if sys.version_info >= (3, 14):
        pytest.skip("OpenTimelineIO has no wheels for this Python")
    import opentimelineio

    return opentimelineio


def read_timeline(path: Path, **arguments: object) -> object:
    """What OpenTimelineIO makes of a file, by the ending of its name."""
    otio = otio_library()
    found = otio.adapters.read_from_file(str(path), **arguments)
    if isinstance(found, otio.schema.Timeline):
        return found
    (timeline,) = [one for one in found if isinstance(one, otio.schema.Timeline)]
    return timeline


def _of_timeline(timeline: object) -> Read:
    otio = otio_library()
    clips = set()
    for track in timeline.tracks:
        for item in track:
            if isinstance(item, otio.schema.Clip) and not item.name.startswith("bed: "):
                place = track.range_of_child(item)
                start, end = place.start_time, place.end_time_exclusive()
                clips.add((item.name, start.value / start.rate, end.value / end.rate))
    return sorted(clips, key=lambda clip: clip[1:])


def read_otio(path: Path) -> Read:
    """By OpenTimelineIO."""
    return _of_timeline(read_timeline(path))


def read_aaf(path: Path) -> Read:
    """By otio-aaf-adapter, which reads with pyaaf2."""
    return _of_timeline(read_timeline(path))


def read_fcp7(path: Path) -> Read:
    """By otio-fcp-adapter."""
    return _of_timeline(read_timeline(path))


def read_edl(path: Path, frame_rate: str = "25", start: str = "10:00:00:00") -> Read:
    """By pycmx, whose times are timecode as text."""
    import pycmx

    with path.open(encoding="ascii", newline="") as stream:
        edits = [edit for event in pycmx.parse_cmx3600(stream).events for edit in event.edits]
    first = frame_of(start, frame_rate)
    second = Fraction(RATES[frame_rate].timebase * 1000, 1001 if RATES[frame_rate].ntsc else 1000)
    return [
        (
            edit.clip_name or "",
            float((frame_of(edit.record_in, frame_rate) - first) / second),
            float((frame_of(edit.record_out, frame_rate) - first) / second),
        )
        for edit in edits
        if not (edit.clip_name or "").startswith("bed: ")
    ]


def frame_of(label: str, frame_rate: str) -> int:
    """The frame of a timecode, counted the slow way for dropped numbers."""
    hour, minute, second, frame = (int(part) for part in re.split("[:;]", label))
    rate = RATES[frame_rate]
    minutes = hour * 60 + minute
    dropped = sum(2 for each in range(1, minutes + 1) if each % 10) if rate.drop else 0
    return (minutes * 60 + second) * rate.timebase + frame - dropped


def read_rpp(path: Path) -> Read:
    """By rpp."""
    import rpp

    with path.open(encoding="utf-8", newline="") as stream:
        project = rpp.load(stream)
    found = []
    for track in project.findall("TRACK"):
        for item in track.findall("ITEM"):
            start, length = float(item.find("POSITION")[1]), float(item.find("LENGTH")[1])
            assert float(item.find("SOFFS")[1]) == start
            if not item.find("NAME")[1].startswith("bed: "):
                found.append((item.find("NAME")[1], start, start + length))
    return sorted(found, key=lambda clip: clip[1:])


def read_labels(path: Path) -> Read:
    """As Audacity splits a line; there is no library of it."""
    found = []
    for line in path.read_bytes().decode("utf-8").split("\n")[:-1]:
        start, end, text = line.split("\t")
        if not text.startswith("bed: "):
            found.append((text, float(start), float(end)))
    return found


def cue_reader(said_by: Callable[..., str]) -> Callable[[Path, float], Read]:
    """By cuetools: titles from cueprint, times from cuebreakpoints, given a way to run them."""

    def read(path: Path, length_s: float) -> Read:
        titles = said_by("cueprint", "-d", "", "-t", "%t\\n", path).split("\n")[:-1]

        def times(way: str) -> list[float]:
            found = re.findall(r"(\d+):(\d\d)\.(\d\d)", said_by("cuebreakpoints", way, path))
            return [int(minute) * 60 + int(second) + int(frame) / 75 for minute, second, frame in found]

        starts, ends = times("--append-gaps"), times("--prepend-gaps")
        first = [time for time in times("--split-gaps") if time not in (*starts, *ends)]
        whole = zip([*(first or [0.0]), *starts], [*ends, length_s], strict=True)
        return [(title, *place) for title, place in zip(titles, whole, strict=True)]

    return read

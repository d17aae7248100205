"""Start and end of every row in each file that has them against the run-sheet, read back by outsiders.

The sample reports are rendered with the engine `tone`; the limit is the format's own resolution: half a
frame, half a microsecond, a nanosecond, nothing where samples are counted.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import isnan
from pathlib import Path

from harness import SAMPLES, SCRIPTS, Figures, Place, parser, place, runsheet

Times = list[tuple[float, float]]

FRAMES = 25
"""A second, in formats that count in video frames, unless set otherwise."""

CUE_FRAMES = 75

EPSILON = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A file with the rows' times in it.

    Attributes:
        ending: Of its name, behind the slug.
        outsider: What reads it.
        within_s: How far a time may be off: the format's resolution.
        read: Start and end of every row in seconds, in order.
    """

    ending: str
    outsider: str
    within_s: float
    read: Callable[[Path, Place], Times]


def by_opentimelineio(path: Path, _: Place) -> Times:
    """Clips of all tracks; what stands on two tracks (left and right) counts once."""
    import opentimelineio as otio

    found = otio.adapters.read_from_file(str(path))
    timelines = [found] if isinstance(found, otio.schema.Timeline) else list(found)
    (timeline,) = [one for one in timelines if isinstance(one, otio.schema.Timeline)]
    times = set()
    for track in timeline.tracks:
        for item in track:
            if isinstance(item, otio.schema.Clip):
                span = track.range_of_child(item)
                start, end = span.start_time, span.end_time_exclusive()
                times.add((start.value / start.rate, end.value / end.rate))
    return sorted(times)


def by_pycmx(path: Path, _: Place) -> Times:
    """Record times, the programme's start at 10:00:00:00."""
    import pycmx

    with path.open(encoding="ascii", newline="") as stream:
        found = pycmx.parse_cmx3600(stream)
        edits = [edit for event in found.events for edit in event.edits]
    if list(found.unrecognized_statements):
        raise SystemExit(f"pycmx does not know every line of {path.name}")
    return [(_seconds(edit.record_in) - 36_000, _seconds(edit.record_out) - 36_000) for edit in edits]


def _seconds(timecode: str) -> float:
    hour, minute, second, frame = (int(part) for part in timecode.split(":"))
    return (hour * 60 + minute) * 60 + second + frame / FRAMES


def by_rpp(path: Path, _: Place) -> Times:
    """Items of all tracks."""
    import rpp

    project = rpp.loads(path.read_text(encoding="utf-8"))
    items = [item for track in project.findall("TRACK") for item in track.findall("ITEM")]
    starts = [float(item.find("POSITION")[1]) for item in items]
    lengths = [float(item.find("LENGTH")[1]) for item in items]
    return sorted((start, start + length) for start, length in zip(starts, lengths, strict=True))


def by_columns(path: Path, _: Place) -> Times:
    """The first two columns, as Audacity reads them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(float(start), float(end)) for start, end, _ in (line.split("\t") for line in lines)]


def by_cuetools(path: Path, bench: Place) -> Times:
    """Where tracks and the gaps before them begin; the end of the last is not in a sheet."""

    def times(way: str) -> list[float]:
        run = bench.run_other(["cuebreakpoints", way, path])
        found = re.findall(r"(\d+):(\d\d)\.(\d\d)", run.output)
        return [int(minute) * 60 + int(second) + int(frame) / CUE_FRAMES for minute, second, frame in found]

    starts, ends = times("--append-gaps"), times("--prepend-gaps")
    first = [time for time in times("--split-gaps") if time not in (*starts, *ends)]
    return list(zip([*(first or [0.0]), *starts], [*ends, float("nan")], strict=True))


FORMATS = {
    "otio": Format(ending=".otio", outsider="OpenTimelineIO", within_s=0, read=by_opentimelineio),
    "aaf": Format(ending=".aaf", outsider="otio-aaf-adapter", within_s=0, read=by_opentimelineio),
    "fcp7": Format(
        ending=".fcp7.xml", outsider="otio-fcp-adapter", within_s=0.5 / FRAMES, read=by_opentimelineio
    ),
    "edl": Format(ending=".edl", outsider="pycmx", within_s=0.5 / FRAMES, read=by_pycmx),
    "rpp": Format(ending=".rpp", outsider="rpp", within_s=1e-9, read=by_rpp),
    "labels": Format(ending=".labels.txt", outsider="columns", within_s=0.5e-6, read=by_columns),
    "cue": Format(ending=".cue", outsider="cuetools", within_s=0.5 / CUE_FRAMES, read=by_cuetools),
}


def heard(package: Path) -> Times:
    """Start and end of every row that is heard, in seconds."""
    sheet = runsheet(package)
    rows = [row for row in sheet["rows"] if row["kind"] != "pause" and row["trt"]["samples"]]
    return [
        (row["start"]["samples"] / sheet["rate_hz"], row["end"]["samples"] / sheet["rate_hz"]) for row in rows
    ]


def farthest(read: Times, rows: Times) -> float:
    """How far the worst start or end is off; infinite where rows are missing or lie over each other."""
    if len(read) != len(rows) or any(before[1] > after[0] for before, after in pairwise(read)):
        return float("inf")
    pairs = ((a, b) for one, other in zip(read, rows, strict=True) for a, b in zip(one, other, strict=True))
    return max(abs(a - b) for a, b in pairs if not isnan(a))  # an end that is not in the file is not a number


def main() -> int:
    chosen = parser(__doc__).parse_args()
    figures = Figures("files")
    with place(chosen) as bench:
        packages = [
            bench.render(
                SCRIPTS / name, "tone", "--formats", f"json,{','.join(FORMATS)}", cache=bench.folder / "takes"
            )[0]
            for name in SAMPLES
        ]
        for name, kind in FORMATS.items():
            worst = 0.0
            for package in packages:
                path = package / f"{runsheet(package)['slug']}{kind.ending}"
                worst = max(worst, farthest(kind.read(path, bench), heard(package)))
            rows = sum(len(heard(package)) for package in packages)
            figures.add(
                f"starts and ends of {rows} rows, {name}, by {kind.outsider}",
                "equal to the sample" if not kind.within_s else f"within {kind.within_s * 1000:.3g} ms",
                "equal" if worst < EPSILON else f"within {worst * 1000:.3g} ms",
                worst <= kind.within_s + EPSILON,
            )
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())

"""Start and end of every row in each file that has them against the run-sheet, read back by outsiders.

The sample reports are rendered with the engine `tone`; the limit is the format's own resolution: half a
frame, half a microsecond, a nanosecond, nothing where samples are counted.
"""

import json
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

RATE = 48_000


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


def by_wavinfo(path: Path, _: Place) -> Times:
    """Cue points and the lengths of their regions, in samples."""
    from wavinfo import WavInfoReader

    cues = WavInfoReader(str(path)).cues
    lengths = {one.name: one.length for one in cues.ranges}
    spans = [(cue.sample_offset, cue.sample_offset + lengths[cue.name]) for cue in cues.cues]
    return sorted((start / RATE, end / RATE) for start, end in spans)


def by_xml(path: Path, _: Place) -> Times:
    """The items of a MOS running order: editorial start and length, in samples."""
    from xml.etree import ElementTree

    times = []
    for item in ElementTree.parse(path).iter("item"):
        start, length = (int(item.findtext(name, "0")) for name in ("itemEdStart", "itemEdDur"))
        times.append((start / RATE, (start + length) / RATE))
    return times


def by_mutagen(path: Path, _: Place) -> Times:
    """Chapters of an MP3, in milliseconds; a lead-in and what it introduces are one."""
    import mutagen.id3

    found = mutagen.id3.ID3(path).getall("CHAP")
    return sorted((one.start_time / 1000, one.end_time / 1000) for one in found)


def by_json(path: Path, _: Place) -> Times:
    """JSON chapters."""
    chapters = json.loads(path.read_text(encoding="utf-8"))["chapters"]
    return [(one["startTime"], one["endTime"]) for one in chapters]


def by_webvtt(path: Path, _: Place) -> Times:
    """Captions."""
    import webvtt

    return [(one.start_in_seconds, one.end_in_seconds) for one in webvtt.read(path)]


FORMATS = {
    "wav": Format(ending=".wav", outsider="wavinfo", within_s=0, read=by_wavinfo),
    "mos": Format(ending="mos/roCreate.xml", outsider="xml", within_s=0, read=by_xml),
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


MARKS = {
    "mp3": Format(ending=".mp3", outsider="mutagen", within_s=0.5e-3, read=by_mutagen),
    "chapters": Format(ending=".chapters.json", outsider="json", within_s=0.5e-3, read=by_json),
}
"""Marks that hold one row or several: each starts where a row does."""

AHEAD_S = 0.5
"""A caption may come so much ahead of its row's words, to be read in time."""


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


def of_package(package: Path, kind: Format) -> Path:
    """Its file of a format."""
    slug = runsheet(package)["slug"]
    return package / (kind.ending if "/" in kind.ending else f"{slug}{kind.ending}")


def check_marks(bench: Place, figures: Figures, packages: list[Path]) -> None:
    """Chapters begin with rows; captions stand in theirs."""
    for name, kind in MARKS.items():
        worst, count = 0.0, 0
        for package in packages:
            starts = [start for start, _ in heard(package)]
            read = [start for start, _ in kind.read(of_package(package, kind), bench)][1:]
            count += len(read)
            worst = max([worst, *(min(abs(start - row) for row in starts) for start in read)])
        figures.add(
            f"starts of {count} chapters against those of their rows, {name}, by {kind.outsider}",
            f"within {kind.within_s * 1000:.3g} ms",
            f"within {worst * 1000:.3g} ms",
            worst <= kind.within_s + EPSILON,
        )
    early, count = 0.0, 0
    for package in packages:
        rows = heard(package)
        for start, _ in by_webvtt(package / f"{runsheet(package)['slug']}.vtt", bench):
            count += 1
            outside = min(max(row - start, start - end, 0.0) for row, end in rows)
            early = max(early, outside)
    figures.add(
        f"{count} captions against their rows, vtt, by webvtt-py",
        f"none starts more than {AHEAD_S} s outside a row",
        f"{early:.3f} s at the most",
        early <= AHEAD_S + 0.001,
    )


def main() -> int:
    chosen = parser(__doc__).parse_args()
    figures = Figures("files")
    with place(chosen) as bench:
        packages = [
            bench.render(
                SCRIPTS / name,
                "tone",
                "--formats",
                f"json,vtt,{','.join((*FORMATS, *MARKS))}",
                cache=bench.folder / "takes",
            )[0]
            for name in SAMPLES
        ]
        for name, kind in FORMATS.items():
            worst = 0.0
            for package in packages:
                worst = max(worst, farthest(kind.read(of_package(package, kind), bench), heard(package)))
            rows = sum(len(heard(package)) for package in packages)
            figures.add(
                f"starts and ends of {rows} rows, {name}, by {kind.outsider}",
                "equal to the sample" if not kind.within_s else f"within {kind.within_s * 1000:.3g} ms",
                "equal" if worst < EPSILON else f"within {worst * 1000:.3g} ms",
                worst <= kind.within_s + EPSILON,
            )
        check_marks(bench, figures, packages)
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())

"""A delivery in, a CUE sheet out: a track a row, at 75 frames a second."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import write_text
from broadcast.formats.tracks import Marker, Timeline, lay_out, short
from broadcast.units import Samples

MOST = 99
"""Tracks that a sheet can number."""

FRAMES = 75
"""A second; a frame is 640 samples at 48 kHz."""

_LIMIT = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Track:
    title: str
    performer: str
    start: Samples
    end: Samples
    note: str = ""


class Cue:
    """Rows as tracks, for players and for whatever cuts a WAV file by a sheet."""

    name = "cue"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.cue`.

        Raises:
            PackageError: It cannot be written.
        """
        return [write_text(delivery.folder / f"{delivery.stem}.cue", render(lay_out(delivery)))]


def render(timeline: Timeline) -> str:
    """The sheet in UTF-8, a line end of CR LF.

    A track starts at INDEX 01; the silence before it, if there is any, at INDEX 00. A sheet numbers 99 tracks
    and no more: beyond that a track is a story, and beyond 99 stories the last one holds the rest; a remark
    says so.
    """
    tracks, remark = _fitting(timeline)
    return "".join(f"{line}\r\n" for line in _lines(timeline, tracks, remark))


def _fitting(timeline: Timeline) -> tuple[Sequence[_Track], str]:
    clips = [clip for clip in timeline.heard() if clip.row]
    rows = [
        _Track(
            title=clip.name,
            performer=(clip.row.talent or clip.row.speaker) if clip.row else "",
            start=clip.start,
            end=clip.end,
            note=f"synthetic voice: {clip.row.voice}" if clip.row and clip.row.voice else "",
        )
        for clip in clips
    ]
    rows = [track for track in rows if _frame(track.start, timeline) < _frame(track.end, timeline)]
    if len(rows) <= MOST:
        return rows, ""
    stories = [_story(story) for story in timeline.stories]
    if len(stories) <= MOST:
        return stories, f"{len(rows)} rows are joined to {len(stories)} stories: a sheet has 99 tracks"
    rest = stories[MOST - 1 :]
    last = _Track(
        title=f"{rest[0].title} and {len(rest) - 1} more",
        performer="",
        start=rest[0].start,
        end=rest[-1].end,
    )
    return [*stories[: MOST - 1], last], f"the last of 99 tracks holds {len(rest)} stories"


def _story(story: Marker) -> _Track:
    return _Track(title=story.name, performer="", start=story.start, end=story.end)


def _lines(timeline: Timeline, tracks: Sequence[_Track], remark: str) -> Iterator[str]:
    yield "REM GENRE News"
    yield f"REM DATE {timeline.created.year}"
    yield f"REM COMMENT {_quoted(timeline.made, 255)}"
    if remark:
        yield f"REM COMMENT {_quoted(remark)}"
    yield f"PERFORMER {_quoted(timeline.station)}"
    yield f"TITLE {_quoted(timeline.title)}"
    yield f"FILE {_quoted(timeline.media, 255)} WAVE"
    before = 0
    for number, track in enumerate(tracks, start=1):
        start = _frame(track.start, timeline)
        yield f"  TRACK {number:02} AUDIO"
        yield f"    TITLE {_quoted(track.title)}"
        yield f"    PERFORMER {_quoted(track.performer or timeline.station)}"
        if track.note:
            yield f"    REM COMMENT {_quoted(track.note)}"
        if before < start:
            yield f"    INDEX 00 {_clock(before)}"
        yield f"    INDEX 01 {_clock(start)}"
        before = _frame(track.end, timeline)


def _frame(count: Samples, timeline: Timeline) -> int:
    """Rounded half up."""
    return (2 * count * FRAMES + timeline.rate_hz) // (2 * timeline.rate_hz)


def _clock(frame: int) -> str:
    """mm:ss:ff; minutes go on beyond 99."""
    whole, rest = divmod(frame, FRAMES)
    return f"{whole // 60:02}:{whole % 60:02}:{rest:02}"


def _quoted(text: str, limit: int = _LIMIT) -> str:
    """A text in quotation marks, of which it cannot hold any; never empty."""
    return f'"{short(text, limit).replace(chr(34), chr(39)) or "-"}"'

"""A delivery in, a REAPER project out: tracks by role, items cut from the WAV file, markers, regions."""

from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import one_line, write_text
from broadcast.formats.tracks import Clip, Marker, Role, Timeline, Track, lay_out
from broadcast.units import Samples, seconds

_SET = 0x1000000
"""A colour of REAPER's is blue, green and red in one number, with this added."""

_RED = _SET | 0x0000FF
_GREEN = _SET | 0x3C8C3C
_PURPLE = _SET | 0x8C3C78

_COLOURS = {
    Role.ANCHOR: _SET | 0xA06432,
    Role.REPORTER: _SET | 0x508C32,
    Role.SOUNDBITES: _SET | 0x2878C8,
    Role.CLIPS: _SET | 0x2850B4,
    Role.STINGS: _SET | 0x8C3C78,
    Role.BEDS: _SET | 0x787878,
}


class Rpp:
    """The project for REAPER, which opens it by a double click."""

    name = "rpp"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.rpp`.

        Raises:
            PackageError: It cannot be written.
        """
        return [write_text(delivery.folder / f"{delivery.stem}.rpp", render(lay_out(delivery)))]


def render(timeline: Timeline) -> str:
    """The project as text; times in seconds to the nanosecond, so that each sample comes back as it was.

    The ruler counts timecode from the air time when that is known, else minutes from 0. Stories and beds are
    regions.
    """
    return "".join(f"{line}\n" for line in _lines(timeline))


def _lines(timeline: Timeline) -> Iterator[str]:
    start = seconds(timeline.start, timeline.rate_hz) if timeline.on_air else 0
    stamp = int(timeline.created.timestamp())
    yield f'<REAPER_PROJECT 0.1 "6.0" {stamp}'
    yield "  RIPPLE 0"
    yield f"  PROJOFFS {start:.9f} 0 0"
    yield f"  TIMEMODE {5 if timeline.on_air else 0} 5 -1 {_rate(timeline)} 0 -1"
    yield f"  SAMPLERATE {timeline.rate_hz} 1 0"
    yield "  TEMPO 120 4 4"
    yield f"  TITLE {quoted(timeline.title)}"
    yield f"  AUTHOR {quoted(timeline.station)}"
    yield "  <NOTES 0 2"
    yield f"    |{one_line(timeline.made)}"
    yield "  >"
    yield from _markers(timeline)
    for track in timeline.tracks:
        yield from _track(track, timeline)
    yield ">"


def _rate(timeline: Timeline) -> str:
    """The ruler's frames: a whole number a second, and whether it is a thousandth slower or drops numbers."""
    rate = timeline.frame_rate
    return f"{rate.timebase} {1 if rate.drop else 2 if rate.ntsc else 0}"


def _markers(timeline: Timeline) -> Iterator[str]:
    for number, marker in enumerate(timeline.markers, start=1):
        name = f"{marker.name} [{marker.check}]" if marker.check else marker.name
        colour, own = _RED if marker.check else _GREEN, _guid(timeline, f"marker {number}")
        yield f"  MARKER {number} {_at(marker.start, timeline)} {quoted(name)} 0 {colour} 1 R {own} 0"
    regions = [*((story, 0) for story in timeline.stories), *((bed, _PURPLE) for bed in timeline.beds)]
    for number, (region, colour) in enumerate(regions, start=1):
        yield from _region(number, region, colour, timeline)


def _region(number: int, region: Marker, colour: int, timeline: Timeline) -> Iterator[str]:
    own, start = _guid(timeline, f"region {number}"), _at(region.start, timeline)
    yield f"  MARKER {number} {start} {quoted(region.name)} 1 {colour} 1 R {own} 0"
    yield f"  MARKER {number} {_at(region.end, timeline)} {quoted('')} 1"


def _track(track: Track, timeline: Timeline) -> Iterator[str]:
    own = _guid(timeline, track.name)
    yield f"  <TRACK {own}"
    yield f"    NAME {quoted(track.name)}"
    yield f"    PEAKCOL {_COLOURS[track.role]}"
    yield "    VOLPAN 1 0 -1 -1 1"
    yield "    MUTESOLO 0 0 0"
    yield "    NCHAN 2"
    yield f"    TRACKID {own}"
    for clip in track.clips:
        yield from _item(clip, timeline)
    yield "  >"


def _item(clip: Clip, timeline: Timeline) -> Iterator[str]:
    yield "    <ITEM"
    yield f"      POSITION {_at(clip.start, timeline)}"
    yield "      SNAPOFFS 0"
    yield f"      LENGTH {_at(Samples(clip.end - clip.start), timeline)}"
    yield "      LOOP 0"
    yield "      ALLTAKES 0"
    yield "      FADEIN 0 0 0"
    yield "      FADEOUT 0 0 0"
    yield "      MUTE 0 0"
    yield f"      IGUID {_guid(timeline, f'item {clip.start}')}"
    yield f"      NAME {quoted(clip.name)}"
    yield "      VOLPAN 1 0 1 -1"
    yield f"      SOFFS {_at(clip.start, timeline)}"
    yield "      PLAYRATE 1 1 0 -1 0 0.0025"
    yield "      CHANMODE 0"
    yield f"      GUID {_guid(timeline, f'take {clip.start}')}"
    yield "      <SOURCE WAVE"
    yield f"        FILE {quoted(timeline.media)}"
    yield "      >"
    yield "    >"


def _guid(timeline: Timeline, what: str) -> str:
    """The same for the same programme, however often it is written."""
    name = f"broadcast:{timeline.slug}:{timeline.created.isoformat()}:{what}"
    return "{" + str(uuid5(NAMESPACE_URL, name)).upper() + "}"


def _at(count: Samples, timeline: Timeline) -> str:
    return f"{seconds(count, timeline.rate_hz):.9f}"


def quoted(text: str) -> str:
    r"""A text in whichever of REAPER's three quotation marks it does not hold.

    >>> quoted('the "dry" harbour')
    '\'the "dry" harbour\''
    """
    line = one_line(text)
    for mark in ('"', "'", "`"):
        if mark not in line:
            return f"{mark}{line}{mark}"
    return "`" + line.replace("`", "'") + "`"

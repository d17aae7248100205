"""A delivery in, an OpenTimelineIO timeline out: tracks by role at 48 kHz, gaps, markers."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from broadcast.formats.exporter import Delivery
from broadcast.formats.manifest import generator
from broadcast.formats.textfile import one_line, write_text
from broadcast.formats.tracks import Clip, Marker, Part, Timeline, Track, lay_out
from broadcast.model import Row
from broadcast.units import Hz, Samples

_FACTS = ("page", "slug", "form", "kind", "talent", "speaker", "title", "voice", "clip", "status", "note")
"""What of a row a clip carries in its metadata."""


class Otio:
    """The timeline for programs that speak OpenTimelineIO: Resolve, Premiere, Media Composer, Hiero."""

    name = "otio"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.otio`.

        Raises:
            PackageError: It cannot be written.
        """
        return [write_text(delivery.folder / f"{delivery.stem}.otio", render(lay_out(delivery)))]


def render(timeline: Timeline) -> str:
    """The timeline as JSON, every time a whole number of samples.

    Written in the schemas of 2019 (Clip.1), which every later version reads. A clip's media is the package's
    WAV file by a relative address, from its own time reference on.

    References:
        Academy Software Foundation, "OpenTimelineIO: File Format Specification".
    """
    whole = {
        "OTIO_SCHEMA": "Timeline.1",
        "name": timeline.title,
        "global_start_time": _time(timeline.start, timeline.rate_hz),
        "tracks": {
            "OTIO_SCHEMA": "Stack.1",
            "name": "tracks",
            "source_range": None,
            "effects": [],
            "markers": [_marker(marker, timeline.rate_hz) for marker in timeline.markers]
            + [_marker(bed, timeline.rate_hz, "PURPLE") for bed in timeline.beds],
            "metadata": {},
            "children": [_track(track, timeline) for track in timeline.tracks],
        },
        "metadata": {"broadcast": _about(timeline)},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _about(timeline: Timeline) -> dict[str, Any]:
    return {
        "slug": timeline.slug,
        "station": timeline.station,
        "generator": generator(),
        "created": timeline.created.isoformat(timespec="seconds"),
        "on_air": timeline.on_air.isoformat() if timeline.on_air else None,
        "synthetic": timeline.made,
        "stories": [
            {"name": story.name, "start": story.start, "end": story.end} for story in timeline.stories
        ],
    }


def _track(track: Track, timeline: Timeline) -> dict[str, Any]:
    return {
        "OTIO_SCHEMA": "Track.1",
        "name": track.name,
        "kind": "Audio",
        "source_range": None,
        "effects": [],
        "markers": [],
        "metadata": {"broadcast": {"role": track.role.value}},
        "children": [_item(part, timeline) for part in timeline.parts(track)],
    }


def _item(part: Part, timeline: Timeline) -> dict[str, Any]:
    if part.clip is None:
        return {
            "OTIO_SCHEMA": "Gap.1",
            "name": "",
            "source_range": _range(Samples(0), Samples(part.length), timeline.rate_hz),
            "effects": [],
            "markers": [],
            "metadata": {},
        }
    return _clip(part.clip, timeline)


def _clip(clip: Clip, timeline: Timeline) -> dict[str, Any]:
    origin, rate_hz = timeline.media_start, timeline.rate_hz
    start, length = Samples(origin + clip.start), Samples(clip.end - clip.start)
    return {
        "OTIO_SCHEMA": "Clip.1",
        "name": clip.name,
        "source_range": _range(start, length, rate_hz),
        "media_reference": {
            "OTIO_SCHEMA": "ExternalReference.1",
            "name": timeline.media,
            "target_url": quote(timeline.media),
            "available_range": _range(origin, timeline.length, rate_hz),
            "metadata": {},
        },
        "effects": [],
        "markers": [],
        "metadata": {"broadcast": _facts(clip.row)} if clip.row else {},
    }


def _facts(row: Row) -> dict[str, str]:
    facts = {name: one_line(str(getattr(row, name))) for name in _FACTS}
    return {name: fact for name, fact in facts.items() if fact}


def _marker(marker: Marker, rate_hz: Hz, colour: str = "GREEN") -> dict[str, Any]:
    return {
        "OTIO_SCHEMA": "Marker.2",
        "name": marker.name,
        "comment": marker.comment,
        "color": "RED" if marker.check else colour,
        "marked_range": _range(marker.start, Samples(marker.end - marker.start), rate_hz),
        "metadata": {"broadcast": {"check": marker.check}} if marker.check else {},
    }


def _range(start: Samples, length: Samples, rate_hz: Hz) -> dict[str, Any]:
    return {
        "OTIO_SCHEMA": "TimeRange.1",
        "start_time": _time(start, rate_hz),
        "duration": _time(length, rate_hz),
    }


def _time(count: Samples, rate_hz: Hz) -> dict[str, Any]:
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": float(rate_hz), "value": float(count)}

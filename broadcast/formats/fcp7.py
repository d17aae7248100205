"""A delivery in, a Final Cut Pro 7 project out: xmeml, stereo tracks by role at a video rate, markers."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import unwritable
from broadcast.formats.tracks import Marker, Part, Timeline, lay_out

_CHANNELS = (1, 2)

_RED, _GREEN, _PURPLE = (230, 40, 40), (60, 140, 60), (120, 60, 140)

# what XML 1.0 cannot hold and `one_line` leaves: U+FFFE, U+FFFF
_NOT_XML = re.compile("[\ufffe\uffff]")


class Fcp7:
    """The project for Premiere Pro, Resolve, Vegas and whatever imports Final Cut Pro 7 XML."""

    name = "fcp7"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.fcp7.xml`.

        Raises:
            PackageError: It cannot be written.
        """
        path = delivery.folder / f"{delivery.stem}.fcp7.xml"
        try:
            path.write_bytes(render(lay_out(delivery)))
        except OSError as error:
            raise unwritable(path, error) from error
        return [path]


def render(timeline: Timeline) -> bytes:
    """The project as XML in UTF-8.

    A role is a stereo track, which this format writes as two: the WAV file's left on one, its right on the
    other, their clips linked. The file's address is its name alone, as the package may be moved: Resolve
    looks beside the project, Premiere asks for the file once.

    References:
        Apple, "Final Cut Pro XML Interchange Format", version 5.
    """
    from lxml import etree

    project = etree.Element("xmeml", version="5")
    sequence = etree.SubElement(project, "sequence", id="sequence-1", explodedTracks="true")
    _put(sequence, "uuid", str(uuid5(NAMESPACE_URL, f"broadcast:{timeline.slug}:{timeline.created}")))
    _put(sequence, "duration", timeline.frames(timeline.length))
    _put_rate(sequence, timeline)
    _put(sequence, "name", timeline.title)
    media = etree.SubElement(sequence, "media")
    _put_video(media, timeline)
    _put_audio(media, timeline)
    _put_timecode(sequence, timeline, timeline.start_frame())
    for marker in timeline.markers:
        _put_marker(sequence, marker, timeline, _RED if marker.check else _GREEN)
    for bed in timeline.beds:
        _put_marker(sequence, bed, timeline, _PURPLE)
    _put(_child(sequence, "logginginfo"), "lognote", timeline.made)
    written: bytes = etree.tostring(
        project, encoding="UTF-8", xml_declaration=True, doctype="<!DOCTYPE xmeml>", pretty_print=True
    )
    return written


def _child(parent: Any, name: str, **attributes: str) -> Any:
    from lxml import etree

    return etree.SubElement(parent, name, **attributes)


def _put(parent: Any, name: str, value: object) -> None:
    _child(parent, name).text = _NOT_XML.sub(" ", str(value))


def _put_rate(parent: Any, timeline: Timeline) -> None:
    rate = _child(parent, "rate")
    _put(rate, "timebase", timeline.frame_rate.timebase)
    _put(rate, "ntsc", "TRUE" if timeline.frame_rate.ntsc else "FALSE")


def _put_timecode(parent: Any, timeline: Timeline, frame: int) -> None:
    timecode = _child(parent, "timecode")
    _put_rate(timecode, timeline)
    _put(timecode, "string", timeline.frame_rate.label(frame))
    _put(timecode, "frame", frame)
    _put(timecode, "displayformat", "DF" if timeline.frame_rate.drop else "NDF")


def _put_video(media: Any, timeline: Timeline) -> None:
    """No picture: only the rate, which importers take from here."""
    sample = _child(_child(_child(media, "video"), "format"), "samplecharacteristics")
    _put_rate(sample, timeline)
    for name, value in (("width", 1920), ("height", 1080), ("pixelaspectratio", "square")):
        _put(sample, name, value)


def _put_audio(media: Any, timeline: Timeline) -> None:
    audio = _child(media, "audio")
    _put(audio, "numOutputChannels", 2)
    _put_format(_child(audio, "format"), timeline)
    outputs = _child(audio, "outputs")
    for channel in _CHANNELS:
        group = _child(outputs, "group")
        _put(group, "index", channel)
        _put(group, "numchannels", 1)
        _put(group, "downmix", 0)
        _put(_child(group, "channel"), "index", channel)
    for number in range(len(timeline.tracks)):
        for channel in _CHANNELS:
            _put_track(audio, timeline, number, channel)


def _put_format(parent: Any, timeline: Timeline) -> None:
    sample = _child(parent, "samplecharacteristics")
    _put(sample, "depth", 24)
    _put(sample, "samplerate", timeline.rate_hz)


def _put_track(audio: Any, timeline: Timeline, number: int, channel: int) -> None:
    track = timeline.tracks[number]
    line = _child(
        audio,
        "track",
        currentExplodedTrackIndex=str(channel - 1),
        totalExplodedTrackCount="2",
        premiereTrackType="Stereo",
    )
    _put(line, "name", track.name)
    clips = (part for part in timeline.parts(track, timeline.frames) if part.clip)
    for index, part in enumerate(clips, start=1):
        item = _child(line, "clipitem", id=_clip_id(number, index, channel), premiereChannelType="stereo")
        _put_clip(item, part, timeline)
        source = _child(item, "sourcetrack")
        _put(source, "mediatype", "audio")
        _put(source, "trackindex", channel)
        for other in _CHANNELS:
            link = _child(item, "link")
            _put(link, "linkclipref", _clip_id(number, index, other))
            _put(link, "mediatype", "audio")
            _put(link, "trackindex", 2 * number + other)
            _put(link, "clipindex", index)
            _put(link, "groupindex", 1)
    _put(line, "enabled", "TRUE")
    _put(line, "locked", "FALSE")
    _put(line, "outputchannelindex", channel)


def _clip_id(number: int, index: int, channel: int) -> str:
    return f"clipitem-{number + 1}-{index}-{channel}"


def _put_clip(item: Any, part: Part, timeline: Timeline) -> None:
    _put(item, "name", part.clip.name if part.clip else "")
    _put(item, "enabled", "TRUE")
    _put(item, "duration", timeline.frames(timeline.length))
    _put_rate(item, timeline)
    for name, frame in (("start", part.start), ("end", part.end), ("in", part.start), ("out", part.end)):
        _put(item, name, frame)
    _put_file(item, timeline)


def _put_file(item: Any, timeline: Timeline) -> None:
    """The WAV file in full where it stands first, its number alone where it stands again."""
    file = _child(item, "file", id="file-1")
    if item.getroottree().find(".//pathurl") is not None:
        return
    _put(file, "name", timeline.media)
    _put(file, "pathurl", quote(timeline.media))
    _put_rate(file, timeline)
    _put(file, "duration", timeline.frames(timeline.length))
    _put_timecode(file, timeline, timeline.media_frame())
    audio = _child(_child(file, "media"), "audio")
    _put_format(audio, timeline)
    _put(audio, "channelcount", 2)


def _put_marker(sequence: Any, marker: Marker, timeline: Timeline, colour: tuple[int, int, int]) -> None:
    line = _child(sequence, "marker")
    _put(line, "name", f"{marker.name} [{marker.check}]" if marker.check else marker.name)
    _put(line, "comment", marker.comment)
    _put(line, "in", timeline.frames(marker.start))
    _put(line, "out", timeline.frames(marker.end))
    shade = _child(line, "color")
    for name, value in zip(("alpha", "red", "green", "blue"), (255, *colour), strict=True):
        _put(shade, name, value)

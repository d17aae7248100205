"""A delivery in, an AAF composition out: sound tracks by role at 48 kHz that refer to the WAV file."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from broadcast.errors import StoppedError
from broadcast.formats.exporter import Delivery
from broadcast.formats.pcm import FRAME, read_frames
from broadcast.formats.textfile import unwritable
from broadcast.formats.tracks import Clip, Marker, Timeline, Track, lay_out
from broadcast.units import PROGRAMME_RATE

_SIDES = ("L", "R")

_COLOURS = {"Red": (65535, 0, 0), "Green": (0, 65535, 0), "Magenta": (65535, 0, 65535)}
"""Media Composer's own names of markers' colours, and their shades."""

_MARKERS_SLOT = 1000


class Aaf:
    """The composition for Media Composer, Pro Tools, Premiere Pro, Resolve, Nuendo and Logic."""

    name = "aaf"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.aaf`; nothing is left of it when that fails.

        Raises:
            PackageError: It cannot be written, or the WAV file is damaged.
            StoppedError: The package is given up.
        """
        timeline = lay_out(delivery)
        mono = _same_sides(delivery)
        path = delivery.folder / f"{delivery.stem}.aaf"
        try:
            with _opened(path) as file:
                _Writer(file=file, timeline=timeline, mono=mono).write()
        except OSError as error:
            raise unwritable(path, error) from error
        return [path]


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """An AAF file to write, saved at the end; closed and gone when that fails, which pyaaf2 leaves open."""
    import aaf2

    file = aaf2.open(str(path), "w")
    try:
        with file:
            yield file
    except BaseException:
        with suppress(OSError):
            file.f.close()
        path.unlink(missing_ok=True)
        raise


def _same_sides(delivery: Delivery) -> bool:
    """Whether left and right of the WAV file are the same, sample by sample."""
    half = FRAME // 2
    for frames in read_frames(delivery.wav):
        if delivery.stopped.is_set():
            raise StoppedError("the package was given up")
        if any(frames[at::FRAME] != frames[at + half :: FRAME] for at in range(half)):
            return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Builds the objects of one file.

    A composition has a slot a track, each a sequence of clips and fillers. A clip refers to a master of its
    name, all masters to the WAV file, that to where it came from, whose timecode is the file's time
    reference.
    Where both sides are the same a track takes the left one; else a role has two tracks.

    Attributes:
        mono: Whether both sides are the same.
        masters: Start of a clip -> its master.

    References:
        AMWA, "AAF Object Specification" 1.1 and AS-05, "AAF Edit Protocol".
    """

    file: Any
    timeline: Timeline
    mono: bool
    masters: dict[int, Any] = field(default_factory=dict)

    def write(self) -> None:
        source = self._mob("SourceMob", f"{self.timeline.slug} file")
        self._link(source, self._origin())
        source.descriptor = self._descriptor()
        self._compose(source)

    def _mob(self, kind: str, name: str, start: int | None = None) -> Any:
        """A mob of an identity that is the same whenever the same programme is written."""
        from aaf2.mobid import MobID

        mob = getattr(self.file.create, kind)(name)
        identity = MobID.new()
        identity.material = uuid5(
            NAMESPACE_URL,
            f"broadcast:{self.timeline.slug}:{self.timeline.created.isoformat()}:{start}:{name}",
        )
        mob.mob_id = identity
        moment = self.timeline.created.astimezone(UTC).replace(tzinfo=None)
        mob["CreationTime"].value = moment
        mob["LastModified"].value = moment
        self.file.content.mobs.append(mob)
        return mob

    def _origin(self) -> Any:
        """Where the WAV file came from: nowhere, but with its timecode."""
        line = self.timeline
        mob = self._mob("SourceMob", f"{line.slug} import")
        mob.descriptor = self.file.create.ImportDescriptor()
        for channel in (1, 2):
            slot = mob.create_timeline_slot(edit_rate=line.rate_hz)
            slot["PhysicalTrackNumber"].value = channel
            slot.segment = self.file.create.SourceClip(media_kind="sound")
            slot.segment.length = line.length
        self._put_timecode(mob, line.media_frame())
        return mob

    def _link(self, mob: Any, source: Any) -> None:
        """Make a mob's two channels those of another."""
        for channel in (1, 2):
            slot = mob.create_timeline_slot(edit_rate=self.timeline.rate_hz)
            slot["PhysicalTrackNumber"].value = channel
            slot.segment = source.create_source_clip(channel, 0, self.timeline.length, "sound")

    def _descriptor(self) -> Any:
        line = self.timeline
        found = self.file.create.WAVEDescriptor()
        found["SampleRate"].value = line.rate_hz
        found["Length"].value = line.length
        found["Summary"].value = bytearray(_summary(line))
        found["ContainerFormat"].value = self.file.dictionary.lookup_containerdef("AAF")
        locator = self.file.create.NetworkLocator()
        locator["URLString"].value = quote(line.media)
        found["Locator"].append(locator)
        return found

    def _put_timecode(self, mob: Any, start: int) -> None:
        rate = self.timeline.frame_rate
        slot = mob.create_timeline_slot(edit_rate=self._frame_rate())
        slot.name = "TC1"
        slot["PhysicalTrackNumber"].value = 1
        length = max(self.timeline.frames(self.timeline.length), 1)
        slot.segment = self.file.create.Timecode(rate.timebase, drop=rate.drop, length=length)
        slot.segment.start = start

    def _frame_rate(self) -> str:
        rate = self.timeline.frame_rate
        return f"{rate.timebase * 1000}/1001" if rate.ntsc else f"{rate.timebase}/1"

    def _compose(self, source: Any) -> None:
        mob = self._mob("CompositionMob", self.timeline.title)
        mob.usage = "Usage_TopLevel"
        mob.comments["synthetic"] = self.timeline.made
        self._put_timecode(mob, self.timeline.start_frame())
        number, first = 0, None
        for track in self.timeline.tracks:
            for channel, side in enumerate(_SIDES[:1] if self.mono else _SIDES, start=1):
                number += 1
                slot = mob.create_sound_slot(edit_rate=self.timeline.rate_hz)
                slot.name = track.name if self.mono else f"{track.name} {side}"
                slot["PhysicalTrackNumber"].value = number
                slot.segment.components.extend(list(self._components(track, source, channel)))
                slot.segment.length = self.timeline.length
                first = first or slot
        if first is not None:
            self._put_markers(mob, first)

    def _components(self, track: Track, source: Any, channel: int) -> Iterator[Any]:
        for part in self.timeline.parts(track):
            if part.clip is None:
                yield self.file.create.Filler("sound", part.length)
            else:
                yield self._clip(part.clip, source, channel)

    def _clip(self, clip: Clip, source: Any, channel: int) -> Any:
        """A clip bears the name of its master, so each has its own."""
        master = self.masters.get(clip.start)
        if master is None:
            master = self.masters[clip.start] = self._mob("MasterMob", clip.name, clip.start)
            self._link(master, source)
        return master.create_source_clip(channel, clip.start, clip.end - clip.start, "sound")

    def _put_markers(self, mob: Any, first: Any) -> None:
        """Markers of rows and beds on the first track, as Media Composer writes its own."""
        slot = self.file.create.EventMobSlot()
        slot["SlotID"].value = _MARKERS_SLOT
        slot["EditRate"].value = self.timeline.rate_hz
        slot["PhysicalTrackNumber"].value = 1
        sequence = self.file.create.Sequence(media_kind="DescriptiveMetadata")
        sequence["Components"].value = []
        slot.segment = sequence
        mob.slots.append(slot)
        marks = [(marker, "Red" if marker.check else "Green") for marker in self.timeline.markers]
        marks += [(bed, "Magenta") for bed in self.timeline.beds]
        for marker, colour in sorted(marks, key=lambda mark: mark[0].start):
            sequence.components.append(self._marker(marker, colour, first))

    def _marker(self, marker: Marker, colour: str, slot: Any) -> Any:
        event = self.file.create.DescriptiveMarker()
        event["DataDefinition"].value = self.file.dictionary.lookup_datadef("DescriptiveMetadata")
        event["Position"].value = marker.start
        event["Length"].value = marker.end - marker.start
        event["DescribedSlots"].value = {slot.slot_id}
        name = f"{marker.name} [{marker.check}]" if marker.check else marker.name
        event["Comment"].value = name
        event["CommentMarkerUser"].value = self.timeline.station
        event["CommentMarkerAttributeList"].value = [
            self.file.create.TaggedValue(key, value)
            for key, value in (
                ("_ATN_CRM_COLOR", colour),
                ("_ATN_CRM_COM", f"{name}: {marker.comment}" if marker.comment else name),
                ("_ATN_CRM_USER", self.timeline.station),
            )
        ]
        red, green, blue = _COLOURS[colour]
        event["CommentMarkerColor"].value = {"red": red, "green": green, "blue": blue}
        return event


def _summary(line: Timeline) -> bytes:
    """The head of the WAV file up to its sound, as a WAVEDescriptor wants it."""
    size = FRAME * line.length
    body = struct.pack("<HHIIHH", 1, 2, PROGRAMME_RATE, PROGRAMME_RATE * FRAME, FRAME, 24)
    riff = struct.pack("<4sI4s", b"RIFF", min(size + 36, 0xFFFFFFFF), b"WAVE")
    data = struct.pack("<4sI", b"data", min(size, 0xFFFFFFFF))
    return riff + struct.pack("<4sI", b"fmt ", len(body)) + body + data

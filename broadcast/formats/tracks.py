"""A delivery in, the programme as an editing program lays it out: tracks by role, clips, gaps, markers."""

import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby, pairwise
from pathlib import Path

from broadcast.formats.columns import Entry, entries
from broadcast.formats.exporter import Delivery
from broadcast.formats.manifest import statement
from broadcast.formats.textfile import one_line
from broadcast.formats.timecode import RATES, FrameRate
from broadcast.model import Bed, Kind, Programme, Row, RunSheet
from broadcast.units import Hz, Samples

NAME_LIMIT = 100
"""Characters of a clip's name; editing programs show fewer."""

_NONE = Samples(0)


class Role(StrEnum):
    """Whose track it is, in the order of the tracks."""

    ANCHOR = "Anchor"
    REPORTER = "Reporter"
    SOUNDBITES = "Soundbites"
    CLIPS = "Clips"
    STINGS = "Stings"
    BEDS = "Beds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A stretch of the programme's WAV file, standing where it stands in the programme.

    Attributes:
        name: One line: "A3 SOT Mira Olsthoorn".
        start: On the programme's clock, and in the WAV file; `end`, the first sample after it.
        row: The run-sheet's row; None for a bed alone.
    """

    name: str
    start: Samples
    end: Samples
    row: Row | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A clip or a gap of a track, at the resolution of a format.

    Attributes:
        start: In the format's units from the programme's start; `end` likewise.
        clip: None for a gap.
    """

    start: int
    end: int
    clip: Clip | None

    @property
    def length(self) -> int:
        """In the format's units, above 0."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The clips of one role, in order, none over another.

    Attributes:
        name: The role; a number tells a second track of it apart.
    """

    role: Role
    name: str
    clips: tuple[Clip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A place, or a stretch, with a name.

    Attributes:
        name: One line.
        comment: One line; may be empty.
        start: On the programme's clock; `end`, the first sample after it.
        check: Why an editor should look at it: "check speaker"; else empty.
    """

    name: str
    comment: str = ""
    start: Samples
    end: Samples
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A programme as tracks.

    Played together the tracks give the programme: no sample is in two clips, and what is in none is silent.

    Attributes:
        slug: One line; `title`, its headline or that.
        length: Of the programme, in samples.
        start: Samples from midnight to its first sample, by the clock of the air time; where that is open,
            as editors of the frame rate are used to.
        on_air: The air time; None while that is open.
        media: The WAV file, relative to the package, with forward slashes.
        media_start: The WAV file's own time reference, in samples from midnight.
        markers: One a row that is heard; `beds` and `stories` are stretches.
        made: Which voices are made.
    """

    slug: str
    title: str
    station: str
    made: str
    created: datetime
    length: Samples
    rate_hz: Hz
    start: Samples
    on_air: datetime | None
    media: str
    media_start: Samples
    frame_rate: FrameRate
    tracks: tuple[Track, ...]
    markers: tuple[Marker, ...]
    beds: tuple[Marker, ...]
    stories: tuple[Marker, ...]

    def parts(self, track: Track, at: Callable[[Samples], int] = int) -> Iterator[Part]:
        """The clips and gaps of a track, one behind the other, from 0 to `at(self.length)`.

        Args:
            track: Of this timeline.
            at: A time in the format's units; it never falls. Starts and ends are rounded alike, so nothing
                overlaps; what becomes nothing is left out.
        """
        edges = [(_NONE, _NONE, None), *((clip.start, clip.end, clip) for clip in track.clips)]
        edges.append((self.length, self.length, None))
        for (_, before, _), (start, end, clip) in pairwise(edges):
            for part in (
                Part(start=at(before), end=at(start), clip=None),
                Part(start=at(start), end=at(end), clip=clip),
            ):
                if part.length > 0:
                    yield part

    def heard(self) -> list[Clip]:
        """The clips of all tracks in the order heard."""
        return sorted((clip for track in self.tracks for clip in track.clips), key=lambda clip: clip.start)

    def start_frame(self) -> int:
        """The timecode of the first sample, as a frame."""
        return self.frame_rate.frame_of_day(self.start, self.rate_hz)

    def media_frame(self) -> int:
        """The timecode of the WAV file's first sample, as a frame."""
        return self.frame_rate.frame_of_day(self.media_start, self.rate_hz)

    def frames(self, count: Samples) -> int:
        """A time on the programme's clock in frames."""
        return self.frame_rate.frames(count, self.rate_hz)


def lay_out(delivery: Delivery) -> Timeline:
    """The programme as tracks by role.

    A row that is heard is a clip; a pause is a gap. Where a bed sounds alone it has clips of its own.

    Raises:
        OSError: The WAV file cannot be read.
    """
    programme, sheet = delivery.programme, delivery.runsheet
    rate = RATES[delivery.choices.frame_rate]
    heard = [entry for entry in entries(sheet) if entry.row.kind is not Kind.PAUSE and entry.row.trt > 0]
    clips = [(_role(entry.row, programme, sheet), _clip(entry)) for entry in heard]
    clips += [(Role.BEDS, clip) for clip in _alone(programme.beds, [clip for _, clip in clips])]
    return Timeline(
        slug=short(sheet.slug),
        title=short(sheet.headline or sheet.slug),
        station=short(delivery.station),
        made=one_line(statement(sheet)),
        created=delivery.created,
        length=programme.length,
        rate_hz=programme.rate_hz,
        start=since_midnight(sheet.on_air, programme.rate_hz, rate.first),
        on_air=sheet.on_air,
        media=delivery.wav.relative_to(delivery.folder).as_posix(),
        media_start=_time_reference(delivery.wav),
        frame_rate=rate,
        tracks=tuple(_tracks(clips)),
        markers=tuple(_marker(entry) for entry in heard),
        beds=tuple(
            Marker(name=short(f"bed: {bed.name}"), start=bed.start, end=bed.end) for bed in programme.beds
        ),
        stories=tuple(_stories(sheet.rows)),
    )


def since_midnight(moment: datetime | None, rate_hz: Hz, hours: int) -> Samples:
    """Samples from midnight to a time of day; to `hours` where there is none."""
    if moment is None:
        return Samples(hours * 3600 * rate_hz)
    whole = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return Samples(whole * rate_hz + moment.microsecond * rate_hz // 1_000_000)


def short(text: str, limit: int = NAME_LIMIT) -> str:
    """Text on one line and of a length that programs take, an ellipsis where it was cut."""
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _role(row: Row, programme: Programme, sheet: RunSheet) -> Role:
    if row.kind is Kind.STING:
        return Role.STINGS
    if row.clip or row.kind is Kind.CLIP:
        return Role.CLIPS
    if row.kind is Kind.SOUNDBITE:
        return Role.SOUNDBITES
    return Role.REPORTER if _narrator(row, programme, sheet) is Kind.FIELD else Role.ANCHOR


def _narrator(row: Row, programme: Programme, sheet: RunSheet) -> Kind:
    """Anchor or field: by the item, else by the narration around the row."""
    items = programme.items
    if row.item < len(items):
        return items[row.item].narrator
    at = sheet.rows.index(row)
    around = (*reversed(sheet.rows[: at + 1]), *sheet.rows[at + 1 :])
    narration = (other.kind for other in around if other.kind in (Kind.ANCHOR, Kind.FIELD))
    return next(narration, Kind.ANCHOR)


def _clip(entry: Entry) -> Clip:
    row = entry.row
    return Clip(name=_name(entry), start=row.start, end=row.end, row=row)


def _name(entry: Entry) -> str:
    row = entry.row
    return short(" ".join(part for part in (row.page, row.form, entry.talent or row.clip) if part))


def _marker(entry: Entry) -> Marker:
    row = entry.row
    cues = " … ".join(cue for cue in (row.in_cue, row.out_cue) if cue)
    made = f"synthetic voice {row.voice}" if row.voice else ""
    recorded = f"recording {row.clip}" if row.clip else ""
    check = one_line(row.status) if row.status.startswith("check") else ""
    facts = (cues, row.title, made, recorded, check, row.note)
    return Marker(
        name=_name(entry),
        comment=short("; ".join(one_line(fact) for fact in facts if fact), 400),
        start=row.start,
        end=row.end,
        check=check,
    )


def _tracks(clips: Iterable[tuple[Role, Clip]]) -> Iterator[Track]:
    """One track a role that is heard; one more where clips of a role lie over each other."""
    for role in Role:
        lanes: list[list[Clip]] = []
        for clip in sorted((one for of, one in clips if of is role), key=lambda one: one.start):
            free = next((lane for lane in lanes if lane[-1].end <= clip.start), None)
            if free is None:
                lanes.append([clip])
            else:
                free.append(clip)
        for number, lane in enumerate(lanes, start=1):
            name = role.value if number == 1 else f"{role} {number}"
            yield Track(role=role, name=name, clips=tuple(lane))


def _alone(beds: Iterable[Bed], clips: list[Clip]) -> Iterator[Clip]:
    """Where a bed sounds and no row does."""
    at = _NONE
    for bed in beds:
        inside = [clip for clip in clips if clip.end > bed.start and clip.start < bed.end]
        covered = sorted((clip.start, clip.end) for clip in inside)
        start = max(bed.start, at)
        for busy, free in [*covered, (bed.end, bed.end)]:
            if busy > start:
                yield Clip(name=short(f"bed: {bed.name}"), start=start, end=busy)
            start = max(start, free)
        at = max(at, bed.end)


def _stories(rows: Iterable[Row]) -> Iterator[Marker]:
    """From the first row of each story to its last."""
    for letters, story in groupby(rows, lambda row: row.page.rstrip("0123456789")):
        own = list(story)
        yield Marker(name=short(f"{letters} {own[0].slug}"), start=own[0].start, end=own[-1].end)


def _time_reference(wav: Path) -> Samples:
    """Samples from midnight that a Broadcast WAV file claims for its first one; 0 without such a claim."""
    with wav.open("rb") as stream:
        stream.seek(12)
        while len(head := stream.read(8)) == 8:
            name, size = struct.unpack("<4sI", head)
            if name == b"bext":
                return Samples(struct.unpack_from("<Q", stream.read(346), 338)[0])
            if name == b"data":
                break
            stream.seek(size + size % 2, 1)
    return _NONE

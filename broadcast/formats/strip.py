"""Programme, RunSheet and peaks in, a picture's parts out: bands, waveform, loudness curve, times."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.errors import PackageError
from broadcast.formats.columns import LEVELS, entries, wall_time
from broadcast.formats.exporter import Delivery
from broadcast.formats.peaks import Peak, read_peaks
from broadcast.formats.textfile import one_line
from broadcast.model import Kind, Programme, RunSheet
from broadcast.units import Hz, Samples, clock, seconds

FIRST_S = 3.0
"""Where the curve's first window ends; its points follow every `STEP_S`."""

STEP_S = 0.1

_MOST_GAIN = 10.0
"""How much a quiet waveform is enlarged: below -20 dBFS it stays small."""

# Seconds between two times on the axis.
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A row on the time axis.

    Attributes:
        start: Where it begins, 0 to 1 of the picture's width; `end` likewise.
        who: Who is heard; empty for a pause.
        times: "0:12.0 to 0:19.5".
    """

    start: float
    end: float
    kind: Kind
    page: str
    form: str
    who: str
    times: str

    @property
    def label(self) -> str:
        """What stands on it."""
        return f"{self.page} {self.who or self.form}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A time on the axis: m:ss of the programme, and hh:mm:ss on the wall where that is known."""

    at: float
    time: str
    wall: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What a picture of a programme shows; across, 0 is its start and 1 its end.

    Attributes:
        bands: The rows.
        peaks: The waveform, a column each, in [-1, 1]; the loudest reaches the edge, but for near silence.
        curve: Place and short-term loudness, held between `floor` and `top`.
        target: What the profile asks for, and its tolerance; None where it is not known.
        floor: Lowest LUFS shown; `top` the highest.
    """

    bands: tuple[Band, ...]
    peaks: tuple[Peak, ...]
    curve: tuple[tuple[float, float], ...]
    ticks: tuple[Tick, ...]
    target: tuple[float, float] | None
    floor: float
    top: float

    def height(self, lufs: float) -> float:
        """How high a level stands, 0 to 1."""
        return (min(max(lufs, self.floor), self.top) - self.floor) / (self.top - self.floor)

    @property
    def grid(self) -> tuple[int, ...]:
        """The levels that a scale names."""
        return tuple(level for level in range(-90, 1, 10) if self.floor < level < self.top)


def strip_of(delivery: Delivery, columns: int = 1100, most_ticks: int = 14) -> Strip | None:
    """The picture of a finished programme; None where there is no sound to draw.

    Args:
        delivery: With the programme's WAV in its folder.
        columns: How finely it is drawn, across.
        most_ticks: How many times there is room for on its axis.

    Raises:
        PackageError: The WAV cannot be read.
    """
    if delivery.runsheet.estimated or delivery.runsheet.trt <= 0:
        return None
    if not delivery.wav.is_file():
        raise PackageError(f"'{delivery.wav.name}' is missing", "render the package again")
    return lay_strip(delivery.programme, delivery.runsheet, read_peaks(delivery.wav, columns), most_ticks)


def lay_strip(programme: Programme, runsheet: RunSheet, peaks: Sequence[Peak], most_ticks: int = 14) -> Strip:
    """The parts of a picture; as many points of the curve at most as there are peaks."""
    levels = LEVELS.get(runsheet.profile)
    middle = levels[0] if levels else -23.0
    floor, top = middle - 19, middle + 10
    return Strip(
        bands=tuple(_bands(runsheet)),
        peaks=_filling(peaks),
        curve=tuple(_curve(programme, max(len(peaks), 1), floor, top)),
        ticks=tuple(_ticks(runsheet, most_ticks)),
        target=levels[:2] if levels else None,
        floor=floor,
        top=top,
    )


def _filling(peaks: Sequence[Peak]) -> tuple[Peak, ...]:
    loudest = max((max(-low, high) for low, high in peaks), default=1.0)
    gain = min(1 / max(loudest, 1e-9), _MOST_GAIN)
    return tuple((low * gain, high * gain) for low, high in peaks)


def _bands(runsheet: RunSheet) -> list[Band]:
    whole = max(runsheet.trt, 1)
    return [
        Band(
            start=min(entry.row.start / whole, 1.0),
            end=min(entry.row.end / whole, 1.0),
            kind=entry.row.kind,
            page=one_line(entry.row.page),
            form=one_line(entry.row.form),
            who=one_line(entry.talent),
            times=f"{entry.moment(entry.row.start)} to {entry.moment(entry.row.end)}",
        )
        for entry in entries(runsheet)
    ]


def _curve(programme: Programme, most: int, floor: float, top: float) -> list[tuple[float, float]]:
    """The curve; where several points share a column, the loudest of them."""
    length_s = seconds(programme.length, programme.rate_hz)
    share = max(math.ceil(len(programme.curve) / most), 1)
    points = []
    for first in range(0, len(programme.curve), share):
        levels = programme.curve[first : first + share]
        loudest = max(range(len(levels)), key=levels.__getitem__)
        at = (FIRST_S + STEP_S * (first + loudest)) / length_s
        points.append((at, min(max(levels[loudest], floor), top)))
    return [point for point in points if point[0] <= 1.0]


def _ticks(runsheet: RunSheet, most: int) -> list[Tick]:
    length_s = seconds(runsheet.trt, runsheet.rate_hz)
    step = next((step for step in _STEPS_S if length_s / step <= most), None)
    step = step or _STEPS_S[-1] * math.ceil(length_s / _STEPS_S[-1] / most)
    return [_tick(runsheet, at_s, length_s) for at_s in range(0, int(length_s) + 1, step)]


def _tick(runsheet: RunSheet, at_s: int, length_s: float) -> Tick:
    wall = f"{wall_time(runsheet.on_air, at_s):%H:%M:%S}" if runsheet.on_air else ""
    return Tick(at=at_s / length_s, time=clock(Samples(at_s), Hz(1)), wall=wall)

"""RunSheet in, cells out: the one definition of the columns that every table shows."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from broadcast.formats.textfile import one_line, printable
from broadcast.model import Kind, Row, RunSheet
from broadcast.units import Hz, Samples, clock

Number = int | float | None

# -17.2 LUFS, and not the one of short-term
_MINUS = re.compile(r"(?<!\w)-(?=\d)")


def wall_time(on_air: datetime, after_s: float) -> datetime:
    """The time of day so long after a programme's start, to the nearest second, summer time counted."""
    moment = on_air.astimezone(UTC) + timedelta(seconds=after_s + 0.5)
    return moment.astimezone(on_air.tzinfo).replace(microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row with what only its neighbours and its sheet know.

    Attributes:
        row: The row.
        talent: Who is heard: the speaker's name, Anchor, Reporter; empty for a pause or a sting.
        rate_hz: What the row's times count in.
        estimated: Whether the sheet is.
        on_air: When the programme starts, aware of its zone; None while that is open.
    """

    row: Row
    talent: str
    rate_hz: Hz
    estimated: bool
    on_air: datetime | None = None

    @property
    def hit(self) -> datetime | None:
        """When the row starts by the clock on the wall."""
        if self.on_air is None:
            return None
        return wall_time(self.on_air, self.row.start / self.rate_hz)

    @property
    def heard(self) -> str:
        """What is heard: a made voice, "recording: harbour-mayor.mp3", or one over the other."""
        recording = f"recording: {self.row.clip}" if self.row.clip else ""
        return " over ".join(filter(None, (self.row.voice, recording)))

    @property
    def levels(self) -> tuple[str, ...]:
        """What stands below the row's loudness: "max S −20.6", "−3.1 dBTP"."""
        loudest, peak = (COLUMNS[key].text(self) for key in ("max_short_term_lufs", "true_peak_dbtp"))
        return (*([f"max S {loudest}"] if loudest else []), *([f"{peak} dBTP"] if peak else []))

    def moment(self, count: Samples) -> str:
        """A time on the programme's clock, to the tenth."""
        return clock(count, self.rate_hz, tenths=True)

    def between(self, start: Samples, end: Samples) -> str:
        """A length as the difference of its two shown ends, so that a column adds up to what is shown."""
        tenths = _units(end, self.rate_hz, 10) - _units(start, self.rate_hz, 10)
        return clock(Samples(tenths), Hz(10), tenths=True)

    def between_s(self, start: Samples, end: Samples) -> float:
        """The same in seconds, to the millisecond."""
        return (_units(end, self.rate_hz, 1000) - _units(start, self.rate_hz, 1000)) / 1000

    def moment_s(self, count: Samples) -> float:
        """A time on the programme's clock in seconds, to the millisecond."""
        return self.between_s(Samples(0), count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the run-sheet.

    Attributes:
        key: Its name in files that programs read; a time's ends in `_s`.
        heading: Its name in tables that people read.
        text: What a person reads: a time as m:ss.t.
        number: What a program reads instead: a count, or seconds to the millisecond; None for text.
        align: Where it stands in its column.
        decimals: Of a number that is no count, as programs read it.
    """

    key: str
    heading: str
    text: Callable[[Entry], str]
    number: Callable[[Entry], Number] | None = None
    align: Literal["left", "right"] = "left"
    decimals: int = 3


def _units(count: Samples, rate_hz: Hz, per_second: int) -> int:
    """Tenths, milliseconds: rounded half up."""
    return (2 * count * per_second + rate_hz) // (2 * rate_hz)


def _words(key: str, heading: str, text: Callable[[Entry], str]) -> Column:
    return Column(key=key, heading=heading, text=lambda entry: one_line(text(entry)))


def _count(key: str, heading: str, number: Callable[[Entry], int | None]) -> Column:
    def text(entry: Entry) -> str:
        found = number(entry)
        return "" if found is None else str(found)

    return Column(key=key, heading=heading, text=text, number=number, align="right")


def _moment(key: str, heading: str, of: Callable[[Row], Samples]) -> Column:
    return Column(
        key=key,
        heading=heading,
        text=lambda entry: entry.moment(of(entry.row)),
        number=lambda entry: entry.moment_s(of(entry.row)),
        align="right",
    )


def _length(key: str, heading: str, ends: Callable[[Row], tuple[Samples, Samples] | None]) -> Column:
    def text(entry: Entry) -> str:
        found = ends(entry.row)
        return entry.between(*found) if found else ""

    def number(entry: Entry) -> float | None:
        found = ends(entry.row)
        return entry.between_s(*found) if found else None

    return Column(key=key, heading=heading, text=text, number=number, align="right")


def _reading(key: str, heading: str, of: Callable[[Entry], float | None]) -> Column:
    """A level to the tenth; nothing where there is none: silence, or a row that is too short."""

    def number(entry: Entry) -> float | None:
        found = of(entry)
        if found is None or not math.isfinite(found):
            return None
        return round(found, 1) + 0.0  # never −0.0

    def text(entry: Entry) -> str:
        found = number(entry)
        return "" if found is None else _signed(f"{found:.1f}")

    return Column(key=key, heading=heading, text=text, number=number, align="right", decimals=1)


def _short_term(entry: Entry) -> float | None:
    """The loudest 3 s of a row; below that length a meter reads too little (EBU Tech 3341)."""
    loudness = entry.row.loudness
    long_enough = entry.row.trt >= 3 * entry.rate_hz
    return loudness.max_short_term if loudness and long_enough else None


COLUMNS: Mapping[str, Column] = {
    column.key: column
    for column in (
        _words("page", "PAGE", lambda entry: entry.row.page),
        _words("slug", "SLUG", lambda entry: entry.row.slug),
        _words("form", "FORM", lambda entry: entry.row.form),
        _words("talent", "TALENT", lambda entry: entry.talent),
        _words("title", "TITLE", lambda entry: entry.row.title),
        _words("voice", "VOICE", lambda entry: entry.heard),
        _words("clip", "RECORDING", lambda entry: entry.row.clip),
        _count("words", "WORDS", lambda entry: entry.row.words if entry.row.kind.spoken else None),
        _count("wpm", "WPM", lambda entry: entry.row.wpm),
        _length("estimate_s", "EST", lambda row: (Samples(0), row.estimate)),
        _length("actual_s", "ACTUAL", lambda row: None if row.actual is None else (row.start, row.end)),
        _length("trt_s", "TRT", lambda row: (row.start, row.end)),
        _words("hit", "HIT", lambda entry: f"{entry.hit:%H:%M:%S}" if entry.hit else ""),
        _moment("start_s", "START", lambda row: row.start),
        _moment("end_s", "END", lambda row: row.end),
        _length("pause_s", "PAUSE", lambda row: (row.end, row.cume)),
        _moment("cume_s", "CUME", lambda row: row.cume),
        _words("in_cue", "IN-CUE", lambda entry: entry.row.in_cue),
        _words("out_cue", "OUT-CUE", lambda entry: entry.row.out_cue),
        _reading("lufs", "LUFS", lambda entry: entry.row.loudness.integrated if entry.row.loudness else None),
        _reading("max_short_term_lufs", "MAX S", _short_term),
        _reading(
            "true_peak_dbtp",
            "dBTP",
            lambda entry: entry.row.loudness.true_peak if entry.row.loudness else None,
        ),
        _words("level", "LEVEL", lambda entry: _signed(entry.row.level)),
        _words("status", "STATUS", lambda entry: entry.row.status),
        _words("note", "NOTE", lambda entry: entry.row.note),
        _words("timing", "TIMING", lambda entry: "estimated" if entry.estimated else "rendered"),
        _words("times_from", "WORD TIMES", lambda entry: entry.row.times_from),
        Column(key="text", heading="TEXT", text=lambda entry: printable(entry.row.text)),
    )
}
"""Key -> column, in the order of the sheet."""


def heading(column: Column, *, estimated: bool) -> str:
    """A column's heading; a running time that is not rendered yet is marked as estimated."""
    return f"{column.heading} (EST)" if estimated and column.key == "trt_s" else column.heading


def present(keys: Iterable[str], laid: Sequence[Entry]) -> list[Column]:
    """Those of the columns that have something to show; all of them where there is no row."""
    columns = [COLUMNS[key] for key in keys]
    return [column for column in columns if not laid or any(column.text(entry) for entry in laid)]


def entries(runsheet: RunSheet) -> Iterator[Entry]:
    """The rows with the talent of each; a package of an earlier version does not tell it."""
    for row, talent in zip(runsheet.rows, _talents(runsheet.rows), strict=True):
        yield Entry(
            row=row,
            talent=row.talent or talent,
            rate_hz=runsheet.rate_hz,
            estimated=runsheet.estimated,
            on_air=runsheet.on_air,
        )


def _talents(rows: tuple[Row, ...]) -> list[str]:
    """Who is heard in each row; a lead-in and a headline are their block's narrator's, as in `Script`."""
    names = {Kind.ANCHOR: "Anchor", Kind.FIELD: "Reporter"}
    blocks = [row.page.rstrip("0123456789") for row in rows]
    first: dict[str, str] = {}
    for row, block in zip(rows, blocks, strict=True):
        if row.kind in names:
            first.setdefault(block, names[row.kind])
    talents: list[str] = []
    narrators = dict(first)
    for row, block in zip(rows, blocks, strict=True):
        if row.kind in names:
            narrators[block] = names[row.kind]
        if row.kind in (Kind.SOUNDBITE, Kind.CLIP):
            talents.append(row.speaker or ("Speaker" if row.kind is Kind.SOUNDBITE else ""))
        else:
            talents.append(narrators.get(block, "Anchor") if row.kind.spoken else "")
    return talents


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A measured level against what the profile asks for.

    Attributes:
        name: What is measured.
        reading: Figure and unit.
        wanted: What it is held to; empty when the profile is not known here.
        passed: None when there is nothing to hold it to.
    """

    name: str
    reading: str
    wanted: str
    passed: bool | None

    @property
    def verdict(self) -> str:
        """PASS, FAIL, or nothing."""
        return "" if self.passed is None else "PASS" if self.passed else "FAIL"


# The levels of broadcast.mix.profiles, which a format may not import; a test holds the two together.
# Name -> target in LUFS, tolerance in LU, highest true peak in dBTP.
LEVELS: Mapping[str, tuple[float, float, float]] = {
    "r128": (-23, 0.2, -1),
    "podcast": (-16, 1, -1),
    "apple": (-16, 1, -1),
    "spotify": (-14, 1, -1),
    "streaming": (-18, 1, -1),
    "aes-speech": (-18, 2, -1),
    "atsc": (-24, 2, -2),
    "prss": (-24, 2, -3),
    "r128-s1": (-23, 0.2, -1),
    "mono": (-16, 1, -1),
}


def checks(runsheet: RunSheet) -> tuple[Check, ...]:
    """Programme loudness and true peak with pass or fail; nothing before it is measured."""
    loudness = runsheet.loudness
    if loudness is None:
        return ()
    levels = LEVELS.get(runsheet.profile)
    target, tolerance, ceiling = levels or (0.0, 0.0, 0.0)
    held = (
        Check(
            name="Loudness",
            reading=_level(loudness.integrated, "LUFS"),
            wanted=_signed(f"{target:g} ±{tolerance:g} LU") if levels else "",
            passed=abs(loudness.integrated - target) <= tolerance if levels else None,
        ),
        Check(
            name="True peak",
            reading=_level(loudness.true_peak, "dBTP"),
            wanted=_signed(f"at most {ceiling:g} dBTP") if levels else "",
            passed=loudness.true_peak <= ceiling if levels else None,
        ),
        Check(name="Range", reading=_level(loudness.range, "LU"), wanted="", passed=None),
    )
    return (*held, *_verdict(runsheet, told=levels is not None))


def _verdict(runsheet: RunSheet, *, told: bool) -> Iterator[Check]:
    """What the mix says of the whole, where the levels above do not tell the same already."""
    passed = runsheet.level == "pass"
    if runsheet.level and not (passed and told):
        why = "as the profile asks" if passed else one_line(runsheet.level.partition(":")[2]) or "not met"
        yield Check(name="Level", reading=_signed(why), wanted="", passed=passed)


def on_air_text(runsheet: RunSheet) -> str:
    """When it goes on air: "2031-03-04 18:00:00 +00:00"; empty while that is open."""
    if runsheet.on_air is None:
        return ""
    zone = f"{runsheet.on_air:%z}"
    return f"{runsheet.on_air:%Y-%m-%d %H:%M:%S} {zone[:3]}:{zone[3:5]}"


def _level(figure: float, unit: str) -> str:
    """A level to the tenth, with a true minus sign: −23.0 LUFS."""
    if figure == float("-inf"):
        return f"−∞ {unit}"
    return _signed(f"{figure:.1f} {unit}")


def _signed(text: str) -> str:
    return _MINUS.sub("−", text)


def running_time(runsheet: RunSheet) -> str:
    """The programme's length as every form shows it, to the tenth; the column of cumes ends in it."""
    return clock(runsheet.trt, runsheet.rate_hz, tenths=True)

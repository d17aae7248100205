"""A finished programme in, `<stem>.svg` out: waveform, loudness and rows on one axis of time."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from xml.sax.saxutils import escape

from broadcast.formats.columns import checks, on_air_text, running_time
from broadcast.formats.exporter import Delivery
from broadcast.formats.strip import Band, Strip, strip_of
from broadcast.formats.textfile import one_line, write_text
from broadcast.formats.widths import shortened
from broadcast.model import RunSheet
from broadcast.units import seconds

_WIDTH = 1200
_LEFT, _RIGHT = 56, 1188
_ACROSS = _RIGHT - _LEFT
_TITLE = 40
_BAND = 24
_WAVE = 104
_GAP = 12
_CURVE = 128
_AXIS = 24
_WALL = 17

_LABEL_PX = 7.6
"""Width of a letter of a band's label."""


class Picture:
    """The programme as a picture."""

    name = "svg"
    default = True

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.svg`; nothing where there is no sound.

        Raises:
            PackageError: It cannot be written, or the WAV cannot be read.
        """
        strip = strip_of(delivery)
        if strip is None:
            return []
        path = delivery.folder / f"{delivery.stem}.svg"
        return [write_text(path, draw(delivery.runsheet, strip, alone=True))]


def draw(runsheet: RunSheet, strip: Strip, *, alone: bool) -> str:
    """The picture as an `svg` element.

    Args:
        runsheet: Names the picture.
        strip: What it shows.
        alone: Whether it is a file of its own, with a title to see and its style; a page has both already.
    """
    top = _TITLE if alone else 0
    bottom = top + _BAND + _WAVE + (_GAP + _CURVE if strip.curve else 0)
    walls = any(tick.wall for tick in strip.ticks)
    height = bottom + _AXIS + (_WALL if walls else 0)
    length_s = seconds(runsheet.trt, runsheet.rate_hz)
    name = _text(runsheet.headline or runsheet.slug) or "Programme"
    size = f'viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="pp-title pp-desc"'
    axis = f'data-left="{_LEFT}" data-right="{_RIGHT}" data-bottom="{bottom}" data-seconds="{length_s:.3f}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pp" {size} {axis}>',
        f'<title id="pp-title">{name}: waveform and loudness</title>',
        f'<desc id="pp-desc">{_description(runsheet, strip)}</desc>',
    ]
    if alone:
        lines.append(f"<style>{_css()}</style>")
        lines.append(f'<rect class="pp-paper" width="{_WIDTH}" height="{height}"/>')
        lines.extend(_title(runsheet))
    lines.extend(_axis(strip, top, bottom))
    lines.extend(line for band in strip.bands for line in _band(band, top, bottom))
    lines.append(_wave(strip, top + _BAND))
    if strip.curve:
        lines.extend(_curve(strip, top + _BAND + _WAVE + _GAP))
    return "\n".join([*lines, "</svg>"]) + "\n"


def _title(runsheet: RunSheet) -> Iterator[str]:
    facts = [f"TRT {running_time(runsheet)}"]
    facts += [f"{check.reading} {check.verdict}".strip() for check in checks(runsheet)[:2]]
    told = _text(" · ".join(facts))
    name = one_line(runsheet.headline or runsheet.slug)
    room = int((_ACROSS - 8.4 * len(told)) / 10.4)
    yield f'<text class="pp-headline" x="{_LEFT}" y="26">{_text(shortened(name, max(room, 8)))}</text>'
    yield (f'<text class="pp-trt" x="{_RIGHT}" y="26" text-anchor="end">{told}</text>')


def _description(runsheet: RunSheet, strip: Strip) -> str:
    rows = f"{len(strip.bands)} row{'' if len(strip.bands) == 1 else 's'}"
    facts = [f"{running_time(runsheet)} long, {rows}"]
    if on_air := on_air_text(runsheet):
        facts.append(f"on air {on_air}")
    facts += [f"{check.name.lower()} {check.reading} {check.verdict}".strip() for check in checks(runsheet)]
    return _text("; ".join(facts)) + "."


def _axis(strip: Strip, top: int, bottom: int) -> Iterator[str]:
    """Lines and names of the times; a name at either end stays inside."""
    path = "".join(f"M{_x(tick.at)} {top + _BAND}V{bottom + 5}" for tick in strip.ticks)
    yield f'<path class="pp-line" d="{path}"/>'
    for tick in strip.ticks:
        anchor = "end" if _LEFT + _ACROSS * tick.at > _WIDTH - 24 else "middle"
        place = f'x="{_x(tick.at)}" text-anchor="{anchor}"'
        yield f'<text {place} y="{bottom + 18}">{tick.time}</text>'
        if tick.wall:
            yield f'<text {place} y="{bottom + 18 + _WALL}">{tick.wall}</text>'


def _band(band: Band, top: int, bottom: int) -> Iterator[str]:
    """A row: its head with page and talent, its colour behind what is heard, and all of it on pointing."""
    left, width = _LEFT + _ACROSS * band.start, _ACROSS * (band.end - band.start)
    head = max(width - 1, 0.8)  # rows stand apart
    told = f"{shortened(band.label, 60)} {band.form}, {band.times}"
    yield f'<g class="{band.kind.value}"><title>{_text(told)}</title>'
    across = f'x="{left:.1f}" width="{head:.1f}"'
    yield f'<rect class="pp-head" {across} y="{top}" height="{_BAND - 4}" rx="2"/>'
    yield f'<rect class="pp-wash" {across} y="{top + _BAND}" height="{bottom - top - _BAND}"/>'
    letters = int((width - 9) / _LABEL_PX)
    label = band.label if letters > len(band.page) + 3 else band.page
    if letters >= len(band.page) > 0:
        shown = _text(shortened(label, letters))
        yield f'<text class="pp-label" x="{left + 5:.1f}" y="{top + 14.5}">{shown}</text>'
    yield "</g>"


def _wave(strip: Strip, top: int) -> str:
    """The waveform as one shape: the highest samples there, the lowest ones back."""
    if not strip.peaks:
        return ""
    middle, half = top + _WAVE / 2, _WAVE / 2 - 2
    places = [_x((column + 0.5) / len(strip.peaks)) for column in range(len(strip.peaks))]
    upper = [f"{x} {middle - half * high:.1f}" for x, (_, high) in zip(places, strip.peaks, strict=True)]
    lower = [f"{x} {middle - half * low:.1f}" for x, (low, _) in zip(places, strip.peaks, strict=True)]
    return f'<path class="pp-wave" d="M{"L".join([*upper, *reversed(lower)])}Z"/>'


def _curve(strip: Strip, top: int) -> Iterator[str]:
    """Short-term loudness with its scale, the target and what is tolerated."""
    for level in strip.grid:
        y = _y(strip, level, top)
        yield f'<path class="pp-line" d="M{_LEFT} {y}H{_RIGHT}"/>'
        yield f'<text x="{_LEFT - 7}" y="{y + 4:.1f}" text-anchor="end">{_signed(f"{level}")}</text>'
    yield f'<text x="{_LEFT + 5}" y="{top + 13}">short-term loudness, LUFS</text>'
    if strip.target:
        target, tolerance = strip.target
        upper, lower = _y(strip, target + tolerance, top), _y(strip, target - tolerance, top)
        y = _y(strip, target, top)
        across = f'x="{_LEFT}" width="{_ACROSS}"'
        yield f'<rect class="pp-within" {across} y="{upper}" height="{lower - upper:.1f}"/>'
        yield f'<path class="pp-target" d="M{_LEFT} {y}H{_RIGHT}"/>'
        wanted = _signed(f"target {target:g} ±{tolerance:g}")
        place = f'x="{_RIGHT - 5}" y="{top + 13}" text-anchor="end"'
        yield f'<text class="pp-target-name" {place}>{wanted}</text>'
    points = [f"{_x(at)} {_y(strip, level, top)}" for at, level in strip.curve]
    yield f'<path class="pp-curve" d="M{"L".join(points)}"/>'


def _x(at: float) -> float:
    return round(_LEFT + _ACROSS * at, 1)


def _y(strip: Strip, level: float, top: int) -> float:
    return round(top + _CURVE * (1 - strip.height(level)), 1)


def _signed(text: str) -> str:
    return text.replace("-", "−")


def _text(text: str) -> str:
    """Text as XML holds it."""
    return escape(one_line(text), {'"': "&quot;"})


@cache
def _css() -> str:
    return (files("broadcast") / "data" / "page" / "picture.css").read_text(encoding="utf-8").strip()

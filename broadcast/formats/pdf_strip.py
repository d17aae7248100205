"""A picture's parts in, the same on paper out: rows, waveform and loudness over the time they take."""

from typing import TYPE_CHECKING

from broadcast.formats.pdf_paper import INK, RULE, SOFT, Align, Look, Paper
from broadcast.formats.pdf_text import BOLD, fitted, width_of
from broadcast.formats.strip import Band, Strip
from broadcast.model import Kind

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

# Kind -> the colour of its stripe and a wash of it; they differ in brightness, for print without colour
COLOURS: dict[Kind, tuple[str, str]] = {
    Kind.ANCHOR: ("#0B5CAD", "#EAF2FA"),
    Kind.HEADLINE: ("#0B5CAD", "#EAF2FA"),
    Kind.FIELD: ("#0A6B5A", "#DFEFEA"),
    Kind.SOUNDBITE: ("#5B21B6", "#E4DAF5"),
    Kind.CLIP: ("#5B21B6", "#E4DAF5"),
    Kind.LEAD_IN: ("#7A8494", "#F6F7F9"),
}
OTHER = ("#B9C1CD", "#FFFFFF")

_SCALE = 30.0
_BAND, _WAVE, _CURVE, _AXIS = 13.0, 48.0, 56.0, 12.0


def height_of(strip: Strip) -> float:
    """How much of a page the picture takes, in points."""
    walls = any(tick.wall for tick in strip.ticks)
    return _BAND + _WAVE + (_CURVE if strip.curve else 0) + _AXIS * (2 if walls else 1) + 8


def draw_strip(paper: Paper, strip: Strip) -> None:
    """Draw the picture where the page is filled to."""
    top = paper.y
    bottom = top - _BAND - _WAVE - (_CURVE if strip.curve else 0)
    left, across = paper.left + _SCALE, paper.width - _SCALE
    for band in strip.bands:
        _draw_band(paper, band, (left + across * band.start, across * (band.end - band.start)), (top, bottom))
    for tick in strip.ticks:
        x = left + across * tick.at
        align: Align = "right" if tick.at > 0.98 else "centre"
        _line(paper, [(x, bottom), (x, bottom - 3)], RULE, 0.5)
        for step, name in enumerate(filter(None, (tick.time, tick.wall)), start=1):
            paper.text(x, bottom - 1 - _AXIS * step + 3, name, Look(6.5, colour=SOFT), align)
    _draw_wave(paper, strip, (left, across), top - _BAND - _WAVE / 2)
    if strip.curve:
        _draw_curve(paper, strip, (left, across), bottom)
    paper.y -= height_of(strip)


def _draw_band(paper: Paper, band: Band, place: tuple[float, float], ends: tuple[float, float]) -> None:
    (x, width), (top, bottom) = place, ends
    ink, wash = COLOURS.get(band.kind, OTHER)
    shown = max(width - 0.6, 0.3)
    paper.box(x, bottom, shown, top - bottom - _BAND, wash)
    paper.box(x, top - _BAND + 2, shown, _BAND - 2, ink)
    name = band.label if width > width_of(band.page, BOLD, 7) + 18 else band.page
    label = fitted(name, BOLD, 7, width - 4)
    colour = INK if ink == OTHER[0] else "#FFFFFF"
    if band.page and label.startswith(band.page):
        paper.text(x + 2.5, top - _BAND + 5.2, label, Look(7, BOLD, colour))


def _draw_wave(paper: Paper, strip: Strip, span: tuple[float, float], middle: float) -> None:
    (left, across), half = span, _WAVE / 2 - 2
    count = max(len(strip.peaks), 1)
    places = [left + across * (column + 0.5) / count for column in range(len(strip.peaks))]
    upper = [(x, middle + half * high) for x, (_, high) in zip(places, strip.peaks, strict=True)]
    lower = [(x, middle + half * low) for x, (low, _) in zip(places, strip.peaks, strict=True)]
    outline = [*upper, *reversed(lower)]

    def draw(canvas: "Canvas") -> None:
        path = canvas.beginPath()
        path.moveTo(*outline[0])
        for point in outline[1:]:
            path.lineTo(*point)
        path.close()
        canvas.setFillColor("#2B3340")
        canvas.drawPath(path, stroke=0, fill=1)

    if outline:
        paper.mark(draw)


def _draw_curve(paper: Paper, strip: Strip, span: tuple[float, float], bottom: float) -> None:
    """Short-term loudness, its scale at the left, and the target as a dashed line in what is tolerated."""
    left, across = span
    tall = _CURVE - 6

    def y(level: float) -> float:
        return bottom + tall * strip.height(level)

    for level in strip.grid:
        _line(paper, [(left, y(level)), (left + across, y(level))], RULE, 0.3)
        paper.text(left - 4, y(level) - 2.2, f"−{abs(level)}", Look(6.5, colour=SOFT), "right")
    if strip.target:
        target, tolerance = strip.target
        low = y(target - tolerance)
        paper.box(left, low, across, y(target + tolerance) - low, "#9CC9B3")
        _line(paper, [(left, y(target)), (left + across, y(target))], "#0A6B3D", 0.7, (4, 2.5))
        wanted = f"target {target:g} ±{tolerance:g}".replace("-", "−")
        paper.text(left + across - 3, bottom + tall - 5, wanted, Look(6.5, BOLD, "#0A6B3D"), "right")
    paper.text(left + 3, bottom + tall - 5, "short-term loudness, LUFS", Look(6.5, colour=SOFT))
    _line(paper, [(left + across * at, y(level)) for at, level in strip.curve], INK, 0.9)


def _line(
    paper: Paper,
    points: list[tuple[float, float]],
    colour: str,
    weight: float,
    dash: tuple[float, ...] = (),
) -> None:
    def draw(canvas: "Canvas") -> None:
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(weight)
        canvas.setDash(*([list(dash)] if dash else []))
        path = canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.setDash()

    paper.mark(draw)

"""A Delivery in, what Liquidsoap plays out: an annotated playlist, and a script that is ready to run."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from broadcast.formats.exporter import Delivery
from broadcast.formats.manifest import generator, statement
from broadcast.formats.textfile import one_line, write_text
from broadcast.model import Kind
from broadcast.units import seconds

FADE_S = 0.01
"""At both ends: no click, and no word that is softened."""

FRAME_S = 0.04
"""Liquidsoap drops the last frame before a cue point (2.1.3, measured): so much is added behind the sound."""


class Liquidsoap:
    """Writes `<stem>.liq.m3u`, one `annotate:` address, and `<stem>.liq`, a script that plays the package.

    The cue points are the first and the last sound of the run-sheet, so that no silence analysis is needed;
    nothing is crossed with its neighbours, and the level stays as it is.
    """

    name = "liquidsoap"
    default = False

    def write(self, delivery: Delivery) -> Sequence[Path]:
        """Write the files.

        Raises:
            PackageError: One cannot be written.
        """
        folder, stem = delivery.folder, delivery.stem
        return [
            write_text(folder / f"{stem}.liq.m3u", f"#EXTM3U\n{annotated(delivery)}{delivery.wav.name}\n"),
            write_text(folder / f"{stem}.liq", script(delivery)),
        ]


def cue_points(delivery: Delivery) -> tuple[float, float]:
    """Seconds of the first sound, and a frame after the last one: whole milliseconds, no sound is cut."""
    sheet = delivery.runsheet
    heard = [row for row in sheet.rows if row.trt > 0 and row.kind is not Kind.PAUSE]
    first, last = (heard[0].start, heard[-1].end) if heard else (0, sheet.trt)
    cue_out = math.ceil(1000 * (last / sheet.rate_hz + FRAME_S))
    whole = math.ceil(1000 * sheet.trt / sheet.rate_hz)
    return math.floor(1000 * first / sheet.rate_hz) / 1000, min(cue_out, whole) / 1000


def annotated(delivery: Delivery) -> str:
    """`annotate:title="...",liq_cue_in="0.1":`, the path left out."""
    sheet = delivery.runsheet
    cue_in, cue_out = cue_points(delivery)
    return annotate(
        {
            "title": sheet.headline or sheet.slug or "Untitled",
            "artist": delivery.station or "broadcast",
            "genre": "News",
            "comment": statement(sheet),
            "duration": f"{seconds(sheet.trt, sheet.rate_hz):.3f}",
            "liq_cue_in": f"{cue_in:.3f}",
            "liq_cue_out": f"{cue_out:.3f}",
            "liq_fade_in": f"{FADE_S:.3f}",
            "liq_fade_out": f"{FADE_S:.3f}",
            "liq_cross_duration": "0.",
            "liq_amplify": "0 dB",
        }
    )


def annotate(texts: Mapping[str, str]) -> str:
    r"""Texts before a path, as Liquidsoap's protocol `annotate` reads them.

    It refuses an address with `#{` in it (2.1.3, measured), so a space goes between the two.

    >>> annotate({"title": 'The "Sorn", again'})
    'annotate:title="The \\"Sorn\\", again":'
    """
    parts = [name + "=" + _quoted(text).replace("#{", "# {") for name, text in texts.items()]
    return f"annotate:{','.join(parts)}:"


def script(delivery: Delivery) -> str:
    """A script that plays the programme once, wherever the package stands.

    References:
        Savonet, "Liquidsoap" 2.1 and 2.3: from 2.3 on cue points are kept without `cue_cut`.
    """
    sheet, stem = delivery.runsheet, delivery.stem
    return _SCRIPT.format(
        title=one_line(sheet.headline or sheet.slug),
        made=f"{generator()}, {one_line(statement(sheet))}",
        name=f"{stem}.liq",
        annotated=literal(annotated(delivery)),
        sound=literal(delivery.wav.name),
    )


def literal(text: str) -> str:
    r"""A text as Liquidsoap's language writes it; no part of it is taken for a program.

    >>> print(literal('a "b" #{exit()}'))
    "a \"b\" #" ^ "{exit()}"
    """
    return _quoted(text).replace("#{", '#" ^ "{')


def _quoted(text: str) -> str:
    escaped = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_SCRIPT = """\
# {title}
# {made}
#
#   liquidsoap {name}              plays it once
#   liquidsoap {name} -- out.wav   writes what would be heard, as fast as it can

sound = path.concat(path.dirname(argv(0)), {sound})
if not file.exists(sound) then
  error.raise(error.register("package"), sound ^ " is missing")
end
programme = request.once(request.create({annotated} ^ sound))
%ifdef cue_cut
programme = cue_cut(programme)
%endif
programme = amplify(1., override="liq_amplify", programme)
programme = fade.in(duration=0., fade.out(duration=0., programme))

target = argv(default="", 1)
if target == "" then
  ignore(output(fallible=true, on_stop=shutdown, programme))
else
  clock.assign_new(sync="none", [programme])
  ignore(output.file(fallible=true, on_stop=shutdown, %wav, target, programme))
end
"""

"""Segments and pauses of the run-sheet against the frames of the WAV file, to the sample, all five samples.

The cuts are counted too: each must last as its row says.
"""

import sys
import wave
from itertools import pairwise
from pathlib import Path

from harness import SAMPLES, SCRIPTS, Figures, parser, place, programme, runsheet


def frames(sound: Path) -> int:
    """Frames of a WAV file."""
    with wave.open(str(sound)) as file:
        return file.getnframes()


def check(package: Path, figures: Figures) -> bool:
    """Whether everything adds up in a package."""
    rows = runsheet(package)["rows"]
    parts = rows[0]["start"]["samples"] + sum(row["trt"]["samples"] + row["pause"]["samples"] for row in rows)
    whole = frames(programme(package))
    joined = all(row["cume"]["samples"] == after["start"]["samples"] for row, after in pairwise(rows))
    lasting = {row["page"]: row["trt"]["samples"] for row in rows}
    cuts = {path.name.partition("_")[0]: frames(path) for path in (package / "cuts").glob("*.wav")}
    whole_cuts = bool(cuts) and all(lasting[page] == length for page, length in cuts.items())
    figures.note(
        f"{package.name}: {len(rows)} rows, {parts} samples against {whole} frames; {len(cuts)} cuts "
        f"{'as their rows' if whole_cuts else 'NOT as their rows'}"
    )
    return parts == whole and joined and whole_cuts


def main() -> int:
    chosen = parser(__doc__).parse_args()
    figures = Figures("cues")
    with place(chosen) as bench:
        exact = [check(bench.render(SCRIPTS / name, "hibari")[0], figures) for name in SAMPLES]
    figures.add(
        "sum of segments and pauses against the file",
        f"equal to the sample, {len(SAMPLES)} of {len(SAMPLES)} samples",
        f"{sum(exact)} of {len(SAMPLES)} equal",
        all(exact),
    )
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())

"""How fast the program is: rendering, rendering again, starting, and timing a script before it is spoken.

Every command is timed whole, from outside. "Nothing cached" means that no line was ever spoken; the models,
which are prepared once a machine, are prepared.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from harness import HARBOUR, ROOT, Figures, Place, length_s, parser, place, runsheet
from model_files import MODEL

BARE_SHARE = 0.95
HIBARI_RATE = 40.0
EDIT_S = 3.0
START_S = 0.4
RUNSHEET_S = 2.5
RUNSHEET_SHARE = 0.005
EDITED = "The port says it employs 287 of them"
"""The beginning of a sentence of the report, to be changed."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What every part needs."""

    place: Place
    figures: Figures
    pairs: int

    def bare(self, report: Path, *options: object) -> dict[str, Any]:
        """What the plain model takes for the lines of a report, loaded and warm."""
        model = self.place.folder / MODEL
        if not model.is_file():
            self.place.run_other([self.place.python, ROOT / "bench" / "model_files.py", self.place.folder])
        run = self.place.run_other([self.place.python, ROOT / "bench" / "bare.py", model, report, *options])
        told: dict[str, Any] = json.loads(run.output)
        return told


def kokoro(bench: Bench) -> None:
    """Rendering against the bare model, A B A B."""
    bare, ours, walls = [], [], []
    for _ in range(bench.pairs):
        told = bench.bare(HARBOUR)
        bare.append(told["audio_s"] / told["wall_s"])
        package, run = bench.place.render(HARBOUR, "kokoro", "--delivery", "own")
        ours.append(length_s(package) / run.wall_s)
        walls.append(run.wall_s / told["wall_s"])
        bench.figures.note(
            f"bare model, {told['lines']} lines: {told['audio_s']:.1f} s of audio in {told['wall_s']:.1f} s; "
            f"render: {length_s(package):.1f} s in {run.wall_s:.1f} s"
        )
    share = median(ours) / median(bare)
    bench.figures.add(
        "render, kokoro, nothing cached, against the bare model (2 processes x 1 thread)",
        f">= {BARE_SHARE} x",
        f"{median(ours):.2f} against {median(bare):.2f} audio-s/s: {share:.2f} x",
        share >= BARE_SHARE,
    )
    bench.figures.note(f"wall time of the same lines: {median(walls):.2f} x the bare model's")


def hibari(bench: Bench) -> None:
    """Rendering with the small voice."""
    rates = []
    for _ in range(bench.pairs + 1):
        package, run = bench.place.render(HARBOUR, "hibari")
        rates.append(length_s(package) / run.wall_s)
        bench.figures.note(f"render, hibari: {length_s(package):.1f} s of audio in {run.wall_s:.2f} s")
    bench.figures.add(
        "render, hibari, nothing cached",
        f">= {HIBARI_RATE:.0f} audio-s/s",
        f"{median(rates):.1f} audio-s/s",
        median(rates) >= HIBARI_RATE,
    )


def edit(bench: Bench) -> None:
    """Rendering again with one sentence changed, that line's own speech taken off."""
    cache = bench.place.fresh_cache()
    bench.place.render(HARBOUR, "kokoro", cache=cache)
    text = HARBOUR.read_text(encoding="utf-8")
    if EDITED not in text:
        raise SystemExit(f"{HARBOUR.name} no longer has the sentence '{EDITED} ...'")
    beyond = []
    for number in range(3):
        changed = bench.place.folder / f"edit-{number}" / HARBOUR.name
        changed.parent.mkdir()
        changed.write_text(text.replace(EDITED, EDITED.replace("287", str(number + 288))), encoding="utf-8")
        told = bench.bare(changed, "--beyond", HARBOUR, "--processes", 1)
        if told["lines"] != 1:
            raise SystemExit(f"one sentence was changed, {told['lines']} lines are new")
        _, run = bench.place.render(changed, "kokoro", cache=cache)
        beyond.append(run.wall_s - told["wall_s"])
        bench.figures.note(f"render again: {run.wall_s:.2f} s; the line alone: {told['wall_s']:.2f} s")
    bench.figures.add(
        "render again, one sentence changed, beyond that line's own speech",
        f"<= {EDIT_S:.0f} s",
        f"{median(beyond):.2f} s",
        median(beyond) <= EDIT_S,
    )


def start(bench: Bench) -> None:
    """Commands that load no model."""
    cache = bench.place.fresh_cache()
    for arguments in (["--help"], ["voices"]):
        first = bench.place.run(*arguments, cache=cache).wall_s
        walls = [bench.place.run(*arguments, cache=cache).wall_s for _ in range(7)]
        name = " ".join(["broadcast", *arguments])
        bench.figures.note(f"{name}: first {first:.2f} s, then {min(walls):.2f} to {max(walls):.2f} s")
        bench.figures.add(f"`{name}`", f"<= {START_S} s", f"{median(walls):.2f} s", median(walls) <= START_S)


def timing(bench: Bench) -> None:
    """The run-sheet before rendering: how soon, and how true."""
    for engine in ("kokoro", "hibari"):
        cache = bench.place.fresh_cache()
        command = ("runsheet", HARBOUR, "--engine", engine)
        walls = [bench.place.run(*command, cache=cache).wall_s for _ in range(5)]
        forecast = json.loads(bench.place.run(*command, "--format", "json", cache=cache).output)
        package, _ = bench.place.render(HARBOUR, engine)
        said, real = forecast["trt"]["samples"], runsheet(package)["trt"]["samples"]
        bench.figures.add(
            f"run-sheet before rendering, {engine}",
            f"<= {RUNSHEET_S} s",
            f"{median(walls):.2f} s",
            median(walls) <= RUNSHEET_S,
        )
        off = abs(said - real) / real
        bench.figures.add(
            f"its length against the rendered one, {engine}",
            f"<= {RUNSHEET_SHARE:.1%}",
            f"{off:.3%} ({said - real:+d} samples of {real})",
            off <= RUNSHEET_SHARE,
        )


PARTS = {"kokoro": kokoro, "hibari": hibari, "edit": edit, "start": start, "runsheet": timing}


def main() -> int:
    options = parser(__doc__)
    options.add_argument("--pairs", type=int, default=2, help="bare model and render, so many times in turn")
    options.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="some parts only")
    chosen = options.parse_args()
    figures = Figures("speed")
    with place(chosen) as folder:
        for name in chosen.only:
            PARTS[name](Bench(folder, figures, chosen.pairs))
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())

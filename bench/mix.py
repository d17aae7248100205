"""Mix and default formats of ten minutes of audio, every take in the cache, against real time.

Runs inside the measured installation: the takes are spoken once, then the programme is mixed and its package
written several times; the median counts. Speaking, planning and the start of Python are left out.
"""

import shutil
import sys

from harness import Figures, parser, place
from texts import long_report

GOAL = 0.02
ROUNDS = 5
SCRIPT = """
import statistics, sys, time
from pathlib import Path
import broadcast.studio as studio
from broadcast import pipeline
from broadcast.settings import Settings

spent = []

def timed(name):
    made = getattr(studio, name)
    def run(*given):
        begin = time.perf_counter()
        found = made(*given)
        spent.append(time.perf_counter() - begin)
        return found
    setattr(studio, name, run)

timed("match_voices")
timed("master_rows")
settings = Settings(engine="hibari", audio=Path(sys.argv[2]))
script = pipeline.read_script(Path(sys.argv[1]), settings)
mixes, packages = [], []
for _ in range(int(sys.argv[3]) + 1):
    spent.clear()
    production = pipeline.produce(script, settings)
    mixes.append(sum(spent))
    begin = time.perf_counter()
    pipeline.write_package(production, force=True)
    packages.append(time.perf_counter() - begin)
print(production.programme.length / 48_000, statistics.median(mixes[1:]), statistics.median(packages[1:]))
"""


def main() -> int:
    options = parser(__doc__)
    options.add_argument("--minutes", type=float, default=10.0)
    chosen = options.parse_args()
    figures = Figures("mix and formats")
    with place(chosen) as bench:
        report = bench.folder / "estuary.txt"
        report.write_text(long_report(chosen.minutes), encoding="utf-8")
        out = bench.folder / "audio"
        cache = bench.fresh_cache()
        run = bench.run_other([bench.python, "-c", SCRIPT, report, out, ROUNDS], cache=cache)
        length, mix, package = (float(figure) for figure in run.output.split())
        shutil.rmtree(out)
        ratio = (mix + package) / length
        figures.note(f"{length / 60:.1f} min: mix {mix:.2f} s, package {package:.2f} s, {run.peak_mb:.0f} MB")
        figures.add(
            f"mix and all default formats of {chosen.minutes:g} min, takes cached, 2 cores",
            f"<= {GOAL} x real time",
            f"{ratio:.4f} x ({mix + package:.1f} s)",
            ratio <= GOAL,
        )
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())

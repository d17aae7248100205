"""Peak memory of rendering a long text against that of a short one, nothing cached, hibari.

Resident memory of the largest process of the command's tree. No sentence stands twice in the texts. The long
package needs about 6 GB in the folder for temporary files (TMPDIR).
"""

import shutil
import sys

from harness import Figures, Place, length_s, parser, place
from texts import long_report

SHORT_MINUTES = 10
GOAL = 1.3


def peak_mb(bench: Place, figures: Figures, minutes: float) -> float:
    """Render a text of so many minutes."""
    report = bench.folder / f"estuary-{minutes:.0f}.txt"
    report.write_text(long_report(minutes), encoding="utf-8")
    cache = bench.fresh_cache()
    package, run = bench.render(report, "hibari", cache=cache)
    seconds = length_s(package)
    figures.note(f"{seconds / 60:.1f} min of audio: {run.peak_mb:.0f} MB, {run.wall_s:.0f} s")
    shutil.rmtree(package)
    shutil.rmtree(cache)
    return run.peak_mb


def main() -> int:
    options = parser(__doc__)
    options.add_argument("--hours", type=float, default=2.0, help="length of the long text (default: 2)")
    chosen = options.parse_args()
    figures = Figures("memory")
    with place(chosen) as bench:
        short = peak_mb(bench, figures, SHORT_MINUTES)
        long = peak_mb(bench, figures, chosen.hours * 60)
    figures.add(
        f"peak memory, hibari, {chosen.hours:g} h against {SHORT_MINUTES} min",
        f"<= {GOAL} x",
        f"{long:.0f} against {short:.0f} MB: {long / short:.2f} x",
        long / short <= GOAL,
    )
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())

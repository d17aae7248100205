"""Loudness and true peak of unlike packages, measured by ffmpeg's ebur128 as the outsider."""

import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from harness import SCRIPTS, Figures, Place, parser, place, programme
from texts import ONE_SENTENCE, QUOTES_ONLY, long_report

TOLERANCE_LU = 0.1
TRUE_PEAK = -1.0
TARGETS = {"r128": -23.0, "podcast": -16.0}
# lavfi.r128.I=-22.987
INTEGRATED = re.compile(r"^lavfi\.r128\.I=(-?[\d.]+|-inf)", re.MULTILINE)
#     Peak:       -3.8 dBFS
PEAK = re.compile(r"Peak:\s+(-?[\d.]+|-inf) dBFS")


@dataclass(frozen=True, slots=True)
class Case:
    """A report to be rendered: a sample's file name, or a text of its own."""

    name: str
    engine: str
    text: str = ""


CASES = (
    Case("budget.txt", "hibari"),
    Case("ferry.txt", "hibari"),
    Case("festival.txt", "hibari"),
    Case("harbour.txt", "hibari"),
    Case("ridge-fire.md", "hibari"),
    Case("budget.txt", "kokoro"),
    Case("festival.txt", "tone"),
    Case("one-sentence.txt", "hibari", ONE_SENTENCE),
    Case("quotes-only.txt", "hibari", QUOTES_ONLY),
    Case("ten-minutes.txt", "hibari", long_report(10)),
)
PODCASTS = (CASES[3], CASES[7], CASES[6])


def measure(bench: Place, sound: Path) -> tuple[float, float]:
    """(integrated loudness in LUFS, true peak in dBTP) by ffmpeg."""
    meter = "ebur128=peak=true:metadata=1:framelog=verbose,ametadata=mode=print:key=lavfi.r128.I:file=-"
    command = ["ffmpeg", "-hide_banner", "-nostats", "-i", sound, "-af", meter, "-f", "null", "-"]
    run = bench.run_other(command)
    return float(INTEGRATED.findall(run.output)[-1]), float(PEAK.findall(run.errors)[-1])


def check(bench: Place, figures: Figures, cases: tuple[Case, ...], profile: str) -> None:
    """Render each case and hold it against its profile."""
    target = TARGETS[profile]
    good, worst = 0, 0.0
    for case in cases:
        report = SCRIPTS / case.name
        if case.text:
            report = bench.folder / case.name
            report.write_text(case.text, encoding="utf-8")
        package, _ = bench.render(report, case.engine, "--profile", profile)
        level, peak = measure(bench, programme(package))
        shutil.rmtree(package)
        # half a thousandth for the rounding of what ffmpeg prints
        good += abs(level - target) <= TOLERANCE_LU + 0.0005 and peak <= TRUE_PEAK
        worst = max(worst, abs(level - target))
        figures.note(f"{case.name}, {case.engine}: {level:.2f} LUFS, true peak {peak:.1f} dBTP")
    figures.add(
        f"loudness of {len(cases)} packages, {profile}, by ffmpeg's ebur128",
        f"{target} +- {TOLERANCE_LU} LUFS, true peak <= {TRUE_PEAK}: {len(cases)} of {len(cases)}",
        f"{good} of {len(cases)}, the farthest {worst:.2f} LU off",
        good == len(cases),
    )


def main() -> int:
    chosen = parser(__doc__).parse_args()
    if shutil.which("ffmpeg") is None:
        raise SystemExit("ffmpeg is missing; it is the outsider that measures")
    figures = Figures("loudness")
    with place(chosen) as bench:
        check(bench, figures, CASES, "r128")
        check(bench, figures, PODCASTS, "podcast")
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())

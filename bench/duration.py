"""A length asked for against the one that comes, words a minute likewise, and what a recogniser makes of it.

Twenty texts, cut from the samples, are rendered at their natural length and at 0.9 and 1.1 times it. The file
must have that many samples and no other; Whisper base hears each, and its word error rate beside that of the
natural one says what the change of pace and pauses cost.
"""

import json
import re
import sys
import wave
from itertools import islice
from pathlib import Path
from statistics import median

from harness import SAMPLES, SCRIPTS, Figures, Place, parser, place, programme
from wer import compare, find_names, transcribe

FACTORS = (0.9, 1.1)
WORDS = 50
COUNT = 20
PACES_WPM = (140, 155, 170, 185, 200)
VOICES = ("kokoro:af_river", "kokoro:bm_george", "kokoro:am_michael", "hibari:heart")


def texts() -> list[str]:
    """Reports of 50 words and more, from the samples' paragraphs in order."""
    found = []
    for name in SAMPLES:
        body = (SCRIPTS / name).read_text(encoding="utf-8")
        gathered: list[str] = []
        for paragraph in re.split(r"\n\s*\n", body)[3:]:
            if len(paragraph.split()) > 8 and not paragraph.startswith(("#", "-", "(")):
                gathered.append(" ".join(paragraph.split()))
            if sum(len(part.split()) for part in gathered) >= WORDS:
                found.append("\n\n".join(gathered))
                gathered = []
    return list(islice(found, COUNT))


def frames(package: Path) -> int:
    with wave.open(str(programme(package))) as file:
        return file.getnframes()


def lengths(figures: Figures, folder: Place, engine: str, reports: list[Path], hear: bool) -> None:
    """Every text at its natural length and at the lengths asked for."""
    equal = asked_for = 0
    rates: dict[float, list[float]] = {factor: [] for factor in (1.0, *FACTORS)}
    refused: list[str] = []
    for report in reports:
        meant, names = folder.spoken_text(report), find_names(report.read_text(encoding="utf-8"))
        cache = folder.fresh_cache()
        natural, _ = folder.render(report, engine, "--formats", "wav", cache=cache)
        length = frames(natural)
        if hear:
            rates[1.0].append(compare(meant, transcribe(programme(natural)), names).rate)
        for factor in FACTORS:
            seconds = round(length * factor / 48_000, 3)
            options = ("--formats", "wav", "--duration", f"{seconds:.3f}")
            asked_for += 1
            package, run = folder.render(report, engine, *options, cache=cache)
            if run.output.strip():
                equal += frames(package) == round(seconds * 48_000)
            else:
                refused.append(f"{report.stem} x {factor}")
            if hear:
                rates[factor].append(compare(meant, transcribe(programme(package)), names).rate)
    figures.add(
        f"`--duration` at 0.9 and 1.1 of natural, {engine}",
        f"equal to the sample, {asked_for} of {asked_for}",
        f"{equal} of {asked_for}",
        equal == asked_for,
    )
    if refused:
        figures.note(f"refused: {', '.join(refused)}")
    if hear:
        means = {factor: sum(values) / len(values) for factor, values in rates.items()}
        worst = max(means[factor] - means[1.0] for factor in FACTORS)
        middle = ", ".join(f"{median(values):.2%}" for values in rates.values())
        told = ", ".join(f"{factor:g} x {rate:.2%}" for factor, rate in means.items())
        figures.add(
            f"word error rate at these lengths against the natural one, {engine}",
            "<= +1 point",
            f"{100 * worst:+.2f} points ({told}; medians {middle})",
            worst <= 0.01,
        )


def paces(figures: Figures, folder: Place, report: Path) -> None:
    """Words a minute asked of a voice, against what its rows have."""
    worst = 0.0
    for voice in VOICES:
        for wpm in PACES_WPM:
            (report.parent / "broadcast.toml").write_text(
                f'[voices]\nanchor = {{ voice = "{voice}", wpm = {wpm} }}\n', encoding="utf-8"
            )
            engine = voice.split(":")[0]
            run = folder.run(
                "runsheet", report, "--engine", engine, "--format", "json", cache=folder.folder / "prepared"
            )
            rows = [row for row in json.loads(run.output)["rows"] if row["voice"] == voice]
            words = sum(row["words"] for row in rows)
            minutes = sum(row["words"] / row["wpm"] for row in rows)
            worst = max(worst, abs(words / minutes / wpm - 1))
    (report.parent / "broadcast.toml").unlink()
    figures.add(
        f"words a minute asked and got, {len(VOICES)} voices x {len(PACES_WPM)} paces",
        "within 3 %",
        f"within {worst:.2%}",
        worst <= 0.03,
    )


def main() -> int:
    options = parser(__doc__)
    options.add_argument("--engine", action="append", help="kokoro, hibari (default: both)")
    options.add_argument("--deaf", action="store_true", help="leave the recogniser out")
    options.add_argument("--texts", type=int, default=COUNT, help="how many texts")
    chosen = options.parse_args()
    figures = Figures("duration")
    with place(chosen) as folder:
        reports = []
        for number, text in enumerate(texts()[: chosen.texts]):
            path = folder.folder / "reports" / f"text-{number:02}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text + "\n", encoding="utf-8")
            reports.append(path)
        folder.fresh_cache()
        paces(figures, folder, reports[0])
        for engine in chosen.engine or ("hibari", "kokoro"):
            lengths(figures, folder, engine, reports, hear=not chosen.deaf and engine == "kokoro")
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())

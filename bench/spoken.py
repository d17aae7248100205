"""Print said right, class by class, next to other normalisers on the same cases; and how fast.

A case is right when the words are one of its readings. The peers leave initials ("FBI") as printed. Speed is
that of one core.
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from gold import COPY
from harness import Figures, Place, parser, place, use_cores
from spoken_cases import LANGUAGES, Case, read_cases, right
from spoken_peers import PEERS

GOAL = 95.0
GOAL_CLASS = 90.0
GOAL_SPEED = 20_000
PEER_CHARACTERS = 5_000
"""Of copy, for the speed of the slower ones."""


def main() -> int:
    figures = Figures("spoken")
    with place(parser(__doc__).parse_args()) as bench:
        use_cores(1)
        for path in sorted((COPY / "spoken").glob("*.tsv")):
            score(figures, bench, path)
        speed(figures, bench)
    return figures.close()


def score(figures: Figures, bench: Place, path: Path) -> None:
    """The table of a file of cases, and its figures."""
    cases = list(read_cases(path))
    total = Counter(case.group for case in cases)
    columns = {"broadcast": right(cases, ours(bench, cases))}
    columns |= {
        name: right(cases, [peer(case.printed, case.language) for case in cases])
        for name, peer in PEERS.items()
    }
    figures.note(f"{path.stem:<14}" + "".join(f"{name:>12}" for name in columns))
    for group in sorted(total):
        cells = "".join(f"{f'{column[group]} / {total[group]}':>12}" for column in columns.values())
        figures.note(f"{group:<14}{cells}")
    shares = {name: 100 * column.total() / total.total() for name, column in columns.items()}
    figures.note(f"{'all, %':<14}" + "".join(f"{share:>12.1f}" for share in shares.values()))
    measured = columns["broadcast"]
    worst = min(total, key=lambda group: measured[group] / total[group])
    low = 100 * measured[worst] / total[worst]
    others = ", ".join(f"{name} {shares[name]:.1f}" for name in PEERS)
    figures.add(
        f"spoken form right, {path.stem}, {total.total()} cases", f">= {GOAL:g} %",
        f"{shares['broadcast']:.1f} % ({others})", shares["broadcast"] >= GOAL,
    )  # fmt: skip
    figures.add(
        f"its worst of {len(total)} classes",
        f">= {GOAL_CLASS:g} %",
        f"{low:.1f} % ({worst})",
        low >= GOAL_CLASS,
    )
    alone = measured["alone"] == total["alone"]
    figures.add("what is to be left alone", "all", f"{measured['alone']} of {total['alone']}", alone)


def ours(bench: Place, cases: Sequence[Case]) -> list[str]:
    """What `broadcast spoken` says of every case, one call a language."""
    said: dict[int, str] = {}
    for language in LANGUAGES.values():
        numbered = [(index, case.printed) for index, case in enumerate(cases) if case.language == language]
        lines, _ = spoken(bench, [printed for _, printed in numbered], language)
        said |= {index: line for (index, _), line in zip(numbered, lines, strict=True)}
    return [said[index] for index in range(len(cases))]


def spoken(bench: Place, lines: Sequence[str], language: str) -> tuple[list[str], float]:
    """The command's output, and its time from start to end."""
    file = bench.folder / "copy.txt"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    run = bench.run("spoken", file, "--language", language, cache=bench.folder / "no-cache")
    return run.output.split("\n")[:-1], run.wall_s


def speed(figures: Figures, bench: Place) -> None:
    """Characters a second over all the copy, with the program's start; the peers' over a part, warm."""
    lines = [line for path in sorted(COPY.rglob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    written, wall_s = spoken(bench, lines, "en-US")
    if len(written) != len(lines):
        raise SystemExit(f"{len(lines):,} lines went in, {len(written):,} came out")
    characters = sum(map(len, lines))
    rate = characters / wall_s
    figures.note(f"{characters:,} characters in {len(lines):,} lines in {wall_s:.1f} s")
    part = lines[: next(at for at in range(len(lines)) if sum(map(len, lines[:at])) > PEER_CHARACTERS)]
    others = []
    for name, peer in PEERS.items():
        peer(lines[0], "en-US")
        begin = time.perf_counter()
        for line in part:
            peer(line, "en-US")
        taken = time.perf_counter() - begin
        others.append(f"{name} {sum(map(len, part)) / taken:,.0f}")
    figures.add(
        "spoken form, speed, one core", f">= {GOAL_SPEED:,} characters/s",
        f"{rate:,.0f} characters/s ({', '.join(others)})", rate >= GOAL_SPEED,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

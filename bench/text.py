"""Quotes, speakers and layouts against marked copy, next to textacy and a plain pattern; speed, refusals.

Times are taken on one core. `--data FILE.jsonl` adds a set of your own to the table of quotes.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import text_peers
from gold import COPY, Copy, read_folder, read_lines
from harness import Figures, Place, parser, place, use_cores
from scoring import Found, f1, in_print, score_quotes, score_roles, share
from shapes import documents

SHAPES = 1000
WORDS = 800
KINDS = ("name", "pronoun", "none", "nominal")
GOALS = {"all": 90.0, "name": 97.0, "pronoun": 85.0, "none": 92.0}


def main() -> int:
    options = parser(__doc__)
    options.add_argument(
        "--data", type=Path, action="append", default=[], help="more marked copy, as JSON lines"
    )
    chosen = options.parse_args()
    figures = Figures("text")
    with place(chosen) as bench:
        use_cores(1)
        sets = {folder: read_folder(COPY / folder) for folder in ("quotes", "titles", "print", "layouts")}
        for path in chosen.data:
            sets[path.stem] = list(read_lines(path))
        ours = {name: read(bench, [copy.text for copy in copies]) for name, copies in sets.items()}
        for name, copies in sets.items():
            if name not in ("print", "layouts"):
                table(figures, name, copies, [found for found, _ in ours[name][1]])
        quotes(figures, sets, {name: [found for found, _ in results] for name, (_, results) in ours.items()})
        layouts(figures, sets["layouts"], [found for found, _ in ours["layouts"][1]])
        times, shapes = read(bench, list(documents(SHAPES)))
        print_and_speed(figures, sets, ours)
        wrong = [trouble for _, trouble in shapes if trouble]
        figures.note(
            f"{SHAPES} documents of any shape in {times['reading_s']:.0f} s; {wrong[:3] or 'no trouble'}"
        )
        figures.add(
            f"refused or crashed, of {SHAPES:,} documents of any shape", "0", str(len(wrong)), not wrong
        )
    return figures.close()


Result = tuple[list[Found], str | None]


def read(bench: Place, texts: Sequence[str]) -> tuple[dict[str, float], list[Result]]:
    """What the program finds, and how long it took."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    script = Path(__file__).with_name("text_ours.py")
    run = subprocess.run(
        [str(bench.python), str(script)],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    times, *read_texts = map(json.loads, run.stdout.splitlines())
    results: list[Result] = []
    for text, entry in zip(texts, read_texts, strict=True):
        found = in_print([Found(**one) for one in entry["segments"]], entry.get("text", text), text)
        results.append((found, entry.get("crashed") or entry.get("refused")))
    return times, results


def counted(copies: Sequence[Copy], found: Sequence[Sequence[Found]]) -> Counter[str]:
    """Quotes and speakers of a set."""
    counts: Counter[str] = Counter()
    for copy, items in zip(copies, found, strict=True):
        bites = [item for item in items if item.role in ("soundbite", "quote")]
        score_quotes(copy, bites, counts)
    return counts


def table(figures: Figures, name: str, copies: Sequence[Copy], ours: Sequence[Sequence[Found]]) -> None:
    """A set's figures, ours next to others."""
    figures.note(f"{name}: {len(copies)} documents, {sum(len(copy.marks) for copy in copies)} marks")
    head = f"{'':10}{'F1':>7}{'prec.':>7}{'recall':>7}{'both':>7}" + "".join(
        f"{kind:>9}" for kind in ("speaker", *KINDS)
    )
    figures.note(head)
    others: dict[str, Callable[[str], list[Found]]] = {
        "textacy": text_peers.textacy,
        "pattern": text_peers.pattern,
    }
    rows = {"broadcast": ours} | {
        peer: [extract(copy.text) for copy in copies] for peer, extract in others.items()
    }
    for peer, found in rows.items():
        counts = counted(copies, found)
        values = [
            f1(counts, "quote right", "quote found", "quote wanted"),
            share(counts, "quote right", "quote found"),
            share(counts, "quote right", "quote wanted"),
            f1(counts, "both right", "both found", "both wanted"),
        ]
        speakers = [share(counts, f"speaker {kind} right", f"speaker {kind} of") for kind in ("all", *KINDS)]
        figures.note(
            f"{peer:10}"
            + "".join(f"{value:7.1f}" for value in values)
            + "".join(f"{value:9.1f}" for value in speakers)
        )


def quotes(figures: Figures, sets: dict[str, list[Copy]], ours: dict[str, list[list[Found]]]) -> None:
    """The figures of quotes and speakers."""
    for name in (name for name in sets if name not in ("titles", "print", "layouts")):
        counts = counted(sets[name], ours[name])
        own = name == "quotes"
        spans = f1(counts, "quote right", "quote found", "quote wanted")
        figures.add(
            f"direct quotes of 5 words or more, overlap F1, {name}", ">= 98.5", f"{spans:.1f}", spans >= 98.5
        )
        both = f1(counts, "both right", "both found", "both wanted")
        goal = 88.0 if own else 85.0
        figures.add(f"quote and speaker both right, F1, {name}", f">= {goal:g}", f"{both:.1f}", both >= goal)
        for kind, least in GOALS.items():
            right = share(counts, f"speaker {kind} right", f"speaker {kind} of")
            measured = f"{right:.1f} of {counts[f'speaker {kind} of']}"
            figures.add(f"speaker resolved, {kind}, {name}", f">= {least:g}", measured, right >= least)
        recall, given = (
            share(counts, "gender right", "gender of"),
            share(counts, "gender right", "gender given"),
        )
        met = recall >= 92 and given >= 98.5
        figures.add(
            f"gender, recall / right when given, {name}",
            ">= 92 / >= 98.5",
            f"{recall:.1f} / {given:.1f}",
            met,
        )
    counts = counted(sets["titles"], ours["titles"])
    precision = share(counts, "quote right", "quote found")
    figures.add(
        "span precision on copy full of titles and scare quotes", ">= 96", f"{precision:.1f}", precision >= 96
    )


def layouts(figures: Figures, copies: Sequence[Copy], found: Sequence[Sequence[Found]]) -> None:
    """The figures of newsroom layouts."""
    counts: Counter[str] = Counter()
    for copy, items in zip(copies, found, strict=True):
        one: Counter[str] = Counter()
        score_roles(copy, items, one)
        counts += one
        figures.note(f"{copy.name:44}{_roles(one)}")
    figures.note(f"{'all layouts':44}{_roles(counts)}")
    right, switches = (
        share(counts, "role right", "heard"),
        f1(counts, "switch right", "switch found", "switch wanted"),
    )
    leaked, speakers = share(counts, "leaked", "spoken"), share(counts, "bite right", "bite of")
    met = right >= 97 and switches >= 95 and leaked <= 1 and speakers == 100
    measured = f"{right:.1f} / {switches:.1f} / {leaked:.1f} % / {speakers:.1f}"
    figures.add(
        "layouts: role accuracy / switch F1 / spoken that should not be / soundbite speaker",
        ">= 97 / >= 95 / <= 1 % / 100",
        measured,
        met,
    )


def _roles(counts: Counter[str]) -> str:
    return (
        f"roles {share(counts, 'role right', 'heard'):5.1f}  switches "
        f"{f1(counts, 'switch right', 'switch found', 'switch wanted'):5.1f}  "
        f"leaked {share(counts, 'leaked', 'spoken'):4.1f}  "
        f"heard {share(counts, 'heard', 'spoken wanted'):5.1f}  "
        f"speakers {share(counts, 'bite right', 'bite of'):5.1f}"
    )


def print_and_speed(
    figures: Figures,
    sets: dict[str, list[Copy]],
    ours: dict[str, tuple[dict[str, float], list[Result]]],
) -> None:
    """Field parts that print copy has not, and how long reading takes."""
    plain = [result for name in ("quotes", "titles", "print") for result in ours[name][1]]
    grown = sum(any(item.role == "field" for item in found) for found, _ in plain)
    measured = f"{100 * grown / len(plain):.1f} % ({grown} of {len(plain)})"
    figures.add("print copy given a field part", "<= 2 %", measured, grown <= 0.02 * len(plain))
    words = sum(len(copy.text.split()) for copy in sets["quotes"])
    seconds = ours["quotes"][0]["reading_s"] * WORDS / words
    loading = sorted(times["loading_s"] for times, _ in ours.values())[len(ours) // 2]
    figures.add(
        f"reading {WORDS} words after loading, one core", "<= 0.5 s", f"{seconds:.2f} s", seconds <= 0.5
    )
    figures.add("loading, one core", "<= 1.5 s", f"{loading:.2f} s", loading <= 1.5)


if __name__ == "__main__":
    sys.exit(main())

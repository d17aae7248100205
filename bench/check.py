"""The copy check: slips that were put in, found and mended; false alarms on clean copy; speed.

One slip of each kind a document, at a place outside quotations that a seed settles. A slip counts as found
when its rule tells the place, and as mended when `--fix` gives what it gives of the document without it.
"""

import json
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gold import COPY, Copy, read_folder
from harness import Figures, Place, parser, place

SEED = 3
FOLDERS = ("quotes", "print", "titles", "layouts")
QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|‘[^’\n]*’|«[^»\n]*»|'[^'\n]*'")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of slip: where it may stand, and what it makes of the place."""

    name: str
    rule: str
    where: re.Pattern[str]
    slip: str


KINDS = (
    Kind("space missing after a stop", "T101", re.compile(r"(?<=[a-z]{3}\.) (?=[A-Z][a-z]{2})"), ""),
    Kind("space missing after a comma", "T101", re.compile(r"(?<=[a-z]{3},) (?=[a-z]{3})"), ""),
    Kind("space before a comma", "T102", re.compile(r"(?<=[a-z]{3})(?=, [a-z]{3})"), " "),
    Kind("word typed twice", "T103", re.compile(r"(?<= the)(?= [a-z]{3})"), " the"),
    Kind("empty line in a sentence", "T104", re.compile(r"(?<=[^\n]{40}[a-z]{3}) (?=[a-z]{3})"), "\n\n"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A text with a slip in it."""

    kind: Kind
    text: str
    at: int
    clean: int


def put_in(copies: Sequence[Copy]) -> list[Slip]:
    """One slip of each kind a text, where there is a place for it."""
    chance = random.Random(SEED)
    slips: list[Slip] = []
    for number, copy in enumerate(copies):
        text = copy.text
        quoted = [one.span() for one in QUOTED.finditer(text)]
        quoted += [(mark.start, mark.end) for mark in copy.marks]
        body = len(text) // 4
        for kind in KINDS:
            places = [
                one.span()
                for one in kind.where.finditer(text, body)
                if not any(start - 2 <= one.start() < end + 2 for start, end in quoted)
            ]
            if places:
                start, end = chance.choice(places)
                slips.append(
                    Slip(kind=kind, text=text[:start] + kind.slip + text[end:], at=start, clean=number)
                )
    return slips


def checked(bench: Place, asked: Sequence[dict[str, Any]]) -> tuple[float, list[dict[str, Any]]]:
    """Seconds, and what was found in each text."""
    run = subprocess.run(
        [str(bench.python), str(Path(__file__).with_name("check_ours.py"))],
        input="".join(json.dumps(one) + "\n" for one in asked),
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    times, *found = map(json.loads, run.stdout.splitlines())
    return times["checking_s"], found


def is_told(slip: Slip, found: Sequence[Sequence[Any]]) -> bool:
    """Whether a finding of the rule touches the slip."""
    return any(code == slip.kind.rule and start - 2 <= slip.at <= end + 2 for code, _, start, end in found)


def main() -> int:
    chosen = parser(__doc__).parse_args()
    figures = Figures("check")
    sets = {name: read_folder(COPY / name) for name in FOLDERS}
    texts = [copy.text for copies in sets.values() for copy in copies]
    prose = [*sets["quotes"], *sets["print"]]
    slips = put_in(prose)
    with place(chosen) as bench:
        seconds, clean = checked(bench, [{"text": text, "mend": False} for text in texts])
        _, mended = checked(bench, [{"text": copy.text, "mend": True} for copy in prose])
        _, found = checked(bench, [{"text": slip.text, "mend": True} for slip in slips])
    words = sum(len(text.split()) for text in texts)
    counts = Counter((code, severity) for one in clean for code, severity, _, _ in one["found"])
    for (code, severity), count in sorted(counts.items()):
        figures.note(f"{code} {severity}: {count}, {1000 * count / words:.2f} in 1,000 words")
    loud = sum(count for (code, severity), count in counts.items() if severity != "hint" and code != "S601")
    figures.add(
        "findings in 1,000 words, long sentences and hints apart",
        "<= 5",
        f"{1000 * loud / words:.1f}",
        1000 * loud <= 5 * words,
    )
    for kind in KINDS:
        put = [(slip, one) for slip, one in zip(slips, found, strict=True) if slip.kind is kind]
        told = sum(is_told(slip, one["found"]) for slip, one in put)
        back = sum(one["mended"] == mended[slip.clean]["mended"] for slip, one in put)
        figures.add(
            f"slips found / mended: {kind.name}",
            ">= 95 % / >= 95 %",
            f"{100 * told / len(put):.1f} / {100 * back / len(put):.1f} of {len(put)}",
            told >= 0.95 * len(put) and back >= 0.95 * len(put),
        )
    rate = seconds * 1000 / words
    figures.add("checking 1,000 words after loading, one core", "<= 0.5 s", f"{rate:.2f} s", rate <= 0.5)
    return figures.close()


if __name__ == "__main__":
    sys.exit(main())

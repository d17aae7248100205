"""The marked documents of the measurements, read as a station would: what was reached does not get lost."""

import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from broadcast.ingest import read_report
from broadcast.model import Kind
from broadcast.scripting import write_script

BENCH = Path(__file__).parents[3] / "bench"
KINDS = ("shotlist", "tv", "radio", "transcript", "interview", "plain")


def bench(name: str) -> Any:
    """A module of the measurements."""
    if not BENCH.is_dir():
        pytest.skip("an installed package has no marked documents")
    sys.path.insert(0, str(BENCH))
    try:
        return import_module(name)
    finally:
        sys.path.remove(str(BENCH))


@pytest.fixture(scope="module")
def totals() -> dict[str, Counter[str]]:
    """Counts of right and wrong of every kind of document."""
    gold, scoring = bench("gold"), bench("scoring")
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for path in sorted((BENCH / "copy" / "layouts").glob("*.txt")):
        kind = path.read_text(encoding="utf-8").partition("\n")[0].rpartition(" ")[2]
        document = gold.read_marked(path)
        report = read_report(document.text.encode())
        script = write_script(report)
        found = [
            scoring.Found(
                start=segment.span[0],
                end=segment.span[1],
                role=segment.kind.value,
                speaker=segment.speaker.name if segment.speaker else None,
            )
            for segment in script.segments
            if segment.span and segment.kind in (Kind.ANCHOR, Kind.FIELD, Kind.SOUNDBITE)
        ]
        found = scoring.in_print(found, report.text, document.text)
        scoring.score_roles(document, found, counts[kind])
    return counts


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_reached_is_kept(totals: dict[str, Counter[str]], kind: str) -> None:
    counts = totals[kind]
    assert counts["role right"] >= 0.98 * counts["heard"]
    assert 2 * counts["switch right"] >= 0.96 * (counts["switch found"] + counts["switch wanted"])
    assert counts["leaked"] <= 0.005 * counts["spoken"]
    assert counts["heard"] >= 0.995 * counts["spoken wanted"]
    assert counts["bite right"] >= 0.9 * counts["bite of"]


def test_what_markdown_says_is_scored_where_the_print_has_it() -> None:
    scoring = bench("scoring")
    printed = "# Five minutes\n\n**Why now?**\n\nBecause it *fell*.\n"
    read = "Five minutes\n\nWhy now?\n\nBecause it fell.\n"
    said = scoring.Found(start=read.index("Because"), end=len(read) - 1, role="soundbite", speaker="Ana")
    (moved,) = scoring.in_print([said], read, printed)
    assert printed[moved.start : moved.end] == "Because it *fell"
    assert (moved.role, moved.speaker) == ("soundbite", "Ana")
    assert scoring.in_print([said], read, read) == [said]

"""News copy by classes: print and speech; the held-back ones were first run unseen (110 of 124)."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadcast.speech import spoken_text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BATCHES = sorted((ROOT / "bench" / "copy" / "spoken").glob("*.tsv"))
Case = tuple[str, str, str, tuple[str, ...]]


def cases(name: str | Path) -> Iterator[Case]:
    for row in (HERE / name).read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("# class"):
            group, language, printed, spoken = row.split("\t")
            yield group, {"us": "en-US", "gb": "en-GB"}[language], printed, tuple(spoken.split(" | "))


def bare(text: str) -> str:
    """Words alone: neither case, hyphens, apostrophes nor punctuation count."""
    return " ".join(re.sub(r"[^\w\s]", "", re.sub(r"[-—]", " ", text.casefold())).split())


@pytest.mark.parametrize(
    ("group", "language", "printed", "spoken"), [*cases("spoken_cases.tsv"), *cases("held_back_cases.tsv")]
)
def test_print_is_said_as_an_anchor_says_it(
    group: str, language: str, printed: str, spoken: tuple[str, ...]
) -> None:
    assert bare(spoken_text(printed, language)) in spoken


@pytest.mark.parametrize("batch", BATCHES, ids=lambda path: path.stem)
def test_copy_by_people_who_had_not_seen_the_rules_stays_right_in_every_class(batch: Path) -> None:
    right, total = Counter[str](), Counter[str]()
    for group, language, printed, spoken in cases(batch):
        total[group] += 1
        right[group] += bare(spoken_text(printed, language)) in map(bare, spoken)
    shares = {group: right[group] / total[group] for group in total}
    assert right.total() >= 0.97 * total.total()
    assert min(shares.values()) >= 0.9, shares
    assert shares.get("alone", 1) == 1


DOCUMENTED = re.findall(
    r"^\| `([^`]+)` \| ([^|`]+) \| ([^|`]+) \|$",
    (ROOT / "docs" / "spoken.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("printed", "american", "british"), DOCUMENTED)
def test_print_is_said_as_the_page_on_it_says(printed: str, american: str, british: str) -> None:
    assert spoken_text(printed, "en-US").rstrip(".") == american
    assert spoken_text(printed, "en-GB").rstrip(".") == (american if british == "the same" else british)


def test_the_page_has_examples() -> None:
    assert len(DOCUMENTED) > 60

"""News copy by classes: print and speech; the held-back ones were first run unseen (110 of 124)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadcast.speech import spoken_text

HERE = Path(__file__).parent
Case = tuple[str, str, str, tuple[str, ...]]


def cases(name: str) -> Iterator[Case]:
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

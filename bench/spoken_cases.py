"""Files of cases go in: print of a class, and what an anchor would say; what was said is scored."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = {"us": "en-US", "gb": "en-GB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A line of copy.

    Attributes:
        group: Its class: money, date, alone (what is to be left alone) ...
        language: BCP 47.
        accepted: Every reading that is right, as `bare` words.
    """

    group: str
    language: str
    printed: str
    accepted: tuple[str, ...]


def read_cases(path: Path) -> Iterator[Case]:
    """Rows of class, us or gb, print, and readings apart by " | "; lines that begin with # are notes."""
    for row in path.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            group, language, printed, spoken = row.split("\t")
            accepted = tuple(bare(reading) for reading in spoken.split(" | "))
            yield Case(group=group, language=LANGUAGES[language], printed=printed, accepted=accepted)


def bare(text: str) -> str:
    """Words alone: neither case, hyphens, apostrophes nor punctuation count."""
    return " ".join(re.sub(r"[^\w\s]", "", re.sub(r"[-—]", " ", text.casefold())).split())


def right(cases: Sequence[Case], said: Sequence[str]) -> Counter[str]:
    """How many of each class are said right."""
    return Counter(
        case.group for case, words in zip(cases, said, strict=True) if bare(words) in case.accepted
    )

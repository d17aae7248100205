"""Copy with invented places and people, and what tests of web, office and mail formats ask of a report."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import strategies as st

from broadcast.model import Report

SENTENCES = [
    "The harbour wall of Port Elsa fell on Monday night after three days of storm, the harbour master said.",
    "No.",
    "“We saw it coming for days & there was nothing we could do,” said Tom Pell, a nurse.",
    "The repair will cost $2.4 million; 3 < 5, as they say in Quill Sound.",
    "He did not, and nobody asked.",
    'A so-called "wall of wind" tore the roof off the café at 6:40 a.m.',
    "Engineers from three towns came on Tuesday to look at what was left of the wall.",
    "“Who will pay?” he asked — and shook his head.",
    "Ms. Ruiz’s father built it, and she will build it again.",
    "More rain is forecast for Wednesday and Thursday, the weather office wrote on its page.",
]
HARBOUR = f"{SENTENCES[0]}\n\n{SENTENCES[2]}\n\n{SENTENCES[6]}"


def copies(min_size: int = 1, max_size: int = 9) -> st.SearchStrategy[list[str]]:
    """Paragraphs of a report, each with a word that no other has."""
    return st.lists(st.sampled_from(SENTENCES), min_size=min_size, max_size=max_size).map(
        lambda sentences: [f"{sentence} Boat {index}b was lost." for index, sentence in enumerate(sentences)]
    )


def unspoken(report: Report) -> list[tuple[str, str]]:
    """What is not heard of a report, and why."""
    return [(str(part.reason), report.text[slice(*part.span)]) for part in report.furniture]


def spoken(report: Report) -> str:
    """What is heard of a report, its words parted by single spaces."""
    pieces: list[str] = []
    at = 0
    for part in report.furniture:
        pieces.append(report.text[at : part.span[0]])
        at = part.span[1]
    return " ".join("".join([*pieces, report.text[at:]]).split())


def is_whole(report: Report) -> bool:
    """Whether the furniture is in order, inside the text, trimmed and not overlapping."""
    at = 0
    for part in report.furniture:
        start, end = part.span
        words = report.text[start:end]
        if not at <= start < end <= len(report.text) or words != words.strip():
            return False
        at = end
    return True


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is done in it ends in time."""
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < seconds

"""A plain rendering and its source go in; where words of the one stand in the other comes out."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher

from broadcast.units import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Alignment:
    """The stretches that a rendering and its source have in common, in order.

    Attributes:
        runs: (start in the rendering, start in the source, length).
    """

    runs: tuple[tuple[int, int, int], ...]

    def exact(self, span: Span) -> Span | None:
        """Where a stretch stands, letter for letter; None when the source writes it in another way."""
        index = self._index(span[0])
        if index < 0:
            return None
        start, there, length = self.runs[index]
        if span[1] > start + length:
            return None
        return there + span[0] - start, there + span[1] - start

    def near(self, span: Span) -> Span:
        """The same, or as near to it as the source has it."""
        start = self._near(span[0])
        end = self._near(max(span[0], span[1] - 1)) + (span[1] > span[0])
        return start, max(start, end)

    def _near(self, at: int) -> int:
        index = self._index(at)
        if index < 0:
            return self.runs[0][1] if self.runs else 0
        start, there, length = self.runs[index]
        return there + min(at - start, max(0, length - 1))

    def _index(self, at: int) -> int:
        return bisect_right(self.runs, at, key=lambda run: run[0]) - 1


def align(rendering: str, source: str) -> Alignment:
    """Set a rendering beside its source, word by word.

    Linear for the usual text; where words repeat it takes longer.
    """
    ours, theirs = list(_TOKEN.finditer(rendering)), list(_TOKEN.finditer(source))
    matcher = SequenceMatcher(
        None, [token.group() for token in ours], [token.group() for token in theirs], autojunk=False
    )
    runs: list[tuple[int, int, int]] = []
    for first, there, count in matcher.get_matching_blocks():
        for offset in range(count):
            one, other = ours[first + offset], theirs[there + offset]
            length = len(one.group())
            if runs:
                start, place, before = runs[-1]
                gap = rendering[start + before : one.start()]
                if gap == source[place + before : other.start()] and not gap.strip():
                    runs[-1] = (start, place, before + len(gap) + length)
                    continue
            runs.append((one.start(), other.start(), length))
    return Alignment(tuple(runs))

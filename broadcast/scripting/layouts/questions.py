"""An interview in print without Q or names goes in; where questions and answers begin comes out."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from broadcast.scripting.layouts.asking import (
    Exchange,
    Manner,
    is_bare_interview,
    is_set_interview,
    likely_questions,
)
from broadcast.scripting.layouts.casing import is_shouted
from broadcast.scripting.layouts.labels import Head
from broadcast.scripting.layouts.lines import lines_of
from broadcast.scripting.layouts.pieces import Piece
from broadcast.scripting.layouts.vocabulary import Mark
from broadcast.units import Span

LEAST_SET_QUESTIONS = 2
"""Questions in a type of their own that make an interview."""
MOST_PARAGRAPHS = 2_000
MOST_LABELS = 2
"""Lines with a colon that may stand among them: "Photographs: Ana Ruiz"."""
CAPITALS = "CAPITALS"
# **What happened that night?**      *And then?*      __And then?__ I went home.
_SET = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<words>.+?)(?<=\S)(?P=mark)(?=\s|\Z)", re.DOTALL)
_DASHED = re.compile(r"[-–—] ?(?=[^\W\d_])")  # — And then?
_STOPPED = re.compile(r"[.?!…:][\"”’')\]*_]*\Z")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of words without a label, and the sign that sets it, all of it, in a type of its own."""

    span: Span
    manner: Manner
    sign: str


def with_questions(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The same pieces, with a label of no words before each question and each answer of an interview.

    Told where all questions are bold, in italics, in capitals or behind a dash, or by their words alone; and
    only where whoever answers speaks of himself. Explainers with headings that ask stay copy, and so does
    whatever has labels of its own.

    Args:
        text: The report.
        pieces: As scanned.
    """
    pieces = list(pieces)
    marks = [piece.head.mark for piece in pieces if piece.head is not None and not piece.head.bracketed]
    if sum(mark in (Mark.ASK, Mark.TURN, Mark.BITE) for mark in marks) > MOST_LABELS:
        return pieces
    paragraphs = list(_paragraphs(text, pieces))[:MOST_PARAGRAPHS]
    starts = _turns(_asked(paragraphs), paragraphs)
    return list(_labelled(pieces, starts)) if starts else pieces


def _labelled(pieces: Sequence[Piece], starts: dict[int, Mark]) -> Iterator[Piece]:
    """The pieces, cut where turns begin, with the labels between."""
    order = sorted(starts)
    for piece in pieces:
        first, end = piece.span
        most = end if piece.head is None else first + 1  # "(Laughs)" may begin an answer
        cuts = order[bisect_left(order, first) : bisect_left(order, most)]
        at = first
        for cut in cuts:
            if at < cut:
                yield replace(piece, span=(at, cut))
                at = cut
            head = Head(mark=starts[cut], span=(cut, cut), shouted=True, colon=True)
            yield Piece(span=(cut, cut), head=head, begins=True, after_blank=piece.after_blank)
        yield replace(piece, span=(at, end))


def _paragraphs(text: str, pieces: Sequence[Piece]) -> Iterator[_Paragraph]:
    """Paragraphs without a label at their head; a question and its answer in one paragraph are two."""
    labelled = {piece.span[0] for piece in pieces if piece.head is not None and not piece.head.bracketed}
    for start, end in _stretches(text):
        if start in labelled:
            continue
        found = _SET.match(text, start, end)
        if found is None:
            yield _Paragraph((start, end), Manner(text[start:end]), _sign(text[start:end]))
            continue
        rest = text[found.end() : end].lstrip()
        if not rest:
            yield _Paragraph((start, end), Manner(text[start:end]), found["mark"])
        elif _STOPPED.search(found["words"]):
            yield _Paragraph(found.span(), Manner(found["words"]), found["mark"])
            yield _Paragraph((end - len(rest), end), Manner(rest), "")
        else:
            yield _Paragraph((start, end), Manner(text[start:end]), "")


def _sign(words: str) -> str:
    if _DASHED.match(words):
        return "-"
    return CAPITALS if is_shouted(words.rstrip(" ?!.'\"”’")) and " " in words.strip() else ""


def _stretches(text: str) -> Iterator[Span]:
    """Where paragraphs stand: lines between empty ones, or each line where all of them end in a stop."""
    lines: list[Span] = []
    for line in lines_of(text):
        if line.after_blank:
            yield from _joined(text, lines)
            lines = []
        lines.append(line.span)
    yield from _joined(text, lines)


def _joined(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    if all(_STOPPED.search(text, *span) for span in lines):
        yield from lines
    elif lines:
        yield lines[0][0], lines[-1][1]


def _asked(paragraphs: Sequence[_Paragraph]) -> list[int]:
    """Which paragraphs ask, by the sign that most of the questions have; none where it is no interview."""
    manners = [one.manner for one in paragraphs]
    for sign in ("***", "**", "*", "___", "__", "_", "-", CAPITALS):
        chosen = [index for index, one in enumerate(paragraphs) if one.sign == sign]
        if sign == "-" and _alternates(chosen, manners):
            chosen = chosen[::2]
        asking = [index for index in chosen if manners[index].asks]
        if len(asking) < LEAST_SET_QUESTIONS or len(asking) * 2 < len(chosen):
            continue
        asked = [
            index
            for index in chosen
            if index >= asking[0] or (manners[index].addresses and index + 1 not in chosen)
        ]
        if asked[-1] + 1 == len(manners) and not manners[asked[-1]].asks:
            asked.pop()  # a note at the foot
        if is_set_interview(Exchange(manners, asked)):
            return asked
    asked = likely_questions(manners)
    return asked if asked and is_bare_interview(Exchange(manners, asked)) else []


def _alternates(dashed: Sequence[int], manners: Sequence[Manner]) -> bool:
    """Whether dashes stand before answers too: every other one asks, and those between do not."""
    asks = [manners[index].asks for index in dashed]
    between = sum(asks[1::2])
    return (
        len(asks) > LEAST_SET_QUESTIONS * 2
        and sum(asks[::2]) * 4 >= len(asks[::2]) * 3
        and between * 4 < len(asks)
    )


def _turns(asked: Sequence[int], paragraphs: Sequence[_Paragraph]) -> dict[int, Mark]:
    chosen = set(asked)
    found: dict[int, Mark] = {}
    for index, one in enumerate(paragraphs):
        if index in chosen:
            found[one.span[0]] = Mark.ASK
        elif index - 1 in chosen:
            found[one.span[0]] = Mark.ANSWER
    return found

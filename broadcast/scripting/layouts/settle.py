"""Labels that may be mere words of the copy go in; those that hold come out, the rest as words."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from broadcast.scripting.layouts.heads import turn_end
from broadcast.scripting.layouts.labels import Head
from broadcast.scripting.layouts.pieces import Piece
from broadcast.scripting.layouts.vocabulary import READS, Mark

LEAST_QUESTIONS = 2
_UNNAMED = frozenset({"unidentified", "unknown", "unnamed"})
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def settled(
    text: str, pieces: Sequence[Piece], *, demanded: bool = False, transcript: bool = True
) -> list[Piece]:
    """The same pieces, labels of turns only where the document bears them out.

    A name in capitals is one when it is of two words or comes again; one in small letters when it comes
    again, or is the surname of one that does. "A." at the head of a line is an answer where questions are.

    Args:
        text: The report.
        pieces: As scanned.
        demanded: Whether the layout was asked for, so that a name in small letters is believed at once.
        transcript: Whether turns are what the layout is made of; else a label with a name needs a title too.
    """
    turns = [piece.head for piece in pieces if piece.head is not None and piece.head.mark is Mark.TURN]
    counts = Counter(_key(text, head) for head in turns)
    shouted = {_key(text, head) for head in turns if head.shouted}
    mixed = sum(not head.shouted and not head.bracketed for head in turns)
    asked = sum(piece.head is not None and piece.head.mark is Mark.ASK for piece in pieces)
    strong = {key for key in counts if counts[key] > 1 or (key in shouted and " " in key)}
    surnames = {key.rpartition(" ")[2] for key in strong} | {
        key.partition(" ")[0] for key in strong if " " in key
    }
    for piece in pieces:
        if piece.head is not None and piece.head.mark in READS and piece.head.who is not None:
            surnames |= set(_key(text, piece.head).split())
    bare_minimum = 1 if demanded else 3
    lone = transcript and len({key for key in strong if key in shouted}) > 1
    kept: list[Piece] = []
    for piece in pieces:
        head = piece.head
        if head is None or head.mark not in (Mark.TURN, Mark.ASK, Mark.ANSWER):
            kept.append(piece)
            continue
        if head.mark is not Mark.TURN:
            holds = head.label is not None or demanded or asked >= LEAST_QUESTIONS
        else:
            key = _key(text, head)
            known = (
                key in strong
                or key in surnames
                or head.bracketed
                or (head.shouted and asked >= LEAST_QUESTIONS and _is_told_of(text, key))
                or (head.shouted and (lone or _titled(text, head)))
                or (transcript and key.partition(" ")[0] in _UNNAMED)
            )
            holds = known or (
                not head.shouted and mixed >= bare_minimum and (" " in key or demanded) and transcript
            )
        kept.append(piece if holds else replace(piece, head=None))
    return kept


def _key(text: str, head: Head) -> str:
    """The name in a label, in one form."""
    words = text[slice(*head.who)] if head.who else ""
    end = turn_end(words)
    return " ".join(_LETTERS.findall(words[:end].casefold()))


def _titled(text: str, head: Head) -> bool:
    words = text[slice(*head.who)] if head.who else ""
    return re.search(r"[,(]", words) is not None


def _is_told_of(text: str, key: str) -> bool:
    """Whether the copy has the name in small letters: "Edith Marrow", who answers as MARROW."""
    return re.search(rf"\b{re.escape(key.title())}\b", text) is not None

"""Labels that may be mere words of the copy go in; those that hold come out, the rest as words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from broadcast.scripting.layouts.colons import turn_end
from broadcast.scripting.layouts.labels import Head
from broadcast.scripting.layouts.pieces import Piece
from broadcast.scripting.layouts.staging import is_common
from broadcast.scripting.layouts.vocabulary import HEARD, READS, Mark
from broadcast.scripting.lexicon import gender_of_first_name, lexicon
from broadcast.units import Span

LEAST_QUESTIONS = 2
LEAST_HOUSE = 3
"""Turns of a label such as "THE GAZETTE", which may be a heading."""
MOST_TURNS_OF_ONE = 3
_UNNAMED = frozenset({"unidentified", "unknown", "unnamed"})
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_CAPTIONED = re.compile(r"[^\W\d_][^/:\n]+ [^/:\n]+/[^:\n]+: ?[\"“]")  # Ana Ruiz/Hill resident: "We saw it"


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
    strong -= {key for key in counts if counts[key] < LEAST_HOUSE and _may_be_heading(key)}
    short = {key for key in counts if counts[key] > 1 and len(key) in (2, 3)}
    strong |= {key for key in counts if " " in key and _initials(key).endswith(tuple(short))}
    if transcript and mixed >= (1 if demanded else 3):
        strong |= {key for key in counts if " " in key and _may_be_person(text, key, counts)}
    surnames = {key.rpartition(" ")[2] for key in strong} | {
        key.partition(" ")[0] for key in strong if " " in key
    }
    for piece in pieces:
        if piece.head is not None and piece.head.mark in READS and piece.head.who is not None:
            surnames |= set(_key(text, piece.head).split())
    bare_minimum = 1 if demanded else 3
    lone = transcript and len({key for key in strong if key in shouted}) > 1
    kept: list[Piece] = []
    title = _title_of(text, pieces) if transcript else None
    for piece in pieces:
        head = piece.head
        if head is not None and piece.span == title:
            kept.append(replace(piece, head=None))
            continue
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
                or (" " in key and key.rpartition(" ")[2] in strong)
                or _CAPTIONED.match(text, head.span[0]) is not None
                or head.bracketed
                or (head.shouted and not transcript and _is_told_of(text, key))
                or (head.shouted and asked >= LEAST_QUESTIONS and _is_told_of(text, key))
                or (head.shouted and (lone or _titled(text, head)))
                or (transcript and key.partition(" ")[0] in _UNNAMED)
                or (transcript and mixed > MOST_TURNS_OF_ONE and lexicon().is_role(key))
                or (transcript and mixed > MOST_TURNS_OF_ONE and _is_first_name_of(text, key))
            )
            holds = known or (
                not head.shouted
                and transcript
                and mixed >= bare_minimum
                and (demanded or (" " in key and _may_be_person(text, key, counts)))
            )
        kept.append(piece if holds else replace(piece, head=None))
    return list(_rejoined(kept))


def _title_of(text: str, pieces: Sequence[Piece]) -> Span | None:
    """Where a headline above all turns looks like one: 'Ana Ruiz: "No way back"'."""
    for piece, behind in pairwise(pieces):
        if piece.head is None or piece.head.mark is not Mark.TURN:
            continue
        words = text[slice(*behind.span)].strip() if behind.head is None and not behind.begins else ""
        quoted = len(words) > 1 and words[0] in "\"“‘'" and words[-1] in "\"”’'" and words[-2] not in ".?!…"
        small = words[:1].islower() and words[-1:] not in tuple(".?!…")
        return piece.span if quoted or small else None
    return None


def unheard(pieces: Sequence[Piece], *, words: bool = False) -> list[Piece]:
    """The same, what a script would hear made a field: an interview's "Interview: Ana Ruiz".

    Args:
        pieces: As settled.
        words: Whether only of labels such as "TRANSCRIPT: THE BRIEFING".
    """
    marks = {Mark.WORDS} if words else HEARD
    return [
        replace(piece, head=replace(piece.head, mark=Mark.HEADER, who=None, label=None))
        if piece.head is not None and piece.head.mark in marks and not piece.head.bracketed
        else piece
        for piece in pieces
    ]


def _rejoined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The same, words that a label which does not hold had parted in one piece again."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.head is None and piece.head is None and not piece.begins:
            last = replace(last, span=(last.span[0], piece.span[1]))
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _key(text: str, head: Head) -> str:
    """The name in a label, in one form."""
    words = text[slice(*head.who)] if head.who else ""
    end = turn_end(words)
    return " ".join(_LETTERS.findall(words[:end].casefold()))


def _may_be_person(text: str, key: str, others: Counter[str]) -> bool:
    """Whether a full name begins with a first name, comes again in part, or is of no common words."""
    parts = key.split()
    called = gender_of_first_name(parts[0].title()) is not None or any(part in others for part in parts)
    return called or not is_common(text, key)


def _may_be_heading(key: str) -> bool:
    """Whether a label in capitals may be one of a section, "THE RESULT"; no office is: "THE MAYOR"."""
    return key.startswith("the ") and not lexicon().is_role(key.rpartition(" ")[2])


def _initials(key: str) -> str:
    """What an interview may call somebody later: "ana ruiz" -> "ar"."""
    return "".join(word[0] for word in key.split())


def _titled(text: str, head: Head) -> bool:
    words = text[slice(*head.who)] if head.who else ""
    return re.search(r"[,(]", words) is not None


def _is_first_name_of(text: str, key: str) -> bool:
    """Whether the copy has a full name that begins with a label: "Ana Ruiz", who answers as Ana."""
    called = gender_of_first_name(key.title()) is not None
    return called and re.search(rf"\b{re.escape(key.title())} [A-Z][a-z]+\b", text) is not None


def _is_told_of(text: str, key: str) -> bool:
    """Whether the copy has the name in small letters: "Edith Marrow", who answers as MARROW."""
    return re.search(rf"\b{re.escape(key.title())}\b", text) is not None

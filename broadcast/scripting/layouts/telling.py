"""The body of a report goes in; the name of the layout that it is written in comes out."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from broadcast.scripting.layouts.colons import turn_end
from broadcast.scripting.layouts.labels import Head
from broadcast.scripting.layouts.lines import lines_of
from broadcast.scripting.layouts.marks import Section, Start, starts_of
from broadcast.scripting.layouts.names import is_stage_direction
from broadcast.scripting.layouts.notes import with_notes
from broadcast.scripting.layouts.pieces import Piece, pieces_of
from broadcast.scripting.layouts.questions import with_questions
from broadcast.scripting.layouts.settle import settled
from broadcast.scripting.layouts.vocabulary import HEARD, READS, Mark, phrases

SAMPLE = 200_000
"""Characters that tell the layout."""
LONGEST_CREDITS = 600
"""Characters at the head in which a programme names its presenter and its reporter."""
LEAST_TURNS = 4
LEAST_SHOTS = 3
MOST_LINES = 12
"""Lines under a label that are looked at for a question."""
TURN_SHARE = 0.4
MOST_OF_TWO = 0.7
"""Share of turns that the two who speak most have in an interview; first turns have full names."""
# (Soundbite of rain)   (BEGIN VIDEOTAPE)   (voice-over)   [MUSIC]
_PLAYED = re.compile(
    r"sound ?bite|videotape|video clip|audio clip|voice-?over|commercial break|\bmusic\b", re.IGNORECASE
)
_SHOT = re.compile(
    r"\s*(?P<first>[^\W\d_]+)(?:(?P<mark>[,:-])|\s+(?P<second>\w+))"
)  # Wide shot   Close,   MS harbour
_STAFFED = re.compile(
    r"\b(?:Presenter|Host): ?[A-Z][^\n]*\s+Reporter: ?[A-Z]"
)  # Presenter: Ana Ruiz.  Reporter: Bo Holm
_TOKEN = re.compile(r"[^\W_]+")

# Words that one of the two uses, and print hardly.
# Labels in small letters that are believed with a colon and copy behind them.


@dataclass(slots=True)
class _Evidence:
    """What speaks for a layout."""

    marks: Counter[Mark] = field(default_factory=Counter)
    tv: int = 0
    radio: int = 0
    strong: int = 0
    cues: int = 0
    played: int = 0
    staff: int = 0
    staffed: bool = False
    shouted: Counter[str] = field(default_factory=Counter)
    mixed: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    order: list[str] = field(default_factory=list)
    asks: int = 0
    questions: int = 0
    answers: int = 0
    last: int = 0


def tell_layout(text: str) -> str:
    """The layout of a report: "plain", unless its labels leave no doubt.

    Print copy stays plain, with a lone "Q:", a list with colons, headings in capitals, a title with a colon.

    Args:
        text: The body, what is no copy blanked.
    """
    text = text[:SAMPLE]
    starts = starts_of(text)
    if _is_shotlist(text, starts):
        return "shotlist"
    pieces = with_notes(text, settled(text, with_questions(text, pieces_of(text))))
    evidence = _weigh(text, pieces)
    evidence.staffed = _STAFFED.search(text, 0, LONGEST_CREDITS) is not None
    script = _script(evidence)
    turns = sum(evidence.shouted.values()) + sum(evidence.mixed.values())
    if script and (evidence.tv + evidence.radio) * 2 >= turns + evidence.cues:
        return script
    if _is_transcript(evidence) and not (_is_of_two(evidence) and _is_interview(text, evidence)):
        return "transcript"
    if script:
        return script
    return "interview" if _is_interview(text, evidence) else "plain"


def _is_shotlist(text: str, starts: Sequence[Start]) -> bool:
    names = {
        start.name
        for start in starts
        if text[slice(*start.span)].strip(" :*_#").isupper() or start.name.startswith("SHOT")
    }
    bites = sum(
        start.section is Section.BITE and text[slice(*start.span)].upper() in text[slice(*start.span)]
        for start in starts
    )
    shots = sum(start.section is Section.SHOT and _describes_shot(text, start) for start in starts)
    numbered = sum(start.section is Section.SHOT for start in starts)
    story = bool(names & {"STORYLINE", "STORY LINE"})
    listed = any(name.startswith(("SHOTLIST", "SHOT LIST")) for name in names)
    if listed and (shots or bites or story or numbered > 1):
        return True
    if bites and any(start.name in ("SHOWS", "VIDEO SHOWS") for start in starts):
        return True
    if names & {"SHOWS", "VIDEO SHOWS"} and (bites or shots or numbered > 1):
        return True
    return shots >= LEAST_SHOTS or bool(bites and (shots or story))


def _describes_shot(text: str, start: Start) -> bool:
    """Whether a numbered item is a shot: "2. Wide of harbour", not "2. Close the wall to walkers"."""
    found = _SHOT.match(text, start.span[1])
    if found is None or found["first"].lower() not in phrases("shot"):
        return False
    return found["first"].isupper() or found["mark"] is not None or found["second"] in phrases("shot-follows")


def _weigh(text: str, pieces: Sequence[Piece]) -> _Evidence:
    evidence = _Evidence()
    for index, piece in enumerate(pieces):
        head = piece.head
        if head is None:
            continue
        if head.mark is Mark.TURN:
            _weigh_turn(text, head, evidence)
            evidence.questions += _asks(text, pieces, index)
        elif head.mark is Mark.ASK:
            evidence.asks += head.label is None or head.colon
            evidence.last = head.span[0]
        elif head.mark is Mark.ANSWER:
            evidence.answers += 1
        elif (
            head.bracketed
            and (head.label is None or head.mark is Mark.CUE)
            and is_stage_direction(text[slice(*head.span)])
        ):
            evidence.cues += 1
            evidence.played += bool(_PLAYED.search(text[slice(*head.span)]))
        elif head.mark is Mark.BITE and head.label is None:
            evidence.marks[Mark.BITE] += 1
            evidence.radio += 1
        elif head.label is None and head.mark in (Mark.EDGE, Mark.LENGTH):
            evidence.marks[head.mark] += 1
        elif head.label is not None and _is_believed(text, pieces, index, head):
            _weigh_label(head, evidence)
            evidence.questions += _weigh_person(head, evidence) and _asks(text, pieces, index)
    return evidence


def _asks(text: str, pieces: Sequence[Piece], index: int) -> bool:
    """Whether the words under a label end in a question mark."""
    last = ""
    for piece in pieces[index + 1 : index + MOST_LINES]:
        if piece.head is not None:
            break
        last = text[slice(*piece.span)]
    return last.rstrip('"”’)* ').endswith("?")


def _weigh_turn(text: str, head: Head, evidence: _Evidence) -> None:
    words = text[slice(*head.who)] if head.who else ""
    key = " ".join(_TOKEN.findall(words[: turn_end(words)].casefold()))
    (evidence.shouted if head.shouted else evidence.mixed)[key] += 1
    evidence.order.append(key.rpartition(" ")[2])
    title = set(_TOKEN.findall(words.lower().partition(",")[2]))
    evidence.staff += bool(title & (phrases("anchor-title") | {"byline", "correspondent"}))
    evidence.cues += bool(
        re.search(
            r"\((?:voice[- ]over|on camera|through (?:translator|interpreter)|via |off[- ]camera)",
            words,
            re.IGNORECASE,
        )
    )


def _is_believed(text: str, pieces: Sequence[Piece], index: int, head: Head) -> bool:
    """Whether a label speaks for a script: in capitals, or a known one with copy behind it."""
    if head.label is None:
        return False
    found = set(head.label.phrases)
    if head.shouted:
        return head.colon or head.bracketed or bool(found & (phrases("television") | phrases("radio")))
    believed = phrases("believed")
    if not (head.colon or head.bracketed) or not (
        " ".join(head.label.phrases) in believed or found <= believed
    ):
        return False
    if head.bracketed:
        return _is_alone(pieces, index)
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    if following is None or following.head is not None:
        return head.mark in HEARD or head.mark in (Mark.EDGE, Mark.CAPTION, Mark.LENGTH)
    return head.who is None or head.mark in HEARD


def _weigh_person(head: Head, evidence: _Evidence) -> bool:
    """Count "Host:" and "Reporter:", which take turns as names do; whether the label is one of them."""
    people = {"studio", "reporter"}
    if head.label is None or not head.colon or head.label.keys - people - {"filler", "part"}:
        return False
    if not head.label.keys & people:
        return False
    key = head.label.phrases[0]
    evidence.people[key] += 1
    evidence.order.append(key)
    return True


def _weigh_label(head: Head, evidence: _Evidence) -> None:
    found = set(head.label.phrases) if head.label else set()
    evidence.marks[head.mark] += 1
    evidence.tv += bool(found & phrases("television"))
    evidence.radio += bool(found & phrases("radio")) and not found & phrases("television")
    alone = head.bracketed or not head.colon
    evidence.strong += alone and head.shouted and bool(found & phrases("strong"))


def _script(evidence: _Evidence) -> str | None:
    """Television or radio, when the labels are those of a script."""
    reads = {mark for mark in evidence.marks if mark in READS}
    heard = any(evidence.marks[mark] for mark in HEARD)
    helped = any(evidence.marks[mark] for mark in (Mark.EDGE, Mark.CAPTION, Mark.LENGTH, Mark.END))
    kinds = len(reads) + heard + bool(evidence.shouted)
    is_script = kinds > 1 or evidence.strong > 0 or (kinds == 1 and helped) or (evidence.marks[Mark.EDGE] > 1)
    is_script = is_script or (evidence.marks[Mark.BITE] > 1 and evidence.tv + evidence.radio > 1)
    if not evidence.tv + evidence.radio and evidence.marks[Mark.BITE] > 1 and not evidence.order:
        return "radio"  # recordings, and nothing that is seen
    if not is_script or not evidence.tv + evidence.radio:
        return None
    return "radio" if evidence.radio > evidence.tv else "tv"


def _is_transcript(evidence: _Evidence) -> bool:
    turns, mixed = sum(evidence.shouted.values()), sum(evidence.mixed.values())
    named = any(len(word) > 1 for key in evidence.shouted for word in key.split()[1:] if word.isalpha())
    repeated = sum(count > 1 for count in evidence.shouted.values())
    if turns >= 2 and (evidence.staff or (evidence.cues and (named or repeated > 1))):
        return True
    if mixed >= LEAST_TURNS and evidence.staffed and len(evidence.mixed) > 2:
        return True
    if mixed >= LEAST_TURNS and ((evidence.staff and evidence.cues) or evidence.played):
        return True
    surnames = {key.rpartition(" ")[2] for key in evidence.shouted}
    return turns >= LEAST_TURNS and len(surnames) > 2 and (named or evidence.questions > 0) and repeated > 0


def _is_of_two(evidence: _Evidence) -> bool:
    """Whether nearly all turns are two people's, and nothing is played or nobody's office is told."""
    counts = Counter(evidence.order)
    most = sum(count for _, count in counts.most_common(2))
    return not evidence.staff and not evidence.played and most >= MOST_OF_TWO * counts.total()


def _is_interview(text: str, evidence: _Evidence) -> bool:
    if evidence.asks > 1 and (evidence.answers or evidence.asks > 2):
        return evidence.last * 2 > len(text) or (evidence.asks + evidence.answers) * 2 > _paragraphs(text)
    turns = evidence.shouted + evidence.mixed + evidence.people
    total = sum(turns.values())
    counts = Counter(evidence.order)
    if not evidence.questions or total < LEAST_TURNS or sum(count > 1 for count in counts.values()) < 2:
        return False
    changes = sum(one != two for one, two in zip(evidence.order, evidence.order[1:], strict=False))
    share = total / max(1, _paragraphs(text))
    return share >= TURN_SHARE and changes * 2 >= total - 1


def _is_alone(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a bracket is all of its line."""
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    return pieces[index].begins and (following is None or following.begins)


def _paragraphs(text: str) -> int:
    """How many paragraphs a text has; lines, where hardly any are parted by empty ones."""
    lines = list(lines_of(text))
    paragraphs = sum(line.after_blank for line in lines)
    return paragraphs if paragraphs > len(lines) // 4 else len(lines)

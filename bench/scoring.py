"""What a reader of copy found and what is marked go in; counts of right and wrong come out.

A quote is found when marked and found stretch overlap by four fifths (marks, blanks and punctuation at the
ends apart); a stretch is matched once. Quotes of five words and more count. What is found inside a marked
fragment is neither right nor wrong. A speaker is right when one name's words are among the other's, titles
and forms of address apart.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from gold import Copy, Mark

LEAST_WORDS = 5
LEAST_OVERLAP = 0.8
NEAR_WORDS = 5
"""Words by which a switch may be found early or late."""
_EDGES = " \t\r\n\u00a0\"“”‟«»'‘’‚„,.;:!?-–—"
_WORD = re.compile(r"[\w'’]+")
_BETWEEN = re.compile(r"\n+|(?<=[\"”»’'])(?=\s+[\"“«‘'])")
_TITLE_WORDS = """
mr mrs ms miss dr prof professor sir dame lord lady rev reverend sen senator rep
representative gov governor president vice prime minister secretary general gen col colonel
lt lieutenant maj major capt captain sgt sergeant admiral chief justice judge ambassador
mayor king queen prince princess pope jr sr ii iii chairman chairwoman chair spokesman
spokeswoman spokesperson coach former deputy director ceo md cllr baroness the a an of and
for in at
"""
_TITLES = frozenset(_TITLE_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stretch that a reader found.

    Attributes:
        role: quote; or anchor, field, soundbite where roles are told.
    """

    start: int
    end: int
    role: str = "quote"
    speaker: str | None = None
    gender: str | None = None


def in_print(found: Sequence[Found], read: str, printed: str) -> list[Found]:
    """The same stretches where their words stand in the print: a Markdown report is read without its signs.

    Args:
        found: Places in `read`.
        read: The report's text as the program has it.
        printed: The document as marked.
    """
    if read == printed:
        return list(found)
    ours, theirs = (list(_WORD.finditer(text)) for text in (read, printed))
    matcher = SequenceMatcher(None, [w.group() for w in ours], [w.group() for w in theirs], autojunk=False)
    places = {
        ours[block.a + step].start(): theirs[block.b + step].span()
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
    moved: list[Found] = []
    for item in found:
        words = [
            places[w.start()] for w in ours if item.start <= w.start() < item.end and w.start() in places
        ]
        if words:
            moved.append(replace(item, start=words[0][0], end=words[-1][1]))
    return moved


def same_speaker(one: str | None, other: str | None) -> bool:
    """Whether two names mean the same person."""
    first, second = _names(one), _names(other)
    return bool(first and second) and (first <= second or second <= first)


def score_quotes(document: Copy, found: Sequence[Found], counts: Counter[str]) -> None:
    """Count quotes found, speakers and genders of one document."""
    wanted = [
        (span, mark) for mark in document.marks if mark.name == "q" for span in [_trim(document.text, mark)]
    ]
    wanted = [(span, mark) for span, mark in wanted if _words(document.text, span) >= LEAST_WORDS]
    pieces = [(span, item) for item in found for span in _pieces(document.text, item)]
    pieces = [(span, item) for span, item in pieces if _words(document.text, span) >= LEAST_WORDS]
    pairs = sorted(
        (
            (_overlap(span, other), number, place)
            for number, (span, _) in enumerate(wanted)
            for place, (other, _) in enumerate(pieces)
        ),
        reverse=True,
    )
    matched: dict[int, int] = {}
    for overlap, number, place in pairs:
        if overlap >= LEAST_OVERLAP and number not in matched and place not in matched.values():
            matched[number] = place
    loose = [mark for mark in document.marks if mark.name == "f"]
    counts["quote wanted"] += len(wanted)
    counts["quote right"] += len(matched)
    unnamed = {
        place for number, place in matched.items() if not (wanted[number][1].known and wanted[number][1].who)
    }
    for place, (span, _) in enumerate(pieces):
        if place in matched.values() or not _inside(span, loose):
            counts["quote found"] += 1
            counts["both found"] += place not in unnamed
    for number, (_, mark) in enumerate(wanted):
        _score_speaker(mark, pieces[matched[number]][1] if number in matched else None, counts)


def _score_speaker(mark: Mark, item: Found | None, counts: Counter[str]) -> None:
    if mark.known and mark.who:
        counts["both wanted"] += 1
        if item is not None:
            right = same_speaker(item.speaker, mark.who)
            counts["both right"] += right
            for kind in ("all", mark.kind):
                counts[f"speaker {kind} of"] += 1
                counts[f"speaker {kind} right"] += right
    if mark.gender and item is not None:
        counts["gender of"] += 1
        counts["gender given"] += item.gender is not None
        counts["gender right"] += item.gender == mark.gender


def score_roles(document: Copy, found: Sequence[Found], counts: Counter[str]) -> None:
    """Count words by role, switches and speakers of soundbites of one document."""
    words = [match.span() for match in _WORD.finditer(document.text)]
    roles = {"anchor": "anchor", "field": "field", "bite": "soundbite"}
    wanted = _labels(words, [(m.start, m.end, roles[m.name]) for m in document.marks if m.name in roles])
    given = _labels(words, [(item.start, item.end, item.role) for item in found])
    for right, told in zip(wanted, given, strict=True):
        counts["spoken wanted"] += right is not None
        counts["spoken"] += told is not None
        counts["leaked"] += told is not None and right is None
        counts["heard"] += told is not None and right is not None
        counts["role right"] += told is not None and told == right
    turns, told_turns = _switches(wanted), _switches(given)
    counts["switch wanted"] += len(turns)
    counts["switch found"] += len(told_turns)
    for at, role in turns:
        near = next(
            (turn for turn in told_turns if turn[1] == role and abs(turn[0] - at) <= NEAR_WORDS), None
        )
        if near is not None:
            told_turns.remove(near)
            counts["switch right"] += 1
    for mark in (mark for mark in document.marks if mark.name == "bite"):
        inside = [
            item
            for item in found
            if item.role == "soundbite" and item.start < mark.end and mark.start < item.end
        ]
        counts["bite of"] += 1
        counts["bite right"] += bool(inside) and same_speaker(inside[0].speaker, mark.who)


def share(counts: Counter[str], right: str, of: str) -> float:
    """Hundredths."""
    return 100 * counts[right] / counts[of] if counts[of] else 100.0


def f1(counts: Counter[str], right: str, found: str, wanted: str) -> float:
    """The harmonic mean of precision and recall, in hundredths."""
    total = counts[found] + counts[wanted]
    return 200 * counts[right] / total if total else 100.0


def _names(name: str | None) -> frozenset[str]:
    folded = unicodedata.normalize("NFKD", (name or "").split(",")[0].lower())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", plain))
    return frozenset(word for word in words if word not in _TITLES) or frozenset(words)


def _trim(text: str, mark: Mark | Found) -> tuple[int, int]:
    start, end = mark.start, mark.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _pieces(text: str, item: Found) -> list[tuple[int, int]]:
    """A stretch parted at line ends and between one quote and the next."""
    cuts = [item.start]
    cuts += [item.start + cut.end() for cut in _BETWEEN.finditer(text[item.start : item.end])]
    ends = [*cuts[1:], item.end]
    trimmed = [_trim(text, Found(start=start, end=end)) for start, end in zip(cuts, ends, strict=True)]
    return [span for span in trimmed if span[1] > span[0]]


def _words(text: str, span: tuple[int, int]) -> int:
    return len(text[slice(*span)].split())


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0])) if common > 0 else 0.0


def _inside(span: tuple[int, int], loose: Sequence[Mark]) -> bool:
    covered = sum(max(0, min(span[1], mark.end) - max(span[0], mark.start)) for mark in loose)
    return 2 * covered >= span[1] - span[0]


def _labels(words: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, str]]) -> list[str | None]:
    labels: list[str | None] = [None] * len(words)
    for start, end, role in spans:
        for number, (first, last) in enumerate(words):
            if first >= start and last <= end:
                labels[number] = role
    return labels


def _switches(labels: Sequence[str | None]) -> list[tuple[int, str]]:
    turns: list[tuple[int, str]] = []
    last: str | None = None
    for number, role in enumerate(labels):
        if role is not None:
            if last is not None and role != last:
                turns.append((number, role))
            last = role
    return turns

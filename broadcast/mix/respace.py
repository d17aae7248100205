"""A programme goes in, its pauses as they fell; the same comes out with them stretched to an exact length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from broadcast.mix.fit import LEAST_PAUSE, Limits, Load, stretched
from broadcast.mix.timeline import LEAD, TAIL
from broadcast.model import Cue, Item, Kind, Programme
from broadcast.units import Samples, samples

_KEPT = samples(LEAD + TAIL)
"""What a cue keeps of its take beside the speech."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A cue, or a pause of the script, on the timeline.

    Attributes:
        item: Which item it belongs to.
        cue: None for a pause of the script, and for what is not speech.
        start: Where it stands; `end` likewise.
        after: The silence that follows, up to the next piece or the end.
        free: Whether that silence may be stretched.
        kept: What the made voices before and behind it keep of their takes, which is part of the pause.
    """

    item: int
    cue: Cue | None
    start: Samples
    end: Samples
    after: Samples
    free: bool
    kept: int

    @property
    def pause(self) -> Samples:
        """The silence after it as it is heard, from the last word on."""
        return Samples(self.after + self.kept)

    def silence(self, pause: float) -> int:
        """What lies between the pieces for a pause from word to word."""
        return max(0, round(pause) - self.kept)


def loads_of(programme: Programme, groups: Sequence[int | None] = ()) -> list[Load]:
    """What the solver is told of a programme: a load an item, and one for what stands before the first.

    Their lengths add up to the programme's. What is neither speech nor a free pause is fixed, less the room
    around the words of a take, which counts as part of the pauses.

    Args:
        programme: As its lines fall at the pace they have.
        groups: Which optional group each item belongs to; none of them where empty.
    """
    pieces = _pieces(programme)
    head = pieces[0].start if pieces else programme.length
    loads = [Load(fixed=head)]
    for index, item in enumerate(programme.items):
        own = [piece for piece in pieces if piece.item == index]
        speech = sum(max(0, piece.cue.length - _KEPT) for piece in own if piece.cue)
        pauses = tuple(piece.pause for piece in own if piece.free)
        whole = sum(piece.end - piece.start + piece.after for piece in own)
        loads.append(
            Load(
                speech=Samples(speech),
                pauses=pauses,
                fixed=Samples(whole - speech - sum(pauses)),
                words=sum(len(word.text.split()) for cue in item.cues for word in cue.words),
                group=groups[index] if groups else None,
            )
        )
    return loads


def respaced(programme: Programme, length: Samples, limits: Limits | None = None) -> Programme | None:
    """The programme at a length, to the sample, by its pauses alone; None where they do not reach it.

    Every pause but those that a person set is stretched by the same factor; what rounding leaves goes to the
    first of them, a sample each. The pause behind the last word is one of them.

    Args:
        programme: Its cues in order and not overlapping.
        length: The wanted one.
        limits: How far pauses may be stretched.
    """
    low, high = (limits or Limits()).pauses
    pieces = _pieces(programme)
    if programme.length == length or not pieces:
        return programme if programme.length == length else None
    free = [piece for piece in pieces if piece.free]
    wanted = length - programme.length + sum(piece.after for piece in free)
    if not _total(free, low) <= wanted <= _total(free, high):
        return None
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _total(free, middle) <= wanted else (low, middle)
    afters = [_stretched(piece, low) for piece in free]
    spare = wanted - sum(afters)
    for at in range(spare):
        afters[at % len(afters)] += 1
    return _moved(programme, pieces, afters, length)


def _stretched(piece: _Piece, factor: float) -> int:
    return piece.silence(stretched(piece.pause, factor)) if piece.pause >= LEAST_PAUSE else piece.after


def _total(pieces: Sequence[_Piece], factor: float) -> int:
    return sum(_stretched(piece, factor) for piece in pieces)


def _pieces(programme: Programme) -> list[_Piece]:
    found = list(_found(programme.items))
    ends = [*(start for _, _, start, _ in found[1:]), programme.length][: len(found)]
    pieces = []
    for number, ((index, cue, start, end), following) in enumerate(zip(found, ends, strict=True)):
        behind = found[number + 1] if number + 1 < len(found) else None
        inside = behind is not None and behind[0] == index
        nearby = (programme.items[index], *(() if behind is None else (programme.items[behind[0]],)))
        free = inside or _is_free(nearby)
        spoken = cue is not None or programme.items[index].segment.kind is Kind.PAUSE
        spoken_behind = behind is not None and (behind[1] is not None or nearby[1].segment.kind is Kind.PAUSE)
        pieces.append(
            _Piece(
                item=index,
                cue=cue,
                start=start,
                end=end,
                after=Samples(following - end),
                free=free,
                kept=samples(TAIL) * spoken + samples(LEAD) * spoken_behind,
            )
        )
    return pieces


def _found(items: Sequence[Item]) -> Iterator[tuple[int, Cue | None, Samples, Samples]]:
    for index, item in enumerate(items):
        if item.segment.kind is Kind.PAUSE or any(cue.recorded for cue in item.cues):
            yield index, None, item.start, item.end
            continue
        for cue in item.cues:
            yield index, cue, cue.start, cue.end


def _is_free(nearby: Sequence[Item]) -> bool:
    """Whether the silence after the first of two neighbours is not a person's choice."""
    return nearby[0].segment.hold_ms is None and all(item.segment.kind is not Kind.PAUSE for item in nearby)


def _moved(
    programme: Programme, pieces: Sequence[_Piece], afters: Sequence[int], length: Samples
) -> Programme:
    """Every piece at its new place."""
    left = iter(afters)
    shift, shifts = 0, []
    for piece in pieces:
        shifts.append(shift)
        shift += (next(left) - piece.after) if piece.free else 0
    by_item: dict[int, list[int]] = {}
    for piece, moved in zip(pieces, shifts, strict=True):
        by_item.setdefault(piece.item, []).append(moved)
    items, latest = [], 0
    for index, item in enumerate(programme.items):
        own = by_item.get(index, [latest])
        items.append(_moved_item(item, own))
        latest = own[-1]
    count = iter(items)
    stories = tuple(
        replace(story, items=tuple(next(count) for _ in story.items)) for story in programme.stories
    )
    return replace(programme, stories=stories, length=length)


def _moved_item(item: Item, shifts: Sequence[int]) -> Item:
    each = list(shifts) if len(shifts) == len(item.cues) else [shifts[0]] * len(item.cues)
    cues = tuple(_moved_cue(cue, by) for cue, by in zip(item.cues, each, strict=True))
    return replace(item, cues=cues, start=Samples(item.start + shifts[0]), end=Samples(item.end + shifts[-1]))


def _moved_cue(cue: Cue, by: int) -> Cue:
    words = tuple(
        replace(word, start=Samples(word.start + by), end=Samples(word.end + by)) for word in cue.words
    )
    return replace(cue, start=Samples(cue.start + by), words=words)

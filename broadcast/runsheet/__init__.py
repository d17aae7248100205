"""Programme in, RunSheet out: one row for everything a producer counts, to the sample."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from broadcast.model import Item, Kind, Programme, Row, RunSheet, Segment, Story, TimesFrom, Voice, Word
from broadcast.runsheet.cues import in_cue, out_cue
from broadcast.units import Hz, Samples

__all__ = ["FORMS", "READ_RATE_WPM", "write_runsheet"]

READ_RATE_WPM = 180
"""British radio's three words a second (reference: Boyd and Stewart, Broadcast Journalism, ch. 15)."""

FORMS: Mapping[Kind, str] = {
    Kind.ANCHOR: "READER",
    Kind.FIELD: "PKG",
    Kind.SOUNDBITE: "SOT",
    Kind.LEAD_IN: "LEAD",
    Kind.HEADLINE: "HEADLINE",
    Kind.PAUSE: "PAUSE",
    Kind.CLIP: "CLIP",
    Kind.STING: "STING",
}
"""Kind -> the trade's word. A reporter's track is PKG and not VOICER: a voicer is a whole report without
actuality, while this row is one track of a packaged report, with its SOT rows around it."""

VOICE_OVER = "VO"
"""A recording with its translation over it."""

_PAUSING = frozenset(".,;:!?…—–-\"”’'»")

_WEAKEST_FIRST = (TimesFrom.ESTIMATED, TimesFrom.ALIGNED, TimesFrom.EVENTS, TimesFrom.DURATIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The items of one row, and where the row stands."""

    page: str
    story: Story
    items: tuple[Item, ...]
    first: int

    @property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(item.segment for item in self.items)

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for item in self.items for cue in item.cues for word in cue.words)


def write_runsheet(
    programme: Programme,
    *,
    rate_wpm: int = READ_RATE_WPM,
    unspoken: Sequence[tuple[str, str]] = (),
    on_air: datetime | None = None,
) -> RunSheet:
    """Lay a programme out row by row.

    A row is one item; an item marked `seamless` goes on in the row before it, a lead-in never does. Always
    true: `rows[0].start + sum(row.trt + row.pause for row in rows) == programme.length`.

    Args:
        programme: The timeline, rendered or estimated.
        rate_wpm: The house's read rate, words a minute, above 0; it shapes `estimate` only.
        unspoken: What of the report is not heard: its words, and the reason.
        on_air: When it goes on air, aware of its zone.

    Returns:
        The run-sheet, in samples at the programme's rate.
    """
    groups = list(_groups(programme.stories))
    next_starts = [*[group.items[0].start for group in groups][1:], programme.length]
    rows = tuple(
        _row(group, programme, rate_wpm, next_start)
        for group, next_start in zip(groups, next_starts, strict=False)
    )
    scripts = [story.script for story in programme.stories]
    only = scripts[0] if len(scripts) == 1 else None
    return RunSheet(
        slug=programme.slug,
        headline=only.headline if only else None,
        language=scripts[0].language if scripts else "en",
        rows=rows,
        trt=programme.length,
        words=sum(row.words for row in rows),
        rate_hz=programme.rate_hz,
        estimated=programme.estimated,
        profile=programme.profile,
        loudness=programme.loudness,
        voices=_voices(programme.items),
        source_name=only.source_name if only else "",
        source_sha256=only.source_sha256 if only else "",
        unspoken=tuple((words, str(reason)) for words, reason in unspoken),
        on_air=on_air,
    )


def _printed(segments: Iterable[Segment]) -> str:
    """The words of a row; where a quote was split and no mark shows it, an ellipsis does."""
    text = ""
    for part in (segment.text for segment in segments if segment.text):
        gap = " " if text[-1:] in _PAUSING else " … "
        text = f"{text}{gap}{part}" if text else part
    return text


def _groups(stories: Iterable[Story]) -> Iterable[_Group]:
    """The rows of every story as groups of items: A1, A2 ..., B1 ..."""
    first = 0
    for block, story in enumerate(stories):
        runs: list[list[Item]] = []
        for item in story.items:
            if runs and _goes_on(runs[-1][-1], item):
                runs[-1].append(item)
            else:
                runs.append([item])
        for number, run in enumerate(runs, start=1):
            yield _Group(page=f"{_block_letters(block)}{number}", story=story, items=tuple(run), first=first)
            first += len(run)


def _goes_on(before: Item, item: Item) -> bool:
    """Whether an item belongs to the row of the one before."""
    kinds = (before.segment.kind, item.segment.kind)
    return item.seamless and kinds[0] is kinds[1] and Kind.LEAD_IN not in kinds


def _block_letters(block: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    block += 1
    while block:
        block, letter = divmod(block - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _row(group: _Group, programme: Programme, rate_wpm: int, next_start: Samples) -> Row:
    rate_hz = programme.rate_hz
    head = group.items[0]
    start, end = head.start, group.items[-1].end
    trt = Samples(end - start)
    words = sum(len(word.text.split()) for word in group.words)
    quoted = head.segment.kind in (Kind.SOUNDBITE, Kind.CLIP) and head.segment.speaker
    return Row(
        page=group.page,
        slug=group.story.script.slug.upper(),
        form=VOICE_OVER if head.segment.translation else FORMS[head.segment.kind],
        kind=head.segment.kind,
        voice=str(head.voice) if head.voice else "",
        talent=head.talent if head.segment.kind.spoken or (quoted and quoted.name) else "",
        clip=PurePath(head.segment.clip.path).name if head.segment.clip else "",
        speaker=quoted.name if quoted else "",
        title=(quoted.title or "") if quoted else "",
        text=_printed(group.segments),
        spoken=" ".join(cue.text for item in group.items for cue in item.cues if cue.text),
        words=words,
        wpm=_wpm(group.words, words, rate_hz),
        estimate=_read_time(words, rate_wpm, rate_hz) if head.segment.voiced else trt,
        actual=None if programme.estimated else trt,
        start=start,
        end=end,
        pause=Samples(next_start - end),
        cume=next_start,
        in_cue=(head.segment.clip.in_cue if head.segment.clip else "") or in_cue(group.items),
        out_cue=(head.segment.clip.out_cue if head.segment.clip else "") or out_cue(group.items),
        status=_status(group.segments, programme.estimated),
        note="; ".join(filter(None, map(_note, group.segments))),
        times_from=_times_from(group.items),
        item=group.first,
        items=len(group.items),
    )


def _note(segment: Segment) -> str:
    """What a person noted, and what a sting plays."""
    sting = f"plays {segment.sound or 'sting'}" if segment.kind is Kind.STING else ""
    return "; ".join(part for part in (segment.note, sting) if part)


def _read_time(words: int, rate_wpm: int, rate_hz: Hz) -> Samples:
    """Words at a read rate, rounded half up."""
    return Samples((2 * words * 60 * rate_hz + rate_wpm) // (2 * rate_wpm))


def _wpm(heard: Sequence[Word], words: int, rate_hz: Hz) -> int | None:
    """Words a minute from the first word's start to the last word's end."""
    if not heard:
        return None
    spoken_for = heard[-1].end - heard[0].start
    return round(words * 60 * rate_hz / spoken_for) if spoken_for > 0 else None


def _status(segments: Iterable[Segment], estimated: bool) -> str:
    checks = dict.fromkeys(segment.check for segment in segments if segment.check)
    if checks:
        return "check " + ", ".join(checks)
    return "estimated" if estimated else "ready"


def _times_from(items: Iterable[Item]) -> str:
    """What the weakest of the row's word times rests on."""
    found = {cue.times_from for item in items for cue in item.cues if cue.words}
    return next((str(kind) for kind in _WEAKEST_FIRST if kind in found), "")


def _voices(items: Iterable[Item]) -> dict[str, str]:
    """Who is heard -> the made voice, in the order heard; one name with two voices is numbered."""
    voices: dict[str, str] = {}
    for item in items:
        if item.voice is None:
            continue
        name, voice = item.talent, _recipe(item.voice)
        label, number = name, 2
        while voices.get(label, voice) != voice:
            label, number = f"{name} ({number})", number + 1
        voices[label] = voice
    return voices


def _recipe(voice: Voice) -> str:
    """A voice; a station's blend with what it is made of."""
    return f"{voice} = {voice.name}" if voice.label else str(voice)

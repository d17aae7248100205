"""Spoken lines go in with their times, a programme comes out: every cue at its place at 48 kHz."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise

from broadcast.mix.playing import Played, play
from broadcast.model import (
    Boundary,
    Cast,
    Cue,
    Item,
    Kind,
    Line,
    Programme,
    Script,
    Segment,
    Story,
    Timing,
    Voice,
    Word,
)
from broadcast.units import Millis, Samples, resampled, samples

LEAD = Millis(60)
"""What is kept of a take before its first word: a breath, a stop's closure."""

TAIL = Millis(120)
"""What is kept after its last word: the voice and the room dying away."""

FADE = Millis(5)
"""At both ends of a cue, so that no edge clicks."""

NARRATION = (Kind.ANCHOR, Kind.FIELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """Pauses between words, in milliseconds: from the last word of a cue to the first word of the next.

    What `LEAD` and `TAIL` keep of the takes lies within a pause; none is shorter than they are.

    Attributes:
        head: Before the first cue.
        clause: After a line that was cut at a clause.
        sentence: After a sentence, and before a lead-in.
        paragraph: After a paragraph, and between segments of one narrator.
        before_soundbite: From narration into a soundbite or a clip.
        after_soundbite: From a soundbite or a clip back to its narrator or to another voice.
        after_lead_in: From a lead-in to what it introduces.
        continued: Inside a quote that goes on.
        headline: After a headline.
        segment: Where the narrator changes.
        held: What a pause of the script lasts when no length is written.
        tail: After the last cue.

    References:
        Boyd, Stewart and Alexander, "Broadcast Journalism"; Kazlauskiene and Kalasinskaite (2020) on
        pauses in reading aloud.
    """

    head: int = 100
    clause: int = 200
    sentence: int = 450
    paragraph: int = 750
    before_soundbite: int = 250
    after_soundbite: int = 350
    after_lead_in: int = 250
    continued: int = 300
    headline: int = 600
    segment: int = 750
    held: int = 1000
    tail: int = 500

    def times(self, factor: float) -> "Pauses":
        """All of them longer or shorter by a factor, but for the head, the tail and what the script sets."""
        kept = ("head", "tail", "held")
        return replace(
            self,
            **{
                part.name: round(getattr(self, part.name) * factor)
                for part in fields(self)
                if part.name not in kept
            },
        )

    def after_line(self, boundary: Boundary) -> int:
        """The pause after a line inside a segment."""
        if boundary is Boundary.CLAUSE:
            return self.clause
        return self.sentence if boundary is Boundary.SENTENCE else self.paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A line with its times; the sound itself is fetched by `key` when it is mixed."""

    line: Line
    key: str
    timing: Timing


def gap(pause: int, *, tail: bool = True, lead: bool = True) -> Samples:
    """The silence to put between two cues for a pause of so many milliseconds from word to word.

    Args:
        pause: From the end of what is heard to the start of what is heard next.
        tail: Whether the cue before keeps its `TAIL`, as made voices do and recordings do not.
        lead: Whether the cue behind keeps its `LEAD`.
    """
    return samples(max(0, pause - LEAD * lead - TAIL * tail))


def heard(timing: Timing) -> tuple[Samples, Samples]:
    """What is kept of a take, as (first, after the last) sample at the take's own rate.

    It rests on the word times alone, never on the sound, so that a forecast has the rendered length.
    """
    if not timing.words:
        return Samples(0), timing.length
    first = timing.words[0].start - samples(LEAD, timing.rate_hz)
    last = max(word.end for word in timing.words) + samples(TAIL, timing.rate_hz)
    return Samples(max(0, first)), Samples(min(timing.length, last))


def cue_at(start: Samples, spoken: Spoken, effect: str | None = None) -> Cue:
    """A line set on the programme's clock at `start`; its words lie inside the cue."""
    timing = spoken.timing
    trim, stop = heard(timing)
    length = resampled(Samples(stop - trim), timing.rate_hz)
    fade = Samples(min(samples(FADE), length // 2))

    def place(moment: Samples) -> Samples:
        moved = resampled(Samples(moment - trim), timing.rate_hz)
        return Samples(start + min(max(0, moved), length))

    return Cue(
        key=spoken.key,
        start=start,
        length=length,
        trim=trim,
        words=tuple(
            Word(text=word.text, start=place(word.start), end=place(word.end), span=word.span)
            for word in timing.words
        ),
        times_from=timing.times_from,
        exact=timing.exact,
        text=spoken.line.plain,
        fade_in=fade,
        fade_out=fade,
        effect=effect,
    )


def lay_out(
    script: Script,
    cast: Cast,
    voices: Sequence[Voice | None],
    spoken: Sequence[Sequence[Spoken]],
    pauses: Pauses | Sequence[Pauses] | None = None,
    played: Played | None = None,
) -> Programme:
    """Set a script's lines on the timeline.

    Cues come in the script's order and do not overlap; the cues, the pauses between them, the head and
    the tail add up to `Programme.length`. A segment with nothing to hear takes no time and moves nothing.

    Args:
        script: What is heard, in order.
        cast: Kept with the story.
        voices: Who speaks, one for each segment; None for a pause.
        spoken: The lines of each segment, none for a pause.
        pauses: The silence in and after all segments, or in and after each; the house's own when None.
        played: The recordings in it.

    Raises:
        ValueError: `voices`, `spoken`, `pauses` or recordings are not one for each segment.
    """
    played = played or Played()
    recordings = played.recordings or (None,) * len(script.segments)
    each = [pauses or Pauses()] * len(script.segments) if not isinstance(pauses, Sequence) else pauses
    items: list[Item] = []
    before: Item | None = None
    since = each[0] if each else Pauses()
    now = samples(since.head)
    for index, (segment, voice, lines, own, recording) in enumerate(
        zip(script.segments, voices, spoken, each, recordings, strict=True)
    ):
        narrator = script.narrator(index)
        is_heard = bool(lines) or recording is not None or segment.kind is Kind.PAUSE
        if before is not None and is_heard:
            pause = pause_between(before, segment, narrator, since)
            now = Samples(now + gap(pause, tail=not _ends_recorded(before), lead=recording is None))
        cues = _cues(now, voice, lines, own)
        if recording is not None:
            cues = play(now, segment, recording, cues, played.over)
        item = Item(
            segment=segment,
            narrator=narrator,
            voice=voice,
            cues=cues,
            start=now,
            end=Samples(max(cue.end for cue in cues)) if cues else Samples(now + _held(segment, own)),
            seamless=segment.continued,
            reader=script.reader(index),
        )
        items.append(item)
        now = item.end
        before, since = (item, own) if is_heard else (before, since)
    return Programme(
        slug=script.slug,
        stories=(Story(script=script, cast=cast, items=tuple(items)),),
        length=Samples(now + samples(_after_last(before, since))),
        estimated=not all(cue.exact for item in items for cue in item.cues),
    )


def _ends_recorded(item: Item) -> bool:
    """Whether what an item ends with is a recording."""
    return bool(item.cues) and max(item.cues, key=lambda cue: cue.end).recorded


def pause_between(before: Item, segment: Segment, narrator: Kind, pauses: Pauses) -> int:
    """Milliseconds of silence from one item to the next segment that is heard.

    What a person set comes first, and a pause of the script stands in the place of the natural one.
    """
    last = before.segment
    if last.kind is Kind.PAUSE:
        return 0
    if last.hold_ms is not None:
        return last.hold_ms
    if segment.kind is Kind.PAUSE:
        return 0
    if segment.kind in NARRATION and narrator is not before.narrator:
        return pauses.segment
    return _natural_pause(last, segment, pauses)


def _natural_pause(last: Segment, segment: Segment, pauses: Pauses) -> int:
    recorded = (Kind.SOUNDBITE, Kind.CLIP)
    rules = (
        (segment.continued, pauses.continued),
        (last.kind is Kind.HEADLINE, pauses.headline),
        (last.kind is Kind.LEAD_IN, pauses.after_lead_in),
        (last.kind in recorded, pauses.after_soundbite),
        (segment.kind in recorded, pauses.before_soundbite),
        (segment.kind is Kind.LEAD_IN, pauses.sentence),
    )
    return next((pause for holds, pause in rules if holds), pauses.paragraph)


def _cues(start: Samples, voice: Voice | None, lines: Sequence[Spoken], pauses: Pauses) -> tuple[Cue, ...]:
    effect = voice.effect if voice else None
    cues = [cue_at(start, line, effect) for line in lines[:1]]
    for last, line in pairwise(lines):
        pause = last.line.pause_ms
        after = cues[-1].end + gap(pauses.after_line(last.line.boundary) if pause is None else pause)
        cues.append(cue_at(Samples(after), line, effect))
    return tuple(cues)


def _held(segment: Segment, pauses: Pauses) -> int:
    if segment.kind is not Kind.PAUSE:
        return 0
    return samples(pauses.held if segment.hold_ms is None else segment.hold_ms)


def _after_last(last: Item | None, pauses: Pauses) -> int:
    if last is None or last.segment.kind is Kind.PAUSE or last.segment.hold_ms is None:
        return pauses.tail
    return last.segment.hold_ms

"""A Report goes in; a Script comes out: who reads what, who is heard, and what is not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from broadcast.errors import UsageError
from broadcast.model import Kind, Reason, Report, Script, Segment, Speaker, Unspoken
from broadcast.scripting.bites import Bite
from broadcast.scripting.layouts.marked import Block
from broadcast.scripting.leadin import lead_in
from broadcast.scripting.reading import Reading, read_copy
from broadcast.scripting.slug import report_slug
from broadcast.scripting.speakers import UNIDENTIFIED, Voiced
from broadcast.scripting.unspoken import complete, trimmed, without
from broadcast.sentences import paragraph_spans
from broadcast.units import Span

INTRODUCED = "shotlist"
"""The layout whose soundbites come one after another, with nobody to introduce them."""
ATTRIBUTIONS = ("before", "after", "none")
_WORD = re.compile(r"\w")
_LEFT_OVER = re.compile(r"[\s,;:.!?…”»)\]]+|[—–-]\s+")  # what a quotation leaves behind: `", ` or `". `


def write_script(report: Report, *, attribution: str = "before", layout: str | None = None) -> Script:
    """Cut a report into anchor narration, field segments and soundbites.

    No word is lost, added or moved: the text of each anchor, field and soundbite segment is the slice of
    `report.text` that its span names, those spans are in order and do not overlap, and each word of it
    is either in one of them or in one stretch of `Script.unspoken`. A soundbite is the words between the
    quotation marks, or those that a label gives to somebody.

    Args:
        report: What to read.
        attribution: Where `said Ana Ruiz, a nurse` goes when it follows the quotation. "before": a lead-in
            before the soundbite, as on air. "after": a lead-in after it, in the words and order of the print.
            "none": it is not heard. An attribution that stands before its quotation is narration always.
        layout: The newsroom's layout, one of `LAYOUTS`; None tells it from the copy.

    Raises:
        UsageError: An unknown `attribution` or `layout`.
    """
    if attribution not in ATTRIBUTIONS:
        raise UsageError(
            f"no place for attributions is called '{attribution}'", f"known: {', '.join(ATTRIBUTIONS)}"
        )
    reading = read_copy(report, layout)
    cutter = _Cutter(report.text, reading, [gap.span for gap in reading.gaps], attribution)
    segments = cutter.cut()
    spoken = [part.span for part in segments if part.kind.quotes_report and part.span]
    return Script(
        slug=report_slug(report.slug, report.headline, report.source_name),
        headline=report.headline,
        byline=report.byline,
        dateline=report.dateline,
        language=report.language,
        segments=segments,
        unspoken=complete(report.text, spoken, [*reading.gaps, *cutter.attributions]),
        attribution=attribution,
        layout=reading.layout,
        source_name=report.source_name,
        source_sha256=report.sha256,
        status=report.status,
        embargo=report.embargo,
        rights=report.rights,
    )


@dataclass(slots=True)
class _Turn:
    """Soundbites of one person with nothing heard between them."""

    person: int
    first: int
    introduced: bool


@dataclass(slots=True)
class _Cutter:
    """Goes through a report from soundbite to soundbite and collects segments."""

    text: str
    reading: Reading
    gaps: Sequence[Span]
    attribution: str
    segments: list[Segment] = field(default_factory=list)
    attributions: list[Unspoken] = field(default_factory=list)
    turn: _Turn | None = None

    def cut(self) -> tuple[Segment, ...]:
        """The segments in the order heard."""
        if not self.reading.blocks:
            self._plain((0, len(self.text)))
        for block in self.reading.blocks:
            self.turn = None
            if block.plain:
                self._plain(block.span)
            else:
                self._labelled(block)
        return tuple(self.segments)

    def _labelled(self, block: Block) -> None:
        """What a label gives to somebody: a segment, of a soundbite one a paragraph."""
        speaker = self.reading.named[block.who] if block.who is not None else None
        heard = block.kind is Kind.SOUNDBITE
        goes_on = block.continued and self._last_speaker() == speaker
        if heard and self.reading.layout == INTRODUCED and self.attribution == "before" and not goes_on:
            self._introduce(block, speaker)
        for paragraph in self._paragraphs(block.span) if heard else [block.span]:
            for part in without(paragraph, self.gaps):
                before = len(self.segments)
                check = "speaker" if heard and block.who is None else None
                like = Segment(kind=block.kind, speaker=speaker, continued=goes_on and heard, check=check)
                self._add(part, like)
                goes_on = goes_on or len(self.segments) > before

    def _introduce(self, block: Block, speaker: Speaker | None) -> None:
        """A shotlist's soundbite has no narration before it: its label names who is heard."""
        if speaker is not None and block.label is not None and speaker != self._last_speaker():
            words = f"{speaker.name}, {speaker.title}:" if speaker.title else f"{speaker.name}:"
            words = f"{words[:1].upper()}{words[1:]}"
            self.segments.append(Segment(kind=Kind.LEAD_IN, text=words, span=block.label, speaker=speaker))

    def _paragraphs(self, span: Span) -> list[Span]:
        return [(span[0] + start, span[0] + end) for start, end in paragraph_spans(self.text[slice(*span)])]

    def _plain(self, span: Span) -> None:
        """Copy like a print article's: narration, and soundbites in quotation marks."""
        found = [item for item in self.reading.found if span[0] <= item.bite.quotation.outer[0] < span[1]]
        at = span[0]
        following: list[Voiced | None] = [*found[1:], None]
        for item, later in zip(found, following, strict=False):
            speaker = self.reading.speaker(item.person)
            outer = item.bite.quotation.outer
            narrated = self._narrate(at, outer[0], trails=at > span[0])
            if narrated or self.turn is None or self.turn.person != id(item.person):
                self.turn = _Turn(id(item.person), len(self.segments), item.bite.before is not None)
            first = len(self.segments)
            self._sound(item, speaker, _comma(self.text, item, later))
            at = outer[1]
            if item.bite.after is not None:
                self._attribute(item.bite, speaker, first)
                at = item.bite.after.span[1]
        self._narrate(at, span[1], trails=bool(found))

    def _narrate(self, start: int, end: int, *, trails: bool) -> bool:
        """Narration between two voices, parted where anchor and field change over."""
        before = len(self.segments)
        if trails:
            while (left := _LEFT_OVER.match(self.text, start, end)) is not None:
                start = left.end()
        for part in without((start, end), self.gaps):
            for piece, kind in self.reading.narrated_by(part):
                self._add(piece, Segment(kind=kind))
        return len(self.segments) > before

    def _add(self, span: Span, like: Segment) -> None:
        span = trimmed(self.text, span)
        words = self.text[slice(*span)]
        if _WORD.search(words):
            self.segments.append(replace(like, text=words, span=span))

    def _sound(self, item: Voiced, speaker: Speaker, end: int) -> None:
        """The words of a quotation up to `end`, a segment a paragraph."""
        check = "speaker" if not item.sure or item.person.name == UNIDENTIFIED else None
        if check is None and not item.bite.quotation.closed:
            check = "quotation marks"
        goes_on = item.bite.split and self._last_speaker() == speaker
        for piece in item.bite.quotation.pieces:
            for part in without((piece[0], min(piece[1], end)), self.gaps):
                before = len(self.segments)
                like = Segment(kind=Kind.SOUNDBITE, speaker=speaker, continued=goes_on, check=check)
                self._add(part, like)
                goes_on = goes_on or len(self.segments) > before

    def _last_speaker(self) -> Speaker | None:
        last = self.segments[-1] if self.segments else None
        return last.speaker if last is not None and last.kind is Kind.SOUNDBITE else None

    def _attribute(self, bite: Bite, speaker: Speaker, first: int) -> None:
        """Make the lead-in of the attribution that follows a soundbite, and list its words as unspoken."""
        clause, turn = bite.after, self.turn
        if clause is None or turn is None:
            return
        span = trimmed(self.text, clause.span)
        for part in without(span, self.gaps):
            self.attributions.append(Unspoken(span=trimmed(self.text, part), reason=Reason.ATTRIBUTION))
        if self.attribution == "after":
            words = " ".join(self.text[slice(*span)].rstrip(" ,;:").split())
            words += "" if words.endswith((".", "!", "?")) else "."
            self.segments.append(Segment(kind=Kind.LEAD_IN, text=words, span=span, speaker=speaker))
            return
        known = None if speaker.name == UNIDENTIFIED else speaker.name
        words = lead_in(clause, known, same_turn=turn.introduced) or ""
        if self.attribution == "before" and words and len(self.segments) > first:
            at = first if turn.introduced else turn.first
            heard = self.segments[at]
            self.segments[at] = replace(heard, continued=False)
            self.segments.insert(at, Segment(kind=Kind.LEAD_IN, text=words, span=span, speaker=speaker))
        turn.introduced = True


def _comma(text: str, item: Voiced, later: Voiced | None) -> int:
    """Where the words of a quotation end: before the comma that only leads to its attribution.

    It stays where the sentence goes on in a second quotation.
    """
    end = item.bite.quotation.inner[1]
    goes_on = later is not None and later.bite.split and text[later.bite.quotation.inner[0]].islower()
    return end - 1 if text[end - 1] == "," and not goes_on else end

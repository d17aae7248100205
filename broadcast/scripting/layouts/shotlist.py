"""An agency's script of shots goes in; its storyline and soundbites, apart from the shots, come out."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from broadcast.model import Kind, Reason
from broadcast.scripting.layouts.casing import is_shouted
from broadcast.scripting.layouts.cast import Cast
from broadcast.scripting.layouts.marks import Section, Start, starts_of
from broadcast.scripting.layouts.saying import Saying, label_at, words_of
from broadcast.scripting.layouts.sheet import Sheet, Voice, without_edges
from broadcast.scripting.layouts.vocabulary import phrases
from broadcast.units import Span

STORY_WORDS = 14
"""Words of a paragraph behind the last shot that begins the story without saying so."""
PROSE_WORDS = 9
LONGEST_LEAD = 4_000
"""Characters behind a section's name that tell whether it is copy."""
MOST_TAG_WORDS = 5
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*(?:\n|$))[^\n]+)*")
_LINE_END = re.compile(r"\n")  # the end of "1. Wide of harbour"
_LINE = re.compile(r"[^\n]+")
# TRT: 0:53   SOURCE: UNIFEED   Restrictions: NONE   DATE=3 NOV   FIRST RUN: 1330
_FIELD = re.compile(
    r"\W{0,4}(?:[A-Z][A-Z0-9]*(?:[ /&'-]+[A-Z0-9]+){0,4}|[A-Z][a-z]+(?: [A-Za-z]+){0,2})\s?[:=](?!//)"
)
# ++MUTE++   (FIRST RUN 0630 ASIA PRIME NEWS)   AP CLIENTS ONLY   [00:12]
_NOTE = re.compile(
    r"\+\+.*|\((?:FIRST RUN|FILE|MUTE|NATURAL)[^()]*\)|\[?\d\d:\d\d.*|.*\b(?:CLIENTS ONLY|NO ACCESS"
    r"|ACCESS ALL)\b.*"
)
_TERMS = re.compile(
    r"clients are reminded|terms of (?:their|your) licen[cs]e|^\(c\) ?(?:\d{4}|ap\b)|you can license this",
    re.IGNORECASE,
)
# ++SOUNDBITE PARTLY OVERLAID++   (pause)   [laughs]   (MUTE)   (WHITE FLASH)
_WITHIN = re.compile(
    r"\+\+[^+\n]{1,200}\+\+"
    r"|[(\[](?:(?:long |short )?pauses?|laughs?|laughter|laughing|inaudible|unintelligible|applause"
    r"|cr(?:ies|ying)|coughs?|sighs?|sic|interrupted|interruption|mute|muted|silence|beat|cutaways?"
    r"|(?:white |black )?flash(?:es)?|(?:jump cut|audio|sound|nat(?:ural)? sound)(?: [a-z ]{1,24})?)\.?[)\]]",
    re.IGNORECASE,
)
# (Reporter asks off camera when it will open)   (ASKED BY REPORTER: "And you?")   [he shows his hand]
_ASIDE_WITHIN = re.compile(
    rf"{_WITHIN.pattern}|(?m:^[^\S\n]*[(\[][^()\[\]\n]{{2,240}}[)\]][^\S\n]*$)"
    r"|[(\[](?:off[- ](?:camera|mic|screen) )?(?:reporter|journalist|interviewer|interpreter|translator)s?\b"
    r"[^()\[\]\n]{0,200}[)\]]",
    re.IGNORECASE,
)
_ASKED = re.compile(r"[:,]\s*[\"“](?P<words>[^\"“”]{2,200})[\"”]")  # (REPORTER ASKING: "And you?")
# Personal Subject   Parent Id   2201774   sb/ajm/kds: what an archive's page has below the story
_ARCHIVE = re.compile(
    r"(?:View (?:more|less)){1,2}|(?:Personal|Geographic|Corporate|Topical) Subjects?|Parent Id|\d{4,12}"
    r"|Categor(?:y|ies)|Production Date|Geographic Location|[a-z]{2,3}(?:/[a-z]{2,4}){1,3}"
)
_SHOWN_BELOW = re.compile(  # SUPER CAPTION: Ana Ruiz, mayor
    r"[\s\"”»]*\n[^\S\n]*(?:SUPER|CAPTION|SUPER ?CAPTION|ASTON|CG|STRAP) ?:[^\S\n]*(?P<who>[^\n]{3,120})"
)
_CLOSES = re.compile(r"[\"”»](?=[\s).,]|\Z)")  # ... everybody off."
_STOPS = (".", "?", "!", "…")


def read_shotlist(body: str, sheet: Sheet) -> None:
    """Read a shotlist: shots, fields and notes are not spoken, soundbites and the story are.

    Args:
        body: The report, what is no copy blanked.
        sheet: Where to write what is found.
    """
    _Reader(body, sheet).read()


class _Reader:
    def __init__(self, body: str, sheet: Sheet) -> None:
        self.text = body
        self.sheet = sheet
        self.line_ends = [found.start() for found in _LINE_END.finditer(body)]
        self.starts = starts_of(body)
        self.bounds = self._bounds()
        self.labels = self._labels()
        who = [body[slice(*label.who)] for label in self.labels.values() if label.who]
        self.cast = Cast(body, who)
        shots = [start.span[0] for start in self.starts if start.section in (Section.SHOT, Section.BITE)]
        self.last_shot = max(shots, default=-1)
        self.first_shot = min(shots, default=len(body))
        self.section = Section.FIELDS
        self.shots = False
        self.terms = False
        self.turn = 0
        self.at = 0
        self.unclosed: Voice | None = None

    def _bounds(self) -> list[tuple[int, int]]:
        """For each start, where the next one stands; and the next that is no number amid a line."""
        found: list[tuple[int, int]] = []
        following, sure = len(self.text), len(self.text)
        for start in reversed(self.starts):
            found.append((following, sure))
            following = start.span[0]
            if not (start.inline and start.section is Section.SHOT):
                sure = start.span[0]
        return found[::-1]

    def _labels(self) -> dict[int, Saying]:
        return {
            start.span[0]: label_at(self.text, start.span[0], bounds[1])
            for start, bounds in zip(self.starts, self.bounds, strict=True)
            if start.section is Section.BITE
        }

    def read(self) -> None:
        """Go from one start to the next."""
        for start, bounds in zip(self.starts, self.bounds, strict=True):
            if start.span[0] < self.at:
                continue
            if start.section is Section.SHOT and start.inline and self.section is Section.STORY:
                continue
            self._between(self.at, start.span[0])
            self.at = start.span[1]
            if start.section is Section.BITE:
                self._bite(start, bounds[1])
            elif start.section is Section.SHOT:
                self._shot(start, bounds[0])
            else:
                self._open_section(start)
        self._between(self.at, len(self.text))

    def _open_section(self, start: Start) -> None:
        """A section's name; "STORY: HARBOUR / STORM" at the head is a field."""
        line_end = self._line_end(start.span[1])
        rest = self.text[start.span[1] : line_end].strip()
        paragraph = _PARAGRAPH.match(self.text, start.span[1], start.span[1] + LONGEST_LEAD)
        prose = rest and paragraph is not None and _is_prose(_before_field(paragraph.group()))
        behind = self.shots and start.span[0] > self.last_shot
        slug = start.name in ("STORY", "SCRIPT", "TEXT", "SHOTS") and bool(rest) and not (prose or behind)
        if slug or (
            start.name == "STORY" and rest == "" and not self.shots and self.first_shot > start.span[1]
        ):
            self.sheet.leave((start.span[0], line_end), Reason.LAYOUT)
            self.at = line_end
            return
        self.sheet.leave(start.span, Reason.LAYOUT)
        self.section = start.section
        self.shots = self.shots or start.section is Section.SHOTS
        self.turn += 1

    def _line_end(self, at: int) -> int:
        index = bisect_left(self.line_ends, at)
        return self.line_ends[index] if index < len(self.line_ends) else len(self.text)

    def _shot(self, start: Start, bound: int) -> None:
        """A numbered shot, to the end of its paragraph's line or the next number."""
        if self.section is Section.STORY and not self._is_shot(start, bound):
            self.at = start.span[0]
            self._between(self.at, bound)
            self.at = bound
            return
        self.section = Section.SHOTS
        self.shots = True
        end = min(bound, self._item_end(start.span[1], bound))
        self.sheet.leave((start.span[0], end), Reason.SHOT)
        self.at = end

    def _is_shot(self, start: Start, bound: int) -> bool:
        """Whether a number amid the story begins a shot, not an item of a list that is read."""
        words = re.findall(r"[^\W_]+", self.text[start.span[1] : min(bound, start.span[1] + 60)].lower())
        return bool(words) and words[0] in phrases("shot")

    def _item_end(self, at: int, bound: int) -> int:
        """Where a shot's words end: with the line, or with a wrapped one's last line."""
        end = self._line_end(at)
        while end < bound and self.unclosed is None:
            following = self.text[end + 1 : self._line_end(end + 1)]
            if not following.strip() or not following.strip()[0].islower():
                break
            end = self._line_end(end + 1)
        return min(end, bound)

    def _bite(self, start: Start, bound: int) -> None:
        label = self.labels[start.span[0]]
        words = self.text[slice(*label.who)] if label.who else ""
        who = self.cast.person(words) if words else None
        heard, foreign, end = words_of(self.text, label.span[1], bound)
        if not heard:
            self.sheet.leave(label.span, Reason.SHOT)
            self.at = max(label.span[1], self.at)
            return
        self.sheet.leave(label.span, Reason.LABEL)
        self.turn += 1
        named = without_edges(self.text, label.who) if label.who and who is not None else None
        shown = _SHOWN_BELOW.match(self.text, end) if who is None or not who.named else None
        if shown is not None:
            language = who.language if who is not None else None
            below = self.cast.person(shown["who"])
            who, named = (replace(below, language=language), shown.span("who")) if below else (who, named)
        voice = Voice(kind=Kind.SOUNDBITE, who=who, label=named, turn=self.turn)
        for span in sorted([*heard, *foreign]):
            if span in foreign:
                self.sheet.leave(span, Reason.CUE)
            else:
                self._speak(span, voice)
        self.turn += 1
        self.at = end
        self.unclosed = voice if _is_unclosed(self.text[label.span[1] : end]) else None
        self.shots = self.shots or self.section is not Section.STORY
        if self.section is Section.FIELDS:
            self.section = Section.SHOTS

    def _speak(self, span: Span, voice: Voice) -> None:
        """Words to be heard, without the notes to clients among them; what a reporter asks there is his."""
        at = span[0]
        notes = _ASIDE_WITHIN if voice.kind is Kind.SOUNDBITE else _WITHIN
        for note in notes.finditer(self.text, *span):
            self.sheet.speak((at, note.start()), voice)
            at = note.end()
            asked = _ASKED.search(self.text, *note.span()) if voice.kind is Kind.SOUNDBITE else None
            if asked is None:
                self.sheet.leave(note.span(), Reason.CUE)
                continue
            self.turn += 1
            self.sheet.leave((note.start(), asked.start("words")), Reason.CUE)
            self.sheet.speak(asked.span("words"), Voice(kind=Kind.FIELD, turn=self.turn))
        self.sheet.speak((at, span[1]), voice)

    def _between(self, start: int, end: int) -> None:
        """What stands between two starts, by the section it is in."""
        for span in _spans(_PARAGRAPH, self.text, start, end):
            if self.terms or _TERMS.search(self.text, span[0], min(span[1], span[0] + 200)):
                self.terms = True
                self.sheet.leave(span, Reason.CREDIT)
            elif self.section is Section.STORY:
                self._story(span)
            elif self.unclosed is not None:
                self._continue(span, self.unclosed)
            elif self._begins_story(span):
                self.section = Section.STORY
                self.turn += 1
                self._story(span)
            elif self.section is Section.FIELDS:
                self._fields(span)
            else:
                self.sheet.leave(span, Reason.SHOT)

    def _continue(self, span: Span, voice: Voice) -> None:
        """More of a soundbite that goes on over a shot, up to the mark that closes it."""
        close = _CLOSES.search(self.text, *span)
        self.turn += 1
        self._speak((span[0], close.start() if close else span[1]), replace(voice, turn=self.turn))
        self.turn += 1
        if close is not None:
            self.unclosed = None
            self.sheet.leave((close.start(), span[1]), Reason.SHOT)

    def _begins_story(self, span: Span) -> bool:
        """Whether a paragraph behind the last shot is the story, though no name of a section says so."""
        if self.section is not Section.SHOTS or span[0] < self.last_shot:
            return False
        words = self.text[slice(*span)]
        plain = words.split(maxsplit=1)[0].lower().strip(".,-")
        if (
            plain in phrases("shot")
            or is_shouted(words[:200].rstrip(' .,"”'))
            or _NOTE.fullmatch(words)
            or _FIELD.match(words)
        ):
            return False
        return len(words.split()) >= STORY_WORDS and words.rstrip('"”’) ').endswith(_STOPS)

    def _story(self, span: Span) -> None:
        voice = Voice(kind=Kind.ANCHOR, plain=True, turn=self.turn)
        for line in _spans(_LINE, self.text, *span):
            words = self.text[slice(*line)]
            field = _FIELD.match(words)
            if (
                _NOTE.fullmatch(words.strip())
                or _ARCHIVE.fullmatch(words.strip())
                or _is_tag(words)
                or (field and field.group().isupper() and not _is_prose(words))
            ):
                self.sheet.leave(line, Reason.LAYOUT)
            else:
                self._speak(line, voice)

    def _fields(self, span: Span) -> None:
        """The head of a script: fields; a paragraph that reads like copy is its lead."""
        words = self.text[slice(*span)]
        lines = list(_spans(_LINE, self.text, *span))
        if (
            _is_prose(words)
            and not any(_FIELD.match(self.text, *line) for line in lines)
            and not is_shouted(words[:200].rstrip(" ."))
        ):
            self._story(span)
        else:
            self.sheet.leave(span, Reason.LAYOUT)


def _is_unclosed(words: str) -> bool:
    """Whether a soundbite's words have an opening mark and no closing one: it goes on below a shot."""
    opened = re.match(r"[\s(]*[\"“«„]", words)
    return opened is not None and _CLOSES.search(words, opened.end()) is None


def _spans(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    for found in pattern.finditer(text, start, end):
        if found.group().strip():
            yield found.span()


def _is_prose(words: str) -> bool:
    return len(words.split()) >= PROSE_WORDS and words.rstrip('"”’) ').endswith(_STOPS)


def _before_field(words: str) -> str:
    """The lines up to the first that is a field: "STORY: HARBOUR / STORM" has "LENGTH: 1:53" below."""
    lines = words.split("\n")
    number = next((n for n, line in enumerate(lines[1:], start=1) if _FIELD.match(line)), len(lines))
    return "\n".join(lines[:number])


def _is_tag(words: str) -> bool:
    """A line of a few words in capitals and figures that ends in no stop: "APEX 04-22-26 1456EDT"."""
    bare = words.strip()
    return (
        len(bare.split()) <= MOST_TAG_WORDS
        and is_shouted(bare.rstrip("0123456789 "))
        and not bare.endswith(_STOPS)
    )

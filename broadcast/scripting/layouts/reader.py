"""A report with labels goes in; who reads and who is heard in each stretch of it comes out."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from broadcast.model import Kind, Reason
from broadcast.scripting.layouts.bite import Bite, closes_at, opens_quote, says_who
from broadcast.scripting.layouts.cast import Cast
from broadcast.scripting.layouts.company import Company, handed_to, recordings
from broadcast.scripting.layouts.guest import fits, guest_of, named_in
from broadcast.scripting.layouts.labels import Head
from broadcast.scripting.layouts.marked import Named
from broadcast.scripting.layouts.names import has_name
from broadcast.scripting.layouts.paragraphs import Copy
from broadcast.scripting.layouts.pieces import Piece, pieces_of
from broadcast.scripting.layouts.settle import settled
from broadcast.scripting.layouts.sheet import Sheet, Voice, without_edges
from broadcast.scripting.layouts.vocabulary import HEARD, READS, Mark
from broadcast.scripting.unspoken import trimmed
from broadcast.units import Span

SCRIPTS = ("tv", "radio")
LEAD_IN = 500
"""Characters before a soundbite in which its speaker may be introduced."""
MOST_NAME_LINE_WORDS = 16
MOST_TITLE_WORDS = 6
_REASONS = {Mark.HEADER: Reason.LAYOUT, Mark.CUE: Reason.CUE, Mark.EDGE: Reason.CUE, Mark.LENGTH: Reason.CUE}
_PIECEMEAL = re.compile(r"[^\W_]+")
_LEADS = frozenset(
    {"lead", "lead in", "leadin", "intro", "introduction", "suggested lead", "suggested intro"}
)


def read_labels(
    text: str,
    layout: str,
    sheet: Sheet,
    *,
    headline: str | None = None,
    demanded: bool = False,
    items: Sequence[int] = (),
) -> None:
    """Read a script, a transcript or an interview by its labels.

    Args:
        text: The body, what is no copy blanked.
        layout: "tv", "radio", "transcript" or "interview".
        sheet: Where to write what is found.
        headline: Of the report; an interview's may name whom it is with.
        demanded: Whether somebody asked for the layout.
        items: Where a bulletin's items begin, in order; each begins in the studio.
    """
    pieces = settled(text, pieces_of(text), demanded=demanded, transcript=layout not in SCRIPTS)
    _Reader(text, layout, pieces, sheet).read(headline, items)


class _Reader:
    def __init__(self, text: str, layout: str, pieces: Sequence[Piece], sheet: Sheet) -> None:
        self.text = text
        self.pieces = pieces
        self.script = layout in SCRIPTS
        self.layout = layout
        self.copy = Copy(text, pieces)
        self.cast = Cast(
            text, [text[slice(*piece.head.who)] for piece in pieces if piece.head and piece.head.who]
        )
        self.company = Company(
            text, pieces, self.cast, interview=layout == "interview", wrap=layout == "radio"
        )
        self.sheet = sheet
        self.guest: Named | None = None
        self.turn = 0
        self.voice = Voice(kind=Kind.ANCHOR)
        self.staff = self.voice
        self.bite: Bite | None = None
        self.caption: tuple[Named, Span] | None = None
        self.started = False
        self.asking = False
        self.led = False

    def read(self, headline: str | None, items: Sequence[int]) -> None:
        """Go through labels and words."""
        self.guest = self._guest(headline)
        passed = 0
        for index, (piece, recorded) in enumerate(recordings(self.text, self.pieces)):
            reached = bisect_left(items, piece.span[1])
            if reached > passed:
                self._speaks(Voice(kind=Kind.ANCHOR))
            passed = reached
            if piece.head is None:
                self._words(index, piece)
            else:
                self._head(index, piece, piece.head, recorded=recorded)
        if self.script and not any(block.kind is Kind.SOUNDBITE for block in self.sheet.blocks):
            self.sheet.blocks = [replace(block, plain=True) for block in self.sheet.blocks]

    def _guest(self, headline: str | None) -> Named | None:
        answers = any(
            piece.head is not None and piece.head.mark in (Mark.ANSWER, Mark.ASK) for piece in self.pieces
        )
        return guest_of(self.text[: self.copy.first_head], headline=headline) if answers else None

    def _head(self, index: int, piece: Piece, head: Head, *, recorded: bool) -> None:
        slug = head.bracketed and not piece.begins and self._in_slug(index)
        if head.mark in READS and self.script and (slug or self.copy.names_form(index)):
            self.sheet.leave(piece.span, Reason.LAYOUT)
            return
        cue = head.bracketed and head.who is None
        self.sheet.leave(
            piece.span,
            _REASONS.get(head.mark, Reason.CUE if cue or head.mark is Mark.CAPTION else Reason.LABEL),
        )
        if head.mark in READS:
            self._reads(head, recorded=recorded)
        elif head.mark in (Mark.BITE, Mark.WORDS):
            self._begin_bite(head, piece)
        elif head.mark is Mark.TURN:
            self._turn(index, head)
        elif head.mark in (Mark.ASK, Mark.ANSWER):
            self._question(head)
        elif head.mark is Mark.CAPTION:
            self._caption(head)
        elif head.mark is Mark.END:
            self._end(head)
        else:
            self._aside(piece, head, recorded=recorded)

    def _in_slug(self, index: int) -> bool:
        """Whether a bracket ends a line that is no copy: "COURTHOUSE FIRE (WRAP)"."""
        before = self.pieces[index - 1] if index else None
        return (
            before is not None
            and before.head is None
            and not self.sheet.blocks
            and not self.copy.is_prose(index - 1)
        )

    def _aside(self, piece: Piece, head: Head, *, recorded: bool) -> None:
        """A cue, a length, the first or last words of a recording."""
        if self.bite is not None and head.mark in (Mark.EDGE, Mark.LENGTH):
            self.bite.edges.append(self.text[slice(*piece.span)])
            self.bite.done = self.bite.done or (self.bite.words and not self.bite.open)
        elif recorded and head.mark is Mark.CUE and head.bracketed and not self.script:
            self._speaks(Voice(kind=Kind.SOUNDBITE))

    def _named(self, head: Head) -> tuple[Named | None, Span | None]:
        """Whom a label names, and where."""
        if head.who is None:
            return None, None
        words = self.text[slice(*head.who)]
        who = self.cast.person(words)
        return who, without_edges(self.text, head.who) if who is not None else None

    def _speaks(self, voice: Voice) -> None:
        self.turn += 1
        self.voice = replace(voice, turn=self.turn)
        if voice.kind is not Kind.SOUNDBITE:
            self.staff = self.voice
        self.bite = None
        self.started = True
        self.asking = False

    def _reads(self, head: Head, *, recorded: bool) -> None:
        who, label = self._named(head)
        kind = {Mark.ANCHOR: Kind.ANCHOR, Mark.FIELD: Kind.FIELD}.get(head.mark, self.staff.kind)
        if head.mark is Mark.VOICE and self.script and self.led and self.copy.is_package:
            kind = Kind.FIELD
        self.led = head.label is not None and bool(_LEADS & set(head.label.phrases))
        if who is not None and not who.named:
            who, label = None, None
        if who is None and kind is self.staff.kind:
            who, label = self.staff.who, self.staff.label
        if recorded and not self.script:
            kind, who = (
                Kind.SOUNDBITE,
                Named(name=self.text[slice(*head.span)].strip(" :").lower(), named=False),
            )
        self._speaks(Voice(kind=kind, who=who, label=label))

    def _turn(self, index: int, head: Head) -> None:
        who, label = self._named(head)
        kind = self.company.kind(head)
        before = self.pieces[index - 1].head if index else None
        if kind is Kind.SOUNDBITE and self._is_readers_name(head, who, before):
            self._speaks(Voice(kind=self.staff.kind, who=who, label=label))
        elif kind is Kind.SOUNDBITE and self.script:
            self._speaks(Voice(kind=kind))
            self.bite = Bite(who=who, label=label, turn=self.turn)
        else:
            self._speaks(Voice(kind=kind, who=who or self._unnamed(head, kind), label=label))

    def _unnamed(self, head: Head, kind: Kind) -> Named | None:
        """Somebody whom a transcript calls by no name: "QUESTION"."""
        if kind is not Kind.SOUNDBITE or head.who is None:
            return None
        return Named(name=self.text[slice(*head.who)].strip().capitalize(), named=False)

    def _is_readers_name(self, head: Head, who: Named | None, before: Head | None) -> bool:
        """Whether a bracket with a lone name says who reads: "(VO)(MATT)", "((DANA))"."""
        if not head.bracketed or who is None or who.title is not None or " " in who.name:
            return False
        return self.script and (before is None or before.mark not in HEARD)

    def _question(self, head: Head) -> None:
        if head.mark is Mark.ASK:
            self._speaks(Voice(kind=Kind.ANCHOR))
            self.asking = not self.copy.has_answers
        else:
            self._speaks(Voice(kind=Kind.SOUNDBITE, who=self.guest))

    def _caption(self, head: Head) -> None:
        who, label = self._named(head)
        if who is None or label is None:
            return
        if self.bite is None:
            self.caption = (who, label) if who.named else None
        elif self.bite.who is None or not self.bite.sure:
            self.bite.who, self.bite.label, self.bite.sure = who, label, True
            self.sheet.name(self.bite.turn, who, label)

    def _end(self, head: Head) -> None:
        keys = head.label.keys if head.label else frozenset()
        if self.bite is not None and self.bite.open and head.bracketed:
            return  # "((end courtesy))" within a quotation
        if keys & {"form", "live", "reporter"}:
            self._speaks(Voice(kind=Kind.ANCHOR))
        elif self.voice.kind is Kind.SOUNDBITE or self.bite is not None:
            self._speaks(replace(self.staff))

    def _begin_bite(self, head: Head, piece: Piece) -> None:
        last = self.bite
        if head.mark is Mark.WORDS and last is not None and not last.words:
            last.edges, last.done = [], False
            return
        who, label = self._named(head)
        sure = who is not None and who.named
        if not sure and self.caption is not None:
            (who, label), sure = self.caption, True
        if head.mark is Mark.WORDS and who is None and last is not None:
            who, label, sure = last.who, last.label, last.sure
        self.caption = None
        staff = self.staff
        self._speaks(Voice(kind=Kind.SOUNDBITE))
        self.staff = staff
        self.bite = Bite(who=who, label=label, turn=self.turn, sure=sure)
        if re.search(r"\d:\d\d|:\d\d", self.text[slice(*piece.span)]):
            self.bite.edges.append("")

    def _words(self, index: int, piece: Piece) -> None:
        if self.script and self.started and self._is_second_line(index, piece):
            self.sheet.leave(piece.span, Reason.LABEL)
        elif not self.started:
            self._preamble(index, piece)
        elif self.bite is not None:
            self._bite_words(index, piece, self.bite)
        elif self.script and self.copy.is_stray(index, spoken=bool(self.sheet.blocks)):
            self.sheet.leave(piece.span, Reason.LAYOUT)
        else:
            self._narrate(index, piece)

    def _is_second_line(self, index: int, piece: Piece) -> bool:
        """Whether a line is the second of a caption that names somebody: the title under the name."""
        before = self.pieces[index - 1].head if index else None
        if before is None or before.mark is not Mark.CAPTION or self.caption is None or piece.after_blank:
            return False
        who, label = self.caption
        words = self.text[slice(*piece.span)].strip()
        short = len(words.split()) <= MOST_TITLE_WORDS and words[-1:] not in tuple(".?!…,;:")
        if not (piece.begins and short and self.copy.is_title_line(index)):
            return False
        if who.title is None:
            self.caption = (replace(who, title=" ".join(words.split())), label)
        return True

    def _preamble(self, index: int, piece: Piece) -> None:
        """Words before the first label: an introduction, or the fields at the head of a script."""
        if not self.copy.is_prose(index) or self.copy.is_heading(index) or self.copy.is_title(index):
            self.sheet.leave(piece.span, Reason.LAYOUT)
        else:
            self.sheet.speak(piece.span, replace(self.voice, plain=not self.script))

    def _narrate(self, index: int, piece: Piece) -> None:
        if self.asking and piece.begins and self.copy.ends_asking(piece):
            self._speaks(Voice(kind=Kind.SOUNDBITE, who=self.guest))
        self.caption = None
        unlabelled = index > 0 and self.pieces[index - 1].head is None and piece.after_blank
        if self.script and unlabelled and self.voice.kind is Kind.ANCHOR:
            self._take_over()
        self.sheet.speak(piece.span, self.voice)

    def _take_over(self) -> None:
        """Give the copy to the reporter to whom the anchor's last sentence hands over."""
        last = self.sheet.blocks[-1] if self.sheet.blocks else None
        if last is None or last.kind is not Kind.ANCHOR:
            return
        handed = handed_to(self.text[slice(*last.span)])
        if handed is not None:
            who = self.cast.person(handed) or Named(name=handed, named=True)
            self._speaks(Voice(kind=Kind.FIELD, who=who))

    def _bite_words(self, index: int, piece: Piece, bite: Bite) -> None:
        if self._resumes(index, piece, bite):
            self._speaks(replace(self.staff))
            self._words(index, piece)
        elif not bite.words and self._is_name_line(index, piece, bite):
            self._take_name(piece, bite)
            self.sheet.leave(piece.span, Reason.LABEL)
        else:
            self._hear(piece.span, bite)

    def _resumes(self, index: int, piece: Piece, bite: Bite) -> bool:
        """Whether these words are the narrator's again."""
        words = self.text[slice(*piece.span)]
        if opens_quote(words):
            return bite.words and not bite.quoted and piece.after_blank
        if bite.done or (bite.quoted and not bite.open):
            return True
        if not bite.words:
            if not bite.edges or self._is_name_line(index, piece, bite):
                return False
            follows = not piece.after_blank or self.copy.narrator_follows(index)
            return not bite.begins_with(words) and not (bite.timed_only and follows)
        if bite.quoted or not piece.after_blank:
            return False
        return self.copy.contrasts(bite.shouted, piece) or not self.copy.narrator_follows(index)

    def _is_name_line(self, index: int, piece: Piece, bite: Bite) -> bool:
        """A line under a bite's label that names who is heard: "Ana Ruiz, mayor"; and the title under it."""
        words = self.text[slice(*piece.span)].strip()
        if not piece.begins or opens_quote(words) or len(words.split()) > MOST_NAME_LINE_WORDS:
            return False
        if not self.copy.words_follow(index) or words[-1:] in ".?!…,;":
            return False
        if bite.who is None or not bite.who.named:
            return has_name(words)
        return bite.who.title is None and self.copy.is_title_line(index)

    def _take_name(self, piece: Piece, bite: Bite) -> None:
        """Take in the name, or the title, that a line under the label gives."""
        words = " ".join(self.text[slice(*piece.span)].split())
        if bite.who is not None and bite.who.named:
            bite.who = replace(bite.who, title=words)
        else:
            bite.who = self.cast.person(words)
            bite.label, bite.sure = trimmed(self.text, piece.span), True

    def _hear(self, span: Span, bite: Bite) -> None:
        """Words of a bite, up to the mark that closes them."""
        if not bite.words:
            self._introduce(bite)
            bite.quoted = opens_quote(self.text[slice(*span)])
            bite.shouted = self.copy.is_shouted(span)
        bite.words = True
        label = bite.label if bite.who else None
        voice = Voice(kind=Kind.SOUNDBITE, who=bite.who, label=label, turn=bite.turn)
        close = (
            closes_at(self.text, span, opened=bite.open and not opens_quote(self.text[slice(*span)]))
            if bite.quoted
            else None
        )
        if close is None:
            bite.open = bite.quoted
            self.sheet.quote(span, voice)
            return
        bite.open = False
        self.sheet.quote((span[0], close), voice)
        self._after_quote((close + 1, span[1]), bite)

    def _after_quote(self, rest: Span, bite: Bite) -> None:
        words = self.text[slice(*rest)]
        if not _PIECEMEAL.search(words):
            return
        begins = rest[0] + len(words) - len(words.lstrip(" ,.;-–—"))
        if opens_quote(self.text[begins : rest[1]]):
            self._hear((begins, rest[1]), bite)
            return
        who = says_who(words)
        if who is not None:
            self.sheet.leave(rest, Reason.ATTRIBUTION)
            named = self.cast.person(who)
            if bite.who is None and named is not None:
                bite.who, bite.label = named, trimmed(self.text, (begins, rest[1]))
                self.sheet.name(bite.turn, named, bite.label)
            return
        self._speaks(replace(self.staff))
        self.sheet.speak((begins, rest[1]), self.voice)

    def _introduce(self, bite: Bite) -> None:
        """Who is heard, told from the narration before when no label says it."""
        if bite.who is not None and bite.who.named:
            return
        last = self.sheet.blocks[-1] if self.sheet.blocks else None
        if last is None or last.kind is Kind.SOUNDBITE:
            return
        told = named_in(self.text[max(last.span[0], last.span[1] - LEAD_IN) : last.span[1]])
        if told is not None and (bite.who is None or fits(bite.who, told)):
            language = bite.who.language if bite.who else None
            bite.who, bite.sure = replace(self.cast.person(told.name) or told, language=language), False

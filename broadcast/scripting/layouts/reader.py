"""A report with labels goes in; who reads and who is heard in each stretch of it comes out."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from broadcast.model import Kind, Reason
from broadcast.scripting.handing import asks
from broadcast.scripting.layouts.bite import Bite
from broadcast.scripting.layouts.cast import initials_of
from broadcast.scripting.layouts.company import Company, is_own_link, is_sent, recordings, sent_in
from broadcast.scripting.layouts.floor import Floor
from broadcast.scripting.layouts.guest import guest_of
from broadcast.scripting.layouts.label_names import is_somebody
from broadcast.scripting.layouts.labels import Head
from broadcast.scripting.layouts.marked import Named
from broadcast.scripting.layouts.notes import with_notes
from broadcast.scripting.layouts.pieces import Piece, pieces_of
from broadcast.scripting.layouts.prose import goes_on, is_abbreviated, speaks
from broadcast.scripting.layouts.questions import with_questions
from broadcast.scripting.layouts.settle import settled, unheard
from broadcast.scripting.layouts.sheet import Sheet, Voice
from broadcast.scripting.layouts.staging import is_borne_out
from broadcast.scripting.layouts.vocabulary import HEARD, READS, Mark
from broadcast.scripting.lexicon import gender_of_first_name, lexicon
from broadcast.units import Span

SCRIPTS = ("tv", "radio")
MOST_TITLE_WORDS = 6
_REASONS = {Mark.HEADER: Reason.LAYOUT, Mark.CUE: Reason.CUE, Mark.EDGE: Reason.CUE, Mark.LENGTH: Reason.CUE}
_OWN = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Oo]ur|[Uu]s)\b")
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
    scanned = pieces_of(text) if layout != "interview" else with_questions(text, pieces_of(text))
    pieces = settled(text, scanned, demanded=demanded, transcript=layout not in SCRIPTS)
    script = layout in SCRIPTS
    pieces = with_notes(text, pieces) if script else unheard(pieces, words=layout == "transcript")
    _Reader(text, layout, pieces, sheet).read(headline, items)


class _Reader(Floor):
    def __init__(self, text: str, layout: str, pieces: Sequence[Piece], sheet: Sheet) -> None:
        super().__init__(text, pieces, sheet)
        self.script = layout in SCRIPTS
        self.layout = layout
        self.company = Company(
            text,
            pieces,
            self.cast,
            interview=layout == "interview",
            wrap=layout == "radio",
            script=self.script,
        )
        self.readers: dict[str, Kind] = {}
        self.guest: Named | None = None
        self.led = False
        self.asked: Voice | None = None

    def read(self, headline: str | None, items: Sequence[int]) -> None:
        """Go through labels and words."""
        self.guest = self._guest(headline)
        passed = 0
        for index, (piece, recorded) in enumerate(recordings(self.text, self.pieces)):
            reached = bisect_left(items, piece.span[1])
            if reached > passed:
                self.speaks(Voice(kind=Kind.ANCHOR))
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
        form = slug or self.copy.names_form(index) if self.script else not (head.colon or head.bracketed)
        slugged = self.layout == "radio" and self.copy.begins_item(index)
        if slugged or (head.mark in READS and form):
            self.sheet.leave(piece.span, Reason.LAYOUT)
            if slugged:
                self.speaks(Voice(kind=Kind.ANCHOR))
            return
        cue = head.bracketed and head.who is None
        self.sheet.leave(
            piece.span,
            _REASONS.get(head.mark, Reason.CUE if cue or head.mark is Mark.CAPTION else Reason.LABEL),
        )
        self.asked = None if head.mark in READS | HEARD | {Mark.TURN} else self.asked
        if head.mark in READS:
            self._reads(index, head, recorded=recorded)
        elif head.mark in (Mark.BITE, Mark.WORDS):
            if not self._is_cut_within(index, head):
                self.begin_bite(head, piece)
        elif head.mark is Mark.TURN:
            self._turn(index, head)
        elif head.mark in (Mark.ASK, Mark.ANSWER):
            self._question(head, recorded=recorded)
        elif head.mark is Mark.CAPTION:
            self._caption(index, head)
        elif head.mark is Mark.END:
            self._end(head)
        else:
            self._aside(piece, head, recorded=recorded)

    def _is_cut_within(self, index: int, head: Head) -> bool:
        """Whether a bracket amid a bite's words says that it is cut there: "no water. (CUT) They came"."""
        goes_on = index + 1 < len(self.pieces) and not self.pieces[index + 1].begins
        heard = self.bite is not None and self.bite.words and not self.pieces[index].begins
        told = head.who is not None and is_borne_out(self.text, self.text[slice(*head.who)])
        return heard and goes_on and head.bracketed and not told

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
            self.speaks(Voice(kind=Kind.SOUNDBITE))

    def _reads(self, index: int, head: Head, *, recorded: bool) -> None:
        who, label = self.named(head)
        kind = {Mark.ANCHOR: Kind.ANCHOR, Mark.FIELD: Kind.FIELD}.get(head.mark, self.staff.kind)
        if self._is_credit(index, head):
            return
        presents = head.label is not None and {"live", "part"} <= head.label.keys
        if (
            presents
            and who is not None
            and sent_in(self.text)
            and not is_sent(self.text, who.name.split()[-1])
        ):
            kind = Kind.ANCHOR  # LIVE INTRO - ANA, before "Reporter: Bo Holm"
        if is_own_link(head) and self.company.kind(head) is Kind.FIELD:
            kind = Kind.FIELD
        sent = who is not None and who.named and is_sent(self.text, who.name.split()[-1])
        if head.mark is Mark.VOICE and self.script and (sent or (self.led and self.copy.is_package)):
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
        self.speaks(Voice(kind=kind, who=who, label=label))

    def _is_credit(self, index: int, head: Head) -> bool:
        """Whether a label at the head but tells who made the report, whose copy begins elsewhere."""
        if not self.script or self.sheet.blocks or head.mark is not Mark.FIELD or not head.colon:
            return False
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        noted = following is not None and following.begins and head.who is not None
        later = (piece.head for piece in self.pieces[index + 1 :] if piece.head is not None)
        return noted and any(one.mark is Mark.ANCHOR for one in later)

    def _turn(self, index: int, head: Head) -> None:
        who, label = self.named(head)
        if who is not None and self.guest is not None and _stands_for(who, self.guest):
            who = self.guest
        kind = self.company.kind(head)
        before = self.pieces[index - 1].head if index else None
        name = self.cast.key(self.text[slice(*head.who)]) if head.who else ""
        if kind is Kind.SOUNDBITE and (name in self.readers or self._is_readers_name(head, who, before)):
            self.speaks(Voice(kind=self.readers.setdefault(name, self.staff.kind), who=who, label=label))
        elif kind is Kind.SOUNDBITE and self.script:
            self.speaks(Voice(kind=kind))
            self.bite = Bite(who=who, label=label, turn=self.turn)
        else:
            self.speaks(Voice(kind=kind, who=who or self._unnamed(head, kind), label=label))

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

    def _question(self, head: Head, *, recorded: bool) -> None:
        if recorded and head.label is not None:
            self.speaks(
                Voice(kind=Kind.SOUNDBITE, who=Named(name=head.label.phrases[0].capitalize(), named=False))
            )
        elif head.mark is Mark.ASK:
            self.speaks(Voice(kind=Kind.ANCHOR))
            self.asking = not self.copy.has_answers
        else:
            self.speaks(Voice(kind=Kind.SOUNDBITE, who=self.guest))

    def _caption(self, index: int, head: Head) -> None:
        who, label = self.named(head)
        if who is None or label is None:
            return
        if not head.bracketed and self._shows_speaker(index, who):
            staff = self.staff
            self.speaks(Voice(kind=Kind.SOUNDBITE))
            self.staff = staff
            self.bite = Bite(who=who, label=label, turn=self.turn, single=True)
        elif self.bite is None:
            self.caption = (who, label) if who.named or is_somebody(who.name) else None
        elif self.bite.who is None or not self.bite.sure:
            self.bite.who, self.bite.label, self.bite.sure = who, label, True
            self.sheet.name(self.bite.turn, who, label)

    def _shows_speaker(self, index: int, who: Named) -> bool:
        """Whether a caption in a package stands right above what the person in it says of himself."""
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        if self.voice.kind is not Kind.FIELD or self.bite is not None or not who.named or following is None:
            return False
        first = who.name.split()[0]
        if gender_of_first_name(first) is None and not any(map(lexicon().is_role, (who.title or "").split())):
            return False
        words = self.text[slice(*following.span)]
        above = following.head is None and following.begins and not following.after_blank
        return above and _OWN.search(words) is not None and not is_sent(self.text, who.name.split()[-1])

    def _end(self, head: Head) -> None:
        keys = head.label.keys if head.label else frozenset()
        if self.bite is not None and self.bite.open and head.bracketed:
            return  # "((end courtesy))" within a quotation
        if keys & {"form", "live", "reporter"}:
            self.speaks(Voice(kind=Kind.ANCHOR))
        elif self.voice.kind is Kind.SOUNDBITE or self.bite is not None:
            self.speaks(replace(self.staff))

    def _words(self, index: int, piece: Piece) -> None:
        if self.script and self.started and self._is_second_line(index, piece):
            self.sheet.leave(piece.span, Reason.LABEL)
        elif not self.started:
            self._preamble(index, piece)
        elif self.bite is not None and self.take_bite(index, piece, self.bite):
            return
        elif self.script and self.copy.is_stray(index, spoken=bool(self.sheet.blocks)):
            self.sheet.leave(piece.span, Reason.LAYOUT)
            if self.layout == "radio" and self.copy.begins_item(index):
                self.speaks(Voice(kind=Kind.ANCHOR))
        elif not self.script and piece.begins and self.copy.is_clocked(index):
            self.sheet.leave(piece.span, Reason.LAYOUT)
        else:
            self._narrate(index, piece)

    def _is_second_line(self, index: int, piece: Piece) -> bool:
        """Whether a line is the second of a caption that names somebody: the title under the name."""
        before = self.pieces[index - 1].head if index else None
        if before is None or before.mark is not Mark.CAPTION or piece.after_blank or not piece.begins:
            return False
        words = self.text[slice(*piece.span)].strip()
        short = len(words.split()) <= MOST_TITLE_WORDS and words[-1:] not in tuple("?!…,;:")
        if (
            not short
            or (words.endswith(".") and not is_abbreviated(words))
            or speaks(self.text[piece.span[0] : goes_on(self.text, piece.span[1])])
            or not self.copy.is_title_line(index)
        ):
            return False
        if self.caption is None:
            return self.bite is not None and not self.bite.words
        who, label = self.caption
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
            self.speaks(Voice(kind=Kind.SOUNDBITE, who=self.guest))
        self.caption = None
        unlabelled = index > 0 and self.pieces[index - 1].head is None and piece.after_blank
        if self.script and unlabelled and self.voice.kind is Kind.ANCHOR:
            self.hands_over()
        if self.script and piece.begins:
            line = asks(self._printed(piece.span), self._called())
            if line or self.asked is not None or self.copy.begins_paragraph(index):
                self._cross_talk(piece.span if line else self.copy.paragraphs[index])
        self.sheet.speak(piece.span, self.voice)

    def _printed(self, span: Span) -> str:
        """Words in one line, those all in capitals as a name would have them."""
        words = " ".join(self.text[slice(*span)].split())
        return words.title() if words.isupper() else words

    def _cross_talk(self, span: Span) -> None:
        """Give the floor to the studio for a question to the reporter by name, and back for the answer."""
        words = self._printed(span)
        if self.voice.kind is Kind.FIELD and asks(words, self._called()):
            self.asked = self.voice
            self.speaks(Voice(kind=Kind.ANCHOR))
        elif self.asked is not None and self.voice.kind is Kind.ANCHOR:
            self.speaks(self.asked)
            self.asked = None

    def _called(self) -> frozenset[str]:
        """First names of the reporter who has the floor, or of those to whom the copy hands over."""
        names = [self.voice.who.name] if self.voice.who is not None else []
        return frozenset(name.split()[0] for name in [*names, *sent_in(self.text)])


def _stands_for(who: Named, guest: Named) -> bool:
    """Whether a label is the initials of the guest whom the introduction names: "JUS" for Jens-Uwe Sol."""
    return who.name.casefold() == initials_of(guest.name.casefold())

"""The labels and words of soundbites go in; who has the floor, and what of a bite is heard, comes out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from broadcast.model import Kind, Reason
from broadcast.scripting.layouts.bite import Bite, closes_at, opens_quote, says_who
from broadcast.scripting.layouts.cast import Cast, initials_of
from broadcast.scripting.layouts.company import handed_to, signs_off
from broadcast.scripting.layouts.guest import fits, named_in
from broadcast.scripting.layouts.labels import EDGE_WITHIN, Head
from broadcast.scripting.layouts.marked import Named
from broadcast.scripting.layouts.names import has_name
from broadcast.scripting.layouts.paragraphs import Copy
from broadcast.scripting.layouts.pieces import Piece
from broadcast.scripting.layouts.sheet import Sheet, Voice, without_edges
from broadcast.scripting.layouts.staging import is_borne_out
from broadcast.scripting.layouts.vocabulary import Mark, phrases
from broadcast.scripting.unspoken import trimmed
from broadcast.units import Span

LEAD_IN = 500
"""Characters before a soundbite in which its speaker may be introduced."""
MOST_NAME_LINE_WORDS = 16
_STREET = frozenset({"vox", "vox pop", "vox pops", "voxpop", "mos"})
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_PIECEMEAL = re.compile(r"[^\W_]+")


class Floor:
    """Who speaks at a place of a script, and the soundbite that is open there."""

    def __init__(self, text: str, pieces: Sequence[Piece], sheet: Sheet) -> None:
        self.text = text
        self.pieces = pieces
        self.sheet = sheet
        self.copy = Copy(text, pieces)
        self.cast = Cast(
            text, [text[slice(*piece.head.who)] for piece in pieces if piece.head and piece.head.who]
        )
        self.turn = 0
        self.voice = Voice(kind=Kind.ANCHOR)
        self.staff = self.voice
        self.bite: Bite | None = None
        self.caption: tuple[Named, Span] | None = None
        self.started = False
        self.asking = False

    def named(self, head: Head) -> tuple[Named | None, Span | None]:
        """Whom a label names, and where."""
        if head.who is None:
            return None, None
        words = self.text[slice(*head.who)]
        who = self.cast.person(words)
        return who, without_edges(self.text, head.who) if who is not None else None

    def speaks(self, voice: Voice) -> None:
        """Give somebody the floor; whoever reads keeps it after soundbites."""
        self.turn += 1
        self.voice = replace(voice, turn=self.turn)
        if voice.kind is not Kind.SOUNDBITE:
            self.staff = self.voice
        self.bite = None
        self.started = True
        self.asking = False

    def begin_bite(self, head: Head, piece: Piece) -> None:
        """Take in a soundbite's label; a second label of one bite without words says nothing new."""
        last = self.bite
        if head.mark is Mark.WORDS and last is not None and not last.words:
            last.edges, last.done = [], False
            return
        who, label = self.named(head)
        if _is_topic(head, who):
            who = Named(name="vox pop", named=False)
        sure = who is not None and who.named and (_is_office(who.title) or self._is_told(who))
        if who is None and self.hands_over():
            return
        if not sure and self.caption is not None:
            (who, label), sure = self.caption, True
        again = last is not None and not last.words and self.caption is None
        if last is not None and who is None and (head.mark is Mark.WORDS or again):
            who, label, sure = last.who, last.label, last.sure
        self.caption = None
        staff = self.staff
        self.speaks(Voice(kind=Kind.SOUNDBITE))
        self.staff = staff
        self.bite = Bite(who=who, label=label, turn=self.turn, sure=sure)
        if re.search(r"[:'’]\d\d", self.text[slice(*piece.span)]):
            self.bite.edges.append("")
        given = head.label is None or EDGE_WITHIN.search(self.text, *piece.span) is not None
        if given and not head.bracketed:
            self.bite.edges.append(self.text[slice(*piece.span)])

    def _is_told(self, who: Named) -> bool:
        """Whether a name in a label is somebody's of the copy, or of a label that no recording's name is."""
        return who.name in self.text or is_borne_out(self.text, who.name)

    def hands_over(self) -> bool:
        """Give the floor to the reporter whom the anchor has just announced; whether one was."""
        last = self.sheet.blocks[-1] if self.sheet.blocks else None
        handed = handed_to(self.text[slice(*last.span)]) if last and last.kind is Kind.ANCHOR else None
        if handed is not None:
            self.speaks(
                Voice(kind=Kind.FIELD, who=self.cast.person(handed) or Named(name=handed, named=True))
            )
        return handed is not None

    def take_bite(self, index: int, piece: Piece, bite: Bite) -> bool:
        """Take in words under a bite's label; False where they are the narrator's again."""
        if self._resumes(index, piece, bite):
            self.speaks(replace(self.staff))
            return False
        if not bite.words and self._is_name_line(index, piece, bite):
            self._take_name(piece, bite)
            self.sheet.leave(piece.span, Reason.LABEL)
        else:
            self._hear(piece.span, bite)
        return True

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
            whole = self.text[slice(*self.copy.paragraphs[index])]
            told = bite.begins_with(words) or bite.is_out(words) or bite.is_out(whole)
            return not told and not (bite.timed_only and follows)
        if bite.quoted or not piece.after_blank:
            return False
        if bite.single or signs_off(words):
            return True
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
            bite.done = bite.done or bite.is_out(self.text[slice(*span)])
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
        self.speaks(replace(self.staff))
        self.sheet.speak((begins, rest[1]), self.voice)

    def _introduce(self, bite: Bite) -> None:
        """Who is heard, told from the narration before when no label says it."""
        if bite.who is not None and bite.who.named and bite.sure:
            return
        last = self.sheet.blocks[-1] if self.sheet.blocks else None
        if last is None or last.kind is Kind.SOUNDBITE:
            return
        words = self.text[max(last.span[0], last.span[1] - LEAD_IN) : last.span[1]]
        told = named_in(words)
        if bite.who is not None and bite.who.named:  # CUT: BOATER, behind "This man says he is late."
            stands = told is not None and (not told.named or _is_short_for(bite.who, told))
            bite.who = told if stands else bite.who
            return
        if told is None and bite.who is None and _PRONOUN.search(words) is not None:
            before = [block.who for block in self.sheet.blocks if block.kind is Kind.SOUNDBITE]
            bite.who, bite.sure = (before[-1] if before else None), False  # She has until April. SYNC:
        vague = bite.who is None or bite.who.name in phrases("unknown")  # CUT: VOX
        if told is not None and (vague or (bite.who is not None and fits(bite.who, told))):
            language = bite.who.language if bite.who else None
            person = self.cast.person(told.name) if told.named else None
            bite.who, bite.sure = replace(person or told, language=language), False


def _is_short_for(who: Named, told: Named) -> bool:
    """Whether a label is the initials of an office: MCE for the Municipal Chief Executive."""
    return told.title is not None and who.name.casefold() == initials_of(told.title.casefold())


def _is_topic(head: Head, who: Named | None) -> bool:
    """Whether people on the street are heard on what the label names: "VOX: HOUSING"."""
    street = head.label is not None and head.label.phrases[0] in _STREET
    return street and who is not None and who.named and " " not in who.name and who.title is None


def _is_office(title: str | None) -> bool:
    return title is not None and any(map(str.isalpha, title))

"""A label of the trade goes in; the name beside it, and where its words begin, come out."""

import re

from broadcast.scripting.layouts.casing import is_shouted
from broadcast.scripting.layouts.labels import EDGE_WITHIN, LONGEST_LABEL, Head, find_colon
from broadcast.scripting.layouts.names import has_name, is_language, is_stage_direction
from broadcast.scripting.layouts.prose import goes_on, speaks
from broadcast.scripting.layouts.vocabulary import HEARD, READS, SILENT, Label, Mark, phrases, read_label
from broadcast.scripting.lexicon import DETERMINERS, PARTICLES, lexicon
from broadcast.units import Span

MOST_NAME_WORDS = 6
MOST_DESCRIPTION_WORDS = 10
MOST_OFFICE_WORDS = 3
FEWEST_HEARD = 3

APART = re.compile(r"\s+[-–—]+\s+|[-–—]{2,}\s*|—|\t+|\s{3,}")  # ANCHOR - Good evening   VO      The wall
LONGEST_NOTE = 200
NOTED = READS | {Mark.BITE}
"""Labels behind which a note may stand that nobody says: a name, a slug, a length."""
# Ana Ruiz 0'13      HARGREAVE   DUR 3'00"      FOY 1      Ana Ruiz, mayor (English)      (the name is before)
_NOTE_ENDS = re.compile(r"\s{3,}|\t|\s+(?=\d)|\s+(?=(?:DUR|RUNS|TRT|LIVE|IN|OUT|VIA|OC|SOC)\b)|\s*\|")
_GAP = re.compile(r"\s{3,}|\t")
_WORDS_GIVEN = re.compile(r"(?:IN|OUT)\b[^:\n]{0,6}: ?[\"“.…]")  # IN: "We have lost ..."
STOPS = (".", "?", "!", "…", ",", ";")
_QUOTE = re.compile(r"(?<!\d)\"|[“«„]")  # “We saw it.”      (not 14")
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")  # D-Sorn   O'Neill
_BRACKETED_TIME = re.compile(r"[(\[]\s*(?:TRT|RUNS)?:?\s*\d{0,2}:\d\d\s*[)\]]|@?\s*(?<!\d):\d\d\b")  # (:50)
_UTTERED = re.compile(r"\s*(?:[A-Z][a-z’']+[.!?…]+\s*)+(?:[\[(][^\])]*[\])])?\s*")  # Wow. [laughs]
_VOX = re.compile(r"(?:vox(?: pops?)?|mos)[,: ]+", re.IGNORECASE)  # vox, man w/ dog
_FORM_LAST = re.compile(r"\s*/\s*(?P<form>[A-Z][A-Z ]+?)\s*$")  # RUIZ/VOICER
_CODE = re.compile(
    r"[A-Z]{2,}[A-Z0-9-]*\d[\w-]*|(?:[A-Z]{2,} ){2,3}\d{3,4}"
)  # AIRPORT0524A   FERRY ASKE 1700
# HARBOR WALL - VO/SOT   FERRY FIRE PKG 6PM   COUNCIL READER
_SLUG = re.compile(
    r".{2,50}?[ /-]+(?:VO ?[/-]? ?SOT(?: ?[/-]? ?VO)?|VOSOT|PKG|PACKAGE|VO|READER|RDR|DONUT|WRAP|VOICER"
    r"|LIVE|INTRO|TAG)"
    r"(?: \d{1,2}[AP]M| #?\d{1,2})?\W*"
)
_NAME_FIRST = re.compile(  # ANA RUIZ SOT   RUIZ - BITE 2 :12
    r"(?P<who>[^\W\d_].{1,50}?)[ /-]+(?:SOT|BITE|ACT|CUT|ACTUALITY|SOUNDBITE)(?: #?\d+)?\W*(?:\d?:\d\d\W*)?"
)
# Ana Ruiz, mayor - We saw it      Ana Ruiz, mayor (:11) We saw it
_PARTED = re.compile(r"\s+[-–—]+\s+|\s*[(\[]?(?<!\d):\d\d[)\]]?\s*(?:[-–—:]\s*)?")


def with_who(text: str, label_span: Span, end: int, label: Label, first: int) -> Head:
    """A label of the trade with its colon, and the name in it or after it."""
    start, after = label_span
    edge = EDGE_WITHIN.search(text, first + 1, after) if label.mark in HEARD | {Mark.END} else None
    if label.phrases == ("ends",) and _QUOTE.match(text[after:end].lstrip(" .…")):
        return Head(mark=Mark.EDGE, span=(start, end), shouted=True)  # ENDS: "...five metres deep."
    if edge is not None and label.mark is Mark.END:
        return Head(mark=Mark.END, span=(start, end), label=label, shouted=True)
    if edge is not None:  # CUT 3  RUIZ  :08  OC: "...go fishing."
        cut = Head(mark=label.mark, span=(start, edge.start()), label=label, shouted=True, colon=True)
        words = _NOTE_ENDS.split(text[first + label.last : edge.start()].strip(), maxsplit=1)[0]
        at = text.index(words, first + label.last)
        return _replaced(cut, cut.span, (at, at + len(words))) if has_name(words) else cut
    inside: Span | None = None
    if label.mark in HEARD or label.mark in READS:
        phrase_end = text.rindex(":", start, after)
        if first + label.rest < phrase_end and _WORD.search(text, first + label.rest, phrase_end):
            inside = (first + label.last, phrase_end)
    shouted = is_shouted(text[first : first + label.last])
    titled = (
        inside is not None and "," in text[slice(*inside)] and has_name(text[slice(*inside)].strip(" ()"))
    )
    if titled and label.mark is Mark.FORMAT:  # VO/SOT (Ana Ruiz, mayor):
        return Head(mark=Mark.BITE, span=label_span, who=inside, label=label, shouted=True, colon=True)
    known = Head(mark=label.mark, span=label_span, who=inside, label=label, shouted=shouted, colon=True)
    if "audio" in label.phrases and _WORDS_GIVEN.match(text, end + 1):  # AUDIO: RUIZ 1, with its cues below
        known = _replaced(known, label_span, None, mark=Mark.BITE)
    named = inside is not None and _names(text[slice(*inside)])
    if named or label.mark not in (Mark.BITE, Mark.ANCHOR, Mark.FIELD, Mark.CAPTION, Mark.VOICE):
        return _with_form(text, as_note(text, known, end))
    return _with_form(text, as_note(text, name_after(text, known, end), end))


def _with_form(text: str, head: Head) -> Head:
    """A recording whose name ends with the reporter's form is his: "CART: RUIZ/VOICER"."""
    words = text[slice(*head.who)] if head.who is not None else ""
    found = _FORM_LAST.search(words) if head.mark is Mark.BITE else None
    form = read_label(found["form"]) if found is not None else None
    if found is None or head.who is None or form is None or form.mark is not Mark.FIELD:
        return head
    who = (head.who[0], head.who[0] + found.start())
    return Head(mark=Mark.FIELD, span=head.span, who=who, label=form, shouted=head.shouted, colon=head.colon)


def as_note(text: str, head: Head, end: int) -> Head:
    """The same label with the rest of its line, where that is nothing to be said: "CUT 2: Ana Ruiz 0'13"."""
    start, after = head.span
    limit = min(end, after + LONGEST_NOTE)
    edge = EDGE_WITHIN.search(text, after, limit) if head.mark is Mark.BITE else None
    end = edge.start() if edge is not None else end
    rest = text[after : min(end, after + LONGEST_NOTE)]
    if head.mark in READS and head.colon and not head.shouted and _UTTERED.fullmatch(rest):
        return head
    if (
        head.mark not in NOTED
        or not 0 < end - after < LONGEST_NOTE
        or _QUOTE.match(rest.lstrip())
        or (not _is_cue(rest) and speaks(text[after : goes_on(text, end)]))
    ):
        return head
    words = _NOTE_ENDS.split(rest.strip(), maxsplit=1)[0].strip(" -–—:;,")
    begins = after + len(rest) - len(rest.lstrip())
    named = bool(words) and head.who is None and head.mark is not Mark.VOICE
    if named and head.mark is Mark.BITE and (somebody := _somebody_in(words)) is not None:
        return _replaced(head, (start, end), (begins + somebody, begins + len(words)))
    return _replaced(
        head, (start, end), (begins, begins + len(words)) if named and has_name(words) else head.who
    )


def _somebody_in(words: str) -> int | None:
    """Where the words begin that stand for somebody without a name: "PARENT (TWI)", "vox, man w/ dog"."""
    vox = _VOX.match(words)
    begins = vox.end() if vox is not None else 0
    begins += words[begins:].startswith("(") and words.endswith(")")
    plain = [word.lower() for word in _WORD.findall(re.sub(r"\([^()]*\)", " ", words[begins:]))]
    if not plain or len(plain) > MOST_NAME_WORDS:
        return None
    unnamed = plain[0] in phrases("somebody") | phrases("description")
    trade = len(plain) == 1 and lexicon().is_role(plain[0])
    return begins if unnamed or trade else None


def _names(words: str) -> bool:
    """Whether the words in a label beside the trade's are more than a number, a length, a language."""
    bare = re.sub(r"\d|:|#|\b(?:secs?|seconds|TRT|RUNS)\b", "", words)
    return bool(re.search(r"[^\W\d_]{2}", bare)) and not is_language(bare)


def _is_cue(words: str) -> bool:
    """Whether words behind a label are a cue with a label of its own: "SUPER: PORTO ALTO"."""
    label = read_label(words)
    return label is not None and label.mark in SILENT and ":" in words and words.lstrip().isupper()


def name_after(text: str, head: Head, end: int) -> Head:
    """Take in the name that follows a label's colon: "SOT: ANA RUIZ, MAYOR", "BITE: Ruiz: "We saw it"."."""
    start, after = head.span
    rest = text[after : min(end, after + LONGEST_LABEL)]
    begins = after + len(rest) - len(rest.lstrip())
    stop = end
    for pattern in (EDGE_WITHIN, _QUOTE):
        cut = pattern.search(text, begins, min(stop, begins + LONGEST_LABEL))
        stop = cut.start() if cut else stop
    colon = find_colon(text, begins, min(stop, begins + LONGEST_LABEL))
    named = colon is not None and (has_name(text[begins:colon]) or _describes(text[begins:colon], head))
    if colon is not None and named and text[begins:colon].lower() not in phrases("not-speakers"):
        gap = _GAP.search(text, begins, colon)  # PRES: Ana   REP: Ivo Dahl
        return _replaced(head, (start, colon + 1), (_who_start(head, begins), gap.start() if gap else colon))
    parted = _parted(text, begins, min(end, begins + LONGEST_LABEL)) if head.mark is Mark.BITE else None
    if parted is not None:
        return _replaced(head, (start, parted[1]), (_who_start(head, begins), parted[0]))
    words = printed = text[begins : min(stop, begins + 2 * LONGEST_LABEL)].rstrip(" -–—:;,\t")
    words = words.rstrip(".") if head.mark is Mark.CAPTION else words  # DUNMORE FIRE DEPT.
    quoted = stop < end and text[stop] in '"“«„'
    edged = stop < end and EDGE_WITHIN.match(text, stop) is not None
    count = len(words.split())
    told = (edged and count <= MOST_NAME_WORDS) or (quoted and count <= MOST_DESCRIPTION_WORDS)
    told = told or (stop == end and (_stands_for_somebody(words) or is_office(words)))
    if words and head.mark is Mark.BITE and told:
        return _replaced(head, (start, stop), (_who_start(head, begins), begins + len(words)))
    words = _BRACKETED_TIME.sub("", words).strip(" -–—:;,\t[]")
    if _CODE.fullmatch(words) and head.mark in (Mark.BITE, Mark.FIELD):
        return _replaced(head, (start, stop), head.who or (begins, begins))
    if head.mark is Mark.CAPTION and stop == end and is_somebody(words):
        return _replaced(head, (start, stop), (_who_start(head, begins), begins + len(printed)))
    if not words or not has_name(words):
        return head
    titled = re.search(r"[,/|]| [-–] ", words) is not None and head.mark in (Mark.BITE, Mark.CAPTION)
    count = len(words.split())
    if (stop < end and count <= 12) or (titled and count <= 16) or _is_bare_name(words, head):
        return _replaced(head, (start, stop), (_who_start(head, begins), begins + len(printed)))
    return head


def _describes(words: str, head: Head) -> bool:
    """Whether words before a second colon stand for somebody: "Parent, no name given"."""
    return head.mark is Mark.BITE and words[:1].isupper() and 0 < len(words.split()) <= MOST_NAME_WORDS


def _stands_for_somebody(words: str) -> bool:
    """Whether a line is somebody who has no name: "woman in red hat", "man on the street"."""
    plain = _BRACKETED_TIME.sub("", words).strip(" ()[]").lower().split()
    return 1 < len(plain) <= MOST_NAME_WORDS and plain[0] in phrases("somebody") and words[-1:] not in ".?!…"


def is_somebody(words: str) -> bool:
    """Whether a caption is somebody without a name: "Mall employee", "woman at meeting"."""
    plain = re.sub(r"\([^()]*\)", " ", _BRACKETED_TIME.sub("", words)).strip(" ()[]").split()
    if not 0 < len(plain) <= MOST_NAME_WORDS or plain[-1][-1] in STOPS:
        return False
    last = plain[-1].lower()
    return (
        plain[0].lower() in phrases("somebody") or lexicon().is_role(last) or last in phrases("description")
    )


def is_office(words: str) -> bool:
    """Whether a line is but what somebody is, with a length or none: "LAWYER :07", "Former mayor"."""
    plain = _BRACKETED_TIME.sub("", words).strip(" -–—:;,\t[]()").lower().split()
    plain = plain[1:] if plain[:1] and plain[0] in DETERMINERS else plain
    known = lexicon()
    return (
        0 < len(plain) <= MOST_OFFICE_WORDS
        and words[:1].isupper()
        and words[-1:] not in tuple(STOPS)
        and known.is_role(plain[-1])
        and all(known.is_role(word) or word in phrases("description") for word in plain)
    )


def _parted(text: str, start: int, end: int) -> Span | None:
    """A dash or a length between a name and its words: "Dag Holm, D-Sorn - Eleven hours a day"."""
    for found in reversed(list(_PARTED.finditer(text, start, end))):
        words = text[start : found.start()]
        behind = text[found.end() : found.end() + LONGEST_LABEL].split("\n", maxsplit=1)[0]
        if has_name(words) and len(behind.split()) >= FEWEST_HEARD and behind[:1].isupper():
            return found.span()
    return None


def _who_start(head: Head, begins: int) -> int:
    """Where the words that name somebody begin: with the language in the label, if one is there."""
    return head.who[0] if head.who else begins


def _is_bare_name(words: str, head: Head) -> bool:
    """Whether words after a label are just a name: "ANCHOR: Ana Ruiz"."""
    parts = words.split()
    return len(parts) <= (5 if head.mark in (Mark.BITE, Mark.CAPTION) else 3) and all(
        map(is_name_word, parts)
    )


def _replaced(head: Head, span: Span, who: Span | None, mark: Mark | None = None) -> Head:
    return Head(
        mark=mark or head.mark,
        span=span,
        who=who,
        label=head.label,
        shouted=head.shouted,
        bracketed=head.bracketed,
        colon=head.colon,
    )


def bite_line(text: str, head: Head, at: int, end: int) -> Head | None:
    """A soundbite's label on a line, without a colon: "SOT Ana Ruiz, mayor :12"."""
    rest = text[at : min(end, at + 2 * LONGEST_LABEL)]
    words = rest.strip(" -–—/#\t")
    bare = re.sub(
        r"\([^()]*\)|@?\s*\d{0,2}:\d\d|\d{1,2}['’]\d\d[\"”]?|\d{1,2}[\"”]|\b(?:TRT|RUNS?|FULL|UP|HOT|#?\d+)\b",
        " ",
        words,
    ).strip(" -–—/#,")
    if not bare:
        return _replaced(head, (head.span[0], end), (at, end))
    quote = _QUOTE.search(text, at, end)
    if quote is not None and has_name(text[at : quote.start()].strip(" -–—/#")):
        return _replaced(head, (head.span[0], quote.start()), (at, quote.start()))
    if has_name(bare) and len(bare.split()) <= 16 and not bare.endswith(STOPS):
        return _replaced(head, (head.span[0], end), (at, end))
    if is_shouted(re.sub(r"[\W\d]+$", "", bare)) and len(bare.split()) <= MOST_DESCRIPTION_WORDS:
        return None if bare.endswith(STOPS) else _replaced(head, (head.span[0], end), (at, end))
    return head if quote is not None or APART.match(rest) else None


def name_then_bite(text: str, begins: Span, end: int) -> Head | None:
    """A name before the trade's word, "ANA RUIZ SOT"; a slug with its form, "WALL - VO/SOT", as a field."""
    start, first = begins
    line = text[first:end] if end - first <= 80 else ""
    if not line or not is_shouted(re.sub(r"[\W\d]+$", "", line)) or is_stage_direction(line):
        return None
    if _SLUG.fullmatch(line):
        return Head(mark=Mark.HEADER, span=(start, end), shouted=True)
    found = _NAME_FIRST.fullmatch(line)
    if found is None or not has_name(found["who"]):
        return None
    return Head(mark=Mark.BITE, span=(start, end), who=(first, first + len(found["who"])), shouted=True)


def is_name_word(word: str) -> bool:
    """Whether a word may stand in the name of a speaker's label: "Ana", "de", "al-Sahel", "#2"."""
    bare = word.strip("\"“”'‘’*_")
    return (
        bare[:1].isupper()
        or bare.lower() in PARTICLES
        or bare in ("of", "the", "and", "&", "from", "for")
        or bare.lower().startswith(("al-", "el-"))
        or bare.startswith("#")
        or bare.isdigit()
    )

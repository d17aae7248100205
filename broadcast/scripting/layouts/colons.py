"""A line with a colon goes in; the label before the colon, if any, comes out."""

import re
from dataclasses import replace
from functools import lru_cache

from broadcast.scripting.layouts.casing import is_shouted
from broadcast.scripting.layouts.label_names import NOTED, as_note, is_name_word, with_who
from broadcast.scripting.layouts.labels import LONGEST_LABEL, Head
from broadcast.scripting.layouts.names import has_name
from broadcast.scripting.layouts.prose import speaks
from broadcast.scripting.layouts.staging import is_borne_out
from broadcast.scripting.layouts.vocabulary import HEARD, READS, SILENT, Label, Mark, phrases, read_label
from broadcast.scripting.lexicon import gender_of_first_name
from broadcast.units import Span

MOST_TURN_WORDS = 6
MOST_HOUSE_WORDS = 4
"""Words of "THE HARBOUR GAZETTE", which asks, and of "THE PRIME MINISTER"."""

SPLIT_DECORATION = " *_#•|~\t"
_HOUSE = re.compile(r"THE (?!ANCHOR|HOST|REPORTER|PRESENTER|NARRATOR)[A-Z]")  # THE DISPATCH
EQUALS = re.compile(r"[A-Z][A-Z ]{1,20}=")  # DATE=11/22   TYPE=CORRESPONDENT REPORT
_OUT_WORDS = re.compile(r"\s*(?:[\"“…]|\.\.)")  # OC: "next year"   OC: ...next year
ASIDE_BEHIND = re.compile(r"(?P<label>[^()]{2,40}?)\s*\((?P<aside>[^()]{2,60})\)")  # TAG (if time)
_FULL_LABEL = re.compile(r"^([A-Z])[a-z’'-]+ ([A-Z])[a-z’'-]+:\s", re.MULTILINE)  # Ivo Dahl: Yes
_SENTENCES = re.compile(r"[a-z]{3}[.?!]\s+[A-Z][a-z]+ ")  # Ana, stay safe. Here are those areas
_Q_AND_A = re.compile(r"Q ?(?:&|and|\+) ?A")  # Q&A: Ana Ruiz on the wall
_INITIALS = re.compile(r"\w/\w")  # S/P   B/A
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")  # O'Neill   U.S
_CUT = re.compile(
    r"\s*[,(\[]|(?<=[a-z]{2})/(?=[^/]*[a-z]$)"
)  # ANA RUIZ (voice-over)   Ana Ruiz/Hill resident


def before_colon(text: str, begins: Span, colon: int, end: int) -> Head | None:
    """The label before a colon.

    Args:
        text: The report.
        begins: Where the line begins, and where its first word does, behind stars and dashes.
        colon: Where the colon stands.
        end: Where the line ends.
    """
    start, first = begins
    phrase = text[first:colon].rstrip(SPLIT_DECORATION)
    after = colon + 1
    while after < end and text[after] in "*_":
        after += 1
    if not phrase:
        return None
    shouted = is_shouted(re.sub(r"\([^)]*\)?|[\W\d]+$", "", phrase))
    label = None if _HOUSE.match(phrase) or _is_initials(text, phrase) else read_label(phrase)
    label = _spoken_out(text, label, (after, end))
    fixed = _fixed(text, phrase, (start, after), end)
    held = label is not None and _holds(phrase, label, shouted=shouted)
    if fixed is not None or (held and label is not None and _teases(text, label, phrase, (after, end))):
        return fixed
    staffed = _with_reader(text, phrase, label if shouted else None, (start, first, after))
    if staffed is not None:
        return as_note(text, staffed, end)
    if held and label is not None:
        return with_who(text, (start, after), end, label, first)
    return _named(text, phrase, (start, first, after), end)


def _fixed(text: str, phrase: str, span: Span, end: int) -> Head | None:
    """Labels of one meaning: "Q&A" above an interview, "CUE", a label with a note in brackets."""
    if _Q_AND_A.fullmatch(phrase) or EQUALS.match(phrase):
        return Head(mark=Mark.HEADER, span=span, shouted=True, colon=True)
    if phrase == "OC" and _OUT_WORDS.match(text, span[1], end):
        return Head(mark=Mark.EDGE, span=span, shouted=True, colon=True)
    if phrase.lower() in ("cue", "cue 1"):
        return Head(mark=Mark.ANCHOR, span=span, shouted=phrase.isupper(), colon=True)
    asided = ASIDE_BEHIND.fullmatch(phrase)
    plain = read_label(asided["label"]) if asided is not None and not has_name(asided["aside"]) else None
    if asided is None or plain is None or plain.mark not in READS or plain.rest < len(asided["label"]):
        return None
    shouted = is_shouted(asided["label"])
    head = Head(mark=plain.mark, span=span, label=plain, shouted=shouted, colon=True)
    return as_note(text, head, end)


def _with_reader(text: str, phrase: str, label: Label | None, places: tuple[int, int, int]) -> Head | None:
    """The trade's word and the name of a reader whom the copy bears out: "SOC RUIZ"."""
    start, first, after = places
    if label is None or label.mark not in READS:
        return None
    reader = phrase[label.last :].strip()
    if not (reader.isupper() and has_name(reader) and is_borne_out(text, reader)):
        return None
    at = first + phrase.rindex(reader)
    who = (at, at + len(reader))
    return Head(mark=label.mark, span=(start, after), who=who, label=label, shouted=True, colon=True)


def _named(text: str, phrase: str, places: tuple[int, int, int], end: int) -> Head | None:
    """Somebody's name before a colon, alone or with the trade's words behind it."""
    start, first, after = places
    name_end = turn_end(phrase)
    if name_end is None:
        return None
    formed = None if _HOUSE.match(phrase) else name_and_form(phrase)
    if formed is not None:
        size, tail = formed
        named = (first, first + size)
        head = Head(mark=tail.mark, span=(start, after), who=named, label=tail, shouted=True, colon=True)
        return as_note(text, head, end)
    loud = is_shouted(_surname(phrase[:name_end]))
    who = (first, first + len(phrase))
    return Head(mark=Mark.TURN, span=(start, after), who=who, shouted=loud, colon=True)


def _is_initials(text: str, phrase: str) -> bool:
    """Whether letters that the trade uses too are of somebody with a full label: "ID" for "Ivo Dahl:"."""
    if not (len(phrase) == 2 and phrase.isupper() and phrase.isalpha()):
        return False
    return phrase in _labelled_initials(text)


@lru_cache(maxsize=4)
def _labelled_initials(text: str) -> frozenset[str]:
    """The initials of everybody whose full name is a label."""
    return frozenset(found[1] + found[2] for found in _FULL_LABEL.finditer(text))


def name_and_form(phrase: str) -> tuple[int, Label] | None:
    """A name with the trade's words behind it: "JED PTC", "ISLA IN VISION"; where the name ends."""
    words = list(_WORD.finditer(phrase))
    for count in (3, 2, 1):
        if len(words) <= count or not phrase.isupper() or re.search(r"[,/–—]| - ", phrase):
            continue
        tail = phrase[words[-count].start() :]
        label = read_label(tail)
        known = words[0].group().lower() not in phrases("unknown")
        if known and label is not None and label.mark in NOTED | {Mark.EDGE} and label.rest >= len(tail):
            return words[-count - 1].end(), label
    return None


def _surname(name: str) -> str:
    """The last word of a name, without marks and numbers: "Ms. RUIZ" -> "RUIZ"."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 1]
    return words[-1] if words else name


def _holds(phrase: str, label: Label, *, shouted: bool) -> bool:
    """Whether the trade's words make the phrase a label, whatever else is in it."""
    rest = phrase[label.rest :].strip(' -–—()#/,:@."“”')
    if not rest:
        small = phrase[0].islower()
        return not small or label.mark in (Mark.EDGE, Mark.LENGTH, Mark.CAPTION)
    gap = phrase[label.last : label.rest]
    apart = re.search(r"[^\s#]|\s{3,}", gap) is not None
    if label.mark in SILENT or label.mark is Mark.END:
        return shouted and not re.search(r"[.?!]\s", rest)
    if label.mark in HEARD:
        return (apart or shouted or "(" in phrase) and len(_WORD.findall(rest)) <= 24
    return apart and (has_name(rest) or "(" in phrase) and (shouted or "(" in gap or phrase[0].isupper())


def _spoken_out(text: str, label: Label | None, behind: Span) -> Label | None:
    """A label that names a reader too is his where he speaks behind it: "REPORTER SIGN OUT: I saw it"."""
    if label is None or label.mark not in SILENT or not label.keys & {"reporter", "studio", "form"}:
        return label
    words = text[behind[0] : min(behind[1], behind[0] + LONGEST_LABEL)]
    if _OUT_WORDS.match(words) or not speaks(words):
        return label
    return replace(label, mark=Mark.ANCHOR if "studio" in label.keys else Mark.FIELD)


def _teases(text: str, label: Label, phrase: str, behind: Span) -> bool:
    """Whether a cue's word but begins what is read: "STILL TO COME: THE MAN WHO IS HANGING UP HIS COAT"."""
    more = label.mark is Mark.CUE and label.rest < len(phrase)
    return more and speaks(text[behind[0] : min(behind[1], behind[0] + LONGEST_LABEL)])


def turn_end(phrase: str) -> int | None:
    """Where the name in a label such as "ANA RUIZ, MAYOR (voice-over)" ends; None when it is no name."""
    cut = _CUT.search(phrase)
    name = phrase[: cut.start()] if cut else phrase
    words = name.split()
    if not words or len(words) > MOST_TURN_WORDS or len(phrase) > LONGEST_LABEL:
        return None
    if not all(map(is_name_word, words)) or not any(letter.isalpha() for letter in name):
        return None
    plain = " ".join(_WORD.findall(name.lower().replace("’", "'")))
    unwanted = phrases("not-speakers")
    tokens = plain.split()
    if plain in unwanted or not tokens or words[0][0].islower() or _INITIALS.fullmatch(name):
        return None
    house = tokens[0] == "the" and all(map(_is_high, words)) and 1 < len(tokens) <= MOST_HOUSE_WORDS
    if (tokens[0] in phrases("never-first") and not house) or (cut and _SENTENCES.search(phrase, cut.end())):
        return None
    first = 1 if len(tokens) > 1 and gender_of_first_name(tokens[0]) else 0  # WILL TRAN, CORRESPONDENT
    unfit = phrases("never-in-names") & set(tokens[first:]) or tokens[-1] in phrases("joining")
    return None if unfit else len(name)


def _is_high(word: str) -> bool:
    return word[0].isupper()

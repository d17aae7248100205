"""A stretch in brackets goes in; whether it is a cue or a label, and of what, comes out."""

import re
from dataclasses import dataclass

from broadcast.scripting.layouts.casing import is_shouted
from broadcast.scripting.layouts.label_names import is_office
from broadcast.scripting.layouts.names import has_name, is_stage_direction
from broadcast.scripting.layouts.staging import staged_name
from broadcast.scripting.layouts.vocabulary import HEARD, READS, SILENT, Label, Mark, phrases, read_label
from broadcast.scripting.lexicon import lexicon

MOST_LOWER_WORDS = 5
"""Words of a cue in small letters: "(through an interpreter, laughing)"."""
MOST_LABEL_WORDS = 12
MOST_READER_WORDS = 3

_STRONG = ("((", "{", "<", "//", "[[")
_EDGES = "()[]{}<>/*-–—=~ \t\n"
# :12   @ :03   1:20   0:45-0:52   14 sec   [19:00:07]
_TIME = re.compile(
    r"\d{1,2}\.\d\d|(?:@\s*)?(?:\d{0,2}:)?\d{0,2}:\d\d(?:\s*[-–]\s*\d{0,2}:\d\d)?\W*|\d{1,3}\s*(?:secs?|seconds?)\W*",
    re.IGNORECASE,
)
# BEGIN VIDEO CLIP   SOUNDBITE OF MUSIC   EXCERPT FROM SPEECH
_PLAYED = re.compile(
    r"(?:begin|start|beginning|soundbites?|sound ?bites?|sound|excerpts?) (?:of |from |video|audio|file"
    r"|tape|clip)",
    re.IGNORECASE,
)
# SOT RUIZ  IN: "I have ..."   WRAP :52 OQ "...in Porto Alto."   AUDIO: Ruiz #1   DUR: 12"
_EDGED = re.compile(
    r"(?P<before>[^\"“]{2,60}?)[\s,;(]+(?:IN|OUT|IN ?CUE|OUT ?CUE|I[QC]|O[QC]|INQ|OUTQ|DUR|RUNS|TRT)\b"
    r"(?:\s?[:=]| ?[\"“…])"
)
_SAID = re.compile(r"(?P<who>[^:\"“«\n]{2,80}):\s*[\"“«]")  # Ana Ruiz, mayor: "We saw it."
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
# ruiz act   ANA RUIZ SOT   RUIZ BITE #2   2nd Hamilton ACT   SOL ACT IN TURKISH
_NAME_FIRST = re.compile(
    r"(?P<who>.{2,60}?)\s+(?P<bite>SOT|BITE|ACT|CUT|CLIP|ACTUALITY|SOUNDBITE|TAPE|Act|Bite|Cut)\b"
    r"(?:\s*#?\d+|\s+IN [A-Z]+|[,:].*)?",
    re.DOTALL,
)
_NAME_AND_TIME = re.compile(  # RUIZ :09   CART 12 - RUIZ :13
    r"(?:(?:CART|CUT|CLIP|ACT|AX|TAPE|FILE|AUDIO|SOUND|SND) ?#?\d{0,4}\s*[-–—:]*\s*)?"
    r"(?P<who>[^\d:\"“]{3,60}?)[\s,@-]+(?:\d{0,2}:\d\d|\d{1,2}['’]\d\d[\"”]?|\d{1,2}[\"”])"
)
_PICTURED = re.compile(r"\b(?:OTS|GFX|FS|MAP|BOX|MONITOR|B-?ROLL|FULL ?SCREEN)\b[^:]{0,12}:")
_NUMBER = re.compile(r"\s#?\d{1,2}$")  # AX RUIZ 2
_ORDINAL = re.compile(r"^\d\w\w\s+")  # 2nd Hamilton


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """What a bracket is.

    Attributes:
        mark: What it says; CUE for whatever is but not spoken.
        label: The trade's words in it.
        who: Where within it somebody is named; None when nobody is.
        words: Where within it words begin that are heard: `(ACTUALITY: "We saw it")`; None without any.
        staged: Whether the name is told from nothing but the cues beside it, and is to be borne out.
    """

    mark: Mark
    label: Label | None = None
    who: tuple[int, int] | None = None
    words: int | None = None
    staged: bool = False


def read_bracket(outer: str, *, alone: bool, begins: bool, shouted_line: bool) -> Bracket | None:
    """What a stretch in brackets is; None when it belongs to what is spoken: "(WHO)", "[the mayor]".

    Args:
        outer: With its brackets.
        alone: Whether nothing else stands on its line.
        begins: Whether it begins its line, or follows another bracket that does.
        shouted_line: Whether the words around it are in capitals too.
    """
    inner = outer[2:-2].strip() if outer.startswith("((") else outer.strip(_EDGES)
    if not inner.strip(_EDGES):
        return Bracket(mark=Mark.CUE)
    strong = outer.startswith(_STRONG)
    shouted = is_shouted(re.sub(r"[\W\d]+$", "", inner))
    if _TIME.fullmatch(inner):
        return Bracket(mark=Mark.LENGTH)
    heard = _heard(outer, inner, alone=alone, begins=begins)
    if heard is not None:
        return heard
    if _PLAYED.match(inner) and (shouted or alone):
        return Bracket(mark=Mark.CUE)
    named = _staged(outer, inner) if strong or alone else None
    free = strong or shouted or (begins and outer[0] == "[") or alone
    found = named or (_labelled(outer, inner) if free else None)
    noted = alone and inner[-1] not in ".?!"
    if found is not None or _is_direction(inner, shouted=shouted or noted):
        return found or Bracket(mark=Mark.CUE)
    short = len(inner.split()) < MOST_READER_WORDS and not _is_caption(inner)
    if alone and begins and short and not strong and has_name(inner):
        offset = outer.index(inner)
        return Bracket(mark=Mark.TURN, who=(offset, offset + len(inner)), staged=True)
    if strong or (alone and (shouted or outer[0] == "[" or _is_caption(inner))):
        return _named_or_cue(outer, inner, strong=strong)
    return _inline(outer, inner, shouted=shouted, shouted_line=shouted_line)


def _heard(outer: str, inner: str, *, alone: bool, begins: bool) -> Bracket | None:
    """A bracket that says who is heard: "RUIZ :09", "Ana Ruiz: “We saw it.”"."""
    offset = outer.index(inner)
    timed = _NAME_AND_TIME.fullmatch(inner) if begins else None
    if timed is not None and has_name(timed["who"]) and read_label(timed["who"]) is None:
        return Bracket(mark=Mark.BITE, who=(offset + timed.start("who"), offset + timed.end("who")))
    said = _SAID.match(inner) if alone else None
    named = said is not None and read_label(said["who"]) is None and staged_name(said["who"]) is None
    if said is not None and named and has_name(said["who"]):
        return Bracket(mark=Mark.BITE, who=(offset, offset + said.end("who")), words=offset + said.end() - 1)
    return None


def is_deed(outer: str, behind: str) -> bool:
    """Whether a bracket before a sentence is one verb, of what somebody does: "[Interrupts] Which is why"."""
    word = outer[1:-1].rstrip(".")
    shape = outer[0] in "([" and word.isalpha() and word[1:].islower()
    does = word.lower().endswith("ing") or (word.endswith("s") and lexicon().is_verb(word))
    return shape and does and behind.lstrip(' "“')[:1].isupper()


def _labelled(outer: str, inner: str) -> Bracket | None:
    """A bracket with one of the trade's words in it."""
    if len(_WORD.findall(inner[:200])) > MOST_LABEL_WORDS * 2:
        return None
    offset = outer.index(inner)
    edge = _EDGED.match(inner)
    edged = _edged(inner, edge.end("before"), offset) if edge is not None else None
    label = read_label(inner)
    if edged is not None or label is None:
        return edged or _name_first(inner, offset)
    if not inner[label.rest :].strip():
        return Bracket(mark=label.mark, label=label)
    if label.mark in HEARD and (words := _words_within(inner, label)) is not None:
        inside = (offset + label.last, offset + words) if has_name(inner[label.last : words]) else None
        return Bracket(mark=label.mark, label=label, who=inside, words=offset + words)
    return _with_rest(inner, label, offset)


def _with_rest(inner: str, label: Label, offset: int) -> Bracket | None:
    """A bracket whose label has more words behind it: a name, a slug, what is to be seen."""
    rest = inner[label.rest :].strip()
    apart = re.search(r"[^\s#]", inner[label.last : label.rest]) is not None
    who: tuple[int, int] | None = (offset + label.last, offset + len(inner))
    if label.mark in SILENT or label.mark is Mark.END:
        holds = apart or is_shouted(rest) or label.mark in (Mark.CUE, Mark.END)
        shown = has_name(rest.rstrip(".")) or is_office(rest)
        who = who if label.mark is Mark.CAPTION and shown else None
    elif label.mark is Mark.VOICE:
        holds, who = apart or is_shouted(rest), None
    elif label.mark in READS and _PICTURED.search(inner):
        holds, who = True, None  # READ / OTS: GAS PUMP
    else:
        holds = label.mark in HEARD | READS and (has_name(_NUMBER.sub("", rest)) or apart)
        words = rest.rsplit(maxsplit=1)
        if (
            label.mark in READS
            and len(words) > 1
            and (read_label(words[1]) is not None or words[1].lower() in phrases("filler"))
        ):
            who = (offset + label.last, offset + inner.rindex(words[1]))  # LIVE - ANA FULL
    return Bracket(mark=label.mark, label=label, who=who) if holds else None


def _edged(inner: str, end: int, offset: int) -> Bracket | None:
    """A bracket with the recording's last words or its length in it: `SOT RUIZ  OUT: "...my coat"  :14`."""
    label = read_label(inner[:end])
    if label is None or label.mark not in HEARD | READS:
        return None
    rest = re.split(r"\s{3,}|\s#?:?\d", inner[label.last : end], maxsplit=1)[0]
    words = rest.strip(" -–—:.,")
    told = has_name(words) or (label.mark in HEARD and words.lower().split(",")[0] in phrases("somebody"))
    who = (offset + label.last, offset + label.last + len(rest)) if told else None
    mark = Mark.BITE if who is not None and label.mark is Mark.VOICE else label.mark
    return Bracket(mark=mark, label=label, who=who)


def _staged(outer: str, inner: str) -> Bracket | None:
    """A reader's name with how he is seen: "KATHY - OTS: FIRE", "BACK TO ANA LIVE", "ANA o/c"."""
    staged = staged_name(inner)
    if staged is None:
        return None
    (first, last), label = staged
    offset = outer.index(inner)
    mark = label.mark if label is not None and label.mark in READS else Mark.TURN
    who = (offset + first, offset + last)
    return Bracket(mark=mark, label=label if mark is not Mark.TURN else None, who=who, staged=True)


def _words_within(inner: str, label: Label) -> int | None:
    """Where the words of a soundbite begin that stands in the bracket itself."""
    quote = re.search(r"[\"“«]", inner[label.last :])
    if quote is not None:
        return label.last + quote.start()
    rest = inner[label.rest :]
    return label.rest if len(rest.split()) > 3 and rest.rstrip()[-1:] in (*".?!", "") else None


def _name_first(inner: str, offset: int) -> Bracket | None:
    """A name and then the trade's words: "RUIZ ACT IN TURKISH", "ANA ON CAM"."""
    named = _NAME_FIRST.fullmatch(inner)
    if named is not None and has_name(_ORDINAL.sub("", named["who"])):
        start = offset + named.start("who")
        return Bracket(mark=Mark.BITE, who=(start, start + len(named["who"])))
    for found in list(re.finditer(r"[\s/-]+", inner))[:MOST_READER_WORDS]:
        label = read_label(inner[found.end() :])
        if label is None or label.mark not in READS or inner[found.end() + label.rest :].strip():
            continue
        if has_name(inner[: found.start()]):
            return Bracket(mark=label.mark, label=label, who=(offset, offset + found.start()))
    return None


def _is_direction(inner: str, *, shouted: bool) -> bool:
    count = len(_WORD.findall(inner))
    return is_stage_direction(inner) and (
        shouted or count <= MOST_LOWER_WORDS or inner.upper().startswith("SOUNDBITE")
    )


def _is_caption(inner: str) -> bool:
    """Whether words in brackets on a line of their own are a name and a title: (Ana Ruiz/mayor)."""
    return has_name(inner) and re.search(r"[,/\n]| [-–] ", inner) is not None


def _named_or_cue(outer: str, inner: str, *, strong: bool) -> Bracket:
    offset = outer.index(inner)
    span = (offset, offset + len(inner))
    if outer.startswith(("<", "//")):
        return Bracket(mark=Mark.CUE)
    if _is_caption(inner):
        return Bracket(mark=Mark.TURN if strong else Mark.CAPTION, who=span)
    if strong and has_name(inner) and len(inner.split()) <= 3 and not any(map(str.isdigit, inner)):
        return Bracket(mark=Mark.TURN, who=span)
    return Bracket(mark=Mark.CUE)


def _inline(outer: str, inner: str, *, shouted: bool, shouted_line: bool) -> Bracket | None:
    """A bracket amid spoken words is a cue when it is in capitals and of two words: "(STOCK MARKET REPORT)".

    One with hyphens, "(BWAY-NOS AIR-EES)", tells how a name sounds; that is settled with the words.
    """
    words = _WORD.findall(inner)
    plain = not any(map(str.isdigit, inner)) and "-" not in inner
    if shouted and plain and not shouted_line and len(words) > 1 and outer[0] in "([":
        return Bracket(mark=Mark.CUE)
    return None

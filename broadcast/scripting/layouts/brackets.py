"""A stretch in brackets goes in; whether it is a cue or a label, and of what, comes out."""

import re
from dataclasses import dataclass

from broadcast.scripting.layouts.casing import is_shouted
from broadcast.scripting.layouts.names import has_name, is_stage_direction
from broadcast.scripting.layouts.vocabulary import HEARD, READS, SILENT, Label, Mark, read_label

MOST_LOWER_WORDS = 5
"""Words of a cue in small letters: "(through an interpreter, laughing)"."""
MOST_LABEL_WORDS = 12
MOST_READER_WORDS = 3

_STRONG = ("((", "{", "<", "//", "[[")
_EDGES = "()[]{}<>/*-–—=~ \t\n"
# :12   @ :03   1:20   0:45-0:52   14 sec   [19:00:07]
_TIME = re.compile(
    r"(?:@\s*)?(?:\d{0,2}:)?\d{0,2}:\d\d(?:\s*[-–]\s*\d{0,2}:\d\d)?\W*|\d{1,3}\s*(?:secs?|seconds?)\W*",
    re.IGNORECASE,
)
# BEGIN VIDEO CLIP   SOUNDBITE OF MUSIC   EXCERPT FROM SPEECH
_PLAYED = re.compile(
    r"(?:begin|start|beginning|soundbites?|sound ?bites?|sound|excerpts?) (?:of |from |video|audio|file"
    r"|tape|clip)",
    re.IGNORECASE,
)
_SAID = re.compile(r"(?P<who>[^:\"“«\n]{2,80}):\s*[\"“«]")  # Ana Ruiz, mayor: "We saw it."
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
# ruiz act   ANA RUIZ SOT   RUIZ BITE #2   2nd Hamilton ACT   SOL ACT IN TURKISH
_NAME_FIRST = re.compile(
    r"(?P<who>.{2,60}?)\s+(?P<bite>SOT|BITE|ACT|CUT|CLIP|ACTUALITY|SOUNDBITE|TAPE|Act|Bite|Cut)\b"
    r"(?:\s*#?\d+|\s+IN [A-Z]+|[,:].*)?",
    re.DOTALL,
)
_ORDINAL = re.compile(r"^\d\w\w\s+")  # 2nd Hamilton


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """What a bracket is.

    Attributes:
        mark: What it says; CUE for whatever is but not spoken.
        label: The trade's words in it.
        who: Where within it somebody is named; None when nobody is.
        words: Where within it words begin that are heard: `(ACTUALITY: "We saw it")`; None without any.
    """

    mark: Mark
    label: Label | None = None
    who: tuple[int, int] | None = None
    words: int | None = None


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
    if _PLAYED.match(inner) and (shouted or alone):
        return Bracket(mark=Mark.CUE)
    said = _SAID.match(inner) if alone else None
    if said is not None and read_label(said["who"]) is None and has_name(said["who"]):
        offset = outer.index(inner)
        return Bracket(mark=Mark.BITE, who=(offset, offset + said.end("who")), words=offset + said.end() - 1)
    found = _labelled(outer, inner, free=strong or shouted or (begins and outer[0] == "[") or alone)
    if found is not None:
        return found
    if _is_direction(inner, shouted=shouted):
        return Bracket(mark=Mark.CUE)
    if strong or (alone and (shouted or outer[0] == "[" or _is_caption(inner))):
        return _named_or_cue(outer, inner, strong=strong)
    return _inline(outer, inner, shouted=shouted, shouted_line=shouted_line)


def _labelled(outer: str, inner: str, *, free: bool) -> Bracket | None:
    """A bracket with one of the trade's words in it."""
    if not free or len(_WORD.findall(inner[:200])) > MOST_LABEL_WORDS * 2:
        return None
    label = read_label(inner)
    offset = outer.index(inner)
    if label is None:
        return _name_first(inner, offset)
    rest = inner[label.rest :].strip()
    gap = inner[label.last : label.rest]
    if not rest:
        return Bracket(mark=label.mark, label=label)
    apart = re.search(r"[^\s#]", gap) is not None
    if label.mark in SILENT or label.mark is Mark.END:
        holds = apart or is_shouted(rest) or label.mark in (Mark.CUE, Mark.END)
        named = label.mark is Mark.CAPTION and has_name(rest)
        who = (offset + label.last, offset + len(inner)) if named else None
        return Bracket(mark=label.mark, label=label, who=who) if holds else None
    if label.mark in HEARD and (words := _words_within(inner, label)) is not None:
        inside = (offset + label.last, offset + words) if has_name(inner[label.last : words]) else None
        return Bracket(mark=label.mark, label=label, who=inside, words=offset + words)
    if (label.mark in HEARD or label.mark in READS) and (has_name(rest) or apart):
        return Bracket(mark=label.mark, label=label, who=(offset + label.last, offset + len(inner)))
    return None


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
    if outer[0] == "<":
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

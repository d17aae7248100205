"""A text comes in; the spans of its sentences and of its paragraphs go out."""

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from importlib.util import find_spec, module_from_spec
from itertools import pairwise
from typing import Any

from broadcast.units import Span

OPENERS = "\"'“‘„‚«‹([{¿¡「『"
CLOSERS = "\"'”’“»›)]}」』）"
QUOTES = "\"'“”‘’„‚«»‹›「」『』"
FINAL = ".?!…。！？؟।"
WINDOW = 3_000
"""Characters given to Punkt at once: its search for the word before a stop is quadratic in long words."""
OVERLAP = 100
"""Characters seen twice when a window holds no end, so that an end at its edge is not missed."""

# One for one, so that places stay: Punkt knows the stops and closing marks of ASCII.
_LOOK_ALIKES = str.maketrans("“”„«»‘’‚‹›…。！？؟", "\"\"\"\"\"'''''..!??")

MIN_WIDTH = 40
"""Characters that a line has at least before it is wrapped."""
LONGEST = 80
"""Characters of a word that are looked at: longer ones are no words."""
_SHORT = 70
"""A paragraph up to here that ends in "over" or "on" may be a headline: "Harbour strike is over"."""
# said.The   -> after the stop     accuracy .The -> after the stop     said.”The -> after the mark
_GLUED = re.compile(
    r"(?P<before>[^\W\d_]{2}|\d{3}|[%)\]\"”’]|^)[.?!]+(?P<close>[\"”’)\]]*)(?=[“\"‘(]?[A-Z][a-z])"
)
# 橋は閉鎖された。直ちに -> after the stop and its closing marks
_IDEOGRAPHIC = re.compile(r"[。！？]+[”’」』）]*")
# F.B.I.   J.   J.K.
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+")
# Gov.
_TITLED = re.compile(r"(?:Gov|Sen|Rep|Lt|Atty)\.")
# 1.   12.   a)
_ITEM_NUMBER = re.compile(r"\d{1,3}[.)]|[a-zA-Z]\)")
_WORD = re.compile(r"\S+")


def paragraph_spans(text: str) -> list[Span]:
    """Where the paragraphs stand: parted by empty lines, trimmed of white space, in order.

    Two of them are one when an empty line breaks a sentence: the first does not end in a stop, and the
    next goes on in lower case, or the first ends in a word such as "of" that something must follow.
    Every character that is not white space is in exactly one span.
    """
    blocks = list(_blocks(text))
    cased = any(text[start].isupper() for start, _ in blocks)
    spans: list[Span] = []
    for start, end in blocks:
        if spans and _goes_on(text, spans[-1], (start, end), cased):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def sentence_spans(text: str) -> list[Span]:
    """Where the sentences stand: trimmed of white space, in order, none across two paragraphs.

    Every character that is not white space is in exactly one span; closing quotation marks stay with
    their sentence. Linear in the length of the text. Punkt (Kiss and Strunk 2006) with abbreviations of
    news copy proposes the ends, and rules of news copy settle the rest.

    >>> [text[a:b] for text in ["He met Gen. Sol at 5 p.m. She left."] for a, b in sentence_spans(text)]
    ['He met Gen. Sol at 5 p.m.', 'She left.']
    """
    cased = _is_cased(text)
    spans: list[Span] = []
    for start, end in paragraph_spans(text):
        paragraph = text[start:end]
        spans += [(start + a, start + b) for a, b in _split(paragraph, cased)]
    return spans


def _blocks(text: str) -> Iterator[Span]:
    """Runs of lines that are not empty, trimmed."""
    start: int | None = None
    end = at = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            first = at + len(line) - len(line.lstrip())
            start = first if start is None else start
            end = first + len(body)
        elif start is not None:
            yield start, end
            start = None
        at += len(line) + 1
    if start is not None:
        yield start, end


def _goes_on(text: str, before: Span, after: Span, cased: bool) -> bool:
    """Whether the empty line between two paragraphs stands inside a sentence."""
    last = re.split(r"\s", text[max(before[0], before[1] - LONGEST) : before[1]])[-1].rstrip(CLOSERS)
    first = re.split(r"\s", text[after[0] : min(after[1], after[0] + LONGEST)])[0]
    if not last or last[-1] in FINAL or not first:
        return False
    if first[0] in QUOTES and last[-1] in ":—–-,":
        return False
    if not any(map(str.isalnum, last)) and last[-1] not in ",;:—–-":
        return False
    if cased and _is_lower(first.lstrip(QUOTES)):
        return True
    if not (first[0].isalnum() or first[0] in QUOTES):
        return False
    word = last.lower()
    return not last.isupper() and (
        word in _words("leads-on") or (word in _words("may-lead-on") and before[1] - before[0] > _SHORT)
    )


def _is_lower(word: str) -> bool:
    """Whether a word is written small; "iPhone" and "al-Karim" are names."""
    return word[:1].islower() and not any(map(str.isupper, word))


def _is_cased(text: str) -> bool:
    """Whether sentences begin with capitals here, so that a small letter goes on with one."""
    small = len(re.findall(r"[.?!]\s+[a-z]", text))
    capital = len(re.findall(r"[.?!][\"'”’)]?\s+[\"'“‘(]?[A-Z]", text)) + text.lstrip()[:1].isupper()
    return capital * 4 >= small


@cache
def _table(name: str) -> dict[str, frozenset[str]]:
    """A table of `data/`: the words of each section; its comments say what a section means."""
    lines = resources.files("broadcast").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    sections: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in lines:
        if line.startswith("["):
            words = sections.setdefault(line.strip("[] "), set())
        elif not line.startswith("#"):
            words.update(line.split())
    return {section: frozenset(words) for section, words in sections.items()}


def _abbreviations(section: str) -> frozenset[str]:
    return _table("abbreviations.txt")[section]


def _words(section: str) -> frozenset[str]:
    return _table("sentence-words.txt")[section]


@cache
def _punkt() -> Any:
    with _bare_packages("nltk", "nltk.tokenize"):
        from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = set().union(*map(_abbreviations, ("never", "ends", "clock")))
    return PunktSentenceTokenizer(parameters)


@contextmanager
def _bare_packages(*names: str) -> Iterator[None]:
    """Let a module be imported without running the `__init__` of the packages it lies in.

    NLTK's own loads all of NLTK, 0.4 s (1.5 s beside scipy), for the one module that is wanted here. Whoever
    imports NLTK afterwards finds none of this.
    """
    if names[0] in sys.modules:
        yield
        return
    before = set(sys.modules)
    for name in names:
        spec = find_spec(name)
        if spec is None:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        sys.modules[name] = module_from_spec(spec)
    try:
        yield
    finally:
        for name in set(sys.modules) - before:
            if name.split(".", maxsplit=1)[0] == names[0].split(".", maxsplit=1)[0]:
                del sys.modules[name]


def _punkt_starts(paragraph: str) -> set[int]:
    """Where Punkt has a sentence begin, the first one apart."""
    tokenizer = _punkt()
    plain = paragraph.translate(_LOOK_ALIKES)
    starts: set[int] = set()
    at = 0
    while at < len(plain):
        window = plain[at : at + WINDOW]
        found = [at + start for start, _ in tokenizer.span_tokenize(window)][1:]
        starts.update(found)
        if at + WINDOW >= len(plain):
            break
        at = found[-1] if found else at + WINDOW - OVERLAP
    return starts


def _split(paragraph: str, cased: bool) -> list[Span]:
    """The sentences of one paragraph."""
    cuts = sorted({0, *_Cutter(paragraph, cased).cuts(), len(paragraph)})
    spans: list[Span] = []
    speaks = False
    for start, stop in pairwise(cuts):
        piece = paragraph[start:stop]
        body = piece.strip()
        if not body:
            continue
        first = start + len(piece) - len(piece.lstrip())
        if spans and not (speaks and _speaks(body)):
            spans[-1] = (spans[-1][0], first + len(body))
            speaks = speaks or _speaks(body)
        else:
            spans.append((first, first + len(body)))
            speaks = _speaks(body)
    return spans


def _speaks(text: str) -> bool:
    return any(map(str.isalnum, text))


class _Cutter:
    """Where the sentences of one paragraph begin."""

    def __init__(self, paragraph: str, cased: bool) -> None:
        self.text = paragraph
        self.cased = cased
        self.words = [match.span() for match in _WORD.finditer(paragraph)]
        self.shouted = paragraph.isupper()
        self.width = max(map(len, [" " * MIN_WIDTH, *paragraph.split("\n")]))
        self.marks = [at for at, letter in enumerate(paragraph) if letter == '"']
        self.first = 0  # the word that begins the sentence

    def cuts(self) -> Iterator[int]:
        """Starts of sentences, the first apart."""
        proposed = _punkt_starts(self.text)
        yield from self._glued()
        for index in range(len(self.words) - 1):
            start, end = self.words[index]
            following = self.words[index + 1][0]
            core = self.text[start:end].rstrip(CLOSERS) or self.word(index - 1).rstrip(CLOSERS)
            if core and core[-1] in FINAL and not self._opens(index):
                ends = self._ends(index, core, following in proposed)
            else:
                ends = "\n" in self.text[end:following] and self._line_ends(index)
            if ends:
                self.first = index + 1
                yield following

    def word(self, index: int) -> str:
        """A word with its marks; empty beyond the last one."""
        return self.text[slice(*self.words[index])] if 0 <= index < len(self.words) else ""

    def _ends(self, index: int, core: str, proposed: bool) -> bool:
        """Whether the stop after a word ends the sentence."""
        following = self.word(index + 1).lstrip(OPENERS)
        if self._opens(index + 1):
            return True
        if self._is_held(index, core, following):
            return False
        if core.endswith((".", "…")):
            by_abbreviation = self._abbreviation_ends(index, core, following)
            if by_abbreviation is not None:
                return by_abbreviation
        return proposed or core[-1] in FINAL[3:]

    def _is_held(self, index: int, core: str, following: str) -> bool:
        """Whether what follows belongs to the same sentence, whatever the word before the stop."""
        if not _speaks(following):
            return True
        if self.cased and _is_lower(following):
            return True
        if following[0].isdigit() and core[:-1] in _abbreviations("numbered"):
            return True
        if _ITEM_NUMBER.fullmatch(core) and index == self.first:
            return True
        closed = core != self.word(index)
        return closed and core[-1] in "?!" and self._is_attribution(index + 1)

    def _abbreviation_ends(self, index: int, core: str, following: str) -> bool | None:
        """The same for abbreviations, initials and ellipses; None for any other word."""
        stem = core[:-1].lstrip(OPENERS)
        small = stem.lower()
        first = following[0].isupper()
        starter = first and self._is_starter(following)
        if small in _abbreviations("never"):
            return False
        if small in _abbreviations("clock"):
            zone = following.strip(CLOSERS + ".,;").lower() in _words("clock")
            return starter if self.shouted else first and not zone
        if stem in _abbreviations("places"):
            if self.word(index - 1).endswith(","):
                return starter
            # Ill. Gov. Pritzker
            if _TITLED.fullmatch(following):
                return False
        if core.endswith(("...", "…")):
            return starter or (first and bool(stem.strip(".…")))
        if small in _abbreviations("ends") or _DOTTED.fullmatch(stem + "."):
            return starter
        return None

    def _even(self, at: int) -> bool:
        """Whether every straight quotation mark before a place is closed there."""
        return bisect_left(self.marks, at) % 2 == 0

    def _opens(self, index: int) -> bool:
        """Whether a word is nothing but an opening mark, as in `He left. " It is over. "`."""
        mark = self.word(index)
        return mark in ("“", "«", "„") or (mark == '"' and self._even(self.words[index][0]))

    def _is_starter(self, word: str) -> bool:
        if word.endswith("."):
            return False
        plain = re.split(r"['’,]", word, maxsplit=1)[0].lower()
        return plain in _words("shouted" if self.shouted else "starters")

    def _is_attribution(self, index: int) -> bool:
        """Whether a name and a word of saying follow: "Ana Ruiz asked"."""
        for at in range(index, index + 6):
            word = self.word(at).rstrip(",.")
            if word in _words("saying"):
                return at > index
            if not word[:1].isupper():
                return False
        return False

    def _line_ends(self, index: int) -> bool:
        """Whether a line was ended on purpose: the next word would have had room, and starts anew."""
        start, end = self.words[index]
        following = self.word(index + 1)
        if following in ("-", "*", "•", "‣", "◦") or following[0] in "•‣◦":
            return True
        line = self.text.rfind("\n", max(0, start - self.width), start)
        taken = end - (line + 1 if line >= 0 else max(0, start - self.width))
        if taken + 1 + len(following) > self.width:
            return False
        last = self.text[start:end]
        first = following.lstrip(OPENERS)[:1]
        leads_on = last.lower() in _words("leads-on") | _words("may-lead-on") or last[-1] in ",—–-"
        return (first.isupper() or first.isdigit()) and not leads_on

    def _glued(self) -> Iterator[int]:
        """Ends without a space after the stop."""
        for start, end in self.words:
            word = self.text[start:end]
            if not word.isalnum():
                yield from (start + match.end() for match in _IDEOGRAPHIC.finditer(word))
                if "/" in word or "@" in word or word.lower().startswith("www."):
                    continue
                for match in _GLUED.finditer(word):
                    cut = match.start("close") if match["close"] == '"' else match.end()
                    if match["close"] == '"' and not self._even(start + cut):
                        cut = match.end()
                    if self._parts(word, match, cut):
                        yield start + cut

    def _parts(self, word: str, match: re.Match[str], cut: int) -> bool:
        """Whether a stop between letters ends a sentence: not in "Gen.Sol" or "Booking.Com"."""
        stop = match.end("before")
        before = word[max(0, stop - LONGEST) : stop].lstrip(OPENERS)
        after = re.split(r"\W", word[cut : cut + LONGEST].lstrip(OPENERS), maxsplit=1)[0].lower()
        if match["before"].isalpha() and not match["before"].islower():
            return False
        abbreviated = before.lower() in _abbreviations("never") | _abbreviations(
            "ends"
        ) or before in _abbreviations("numbered")
        return not abbreviated and after not in _words("domains")

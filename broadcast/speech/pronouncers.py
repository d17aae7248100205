"""A text goes in; its pronouncers, such as `Bihac (BEE-hotch)`, come out with names and phonemes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from broadcast.phonetics import read_sounds, respelling
from broadcast.speech.lexicons import Entry, Layer, Lexicon, Sayings, layer
from broadcast.speech.lexicons.sayings import changes_of
from broadcast.speech.scan import Change
from broadcast.speech.tables import words
from broadcast.units import Span

_NAMES = r"(?<![^\W_])(?P<names>[A-Z][\w’'-]{0,60}(?: [A-Z][\w’'-]{0,60}){0,3})[”\"’']?\s*"
_SAY = r"\((?:pronounced|say|pron\.?|sounds like)?:?\s*"
# Bihac (BEE-hotch)   Xi Jinping (SHEE jin-PING)   Ihsan (pronounced ih-SAHN)
_SHAPE = re.compile(
    _NAMES + _SAY + r"[\"“‘']?(?P<said>[A-Za-z'’]+(?:[-‑ ][A-Za-z'’]+)*)[\"”’']?\)",
)
# Palmyra (/pælˈmaɪrə/)   Palmyra (pronounced /pælˈmaɪrə/)   Bihac (B IY1 HH AA0 CH)
_NOTED = re.compile(
    _NAMES + _SAY + r"(?P<said>/[^/()\n]{1,80}/|[A-Z]{1,3}[0-2]?(?: [A-Z]{1,3}[0-2]?){1,30})\)",
)
# a vowel as pronouncers write it, in a word of one syllable: KEEV
_DIGRAPH = re.compile(r"EE|AH|OH|AY|OO|EYE|AW|UH|EH|IH|OW|OY")
_SAME_SOUND = str.maketrans("CQXZ", "KKSS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronouncer:
    """How the copy itself says a name is said.

    Attributes:
        name: One word, as printed.
        respelling: As printed: "BEE-hotch", "/ˈbiːhætʃ/", "B IY1 HH AA0 CH".
        span: Of the parentheses in the text, with the space before them; not to be read aloud.
    """

    name: str
    respelling: str
    span: Span

    def phonemes(self, *, british: bool = False) -> str:
        """In the Kokoro alphabet."""
        return read_sounds(self.respelling, british=british) or ""


def find_pronouncers(text: str) -> tuple[Pronouncer, ...]:
    """Every pronouncer of the text, in order; one a word where several words are respelled.

    A name said twice holds its first pronouncer; all the parentheses are found. The result may be
    gathered over a programme and given to `write_lines`.
    """
    found = [one for match in _SHAPE.finditer(text) for one in _of(match)]
    if "/" in text or any(sign in text for sign in "012"):
        found += [one for match in _NOTED.finditer(text) for one in _noted(match)]
    return tuple(sorted(found, key=lambda one: one.span))


def _of(found: re.Match[str]) -> Iterator[Pronouncer]:
    names = found.group("names").split()
    parts = found.group("said").replace("’", "'").split()
    if len(parts) > len(names) or not _is_respelling(found, parts, names[-1]):
        return
    for name, part in zip(names[-len(parts) :], parts, strict=True):
        yield Pronouncer(name=re.sub(r"['’]s?\Z", "", name), respelling=part, span=_parentheses(found))


def _noted(found: re.Match[str]) -> Iterator[Pronouncer]:
    """IPA, a word of it for each of the last names; or one name in ARPAbet."""
    names = found.group("names").split()
    said = found.group("said")
    parts = [f"/{part}/" for part in said.strip("/").split()] if said[0] == "/" else [said]
    if len(parts) > len(names) or any(read_sounds(part) is None for part in parts):
        return
    if said[0] != "/" and not any(sign.isdigit() for sign in said):
        return
    for name, part in zip(names[-len(parts) :], parts, strict=True):
        yield Pronouncer(name=re.sub(r"['’]s?\Z", "", name), respelling=part, span=_parentheses(found))


def _parentheses(found: re.Match[str]) -> Span:
    start = found.string.rindex("(", found.start(), found.start("said"))
    return start - (found.string[start - 1] == " "), found.end()


def _is_respelling(found: re.Match[str], parts: list[str], name: str) -> bool:
    if any(respelling.phonemes(part) is None for part in parts):
        return False
    syllables = [syllable for part in parts for syllable in re.split("[-‑]", part)]
    caps = [syllable for syllable in syllables if syllable.isupper()]
    if not caps or any(not (syllable.isupper() or syllable.islower()) for syllable in syllables):
        return False
    if "pron" in found.group() or "say" in found.group():
        return True
    joined = "".join(syllables)
    if (
        joined.isupper()
        and re.sub("[-‑]", "", name.upper()).startswith(joined)
        and len(joined) < len(name) - 1
    ):
        return False
    if len(syllables) > 1:
        return any(len(syllable) > 1 for syllable in caps) and not (
            len(caps) == len(syllables) and all(cap in words("initials", "letters") for cap in caps)
        )
    only = caps[0]
    known = only in words("initials", "letters") or only in words("initials", "said_as_words")
    alike = only[0].translate(_SAME_SOUND) == name[0].upper().translate(_SAME_SOUND)
    return not known and alike and only != name.upper() and _DIGRAPH.search(only) is not None


def pronounced(
    text: str,
    spans: Sequence[Span],
    pronouncers: Iterable[Pronouncer],
    told: Sequence[Layer],
    *,
    british: bool,
) -> list[Change]:
    """The changes that people's word makes in a text: names said as told, parentheses not said.

    Args:
        text: As printed.
        spans: Of its sentences.
        pronouncers: Of the whole programme; those of the text come first.
        told: What a script says of names, after the copy's own pronouncers.
        british: For whose voices.
    """
    own = find_pronouncers(text)
    entries: dict[str, Entry] = {}
    for one in (*own, *pronouncers):
        said = (one.phonemes(), one.phonemes(british=True))
        entries.setdefault(
            one.name, Entry(name=one.name, phonemes=said[0], phonemes_gb=said[1], written=one.respelling)
        )
    silent = list(dict.fromkeys(one.span for one in own))
    copy = layer("copy", Lexicon(tuple(entries.values())), sure=True)
    names = changes_of(text, spans, Sayings(layers=(copy, *told)), british=british)
    heard = [name for name in names if not any(start <= name.span[0] < end for start, end in silent)]
    return [*(Change(span=span, spoken="") for span in silent), *heard]

"""A text goes in; its pronouncers, such as `Bihac (BEE-hotch)`, come out with names and phonemes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from broadcast.phonetics import respelling
from broadcast.speech.scan import Change
from broadcast.speech.tables import words
from broadcast.units import Span

# Bihac (BEE-hotch)   Xi Jinping (SHEE jin-PING)   Ihsan (pronounced ih-SAHN)
_SHAPE = re.compile(
    r"(?<![^\W_])(?P<names>[A-Z][\w’'-]{0,60}(?: [A-Z][\w’'-]{0,60}){0,3})[”\"’']?\s*"
    r"\((?:pronounced|say|pron\.?|sounds like)?:?\s*[\"“‘']?"
    r"(?P<said>[A-Za-z'’]+(?:[-‑ ][A-Za-z'’]+)*)[\"”’']?\)"
)
# a vowel as pronouncers write it, in a word of one syllable: KEEV
_DIGRAPH = re.compile(r"EE|AH|OH|AY|OO|EYE|AW|UH|EH|IH|OW|OY")
_SAME_SOUND = str.maketrans("CQXZ", "KKSS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronouncer:
    """How the copy itself says a name is said.

    Attributes:
        name: One word, as printed.
        respelling: As printed: "BEE-hotch".
        span: Of the parentheses in the text, with the space before them; not to be read aloud.
    """

    name: str
    respelling: str
    span: Span

    def phonemes(self, *, british: bool = False) -> str:
        """In the Kokoro alphabet."""
        return respelling.phonemes(self.respelling, british=british) or ""


def find_pronouncers(text: str) -> tuple[Pronouncer, ...]:
    """Every pronouncer of the text, in order; one a word where several words are respelled.

    A name said twice holds its first pronouncer; all the parentheses are found. The result may be
    gathered over a programme and given to `write_lines`.
    """
    return tuple(one for found in _SHAPE.finditer(text) for one in _of(found))


def _of(found: re.Match[str]) -> Iterator[Pronouncer]:
    names = found.group("names").split()
    parts = found.group("said").replace("’", "'").split()
    if len(parts) > len(names) or not _is_respelling(found, parts, names[-1]):
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


def pronounced(text: str, pronouncers: Iterable[Pronouncer], *, british: bool) -> list[Change]:
    """The changes they make in a text: names said as told, parentheses not said."""
    said: dict[str, str] = {}
    silent = []
    for one in find_pronouncers(text):
        said.setdefault(one.name, one.phonemes(british=british))
        silent.append(one.span)
    for one in pronouncers:
        said.setdefault(one.name, one.phonemes(british=british))
    changes = [Change(span=span, spoken="") for span in dict.fromkeys(silent)]
    if not said:
        return changes
    names = "|".join(re.escape(name) for name in sorted(said, key=len, reverse=True))
    for found in re.finditer(rf"(?<![^\W_])({names})(['’]s)?(?![^\W_])", text):
        if any(start <= found.start() < end for start, end in silent):
            continue
        own = "'s" if found.group(2) else ""
        sounds = said[found.group(1)]
        hiss = "" if not own else "ɪz" if sounds[-1] in "szʃʒʧʤ" else "s" if sounds[-1] in "ptkfθ" else "z"
        spoken = found.group(1).replace("’", "'") + own
        changes.append(Change(span=found.span(), spoken=spoken, phonemes=sounds + hiss, authority="copy"))
    return changes

"""An agency's script goes in; where its sections, shots and soundbites begin comes out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from broadcast.units import Span

LONGEST_NUMBER = 16
"""Characters that a shot's number may take before the word SOUNDBITE."""


class Section(StrEnum):
    """What a stretch of an agency's script is."""

    FIELDS = "fields"
    SHOTS = "shots"
    STORY = "story"
    SHOT = "shot"
    BITE = "bite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where something begins.

    Attributes:
        section: What: a section, a shot or a soundbite.
        span: The words that say so: "SHOTLIST:", "3.", "SOUNDBITE".
        inline: Whether it stands in the middle of a line.
        name: The section's own name, upper case.
    """

    section: Section
    span: Span
    inline: bool = False
    name: str = ""


_SHOTS = r"SHOT ?-?LISTS?(?: AND SCRIPT)?|VIDEO SHOWS|SHOWS|SHOTS"
_STORY = (
    r"STORY ?-?LINE|STORY|SCRIPT|VOICE-?OVER SCRIPT|NARRATION|LEAD ?-?IN|FULL STORY|TEXT|BACKGROUND|LEAD"
    r"|INTRO(?=:?[^\S\n]*$)"
)
# SHOTLIST:   SHOWS: PORTO ALTO (RECENT)   STORYLINE   Storyline:   Lead in:
_SECTION = re.compile(
    rf"^[ \t*_#]*(?P<name>(?:(?P<shots>{_SHOTS})|{_STORY}))(?P<colon>[ *_]*(?::[*_]*|(?=\s*$)|(?=["
    rf" \t]{{2}})))",
    re.MULTILINE | re.IGNORECASE,
)
# ... (RECENT) STORYLINE The harbour      (in a text of one line)
_SECTION_INLINE = re.compile(r"(?<=\S[ \t])(?P<name>(?P<shots>SHOT ?-?LIST)|STORY ?-?LINE)\b:?")
# 3. Wide shot   12) Close   3.SOUNDBITE   0:24 Medium   [00:12] Wide   00:07 - 00:12 Pan
_SHOT = re.compile(
    r"^[ \t]*(?:\(?\d{1,3}\s?(?:[.)\]:](?!\d)|[-–—])"
    r"|\[?\d{1,2}:\d\d(?::\d\d)?\]?(?:\s*[-–]\s*\d{1,2}:\d\d(?::\d\d)?)?\s)"
    r"[ \t]?(?=\S)",
    re.MULTILINE,
)
_SHOT_INLINE = re.compile(r"(?<=[\s.”\")\]a-z])\d{1,3}\.[ \t]?(?=[A-Z(\[+])")  # ... exterior 2. Med shot
# SOUNDBITE (English)   (SOUNDBITE) (Arabic)   Soundbite 2 -   UPSOUND: (French)
_BITE = re.compile(
    r"\(?\bSOUND[ -]?BITES?\b\)?(?! (?:ENDS|OVERLAID|PARTLY|IS|WAS|CONTINUES|STARTS|OF))|^["
    r" \t*_]*\(?Sound ?bites?\b\)?(?=[ \t]*[(:\d-])"
    r"|(?:(?<=\d[.)])|(?<=\d[.)] ))\(?Sound ?bites?\b\)?(?=[ \t]*[(:\d-])"
    r"|(?:(?<=[.)\]] )|(?<=\d:\d\d ))\(?(?:SOT|BITE|SYNCH?|INTERVIEW|VOX POP)\b\)?(?=[ :(,])"
    r"|\bUP-?SOUND\b(?=:? ?\((?!MUSIC|NAT))",
    re.MULTILINE,
)


# REWRITES STORY, ADDS soundbites
_TOLD_OF = re.compile(r"[^\W\d_][ \t]+\(?$")
_LABELS = re.compile(r"[ \t]*(?:\d{1,2}\b)?[ \t]*[(:–—-]")
_COUNTED = re.compile(
    r"\b(?:ADD(?:S|ING|ED)?|WITH(?:OUT)?|NEW|MORE|FRESH|NO|INCLUD(?:ES|ING)|CONTAINS|UPDATES?)[ \t]+\(?$",
    re.IGNORECASE,
)


def starts_of(text: str) -> list[Start]:
    """Sections, shots and soundbites in order; of two at one place the one that says more."""
    found = sorted(_all(text), key=lambda start: (start.span[0], -start.span[1]))
    kept: list[Start] = []
    for start in found:
        if kept and start.span[0] < kept[-1].span[1]:
            continue
        if (
            kept
            and start.section is Section.BITE
            and kept[-1].section is Section.SHOT
            and not text[kept[-1].span[1] : start.span[0]].strip()
        ):
            kept[-1] = Start(
                section=Section.BITE, span=(kept[-1].span[0], start.span[1]), inline=kept[-1].inline
            )
            continue
        kept.append(start)
    return kept


def _all(text: str) -> Iterator[Start]:
    for pattern, inline in ((_SECTION, False), (_SECTION_INLINE, True)):
        for found in pattern.finditer(text):
            name = " ".join(found["name"].upper().replace("-", " ").split())
            if not inline and not found["colon"].strip() and not _is_heading(found["name"]):
                continue
            section = Section.SHOTS if found["shots"] else Section.STORY
            yield Start(section=section, span=found.span(), inline=inline, name=name)
    for found in _SHOT.finditer(text):
        yield Start(section=Section.SHOT, span=found.span())
    for found in _SHOT_INLINE.finditer(text):
        yield Start(section=Section.SHOT, span=found.span(), inline=True)
    for found in _BITE.finditer(text):
        before = text[max(0, found.start() - LONGEST_NUMBER) : found.start()].rpartition("\n")[2]
        inline = bool(before.strip(" \t*_.)(0123456789"))
        told_of = _TOLD_OF.search(before) and not _LABELS.match(text, found.end())
        if inline and (told_of or _COUNTED.search(before)):
            continue
        yield Start(section=Section.BITE, span=found.span(), inline=inline)


def _is_heading(name: str) -> bool:
    """Whether a section's name without a colon is one: not "story" in small letters, nor "Text"."""
    return name.isupper() or (
        name[0].isupper() and name.lower() not in ("story", "text", "shots", "script", "shows", "narration")
    )

"""The text of a script file goes in, as a person left it; a Script comes out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePath

from broadcast.errors import ScriptError
from broadcast.model import (
    PITCHES,
    RANGES,
    Gender,
    Kind,
    Mark,
    Reason,
    Script,
    Segment,
    Speaker,
    Status,
    Unspoken,
)
from broadcast.phonetics import read_sounds
from broadcast.scripting.frontmatter import TABLES, Entry, FrontMatter, Place, read_front_matter, unquoted
from broadcast.scripting.markup import parse_markup
from broadcast.scripting.scriptfile import HEADINGS, VERSION
from broadcast.scripting.slug import report_slug, slug
from broadcast.scripting.textblock import unescaped
from broadcast.scripting.values import (
    boolean,
    choice,
    factor,
    listed,
    millis,
    moment,
    rate,
    span,
    words_a_minute,
)
from broadcast.units import Millis, Span

Lines = Sequence[tuple[str, Place]]

_KINDS = {word.replace("-", ""): kind for kind, word in HEADINGS.items()} | {
    "REPORTER": Kind.FIELD,
    "SOT": Kind.SOUNDBITE,
    "BITE": Kind.SOUNDBITE,
    "LEAD": Kind.LEAD_IN,
}
_UNSPOKEN = "UNSPOKEN"
_HEADING = re.compile(  # "## PAUSE 1.5s", "##soundbite: Ana Ruiz, harbour master (female)"
    r"^\s*#{1,6}\s*(?P<word>[A-Za-z]+(?:[-_ ]?IN\b)?)(?:\s+(?P<length>[^:]*?))?\s*(?::\s*(?P<who>.*?))?\s*$",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"^(?P<key>[A-Za-z][A-Za-z-]*)\s*:(?:\s+(?P<value>.*))?$")  # "voice: kokoro:bf_emma"
_INLINE_SPEAKER = re.compile(  # "Ana Ruiz, harbour master (female)"
    r"^(?P<name>[^,()]+?)\s*(?:,\s*(?P<title>.*?))?\s*(?:\((?P<gender>female|male)\))?$", re.IGNORECASE
)
_ATTRIBUTES = (
    *("from", "continued", "voice", "rate", "wpm", "pitch", "range", "delivery"),
    *("hold", "optional", "check", "note"),
)
_HEAD_KEYS = (
    *("broadcast", "slug", "headline", "byline", "dateline", "language", "attribution", "delivery", "layout"),
    *("source", "sha256", "status", "embargo", "rights"),
)
_SPEAKER_KEYS = ("id", "name", "title", "gender", "gender-evidence", "language", "voice")


@dataclass(slots=True, kw_only=True)
class _Section:
    """A heading and the lines under it."""

    place: Place
    word: str
    length: str
    who: str
    lines: list[tuple[str, Place]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _People:
    """The speakers of a script by label, and the voices a person gave them for the whole script."""

    speakers: dict[str, Speaker] = field(default_factory=dict)
    voices: dict[str, str] = field(default_factory=dict)

    def find(self, label: str) -> Speaker:
        """The listed speaker a heading means; a new one is made of 'Name, title (female)'."""
        known = self.speakers.get(label) or next(
            (speaker for key, speaker in self.speakers.items() if key.casefold() == label.casefold()), None
        )
        if known is not None:
            return known
        parts = _INLINE_SPEAKER.match(label)
        name = parts["name"] if parts else label
        gender = Gender(parts["gender"].lower()) if parts and parts["gender"] else None
        if parts and name in self.speakers:
            listed_one = self.speakers[name]
            return replace(
                listed_one, title=parts["title"] or listed_one.title, gender=gender or listed_one.gender
            )
        title = parts["title"] or None if parts else None
        made = Speaker(id=slug(name, fallback="speaker"), name=name, title=title, gender=gender)
        self.speakers[label] = made
        return made


def read_script(text: str, *, name: str = "") -> Script:
    """Read a script file, and obey what a person changed in it.

    Trailing spaces after headings, any line ends, missing `from:` lines, a missing list of the unspoken, and
    headings in any case are all taken as meant.

    Args:
        text: The whole file.
        name: The file's name, for messages and, when the head names none, for the slug.

    Raises:
        ScriptError: A mistake; the message begins with file and line.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    matter = read_front_matter(lines, name)
    _check_head(matter, name)
    people = _read_people(matter)
    body = [(line, Place(name=name, line=index + 1)) for index, line in enumerate(lines)]
    sections = _sections(_without_comments(body[matter.first_body_line :]))
    segments = tuple(_segment(section, people) for section in sections if section.word != _UNSPOKEN)
    if not segments:
        last = Place(name=name, line=len(lines))
        raise last.error("a script without segments", "a segment begins with a heading such as '## ANCHOR'")
    unspoken = [
        _gap(line, place)
        for part in sections
        if part.word == _UNSPOKEN
        for line, place in part.lines
        if line.strip()
    ]
    return _script(matter, name, segments, tuple(unspoken))


def places_of_words(text: str, *, name: str = "") -> list[tuple[Kind, list[Span]]]:
    r"""Where the words of each segment stand in a script file: its kind, and a stretch a run of lines.

    Backslashes that keep a line from meaning something, and lines written as JSON strings, are not words.

    Args:
        text: The whole file, its line ends `\n`.
        name: As for `read_script`.

    Raises:
        ScriptError: As `read_script`.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    starts = [len(text) - len(text.removeprefix("\ufeff"))]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    first = read_front_matter(lines, name).first_body_line
    body = [(line, Place(name=name, line=index + 1)) for index, line in enumerate(lines)]
    places: list[tuple[Kind, list[Span]]] = []
    for section in _sections(_without_comments(body[first:])):
        if section.word == _UNSPOKEN:
            continue
        spans: list[Span] = []
        for line, place in _attributes(section.lines)[1]:
            if line.startswith('\\"'):
                continue
            start, end = starts[place.line - 1] + line.startswith("\\"), starts[place.line] - 1
            if spans and spans[-1][1] + 1 == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        places.append((_KINDS[section.word], spans))
    return places


def is_script(text: str) -> bool:
    """Whether a text is a script file: front matter whose first key is `broadcast`."""
    lines = text.removeprefix("\ufeff").lstrip().splitlines()[:2]
    return (
        len(lines) > 1 and lines[0].strip() == "---" and lines[1].split(":")[0].strip().lower() == "broadcast"
    )


def _check_head(matter: FrontMatter, name: str) -> None:
    head = matter.entries
    for key, entry in head.items():
        if key not in _HEAD_KEYS:
            raise entry.place.error(f"unknown key '{key}'", f"known: {listed((*_HEAD_KEYS, *TABLES))}")
    version = head.get("broadcast")
    if version is None:
        raise Place(name=name, line=1).error(
            "the front matter has no 'broadcast: 1'", "it is the first key of a script"
        )
    if version.value != VERSION:
        raise version.place.error(
            f"version '{version.value or ''}' of the script format is unknown",
            f"this program reads version {VERSION}",
        )


def _read_people(matter: FrontMatter) -> _People:
    people = _People()
    for label, entries in matter.speakers.items():
        for key, entry in entries.items():
            if key not in _SPEAKER_KEYS:
                raise entry.place.error(
                    f"unknown detail '{key}' of a speaker", f"known: {listed(_SPEAKER_KEYS)}"
                )
        values = {key: entry.value for key, entry in entries.items()}
        called = values.get("name")
        called = label if called is None else called
        given = values.get("id")
        gender = entries.get("gender")
        people.speakers[label] = Speaker(
            id=slug(called, fallback="speaker") if given is None else given,
            name=called,
            title=values.get("title"),
            gender=choice(Gender, gender.value, gender.place)
            if gender and gender.value is not None
            else None,
            gender_evidence=values.get("gender-evidence"),
            language=values.get("language"),
        )
        if values.get("voice"):
            people.voices[people.speakers[label].id] = values["voice"] or ""
    return people


def _without_comments(lines: Lines) -> Lines:
    kept: list[tuple[str, Place]] = []
    opened: Place | None = None
    for line, place in lines:
        if opened is None and line.lstrip().startswith("<!--"):
            opened = place
        if opened is None:
            kept.append((line, place))
        elif "-->" in line:
            opened = None
    if opened is not None:
        raise opened.error("a comment that does not end", "close it with '-->'")
    return kept


def _sections(lines: Lines) -> list[_Section]:
    sections: list[_Section] = []
    for line, place in lines:
        section = _heading(line, place)
        if section is not None:
            sections.append(section)
        elif sections:
            sections[-1].lines.append((line, place))
        elif line.strip():
            raise place.error(
                f"'{line.strip()[:40]}' stands before the first heading", "begin with '## ANCHOR'"
            )
    return sections


def _heading(line: str, place: Place) -> _Section | None:
    stripped = line.lstrip()
    if not stripped.startswith("#"):
        return None
    found = _HEADING.match(line)
    word = re.sub(r"[-_ ]", "", found["word"].upper()) if found else ""
    if found is None or (word not in _KINDS and word != _UNSPOKEN):
        if not stripped.startswith("##"):
            return None
        words = listed([*HEADINGS.values(), _UNSPOKEN])
        raise place.error(
            f"unknown heading '{stripped.strip('# ')[:40]}'",
            f"headings: {words}; text that begins with # needs a \\ before it",
        )
    length = (found["length"] or "").strip()
    if length and _KINDS.get(word) is not Kind.PAUSE:
        raise place.error(
            f"'{length}' after {word} is not understood",
            "a speaker stands after a colon: '## SOUNDBITE: Ana Ruiz'",
        )
    return _Section(place=place, word=word, length=length, who=(found["who"] or "").strip())


def _segment(section: _Section, people: _People) -> Segment:
    attributes, rest = _attributes(section.lines)
    kind = _KINDS[section.word]
    text, marks = _marked(rest)
    if not text and kind.spoken:
        hint = "write the words under the heading after an empty line, or delete the heading"
        raise section.place.error(f"a {HEADINGS[kind].lower()} without text", hint)
    if section.length and "hold" in attributes:
        raise attributes["hold"].place.error("the pause has two lengths", "keep the one in the heading")
    if section.length:
        attributes["hold"] = Entry(value=section.length, place=section.place)
    speaker = people.find(section.who) if section.who else None
    hold, pace, start = attributes.get("hold"), attributes.get("rate"), attributes.get("from")
    continued, optional = attributes.get("continued"), attributes.get("optional")
    wpm, pitch, liveliness = (attributes.get(key) for key in ("wpm", "pitch", "range"))
    if wpm and pace:
        raise wpm.place.error("the segment has two paces", "keep 'rate' or 'wpm'")
    voice = _value(attributes, "voice")
    if voice is None and kind is Kind.SOUNDBITE and speaker is not None:
        voice = people.voices.get(speaker.id)
    return Segment(
        kind=kind,
        text=text,
        span=span(start.value, start.place) if start else None,
        speaker=speaker,
        continued=boolean(continued.value, continued.place) if continued else False,
        voice=voice,
        rate=rate(pace.value, pace.place) if pace else None,
        wpm=words_a_minute(wpm.value, wpm.place) if wpm else None,
        pitch=factor(pitch.value, pitch.place, *PITCHES) if pitch else None,
        range=factor(liveliness.value, liveliness.place, *RANGES) if liveliness else None,
        delivery=_value(attributes, "delivery"),
        optional=boolean(optional.value, optional.place) if optional else False,
        hold_ms=Millis(millis(hold.value, hold.place)) if hold else None,
        note=_value(attributes, "note"),
        check=_value(attributes, "check"),
        marks=marks,
    )


def _marked(lines: Lines) -> tuple[str, tuple[Mark, ...]]:
    """The words under a heading and their marks; a mistake is one of its line."""
    places = [place for _, place in lines]
    first = next((index for index, (line, _) in enumerate(lines) if line.strip()), 0)
    text = unescaped(lines)

    def fail(offset: int, message: str, hint: str) -> ScriptError:
        return places[first + text.count("\n", 0, offset)].error(message, hint)

    return parse_markup(text, fail)


def _value(entries: dict[str, Entry], key: str) -> str | None:
    return entries[key].value if key in entries else None


def _attributes(lines: Lines) -> tuple[dict[str, Entry], Lines]:
    """The attribute lines directly under a heading, and the lines after them."""
    attributes: dict[str, Entry] = {}
    for index, (line, place) in enumerate(lines):
        found = _ATTRIBUTE.match(line.strip())
        if found is None:
            return attributes, lines[index:]
        key = {"pause": "hold", "span": "from"}.get(found["key"].lower(), found["key"].lower())
        if key not in _ATTRIBUTES:
            raise place.error(
                f"unknown attribute '{found['key']}'",
                f"known: {listed(_ATTRIBUTES)}; leave an empty line between the heading and the text",
            )
        if key in attributes:
            raise place.error(f"'{key}' stands twice", f"first in line {attributes[key].place.line}")
        attributes[key] = Entry(value=unquoted(found["value"], place), place=place)
    return attributes, []


def _gap(line: str, place: Place) -> Unspoken:
    where, _, rest = line.strip().partition(" ")
    why, _, words = rest.partition(":")
    reason = choice(Reason, why.strip(), place)
    return Unspoken(span=span(where, place), reason=reason, text=unquoted(words, place) or "")


def _script(
    matter: FrontMatter, name: str, segments: tuple[Segment, ...], unspoken: tuple[Unspoken, ...]
) -> Script:
    head = matter.entries
    status, embargo, attribution = head.get("status"), head.get("embargo"), head.get("attribution")
    order = attribution.value if attribution and attribution.value else "before"
    if attribution and order not in ("before", "after", "none"):
        raise attribution.place.error(f"unknown attribution '{order}'", "known: before, after, none")
    headline = _value(head, "headline")
    stem = PurePath(name).name.removesuffix(".md").removesuffix(".script")
    given = _value(head, "slug")
    return Script(
        slug=report_slug("", headline, stem) if given is None else given,
        headline=headline,
        byline=_value(head, "byline"),
        dateline=_value(head, "dateline"),
        language=_text(head, "language", "en"),
        segments=segments,
        unspoken=unspoken,
        attribution=order,
        delivery=_value(head, "delivery"),
        layout=_text(head, "layout", "plain"),
        source_name=_text(head, "source", ""),
        source_sha256=_text(head, "sha256", ""),
        status=choice(Status, status.value or "", status.place) if status else Status.USABLE,
        embargo=_embargo(embargo),
        rights=_value(head, "rights"),
        pronounce=_pronounce(matter),
    )


def _pronounce(matter: FrontMatter) -> tuple[tuple[str, str], ...]:
    """The names of the table `pronounce:`, each pronunciation checked."""
    for name, entry in matter.pronounce.items():
        if not any(sign.isalnum() for sign in name) or read_sounds(entry.value or "") is None:
            raise entry.place.error(
                f"'{entry.value or ''}' does not tell how '{name}' is said",
                "write it as 'pal-MY-ruh' or '/pælˈmaɪrə/'; see docs/pronunciation.md",
            )
    return tuple((name, entry.value or "") for name, entry in matter.pronounce.items())


def _text(head: dict[str, Entry], key: str, default: str) -> str:
    value = _value(head, key)
    return default if value is None else value


def _embargo(entry: Entry | None) -> datetime | None:
    return moment(entry.value, entry.place) if entry is not None and entry.value is not None else None

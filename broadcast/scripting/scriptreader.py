"""The text of a script file goes in, as a person left it; a Script comes out."""

from datetime import datetime
from pathlib import PurePath

from broadcast.errors import ScriptError
from broadcast.model import (
    PITCHES,
    RANGES,
    RATES,
    Kind,
    Mark,
    Reason,
    Script,
    Segment,
    Status,
    Unspoken,
)
from broadcast.phonetics import read_sounds
from broadcast.scripting.clips import names_clip, parse_clip
from broadcast.scripting.frontmatter import TABLES, Entry, FrontMatter, Place, read_front_matter, unquoted
from broadcast.scripting.markup import parse_markup
from broadcast.scripting.scriptfile import HEADINGS, VERSION
from broadcast.scripting.sections import (
    KINDS,
    UNSPOKEN,
    Lines,
    Section,
    attributes_of,
    sections_of,
    without_comments,
)
from broadcast.scripting.slug import report_slug
from broadcast.scripting.speakerlist import People, read_people
from broadcast.scripting.textblock import unescaped
from broadcast.scripting.values import (
    boolean,
    choice,
    factor,
    listed,
    millis,
    moment,
    span,
    words_a_minute,
)
from broadcast.units import Millis, Span

_HEAD_KEYS = (
    *("broadcast", "slug", "headline", "byline", "dateline", "language", "attribution", "delivery", "layout"),
    *("source", "sha256", "status", "embargo", "rights"),
)


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
    people = read_people(matter)
    body = [(line, Place(name=name, line=index + 1)) for index, line in enumerate(lines)]
    sections = sections_of(without_comments(body[matter.first_body_line :]))
    segments = tuple(_segment(section, people) for section in sections if section.word != UNSPOKEN)
    if not segments:
        last = Place(name=name, line=len(lines))
        raise last.error("a script without segments", "a segment begins with a heading such as '## ANCHOR'")
    unspoken = [
        _gap(line, place)
        for part in sections
        if part.word == UNSPOKEN
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
    for section in sections_of(without_comments(body[first:])):
        if section.word == UNSPOKEN:
            continue
        spans: list[Span] = []
        for line, place in attributes_of(section.lines)[1]:
            if line.startswith('\\"'):
                continue
            start, end = starts[place.line - 1] + line.startswith("\\"), starts[place.line] - 1
            if spans and spans[-1][1] + 1 == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        places.append((KINDS[section.word], spans))
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


def _segment(section: Section, people: People) -> Segment:
    attributes, rest = attributes_of(section.lines)
    kind = KINDS[section.word]
    text, marks = _marked(rest)
    who = _recorded(section, kind, attributes)
    text, translation = _translated(text, attributes)
    if not text and kind.spoken and "clip" not in attributes:
        hint = "write the words under the heading after an empty line, or delete the heading"
        raise section.place.error(f"a {HEADINGS[kind].lower()} without text", hint)
    if section.length and "hold" in attributes:
        raise attributes["hold"].place.error("the pause has two lengths", "keep the one in the heading")
    if section.length:
        attributes["hold"] = Entry(value=section.length, place=section.place)
    speaker = people.find(who) if who else None
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
        rate=factor(pace.value, pace.place, *RATES, "rate") if pace else None,
        wpm=words_a_minute(wpm.value, wpm.place) if wpm else None,
        pitch=factor(pitch.value, pitch.place, *PITCHES) if pitch else None,
        range=factor(liveliness.value, liveliness.place, *RANGES) if liveliness else None,
        delivery=_value(attributes, "delivery"),
        optional=boolean(optional.value, optional.place) if optional else False,
        hold_ms=Millis(millis(hold.value, hold.place)) if hold else None,
        note=_value(attributes, "note"),
        check=_value(attributes, "check"),
        marks=marks,
        clip=parse_clip(attributes["clip"].value, attributes["clip"].place) if "clip" in attributes else None,
        translation=translation,
        effect=_value(attributes, "effect"),
        sound=_value(attributes, "sound"),
        bed=_value(attributes, "bed"),
    )


def _recorded(section: Section, kind: Kind, attributes: dict[str, Entry]) -> str:
    """Who a heading names; a file or a sound that stands there in their place is put where it belongs.

    Raises:
        ScriptError: It stands in two places.
    """
    who, key = section.who, ""
    if kind is Kind.STING:
        key = "sound" if who else ""
    elif who and names_clip(who):
        key = "clip"
    if key and key in attributes:
        raise attributes[key].place.error(f"the {key} stands twice", "keep the one in the heading")
    if key:
        attributes[key] = Entry(value=who, place=section.place)
        who = ""
    named = _value(attributes, "speaker")
    if who and named:
        raise attributes["speaker"].place.error("the speaker stands twice", "keep the one in the heading")
    return who or named or ""


def _translated(text: str, attributes: dict[str, Entry]) -> tuple[str, bool]:
    """The words of a segment, and whether they are said over its clip: `translation: yes`, or the words.

    Raises:
        ScriptError: There is no clip, or no words, or they stand twice.
    """
    entry = attributes.get("translation")
    if entry is None or (entry.value or "").strip().lower() in ("no", "false", "off"):
        return text, False
    if "clip" not in attributes:
        raise entry.place.error("a translation without a clip", "name the recording: 'clip: minister.wav'")
    yes = (entry.value or "").strip().lower() in ("", "yes", "true", "on")
    if yes == (not text):
        fault = "a translation without words" if yes else "the words of the translation stand twice"
        raise entry.place.error(fault, "write 'translation: yes' and the words under the heading")
    return text if yes else entry.value or "", True


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

"""Marked copy goes in; its plain text and what is marked in it come out."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COPY = Path(__file__).parent / "copy"
_TAG = re.compile(r'<(?P<close>/?)(?P<name>q|f|anchor|field|bite)(?P<attributes>(?:\s+[\w-]+="[^"]*")*)\s*>')
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_LAYOUT = re.compile(r"%% layout: *\S+\n")  # %% layout: radio
_GENDERS = {"f": "female", "m": "male", "female": "female", "male": "male"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked stretch.

    Attributes:
        name: q (quote), f (fragment), anchor, field, bite.
        who: The speaker's name; None where nobody is named.
        kind: What names the speaker beside a quote: name, nominal, pronoun, none.
        known: Whether the speaker is somebody whose name the copy gives.
    """

    name: str
    start: int
    end: int
    who: str | None = None
    kind: str = "none"
    gender: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A document with its marks, in order."""

    name: str
    text: str
    marks: tuple[Mark, ...]


def read_folder(folder: Path) -> list[Copy]:
    """Every document of a folder."""
    return [read_marked(path) for path in sorted(folder.glob("*.txt"))]


def read_marked(path: Path) -> Copy:
    """A document, its tags taken out."""
    source = path.read_text(encoding="utf-8")
    source = _LAYOUT.sub("", source, count=1) if source.startswith("%%") else source
    pieces: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[str, int, dict[str, str]]] = []
    length = at = 0
    for tag in _TAG.finditer(source):
        pieces.append(source[at : tag.start()])
        length += tag.start() - at
        at = tag.end()
        if not tag["close"]:
            opened.append((tag["name"], length, dict(_ATTRIBUTE.findall(tag["attributes"]))))
        else:
            name, start, told = opened.pop()
            marks.append(_mark(name, start, length, told))
    pieces.append(source[at:])
    return Copy(name=path.stem, text="".join(pieces), marks=tuple(sorted(marks, key=lambda mark: mark.start)))


def _mark(name: str, start: int, end: int, told: dict[str, str]) -> Mark:
    return Mark(
        name=name,
        start=start,
        end=end,
        who=told.get("who"),
        kind=told.get("kind", "none"),
        gender=_GENDERS.get(told.get("gender", "")),
        known=told.get("named") != "no",
    )


def read_lines(path: Path) -> Iterator[Copy]:
    """Documents of JSON lines: text, and quotes with start, end, kind and a speaker."""
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        marks = []
        for quote in entry["quotes"]:
            speaker = quote["speaker"]
            named = speaker.get("canonical_source") == "human" or (
                speaker.get("canonical_source") == "mention" and speaker.get("kind") == "name"
            )
            marks.append(
                Mark(
                    name="q" if quote["kind"] == "direct" else "f",
                    start=quote["start"],
                    end=quote["end"],
                    who=speaker.get("canonical") or speaker.get("mention"),
                    kind=speaker.get("kind", "none"),
                    gender=_GENDERS.get(speaker.get("gender") or ""),
                    known=named,
                )
            )
        yield Copy(name=entry["id"], text=entry["text"], marks=tuple(sorted(marks, key=lambda m: m.start)))

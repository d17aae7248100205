"""The head of a script file: fields and speakers go in, `key: value` lines come out, and back."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from broadcast.errors import ScriptError

_KEY = re.compile(
    r'^(?P<key>"(?:[^"\\]|\\.)*"|[^:"]+?)\s*:(?:\s+(?P<value>.*))?$'
)  # 'title: Army Press Office'


TABLES = ("speakers", "pronounce")
"""Keys whose entries stand on the lines below, indented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in which file something stands, for messages."""

    name: str
    line: int

    def error(self, message: str, hint: str = "") -> ScriptError:
        """A `ScriptError` that begins with file and line."""
        where = f'"{self.name}", line {self.line}' if self.name else f"line {self.line}"
        return ScriptError(f"{where}: {message}", hint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A value of the front matter and where it stands."""

    value: str | None
    place: Place


@dataclass(slots=True, kw_only=True)
class FrontMatter:
    """What stands between the two `---` lines.

    Attributes:
        entries: Key -> value, in order.
        speakers: Label -> its fields.
        pronounce: Name -> how it is said.
        first_body_line: Index of the line after the closing `---`.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    speakers: dict[str, dict[str, Entry]] = field(default_factory=dict)
    pronounce: dict[str, Entry] = field(default_factory=dict)
    first_body_line: int = 0


def quoted(value: str) -> str:
    """A value as it is written after the colon: plain where that is safe, else as a JSON string."""
    plain = (
        value == value.strip()
        and value
        and value[0] not in "\"'"
        and not re.search(r"[\x00-\x1f\x7f]", value)
    )
    return value if plain else json.dumps(value, ensure_ascii=False)


def unquoted(raw: str | None, place: Place) -> str | None:
    """The value that `quoted` wrote; nothing after the colon is None.

    Raises:
        ScriptError: A quotation mark that does not close.
    """
    text = (raw or "").strip()
    if not text:
        return None
    if text.startswith('"'):
        try:
            value = json.loads(text)
        except ValueError as error:
            raise place.error(
                f"the quotation marks of '{text}' do not fit", "write the value without them, or close them"
            ) from error
        return str(value)
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return text


def quoted_label(label: str) -> str:
    """A speaker's label or a name as a key: plain unless it holds a colon or a quotation mark."""
    plain = label == label.strip() and label.isprintable() and not set(label) & set('":\\#')
    return label if plain and label != "---" else json.dumps(label, ensure_ascii=False)


def split_key(line: str, place: Place) -> tuple[str, str | None]:
    """`key: value` cut in two, the value still as written.

    Raises:
        ScriptError: A line of another shape.
    """
    found = _KEY.match(line.strip())
    if found is None:
        raise place.error(
            f"'{line.strip()}' is not of the form 'key: value'",
            "a script begins and ends its head with a line '---'",
        )
    key = found["key"]
    return (unquoted(key, place) or "") if key.startswith('"') else key.strip(), found["value"]


def read_front_matter(lines: Sequence[str], name: str) -> FrontMatter:
    """Read the head of a script file.

    Raises:
        ScriptError: No head, no end of it, or a line of another shape.
    """
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if not lines or lines[start].strip() != "---":
        raise Place(name=name, line=start + 1).error(
            "no front matter", "a script begins with '---', then 'broadcast: 1', and '---' after the last key"
        )
    reader = _Reader()
    for index in range(start + 1, len(lines)):
        line, place = lines[index], Place(name=name, line=index + 1)
        if line.strip() == "---":
            reader.matter.first_body_line = index + 1
            return reader.matter
        if line.strip() and not line.lstrip().startswith("#"):
            reader.line(line, place)
    raise Place(name=name, line=len(lines)).error("the front matter has no end", "close it with a line '---'")


@dataclass(slots=True)
class _Reader:
    """Takes the lines of the head one by one."""

    matter: FrontMatter = field(default_factory=FrontMatter)
    table: str = ""
    label: str | None = None
    indent: int = 0

    def line(self, line: str, place: Place) -> None:
        """Take in one line that is not empty."""
        depth = len(line) - len(line.lstrip())
        key, raw = split_key(line, place)
        if depth == 0:
            self.table, self.label = key.lower() if key.lower() in TABLES else "", None
            if not self.table:
                _put(self.matter.entries, key.lower(), raw, place)
        elif not self.table:
            hint = "only the entries under 'speakers:' and 'pronounce:' are"
            raise place.error(f"'{line.strip()}' is indented", hint)
        elif self.table == "pronounce":
            _put(self.matter.pronounce, key, raw, place)
        elif self.label is None or depth <= self.indent:
            self.speaker(key, depth, place)
            if unquoted(raw, place) is not None:
                hint = "below the name, and further in: 'title: harbour master'"
                raise place.error(f"'{line.strip()}': a speaker's details stand on the lines below", hint)
        else:
            _put(self.matter.speakers[self.label], key.lower(), raw, place)

    def speaker(self, label: str, depth: int, place: Place) -> None:
        """Begin the entry of a speaker."""
        if label in self.matter.speakers:
            raise place.error(
                f"the speaker '{label}' is listed twice", "give each speaker a label of their own"
            )
        self.indent, self.label = depth, label
        self.matter.speakers[label] = {}


def _put(entries: dict[str, Entry], key: str, raw: str | None, place: Place) -> None:
    if key in entries:
        raise place.error(f"'{key}' stands twice", f"first in line {entries[key].place.line}")
    entries[key] = Entry(value=unquoted(raw, place), place=place)

"""Episode in, `<stem>.podcast.json` out, and back: what a feed says of it, for an editor to change."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from broadcast.errors import PackageError
from broadcast.formats.episode import Bite, Episode, Person, describe
from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import language_tag, one_line, printable, write_text

SCHEMA = "broadcast.podcast"
VERSION = 1
"""Raised when a reader of the version before would misread a file."""
ENDING = ".podcast.json"

Part = TypeVar("Part", Bite, Person)


class Podcast:
    """What a podcast feed says of the programme."""

    name = "podcast"
    default = False

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `<stem>.podcast.json`.

        Raises:
            PackageError: It cannot be written.
        """
        text = render(describe(delivery.runsheet, delivery.created))
        return [write_text(delivery.folder / f"{delivery.stem}{ENDING}", text)]


def render(episode: Episode) -> str:
    """Every field of an episode as JSON; `read_episode(render(episode)) == episode`."""
    fields = {"schema": SCHEMA, "version": VERSION, **asdict(episode)}
    fields["published"] = episode.published.isoformat(timespec="seconds")
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def read_episode(text: str) -> Episode:
    """The episode of a `.podcast.json`, as an editor left it.

    Raises:
        PackageError: It is none, it is damaged, or a later version wrote it.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged("it is not JSON") from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        _fail("it is none")
    if found.get("version") != VERSION:
        raise PackageError(
            f"the podcast's description has version '{found.get('version')}', this program reads {VERSION}",
            "update broadcast, or render the package again",
        )
    return Episode(
        guid=_filled(found, "guid"),
        title=_filled(found, "title"),
        description=printable(_text(found, "description")).strip(),
        notes=printable(_text(found, "notes")).strip(),
        published=_moment(found, "published"),
        length_ms=_whole(found, "length_ms"),
        language=language_tag(_text(found, "language")),
        synthetic=_filled(found, "synthetic"),
        persons=_list(found, "persons", _person),
        bites=_list(found, "bites", _bite),
        season=None if found.get("season") is None else _whole(found, "season"),
        number=None if found.get("number") is None else _whole(found, "number"),
        explicit=_flag(found, "explicit"),
    )


def _person(found: dict[str, Any]) -> Person:
    return Person(name=_filled(found, "name"), role=_filled(found, "role"), group=_filled(found, "group"))


def _bite(found: dict[str, Any]) -> Bite:
    return Bite(
        start_ms=_whole(found, "start_ms"),
        length_ms=max(_whole(found, "length_ms"), 1),
        title=one_line(_text(found, "title")),
    )


def _list(found: dict[str, Any], name: str, read: Callable[[dict[str, Any]], Part]) -> tuple[Part, ...]:
    parts = found.get(name, [])
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        _fail(f"'{name}' is not a list of objects")
    return tuple(read(part) for part in parts)


def _text(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else _fail(f"'{name}' is not text")


def _filled(found: dict[str, Any], name: str) -> str:
    return one_line(_text(found, name)) or _fail(f"'{name}' is empty")


def _whole(found: dict[str, Any], name: str) -> int:
    value = found.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        _fail(f"'{name}' is not a whole number, 0 or more")
    return value


def _flag(found: dict[str, Any], name: str) -> bool:
    value = found.get(name, False)
    return value if isinstance(value, bool) else _fail(f"'{name}' is not true or false")


def _moment(found: dict[str, Any], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(found, name))
    except ValueError as error:
        raise _damaged(f"'{name}' is no time") from error
    return moment if moment.tzinfo is not None else _fail(f"'{name}' has no zone")


def _damaged(why: str) -> PackageError:
    return PackageError(
        f"the podcast's description is damaged: {why}", "mend it, or render the package again"
    )


def _fail(why: str) -> NoReturn:
    raise _damaged(why)

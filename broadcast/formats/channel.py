"""The table [feed] of broadcast.toml in, Channel out: what a podcast feed says of the podcast itself."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import quote, urlsplit

from broadcast.errors import UsageError
from broadcast.formats.textfile import language_tag, one_line

_GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The space of `podcast:guid`, by its specification."""

# news@merrow.example
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A podcast.

    Attributes:
        base_url: Where the folder of packages is to be found on the web.
        title: Its name; the station's unless set.
        description: What it is about.
        link: Its page on the web; `base_url` unless set.
        author: Who makes it; the station unless set.
        email: Of its owner: the directories write there.
        category: By Apple's list: "News", "News/Daily News".
        image: Of its cover: an address, or a file under `base_url`.
        language: Of the feed; that of most packages unless set.
        explicit: Whether it is not for children.
        copyright: As it is to be read.
        guid: Of a podcast that had another address before; told from the address unless set.
        locked: Whether other hosts may not take it over.
    """

    base_url: str = ""
    title: str = ""
    description: str = ""
    link: str = ""
    author: str = ""
    email: str = ""
    category: tuple[str, ...] = ("News",)
    image: str = ""
    language: str = ""
    explicit: bool = False
    copyright: str = ""
    guid: str = ""
    locked: bool = True


def read_channel(table: Mapping[str, Any], before: Channel | None = None) -> Channel:
    """The table [feed], over what was set before.

    Raises:
        UsageError: A key is not known, or its value is of the wrong kind.
    """
    channel = before or Channel()
    known = {field.name: getattr(channel, field.name) for field in fields(Channel)}
    changes = {}
    for key, value in table.items():
        if key not in known:
            raise UsageError(f"[feed] sets '{key}', which is not known", f"keys: {', '.join(known)}")
        changes[key] = _value(key, value, type(known[key]))
    return checked(replace(channel, **changes))


def _value(key: str, value: Any, wanted: type) -> Any:
    if wanted is tuple:
        parts = [value] if isinstance(value, str) else value
        if (
            isinstance(parts, list)
            and parts
            and all(isinstance(part, str) and part.strip() for part in parts)
        ):
            return tuple(one_line(part) for part in parts)
        raise UsageError(f"[feed] sets '{key}' to '{value}'", 'write category = "News/Daily News", or a list')
    if not isinstance(value, wanted):
        kind = "true or false" if wanted is bool else "a text"
        raise UsageError(f"[feed] sets '{key}' to '{value}', which is not {kind}", "see docs/settings.md")
    return one_line(value) if isinstance(value, str) else value


def checked(channel: Channel) -> Channel:
    """The channel, its addresses and its language told to be some.

    Raises:
        UsageError: One is none.
    """
    for key in ("base_url", "link"):
        address = getattr(channel, key)
        if address and not is_address(address):
            raise UsageError(f"'{address}' is no address of the web", f'{key} = "https://..."')
    if channel.email and not _EMAIL.fullmatch(channel.email):
        raise UsageError(f"'{channel.email}' is no address of mail", 'email = "news@station.example"')
    if channel.language and language_tag(channel.language) == "und":
        raise UsageError(f"'{channel.language}' is no language", 'language = "en-GB"')
    if channel.guid:
        _uuid(channel.guid)
    return channel


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as cause:
        raise UsageError(
            f"'{text}' is no podcast:guid", "leave it out, and it follows from base_url"
        ) from cause


def check_address(channel: Channel) -> None:
    """Raise what keeps a feed from naming its files.

    Raises:
        UsageError: The channel has no address.
    """
    if not channel.base_url:
        raise UsageError(
            "a feed needs the address at which the folder of packages is found",
            "--base-url https://station.example/podcast, or base_url under [feed] in broadcast.toml",
        )


def is_address(text: str) -> bool:
    """Whether a text is an address of the web, with scheme and host."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:
        return False


def address(channel: Channel, *path: str) -> str:
    """The address of a file under the channel's own, each part of its path escaped.

    >>> address(Channel(base_url="https://merrow.example/pod/"), "ferry", "the ferry.mp3")
    'https://merrow.example/pod/ferry/the%20ferry.mp3'
    """
    return "/".join([channel.base_url.rstrip("/"), *(quote(_bytes(part), safe="") for part in path)])


def _bytes(name: str) -> bytes:
    """A file's name as it stands on the disk, be it no UTF-8."""
    return name.encode("utf-8", "surrogateescape")


def channel_guid(channel: Channel, feed_url: str) -> str:
    """The podcast's own identifier: as it was set, else told from the feed's address.

    References:
        Podcasting 2.0, "Guid": UUIDv5 of the address without its scheme and the slashes at its end.
    """
    if channel.guid:
        return str(_uuid(channel.guid))
    return str(uuid.uuid5(_GUIDS, re.sub(r"^[a-z]+://", "", feed_url).rstrip("/")))

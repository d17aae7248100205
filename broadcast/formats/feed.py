"""Packages of a folder and the podcast's own facts in, an RSS 2.0 feed out, for podcast players."""

import base64
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from broadcast.errors import PackageError
from broadcast.formats.channel import Channel, address, channel_guid, check_address, is_address
from broadcast.formats.episode import NOTES_CHARS, TITLE_CHARS, Episode, shortened
from broadcast.formats.manifest import FileEntry, generator
from broadcast.formats.shelf import OTHER_SOUNDS, Shelved

if TYPE_CHECKING:
    from lxml.etree import _Element

SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}

TRANSCRIPTS = {
    ".transcript.html": ("text/html", ""),
    ".transcript.json": ("application/json", ""),
    ".vtt": ("text/vtt", "captions"),
    ".srt": ("application/x-subrip", "captions"),
}
"""What follows a package's name in a transcript's: its kind, and whether it is captions."""

CHAPTERS = ".chapters.json"

DESCRIPTION_BYTES = 4_000
"""Of a description: Apple's limit."""


def render(packages: Sequence[Shelved], channel: Channel, *, name: str) -> str:
    """The feed, its items in the order given.

    It depends on the packages and the channel alone: the same ones give the same feed.

    Args:
        packages: At least one.
        channel: `base_url` is where the folder of the packages is found; `title` is set.
        name: The feed's own, under the same address: "feed.xml".

    References:
        RSS Advisory Board, "RSS 2.0 Specification".
        Podcasting 2.0, "RSS Namespace Extension for Podcasting", 1.0.
        Apple, "A Podcaster's Guide to RSS".

    Raises:
        PackageError: There is no package.
        UsageError: The channel has no address.
    """
    from lxml import etree

    check_address(channel)
    if not packages:
        raise PackageError("there is no package to put into a feed", "make one: broadcast render REPORT")
    root = etree.Element("rss", {"version": "2.0"}, nsmap=SPACES)
    head = _child(root, "channel")
    _channel(head, channel, packages, address(channel, name))
    for package in packages:
        _item(_child(head, "item"), package, channel)
    etree.indent(root)
    written = etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode()
    return f"{written}\n"


def _channel(parent: "_Element", channel: Channel, packages: Sequence[Shelved], feed_url: str) -> None:
    add = partial(_child, parent)
    title, author = channel.title, channel.author or channel.title
    link = channel.link or channel.base_url
    newest = max(package.episode.published for package in packages)
    add("title", title)
    add("link", link)
    about = shortened(channel.description or f"Reports from {title}.", DESCRIPTION_BYTES // 4)
    add("description", escape(about, quote=False))
    add("language", channel.language or _commonest(packages))
    if channel.copyright:
        add("copyright", channel.copyright)
    add("lastBuildDate", _date(newest))
    add("generator", generator())
    add("atom:link", href=feed_url, rel="self", type="application/rss+xml")
    add("itunes:author", author)
    if channel.email:
        owner = add("itunes:owner")
        _child(owner, "itunes:name", author)
        _child(owner, "itunes:email", channel.email)
    if channel.image:
        cover = channel.image if is_address(channel.image) else address(channel, *channel.image.split("/"))
        add("itunes:image", href=cover)
        image = add("image")
        for tag, text in (("url", cover), ("title", title), ("link", link)):
            _child(image, tag, text)
    for category in channel.category:
        broad, _, narrow = (part.strip() for part in category.partition("/"))
        part = add("itunes:category", text=broad)
        if narrow:
            _child(part, "itunes:category", text=narrow)
    add("itunes:explicit", _yes(channel.explicit, "true", "false"))
    add("itunes:type", "episodic")
    add("podcast:guid", channel_guid(channel, feed_url))
    add("podcast:locked", _yes(channel.locked, "yes", "no"), **_filled(owner=channel.email))
    add("podcast:medium", "podcast")


def _item(parent: "_Element", package: Shelved, channel: Channel) -> None:
    episode, add = package.episode, partial(_child, parent)
    sound = address(channel, package.name, package.sound.path)
    add("title", episode.title)
    add("description", _paragraphs(episode.description or episode.title))
    if episode.notes:
        add("content:encoded", episode.notes)
    add("pubDate", _date(episode.published))
    add("guid", episode.guid, isPermaLink="false")
    add("enclosure", url=sound, length=str(package.sound.bytes), type="audio/mpeg")
    add("itunes:title", episode.title)
    add("itunes:summary", shortened(episode.description or episode.title, NOTES_CHARS))
    add("itunes:duration", str(max(round(episode.length_ms / 1000), 1)))
    add("itunes:episodeType", "full")
    add("itunes:explicit", _yes(episode.explicit or channel.explicit, "true", "false"))
    for tag, number in (("season", episode.season), ("episode", episode.number)):
        if number is not None:
            add(f"itunes:{tag}", str(number))
            add(f"podcast:{tag}", str(number))
    _beside(parent, package, channel)
    for bite in episode.bites:
        times = {"startTime": f"{bite.start_ms / 1000:.3f}", "duration": f"{bite.length_ms / 1000:.3f}"}
        add("podcast:soundbite", shortened(bite.title, TITLE_CHARS), **times)
    for person in episode.persons:
        add("podcast:person", shortened(person.name, TITLE_CHARS), role=person.role, group=person.group)
    add("podcast:txt", shortened(episode.synthetic, NOTES_CHARS), purpose="synthetic-voices")


def _paragraphs(text: str) -> str:
    """Plain text as the HTML that readers take a description for, a paragraph a line, in 4,000 bytes.

    Where it is longer, lines go from the end, but the first stays, and the last, which tells of the voices.
    """
    lines = [f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines() if line.strip()]
    while len("\n".join(lines).encode()) > DESCRIPTION_BYTES and len(lines) > 2:
        del lines[-2]
    if len("\n".join(lines).encode()) > DESCRIPTION_BYTES:
        return _paragraphs(shortened(text, max(len(text) // 2, 1)))
    return "\n".join(lines)


def _beside(parent: "_Element", package: Shelved, channel: Channel) -> None:
    """What stands beside the sound: transcripts, chapters, other encodings."""
    stem = package.sound.path[: -len(".mp3")]
    here = {entry.path: entry for entry in package.files}
    for ending, (kind, rel) in TRANSCRIPTS.items():
        if f"{stem}{ending}" in here:
            url = address(channel, package.name, f"{stem}{ending}")
            told = {"url": url, "type": kind, "language": _language(package.episode), **_filled(rel=rel)}
            _child(parent, "podcast:transcript", **told)
    if f"{stem}{CHAPTERS}" in here:
        url = address(channel, package.name, f"{stem}{CHAPTERS}")
        _child(parent, "podcast:chapters", url=url, type="application/json+chapters")
    for entry, kind in _others(stem, here):
        told = {"type": kind, "length": str(entry.bytes), "title": entry.what[:32]}
        other = _child(parent, "podcast:alternateEnclosure", **told)
        _child(other, "podcast:source", uri=address(channel, package.name, entry.path))
        digest = base64.b64encode(bytes.fromhex(entry.sha256)).decode()
        _child(other, "podcast:integrity", type="sri", value=f"sha256-{digest}")


def _others(stem: str, here: Mapping[str, FileEntry]) -> Iterator[tuple[FileEntry, str]]:
    for ending, kind in OTHER_SOUNDS.items():
        if f"{stem}{ending}" in here:
            yield here[f"{stem}{ending}"], kind


def _commonest(packages: Sequence[Shelved]) -> str:
    return Counter(_language(package.episode) for package in packages).most_common(1)[0][0]


def _language(episode: Episode) -> str:
    return episode.language if episode.language != "und" else "en"


def _date(moment: datetime) -> str:
    """As RFC 2822 has it, in UTC."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _yes(yes: bool, text: str, otherwise: str) -> str:
    return text if yes else otherwise


def _filled(**attributes: str) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value}


def _child(parent: "_Element", tag: str, words: str | None = None, **attributes: str) -> "_Element":
    from lxml import etree

    prefix, colon, local = tag.rpartition(":")
    child = etree.SubElement(parent, f"{{{SPACES[prefix]}}}{local}" if colon else local, attributes)
    child.text = words
    return child

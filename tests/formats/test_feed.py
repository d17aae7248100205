import json
import runpy
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from broadcast.errors import PackageError, UsageError
from broadcast.formats import podcast
from broadcast.formats.channel import Channel, channel_guid
from broadcast.formats.episode import describe
from broadcast.formats.feed import SPACES, render
from broadcast.formats.manifest import FileEntry, generator
from broadcast.formats.shelf import Shelved
from broadcast.runsheet import write_runsheet

outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outsiders.py"))))

MADE = datetime(2031, 3, 4, 6, 30, tzinfo=UTC)
CHANNEL = Channel(
    base_url="https://merrow.example/pod/",
    title="Merrow Daily",
    description="The harbour, the council, the weather.",
    author="Radio Merrow",
    email="news@merrow.example",
    category=("News/Daily News", "Society & Culture"),
    image="cover.jpg",
    copyright="© Radio Merrow",
)


def entry(path: str, size: int = 100) -> FileEntry:
    return FileEntry(path=path, bytes=size, sha256="00ff" * 16, what=path.rpartition(".")[2])


FILES = tuple(
    map(entry, (
        "harbour.mp3", "harbour.m4a", "harbour.opus", "harbour.vtt", "harbour.words.vtt", "harbour.srt",
        "harbour.transcript.html", "harbour.transcript.json", "harbour.chapters.json",
    ))
)  # fmt: skip


def shelved(newsroom, name: str = "harbour", **fields: object) -> Shelved:
    episode = replace(describe(write_runsheet(newsroom.harbour()), MADE), **fields)
    return Shelved(name=name, episode=episode, sound=FILES[0], files=FILES)


def tree(text: str):
    return etree.fromstring(text.encode())


def test_the_feed_of_the_harbour_is_as_agreed(newsroom, golden) -> None:
    text = render([shelved(newsroom)], CHANNEL, name="feed.xml")
    golden("feed.xml", text.replace(generator(), "broadcast"))


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_feedparser_reads_back_every_episode_whatever_it_is_called(newsroom, data) -> None:
    sheets = [write_runsheet(data.draw(newsroom.programmes())) for _ in range(2)]
    packages = [
        Shelved(name=f"p{place}", episode=describe(sheet, MADE), sound=FILES[0], files=FILES)
        for place, sheet in enumerate(sheets)
    ]
    feed = feedparser.parse(render(packages, CHANNEL, name="feed.xml").encode())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "rss20"
    assert [item.id for item in feed.entries] == [package.episode.guid for package in packages]
    for item, package in zip(feed.entries, packages, strict=True):
        (sound,) = item.enclosures
        assert sound.href == f"https://merrow.example/pod/{package.name}/harbour.mp3"
        assert (sound.length, sound.type) == ("100", "audio/mpeg")


@pytest.mark.outsider
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_xmllint_finds_any_feed_well_formed(newsroom, data) -> None:
    sheet = write_runsheet(data.draw(newsroom.programmes()))
    named = replace(CHANNEL, title=describe(sheet, MADE).title)
    package = Shelved(name="p", episode=describe(sheet, MADE), sound=FILES[0], files=FILES)
    assert outsiders.judged_by_xmllint(render([package], named, name="feed.xml")) == ""


@pytest.mark.outsider
def test_podcast_partytime_finds_every_tag_of_the_namespace(newsroom) -> None:
    package = shelved(newsroom, season=2, number=7)
    feed = outsiders.read_by_partytime(render([package], CHANNEL, name="feed.xml"))
    assert feed["guid"] == channel_guid(CHANNEL, "https://merrow.example/pod/feed.xml")
    assert feed["locked"] is True
    assert feed["podcastOwner"] == "news@merrow.example"
    assert feed["medium"] == "podcast"
    assert feed["pubsub"]["self"] == "https://merrow.example/pod/feed.xml"
    assert feed["itunesImage"] == "https://merrow.example/pod/cover.jpg"
    assert feed["itunesCategory"] == ["News > Daily News", "Society & Culture"]
    (item,) = feed["items"]
    episode = package.episode
    assert item["guid"] == episode.guid
    assert item["duration"] == round(episode.length_ms / 1000)
    assert [one["type"] for one in item["podcastTranscripts"]] == [
        "text/html", "application/json", "text/vtt", "application/srt",
    ]  # fmt: skip
    assert item["podcastChapters"]["type"] == "application/json+chapters"
    assert [(one["startTime"], one["duration"], one["title"]) for one in item["podcastSoundbites"]] == [
        (bite.start_ms / 1000, bite.length_ms / 1000, bite.title) for bite in episode.bites
    ]
    assert [(one["name"], one["role"].lower()) for one in item["podcastPeople"]] == [
        (person.name, person.role) for person in episode.persons
    ]
    assert item["podcastSeason"]["number"] == 2
    assert item["podcastEpisode"]["number"] == 7
    assert item["podcastTxt"] == [{"value": episode.synthetic, "purpose": "synthetic-voices"}]
    assert [one["type"] for one in item["alternativeEnclosures"]] == ["audio/mp4", "audio/ogg"]


def test_every_address_is_under_the_podcasts_own(newsroom) -> None:
    package = shelved(newsroom, name="a b/../\udce9")
    root = tree(render([package], replace(CHANNEL, image="https://cdn.example/c.jpg"), name="feed.xml"))
    found = [
        value for element in root.iter() for key, value in element.items() if key in ("url", "uri", "href")
    ]
    found.remove("https://cdn.example/c.jpg")
    assert len(found) > 8
    for url in found:
        assert url.startswith("https://merrow.example/pod/")
        assert urlsplit(url).path.count("/") <= 3
        assert ".." not in urlsplit(url).path.split("/")


def test_the_statement_of_made_voices_is_in_every_item(newsroom) -> None:
    item = tree(render([shelved(newsroom)], CHANNEL, name="feed.xml")).find("channel/item")
    made = describe(write_runsheet(newsroom.harbour()), MADE).synthetic
    assert made in item.findtext("description")
    assert made in item.findtext(f"{{{SPACES['content']}}}encoded")
    assert item.findtext(f"{{{SPACES['podcast']}}}txt") == made


def test_a_description_is_short_html_that_begins_with_the_lead_and_ends_with_the_voices(newsroom) -> None:
    lines = ["Lead & <more>.", *(f"({place}:00) Ana: “{'ш' * 90}”" for place in range(40)), "Made voices."]
    package = shelved(newsroom, description="\n".join(lines))
    item = tree(render([package], CHANNEL, name="feed.xml")).find("channel/item")
    text = item.findtext("description")
    assert text.startswith("<p>Lead &amp; &lt;more&gt;.</p>\n<p>(0:00) Ana")
    assert text.endswith("<p>Made voices.</p>")
    assert 3500 < len(text.encode()) <= 4000
    assert item.findtext(f"{{{SPACES['itunes']}}}summary").startswith("Lead & <more>.\n")


@pytest.mark.parametrize("text", ["ш" * 9000, "&" * 4000, "a " * 4000, "\n".join(["ш" * 4000] * 3)])
def test_a_description_of_any_length_is_cut_to_what_directories_take(newsroom, text: str) -> None:
    package = shelved(newsroom, description=text)
    found = tree(render([package], CHANNEL, name="feed.xml")).findtext("channel/item/description")
    assert 0 < len(found.encode()) <= 4000


def test_dates_are_of_rfc_2822_and_the_feed_is_as_old_as_its_newest_item(newsroom) -> None:
    older = shelved(newsroom, "old", published=datetime(2030, 1, 2, tzinfo=UTC), guid="other")
    channel = tree(render([shelved(newsroom), older], CHANNEL, name="feed.xml")).find("channel")
    dates = [parsedate_to_datetime(item.findtext("pubDate")) for item in channel.iter("item")]
    assert dates == [MADE, datetime(2030, 1, 2, tzinfo=UTC)]
    assert parsedate_to_datetime(channel.findtext("lastBuildDate")) == MADE


def test_the_same_packages_give_the_same_feed(newsroom) -> None:
    one, other = (render([shelved(newsroom)], CHANNEL, name="feed.xml") for _ in range(2))
    assert one == other


def test_what_the_station_left_open_is_told_from_the_packages(newsroom) -> None:
    bare = Channel(base_url="https://merrow.example/pod", title="Merrow")
    packages = [
        shelved(newsroom, name, language=tag) for name, tag in zip("abc", ("de", "en-GB", "de"), strict=True)
    ]
    channel = tree(render(packages, bare, name="feed.xml")).find("channel")
    assert channel.findtext("language") == "de"
    assert channel.findtext("link") == "https://merrow.example/pod"
    assert channel.findtext("description") == "Reports from Merrow."
    assert channel.find(f"{{{SPACES['itunes']}}}owner") is None
    assert dict(channel.find(f"{{{SPACES['podcast']}}}locked").attrib) == {}


def test_only_what_a_package_holds_is_offered(newsroom) -> None:
    package = replace(shelved(newsroom), files=FILES[:1])
    item = tree(render([package], CHANNEL, name="feed.xml")).find("channel/item")
    tags = {etree.QName(element).localname for element in item}
    assert not tags & {"transcript", "chapters", "alternateEnclosure"}
    assert {"enclosure", "soundbite", "person", "guid"} <= tags


@pytest.mark.parametrize(("channel", "episode"), [(False, False), (False, True), (True, False)])
def test_an_episode_is_explicit_where_it_or_the_podcast_is(newsroom, channel: bool, episode: bool) -> None:
    root = tree(render([shelved(newsroom, explicit=episode)], replace(CHANNEL, explicit=channel), name="f"))
    tag = f"{{{SPACES['itunes']}}}explicit"
    assert root.findtext(f"channel/{tag}") == str(channel).lower()
    assert root.findtext(f"channel/item/{tag}") == str(channel or episode).lower()


def test_integrity_is_the_files_own_hash(newsroom) -> None:
    root = tree(render([shelved(newsroom)], CHANNEL, name="feed.xml"))
    values = {element.get("value") for element in root.iter(f"{{{SPACES['podcast']}}}integrity")}
    assert values == {"sha256-AP8A/wD/AP8A/wD/AP8A/wD/AP8A/wD/AP8A/wD/AP8="}


def test_without_packages_or_address_there_is_no_feed(newsroom) -> None:
    with pytest.raises(PackageError, match="no package"):
        render([], CHANNEL, name="feed.xml")
    with pytest.raises(UsageError, match="address"):
        render([shelved(newsroom)], Channel(title="Merrow"), name="feed.xml")


@pytest.mark.parametrize("wild", ["]]>", "<![CDATA[", "&amp; <b>", "\x00\ufffe\ud800", "ש" * 300, '"' * 5000])
def test_an_editors_words_do_no_harm(newsroom, wild: str) -> None:
    found = json.loads(podcast.render(shelved(newsroom).episode))
    found |= {"title": f"a{wild}", "description": wild, "notes": wild}
    found["persons"] = [{"name": f"a{wild}", "role": f"a{wild}", "group": "cast"}]
    episode = podcast.read_episode(json.dumps(found))
    text = render([replace(shelved(newsroom), episode=episode)], CHANNEL, name="feed.xml")
    assert tree(text).findtext("channel/item/title") == episode.title

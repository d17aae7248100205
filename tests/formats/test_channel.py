import uuid

import pytest

from broadcast.errors import UsageError
from broadcast.formats.channel import Channel, address, channel_guid, check_address, checked, read_channel


def test_a_table_goes_over_what_was_set_before_key_by_key() -> None:
    before = Channel(title="Merrow", email="news@merrow.example", locked=False)
    channel = read_channel({"title": "Merrow  Daily", "explicit": True}, before)
    assert channel == Channel(title="Merrow Daily", email="news@merrow.example", locked=False, explicit=True)


def test_a_category_may_be_one_or_several() -> None:
    assert read_channel({"category": "News/Daily News"}).category == ("News/Daily News",)
    assert read_channel({"category": ["News", "Science"]}).category == ("News", "Science")


@pytest.mark.parametrize(
    "table",
    [
        {"titel": "Merrow"},
        {"title": 7},
        {"explicit": "no"},
        {"locked": 1},
        {"category": []},
        {"category": [""]},
        {"category": 1},
        {"base_url": "merrow.example/pod"},
        {"base_url": "ftp://merrow.example"},
        {"base_url": "https://"},
        {"base_url": "https://[merrow"},
        {"base_url": "https://merrow.example/a b"},
        {"link": "javascript:alert(1)"},
        {"email": "news at merrow"},
        {"language": "the usual one"},
        {"guid": "1234"},
    ],
    ids=str,
)
def test_what_is_wrong_is_refused_with_a_hint(table: dict[str, object]) -> None:
    with pytest.raises(UsageError) as caught:
        read_channel(table)
    assert caught.value.hint


def test_without_an_address_there_is_no_feed() -> None:
    with pytest.raises(UsageError, match="needs the address"):
        check_address(Channel())
    check_address(checked(Channel(base_url="https://merrow.example")))


def test_the_parts_of_a_path_cannot_leave_it() -> None:
    channel = Channel(base_url="https://merrow.example/pod/")
    assert address(channel, "a/../b?", "ü #1.mp3") == (
        "https://merrow.example/pod/a%2F..%2Fb%3F/%C3%BC%20%231.mp3"
    )
    assert address(channel, "caf\udce9.mp3") == "https://merrow.example/pod/caf%E9.mp3"


@pytest.mark.parametrize(
    ("url", "guid"),
    [
        # the two examples of the specification
        ("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("http://podnews.net/rss/", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
    ],
)
def test_the_guid_of_a_podcast_is_that_of_the_specification(url: str, guid: str) -> None:
    assert channel_guid(Channel(), url) == guid


def test_a_podcast_that_moved_keeps_its_guid() -> None:
    guid = str(uuid.uuid4())
    assert channel_guid(read_channel({"guid": guid.upper()}), "https://new.example/feed.xml") == guid

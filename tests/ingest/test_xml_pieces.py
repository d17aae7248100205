import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.ingest.xml_pieces import balanced, character_data, tag_words, without_prefixes
from broadcast.ingest.xml_source import xml_text


def text(raw: bytes) -> str:
    return xml_text(raw, "the report")


def test_the_words_of_tags_are_found_without_prefixes_and_namespaces() -> None:
    settled = text(
        b"""<n:a xmlns:n='urn:x' n:b="q:1 &amp; 2"><b xmlns = "urn:u" d=e f="g > h">i="j"</b></n:a>"""
    )
    assert [" ".join(words.split()) for words in tag_words(settled)] == ['<a b="1 & 2">', '<b d=e f="g > h">']


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<a><b/><c>x</c></a>", "<a><b/><c>x</c></a>"),
        ("<n:a><p>x<b>y</p></b><p>z</n:a>", "<n:a><p>x<b>y</b></p><p>z</p></n:a>"),
        ("<a><p>x</P></em></a>", "<a><p>x</p></a>"),
        ("<a><c>x</a>", None),
        ("<a><p><c/>x</a>", None),
        ("<a><m><p><c>x</c></m></a>", None),
        ("<a><p><c>x</p></c></a>", None),
        ("<a><p>x</p></c></a>", None),
        ("<a><p>x", None),
        ("<a><![CDATA[<c>]]></a>", "<a><![CDATA[<c>]]></a>"),
    ],
)
def test_elements_of_copy_are_closed_in_their_place_and_others_are_refused(
    source: str, expected: str
) -> None:
    assert balanced(text(source.encode())) == expected


@given(
    st.lists(st.sampled_from(["Ana & Co", "3 < 4", "Café", "a > b", '"no"', "it's"]), min_size=1, max_size=5)
)
def test_the_copy_between_the_tags_is_what_was_written(parts: list[str]) -> None:
    settled = text("".join(f'<p a="x > y">{part}</p>' for part in parts).encode())
    assert list(filter(None, character_data(settled))) == parts


def test_a_prefix_is_what_stands_before_a_colon() -> None:
    assert without_prefixes("n:hl1 stat:usable urn:x:y 10: a") == "hl1 usable x:y 10: a"


@pytest.mark.parametrize("piece", ["<p>", "</p>", "<p/>", "<![CDATA[", '<a b="', "&lt;", "<p>x</b>"])
def test_long_texts_take_time_by_their_length_only(piece: str) -> None:
    started = time.perf_counter()
    long = piece * (400_000 // len(piece))
    balanced(f"<a>{long}</a>")
    assert sum(map(len, character_data(long))) + sum(map(len, tag_words(long))) >= 0
    assert time.perf_counter() - started < 10

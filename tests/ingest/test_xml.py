import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import ReportError
from broadcast.ingest.document import Document
from broadcast.ingest.xml import (
    TAG_LIMIT,
    attribute,
    child,
    children,
    descendant,
    descendants,
    local,
    parse,
    root_name,
    words,
)


def name(source: str | bytes) -> str:
    return root_name(Document(raw=source.encode() if isinstance(source, str) else source))


def copy(source: str) -> str:
    return words(parse(source.encode(), "the report"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<nitf><p/></nitf>", "nitf"),
        ('<?xml version="1.0"?>\n<!-- <a> --><nitf:nitf xmlns:nitf="x">', "nitf"),
        ("\ufeff  <newsItem/>", "newsItem"),
        ('<!DOCTYPE NewsML SYSTEM "a" [<!ENTITY % n SYSTEM "b"> %n;]>\n<!-- x -->\n<NewsML>', "NewsML"),
        ("<!DOCTYPE html>\n<html lang='en'>", "html"),
        ("\x01<nitf >", "nitf"),
        ("Harbour wall falls", ""),
        ("< 3 % of <nitf>", ""),
        ("", ""),
        ("<!-- never ends", ""),
        ("<!DOCTYPE never", ""),
    ],
)
def test_the_root_is_told_from_the_head(source: str, expected: str) -> None:
    assert name(source) == expected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_the_root_is_told_in_any_encoding(encoding: str) -> None:
    assert name('<?xml version="1.0"?><newsMessage>'.encode(encoding)) == "newsMessage"


def test_the_root_of_a_long_file_is_told_at_once() -> None:
    raw = b"<!--" * 1_000_000 + b"<nitf>" + b"<p>" * 300_000
    started = time.perf_counter()
    assert name(raw) == ""
    assert name(b"<nitf>" + raw) == "nitf"
    assert time.perf_counter() - started < 1


def test_nothing_is_loaded_expanded_or_included(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    include = f'<xi:include href="{secret.as_uri()}" parse="text"/>'
    assert copy(f'<a xmlns:xi="http://www.w3.org/2001/XInclude">{include}b</a>') == "b"
    outside = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]><a>&b;</a>'
    with pytest.raises(ReportError, match="the entity '&b;'"):
        copy(outside)
    assert copy(f'<!DOCTYPE a SYSTEM "{secret.as_uri()}"><a>b</a>') == "b"


def test_a_bomb_of_entities_is_refused_at_once() -> None:
    entities = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 20))
    started = time.perf_counter()
    with pytest.raises(ReportError, match="the entity '&b19;'"):
        copy(f'<!DOCTYPE a [<!ENTITY b0 "ha">{entities}]><a>&b19;</a>')
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("tag", ["a", "x:b", "br"])
@pytest.mark.parametrize("depth", [1_000, 10_000])
def test_very_many_elements_in_each_other_are_refused(tag: str, depth: int) -> None:
    started = time.perf_counter()
    with pytest.raises(ReportError) as error:
        copy(f"<a>{f'<{tag}>' * depth}copy{f'</{tag}>' * depth}</a>")
    assert time.perf_counter() - started < 2
    assert "deep" in str(error.value) or "damaged" in str(error.value)


def test_too_many_tags_are_refused_before_they_are_read() -> None:
    with pytest.raises(ReportError, match=f"the limit is {TAG_LIMIT:,}"):
        copy("<a>" + "<b/>" * (TAG_LIMIT + 1) + "</a>")


def test_as_many_tags_as_may_be_are_read_in_seconds() -> None:
    started = time.perf_counter()
    parse(b"<a>" + b"<b/>" * (TAG_LIMIT - 10) + b"</a>", "the report")
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<a><p>The <b>wall</p><p>fell</b>.</p></a>", "The wallfell."),
        ("<a><x:p>The wall fell.</x:p></a>", "The wall fell."),
        ('<x:a xmlns:y="urn:1" c="d > e" f=\'g\'>The wall fell.<p></x:a>', "The wall fell."),
        ("<a><!-- two -- hyphens -->The wall fell.</a>", "The wall fell."),
        ("<a>The wall ]]> fell.</a>", "The wall ]]> fell."),
        ("<a>Marks & Sons, profit < 3 %, &nbsp;AT&T.</a>", "Marks & Sons, profit < 3 %, AT&T."),
        ("<a>The wall fell.</a>\nNNNN\n", "The wall fell."),
        ("<a><p>The wall<p> fell.</a>", "The wall fell."),
        ("<a><p>The wall</em> fell.</p><p> It did.</p></a>", "The wall fell. It did."),
    ],
)
def test_a_damaged_file_is_mended_where_no_letter_is_lost(source: str, expected: str) -> None:
    assert copy(source) == expected


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("<nitf>\n<p>The wall fell on Mon", "is cut off at line 2: <nitf> is not closed"),
        ("<nitf>\n<p>The wall fell.</p>\n<p", "is cut off at line 3"),
        ("<nitf><p>One.</p></nitf>\n<nitf><p>Two.</p></nitf>", "is damaged XML at line 2: extra content"),
        ("<nitf><![CDATA[The wall </nitf>", "is damaged XML at line 1"),
        (
            '<a><b status="canceled" status="x"/>The wall fell.</a>',
            "is damaged XML at line 1: attribute status",
        ),
        ('<a>\n<b sta"tus="canceled"/>The wall fell.</a>', "is damaged XML at line 2"),
        ("<a><b status=canceled/>The wall fell.</a>", "is damaged XML at line 1"),
        ("<a>\n<x>\n<c/>The wall fell.</a>", "is damaged XML at line 3: opening and ending tag mismatch: x"),
        ("<a><x><c></x></c>The wall fell.</a>", "is damaged XML at line 1: opening and ending tag mismatch"),
        ("nothing of the kind", "holds no XML"),
        ("", "holds no XML"),
    ],
)
def test_a_file_that_lost_something_says_where(source: str, message: str) -> None:
    with pytest.raises(ReportError, match=message):
        copy(source)


@given(st.text(alphabet=st.sampled_from("ab &<>;:#x1\"'![CDATA]-?/\n"), max_size=60))
def test_any_mess_is_a_tree_or_a_clear_error(mess: str) -> None:
    for source in (mess, f"<a>{mess}</a>", f"<a>{mess}"):
        with suppress(ReportError):
            assert isinstance(copy(source), str)


def test_a_stray_tag_in_the_copy_moves_no_metadata() -> None:
    root = parse(
        b'<a><m><n>One</em> two.</n><s code="canceled"/></m><p>The <b>wall</p></b></a>', "the report"
    )
    assert attribute(child(root, "m", "s"), "code") == "canceled"
    assert words(child(root, "p")) == "The wall"


def test_very_many_tags_that_nothing_closes_are_refused_in_seconds() -> None:
    started = time.perf_counter()
    with pytest.raises(ReportError):
        copy("<a>" + "<p>" * 240_000 + "</b>" * 240_000 + "</a>")
    assert time.perf_counter() - started < 8


def test_a_message_keeps_to_one_line_and_names_no_parser() -> None:
    with pytest.raises(ReportError) as error:
        copy("<a>\n<b></c>lost</a><d>more</d>")
    assert "\n" not in str(error.value)
    assert "column" not in str(error.value)


def test_elements_are_found_whatever_their_namespace_and_case() -> None:
    root = parse(
        b'<a xmlns="urn:one" xmlns:n="urn:two" xml:lang="en">'
        b'<n:hl1 n:Id="7">One</n:hl1><B><hl1 id=" ">Two</hl1></B><x:hl1>Three</x:hl1></a>',
        "the report",
    )
    assert local(root) == "a"
    assert [words(part) for part in children(root, "HL1")] == ["One", "Three"]
    assert [words(part) for part in descendants(root, "hl1")] == ["One", "Two", "Three"]
    assert words(child(root, "b", "hl1")) == "Two"
    assert child(root, "c", "hl1") is None
    assert attribute(descendant(root, "hl1"), "nothing", "id") == "7"
    assert attribute(child(root, "b", "hl1"), "id") == ""
    assert attribute(root, "lang") == "en"
    assert (words(None), attribute(None, "id"), descendant(None, "a")) == ("", "", None)

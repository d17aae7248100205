import pytest
from lxml import etree

from broadcast.ingest.feed_body import body_of, field, plain, with_layout
from broadcast.ingest.markup import Markup

NAMES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def entry(fields: str) -> etree._Element:
    return etree.fromstring(f"<item {NAMES}>{fields}</item>")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("<description>It fell.</description>", "It fell."),
        (
            "<description>It fell.</description><content:encoded>It fell. Late.</content:encoded>",
            "It fell. Late.",
        ),
        ("<content:encoded/><description>It fell.</description>", "It fell."),
        (
            "<content:encoded>Read on.</content:encoded><description>It fell. All was well.</description>",
            "It fell. All was well.",
        ),
        ("<xhtml:body><xhtml:p>It fell.</xhtml:p></xhtml:body>", "It fell."),
        ("<media:description>The wall.</media:description>", ""),
        ("<excerpt:encoded>An excerpt.</excerpt:encoded>", ""),
        ("<content src='https://elsa.example/1'/>", ""),
        ("<content type='application/octet-stream'>aGVs</content>", ""),
        ("<description>a &amp;lt; b</description>", "a < b"),
        ("<description>  It\n fell.\n\n Late. </description>", "It\nfell.\n\nLate."),
    ],
)
def test_the_fullest_text_is_taken(fields: str, text: str) -> None:
    assert body_of(entry(fields), "the feed").text == text


def test_what_the_site_added_is_aside() -> None:
    markup = body_of(entry("<description>It fell. [&#8230;]</description>"), "x")
    assert [markup.text[slice(*part.span)] for part in markup.asides] == ["[…]"]


def test_layout_does_not_overlap_headings() -> None:
    markup = with_layout(Markup(text="Read more", headings=((0, 9),)))
    assert not markup.asides


def test_a_field_belongs_to_the_entry_not_to_its_pictures() -> None:
    part = entry("<media:title>Photo</media:title><title>Wall</title>")
    assert field(part, "title") == "Wall"
    assert field(part, "guid", "link") == ""


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Wall", "Wall"),
        ("A &amp;amp; B", "A & B"),
        ("&lt;b&gt;Wall&lt;/b&gt; falls", "Wall falls"),
        ("a &lt; b", "a < b"),
    ],
)
def test_a_title_is_plain_words(written: str, title: str) -> None:
    assert plain(next(iter(entry(f"<title>{written}</title>")))) == title
    assert plain(None) == ""

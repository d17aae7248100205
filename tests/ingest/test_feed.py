from datetime import UTC, datetime
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webdesk import copies, is_whole, spoken, unspoken, within

from broadcast.errors import ReportError
from broadcast.ingest import feed
from broadcast.ingest.document import Document
from broadcast.model import Report, Status

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:wp="http://wordpress.org/export/1.2/"'
    ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def rss(items: str, head: str = "<language>en-gb</language><copyright>Elsa Wire 2026</copyright>") -> str:
    channel = f"<channel><title>Elsa Wire</title>{head}{items}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0" {SPACES}>{channel}</rss>'


def read(source: str) -> list[Report]:
    document = Document(raw=source.encode(), name="feed.xml")
    assert feed.matches(document)
    return feed.read(document)


def test_rss_with_full_text_fills_the_report() -> None:
    [report] = read(
        rss(
            "<item><title>Wall &amp;#8217;falls&amp;#8217; &lt;em&gt;down&lt;/em&gt;</title>"
            "<dc:creator><![CDATA[Ana Ruiz]]></dc:creator><guid isPermaLink='false'>urn:1</guid>"
            "<description><![CDATA[It fell [&#8230;]]]></description>"
            "<content:encoded><![CDATA[<p>PORT ELSA &#8212; It fell &amp; sank.</p><h2>Rescue</h2>"
            "<ul><li>Rope</li><li>Sail</li></ul><figure><figcaption>The wall.</figcaption></figure>"
            "<p>The post <a href='x'>Wall</a> appeared first on <a href='y'>Elsa Wire</a>.</p>]]>"
            "</content:encoded>"
            "<media:content><media:title>Photo</media:title><media:description>The wall.</media:description>"
            "</media:content><itunes:summary>Other words here that are more than all the "
            "others.</itunes:summary></item>"
        )
    )
    assert report.text.startswith("PORT ELSA — It fell & sank.\n\nRescue\n\nRope\nSail\n\nThe post")
    assert (report.headline, report.byline, report.dateline) == ("Wall ’falls’ down", "Ana Ruiz", "PORT ELSA")
    assert (report.language, report.item_id, report.rights) == ("en-GB", "urn:1", "Elsa Wire 2026")
    assert report.source_format == "rss"
    assert [reason for reason, _ in unspoken(report)] == ["dateline", "layout", "layout"]


def test_atom_in_its_three_types_of_content() -> None:
    reports = read(
        f'<feed {ATOM} xml:lang="de"><title>Elsa</title><author><name>Elsa</name></author>'
        "<entry><id>1</id><title type='html'>Wall &amp;amp; sea</title><author><name>Ana Ruiz</name></author>"
        "<author><name>Tom Pell</name></author><summary>Short.</summary>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>It <b>fell</b>.</p>"
        "<p>Late.</p></div></content></entry>"
        "<entry><id>2</id><title>B</title>"
        "<content type='html'>&lt;p&gt;It fell.&lt;/p&gt;&lt;p&gt;Late.&lt;/p&gt;</content></entry>"
        "<entry xml:lang='fr'><id>3</id><title>C</title><content>It fell.\n\n3 &lt; 5.</content></entry>"
        "<entry><id>4</id><title>D</title><content type='image/png'>aGVsbG8=</content>"
        "<summary>Short words.</summary></entry>"
        "</feed>"
    )
    assert [report.text for report in reports] == ["It fell.\n\nLate."] * 2 + [
        "It fell.\n\n3 < 5.",
        "Short words.",
    ]
    assert (reports[0].headline, reports[0].byline) == ("Wall & sea", "Ana Ruiz and Tom Pell")
    assert [report.language for report in reports] == ["de", "de", "fr", "de"]
    assert [report.item_id for report in reports] == ["1", "2", "3", "4"]
    assert {report.source_format for report in reports} == {"atom"}


def test_rss_1_has_its_items_beside_the_channel() -> None:
    [report] = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>E</title>'
        "<dc:language>sv</dc:language></channel>"
        '<item rdf:about="urn:9"><title>Mur</title>'
        "<description>Muren föll. Det var sent.</description></item></rdf:RDF>"
    )
    assert (report.text, report.language, report.item_id) == ("Muren föll. Det var sent.", "sv", "urn:9")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ("<wp:status>publish</wp:status>", Status.USABLE),
        ("<wp:status>draft</wp:status>", Status.EMBARGOED),
        ("<wp:status>private</wp:status>", Status.EMBARGOED),
        ("<wp:status>trash</wp:status>", Status.KILLED),
        ("<wp:status>publish</wp:status><wp:post_password>x</wp:post_password>", Status.EMBARGOED),
        (
            "<wp:status>future</wp:status><wp:post_date_gmt>2999-01-01 06:00:00</wp:post_date_gmt>",
            Status.EMBARGOED,
        ),
        (
            "<wp:status>future</wp:status><wp:post_date_gmt>1999-01-01 06:00:00</wp:post_date_gmt>",
            Status.USABLE,
        ),
    ],
)
def test_an_export_of_wordpress_says_what_may_be_aired(fields: str, status: Status) -> None:
    [report] = read(
        rss(
            f"<item><title>Wall</title>{fields}<wp:post_name>wall-falls</wp:post_name>"
            f"<wp:post_type>post</wp:post_type>"
            "<content:encoded><![CDATA[It fell\nat noon.\n\n[caption id='a']<img src='x'/> The "
            "wall[/caption]\n\nLate.]]>"
            "</content:encoded><excerpt:encoded>"
            "<![CDATA[Much longer words of an excerpt that nobody reads.]]>"
            "</excerpt:encoded></item>"
            "<item><title>wall.jpg</title><wp:post_type>attachment</wp:post_type><content:encoded>A wall."
            "</content:encoded></item>"
        )
    )
    assert report.text == "It fell at noon.\n\nLate."
    assert (report.status, report.slug) == (status, "wall-falls")
    if "2999" in fields:
        assert report.embargo == datetime(2999, 1, 1, 6, tzinfo=UTC)


def test_a_draft_of_atom_is_held() -> None:
    entry = (
        f'<entry {ATOM} xmlns:app="http://www.w3.org/2007/app"><id>1</id><title>Wall</title>'
        "<app:control><app:draft>yes</app:draft></app:control><content>It fell.</content></entry>"
    )
    assert read(entry)[0].status is Status.EMBARGOED


def test_a_kill_in_a_title_kills() -> None:
    assert (
        read(rss("<item><title>KILL: Wall falls</title><description>It fell.</description></item>"))[0].status
        is Status.KILLED
    )


def test_entries_without_words_are_passed_over() -> None:
    items = "<item><title>A</title></item><item><title>B</title><description>It fell.</description></item>"
    assert [report.headline for report in read(rss(items))] == ["B"]


def test_a_language_that_the_copy_speaks_against_is_a_default_of_the_system() -> None:
    words = (
        "Die Mauer ist am Montag nach drei Tagen Sturm gefallen, und das war nicht der erste Sturm "
        "in dem Jahr. " * 4
    )
    [report] = read(rss(f"<item><title>Mauer</title><description>{words}</description></item>"))
    assert report.language == "de"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (rss(""), "without an entry"),
        (rss("<item><title>A</title><link>https://elsa.example</link></item>"), "titles and links"),
        (rss("<item><title>A</title><description>x</description>")[:-20], "cut off|damaged"),
        (rss("<item/>" * 3_000), "limit"),
        (rss("<item><title>" + "<b>" * 5_000), "deeply|cut off|damaged"),
    ],
)
def test_a_feed_without_a_report_says_why(source: str, said: str) -> None:
    with within(10), pytest.raises(ReportError, match=said) as refused:
        read(source)
    assert refused.value.hint


@pytest.mark.parametrize(
    "source",
    [
        "<nitf><body/></nitf>",
        "<html><body>rss</body></html>",
        "<rdf:RDF xmlns:rdf='x'><rdf:Description/></rdf:RDF>",
        "<entry><title>x</title></entry>",
        "rss",
    ],
)
def test_other_xml_is_no_feed(source: str) -> None:
    assert not feed.matches(Document(raw=source.encode()))


def test_a_full_feed_takes_no_long_time() -> None:
    item = f"<item><title>Wall falls</title><description>{'It fell at noon. ' * 100}</description></item>"
    with within(30):
        assert len(read(rss(item * 1_500))) == 1_500


@given(
    st.lists(copies(), min_size=1, max_size=3),
    st.sampled_from(["rss", "cdata", "summary", "html", "xhtml", "text"]),
)
def test_every_word_of_every_entry_is_spoken_once_and_in_order(entries: list[list[str]], kind: str) -> None:
    items = ""
    for copy in entries:
        tags = "".join(f"<p>{escape(part)}</p>" for part in copy)
        plain = escape("\n\n".join(copy))
        items += {
            "rss": f"<item><title>W</title><content:encoded>{escape(tags)}</content:encoded></item>",
            "cdata": f"<item><description><![CDATA[{tags}]]></description><title>W</title></item>",
            "summary": f"<item><title>W</title><description>{plain}</description></item>",
            "html": f"<entry><title>W</title><content type='html'>{escape(tags)}</content></entry>",
            "xhtml": "<entry><title>W</title><content type='xhtml'>"
            f"<div xmlns='http://www.w3.org/1999/xhtml'>{tags}</div></content></entry>",
            "text": f"<entry><title>W</title><summary>{plain}</summary></entry>",
        }[kind]
    reports = read(rss(items) if "<item>" in items else f"<feed {ATOM}>{items}</feed>")
    assert [spoken(report) for report in reports] == [" ".join(" ".join(copy).split()) for copy in entries]
    assert all(map(is_whole, reports))

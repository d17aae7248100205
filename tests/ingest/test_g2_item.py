from datetime import UTC, datetime

import pytest

from broadcast.ingest.document import Document
from broadcast.ingest.g2_item import copy_of, held_as, report_of
from broadcast.ingest.xml import parse
from broadcast.model import Report, Status

NITF = """<inlineXML contenttype="application/nitf+xml"><nitf baselang="en"><head>
<docdata management-status="{}"><doc-id id-string="n1"/><du-key key="Nitf-Slug"/>
<ed-msg info="Eds: adds boats"/></docdata></head><body><body.head>
<hedline><hl1>Wall falls in port</hl1></hedline><byline>By Ana Ruiz</byline><dateline>PORT ELSA</dateline>
</body.head><body.content><p>The harbour wall fell on Monday, and three boats were lost.</p></body.content>
</body></nitf></inlineXML>"""
XHTML = "<inlineXML contenttype='text/xhtml'><html><body><p>The wall fell.</p></body></html></inlineXML>"
VIDEO = '<itemClass qcode="ninat:video"/>'
REMOTE = '<remoteContent contenttype="video/mp4" href="x.mp4"/>'


def item(content: str, *, meta: str = "", about: str = "", attributes: str = 'guid="urn:1" xml:lang="en"'):
    metas = f"<itemMeta>{meta}</itemMeta><contentMeta>{about}</contentMeta>"
    return parse(
        f"<newsItem {attributes}>{metas}<contentSet>{content}</contentSet></newsItem>".encode(), "the report"
    )


def text(*parts: str, **more: str) -> str | None:
    copy = copy_of(item(*parts, **more), "the report")
    return None if copy is None else copy.markup.text


def report(*parts: str, **more: str) -> Report:
    told = item(*parts, **more)
    copy = copy_of(told, "the report")
    assert copy is not None
    return report_of(told, copy, Document(raw=b"", name="x.xml"))


def test_the_text_rendition_is_read_and_pictures_beside_it_are_not() -> None:
    picture = '<inlineData contenttype="image/jpeg" encoding="base64">/9j/4AAQ</inlineData>'
    summary = '<inlineData contenttype="text/plain">Wall falls.</inlineData>'
    assert text(picture + summary + XHTML + NITF.format("usable") + REMOTE) == (
        "The harbour wall fell on Monday, and three boats were lost."
    )
    assert text(picture + summary) == "Wall falls."
    assert text(picture) is None
    assert text(REMOTE) is None
    assert text("") is None


def test_the_rendition_in_the_language_of_the_item_is_read() -> None:
    both = "<inlineXML xml:lang='de'><p>Die Mauer fiel.</p></inlineXML>"
    both += "<inlineXML xml:lang='fr'><p>Le mur.</p></inlineXML>"
    assert text(both, about="<language tag='fr'/>") == "Le mur."
    assert text(both) == "Die Mauer fiel."
    assert report(both, about="<language tag='fr'/>").language == "fr"


@pytest.mark.parametrize("kind", ["picture", "graphic"])
def test_the_caption_of_a_picture_is_no_copy(kind: str) -> None:
    meta = f'<itemClass qcode="ninat:{kind}"/>'
    about = '<description role="drol:caption">The wall.</description>'
    assert text('<inlineData contenttype="text/plain">The wall.</inlineData>', meta=meta, about=about) is None


def test_the_script_of_a_video_is_its_copy_line_by_line() -> None:
    about = """<description role="x:synthe">Ana Ruiz, nurse</description>
      <description role="d:dopesheet">The wall fell
         on Monday.<br/></description>
      <description role="d:shotlist">
        Port Elsa<br/>
        - vs. the wall<br/>
        - sot Ana Ruiz, nurse<br/>
        "We saw
         it."</description>"""
    assert text(REMOTE, meta=VIDEO, about=about) == (
        'The wall fell on Monday.\n\nPort Elsa\n- vs. the wall\n- sot Ana Ruiz, nurse\n"We saw it."'
    )


def test_a_shot_list_is_known_by_its_words_too() -> None:
    about = "<description>SHOTLIST\n1. Wall\nSTORYLINE\nThe wall fell.</description>"
    assert text(REMOTE, meta=VIDEO, about=about) == "SHOTLIST\n1. Wall\nSTORYLINE\nThe wall fell."


def test_a_video_with_a_caption_only_has_no_copy() -> None:
    assert text(REMOTE, meta=VIDEO, about='<description role="drol:caption">The wall.</description>') is None


def test_what_the_item_says_counts_more_than_what_its_content_says() -> None:
    told = report(NITF.format("usable"))
    assert (told.headline, told.byline, told.dateline) == ("Wall falls in port", "Ana Ruiz", "PORT ELSA")
    assert (told.slug, told.item_id, told.notes) == ("Nitf-Slug", "urn:1", "Eds: adds boats")
    about = (
        "<headline>Wall down</headline><by>Luis Sol</by><dateline>ELSA</dateline><slugline>G2-Slug</slugline>"
    )
    told = report(NITF.format("usable"), meta="<edNote>Check boats</edNote>", about=about)
    assert (told.headline, told.byline, told.dateline, told.slug) == (
        "Wall down",
        "Luis Sol",
        "ELSA",
        "G2-Slug",
    )
    assert told.notes == "Check boats\nEds: adds boats"
    assert (told.source_format, told.source_name) == ("newsml-g2", "x.xml")


def test_a_title_of_the_item_stands_in_for_a_headline() -> None:
    assert report(XHTML, meta="<title>WALL-1</title>").headline == "WALL-1"
    assert report(NITF.format(""), meta="<title>WALL-1</title>").headline == "Wall falls in port"


@pytest.mark.parametrize(
    ("content", "meta", "status"),
    [
        ("usable", "", Status.USABLE),
        ("usable", '<pubStatus qcode="stat:usable"/>', Status.USABLE),
        ("usable", '<pubStatus qcode="stat:canceled"/>', Status.KILLED),
        ("canceled", '<pubStatus qcode="stat:usable"/>', Status.KILLED),
        ("usable", '<pubStatus qcode="stat:withheld"/>', Status.KILLED),
        ("usable", '<pubStatus qcode="stat:usable"/><signal qcode="sig:kill"/>', Status.KILLED),
        ("usable", "<edNote>Kill this item</edNote>", Status.KILLED),
        (
            "usable",
            "<pubStatus qcode='stat:usable'/><embargoed>2126-01-01T06:00:00Z</embargoed>",
            Status.EMBARGOED,
        ),
        (
            "usable",
            "<pubStatus qcode='stat:usable'/><embargoed>2020-01-01T06:00:00Z</embargoed>",
            Status.USABLE,
        ),
    ],
)
def test_the_strictest_status_counts(content: str, meta: str, status: Status) -> None:
    assert report(NITF.format(content), meta=meta).status is status


def test_an_embargo_is_kept_with_its_zone() -> None:
    meta = "<embargoed>2126-01-01T06:00:00+02:00</embargoed>"
    assert report(XHTML, meta=meta).embargo == datetime(2126, 1, 1, 4, tzinfo=UTC)


def test_a_correction_is_told_by_its_signal_and_explained_by_its_note() -> None:
    signal = '<signal qcode="sig:correction"/>'
    assert (
        report(XHTML, meta=signal + "<edNote>Two boats, not three</edNote>").correction
        == "Two boats, not three"
    )
    assert report(XHTML, meta=signal).correction
    assert report(XHTML).correction is None


def test_a_report_may_be_held_by_another_item() -> None:
    assert held_as(report(XHTML), item("", meta='<pubStatus qcode="stat:canceled"/>')).status is Status.KILLED

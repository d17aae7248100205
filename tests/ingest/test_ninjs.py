import json
from contextlib import suppress
from datetime import UTC, datetime
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webdesk import HARBOUR, copies, is_whole, spoken, unspoken, within

from broadcast.errors import ReportError
from broadcast.ingest import ninjs
from broadcast.ingest.document import Document
from broadcast.model import Report, Status

ITEM = {"uri": "urn:1", "type": "text", "headline": "Wall falls", "body_text": HARBOUR}


def read(source: object, name: str = "") -> list[Report]:
    text = source if isinstance(source, str) else json.dumps(source)
    document = Document(raw=text.encode(), name=name)
    assert ninjs.matches(document)
    return ninjs.read(document)


def test_version_1_fills_the_report() -> None:
    [report] = read(
        ITEM
        | {
            "body_xhtml": "<p>PORT ELSA (EW) -- The wall &amp; the pier fell.</p><p>It was late.</p>",
            "body_text": "PORT ELSA (EW) -- The wall & the pier fell. It was late.",
            "byline": "By Ana Ruiz",
            "located": "Port Elsa, Elsatia",
            "slugline": "harbour-wall",
            "language": "en-gb",
            "usageterms": "Elsatia only",
            "copyrightnotice": "Elsa Wire 2026",
            "ednote": "Adds the pier.",
        }
    )
    assert report.text == "PORT ELSA (EW) -- The wall & the pier fell.\n\nIt was late."
    assert (report.headline, report.byline, report.dateline) == ("Wall falls", "Ana Ruiz", "PORT ELSA (EW)")
    assert (report.slug, report.language, report.item_id) == ("harbour-wall", "en-GB", "urn:1")
    assert (report.rights, report.notes) == ("Elsatia only\nElsa Wire 2026", "Adds the pier.")
    assert (report.source_format, report.status) == ("ninjs", Status.USABLE)
    assert len(report.sha256) == 64


@pytest.mark.parametrize("case", [str.lower, str])
def test_versions_2_and_3_are_read_alike(case: type[str]) -> None:
    item = {
        "uri": "urn:2",
        "type": "text",
        "pubStatus": "usable",
        "by": "Von Ana Ruiz, Elsa-Draht",
        "copyrightNotice": "Elsa-Draht",
        "edNote": "Neu",
        "headlines": [{"role": "sub", "value": "Drei Boote"}, {"role": "main", "value": "Mauer gefallen"}],
        "bodies": [
            {"role": "text", "contentType": "text/plain", "value": "Die Mauer fiel. Es war spät."},
            {
                "role": "html",
                "contentType": "text/html",
                "value": "<p>Die Mauer fiel.</p><p>Es war spät.</p>",
            },
        ],
    }
    [report] = read({case(key): value for key, value in item.items()})
    assert report.text == "Die Mauer fiel.\n\nEs war spät."
    assert (report.headline, report.byline) == ("Mauer gefallen", "Ana Ruiz, Elsa-Draht")
    assert (report.rights, report.notes) == ("Elsa-Draht", "Neu")


@pytest.mark.parametrize(
    "source",
    [
        [ITEM, ITEM | {"uri": "urn:2"}],
        {"items": [ITEM, ITEM | {"uri": "urn:2"}]},
        json.dumps(ITEM) + "\n" + json.dumps(ITEM | {"uri": "urn:2"}) + "\n",
    ],
)
def test_several_items_are_several_reports_in_order(source: object) -> None:
    assert [report.item_id for report in read(source)] == ["urn:1", "urn:2"]


@pytest.mark.parametrize("associations", [dict, lambda pairs: [part for _, part in pairs]])
def test_full_reports_among_the_associations_are_reports_and_pictures_are_not(associations: object) -> None:
    parts = [
        (
            "picture",
            {"uri": "urn:p", "type": "picture", "description_text": "The wall.", "body_text": "The wall."},
        ),
        ("side", ITEM | {"uri": "urn:2", "headline": "Boats lost", "body_text": "Three boats were lost."}),
        (
            "link",
            {"uri": "urn:3", "type": "text", "headline": "Older", "description_text": "What was before."},
        ),
    ]
    reports = read(ITEM | {"type": "composite", "associations": associations(parts)})
    assert [report.item_id for report in reports] == ["urn:1", "urn:2"]
    assert "The wall." not in reports[0].text


@pytest.mark.parametrize(
    ("status", "embargo", "told"),
    [
        ("usable", None, Status.USABLE),
        ("withheld", None, Status.KILLED),
        ("canceled", None, Status.KILLED),
        ("commissioned", None, Status.EMBARGOED),
        ("usable", "2999-01-01T06:00:00Z", Status.EMBARGOED),
        ("usable", "1999-01-01T06:00:00Z", Status.USABLE),
        ("perhaps", None, Status.EMBARGOED),
    ],
)
def test_only_what_is_usable_now_is_free(status: str, embargo: str | None, told: Status) -> None:
    extra = {"embargoed": embargo} if embargo else {}
    part = ITEM | {"uri": "urn:2", "pubstatus": "usable", "body_text": "Three boats were lost."}
    reports = read(ITEM | {"pubstatus": status, "associations": {"a": part}} | extra)
    assert [report.status for report in reports] == [told, told]
    if embargo:
        assert reports[0].embargo == datetime(int(embargo[:4]), 1, 1, 6, tzinfo=UTC)


def test_a_killed_part_does_not_kill_the_item_that_holds_it() -> None:
    part = ITEM | {"uri": "urn:2", "pubstatus": "canceled", "body_text": "Three boats were lost."}
    assert [report.status for report in read(ITEM | {"associations": [part]})] == [
        Status.USABLE,
        Status.KILLED,
    ]


def test_a_signal_of_a_correction_is_kept() -> None:
    [report] = read(ITEM | {"signals": [{"literal": "sig:correction", "name": "Correction"}]})
    assert report.correction == "Correction"


def test_several_authors_are_one_byline() -> None:
    authors = [{"name": "Ana Ruiz"}, {"name": "Tom Pell"}, {"name": "Lu Sol"}]
    assert read(ITEM | {"authors": authors})[0].byline == "Ana Ruiz, Tom Pell and Lu Sol"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ({"name": "wall", "version": "1.0.0"}, "no ninjs"),
        ([[], {}], "no ninjs"),
        ({"uri": "urn:1", "type": "picture", "description_text": "The wall."}, "of type picture"),
        (
            {"uri": "urn:1", "headline": "Fair", "eventDetails": {}, "descriptions": [{"value": "A fair."}]},
            "event",
        ),
        ({"uri": "urn:1", "type": "text", "headline": "Wall falls"}, "without a text"),
        ({"uri": "urn:1", "type": "text", "headline": 5, "body_text": ["x"]}, "without a text"),
        ('{"uri": "urn:1", "body_text": "The wall', "damaged JSON at line 1"),
        ('{"uri":' * 50_000, "too deeply"),
    ],
)
def test_json_without_a_report_is_refused_with_what_is_understood(source: object, said: str) -> None:
    with pytest.raises(ReportError, match=said) as refused:
        read(source)
    assert refused.value.hint


def test_a_brief_is_its_description() -> None:
    [report] = read(
        {
            "uri": "urn:1",
            "type": "text",
            "headlines": [{"value": "Kjøp"}],
            "descriptions": [{"value": "Byen kjøper muren."}],
        }
    )
    assert report.text == "Byen kjøper muren."


@pytest.mark.parametrize("size", [5_000, 20_000])
def test_long_arrays_are_bounded(size: int) -> None:
    with within(20), pytest.raises(ReportError, match="more than"):
        read("[" + ",".join([json.dumps(ITEM | {"body_text": "Fell."})] * size) + "]")


def test_an_item_that_stands_twice_is_one_report_and_the_strictest_counts() -> None:
    [report] = read([ITEM, ITEM | {"pubstatus": "canceled"}])
    assert report.status is Status.KILLED


@given(copies(), st.sampled_from(["text", "xhtml", "html", "escaped", "br", "nitf"]), st.booleans())
def test_every_word_of_a_body_is_spoken_once_and_in_order(copy: list[str], kind: str, new: bool) -> None:
    tags = "".join(f"<p>{escape(part)}</p>" for part in copy)
    bodies = {
        "text": ("text/plain", "\n\n".join(copy)),
        "xhtml": ("application/xhtml+xml", f"<div>{tags}</div>"),
        "html": ("text/html", f"<html><head><title>x</title></head><body>{tags}</body></html>"),
        "escaped": ("text/html", escape(tags)),
        "br": ("text/html", "<br/><br/>".join(map(escape, copy))),
        "nitf": (
            "text/vnd.IPTC.NITF",
            f"<?xml version='1.0'?><nitf><body><body.content>{tags}</body.content></body></nitf>",
        ),
    }
    kind, value = bodies[kind]
    old = "body_text" if kind == "text/plain" else "body_nitf" if "nitf" in value else "body_xhtml"
    body = {"bodies": [{"contenttype": kind, "value": value}]} if new else {old: value}
    [report] = read({"uri": "urn:1", "type": "text", "headline": "Wall falls"} | body)
    assert spoken(report) == " ".join(" ".join(copy).split())
    assert is_whole(report)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from([*ITEM, "bodies", "associations", "embargoed", "pubstatus", "by", "value"]),
                inner,
                max_size=6,
            )
        ),
        max_leaves=30,
    )
)
def test_whatever_json_comes_gives_reports_or_a_report_error(value: object) -> None:
    document = Document(raw=json.dumps(value).encode())
    with suppress(ReportError):
        assert all(map(is_whole, ninjs.read(document)))


def test_headings_captions_and_bylines_of_a_body_are_furniture() -> None:
    body = (
        "<h1>Wall falls</h1><p class='byline'>By Ana Ruiz</p><p>It fell.</p><h2>Rescue</h2><p>All well.</p>"
        "<figure><img src='x'/><div class='byline'>Lu Sol</div><figcaption>The wall.</figcaption></figure>"
    )
    [report] = read({"uri": "urn:1", "type": "text", "headline": "Wall falls", "body_xhtml": body})
    assert unspoken(report) == [("headline", "Wall falls"), ("byline", "By Ana Ruiz"), ("layout", "Rescue")]
    assert report.byline == "Ana Ruiz"
    assert spoken(report) == "It fell. All well."

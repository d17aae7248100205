import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import ReportError
from broadcast.ingest.document import Document
from broadcast.ingest.newsml_g2 import matches, read
from broadcast.model import Report, Status

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"


def item(name: str, copy: str = "", *, meta: str = "", version: int = 1, about: str = "") -> str:
    copy = copy or f"<p>The wall of {name} fell.</p>"
    metas = f'<itemMeta><itemClass qcode="ninat:text"/>{meta}</itemMeta><contentMeta>{about}</contentMeta>'
    content = f"<contentSet><inlineXML>{copy}</inlineXML></contentSet>"
    return f'<newsItem guid="{name}" version="{version}" xml:lang="en">{metas}{content}</newsItem>'


def message(*items: str, namespace: str = NAMESPACE) -> str:
    return (
        f'<newsMessage xmlns="{namespace}"><header><sent>2026-11-24T06:00:00Z</sent></header>'
        f"<itemSet>{''.join(items)}</itemSet></newsMessage>"
    )


def package(*names: str, meta: str = "") -> str:
    references = "".join(f'<itemRef residref="{name}"><title>{name}</title></itemRef>' for name in names)
    group = f'<groupSet root="G1"><group id="G1">{references}</group></groupSet>'
    return f"<packageItem><itemMeta>{meta}</itemMeta>{group}</packageItem>"


def reports(source: str | bytes) -> list[Report]:
    document = Document(raw=source.encode() if isinstance(source, str) else source)
    assert matches(document)
    return read(document)


def names(source: str) -> list[str]:
    return [report.item_id for report in reports(source)]


@pytest.mark.parametrize("namespace", [NAMESPACE, "http://iptc.org/std/nar/2099-01-01/", "", "urn:x"])
def test_every_item_of_a_message_is_a_report_in_any_namespace(namespace: str) -> None:
    told = reports(message(item("a"), item("b"), namespace=namespace))
    assert [(report.item_id, report.text) for report in told] == [
        ("a", "The wall of a fell."),
        ("b", "The wall of b fell."),
    ]


@pytest.mark.parametrize("prefix", ["nar:", ""])
def test_a_single_item_is_a_report(prefix: str) -> None:
    source = item("a").replace("<", f"<{prefix}").replace(f"<{prefix}/", f"</{prefix}")
    assert [report.text for report in reports(source)] == ["The wall of a fell."]


def test_items_come_in_the_order_of_their_package() -> None:
    assert names(message(item("a"), item("b"), item("c"), package("c", "a"))) == ["c", "a", "b"]
    assert names(message(package("c", "gone", "a"), item("a"), item("b"), item("c"))) == ["c", "a", "b"]


def test_pictures_and_items_without_news_are_passed_over() -> None:
    picture = '<newsItem guid="p"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta>'
    picture += "<description>The wall.</description></contentMeta></newsItem>"
    assert names(message("<conceptItem/>", picture, item("a"), "<knowledgeItem/>")) == ["a"]


def test_only_the_last_version_of_an_item_is_read() -> None:
    told = reports(
        message(item("a", "<p>Old.</p>", version=2), item("b"), item("a", "<p>New.</p>", version=10))
    )
    assert [report.text for report in told] == ["New.", "The wall of b fell."]


def test_a_kill_without_a_text_kills_the_version_before() -> None:
    kill = item("a", "<p/>", version=3, meta='<pubStatus qcode="stat:canceled"/>')
    told = reports(message(item("a", version=2), kill))
    assert [(report.text, report.status) for report in told] == [("The wall of a fell.", Status.KILLED)]


def test_a_kill_needs_no_text() -> None:
    kill = item("a", "<p/>", meta='<pubStatus qcode="stat:canceled"/>', about="<headline>Wall</headline>")
    told = reports(message(kill, item("b", "<p/>")))
    assert [(report.item_id, report.headline, report.text, report.status) for report in told] == [
        ("a", "Wall", "", Status.KILLED)
    ]
    assert names(message(kill, item("c"))) == ["c"]


@pytest.mark.parametrize(("word", "status"), [("usable", Status.USABLE), ("canceled", Status.KILLED)])
def test_an_item_is_no_freer_than_its_package(word: str, status: Status) -> None:
    meta = f'<pubStatus qcode="stat:{word}"/>'
    told = reports(message(item("a", meta='<pubStatus qcode="stat:usable"/>'), package("a", meta=meta)))
    assert [report.status for report in told] == [status]


def test_a_package_holds_only_the_items_that_it_names() -> None:
    killed = package("a", "gone", meta='<pubStatus qcode="stat:canceled"/>')
    held = package("a", "b", meta="<embargoed>2126-01-01T06:00:00Z</embargoed>")
    told = reports(message(item("a"), item("b"), item("c"), killed, held, package("c")))
    assert {report.item_id: report.status for report in told} == {
        "a": Status.KILLED,
        "b": Status.EMBARGOED,
        "c": Status.USABLE,
    }
    told = reports(message(item("a"), package("gone", meta='<pubStatus qcode="stat:canceled"/>')))
    assert [report.status for report in told] == [Status.KILLED]


def test_a_part_of_an_item_is_read_where_it_holds_the_copy() -> None:
    nitf = "<nitf><body><body.head><hedline><hl1>Wall falls</hl1></hedline></body.head><body.content>"
    nitf += "<p>The wall fell.</p></body.content></body></nitf>"
    for source in (
        f"<contentSet><inlineXML>{nitf}</inlineXML></contentSet>",
        f"<inlineXML>{nitf}</inlineXML>",
    ):
        assert [(report.headline, report.text) for report in reports(source)] == [
            ("Wall falls", "The wall fell.")
        ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (package("Wall", "Boats"), "is a package without the items that it names"),
        (message(package("Wall")), "is a package without the items that it names"),
        ('<groupSet root="a"/>', "is a package without the items that it names"),
        (
            "<knowledgeItem><conceptSet/></knowledgeItem>",
            r"is a list of terms \(knowledgeItem\), not a report",
        ),
        (message("<planningItem/>"), r"is a plan of coverage \(planningItem\), not a report"),
        ("<catalogItem/>", r"is a list of vocabularies"),
        ("<conceptItem/>", r"is the description of a term"),
        ("<contentMeta/>", r"is a part of NewsML-G2 \(contentMeta\) without a text"),
        (message(), "is a part of NewsML-G2"),
        (
            item("a", "<p/>", about="<headline>Wall</headline>"),
            r"holds a text item without a text .*\('Wall'\)",
        ),
        (item("a", "<p/>").replace("ninat:text", "ninat:audio"), "holds an audio item without"),
        (item("a", "<events><event>x</event></events>"), "holds a text item without"),
        (item("a")[:-30], "is cut off at line 1"),
    ],
)
def test_a_file_without_a_report_says_what_it_is(source: str, words: str) -> None:
    with pytest.raises(ReportError, match=words) as error:
        reports(source)
    assert error.value.hint


def test_a_package_says_what_it_is_that_is_missing() -> None:
    with pytest.raises(ReportError) as error:
        reports(package(*(f"Story {number}" for number in range(7))))
    assert error.value.hint == ("get them: 'Story 0'; 'Story 1'; 'Story 2'; 'Story 3'; 'Story 4' and 2 more")


@pytest.mark.parametrize(
    "source", ["<NewsItem/>", "<NewsML/>", "<nitf/>", "<rss/>", "<NEWSITEM/>", "newsItem", ""]
)
def test_other_files_are_not_taken_for_newsml_g2(source: str) -> None:
    assert not matches(Document(raw=source.encode(), name="x.newsml"))


def test_a_message_of_very_many_items_is_read_in_seconds() -> None:
    source = message(*(item(str(number)) for number in range(3_000)), package(*map(str, range(3_000))))
    started = time.perf_counter()
    assert len(reports(source)) == 3_000
    assert time.perf_counter() - started < 60


def test_a_message_of_too_many_items_is_refused_at_once() -> None:
    started = time.perf_counter()
    with pytest.raises(ReportError, match="holds more than 5,000 items"):
        reports(message("<newsItem/>" * 5_001))
    with pytest.raises(ReportError, match="holds more than 5,000 items"):
        reports(message(item("a"), "<packageItem/>" * 5_001))
    assert time.perf_counter() - started < 8


WORDS = st.lists(st.sampled_from(["harbour", "Ana", "3.5", "said.", "café"]), min_size=1, max_size=8).map(
    " ".join
)
FORMS = st.sampled_from(
    [
        "<nitf><body><body.content>{}</body.content></body></nitf>",
        "<html><body>{}</body></html>",
        "<div>{}</div>",
        "{}",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(FORMS, st.lists(WORDS, min_size=1, max_size=4)), min_size=1, max_size=4))
def test_every_word_of_every_item_is_in_its_text_once_and_in_order(
    items: list[tuple[str, list[str]]],
) -> None:
    sources = [
        item(str(number), form.format("".join(f"<p>{copy}</p>" for copy in copies)))
        for number, (form, copies) in enumerate(items)
    ]
    told = reports(message(*sources))
    assert [report.text.split() for report in told] == [" ".join(copies).split() for _, copies in items]

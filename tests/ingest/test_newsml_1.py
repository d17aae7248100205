import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import ReportError
from broadcast.ingest.document import Document
from broadcast.ingest.newsml_1 import matches, read
from broadcast.model import Report, Status


def item(
    copy: str = "<p>The wall fell.</p>",
    *,
    management: str = "",
    lines: str = "",
    more: str = "",
    name: str = "w:1",
) -> str:
    identity = "<Identification><NewsIdentifier><NewsItemId>w</NewsItemId>"
    identity += f"<PublicIdentifier>{name}</PublicIdentifier></NewsIdentifier>"
    identity += "<NameLabel>Wall-Label</NameLabel></Identification>"
    text = f'<ContentItem><MediaType FormalName="Text"/><DataContent>{copy}</DataContent></ContentItem>'
    return (
        f'<NewsItem xml:lang="en">{identity}<NewsManagement>{management}</NewsManagement><NewsComponent>'
        f"<NewsLines>{lines}</NewsLines><NewsComponent>{text}</NewsComponent>{more}</NewsComponent></NewsItem>"
    )


def newsml(*items: str) -> str:
    catalog = (
        '<?xml version="1.0"?>\n<!DOCTYPE NewsML SYSTEM "NewsML.dtd" [<!ENTITY % n SYSTEM "nitf.dtd"> %n;]>'
    )
    return (
        f'{catalog}<NewsML Version="1.2"><Catalog Href="http://elsa.example/c.xml"/>{"".join(items)}</NewsML>'
    )


def reports(source: str) -> list[Report]:
    document = Document(raw=source.encode(), name="wall.xml")
    assert matches(document)
    return read(document)


LINES = """<HeadLine>Wall falls</HeadLine>
<ByLine>By Ana Ruiz</ByLine><DateLine>PORT ELSA (Elsa Wire) -</DateLine>
<SlugLine>Harbour-Wall</SlugLine><CopyrightLine>© Elsa Wire</CopyrightLine><NewsLine><NewsLineType
FormalName="AdvisoryLine"/><NewsLineText>ADDS boats</NewsLineText></NewsLine>"""


def test_an_item_is_a_report_with_its_lines() -> None:
    (told,) = reports(newsml(item(lines=LINES, management='<Status FormalName="Usable"/>')))
    assert (told.text, told.headline, told.byline) == ("The wall fell.", "Wall falls", "Ana Ruiz")
    assert (told.dateline, told.slug, told.item_id) == ("PORT ELSA (Elsa Wire)", "Harbour-Wall", "w:1")
    assert (told.rights, told.notes, told.language) == ("© Elsa Wire", "ADDS boats", "en")
    assert (told.source_format, told.source_name, told.status) == ("newsml-1.2", "wall.xml", Status.USABLE)
    assert told.sha256


def test_several_items_are_several_reports_in_order() -> None:
    told = reports(newsml(item(name="a"), item("<p/>", name="b"), item("<p>Boats sank.</p>", name="c")))
    assert [(report.item_id, report.text) for report in told] == [
        ("a", "The wall fell."),
        ("c", "Boats sank."),
    ]


def test_each_language_is_a_report_with_a_name_of_its_own() -> None:
    french = '<NewsComponent xml:lang="fr"><ContentItem><DataContent><p>Le mur est tombé.</p></DataContent>'
    told = reports(newsml(item(more=french + "</ContentItem></NewsComponent>")))
    assert [(report.language, report.item_id) for report in told] == [("en", "w:1"), ("fr", "w:1#2")]


def test_a_label_stands_in_for_a_slug_and_the_nitf_within_for_lines() -> None:
    nitf = "<nitf><body><body.head><hedline><hl1>Wall down</hl1></hedline>"
    nitf += "<byline>By Luis Sol</byline></body.head><body.content><p>The wall fell.</p></body.content>"
    nitf += "</body></nitf>"
    (told,) = reports(newsml(item(nitf)))
    assert (told.slug, told.headline, told.byline) == ("Wall-Label", "Wall down", "Luis Sol")


@pytest.mark.parametrize(
    ("management", "status"),
    [
        ("", Status.USABLE),
        ('<Status FormalName="Usable"/>', Status.USABLE),
        ('<Status FormalName="Canceled"/>', Status.KILLED),
        ('<Status FormalName="Withheld"/>', Status.KILLED),
        ('<Status FormalName="Embargoed"/>', Status.EMBARGOED),
        ('<Status FormalName="Usable"/><Instruction FormalName="Kill"/>', Status.KILLED),
        ('<NewsItemType FormalName="News"/><Status FormalName="Usable"/>', Status.USABLE),
        ('<NewsItemType FormalName="Kill"/><Status FormalName="Usable"/>', Status.KILLED),
    ],
)
def test_the_management_of_the_item_counts(management: str, status: Status) -> None:
    assert [report.status for report in reports(newsml(item(management=management)))] == [status]


def change(now: str, future: str, when: str) -> Report:
    will = f'<FutureStatus FormalName="{future}"/><DateAndTime>{when}</DateAndTime>'
    status = f'<Status FormalName="{now}"/><StatusWillChange>{will}</StatusWillChange>'
    (told,) = reports(newsml(item(management=status)))
    return told


@pytest.mark.parametrize("now", ["Embargoed", "Withheld"])
def test_an_item_is_held_until_its_status_will_change(now: str) -> None:
    told = change(now, "Usable", "21260101T060000+0200")
    assert (told.status, told.embargo) == (Status.EMBARGOED, datetime(2126, 1, 1, 4, tzinfo=UTC))
    assert change(now, "Usable", "20200101T060000Z").status is Status.USABLE


def test_a_change_to_a_kill_that_is_due_has_happened() -> None:
    assert change("Usable", "Canceled", "20200101T060000Z").status is Status.KILLED
    assert change("Usable", "Canceled", "21260101T060000Z").status is Status.USABLE
    assert change("Canceled", "Usable", "20200101T060000Z").status is Status.KILLED


def test_a_kill_needs_no_text() -> None:
    kill = item("<p/>", management='<Status FormalName="Canceled"/>', lines="<HeadLine>Wall</HeadLine>")
    told = reports(newsml(kill, item("<p/>")))
    assert [(report.headline, report.text, report.status) for report in told] == [("Wall", "", Status.KILLED)]


def test_an_item_within_another_is_no_freer_than_it() -> None:
    inner = item("<p>Boats sank.</p>", name="in", management='<Status FormalName="Usable"/>')
    outer = item(more=f"<NewsComponent>{inner}</NewsComponent>", management='<Status FormalName="Canceled"/>')
    assert [(told.item_id, told.status) for told in reports(newsml(outer))] == [
        ("w:1", Status.KILLED),
        ("in", Status.KILLED),
    ]


def test_a_line_that_says_what_is_corrected_is_kept() -> None:
    line = '<NewsLineType FormalName="Correction"/><NewsLineText>Two, not three</NewsLineText>'
    lines = f"<NewsLine>{line}</NewsLine>"
    assert [told.correction for told in reports(newsml(item(lines=lines)))] == ["Two, not three"]


@pytest.mark.parametrize(
    "source", [item(), item().replace("NewsItem", "NewsML"), newsml(item())[:-9] + "</NewsML>"]
)
def test_an_item_alone_is_read(source: str) -> None:
    assert [told.text for told in reports(source)] == ["The wall fell."]


def test_a_component_alone_is_read() -> None:
    content = "<ContentItem><DataContent><p>The wall fell.</p></DataContent></ContentItem>"
    assert [told.text for told in reports(f"<NewsComponent>{content}</NewsComponent>")] == ["The wall fell."]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (newsml(), "is NewsML without a text to speak"),
        (
            newsml(item("<p/>", lines="<HeadLine>Wall</HeadLine>")),
            r"is NewsML without a text to speak \('Wall'\)",
        ),
        (newsml(item().replace('"Text"', '"Photo"')), "is NewsML of photo without a text to speak"),
        (newsml("<NewsItem><TopicSet/></NewsItem>"), "is NewsML without a text to speak"),
        (newsml(item())[:-40], "is cut off at line 2"),
    ],
)
def test_a_file_without_a_text_says_so(source: str, words: str) -> None:
    with pytest.raises(ReportError, match=words):
        reports(source)


def test_a_file_of_many_items_is_read_in_seconds_and_one_of_too_many_is_refused() -> None:
    started = time.perf_counter()
    assert len(reports(newsml(*(item(name=str(number)) for number in range(3_000))))) == 3_000
    with pytest.raises(ReportError, match="holds more than 5,000 items"):
        reports(newsml("<NewsItem/>" * 5_001))
    assert time.perf_counter() - started < 60


@pytest.mark.parametrize("source", ["<newsItem/>", "<newsMessage/>", "<nitf/>", "<newsml/>", "NewsML", ""])
def test_other_files_are_not_taken_for_newsml_1(source: str) -> None:
    assert not matches(Document(raw=source.encode()))


WORDS = st.lists(st.sampled_from(["harbour", "Ana", "3.5", "said.", "café"]), min_size=1, max_size=8).map(
    " ".join
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_every_word_of_every_item_is_in_its_text_once_and_in_order(items: list[list[str]]) -> None:
    sources = ["".join(f"<p>{copy}</p>" for copy in copies) for copies in items]
    told = reports(newsml(*map(item, sources)))
    assert [report.text.split() for report in told] == [" ".join(copies).split() for copies in items]

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import ReportError
from broadcast.ingest.document import Document
from broadcast.ingest.nitf import matches, read
from broadcast.model import Report, Status

BODY = "<p>The harbour wall fell on Monday.</p><p>Three boats were lost, Ana Ruiz said.</p>"
TEXT = "The harbour wall fell on Monday.\n\nThree boats were lost, Ana Ruiz said."


def nitf(body: str = BODY, *, head: str = "", above: str = "", below: str = "", root: str = "nitf") -> str:
    return (
        f"<{root}><head>{head}</head><body><body.head>{above}</body.head>"
        f"<body.content>{body}</body.content><body.end>{below}</body.end></body></nitf>"
    )


def report(source: str | bytes, name: str = "") -> Report:
    raw = source.encode() if isinstance(source, str) else source
    document = Document(raw=raw, name=name)
    assert matches(document)
    reports = read(document)
    assert len(reports) == 1
    return reports[0]


def unspoken(told: Report) -> list[tuple[str, str]]:
    return [(str(part.reason), told.text[slice(*part.span)]) for part in told.furniture]


FULL = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-1.dtd">
<nitf version="-//IPTC//DTD NITF 3.1//EN" baselang="en-gb">
  <head>
    <title>Wall falls</title>
    <docdata management-status="usable">
      <doc-id id-string="elsa-4711" regsrc="EW"/>
      <urgency ed-urg="3"/>
      <date.issue norm="20261124T060000Z"/>
      <date.release norm="20261124T060000Z"/>
      <ed-msg info="Eds: adds boats"/>
      <du-key key="Harbour-Wall" version="2"/>
      <doc.copyright holder="Elsa Wire" year="2026"/>
      <series series.name="Walls" series.part="2" series.totalpart="3"/>
      <key-list><keyword key="harbour"/></key-list>
    </docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Harbour wall falls,
         three boats lost</hl1><hl2>Port shut</hl2></hedline>
      <note noteclass="editorsnote"><body.content><p>Check the boats.</p></body.content></note>
      <rights>For subscribers</rights>
      <byline>By <person>Ana Ruiz</person><byttl>Staff Reporter</byttl></byline>
      <distributor>Elsa Wire</distributor>
      <dateline><location>PORT ELSA</location>, <story.date norm="20261124">Nov. 24</story.date>
        (Elsa Wire) -</dateline>
      <abstract><p>The harbour wall fell, and three boats were lost on Monday.</p></abstract>
    </body.head>
    <body.content>
      <block><p>The harbour wall fell on Monday.</p>
      <media media-type="image"><media-reference source="x"/>
        <media-caption>The wall. Photo: A. Sol</media-caption></media>
      <hl2>Boats</hl2>
      <p>Three boats were lost, <person>Ana Ruiz</person> said.</p></block>
      <p>ar/ls</p>
    </body.content>
    <body.end><tagline>ana@elsa.example</tagline></body.end>
  </body>
</nitf>"""


def test_the_head_fills_the_report_and_the_body_is_its_text() -> None:
    told = report(FULL, "wall.xml")
    assert told.text == TEXT.replace("\n\n", "\n\nBoats\n\n") + "\n\nar/ls"
    assert told.headline == "Harbour wall falls, three boats lost"
    assert (told.byline, told.dateline) == ("Ana Ruiz, Staff Reporter", "PORT ELSA, Nov. 24 (Elsa Wire)")
    assert (told.slug, told.item_id, told.language) == ("Harbour-Wall", "elsa-4711", "en-GB")
    assert (told.source_format, told.source_name) == ("nitf", "wall.xml")
    assert told.sha256 == Document(raw=FULL.encode()).sha256
    assert told.rights == "© 2026 Elsa Wire; For subscribers"
    assert told.notes == "Eds: adds boats\nCheck the boats.\nseries: Walls, part 2 of 3"
    assert (told.status, told.embargo) == (Status.USABLE, None)
    assert unspoken(told) == [("layout", "Boats"), ("end mark", "ar/ls")]


@pytest.mark.parametrize(
    "root",
    [
        'nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"',
        'nitf xmlns="http://elsa.example/wrong"',
        'nitf version="-//IPTC-NAA//DTD NITF 2.5//EN"',
    ],
)
def test_any_version_and_namespace_will_do(root: str) -> None:
    assert report(nitf(root=root)).text == TEXT


def test_a_prefix_and_capitals_will_do() -> None:
    assert report(nitf().replace("<", "<n:").replace("<n:/", "</n:")).text == TEXT
    capitals = nitf(above="<hedline><hl1>wall falls</hl1></hedline>").upper()
    assert report(capitals).text == TEXT.upper()
    assert report(capitals).headline == "WALL FALLS"


@pytest.mark.parametrize(
    "source",
    [
        f"<nitf><body><body.head><hedline><hl1>x</hl1></hedline></body.head>{BODY}</body></nitf>",
        f"<nitf><body>{BODY}<body.end><tagline>x</tagline></body.end></body></nitf>",
        f"<nitf>{BODY}</nitf>",
        f"<nitf><head><title>x</title></head><body.content>{BODY}</body.content></nitf>",
        f"<nitf><body><body.content><block>{BODY}</block></body.content></body></nitf>",
    ],
)
def test_a_body_that_lacks_its_parts_is_read(source: str) -> None:
    assert report(source).text == TEXT


@pytest.mark.parametrize(
    ("above", "head", "headline"),
    [
        ("<hedline><hl1>Wall falls</hl1><hl2>Port shut</hl2></hedline>", "<title>x</title>", "Wall falls"),
        ("<hedline><hl1/><hl1>Wall falls</hl1></hedline>", "", "Wall falls"),
        ("<hedline>Wall falls</hedline>", "", "Wall falls"),
        ("<hl1>Wall falls</hl1>", "", "Wall falls"),
        ("", "<title>Wall falls</title>", "Wall falls"),
        ("", "", None),
    ],
)
def test_the_headline_is_the_main_line_else_the_title(above: str, head: str, headline: str | None) -> None:
    assert report(nitf(above=above, head=head)).headline == headline


def test_a_headline_that_is_printed_in_the_body_is_not_spoken() -> None:
    told = report(nitf(f"<hl2>Wall falls</hl2>{BODY}", above="<hedline><hl1>Wall falls</hl1></hedline>"))
    assert unspoken(told) == [("headline", "Wall falls")]


@pytest.mark.parametrize(
    ("above", "byline"),
    [
        ("<byline>By ANA RUIZ<byttl>Business Writer</byttl></byline>", "ANA RUIZ, Business Writer"),
        ("<byline>By<person>Ana Ruiz</person>, <byttl>Reporter</byttl></byline>", "Ana Ruiz, Reporter"),
        ("<byline><bytag>By Ana Ruiz</bytag></byline>", "Ana Ruiz"),
        ("<byline>Ana Ruiz</byline><byline>Luis Sol</byline>", "Ana Ruiz, Luis Sol"),
        ("<byline><byttl>Elsa Wire</byttl></byline>", "Elsa Wire"),
        ("<byline>gr/bp</byline>", None),
        ("<byline> </byline>", None),
    ],
)
def test_the_byline_is_said_as_it_would_be_printed(above: str, byline: str | None) -> None:
    assert report(nitf(above=above)).byline == byline


@pytest.mark.parametrize(
    ("dateline", "said"),
    [
        ("<location>PORT ELSA</location>", "PORT ELSA"),
        ("PORT ELSA (Elsa Wire) --", "PORT ELSA (Elsa Wire)"),
        ("<story.date norm='20170102T222800+0000'>20170102T222800+0000</story.date>", None),
        ("<location>Elsa</location><story.date>20170102</story.date>", "Elsa"),
        ("", None),
    ],
)
def test_the_dateline_has_no_dash_and_no_time_stamp(dateline: str, said: str | None) -> None:
    assert report(nitf(above=f"<dateline>{dateline}</dateline>")).dateline == said


def test_a_dateline_in_the_copy_is_not_spoken() -> None:
    told = report(nitf("<p>PORT ELSA (Elsa Wire) — The harbour wall fell on Monday.</p>"))
    assert unspoken(told) == [("dateline", "PORT ELSA (Elsa Wire) —")]


@pytest.mark.parametrize(
    ("abstract", "spoken"),
    [
        ("The harbour wall fell on Monday.", False),
        ("Three boats were lost when the harbour wall fell, Ana Ruiz said.", False),
        ("With pictures", False),
        ("A storm drove the ferry Merrow onto rocks, and nobody was hurt.", True),
    ],
)
def test_an_abstract_is_spoken_only_where_the_body_does_not_say_it(abstract: str, *, spoken: bool) -> None:
    told = report(nitf(above=f"<abstract><p>{abstract}</p></abstract>"))
    assert told.text == (f"{abstract}\n\n{TEXT}" if spoken else TEXT)


def test_a_dateline_after_an_abstract_stays_one() -> None:
    abstract = "<abstract>A storm drove the ferry Merrow onto rocks, and nobody was hurt.</abstract>"
    body = "<hl2>Boats</hl2><p>PORT ELSA (Elsa Wire) - The wall fell on Monday.</p>"
    assert unspoken(report(nitf(f"<p>PORT ELSA (Elsa Wire) - The wall fell.</p>{body}", above=abstract))) == [
        ("dateline", "PORT ELSA (Elsa Wire) -"),
        ("layout", "Boats"),
    ]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("usable", Status.USABLE),
        ("", Status.USABLE),
        ("canceled", Status.KILLED),
        ("killed", Status.KILLED),
        ("embargoed", Status.EMBARGOED),
        ("withheld", Status.KILLED),
        ("no such word", Status.EMBARGOED),
    ],
)
def test_the_management_status_counts(word: str, status: Status) -> None:
    assert report(nitf(head=f'<docdata management-status="{word}"/>')).status is status


def test_a_release_in_the_future_is_an_embargo() -> None:
    told = report(nitf(head='<docdata><date.release norm="21261124T060000Z"/></docdata>'))
    assert (told.status, told.embargo) == (Status.EMBARGOED, datetime(2126, 11, 24, 6, tzinfo=UTC))


@pytest.mark.parametrize(
    "dates",
    [
        '<date.release norm="20201124"/>',
        '<date.issue norm="21261124T060000Z"/><date.release norm="21261124T060000Z"/>',
        '<date.release norm=""/>',
    ],
)
def test_a_release_in_the_past_or_at_the_issue_holds_nothing(dates: str) -> None:
    assert report(nitf(head=f"<docdata>{dates}</docdata>")).status is Status.USABLE


def test_an_embargoed_item_is_held_until_its_release_although_it_was_issued() -> None:
    dates = '<date.issue norm="21261124T060000Z"/><date.release norm="21261124T060000Z"/>'
    told = report(nitf(head=f'<docdata management-status="embargoed">{dates}</docdata>'))
    assert told.embargo == datetime(2126, 11, 24, 6, tzinfo=UTC)


def test_a_kill_in_the_copy_or_in_a_message_to_editors_counts() -> None:
    assert (
        report(nitf("<p>EDITORS: PLEASE KILL the story slugged Harbour-Wall.</p>" + BODY)).status
        is Status.KILLED
    )
    assert report(nitf(head='<docdata><ed-msg info="Kill this item"/></docdata>')).status is Status.KILLED


def test_what_is_corrected_is_known() -> None:
    history = '<docdata><correction info="Three boats, not two" id-string="x"/></docdata>'
    assert report(nitf(head=history)).correction == "Three boats, not two"


@pytest.mark.parametrize(
    ("head", "slug"),
    [
        ('<docdata><du-key key="Wall-1"/><key-list><keyword key="k"/></key-list></docdata>', "Wall-1"),
        ('<meta name="slugline" content="Wall-2"/>', "Wall-2"),
        ('<docdata><key-list><keyword key="Wall-3"/></key-list></docdata>', "Wall-3"),
        ("", ""),
    ],
)
def test_the_slug_is_looked_for_where_agencies_put_it(head: str, slug: str) -> None:
    assert report(nitf(head=head)).slug == slug


def test_names_of_characters_and_other_code_pages_come_out_right() -> None:
    source = nitf("<p>Le caf&eacute; du port&nbsp;&mdash; ferm\xe9.</p>")
    raw = f'<?xml version="1.0" encoding="iso-8859-1"?>{source}'.encode("latin-1")
    assert report(raw).text == "Le café du port\xa0— fermé."


def test_the_language_is_taken_from_the_file_else_from_the_copy() -> None:
    german = "<p>Die Mauer im Hafen ist am Montag gefallen, und drei Boote sind nicht mehr zu sehen.</p>"
    assert report(nitf(german)).language == "de"
    assert report(nitf(german, root='nitf baselang="de-AT"')).language == "de-AT"
    assert report(nitf(german, root='nitf xml:lang="de-CH"')).language == "de-CH"


@pytest.mark.parametrize(
    "body",
    ["", "<p> </p>", "<media><media-caption>Wall</media-caption></media>", "<p/><hr/>"],
)
def test_nitf_without_copy_is_a_clear_error(body: str) -> None:
    with pytest.raises(ReportError, match="is NITF without a text to speak"):
        read(Document(raw=nitf(body).encode()))


def test_a_kill_needs_no_copy() -> None:
    told = report(nitf("", head='<title>Wall</title><docdata management-status="canceled"/>'))
    assert (told.headline, told.text, told.status) == ("Wall", "", Status.KILLED)


def test_a_file_that_is_cut_off_is_not_half_read() -> None:
    with pytest.raises(ReportError, match="cut off at line 1"):
        read(Document(raw=nitf().encode()[:-60]))


@pytest.mark.parametrize("source", ["<newsItem/>", "nitf", "<html><nitf/></html>", "", "<nitfs/>"])
def test_other_files_are_not_taken_for_nitf(source: str) -> None:
    assert not matches(Document(raw=source.encode(), name="wall.nitf"))


WORDS = st.lists(st.sampled_from(["harbour", "Ana", "fell", "3.5", "said.", "café"]), min_size=1, max_size=8)
MARKED = st.sampled_from(["{}", "<em>{}</em>", "<person>{}</person>", "<q>“{}”</q>", "<lang>{}</lang> "])
PARAGRAPH = st.tuples(WORDS.map(" ".join), MARKED, WORDS.map(" ".join)).map(
    lambda parts: f"{parts[0]} {parts[1].format('word')} {parts[2]}"
)
BLOCK = st.one_of(
    PARAGRAPH.map(lambda copy: f"<p>{copy}</p>"),
    PARAGRAPH.map(lambda copy: f"<hl2>{copy}</hl2>"),
    PARAGRAPH.map(lambda copy: f"<block><p>{copy}</p></block>"),
    PARAGRAPH.map(lambda copy: f"<bq><block><p>{copy}</p></block></bq>"),
    st.lists(PARAGRAPH, min_size=1, max_size=3).map(
        lambda copies: f"<ul>{''.join(f'<li>{copy}</li>' for copy in copies)}</ul>"
    ),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=6))
def test_every_word_of_the_body_is_in_the_text_once_and_in_order(blocks: list[str]) -> None:
    body = "\n".join(blocks)
    told = report(nitf(body, above="<hedline><hl1>Wall falls</hl1></hedline>"))
    for tag in ("p", "hl2", "block", "bq", "ul", "li"):
        body = body.replace(f"<{tag}>", " ").replace(f"</{tag}>", " ")
    for tag in ("em", "person", "q", "lang"):
        body = body.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert told.text.split() == body.split()
    spans = [part.span for part in told.furniture]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import ReportError
from broadcast.ingest import nsml
from broadcast.ingest.document import Document
from broadcast.model import Report, Status

OLD = b"""<nsml version="-//AVID//DTD NSML 1.0//EN">
<head>
<meta rate=180 words=41>
<rgroup number=46></rgroup>
<formname>RADIO_V1</formname>
<storyid>2598:0ce0:605b</storyid>
</head>
<story>
<fields>
<f id=page-number>A1</f>
<f id=title>STORM &amp; HARBOUR</f>
<f id=presenter>ANNA</f>
<f id=writer>Ana Ruiz</f>
<f id=audio-time>14</f>
<f id=back-time uec>@21600</f>
</fields>
<body>
<p><pi>SERIOUS</pi></p>
<p>The wall at Port Elsa has fallen, and 3 &lt; 5 &amp; so on.</p>
<p><a idref=0></p>
<p>The mayor <b>saw</b> it go.</p>
<p><cc>It just went.</cc></p>
<p>Schools stay <pi>look up</pi> closed.</p>
</body>
<aeset>
<ae id=0>
<ap>]] S3.0 G 0 [[</ap>
<mc>
<ap>[SOT: MAYOR RUNS=0:12]</ap>
<ap>OUT: ...it just went</ap>
</mc>
</ae>
<ae id=1><ap>NEVER ANCHORED</ap></ae>
</aeset>
</story>
</nsml>
"""
NEW = b"""<?xml version="1.0" encoding="UTF-8"?>
<nsml version="-//AVID//DTD NSML 3.1//EN"><head><meta rate="180" words="9"/><storyid>9:9:9</storyid></head>
<story><fields><string id="title">STORM</string><string id="var-embargo">2999-01-01T06:00Z</string>
<string id="status">READY</string></fields>
<body><p>The wall fell <tab/>on Monday.</p><p/><p>SOT <a idref="x"/> now.</p></body>
<aeset><ae id="x"><ap>SOT RUNS=0:05</ap></ae></aeset></story></nsml>"""
TEXT = """[SERIOUS]

The wall at Port Elsa has fallen, and 3 < 5 & so on.

[SOT: MAYOR RUNS=0:12 / OUT: ...it just went]

The mayor saw it go.

[It just went.]

Schools stay closed. [look up]"""


def read(raw: bytes) -> Report:
    (report,) = nsml.read(Document(raw=raw))
    return report


def spoken(report: Report) -> str:
    at, parts = 0, []
    for part in report.furniture:
        assert at <= part.span[0] < part.span[1] <= len(report.text)
        parts.append(report.text[at : part.span[0]])
        at = part.span[1]
    return " ".join(" ".join([*parts, report.text[at:]]).split())


def test_a_story_of_version_1_is_read_with_its_cues_at_their_places() -> None:
    report = read(OLD)
    assert report.text == TEXT
    assert (report.slug, report.headline, report.byline) == ("STORM & HARBOUR", "STORM & HARBOUR", "Ana Ruiz")
    assert (report.item_id, report.notes) == ("2598:0ce0:605b", "presenter: ANNA")
    assert (report.status, report.source_format) == (Status.USABLE, "nsml")


def test_cues_instructions_and_captions_are_not_spoken() -> None:
    assert spoken(read(OLD)) == (
        "The wall at Port Elsa has fallen, and 3 < 5 & so on. The mayor saw it go. Schools stay closed."
    )
    assert {str(part.reason) for part in read(OLD).furniture} == {"cue"}


def test_a_cue_without_an_anchor_has_no_place_and_fields_are_not_in_the_text() -> None:
    report = read(OLD)
    assert not any(word in report.text for word in ("NEVER", "S3.0", "@21600", "RADIO_V1", "ANNA"))


def test_a_story_of_version_3_is_read() -> None:
    report = read(NEW)
    assert report.text == "The wall fell on Monday.\n\nSOT now. [SOT RUNS=0:05]"
    assert (report.slug, report.item_id, report.status) == ("STORM", "9:9:9", Status.EMBARGOED)
    assert read(NEW.decode().encode("utf-16-le")).text == report.text
    assert nsml.matches(Document(raw=NEW.decode().encode("utf-16")))


@pytest.mark.parametrize(
    ("meta", "notes", "status"),
    [
        (b"rate=180 float", "float in the rundown\npresenter: ANNA", Status.USABLE),
        (b"rate=180 hold", "hold in the rundown\npresenter: ANNA", Status.USABLE),
        (b"rate=180 delete", "presenter: ANNA", Status.KILLED),
        (b'rate="180" float="no"', "presenter: ANNA", Status.USABLE),
    ],
)
def test_a_floated_story_says_so_and_a_deleted_one_is_killed(meta: bytes, notes: str, status: Status) -> None:
    report = read(OLD.replace(b"rate=180 words=41", meta))
    assert (report.notes, report.status) == (notes, status)


def test_several_stories_in_a_file_are_several_and_breaks_are_passed_over() -> None:
    pause = b"<nsml><head><meta break></head><story><fields><f id=title>BREAK</f></fields></story></nsml>"
    reports = nsml.read(Document(raw=OLD + pause + NEW))
    assert [report.item_id for report in reports] == ["2598:0ce0:605b", "9:9:9"]
    inside = b"<nsml>" + b"".join(
        b"<story><fields><f id=title>%d</f></fields><body><p>One %d</body></story>" % (i, i) for i in (1, 2)
    )
    assert [(report.slug, report.text) for report in nsml.read(Document(raw=inside))] == [
        ("1", "One 1"),
        ("2", "One 2"),
    ]


def test_unclosed_and_unknown_tags_lose_no_word() -> None:
    head = b"<nsml><story><fields><f id=title>T<f id=writer>x</fields><body>"
    raw = head + b"<p>One<p>two <font size=2>three<P>Four."
    assert read(raw).text == "One\ntwo three\nFour."
    assert read(raw.replace(b"Four.", b"Four <3 & x<y.")).text.endswith("Four <3 & x<y.")
    assert read(raw.replace(b"Four.", b"<!-- no --> <![CDATA[<b>]]>Four.")).text.endswith("<b>Four.")


@pytest.mark.parametrize(
    "raw", [b"<nsml>", b"<nsml><story><fields><f id=title>T</f></fields><body></body></story></nsml>"]
)
def test_a_file_without_a_script_is_refused(raw: bytes) -> None:
    with pytest.raises(ReportError, match="is NSML with") as refused:
        nsml.read(Document(raw=raw))
    assert refused.value.hint


def test_nsml_is_told_by_its_content() -> None:
    for raw in (OLD, NEW, b"\xef\xbb\xbf\n" + OLD, b"<head><meta></head><story><fields><f id=title>T</f>"):
        assert nsml.matches(Document(raw=raw))
    for raw in (
        b"",
        b"The <nsml> tag.",
        b"<html><head></head>",
        b"<story>Once upon a time</story>",
        b"<mos>",
    ):
        assert not nsml.matches(Document(raw=raw))


WORDS = [
    "harbour",
    "wall",
    "fell",
    "on",
    "Monday",
    "night",
    "boats",
    "Pell",
    "said",
    "it",
    "&amp;",
    "was",
    "&lt;",
]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
LINE = st.tuples(st.sampled_from(["p", "pi", "cc", "a", "inline", "empty"]), SENTENCE)


@given(st.lists(LINE, min_size=1, max_size=8), st.booleans())
def test_every_word_of_the_copy_is_spoken_once_and_no_cue(lines: list[tuple[str, str]], quoted: bool) -> None:
    q = '"' if quoted else ""
    shapes = {
        "p": "<p>{}</p>",
        "pi": "<p><pi>QQCUE</pi></p>",
        "cc": "<p><cc>QQCAPTION x</cc></p>",
        "a": f"<p><a idref={q}7{q}></p>",
        "inline": "<p>{} <pi>QQCUE</pi></p>",
        "empty": "<p></p>",
    }
    body = "\n".join(shapes[shape].format(words) for shape, words in lines)
    raw = (
        f"<nsml><head><meta rate={q}180{q}></head><story><fields><f id={q}title{q}>QQTITLE</f></fields><body>"
        f"<p>First.</p>{body}</body><aeset><ae id={q}7{q}><ap>[QQSOT]</ap></ae></aeset></story></nsml>"
    )
    report = read(raw.encode())
    expected = ["First."] + [
        word.replace("&amp;", "&").replace("&lt;", "<")
        for shape, words in lines
        if shape in ("p", "inline")
        for word in words.split()
    ]
    assert spoken(report).split() == expected
    assert "QQTITLE" not in report.text
    assert report.text.count("QQSOT") == [shape for shape, _ in lines].count("a")


PIECES = st.sampled_from(
    [
        *(
            "<nsml>",
            "</nsml>",
            "<head>",
            "<meta float>",
            "<story>",
            "</story>",
            "<fields>",
            "</fields>",
            "<f id=title>",
        ),
        *(
            "</f>",
            "<body>",
            "</body>",
            "<p>",
            "</p>",
            "<pi>",
            "</pi>",
            "<cc>",
            "<a idref=0>",
            "<aeset>",
            "<ae id=0>",
        ),
        *(
            "<ap>",
            "</ap>",
            "</aeset>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<",
            ">",
            '"',
            "&#0;",
            "&amp",
            "word ",
            "\x0b",
        ),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_tags_give_reports_or_a_report_error(text: str) -> None:
    try:
        reports = nsml.read(Document(raw=f"<nsml>{text}".encode()))
    except ReportError:
        return
    for report in reports:
        spoken(report).encode()


BODY = b"<nsml version=x><story><fields><f id=title>T</f></fields><body>"


@pytest.mark.parametrize(
    "raw",
    [
        BODY + b"<p>words" * 490_000,
        BODY + b"<!--a" * 400_000,
        BODY + b"<![CDATA[a" * 400_000,
        BODY + b'<p "' * 400_000,
        b"<nsml><story><fields><f id=t>" + b"aaaaaaa<b>" * 480_000,
        BODY + b"<b>" * 10_000 + b"x",
        BODY + b"\0\1\2" * 1000,
    ],
    ids=["lines", "comments", "data", "quotes", "field", "deep", "binary"],
)
def test_hostile_files_take_seconds(raw: bytes) -> None:
    began = time.monotonic()
    with suppress(ReportError):
        nsml.read(Document(raw=raw))
    assert time.monotonic() - began < 60

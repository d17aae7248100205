import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import ReportError
from broadcast.ingest import mos
from broadcast.ingest.document import Document
from broadcast.model import Report, Status

STORY = """<roStorySend><roID>ro1</roID><storyID>st1</storyID><storySlug>STORM</storySlug>
<storyNum>A1</storyNum><storyBody Read1stMEMasBody="TRUE">
<storyPresenter>Anna</storyPresenter><storyPresenterRR>10</storyPresenterRR>
<p><pi>SMILE</pi> The wall at Port Elsa <b>fell</b> on Monday<tab/>night &amp; more.</p><p></p>
<p>Nobody was hurt. <storyItem><itemID>1</itemID><itemSlug>MAYOR SOT</itemSlug>
<objID>M1</objID><mosID>x</mosID>
<objDur>600</objDur><objTB>50</objTB>
<mosExternalMetadata><mosPayload><p>hidden</p></mosPayload></mosExternalMetadata>
</storyItem> Boats left.</p>
<p><pkg>Words of the package.</pkg></p>
</storyBody></roStorySend>"""


def message(inside: str) -> str:
    return f"<mos><mosID>m</mosID><ncsID>n</ncsID><messageID>506702</messageID>{inside}</mos>"


def read(raw: bytes) -> list[Report]:
    return mos.read(Document(raw=raw))


def spoken(report: Report) -> str:
    at, parts = 0, []
    for part in report.furniture:
        assert at <= part.span[0] < part.span[1] <= len(report.text)
        parts.append(report.text[at : part.span[0]])
        at = part.span[1]
    return " ".join(" ".join([*parts, report.text[at:]]).split())


def test_a_story_is_a_report_with_its_cues_in_brackets() -> None:
    (report,) = read(message(STORY).encode())
    assert report.text == (
        "[SMILE] The wall at Port Elsa fell on Monday night & more.\n\n"
        "Nobody was hurt. [MAYOR SOT 0:12] Boats left.\n\n[Words of the package.]"
    )
    assert spoken(report) == "The wall at Port Elsa fell on Monday night & more. Nobody was hurt. Boats left."
    assert (report.slug, report.headline, report.item_id) == ("STORM", "STORM", "st1")
    assert (report.notes, report.status) == ("presenter: Anna\npage A1", Status.USABLE)
    assert (report.source_format, {str(part.reason) for part in report.furniture}) == ("mos", {"cue"})


@pytest.mark.parametrize(
    "raw",
    [
        message(STORY).encode("utf-16-be"),
        message(STORY).encode("utf-16-le"),
        message(STORY).encode("utf-16"),
        message(STORY).encode("utf-8-sig"),
        b'<?xml version="1.0" encoding="UTF-16"?>' + message(STORY).encode(),
        f'<?xml version="1.0" encoding="UTF-8"?>{message(STORY)}'.encode("utf-16-be"),
        b'<?xml version="1.0" encoding="UCS-2"?>\n' + message(STORY).encode(),
        STORY.encode(),
        message(STORY).replace("<mos>", '<mos version="4.0" xmlns="http://mos.example">').encode(),
    ],
    ids=["ucs-2be", "ucs-2le", "mark", "utf-8 mark", "wrong", "wrong too", "unknown", "bare", "namespace"],
)
def test_a_story_is_read_in_any_encoding_and_envelope(raw: bytes) -> None:
    assert mos.matches(Document(raw=raw))
    assert [report.text for report in read(raw)] == [report.text for report in read(message(STORY).encode())]


def test_several_messages_in_one_file_are_read_in_order_whatever_stands_between() -> None:
    second = STORY.replace("st1", "st2").replace("Port Elsa", "Port Ellen")
    declared = '<?xml version="1.0" encoding="UTF-8"?>\n'
    text = declared + message(STORY) + "\r\n" + declared + message("<heartbeat/>") + message(second)
    for raw in (text.encode(), text.encode("utf-16-be")):
        assert [report.item_id for report in read(raw)] == ["st1", "st2"]


def test_messages_without_their_envelope_are_read_too() -> None:
    text = STORY + STORY.replace("st1", "st2")
    assert [report.item_id for report in read(text.encode())] == ["st1", "st2"]


def test_a_story_sent_again_counts_once_as_sent_last_and_a_deleted_one_is_killed() -> None:
    again = message(STORY.replace("Port Elsa", "Port Ellen"))
    (report,) = read((message(STORY) + again).encode())
    assert "Port Ellen" in report.text
    deleted = message("<roStoryDelete><roID>ro1</roID><storyID>st1</storyID></roStoryDelete>")
    (report,) = read((message(STORY) + deleted).encode())
    assert report.status is Status.KILLED


def test_a_running_order_with_bodies_is_a_report_a_story() -> None:
    metadata = (
        "<mosExternalMetadata><mosPayload><Embargo>2999-01-01T06:00Z</Embargo><Float>1</Float>"
        "<storyBody><p>The wall fell.</p></storyBody></mosPayload></mosExternalMetadata>"
    )
    order = (
        f"<roCreate><roID>r</roID><roSlug>SIX</roSlug><story><storyID>a</storyID><storySlug>A</storySlug>{metadata}</story>"
        "<story><storyID>b</storyID><storyBody><p><pkg>Only the package.</pkg></p></storyBody></story>"
        "<story><storyID>c</storyID></story></roCreate>"
    )
    first, second = read(message(order).encode())
    assert (first.slug, first.text, first.status) == ("A", "The wall fell.", Status.EMBARGOED)
    assert first.notes == "float in the rundown"
    assert (second.item_id, spoken(second)) == ("b", "Only the package.")


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<roCreate><roID>r</roID><story><storyID>a</storyID></story></roCreate>", "without its scripts"),
        ("<heartbeat><time>1</time></heartbeat>", 'it holds "heartbeat"'),
        ("", 'it holds "nothing"'),
    ],
)
def test_a_file_without_a_script_is_refused_and_says_why(inside: str, told: str) -> None:
    with pytest.raises(ReportError, match=told) as refused:
        read(message(inside).encode())
    assert refused.value.hint


@pytest.mark.parametrize(
    "raw",
    [
        message(STORY).encode()[:-40],
        message(STORY).encode("utf-16-be")[:-41],
        b"<mos><roStorySend><storyBody>" + b"<p>a" * 10_000,
        b"<mos>" + bytes(range(256)) * 40,
        b"<mos></mos>" * 100_000,
        b'<!DOCTYPE mos [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]><mos><roStorySend><storyBody><p>&c;</p>',
    ],
    ids=["cut", "cut in a character", "deep", "binary", "many", "entities"],
)
def test_damaged_files_are_refused(raw: bytes) -> None:
    with pytest.raises(ReportError):
        read(raw)


def test_mos_is_told_by_its_content() -> None:
    assert not mos.matches(Document(raw=b"The <mos> tag."))
    assert not mos.matches(Document(raw=b"<nitf></nitf>"))
    assert not mos.matches(Document(raw=b""))


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
    "&amp;",
    "was",
    "&#233;",
]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
PART = st.tuples(
    st.sampled_from(["{}", "<b>{}</b>", "<em><u>{}</u></em>", "<pi>QQ</pi>", "<tab/>", "ITEM"]), SENTENCE
)


@given(st.lists(st.lists(PART, max_size=4), min_size=1, max_size=5), st.sampled_from(["utf-8", "utf-16-be"]))
def test_every_word_of_the_copy_is_spoken_once_and_no_cue(
    lines: list[list[tuple[str, str]]], encoding: str
) -> None:
    item = "<storyItem><itemSlug>QQITEM</itemSlug><mosAbstract>QQ</mosAbstract></storyItem>"
    body = "".join(
        "<p>" + " ".join(shape.replace("ITEM", item).format(words) for shape, words in parts) + "</p>\n"
        for parts in lines
    )
    story = (
        "<roStorySend><storyID>1</storyID><storySlug>QQSLUG</storySlug><storyBody><storyPresenter>QQ</storyPresenter>"
        f"<p>First.</p>{body}</storyBody></roStorySend>"
    )
    (report,) = read(message(story).encode(encoding))
    expected = ["First."] + [
        word.replace("&amp;", "&").replace("&#233;", "é")
        for parts in lines
        for shape, words in parts
        if "{}" in shape
        for word in words.split()
    ]
    assert spoken(report).split() == expected
    assert report.text.count("QQITEM") == sum(shape == "ITEM" for parts in lines for shape, _ in parts)


@pytest.mark.parametrize(
    "raw",
    [
        b"<mos><roStorySend><storyBody>" + b"<p>a</p>" * 240_000 + b"</storyBody></roStorySend></mos>",
        b"<mos><roStorySend><storyBody><p>" + b"word " * 990_000 + b"</p></storyBody></roStorySend></mos>",
        b"<mos><roStorySend><storyBody>" + b"<storyItem><itemSlug>a</itemSlug></storyItem>" * 100_000,
    ],
    ids=["lines", "words", "items"],
)
def test_five_megabytes_take_seconds(raw: bytes) -> None:
    began = time.monotonic()
    with suppress(ReportError):
        read(raw)
    assert time.monotonic() - began < 60

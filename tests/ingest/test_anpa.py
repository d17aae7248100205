from broadcast.ingest import wire
from broadcast.ingest.document import Document
from broadcast.model import Report, Status

STORY = b"""\x16\x16\x01z6715\x1f-----\r
r z\x13\x11 BC-US--Storm-Harbour 1stLd-Writethru   11-24 0500\r
\x02^BC-US--Storm Harbour, 1st Ld-Writethru,416< \r
^Harbour wall falls at Port Elsa< \r
^AP Photo NY105, NY106< \r
^Eds: CORRECTS spelling of Pell. Updates. With AP Photos.< \r
^The harbour wall fell on Monday, and nobody was hurt.< \r
^By ANA RUIZ= \r
^Harbour Writer= \r
\t   PORT ELSA (ELW) _ The harbour wall _ 12 metres high _ fell on Monday. \r
\t   ``I saw it go,'' Pell said. ``It's gone.'' It was 6{ metres. \r
\t   ___ \r
^UP NEXT=\r
\t   Repairs begin. \r
\t   (more)\r
\r
\t   AP-WF-11-24-26 0337GMT<\r
\x03\r
\x04"""


def read(raw: bytes) -> Report:
    (report,) = wire.read(Document(raw=raw))
    return report


def spoken(report: Report) -> str:
    at, parts = 0, []
    for part in report.furniture:
        assert at <= part.span[0] < part.span[1] <= len(report.text)
        parts.append(report.text[at : part.span[0]])
        at = part.span[1]
    return " ".join(" ".join([*parts, report.text[at:]]).split())


def test_lines_with_a_caret_are_slug_headline_notes_and_byline() -> None:
    report = read(STORY)
    assert (report.slug, report.headline) == ("BC-US--Storm Harbour", "Harbour wall falls at Port Elsa")
    assert (report.byline, report.dateline) == ("ANA RUIZ", "PORT ELSA (ELW)")
    assert report.correction == "CORRECTS spelling of Pell. Updates. With AP Photos."
    assert (report.source_format, report.item_id, report.status) == ("anpa", "z6715", Status.USABLE)


def test_the_copy_is_spoken_with_the_signs_of_print_and_nothing_else() -> None:
    assert spoken(read(STORY)) == (
        "The harbour wall — 12 metres high — fell on Monday. “I saw it go,” Pell said. “It's gone.”"
        " It was 6½ metres. Repairs begin."
    )


def test_version_word_count_and_routing_are_in_no_field() -> None:
    report = read(STORY)
    assert "Ld" not in report.slug
    assert "0500" not in report.text
    assert "-----" not in report.text


def test_an_alert_without_a_headline_takes_its_slug_from_the_header_too() -> None:
    header = b"\x01W1645\x1fasian\r\nb a\x13\x11 BC-US--NewsAlert     06-29 0358\r\n"
    raw = header + b"\x02\t   PORT ELSA (ELW) _ It fell.\r\n\x03"
    report = read(raw)
    assert (report.slug, report.headline) == ("BC-US--NewsAlert", None)
    assert spoken(report) == "It fell."


def test_a_list_of_headings_is_copy_when_there_is_nothing_else() -> None:
    raw = (
        b"\x01V4644\x1f-----\r\nr e\x13\x11 Top-Headlines     02-09 0121\r\n"
        b"\x02^*9006< ^AP-Top-Headlines,0176<\r\n^Top news at 11:23 p.m.<\r\n"
        b"^Wall falls\r\n^Mayor quits\r\n\r\n"
        b"\t   AP-WF-02-10-26 0423GMT<\r\n\x03"
    )
    report = read(raw)
    assert (report.slug, report.headline) == ("AP-Top-Headlines", "Top news at 11:23 p.m.")
    assert spoken(report) == "Wall falls Mayor quits"


def test_a_kill_is_killed_and_may_have_nothing_to_speak() -> None:
    raw = (
        b"\x01z1234\x1f-----\r\nb a\x13\x11 BC-Storm-Kill     11-24 0358\r\n"
        b"\x02^BC-US--Storm, KILL<\r\n^EDITORS:<\r\n"
        b"\t   Kill the story slugged Storm. A kill is mandatory.\r\n\x03"
    )
    assert read(raw).status is Status.KILLED
    killing = STORY.replace(b"Harbour wall falls at Port Elsa", b"KILL BILL returns to Port Elsa")
    assert read(killing).status is Status.USABLE

import pytest

from broadcast.ingest import wire
from broadcast.ingest.document import Document
from broadcast.model import Report, Status

DESK = b"""\x16\x16\x01eca0003 3 i 380  elw 0045\r
\r
Elsa/storm/harbour/\r
\x02REFILE\r
1ST LEAD\r
Harbour wall falls at Port Elsa, and nobody\r
is hurt\r
By Ana Ruiz and Tom Pell =\r
\r
Port Elsa (dpa) - The harbour wall of Port Elsa fell on Monday night\r
after a storm, the town announced on Wednesday.\r
\r
"We saw it go," said Tom Pell.\r
\r
# Notebook\r
\r
## Note to editors\r
- adds mayor in grafs 7-11\r
\r
* * * *\r
The following information is not intended for publication\r
\r
## Editorial contacts\r
- Reporting by: Ana Ruiz\r
\r
dpa al rmo hct rmo\r
\r
\x03242200 GMT Nov 26\r
\x7f\r
\x7f\x04"""
INDENTED = b"""\x01ELW0123 4 POL 0234 FRA /ELW-XX00\r\r
bc-Storm-Harbour lead\r\r
\x02   Harbour wall falls\r
   by Ana Ruiz\r
   =(PICTURE)=\r
   PORT ELSA, Nov 24, 2026 (ELW) - The harbour wall of Port Elsa fell on\r
Monday night after a storm.\r
   "We saw it," said Tom Pell, the mayor of Port Elsa, who was there when\r
it fell.\r
   ana/tp\r
\x03240612 GMT NOV 26\r
\x04"""


def read(raw: bytes) -> Report:
    (report,) = wire.read(Document(raw=raw, name="wall.txt"))
    return report


def spoken(report: Report) -> str:
    at, parts = 0, []
    for part in report.furniture:
        assert at <= part.span[0] < part.span[1] <= len(report.text)
        parts.append(report.text[at : part.span[0]])
        at = part.span[1]
    return " ".join(" ".join([*parts, report.text[at:]]).split())


def test_a_message_of_a_desk_is_a_report() -> None:
    report = read(DESK)
    assert report.headline == "Harbour wall falls at Port Elsa, and nobody is hurt"
    assert (report.slug, report.byline) == ("Elsa-storm-harbour", "Ana Ruiz and Tom Pell")
    assert (report.dateline, report.item_id) == ("Port Elsa (dpa)", "eca0003")
    assert (report.source_format, report.source_name, report.status) == (
        "iptc7901",
        "wall.txt",
        Status.USABLE,
    )
    assert spoken(report) == (
        "The harbour wall of Port Elsa fell on Monday night after a storm, the town announced on Wednesday."
        ' "We saw it go," said Tom Pell.'
    )
    assert "380" not in report.text
    assert "242200" not in report.text


def test_everything_from_the_notebook_on_is_not_for_publication() -> None:
    report = read(DESK)
    last = report.furniture[-1]
    assert last.reason == "not for publication"
    assert report.text[slice(*last.span)].startswith("# Notebook")
    assert last.span[1] == len(report.text)


def test_indented_paragraphs_are_joined_and_the_slug_is_in_the_header() -> None:
    report = read(INDENTED)
    assert (report.headline, report.byline) == ("Harbour wall falls", "Ana Ruiz")
    assert (report.slug, report.dateline) == ("bc-Storm-Harbour lead", "PORT ELSA, Nov 24, 2026 (ELW)")
    assert spoken(report) == (
        "The harbour wall of Port Elsa fell on Monday night after a storm."
        ' "We saw it," said Tom Pell, the mayor of Port Elsa, who was there when it fell.'
    )
    assert "bc-Storm" not in report.text


def test_a_text_without_the_sign_has_its_headline_told_from_the_copy() -> None:
    report = read(INDENTED.replace(b"   =(PICTURE)=\r\n", b""))
    assert (report.headline, report.byline) == ("Harbour wall falls", "Ana Ruiz")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"KILL", Status.KILLED),
        (b"MANDATORY KILL", Status.KILLED),
        (b"EMBARGOED UNTIL 0001 GMT, 24 NOVEMBER 2126", Status.EMBARGOED),
        (b"URGENT", Status.USABLE),
    ],
)
def test_a_notice_in_the_head_counts(line: bytes, status: Status) -> None:
    assert read(DESK.replace(b"REFILE", line)).status is status


def test_a_correction_in_the_head_is_kept() -> None:
    report = read(DESK.replace(b"REFILE", b"(Corrects name of mayor in graf 2)"))
    assert report.correction == "Corrects name of mayor in graf 2"
    assert "Corrects" not in spoken(report)


def test_a_message_that_lost_its_control_characters_is_read_alike() -> None:
    bare = DESK.translate(None, b"\x01\x02\x03\x04\x16\x7f")
    assert spoken(read(bare)) == spoken(read(DESK))
    assert (read(bare).slug, read(bare).headline) == (read(DESK).slug, read(DESK).headline)

"""Each format is told by what is in the file, and a file with several reports gives them all."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadcast.errors import ReportError, UsageError
from broadcast.ingest import READERS, read_report, read_reports
from broadcast.model import Status

BODY = "The harbour wall fell on Monday night, and nobody was hurt."
NITF = (
    "<nitf><body><body.head><hedline><hl1>Wall falls</hl1></hedline></body.head>"
    f"<body.content><p>{BODY}</p></body.content></body></nitf>"
)
G2 = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="w:1" version="1"><itemMeta>'
    '<pubStatus qcode="stat:{status}"/></itemMeta><contentMeta><headline>Wall falls</headline></contentMeta>'
    f'<contentSet><inlineData contenttype="text/plain">{BODY}</inlineData></contentSet></newsItem>'
)
ITEM = "<item><title>{title}</title><guid>{guid}</guid><description>{body}</description></item>"
FEED = "<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"
PAGE = (
    "<html><head><title>Wall falls</title></head><body><article><h1>Wall falls</h1>"
    f"<p>{BODY}</p></article></body></html>"
)
MOS = (
    "<mos><roStorySend><storyID>s1</storyID><storySlug>Wall falls</storySlug>"
    f"<storyBody><p>{BODY}</p></storyBody></roStorySend></mos>"
)
MAIL = (
    "From: Desk <desk@elsa.example>\nTo: news@elsa.example\nSubject: Wall falls\n"
    f"Date: Mon, 23 Nov 2026 10:00:00 +0000\n\n{BODY}\n"
)
SAMPLES = {
    "nitf": NITF,
    "newsml-g2": G2.format(status="usable"),
    "ninjs": json.dumps({"uri": "w:1", "type": "text", "headline": "Wall falls", "body_text": BODY}),
    "rss": FEED.format(items=ITEM.format(title="Wall falls", guid="w:1", body=BODY)),
    "html": PAGE,
    "mos": MOS,
    "email": MAIL,
    "markdown": f"# Wall falls\n\n{BODY}\n",
    "plain": f"《Wall falls》\n\n{BODY}\n",
}


@pytest.mark.parametrize(("told", "source"), SAMPLES.items(), ids=SAMPLES.keys())
def test_a_format_is_told_by_its_content_and_not_by_its_name(told: str, source: str, tmp_path: Path) -> None:
    path = tmp_path / "report.xyz"
    path.write_text(source, encoding="utf-8")
    report = read_report(path)
    assert (report.source_format, report.headline) == (told, "Wall falls")
    assert BODY in report.text


def test_every_reader_has_a_name_of_its_own() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)


def test_a_report_attached_to_a_mail_is_read() -> None:
    mail = (
        "From: Desk <desk@elsa.example>\nSubject: Copy for tonight\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nAttached.\n'
        '--x\nContent-Type: application/xml\nContent-Disposition: attachment; filename="wall.xml"\n\n'
        f"{NITF}\n--x--\n"
    )
    report = read_report(mail.encode())
    assert BODY in report.text
    assert report.headline == "Wall falls"


THREE = FEED.format(
    items="".join(
        ITEM.format(title=f"Story {number}", guid=f"g{number}", body=f"{BODY} Number {number}.")
        for number in (1, 2, 3)
    )
)


@pytest.mark.parametrize("item", ["2", "g2", "story 2"])
def test_an_item_is_chosen_by_number_identifier_or_headline(item: str) -> None:
    assert read_report(THREE.encode(), item=item).headline == "Story 2"


def test_several_reports_without_a_choice_are_listed() -> None:
    with pytest.raises(UsageError, match="holds 3 reports") as error:
        read_report(THREE.encode())
    assert "  2  Story 2" in error.value.hint
    assert len(read_reports(THREE.encode())) == 3


@pytest.mark.parametrize("item", ["4", "g9", "story", ""])
def test_a_choice_of_none_or_of_several_is_refused(item: str) -> None:
    with pytest.raises(UsageError, match="report is called"):
        read_report(THREE.encode(), item=item)


@pytest.mark.parametrize("status", ["withheld", "canceled"])
def test_a_withheld_or_canceled_item_is_killed(status: str) -> None:
    assert read_report(G2.format(status=status).encode()).status is Status.KILLED


def test_a_kill_without_a_body_is_read_as_one() -> None:
    assert read_report(b"EDITORS: PLEASE KILL BC-Wall-Falls\n").status is Status.KILLED


def test_an_embargo_is_kept_with_its_time() -> None:
    report = read_report(f"EMBARGOED UNTIL 0600 GMT, FRIDAY 1 JANUARY 2100\n\n{BODY}\n".encode())
    assert (report.status, report.embargo) == (Status.EMBARGOED, datetime(2100, 1, 1, 6, tzinfo=UTC))


@pytest.mark.parametrize(
    "source",
    [
        b"<nitf><body>",
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><nitf><body><p>&b;</p></body></nitf>',
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><nitf><body><body.content><p>&f;</p></body.content></body></nitf>',
        b"<nitf>" + b"<a>" * 10_000 + b"x" + b"</a>" * 10_000 + b"</nitf>",
        b"[" * 100_000,
        b'{"speed": 3}',
        b"<svg><path/></svg>",
        b"%PDF-1.7",
        b"PK\x03\x04 no archive",
    ],
    ids=["cut", "bomb", "external", "deep", "deep json", "json", "xml", "pdf", "zip"],
)
def test_what_is_damaged_hostile_or_unknown_ends_in_a_clear_error(source: bytes) -> None:
    with pytest.raises(ReportError) as error:
        read_report(source)
    assert error.value.hint


def test_an_item_of_100_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(ReportError, match="the limit is"):
        read_report(path)

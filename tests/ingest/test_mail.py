import base64
import random
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webdesk import HARBOUR, copies, is_whole, spoken, unspoken, within
from wordfile import paragraph, wordfile

from broadcast.errors import ReportError
from broadcast.ingest import docx, mail, ninjs, plain
from broadcast.ingest.document import Document
from broadcast.model import Report, Status

WORD = wordfile(paragraph("Wall falls in storm", "Title") + "".join(map(paragraph, HARBOUR.split("\n\n"))))
NINJS = b'{"uri": "urn:1", "type": "text", "headline": "Wall falls", "body_text": "It fell."}'


def attached(document: Document) -> list[Report]:
    reader = next(reader for reader in (docx, ninjs, plain) if reader.matches(document))
    return reader.read(document)


def read(source: EmailMessage | bytes | str) -> list[Report]:
    raw = (
        source.encode()
        if isinstance(source, str)
        else source
        if isinstance(source, bytes)
        else source.as_bytes()
    )
    document = Document(raw=raw, name="wall.eml")
    assert mail.matches(document)
    reports = mail.read(document, attachment=attached)
    assert all(map(is_whole, reports))
    return reports


def message(
    text: str, subject: str = "Harbour wall falls", sender: str = "Ana Ruiz <ana@elsa.example>"
) -> EmailMessage:
    built = EmailMessage()
    built["From"] = sender
    built["To"] = "desk@elsa.example"
    built["Subject"] = subject
    built["Message-ID"] = "<1@elsa.example>"
    built.set_content(text)
    return built


def with_file(built: EmailMessage, raw: bytes, name: str) -> EmailMessage:
    built.add_attachment(raw, maintype="application", subtype="octet-stream", filename=name)
    return built


def test_a_mail_of_a_reporter_is_a_report() -> None:
    [report] = read(message(f"Hi all,\n\nPORT ELSA — {HARBOUR}\n\nBest,\nAna\n\n-- \nAna Ruiz\n555 0100\n"))
    assert (report.headline, report.byline, report.dateline) == (
        "Harbour wall falls",
        "Ana Ruiz",
        "PORT ELSA",
    )
    assert (report.item_id, report.source_format, report.language) == ("1@elsa.example", "email", "en")
    assert spoken(report) == " ".join(HARBOUR.split())
    assert {reason for reason, _ in unspoken(report)} == {"layout", "dateline"}


def test_a_pasted_mail_with_a_press_release_is_a_report_of_nobody() -> None:
    [report] = read(
        "From: Elsa Harbour Trust <press@trust.example>\nSent: Tuesday, 24 November 2026\nTo: news desk\n"
        "Subject: PRESS RELEASE: Wall to rise again\n\nFOR IMMEDIATE RELEASE\n\nWall to rise by spring\n\n"
        f"PORT ELSA, 24 November 2026 – {HARBOUR}\n\nENDS\n\nNotes to editors\n1. It was built in 1901.\n\n"
        "Media contact: Tom Pell, press@trust.example, 555 0100\n"
    )
    assert (report.headline, report.byline, report.dateline) == (
        "Wall to rise again",
        None,
        "PORT ELSA, 24 November 2026",
    )
    assert spoken(report) == " ".join(HARBOUR.split())
    assert ("headline", "Wall to rise by spring") in unspoken(report)


@pytest.mark.parametrize("subject", ["", "Press release", "report for tonight", "story", "FYI", "Fwd:"])
def test_a_subject_that_says_nothing_yields_to_the_headline_in_the_copy(subject: str) -> None:
    [report] = read(message(f"Harbour wall falls in storm\n\n{HARBOUR}", subject))
    assert report.headline == "Harbour wall falls in storm"


def test_a_mail_that_was_passed_on_is_by_whom_it_came_from_first() -> None:
    [report] = read(
        message(
            "For tonight.\n\n---------- Forwarded message ---------\nFrom: Tom Pell <tom@elsa.example>\n"
            f"Date: Mon, 23 Nov 2026\nSubject: Wall falls in storm\nTo: Ana Ruiz\n\n{HARBOUR}",
            "Fwd: for tonight",
        )
    )
    assert (report.headline, report.byline) == ("Wall falls in storm", "Tom Pell")
    assert spoken(report) == " ".join(HARBOUR.split())


@pytest.mark.parametrize(
    ("name", "raw", "headline"),
    [("wall.docx", WORD, "Wall falls in storm"), ("wall.json", NINJS, "Wall falls")],
)
def test_the_report_that_a_mail_only_covers_is_the_attachment(name: str, raw: bytes, headline: str) -> None:
    [report] = read(
        with_file(message("Dear desk,\n\nPlease find my report attached.\n\nBest,\nAna"), raw, name)
    )
    assert report.headline == headline
    assert (report.source_name, report.notes) == ("wall.eml", None)
    assert report.source_format in ("docx", "ninjs")


def test_the_same_text_in_the_mail_and_in_its_attachment_is_the_mail() -> None:
    [report] = read(with_file(message(HARBOUR), WORD, "wall.docx"))
    assert report.source_format == "email"


def test_newsroom_formats_are_the_report_whatever_the_mail_says() -> None:
    [report] = read(with_file(message(HARBOUR), NINJS, "wall.json"))
    assert report.source_format == "ninjs"


@pytest.mark.parametrize(
    ("subject", "text", "status"),
    [
        ("KILL: Harbour wall falls", "See attached.", Status.KILLED),
        ("Report", "EMBARGOED UNTIL 0001 GMT, 1 JANUARY 2999\n\nPlease see attached.", Status.EMBARGOED),
        ("Report", "Please see attached.", Status.USABLE),
    ],
)
def test_an_attachment_is_no_freer_than_its_mail(subject: str, text: str, status: Status) -> None:
    [report] = read(with_file(message(text, subject), WORD, "wall.docx"))
    assert report.status is status


def test_an_attached_mail_is_read_too() -> None:
    outer = message("See attached.", "Fwd")
    outer.add_attachment(message(HARBOUR, "Wall falls in storm"))
    [report] = read(outer)
    assert report.headline == "Wall falls in storm"


def test_hypertext_is_read_where_there_is_nothing_else() -> None:
    built = message("x")
    built.set_content("".join(f"<p>{part}</p>" for part in HARBOUR.split("\n\n")), subtype="html")
    assert spoken(read(built)[0]) == " ".join(HARBOUR.split())


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (with_file(message("See attached."), b"%PDF-1.7", "wall.pdf"), "PDF"),
        (with_file(message("\n"), b"\x89PNG", "wall.bin"), "picture"),
        (message("-- \nAna Ruiz\n"), "without a text"),
        (b"From: a\nSubject: x\nContent-Type: application/pkcs7-mime\n\nAAAA", "encrypted"),
        (
            b"From: a\nSubject: x\nMIME-Version: 1.0\n"
            + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 999,
            "parts",
        ),
        (b"From: a\nSubject: x\n\n\x00\x01\x02\x03\x00\xff", "not text"),
    ],
)
def test_a_mail_without_a_report_says_why(source: EmailMessage | bytes, said: str) -> None:
    with pytest.raises(ReportError, match=said) as refused:
        read(source)
    assert refused.value.hint


def test_what_is_no_mail_is_left_to_others() -> None:
    assert not mail.matches(Document(raw=HARBOUR.encode()))
    with pytest.raises(ReportError, match="no mail"):
        mail.read(Document(raw=HARBOUR.encode()))


def test_a_mail_saved_in_two_bytes_a_letter_is_read() -> None:
    [report] = mail.read(Document(raw=f"From: Ana Ruiz\nSubject: Wall falls\n\n{HARBOUR}".encode("utf-16")))
    assert report.headline == "Wall falls"


@pytest.mark.parametrize(
    "line", ["The wall fell on Monday.", "> The wall", "From: a", "--", "Best regards", "<p>x</p>"]
)
def test_large_mails_take_no_long_time(line: str) -> None:
    with within(20):
        try:
            read(b"From: a\nSubject: Wall falls\nMIME-Version: 1.0\n\n" + f"{line}\n".encode() * 100_000)
        except ReportError as refused:
            assert refused.hint  # noqa: PT017 - some of them are no reports


def test_bytes_that_were_changed_on_the_way_give_a_report_or_a_report_error() -> None:
    built = with_file(message(HARBOUR), WORD, "wall.docx")
    built.add_attachment(message(HARBOUR))
    raw = built.as_bytes()
    chance = random.Random(7)
    for _ in range(100):
        changed = bytearray(raw)
        for _ in range(chance.randint(1, 30)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        document = Document(
            raw=bytes(changed[: chance.choice([len(changed), chance.randrange(len(changed))])])
        )
        try:
            reports = mail.read(document, attachment=attached) if mail.matches(document) else []
        except ReportError:
            continue
        assert all(map(is_whole, reports))


@given(
    copies(),
    st.sampled_from(["plain", "base64", "quoted-printable", "html", "alternative", "pasted", "quoted"]),
)
def test_every_word_is_spoken_once_and_in_order(copy: list[str], kind: str) -> None:
    text = "\n\n".join(copy)
    head = "From: Ana Ruiz <ana@elsa.example>\nSubject: Wall\nDate: today\n"
    tags = "".join(f"<p>{part.replace('&', '&amp;').replace('<', '&lt;')}</p>" for part in copy)
    built = message(text)
    if kind == "html":
        built.set_content(tags, subtype="html")
    elif kind == "alternative":
        built.add_alternative(tags, subtype="html")
    sources: dict[str, EmailMessage | bytes | str] = {
        "base64": f"{head}Content-Transfer-Encoding: base64\nContent-Type: text/plain\n\n".encode()
        + base64.encodebytes(text.encode()),
        "pasted": f"{head}\n{text}",
        "quoted": f"{head}\nOn Mon, 23 Nov 2026 at 08:00, Lu <l@x> wrote:\n> Older words\n\n{text}",
    }
    [report] = read(sources.get(kind, built))
    assert spoken(report) == " ".join(" ".join(copy).split())

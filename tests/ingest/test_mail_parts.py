from email.message import EmailMessage

import pytest
from webdesk import HARBOUR, within

from broadcast.errors import ReportError
from broadcast.ingest.mail_parts import Letter, Text, open_letter, unflowed

PLAIN = HARBOUR + "\n"
HYPERTEXT = "".join(f"<p>{part}</p>" for part in HARBOUR.split("\n\n"))


def opened(message: EmailMessage | bytes) -> Letter:
    return open_letter(message if isinstance(message, bytes) else message.as_bytes(), "the report")


def mail(plain: str = PLAIN) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ana Ruiz <ana@elsa.example>"
    message["Subject"] = "Wall"
    message.set_content(plain)
    return message


def words(letter: Letter) -> list[str]:
    return [text.words.strip() for text in letter.texts]


def test_plain_text_is_taken_before_hypertext() -> None:
    message = mail()
    message.add_alternative(HYPERTEXT, subtype="html")
    assert words(opened(message)) == [HARBOUR]
    assert opened(message).fields["subject"] == "Wall"


def test_hypertext_is_taken_where_the_plain_text_is_a_stub() -> None:
    message = mail("View this mail in a browser.")
    message.add_alternative(HYPERTEXT, subtype="html")
    message.get_payload()[1].add_related(b"x", "image", "png", cid="<1>")
    [text] = opened(message).texts
    assert text.is_hypertext
    assert text.words.strip() == HYPERTEXT


def test_files_are_attachments_and_pictures_and_invitations_are_nothing() -> None:
    message = mail()
    message.add_attachment(b"PK", maintype="application", subtype="octet-stream", filename="Mauer ü.docx")
    message.add_attachment("It fell.", filename="wall.txt")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="w.png")
    message.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="i.ics")
    letter = opened(message)
    assert words(letter) == [HARBOUR]
    assert [(file.name, file.raw.strip()) for file in letter.attachments] == [
        ("Mauer ü.docx", b"PK"),
        ("wall.txt", b"It fell."),
    ]


def test_a_mail_in_a_mail_is_taken_apart() -> None:
    message = mail("See below.")
    message.add_attachment(mail())
    [file] = opened(message).attachments
    assert file.mail is not None
    assert words(file.mail) == [HARBOUR]


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_encodings_are_undone(encoding: str, charset: str) -> None:
    message = EmailMessage()
    message["Subject"] = "Wall"
    message.set_content("The café fell.\n", charset=charset, cte=encoding)
    assert words(opened(message)) == ["The café fell."]


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("text/plain; charset=iso-2022-jp", "壁が崩れた。".encode("iso-2022-jp"), "壁が崩れた。"),
        ("text/plain; charset=utf-8", b"caf\xe9 \x93open\x94", "café “open”"),
        ("text/plain; charset=us-ascii", "café".encode(), "café"),
        ("text/plain; charset=unknown-9", "café".encode(), "café"),
        ("text/plain; charset=zip", b"It fell.", "It fell."),
        ("text/plain; charset*=utf-8''utf-8", "café".encode(), "café"),
        (";;;", b"It fell.", "It fell."),
    ],
)
def test_a_wrong_label_does_no_harm(kind: str, body: bytes, told: str) -> None:
    assert words(opened(f"Subject: x\nContent-Type: {kind}\n\n".encode() + body)) == [told]


@pytest.mark.parametrize(
    ("flowed", "delsp", "told"),
    [
        ("It \nfell.\n\nLate.", False, "It fell.\n\nLate."),
        ("It \nfell \ndown.", False, "It fell down."),
        ("har \nbour", True, "harbour"),
        (" From here.", False, "From here."),
        ("> It \n> fell.\nYes.", False, "> It fell.\nYes."),
        ("It fell. \n-- \nAna", False, "It fell. \n-- \nAna"),
    ],
)
def test_flowed_text_has_a_line_a_paragraph(flowed: str, delsp: bool, told: str) -> None:
    assert unflowed(flowed, delsp=delsp) == told


def test_an_encrypted_mail_says_so() -> None:
    assert opened(b"Subject: x\nContent-Type: application/pkcs7-mime\n\nAAAA").is_locked


@pytest.mark.parametrize("kind", ["multipart/mixed; boundary=b", "message/rfc822"])
def test_mails_in_mails_without_an_end_are_refused(kind: str) -> None:
    with within(5), pytest.raises(ReportError, match="too many parts"):
        opened(b"Subject: x\n" + f"Content-Type: {kind}\n\n--b\n".encode() * 5_000)


def test_many_parts_are_refused() -> None:
    part = b"--b\nContent-Type: text/plain\n\nIt fell.\n"
    with within(5), pytest.raises(ReportError, match="500 parts"):
        opened(b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + part * 20_000)


def test_a_text_says_what_it_is() -> None:
    assert not Text(words="x").is_hypertext

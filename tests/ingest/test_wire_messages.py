import pytest

from broadcast.errors import ReportError
from broadcast.ingest.document import Document
from broadcast.ingest.iso646 import from_iso646
from broadcast.ingest.wire_messages import Message, is_anpa, messages

IPTC = (
    b"\x16\x16\x01eca0001 4 rs 46  elw 0027\r\n\r\nStorm/harbour/\r\n"
    b"\x02Wall falls =\r\n\r\nThe wall fell.\r\n"
    b"\x03240612 GMT Nov 26\r\n\x7f\r\n\x7f\x04"
)
ANPA = (
    b"\x16\x16\x01z6715\x1f-----\r\nr z\x13\x11 BC-US--Storm-Harbour 1stLd-Writethru   11-24 0500\r\n"
    b"\x02^BC-US--Storm Harbour,416<\r\n\t   The wall fell.\r\n\x03\r\n\x04"
)
CARETS = {b"\x01": b"^A", b"\x02": b"^B", b"\x03": b"^C", b"\x04": b"^D", b"\x16": b"^V", b"\x1f": b"^_"}
CARETS |= {b"\x11": b"^Q", b"\x13": b"^S"}


def told(raw: bytes) -> list[Message]:
    return list(messages(Document(raw=raw)))


def printed(raw: bytes) -> bytes:
    """Control characters as they are printed."""
    for control, caret in CARETS.items():
        raw = raw.replace(control, caret)
    return raw


def stripped(raw: bytes) -> bytes:
    """What an archive leaves that drops control characters."""
    return raw.translate(None, b"\x01\x02\x03\x04\x11\x13\x16\x1f\x7f")


@pytest.mark.parametrize("change", [bytes, printed, stripped], ids=lambda change: change.__name__)
def test_header_and_text_stand_apart_however_the_control_characters_came(change: type) -> None:
    (message,) = told(change(IPTC))
    assert (message.service, message.number, message.is_anpa) == ("eca", "0001", False)
    assert "Wall falls =\n\nThe wall fell.\n" in message.text
    assert "eca0001" not in message.text
    (message,) = told(change(ANPA))
    assert (message.service, message.number, message.is_anpa) == ("z", "6715", True)
    assert "^BC-US--Storm Harbour,416<\n\t   The wall fell.\n" in message.text
    assert "1stLd" not in message.text


@pytest.mark.parametrize("change", [bytes, printed, stripped], ids=lambda change: change.__name__)
def test_the_first_header_tells_the_format(change: type) -> None:
    assert is_anpa(Document(raw=change(IPTC))) is False
    assert is_anpa(Document(raw=change(ANPA))) is True


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"The wall fell.",
        b"\x01",
        b"\x01\x02\x03\x04\x05\x06\x07\x08\x0b",
        b"^BC-Storm is no header.",
        b"ZCZC is a word on telex.",
        b"ABC 1234 is a number.\n\nThe wall fell.",
        b"Elsa 2026\n\nThe wall fell.",
        b"<nsml>",
        b"\x89PNG\r\n\x01\x02",
    ],
)
def test_what_begins_with_no_header_is_no_wire(raw: bytes) -> None:
    assert is_anpa(Document(raw=raw)) is None


def test_several_messages_in_a_file_are_several() -> None:
    assert [message.number for message in told(IPTC + ANPA + IPTC.replace(b"0001", b"0002"))] == [
        "0001",
        "6715",
        "0002",
    ]
    assert len(told(printed(IPTC) + b"\r\n" + printed(ANPA))) == 2


def test_a_message_without_its_end_ends_where_the_next_begins_or_with_the_file() -> None:
    cut = IPTC[: IPTC.index(b"\x03")]
    first, second = told(cut + ANPA)
    assert first.text.endswith("The wall fell.\n")
    assert second.is_anpa
    (only,) = told(IPTC[: IPTC.index(b" fell.")])
    assert only.text.endswith("The wall")


def test_a_header_alone_is_a_message_without_text() -> None:
    assert [message.text for message in told(IPTC[: IPTC.index(b"\x02")])] in (
        [],
        [""],
        ["\n\nStorm/harbour/\n"],
    )


def test_telex_has_its_frame_and_routing_dropped() -> None:
    (message,) = told(
        b"ZCZC ELW123\r\nYY TDA\r\nStorm hits Port Elsa\r\n\r\n   The wall fell.\r\n\r\nNNNN\r\n"
    )
    assert message.text == "Storm hits Port Elsa\n\n   The wall fell.\n\n"
    assert message.header.strip() == "YY TDA"
    assert is_anpa(Document(raw=b"ZCZC\nABC\nx\nNNNN")) is False


def test_a_further_start_of_text_parts_paragraphs() -> None:
    assert told(IPTC.replace(b"The wall", b"One.\x02The wall"))[0].text.count("One.\n\nThe wall") == 1


@pytest.mark.parametrize(
    "encoding", ["utf-8", "cp1252", "cp850", "cp437"], ids=["utf-8", "windows", "dos", "dos american"]
)
def test_letters_beyond_ascii_are_read_in_any_code_page(encoding: str) -> None:
    words = "Die Männer sind für das Höchste, und die Tür in der Lübecker Straße ist schön."
    raw = IPTC.replace(b"The wall fell.", words.encode(encoding))
    assert words in told(raw)[0].text


def test_typographic_quotation_marks_of_windows_are_no_letters_of_dos() -> None:
    words = "“We saw it,” said Ana Ruiz’s mother – “it’s gone…”"
    assert words in told(IPTC.replace(b"The wall fell.", words.encode("cp1252")))[0].text


@pytest.mark.parametrize(
    ("seven", "eight"),
    [
        (
            "Die M{nner sind f}r das H|chste und die gro~e Stra~e nicht zu haben",
            "Die Männer sind für das Höchste und die große Straße nicht zu haben",
        ),
        (
            "Muren p} havnen faldt i nat, og der var ikke nogen i b}dene da det bl{ste p} vandet",
            "Muren på havnen faldt i nat, og der var ikke nogen i bådene da det blæste på vandet",
        ),
        (
            "Le mur du port est tomb{ dans la nuit, et la mairie dit que personne n'a {t{ bless{ sur le quai",
            "Le mur du port est tombé dans la nuit, et la mairie dit que personne n'a été blessé sur le quai",
        ),
    ],
)
def test_letters_of_a_seven_bit_alphabet_are_read_by_the_language(seven: str, eight: str) -> None:
    assert from_iso646(seven) == eight
    assert eight in told(IPTC.replace(b"The wall fell.", seven.encode()))[0].text


@pytest.mark.parametrize(
    "text",
    [
        "The wall {sic} fell on the harbour of Port Elsa, and it was said to be of a|b kind in the night",
        "Oakland 7{ and Elsa 3{ were in the lead, and the wall was not to be seen in the night",
        "Die Männer sind f}r und f}r das Höchste",
    ],
)
def test_brackets_in_english_and_beside_real_letters_stay(text: str) -> None:
    assert from_iso646(text) == text


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ReportError):
        told(b"\x01eca0001 4 rs 46\r\n\x02" + bytes(range(5, 256)) * 8)


def test_too_many_messages_are_refused() -> None:
    with pytest.raises(ReportError, match="more than 2,000 messages"):
        told(b"\x01eca0001 4 rs 46\r\n\x02a\x03" * 3000)

import struct
import zipfile

import pytest
from webdesk import within
from wordfile import packed

from broadcast.errors import ReportError
from broadcast.ingest.docx_parts import PART_LIMIT, is_office, open_parts

WORD = {"word/document.xml": "<a/>"}
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def test_a_part_is_read_under_any_spelling_of_its_name() -> None:
    parts = open_parts(packed({"Word\\Document.xml": "<a/>"}), "x")
    assert parts.read("/word/document.xml") == b"<a/>"
    assert "WORD/document.xml" in parts
    assert parts.read("word/styles.xml") == b""


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/workbook.xml": ""}, "spreadsheet"),
        ({"ppt/presentation.xml": ""}, "presentation"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, r"OpenDocument file \(\.odt\)"),
        ({"mimetype": "application/epub+zip", "META-INF/container.xml": ""}, "e-book"),
        ({"Index/Document.iwa": ""}, "Apple"),
        ({"wall.txt": "It fell."}, "ZIP archive"),
        ({}, "ZIP archive"),
    ],
)
def test_another_kind_of_archive_is_called_by_its_name(parts: dict[str, str | bytes], said: str) -> None:
    raw = packed(parts)
    assert is_office(raw)
    with pytest.raises(ReportError, match=said) as refused:
        open_parts(raw, "the report")
    assert refused.value.hint


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        ("WordDocument", r"before 2007 \(\.doc\)"),
        ("Workbook", r"\.xls"),
        ("EncryptedPackage", "password"),
        ("__properties_version1.0", "Outlook"),
        ("Something", "office document of before 2007"),
    ],
)
def test_a_compound_file_is_called_by_its_name(stream: str, said: str) -> None:
    raw = COMPOUND + stream.encode("utf-16-le") + b"\0" * 100
    assert is_office(raw)
    with pytest.raises(ReportError, match=said) as refused:
        open_parts(raw, "the report")
    assert refused.value.hint


def test_a_bomb_is_unpacked_no_further_than_the_limit() -> None:
    raw = packed({"word/document.xml": b" " * (PART_LIMIT * 10)})
    with within(5), pytest.raises(ReportError, match="20 MB"):
        open_parts(raw, "x").read("word/document.xml")


def test_thousands_of_parts_are_bounded() -> None:
    many: dict[str, str | bytes] = {f"word/{number}": b"" for number in range(9_000)}
    with within(5):
        assert open_parts(packed(WORD | many), "x").read("word/document.xml") == b"<a/>"
    more: dict[str, str | bytes] = {f"word/{number}": b"" for number in range(40_000)}
    raw = packed(WORD | more)
    with within(1), pytest.raises(ReportError, match="too many files"):
        open_parts(raw, "x")


def test_a_list_of_parts_that_lies_about_its_length_is_refused() -> None:
    raw = bytearray(packed(WORD))
    struct.pack_into("<L", raw, raw.rfind(b"PK\x05\x06") + 12, 0xFFFFFF0)
    with pytest.raises(ReportError):
        open_parts(bytes(raw), "x")


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_word_does_not_know_are_refused(compression: int) -> None:
    with pytest.raises(ReportError, match="damaged"):
        open_parts(packed(WORD, compression), "x").read("word/document.xml")


def test_a_locked_part_and_a_damaged_one_are_refused() -> None:
    raw = bytearray(packed({"word/document.xml": b"It fell." * 99}))
    raw[raw.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReportError, match="password"):
        open_parts(bytes(raw), "x").read("word/document.xml")
    raw = bytearray(packed({"word/document.xml": b"It fell." * 99}))
    raw[55] ^= 0xFF
    with pytest.raises(ReportError, match="damaged"):
        open_parts(bytes(raw), "x").read("word/document.xml")


@pytest.mark.parametrize("length", [4, 30, 60, 100])
def test_an_archive_that_is_cut_off_is_damaged(length: int) -> None:
    with pytest.raises(ReportError, match="damaged"):
        open_parts(packed(WORD)[:length], "x")


def test_text_is_no_office_document() -> None:
    assert not is_office(b"PK, she said.")
    assert not is_office(b"")

import codecs
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import ReportError
from broadcast.ingest.decode import decode

COPY = "“The harbour’s wall fell,” said Ana Ruiz – the café owner’s café is gone.\nIt’s over.\n"
FRENCH = "Le maire de Portsea a déclaré que la réunion était terminée et que les élèves étaient rentrés.\n"
POLISH = "Burmistrz powiedział, że most został zamknięty. Śledztwo trwa, a świadkowie są przesłuchiwani.\n"
RUSSIAN = "Мэр заявил, что мост закрыт. Мы должны действовать немедленно, добавил он. Следствие идёт.\n"
JAPANESE = "市長は橋が閉鎖されたと述べた。直ちに行動しなければならない。カフェは開いている。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (COPY, "utf-8"),
        (COPY, "utf-8-sig"),
        (COPY, "utf-16"),
        (COPY, "utf-16-le"),
        (COPY, "utf-16-be"),
        (COPY, "utf-32"),
        (COPY, "cp1252"),
        (COPY * 50, "cp1252"),
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "utf-16"),
        ("plain ASCII", "ascii"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_mark_of_the_other_byte_order_is_obeyed() -> None:
    assert decode(codecs.BOM_UTF16_BE + COPY.encode("utf-16-be")) == COPY


def test_one_stray_western_byte_does_not_spoil_a_utf8_report() -> None:
    assert decode((COPY * 3).encode() + b"caf\xe9") == COPY * 3 + "café"


def test_the_empty_places_of_windows_1252_do_not_stop_it() -> None:
    assert decode(b"The mayor said \x93we stay\x94 \x81 and left on Monday morning.") == (
        "The mayor said “we stay”   and left on Monday morning."
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_line_ends_of_every_kind_are_one(end: str) -> None:
    assert decode(f"one{end}{end}two{end}".encode()) == "one\n\ntwo\n"


def test_control_characters_become_spaces_one_for_one() -> None:
    text = "a\x07b\x1bc\x0cd\x9fe\ufefff\tg\u00a0 h" + " words" * 99
    assert decode(text.encode()) == "a b c d e f\tg\u00a0 h" + " words" * 99


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7",
        b"PK\x03\x04 word/document.xml",
        b"RIFF\x00\x00\x00\x00WAVEfmt ",
        b"ID3\x04\x00",
        b"\x00\x00\x00\x18ftypmp42",
        b"{\\rtf1 text}",
        b"some words\x00\x00\x01\x02 and more",
        bytes(range(1, 32)) * 9,
        codecs.BOM_UTF16_LE + b"\x00\xd8" * 400,
    ],
)
def test_what_is_not_text_is_refused_with_a_hint(raw: bytes) -> None:
    with pytest.raises(ReportError, match="not text") as refused:
        decode(raw)
    assert refused.value.hint


WORDS = st.sampled_from(
    ["“Stay,”", "said", "Ana", "Ruiz.", "café", "it’s", "–", "  ", "\t", "\n\n", "\u00a0"]
)
REPORTS = st.lists(WORDS, min_size=5, max_size=80).map(" ".join)


@given(REPORTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_survives_exactly(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.one_of(st.binary(max_size=400), REPORTS.map(lambda text: text.encode("cp1252", "replace"))))
def test_any_bytes_give_clean_text_or_a_report_error(raw: bytes) -> None:
    try:
        text = decode(raw)
    except ReportError:
        return
    assert not any(
        letter in text for letter in map(chr, [*range(9), *range(11, 32), *range(127, 160), 0xFEFF])
    )
    text.encode()


@pytest.mark.parametrize("spoil", [lambda raw: raw[:-1], lambda raw: raw + b"\xff"])
def test_a_report_cut_off_in_a_letter_is_still_read(spoil: Callable[[bytes], bytes]) -> None:
    assert decode(spoil(JAPANESE.strip().encode())).startswith("市長は橋が")


def test_one_control_character_makes_no_short_text_binary() -> None:
    assert decode(b"\x07The wall fell.") == " The wall fell."
    assert decode(b"\x00The wall fell.") == " The wall fell."
    with pytest.raises(ReportError, match="binary"):
        decode(b"\x07\x01\x02\x03The wall fell.")

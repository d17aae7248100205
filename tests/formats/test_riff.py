import runpy
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.formats.riff import Chunk, ascii_text, clean_text, list_chunk, utf8_text

hostile = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("hostile.py"))))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=9))
def test_a_chunk_is_padded_to_an_even_length_and_says_its_own(body: bytes) -> None:
    packed = Chunk(name=b"junk", body=body).packed()
    assert packed[:8] == b"junk" + len(body).to_bytes(4, "little")
    assert len(packed) % 2 == 0
    assert packed[8 : 8 + len(body)] == body


def test_a_list_holds_padded_chunks() -> None:
    inside = [Chunk(name=b"labl", body=b"abc"), Chunk(name=b"note", body=b"de")]
    assert list_chunk(b"adtl", inside).body == b"adtllabl\x03\0\0\0abc\0note\x02\0\0\0de"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile.TEXT)
def test_clean_text_can_stand_in_xml_and_is_one_line(text: str) -> None:
    cleaned = clean_text(text)
    element = ElementTree.Element("a", {"b": cleaned})
    element.text = cleaned
    back = ElementTree.fromstring(ElementTree.tostring(element, "utf-8"))
    assert (back.text or "", back.get("b")) == (cleaned, cleaned)
    assert cleaned.splitlines() in ([], [cleaned])
    assert clean_text(cleaned) == cleaned


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile.TEXT, st.integers(8, 80), st.booleans())
def test_ascii_text_is_printable_and_fits(text: str, limit: int, keep_end: bool) -> None:
    plain = ascii_text(text, limit, keep_end=keep_end)
    assert plain.isascii()
    assert plain.isprintable()
    assert len(plain) <= limit


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.sampled_from("ab  c"), min_size=1, max_size=60), st.integers(8, 30))
def test_what_is_cut_is_cut_between_words(text: str, limit: int) -> None:
    words = text.split()
    plain = ascii_text(text, limit)
    if plain.endswith("...") and max(map(len, words)) < limit / 2 - 3:
        assert plain.removesuffix("...").split() == words[: len(plain.split())]
        end = ascii_text(text, limit, keep_end=True)
        assert end.removeprefix("...").split() == words[-len(end.split()) :]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Łódź, Ærø and Straße – “déjà vu”", 'Lodz, AEro and Strasse - "deja vu"'),
        ("£5½", "GBP 51/2"),
        ("Fire 🔥 at the port", "Fire ? at the port"),
        ("Пожар в порту", ""),
        ("حريق", ""),
        ("A3 Пожар", ""),
        ("a\u200bb\u202ec", "abc"),
        ("", ""),
    ],
)
def test_letters_become_ascii_where_that_says_something(text: str, plain: str) -> None:
    assert ascii_text(text, 64) == plain


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile.TEXT, st.integers(1, 40))
def test_utf8_text_ends_in_nul_and_cuts_no_character(text: str, limit: int) -> None:
    octets = utf8_text(text, limit)
    assert len(octets) <= limit
    assert octets.count(b"\0") == 1
    assert octets.endswith(b"\0")
    octets.decode("utf-8")

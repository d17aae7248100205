import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import UsageError
from broadcast.speech.lexicons import make_entry
from broadcast.speech.lexicons.csv_table import entries_of, format_csv

FILE = """name,respelling,ipa,arpabet,alias,language,note
Palmyra,pal-MY-ruh,,,,ar,"an old town, in ruins"
# a remark
Kyiv,,ˈkiːv,,,uk,

Bihac,,,B IY1 HH AA0 CH,,bs,
XR,,,,extinction rebellion,,
"""
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(str.strip)
WRITTEN = st.sampled_from(["pal-MY-ruh", "/pælˈmaɪrə/", "P AE0 L M AY1 R AH0", "KEEV"])
ENTRIES = st.builds(
    lambda name, written, note, source, case: make_entry(name, written, note=note, source=source, case=case),
    st.text("AbcÉл'’- ", max_size=10).map(lambda text: f"N{text}".strip()),
    WRITTEN,
    TEXTS,
    TEXTS,
    st.sampled_from(["name", "exact", "any"]),
)


def test_a_row_has_one_way_to_say_a_name() -> None:
    entries = entries_of(FILE, "'s.csv'")
    assert [(entry.name, entry.phonemes or entry.alias, entry.note) for entry in entries] == [
        ("Palmyra", "pælmˈIɹə", "an old town, in ruins"),
        ("Kyiv", "kˈiv", ""),
        ("Bihac", "bˈihɑʧ", ""),
        ("XR", "extinction rebellion", ""),
    ]


@given(st.lists(ENTRIES, max_size=5, unique_by=lambda entry: entry.name))
def test_what_is_written_is_read_as_the_same(entries: list) -> None:
    assert entries_of(format_csv(entries), "'s.csv'") == tuple(entries)


def test_a_spreadsheet_may_write_semicolons() -> None:
    assert entries_of("name;respelling\nKyiv;KEEV\n", "'s.csv'")[0].phonemes == "kˈiv"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Palmyra,pal-MY-ruh\n", "line 1: the first row does not name the columns"),
        ("name,sound\n", "line 1: the first row does not name the columns"),
        ("name,respelling,colour\n", "line 1: the column 'colour' is not known"),
        ("name,respelling\nKyiv,KEEV\nLviv,vvv\n", "line 3: 'vvv' cannot be read"),
        ("name,respelling\nKyiv,\n", "line 2: 'Kyiv' needs one way"),
        ("name,respelling,ipa\nKyiv,KEEV,kiv\n", "line 2: 'Kyiv' is said in two ways: respelling and ipa"),
        ("name,respelling\nKyiv,KEEV\n\nKyiv,KEEV\n", "line 4: 'Kyiv' stands twice"),
        ("name,respelling\nKyiv,KEEV,KEEV\n", "line 2: 3 fields, but 2 columns"),
        ('name,respelling\nKyiv,"KEEV\n', "line 2: unexpected end of data"),
        ("name,respelling\nKyiv," + "a" * 500, "line 2: a field of 500 characters"),
    ],
)
def test_a_damaged_row_is_named_by_its_line(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        entries_of(text, "'s.csv'")
    assert message in str(caught.value)
    assert caught.value.hint

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.pdf_text import ABSENT, BOLD, PLAIN, fitted, lines_of, load_fonts, width_of

ARABIC = "\u0627\u0644\u0645\u064a\u0646\u0627\u0621 \u0645\u0641\u062a\u0648\u062d"


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=120), width=st.integers(30, 200), font=st.sampled_from([PLAIN, BOLD]))
def test_every_line_of_any_text_fits_and_is_in_the_fonts(text, width, font) -> None:
    load_fonts()
    from reportlab.pdfbase.pdfmetrics import getFont

    known = getFont(font).face.charToGlyph
    for line in lines_of(text, font, 10, width):
        assert line.width <= width + 1
        assert all(ord(letter) in known for letter in line.text)
    assert width_of(fitted(text, font, 10, width), font, 10) <= width


@settings(max_examples=50, deadline=None)
@given(words=st.lists(st.sampled_from(["harbour", "Łódź", "Ελλάδα", "Москва", "a", "x" * 80]), max_size=30))
def test_no_letter_is_lost_between_lines(words) -> None:
    load_fonts()
    lines = lines_of(" ".join(words), PLAIN, 10, 120)
    assert "".join(line.text for line in lines).replace(" ", "") == "".join(words)


def test_an_empty_line_stays_between_paragraphs() -> None:
    load_fonts()
    assert [line.text for line in lines_of("one\n\ntwo", PLAIN, 10, 100)] == ["one", "", "two"]
    assert lines_of(" \n ", PLAIN, 10, 100) == []


def test_what_the_fonts_lack_is_a_box_and_what_looks_alike_is_taken() -> None:
    load_fonts()
    assert fitted("港口 《Wall》 🚢 ｆ", PLAIN, 10, 500) == f"{ABSENT}{ABSENT} «Wall» {ABSENT} f"
    assert fitted("a\u200db\u00a0c\u00add", PLAIN, 10, 500) == "ab cd"


def test_arabic_is_joined_and_runs_from_the_right() -> None:
    load_fonts()
    (line,) = lines_of(ARABIC, PLAIN, 10, 500)
    assert line.from_right
    assert line.text == "\ufea1\ufeee\ufe98\ufed4\ufee3 \ufe80\ufe8e\ufee8\ufef4\ufee4\ufedf\ufe8d"


def test_text_that_does_not_fit_ends_in_an_ellipsis() -> None:
    load_fonts()
    assert fitted("The harbour reopens", PLAIN, 10, 60).endswith("…")
    assert fitted("The harbour reopens", PLAIN, 10, 3) == ""

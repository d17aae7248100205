import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.ingest.paragraphs import LINE, PARAGRAPH, Paragraphs

WORDS = st.sampled_from(["harbour", " wall ", "\n fell", "“now”", " ", "", "\xa0", "Ana\tRuiz", "3.5 %"])
STEPS = st.one_of(
    st.tuples(st.just("write"), WORDS),
    st.tuples(st.just("keep"), WORDS),
    st.tuples(st.sampled_from(["line", "tab", "end", "end line", "open", "close"]), st.just("")),
)


def test_spaces_are_collapsed_and_none_stands_at_an_edge() -> None:
    copy = Paragraphs()
    copy.write("  The \n harbour ")
    copy.write(" wall\t")
    copy.end_line()
    copy.write(" \xa0 fell. ")
    copy.end(PARAGRAPH)
    assert copy.text == "The harbour wall\nfell."


def test_the_widest_gap_that_is_asked_for_parts_two_paragraphs() -> None:
    copy = Paragraphs()
    copy.end(PARAGRAPH)
    copy.write("One.")
    copy.end(LINE)
    copy.end(PARAGRAPH)
    copy.end(LINE)
    copy.write("Two.")
    copy.end(LINE)
    copy.write("Three.")
    copy.end(PARAGRAPH)
    assert copy.text == "One.\n\nTwo.\nThree."


def test_kept_lines_stay_and_empty_ones_part_paragraphs() -> None:
    copy = Paragraphs()
    copy.write("\n\n  One\n  two  three\n \n\n\nfour\n", kept=True)
    copy.end(PARAGRAPH)
    assert copy.text == "One\n  two  three\n\nfour"


def test_many_line_ends_are_one_empty_line() -> None:
    copy = Paragraphs()
    copy.end_line()
    copy.write("One.")
    for _ in range(5):
        copy.end_line()
        copy.write(" ")
    copy.write("Two.")
    copy.end(PARAGRAPH)
    assert copy.text == "One.\n\nTwo."


def test_a_mark_begins_with_its_first_word_and_ends_with_its_last() -> None:
    copy = Paragraphs()
    copy.write("One. ")
    inner = copy.begin_mark()
    copy.write(" Two. ")
    assert copy.end_mark(inner) == (5, 9)
    empty = copy.begin_mark()
    copy.write(" ")
    assert copy.end_mark(empty) is None
    copy.end(PARAGRAPH)
    outer = copy.begin_mark()
    copy.prefix = "1. "
    copy.write("Three.")
    copy.end(LINE)
    span = copy.end_mark(outer)
    assert span is not None
    assert copy.text[slice(*span)] == "1. Three."


def test_marks_of_quotation_stand_close_to_the_words() -> None:
    copy = Paragraphs()
    copy.write("He said ")
    copy.begin_quote("“")
    copy.write(" no ")
    copy.end_quote("”")
    copy.write(" and ")
    copy.begin_quote("“")
    copy.end_quote("”")
    copy.write("left")
    copy.begin_quote("“")
    copy.end(PARAGRAPH)
    copy.write("A paragraph.")
    copy.end(PARAGRAPH)
    copy.end_quote("”")
    assert copy.text == "He said “no” and left\n\n“A paragraph.”"


def test_numbers_above_the_line_are_written_so_and_words_are_not() -> None:
    copy = Paragraphs()
    copy.write("10")
    start = len(copy.line)
    copy.write("-6")
    copy.raise_digits(copy.flushes, start)
    copy.write(" the 1")
    start = len(copy.line)
    copy.write("st")
    copy.raise_digits(copy.flushes, start)
    copy.end(PARAGRAPH)
    start = len(copy.line)
    copy.write("7")
    copy.raise_digits(copy.flushes - 1, start)
    copy.end(PARAGRAPH)
    assert copy.text == "10⁻⁶ the 1st\n\n7"


@pytest.mark.parametrize("lines", [1, 2])
@pytest.mark.parametrize("kept", ["\n fell", "\n\n fell"])
def test_kept_line_ends_make_no_second_empty_line(lines: int, kept: str) -> None:
    copy = Paragraphs()
    copy.write("harbour")
    for _ in range(lines):
        copy.end_line()
    copy.write(kept, kept=True)
    copy.end(PARAGRAPH)
    assert copy.text == "harbour\n\n fell"


@given(st.lists(STEPS, max_size=40))
def test_every_letter_is_written_once_and_every_mark_is_a_trimmed_stretch(
    steps: list[tuple[str, str]],
) -> None:
    copy = Paragraphs()
    written = ""
    open_marks = []
    spans = []
    for step, words in steps:
        if step in ("write", "keep"):
            copy.write(words, kept=step == "keep")
            written += words
        elif step == "line":
            copy.end_line()
        elif step == "tab":
            copy.tab()
        elif step.startswith("end"):
            copy.end(LINE if step == "end line" else PARAGRAPH)
        elif step == "open":
            open_marks.append(copy.begin_mark())
        elif open_marks:
            spans.append(copy.end_mark(open_marks.pop()))
    copy.end(PARAGRAPH)
    assert "".join(copy.text.split()) == "".join(written.split())
    if "keep" not in {step for step, _ in steps}:
        assert all(line == line.strip(" ") for line in copy.text.split("\n"))
    assert "\n\n\n" not in copy.text
    for span in filter(None, spans):
        assert copy.text[slice(*span)].strip(" \n\t\xa0")
        assert copy.text[span[0]].strip()

"""What is shown of speech: plain words, a line for a line, and where print is said otherwise."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from broadcast.speech import spoken_changes, spoken_lines, spoken_text

PIECES = (
    *("The FBI", "said", "1,205", "people", "paid", "£2.4bn", "on", "Nov. 23, 2026", "at", "6:45 a.m.", ","),
    *("it's", "COVID-19", "No. 5", "5 %", "#StormAda", "the U.S.'s", "Bihac (BEE-hotch)", "?", "—", ""),
)
copy = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


def test_letters_of_initials_stand_apart() -> None:
    assert spoken_text("The FBI's MPs, NATO-led.") == "The F B I's M P's, NATO-led."


def test_what_has_no_words_says_nothing() -> None:
    assert [spoken_text(text) for text in ("", "  ", "…", "🎉 ❤️")] == [""] * 4


@given(lines=st.lists(copy, max_size=6))
def test_as_many_lines_come_out_as_go_in(lines: list[str]) -> None:
    said = list(spoken_lines(lines))
    assert [bool(line) for line in said] == [any(map(str.isalnum, line)) for line in lines]
    assert all("\n" not in line and not any(map(str.isdigit, line)) for line in said)


def test_lines_are_said_as_they_come() -> None:
    def endless():
        while True:
            yield "At 5 pm."

    said = spoken_lines(endless())
    assert [next(said), next(said)] == ["At five P M."] * 2


@given(text=copy)
def test_every_change_stands_where_it_says_and_none_overlap(text: str) -> None:
    changes = spoken_changes(text)
    assert all(text[slice(*one.span)] == one.printed for one in changes)
    assert all(one.printed != one.said for one in changes)
    spans = [one.span for one in changes]
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_changes_that_touch_are_one() -> None:
    (one,) = spoken_changes("It starts at 6:45 a.m. today")
    assert (one.printed, one.said) == ("6:45 a.m.", "six forty-five A M")


def test_an_apostrophe_is_no_change() -> None:
    assert spoken_changes("It’s the council’s well-known view") == ()

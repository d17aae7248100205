"""Which numbers a listener has to keep."""

import pytest

from broadcast.speech.check.figures import find_numbers, is_year, significant


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The 14 crews moved 300 tonnes.", ["14", "300"]),
        ("It cost $2.4 million, up 3.1 percent.", ["$2.4 million", "3.1"]),
        ("The council voted 7-4 on the plan.", ["7-4"]),
        ("Two hundred and five people in twenty-one boats.", ["Two hundred and five", "twenty-one"]),
        ("On May 4, 2026 and on 5 June one boat left at 6:40 a.m.", []),
        ("In 2019 and since 1998, in the 1990s.", []),
        ("Flight MH370, an F-16 and COVID-19.", []),
        ("Police closed Route 9 and Studio 54.", []),
        ("It stopped at ten past eleven, a quarter to five.", []),
        ("At seven o'clock she left number twelve.", []),
        ("Call 555 0192 or +61 418 450 113.", []),
    ],
)
def test_numbers_are_found_and_dates_times_and_labels_are_none(text: str, numbers: list[str]) -> None:
    assert [number.print for number in find_numbers(text)] == numbers


def test_zeros_at_the_end_do_not_count() -> None:
    assert [significant(one) for one in ("2,347,812", "12,000", "1,050")] == [7, 2, 3]


def test_years_are_told_by_their_shape() -> None:
    assert [is_year(one) for one in ("2026", "1500", "1205", "300")] == [True, True, False, False]

"""Labels that say why they name nobody."""

import pytest

from broadcast.model import Gender
from broadcast.scripting.layouts.nameless import without_apology


@pytest.mark.parametrize(
    "words",
    [
        "TRUCK DRIVER WHO DID NOT GIVE A NAME",
        "TRUCK DRIVER WHO DECLINED TO BE NAMED",
        "TRUCK DRIVER WHO ASKED NOT TO BE IDENTIFIED",
        "TRUCK DRIVER, NO NAME GIVEN",
        "TRUCK DRIVER, NO NAME",
        "TRUCK DRIVER, NAME WITHHELD",
        "TRUCK DRIVER, NAME NOT AVAILABLE",
        "TRUCK DRIVER, SPEAKING ON CONDITION OF ANONYMITY",
        "TRUCK DRIVER, UNNAMED",
    ],
)
def test_an_excuse_is_no_part_of_whom_a_label_describes(words: str) -> None:
    rest, nameless = without_apology(words)
    assert rest == "TRUCK DRIVER"
    assert nameless is not None


def test_the_excuse_may_tell_the_gender() -> None:
    _, nameless = without_apology("Driver who would not give her name")
    assert nameless is not None
    assert (nameless.gender, nameless.evidence) == (Gender.FEMALE, "her")


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("DRIVER WHO GAVE HIS NAME ONLY AS RUI", "RUI, DRIVER"),
        ("DRIVER WHO ONLY GAVE HER FIRST NAME, ROSA", "ROSA, DRIVER"),
        ("ROSA, DRIVER WHO DID NOT GIVE HER SURNAME", "ROSA, DRIVER"),
        ("No Sung-min, minister", "No Sung-min, minister"),
    ],
)
def test_who_gives_a_part_of_a_name_has_one(words: str, rest: str) -> None:
    assert without_apology(words) == (rest, None)

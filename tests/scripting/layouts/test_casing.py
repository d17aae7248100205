"""Names and titles in capitals as copy has them."""

import pytest

from broadcast.scripting.layouts.casing import is_shouted, name_in_case, title_in_case


@pytest.mark.parametrize(
    ("shouted", "name"),
    [
        ("JASON BEAUFORT", "Jason Beaufort"),
        ("IAN MCDONALD", "Ian McDonald"),
        ("IAN McDONALD", "Ian McDonald"),
        ("ORLA O'NEILL", "Orla O'Neill"),
        ("MARIA DE LA CRUZ", "Maria de la Cruz"),
        ("BASHIR AL-SAHEL", "Bashir al-Sahel"),
        ("J.K. MOOR", "J.K. Moor"),
        ("JOHN HOLT JR.", "John Holt Jr."),
        ("JOHN HOLT III", "John Holt III"),
        ("MARY-ANNE D'ARCY", "Mary-Anne D'Arcy"),
        ("STÉPHANE DUJAR", "Stéphane Dujar"),
        ("Ana Ruiz", "Ana Ruiz"),
    ],
)
def test_a_name_in_capitals_is_given_as_in_copy(shouted: str, name: str) -> None:
    assert name_in_case(shouted) == name


@pytest.mark.parametrize(
    ("shouted", "title"),
    [
        ("CNN WHITE HOUSE CORRESPONDENT", "CNN White House Correspondent"),
        ("MAYOR OF PORTO ALTO", "Mayor of Porto Alto"),
        ("CHILDREN'S MINISTER", "Children's Minister"),
        ("U.S. SENATOR (D-UT)", "U.S. Senator (D-UT)"),
        ("VP OF SALES", "VP of Sales"),
        ("harbour master", "harbour master"),
    ],
)
def test_a_title_in_capitals_keeps_its_initials(shouted: str, title: str) -> None:
    assert title_in_case(shouted) == title


def test_capitals_are_told_from_small_letters_by_the_bulk_of_the_word() -> None:
    assert is_shouted("McDONALD")
    assert not is_shouted("Ana RUIz")
    assert not is_shouted("1:20")

import pytest

from broadcast.ingest.authors import person, sensible_author


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ('"Ana Ruiz" <ana@elsa.example>', "Ana Ruiz"),
        ("ana@elsa.example (Ana Ruiz)", "Ana Ruiz"),
        ("Ruiz, Ana", "Ana Ruiz"),
        ("Ana de la Cruz-Müller", "Ana de la Cruz-Müller"),
        ("Ana Ruiz (Elsa Wire)", "Ana Ruiz"),
        ("Ana Ruiz | Elsa Wire", "Ana Ruiz"),
        ("Ana Ruiz via Elsa List", "Ana Ruiz"),
        ("J. K. O’Hara", "J. K. O’Hara"),
        ("严玉洁", "严玉洁"),
        ("Elsa Press Office", ""),
        ("Port Elsa Council", ""),
        ("Microsoft Office User", ""),
        ("python-docx", ""),
        ("ana", ""),
        ("ADMIN USER", ""),
        ("ana@elsa.example", ""),
        ("<ana@elsa.example>", ""),
        ("news desk", ""),
        ("Agent 007", ""),
        ("", ""),
    ],
)
def test_a_person_is_told_from_an_office_and_an_address(written: str, name: str) -> None:
    assert person(written) == name


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("Elsa Wire Staff", "Elsa Wire Staff"),
        ("ana@elsa.example (Ana Ruiz)", "Ana Ruiz"),
        ("Ana Ruiz, Harbour Reporter", "Ana Ruiz, Harbour Reporter"),
        ("admin", ""),
        ("noreply@elsa.example", ""),
        ("https://elsa.example/ana", ""),
        ("x" * 500, ""),
        ("--", ""),
    ],
)
def test_a_desk_may_sign_but_a_program_does_not(written: str, author: str) -> None:
    assert sensible_author(written) == author


def test_a_hostile_name_takes_no_time() -> None:
    for part in ("a ", "a@", "(", "a.", "<", "'"):
        person(part * 500_000)
        sensible_author(part * 500_000)

"""Whom the words of a label name."""

import pytest

from broadcast.model import Gender
from broadcast.scripting.layouts.names import has_name, read_who


@pytest.mark.parametrize(
    ("words", "name", "title"),
    [
        ("Ana Ruiz, mayor", "Ana Ruiz", "mayor"),
        ("ANA RUIZ/MAYOR", "Ana Ruiz", "Mayor"),
        ("SGT. PAUL SOL-PORTO POLICE", "Paul Sol", "Sgt., Porto Police"),
        ("SEN. JOY BERG-(R) BARLOW", "Joy Berg", "Sen., Barlow, R"),
        ("ANA RUIZ-PORTO", "Ana Ruiz-Porto", None),
        ("SEN. ANA RUIZ (D-UT), MINORITY LEADER", "Ana Ruiz", "Sen. (D-UT), Minority Leader"),
        ("LT. GEN. KARL EIKEN, COMMANDER, NORTHLAND", "Karl Eiken", "Lt. Gen., Commander, Northland"),
        ('Ms. MOSETTE BRODER (Author, "The Fall")', "Mosette Broder", 'Author, "The Fall"'),
        ("RESIDENT, 58-YEAR-OLD ANA RUIZ, SAYING", "Ana Ruiz", "Resident"),
        ("VENDOR WHO GAVE HER NAME ONLY AS ROSA, SAYING", "Rosa", "Vendor"),
        ("(English) HARBOUR AUTHORITY CHAIRMAN, LUIS SOL, SAYING", "Luis Sol", "Harbour Authority Chairman"),
        ("HARBOUR GUARD, ANA RUIZ, SAYING", "Ana Ruiz", "Harbour Guard"),
        ("ANA RUIZ, HARBOUR GUARD, SAYING", "Ana Ruiz", "Harbour Guard"),
        ("RESIDENT, AHMAD, SAYING (Arabic)", "Ahmad", "Resident"),
        ("Antonio Renko UN Commissioner for Boats", "Antonio Renko", "UN Commissioner for Boats"),
        ("Spokesperson for the Harbour, Stefan Dujar", "Stefan Dujar", "Spokesperson for the Harbour"),
        ("FIRE CHIEF LUIS SOL :14", "Luis Sol", "Fire Chief"),
        ("(Ana Ruiz, mayor)", "Ana Ruiz", "mayor"),
        ("COL. PETER VAN DER BERG", "Peter van der Berg", "Col."),
        ("JOHN HOLT JR., COACH", "John Holt Jr.", "Coach"),
        ("1 - Amir Sahel (man), deputy minister (Farsi, 10 sec)", "Amir Sahel", "deputy minister"),
    ],
)
def test_name_and_title_are_told_apart(words: str, name: str, title: str) -> None:
    who = read_who(words)
    assert who is not None
    assert (who.name, who.title, who.named) == (name, title, True)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("(English) Ana Ruiz, mayor", "en"),
        ("(Bahasa Indonesia): Mouri Yunar", "id"),
        ("Ana Ruiz (woman), mayor (French, 12 sec)", "fr"),
        ("Ana Ruiz, mayor", None),
    ],
)
def test_the_language_is_the_one_in_brackets(words: str, language: str | None) -> None:
    who = read_who(words)
    assert who is not None
    assert who.language == language


@pytest.mark.parametrize(
    ("words", "name", "gender", "evidence"),
    [
        ("UNIDENTIFIED FEMALE", "unidentified female", Gender.FEMALE, "FEMALE"),
        ("UNIDENTIFIED MAN #2", "unidentified man #2", Gender.MALE, "MAN"),
        ("Ms. RUIZ", "Ruiz", Gender.FEMALE, "Ms."),
        ("Ana Ruiz (woman)", "Ana Ruiz", Gender.FEMALE, "woman"),
        ("Ana Ruiz, spokeswoman for the union", "Ana Ruiz", Gender.FEMALE, "spokeswoman"),
        ("Ana Ruiz, mayor", "Ana Ruiz", None, None),
    ],
)
def test_gender_is_told_only_where_the_label_says_it(
    words: str, name: str, gender: Gender | None, evidence: str | None
) -> None:
    who = read_who(words)
    assert who is not None
    assert (who.name, who.gender, who.gender_evidence) == (name, gender, evidence)


@pytest.mark.parametrize("words", ["Local resident", "UNIDENTIFIED MALE", "PROTESTERS", "MAYOR", "Vox pop 1"])
def test_a_description_is_no_name(words: str) -> None:
    who = read_who(words)
    assert who is not None
    assert not who.named


@pytest.mark.parametrize("words", ["", "(English)", ":12", "-"])
def test_a_label_without_anybody_names_nobody(words: str) -> None:
    assert read_who(words) is None


@pytest.mark.parametrize("line", ["Lorie Gilford, Teacher", "ANA RUIZ / MAYOR", "Ana Ruiz"])
def test_a_line_that_is_but_a_name_is_told(line: str) -> None:
    assert has_name(line)


@pytest.mark.parametrize(
    "line", ["We knew it was coming", "The wall fell.", "22 NOVEMBER 2026, PORTO ALTO", "It is cold"]
)
def test_a_line_of_copy_is_no_name(line: str) -> None:
    assert not has_name(line)


def test_a_label_that_has_no_name_to_give_describes_somebody() -> None:
    who = read_who("TRUCK DRIVER WHO DID NOT GIVE HIS NAME, SAYING")
    assert who is not None
    assert (who.name, who.named, who.withheld, who.gender) == ("truck driver", False, True, Gender.MALE)


@pytest.mark.parametrize(
    ("words", "name", "title"),
    [
        ("HEADTEACHER (Mr Luis Sol)", "Luis Sol", "Headteacher"),
        ("CATERER (Madam Ana Ruiz, in Ewe, voiced over)", "Ana Ruiz", "Caterer"),
        ("ANA RUIZ (Mayor)", "Ana Ruiz", "Mayor"),
    ],
)
def test_a_person_in_brackets_behind_an_office_is_the_one(words: str, name: str, title: str) -> None:
    who = read_who(words)
    assert who is not None
    assert (who.name, who.title) == (name, title)


@pytest.mark.parametrize(
    ("words", "name"), [("(GIRL, 12)", "girl"), ("man w/ dog", "man with dog"), ("Vox pop, nurse", "nurse")]
)
def test_somebody_without_a_name_is_called_as_the_label_does(words: str, name: str) -> None:
    who = read_who(words)
    assert who is not None
    assert (who.name, who.named) == (name, False)

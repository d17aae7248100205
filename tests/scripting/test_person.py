import pytest

from broadcast.model import Gender
from broadcast.scripting.mentions import Mention, MentionKind
from broadcast.scripting.person import Person, gender_told, misspelt, same_name


def mention(text: str, name: str | None = None, title: str | None = None) -> Mention:
    kind = MentionKind.NOMINAL if name is None else MentionKind.NAME
    return Mention(kind=kind, text=text, span=(0, len(text)), name=name, title=title, extent=len(text))


@pytest.mark.parametrize("words", [["ana", "ruiz"], ["ruiz"], ["ana"], ["maria"]])
def test_a_full_name_is_meant_by_each_of_its_words(words: list[str]) -> None:
    assert same_name(words, Person(name="Ana Maria Ruiz"))


@pytest.mark.parametrize("words", [["luis", "ruiz"], ["sol"], []])
def test_another_first_name_is_another_person(words: list[str]) -> None:
    assert not same_name(words, Person(name="Ana Ruiz"))


@pytest.mark.parametrize(
    ("told", "gender"),
    [
        (mention("Mr Sol", "Sol"), Gender.MALE),
        (mention("Ana Ruiz", "Ana Ruiz"), Gender.FEMALE),
        (mention("Sol", "Sol", "mother of two and a baker"), Gender.FEMALE),
        (mention("the spokeswoman for the port"), Gender.FEMALE),
        (mention("Kim Sol", "Kim Sol", "Notre Dame coach"), None),
        (mention("Kim Sol", "Kim Sol", "head of the King's College choir"), None),
        (mention("the soldier"), None),
    ],
)
def test_only_the_word_before_a_name_and_the_noun_of_a_title_tell(
    told: Mention, gender: Gender | None
) -> None:
    assert gender_told(told)[0] is gender


def test_a_letter_astray_in_a_long_name_is_the_same_person() -> None:
    known = Person(name="Lydia Buchtmann")
    assert misspelt(["bauchtmann"], mention("Ms Bauchtmann", "Bauchtmann"), [known]) == [known]
    assert misspelt(["ruis"], mention("Ruis", "Ruis"), [Person(name="Ana Ruiz")]) == []

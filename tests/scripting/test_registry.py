import pytest

from broadcast.model import Gender
from broadcast.scripting.grammar import Grammar
from broadcast.scripting.layouts.marked import Named
from broadcast.scripting.mentions import Mention, MentionKind
from broadcast.scripting.person import Person
from broadcast.scripting.registry import Registry
from broadcast.scripting.scene import Scene


def noun(text: str, at: int = 100) -> Mention:
    return Mention(kind=MentionKind.NOMINAL, text=text, span=(at, at + len(text)), extent=at + len(text))


def name(text: str, at: int = 100) -> Mention:
    place = (at, at + len(text))
    return Mention(kind=MentionKind.NAME, text=text, span=place, name=text, extent=place[1])


def registry(*people: Person) -> Registry:
    made = Registry(people, Scene([0, 50, 100]), Grammar())
    for person in people:
        for span in person.mentions:
            made.enter(person, span)
    return made


def mayor() -> Person:
    return Person(name="Ana Ruiz", title="mayor", gender=Gender.FEMALE, weight=4, mentions=[(0, 8)])


@pytest.mark.parametrize("text", ["the mayor", "Ruiz's statement"])
def test_a_title_or_a_persons_statement_is_the_person(text: str) -> None:
    known = mayor()
    assert registry(known).by_noun(noun(text))[0] is known


def test_an_officer_may_be_a_constable_and_an_arena_manager_is_no_mill_manager() -> None:
    constable = Person(name="Jas Sol", title="Constable", weight=4, mentions=[(0, 7)])
    assert registry(constable).by_noun(noun("the officer"))[0] is constable
    manager = Person(name="Shelly Berg", title="mill manager", weight=4, mentions=[(0, 11)])
    assert registry(manager).by_noun(noun("the arena manager"))[0] is None


def test_the_company_is_the_organisation_last_named() -> None:
    company = Person(name="Harbour Freight Ltd", organisation=True, mentions=[(0, 19)])
    assert registry(mayor(), company).by_noun(noun("the company"))[0] is company


def test_a_resident_is_nobody_known() -> None:
    assert registry(mayor()).by_noun(noun("a resident")) == (None, False)
    made = registry(mayor()).unnamed(noun("A resident"))
    assert (made.name, made.named) == ("a resident", False)


def test_a_rank_in_capitals_is_no_part_of_a_name() -> None:
    known = Person(name="Rafiq Hawlader", mentions=[(0, 14)])
    assert registry(known).by_name(name("OC Rafiq")) is known


def test_whom_a_label_names_is_the_person_of_the_narration() -> None:
    known = mayor()
    told = registry(known).introduce(Named(name="Ana Ruiz", title="mayor of Porto Alto"), (60, 90))
    assert told is known
    assert known.title == "mayor of Porto Alto"
    other = registry(known).introduce(Named(name="resident", named=False), (60, 90))
    assert (other.name, other.named) == ("resident", False)


def test_somebody_presented_by_name_only_later_is_the_one_who_spoke() -> None:
    before = Person(name="a registrar", named=False, mentions=[(0, 11)])
    after = Person(name="Zoe Kerr", presented="registrar", mentions=[(60, 68)])
    assert registry(before, after).named_later(before) is after
    assert registry(before, mayor()).named_later(before) is before

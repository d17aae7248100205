"""Whom an interview is with, and whom the narration introduces."""

import pytest

from broadcast.scripting.layouts.guest import fits, guest_of, named_in
from broadcast.scripting.layouts.marked import Named


@pytest.mark.parametrize(
    ("intro", "name", "title"),
    [
        (
            "We spoke with Hanna Brode, the owner of the island store, about milk.",
            "Hanna Brode",
            "owner of the island store",
        ),
        ("The Gazette sat down with Mayor Ana Ruiz in her office.", "Ana Ruiz", "Mayor"),
        ("Brent Mills of this magazine talked to Steve Sundt, the editor.", "Steve Sundt", "editor"),
        ("Here Giles Ormerod talks about candles.", "Giles Ormerod", None),
        ("Petra Calloway speaks for the dockworkers of Port Merrow.", "Petra Calloway", None),
    ],
)
def test_the_introduction_tells_whom_an_interview_is_with(intro: str, name: str, title: str | None) -> None:
    guest = guest_of(intro)
    assert guest is not None
    assert (guest.name, guest.title) == (name, title)


def test_the_headline_tells_it_where_the_introduction_does_not() -> None:
    guest = guest_of("It was cold.", headline="Q&A with Maren Ek on luck")
    assert guest is not None
    assert guest.name == "Maren Ek"


def test_an_introduction_without_a_person_tells_nobody() -> None:
    assert guest_of("It was cold, and the Harbour Authority was shut on Monday.") is None


@pytest.mark.parametrize(
    ("narration", "name"),
    [
        ("It fell. Fire chief Luis Sol says the building was empty.", "Luis Sol"),
        ("FIRE CHIEF LUIS SOL SAYS THE BUILDING WAS EMPTY.", "Luis Sol"),
        ("Mia Berg, who runs the boat, was there.", "Mia Berg"),
        ("The boat is in Porto Alto.", None),
    ],
)
def test_the_sentence_before_a_soundbite_may_name_its_speaker(narration: str, name: str | None) -> None:
    told = named_in(narration)
    assert (told.name if told else None) == name


@pytest.mark.parametrize("byline", ["By Bo Holm   |   Photographs: Kit Dahl", "She tells Bo Holm about it."])
def test_the_interviewer_is_not_the_guest(byline: str) -> None:
    guest = guest_of(f"{byline}\n\nEdith Marrow, 71, kept the light for years.")
    assert guest is not None
    assert guest.name == "Edith Marrow"


def test_an_office_fits_the_person_who_has_it() -> None:
    assert fits(Named(name="The mayor"), Named(name="Ana Ruiz", title="mayor of Porto Alto"))
    assert not fits(Named(name="The mayor"), Named(name="Ana Ruiz", title="nurse"))


@pytest.mark.parametrize(
    "intro",
    [
        "Ana Ruiz runs the harbour. She spoke to our colleague Bo Holm about the wall.",
        "Ana Ruiz runs the harbour. Ruiz spoke recently with Harbour Wire about the wall.",
    ],
)
def test_whom_the_guest_spoke_to_is_not_the_guest(intro: str) -> None:
    guest = guest_of(intro)
    assert guest is not None
    assert guest.name == "Ana Ruiz"


def test_neither_a_place_nor_the_paper_is_the_guest() -> None:
    guest = guest_of(
        "There is no sign in Porto Alto. People near Porto Alto know Ruiz's shop.",
        headline="HARBOUR GAZETTE\nAt 81, Ana Ruiz has outlasted four mayors",
    )
    assert guest is not None
    assert guest.name == "Ana Ruiz"


@pytest.mark.parametrize(
    ("narration", "name", "named", "gender"),
    [
        ("The harbour master is Ana Ruiz:", "Ana Ruiz", True, None),
        ("The wall fell. This mum in Porto Alto is angry.", "mum", False, "female"),
        ("Harbour Works says it is safe. But this customer is not so sure.", "customer", False, None),
    ],
)
def test_who_is_pointed_at_is_heard_next(narration: str, name: str, named: bool, gender: str | None) -> None:
    found = named_in(narration)
    assert found is not None
    assert (found.name, found.named) == (name, named)
    assert (found.gender.value if found.gender else None) == gender


def test_this_and_a_thing_points_at_nobody() -> None:
    assert named_in("This morning it fell.") is None
    assert named_in("This bridge is closed.") is None


def test_an_office_before_a_comma_is_the_title_of_who_follows() -> None:
    told = named_in("The Municipal Chief Executive, Honourable Bo Sol, told me so.")
    assert told is not None
    assert (told.name, told.title) == ("Bo Sol", "Municipal Chief Executive")

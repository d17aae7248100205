"""A pronoun behind a verb of saying, against the first name of who says it."""

import pytest

from broadcast.model import Gender, Kind, Report
from broadcast.scripting import write_script

BITE = '"We were six people, all of us over sixty," Sol says.'
CLOSED = "The club nearly closed two years ago."


def gender(narration: str) -> Gender | None:
    script = write_script(Report(text=f"{narration}\n\n{BITE}"))
    [speaker] = {part.speaker for part in script.segments if part.kind is Kind.SOUNDBITE and part.speaker}
    assert speaker.name == "Andrea Sol"
    return speaker.gender


@pytest.mark.parametrize(
    "told",
    [
        "Its head, Andrea Sol, says he can hardly believe it.",
        "Andrea Sol says that he can hardly believe it.",
    ],
)
def test_what_somebody_says_of_himself_outweighs_his_first_name(told: str) -> None:
    assert gender(f"{CLOSED} {told}") is Gender.MALE


@pytest.mark.parametrize(
    "before",
    [
        "Luis Sand, 40, was hurt on Monday.",
        "Luis Sand, 40, was hurt. Luis Sand is a trader. It rained. It rained more. It poured. Snow fell.",
        "A man was hurt on Monday.",
        "The baker was hurt on Monday.",
        "The patient was hurt on Monday.",
        "Nobody knows how he fell.",
    ],
    ids=["named before", "whom it is about", "a man", "a trade", "no trade", "a pronoun before"],
)
def test_a_pronoun_that_may_mean_another_tells_nothing(before: str) -> None:
    assert gender(f"{before} Andrea Sol says he can hardly believe it.") is Gender.FEMALE


@pytest.mark.parametrize("told", ["His lawyer, Andrea Sol,", "The victim's lawyer, Andrea Sol,"])
def test_a_pronoun_that_may_mean_whose_lawyer_it_is_tells_nothing(told: str) -> None:
    assert gender(f"{CLOSED} {told} says he can hardly believe it.") is Gender.FEMALE


def test_only_a_pronoun_right_behind_the_verb_tells() -> None:
    assert gender(f"{CLOSED} Andrea Sol says the club knew he was there.") is Gender.FEMALE


def test_a_form_of_address_is_not_outweighed() -> None:
    assert gender(f"{CLOSED} Mrs Andrea Sol says he can hardly believe it.") is Gender.FEMALE

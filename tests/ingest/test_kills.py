import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.ingest.kills import kills, kills_as_note, kills_as_slug

KILLS = [
    "KILL",
    "(KILL)",
    "*** KILL ***",
    "KILL KILL KILL",
    "KILL - Storm kills four",
    "KILL BC-Storm-Harbour",
    "KILL THIS STORY",
    "KILL THE STORY slugged Storm-Harbour",
    "BC-KILL",
    "BC-KILL--Storm",
    "BC-Storm-Harbour-KILL",
    "MANDATORY KILL",
    "Mandatory kill: Storm-Harbour",
    "URGENT: MANDATORY KILL",
    "BULLETIN KILL",
    "Kill notice",
    "EDITORS: PLEASE KILL",
    "Editors: Kill the story slugged Storm-Harbour.",
    "ATTENTION EDITORS - KILL",
    "Eds: please do not use the story",
    "Eds: The Elsa Wire retracts its story about the wall.",
    "EDITORS: Please disregard BC-Storm",
    "Please kill BC-Storm",
    "PLEASE DISREGARD",
    "WITHDRAWN",
    "WITHDRAWN: Harbour wall falls",
    "Harbour wall falls (WITHDRAWN)",
    "Harbour wall falls - KILL",
    "STORY REMOVED",
    "Story removed: storm",
    "Story withdrawn",
    "This story has been withdrawn.",
    "The following item has been killed: Storm",
    "ADVISORY - DO NOT USE",
    "DO NOT USE THIS STORY",
    "Retracts story on harbour",
    "RETRACTION: Harbour wall",
    "The Elsa Wire has withdrawn its story. A kill is mandatory.",
    'PORT ELSA (Wire) - Please be advised that the story headlined "Wall falls" is wrong and is withdrawn.',
    "EILRÜCKRUF",
]
STORIES = [
    "Storm kills four",
    "STORM KILLS FOUR",
    "KILL BILL returns",
    "KILL BILL RETURNS",
    "Police kill gunman",
    "POLICE KILL GUNMAN",
    "KILLED: four in storm",
    "KILL OR BE KILLED",
    "KILL SWITCH FOR PHONES",
    "KILL-JOY MAYOR",
    "KILL THE POLLUTION, MAYOR SAYS",
    "KILLER WHALES COME BACK",
    "Kill your speed, drivers told",
    "Mandatory kill order for badgers",
    "To kill a mockingbird returns",
    "Please kill the mosquitoes, residents told",
    "Withdrawn troops return",
    "WITHDRAWN TROOPS RETURN",
    "Report withdrawn after row",
    "The report was withdrawn on Monday after complaints.",
    "Minister retracts statement",
    "Newspaper retracts story on mayor",
    "Editors kill story about the mayor",
    "DO NOT USE TAP WATER",
    "Do not use tap water, residents told",
    "DO NOT USE UNTIL 0600 GMT",
    "CANCELLED: harbour festival",
    "The story of the withdrawn ferry",
    "",
]


@pytest.mark.parametrize("line", KILLS)
def test_a_kill_is_told_however_an_agency_writes_it(line: str) -> None:
    assert kills(line)


@pytest.mark.parametrize("line", STORIES)
def test_a_story_about_a_killing_is_no_kill(line: str) -> None:
    assert not kills(line)


@pytest.mark.parametrize("line", ["Kill this item", "Withdrawn", "do not use", "kill", "MANDATORY KILL"])
def test_in_an_editors_note_fewer_words_are_enough(line: str) -> None:
    assert kills_as_note(line)


@pytest.mark.parametrize("line", ["Kill fee agreed", "Pictures to follow", "Storm kills four", ""])
def test_a_note_about_something_else_is_no_kill(line: str) -> None:
    assert not kills_as_note(line)


@pytest.mark.parametrize(
    "slug",
    ["BC-KILL", "bc-Storm-KILL", "KILL", "KILL-Storm", "BC-Storm, KILL", "Storm-KILL", "MANDATORY-KILL"],
)
def test_a_slug_kills(slug: str) -> None:
    assert kills_as_slug(slug)


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "POLICE-KILL",
        "KILL-BILL",
        "KILL BILL",
        "kill-bill",
        "storm-kills",
        "POLICE-KILL-GUNMAN",
        "bc-Storm",
    ],
)
def test_a_slug_of_a_story_does_not(slug: str) -> None:
    assert not kills_as_slug(slug)


WORDS = [
    "kill",
    "kills",
    "killed",
    "the",
    "a",
    "storm",
    "four",
    "police",
    "gunman",
    "bill",
    "whale",
    "switch",
]


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=8).map(" ".join))
def test_words_about_killing_in_lower_case_never_kill(headline: str) -> None:
    assert not kills(headline.capitalize() + " in Port Elsa")

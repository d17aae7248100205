import pytest

from broadcast.scripting.cues import cues_in


@pytest.mark.parametrize(
    ("paragraph", "kinds"),
    [
        ("The mountains behind me are the front.", {"camera", "I"}),
        ("The dots you see are soldiers.", {"shown"}),
        ("As we head into the city, officers brief us.", {"moving", "guided", "we"}),
        ("Here the air force steps in.", {"here"}),
        ("I met the baker.", {"I"}),
        ("Here is what we know, and what we asked.", set()),
        ("The shop is here to stay, and from here it is a short walk.", set()),
        ("The minister is here on Monday.", set()),
        ("Write and tell us what you think.", set()),
        ("Trade fell by 3 percent.", set()),
    ],
)
def test_a_cue_is_what_nobody_at_a_desk_says(paragraph: str, kinds: set[str]) -> None:
    assert {cue.kind for cue in cues_in(paragraph)} == kinds

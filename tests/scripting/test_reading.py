import pytest

from broadcast.errors import UsageError
from broadcast.model import Kind, Report
from broadcast.scripting.reading import read_copy

SHOTLIST = """SHOTLIST:
1. Wide of the harbour
2. SOUNDBITE (Spanish) Ana Ruiz, harbour master:
"We lost the whole roof in an hour and nobody came."
3. Boats

STORYLINE:
A fire destroyed the market in Porto Alto on Monday.

"The town will build it again by May," Ruiz said.
"""


def test_a_labelled_soundbite_and_a_quotation_in_the_storyline_are_one_persons() -> None:
    reading = read_copy(Report(text=SHOTLIST))
    assert reading.layout == "shotlist"
    (labelled,) = reading.named.values()
    assert reading.speaker(reading.found[0].person) == labelled
    assert (labelled.name, labelled.title, labelled.language) == ("Ana Ruiz", "harbour master", "es")


def test_a_layout_that_is_asked_for_is_taken() -> None:
    assert read_copy(Report(text=SHOTLIST), "plain").layout == "plain"


def test_an_unknown_layout_is_refused() -> None:
    with pytest.raises(UsageError, match="no layout is called 'opera'"):
        read_copy(Report(text=SHOTLIST), "opera")


def test_plain_copy_has_a_narrator_for_each_paragraph() -> None:
    text = "Rain fell.\n\nThe boats you see behind me are lost.\n\nMore rain came."
    reading = read_copy(Report(text=text))
    assert [kind for _, kind in reading.narrators] == [Kind.ANCHOR, Kind.FIELD, Kind.FIELD]


def test_a_stretch_is_parted_where_anchor_and_field_change_over() -> None:
    text = "Rain fell.\n\nThe boats you see behind me are lost. Back to you in the studio. More rain came."
    parts = read_copy(Report(text=text)).narrated_by((0, len(text)))
    assert [(text[slice(*span)].strip(), kind) for span, kind in parts] == [
        ("Rain fell.", Kind.ANCHOR),
        ("The boats you see behind me are lost. Back to you in the studio.", Kind.FIELD),
        ("More rain came.", Kind.ANCHOR),
    ]


def test_whoever_says_something_before_an_interview_is_the_guest_whom_only_the_headline_names() -> None:
    headline = "At 81, Ana Ruiz has outlasted four mayors"
    text = (
        "People still call the quarter the Flats. “He had very clean shoes,” she says of the mayor.\n\n"
        "Q: Why do you stay?\n\nA: I like it.\n\nQ: And then?\n\nA: I shall see.\n"
    )
    reading = read_copy(Report(text=text, headline=headline))
    assert [reading.speaker(item.person).name for item in reading.found] == ["Ana Ruiz"]
    assert {speaker.name for speaker in reading.named.values()} == {"Ana Ruiz"}

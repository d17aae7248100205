"""Who says so, and where it stands."""

import pytest
from checkdesk import found, mended, suggested


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        (
            "The bridge will stay shut until May, police said.",
            "Police said the bridge will stay shut until May.",
        ),
        (
            "The bridge will stay shut, the mayor said on Monday.",
            "The mayor said on Monday that the bridge will stay shut.",
        ),
        ("The bridge will stay shut, says Ana Ruiz.", "Ana Ruiz says the bridge will stay shut."),
        (
            "The bridge will stay shut, according to police.",
            "According to police, the bridge will stay shut.",
        ),
        ("Merrow will not pay for it, police said.", None),
        (
            "They met in Merrow. Merrow will not pay for it, police said.",
            "Police said Merrow will not pay for it.",
        ),
    ],
)
def test_a_trailing_attribution_is_moved_to_the_front_by_a_suggestion(text: str, instead: str | None) -> None:
    assert suggested(text, "B501") == [instead]
    assert mended(text, "B501") == text


@pytest.mark.parametrize(
    "text",
    [
        "Police said the bridge will stay shut.",
        "“We will not pay for it,” police said.",
        "The bridge, police said, will stay shut.",
        "From Merrow, Ana Ruiz reports.",
        "He asked what they said.",
        "It was the mayor, who said so.",
        "The bridge is shut, we can say.",
        "Police said it is shut, officials said.",
    ],
)
def test_other_attributions_are_left_alone(text: str) -> None:
    assert not found(text, "B501")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The mayor claimed that it was safe.", 1),
        ("The mayor admitted she knew.", 1),
        ("The ministry stated that it knew.", 1),
        ("The group claimed responsibility.", 0),
        ("The storm claimed three lives.", 0),
        ("He denied the claims that he knew.", 0),
        ("She was admitted to hospital.", 0),
    ],
)
def test_verbs_that_judge_are_told(text: str, count: int) -> None:
    assert len(found(text, "B502")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He allegedly took the boat.", 1),
        ("Police found the alleged weapon.", 1),
        ("She alleged that he took it.", 0),
        ("“He allegedly took it,” she said.", 0),
    ],
)
def test_alleged_hides_who_alleges(text: str, count: int) -> None:
    assert len(found(text, "B503")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The mayor called it “sheer madness” on Monday.", 1),
        ("The film “Gone With the Tide” was shown.", 0),
        ("They called it “the long week of mud and rain”.", 0),
        ("The boat is called “lovely”.", 0),
        ("She said: “No.”", 0),
    ],
)
def test_a_word_or_two_in_marks_are_not_heard_as_quoted(text: str, count: int) -> None:
    assert len(found(text, "B504")) == count


def test_quote_unquote_is_print_read_aloud() -> None:
    assert found("It is, quote, madness, unquote.", "B505") == ["unquote"]

import pytest
from webdesk import HARBOUR, within

from broadcast.ingest.web_layout import tell_web_layout


def told(text: str) -> list[tuple[str, str]]:
    return [(str(part.reason), text[slice(*part.span)]) for part in tell_web_layout(text)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("The post Wall falls appeared first on Elsa Wire.", "layout"),
        ("L’article Le mur est apparu en premier sur Elsa.", "layout"),
        ("Der Beitrag Mauer erschien zuerst auf Elsa.", "layout"),
        ("This story was originally published by Elsa Wire.", "layout"),
        ("Read more", "layout"),
        ("Continue reading Wall falls →", "layout"),
        ("Read the full story at Elsa Wire", "layout"),
        ("[…]", "layout"),
        ("© 2026 Elsa Wire. All rights reserved.", "credit"),
        ("Copyright 2026 Elsa Wire", "credit"),
        ("Elsa Wire’s Lu Sol and Mia Berg contributed to this report.", "byline"),
        ("Write to Ana Ruiz at ana@elsa.example.", "layout"),
    ],
)
def test_what_a_site_puts_at_the_foot_is_no_copy(line: str, reason: str) -> None:
    assert told(f"{HARBOUR}\n\n{line}") == [(reason, line)]
    assert told(f"{line}\n\n{HARBOUR}\n\n{HARBOUR}\n\n{HARBOUR}") in ([], [("layout", line)])


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT - STORY CONTINUES BELOW",
        "Story continues below advertisement",
        "Related: Storm closes port for third day",
        "Read also: Storm closes port",
        "READ MORE: Storm closes port",
        "Image source, Elsa Wire",
        "Share this article",
        "Sign up for our newsletter and never miss a storm",
        "10:32",
        "Published 10:32 GMT",
        "12 minutes ago",
        "Comments (12)",
    ],
)
def test_what_a_site_puts_amid_the_copy_is_no_copy(line: str) -> None:
    assert told(f"{HARBOUR}\n\n{line}\n\n{HARBOUR}\n\n{HARBOUR}") == [("layout", line)]


@pytest.mark.parametrize(
    ("line", "tail"),
    [
        ("It fell. Read more »", "Read more »"),
        ("It fell. Continue reading Wall falls", "Continue reading Wall falls"),
        ("It fell and [...]", "[...]"),
        ("It fell […]", "[…]"),
    ],
)
def test_the_end_of_an_excerpt_is_cut(line: str, tail: str) -> None:
    assert told(line) == [("layout", tail)]


@pytest.mark.parametrize(
    "line",
    [
        "The post was empty when the boat appeared at noon.",
        "Continue reading, she told the children.",
        "He read more than a hundred books in prison.",
        "Copyright is a law of its own, she said, and went on with her work.",
        "“Share this bread,” he said.",
        "Advertisements cost the party $3 million.",
        "Loading the boats took an hour.",
        "She contributed to the fund, and it was not enough. Nobody minded.",
        "We saw 10:32 on the clock.",
    ],
)
def test_copy_that_reads_a_little_like_it_stays(line: str) -> None:
    assert told(f"{HARBOUR}\n\n{line}") == []


@pytest.mark.parametrize(
    "part", ["read more ", "the post ", "© ", "Related: ", "a\n\n", "share ", "[…] ", "write to "]
)
def test_a_long_text_takes_no_long_time(part: str) -> None:
    with within(10):
        told(part * (300_000 // len(part)))

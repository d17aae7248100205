import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.model import Kind, Segment
from broadcast.speech import write_lines
from broadcast.speech.lexicons import Lexicon, Sayings, layer, make_entry

NAMES = ("Palmyra", "ISIL", "Xi Jinping", "Nov", "Louis", "London", "St", "al-Assad")
SAYINGS = Sayings(
    layers=(layer("station", Lexicon(tuple(make_entry(name, "ay-BEE-see") for name in NAMES))),),
    knows=lambda word: word in ("Sudan", "Milan"),
)
WORDS = st.sampled_from(
    [
        "Palmyra",
        "ISIL's",
        "Nov 5",
        "Louis XIV",
        "$5 bn",
        "St. Louis",
        "Bihac (BEE-hotch)",
        "Zhengzhou",
        "al-Assad",
        "the",
        ".",
    ]
)


def said(text: str) -> list[tuple[str, str | None]]:
    lines = write_lines(Segment(kind=Kind.ANCHOR, text=text), sayings=SAYINGS)
    return [(token.text, token.authority) for line in lines for token in line.tokens if token.authority]


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS | st.text(max_size=8), max_size=8).map(" ".join))
def test_names_leave_every_letter_in_one_token(text: str) -> None:
    lines = write_lines(Segment(kind=Kind.ANCHOR, text=text), sayings=SAYINGS)
    spans = [token.span for line in lines for token in line.tokens]
    assert spans == sorted(spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert all(start < end for start, end in spans)


def test_a_lexicons_name_takes_the_place_of_letters_but_cuts_no_rule_in_two() -> None:
    assert said("ISIL fell on Nov 5 to Louis XIV.") == [("ISIL", "station"), ("Louis", "station")]


def test_a_name_is_known_behind_a_rules_point() -> None:
    sayings = Sayings(layers=(layer("news", Lexicon((make_entry("Ms", "MIZ"),))),))
    (line,) = write_lines(Segment(kind=Kind.ANCHOR, text="Then Ms. Venn left."), sayings=sayings)
    assert (line.tokens[1].text, line.tokens[1].phonemes, line.tokens[1].span) == ("Ms", "mˈɪz", (5, 8))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A fire in Zhengzhou spread.", [("Zhengzhou", "rule")]),
        ("In Zhengzhou's streets.", [("Zhengzhou's", "rule")]),
        ("In Sudan and Milan.", []),
        ("In the zhengzhou style.", []),
        ("So Haneda and Yamada met.", []),
    ],
)
def test_what_no_lexicon_has_may_be_mandarin(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found

import pytest

from broadcast.model import Kind
from broadcast.scripting.narration import readers
from broadcast.sentences import paragraph_spans, sentence_spans

A, F = Kind.ANCHOR, Kind.FIELD


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell.\n\nThe boats you see behind me are lost.\n\nMore rain came.", [A, F, F]),
        ("Rain fell.\n\nAs we head into town, we are stopped.\n\nHere the men told us to wait.", [A, F, F]),
        ("Rain fell.\n\nOur correspondent Ana Ruiz reports from Porto.\n\nThe quay is empty.", [A, A, F]),
        ("You can see it behind me.\n\nAna Ruiz, Harbour News, Porto.\n\nThe rain has stopped.", [F, F, A]),
        ("We must act.\n\nOur town is ours.\n\nWe know it.", [A, A, A]),
        ("Prices rose, and we pay.\n\nTrade fell.\n\nThe report is public.", [A, A, A]),
        ("Rain fell, Reuters reports.\n\nTrade fell.", [A, A]),
    ],
    ids=["camera", "persistence", "hand-over", "sign-off", "editorial", "one cue", "agency"],
)
def test_the_switch_to_the_field_is_told_by_language(text: str, expected: list[Kind]) -> None:
    assert [kind for _, kind in told(text)] == expected


def told(text: str) -> list[tuple[str, Kind]]:
    """Each stretch of narration, and who reads it."""
    turns = readers(text, paragraph_spans(text), sentence_spans(text))
    ends = [*(start for start, _ in turns[1:]), len(text)]
    return [(text[start:end].strip(), kind) for (start, kind), end in zip(turns, ends, strict=True)]


LEAD = "Rain fell. Our correspondent Ana Ruiz reports from Porto."
SCENE = "The quay is empty."


def test_the_reporters_part_lasts_through_soundbites_up_to_the_hand_back_and_with_it() -> None:
    text = f'{LEAD}\n\n{SCENE}\n\n"      "\n\nHelp is late. Now back to you in the studio.\n\nTrade fell.'
    assert [kind for _, kind in told(text)] == [A, F, F, F, A]


@pytest.mark.parametrize(
    "studio",
    [
        "Ana Ruiz in Porto. Trade fell.",
        "Thank you, Ana. Trade fell.",
        "In other news, trade fell.",
        "Our reporter Ana Ruiz there, in Porto. Trade fell.",
    ],
)
def test_the_studio_returns_at_its_sentence_within_a_paragraph(studio: str) -> None:
    assert told(f"{LEAD}\n\n{SCENE}\n\n{studio}")[-1] == (studio, A)
    if not studio.startswith("Ana"):
        assert told(f"{LEAD}\n\n{SCENE} {studio}")[1:] == [(SCENE, F), (studio, A)]


def test_a_sign_off_within_a_paragraph_ends_the_reporters_part() -> None:
    text = f"{LEAD}\n\n{SCENE} Ana Ruiz, Harbour News, Porto. Trade fell."
    assert told(text)[1:] == [(f"{SCENE} Ana Ruiz, Harbour News, Porto.", F), ("Trade fell.", A)]


def test_a_reporter_who_greets_the_studio_goes_on() -> None:
    assert told(f"{LEAD}\n\nThanks, Tom. {SCENE}")[-1] == (f"Thanks, Tom. {SCENE}", F)


def test_the_studio_asks_and_the_reporter_answers() -> None:
    text = f"{LEAD}\n\n{SCENE}\n\nAnd how long will it take, Ana?\n\nA month.\n\nThank you, Ana."
    assert [kind for _, kind in told(text)] == [A, F, A, F, A]


def test_a_hand_back_alone_tells_the_part_before_it() -> None:
    text = f"Rain fell.\n\nThe shops here are shut.\n\n{SCENE} Back to you in the studio.\n\nTrade fell."
    assert [kind for _, kind in told(text)] == [A, F, F, A]


def test_who_is_introduced_to_be_quoted_is_no_reporter() -> None:
    assert [kind for _, kind in told('Rain fell. Here\'s Luis Sol.\n\n"      "\n\nTrade fell.')] == [A, A, A]


@pytest.mark.parametrize(("scene", "reader"), [("I wait at the quay.", F), ("The court ruled.", A)])
def test_where_a_reporter_went_hands_over_only_to_somebody_who_speaks(scene: str, reader: Kind) -> None:
    text = f"Rain fell. Channel Six's Ana Ruiz went to Porto.\n\n{scene}\n\nTrade fell."
    assert [kind for _, kind in told(text)] == [A, reader, reader]

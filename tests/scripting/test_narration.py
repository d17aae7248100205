import pytest

from broadcast.model import Kind
from broadcast.scripting.narration import readers
from broadcast.sentences import paragraph_spans

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
    assert readers(text, paragraph_spans(text)) == expected

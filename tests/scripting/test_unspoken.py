from broadcast.model import Reason, Unspoken
from broadcast.scripting.unspoken import complete, without


def test_words_that_nobody_speaks_are_listed_as_layout() -> None:
    known = [Unspoken(span=(0, 4), reason=Reason.HEADLINE)]
    assert complete("Rain. Left over. Sun.", [(17, 21)], known) == (
        Unspoken(span=(0, 4), reason=Reason.HEADLINE),
        Unspoken(span=(6, 15), reason=Reason.LAYOUT),
    )


def test_stretches_without_words_are_not_listed() -> None:
    assert complete("--- Rain", [(4, 8)], [Unspoken(span=(0, 3), reason=Reason.LAYOUT)]) == ()


def test_holes_are_cut_out_of_a_span() -> None:
    assert without((2, 10), [(0, 3), (5, 6), (9, 12)]) == [(3, 5), (6, 9)]

"""Places and severities."""

from broadcast.speech.check import Severity, place


def test_lines_and_columns_begin_at_one() -> None:
    text = "Storm.\nIt rains.\n"
    assert [place(text, at) for at in (0, 5, 6, 7, len(text))] == [(1, 1), (1, 6), (1, 7), (2, 1), (3, 1)]


def test_severities_are_in_order_and_have_a_word() -> None:
    assert [severity.word for severity in sorted(Severity)] == ["hint", "warning", "error"]

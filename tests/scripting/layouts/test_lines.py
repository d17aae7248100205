"""Lines and brackets of a text."""

from broadcast.scripting.layouts.lines import brackets_of, lines_of


def test_lines_are_trimmed_and_empty_ones_left_out() -> None:
    text = "  ANCHOR  \n\n\tGood evening.\nIt fell.\n"
    lines = list(lines_of(text))
    assert [text[slice(*line.span)] for line in lines] == ["ANCHOR", "Good evening.", "It fell."]
    assert [line.after_blank for line in lines] == [True, True, False]
    assert [line.indent for line in lines] == [2, 1, 0]


def test_brackets_of_every_kind_are_found_and_none_over_an_empty_line() -> None:
    text = "((A (D))) [B] {{C}} <D> /// E F /// (G\nh) (I\n\nj)"
    assert [text[slice(*span)] for span in brackets_of(text)] == [
        "((A (D)))",
        "[B]",
        "{{C}}",
        "<D>",
        "/// E F ///",
        "(G\nh)",
    ]

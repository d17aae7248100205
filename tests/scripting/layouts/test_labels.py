"""The parts of a label."""

from broadcast.scripting.layouts.labels import Head, edges_at, find_colon
from broadcast.scripting.layouts.vocabulary import Mark


def test_a_label_ends_at_the_colon_behind_its_brackets() -> None:
    line = 'Ms. BRODER (Author, "Fog: A History"): Thank you.'
    assert find_colon(line, 0, len(line)) == line.index("): ") + 1


def test_a_colon_of_a_time_a_link_or_a_bracket_is_none() -> None:
    for line in ("At 7:30 sharp", "https://wire.example", 'RUIZ (Author, "Fog: A History")'):
        assert find_colon(line, 0, len(line)) is None


def test_edges_behind_a_label_take_the_rest_of_the_line_and_a_length_only_itself() -> None:
    line = 'RUNS: :12 OUT: "year"'
    assert edges_at(line, 0, len(line)) == Head(mark=Mark.EDGE, span=(0, len(line)), shouted=True)
    line = ':14 "We saw it."'
    found = edges_at(line, 0, len(line))
    assert found is not None
    assert line[found.span[1] :] == '"We saw it."'

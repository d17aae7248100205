import pytest

from broadcast.scripting.quotes import find_quotations


def quoted(text: str) -> list[list[str]]:
    return [[text[slice(*piece)] for piece in found.pieces] for found in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go," he said. "Now."', [["We go,"], ["Now."]]),
        ('“Mixed,” she said, "it is so”.', [["Mixed,"], ["it is so"]]),
        ("‘We saw the lads’ kit,’ she said. ‘It’s ours.’", [["We saw the lads’ kit,"], ["It’s ours."]]),
        ("'We saw the lads' kit,' she said.", [["We saw the lads' kit,"]]),
        (
            "He had 'only borrowed it'. 'I would put it back,' she said.",
            [["only borrowed it"], ["I would put it back,"]],
        ),
        ("Ruiz said: 'We left.\n\n'We came back.'", [["We left.", "We came back."]]),
        ("of the 'anything goes' kind as 'a lost box' is", [["anything goes"], ["a lost box"]]),
        ("«Bonjour à tous», a dit Ana.", [["Bonjour à tous"]]),
        ("»Ja doch«, sagte sie.", [["Ja doch"]]),
        ("„Guten Tag“, sagte er. „Tak”, rzekła.", [["Guten Tag"], ["Tak"]]),
    ],
)
def test_quotations_in_every_typography_are_found(text: str, expected: list[list[str]]) -> None:
    assert quoted(text) == expected


def test_a_nested_quotation_is_part_of_the_outer_one() -> None:
    assert quoted("“He told me ‘no’ and left,” she said.") == [["He told me ‘no’ and left,"]]
    assert quoted('"We say "no" to that," he said.') == [['We say "no" to that,']]


def test_an_opening_mark_on_each_paragraph_makes_one_quotation_of_several_pieces() -> None:
    assert quoted('"First.\n\n"Second.\n\n"Third," said X.') == [["First.", "Second.", "Third,"]]


def test_one_closing_mark_paragraphs_later_closes_the_quotation() -> None:
    assert quoted('"It was near\n\nthe harbour," she said.') == [["It was near", "the harbour,"]]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = '"We wait here.\n\nThe tide rose.'
    assert quoted(text) == [["We wait here."]]
    assert not find_quotations(text)[0].closed


def test_an_unclosed_quotation_leaves_its_attribution_out() -> None:
    assert quoted('"We saw it, said Ana.\n\nMore.') == [["We saw it,"]]


def test_inch_marks_apostrophes_and_elisions_open_nothing() -> None:
    assert quoted("'Tis 6'3\" tall, a 5\" pipe from the ‘90s, and it's the boys' own.") == []


def test_an_inch_mark_within_a_quotation_does_not_close_it() -> None:
    assert quoted('"It is 5" wide and new," he said.') == [['It is 5" wide and new,']]


def test_marks_without_words_are_no_quotation() -> None:
    assert quoted('"" “ ” "..."') == []

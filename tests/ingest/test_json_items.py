import pytest
from webdesk import within

from broadcast.errors import ReportError
from broadcast.ingest.json_items import MOST_ITEMS, is_json, lowered, objects, values, words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[In Porto Alto, the wall fell.]]\n", False),
        ("[ {ANA} ]\nThe wall fell.\n", False),
        ("[] The wall fell.", False),
        ('[[{"uri": 1}]]', True),
        ('{"uri": "urn:1"}', True),
        ('\n [ {"uri": "urn:1"} ]', True),
        ("{}", True),
        ("[[]]", True),
        ('{"a\\"b": 1}', True),
        ("[Embargoed] The wall fell.", False),
        ('["We stay," she said.]', False),
        ("{The wall} fell.", False),
        ("[1] The wall fell.", False),
        ("The wall fell.", False),
        ("", False),
    ],
)
def test_json_is_told_by_how_it_begins(text: str, told: bool) -> None:
    assert is_json(text) is told


@pytest.mark.parametrize("between", ["\n", "", " ", ",\n", "\n\x1e"])
def test_values_may_follow_each_other(between: str) -> None:
    assert values(f'{{"a": 1}}{between}{{"a": 2}}\n', "x") == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1', "line 1"),
        ('{"a": 1}\n{"a" 1}', "line 2"),
        ("[" * 100_000, "too deeply"),
        ('{"a":' * 100_000, "too deeply"),
        ('{"a": ' + "9" * 10_000 + "}", "too long"),
        ("{} " * (MOST_ITEMS + 1), "more than"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(text: str, said: str) -> None:
    with within(5), pytest.raises(ReportError, match=said) as refused:
        values(text, "the report")
    assert refused.value.hint


@pytest.mark.parametrize(
    "text",
    [
        '[{"URI": 1}, {"uri": 2}]',
        '{"items": [{"uri": 1}, {"uri": 2}]}',
        '{"data": {"items": [{"item": {"uri": 1}}, {"item": {"uri": 2}}]}}',
        '{"_items": [[{"uri": 1}], {"uri": 2}]}',
    ],
)
def test_objects_are_found_in_lists_and_wrappers(text: str) -> None:
    assert list(objects(values(text, "x")[0])) == [{"uri": 1}, {"uri": 2}]


def test_an_item_with_a_headline_is_no_wrapper() -> None:
    item = {"headline": "Wall", "items": [{"uri": 1}]}
    assert list(objects(item)) == [item]


def test_keys_are_lower_case_and_half_letters_are_replaced() -> None:
    assert lowered({"pubStatus": "usable"}) == {"pubstatus": "usable"}
    assert words("wall \ud83d\ude00") == "wall \U0001f600"
    assert words("wall \ud800") == "wall \ufffd"
    assert words(["wall"]) == ""

"""What only a page can show."""

import pytest
from checkdesk import found, suggested


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The costs are listed below.", 1),
        ("See the chart for more.", 1),
        ("Click here to give.", 1),
        ("As mentioned above, it rained.", 1),
        ("The table below has it.", 1),
        ("Temperatures fell below zero.", 0),
        ("The helicopter hovered above the table.", 0),
        ("They want to see the map of the mine.", 0),
        ("They came to see him.", 0),
    ],
)
def test_references_to_a_page_are_told(text: str, count: int) -> None:
    assert len(found(text, "P801")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The bridge (built in 1900) is shut.", 1),
        ("They reached Bihac (BEE-hotch) today.", 0),
        ("He is in stable (STAY-bul) condition.", 0),
        ("QUILL (Reuters) - It is shut.", 0),
        ("She said “it (the bridge) is shut”.", 0),
    ],
)
def test_parentheses_but_for_pronouncers_are_told(text: str, count: int) -> None:
    assert len(found(text, "P802")) == count


def test_a_slash_cannot_be_said() -> None:
    assert suggested("Bring boots and/or a coat, he/she said.", "P803") == ["or", "he or she"]
    assert not found("It blew at 45 km/h; see quill.example/map and 24/7.", "P803")


def test_an_address_is_said_without_its_ends() -> None:
    assert suggested("It is at https://www.quill.example/map?x=1.", "P804") == ["quill dot example"]


def test_a_note_in_brackets_is_told_but_not_a_line_in_brackets() -> None:
    assert found("The bridge [check the date] is shut.", "P805") == ["[check the date]"]
    assert not found("[The bridge is shut.]", "P805")


def test_an_agencys_tag_is_told() -> None:
    assert found("QUILL (Reuters) - It is shut.", "P806") == ["(Reuters) -"]
    assert not found("QUILL (Merrow) - It is shut.", "P806")

"""Words that hurt, judge or convict."""

import pytest
from checkdesk import findings, found, mended

from broadcast.speech.check.lists import table


@pytest.mark.parametrize(
    ("rule", "text", "count"),
    [
        ("H901", "The teacher committed suicide.", 1),
        ("H901", "He made an unsuccessful suicide attempt.", 1),
        ("H901", "A suicide bomber struck.", 0),
        ("H901", "It would be political suicide.", 1),
        ("H902", "He hanged himself.", 1),
        ("H902", "He accidentally shot himself.", 0),
        ("H902", "She jumped from a balcony to escape the fire.", 0),
        ("H903", "Terrorists attacked the port.", 1),
        ("H903", "Police call them terrorists.", 0),
        ("H903", "The law on terrorist attacks is old.", 0),
        ("H904", "Police stopped forty illegal immigrants.", 1),
        ("H904", "Illegal immigration has fallen.", 0),
        ("H905", "The wheelchair-bound pilot agreed.", 1),
        ("H905", "She suffers from autism.", 1),
        ("H905", "The village suffers from floods.", 0),
        ("H906", "The report calls him a schizophrenic.", 1),
        ("H906", "He has schizophrenia.", 0),
        ("H907", "The suspect shot two men.", 1),
        ("H907", "Police say the suspect shot two men.", 0),
        ("H907", "The suspect was shot by police.", 0),
        ("H907", "He was arrested for murder.", 1),
        ("H907", "He was arrested on suspicion of murder.", 0),
        ("H908", "It is bullshit.", 1),
        ("H908", "They met in Scunthorpe on the dyke.", 0),
        ("H909", "He was charged with rape. The rape was in May.", 1),
        ("H909", "The fields of rapeseed are yellow.", 0),
    ],
)
def test_a_word_is_told_with_its_reason(rule: str, text: str, count: int) -> None:
    assert len(found(text, rule)) == count


def test_nothing_in_a_quotation_is_told_and_nothing_is_rewritten() -> None:
    assert not findings("She said “he committed suicide”.", "H901")
    assert mended("He committed suicide.", "H901") == "He committed suicide."


def test_every_entry_has_a_reason_and_another_way_to_say_it() -> None:
    for rows in table("sensitivity").values():
        assert all(row["why"] and row["instead"] for row in rows)

from broadcast.model import Report
from broadcast.scripting import Heard, explain

TEXT = (
    'The film "Gone With the Tide" opened on Monday.\n\n'
    '"It took us ten long years to make it," said Ana Ruiz, the director.\n\n'
    'Luis Sol, who wrote the music, sat beside her. "She never told me how it ends," he said.'
)


def test_each_quotation_has_its_decision_in_the_order_of_the_print() -> None:
    decisions = explain(Report(text=TEXT))
    assert [decision.heard for decision in decisions] == [Heard.NARRATOR, Heard.SOUNDBITE, Heard.SOUNDBITE]
    assert [TEXT[slice(*decision.span)] for decision in decisions] == [
        decision.quote for decision in decisions
    ]


def test_a_name_beside_the_quotation_is_the_evidence() -> None:
    decision = explain(Report(text=TEXT))[1]
    assert decision.speaker is not None
    assert decision.speaker.name == "Ana Ruiz"
    assert "said Ana Ruiz" in decision.evidence
    assert decision.sure


def test_a_pronoun_tells_how_the_person_last_appeared_and_who_else_might_be_meant() -> None:
    text = TEXT.replace("Luis Sol, who wrote the music,", "Luis Sol, a composer, and Tom Berg, an actor,")
    decision = explain(Report(text=text))[2]
    assert decision.speaker is not None
    assert decision.speaker.name == "Luis Sol"
    assert "he said" in decision.evidence
    assert decision.runner_up == "Tom Berg"

import pytest

from broadcast.model import Kind, Segment
from broadcast.speech import find_pronouncers, write_lines


def said(text: str) -> list[tuple[str, str | None, str | None]]:
    lines = write_lines(Segment(kind=Kind.ANCHOR, text=text))
    return [(token.text, token.phonemes, token.authority) for line in lines for token in line.tokens]


def test_a_pronouncer_is_used_and_not_read_aloud() -> None:
    tokens = said("Troops left Bihac (BEE-hotch), a town, today.")
    assert ("Bihac", "bˈihɑʧ", "copy") in tokens
    assert [text for text, *_ in tokens] == ["Troops", "left", "Bihac", "a", "town", "today"]


def test_a_pronouncer_keeps_the_pause_after_it() -> None:
    (line,) = write_lines(Segment(kind=Kind.ANCHOR, text="Troops left Bihac (BEE-hotch), a town."))
    assert line.text == "Troops left Bihac, a town."


def test_a_pronouncer_holds_for_every_mention() -> None:
    tokens = said("Bihac fell. They left Bihac (BEE-hotch). Bihac's mayor wept.")
    assert [phonemes for _, phonemes, authority in tokens if authority == "copy"] == [
        "bˈihɑʧ",
        "bˈihɑʧ",
        "bˈihɑʧɪz",
    ]


def test_a_pronouncer_of_the_programme_holds_here_too() -> None:
    shared = find_pronouncers("Ihsan (ih-SAHN) spoke.")
    (line,) = write_lines(Segment(kind=Kind.FIELD, text="Then Ihsan left."), pronouncers=shared)
    assert line.tokens[1].phonemes == "ɪsˈɑn"


def test_two_words_take_a_respelling_each() -> None:
    assert [(one.name, one.respelling) for one in find_pronouncers("Vo Renn (VOH REN) spoke.")] == [
        ("Vo", "VOH"),
        ("Renn", "REN"),
    ]


@pytest.mark.parametrize(
    "copy", ["Kiev (KEEV) fell.", "Ana Ruiz (pronounced roo-EEZ) fell.", 'Orr ("AW-er") fell.']
)
def test_pronouncers_come_in_several_shapes(copy: str) -> None:
    assert len(find_pronouncers(copy)) == 1


@pytest.mark.parametrize(
    "copy",
    [
        "The Islamic State (ISIL) fell.",
        "Rep. Orr (R-Ohio) left.",
        "The Ministry (MoD) said so.",
        "Arden (a small town) flooded.",
        "The Co-operative (CO-OP) closed.",
        "The union (TUC) met in Arden (UK).",
        "Sen. Vale (D-Calif.) agreed.",
        "Arden (population 4,000) burned.",
        "Hamas (HAMAS) said no.",
    ],
)
def test_other_parentheses_are_read(copy: str) -> None:
    assert find_pronouncers(copy) == ()

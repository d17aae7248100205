"""The project's own reports, read as a person reads them."""

from pathlib import Path

import pytest

from broadcast import pipeline
from broadcast.model import Kind, Script

FOLDER = Path(__file__).parents[1] / "scripts"

HEARD = {
    "budget.txt": [],
    "ferry.txt": [("Ilse Morven", None), ("Hanna Brode", None)],
    "festival.txt": [
        ("Margaret Tolley", "female"),
        ("a resident of Mill Lane", "female"),
        ("Giles Ormerod", "male"),
        ("Margaret Tolley", "female"),
    ],
    "harbour.txt": [
        ("Lionel Harrow", "male"),
        ("Petra Calloway", "female"),
        ("Orla Venn", "female"),
        ("Orla Venn", "female"),
        ("Dov Hastings", "male"),
        ("Lionel Harrow", "male"),
    ],
    "ridge-fire.md": [("Ramona Leist", "female"), ("Walter Imry", None), ("Ramona Leist", "female")],
}


def script(name: str) -> Script:
    return pipeline.read_script(FOLDER / name)


@pytest.mark.parametrize("name", HEARD)
def test_every_speaker_is_told_and_no_other(name: str) -> None:
    bites = [
        segment
        for segment in script(name).segments
        if segment.kind is Kind.SOUNDBITE and not segment.continued
    ]
    told = [segment.speaker for segment in bites]
    assert [speaker.name for speaker in told if speaker] == [who for who, _ in HEARD[name]]
    for speaker, (_, gender) in zip(told, HEARD[name], strict=True):
        assert speaker is not None
        assert gender is None or speaker.gender == gender


@pytest.mark.parametrize("name", HEARD)
def test_a_report_is_in_the_field_only_where_a_reporter_is_on_the_scene(name: str) -> None:
    kinds = [segment.kind for segment in script(name).segments if segment.kind in (Kind.ANCHOR, Kind.FIELD)]
    assert kinds[0] is Kind.ANCHOR
    assert (Kind.FIELD in kinds) == (name in ("ferry.txt", "harbour.txt"))
    if Kind.FIELD in kinds:
        assert Kind.ANCHOR not in kinds[kinds.index(Kind.FIELD) :]


def test_lead_ins_are_in_the_copys_own_words() -> None:
    said = [segment.text for segment in script("harbour.txt").segments if segment.kind is Kind.LEAD_IN]
    assert said[0] == "Mayor Lionel Harrow told reporters on Monday:"
    assert "Ms. Venn said, running a hand along the joint between two blocks:" in said
    assert "Dov Hastings said:" in said

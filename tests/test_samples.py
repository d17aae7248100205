"""The project's own reports, read as a person reads them."""

import runpy
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

from broadcast import pacing, pipeline, planning
from broadcast.formats import vtt
from broadcast.formats.captions import write_captions
from broadcast.model import Kind, Programme, Script, Timing
from broadcast.settings import Settings

FOLDER = Path(__file__).parents[1] / "scripts"
outsiders = SimpleNamespace(**runpy.run_path(str(Path(__file__).parent / "formats" / "outsiders.py")))

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


@cache
def programme(name: str, engine_name: str) -> Programme:
    """A sample at the times that an engine predicts."""
    settings = Settings(engine=engine_name)
    engine, _ = planning.choose_engine(settings)

    def told(made: planning.Plan) -> dict[str, Timing]:
        return {part.key: engine.time(part.line, part.voice) for part in made.lines()}

    made = planning.plan(pipeline.read_script(FOLDER / name, settings), settings, engine)
    paced = pacing.settle(made, told).plan
    return planning.arrange(paced, told(paced))


@pytest.mark.voices
@pytest.mark.parametrize("name", HEARD)
def test_captions_are_in_time_and_fit_for_reading(name: str) -> None:
    captions = write_captions(programme(name, "hibari"))
    assert not [caption for caption in captions if caption.hurried]
    assert all(1000 <= caption.end_ms - caption.start_ms <= 7000 for caption in captions)
    assert all(before.end_ms <= behind.start_ms for before, behind in pairwise(captions))


@pytest.mark.outsider
@pytest.mark.parametrize("name", HEARD)
def test_the_w3cs_parser_takes_the_captions(name: str) -> None:
    captions = vtt.render(programme(name, "tone"))
    count, errors = outsiders.judged_by_w3c(captions)
    assert (count, errors) == (captions.count("-->"), [])

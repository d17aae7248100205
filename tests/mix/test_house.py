"""What a station sounds like: beds where they are asked for, voices at their places."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from sounds import VOICE, cue

from broadcast.errors import UsageError
from broadcast.mix.house import House, bed_names, furnished, read_house, read_over, read_sounds
from broadcast.mix.recordings import Recording
from broadcast.model import Bed, Cast, Item, Kind, Programme, Script, Segment, Story
from broadcast.units import Samples, samples

A, F, S, H = Kind.ANCHOR, Kind.FIELD, Kind.SOUNDBITE, Kind.HEADLINE


def made(*rows: tuple[Kind, str | None]) -> Programme:
    """Items of two seconds, a second apart, with the bed that is set on each."""
    items = []
    narrator = Kind.ANCHOR
    for number, (kind, bed) in enumerate(rows):
        narrator = kind if kind in (A, F) else narrator
        one = cue(f"line{number}", 1 + 3 * number, 2)
        segment = Segment(kind=kind, text="word", bed=bed)
        items.append(
            Item(segment=segment, narrator=narrator, voice=VOICE, cues=(one,), start=one.start, end=one.end)
        )
    script = Script(slug="port", segments=tuple(item.segment for item in items))
    story = Story(script=script, cast=Cast(anchor=VOICE, reporter=VOICE), items=tuple(items))
    return Programme(slug="port", stories=(story,), length=Samples(48_000 * (3 * len(rows) + 1)))


def find(name: str) -> Recording:
    kind = "ambience" if name == "harbour" else "bed"
    return Recording(key=f"sound:{name}", name=name, audio=np.zeros(10, np.float32), seamless=True, kind=kind)


def beds(programme: Programme, house: House) -> tuple[Bed, ...]:
    return furnished(programme, house, find).beds


def test_news_is_dry_unless_something_is_asked_for() -> None:
    programme = made((H, None), (A, None), (F, None), (S, None))
    assert furnished(programme, House(), find) == programme


def test_a_bed_lies_under_the_headlines_and_ambience_under_the_field() -> None:
    house = House(headlines="headlines", ambience="harbour")
    music, place = beds(made((H, None), (H, None), (A, None), (F, None), (S, None), (A, None)), house)
    assert (music.name, place.name) == ("headlines", "harbour")
    assert music.start == samples(600)
    assert music.end == samples(6900)
    assert (place.start, place.end) == (samples(9600), samples(15_900))
    assert music.gain_db == -5
    assert music.gain_db + music.duck_db == -18
    assert place.gain_db == -22
    assert place.duck_db == 0


def test_a_bed_of_the_script_holds_until_another_is_set() -> None:
    programme = made((A, "pulse"), (S, None), (F, "none"), (A, None))
    (bed,) = beds(programme, House(ambience="harbour"))
    assert bed.name == "pulse"
    assert bed.end == samples(6900)


def test_beds_stay_inside_the_programme_and_do_not_overlap_what_comes_next() -> None:
    programme = made((A, "pulse"), (A, "harbour"), (A, "pulse"))
    found = beds(programme, House())
    assert [bed.name for bed in found] == ["pulse", "harbour", "pulse"]
    assert all(bed.end <= programme.length for bed in found)
    assert all(one.end <= after.start + samples(400) for one, after in pairwise(found))


def test_the_names_that_are_needed_are_told_beforehand() -> None:
    segments = made((H, None), (A, "pulse"), (F, "none")).stories[0].script.segments
    assert bed_names(segments, House()) == {"pulse"}
    assert bed_names(segments, House(headlines="headlines", ambience="harbour")) == {
        "pulse",
        "headlines",
        "harbour",
    }


def test_who_asks_stands_to_the_left_and_who_answers_to_the_right() -> None:
    programme = made((A, None), (S, None), (Kind.STING, None))
    asked, answered, sting = furnished(programme, House(stereo_interview=True, width=0.6), find).items
    assert [one.pan for one in (*asked.cues, *answered.cues, *sting.cues)] == [-0.3, 0.3, 0.0]


def test_settings_are_read_over_what_held_before() -> None:
    house = read_house({"headlines": "headlines", "under_lu": 15, "stereo_interview": True}, House())
    assert (house.headlines, house.under_lu, house.stereo_interview) == ("headlines", 15.0, True)
    house = read_sounds({"Opener": "/station/opener.wav"}, house)
    assert house.sounds == {"opener": Path("/station/opener.wav")}
    house = read_over({"lead": 3000, "dip": 20}, house)
    assert (house.over.lead, house.over.dip, house.over.tail) == (3000, 20.0, 1500)
    assert house.headlines == "headlines"
    assert read_house({}, house) == replace(house)


@pytest.mark.parametrize(
    ("read", "table"),
    [
        (read_house, {"headline": "headlines"}),
        (read_house, {"under_lu": 6}),
        (read_house, {"stereo_interview": "yes"}),
        (read_house, {"width": 2}),
        (read_house, {"music_lu": True}),
        (read_sounds, {"opener": 3}),
        (read_sounds, {"opener": " "}),
        (read_sounds, {"none": "a.wav"}),
        (read_over, {"lead": -1}),
        (read_over, {"depth": 12}),
    ],
)
def test_what_is_no_setting_is_refused_with_what_there_is(read, table) -> None:  # type: ignore[no-untyped-def]  # three functions of one shape
    with pytest.raises(UsageError) as error:
        read(table, House())
    assert error.value.hint

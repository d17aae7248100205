"""Every programme that the types allow comes back from its file as it was."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.errors import PackageError
from broadcast.formats import programme_file
from broadcast.formats.programme_file import open_programme, read_programme, render, write_programme
from broadcast.model import (
    Bed,
    Cast,
    Clip,
    Cue,
    Item,
    Kind,
    Loudness,
    Mark,
    Programme,
    Reason,
    Script,
    Segment,
    Speaker,
    Story,
    Unspoken,
    Voice,
    Word,
)
from broadcast.units import Lufs, Samples

LEVELS = st.floats(allow_nan=False)
ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
st.register_type_strategy(float, LEVELS)
st.register_type_strategy(datetime, st.datetimes(timezones=ZONES | st.just(UTC)))


def few(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


SCRIPTS = st.builds(
    Script,
    segments=few(st.builds(Segment, marks=few(st.from_type(Mark)), clip=st.none() | st.from_type(Clip))),
    unspoken=few(st.from_type(Unspoken)),
    source_name=st.text(),
    embargo=st.none() | st.from_type(datetime),
    pronounce=few(st.tuples(st.text(), st.text())),
)
CASTS = st.builds(Cast, speakers=st.dictionaries(st.text(), st.from_type(Voice), max_size=2))
CUES = st.builds(Cue, words=few(st.from_type(Word)), envelope=few(st.tuples(st.integers(), LEVELS)))
ITEMS = st.builds(Item, cues=few(CUES), reader=st.text())
PROGRAMMES = st.builds(
    Programme,
    stories=few(st.builds(Story, script=SCRIPTS, cast=CASTS, items=few(ITEMS))),
    loudness=st.none() | st.from_type(Loudness),
    beds=few(st.from_type(Bed)),
    curve=few(LEVELS),
    gain_db=LEVELS,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(programme=PROGRAMMES)
def test_every_programme_comes_back_as_it_was(programme: Programme) -> None:
    assert read_programme(render(programme)) == programme


SPEAKER = Speaker(id="mira", name="Mira “Olsthoorn” \u202e")


def programme() -> Programme:
    segment = Segment(kind=Kind.SOUNDBITE, text="Ja.", span=(3, 6), speaker=SPEAKER, hold_ms=200)
    cue = Cue(
        key="k",
        start=Samples(7),
        length=Samples(9),
        words=(Word(text="ja", start=Samples(7), end=Samples(9), span=(3, 5)),),
        envelope=((Samples(0), -math.inf),),
    )
    voice = Voice(engine="tone", name="low")
    item = Item(
        segment=segment, narrator=Kind.FIELD, voice=voice, cues=(cue,), start=Samples(7), end=Samples(16)
    )
    script = Script(
        slug="x",
        segments=(segment,),
        unspoken=(Unspoken(span=(0, 3), reason=Reason.BYLINE),),
        embargo=datetime(2026, 3, 1, 18, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    )
    cast = Cast(anchor=voice, reporter=voice, speakers={"mira": voice})
    return Programme(
        slug="x",
        stories=(Story(script=script, cast=cast, items=(item,)),),
        length=Samples(99),
        curve=(Lufs(-math.inf), Lufs(-23.04)),
    )


def test_silence_is_a_string_and_a_time_keeps_its_zone() -> None:
    whole = json.loads(render(programme()))
    assert whole["programme"]["curve"] == ["-inf", -23.04]
    assert whole["programme"]["stories"][0]["script"]["embargo"] == "2026-03-01T18:00:00+05:45"
    assert read_programme(render(programme())) == programme()


def test_half_a_character_comes_back_from_a_file(tmp_path: Path) -> None:
    odd = replace(programme(), slug="a\ud83d \U0001f6a2 \x00\x1f\"'</script>")
    write_programme(tmp_path, odd)
    assert open_programme(tmp_path) == odd


def test_what_a_later_version_may_add_with_a_default_may_be_missing() -> None:
    whole = json.loads(render(programme()))
    del whole["programme"]["beds"], whole["programme"]["stories"][0]["items"][0]["reader"]
    assert read_programme(json.dumps(whole)) == programme()


DAMAGES: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda whole: whole.update(schema="x"), "it is not a programme"),
    (lambda whole: whole.update(programme=7), "a Programme is not an object"),
    (lambda whole: whole["programme"].pop("slug"), "a Programme has no 'slug'"),
    (lambda whole: whole["programme"].update(colour="red"), "has 'colour', which is not known"),
    (lambda whole: whole["programme"].update(length=1.5), "'1.5' is not whole"),
    (lambda whole: whole["programme"].update(length=True), "'True' is not whole"),
    (lambda whole: whole["programme"].update(slug=None), "'None' is not text"),
    (lambda whole: whole["programme"].update(estimated=1), "'1' is not true or false"),
    (lambda whole: whole["programme"].update(gain_db="loud"), "'loud' is not a number"),
    (lambda whole: whole["programme"].update(stories={}), "a row of values is not a list"),
    (lambda whole: whole["programme"]["stories"][0]["cast"].update(speakers=[]), "are not an object"),
    (lambda whole: whole["programme"]["stories"][0]["items"][0].update(narrator="judge"), "'judge'"),
    (lambda whole: whole["programme"]["stories"][0]["items"][0]["segment"].update(span=[1]), "1 values"),
    (lambda whole: whole["programme"]["stories"][0]["script"].update(embargo="soon"), "soon"),
]


@pytest.mark.parametrize(("damage", "why"), DAMAGES)
def test_damage_is_told(damage: Callable[[dict[str, Any]], object], why: str) -> None:
    whole = json.loads(render(programme()))
    damage(whole)
    with pytest.raises(PackageError, match="is damaged: ") as raised:
        read_programme(json.dumps(whole))
    assert why in str(raised.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "null", "[" * 100_000])
def test_what_is_no_json_is_told(text: str) -> None:
    with pytest.raises(PackageError, match="is damaged"):
        read_programme(text)


def test_a_later_version_and_a_package_of_before_are_told(tmp_path: Path) -> None:
    later = render(programme()).replace('"version":1', '"version":2')
    with pytest.raises(PackageError, match="has version '2', this program reads 1"):
        read_programme(later)
    with pytest.raises(PackageError, match=r"has no programme\.json") as raised:
        open_programme(tmp_path)
    assert raised.value.hint == "render the package again"
    (tmp_path / programme_file.NAME).write_bytes(b"\xff\xfe")
    with pytest.raises(PackageError, match="cannot be read"):
        open_programme(tmp_path)

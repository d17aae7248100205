"""The promises of broadcast.voices.engine.Engine, held by every engine that is registered."""

import os
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from broadcast.errors import UsageError
from broadcast.model import Line, Take, TimesFrom, Token, Voice
from broadcast.units import Samples, samples
from broadcast.voices.engine import Availability, Engine
from broadcast.voices.spacing import sounding
from broadcast.voices.system_driver import driver_name

GROUP = "broadcast.engines"
SMALL = "en_US-made_up"
UNTOLD = f"{SMALL}_whole"
TELLS_TIMES = {
    "kokoro": TimesFrom.DURATIONS,
    "hibari": TimesFrom.DURATIONS,
    "piper": TimesFrom.DURATIONS,
    "tone": TimesFrom.DURATIONS,
    "system": TimesFrom.EVENTS if driver_name() == "espeak" else TimesFrom.ESTIMATED,
}
OWN_MODELS = [part for part in [os.environ.get("BROADCAST_MODELS")] if part]
SLOW = ("kokoro", "hibari", "system")
ODD = {
    "one short word": "no",
    "figures": "In 2026 some 1,400 people paid 3.2 billion.",
    "a name from abroad": "Zelenskyy met Ngũgĩ and Łukasz in Čakovec.",
    "a diaeresis": "A naïve coöperative, in Málaga's café.",
    "hyphens": "The well-known mother-in-law of a thirty-one-year-old vice-president.",
    "apostrophes": "O’Neill’s crew didn't see the '90s boats' nets.",
    "capitals": "NATO and the IMF say the EU is OK.",
    "hesitation": "Well… no — yes; maybe: wait!",
    "120 words": " ".join(["The harbour opened early and the boats went out again today."] * 11).replace(
        ". The", ", the"
    ),
}


def registered() -> dict[str, EntryPoint]:
    """The engines of the installed package, or of the source tree when it is not installed."""
    found = {point.name: point for point in entry_points(group=GROUP)}
    if found:
        return found
    table = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    points = table["project"]["entry-points"][GROUP]
    return {name: EntryPoint(name=name, value=value, group=GROUP) for name, value in points.items()}


ENGINES = registered()


@cache
def made(name: str) -> Engine:
    engine = ENGINES[name].load()()
    assert isinstance(engine, Engine)
    return engine


@pytest.fixture(scope="module")
def piper_folder(tmp_path_factory: pytest.TempPathFactory, small_voice: Callable[..., Path]) -> Path:
    """Small Piper voices, so that the engine is tried where its user has none."""
    folder = tmp_path_factory.mktemp("piper")
    small_voice(folder)
    small_voice(folder, f"{SMALL}_whole-low", rounds=False)
    return folder


@pytest.fixture(autouse=True)
def one_piper_voice(own_places: None, piper_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small voices are this user's, whatever the other tests are given; the user's own go before."""
    own = [*OWN_MODELS, str(piper_folder)]
    monkeypatch.setenv("BROADCAST_MODELS", os.pathsep.join(own))


@cache
def said(line: Line, voice: Voice) -> Take:
    """A take that several rules look at."""
    return made(voice.engine).speak(line, voice)


@pytest.fixture(
    params=[pytest.param(name, marks=[pytest.mark.voices] if name in SLOW else []) for name in ENGINES]
)
def engine(request: pytest.FixtureRequest) -> Engine:
    return made(request.param)


@pytest.fixture
def ready(engine: Engine) -> Engine:
    told = engine.availability()
    if not told.ready and os.environ.get("CI") != "true":
        pytest.skip(told.detail)
    assert told.ready, told
    return engine


@pytest.fixture(params=[0, 1], ids=["first voice", "second voice"])
def voice(request: pytest.FixtureRequest, ready: Engine) -> Voice:
    names = [info.name for info in ready.voices()]
    if request.param >= len(names):
        pytest.skip("the engine has one voice")
    return Voice(engine=ready.name, name=names[request.param])


@pytest.fixture
def first(ready: Engine) -> Voice:
    return Voice(engine=ready.name, name=ready.voices()[0].name)


@pytest.fixture
def report_line(line: Callable[[str], Line]) -> Line:
    return line("The harbour reopened early on Tuesday, after a night of storms; nobody was hurt.")


def assert_whole(take: Take, line: Line) -> None:
    timing = take.timing
    assert take.audio.dtype == np.float32
    assert take.audio.shape == (timing.length,)
    assert np.isfinite(take.audio).all()
    assert np.abs(take.audio).max() <= 1
    assert np.abs(take.audio).max() > 0.01
    assert timing.rate_hz >= 16_000
    assert_in_order(timing.words, timing.length, line)


def assert_in_order(words: Any, length: Samples, line: Line) -> None:
    assert [word.span for word in words] == [token.span for token in line.tokens]
    assert [word.text for word in words] == [token.text for token in line.tokens]
    assert all(0 <= word.start < word.end <= length for word in words)
    assert all(one.start < other.start for one, other in pairwise(words))


def test_an_engine_is_called_what_it_is_registered_as(engine: Engine) -> None:
    assert ENGINES[engine.name].name == engine.name
    assert engine.name == engine.name.lower()


def test_it_says_whether_it_can_speak_and_what_to_do_if_not(engine: Engine) -> None:
    told = engine.availability()
    assert isinstance(told, Availability)
    assert told.detail
    assert told.ready or told.hint
    assert told.ready or not engine.voices()


def test_its_voices_have_names_of_their_own(ready: Engine) -> None:
    infos = ready.voices()
    assert infos
    assert len({info.name for info in infos}) == len(infos)
    assert {info.engine for info in infos} == {ready.name}
    assert all(info.language and info.licence for info in infos)
    assert not [info.name for info in infos if any(map(str.isspace, info.name))]


def test_it_takes_every_voice_that_it_lists(ready: Engine) -> None:
    for info in ready.voices()[:60]:
        ready.check(Voice(engine=ready.name, name=info.name))


def test_it_refuses_a_voice_it_does_not_have_and_lists_what_there_is(ready: Engine) -> None:
    with pytest.raises(UsageError, match="no-such-voice") as refusal:
        ready.check(Voice(engine=ready.name, name="no-such-voice"))
    assert refusal.value.hint


@pytest.mark.parametrize("setting", ["rate", "pitch", "range"])
@pytest.mark.parametrize("value", [-1.0, 50.0, float("nan")])
def test_it_refuses_a_setting_out_of_range(ready: Engine, first: Voice, setting: str, value: float) -> None:
    settings: dict[str, Any] = {setting: value}
    with pytest.raises(UsageError, match=setting):
        ready.check(replace(first, **settings))


def test_its_fingerprint_stays_the_same(ready: Engine, voice: Voice) -> None:
    one = ready.fingerprint(voice)
    assert isinstance(one, str)
    assert one
    assert ENGINES[ready.name].load()().fingerprint(voice) == one


def test_a_take_is_sound_with_a_time_for_every_token(ready: Engine, voice: Voice, report_line: Line) -> None:
    assert_whole(said(report_line, voice), report_line)


def test_a_take_says_where_its_word_times_come_from(ready: Engine, voice: Voice, report_line: Line) -> None:
    told = said(report_line, voice).timing.times_from
    assert told in TimesFrom
    if ready.name in TELLS_TIMES and not voice.name.startswith(UNTOLD):
        assert told is TELLS_TIMES[ready.name]


def test_words_are_heard_where_they_are_said_to_be(ready: Engine, voice: Voice, report_line: Line) -> None:
    take = said(report_line, voice)
    if take.timing.times_from is TimesFrom.ESTIMATED:
        pytest.skip("this voice does not tell")
    loud = sounding(take.audio, take.timing.rate_hz)
    frame = len(take.audio) // len(loud)
    near = samples(100, take.timing.rate_hz) // frame
    for word in take.timing.words:
        assert loud[max(0, word.start // frame - near) : word.end // frame + near].any()
    first, last = np.flatnonzero(loud)[[0, -1]] * frame
    assert abs(take.timing.words[0].start - first) < samples(200, take.timing.rate_hz)
    assert abs(take.timing.words[-1].end - last) < samples(350, take.timing.rate_hz)


def test_the_same_line_gives_the_same_samples(
    ready: Engine, voice: Voice, report_line: Line, line: Callable[[str], Line]
) -> None:
    one = said(report_line, voice)
    ready.speak(line("Then something else."), voice)
    again = ready.speak(report_line, voice)
    assert np.array_equal(one.audio, again.audio)
    assert one.timing == again.timing


def test_the_time_told_beforehand_is_the_time_it_takes(
    ready: Engine, voice: Voice, report_line: Line
) -> None:
    told = ready.time(report_line, voice)
    spoken = said(report_line, voice).timing
    assert_in_order(told.words, told.length, report_line)
    if told.exact:
        assert told == spoken
    elif not voice.name.startswith(SMALL):
        assert told.length / told.rate_hz == pytest.approx(spoken.length / spoken.rate_hz, rel=0.25)


def test_a_faster_rate_is_shorter(ready: Engine, first: Voice, report_line: Line) -> None:
    slow, fast = (replace(first, rate=rate) for rate in (0.8, 1.25))
    assert ready.speak(report_line, fast).timing.length < 0.85 * ready.speak(report_line, slow).timing.length
    assert ready.time(report_line, fast).length < 0.85 * ready.time(report_line, slow).length


@pytest.mark.parametrize("words", ODD.values(), ids=ODD)
def test_odd_lines_are_spoken_whole(
    ready: Engine, first: Voice, words: str, line: Callable[[str], Line]
) -> None:
    spoken = line(words)
    take = ready.speak(spoken, first)
    assert_whole(take, spoken)
    told = ready.time(spoken, first)
    assert_in_order(told.words, told.length, spoken)
    assert not told.exact or told == take.timing


def test_a_token_of_several_words_is_one_word_on_the_clock(ready: Engine, first: Voice) -> None:
    spoken = Line(
        tokens=(
            Token(text="It", span=(0, 2)),
            Token(text="cost", span=(3, 7)),
            Token(text="three point two billion dollars", after=",", span=(8, 16)),
            Token(text="he", span=(18, 20)),
            Token(text="said", after=".", span=(21, 25)),
        )
    )
    take = ready.speak(spoken, first)
    assert_whole(take, spoken)
    lengths = [word.end - word.start for word in take.timing.words]
    assert max(lengths) == lengths[2]

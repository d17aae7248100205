"""Hibari: one small voice at eight pitches, lengths known beforehand."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from broadcast.errors import UsageError
from broadcast.model import Line, Take, Voice
from broadcast.voices import hibari
from broadcast.voices.hibari import LIMIT, VOICED_HZ, Hibari
from broadcast.voices.phonemes import chunk, pronounce

HEART = Voice(engine="hibari", name="heart")
SENTENCE = "The ferry to Quill Sound will run again from Monday, after fourteen weeks in dock."
LONG = ", ".join(["and the ferry left the harbour before the storm came over the wall"] * 7) + "."


ENGINE = Hibari()


@cache
def said(line: Line, voice: Voice = HEART) -> Take:
    """Every take once: speaking is what takes time here."""
    return ENGINE.speak(line, voice)


@pytest.mark.parametrize(
    ("voice", "message"),
    [
        (replace(HEART, name="lark"), "no voice 'lark'"),
        (replace(HEART, name="heart+heart-bass"), "no voice 'heart.heart-bass'"),
        (replace(HEART, rate=0.4), "rate cannot be '0.4'"),
        (replace(HEART, pitch=1.5), "pitch cannot be '1.5'"),
    ],
)
def test_what_it_cannot_speak_is_refused(voice: Voice, message: str) -> None:
    with pytest.raises(UsageError, match=message) as refusal:
        Hibari().check(voice)
    assert refusal.value.hint


def test_a_variant_moves_the_voiced_pitch_and_leaves_the_unvoiced() -> None:
    curve = np.array([0.0, 180.0, 220.0, 0.0], np.float32)
    low = hibari._pitched(curve, replace(HEART, name="heart-baritone"))
    assert low[[0, 3]].tolist() == [0.0, 0.0]
    assert low[1:3] == pytest.approx(curve[1:3] * 2 ** (-11 / 12), rel=1e-5)
    flat = hibari._pitched(curve, replace(HEART, range=0.0))
    assert flat[1:3] == pytest.approx([200.0, 200.0])
    silent = np.zeros(4, np.float32)
    assert np.array_equal(hibari._pitched(silent, HEART), silent)


def test_no_voiced_frame_falls_below_what_counts_as_voiced() -> None:
    curve = np.array([50.0, 300.0], np.float32)
    moved = hibari._pitched(curve, replace(HEART, name="heart-bass", range=2.0))
    assert (moved > VOICED_HZ).all()


@pytest.mark.voices
@pytest.mark.parametrize("text", [SENTENCE, "Yes.", LONG], ids=["sentence", "word", "long"])
def test_the_forecast_is_the_take(line: Callable[[str], Line], text: str) -> None:
    told, take = ENGINE.time(line(text), HEART), said(line(text), HEART)
    assert told.exact
    assert told == take.timing
    assert len(take.audio) == told.length


@pytest.mark.voices
def test_a_line_beyond_the_models_limit_is_spoken_whole(line: Callable[[str], Line]) -> None:
    assert len(chunk(pronounce(line(LONG), british=False), hibari._symbols(), LIMIT)) == 2
    take = said(line(LONG), HEART)
    assert [word.text for word in take.timing.words] == [token.text for token in line(LONG).tokens]


@pytest.mark.voices
def test_the_variants_differ_in_sound_and_not_in_length(line: Callable[[str], Line]) -> None:
    takes = [said(line(SENTENCE), replace(HEART, name=info.name)) for info in ENGINE.voices()]
    assert all(take.timing == takes[0].timing for take in takes)
    assert len({take.audio.tobytes() for take in takes}) == len(takes)


@pytest.mark.voices
def test_rate_changes_the_length_and_pitch_does_not(line: Callable[[str], Line]) -> None:
    plain, fast, high = (
        said(line(SENTENCE), voice) for voice in (HEART, replace(HEART, rate=1.25), replace(HEART, pitch=1.2))
    )
    assert fast.timing.length < 0.9 * plain.timing.length
    assert high.timing == plain.timing
    assert not np.array_equal(high.audio, plain.audio)


@pytest.mark.voices
def test_two_engines_give_the_same_samples(line: Callable[[str], Line]) -> None:
    other = Hibari()
    other.speak(line("Something else was said before."), HEART)
    again = other.speak(line(SENTENCE), HEART)
    assert np.array_equal(said(line(SENTENCE), HEART).audio, again.audio)
    assert ENGINE.fingerprint(HEART) == other.fingerprint(HEART)
    assert ENGINE.fingerprint(HEART) != ENGINE.fingerprint(replace(HEART, name="heart-bass"))

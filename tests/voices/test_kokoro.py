"""Kokoro: 28 voices and their blends, lengths known beforehand."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from broadcast.errors import UsageError
from broadcast.model import Gender, Line, Take, Voice
from broadcast.voices import kokoro
from broadcast.voices.durations import HOP
from broadcast.voices.kokoro import Kokoro, is_british, style
from broadcast.voices.phonemes import LIMIT, chunk, pronounce

ONYX = Voice(engine="kokoro", name="am_onyx")
FENRIR = Voice(engine="kokoro", name="am_fenrir")
BLEND = Voice(engine="kokoro", name="am_onyx+am_fenrir")
SENTENCE = "The ferry to Quill Sound will run again from Monday, after fourteen weeks in dock."
LONG = ", ".join(["and the ferry left the harbour before the storm came over the wall"] * 8) + "."


ENGINE = Kokoro()


@cache
def said(line: Line, voice: Voice = ONYX) -> Take:
    """Every take once: speaking is what takes time here."""
    return ENGINE.speak(line, voice)


def hertz(take: Take) -> float:
    """The middle of a take's pitch, by autocorrelation of its voiced frames of 50 ms."""
    rate, size = take.timing.rate_hz, take.timing.rate_hz // 20
    frames = [take.audio[at : at + size] for at in range(0, len(take.audio) - size, size)]
    loud = [frame - frame.mean() for frame in frames if np.abs(frame).max() > 0.1]
    shortest, longest = rate // 400, rate // 60
    found = []
    for frame in loud:
        curve = np.correlate(frame, frame, "full")[size - 1 :]
        lag = shortest + int(np.argmax(curve[shortest:longest]))
        if curve[lag] > 0.5 * curve[0]:
            found.append(rate / lag)
    return float(np.median(found))


def test_there_are_28_voices_each_once_and_whisper_and_character_are_never_cast() -> None:
    voices = Kokoro().voices()
    own = [voice for voice in voices if not voice.blend]
    assert len({voice.name for voice in voices}) == len(voices)
    assert len(own) == 28
    assert [voice.name for voice in voices if not voice.castable] == ["am_santa", "af_nicole"]
    assert {voice.language for voice in voices} == {"en-US", "en-GB"}
    assert {voice.gender for voice in voices[:3]} == {Gender.FEMALE, Gender.MALE}


def test_a_blend_with_a_name_is_a_voice_as_any_other_and_cast_last() -> None:
    voices = Kokoro().voices()
    named = [voice for voice in voices if voice.blend]
    assert voices[-len(named) :] == named
    assert {(voice.language, voice.gender) for voice in named} == {
        (language, gender) for language in ("en-US", "en-GB") for gender in Gender
    }
    calder = next(voice for voice in named if voice.name == "am_calder")
    assert calder.note == "a blend of am_onyx and am_michael"
    assert np.array_equal(kokoro.style("am_calder"), kokoro.style("am_onyx+am_michael"))
    Kokoro().check(replace(ONYX, name="am_calder+am_fenrir"))


def test_the_shares_of_a_blend_count() -> None:
    onyx, fenrir = kokoro.style("am_onyx"), kokoro.style("am_fenrir")
    blend = kokoro.style("am_onyx*3+am_fenrir")
    assert np.allclose(blend, 0.75 * onyx + 0.25 * fenrir, atol=1e-6)
    assert np.allclose(kokoro.style("am_onyx*0.75+am_fenrir*0.25"), blend, atol=1e-6)


def test_voices_that_are_alike_say_so_of_each_other() -> None:
    alike = {voice.name: voice.alike for voice in Kokoro().voices()}
    assert alike["af_heart"] == ("af_bella", "af_nova", "af_sarah")
    assert all(name in alike[other] for name, others in alike.items() for other in others)


@pytest.mark.parametrize(
    ("voice", "message"),
    [
        (replace(ONYX, name="am_nobody"), "no voice 'am_nobody'"),
        (replace(ONYX, name="am_onyx+am_nobody"), "no voice 'am_nobody'"),
        (replace(ONYX, name=""), "no voice ''"),
        (replace(ONYX, rate=2.1), "rate cannot be '2.1'"),
        (replace(ONYX, pitch=0.6), "pitch cannot be '0.6'"),
        (replace(ONYX, range=-0.1), "range cannot be '-0.1'"),
        (replace(ONYX, rate=float("nan")), "rate cannot be 'nan'"),
    ],
)
def test_what_it_cannot_speak_is_refused(voice: Voice, message: str) -> None:
    with pytest.raises(UsageError, match=message) as refusal:
        Kokoro().check(voice)
    assert refusal.value.hint


def test_a_blend_is_the_mean_of_its_parts_whatever_their_order() -> None:
    assert style("am_onyx").shape == (kokoro.STYLE_ROWS, 256)
    assert np.allclose(style(BLEND.name), (style("am_onyx") + style("am_fenrir")) / 2)
    assert np.allclose(style(BLEND.name), style("am_fenrir+am_onyx"))


def test_the_first_part_of_a_blend_tells_the_english() -> None:
    assert is_british(replace(ONYX, name="bf_emma+af_heart"))
    assert not is_british(replace(ONYX, name="af_heart+bf_emma"))


@pytest.mark.voices
@pytest.mark.parametrize("text", [SENTENCE, "Yes.", LONG], ids=["sentence", "word", "long"])
def test_the_forecast_is_the_take(line: Callable[[str], Line], text: str) -> None:
    told, take = ENGINE.time(line(text), ONYX), said(line(text), ONYX)
    assert told.exact
    assert told == take.timing
    assert len(take.audio) == told.length


@pytest.mark.voices
def test_a_line_beyond_the_models_limit_is_spoken_whole(line: Callable[[str], Line]) -> None:
    pieces = chunk(pronounce(line(LONG), british=False), kokoro._symbols())
    assert len(pieces) == 2
    assert sum(len(piece.ids) - 2 for piece in pieces) > LIMIT
    take = said(line(LONG), ONYX)
    assert [word.text for word in take.timing.words] == [token.text for token in line(LONG).tokens]
    minutes = take.timing.length / take.timing.rate_hz / 60
    assert 120 < len(take.timing.words) / minutes < 260


@pytest.mark.voices
def test_a_blend_is_neither_of_its_parts(line: Callable[[str], Line]) -> None:
    blend, onyx, fenrir = (said(line(SENTENCE), voice) for voice in (BLEND, ONYX, FENRIR))
    for part in (onyx, fenrir):
        assert not np.array_equal(blend.audio[:48_000], part.audio[:48_000])


@pytest.mark.voices
@pytest.mark.parametrize("rate", [0.8, 0.93, 1.07, 1.25])
def test_the_length_is_in_proportion_to_the_rate(line: Callable[[str], Line], rate: float) -> None:
    natural = ENGINE.time(line(SENTENCE), ONYX)
    paced = replace(ONYX, rate=rate)
    take = said(line(SENTENCE), paced)
    assert take.timing == ENGINE.time(line(SENTENCE), paced)
    assert abs(take.timing.length - natural.length / rate) <= HOP / 2
    starts = [word.start for word in take.timing.words]
    for start, word in zip(starts, natural.words, strict=True):
        assert start == pytest.approx(word.start / rate, abs=4 * HOP)


@pytest.mark.voices
def test_pitch_changes_the_pitch_and_not_the_length(line: Callable[[str], Line]) -> None:
    low, plain, high = (said(line(SENTENCE), replace(ONYX, pitch=pitch)) for pitch in (0.85, 1.0, 1.2))
    assert low.timing == plain.timing == high.timing
    assert hertz(low) < 0.95 * hertz(plain)
    assert hertz(high) > 1.08 * hertz(plain)


@pytest.mark.voices
def test_range_changes_the_sound_and_not_the_length(line: Callable[[str], Line]) -> None:
    flat, plain = (said(line(SENTENCE), replace(ONYX, range=span)) for span in (0.3, 1.0))
    assert flat.timing == plain.timing
    assert not np.array_equal(flat.audio, plain.audio)


@pytest.mark.voices
def test_two_engines_give_the_same_samples(line: Callable[[str], Line]) -> None:
    other = Kokoro()
    other.speak(line("Something else was said before."), FENRIR)
    assert np.array_equal(said(line(SENTENCE), ONYX).audio, other.speak(line(SENTENCE), ONYX).audio)
    assert ENGINE.fingerprint(ONYX) == other.fingerprint(ONYX)

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from broadcast.errors import UsageError
from broadcast.model import Gender, Line, TimesFrom, Voice
from broadcast.voices.tone import RATE_HZ, Tone

ALTO = Voice(engine="tone", name="alto")


def test_there_are_voices_of_both_genders_from_both_shores() -> None:
    infos = Tone().voices()
    assert len(infos) >= 8
    assert {(info.gender, info.language) for info in infos} == {
        (gender, language) for gender in Gender for language in ("en-US", "en-GB")
    }


def test_times_are_exact_and_go_by_the_letters(line: Callable[[str], Line]) -> None:
    timing = Tone().time(line("no harbour"), ALTO)
    assert timing.exact
    assert timing.times_from is TimesFrom.DURATIONS
    ms = [(word.start / 24, word.end / 24) for word in timing.words]
    assert ms == [(50, 170), (210, 480)]
    assert timing.length / 24 == 560


def test_a_rate_divides_the_tones_and_the_gaps(line: Callable[[str], Line]) -> None:
    timing = Tone().time(line("no harbour"), replace(ALTO, rate=2.0))
    assert [(word.start / 24, word.end / 24) for word in timing.words] == [(50, 110), (130, 265)]


def test_it_sounds_in_the_words_and_nowhere_else(line: Callable[[str], Line]) -> None:
    take = Tone().speak(line("The harbour, again."), ALTO)
    inside = np.zeros(len(take.audio), dtype=bool)
    for word in take.timing.words:
        inside[word.start : word.end] = True
        tone = take.audio[word.start + 240 : word.end - 240]
        assert 20 * np.log10(np.sqrt(np.mean(np.square(tone)))) == pytest.approx(-20, abs=0.2)
    assert not take.audio[~inside].any()


def test_it_does_not_click(line: Callable[[str], Line]) -> None:
    take = Tone().speak(line("The harbour opened."), ALTO)
    steepest = 0.1415 * 2 * np.pi * 349.2 / RATE_HZ
    assert np.abs(np.diff(take.audio)).max() <= steepest * 1.05


@pytest.mark.parametrize(
    ("name", "pitch", "heard_hz"),
    [("alto", 1.0, 349.2), ("bass", 1.0, 130.8), ("bass", 2.0, 261.6), ("alto+bass", 1.0, 240.0)],
)
def test_the_pitch_is_the_voice(
    name: str, pitch: float, heard_hz: float, line: Callable[[str], Line]
) -> None:
    voice = Voice(engine="tone", name=name, pitch=pitch)
    take = Tone().speak(line("extraordinarily"), voice)
    word = take.timing.words[0]
    spectrum = np.abs(np.fft.rfft(take.audio[word.start : word.end], 1 << 16))
    assert np.argmax(spectrum) * RATE_HZ / (1 << 16) == pytest.approx(heard_hz, abs=2)


def test_a_blend_of_an_unknown_voice_is_refused() -> None:
    with pytest.raises(UsageError, match=r"alto\+yodel") as refusal:
        Tone().check(Voice(engine="tone", name="alto+yodel"))
    assert "alto" in refusal.value.hint

import numpy as np
import pytest

from broadcast.mix.stretch import at_rate, stretch
from broadcast.model import Take, TimesFrom, Timing, Word
from broadcast.units import Hz, Samples

RATE = Hz(24_000)


def take(seconds: float = 2.0, pitch_hz: float = 200.0) -> Take:
    time = np.arange(round(seconds * RATE)) / RATE
    audio = (0.3 * np.sin(2 * np.pi * pitch_hz * time)).astype(np.float32)
    audio[(time < 0.5) | (time >= seconds - 0.5)] = 0
    middle = round(seconds * RATE) // 2
    words = (
        Word(text="one", start=Samples(RATE // 2), end=Samples(middle), span=(0, 3)),
        Word(text="two", start=Samples(middle), end=Samples(len(audio) - RATE // 2), span=(4, 7)),
    )
    timing = Timing(
        length=Samples(len(audio)), rate_hz=RATE, words=words, times_from=TimesFrom.EVENTS, exact=True
    )
    return Take(audio=audio, timing=timing)


@pytest.mark.parametrize("rate", [0.88, 0.95, 1.05, 1.12])
def test_a_take_becomes_as_long_as_its_rate_says_and_keeps_its_pitch(rate: float) -> None:
    whole = take()
    done = stretch(whole, rate)
    assert len(done.audio) == done.timing.length == round(whole.timing.length / rate)
    assert done.audio.dtype == np.float32
    steady = done.audio[round(0.8 * RATE / rate) : round(1.2 * RATE / rate)]
    spectrum = np.abs(np.fft.rfft(steady * np.hanning(len(steady)), 8 * RATE))
    assert abs(np.argmax(spectrum) / 8 - 200) < 2


@pytest.mark.parametrize("rate", [0.88, 1.12])
def test_what_is_heard_stays_with_its_words(rate: float) -> None:
    done = stretch(take(), rate)
    loud = np.flatnonzero(np.abs(done.audio) > 0.1)
    first, last = done.timing.words[0], done.timing.words[-1]
    assert abs(loud[0] - first.start) < 0.03 * RATE
    assert abs(loud[-1] - last.end) < 0.03 * RATE
    assert first.end <= last.start


def test_at_its_own_pace_a_take_is_the_same() -> None:
    whole = take()
    assert stretch(whole, 1.0) is whole


def test_words_side_by_side_stay_in_order_inside_the_take() -> None:
    timing = take().timing
    crowded = tuple(Word(text="a", start=Samples(n), end=Samples(n + 1), span=(n, n + 1)) for n in range(10))
    close = Timing(length=Samples(10), rate_hz=RATE, words=crowded, times_from=timing.times_from, exact=True)
    done = at_rate(close, 0.5)
    starts = [word.start for word in done.words]
    assert starts == sorted(set(starts))
    assert all(word.start < word.end <= done.length for word in done.words)

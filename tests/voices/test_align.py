"""A sound and its words go in; where they are heard comes out, or the take as it was."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from broadcast.model import Line, Take, TimesFrom, Timing, Token, Voice
from broadcast.units import Hz, Samples
from broadcast.voices import align
from broadcast.voices.hibari import Hibari
from broadcast.voices.spacing import estimated_words

RATE = Hz(24_000)


class FakeDecoder:
    """Finds each word 0.5 s after the one before, or fails in the ways that the real one does."""

    failing = ""

    def __init__(self, **options: Any) -> None:
        assert options["dict"] is None
        self.known: dict[str, str] = {}
        self.text: list[str] = []

    def lookup_word(self, word: str) -> str | None:
        return self.known.get(word)

    def add_word(self, word: str, phones: str) -> None:
        assert word not in self.known
        self.known[word] = phones

    def set_align_text(self, text: str) -> None:
        self.text = text.split()
        assert set(self.text) <= set(self.known)
        if self.failing == "refuses":
            raise RuntimeError("bad text")

    def start_utt(self) -> None: ...

    def end_utt(self) -> None: ...

    def process_raw(self, data: bytes, *, full_utt: bool) -> None:
        assert full_utt
        assert len(data) % 2 == 0

    @property
    def seg(self) -> list[Any] | None:
        if self.failing == "nothing":
            return None
        found = [SimpleNamespace(text=word, start=0.3 + 0.5 * at) for at, word in enumerate(self.text)]
        silence = SimpleNamespace(text="<sil>", start=0.0)
        return [silence, *found[:-1]] if self.failing == "a word short" else [silence, *found]


@pytest.fixture
def decoder(monkeypatch: pytest.MonkeyPatch) -> type[FakeDecoder]:
    module = ModuleType("soundswallower")
    module.Decoder = type("Decoder", (FakeDecoder,), {})  # type: ignore[attr-defined]
    module.get_model_path = lambda name: f"/models/{name}"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "soundswallower", module)
    monkeypatch.setattr(align, "aligner_ready", lambda: True)
    align._aligner.cache_clear()
    yield module.Decoder
    align._aligner.cache_clear()


def take_of(line: Line, *, times_from: TimesFrom = TimesFrom.ESTIMATED) -> Take:
    audio = (0.3 * np.sin(np.arange(3 * RATE) / 9)).astype(np.float32)
    words = estimated_words(line, audio, RATE)
    timing = Timing(length=Samples(len(audio)), rate_hz=RATE, words=words, times_from=times_from, exact=True)
    return Take(audio=audio, timing=timing)


def test_estimated_words_are_put_where_they_are_heard(
    decoder: type[FakeDecoder], line: Callable[[str], Line]
) -> None:
    spoken = line("The harbour opened, early.")
    better = align.better_times(take_of(spoken), spoken)
    assert better.timing.times_from is TimesFrom.ALIGNED
    assert [word.start for word in better.timing.words] == [0, 12_000, 24_000, 36_000]
    assert [word.span for word in better.timing.words] == [token.span for token in spoken.tokens]


def test_a_token_of_several_words_starts_with_its_first(decoder: type[FakeDecoder]) -> None:
    spoken = Line(
        tokens=(Token(text="three point two", span=(0, 3)), Token(text="percent", after=".", span=(4, 11)))
    )
    better = align.better_times(take_of(spoken), spoken)
    assert [word.start for word in better.timing.words] == [0, 36_000]


@pytest.mark.parametrize("failing", ["refuses", "nothing", "a word short"])
def test_what_cannot_be_aligned_stays_estimated_and_says_so(
    decoder: type[FakeDecoder], line: Callable[[str], Line], failing: str
) -> None:
    decoder.failing = failing
    spoken = line("The harbour opened early.")
    take = take_of(spoken)
    assert align.better_times(take, spoken) is take


@pytest.mark.parametrize("origin", [TimesFrom.DURATIONS, TimesFrom.EVENTS, TimesFrom.ALIGNED])
def test_times_that_are_better_than_an_estimate_are_left_alone(
    decoder: type[FakeDecoder], line: Callable[[str], Line], origin: TimesFrom
) -> None:
    spoken = line("The harbour opened early.")
    take = take_of(spoken, times_from=origin)
    assert align.better_times(take, spoken) is take


def test_another_language_is_not_aligned(decoder: type[FakeDecoder], line: Callable[[str], Line]) -> None:
    spoken = replace(line("Die Fähre fährt wieder."), language="de")
    take = take_of(spoken)
    assert align.better_times(take, spoken) is take


def test_without_the_extra_a_take_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch, line: Callable[[str], Line]
) -> None:
    monkeypatch.setattr(align, "aligner_ready", lambda: False)
    take = take_of(line("The harbour opened."))
    assert align.better_times(take, line("The harbour opened.")) is take


def test_phonemes_are_written_as_the_cmu_dictionary_does(line: Callable[[str], Line]) -> None:
    assert align.arpabet(line("the operator thought,")) == [["DH IY"], ["AA P ER EY D ER"], ["TH AO T"]]
    respelt = Line(tokens=(Token(text="Bihac", span=(0, 5), phonemes="bˈihɑʧ"),))
    assert align.arpabet(respelt) == [["B IY HH AA CH"]]


def test_every_symbol_of_the_alphabet_has_a_phone() -> None:
    import json
    from importlib import resources

    text = (resources.files("broadcast.data") / "kokoro-symbols.json").read_text(encoding="utf-8")
    spoken = set("AIOQTWYabdefhijklmnprstuvwxzæðŋɐɑɒɔəɛɜɡɪɹɾʃʊʌʒʤʧθᵊᵻ")
    assert spoken <= set(json.loads(text)["symbols"])
    assert spoken <= set(align._PHONES)


def test_the_aligner_hears_16_khz_at_one_level_and_never_silence() -> None:
    for level in (0.01, 0.9):
        sound = (level * np.sin(np.arange(RATE) / 20)).astype(np.float32)
        pcm = np.frombuffer(align.heard_by_aligner(sound, RATE), "<i2")
        assert len(pcm) == 16_000 + 2 * 4_800
        assert np.abs(pcm).max() == pytest.approx(16_000, rel=0.02)
        assert np.ptp(pcm[:4_800]) > 0
    assert np.ptp(np.frombuffer(align.heard_by_aligner(np.zeros(900, np.float32), RATE), "<i2")) > 0


@pytest.mark.voices
@pytest.mark.skipif(
    not align.aligner_ready() and os.environ.get("CI") != "true", reason="the extra `align` is not installed"
)
def test_the_real_aligner_finds_the_words_of_a_voice_that_tells_them(line: Callable[[str], Line]) -> None:
    spoken = line(
        "The ferry from the island was late again this morning, and nobody on the quay was surprised."
    )
    take = Hibari().speak(spoken, Voice(engine="hibari", name="heart"))
    unknown = replace(
        take,
        timing=replace(
            take.timing,
            words=estimated_words(spoken, take.audio, take.timing.rate_hz),
            times_from=TimesFrom.ESTIMATED,
        ),
    )
    found = align.better_times(unknown, spoken)
    assert found.timing.times_from is TimesFrom.ALIGNED
    off_ms = [
        abs(one.start - other.start) * 1000 / take.timing.rate_hz
        for one, other in zip(found.timing.words, take.timing.words, strict=True)
    ]
    assert np.mean(off_ms) < 40
    assert all(one.start < other.start for one, other in pairwise(found.timing.words))
    assert np.array_equal(found.audio, take.audio)


@pytest.mark.voices
@pytest.mark.skipif(
    not align.aligner_ready() and os.environ.get("CI") != "true", reason="the extra `align` is not installed"
)
def test_the_real_aligner_gives_up_on_a_sound_that_is_too_short(line: Callable[[str], Line]) -> None:
    spoken = line("The ferry from the island was late again this morning, and nobody was surprised.")
    take = take_of(spoken)
    short = Take(audio=take.audio[:2400], timing=replace(take.timing, length=Samples(2400)))
    assert align.better_times(short, spoken) is short

